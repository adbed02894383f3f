"""What the chain shows of the accounts, and what they allowed others: composed over one gateway."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from desktop.bootstrap.clock import SystemClock
from desktop.chain.gateway import ChainGateway
from desktop.chain.licences import licence_address
from desktop.core.accounts import Account
from desktop.core.changes import Change
from desktop.core.networks import known_network
from desktop.services.approvals import ApprovalService
from desktop.services.effects.ports import Previewer
from desktop.services.network import NetworkInfo
from desktop.services.tokens import TokenService
from desktop.services.tracing.service import TracingService
from desktop.services.transactions import TransactionService
from desktop.store.activity import ActivityStore
from desktop.store.contacts import ContactStore
from desktop.store.database import Database
from desktop.store.outgoing import OutgoingStore
from desktop.store.traces import TraceStore


@dataclass(frozen=True, slots=True)
class History:
    """Both services; nothing is asked of the network before one of them is used."""

    tracing: TracingService
    approvals: ApprovalService


def make_history(
    *,
    info: NetworkInfo,
    gateway: ChainGateway,
    database: Database,
    tokens: TokenService,
    transactions: TransactionService,
    previewer: Previewer,
    accounts: Callable[[], Iterable[Account]],
    publish: Callable[[Change], None],
) -> History:
    """Compose them."""
    known, contacts = known_network(info.chain_id), ContactStore(database)
    tracing = TracingService(
        chain=gateway.account_history(),
        book=ActivityStore(database),
        traces=TraceStore(database),
        currency_of=tokens.currency_if_told,
        contacts=lambda: (contact.address for contact in contacts.all()),
        own_accounts=lambda: (account.address for account in accounts()),
        own_tokens=(licence_address(gateway.market), *(known.tokens if known is not None else ())),
        attempts_of=lambda transaction: _attempts(OutgoingStore(database), transaction),
        clock=SystemClock(),
        publish=publish,
    )
    approvals = ApprovalService(
        chain=gateway.approvals(),
        book=tracing,
        currency_of=tokens.currency_if_told,
        transactions=transactions,
        previewer=previewer,
        clock=SystemClock(),
    )
    return History(tracing, approvals)


def _attempts(book: OutgoingStore, transaction_hash: bytes) -> list[bytes]:
    act = book.find(transaction_hash)
    return [] if act is None else [attempt.hash for attempt in act.attempts]
