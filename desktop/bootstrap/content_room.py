"""What is fetched, kept and opened: the content store with its downloads, and the processes that open models."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass

from desktop.bootstrap.composition import Connection
from desktop.bootstrap.contents import KeptContent
from desktop.bootstrap.downloading import ipfs_access, make_downloads
from desktop.bootstrap.pairs import Pairs
from desktop.bootstrap.running import make_environments
from desktop.config import SettingsFile
from desktop.content.store import ContentStore
from desktop.core.changes import Change
from desktop.paths import Paths
from desktop.runtime.environments import WorkerEnvironments
from desktop.runtime.host import ModelHost
from desktop.services.downloads import DownloadService
from desktop.services.opening import OpeningService
from desktop.store.database import Database
from desktop.store.purchases import PurchaseStore
from desktop.wallet.client import VaultClient


@dataclass(frozen=True, slots=True)
class ContentRoom:
    """The store and what fills it, and what makes running models of it."""

    environments: WorkerEnvironments
    host: ModelHost
    store: ContentStore
    pairs: Pairs
    downloads: DownloadService
    content: KeptContent
    opening: OpeningService


def make_contents(
    *,
    paths: Paths,
    settings: SettingsFile,
    connection: Connection,
    book: PurchaseStore,
    database: Database,
    vault: VaultClient,
    publish: Callable[[Change], None],
    stack: ExitStack,
) -> ContentRoom:
    """Compose them; nothing is fetched, and no process is started."""
    environments = make_environments(paths, settings)
    host, store = ModelHost(engine_for=environments.engine_for), ContentStore(paths.content)
    store.drop_staging()
    pairs = Pairs(host, paths.content)
    stack.callback(pairs.close)
    downloads = make_downloads(database, settings, book, publish)
    content = KeptContent(
        store,
        host,
        connection.sources,
        downloads=downloads,
        ipfs=ipfs_access(settings),
        allow_inside=lambda: connection.info.is_demo or settings.settings.local_sources,
    )
    opening = OpeningService(vault, pairs, content.public_path)
    return ContentRoom(environments, host, store, pairs, downloads, content, opening)
