"""Whether and how a model runs on this machine: tried before paying, seen afterwards, and the two compared."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from desktop.core.runs import DeviceReport

Outcome = Literal["runs", "memory", "time", "refused", "crashed", "unclear", "sealed"]
"""How a trial with empty weights ended.

``memory``: it needs more than a model may have here. ``time``: it had no answer within the limit. ``refused``: the
engine lacks an operator. ``crashed``: the worker died. ``unclear``: it failed in a way that the missing weights may be
the reason of. ``sealed``: the architecture is not public, so nothing could be tried.
"""

CANNOT_RUN: frozenset[Outcome] = frozenset({"memory", "time", "refused", "crashed"})

Unknown = Literal["data-dependent", "made-up-input", "guessed-tokens", "unprepared", "gpu-memory", "in-steps"]
"""What a trial could not know, beyond the weights' values.

``data-dependent``: what some operators do, and how long they take, depends on the weights. ``made-up-input``: the
package has no sample that could be used. ``guessed-tokens``: the tokenizer is sealed, so the number of tokens of the
sample was guessed. ``unprepared``: the weights are too large to be laid out for this processor beside themselves. ``gpu-memory``: it ran on a device whose own memory is
not counted. ``in-steps``: it answers token by token, and the figures are those of one step.
"""


@dataclass(frozen=True, slots=True)
class Machine:
    """``id`` is the same as long as processor and memory are; ``words`` name them, and nothing of the person."""

    id: str
    words: str


@dataclass(frozen=True, slots=True)
class FitPlace:
    """What figures hold for: one version of a model on one machine, engine version and device."""

    identity: bytes
    machine: str
    engine: str
    device: str


@dataclass(frozen=True, slots=True)
class Figures:
    """Loading, the first run and the median of later ones in milliseconds; the most memory that the model added."""

    load_ms: float
    first_ms: float
    run_ms: float
    memory_bytes: int


@dataclass(frozen=True, slots=True)
class Fit:
    """A trial of a public graph with empty weights.

    Attributes:
        outcome: How it ended.
        figures: Where it ran.
        device: Asked for and used; None where no session came about.
        sample: The package's sample that it ran on; empty where the input was made up.
        unknown: What it could not know.
        detail: The engine's own words where it failed, made harmless.
    """

    outcome: Outcome
    figures: Figures | None = None
    device: DeviceReport | None = None
    sample: str = ""
    unknown: tuple[Unknown, ...] = ()
    detail: str = ""

    @property
    def can_run(self) -> bool | None:
        """None where the trial says nothing."""
        if self.outcome in CANNOT_RUN:
            return False
        return True if self.outcome == "runs" else None


@dataclass(frozen=True, slots=True)
class Observation:
    """What really happened while a bought model was open once, beside what had been estimated then.

    Attributes:
        time: Unix time of opening.
        figures: Over the runs so far; ``run_ms`` is the median of those after the first, or the first.
        runs: How many they were.
        device: The one used.
        estimate: The trial's figures as they stood then; None where there was no trial.
    """

    time: int
    figures: Figures
    runs: int
    device: str
    estimate: Figures | None = None

    @property
    def estimated_ms(self) -> float | None:
        """What the time of a run is compared with: after a single run, the estimate of a first one."""
        if self.estimate is None:
            return None
        return self.estimate.run_ms if self.runs > 1 else self.estimate.first_ms

    @property
    def time_ratio(self) -> float | None:
        """Real over estimated time of a run."""
        return None if self.estimated_ms is None else _ratio(self.figures.run_ms, self.estimated_ms)

    @property
    def memory_ratio(self) -> float | None:
        """Real over estimated memory."""
        if self.estimate is None:
            return None
        return _ratio(float(self.figures.memory_bytes), float(self.estimate.memory_bytes))


@dataclass(frozen=True, slots=True)
class FitHistory:
    """Everything that is known of a version here: the trial, each time it was open (newest first), and other machines.

    ``worst_time`` and ``worst_memory`` are the ratios that are furthest from 1, in either direction, of all times.
    """

    fit: Fit | None
    seen: tuple[Observation, ...] = ()
    elsewhere: int = 0

    @property
    def last(self) -> Observation | None:
        return self.seen[0] if self.seen else None

    @property
    def worst_time(self) -> float | None:
        return _furthest([one.time_ratio for one in self.seen])

    @property
    def worst_memory(self) -> float | None:
        return _furthest([one.memory_ratio for one in self.seen])


class RunTally:
    """The runs of a model that is open, as they come; keeps a bounded number of them."""

    MOST = 512

    def __init__(self, load_ms: float) -> None:
        self._load_ms = load_ms
        self._first_ms = 0.0
        self._later: list[float] = []
        self.runs = 0

    def add(self, seconds: float) -> None:
        """One more run."""
        self.runs += 1
        if self.runs == 1:
            self._first_ms = seconds * 1000
        elif len(self._later) < self.MOST:
            self._later.append(seconds * 1000)

    @property
    def is_due(self) -> bool:
        """Whether the figures are worth writing down again: after 1, 2, 4, 8, ... runs."""
        return self.runs.bit_count() == 1

    def figures(self, memory_bytes: int) -> Figures:
        run_ms = statistics.median(self._later) if self._later else self._first_ms
        return Figures(self._load_ms, self._first_ms, run_ms, memory_bytes)


def _ratio(real: float, estimated: float) -> float | None:
    return real / estimated if real > 0 and estimated > 0 else None


def _furthest(ratios: Sequence[float | None]) -> float | None:
    """The ratio furthest from 1 on a scale of factors: a third is as far as three times."""
    known = [ratio for ratio in ratios if ratio is not None]
    return max(known, key=lambda ratio: max(ratio, 1 / ratio), default=None)
