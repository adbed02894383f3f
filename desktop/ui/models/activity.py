"""The wallet's activity as an item model."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHeaderView, QTableView

from desktop.core.activity import ActivityPlace
from desktop.services.journal import ON_ITS_WAY
from desktop.text import amount, tr
from desktop.ui.activity_words import Names, coin_for, leg_text, legs_beside, line_name
from desktop.ui.models.paged import PagedModel
from desktop.ui.phrases import ACTIVITY_STATES, DID_NOT_HAPPEN, activity_icon, date_time
from desktop.ui.theme import Theme
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import plain_tip

if TYPE_CHECKING:
    from desktop.services.journal import Activity

_WHAT, _ACCOUNT, _STATE, _AMOUNT, _FEE = 1, 2, 3, 4, 5
ACCOUNT_COLUMN, STATE_COLUMN, FEE_COLUMN = _ACCOUNT, _STATE, _FEE
_CREDITED = frozenset({"settle", "refund"})
"""What the contract credits has not reached the account yet."""
_ICON_ROOM = 24
_STATE_ICONS = {
    "pending": "hourglass", "done": "check", "failed": "circle-x", "queued": "hourglass", "underpriced": "triangle-alert",
    "stuck": "triangle-alert", "dropped": "triangle-alert", "cancelled": "undo-2", "replaced": "x",
    "unfinal": "hourglass",
}  # fmt: skip


class ActivityModel(PagedModel["Activity"]):
    """Text for people in DisplayRole, the ``Activity`` in UserRole; amounts never become Qt integers."""

    columns = 6
    right_aligned = frozenset({_AMOUNT, _FEE})

    def __init__(self, fetch_more: Callable[[ActivityPlace], None], parent: QObject | None = None) -> None:
        super().__init__(fetch_more, parent)
        self.naming = Names({}, {}, {})

    def next_page(self) -> ActivityPlace:
        return ActivityPlace(self.rows[-1].time, self.rows[-1].id)

    def row_of(self, line_id: int) -> int:
        """Where a line stands; -1 if it is not here."""
        return next((at for at, line in enumerate(self.rows) if line.id == line_id), -1)

    def names(self) -> tuple[str, ...]:
        return (tr("Time"), tr("What"), tr("Account"), tr("State"), tr("Amount"), tr("Fee"))

    def cell(self, row: "Activity", at: int, role: int) -> object:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(row, at)
            case Qt.ItemDataRole.ForegroundRole:
                return self._color(row, at)
            case Qt.ItemDataRole.DecorationRole:
                return self._icon(row, at)
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(row, at)
            case Qt.ItemDataRole.FontRole if at == _AMOUNT and row.status in DID_NOT_HAPPEN:
                return _struck()
        return None

    def _text(self, line: "Activity", at: int) -> str:
        match at:
            case 0:
                return date_time(line.time)
            case 1:
                return self._what(line)
            case 2:
                return self.naming.account_on(line.account, line.chain_id)
            case 3:
                known = ACTIVITY_STATES.get(line.status)
                return tr(known[0]) if known else line.status
            case 4:
                return _amount(line)
            case _:
                coin = coin_for(line.chain_id, self.naming.here)
                return amount(line.fee_wei, 8, currency=coin) if line.fee_wei else "–"

    def _what(self, line: "Activity") -> str:
        what = line_name(line)
        other = self.naming.person(line.counterparty) if line.counterparty else ""
        if line.subject or other:
            what = tr("{what}: {subject}", what=what, subject=" ".join((line.subject or other).split()))
        return tr("{what} · {note}", what=what, note=" ".join(line.note.split())) if line.note else what

    @staticmethod
    def _tip(line: "Activity", at: int) -> str | None:
        """The whole amount; of a token with its address, which two tokens of one name do not share."""
        if at == _WHAT and line.note:
            return plain_tip(line.note)
        if at != _AMOUNT or not (line.amount or line.legs):
            return None
        if line.legs:
            return plain_tip("\n".join(leg_text(leg) for leg in line.legs))
        exact = line.currency.text(line.amount)
        return exact if line.currency.is_coin else f"{exact}\n{line.currency.address}"

    @staticmethod
    def _icon(line: "Activity", at: int) -> object:
        if at == _WHAT:
            return Theme.current().icon(activity_icon(line.kind), "muted", 18)
        if at == _STATE and line.status in _STATE_ICONS:
            role = ACTIVITY_STATES[line.status][1]
            return Theme.current().icon(_STATE_ICONS[line.status], role, 16)
        return None

    @staticmethod
    def _color(line: "Activity", at: int) -> object:
        """What did not happen is muted; what came in is green once it is there."""
        theme = Theme.current()
        if at == _STATE:
            return theme.color(ACTIVITY_STATES.get(line.status, ("", "muted"))[1])
        if line.status in DID_NOT_HAPPEN and at in {_WHAT, _AMOUNT}:
            return theme.color("muted")
        if at == _AMOUNT and line.status in ON_ITS_WAY:
            return theme.color("warning")
        came_in = at == _AMOUNT and line.amount > 0 and line.kind not in _CREDITED
        return theme.color("success") if came_in else None


def set_widths(table: QTableView, *, is_narrow: bool = False) -> None:
    """Columns as wide as what they hold at most, known beforehand: to measure each cell takes longer than to draw it.

    Where there is little room, as wide as what they commonly hold: what a line is about is told in the column that is left.
    """
    header, metrics = table.horizontalHeader(), table.fontMetrics()
    common = ("done", "failed", "pending")
    states = [
        tr(words) for name, (words, _tone) in ACTIVITY_STATES.items() if not is_narrow or name in common
    ]
    amounts = ["+888.888888 MMMM", tr("{amount} credited", amount="0.888888 ETH")]
    widest = {
        0: ["2028-08-28 20:08"],
        _ACCOUNT: ["M" * 9],
        _STATE: states,
        _AMOUNT: ["+8.888888 ETH"] if is_narrow else amounts,
        _FEE: ["0.00088888 ETH"],
    }
    for column, texts in widest.items():
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
        room = 4 * GRID + 4 + (_ICON_ROOM if column == _STATE else 0)
        table.setColumnWidth(column, max(map(metrics.horizontalAdvance, texts)) + room)


def _amount(line: "Activity") -> str:
    words = amount(line.amount, currency=line.currency)
    if line.kind in _CREDITED:
        return tr("{amount} credited", amount=words) if line.amount else "–"
    if line.legs and line.legs[0].token_id is not None and len(line.legs) == 1:
        return leg_text(line.legs[0])
    if not line.amount:
        return "–"
    if line.amount > 0:
        words = "<+" + words[1:] if words.startswith("<") else "+" + words
    beside = legs_beside(line) if line.is_found else 0
    return tr("{amount} and {n} more", amount=words, n=beside) if beside else words


def _struck() -> QFont:
    """For an amount that did not move."""
    font = QFont()
    font.setStrikeOut(True)
    return font
