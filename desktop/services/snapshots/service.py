"""Starting from a snapshot: look at it, try it beside the present catalogue, and take it only if nothing is wrong."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from desktop.core.cancel import CancelToken
from desktop.core.changes import Change, Progress, Topic
from desktop.core.errors import UserError
from desktop.core.identity import Address
from desktop.core.snapshots import (
    OtherSnapshot,
    SnapshotDifference,
    SnapshotHead,
    SnapshotMarket,
    SnapshotOrigin,
    SnapshotStanding,
    certainty,
)
from desktop.services.ports import Clock
from desktop.services.snapshots.checking import Sample, require_block, sample
from desktop.services.snapshots.ports import (
    FactSource,
    Fetching,
    Maker,
    MakerFault,
    Makers,
    Reading,
    Shelf,
    SnapshotAhead,
    Told,
)

LONG_CHAIN_BLOCKS: Final = 50_000
"""So far behind, an empty catalogue takes a while to read: then a snapshot is offered."""
_UNFINAL_BLOCKS: Final = 96
MAX_NAME: Final = 60


@dataclass(eq=False)
class CatalogueBehind(UserError):
    """The catalogue has not come to the block that a snapshot is wanted of."""

    block: int
    indexed_to: int


class SnapshotIsWrong(UserError):
    """A snapshot that was found to be wrong is not taken."""


@dataclass(frozen=True, slots=True)
class SnapshotLook:
    """What a file says of itself, and what is known of who signed it (None: nobody did)."""

    file: Path
    head: SnapshotHead
    size_bytes: int
    maker: Address | None
    known: Maker | None
    faults: tuple[MakerFault, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """A snapshot that was built beside the catalogue in use and compared in part; ``replaces`` blocks of that one."""

    look: SnapshotLook
    sample: Sample
    replaces: int

    @property
    def is_good(self) -> bool:
        return not self.sample.wrong

    @property
    def certainty(self) -> float:
        """The chance that a wrong row would have been met if one in a hundred were wrong."""
        return 1.0 if self.sample.is_complete else certainty(self.sample.rows)


@dataclass(frozen=True, slots=True)
class SnapshotOffer:
    """Reading the chain will take a while: from block ``indexed_to`` (-1: nothing) to ``head``."""

    indexed_to: int
    head: int


class SnapshotService:
    """Snapshots of the market that the app is connected to."""

    def __init__(
        self,
        *,
        of: SnapshotMarket,
        sources: Callable[[], Sequence[FactSource]],
        shelf: Shelf,
        reading: Reading,
        fetching: Fetching,
        makers: Makers,
        active_account: Callable[[], Address],
        clock: Clock,
        publish: Callable[[Change], None],
        chance: random.Random | None = None,
    ) -> None:
        self._of = of
        self._sources = sources
        self._shelf = shelf
        self._reading = reading
        self._fetching = fetching
        self._makers = makers
        self._active_account = active_account
        self._clock = clock
        self._publish = publish
        # Of this machine alone: a maker who could foresee which rows are compared would keep those right.
        self._chance = chance or random.SystemRandom()

    def look(self, file: Path, digest: str = "") -> SnapshotLook:
        """What a file says of itself.

        Raises:
            NotASnapshot, DocumentAltered, OtherMarket: It cannot be used.
            OtherSnapshot: Its digest is not the one that was given.
        """
        head, maker = self._reading.head(file)
        self._judge(head, digest)
        return SnapshotLook(
            file,
            head,
            file.stat().st_size,
            maker,
            next((one for one in self._makers.all() if one.address == maker), None),
            tuple(one for one in self._makers.faults() if _is_of(one, head, maker)),
        )

    def fetch(self, source: str, digest: str, cancel: CancelToken, told: Told) -> SnapshotLook:
        """Bring a snapshot from a file, folder or address, and look at it; raises as ``look`` and ``Fetching``."""
        file = self._fetching.fetch(source, digest, lambda head: self._judge(head, digest), cancel, told)
        return self.look(file, digest)

    def verify(self, file: Path, cancel: CancelToken, told: Told) -> SnapshotLook:
        """Read all of a file and judge it by the rules of the format; asks no node."""
        look = self.look(file)
        self._reading.read(file, cancel, told)
        return look

    def try_out(self, look: SnapshotLook, cancel: CancelToken, told: Told) -> Trial:
        """Build its catalogue beside the one in use and compare a random part with the chain; nothing is replaced.

        Raises:
            SnapshotAhead, SnapshotOffChain, NodesDisagree: See there.
            NotASnapshot: A rule of the format is broken.
            AppError: A node failed; nothing is left behind.
        """
        sources = self._sources()
        require_block(look.head, sources)
        self._reading.load(look.file, cancel, told)
        try:
            with self._shelf.staged() as book:
                book.begin(look.head, look.maker, self._clock.now())
                found = sample(
                    book,
                    look.head,
                    sources,
                    self._chance,
                    cancel,
                    lambda done, total: told(Progress("snapshot", "check", done, total)),
                )
        except BaseException:
            self._shelf.drop_staged()
            raise
        if found.wrong:
            self._note(look, found)
            self._shelf.drop_staged()
        with self._shelf.present() as present:
            replaces = -1 if present is None else present.indexed()[0]
        return Trial(look, found, replaces)

    def take(self, trial: Trial) -> None:
        """Put it in the place of the catalogue in use, which the person was asked about.

        Raises:
            SnapshotIsWrong: A row of it was wrong.
        """
        if not trial.is_good:
            raise SnapshotIsWrong
        self._shelf.put_in_place()
        self._publish(Change(Topic.CATALOGUE))

    def drop(self) -> None:
        """Forget what was tried and not taken."""
        self._shelf.drop_staged()

    def standing(self) -> SnapshotStanding | None:
        """What the catalogue in use began with and how far that is compared; None without a snapshot."""
        with self._shelf.present() as book:
            found = None if book is None else book.standing()
        if found is not None and found.wrong:
            self._makers.note_fault(
                MakerFault(
                    found.head.digest,
                    found.maker,
                    self._clock.now(),
                    found.head.block,
                    len(found.wrong),
                    found.wrong[0],
                )
            )
        return found

    def offer(self, head_block: int | None) -> SnapshotOffer | None:
        """Whether reading the chain will take long enough that a snapshot is worth a word."""
        if head_block is None:
            return None
        with self._shelf.present() as book:
            indexed_to = -1 if book is None else book.complete_to()
        far = head_block - indexed_to >= LONG_CHAIN_BLOCKS and indexed_to < head_block // 10
        return SnapshotOffer(indexed_to, head_block) if far else None

    def make(self, out: Path, *, block: int | None, sign: bool, cancel: CancelToken) -> SnapshotLook:
        """Write a snapshot of the catalogue in use, of a block that is final.

        Raises:
            CatalogueBehind: The catalogue has not come that far.
            WalletLocked: It is to be signed and the wallet is locked.
        """
        source = self._sources()[0]
        with self._shelf.present() as book:
            indexed_to = -1 if book is None else book.complete_to()
        wanted = self._final_block(source, indexed_to) if block is None else block
        if wanted < 0 or wanted > indexed_to:
            raise CatalogueBehind(max(wanted, 0), indexed_to)
        found = source.block(wanted)
        if found is None:
            raise SnapshotAhead(source.origin, wanted)
        origin = SnapshotOrigin(self._of, wanted, *found)
        self._reading.make(origin, out, self._active_account() if sign else None, cancel)
        return self.look(out)

    def difference(self, first: Path, second: Path, cancel: CancelToken) -> SnapshotDifference:
        """Where two snapshots differ; raises as ``Reading``."""
        return self._reading.difference(first, second, cancel)

    def makers(self) -> tuple[Maker, ...]:
        """The makers that the person added."""
        return self._makers.all()

    def faults(self) -> tuple[MakerFault, ...]:
        """Every snapshot that was found to be wrong, the newest first."""
        return self._makers.faults()

    def add_maker(self, address: str, name: str) -> Maker:
        """Add a maker by address.

        Raises:
            InvalidAddress: It is none.
        """
        maker = Maker(Address.parse(address), " ".join(name.split())[:MAX_NAME], self._clock.now())
        self._makers.add(maker)
        self._publish(Change(Topic.SETTINGS))
        return maker

    def remove_maker(self, address: Address) -> None:
        self._makers.remove(address)
        self._publish(Change(Topic.SETTINGS))

    def _judge(self, head: SnapshotHead, digest: str) -> None:
        self._of.require(head)
        if digest and head.digest != digest.lower():
            raise OtherSnapshot

    def _note(self, look: SnapshotLook, found: Sample) -> None:
        self._makers.note_fault(
            MakerFault(
                look.head.digest,
                look.maker,
                self._clock.now(),
                look.head.block,
                len(found.wrong),
                found.wrong[0],
            )
        )

    def _final_block(self, source: FactSource, indexed_to: int) -> int:
        """The newest block that nothing will take back, as far as the catalogue has come."""
        final = source.final_block()
        return min(indexed_to, indexed_to - _UNFINAL_BLOCKS if final is None else final)


def _is_of(fault: MakerFault, head: SnapshotHead, maker: Address | None) -> bool:
    return fault.digest == head.digest or (maker is not None and fault.maker == maker)
