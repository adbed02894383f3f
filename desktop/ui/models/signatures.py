"""The journal of signatures as an item model."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from desktop.text import tr
from desktop.text.signing import told_act
from desktop.ui.models.paged import PagedModel
from desktop.ui.phrases import date_time
from desktop.ui.theme import Theme

if TYPE_CHECKING:
    from desktop.core.signatures import SignatureEntry
    from desktop.services.signatures import Signature

_WHAT = 1
_ADDRESS = re.compile(r"0x[0-9a-fA-F]{40}")


class SignaturesModel(PagedModel["Signature"]):
    """Text for people in DisplayRole, the ``Signature`` in UserRole."""

    columns = 3
    right_aligned = frozenset[int]()

    def next_page(self) -> int:
        return self.rows[-1].place if self.rows else 0

    def names(self) -> tuple[str, ...]:
        return (tr("Time"), tr("What was signed"), tr("Account"))

    def cell(self, row: "Signature", at: int, role: int) -> object:
        roles = Qt.ItemDataRole
        answers: dict[int, Callable[[], object]] = {
            roles.DisplayRole: lambda: self._text(row, at),
            roles.ToolTipRole: lambda: sentence(row.entry) if at == _WHAT and row.entry is not None else None,
            roles.DecorationRole: lambda: self._icon(row) if at == _WHAT else None,
            roles.ForegroundRole: lambda: Theme.current().color("danger") if row.entry is None else None,
        }
        return answers[role]() if role in answers else None

    @staticmethod
    def _text(row: "Signature", at: int) -> str:
        entry = row.entry
        if entry is None:
            return tr("This entry cannot be read: it was changed") if at == _WHAT else "–"
        match at:
            case 0:
                return date_time(entry.time)
            case 1:
                return brief(sentence(entry))
            case _:
                return brief(entry.account)

    @staticmethod
    def _icon(row: "Signature") -> object:
        asked = row.entry is not None and row.entry.consent
        name = "circle-alert" if row.entry is None else "key-round" if asked else "check"
        return Theme.current().icon(name, "danger" if row.entry is None else "muted", 16)


def brief(text: str) -> str:
    """The text with its addresses in their short form; the whole ones stand beside it."""
    return _ADDRESS.sub(lambda found: f"{found[0][:8]}…{found[0][-6:]}", text)


def sentence(entry: "SignatureEntry") -> str:
    """In the language of the window where the act is known, else as the vault wrote it."""
    told = told_act(entry.act, entry.facts)
    return entry.sentence if told == entry.act else told
