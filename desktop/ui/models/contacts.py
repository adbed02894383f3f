"""The address book as an item model."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, Qt

from desktop.core.contacts import Contact
from desktop.text import tr
from desktop.ui.models.paged import PAGE, PagedModel


class ContactModel(PagedModel[Contact]):
    """Text for people in DisplayRole, the ``Contact`` in UserRole; a page of them at a time."""

    columns = 5
    right_aligned = frozenset()

    def __init__(self, network_name: Callable[[int], str], parent: QObject | None = None) -> None:
        super().__init__(self._more, parent)
        self._network_name = network_name
        self._all: Sequence[Contact] = ()

    def show(self, contacts: Sequence[Contact]) -> None:
        """Other contacts, from the first on."""
        self._all = contacts
        self.replace(contacts[:PAGE])

    def next_page(self) -> int:
        return len(self.rows)

    def names(self) -> tuple[str, ...]:
        return (tr("Name"), tr("Note"), tr("Address"), tr("ENS name"), tr("Network"))

    def cell(self, row: Contact, at: int, role: int) -> object:
        if role == Qt.ItemDataRole.ToolTipRole:
            return {1: row.note, 2: str(row.address)}.get(at)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        texts: Mapping[int, Callable[[], str]] = {
            0: lambda: row.name,
            1: lambda: row.note,
            2: lambda: row.address.short,
            3: lambda: row.ens_name,
            4: lambda: tr("any") if row.chain_id is None else self._network_name(row.chain_id),
        }
        return texts[at]()

    def _more(self, offset: int) -> None:
        self.append(self._all[offset : offset + PAGE])
