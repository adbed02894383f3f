"""A campaign: mutate, run, keep what ended in a new way as a seed, and save what it should not have done."""

import hashlib
import signal
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from types import FrameType

from desktop.core.errors import AppError, Bug
from desktop.text import describe
from tests.helpers.fuzzing.targets import Target

SLOWEST_S = 5.0
_MOST_SEEDS = 400
_LONGEST_SEED = 400_000


class TookTooLong(Exception):
    """One input held a reader up."""


@dataclass(slots=True)
class Findings:
    """What came of one target."""

    executions: int = 0
    seconds: float = 0.0
    outcomes: Counter[str] = field(default_factory=Counter)
    crashes: dict[str, Path] = field(default_factory=dict)

    @property
    def row(self) -> str:
        rate = self.executions / self.seconds if self.seconds else 0.0
        return f"{self.executions:9,} {rate:9,.0f}/s {len(self.outcomes):5} outcomes {len(self.crashes):3} crashes"


def outcome(target: Target, data: bytes) -> str:
    """One word for what came of an input.

    Raises:
        Exception: Whatever is neither an answer nor an error with words of its own.
    """
    try:
        return target.run(data)
    except Bug:
        raise
    except AppError as error:
        said = describe(error)
        assert said.title
        assert said.body
        breaches = getattr(error, "breaches", ())
        return f"{type(error).__name__} " + ",".join(sorted({breach.rule for breach in breaches}))


class Campaign:
    """Fuzzes one target; seeds grow by inputs whose outcome was not seen before."""

    def __init__(self, target: Target, random: Random, folder: Path) -> None:
        self._target = target
        self._random = random
        self._folder = folder
        self._seeds = target.seeds()
        self.found = Findings()

    def run(self, seconds: float) -> Findings:
        started = time.perf_counter()
        for seed in self._seeds[:]:
            self._try(seed)
        while time.perf_counter() - started < seconds:
            self._try(self._target.mutate(self._random, self._random.choice(self._seeds)))
        self.found.seconds += time.perf_counter() - started
        return self.found

    def _try(self, data: bytes) -> None:
        self.found.executions += 1
        try:
            with _watched():
                word = outcome(self._target, data)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # noqa: BLE001 - anything else is what is looked for
            self._save(error, data)
            return
        if word not in self.found.outcomes and len(data) < _LONGEST_SEED and len(self._seeds) < _MOST_SEEDS:
            self._seeds.append(data)
        self.found.outcomes[word] += 1

    def _save(self, error: BaseException, data: bytes) -> None:
        """Once for each place in the code; the input and what happened lie beside each other."""
        last = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{type(error).__name__} {Path(last.filename).name}:{last.lineno}"
        if place in self.found.crashes:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f"{self._target.name}-{hashlib.sha256(data).hexdigest()[:12]}.bin"
        path.write_bytes(data)
        path.with_suffix(".txt").write_text("".join(traceback.format_exception(error)), "utf-8")
        self.found.crashes[place] = path


@contextmanager
def _watched() -> Iterator[None]:
    """Interrupts a reader that takes too much processor time; another program beside it does not count."""

    def ring(_number: int, _frame: FrameType | None) -> None:
        raise TookTooLong

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, SLOWEST_S)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0.0)
        signal.signal(signal.SIGPROF, before)
