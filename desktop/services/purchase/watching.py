"""Watching orders while the app runs: how deep each fact lies, and whether a reorganisation took one back.

One look per new block at most, and three requests per look however many orders there are (a hundred to a request):
one for each block tag that still has something to tell. What is finalized is not asked for again.
"""

import logging
import threading
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from desktop.core.errors import OrderContradicted, StaleState
from desktop.core.exchange import OrderState
from desktop.core.orders import SETTLED, Purchase, PurchaseState
from desktop.core.settlement import Fact, Mark, Settlement, Sighting, facts_in, facts_kept, is_settled
from desktop.core.transactions import Head
from desktop.services.ports import BlockTag, Clock
from desktop.services.purchase.engine import PurchaseEngine
from desktop.services.purchase.memory import ChainMemory
from desktop.services.purchase.ports import PurchaseBook
from desktop.services.transactions import TransactionService

log = logging.getLogger("licet.purchase")

ABSENT_HEADS = 3
"""So many heads in a row must lack a fact whose block nobody saw, before it is taken for undone."""
ASK_AGAIN_S = 600
"""When a node that serves no ``safe`` or ``finalized`` is asked for it again."""
STOP_AFTER_S = 2 * 86_400
"""When an order that has ended is left alone although no node says that its block is finalized."""
_NOT_ON_CHAIN = frozenset(
    {
        PurchaseState.FETCHING,
        PurchaseState.READY,
        PurchaseState.BUYING,
        PurchaseState.CANCELLED,
        PurchaseState.FREE,
    }
)
_TO_CARRY_ON = frozenset({PurchaseState.BUYING, PurchaseState.WAITING, PurchaseState.DELIVERED})
_TO_FOLLOW = frozenset({PurchaseState.WAITING, PurchaseState.PROVISIONAL, PurchaseState.REFUNDING})
_WRONG = frozenset({PurchaseState.WRONG_KEY, PurchaseState.WRONG_CONTENT})
_MISSED = _WRONG | {PurchaseState.DELIVERED}


class WatchedMarket(Protocol):
    """Slots of many orders at once, and the blocks of their events."""

    def order_slots(self, order_ids: Sequence[int], tag: BlockTag = "latest") -> list[int] | None:
        """None if the node does not serve this tag."""

    def fact_blocks(self, order_id: int, from_block: int = 0) -> dict[Fact, tuple[int, bytes]]:
        """Number and hash of the block of each fact."""


