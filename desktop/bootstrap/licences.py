"""Licence files out of a data directory, for commands: with its wallet, and without any network."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.bootstrap.clock import SystemClock
from desktop.bootstrap.contents import KeptContent
from desktop.bootstrap.licence_desk import LicenceDesk
from desktop.bootstrap.wallets import open_wallet
from desktop.content.store import ContentStore
from desktop.core.cards import parse_card
from desktop.runtime.host import ModelHost
from desktop.services.licences import LicenceExporter
from desktop.store.database import Database
from desktop.store.licences import LicenceStore
from desktop.store.migrations import user_database
from desktop.store.purchases import PurchaseStore


@contextmanager
def exporter(data_dir: Path | None, password: str) -> Iterator[LicenceExporter]:
    """The exporter over an unlocked wallet, while this process owns the data directory."""
    with open_wallet(data_dir, password) as opened:
        database = Database.open(opened.paths.user_database, user_database)
        try:
            store = ContentStore(opened.paths.content)
            yield LicenceExporter(
                vault=opened.vault,
                purchases=PurchaseStore(database, SystemClock().now),
                licences=LicenceStore(opened.paths.licences),
                files=LicenceDesk(store, KeptContent(store, ModelHost(), ())),
                read_card=parse_card,
            )
        finally:
            database.close()
