"""How soon the window is there, and whether it answers while work is done behind it; each in a fresh process."""

import json
import statistics
import subprocess
import sys
import time
from typing import Any

from desktop.bootstrap.bench.market import figures_of
from desktop.bootstrap.bench.sampling import interleaved, ratio
from desktop.bootstrap.bench.search import MILLION, percentile
from desktop.bootstrap.touring import has_screen
from desktop.core.errors import Bug
from desktop.processes import child_environment

_PACKAGE = "desktop.bootstrap.bench"
_PATIENCE_S = 1_800.0


def measure(market_rows: int = MILLION) -> dict[str, float | str]:
    """The keys of the group ``window``; ``market_rows`` are listed in the market that is searched and scrolled."""
    return measure_first_paint() | measure_gaps() | measure_market(market_rows)


def measure_market(rows: int) -> dict[str, float | str]:
    """``market_key_to_results_p99_ms``, ``market_scroll_frame_max_ms``, ``market_scroll_p999_ms`` and what is beside them."""
    return figures_of(run_alone(f"from {_PACKAGE}.market import main; main({rows})"), rows)


def measure_first_paint() -> dict[str, float | str]:
    """``first_paint_s`` and ``first_paint_vs_qt``: from the start of the process to the painted window."""
    imported: set[str] = set()

    def painted(entry: str) -> float:
        started = time.monotonic_ns()
        # The app begins with its command line, as a person starts it.
        first = "import desktop.cli, desktop.commands.window; " if entry == "paint_licet" else ""
        told = run_alone(f"{first}from {_PACKAGE}.painting import {entry}; {entry}()")
        if entry == "paint_licet":
            imported.update(told["imported"])
        return float(told["painted_ns"] - started) / 1e9

    painted("paint_licet")  # the first start reads everything from the disk
    painted("paint_empty")
    ours, empty = interleaved(lambda: painted("paint_licet"), lambda: painted("paint_empty"))
    return {
        "first_paint_s": statistics.median(ours),
        "first_paint_vs_qt": ratio(ours, empty),
        "empty_window_s": statistics.median(empty),
        "imported_before_paint": " ".join(sorted(imported)),
    }


def measure_gaps() -> dict[str, float | str]:
    """``gui_gap_ms_p999`` and ``gui_gap_ms_max`` over the whole tour, and the step with the longest gap.

    ``gui_work_ms_p999`` and ``gui_work_ms_max`` are what the window's thread itself computed in a gap. The demo network's market is small: a sync of 100,000 listings beside the window is not part of it yet.
    """
    told = run_alone(f"from {_PACKAGE}.heartbeat import main; main()")
    failed = [f"{name}: {fault}" for name, is_ok, fault in told["steps"] if not is_ok]
    if failed:
        raise Bug(f"the tour failed at {failed[0]}")
    gaps = [gap for gap, _step in told["gaps"]]
    work = [spent for spent, _step in told["work"]]
    worst, step = max(tuple(pair) for pair in told["gaps"])
    return {
        "gui_gap_ms_p999": percentile(gaps, 0.999),
        "gui_gap_ms_max": worst,
        "gui_gap_max_step": step,
        "gui_gap_beats": len(gaps),
        "gui_work_ms_p999": percentile(work, 0.999),
        "gui_work_ms_max": max(work),
        "gui_gap_during": ", ".join(name for name, _ok, _fault in told["steps"]),
    }


def run_alone(code: str) -> dict[str, Any]:
    """A fresh interpreter's JSON answer."""
    environment = child_environment()
    if not has_screen():
        environment["QT_QPA_PLATFORM"] = "offscreen"
    done = subprocess.run(
        [sys.executable, "-P", "-c", code],
        env=environment,
        capture_output=True,
        timeout=_PATIENCE_S,
        check=False,
    )
    if done.returncode:
        raise Bug(
            f"the window's process ended with {done.returncode}: {done.stderr[-2000:].decode(errors='replace')}"
        )
    told: dict[str, Any] = json.loads(done.stdout)
    return told
