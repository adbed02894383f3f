"""Search a folder: passages of the person's own texts by what they mean, found with an embedding model they own."""

import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLineEdit, QProgressBar, QVBoxLayout, QWidget

from desktop.core.changes import Progress
from desktop.services.folder_search import OwnedEmbedder, can_search
from desktop.text import describe, duration, tr, trn
from desktop.ui.dialogs import choose_folder
from desktop.ui.jobs import Job
from desktop.ui.page import Page, PageHead, PageTools, Route, page_column
from desktop.ui.phrases import ago
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Card, ElidedLabel, Label, Scroll, clear, column, plain_tip, row
from desktop.ui.widgets.drops import FileDrops
from desktop.ui.widgets.found_passage import FoundPassage, left_out_words
from desktop.ui.widgets.run_tabs import RunTabs
from desktop.ui.widgets.states import Banner, StateView, show_progress

if TYPE_CHECKING:
    from desktop.services.folder_search import FolderSearch, Found, IndexReport, Standing
    from desktop.services.running import RunningService
    from desktop.services.settings import SettingsService
    from desktop.services.shelf import Hold, ModelShelf

_MOST = 10


class SearchPage(Page):
    """One model, one folder. Bringing it up to date reads what is new; a question needs no reading."""

    def __init__(
        self,
        tools: PageTools,
        shelf: "ModelShelf",
        running: "RunningService",
        settings: "SettingsService",
        search: "FolderSearch",
    ) -> None:
        super().__init__(tools)
        self._shelf, self._running, self._settings, self._search = shelf, running, settings, search
        self._id = ""
        self._hold: Hold | None = None
        self._model: OwnedEmbedder | None = None
        self.folder: Path | None = None
        self._job: Job | None = None
        self._started = 0.0
        self.back = Button(
            tr("Library"), "link", icon="arrow-left", name="search-back",
            clicked=lambda: tools.navigate(Route("library")),
        )  # fmt: skip
        self.head = PageHead(tr("Search a folder"), " ")
        self.tabs = RunTabs(tools.navigate, "search")
        self.states = StateView(self._full(), empty_icon="scan-search")
        self.drops = FileDrops(self, tr("Search this folder"))
        self.drops.dropped.connect(self._dropped)
        page_column(self, row(self.back, 1), self.head, self.tabs, self.states).setStretch(3, 1)

    def _full(self) -> QWidget:
        full = QWidget()
        lines = column(full, spacing=2 * GRID)
        lines.addWidget(self._folder_card())
        self.question = QLineEdit()
        self.question.setObjectName("search-question")
        self.question.setPlaceholderText(tr("Ask in your own words"))
        self.question.setAccessibleName(tr("What to look for"))
        self.question.returnPressed.connect(self.ask)
        self.go = Button(tr("Search"), "primary", icon="search", name="search-ask", clicked=self.ask)
        line = row(self.question, self.go, spacing=GRID)
        line.setStretch(0, 1)
        lines.addLayout(line)
        self.fault = Banner("danger")
        self.fault.hide()
        lines.addWidget(self.fault)
        self.results = QVBoxLayout()
        self.results.setSpacing(2 * GRID)
        inner = QWidget()
        inner.setLayout(self.results)
        self.results.setContentsMargins(0, 0, GRID, 0)
        lines.addWidget(Scroll(inner, width=4096), 1)
        return full

    def _folder_card(self) -> Card:
        card = Card(padding=2 * GRID, spacing=GRID)
        self.name = ElidedLabel("", "strong")
        self.choose = Button(
            tr("Choose a folder"), icon="folder-open", name="search-choose", clicked=self._choose
        )
        self.refresh_button = Button(tr("Bring up to date"), icon="refresh-cw", name="search-update", clicked=self.update_index)  # fmt: skip
        self.forget = Button(tr("Forget"), "ghost", icon="trash-2", name="search-forget", tip=tr("Take away what was kept of this folder; your files stay"), clicked=self._forget)  # fmt: skip
        self.stop = Button(tr("Stop"), name="search-stop", clicked=self._stop)
        self.stop.hide()
        self.standing = Label("", "small", wrap=True)
        self.standing.setObjectName("search-standing")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.hide()
        card.column.addLayout(row(self.name, self.forget, self.choose, self.refresh_button, self.stop))
        card.column.addWidget(self.bar)
        card.column.addWidget(self.standing)
        return card

    def enter(self, arg: str) -> None:
        if arg and (arg != self._id or self._hold is None):
            self._id = arg
            self.tabs.show_model(arg)
            self.tabs.offer("search")
            self._open()
        else:
            self.refresh()

    def first_focus(self) -> QWidget:
        return self.question

    def _open(self) -> None:
        if self._hold is not None:
            self._hold.release()
            self._hold, self._model = None, None
        wanted, device = self._id, self._settings.get().device
        self.states.show_busy(tr("Unsealing the model into memory"))
        self.jobs.start(
            lambda _job: self._shelf.hold(wanted, device),
            lane="cpu",
            title=tr("Opening a model"),
            owner=self,
            done=lambda hold: self._opened(wanted, hold),
            failed=self._open_failed,
        )

    def _open_failed(self, error: BaseException) -> None:
        if type(error).__name__ == "WalletLocked":
            words = describe(error)
            self.states.show_empty(
                words.title,
                words.body,
                action=tr("Unlock"),
                then=lambda: self.tools.navigate(Route("unlock", f"search/{self._id}")),
            )
        else:
            self.states.show_error(error, self._open)

    def _opened(self, wanted: str, hold: "Hold") -> None:
        if wanted != self._id or self._hold is not None:
            hold.release()
            return
        self._hold = hold
        model = hold.model
        self.head.title.setText(model.card.name if model.card else model.manifest.name)
        self.head.subtitle.setText(tr("Find passages in your own texts by what they mean."))
        self.head.subtitle.show()
        if not can_search(model.spec):
            self.states.show_empty(
                tr("This model cannot search"),
                tr("Searching needs a model that gives embeddings of texts."),
                action=tr("Run it instead"),
                then=lambda: self.tools.navigate(Route("run", wanted)),
            )
            return
        self._model = OwnedEmbedder(hold, self._running.identity(wanted))
        self._show_folder()

    def _show_folder(self) -> None:
        if self.folder is None:
            self.states.show_empty(
                tr("Which folder?"),
                tr(
                    "Choose or drop a folder with texts: .txt, .md, .csv and .html. They are read here and never leave this "
                    "computer; of what is in them only directions of meaning are kept, no word."
                ),
                action=tr("Choose a folder"),
                then=self._choose,
            )
            return
        self.states.show_full()
        self.name.setText(str(self.folder))
        self.reload()

    @property
    def is_open(self) -> bool:
        """Whether a model is loaded that can search."""
        return self._model is not None

    def set_folder(self, folder: Path) -> None:
        """Search this folder."""
        if self._job is not None:
            return
        self.folder = folder
        clear(self.results)
        self.fault.hide()
        self._show_folder()

    def _choose(self) -> None:
        folder = choose_folder(self, tr("Choose a folder"))
        if folder is not None:
            self.set_folder(folder)

    def _dropped(self, paths: list[Path]) -> None:
        folders = [path for path in paths if path.is_dir()]
        if folders and self._model is not None:
            self.set_folder(folders[0])

    def reload(self) -> None:
        model, folder = self._model, self.folder
        if model is None or folder is None:
            return
        self.jobs.start(
            lambda _job: self._search.standing(model.identity, folder),
            lane="net",
            owner=self,
            done=self._show_standing,
            failed=self.fault.show_error,
        )

    def _show_standing(self, standing: "Standing") -> None:
        is_read = bool(standing.passages)
        self.question.setEnabled(is_read)
        self.go.setEnabled(is_read)
        self.forget.setVisible(is_read and self._job is None)
        self.refresh_button.set_kind("secondary" if is_read else "primary")
        self.refresh_button.set_text(tr("Bring up to date") if is_read else tr("Read this folder"))
        self.standing.setText(standing_words(standing, time.time()))
        details = [f"{name}: {left_out_words(reason)}" for name, reason in standing.left_out[:50]]
        details += [tr("{name}: read as {encoding}, a guess", name=n, encoding=e) for n, e in standing.guessed[:50]]  # fmt: skip
        self.standing.setToolTip(plain_tip("\n".join(details)))

    def update_index(self) -> None:
        """Read what is new or changed."""
        model, folder = self._model, self.folder
        if model is None or folder is None or self._job is not None:
            return
        self.fault.hide()
        self._started = time.monotonic()
        self._job = self.jobs.start(
            lambda job: self._search.update(model, folder, job.cancel, job.report),
            lane="net",
            title=tr("Reading a folder"),
            owner=self,
            done=self._updated,
            failed=self._update_failed,
            progressed=self._progressed,
        )
        self._show_working(is_working=True)

    def _show_working(self, *, is_working: bool) -> None:
        self.bar.setVisible(is_working)
        self.bar.setRange(0, 0)
        self.stop.setVisible(is_working)
        for button in (self.choose, self.refresh_button, self.forget):
            button.setVisible(not is_working)

    def _progressed(self, progress: Progress) -> None:
        if self._job is None:
            return
        show_progress(self.bar, progress)
        passed = time.monotonic() - self._started
        share = progress.done / max(progress.total, 1)
        if passed > 2 and 0.02 < share < 1:
            left = duration(passed / share * (1 - share))
            self.standing.setText(tr("Reading {name}, about {time} left", name=progress.key, time=left))
        else:
            self.standing.setText(tr("Reading {name}", name=progress.key))

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
            self._show_working(is_working=False)
            self.reload()

    def _updated(self, report: "IndexReport") -> None:
        self._job = None
        self._show_working(is_working=False)
        self._show_standing(report.standing)
        self.question.setFocus()

    def _update_failed(self, error: BaseException) -> None:
        self._job = None
        self._show_working(is_working=False)
        self.fault.show_error(error)
        self.reload()

    def _forget(self) -> None:
        model, folder = self._model, self.folder
        if model is None or folder is None:
            return
        clear(self.results)
        self.jobs.start(
            lambda _job: self._search.forget(model.identity, folder),
            lane="net",
            owner=self,
            done=lambda _none: self.reload(),
        )

    def ask(self) -> None:
        """Search for what stands in the field."""
        model, folder, question = self._model, self.folder, self.question.text().strip()
        if model is None or folder is None or not question:
            return
        self.go.setEnabled(False)
        self.fault.hide()
        self.jobs.start(
            lambda job: self._search.search(model, folder, question, _MOST, job.cancel),
            lane="net",
            owner=self,
            done=lambda found: self._show_found(folder, found),
            failed=self._ask_failed,
        )

    def _ask_failed(self, error: BaseException) -> None:
        self.go.setEnabled(True)
        self.fault.show_error(error)

    def _show_found(self, folder: Path, found: "list[Found]") -> None:
        self.go.setEnabled(True)
        clear(self.results)
        for hit in found:
            passage = FoundPassage(hit)
            passage.opened.connect(lambda name: _open_file(folder / name))
            self.results.addWidget(passage)
        self.results.addStretch(1)


def standing_words(standing: "Standing", now: float) -> str:
    """How far an index is, in one line."""
    if not standing.passages and not standing.left_out:
        return tr("Not read yet. Reading takes a while the first time; later only what changed is read.")
    parts = [
        tr(
            "{passages} of {files}",
            passages=trn("{n} passage", "{n} passages", standing.passages),
            files=trn("{n} file", "{n} files", standing.files),
        )
    ]
    if standing.updated_at:
        parts.append(tr("read {time}", time=ago(now - standing.updated_at)))
    else:
        parts.append(tr("not read to the end"))
    if standing.left_out:
        parts.append(trn("{n} file left out", "{n} files left out", len(standing.left_out)))
    if standing.guessed:
        parts.append(
            trn(
                "the encoding of {n} file guessed", "the encoding of {n} files guessed", len(standing.guessed)
            )
        )
    return " · ".join(parts)


def _open_file(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
