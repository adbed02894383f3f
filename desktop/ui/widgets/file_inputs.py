"""Inputs that are files: pictures and sounds, dropped or chosen. Nothing here parses them."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QPixmap
from PySide6.QtWidgets import QFrame, QLabel

from desktop.core.packages import InputSpec
from desktop.core.runs import AudioInput, ImageInput, Picture, RunInput
from desktop.text import describe, mark, size, tr
from desktop.ui.dialogs import choose_file
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Label, column, restyle, row
from desktop.ui.widgets.input_editor import InputEditor

MAX_FILE_BYTES = 256 << 20
_PREVIEW = 160


@dataclass(frozen=True, slots=True)
class FileKind:
    """What kind of file an input takes: its words (marked), the endings offered, its icon, and how it is wrapped."""

    name: str
    drop: str
    choose: str
    all_of_them: str
    endings: str
    icon: str
    wrap: Callable[[bytes, str], RunInput]


PICTURES = FileKind(
    mark("Picture to run on"),
    mark("Drop a picture here"),
    mark("Choose a picture"),
    mark("Pictures"),
    "(*.png *.jpg *.jpeg *.bmp *.webp *.tif)",
    "image",
    ImageInput,
)
SOUNDS = FileKind(
    mark("Sound to run on"),
    mark("Drop a WAV file here"),
    mark("Choose a sound"),
    mark("Sounds"),
    "(*.wav)",
    "activity",
    AudioInput,
)


class FileEditor(InputEditor):
    """Drop a file, or choose one. Own files are read by the sandboxed worker only, so they show by name."""

    def __init__(self, spec: InputSpec, kind: FileKind) -> None:
        super().__init__(spec)
        self._kind = kind
        self._data: bytes | None = None
        self._name = ""
        self.drop = DropFrame()
        self.drop.dropped.connect(self.load)
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setAccessibleName(tr(kind.name))
        self.words = Label(tr(kind.drop), "muted", wrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        choose = Button(tr(kind.choose), icon=kind.icon, name="input-choose", clicked=self._choose)
        self.drop.lines.addStretch(1)
        self.drop.lines.addWidget(self.picture)
        self.drop.lines.addWidget(self.words)
        self.drop.lines.addLayout(row(1, choose, 1))
        self.drop.lines.addStretch(1)
        self.lines.addWidget(self.drop)

    def load(self, path: Path) -> None:
        """Take a file's bytes; nothing here parses them."""
        try:
            # A pipe would keep the window waiting, and a device has no end.
            if not path.is_file():
                self.words.setText(tr("This is no file that can be read."))
                return
            if path.stat().st_size > MAX_FILE_BYTES:
                self.words.setText(tr("This file is larger than {size}.", size=size(MAX_FILE_BYTES)))
                return
            self._data, self._name = path.read_bytes(), path.name
        except OSError as error:
            self.words.setText(describe(error).body)
            return
        self.picture.hide()
        self.words.setText(f"{path.name}\n{size(len(self._data))}")
        self._edited()

    def _choose(self) -> None:
        files = f"{tr(self._kind.all_of_them)} {self._kind.endings}"
        if path := choose_file(self, tr(self._kind.choose), files):
            self.load(path)

    def _fill(self, preview: Picture | str) -> None:
        self._data = None
        if isinstance(preview, Picture):
            self.picture.setPixmap(fitted(preview, _PREVIEW))
            self.picture.show()
            self.words.setText(preview.name.removeprefix("samples/"))

    def _own_value(self) -> RunInput | None:
        return self._kind.wrap(self._data, self._name) if self._data is not None else None


class DropFrame(QFrame):
    """A dashed frame that takes one dropped file."""

    dropped = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("drop")
        self.setAcceptDrops(True)
        self.setMinimumHeight(29 * GRID)
        self.lines = column(self, padding=2 * GRID, spacing=GRID)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        urls = [url for url in event.mimeData().urls() if url.isLocalFile()]
        if len(urls) == 1 and Path(urls[0].toLocalFile()).is_file():  # several, or a folder, are the page's
            event.acceptProposedAction()
            self._mark(over=True)

    def dragLeaveEvent(self, _event: object) -> None:
        self._mark(over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._mark(over=False)
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if files and files[0].is_file():
            self.dropped.emit(files[0])

    def _mark(self, *, over: bool) -> None:
        self.setProperty("over", over)
        restyle(self)


def fitted(picture: Picture, side: int) -> QPixmap:
    """Pixels scaled into a square; small pictures keep their hard pixels."""
    image = QImage(
        picture.rgba, picture.width, picture.height, picture.width * 4, QImage.Format.Format_RGBA8888
    )
    pixmap = QPixmap.fromImage(image.copy())
    modes = Qt.TransformationMode
    mode = (
        modes.FastTransformation if max(picture.width, picture.height) <= 64 else modes.SmoothTransformation
    )
    return pixmap.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio, mode)
