"""What a new batch is about to do: on which data, with which columns, true labels and settings."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.core.items import PAIR, Amount, DataChoice
from desktop.core.packages import InputSpec, Spec
from desktop.text import tr
from desktop.ui.batch_words import amount_words, source_name
from desktop.ui.dialogs import choose_file
from desktop.ui.pages.run_form import field, param_value, param_widget, title_of
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Card, Choice, ElidedLabel, Icon, Label, Scroll, column, row
from desktop.ui.widgets.states import Banner

if TYPE_CHECKING:
    from desktop.core.packages import Param

_ICONS = {"folder": "folder-open", "files": "file-text", "csv": "table-2"}
_CHOOSE = "\0choose"


class BatchSetup(QWidget):
    """``begun`` carries the choice and the settings; ``dropped`` that the person thought better of it."""

    begun = Signal(object, object)
    dropped = Signal()

    def __init__(self, spec: Spec, choice: DataChoice, amount: Amount, columns: tuple[str, ...]) -> None:
        super().__init__()
        self._choice = choice
        self._columns: list[tuple[str, Choice]] = []
        self._params: list[tuple[Param, QWidget]] = []
        card = Card(spacing=2 * GRID)
        card.column.addWidget(Label(tr("New batch"), "h3"))
        card.column.addWidget(_source(choice, amount))
        form = QWidget()
        lines = column(form, spacing=2 * GRID)
        lines.setContentsMargins(0, 0, GRID, 0)
        for port in spec.inputs if choice.kind == "csv" else []:
            for key, title in _columns_of(port):
                self._columns.append((key, _column_choice(title, columns, dict(choice.columns).get(key, ""))))
                lines.addLayout(field(title, self._columns[-1][1]))
        self.labels = self._label_choice(columns)
        lines.addLayout(
            field(
                tr("True labels"),
                self.labels,
                tr("Where the right answers stand, if you have them. The model does not see them."),
            )
        )
        for param in spec.params:
            widget = param_widget(param)
            self._params.append((param, widget))
            lines.addLayout(field(title_of(param.name), widget, param.help or ""))
        lines.addStretch(1)
        card.column.addWidget(Scroll(form), 1)
        self.fault = Banner("danger")
        self.fault.hide()
        card.column.addWidget(self.fault)
        self.begin = Button(
            tr("Start the batch"), "primary", icon="play", name="batch-begin", clicked=self._begin
        )
        cancel = Button(tr("Cancel"), name="batch-cancel", clicked=self.dropped.emit)
        card.column.addLayout(row(self.begin, cancel, 1))
        outer = column(self)
        card.setMaximumWidth(90 * GRID)
        outer.addWidget(card)

    def choice(self) -> DataChoice:
        """The data as the person wants it read."""
        kind, _, at = str(self.labels.currentData()).partition(":")
        named = tuple((key, str(box.currentData())) for key, box in self._columns)
        labels: dict[str, object] = {"labels": kind, "label_at": at}
        return replace(self._choice, columns=named or self._choice.columns, **labels)  # type: ignore[arg-type]

    def _begin(self) -> None:
        self.begin.setEnabled(False)
        self.begun.emit(self.choice(), {param.name: param_value(param, w) for param, w in self._params})

    def refuse(self, error: BaseException) -> None:
        """Say why it cannot begin like this."""
        self.fault.show_error(error)
        self.begin.setEnabled(True)

    def _label_choice(self, columns: tuple[str, ...]) -> Choice:
        box = Choice(tr("True labels"), "batch-labels")
        box.addItem(tr("None"), "none:")
        if self._choice.kind == "csv":
            for name in columns:
                box.addItem(tr("Column {name}", name=name), f"column:{name}")
        else:
            box.addItem(tr("Names of the sub-folders"), "folders:")
            if self._choice.label_at:
                name = Path(self._choice.label_at).name
                box.addItem(tr("From the file {name}", name=name), f"file:{self._choice.label_at}")
            box.addItem(tr("From a CSV file…"), _CHOOSE)
            box.activated.connect(self._choose_labels)
        wanted = f"{self._choice.labels}:{self._choice.label_at}"
        box.setCurrentIndex(max(box.findData(wanted), 0))
        return box

    def _choose_labels(self, _index: int) -> None:
        if self.labels.currentData() != _CHOOSE:
            return
        path = choose_file(self, tr("A CSV with the columns file and label"), "CSV (*.csv *.tsv)")
        if path is None:
            self.labels.setCurrentIndex(0)
            return
        at = self.labels.count() - 1
        self.labels.insertItem(at, tr("From the file {name}", name=path.name), f"file:{path}")
        self.labels.setCurrentIndex(at)


def _source(choice: DataChoice, amount: Amount) -> QWidget:
    holder = QWidget()
    words = column(spacing=2)
    words.addWidget(ElidedLabel(source_name(choice), "strong"))
    words.addWidget(ElidedLabel(choice.path, "small"))
    line = row(Icon(_ICONS[choice.kind], "accent_text", 24), words, spacing=2 * GRID)
    line.setStretch(1, 1)
    line.addWidget(Label(amount_words(amount), "strong"), 0, Qt.AlignmentFlag.AlignVCenter)
    holder.setLayout(line)
    return holder


def _columns_of(port: InputSpec) -> list[tuple[str, str]]:
    """The inputs that come from one column each: key and title."""
    if port.source is not None or port.kind in ("table", "series", "tensor"):
        return []
    title = port.title or tr("Column to run on")
    return [(port.name, title), *([(port.name + PAIR, port.pair)] if port.pair is not None else [])]


def _column_choice(title: str, columns: tuple[str, ...], chosen: str) -> Choice:
    box = Choice(title, "batch-column")
    for name in columns:
        box.addItem(name, name)
    box.setCurrentIndex(max(box.findData(chosen), 0))
    return box
