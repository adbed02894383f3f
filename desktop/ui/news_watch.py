"""What the window asks when the catalogue has something new: whether anything that is watched has changed."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.core.changes import Change, Topic
from desktop.services.watching import NewsSummary
from desktop.ui.jobs import ChangeBus, JobRunner

if TYPE_CHECKING:
    from desktop.services.block_lists import BlockListService
    from desktop.services.watching import WatchService

_SOON_MS = 400
"""While the chain is read for the first time there are many batches a second: one look for several."""
_LISTS_MS = 10 * 60_000


class NewsWatch(QObject):
    """One look at a time. ``told`` carries what is to be told, each thing once; ``updated`` names lists that changed."""

    told = Signal(object)
    updated = Signal(object)

    def __init__(
        self,
        watching: "WatchService",
        lists: "BlockListService",
        jobs: JobRunner,
        bus: ChangeBus,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._watching, self._lists, self._jobs = watching, lists, jobs
        self._is_looking = self._is_asking = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self._look)
        self._often = QTimer(self)
        self._often.setInterval(_LISTS_MS)
        self._often.timeout.connect(self._ask_for_lists)
        bus.changed.connect(self._changed)

    def start(self) -> None:
        """From now on."""
        self._soon.start()
        self._often.start()
        self._ask_for_lists()

    def stop(self) -> None:
        """The window closes."""
        self._soon.stop()
        self._often.stop()

    def _changed(self, change: Change) -> None:
        if change.topic is Topic.CATALOGUE and not self._soon.isActive():
            self._soon.start()

    def _look(self) -> None:
        if self._is_looking:
            self._soon.start()
            return
        self._is_looking = True

        def work() -> list[NewsSummary]:
            self._watching.look()
            return self._watching.take_untold()

        def settled(found: list[NewsSummary]) -> None:
            self._is_looking = False
            if found:
                self.told.emit(found)

        def failed(_error: BaseException) -> None:
            self._is_looking = False  # the next batch looks again: nothing is lost

        self._jobs.start(lambda _job: work(), lane="db", owner=self, done=settled, failed=failed)

    def _ask_for_lists(self) -> None:
        """Lists whose time has come, as the person chose; no list is asked for otherwise."""
        if self._is_asking:
            return
        self._is_asking = True

        def settled(names: tuple[str, ...]) -> None:
            self._is_asking = False
            if names:
                self.updated.emit(names)

        def failed(_error: BaseException) -> None:
            self._is_asking = False

        self._jobs.start(
            lambda job: self._lists.update_due(job.cancel), owner=self, done=settled, failed=failed
        )
