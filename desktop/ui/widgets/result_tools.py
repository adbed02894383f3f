"""The toolbar of every result: magnify what is a picture, drag out, copy, save."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from desktop.text import tr
from desktop.ui.dialogs import choose_new_file
from desktop.ui.jobs import JobRunner
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Label, column, row
from desktop.ui.widgets.dragging import DragFolder, DragHandle
from desktop.ui.widgets.exports import Export, write_export
from desktop.ui.widgets.pictures import PictureView
from desktop.ui.widgets.zooming import STEP

_FOLDER = DragFolder()


class ResultTools(QWidget):
    """Acts on one result; the first export is the one that is dragged, and the first choice of Save."""

    def __init__(
        self,
        exports: Sequence[Export],
        texts: Sequence[tuple[str, Callable[[], str]]],
        picture: PictureView | None = None,
        jobs: JobRunner | None = None,
    ) -> None:
        """``texts`` are what Copy offers besides the picture: words and what makes the text."""
        super().__init__()
        self._exports, self._texts, self._picture, self._jobs = tuple(exports), tuple(texts), picture, jobs
        self.copy = Button(tr("Copy"), "ghost", icon="copy", name="result-copy")
        self.save = Button(tr("Save"), "ghost", icon="download", name="result-save")
        self.drag = DragHandle(lambda: self._exports[0], _FOLDER)
        self.note = Label("", "small", wrap=True)
        self.note.setObjectName("result-note")
        self.note.hide()
        saves: list[tuple[str, Callable[[], object]]] = [
            (export.words, partial(self._save, export)) for export in self._exports
        ]
        self._choices = {"copy": self._copies(), "save": saves}
        self._offer(self.copy, self._choices["copy"])
        self._offer(self.save, self._choices["save"])
        lines = column(self, spacing=4)
        lines.addLayout(row(*self._zooms(), 1, self.drag, self.copy, self.save, spacing=4))
        lines.addWidget(self.note)

    @property
    def choices(self) -> dict[str, list[str]]:
        """What Copy and Save offer, in words."""
        return {name: [words for words, _ in offered] for name, offered in self._choices.items()}

    def do(self, name: str, words: str) -> None:
        """As choosing these words from ``copy`` or ``save`` does."""
        dict(self._choices[name])[words]()

    def _offer(self, button: Button, choices: list[tuple[str, Callable[[], object]]]) -> None:
        """One choice is done at once; of several a menu asks."""
        if len(choices) == 1:
            act = choices[0][1]
            button.clicked.connect(lambda _checked=False: act())
            return
        menu = QMenu(button)
        for words, act in choices:
            menu.addAction(words.replace("&", "&&")).triggered.connect(lambda _checked=False, act=act: act())
        button.setMenu(menu)

    def _copies(self) -> list[tuple[str, Callable[[], object]]]:
        choices: list[tuple[str, Callable[[], object]]] = []
        pictures = [e for e in self._exports if e.image is not None and e.key == "png"]
        if pictures:
            choices.append((tr("Picture"), partial(self._copy_image, pictures[0])))
        choices += [(words, partial(self._copy_text, make)) for words, make in self._texts]
        return choices

    def _copy_image(self, export: Export) -> None:
        if export.image is not None:
            QGuiApplication.clipboard().setImage(export.image().copy())
            self._say(tr("Copied."))

    def _copy_text(self, make: Callable[[], str]) -> None:
        QGuiApplication.clipboard().setText(make())
        self._say(tr("Copied."))

    def _save(self, export: Export) -> None:
        path = choose_new_file(self, tr("Save the result"), export.name)
        if path is None:
            return
        if self._jobs is None or not export.is_heavy:
            try:
                write_export(export, path)
            except OSError as error:
                self._unsaved(error)
            else:
                self._saved(path)
            return
        self._say(tr("Saving…"))
        self._jobs.start(
            lambda _job: write_export(export, path),
            lane="cpu",
            title=tr("Saving a picture"),
            owner=self,
            done=lambda _none: self._saved(path),
            failed=self._unsaved,
        )

    def _saved(self, path: Path) -> None:
        self._say(tr("Saved as {name}.", name=path.name))

    def _unsaved(self, error: BaseException) -> None:
        reason = (error.strerror if isinstance(error, OSError) else None) or type(error).__name__
        self._say(tr("It could not be saved: {reason}. Choose another place.", reason=reason), "danger")

    def _say(self, words: str, role: str = "small") -> None:
        self.note.set_role(role)
        self.note.setText(words)
        self.note.show()

    def _zooms(self) -> list[QWidget]:
        view = self._picture
        if view is None:
            return []
        self.percent = Label("", "small")
        self.percent.setMinimumWidth(6 * GRID)
        view.zoomed.connect(self._show_zoom)
        self._show_zoom()
        return [
            Button("", "icon", icon="minus", name="zoom-out", tip=tr("Smaller"), clicked=partial(self._zoom, 1 / STEP)),
            self.percent,
            Button("", "icon", icon="plus", name="zoom-in", tip=tr("Larger"), clicked=partial(self._zoom, STEP)),
            Button("", "icon", icon="maximize", name="zoom-fit", tip=tr("Show all of it"), clicked=view.fit),
            Button("100 %", "ghost", name="zoom-full", tip=tr("Each pixel as one"), clicked=partial(view.magnify, 1.0)),
        ]  # fmt: skip

    def _zoom(self, factor: float) -> None:
        if self._picture is not None:
            self._picture.magnify(self._picture.magnification * factor)

    def _show_zoom(self) -> None:
        if self._picture is not None:
            words = tr("fitted") if self._picture.is_fitted else f"{self._picture.magnification:.0%}"
            self.percent.setText(words)
