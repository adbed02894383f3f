"""Batches: one model run over much own data, kept so that it can go on from where it was."""

import hashlib
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, TypeAlias

from desktop.core.items import DataChoice, Position
from desktop.core.packages import HeadType
from desktop.core.tallies import Tally


class BatchState(Enum):
    """Where a batch stands. ``RUNNING`` on disk while nothing runs it: the app ended in the middle."""

    QUEUED = "queued"
    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"  # something is in the way; ``reason`` says what
    CHANGED = "changed"  # what was read before is not what lies there now
    CANCELLED = "cancelled"
    DONE = "done"


OPEN = frozenset({BatchState.QUEUED, BatchState.RUNNING, BatchState.PAUSED, BatchState.STOPPED})
"""States from which a batch goes on."""

Setting: TypeAlias = bool | int | float | str


@dataclass(frozen=True, slots=True)
class Batch:
    """What was asked for, and how far it came apart from the results.

    Attributes:
        bundle: Items that go to the worker together. Fixed, because a product of matrices may round otherwise in a
            bundle of another size, and a batch that went on must give the bytes of one that ran through.
        stamp: ``ItemSource.stamp`` when it began.
        reason: Why it is stopped, in words; the name of the error stands in ``fault``.
        note: What a person should know about the results, in words.
    """

    id: str
    purchase_id: str
    model: str
    head: HeadType
    device: str
    choice: DataChoice
    params: dict[str, Setting]
    bundle: int
    created_at: int
    state: BatchState = BatchState.QUEUED
    stamp: str = ""
    ended_at: int = 0
    fault: str = ""
    reason: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One item's place in the results.

    Attributes:
        number: Its place, from 1 on.
        name: The item's.
        truth: The true answer that was given with it, as text.
        label: The label to sort and filter by.
        score: The number to sort by: the label's score, or the value.
        value: ``RunResult.value``; None of a failed one.
        fault: Why it failed, in words.
        pictures: File names of its pictures in the batch's folder.
        frame: Width and height of the picture that was given.
    """

    number: int
    name: str
    truth: str = ""
    label: str = ""
    score: float | None = None
    value: Any = None
    fault: str = ""
    pictures: tuple[str, ...] = ()
    frame: tuple[int, int] = (0, 0)


@dataclass(slots=True)
class Checkpoint:
    """How far the results on disk go, kept with them in one transaction; the digests are chains (``chained``)."""

    after: Position = field(default_factory=Position)
    total: int = 0
    is_exact: bool = False
    failed: int = 0
    seconds: float = 0.0
    device: str = ""
    input_digest: str = ""
    output_digest: str = ""
    tally: Tally = field(default_factory=Tally)


@dataclass(frozen=True, slots=True)
class BatchProgress:
    """How a batch stands now; ``total`` is an estimate while ``is_exact`` is false."""

    done: int
    total: int
    is_exact: bool
    failed: int
    seconds: float = 0.0


def chained(digest: str, data: bytes) -> str:
    """SHA-256 over the digest so far and the next bundle: a digest of a stream that can be kept between two bundles."""
    return hashlib.sha256(bytes.fromhex(digest) + data).hexdigest()
