"""The scenes about the walls around models: levels, a hostile package, a picture made to hurt, a process that died."""

from collections.abc import Callable

from desktop.core.errors import AppError, Breach, InvalidPackage, ModelCrashed
from desktop.core.runs import SandboxLevel
from desktop.ui.page import Route
from desktop.ui.scenes import Prepare, Scene
from desktop.ui.shell import MainWindow
from desktop.ui.showcase import Showcase
from desktop.ui.showcase_running import GPU, NO_WALLS, REDUCED
from desktop.ui.waiting import wait_until

BREACHES = (
    Breach("operator-task", "graph/head/nms.else_branch/7", "RoiAlign"),
    Breach("external-data", "graph/model.0.conv.weight", "../../../../etc/passwd"),
    Breach("endless-loop", "graph/decode", "no trip count, and its condition never changes"),
    Breach("zip.name", "public", "'previews/../../.bashrc'"),
)


def wall_scenes(full_library: Prepare) -> tuple[Scene, ...]:
    """All of them."""
    run, listing = Route("run", "digits"), Route("listing", "1")

    def at(level: SandboxLevel) -> Prepare:
        return _also(full_library, lambda show: setattr(show.running, "level", level))

    return (
        Scene("90-walls-gpu", run, at(GPU), _run_once),
        Scene("91-walls-reduced", run, at(REDUCED), _run_once),
        Scene("92-walls-none", run, at(NO_WALLS), _run_once),
        Scene("93-walls-breaches", listing, _failing("catalogue.public_content", InvalidPackage(BREACHES))),
        Scene(
            "94-walls-died",
            run,
            _also(full_library, _failing("running.run", ModelCrashed("worker", -11))),
            _run_once,
        ),
        Scene(
            "95-walls-renewed",
            run,
            _also(full_library, lambda show: setattr(show.running, "grows", 1)),
            _run_once,
        ),
    )


def _also(*steps: Callable[[Showcase], None]) -> Prepare:
    def prepare(show: Showcase) -> None:
        for step in steps:
            step(show)

    return prepare


def _failing(name: str, error: AppError) -> Prepare:
    def prepare(show: Showcase) -> None:
        show.gate.faults[name] = error

    return prepare


def _run_once(window: MainWindow) -> None:
    from desktop.ui.pages.run import RunPage

    page = window.page
    if isinstance(page, RunPage):
        wait_until(lambda: page.is_open, "the model to open")
        page.start()
