"""What was seen of each order in which block, and what the chain took back of it."""

from collections.abc import Callable, Sequence
from typing import Protocol

from desktop.core.changes import Change, Topic
from desktop.core.errors import EnvironmentFault, InvalidCard
from desktop.core.listings import Card
from desktop.core.orders import Purchase
from desktop.core.requests import KeyRequest
from desktop.core.settlement import ChainNotice, Fact, Settlement, Undone
from desktop.services.journal import Journal, Purpose
from desktop.services.ports import Clock

_SILENT = b""
"""What an endpoint that does not answer says of a block."""


class Blocks(Protocol):
    """The chain's blocks by number, as the node tells them."""

    def block_hash(self, number: int) -> bytes | None:
        """None if the chain is not that long."""


class SettlementBook(Protocol):
    """What was seen of the orders, and the notices about them, on disk."""

    def get(self, purchase_id: str) -> Settlement | None: ...
    def all(self) -> dict[str, Settlement]: ...
    def put(self, settlement: Settlement) -> None: ...
    def drop(self, purchase_id: str) -> None: ...
    def add_notice(self, notice: ChainNotice) -> None: ...
    def notices(self) -> list[ChainNotice]: ...
    def mark_seen(self, notice_id: int) -> None: ...


def name_of(read_card: Callable[[bytes], Card], record: Purchase | KeyRequest) -> str:
    """The model's name for the activity; its listing's number if its card cannot be read."""
    try:
        return read_card(record.card_json).name
    except InvalidCard:
        return f"#{record.listing}"


def _hash_at(blocks: Blocks, number: int) -> bytes | None:
    try:
        return blocks.block_hash(number)
    except EnvironmentFault:
        return _SILENT


class ChainMemory:
    """Tells a reorganisation from a node that merely lags, and keeps a notice of what was lost until it is seen."""

    def __init__(
        self,
        *,
        blocks: Sequence[Blocks],
        book: SettlementBook,
        journal: Journal,
        read_card: Callable[[bytes], Card],
        clock: Clock,
        publish: Callable[[Change], None],
    ) -> None:
        self._blocks = blocks
        self._book = book
        self._journal = journal
        self._read_card = read_card
        self._clock = clock
        self._publish = publish
        self._has_news = False

    def has_lost(self, purchase: Purchase, fact: Fact) -> bool | None:
        """Whether the block that held a fact is off the chain; None if nobody saw which block it was.

        Every endpoint that answers must show another block: a liar among them takes nothing away. A chain that is too
        short to have that block proves nothing, since that node may only be behind.
        """
        known = self._book.get(purchase.id)
        seen = known.of(fact) if known is not None else None
        if seen is None:
            return None
        told = [found for one in self._blocks if (found := _hash_at(one, seen.block_number)) != _SILENT]
        return bool(told) and all(found not in {None, seen.block_hash} for found in told)

    def forget(self, purchase_id: str) -> None:
        """The order was mined again in other blocks; they are looked for anew."""
        self._book.drop(purchase_id)

    def took_back(self, before: Purchase, undone: Undone) -> None:
        """Keep that the chain undid something that the record had."""
        fact = {Undone.PAYMENT: Fact.PAYMENT, Undone.DELIVERY: Fact.DELIVERY}.get(undone, Fact.END)
        known = self._book.get(before.id)
        seen = known.of(fact) if known is not None else None
        self._book.drop(before.id)
        block = seen.block_number if seen is not None and seen.is_exact else None
        self._book.add_notice(ChainNotice(0, before.id, self._clock.now(), undone, block))
        name = name_of(self._read_card, before)
        self._journal.received(before.account, Purpose("taken-back", 0, before.terms.seller, name))
        self._has_news = True
        self._publish(Change(Topic.PURCHASES, before.id))

    def take_news(self) -> bool:
        """Whether the chain took something back since this was last asked."""
        news, self._has_news = self._has_news, False
        return news

    def settlement(self, purchase_id: str) -> Settlement | None:
        """What was last seen of one order."""
        return self._book.get(purchase_id)

    def settlements(self) -> dict[str, Settlement]:
        """The same of every order, by purchase."""
        return self._book.all()

    def keep(self, settlement: Settlement) -> None:
        """What is seen now."""
        if self._book.get(settlement.purchase_id) != settlement:
            self._book.put(settlement)
            self._publish(Change(Topic.PURCHASES, settlement.purchase_id))

    def notices(self, purchase_id: str = "") -> list[ChainNotice]:
        """What was taken back and not seen yet, of one purchase or of all; oldest first."""
        return [n for n in self._book.notices() if purchase_id in {"", n.purchase_id}]

    def mark_seen(self, notice: ChainNotice) -> None:
        """The person has read it."""
        self._book.mark_seen(notice.id)
        self._publish(Change(Topic.PURCHASES, notice.purchase_id))
