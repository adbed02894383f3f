"""The app's own composition of downloads: fetched through the kept content, listed, paused, gone on with after a restart."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.bootstrap.contents import KeptContent
from desktop.bootstrap.downloading import ipfs_access, make_downloads
from desktop.config import SettingsFile
from desktop.content.sources import IpfsAccess
from desktop.content.store import ContentStore
from desktop.core.cancel import CancelToken
from desktop.core.contents import PAYLOAD
from desktop.core.exchange import Terms
from desktop.core.transfers import DownloadPaused, SourcesFailed
from desktop.runtime.host import ModelHost
from desktop.services.downloads import DownloadService
from desktop.store.database import Database
from desktop.store.migrations import user_database
from desktop.store.purchases import PurchaseStore
from tests.helpers import faulty
from tests.helpers.faulty import FaultyServer
from tests.helpers.fetches import assert_whole
from tests.helpers.samples import make_terms
from tests.unit.content.versions import Version, make_in_store

SIZE = 40 * 65536 - 700


@pytest.fixture(scope="module")
def version(tmp_path_factory: pytest.TempPathFactory) -> Version:
    return make_in_store(tmp_path_factory.mktemp("shelf") / "origin", SIZE)[1]


@pytest.fixture
def server(version: Version) -> Iterator[FaultyServer]:
    with FaultyServer(version.folder.parent) as server:
        yield server


@pytest.fixture
def terms(version: Version) -> Terms:
    content = version.content
    return replace(
        make_terms(),
        size_bytes=content.size_bytes,
        nonce=content.nonce,
        content_root=content.content_root,
        public_digest=content.public_digest,
    )


class App:
    """What a start of the app makes of a data directory."""

    def __init__(self, root: Path, added: tuple[str, ...]) -> None:
        self.settings = SettingsFile(root / "settings.json")
        self.store = ContentStore(root / "content", reserve_bytes=0)
        self.database = Database.open(root / "licet.db", user_database)
        self.downloads: DownloadService = make_downloads(
            self.database, self.settings, PurchaseStore(self.database, lambda: 1), lambda _change: None
        )
        self.content = KeptContent(
            self.store,
            ModelHost(),
            added,
            downloads=self.downloads,
            ipfs=ipfs_access(self.settings),
            allow_inside=lambda: self.settings.settings.local_sources,
        )

    def fetch(self, terms: Terms, *sources: str) -> None:
        self.content.fetch(terms, sources, CancelToken(), lambda _progress: None, "a key")


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., App]]:
    opened: list[App] = []

    def make(*added: str) -> App:
        opened.append(App(tmp_path, added))
        return opened[-1]

    yield make
    for app in opened:
        app.database.close()


def test_a_download_is_paused_at_once_and_goes_on_after_a_restart_where_it_was(
    start: Callable[..., App], server: FaultyServer, terms: Terms, version: Version
) -> None:
    held = faulty.held_after(30 * 65552)
    server.faults[PAYLOAD] = [held.fault]
    app = start(server.base)

    def pause_when_it_stalls() -> None:
        held.reached.wait(10)
        app.downloads.pause(terms.identity)

    watching = threading.Thread(target=pause_when_it_stalls)
    watching.start()
    with pytest.raises(DownloadPaused):
        app.fetch(terms)
    watching.join()
    assert not held.was_let_go
    held.let_go()

    again = start(server.base)
    (kept,) = again.downloads.all()
    with pytest.raises(DownloadPaused):
        again.fetch(terms)
    again.downloads.go_on(terms.identity)
    again.fetch(terms)

    (done,) = again.downloads.all()
    assert kept.download.is_paused
    assert done.download.finished_at is not None
    assert [share.name for share in done.download.sources] == [server.base]
    assert server.starts(PAYLOAD)[1] > 65552
    assert_whole(again.store, version)


def test_a_card_may_name_this_network_only_if_the_person_says_so(
    start: Callable[..., App], server: FaultyServer, terms: Terms, version: Version
) -> None:
    app = start()
    with pytest.raises(SourcesFailed) as caught:
        app.fetch(terms, server.base)
    (failed,) = app.downloads.all()

    app.settings.change(local_sources=True)
    app.fetch(terms, server.base)

    assert caught.value.reasons == (f"{server.base}: private",)
    assert failed.download.finished_at is None
    assert_whole(app.store, version)


def test_how_ipfs_is_reached_follows_the_settings(tmp_path: Path) -> None:
    settings = SettingsFile(tmp_path / "settings.json")
    access = ipfs_access(settings)
    before = access()

    settings.change(ipfs_gateway="https://gateway.example", ipfs_node="http://127.0.0.1:5001")

    assert before == IpfsAccess()
    assert access() == IpfsAccess("https://gateway.example", "http://127.0.0.1:5001")
