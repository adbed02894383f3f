"""A data directory for ``licet seller``: operator key and sealed model keys, listings, and the ciphertext to serve."""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from desktop.chain.gateway import ChainGateway
from desktop.config import SettingsFile
from desktop.content.store import ContentStore
from desktop.core.contents import FILES
from desktop.core.identity import Address
from desktop.core.sales import OwnListing
from desktop.paths import OwnerLock, Paths
from desktop.store.database import Database
from desktop.store.migrations import user_database
from desktop.store.sales import SaleStore
from desktop.wallet.client import VaultClient
from desktop.wallet.files import WalletFile


class SellerHomes:
    """``services.selling.ports.SellerHome``."""

    def __init__(
        self,
        vault: VaultClient,
        book: SaleStore,
        store: ContentStore,
        gateway: ChainGateway,
        rpc_urls: Sequence[str],
    ) -> None:
        self._vault = vault
        self._book = book
        self._store = store
        self._gateway = gateway
        self._rpc_urls = tuple(rpc_urls)

    def __call__(self, folder: Path, seller: Address, password: str) -> Address:
        """Prepare or refresh the directory; a ``licet seller`` that runs there must be stopped first.

        Raises:
            DataDirectoryBusy: It runs.
        """
        listings = [own for own in self._book.listings() if own.listing and own.terms.seller == seller]
        salts = [own.terms.salt for own in listings if not own.terms.is_free]
        pack, operator = self._vault.export_seller_pack(seller, salts, password)
        paths = Paths(folder.absolute())
        paths.create()
        with OwnerLock(paths.lock):
            WalletFile(paths.keystore / "wallet.json").write(pack)
            SettingsFile(paths.settings).change(
                rpc_urls=list(self._rpc_urls),
                market=str(self._gateway.market),
                chain_id=self._gateway.chain_id,
            )
            self._copy_records(paths, listings)
            for own in listings:
                self._copy_content(paths, own)
        return operator

    def _copy_records(self, paths: Paths, listings: list[OwnListing]) -> None:
        database = Database.open(paths.user_database, user_database)
        try:
            book = SaleStore(database, self._gateway.chain_id, self._gateway.market)
            for own in listings:
                book.put_listing(own)
            for sale in self._book.sales():
                if book.sale(sale.order_id) is None:
                    book.put_sale(sale)
        finally:
            database.close()

    def _copy_content(self, paths: Paths, own: OwnListing) -> None:
        """The four public files; by hard link where that is possible, so that nothing is doubled."""
        target = ContentStore(paths.content).prepare(own.terms.identity)
        for name in FILES:
            if not (target / name).exists():
                source = self._store.existing(own.terms.identity, name)
                try:
                    os.link(source, target / name)
                except OSError:  # another file system
                    shutil.copyfile(source, target / name)
