"""The licences of this wallet: adapters and services composed."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop.bootstrap.clock import SystemClock
from desktop.bootstrap.contents import KeptContent
from desktop.chain.gateway import ChainGateway
from desktop.core.cards import parse_card
from desktop.core.changes import Change
from desktop.core.identity import Address
from desktop.core.orders import Purchase
from desktop.core.requests import Answer
from desktop.core.warnings import Alert
from desktop.services.answers import AnswerDesk, RequestWitnesses
from desktop.services.catalogue import CatalogueService
from desktop.services.journal import Journal, Purpose
from desktop.services.opening import OpeningService
from desktop.services.rights import (
    Holdings,
    KeyQuoter,
    LicenceActs,
    LicenceFinder,
    LicenceService,
    Passing,
    Renewals,
    RequestEngine,
    Standings,
)
from desktop.services.transactions import TransactionService
from desktop.store.database import Database
from desktop.store.holdings import HoldingStore
from desktop.store.licences import LicenceStore
from desktop.store.purchases import PurchaseStore
from desktop.store.requests import AnswerStore, RequestStore
from desktop.wallet.client import VaultClient


@dataclass(frozen=True, slots=True)
class Licensing:
    """The service, and what other services ask of licences."""

    service: LicenceService
    standings: Standings
    holdings: Holdings
    finder: LicenceFinder

    def ends_at(self, purchase: Purchase) -> int | None:
        """When the licence of a purchase ends, as the chain last told; None for one without an end."""
        standing = self.standings.known(purchase.order_id) if purchase.order_id is not None else None
        return None if standing is None else standing.ends_at


def make_licensing(
    *,
    gateway: ChainGateway,
    vault: VaultClient,
    database: Database,
    purchases: PurchaseStore,
    licences: LicenceStore,
    content: KeptContent,
    opening: OpeningService,
    transactions: TransactionService,
    journal: Journal,
    catalogue: CatalogueService,
    warn_about: Callable[[Address, Address], tuple[Alert, ...]],
    own_node: Callable[[], bool],
    publish: Callable[[Change], None],
) -> Licensing:
    """Compose them."""
    clock = SystemClock()
    book, requests, answers = HoldingStore(database), RequestStore(database, clock.now), AnswerStore(database)
    witnesses = gateway.witnesses()
    readers = (gateway.licences, *(reader.licences for reader in witnesses))
    standings = Standings(readers, book, clock, publish)
    holdings = Holdings(purchases=purchases, book=book, requests=requests, standings=standings)
    here = (gateway.chain_id, gateway.market)
    acts = LicenceActs(
        here=here, transactions=transactions, standings=standings, book=book, clock=clock, publish=publish
    )  # fmt: skip
    quoter = KeyQuoter(gateway, standings, parse_card)
    finder = LicenceFinder(
        market=gateway,
        vault=vault,
        book=book,
        requests=requests,
        standings=standings,
        clock=clock,
        publish=publish,
    )

    def note(account: Address, transaction_hash: bytes, answer: Answer) -> None:
        journal.sent(
            account, transaction_hash, Purpose("answer-key", 0, answer.holder, f"#{answer.listing}")
        )  # fmt: skip

    desk = AnswerDesk(
        chain=gateway,
        market=gateway,
        witnesses=RequestWitnesses(witnesses, own_node),
        calls=gateway.calls,
        vault=vault,
        book=answers,
        clock=clock,
        publish=publish,
        note=note,
    )
    service = LicenceService(
        here=here,
        holdings=holdings,
        standings=standings,
        acts=acts,
        renewals=Renewals(chain=gateway, calls=gateway.calls, standings=standings, acts=acts),
        quoter=quoter,
        engine=RequestEngine(
            market=gateway,
            calls=gateway.calls,
            transactions=transactions,
            vault=vault,
            book=requests,
            licences=licences,
            content=content,
            opening=opening,
            quoter=quoter,
            read_card=parse_card,
            publish=publish,
        ),
        passing=Passing(
            chain=gateway,
            calls=gateway.licence_calls,
            standings=standings,
            acts=acts,
            desk=desk,
            answers=answers,
            requests=requests,
            licences=licences,
            warn_about=warn_about,
            clock=clock,
        ),
        finder=finder,
        requests=requests,
        listings=catalogue,
        read_card=parse_card,
        clock=clock,
        publish=publish,
    )
    return Licensing(service, standings, holdings, finder)
