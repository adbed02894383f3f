"""What the stored content takes and why it is kept, and one button that lets go of what nothing needs."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from desktop.core.cards import parse_card
from desktop.core.changes import Progress
from desktop.core.errors import InvalidCard
from desktop.core.keeping import Kind, Verdict
from desktop.text import mark, size, tr, trn
from desktop.text.keeping import KINDS, why
from desktop.ui.jobs import Job, JobRunner
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import (
    Badge,
    Button,
    Card,
    CheckBox,
    ElidedLabel,
    Label,
    Rule,
    clear,
    column,
    row,
)
from desktop.ui.widgets.states import Banner, show_progress

if TYPE_CHECKING:
    from desktop.services.settings import SettingsService
    from desktop.services.storage import Cleaned, StorageOverview, StorageService, StoredVersion

_SHOWN_AT_ONCE = 200
_VERDICTS = {
    Verdict.KEEP: (mark("Kept"), "neutral"),
    Verdict.ASK: (mark("You decide"), "warning"),
    Verdict.FREE: (mark("May go"), "accent"),
}


class StorageCard(Card):
    """A line for each thing; what the rules ask about has a box, off at first."""

    cleaned = Signal()

    def __init__(self, jobs: JobRunner, storage: "StorageService", settings: "SettingsService") -> None:
        super().__init__()
        self._jobs, self._storage, self._settings = jobs, storage, settings
        self._job: Job | None = None
        self._overview: StorageOverview | None = None
        self._asked: set[tuple[bytes, Kind]] = set()
        self.clean = Button(tr("Nothing to free"), icon="trash-2", name="storage-clean", clicked=self._clean)
        self.cancel = Button(tr("Cancel"), name="storage-cancel", clicked=self._cancel)
        self.words = Label("", "muted", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress of the clean-up"))
        self.said = Banner("success")
        self.said.hide()
        self.tidy = CheckBox(tr("Let go by itself, at each start, what may go"))
        self.tidy.setObjectName("storage-tidy")
        self.tidy.setAccessibleName(self.tidy.text())
        self.tidy.setChecked(settings.get().tidy_content)
        self.tidy.clicked.connect(lambda on: self._save(on=on))
        self.lines = QVBoxLayout()
        self.lines.setSpacing(GRID + 4)
        head = row(Label(tr("Storage"), "h3"), self.cancel, self.clean)
        head.setStretch(0, 1)
        self.column.addLayout(head)
        self.column.addWidget(self.words)
        self.column.addWidget(self.bar)
        self.column.addWidget(self.said)
        self.column.addWidget(self.tidy)
        self.rule = Rule()
        self.column.addWidget(self.rule)
        self.column.addLayout(self.lines)
        self._show_running()

    def show_overview(self, overview: "StorageOverview") -> None:
        """What lies there, largest first, what may go before what is kept."""
        self._overview = overview
        self._asked &= {line.key for line in overview.lines if line.judged.verdict is Verdict.ASK}
        self.words.setText(
            tr(
                "{used} for models, {free} free on this disk.",
                used=size(overview.bytes_of()),
                free=size(overview.disk_free_bytes),
            )
            if overview.lines
            else tr(
                "Nothing is stored yet. {free} are free on this disk.", free=size(overview.disk_free_bytes)
            )
        )
        self.rule.setVisible(bool(overview.lines))
        clear(self.lines)
        order = (Verdict.FREE, Verdict.ASK, Verdict.KEEP)
        for line in sorted(overview.lines, key=lambda line: order.index(line.judged.verdict))[
            :_SHOWN_AT_ONCE
        ]:
            self.lines.addLayout(self._line(line))
        self._show_going()

    def _line(self, line: "StoredVersion") -> QVBoxLayout:
        judged, words = line.judged, _VERDICTS[line.judged.verdict]
        name = ElidedLabel(name_of(line), "strong")
        name.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        amount = Label(size(judged.stored.bytes), "muted")
        badge = QWidget()  # of one width, so that the sizes stand below each other
        badge.setMinimumWidth(12 * GRID)
        beside = QHBoxLayout(badge)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(Badge(tr(words[0]), words[1]), 0, Qt.AlignmentFlag.AlignRight)
        head = row(name, Label(tr(KINDS[judged.stored.kind]), "muted"), 1, amount, badge, spacing=2 * GRID)
        block = column(spacing=4)
        block.addLayout(head)
        block.addWidget(Label(why(judged), "small", wrap=True))
        if judged.verdict is Verdict.ASK:
            box = CheckBox(tr("Let it go too"))
            box.setObjectName(f"storage-ask-{judged.stored.identity.hex()[:8]}")
            box.setAccessibleName(tr("Let “{name}” go too", name=name_of(line)))
            box.setChecked(line.key in self._asked)
            box.toggled.connect(lambda on, key=line.key: self._ask(key, on=on))
            block.addWidget(box)
        return block

    def _ask(self, key: tuple[bytes, Kind], *, on: bool) -> None:
        if on:
            self._asked.add(key)
        else:
            self._asked.discard(key)
        self._show_going()

    def _going(self) -> int:
        if self._overview is None:
            return 0
        return sum(
            line.judged.stored.bytes
            for line in self._overview.lines
            if line.judged.verdict is Verdict.FREE or line.key in self._asked
        )

    def _show_going(self) -> None:
        going = self._going()
        self.clean.set_text(tr("Free {size}", size=size(going)) if going else tr("Nothing to free"))
        self.clean.setEnabled(bool(going) and self._job is None)

    def _clean(self) -> None:
        asked = frozenset(self._asked)
        self.said.hide()
        self._job = self._jobs.start(
            lambda job: self._storage.clean(asked, job.cancel, job.report),
            title=tr("Freeing space"),
            owner=self,
            done=self._done,
            failed=self._failed,
            progressed=self._progressed,
        )
        self._show_running()

    def _progressed(self, progress: Progress) -> None:
        show_progress(self.bar, progress)

    def _done(self, cleaned: "Cleaned") -> None:
        self._job = None
        self._asked.clear()
        kept = trn(
            "{n} thing is needed after all and was kept.",
            "{n} things are needed after all and were kept.",
            cleaned.kept,
        )
        self.said.say(
            "success",
            tr("{size} are free again", size=size(cleaned.freed_bytes)),
            kept if cleaned.kept else "",
        )
        self.said.show()
        self._show_running()
        self.cleaned.emit()

    def _failed(self, error: BaseException) -> None:
        self._job = None
        self.said.show_error(error)
        self._show_running()
        self.cleaned.emit()

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._show_running()
        self.cleaned.emit()

    def _show_running(self) -> None:
        is_running = self._job is not None
        self.bar.setVisible(is_running)
        self.cancel.setVisible(is_running)
        self._show_going()

    def _save(self, *, on: bool) -> None:
        self._jobs.start(lambda _job: self._settings.change(tidy_content=on), lane="db", owner=self)


def name_of(line: "StoredVersion") -> str:
    """The name on its card, a stranger's plain text; else the first characters of its identity."""
    try:
        card = parse_card(line.card) if line.card is not None else None
    except InvalidCard:
        card = None
    if card is None:
        return line.judged.stored.identity.hex()[:16]
    return tr("{name} {version}", name=card.name, version=card.version)
