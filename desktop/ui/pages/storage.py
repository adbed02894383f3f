"""Storage: whether the models on this disk are sound, what takes how much, and what may go."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.core.changes import Topic
from desktop.text import tr
from desktop.ui.page import Page, PageHead, PageTools, Route, page_column
from desktop.ui.pages.check_card import CheckCard
from desktop.ui.pages.storage_card import StorageCard
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Scroll, column, row
from desktop.ui.widgets.states import StateView

if TYPE_CHECKING:
    from desktop.services.checking import CheckOverview, LibraryCheck
    from desktop.services.settings import SettingsService
    from desktop.services.storage import StorageOverview, StorageService


class StoragePage(Page):
    """Both cards read the disk anew whenever something about the library changed."""

    topics = frozenset({Topic.LIBRARY, Topic.PURCHASES, Topic.SALES})

    def __init__(
        self,
        tools: PageTools,
        storage: "StorageService",
        checking: "LibraryCheck",
        settings: "SettingsService",
    ) -> None:
        super().__init__(tools)
        self._storage, self._checking = storage, checking
        self.back = Button(
            tr("Library"), "link", icon="arrow-left", name="storage-back",
            clicked=lambda: tools.navigate(Route("library")),
        )  # fmt: skip
        self.head = PageHead(
            tr("Storage"), tr("The models on this disk: whether they are sound, and what they take.")
        )
        self.check = CheckCard(tools.jobs, checking)
        self.check.checked.connect(self.refresh)
        self.card = StorageCard(tools.jobs, storage, settings)
        self.card.cleaned.connect(self.refresh)
        inner = QWidget()
        lines = column(inner, spacing=2 * GRID)
        lines.addWidget(self.check)
        lines.addWidget(self.card)
        lines.addStretch(1)
        self.states = StateView(Scroll(inner, width=104 * GRID), empty_icon="hard-drive")
        page_column(self, row(self.back, 1), self.head, self.states).setStretch(2, 1)

    def first_focus(self) -> QWidget:
        return self.check.start

    def reload(self) -> None:
        self.jobs.start(
            lambda _job: (self._storage.overview(), self._checking.overview()),
            owner=self,
            done=lambda both: self._show(*both),
            failed=lambda error: self.states.show_error(error, self.reload),
        )

    def _show(self, stored: "StorageOverview", checked: "CheckOverview") -> None:
        self.check.show_overview(checked)
        self.card.show_overview(stored)
        self.states.show_full()
