"""One picture of ``licet screenshots``: what the services hold, where to go, what to do there."""

from collections.abc import Callable
from dataclasses import dataclass, field

from desktop.ui.page import Route
from desktop.ui.shell import MainWindow
from desktop.ui.showcase import Showcase

SIZE = (1280, 820)
Prepare = Callable[[Showcase], None]
Act = Callable[[MainWindow], None]


def nothing(_: object) -> None:
    """A scene that needs no more."""


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture: what the services hold, where to go, what to do there."""

    name: str
    route: Route
    prepare: Prepare = nothing
    act: Act = nothing
    settles: bool = True
    scale: float = 1.0
    size: tuple[int, int] = field(default=SIZE)
