"""Transactions that are signed here: kept, sent, watched until they are final."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop.chain.transactions import ChainTransactor
from desktop.core.changes import Change
from desktop.services.guard import Guard, Unguarded
from desktop.services.journal import Journal
from desktop.services.outgoing import Outbox, OutgoingWatch
from desktop.services.outgoing.service import OutgoingService
from desktop.services.ports import Clock
from desktop.services.selling.dispatching import Dispatcher
from desktop.services.transactions import Asker, Signer, TransactionService
from desktop.store.activity import ActivityStore
from desktop.store.database import Database
from desktop.store.outgoing import OutgoingStore


@dataclass(frozen=True, slots=True)
class Sent:
    """What signs and sends, and what looks after it."""

    transactions: TransactionService
    service: OutgoingService
    dispatcher: Dispatcher


def make_outgoing(
    gateway: ChainTransactor,
    signer: Signer,
    database: Database,
    lines: ActivityStore,
    journal: Journal,
    publish: Callable[[Change], None],
    clock: Clock,
    guard: Guard | None = None,
    asker: Asker | None = None,
) -> Sent:
    """Compose them; nothing is asked of the network, and what an earlier run sent is counted."""
    book = OutgoingStore(database)
    outbox = Outbox(book, clock)
    for act in book.watched(gateway.chain_id):
        if act.is_open:
            gateway.remember(act.account, act.nonce, act.newest.hash)
    gateway.count_on(lambda account: book.highest_mined(gateway.chain_id, account))
    transactions = TransactionService(gateway, signer, journal, outbox, guard, asker)
    watch = OutgoingWatch(
        chain=gateway,
        book=book,
        outbox=outbox,
        journal=journal,
        guard=guard or Unguarded(),
        clock=clock,
        publish=publish,
    )
    service = OutgoingService(
        chain=gateway,
        book=book,
        lines=lines,
        transactions=transactions,
        watch=watch,
        clock=clock,
        publish=publish,
    )
    return Sent(
        transactions, service, Dispatcher(gateway, outbox, guard or Unguarded(), transactions.turn, clock)
    )