class OrderWatch:
    """Looks at all orders that can still change."""

    def __init__(
        self,
        *,
        market: WatchedMarket,
        engine: PurchaseEngine,
        book: PurchaseBook,
        memory: ChainMemory,
        transactions: TransactionService,
        clock: Clock,
    ) -> None:
        self._market = market
        self._engine = engine
        self._book = book
        self._memory = memory
        self._transactions = transactions
        self._clock = clock
        self._looking = threading.Lock()
        self._last: bytes | None = None
        self._looked: set[str] = set()
        self._absent: dict[str, int] = {}
        self._silent_until: dict[BlockTag, int] = {}
        self._is_journal_open = False

    @property
    def memory(self) -> ChainMemory:
        """What was seen, for the pages."""
        return self._memory

    def look(self, head: Head) -> tuple[str, ...]:
        """Look once at this head; returns the purchases that should be carried on (``PurchaseService.advance``).

        Raises:
            EnvironmentFault: The node does not answer; what was seen before stays.
        """
        with self._looking:
            if head.hash == self._last:
                return ()
            watched = self._watched()
            carry_on = self._look_at_all(watched, head) if watched else ()
            self._last = head.hash
            return carry_on

    def _watched(self) -> list[Purchase]:
        kept = self._memory.settlements()
        return [p for p in self._book.all() if self._is_watched(p, kept.get(p.id))]

    def _is_watched(self, purchase: Purchase, known: Settlement | None) -> bool:
        if purchase.order is None or purchase.order_id is None or purchase.state in _NOT_ON_CHAIN:
            return False
        if not self._engine.is_here(purchase):
            return False
        if is_settled(known, purchase):
            return purchase.state in _TO_FOLLOW  # its record has missed what the chain has
        if known is None or purchase.id not in self._looked:
            return True
        ended = purchase.state in SETTLED or known.end is not None
        return not ended or self._clock.now() - purchase.updated_at < STOP_AFTER_S

    def _look_at_all(self, watched: list[Purchase], head: Head) -> tuple[str, ...]:
        # The deepest tag first: what happens between two requests makes a mark too low, never too high.
        finalized = self._slots(watched, "finalized", Mark.FINALIZED)
        safe = self._slots(watched, "safe", Mark.SAFE)
        latest = self._market.order_slots([p.order_id or 0 for p in watched]) or []
        carry_on = []
        for purchase, value in zip(watched, latest, strict=True):
            before = purchase.state
            try:
                moved = self._follow(purchase, value)
                self._mark(moved, value, safe, finalized, head)
            except OrderContradicted as error:  # the node's fault with this order hinders no other
                log.info("purchase %s: %s", purchase.id, type(error).__name__)
                continue
            self._looked.add(purchase.id)
            is_new = moved.state is not before and moved.state in _TO_CARRY_ON
            if moved.state is PurchaseState.REFUNDING or _waits_for_claim(moved) or is_new:
                carry_on.append(purchase.id)
        self._settle_activity()
        return tuple(carry_on)

    def _slots(self, watched: list[Purchase], tag: BlockTag, mark: Mark) -> dict[str, int] | None:
        """The slots at a tag, of the orders that it can still tell something about; None if it is not served."""
        if self._clock.now() < self._silent_until.get(tag, 0):
            return None
        kept = self._memory.settlements()
        asked = [p for p in watched if _is_open_at(kept.get(p.id), p, mark)]
        slots = self._market.order_slots([p.order_id or 0 for p in asked], tag) if asked else []
        if slots is None:
            self._silent_until[tag] = self._clock.now() + ASK_AGAIN_S
            return None
        return {p.id: value for p, value in zip(asked, slots, strict=True)}

    def _follow(self, purchase: Purchase, value: int) -> Purchase:
        """Bring the record to what the chain says, back too if a block is gone for certain."""
        found, kept = facts_in(value, purchase), facts_kept(purchase)
        if kept == found or (value & 0xFF == OrderState.FINAL and purchase.state in _MISSED and kept < found):
            self._absent.pop(purchase.id, None)
            return purchase
        try:
            if not kept <= found and value:  # perhaps the same, mined again at another time
                purchase = self._engine.refresh(purchase)
                found, kept = facts_in(value, purchase), facts_kept(purchase)
            if kept <= found:
                return self._engine.refresh(purchase)
            if not self._is_gone(purchase, min(kept - found, key=list(Fact).index)):
                return purchase
            self._absent.pop(purchase.id, None)
            return self._engine.take_back(purchase)
        except StaleState:  # it is being carried on at this moment
            return self._book.get(purchase.id)

    def _is_gone(self, purchase: Purchase, fact: Fact) -> bool:
        lost = self._memory.has_lost(purchase, fact)
        if lost is not None:
            return lost
        self._absent[purchase.id] = self._absent.get(purchase.id, 0) + 1
        return self._absent[purchase.id] >= ABSENT_HEADS

    def _mark(
        self,
        purchase: Purchase,
        value: int,
        safe: dict[str, int] | None,
        finalized: dict[str, int] | None,
        head: Head,
    ) -> None:
        found = facts_in(value, purchase)
        if not facts_kept(purchase) <= found:
            return  # it lags, or moved meanwhile: what was seen stays until the next look
        known = self._memory.settlement(purchase.id) or Settlement(purchase.id)
        marks = {
            fact: _deepest(
                fact in facts_in((safe or {}).get(purchase.id, 0), purchase),
                fact in facts_in((finalized or {}).get(purchase.id, 0), purchase),
            )
            for fact in found
        }
        unplaced = any(known.of(f) is None and mark is not Mark.FINALIZED for f, mark in marks.items())
        blocks = self._blocks(purchase, known) if unplaced else {}
        seen = {
            fact.value: _sighting(known.of(fact), mark, blocks.get(fact), head)
            for fact, mark in marks.items()
        }
        self._memory.keep(
            Settlement(
                purchase.id,
                **seen,
                tells_safe=safe is not None,
                tells_finalized=finalized is not None,
            )
        )

    def _blocks(self, purchase: Purchase, known: Settlement) -> dict[Fact, tuple[int, bytes]]:
        """Where the facts stand; without its logs a node still shows that they are there at this head."""
        first = known.payment.block_number if known.payment is not None else 0
        return self._market.fact_blocks(purchase.order_id or 0, first)

    def _settle_activity(self) -> None:
        """After a reorganisation, look for the receipts of what was undone until they are there again."""
        if self._memory.take_news():
            self._transactions.reopen_journal()
            self._is_journal_open = True
        if self._is_journal_open:
            self._is_journal_open = not self._transactions.settle_journal()


def _waits_for_claim(purchase: Purchase) -> bool:
    """Whether a complaint was asked for that could not be filed yet."""
    return purchase.claim_asked and purchase.state in _WRONG


def _is_open_at(known: Settlement | None, purchase: Purchase, mark: Mark) -> bool:
    """Whether a fact is known to be there but not to lie that deep, or not known at all yet."""
    if known is None:
        return True
    seen = [known.of(fact) for fact in facts_kept(purchase)]
    return any(
        one is None or one.mark.depth < mark.depth for one in (*seen, known.newest and known.newest[1])
    )


def _deepest(is_safe: bool, is_finalized: bool) -> Mark:
    if is_finalized:
        return Mark.FINALIZED
    return Mark.SAFE if is_safe else Mark.LATEST


def _sighting(known: Sighting | None, mark: Mark, block: tuple[int, bytes] | None, head: Head) -> Sighting:
    """What is known, with a mark that never goes back while the fact stays."""
    if known is None:
        return Sighting(mark, *(block or (head.number, head.hash)), is_exact=block is not None)
    return known if known.mark.depth >= mark.depth else replace(known, mark=mark)
