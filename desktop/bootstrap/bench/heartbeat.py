"""The tour under a heartbeat: a timer of 5 ms in the GUI thread tells how long that thread did not answer.

Run in a process of its own by the group ``window``; prints one JSON object.
"""

import json
import sys
import tempfile
from pathlib import Path

from desktop.bootstrap.window import Starter
from desktop.config import SettingsFile
from desktop.paths import Paths

_STEP_TIMEOUT_S = 120.0


def main() -> None:
    """Drive the whole main job on a demo network of its own; prints the gaps in milliseconds by step."""
    from desktop.ui.measured_tour import measure_tour

    with tempfile.TemporaryDirectory(prefix="licet-bench-", ignore_cleanup_errors=True) as folder:
        paths = Paths(Path(folder) / "licet")
        out = Path(folder) / "tour"
        out.mkdir()
        starter = Starter(paths, SettingsFile(paths.settings), demo=True)
        try:
            heart, steps = measure_tour(starter, out, starter.go_offline, _STEP_TIMEOUT_S)
        finally:
            starter.close()
    sys.stdout.write(
        json.dumps(
            {
                "gaps": heart.gaps,
                "work": heart.work,
                "steps": [(step.name, step.ok, step.fault) for step in steps],
            }
        )
    )
