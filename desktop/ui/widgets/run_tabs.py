"""The strip below the head of the pages about one model: the ways to use it, each a page of its own."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame

from desktop.text import mark, tr
from desktop.ui.page import Route
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, row


@dataclass(frozen=True, slots=True)
class RunTab:
    """One entry: its page, its word (marked) and its icon."""

    page: str
    word: str
    icon: str
    is_rare: bool = False
    """Only some models can do it: it is shown when it is offered."""


RUN_TABS = (
    RunTab("run", mark("Run"), "play"),
    RunTab("batch", mark("Batch"), "rows-3"),
    RunTab("judge", mark("Own data"), "scale"),
    RunTab("records", mark("Records"), "history"),
    RunTab("search", mark("Search a folder"), "scan-search", is_rare=True),
)


class RunTabs(QFrame):
    """``here`` is the page on which it stands; the others are gone to with the model's purchase id."""

    def __init__(self, navigate: Callable[[Route], None], here: str) -> None:
        super().__init__()
        self.setObjectName("run-tabs")
        self.setAccessibleName(tr("Ways to use this model"))
        self._navigate = navigate
        self._id = ""
        self.buttons: dict[str, Button] = {}
        line = row(spacing=GRID)
        for tab in RUN_TABS:
            button = Button(tr(tab.word), "tab", icon=tab.icon, name=f"tab-{tab.page}")
            button.setCheckable(True)
            button.setChecked(tab.page == here)
            button.clicked.connect(lambda _=False, page=tab.page: self._go(page, here))
            if tab.is_rare:
                button.hide()
            self.buttons[tab.page] = button
            line.addWidget(button)
        line.addStretch(1)
        self.setLayout(line)

    def show_model(self, purchase_id: str) -> None:
        """The model that the strip is about."""
        self._id = purchase_id

    def offer(self, page: str, *, is_offered: bool = True) -> None:
        """Show or hide an entry that not every model has."""
        self.buttons[page].setVisible(is_offered)

    def _go(self, page: str, here: str) -> None:
        self.buttons[page].setChecked(page == here)  # a click checks; where one is, only the page decides
        if page != here and self._id:
            self._navigate(Route(page, self._id))
