"""The tour under a heartbeat: a timer of 5 ms in the GUI thread tells how long that thread did not answer.

Run in a process of its own by the group ``window``; prints one JSON object.
"""

import json
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from desktop.bootstrap.window import Starter
from desktop.config import SettingsFile
from desktop.paths import Paths
from desktop.ui.app import Application
from desktop.ui.measuring import Heartbeat
from desktop.ui.tour import Tour, TourStep

_STEP_TIMEOUT_S = 120.0


@dataclass
class SilentTour(Tour):
    """The tour without its pictures, which would be drawn in the thread that is measured."""

    heart: Heartbeat = field(default_factory=Heartbeat)

    def _step(self, name: str, act: Callable[[], None]) -> bool:
        self.heart.step = name
        return super()._step(name, act)

    def _picture(self, name: str) -> None:
        del name


def main() -> None:
    """Drive the whole main job on a demo network of its own; prints the gaps in milliseconds by step."""
    with tempfile.TemporaryDirectory(prefix="licet-bench-", ignore_cleanup_errors=True) as folder:
        paths = Paths(Path(folder) / "licet")
        out = Path(folder) / "tour"
        out.mkdir()
        starter = Starter(paths, SettingsFile(paths.settings), demo=True)
        app = Application(starter, theme="light", language_setting="en")
        heart = Heartbeat()
        tour = SilentTour(
            app,
            out,
            lambda: heart.leave_out(starter.go_offline),
            "Handwritten digits",
            "licet bench",
            _STEP_TIMEOUT_S,
            heart=heart,
        )
        app.window.painted.connect(heart.start)
        try:
            steps: list[TourStep] = tour.run()
        finally:
            app.close()
            starter.close()
    sys.stdout.write(
        json.dumps({"gaps": heart.gaps, "steps": [(step.name, step.ok, step.fault) for step in steps]})
    )
