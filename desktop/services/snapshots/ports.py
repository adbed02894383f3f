"""What snapshots need of others: nodes, the catalogue's file, the process that reads strangers' files, a record of makers."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from desktop.core.cancel import CancelToken
from desktop.core.changes import Progress
from desktop.core.errors import EnvironmentFault
from desktop.core.fact_checks import WrongRow
from desktop.core.facts import Fact
from desktop.core.identity import Address
from desktop.core.snapshots import (
    SnapshotDifference,
    SnapshotHead,
    SnapshotOrigin,
    SnapshotStanding,
    SnapshotState,
)

Range = tuple[int, int]
"""Blocks from the first to the last, both included."""

Told = Callable[[Progress], None]


@dataclass(eq=False)
class SnapshotAhead(EnvironmentFault):
    """The node does not have the snapshot's block yet."""

    origin: str
    block: int


@dataclass(eq=False)
class SnapshotOffChain(EnvironmentFault):
    """The node has another block of this number: the snapshot is of another fork, or made up."""

    origin: str
    block: int


@dataclass(eq=False)
class NodesDisagree(EnvironmentFault):
    """One node contradicts the snapshot and another confirms it: who is wrong cannot be told yet."""

    origin: str
    other: str
    block: int


class FactSource(Protocol):
    """One endpoint, or several with failover, asked for what the chain says."""

    @property
    def origin(self) -> str: ...
    def block(self, number: int) -> tuple[bytes, int] | None:
        """Hash and time (Unix seconds); None where there is no block of this number."""

    def final_block(self) -> int | None:
        """The newest final one; None where the endpoint knows no such thing."""

    def facts(self, ranges: Sequence[Range]) -> list[list[Fact]]:
        """The facts of each range. Raises AppError."""


class Book(Protocol):
    """What a catalogue keeps of its snapshot (``store.snapshot_book``)."""

    def facts(self, first: int, last: int) -> list[Fact]: ...
    def indexed(self) -> tuple[int, dict[int, bytes]]: ...
    def complete_to(self) -> int: ...
    def listing_of_order(self, order: bytes) -> int: ...
    def count(self) -> int: ...
    def blocks_at(self, numbers: Sequence[int]) -> list[Range]: ...
    def missing_listings(self) -> list[int]: ...
    def standing(self) -> SnapshotStanding | None: ...
    def state(self) -> SnapshotState | None: ...
    def set_state(self, state: SnapshotState) -> None: ...
    def begin(self, head: SnapshotHead, maker: Address | None, now: int) -> None: ...
    def note_checked(self, ranges: Sequence[Range]) -> None: ...
    def note_wrong(self, rows: Sequence[WrongRow]) -> None: ...
    def next_unchecked(self, span: int) -> Range | None: ...
    def checked_up_to(self) -> int: ...


class Shelf(Protocol):
    """The catalogue in use and the one that is built beside it."""

    def present(self) -> AbstractContextManager[Book | None]:
        """The one in use, to be read; None while there is none."""

    def staged(self) -> AbstractContextManager[Book]:
        """The one that was built, to be marked."""

    def put_in_place(self) -> None:
        """The staged one is the catalogue from now on."""

    def drop_staged(self) -> None: ...


class Reading(Protocol):
    """The process that reads snapshots, and writes them."""

    def head(self, file: Path) -> tuple[SnapshotHead, Address | None]:
        """The head, and who signed it. Raises NotASnapshot, DocumentAltered."""

    def read(self, file: Path, cancel: CancelToken, told: Told) -> None:
        """Read all of a file and judge it by the rules of the format."""

    def load(self, file: Path, cancel: CancelToken, told: Told) -> None:
        """Build the catalogue of a file beside the one in use."""

    def make(
        self, origin: SnapshotOrigin, out: Path, account: Address | None, cancel: CancelToken
    ) -> SnapshotHead:
        """Write a snapshot of the catalogue in use, signed by an account of the open wallet if one is given."""

    def difference(self, first: Path, second: Path, cancel: CancelToken) -> SnapshotDifference: ...


class Fetching(Protocol):
    """Brings a snapshot from where the person says it is."""

    def fetch(
        self, source: str, digest: str, judge: Callable[[SnapshotHead], None], cancel: CancelToken, told: Told
    ) -> Path:
        """The file on this disk. Raises ContentUnavailable, DiskFull, OtherSnapshot."""


@dataclass(frozen=True, slots=True)
class Maker:
    """An account whose snapshots the person chose to take."""

    address: Address
    name: str
    added_at: int


@dataclass(frozen=True, slots=True)
class MakerFault:
    """A snapshot that was found to be wrong; ``first`` is one of its ``count`` wrong rows."""

    digest: str
    maker: Address | None
    found_at: int
    block: int
    count: int
    first: WrongRow


class Makers(Protocol):
    """Kept in the person's database."""

    def all(self) -> tuple[Maker, ...]: ...
    def add(self, maker: Maker) -> None: ...
    def remove(self, address: Address) -> None: ...
    def faults(self) -> tuple[MakerFault, ...]: ...
    def note_fault(self, fault: MakerFault) -> None:
        """Keep it; the second time it is the same."""
