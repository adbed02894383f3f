"""Files dropped onto a whole page: a veil says what happens, and the page gets the paths."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QWidget

from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Icon, Label, column, restyle, row


class FileDrops(QObject):
    """Makes ``page`` take files; ``dropped`` carries a list of paths."""

    dropped = Signal(object)

    def __init__(self, page: QWidget, words: str) -> None:
        super().__init__(page)
        self._page = page
        self.veil = QFrame(page)
        self.veil.setObjectName("drop")
        self.veil.setProperty("over", True)
        self.veil.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        lines = column(self.veil, spacing=GRID)
        label = Label(words, "h3", wrap=True)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        lines.addStretch(1)
        lines.addLayout(row(1, Icon("upload", "accent_text", 40), 1))
        lines.addWidget(label)
        lines.addStretch(1)
        self.veil.hide()
        page.setAcceptDrops(True)
        page.installEventFilter(self)

    def show_veil(self, *, visible: bool) -> None:
        """While files are over the page."""
        self.veil.setGeometry(self._page.rect().adjusted(GRID, GRID, -GRID, -GRID))
        self.veil.setVisible(visible)
        self.veil.raise_()
        restyle(self.veil)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent):
            if any(url.isLocalFile() for url in event.mimeData().urls()):
                event.acceptProposedAction()
                self.show_veil(visible=True)
            return True
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            self.show_veil(visible=False)
            paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
            if paths:
                event.acceptProposedAction()
                self.dropped.emit(paths)
            return True
        if event.type() == QEvent.Type.DragLeave:
            self.show_veil(visible=False)
        return super().eventFilter(watched, event)
