"""A passage that a search has found: where it stands, how near it is, and the sentence that answers best."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QShowEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QTextEdit

from desktop.core.documents import LeftOut
from desktop.services.folder_search import Found
from desktop.text import mark, tr
from desktop.ui.theme import Theme
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Badge, Button, Card, CopyButton, ElidedLabel, Label, row

_MOST_LINES = 8
_REASONS = {
    LeftOut.TOO_LARGE: mark("larger than 8 MB"),
    LeftOut.NOT_TEXT: mark("no text"),
    LeftOut.UNREADABLE: mark("cannot be read"),
    LeftOut.EMPTY: mark("empty"),
}


def left_out_words(reason: LeftOut) -> str:
    """Why a file is not searched."""
    return tr(_REASONS[reason])


class FoundPassage(Card):
    """One of the results; ``opened`` carries the file's name."""

    opened = Signal(str)

    def __init__(self, found: Found) -> None:
        super().__init__(padding=2 * GRID, spacing=GRID)
        self.setAccessibleName(found.name)
        self.text: PassageText | None = None
        place = None if found.is_stale else Label(tr("line {n}", n=found.line), "small")
        nearness = Badge(f"{max(found.score, 0.0):.0%}", "accent" if found.score >= 0.5 else "neutral")
        nearness.setToolTip(tr("How near the meaning is: cosine {n}", n=f"{found.score:.3f}"))
        copy = None if found.is_stale else CopyButton(lambda: found.text, tr("this passage"))
        show = Button(
            "",
            "icon",
            icon="external-link",
            tip=tr("Open the file"),
            clicked=lambda: self.opened.emit(found.name),
        )
        name = ElidedLabel(found.name, "strong")
        self.column.addLayout(row(name, place, nearness, copy, show, spacing=GRID))
        if found.is_stale:
            words = tr(
                "This file has changed since it was read. Bring the folder up to date to see the passage."
            )
            self.column.addWidget(Label(words, "muted", wrap=True))
            return
        self.text = PassageText(found.text, found.marked)
        self.column.addWidget(self.text)


class PassageText(QPlainTextEdit):
    """Plain text as high as it is long, one stretch of it brought out."""

    def __init__(self, text: str, marked: tuple[int, int]) -> None:
        super().__init__(text)
        self._marked = marked
        self.setReadOnly(True)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setProperty("passage", True)
        self.setAccessibleName(tr("Passage"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        Theme.current().changed.connect(self._mark)
        self._mark()

    @property
    def marked_text(self) -> str:
        """What is brought out."""
        return self.toPlainText()[slice(*self._marked)]

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As high as its lines at this width; what is longer scrolls."""
        lines = max(round(self.document().size().height()), 1)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * min(lines, _MOST_LINES) + 4)

    def _mark(self) -> None:
        start, end = (_utf16(self.toPlainText()[:at]) for at in self._marked)
        selection = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        form = QTextCharFormat()
        form.setBackground(QColor(Theme.current().color("accent_soft")))
        form.setForeground(QColor(Theme.current().color("text")))
        selection.cursor, selection.format = cursor, form
        self.setExtraSelections([selection])


def _utf16(text: str) -> int:
    """Qt counts in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
