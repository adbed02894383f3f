"""Licence files of the showcase: nothing is encrypted, everything is slow or wrong as a test or a picture wants it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.core.backups import read_backup, write_backup
from desktop.core.cancel import CancelToken
from desktop.core.changes import Progress
from desktop.core.errors import WalletLocked, WrongPassword
from desktop.core.licence_files import FileKind, recognise
from desktop.core.orders import RUNNABLE, Purchase
from desktop.core.trees import payload_length
from desktop.services.accounts import WalletState
from desktop.services.licences import LicenceNotHere, LicenceOffer
from desktop.ui.showcase_parts import Gate

if TYPE_CHECKING:
    from desktop.ui.showcase_accounts import Accounts
    from desktop.ui.showcase_purchases import Purchases

IDENTITY = "AGE-SECRET-KEY-1" + "SAMPLE0" * 8 + "00"
"""Has the form of an identity and opens nothing."""
HEADER_BYTES = 200


@dataclass
class Exporting:
    gate: Gate
    book: "Purchases"
    accounts: "Accounts"
    saved: list[tuple[str, Path]] = field(default_factory=list)

    def offer(self, purchase_id: str) -> LicenceOffer:
        self.gate.pass_through("exporting.offer")
        kept = self.book.kept[purchase_id]
        if kept.state not in RUNNABLE:
            raise LicenceNotHere
        return LicenceOffer(
            "programming-language-1-0-0", HEADER_BYTES, HEADER_BYTES + payload_length(kept.terms.size_bytes)
        )

    def save_model(
        self, purchase_id: str, target: Path, cancel: CancelToken, progress: Callable[[Progress], None]
    ) -> None:
        self._require_unlocked()
        size = self.book.kept[purchase_id].terms.size_bytes
        progress(Progress(purchase_id, "save", size * 2 // 3, size))
        self.gate.pass_through("exporting.save_model", cancel)
        self.saved.append(("model", target))

    def save_licence(self, _purchase_id: str, target: Path) -> None:
        self.gate.pass_through("exporting.save_licence")
        self.saved.append(("licence", target))

    def save_backup(self, purchase_id: str, target: Path) -> None:
        self._require_unlocked()
        target.write_bytes(write_backup(self.book.kept[purchase_id], b"", b"", lambda digest: digest))

    def identity(self, password: str) -> str:
        from desktop.ui.showcase_accounts import PASSWORD

        self.gate.pass_through("exporting.identity")
        if password != PASSWORD:
            raise WrongPassword
        return IDENTITY

    def save_identity(self, identity: str, target: Path) -> None:
        target.write_text(identity)

    def _require_unlocked(self) -> None:
        if self.accounts.state is not WalletState.UNLOCKED:
            raise WalletLocked


@dataclass
class Importing:
    gate: Gate
    book: "Purchases"
    accounts: "Accounts"

    def add(
        self, paths: Sequence[Path], cancel: CancelToken, progress: Callable[[Progress], None]
    ) -> tuple[Purchase, ...]:
        for path in paths:
            progress(Progress(path.name, "read"))
        progress(Progress("", "check", 310 << 20, 940 << 20))
        self.gate.pass_through("importing.add", cancel)
        if self.accounts.state is not WalletState.UNLOCKED:
            raise WalletLocked
        added = []
        for path in paths:
            data = path.read_bytes()
            if recognise(data, len(data)).kind is FileKind.BACKUP:
                purchase = read_backup(data).purchase
                self.book.kept[purchase.id] = purchase
                added.append(purchase)
            else:
                added.append(next(iter(self.book.kept.values())))
        return tuple(added)
