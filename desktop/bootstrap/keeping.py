"""Stored content: what takes room, whether it is sound, where own listings are served. Composed for app and commands."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.bootstrap.clock import SystemClock
from desktop.bootstrap.contents import KeptContent
from desktop.bootstrap.downloading import ipfs_access
from desktop.config import SettingsFile
from desktop.content.errors import InvalidSource, SourceFault
from desktop.content.kubo_source import KuboSource
from desktop.content.mirroring import add_to_ipfs, copy_to_folder
from desktop.content.probing import first_that_gives
from desktop.content.serving import ContentServer
from desktop.content.sources import IpfsAccess, Source, open_source
from desktop.content.store import ContentStore
from desktop.content.throttling import Throttle
from desktop.content.verifying import read_chunk_list
from desktop.core.cancel import CancelToken
from desktop.core.cards import parse_card
from desktop.core.changes import Change
from desktop.core.cids import cid_of
from desktop.core.contents import CHUNKS, Commitments
from desktop.core.mirrors import Mirror, MirrorKind, SourceStanding
from desktop.paths import OwnerLock, Paths
from desktop.runtime.host import ModelHost
from desktop.services.checking import LibraryCheck
from desktop.services.rights import Holdings, Standings
from desktop.services.seeding import CannotServe, SeedService, SeedSettings
from desktop.services.selling.mirroring import Lister, MirrorService, Spreader, require_address
from desktop.services.storage import StorageService
from desktop.store.checks import CheckStore
from desktop.store.database import Database
from desktop.store.holdings import HoldingStore
from desktop.store.migrations import user_database
from desktop.store.mirrors import MirrorStore
from desktop.store.purchases import PurchaseStore
from desktop.store.requests import RequestStore
from desktop.store.sales import AllSales, SaleStore

Publish = Callable[[Change], None]


@dataclass(frozen=True, slots=True)
class Keeping:
    """The services of stored content."""

    storage: StorageService
    checking: LibraryCheck
    seeding: SeedService


def make_keeping(
    *,
    database: Database,
    content: KeptContent,
    store: ContentStore,
    seeds: "SeedFile",
    hindrances: Holdings,
    publish: Publish,
) -> Keeping:
    """Compose them; nothing is served before ``seeding.start``."""
    clock, sales = SystemClock(), AllSales(database)
    purchases, requests = PurchaseStore(database, clock.now), RequestStore(database, clock.now)
    storage = StorageService(
        content=content,
        purchases=purchases,
        received=HoldingStore(database),
        requests=requests,
        sales=sales,
        hindrances=hindrances,
        clock=clock,
        publish=publish,
    )
    checking = LibraryCheck(
        content=content,
        book=CheckStore(database),
        purchases=purchases,
        requests=requests,
        sales=sales,
        claims=storage.claims,
        read_card=parse_card,
        clock=clock,
        publish=publish,
    )
    seeding = SeedService(
        serve=_Servers(store),
        keeper=seeds,
        book=MirrorStore(database),
        purchases=purchases,
        requests=requests,
        sales=sales,
        publish=publish,
    )
    return Keeping(storage, checking, seeding)


def make_mirrors(
    *,
    database: Database,
    store: ContentStore,
    sales: SaleStore,
    lister: Lister,
    ipfs: Callable[[], IpfsAccess],
    publish: Publish,
) -> MirrorService:
    """Where own listings of this market are served."""
    book = MirrorStore(database)
    return MirrorService(
        content=MirrorDesk(store, book.mirrors, ipfs),
        book=book,
        listings=sales,
        lister=lister,
        read_card=parse_card,
        clock=SystemClock(),
        publish=publish,
    )


def make_spreader(database: Database, store: ContentStore) -> Spreader:
    """What publishes to several places, for the seller's services."""
    return Spreader(MirrorDesk(store, MirrorStore(database).mirrors))


