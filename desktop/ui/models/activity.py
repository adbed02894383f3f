"""The wallet's activity as an item model."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont

from desktop.services.journal import ON_ITS_WAY
from desktop.text import amount, tr
from desktop.ui.models.paged import PagedModel
from desktop.ui.phrases import ACTIVITY_STATES, DID_NOT_HAPPEN, activity_icon, activity_name, date_time
from desktop.ui.theme import Theme

if TYPE_CHECKING:
    from desktop.services.journal import Activity

_WHAT, _STATE, _AMOUNT, _FEE = 1, 2, 3, 4
_CREDITED = frozenset({"settle", "refund"})
"""What the contract credits has not reached the account yet."""
_STATE_ICONS = {
    "pending": "hourglass", "done": "check", "failed": "circle-x", "queued": "hourglass", "underpriced": "triangle-alert",
    "stuck": "triangle-alert", "dropped": "triangle-alert", "cancelled": "undo-2", "replaced": "x",
}  # fmt: skip


class ActivityModel(PagedModel["Activity"]):
    """Text for people in DisplayRole, the ``Activity`` in UserRole; amounts never become Qt integers."""

    columns = 5
    right_aligned = frozenset({_AMOUNT, _FEE})

    def next_page(self) -> int:
        return len(self.rows)

    def names(self) -> tuple[str, ...]:
        return (tr("Time"), tr("What"), tr("State"), tr("Amount"), tr("Fee"))

    def cell(self, row: "Activity", at: int, role: int) -> object:
        roles = Qt.ItemDataRole
        answers: dict[int, Callable[[], object]] = {
            roles.DisplayRole: lambda: self._text(row, at),
            roles.ToolTipRole: lambda: _exact(row) if at == _AMOUNT else None,
            roles.DecorationRole: lambda: self._icon(row, at),
            roles.ForegroundRole: lambda: self._color(row, at),
            roles.FontRole: lambda: _struck() if at == _AMOUNT and row.status in DID_NOT_HAPPEN else None,
        }
        return answers[role]() if role in answers else None

    @staticmethod
    def _text(line: "Activity", at: int) -> str:
        match at:
            case 0:
                return date_time(line.time)
            case 1:
                what = activity_name(line.kind)
                subject = line.subject or (line.counterparty.short if line.counterparty else "")
                return (
                    tr("{what}: {subject}", what=what, subject=" ".join(subject.split())) if subject else what
                )
            case 2:
                known = ACTIVITY_STATES.get(line.status)
                return tr(known[0]) if known else line.status
            case 3:
                words = amount(line.amount, currency=line.currency)
                if line.kind in _CREDITED:
                    return tr("{amount} credited", amount=words) if line.amount else "–"
                sign = "+" if line.amount > 0 else ""
                return sign + words if line.amount else "–"
            case _:
                return amount(line.fee_wei, 8) if line.fee_wei else "–"

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


def _exact(line: "Activity") -> str | None:
    """The whole amount; of a token with its address, which two tokens of one name do not share."""
    if not line.amount:
        return None
    exact = line.currency.text(line.amount)
    return exact if line.currency.is_coin else f"{exact}\n{line.currency.address}"


def _struck() -> QFont:
    """For an amount that did not move."""
    font = QFont()
    font.setStrikeOut(True)
    return font
