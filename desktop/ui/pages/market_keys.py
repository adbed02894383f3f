"""The market by keyboard: whatever is written goes into the search field, arrows go on into the cards."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from desktop.ui.widgets.card_grid import CardGrid

_INTO_CARDS = {Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Return, Qt.Key.Key_Enter}
_WITH = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


class MarketKeys(QObject):
    """What is written anywhere on the page goes into the search field, and Escape empties it.

    Down and Enter lead from the field to the cards, Up leads back.
    """

    def __init__(self, page: QWidget, search: QLineEdit, cards: CardGrid) -> None:
        super().__init__(page)
        self._page, self._search, self._cards = page, search, cards
        cards.left_top.connect(search.setFocus)
        for widget in (page, search):
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            taken = self._in_search(event) if watched is self._search else self._on_page(event)
            if taken:
                return True
        return super().eventFilter(watched, event)

    def _in_search(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape and self._search.text():
            self._search.clear()
            return True
        if event.key() in _INTO_CARDS and self._cards.isVisible() and self._cards.model().rowCount():
            self._into_cards()
            return True
        return False

    def _on_page(self, event: QKeyEvent) -> bool:
        """Keys that no control of the page wanted."""
        if event.key() == Qt.Key.Key_Escape:
            self._search.clear()
            self._search.setFocus()
            return True
        if event.modifiers() & _WITH or not event.text().strip() or not event.text().isprintable():
            return False
        self._search.setFocus()
        self._search.setCursorPosition(len(self._search.text()))
        QApplication.sendEvent(self._search, event)
        return True

    def _into_cards(self) -> None:
        first, last = self._cards.seen
        current = self._cards.currentIndex().row()
        if not first <= current <= last:
            self._cards.setCurrentIndex(self._cards.model().index(first, 0))
        self._cards.setFocus(Qt.FocusReason.TabFocusReason)
