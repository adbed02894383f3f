"""Two block lists, or two versions of one, side by side."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.core.list_diff import ListDiff
from desktop.services.block_lists import KeptList, ListVersion
from desktop.text import tr, trn
from desktop.ui.dialogs import Dialog
from desktop.ui.jobs import JobRunner
from desktop.ui.list_words import diff_words, list_name
from desktop.ui.pages.list_dialogs import diff_view
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Choice, Label, Scroll, clear, row
from desktop.ui.widgets.states import Banner

if TYPE_CHECKING:
    from desktop.services.block_lists import BlockListService

Versions = Sequence[tuple[KeptList, Sequence[ListVersion]]]


class CompareListsDialog(Dialog):
    """Choose two; what the second adds, leaves out and says otherwise."""

    def __init__(
        self, parent: QWidget, jobs: JobRunner, lists: "BlockListService", versions: Versions
    ) -> None:
        super().__init__(parent, tr("Compare lists"))
        self.setObjectName("compare-lists")
        self.resize(96 * GRID, 80 * GRID)
        self._jobs, self._lists = jobs, lists
        self._asked = 0
        self.before = self._choice(tr("First list"), "compare-before", versions)
        self.after = self._choice(tr("Second list"), "compare-after", versions)
        self.after.setCurrentIndex(min(1, self.after.count() - 1))
        self.summary = Label("", "strong")
        self.overlap = Label("", "muted", wrap=True)
        self.fault = Banner("danger")
        self.fault.hide()
        choices = row(self.before, Label("→", "muted"), self.after)
        choices.setStretch(0, 1)
        choices.setStretch(2, 1)
        self.lines.addLayout(choices)
        for widget in (self.summary, self.overlap, self.fault):
            self.lines.addWidget(widget)
        holder = QWidget()
        self._place = QVBoxLayout(holder)
        self._place.setContentsMargins(0, 0, 0, 0)
        self.lines.addWidget(Scroll(holder), 1)
        self.lines.addLayout(row(1, Button(tr("Close"), name="compare-close", clicked=self.accept)))
        for choice in (self.before, self.after):
            choice.activated.connect(lambda _index: self._compare())
        self._compare()

    @classmethod
    def ask(
        cls, parent: QWidget, jobs: JobRunner, lists: "BlockListService", versions: Versions
    ) -> "CompareListsDialog":
        """Open it."""
        dialog = cls(parent, jobs, lists, versions)
        dialog.open()
        return dialog

    @staticmethod
    def _choice(label: str, name: str, versions: Versions) -> Choice:
        choice = Choice(label, name)
        for kept, others in versions:
            title = list_name(kept.name, is_own=kept.is_own)
            choice.addItem(title, (kept.id, 0))
            for one in others:
                if one.version != kept.version or kept.is_own:
                    words = tr("{list}, version {version}", list=title, version=one.version)
                    choice.addItem(words, (kept.id, one.version))
        return choice

    def _compare(self) -> None:
        self._asked += 1
        asked = self._asked
        before, after = self.before.currentData(), self.after.currentData()
        self._jobs.start(
            lambda _job: self._lists.compare(tuple(before), tuple(after)),
            lane="db",
            owner=self,
            done=lambda diff: self._show(diff) if asked == self._asked else None,
            failed=self.fault.show_error,
        )

    def _show(self, diff: ListDiff) -> None:
        self.fault.hide()
        self.summary.setText(diff_words(diff))
        both = trn("Both name {n} thing", "Both name {n} things", diff.overlap)
        same = trn("{n} with the same words", "{n} with the same words", diff.same)
        self.overlap.setText(f"{both}  ·  {same}")
        clear(self._place)
        self._place.addWidget(diff_view(diff))
