"""Run records as an item model: newest first, older ones fetched as the person scrolls."""

from PySide6.QtCore import Qt

from desktop.core.run_records import RunRecord
from desktop.text import tr
from desktop.ui.models.paged import PagedModel
from desktop.ui.phrases import date_time
from desktop.ui.run_words import run_time
from desktop.ui.widgets.basic import plain_tip

_RESULT, _SECONDS = 1, 2


class RecordModel(PagedModel[RunRecord]):
    """Text for people in DisplayRole, the ``RunRecord`` in UserRole."""

    columns = 4
    right_aligned = frozenset({_SECONDS})

    def row_of(self, number: int) -> int:
        """Where a record stands; -1 if it is not here."""
        return next((at for at, record in enumerate(self.rows) if record.id == number), -1)

    def next_page(self) -> int:
        return self.rows[-1].id

    def names(self) -> tuple[str, ...]:
        return (tr("Time"), tr("Result"), tr("Took"), tr("Device"))

    def cell(self, row: RunRecord, at: int, role: int) -> object:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _text(row, at)
            case Qt.ItemDataRole.ToolTipRole if at == _RESULT:
                return plain_tip(row.summary)
        return None


def _text(record: RunRecord, at: int) -> str:
    match at:
        case 0:
            return date_time(record.time)
        case 1:
            return " ".join(record.summary.split())
        case 2:
            return run_time(record.seconds)
        case _:
            return record.device.upper()
