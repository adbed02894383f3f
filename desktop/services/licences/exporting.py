"""Licence files out: the licence, the model in one age file, the back-up, and the identity that opens them all."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop.core.backups import write_backup
from desktop.core.cancel import CancelToken
from desktop.core.changes import Progress
from desktop.core.errors import InvalidCard, NoSuchRecord, UserError
from desktop.core.listings import Card
from desktop.core.orders import RUNNABLE, Purchase
from desktop.core.trees import payload_length
from desktop.services.licences.ports import Licences, LicenceVault, ModelFiles, Purchases

_NAME_CHARS = 40
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9]+")


class LicenceNotHere(UserError):
    """There is no licence for this purchase: it is not delivered, or it was refunded."""


@dataclass(frozen=True, slots=True)
class LicenceOffer:
    """What can be saved of a purchase. ``name`` is a file name without ending, free of whatever a seller wrote into it.

    ``model_bytes`` is the length of the model file, None while the sealed content is not on this disk.
    """

    name: str
    licence_bytes: int
    model_bytes: int | None


class LicenceExporter:
    """Gives a purchase's licence away in forms that need no Licet."""

    def __init__(
        self,
        *,
        vault: LicenceVault,
        purchases: Purchases,
        licences: Licences,
        files: ModelFiles,
        read_card: Callable[[bytes], Card],
    ) -> None:
        self._vault = vault
        self._purchases = purchases
        self._licences = licences
        self._files = files
        self._read_card = read_card

    def offer(self, purchase_id: str) -> LicenceOffer:
        """What there is to save.

        Raises:
            LicenceNotHere: Nothing.
        """
        purchase, licence = self._licensed(purchase_id)
        terms = purchase.terms
        model = len(licence) + payload_length(terms.size_bytes) if self._files.is_here(terms) else None
        return LicenceOffer(self._name(purchase), len(licence), model)

    def save_licence(self, purchase_id: str, target: Path) -> None:
        """The age header alone; with the payload, from wherever that comes, any age tool opens it.

        Raises:
            LicenceNotHere: There is none.
        """
        self._files.write_small(target, self._licensed(purchase_id)[1])

    def save_model(
        self,
        purchase_id: str,
        target: Path,
        cancel: CancelToken,
        progress: Callable[[Progress], None],
    ) -> None:
        """Licence and payload in one file, with progress steps "check", "save" and "verify".

        Raises:
            LicenceNotHere: There is no licence.
            WalletLocked: The vault holds no keys now: only with the key can it be told that every tool will open it.
            KeptModelDamaged: The kept files are not what they were.
            DiskFull: It does not fit.
        """
        purchase, licence = self._licensed(purchase_id)
        self._files.save(
            purchase.terms,
            licence,
            lambda public_key: self._vault.release_key(licence, public_key),
            target,
            cancel,
            progress,
            purchase_id,
        )

    def save_backup(self, purchase_id: str, target: Path) -> None:
        """The purchase's back-up file: order, terms, delivery and licence, which only this wallet's phrase opens.

        Raises:
            WalletLocked: The wallet marks it as its own, so that it needs no chain to know it again.
        """
        purchase = self._purchases.get(purchase_id)
        try:
            licence = self._licences.get(purchase_id)
        except NoSuchRecord:  # not delivered yet
            licence = b""
        public = self._files.public(purchase.terms)
        self._files.write_small(target, write_backup(purchase, licence, public, self._vault.backup_seal))

    def identity(self, password: str) -> str:
        """The age identity of the wallet, ``AGE-SECRET-KEY-1...``: it opens every licence of every account.

        Raises:
            WrongPassword: Being unlocked is not enough for this.
        """
        return self._vault.export_age_identity(password)

    def save_identity(self, identity: str, target: Path) -> None:
        """The identity as the file that ``age -i`` takes, for this person alone."""
        self._files.write_small(target, f"{identity}\n".encode("ascii"))

    def _licensed(self, purchase_id: str) -> tuple[Purchase, bytes]:
        purchase = self._purchases.get(purchase_id)
        if purchase.state not in RUNNABLE:
            raise LicenceNotHere
        try:
            return purchase, self._licences.get(purchase_id)
        except NoSuchRecord as error:
            raise LicenceNotHere from error

    def _name(self, purchase: Purchase) -> str:
        try:
            card = self._read_card(purchase.card_json)
        except InvalidCard:
            return f"licet-{purchase.id}"
        plain = _NOT_IN_NAMES.sub("-", f"{card.name}-{card.version}").strip("-").lower()[:_NAME_CHARS]
        return plain.strip("-") or f"licet-{purchase.id}"
