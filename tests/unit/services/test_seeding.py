"""Seeding from the app: a switch, a port, what is given; and nothing but published ciphertext of this wallet."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event, Thread

import httpx
import pytest

from desktop.bootstrap.keeping import Keeping, SeedFile, _Servers, opened_keeping
from desktop.config import SettingsFile
from desktop.content.store import ContentStore
from desktop.core.contents import PAYLOAD, Commitments
from desktop.core.exchange import Terms
from desktop.core.orders import PurchaseState
from desktop.core.sales import OwnListing
from desktop.paths import Paths
from desktop.services.seeding import CannotServe, SeedService, SeedSettings
from desktop.store.database import Database
from desktop.store.migrations import user_database
from desktop.store.mirrors import MirrorStore
from desktop.store.purchases import PurchaseStore
from desktop.store.requests import RequestStore
from desktop.store.sales import AllSales, SaleStore
from tests.helpers.samples import CHAIN_ID, MARKET, make_purchase, make_terms
from tests.unit.content.versions import Version, make_in_store

ON = SeedSettings(is_on=True)
SIZE = 400_000


@dataclass
class Home:
    service: SeedService
    store: ContentStore
    sales: SaleStore
    purchases: PurchaseStore
    versions: list[Version]

    def get(self, version: int) -> int:
        identity = self.versions[version].content.identity.hex()
        return httpx.get(f"{self.service.open()}/{identity}/{PAYLOAD}").status_code


def terms_of(content: Commitments) -> Terms:
    return replace(
        make_terms(),
        size_bytes=content.size_bytes,
        nonce=content.nonce,
        content_root=content.content_root,
        public_digest=content.public_digest,
    )


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    """Three versions: listed, sealed but never listed, bought."""
    versions = []
    for size in (SIZE, 3000, 4000):
        store, version = make_in_store(tmp_path / "content", size)
        versions.append(version)
    database = Database.open(tmp_path / "licet.db", user_database)
    sales, purchases = SaleStore(database, CHAIN_ID, MARKET), PurchaseStore(database)
    sales.put_listing(OwnListing(terms_of(versions[0].content), b"{}", 7, 1, is_open=False))
    sales.put_listing(OwnListing(terms_of(versions[1].content), b"{}", 0, 1))
    bought = make_purchase("aa", state=PurchaseState.FINAL)
    purchases.add(replace(bought, terms=terms_of(versions[2].content)))
    service = SeedService(
        serve=_Servers(store),
        keeper=SeedFile(SettingsFile(tmp_path / "settings.json")),
        book=MirrorStore(database),
        purchases=purchases,
        requests=RequestStore(database),
        sales=AllSales(database),
        publish=lambda _change: None,
    )
    yield Home(service, store, sales, purchases, versions)
    service.close()
    database.close()


def test_only_what_was_published_is_served(home: Home) -> None:
    home.service.change(ON)

    assert [home.get(version) for version in range(3)] == [200, 404, 404]


def test_licences_are_seeded_only_by_choice(home: Home) -> None:
    home.service.change(ON)
    without = home.get(2)

    home.service.change(replace(ON, with_licences=True))

    assert (without, home.get(2)) == (404, 200)


def test_the_switch_is_kept_and_obeyed_at_the_next_start(home: Home) -> None:
    home.service.start()
    before = home.service.status()
    home.service.change(ON)
    home.service.close()

    home.service.start()

    assert before.base_url == ""
    assert home.service.status().base_url.startswith("http://127.0.0.1:")


def test_switching_off_closes_the_port(home: Home) -> None:
    url = home.service.change(ON).base_url

    status = home.service.change(replace(ON, is_on=False))

    assert status.base_url == ""
    with pytest.raises(httpx.ConnectError):
        httpx.get(url)


def test_what_was_given_is_added_up_over_restarts(home: Home) -> None:
    home.service.change(ON)
    home.get(0)
    home.service.close()  # the last piece is counted after the client has it
    first = home.service.status().given_bytes
    home.service.start()
    home.get(0)
    home.service.close()

    assert first > SIZE
    assert home.service.status().given_bytes == 2 * first
    assert home.service.given() == {home.versions[0].content.identity: 2 * first}


def test_a_taken_port_is_said_and_does_not_stop_the_start(home: Home) -> None:
    port = int(home.service.change(ON).base_url.rpartition(":")[2])
    other = SeedService(**{**_parts(home.service), "keeper": _Kept(replace(ON, port=port))})

    other.start()

    assert other.status().fault is not None
    with pytest.raises(CannotServe):
        other.open()


def test_the_limit_holds_an_upload_back_until_it_is_lifted(home: Home) -> None:
    """At a KiB a second the first step goes out on credit, and the next one waits."""
    home.service.change(replace(ON, limit_bytes_s=1 << 10))
    codes: list[int] = []
    buyer = Thread(target=lambda: codes.append(home.get(0)), daemon=True)
    buyer.start()
    while home.service.status().given_bytes < 1 << 17:
        Event().wait(0.01)
    held_back = home.service.status().given_bytes

    home.service.change(ON)
    buyer.join(30)

    assert held_back < SIZE
    assert codes == [200]


def test_a_data_directory_seeds_without_wallet_chain_or_window(home: Home, tmp_path: Path) -> None:
    paths = Paths(tmp_path / "other")
    paths.create()
    make_in_store(paths.content, 10)

    with opened_keeping(tmp_path / "other") as keeping:
        assert isinstance(keeping, Keeping)
        answer = httpx.get(f"{keeping.seeding.open()}/")

    assert answer.status_code == 404


@dataclass
class _Kept:
    settings: SeedSettings

    def seed_settings(self) -> SeedSettings:
        return self.settings


def _parts(service: SeedService) -> dict[str, object]:
    names = ("serve", "keeper", "book", "purchases", "requests", "sales", "publish")
    return {name: getattr(service, f"_{name}") for name in names}
