"""Licences are checked by a cached, dated proof of ownership, so that a bought model runs with the cable pulled."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop.core.changes import Change, Topic
from desktop.core.errors import UserError
from desktop.core.identity import Address
from desktop.core.licences import Standing
from desktop.services.answers import LicenceReading
from desktop.services.ports import Clock
from desktop.services.rights.ports import HoldingBook

log = logging.getLogger("licet.licences")


@dataclass(eq=False)
class LicenceExpired(UserError):
    """The licence has ended; ``ended_at`` is a unix time."""

    ended_at: int


@dataclass(eq=False)
class LicencePassedOn(UserError):
    """The licence belongs to somebody else now."""

    to: Address


class LicenceGivenUp(UserError):
    """The licence does not exist any more: it was given up, or the order was refunded."""


class Standings:
    """Reads and keeps what the chain says of licences. Only ``refresh`` needs a network.

    What takes something from the person (another owner, an earlier end) is believed only if every endpoint says it.
    """

    def __init__(
        self,
        readers: Sequence[LicenceReading],
        book: HoldingBook,
        clock: Clock,
        publish: Callable[[Change], None],
    ) -> None:
        """``readers``: the one that is usually asked first, then those of other operators."""
        self._readers = tuple(readers)
        self._book = book
        self._clock = clock
        self._publish = publish
        self._chain_time: tuple[int, int] | None = None  # (the chain's, this machine's) at the same moment

    def known(self, token_id: int) -> Standing | None:
        """What the chain last said; None if it was never asked."""
        return self._book.standing(token_id)

    def now(self, known: Standing | None = None) -> int:
        """Chain time, carried on from when it was last read; else this machine's, but never before the proof's date."""
        local = self._clock.now()
        if self._chain_time is not None:
            chain, read_at = self._chain_time
            return chain + max(0, local - read_at)
        return max(local, known.read_at if known is not None else 0)

    def refresh(self, token_id: int) -> Standing:
        """Ask the chain and keep the answer.

        Raises:
            AppError: The endpoint failed; what was known stays.
        """
        told = self._readers[0].standing(token_id)
        kept = self._book.standing(token_id)
        if kept is not None and told.is_worse_than(kept) and not self._all_say(told):
            log.warning("endpoints tell different things about a licence")
            return kept
        self._chain_time = (told.read_at, self._clock.now())
        self._book.put_standing(told)
        if kept is None or (kept.owner, kept.until) != (told.owner, told.until):
            self._publish(Change(Topic.LIBRARY, f"{token_id:064x}"))
        return told

    def require(self, token_id: int, account: Address) -> None:
        """Make sure that a licence is the account's and has not ended, by what is known.

        Raises:
            LicenceExpired, LicencePassedOn, LicenceGivenUp: Why the model is not to be run.
        """
        known = self.known(token_id)
        if known is None:
            return
        if known.owner is None:
            raise LicenceGivenUp
        if known.owner != account:
            raise LicencePassedOn(known.owner)
        if known.is_expired(self.now(known)):
            raise LicenceExpired(known.until)

    def _all_say(self, told: Standing) -> bool:
        others = (reader.standing(told.token_id) for reader in self._readers[1:])
        return all((other.owner, other.until) == (told.owner, told.until) for other in others)
