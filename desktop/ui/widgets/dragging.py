"""Results dragged out of the window: a file that is made when somebody takes it, and gone when the app ends."""

import atexit
import os
import re
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDrag, QImage, QMouseEvent, QPixmap
from PySide6.QtWidgets import QApplication

from desktop.text import tr
from desktop.ui.widgets.basic import Button
from desktop.ui.widgets.exports import Export, to_png

_PREFIX = "licet-drag-"
_OWNER = re.compile(rf"{_PREFIX}(\d+)-")
_URIS, _PNG = "text/uri-list", "image/png"
_PREVIEW = 96


class DragFolder:
    """A private folder of this process for files that were dragged out; what another left behind is taken away."""

    def __init__(self, parent: Path | None = None) -> None:
        self._parent = parent or Path(tempfile.gettempdir())
        self._path: Path | None = None

    @property
    def path(self) -> Path:
        """The folder, made when it is first needed."""
        if self._path is None:
            self._sweep()
            self._path = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-", dir=self._parent))
            atexit.register(self.clear)
        return self._path

    def file(self, name: str, data: bytes) -> Path:
        """A file of this name with these bytes; each in a folder of its own, so that names stay as they are."""
        path = Path(tempfile.mkdtemp(dir=self.path)) / name
        path.write_bytes(data)
        return path

    def clear(self) -> None:
        """Leave nothing behind."""
        if self._path is not None:
            shutil.rmtree(self._path, ignore_errors=True)
            self._path = None

    def _sweep(self) -> None:
        """Take away what a process that was killed could not."""
        for folder in self._parent.glob(f"{_PREFIX}*"):
            owner = _OWNER.match(folder.name)
            if owner is not None and not _lives(int(owner[1])) and not folder.is_symlink():
                shutil.rmtree(folder, ignore_errors=True)


class LateFile(QMimeData):
    """A file that is written when a program asks for it, and for pictures the pixels too."""

    def __init__(self, export: Export, folder: DragFolder) -> None:
        super().__init__()
        self._export, self._folder = export, folder
        self._url: QUrl | None = None

    def formats(self) -> list[str]:
        return [_URIS, _PNG] if self._export.image is not None else [_URIS]

    def hasFormat(self, mimetype: str) -> bool:
        return mimetype in self.formats()

    def retrieveData(self, mimetype: str, _type: object) -> object:
        if mimetype == _URIS:
            if self._url is None:
                path = self._folder.file(self._export.name, self._export.make())
                self._url = QUrl.fromLocalFile(str(path))
            return [self._url]  # Qt makes its list of URLs and the bytes of this, but no list of bytes
        if mimetype == _PNG and self._export.image is not None:
            return QByteArray(to_png(self._export.image()))
        return None


class DragHandle(Button):
    """Something to take hold of: dragging it takes the result to another program."""

    def __init__(self, export: Callable[[], Export], folder: DragFolder) -> None:
        super().__init__(
            tr("Drag out"),
            "ghost",
            icon="grip-vertical",
            name="result-drag",
            tip=tr("Drag into another program"),
        )
        self._export, self._folder = export, folder
        self._pressed: QPoint | None = None
        self._late: LateFile | None = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        if (event.position().toPoint() - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            self._pressed = None
            self.setDown(False)
            drag = self.drag()
            drag.exec(Qt.DropAction.CopyAction)

    def drag(self) -> QDrag:
        """The drag that begins when the mouse moves."""
        export = self._export()
        drag = QDrag(self)
        self._late = LateFile(export, self._folder)  # held: what it does stands in Python
        drag.setMimeData(self._late)
        if export.image is not None and not export.is_heavy:
            drag.setPixmap(_small(export.image()))
        return drag


def _small(image: QImage) -> QPixmap:
    scaled = image.scaled(_PREVIEW, _PREVIEW, Qt.AspectRatioMode.KeepAspectRatio)
    return QPixmap.fromImage(scaled)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True  # it is somebody else's, or this system does not say
    return True
