"""What the chain took back of an order, until the person has read it."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.core.settlement import ChainNotice
from desktop.text import tr
from desktop.ui.jobs import JobRunner
from desktop.ui.order_words import notice_words
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import clear, column
from desktop.ui.widgets.states import Banner

if TYPE_CHECKING:
    from desktop.services.purchase import ChainMemory


class ChainNotices(QWidget):
    """What the chain took back of an order, until the person says that they have read it."""

    def __init__(self, memory: "ChainMemory", jobs: JobRunner) -> None:
        super().__init__()
        self._memory, self._jobs = memory, jobs
        self._lines = column(self, spacing=GRID)
        self.hide()

    def show_notices(self, notices: list[ChainNotice]) -> None:
        """One banner each."""
        clear(self._lines)
        for notice in notices:
            banner = Banner("warning", *notice_words(notice), action=tr("Understood"))
            banner.button.setObjectName("notice-seen")
            banner.button.clicked.connect(lambda _=False, seen=notice: self._seen(seen))
            self._lines.addWidget(banner)
        self.setVisible(bool(notices))

    def _seen(self, notice: ChainNotice) -> None:
        self._jobs.start(lambda _job: self._memory.mark_seen(notice), lane="db", owner=self)
