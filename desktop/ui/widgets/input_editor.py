"""What every input of a run has: a value, a sample, and a sign when the person changes it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.core.packages import InputSpec
from desktop.core.runs import Picture, RunInput, SampleInput
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import column

_SHOWN_CHARS, _SHOWN_LINE = 16_000, 1_000


def shown(text: str) -> str:
    """A stranger's text as far as an editor may hold it: laying out one line of 64,000 characters takes seconds."""
    lines = text[:_SHOWN_CHARS].splitlines()
    cut = "\n".join(line if len(line) <= _SHOWN_LINE else line[:_SHOWN_LINE] + "…" for line in lines)
    return cut + "…" if len(text) > _SHOWN_CHARS else cut


class InputEditor(QWidget):
    """One input of the model. ``changed`` when the person changes it; a sample is kept by name until then."""

    changed = Signal()

    def __init__(self, spec: InputSpec) -> None:
        super().__init__()
        self.spec = spec
        self._sample: str | None = None
        self._is_filling = False
        self.lines = column(self, spacing=GRID)

    def show_sample(self, name: str, preview: Picture | str) -> None:
        """Fill with one of the package's samples."""
        self._is_filling = True
        self._fill(shown(preview) if isinstance(preview, str) else preview)
        self._is_filling = False
        self._sample = name

    def value(self) -> RunInput | None:
        """What to run on; None while there is nothing."""
        return SampleInput(self._sample) if self._sample is not None else self._own_value()

    def _edited(self) -> None:
        if self._is_filling:
            return
        self._sample = None
        self.changed.emit()

    def _fill(self, preview: Picture | str) -> None:
        raise NotImplementedError

    def _own_value(self) -> RunInput | None:
        raise NotImplementedError
