"""The results of a batch as an item model: a million rows, of which only those that are seen are read."""

from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPixmap

from desktop.core.runs import DeviceReport, RunResult
from desktop.services.running import summary_of
from desktop.text import tr
from desktop.ui.theme import Theme
from desktop.ui.widgets.basic import plain_tip

if TYPE_CHECKING:
    from desktop.core.batches import Outcome
    from desktop.core.packages import HeadType

Index = QModelIndex | QPersistentModelIndex
PAGE = 100
KEPT_PAGES = 20
THUMB = 40
NUMBER, NAME, TRUTH, RESULT, SCORE = range(5)
VALUE_HEADS = frozenset({"table-regression", "forecast", "speech", "depth"})
"""Heads whose result is a number: there is no score beside it."""
_CLASSES = frozenset(
    {"image-classification", "audio-classification", "text-classification", "table-classification"}
)
ORDERS = {NUMBER: "number", NAME: "name", RESULT: "label", SCORE: "score"}
"""The columns that can be sorted by, and what the results call it."""


class OutcomesModel(QAbstractTableModel):
    """``load(page)`` asks for a page and ``thumb(outcome)`` for a picture; both are put in when they come."""

    def __init__(
        self,
        load: Callable[[int], object],
        thumb: Callable[["Outcome"], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._load, self._thumb = load, thumb
        self._head: HeadType = "tensor"
        self._count = 0
        self._pages: OrderedDict[int, list[Outcome]] = OrderedDict()
        self._asked: set[int] = set()
        self._thumbs: OrderedDict[str, QPixmap | None] = OrderedDict()
        self._has_thumbs = False

    def restart(self, head: "HeadType", count: int, *, has_thumbs: bool) -> None:
        """Other results, or the same in another order."""
        self.beginResetModel()
        self._head, self._count, self._has_thumbs = head, count, has_thumbs
        self._pages.clear()
        self._asked.clear()
        self._thumbs.clear()
        self.endResetModel()

    def grow(self, count: int) -> None:
        """More results at the end; the page that was not full is read again."""
        if count <= self._count:
            return
        self._pages.pop(self._count // PAGE, None)
        self._asked.discard(self._count // PAGE)
        self.beginInsertRows(QModelIndex(), self._count, count - 1)
        self._count = count
        self.endInsertRows()

    def put(self, page: int, outcomes: "list[Outcome]") -> None:
        """A page has been read."""
        self._asked.discard(page)
        self._pages[page] = outcomes
        while len(self._pages) > KEPT_PAGES:
            self._pages.popitem(last=False)
        first = page * PAGE
        last = min(first + PAGE, self._count) - 1
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, SCORE))

    def put_thumb(self, name: str, pixmap: QPixmap | None) -> None:
        """A picture has been made small; None where it cannot be shown."""
        self._thumbs[name] = pixmap
        while len(self._thumbs) > 2 * PAGE:
            self._thumbs.popitem(last=False)
        for page, outcomes in self._pages.items():
            for at, outcome in enumerate(outcomes):
                if outcome.name == name:
                    place = self.index(page * PAGE + at, NAME)
                    self.dataChanged.emit(place, place, [Qt.ItemDataRole.DecorationRole])

    def outcome(self, row: int) -> "Outcome | None":
        """The result of a row; asked for if it has not been read."""
        page = row // PAGE
        found = self._pages.get(page)
        if found is not None:
            return found[row % PAGE] if row % PAGE < len(found) else None
        if page not in self._asked:
            self._asked.add(page)
            self._load(page)
        return None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else SCORE + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or not 0 <= index.row() < self._count:
            return None
        column, roles = index.column(), Qt.ItemDataRole
        if role == roles.TextAlignmentRole:
            return _side(column)
        answers: dict[int, Callable[[Outcome], object]] = {
            roles.DisplayRole: lambda outcome: self._text(outcome, column),
            roles.UserRole: lambda outcome: outcome,
            roles.ToolTipRole: lambda outcome: plain_tip(_fault(outcome, column) or "") or None,
            roles.ForegroundRole: lambda outcome: (
                Theme.current().color("danger") if _fault(outcome, column) else None
            ),
            roles.DecorationRole: lambda outcome: self._picture(outcome, column),
        }
        if role not in answers:
            return None
        outcome = self.outcome(index.row())
        if outcome is None:
            return "…" if role == roles.DisplayRole and column == NAME else None
        return answers[role](outcome)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(section)
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        names = (tr("No."), tr("Item"), tr("True label"), tr("Result"), tr("Score"))
        return names[section] if section < len(names) else None

    def _text(self, outcome: "Outcome", column: int) -> str:
        match column:
            case 0:
                return str(outcome.number)
            case 1:
                return outcome.name
            case 2:
                return outcome.truth
            case 3:
                return outcome.fault or outcome_words(self._head, outcome)
            case _:
                return "" if outcome.score is None else f"{outcome.score:.4g}"

    def _picture(self, outcome: "Outcome", column: int) -> object:
        if column != NAME or not self._has_thumbs:
            return None
        if outcome.name in self._thumbs:
            return self._thumbs[outcome.name] or Theme.current().icon("image", "muted", 20)
        self._thumbs[outcome.name] = None
        self._thumb(outcome)
        return Theme.current().icon("image", "muted", 20)


def outcome_words(head: "HeadType", outcome: "Outcome") -> str:
    """One item's answer in a few words."""
    if head in {"image-to-image", "tensor", "embedding"}:
        return tr("answered")
    if head in _CLASSES:
        return outcome.label
    if head == "anomaly":
        return tr("unusual") if outcome.label == "unusual" else tr("usual")
    if head == "detection" and not outcome.value:
        return tr("nothing found")
    return summary_of(result_of(head, outcome))


def result_of(head: "HeadType", outcome: "Outcome") -> RunResult:
    """One item's answer as that of a single run."""
    return RunResult(head, outcome.value, 0.0, DeviceReport("", ""), (), outcome.frame)


def _fault(outcome: "Outcome", column: int) -> str | None:
    return outcome.fault or None if column == RESULT else None


def thumb_size() -> QSize:
    return QSize(THUMB, THUMB)


def _side(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in {NUMBER, SCORE} else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
