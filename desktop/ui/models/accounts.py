"""The list of accounts as an item model."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from desktop.text import tr
from desktop.ui.account_words import key_words
from desktop.ui.models.paged import Index, PagedModel
from desktop.ui.theme import Theme

if TYPE_CHECKING:
    from desktop.core.accounts import Account
    from desktop.core.identity import Address

_NAME, _ADDRESS, _KEY = 0, 1, 2
_ICONS = {"hd": "wallet", "imported": "key-round", "watch": "eye"}


class AccountsModel(PagedModel["Account"]):
    """Text for people in DisplayRole, the ``Account`` in UserRole; the active account is marked."""

    columns = 3
    right_aligned = frozenset[int]()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(lambda _offset: None, parent)
        self._active: Address | None = None

    def show_accounts(self, accounts: "Sequence[Account]", active: "Address | None") -> None:
        """All rows anew."""
        self._active = active
        self.replace(accounts)

    def row_of(self, address: "Address | None") -> int:
        """Where an account stands; -1 if it does not."""
        return next((i for i, account in enumerate(self.rows) if account.address == address), -1)

    def next_page(self) -> int:
        return 0

    def canFetchMore(self, _parent: Index) -> bool:
        return False  # a wallet's list is whole

    def names(self) -> tuple[str, ...]:
        return (tr("Name"), tr("Address"), tr("Key"))

    def cell(self, row: "Account", at: int, role: int) -> object:
        roles = Qt.ItemDataRole
        answers: dict[int, Callable[[], object]] = {
            roles.DisplayRole: lambda: self._text(row, at),
            roles.ToolTipRole: lambda: str(row.address) if at == _ADDRESS else None,
            roles.DecorationRole: lambda: self._icon(row) if at == _NAME else None,
            roles.ForegroundRole: lambda: Theme.current().color("muted") if row.is_hidden or at else None,
        }
        return answers[role]() if role in answers else None

    def _text(self, account: "Account", at: int) -> str:
        match at:
            case 0:
                return tr("{name} (hidden)", name=account.name) if account.is_hidden else account.name
            case 1:
                return account.address.short
            case _:
                return key_words(account)

    def _icon(self, account: "Account") -> object:
        is_active = account.address == self._active
        name = "circle-check" if is_active else "eye-off" if account.is_hidden else _ICONS[account.kind]
        return Theme.current().icon(name, "accent_text" if is_active else "muted", 18)
