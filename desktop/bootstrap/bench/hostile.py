"""How long hostile files take, and whether the window answers while they are opened."""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from typing import TypeAlias

from desktop.bootstrap.bench.search import percentile
from desktop.bootstrap.hostile.corpus import corpus
from desktop.bootstrap.hostile.trying import Case, Ending, Ground
from desktop.bootstrap.touring import has_screen
from desktop.core.errors import Bug
from desktop.processes import child_environment

Told: TypeAlias = Callable[[Case, Ending], object]

_PATIENCE_S = 1800.0


def _silent(_case: Case, _ending: Ending) -> None:
    """Nobody listens."""


def measure(told: Told = _silent) -> dict[str, float | str]:
    """The keys of the group ``hostile``; ``told`` hears how each file ended."""
    return measure_endings(corpus(), told) | measure_window()


def measure_endings(cases: Sequence[Case], told: Told = _silent) -> dict[str, float | str]:
    """``hostile_count`` and ``hostile_worst_s``: each file in fresh workers, as the app opens it."""
    worst, slowest, refused = 0.0, "", 0
    with Ground() as ground:
        for case in cases:
            ending = ground.end(case)
            told(case, ending)
            refused += ending.is_refused
            if ending.seconds > worst:
                worst, slowest = ending.seconds, f"{case.room}: {case.name}"
    return {
        "hostile_count": len(cases),
        "hostile_refused": refused,
        "hostile_worst_s": worst,
        "hostile_worst": slowest,
    }


def measure_window() -> dict[str, float | str]:
    """``hostile_gap_ms_max`` and ``hostile_gap_ms_p999``: how long the window's thread did not answer meanwhile."""
    environment = child_environment()
    if not has_screen():
        environment["QT_QPA_PLATFORM"] = "offscreen"
    code = "from desktop.bootstrap.bench.hostile_window import main; main()"
    done = subprocess.run(
        [sys.executable, "-P", "-c", code],
        env=environment,
        capture_output=True,
        timeout=_PATIENCE_S,
        check=False,
    )
    if done.returncode:
        raise Bug(f"the window ended with {done.returncode}: {done.stderr[-2000:].decode(errors='replace')}")
    told = json.loads(done.stdout)
    gaps = [gap for gap, _file in told["gaps"]]
    longest, file = max(tuple(pair) for pair in told["gaps"])
    return {
        "hostile_gap_ms_max": longest,
        "hostile_gap_max_file": file,
        "hostile_gap_ms_p999": percentile(gaps, 0.999),
        "hostile_gap_beats": len(gaps),
        "hostile_silent": ", ".join(told["silent"]),
    }
