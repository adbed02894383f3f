"""What watching needs of the catalogue and of the user's database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from desktop.core.identity import Address
from desktop.core.listings import ListingQuery
from desktop.core.telling import Told
from desktop.core.watches import History, Position, Revision, Watch


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be read: listings, sellers, searches by their watch's id, and listings whose beginning is asked."""

    listings: frozenset[int] = frozenset()
    sellers: frozenset[Address] = frozenset()
    searches: Mapping[int, ListingQuery] = field(default_factory=dict)
    known: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Reading:
    """One look at the catalogue, all from one moment: how far it is, and what it says above the block ``above``.

    ``found`` are the beginnings of the newest listings that fit each search, ``fitting`` the revisions since which older
    ones do. Of the listings that were asked, ``beginnings`` are the first revisions, ``revised`` those above the block.
    """

    position: Position
    above: int
    listings: Mapping[int, History] = field(default_factory=dict)
    sellers: Mapping[Address, Sequence[History]] = field(default_factory=dict)
    found: Mapping[int, Sequence[Revision]] = field(default_factory=dict)
    fitting: Mapping[int, Sequence[Revision]] = field(default_factory=dict)
    beginnings: Mapping[int, Revision] = field(default_factory=dict)
    revised: Mapping[int, Sequence[Revision]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NewsSummary:
    """What is to be told of one watch now: the newest of it, and how many pieces there are."""

    watch: Watch
    newest: Told
    count: int


class Chronicle(Protocol):
    """The catalogue, as far as what happened goes; read only."""

    def read(self, kept: Position | None, wanted: Wanted) -> Reading | None:
        """What is new since ``kept``; None while the catalogue is behind it. Without ``kept`` all that is not final."""


class WatchBook(Protocol):
    """Watches and news on disk; every change is one transaction."""

    def watches(self) -> list[Watch]:
        """The newest first."""

    def add(self, watch: Watch, news: Mapping[bytes, Told]) -> Watch:
        """Keep it (its ``id`` is ignored) with what is known of it; one about the same thing is given back as it is."""

    def put(self, watch: Watch) -> None: ...
    def remove(self, watch_id: int) -> None: ...
    def position(self) -> Position | None: ...
    def listings_above(self, block: int) -> frozenset[int]:
        """The listings that any news above a block is about."""

    def news(self, watch_id: int, above: int) -> dict[bytes, Told]:
        """What is kept of a watch above a block, and all that is gone."""

    def apply(self, position: Position, changes: Mapping[int, Mapping[bytes, Told | None]]) -> None:
        """Keep how far the catalogue was looked at, together with what that changed."""

    def unread(self, watch_id: int, limit: int) -> tuple[list[Told], int]:
        """The newest unread news of a watch, and how much there is."""

    def take_untold(self) -> list[NewsSummary]:
        """What is to be told of watches that are not muted; it counts as told from then on."""

    def mark_read(self, watch_id: int | None) -> bool:
        """The person has looked at a watch's news, or at all; whether there was any."""
