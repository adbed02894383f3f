"""What was told of a piece of news and what was read of it: each once, and once more if the chain takes it back."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Self

from desktop.core.watches import MOST_NEWS, News


class Said(Enum):
    """What the person was told, or has read."""

    NOTHING = "nothing"
    THERE = "there"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Told:
    """A piece of news as it is kept: whether the chain still says it, what was told of it, and what was read of it.

    What was told or read and is not so any more is news itself: it was taken back. ``is_quiet`` is only listed.
    """

    news: News
    is_there: bool = True
    told: Said = Said.NOTHING
    read: Said = Said.NOTHING
    is_quiet: bool = False

    @property
    def is_unread(self) -> bool:
        """Whether the list of news shows it as new."""
        if self.is_there:
            return self.read is not Said.THERE
        return self.told is not Said.NOTHING and self.read is not Said.GONE

    @property
    def is_untold(self) -> bool:
        """Whether it is still to be told: once that it is there, and once more if it is gone after that."""
        if self.is_quiet:
            return False
        return self.told is not Said.THERE if self.is_there else self.told is Said.THERE

    @property
    def is_worth_keeping(self) -> bool:
        """Of what is gone only what somebody knows of, and has not read that it is gone."""
        return self.is_there or (self.told is not Said.NOTHING and self.read is not Said.GONE)

    def is_told(self) -> Self:
        """It was told as it is now. Who is told that it is gone has to be told again if it comes back."""
        return replace(self, told=self._now, read=self.read if self.is_there else Said.NOTHING)

    def is_read(self) -> Self:
        """The person has looked at it as it is now."""
        return replace(self, told=self._now, read=self._now)

    @property
    def _now(self) -> Said:
        return Said.THERE if self.is_there else Said.GONE


def reconcile(
    kept: Mapping[bytes, Told], found: Collection[News], above: int, *, quiet: Collection[bytes] = ()
) -> dict[bytes, Told | None]:
    """What changes of the kept news by what the chain says above a block; None is forgotten.

    Args:
        kept: By key; at least those above the block, and all that are gone.
        found: All news above the block, or the newest ``MOST_NEWS`` of it.
        above: Nothing that stands in this block or an earlier one can go.
        quiet: Keys of news that is listed and not told.
    """
    changes: dict[bytes, Told | None] = {}
    for news in found:
        old = kept.get(news.key)
        if old is None:
            changes[news.key] = Told(news, is_quiet=news.key in quiet)
        elif not old.is_there or old.news.block != news.block:
            changes[news.key] = replace(old, news=news, is_there=True)
    keys = {news.key for news in found}
    floor = min(news.block for news in found) if len(found) >= MOST_NEWS else above
    for key, old in kept.items():
        if old.is_there and old.news.block > floor and key not in keys:
            gone = replace(old, is_there=False)
            changes[key] = gone if gone.is_worth_keeping else None
    return changes
