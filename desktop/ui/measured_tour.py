"""The tour under a heartbeat of the GUI thread, for the benchmarks."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from desktop.ui.app import Application, Start
from desktop.ui.measuring import Heartbeat
from desktop.ui.tour import Tour, TourStep


@dataclass
class SilentTour(Tour):
    """The tour without its pictures, which would be drawn in the thread that is measured."""

    heart: Heartbeat = field(default_factory=Heartbeat)

    def _step(self, name: str, act: Callable[[], None]) -> bool:
        self.heart.step = name
        return super()._step(name, act)

    def _picture(self, name: str) -> None:
        del name


def measure_tour(
    start: Start, out: Path, go_offline: Callable[[], None], step_timeout_s: float
) -> tuple[Heartbeat, list[TourStep]]:
    """Drive the whole main job under a heartbeat."""
    app = Application(start, theme="light", language_setting="en")
    heart = Heartbeat()
    tour = SilentTour(
        app,
        out,
        lambda: heart.leave_out(go_offline),
        "Handwritten digits",
        "licet bench",
        step_timeout_s,
        heart=heart,
    )
    app.window.painted.connect(heart.start)
    try:
        return heart, tour.run()
    finally:
        app.close()
