"""The vault's limits and its memory of what was spent: shown to whoever has it open, changed with the password only."""

from desktop.core.records import dump
from desktop.core.signatures import JournalBroken
from desktop.wallet.limit_rows import decode_limits
from desktop.wallet.vault import Vault


class LimitDesk:
    """What the window asks about limits."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def record_now(self) -> tuple[str, bytes]:
        """The id of the open file, and its record as it is now."""
        return self._vault.opened().lock.id, self._vault.guard.record()

    def spent_now(self) -> str:
        """A ``core.spending.SpentNow``, as ``core.records`` writes it."""
        return dump(self._vault.guard.spent())

    def journal_head(self, record: bytes) -> tuple[int, str]:
        """How far the journal goes by a record of the open wallet: number and hash of its last entry.

        Raises:
            JournalBroken: It is no record of this wallet, or an altered one.
        """
        head = self._vault.guard.head_of(record)
        if head is None:
            raise JournalBroken(0, "record")
        return head

    def set_limits(self, limits: bytes, password: str) -> tuple[bytes, bytes]:
        """Other spending limits: the new file, and the new record.

        Raises:
            WrongPassword: It is another one; nothing was changed.
            InvalidLimits: These are none.
        """
        self._vault.require_password(password)
        wallet = self._vault.wallet()
        wallet.limits = self._vault.guard.limits = decode_limits(limits)
        return wallet.to_file(), self._vault.guard.record()

    def count_anew(self, password: str) -> bytes:
        """Nothing counts as spent from now on: the new record.

        Raises:
            WrongPassword: It is another one; nothing was changed.
        """
        self._vault.require_password(password)
        self._vault.guard.begin_anew()
        return self._vault.guard.record()
