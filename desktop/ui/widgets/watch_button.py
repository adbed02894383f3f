"""The star: watch something, or watch it no more."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop.core.changes import Change, Topic
from desktop.core.watches import Watch
from desktop.text import tr
from desktop.ui.page import PageTools
from desktop.ui.widgets.basic import Button, plain_tip

if TYPE_CHECKING:
    from desktop.services.watching import WatchService

Find = Callable[[], Watch | None]
Begin = Callable[[], Watch]


class WatchButton(Button):
    """A star beside a thing. ``aim`` says which thing: how its watch is found, and how one begins."""

    def __init__(self, tools: PageTools, watching: "WatchService", *, name: str, tip: str) -> None:
        """``tip`` says what is told of."""
        super().__init__(tr("Watch"), "ghost", icon="star", name=name, tip=tip, clicked=self._press)
        self._jobs, self._toast, self._watching = tools.jobs, tools.toast, watching
        self._tip = tip
        self._find: Find | None = None
        self._begin: Begin | None = None
        self._asked = 0
        self.watch: Watch | None = None
        self.setEnabled(False)
        tools.bus.changed.connect(self._changed)

    def aim(self, find: Find | None, begin: Begin | None) -> None:
        """Another thing is shown; None for nothing that could be watched."""
        self._find, self._begin = find, begin
        self._show(None)
        self.setEnabled(False)
        self._read()

    def _changed(self, change: Change) -> None:
        if change.topic is Topic.WATCHES:
            self._read()

    def _read(self) -> None:
        if (find := self._find) is None:
            return
        self._start(find)

    def _press(self) -> None:
        begin, watch = self._begin, self.watch
        if begin is None:
            return
        if watch is None:
            self._start(begin)
            self._toast("success", self._tip)
        else:
            self._start(lambda: self._watching.stop(watch.id))

    def _start(self, work: Callable[[], Watch | None]) -> None:
        self._asked += 1
        asked = self._asked
        self._jobs.start(
            lambda _job: work(),
            lane="db",
            owner=self,
            done=lambda watch: self._show(watch) if asked == self._asked else None,
        )

    def _show(self, watch: Watch | None) -> None:
        self.watch = watch
        self.setEnabled(True)
        self.set_icon("star-filled" if watch is not None else "star")
        self.set_text(tr("Watching") if watch is not None else tr("Watch"))
        self.setToolTip(plain_tip(tr("Watch it no more") if watch is not None else self._tip))
