"""Looking at every act that the chain can still change, and telling the activity what became of it."""

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Protocol

from desktop.core.changes import Change, Topic
from desktop.core.errors import AppError
from desktop.core.identity import Address
from desktop.core.outgoing import (
    AttemptKind,
    Fate,
    Outgoing,
    Sight,
    Situation,
    follow,
    is_due_again,
    standing,
)
from desktop.services.guard import Guard
from desktop.services.journal import Journal
from desktop.services.outgoing.outbox import Outbox, OutgoingBook
from desktop.services.ports import Clock

log = logging.getLogger("licet.outgoing")

SETTLED_AFTER_S = 2 * 86_400
"""When an act that the chain has decided is left alone although no node says that its block is final."""


class SightSource(Protocol):
    """One chain, as far as looking goes."""

    @property
    def chain_id(self) -> int: ...
    def sights(self, acts: Sequence[Outgoing], now: int) -> list[Sight]:
        """What one node tells about acts of one account, and about nobody else's."""

    def send_raw(self, raw: bytes) -> bytes: ...


class OutgoingWatch:
    """Looks at one account after the other: no request names two."""

    def __init__(
        self,
        *,
        chain: SightSource,
        book: OutgoingBook,
        outbox: Outbox,
        journal: Journal,
        guard: Guard,
        clock: Clock,
        publish: Callable[[Change], None],
    ) -> None:
        self._chain = chain
        self._book = book
        self._outbox = outbox
        self._journal = journal
        self._guard = guard
        self._clock = clock
        self._publish = publish
        self._looking = threading.Lock()

    def look(self) -> None:
        """Look once at every act that is not over; a node that fails leaves what was seen before."""
        with self._looking:
            acts = sorted(self._book.watched(self._chain.chain_id), key=_account)
            for _account_key, group in groupby(acts, key=_account):
                try:
                    self._look_at(list(group))
                except AppError as error:
                    log.info("sent transactions: %s", type(error).__name__)

    def _look_at(self, acts: list[Outgoing]) -> None:
        now = self._clock.now()
        for act, sight in zip(acts, self._chain.sights(acts, now), strict=True):
            seen = follow(act, sight)
            is_over = seen.fate.is_final or _is_left(seen, now)
            if is_over or _matters(act, seen, now):
                self._book.set_fate(act.id, seen.fate, is_watched=not is_over)
                self._publish(Change(Topic.ACTIVITY, seen.newest.hash.hex()))
            self._compare(act, seen)
            self._journal.stands([a.hash for a in act.attempts], standing(seen, now), seen.fate.receipt)
            if is_due_again(seen, now) and not self._is_superseded(seen):
                self._send_again(seen)

    def _compare(self, before: Outgoing, after: Outgoing) -> None:
        """Let what really came be compared with what was expected, and forget it if the chain takes it back."""
        old, new = before.mined, after.mined
        if old is not None and old != new:
            self._guard.unmined(old.hash)
        receipt = after.fate.receipt
        if new is None or new == old or receipt is None or new.kind is AttemptKind.CANCEL:
            return
        if new != after.newest:  # a slower attempt was taken: what was expected stands under the newest
            self._guard.replaced(after.newest.hash, new.hash)
        self._guard.mined(receipt)

    def _is_superseded(self, act: Outgoing) -> bool:
        """Whether another act was signed for its nonce since: only one of them can be mined, and that one is wanted."""
        newest = self._outbox.newest_at(act.chain_id, act.account, act.nonce)
        return newest is not None and newest.id != act.id

    def _send_again(self, act: Outgoing) -> None:
        try:
            self._outbox.send(act.newest.hash, lambda: self._chain.send_raw(act.newest.raw))
        except AppError as error:
            log.info("a sent transaction is not taken again: %s", type(error).__name__)


def _account(act: Outgoing) -> bytes:
    account: Address = act.account
    return account.raw


def _matters(before: Outgoing, after: Outgoing, now: int) -> bool:
    """Whether a look brought something that is worth a write: not merely that it took place."""
    return _facts(before.fate) != _facts(after.fate) or standing(before, now) is not standing(after, now)


def _facts(fate: Fate) -> Fate:
    return replace(fate, looked_at=0, base_fee_wei=0, next_nonce=None)


def _is_left(act: Outgoing, now: int) -> bool:
    decided = act.fate.situation in {Situation.MINED, Situation.TAKEN}
    return decided and now - act.newest.made_at >= SETTLED_AFTER_S
