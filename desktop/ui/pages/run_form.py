"""The form of a run: sample, inputs and parameters, as the package's spec says."""

from PySide6.QtCore import QLocale, Signal
from PySide6.QtGui import QDoubleValidator, QIntValidator, QValidator
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from desktop.core.packages import Param, Spec
from desktop.core.runs import Picture, RunInput
from desktop.text import mark, tr
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import CheckBox, Choice, Label, column
from desktop.ui.widgets.input_editor import InputEditor
from desktop.ui.widgets.inputs import TextEditor, editor_for

_MOST = 2**31 - 1
_KINDS = {
    "image": mark("Picture"),
    "audio": mark("Sound"),
    "text": mark("Text"),
    "table": mark("Table"),
    "series": mark("Series"),
    "tensor": mark("Numbers"),
}


class RunForm(QWidget):
    """Knows which sample is shown, and gives the run's inputs and parameters."""

    sample_chosen = Signal(str)

    def __init__(self, spec: Spec, samples: tuple[str, ...]) -> None:
        super().__init__()
        lines = column(self, spacing=2 * GRID)
        self.sample = Choice(tr("Sample"), "run-sample")
        for name in samples:
            self.sample.addItem(name.removeprefix("samples/"), name)
        self.sample.addItem(tr("My own input"), "")
        self.sample.activated.connect(self._choose)
        if samples:
            lines.addLayout(field(tr("Start from"), self.sample))
        self.editors: list[InputEditor] = []
        for entry in spec.inputs:
            if entry.source is not None:  # made of another input's value
                continue
            editor = editor_for(entry)
            editor.changed.connect(self._edited)
            self.editors.append(editor)
            lines.addLayout(field(entry.title or tr(_KINDS[entry.kind]), editor, entry.help or ""), 1)
        self._params: list[tuple[Param, QWidget]] = []
        for param in spec.params:
            widget = param_widget(param)
            self._params.append((param, widget))
            lines.addLayout(field(title_of(param.name), widget, param.help or ""))
        lines.addStretch(0)

    def show_sample(self, name: str, preview: Picture | str) -> None:
        """Fill the first input with a sample of the package."""
        self.sample.setCurrentIndex(max(self.sample.findData(name), 0))
        if self.editors:
            self.editors[0].show_sample(name, preview)

    def inputs(self) -> dict[str, RunInput] | None:
        """Input name to value; None while one is missing."""
        values: dict[str, RunInput] = {}
        for editor in self.editors:
            value = editor.value()
            if value is None:
                return None
            values[editor.spec.name] = value
        return values

    def text(self) -> str:
        """The text that an answer about a text points into; empty where the model reads none."""
        return next((e.edit.toPlainText() for e in self.editors if type(e) is TextEditor), "")

    def params(self) -> dict[str, object]:
        """Parameter name to value."""
        return {param.name: param_value(param, widget) for param, widget in self._params}

    def _choose(self, _index: int) -> None:
        if name := self.sample.currentData():
            self.sample_chosen.emit(name)

    def _edited(self) -> None:
        self.sample.setCurrentIndex(self.sample.findData(""))


def title_of(name: str) -> str:
    """A name out of a spec as people write a heading: ``max_new_tokens`` is “Max new tokens”."""
    words = name.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def field(name: str, widget: QWidget, help_text: str = "") -> QVBoxLayout:
    """A control below its name, with a word of help between them."""
    lines = column(spacing=4)
    label = Label(name, "strong")
    label.setBuddy(widget)
    lines.addWidget(label)
    if help_text:
        lines.addWidget(Label(help_text, "small", wrap=True))
    lines.addWidget(widget, 1)
    return lines


def param_widget(param: Param) -> QWidget:
    """A control for one parameter; these are settings of a model, never amounts of money."""
    low, high = param.min, param.max
    match param.type:
        case "choice":
            choice = Choice(title_of(param.name))
            for value in param.choices or []:
                choice.addItem(value, value)
            choice.setCurrentIndex(max(choice.findData(param.default), 0))
            return choice
        case "boolean":
            box = CheckBox(tr("on"))
            box.setChecked(bool(param.default))
            box.setAccessibleName(title_of(param.name))
            return box
        case "integer":
            return _number_edit(param, QIntValidator(int(low or -_MOST), int(high or _MOST)))
        case "number":
            least = low if low is not None else -float(_MOST)
            return _number_edit(param, QDoubleValidator(least, high if high is not None else float(_MOST), 6))


def _number_edit(param: Param, validator: QValidator) -> QLineEdit:
    validator.setLocale(QLocale.c())
    edit = QLineEdit(str(_default(param)))
    edit.setValidator(validator)
    validator.setParent(edit)
    edit.setAccessibleName(title_of(param.name))
    return edit


def param_value(param: Param, widget: QWidget) -> object:
    """What the control says; the default where the text is no number within the bounds."""
    if isinstance(widget, QCheckBox):
        return widget.isChecked()
    if isinstance(widget, Choice):
        return widget.currentData()
    if isinstance(widget, QLineEdit) and widget.hasAcceptableInput():
        return int(widget.text()) if param.type == "integer" else float(widget.text())
    return _default(param)


def _default(param: Param) -> object:
    """The default as the type says: JSON knows no difference between 3 and 3.0."""
    return int(param.default) if param.type == "integer" else param.default
