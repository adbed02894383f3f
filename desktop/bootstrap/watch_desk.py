"""The watches of a data directory for commands: over the catalogue on its disk, without any network."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from desktop.bootstrap.clock import SystemClock
from desktop.bootstrap.headless import Network, connect
from desktop.bootstrap.listening import Market, make_watching
from desktop.config import SettingsFile
from desktop.core.listings import Listing
from desktop.paths import OwnerLock, Paths
from desktop.services.watching import WatchService
from desktop.store.catalogue import CatalogueReader
from desktop.store.database import Database
from desktop.store.migrations import user_database


@dataclass(frozen=True, slots=True)
class WatchDesk:
    """What the commands need: the watches, and the listings that they may be about."""

    service: WatchService
    listing: Callable[[int], Listing | None]


@contextmanager
def opened_watches(data_dir: Path | None) -> Iterator[WatchDesk]:
    """The watches of a data directory and the catalogue beside it, without a network, while this process owns it.

    Raises:
        NoNetwork: The settings name no market.
    """
    paths = Paths.choose(data_dir)
    paths.create()
    with ExitStack() as stack:
        stack.enter_context(OwnerLock(paths.lock))
        connection = connect(SettingsFile(paths.settings), Network(None, None))
        database = Database.open(paths.user_database, user_database)
        stack.callback(database.close)
        market = Market(
            connection.info.chain_id, connection.market, paths.catalogue_database(connection.info.chain_id)
        )
        reader = CatalogueReader(market.catalogue)
        stack.callback(reader.close)
        service = make_watching(
            market=market,
            database=database,
            listing=reader.listing,
            clock=SystemClock(),
            publish=lambda _change: None,
            stack=stack,
        )
        yield WatchDesk(service, reader.listing)
