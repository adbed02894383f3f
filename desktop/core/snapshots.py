"""Snapshots of a catalogue: the head that is signed, and how far one is believed.

docs/snapshots.md is the specification. A snapshot holds facts (``core.facts``) and nothing that follows from them: ranks,
counts and search are worked out by whoever loads it, so that a maker has no say in them. The head says which market and
block it is of, and the SHA-256 of each chunk; two clients at one block make the same head and the same chunks.
"""

import math
from dataclasses import dataclass
from enum import Enum
from hashlib import sha256
from typing import Annotated, ClassVar, Final, Literal

import msgspec

from desktop.core.errors import EnvironmentFault
from desktop.core.fact_checks import WrongRow
from desktop.core.identity import Address
from desktop.core.signed_documents import Hex32, Whole, document_bytes

CHUNK_BYTES: Final = 1 << 20
"""Records are put into a chunk while it stays within this."""
MAX_CHUNKS: Final = 1 << 14

Hex20 = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{40}$")]


class Counts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many facts of each kind there are."""

    revisions: Whole = 0
    closures: Whole = 0
    sales: Whole = 0
    refunds: Whole = 0
    bad_keys: Whole = 0
    ratings: Whole = 0
    answers: Whole = 0
    reports: Whole = 0
    ties: Whole = 0

    @property
    def total(self) -> int:
        return sum(msgspec.structs.astuple(self))


class SnapshotHead(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that a snapshot claims; its hash is the snapshot's digest, whoever signs it."""

    kind: ClassVar[str] = "licet-snapshot"

    format: Literal[1]
    chain_id: Whole
    market: Hex20
    records: Hex20
    block: Whole
    block_hash: Hex32
    block_time: Whole
    counts: Counts
    body_bytes: Whole
    chunks: Annotated[list[Hex32], msgspec.Meta(max_length=MAX_CHUNKS)]

    @property
    def subject(self) -> str:
        market = Address(bytes.fromhex(self.market))
        return f"Catalogue of market {market} on chain {self.chain_id} at block {self.block}"

    @property
    def time(self) -> int:
        return self.block_time

    @property
    def digest(self) -> str:
        """SHA-256 of the head's bytes, in hex: names the snapshot."""
        return sha256(document_bytes(self)).hexdigest()


@dataclass(frozen=True, slots=True)
class SnapshotMarket:
    """Which market a snapshot must be of."""

    chain_id: int
    market: Address
    records: Address

    def require(self, head: SnapshotHead) -> None:
        """Raise ``OtherMarket`` for a snapshot of another one."""
        named = (head.chain_id, head.market, head.records)
        if named != (self.chain_id, self.market.raw.hex(), self.records.raw.hex()):
            raise OtherMarket


@dataclass(frozen=True, slots=True)
class SnapshotOrigin:
    """What a snapshot is made of: a market at a block."""

    of: SnapshotMarket
    block: int
    block_hash: bytes
    block_time: int


class NotASnapshot(EnvironmentFault):
    """A file that is no snapshot of this format; ``reason`` is one of our words, for the log and the tests."""

    def __init__(self, reason: str = "") -> None:
        super().__init__(reason)
        self.reason = reason


class OtherMarket(EnvironmentFault):
    """A snapshot of another chain or market than the one that is connected."""


class OtherSnapshot(EnvironmentFault):
    """A whole snapshot that is not the one whose digest was given."""


def certainty(rows: int, share: float = 0.01) -> float:
    """The chance that so many rows, each drawn from all, include a wrong one if ``share`` of all are wrong."""
    return -math.expm1(rows * math.log1p(-share))


class SnapshotState(Enum):
    """How far the snapshot that a catalogue began with is believed."""

    CHECKING = "checking"
    """Rows are compared with the chain, a range after the other."""

    WHOLE = "whole"
    """Every block of it was read again and is as it said."""

    BAD = "bad"
    """A row was wrong; what was not yet compared is being thrown away."""

    MENDED = "mended"
    """A row was wrong; what stands in the catalogue now was read from the chain."""


@dataclass(frozen=True, slots=True)
class SnapshotStanding:
    """What a catalogue keeps of the snapshot that it began with; ``checked_milli`` is 1000 only when all is compared."""

    head: SnapshotHead
    maker: Address | None
    loaded_at: int
    state: SnapshotState
    checked_milli: int
    wrong: tuple[WrongRow, ...]


@dataclass(frozen=True, slots=True)
class SnapshotDifference:
    """How two snapshots differ: rows of the first that the second has otherwise or not, and the reverse.

    ``rows`` names the first of them, ``count`` counts all; rows above ``up_to``, the lower of the two blocks, are not
    compared.
    """

    up_to: int
    count: int
    rows: tuple[WrongRow, ...]