class MirrorDesk:
    """``services.selling.mirroring.MirroredContent`` over the content room."""

    def __init__(
        self,
        store: ContentStore,
        mirrors: Callable[[], tuple[Mirror, ...]],
        ipfs: Callable[[], IpfsAccess] = IpfsAccess,
    ) -> None:
        self._store = store
        self._mirrors = mirrors
        self._ipfs = ipfs

    def put(
        self, content: Commitments, mirror: Mirror, cancel: CancelToken, report: Callable[[int, int], None]
    ) -> tuple[str, ...]:
        """Publish to one place; raises what the place's own module says."""
        address = mirror.address.rstrip("/")
        match mirror.kind:
            case MirrorKind.FOLDER:
                copy_to_folder(self._store, content, Path(mirror.target), cancel, report)
                return (address,) if address else ()
            case MirrorKind.IPFS:
                found = add_to_ipfs(self._store, content, mirror.target, cancel, report)
                return (found, f"{address}/ipfs/{cid_of(found)}") if address else (found,)
            case MirrorKind.APP:
                require_address(mirror)
                return (address,)

    def ask(self, content: Commitments, source: str, cancel: CancelToken) -> SourceStanding:
        """Random pieces of an address of an own card: the person wrote it, so it may lead into their own network."""
        known = self._store.path(content.identity, CHUNKS)
        chunk_list = read_chunk_list(known, content) if known.is_file() else None
        try:
            ways = self._ways(source)
        except InvalidSource:
            return SourceStanding(content.identity, source, 0, "address")
        try:
            found = first_that_gives(ways, content, cancel, chunk_list)
        except SourceFault as fault:
            return SourceStanding(content.identity, source, 0, fault.reason, fault.detail)
        finally:
            for way in ways:
                way.close()
        return SourceStanding(
            content.identity, source, 0, pieces=found.pieces, bytes=found.bytes, seconds=found.seconds
        )

    def _ways(self, source: str) -> list[Source]:
        cid = cid_of(source)
        if cid is None:
            return open_source(source, by_person=True)
        nodes = [mirror for mirror in self._mirrors() if mirror.kind is MirrorKind.IPFS]
        ways: list[Source] = []
        for mirror in nodes:
            ways.append(KuboSource(mirror.target, cid, local_only=True))
            if mirror.address:
                ways += open_source(source, by_person=True, ipfs=IpfsAccess(gateway=mirror.address))
        return [*ways, *open_source(source, by_person=True, ipfs=self._ipfs())]


class _Servers:
    """``services.seeding.ServerMaker``."""

    def __init__(self, store: ContentStore) -> None:
        self._store = store

    def __call__(
        self, host: str, port: int, offers: Callable[[bytes], bool], limit_bytes_s: Callable[[], int]
    ) -> ContentServer:
        try:
            server = ContentServer(
                self._store, host, port, offers=offers, pace=Throttle(limit_bytes_s).share()
            )
        except OSError as error:
            raise CannotServe(f"{host}:{port}") from error
        server.start()
        return server


class SeedFile:
    """``services.seeding.SeedKeeper`` over the settings file; ``instead`` is said by a command and never kept."""

    def __init__(self, file: SettingsFile, instead: Mapping[str, object] | None = None) -> None:
        self._file = file
        self._instead = dict(instead or {})

    def seed_settings(self) -> SeedSettings:
        kept = self._file.settings
        settings = SeedSettings(
            kept.seed,
            kept.seed_host,
            kept.seed_port,
            kept.seed_address,
            kept.seed_limit_kib << 10,
            kept.seed_licences,
        )
        return replace(settings, **self._instead)  # type: ignore[arg-type]

    def keep_seed_settings(self, settings: SeedSettings) -> None:
        self._file.change(
            seed=settings.is_on,
            seed_host=settings.host,
            seed_port=settings.port,
            seed_address=settings.address,
            seed_limit_kib=settings.limit_bytes_s >> 10,
            seed_licences=settings.with_licences,
        )


@contextmanager
def opened_keeping(
    data_dir: Path | None, *, sources: Sequence[str] = (), seed: Mapping[str, object] | None = None
) -> Iterator[Keeping]:
    """The services over a data directory that this process owns, for commands: no wallet, no chain, no window.

    Args:
        data_dir: Where everything is kept.
        sources: Addresses and folders that the person added; tried first.
        seed: Fields of ``SeedSettings`` for this process alone.
    """
    paths = Paths.choose(data_dir)
    paths.create()
    with ExitStack() as stack:
        stack.enter_context(OwnerLock(paths.lock))
        database = Database.open(paths.user_database, user_database)
        stack.callback(database.close)
        store, clock, settings = ContentStore(paths.content), SystemClock(), SettingsFile(paths.settings)
        store.drop_staging()
        book = HoldingStore(database)
        holdings = Holdings(
            purchases=PurchaseStore(database, clock.now),
            book=book,
            requests=RequestStore(database, clock.now),
            standings=Standings((), book, clock, lambda _change: None),
        )
        keeping = make_keeping(
            database=database,
            content=KeptContent(
                store,
                ModelHost(),
                sources,
                ipfs=ipfs_access(settings),
                allow_inside=lambda: settings.settings.local_sources,
            ),
            store=store,
            seeds=SeedFile(settings, seed or {}),
            hindrances=holdings,
            publish=lambda _change: None,
        )
        stack.callback(keeping.seeding.close)
        yield keeping
