"""The tour's hands: finds what a person would see by its name, presses, types, and waits for what the window shows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QListView, QWidget

from desktop.ui.agreement_sheet import AgreementSheet
from desktop.ui.app import Application
from desktop.ui.pages.listing import ListingPage
from desktop.ui.pages.market import MarketPage
from desktop.ui.waiting import NeverHappened, wait_until
from desktop.ui.widgets.states import Phase

W = TypeVar("W", bound=QWidget)


class TourFailed(Exception):
    """The window said that something failed, or showed what is not so, in these words."""


@dataclass(frozen=True, slots=True)
class Hands:
    """On one window; ``timeout_s`` is for each single condition."""

    app: Application
    timeout_s: float

    def until(self, condition: Callable[[], object], what: str) -> None:
        """Wait for it.

        Raises:
            NeverHappened: It did not come in time; says ``what``.
            TourFailed: The window could not open.
        """

        def looked() -> object:
            if self.app.window.opening.phase is Phase.ERROR:
                raise TourFailed(self.app.window.opening.error.title.text())
            return condition()

        wait_until(looked, what, self.timeout_s)

    def page(self, kind: type[W]) -> W:
        """The page that is shown, which must be of this kind."""
        page = self.app.window.page
        if not isinstance(page, kind):
            raise NeverHappened(f"page {kind.__name__}")
        return page

    def wait_page(self, kind: type[W]) -> W:
        """The page, once it is shown."""
        self.until(lambda: isinstance(self.app.window.page, kind), f"page {kind.__name__}")
        return self.page(kind)

    def press(self, parent: QWidget, name: str) -> None:
        """Click on a button once it can be."""
        self.child(parent, QAbstractButton, name)

        def ready() -> QAbstractButton | None:
            # Looked for each time: a page may make its buttons anew while they are waited for.
            button = parent.findChild(QAbstractButton, name)
            return button if button is not None and button.isVisible() and button.isEnabled() else None

        self.until(ready, f"the button {name}")
        QTest.mouseClick(ready() or self.child(parent, QAbstractButton, name), Qt.MouseButton.LeftButton)

    def sign(self) -> None:
        """Agree on the sheet that comes up."""
        window = self.app.window
        self.until(lambda: window.findChild(AgreementSheet) is not None, "the sheet before the signature")
        sheet = self.child(window, AgreementSheet, "agreement-sheet")
        agreement = sheet.agreement
        self.press(sheet, "agreement-sign")
        self.until(lambda: not agreement.is_open, "the answer to be taken")

    def write(self, parent: QWidget, name: str, text: str) -> None:
        """Type into a field, in place of what stands there."""
        edit = self.child(parent, QLineEdit, name)
        self.until(edit.isVisible, f"the field {name}")
        edit.setFocus()
        edit.clear()
        QTest.keyClicks(edit, text)

    def child(self, parent: QWidget, kind: type[W], name: str) -> W:
        """A control by its name."""
        found = parent.findChild(kind, name)
        if found is None:
            raise NeverHappened(f"the control {name}")
        return found

    def find(self, title: str) -> None:
        """Search the market until the first card's title begins so."""
        self.press(self.app.window, "nav-market")
        page = self.wait_page(MarketPage)
        self.until(lambda: page.model.rowCount() > 0, "the market to be read")
        self.write(page, "search", title)
        self.until(
            lambda: (
                page.states.phase is Phase.FULL and _first_title(page).casefold().startswith(title.casefold())
            ),
            "the search to find it",
        )

    def open_first(self) -> ListingPage:
        """Click on the market's first card; returns when the listing's price and public part are there."""
        page = self.page(MarketPage)
        title = _first_title(page)
        view = self.child(page, QListView, "market-grid")
        place = view.visualRect(page.model.index(0)).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        listing = self.wait_page(ListingPage)
        self.until(lambda: listing.title.text() == title, "the listing")
        self.until(listing.panel.button.isEnabled, "the price")
        self.until(lambda: not listing.fit.isHidden(), "the public part to be checked")
        return listing

    def reach(self, step: str) -> None:
        """Wait until the progress line says that a step is done."""
        page = self.page(ListingPage)

        def is_done() -> bool:
            if not page.progress.isVisible():  # it still holds the line of the listing that was shown before
                return False
            if dict(page.progress.line.steps).get(step) == "done":
                return True
            if page.progress.fault.isVisible():
                raise TourFailed(page.progress.fault.accessibleName())
            return False

        self.until(is_done, f"the step “{step}”")


def _first_title(page: MarketPage) -> str:
    title = page.model.index(0).data(Qt.ItemDataRole.DisplayRole)
    return title if isinstance(title, str) else ""
