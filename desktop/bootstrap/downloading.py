"""Downloads, composed: their list, their bandwidth and what a setting says about them."""

from collections.abc import Callable
from contextlib import suppress

from desktop.bootstrap.clock import SystemClock
from desktop.config import SettingsFile
from desktop.content.sources import IpfsAccess
from desktop.content.throttling import Throttle
from desktop.core.cards import parse_card
from desktop.core.changes import Change
from desktop.core.errors import AppError
from desktop.core.transfers import Wanted
from desktop.services.downloads import DownloadService
from desktop.store.database import Database
from desktop.store.downloads import DownloadStore
from desktop.store.purchases import PurchaseStore
from desktop.store.requests import RequestStore


def make_downloads(
    database: Database, settings: SettingsFile, purchases: PurchaseStore, publish: Callable[[Change], None]
) -> DownloadService:
    """The list of downloads over one line, whose limit is the setting's."""
    requests = RequestStore(database)

    def wanted(key: str) -> tuple[Wanted, str]:
        with suppress(AppError):
            return Wanted.PURCHASE, parse_card(purchases.get(key).card_json).name
        with suppress(AppError):
            return Wanted.REQUEST, parse_card(requests.get(key).card_json).name
        return Wanted.REPAIR, ""

    throttle = Throttle(lambda: settings.settings.download_limit_kib << 10)
    return DownloadService(DownloadStore(database), throttle, wanted, SystemClock(), publish)


def ipfs_access(settings: SettingsFile) -> Callable[[], IpfsAccess]:
    """How IPFS is reached, as the settings say at the moment."""
    return lambda: IpfsAccess(settings.settings.ipfs_gateway, settings.settings.ipfs_node)
