"""Licence files in: on another machine with the same wallet, also where no network is.

An age header names no listing, and must not: whoever finds the file shall not learn what was bought. Which purchase it
is for is told by the vault, which unwraps the model key and gives its keyHash, as the terms of every purchase hold it.
"""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from desktop.core.backups import MAX_BACKUP_BYTES, InvalidBackup, read_backup
from desktop.core.cancel import CancelToken
from desktop.core.changes import Change, Progress, Topic
from desktop.core.errors import ContentMismatch, EnvironmentFault, UserError
from desktop.core.identity import Address
from desktop.core.licence_files import MAX_HEADER_BYTES, FileKind, Recognised, recognise
from desktop.core.orders import RUNNABLE, Purchase, PurchaseState
from desktop.services.licences.ports import Licences, LicenceVault, ModelFiles, Purchases
from desktop.services.restoring import RestoringService

READ_STEP = "read"
_DEAD = frozenset({PurchaseState.CANCELLED, PurchaseState.REFUNDED, PurchaseState.REFUNDING})
_UNPAID = frozenset({PurchaseState.FETCHING, PurchaseState.READY, PurchaseState.BUYING})


class LicenceWithoutOrder(UserError):
    """The licence opens with this wallet, but the chain knows no order of it that was not refunded."""


class OrderNotKnownHere(EnvironmentFault):
    """The licence opens with this wallet; its order is not known here, and the chain cannot be asked."""


class LicenceImporter:
    """Adds back-ups, licences and model files to the library."""

    def __init__(
        self,
        *,
        vault: LicenceVault,
        restoring: RestoringService,
        purchases: Purchases,
        licences: Licences,
        files: ModelFiles,
        accounts: Callable[[], Iterable[Address]],
        publish: Callable[[Change], None],
    ) -> None:
        self._vault = vault
        self._restoring = restoring
        self._purchases = purchases
        self._licences = licences
        self._files = files
        self._accounts = accounts
        self._publish = publish

    def add(
        self, paths: Sequence[Path], cancel: CancelToken, progress: Callable[[Progress], None]
    ) -> tuple[Purchase, ...]:
        """Add files of any kind, back-ups first, because they tell what the others belong to.

        Each purchase must be advanced afterwards. What was added before a file failed stays added. The progress step
        "read" has the name of the file that is looked at from then on as its key.

        Raises:
            NotALicenceFile, ArmouredAgeFile, CutLicenceFile: A file is none of the three kinds.
            InvalidLicence, LicenceForOther: Its header is broken, or another wallet's.
            LicenceWithoutOrder, OrderNotKnownHere: Nothing that was bought belongs to it.
            ModelFileMismatch: Its payload is not the one that was bought.
            InvalidBackup, OrderContradicted: See ``RestoringService.add_backup``.
            WalletLocked: The vault holds no keys now.
        """
        found = []
        for path in paths:
            progress(Progress(path.name, READ_STEP))
            found.append((path, self._recognise(path)))
        found.sort(key=lambda pair: pair[1].kind is not FileKind.BACKUP)
        added: dict[str, Purchase] = {}
        for path, what in found:
            cancel.raise_if_cancelled()
            progress(Progress(path.name, READ_STEP))
            purchase = (
                self._add_backup(path)
                if what.kind is FileKind.BACKUP
                else self._add_licence(path, what, cancel, progress)
            )
            added[purchase.id] = purchase
        return tuple(added.values())

    def _recognise(self, path: Path) -> Recognised:
        return recognise(*self._files.read_start(path, MAX_HEADER_BYTES))

    def _add_backup(self, path: Path) -> Purchase:
        backup = read_backup(self._files.read_start(path, MAX_BACKUP_BYTES + 1)[0])
        accounts = set(self._accounts())
        if accounts and backup.purchase.account not in accounts:  # none are known before the first unlocking
            raise InvalidBackup("wallet")
        purchase = self._restoring.add_backup(backup)
        if backup.public:
            self._files.put_public(purchase.terms, backup.public)
        return purchase

    def _add_licence(
        self, path: Path, what: Recognised, cancel: CancelToken, progress: Callable[[Progress], None]
    ) -> Purchase:
        purchase = self._bought(what.header) or self._found_again(what.header)
        if what.kind is FileKind.MODEL:
            self._files.take(
                purchase.terms,
                path,
                len(what.header),
                lambda public_key: self._vault.release_key(what.header, public_key),
                cancel,
                progress,
                purchase.id,
            )
        self._licences.put(purchase.id, what.header)
        self._publish(Change(Topic.LIBRARY, purchase.id))
        return purchase

    def _found_again(self, licence: bytes) -> Purchase:
        """The purchase, after the chain was asked for every order of this wallet."""
        try:
            for account in self._accounts():
                self._restoring.find(account)
        except ContentMismatch:  # a node that contradicts the chain is no node that is away
            raise
        except EnvironmentFault as error:
            raise OrderNotKnownHere from error
        found = self._bought(licence)
        if found is None:
            raise LicenceWithoutOrder
        return found

    def _bought(self, licence: bytes) -> Purchase | None:
        """The purchase in the book that the licence is for; one that cannot be run yet before one that can."""
        kept = [p for p in self._purchases.all() if _may_have_licence(p)]
        places = {(p.chain_id, p.market) for p in kept}
        hashes: dict[tuple[int, Address, Address], bytes] = {}
        if not places:  # the header is judged even where nothing was bought: whose it is comes first
            self._vault.licence_key_hashes(licence, 0, Address(bytes(20)), ())
        for chain_id, market in places:
            sellers = sorted(
                {p.terms.seller for p in kept if (p.chain_id, p.market) == (chain_id, market)},
                key=lambda seller: seller.raw,
            )
            found = self._vault.licence_key_hashes(licence, chain_id, market, sellers)
            hashes |= {(chain_id, market, s): h for s, h in zip(sellers, found, strict=True)}
        matching = [p for p in kept if hashes[p.chain_id, p.market, p.terms.seller] == p.terms.key_hash]
        return min(matching, key=lambda p: (p.state in RUNNABLE, -p.created_at), default=None)


def _may_have_licence(purchase: Purchase) -> bool:
    """Paid for, or free. One that was only begun must not be gone on with because of a file: that would pay."""
    is_begun = purchase.state in _UNPAID and not purchase.terms.is_free
    return purchase.state not in _DEAD and not is_begun
