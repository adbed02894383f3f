"""What became of a model's process between two answers, told once."""

from typing import TYPE_CHECKING

from desktop.text import tr
from desktop.ui.widgets.states import Banner

if TYPE_CHECKING:
    from desktop.services.shelf import Hold


class ProcessNotice:
    """Remembers what was told of the process of a held model; ``next`` gives what is new."""

    def __init__(self) -> None:
        self._reopened = self._renewed = 0

    def follow(self, hold: "Hold") -> None:
        """From now on about this hold; what happened before is not told."""
        self._reopened, self._renewed = hold.reopened, hold.model.renewed

    def next(self, hold: "Hold") -> Banner | None:
        """The run that has just been answered had a new process: why."""
        reopened, renewed = hold.reopened > self._reopened, hold.model.renewed > self._renewed
        self.follow(hold)
        if reopened:
            return Banner(
                "info",
                tr("The model was started again"),
                tr("Its process had ended since the last run. This result is of the new one."),
            )
        if renewed:
            return Banner(
                "info",
                tr("The model's process was renewed"),
                tr("The old one had taken more and more memory. Nothing was lost."),
            )
        return None
