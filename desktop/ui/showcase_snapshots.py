"""The showcase's snapshots: nothing is read or fetched."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from desktop.core.cancel import CancelToken
from desktop.core.changes import Change, Progress, Topic
from desktop.core.fact_checks import Difference, Verdict, WrongRow
from desktop.core.identity import Address, keccak256
from desktop.core.listings import Disagreement
from desktop.core.snapshots import Counts, SnapshotHead, SnapshotStanding, SnapshotState
from desktop.services.snapshots import Maker, MakerFault, Sample, SnapshotLook, SnapshotOffer, Trial
from desktop.ui import showcase_values as values
from desktop.ui.showcase_parts import Gate, Publish

MAKER = Maker(Address(keccak256(b"maker")[12:]), "Open model index", values.NOW - 40 * 86400)
STRANGER = Address(keccak256(b"a stranger who makes snapshots")[12:])
WRONG = (
    WrongRow(
        Verdict.ALTERED,
        "revision",
        1_204,
        4_180_233,
        "Handwritten digits",
        (
            Difference("price_wei", "9000000000000000", "20000000000000000"),
            Difference("payee", str(STRANGER), str(values.BUYER)),
        ),
    ),
    WrongRow(Verdict.INVENTED, "sale", 88_120, 5_019_666),
    WrongRow(Verdict.MISSING, "revision", 31, 0),
    WrongRow(Verdict.MISSING, "closure", 7, 3_912_007),
)


def head(block: int = 5_208_114) -> SnapshotHead:
    """A head of a large market."""
    counts = Counts(104_233, 9_120, 61_877, 1_203, 4, 20_551, 3_310, 877)
    made = keccak256(b"block").hex()
    return SnapshotHead(
        1, values.CHAIN_ID, values.MARKET.raw.hex(), "00" * 20, block, made, values.NOW - 86400, counts, 9, []
    )


def look(maker: Address | None, known: Maker | None = None, *faults: MakerFault) -> SnapshotLook:
    """A file and who signed it."""
    return SnapshotLook(Path("market-5208114.licet-snapshot"), head(), 61_204_991, maker, known, faults)


def fault(maker: Address | None, rows: int = 2) -> MakerFault:
    """An earlier finding."""
    return MakerFault("ab" * 32, maker, values.NOW - 9 * 86400, 4_800_120, rows, WRONG[0])


def standing(state: SnapshotState, milli: int = 1000, wrong: tuple[WrongRow, ...] = ()) -> SnapshotStanding:
    """What a catalogue began with."""
    return SnapshotStanding(head(), MAKER.address, values.NOW - 3600, state, milli, wrong)


def trial(found: SnapshotLook, *wrong: WrongRow, replaces: int = -1, complete: bool = False) -> Trial:
    """What was found out about a file."""
    total = found.head.counts.total
    return Trial(found, Sample(total if complete else 688, total, complete, wrong), replaces)


@dataclass
class Snapshots:
    gate: Gate
    publish: Publish
    kept: SnapshotStanding | None = None
    known: tuple[Maker, ...] = ()
    found_wrong: tuple[MakerFault, ...] = ()
    answer: Trial = field(default_factory=lambda: trial(look(MAKER.address, MAKER)))
    offered: SnapshotOffer | None = None
    done: list[tuple[str, str]] = field(default_factory=list)

    def fetch(
        self, source: str, digest: str, cancel: CancelToken, told: Callable[[Progress], None]
    ) -> SnapshotLook:
        self.done.append((source, digest))
        told(Progress("snapshot", "fetch", 21_400_113, 61_204_991))
        self.gate.pass_through("snapshots.fetch", cancel)
        return self.answer.look

    def try_out(self, _look: SnapshotLook, cancel: CancelToken, told: Callable[[Progress], None]) -> Trial:
        told(Progress("snapshot", "check", 14, 35))
        self.gate.pass_through("snapshots.try_out", cancel)
        return self.answer

    def take(self, taken: Trial) -> None:
        self.gate.pass_through("snapshots.take")
        self.kept = standing(SnapshotState.CHECKING, 7)
        self.done.append(("take", taken.look.head.digest))
        self.publish(Change(Topic.CATALOGUE))

    def drop(self) -> None:
        self.done.append(("drop", ""))

    def standing(self) -> SnapshotStanding | None:
        self.gate.pass_through("snapshots.standing")
        return self.kept

    def offer(self, _head: int | None) -> SnapshotOffer | None:
        return self.offered

    def makers(self) -> tuple[Maker, ...]:
        return self.known

    def faults(self) -> tuple[MakerFault, ...]:
        return self.found_wrong

    def add_maker(self, address: str, name: str) -> Maker:
        maker = Maker(Address.parse(address), name, values.NOW)
        self.known = (*self.known, maker)
        return maker

    def remove_maker(self, address: Address) -> None:
        self.known = tuple(maker for maker in self.known if maker.address != address)

    def make(self, out: Path, *, block: int | None, sign: bool, cancel: CancelToken) -> SnapshotLook:
        del block
        self.gate.pass_through("snapshots.make", cancel)
        self.done.append(("signed" if sign else "unsigned", out.name))
        return look(values.BUYER if sign else None)


@dataclass
class Disagreements:
    """Fits ``services.disagreements.DisagreementBook``."""

    entries: list[Disagreement] = field(default_factory=list)

    def all(self) -> list[Disagreement]:
        return self.entries

    def of_listing(self, listing: int) -> list[Disagreement]:
        return [one for one in self.entries if one.listing == listing]
