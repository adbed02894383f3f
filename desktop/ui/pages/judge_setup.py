"""Before a model is judged: which data, where its labels stand, and what they mean in the model's words."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.core.label_names import Hint, LabelMatch
from desktop.text import mark, tr, trn
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import (
    Badge,
    Button,
    Card,
    Choice,
    ElidedLabel,
    Label,
    Scroll,
    clear,
    column,
    row,
)
from desktop.ui.widgets.states import Banner

if TYPE_CHECKING:
    from desktop.services.judging.service import Prepared

_HINTS: dict[Hint, tuple[str, str]] = {
    "same": (mark("the same"), "success"),
    "spelling": (mark("written otherwise"), "success"),
    "synonym": (mark("means the same"), "accent"),
    "beginning": (mark("begins so"), "accent"),
    "number": (mark("by its number"), "warning"),
    "person": (mark("you said so"), "accent"),
    "": (mark("no class of the model"), "danger"),
}
_NO_LABELS = mark(
    "A model is judged by items whose answer you know: a folder with one sub-folder for each class, a file with the columns file and label, or a CSV file with a column of labels."
)
_WITHOUT_LABELS = mark(
    "The models are compared by how far they agree, how fast they are, and what memory and money they take. Only labels tell which one is right."
)
_MOST_LINES = 200


class JudgeSetup(QWidget):
    """Shows what was found in the data; ``started`` carries the ``Prepared`` to be judged, ``changed`` another choice."""

    started = Signal(object)
    changed = Signal(object)

    def __init__(self, *, needs_labels: bool = True) -> None:
        super().__init__()
        self._needs_labels = needs_labels
        self.prepared: Prepared | None = None
        self.name = ElidedLabel("", "h3")
        self.amount = Label("", "small")
        self.where = Choice(tr("Where the labels stand"), "judge-labels")
        self.where.activated.connect(self._choose_labels)
        self.start = Button(tr("Judge"), "primary", icon="scale", name="judge-start", clicked=self._start)
        self.note = Banner("warning")
        self.note.hide()
        self._rows = QWidget()
        self._grid = QGridLayout(self._rows)
        self._grid.setContentsMargins(0, 0, 2 * GRID, 0)
        self._grid.setHorizontalSpacing(3 * GRID)
        self._grid.setVerticalSpacing(GRID)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(2, 3)
        self._scroll = Scroll(self._rows)
        card = Card(spacing=2 * GRID)
        words = column(spacing=2)
        words.addWidget(self.name)
        words.addWidget(self.amount)
        head = row(words, Label(tr("Labels from"), "small"), self.where, spacing=2 * GRID)
        head.setStretch(0, 1)
        card.column.addLayout(head)
        card.column.addWidget(self.note)
        self.title = Label(tr("What your labels mean"), "h3")
        card.column.addWidget(self.title)
        card.column.addWidget(self._scroll, 1)
        self._gap = QWidget()  # keeps the note small where there are no labels to match
        card.column.addWidget(self._gap, 1)
        card.column.addLayout(row(1, self.start))
        lines = column(self)
        lines.addWidget(card, 1)

    def show_prepared(self, prepared: "Prepared", name: str, columns: Sequence[str]) -> None:
        """Show own data that was looked at; ``columns`` are those of a table that may hold the labels."""
        self.prepared = prepared
        self.name.setText(name)
        amount = prepared.amount
        count = trn("{n} item", "{n} items", amount.count)
        self.amount.setText(count if amount.is_exact else tr("about {amount}", amount=count))
        self._offer_labels(columns)
        self._show_matches()

    def _offer_labels(self, columns: Sequence[str]) -> None:
        assert self.prepared is not None  # noqa: S101
        choice = self.prepared.choice
        self.where.clear()
        if self.prepared.kind == "forecast":
            self.where.addItem(tr("what came next"), ("none", ""))
        elif choice.kind == "csv":
            for column_name in columns:
                self.where.addItem(tr("column {name}", name=column_name[:60]), ("column", column_name))
        else:
            if self.prepared.kind not in {"boxes", "areas"}:
                self.where.addItem(tr("names of the sub-folders"), ("folders", ""))
            if choice.labels == "file":
                self.where.addItem(tr("a labels file"), ("file", choice.label_at))
        if self.prepared.kind != "forecast":
            self.where.addItem(tr("none"), ("none", ""))
        at = next(
            (
                i
                for i in range(self.where.count())
                if self.where.itemData(i) == (choice.labels, choice.label_at)
            ),
            self.where.count() - 1,
        )
        self.where.setCurrentIndex(at)

    def _choose_labels(self) -> None:
        if self.prepared is None:
            return
        labels, at = self.where.currentData()
        choice = replace(self.prepared.choice, labels=labels, label_at=at)
        if choice != self.prepared.choice:
            self.changed.emit(choice)

    def _show_matches(self) -> None:
        prepared = self.prepared
        assert prepared is not None  # noqa: S101
        clear(self._grid)
        self.title.setVisible(bool(prepared.matches))
        self._scroll.setVisible(bool(prepared.matches))
        self._gap.setVisible(not prepared.matches)
        for line, match in enumerate(prepared.matches[:_MOST_LINES]):
            self._add(line, match)
        self._grid.setRowStretch(_MOST_LINES, 1)
        self._show_count()

    def _add(self, line: int, match: LabelMatch) -> None:
        ours = Choice(tr("What “{label}” means", label=match.theirs[:60]), f"judge-label-{line}")
        ours.addItem(tr("none of them"), "")
        for label in self.prepared.classes if self.prepared is not None else ():
            ours.addItem(label[:80], label)
        ours.setCurrentIndex(max(ours.findData(match.ours), 0))
        ours.activated.connect(lambda _=0, choice=ours: self._rename(match.theirs, str(choice.currentData())))
        words, tone = _HINTS[match.hint if match.ours else ""]
        hint = Badge(tr(words), tone)
        self._grid.addWidget(ElidedLabel(match.theirs, "strong"), line, 0)
        self._grid.addWidget(
            Label(trn("{n} item", "{n} items", match.items), "small"), line, 1, Qt.AlignmentFlag.AlignRight
        )
        self._grid.addWidget(ours, line, 2)
        self._grid.addWidget(hint, line, 3)

    def _rename(self, theirs: str, ours: str) -> None:
        if self.prepared is not None:
            self.prepared = self.prepared.renamed(theirs, ours)
            self._show_matches()

    def _show_count(self) -> None:
        prepared = self.prepared
        assert prepared is not None  # noqa: S101
        unknown = sum(match.items for match in prepared.matches if not match.ours)
        self.start.setEnabled(prepared.is_ready or not self._needs_labels)
        if not prepared.labelled:
            body = _NO_LABELS if self._needs_labels else _WITHOUT_LABELS
            self.note.say(
                "warning" if self._needs_labels else "info", tr("These items have no labels"), tr(body)
            )
        elif unknown:
            words = trn(
                "{n} item has a label that is no class of the model. It will be counted and left out.",
                "{n} items have labels that are no classes of the model. They will be counted and left out.",
                unknown,
            )
            self.note.say("warning", words)
        self.note.setVisible(not prepared.labelled or bool(unknown))
        judged = (
            prepared.amount.count
            if prepared.kind in {"boxes", "areas"}
            else max(prepared.labelled - unknown, 0)
        )
        if self._needs_labels:
            self.start.set_text(
                trn("Judge by {n} item", "Judge by {n} items", judged) if judged else tr("Judge")
            )
        else:
            self.start.set_text(tr("Compare"))

    def _start(self) -> None:
        if self.prepared is not None and (self.prepared.is_ready or not self._needs_labels):
            self.started.emit(self.prepared)
