"""What recommending needs of adapters. None of them asks a network for anything."""

from collections.abc import Collection
from typing import Protocol

from desktop.core.identity import Address
from desktop.core.listings import Listing
from desktop.core.popularity import Popularity
from desktop.core.recommending import CoPurchases, Together
from desktop.core.tastes import TasteRow


class PublicPurchases(Protocol):
    """Who bought what, as the catalogue on this machine has it."""

    def indexed_to(self) -> int: ...
    def view(self, listing: int) -> Popularity: ...
    def together(self, listing: int, ignored: Collection[Address]) -> list[Together]: ...
    def purchases(self, also: Collection[int], ignored: Collection[Address]) -> CoPurchases: ...
    def suggestible(self, listings: Collection[int]) -> set[int]:
        """Those of them that are on offer, and neither doubtful nor proven bad."""
        ...

    def sold_by(self, listings: Collection[int], sellers: Collection[Address]) -> set[int]: ...


class TasteBook(Protocol):
    """The private row."""

    def row(self) -> TasteRow: ...
    def put(self, row: TasteRow) -> None: ...
    def delete(self) -> None: ...


class Listings(Protocol):
    """The catalogue on this machine."""

    def listing(self, listing_id: int) -> Listing: ...


class OwnPurchases(Protocol):
    """What this wallet bought on this market."""

    def accounts(self) -> frozenset[Address]: ...
    def runs_of(self) -> dict[int, int]:
        """How often each owned listing was run."""


class Wishes(Protocol):
    """What the person watches, and what is hidden from the market."""

    def watched(self) -> frozenset[int]: ...
    def hidden(self) -> frozenset[Address | int]:
        """Sellers and listings."""


class Switch(Protocol):
    """The setting that turns it off."""

    def is_on(self) -> bool: ...
    def turn(self, *, on: bool) -> None: ...
