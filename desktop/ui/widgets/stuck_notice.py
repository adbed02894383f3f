"""A strip that stands there while a sent transaction will not come into a block by itself."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop.core.changes import Change, Topic
from desktop.text import tr, trn
from desktop.ui.page import PageTools
from desktop.ui.widgets.states import Banner

if TYPE_CHECKING:
    from desktop.core.outgoing import Outgoing
    from desktop.services.outgoing.service import OutgoingService


class StuckNotice(Banner):
    """Hidden while there is none; ``show_one`` opens the oldest."""

    def __init__(
        self, tools: PageTools, outgoing: "OutgoingService", show_one: Callable[[bytes], object]
    ) -> None:
        super().__init__("warning", action=tr("Look at it"))
        self.setProperty("notice", "stuck")
        self.button.setObjectName("stuck-look")
        self._tools, self._outgoing, self._show_one = tools, outgoing, show_one
        self._acts: list[Outgoing] = []
        self.button.clicked.connect(lambda _=False: self._open())
        self.hide()
        tools.bus.changed.connect(self._changed)

    def read(self) -> None:
        """Ask what is stuck now."""
        self._tools.jobs.start(
            lambda _job: self._outgoing.needing_help(), lane="db", owner=self, done=self._say
        )

    def _changed(self, change: Change) -> None:
        if change.topic is Topic.ACTIVITY:
            self.read()

    def _say(self, acts: "list[Outgoing]") -> None:
        self._acts = acts
        count = len(acts)
        self.say(
            "warning",
            trn(
                "{n} transaction will not come into a block by itself",
                "{n} transactions will not come into a block by themselves",
                count,
            ),
            tr("Its fee is too low, it is stuck, or the network forgot it. It can be sped up or taken back."),
        )
        self.setVisible(bool(acts))

    def _open(self) -> None:
        if self._acts:
            self._show_one(self._acts[0].newest.hash)
