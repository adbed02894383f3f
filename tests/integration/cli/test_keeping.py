"""``licet library`` and ``licet seed`` over a data directory, as scripts use them."""

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner, Result

from desktop.cli import licet as cli
from desktop.core.cards import make_card
from desktop.core.contents import PAYLOAD, Commitments
from desktop.core.exchange import Terms
from desktop.core.listings import Card
from desktop.core.orders import PurchaseState
from desktop.core.sales import OwnListing
from desktop.paths import Paths
from desktop.store.database import Database
from desktop.store.migrations import user_database
from desktop.store.mirrors import MirrorStore
from desktop.store.purchases import PurchaseStore
from desktop.store.sales import SaleStore
from tests.helpers.cli import ROOT, command, licet
from tests.helpers.samples import CHAIN_ID, MARKET, make_purchase, make_terms
from tests.unit.content.versions import Version, flip, make_in_store

SIZE = 300_000


@pytest.fixture(autouse=True)
def _own_signals() -> Iterator[None]:
    """The commands end by signals; this process keeps its own."""
    kept = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)


@dataclass
class Home:
    data_dir: Path
    bought: Version
    listed: Version


def terms_of(content: Commitments) -> Terms:
    return replace(
        make_terms(), size_bytes=content.size_bytes, nonce=content.nonce,
        content_root=content.content_root, public_digest=content.public_digest,
    )  # fmt: skip


def card(*sources: str) -> bytes:
    return make_card(
        Card(
            format=1, name="Digits", version="1.0.0", task="image-classification", summary="s", license="MIT",
            sources=list(sources), public_bytes=9,
        )
    )  # fmt: skip


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """One version bought, one listed."""
    paths = Paths(tmp_path / "data")
    paths.create()
    _, bought = make_in_store(paths.content, SIZE)
    _, listed = make_in_store(paths.content, 5_000)
    database = Database.open(paths.user_database, user_database)
    purchase = make_purchase("aa", state=PurchaseState.FREE)
    PurchaseStore(database).add(replace(purchase, terms=terms_of(bought.content), card_json=card()))
    own = OwnListing(terms_of(listed.content), card("https://x.example"), 7, 1)
    SaleStore(database, CHAIN_ID, MARKET).put_listing(own)
    database.close()
    return Home(paths.root, bought, listed)


def test_a_sound_library_exits_0_and_names_each_version(home: Home) -> None:
    found = licet("library", "verify", "--fast", "--json", data_dir=home.data_dir)

    assert found.json["ok"]
    assert {one["state"] for one in found.json["versions"]} == {"sound"}
    assert {one["identity"] for one in found.json["versions"]} == {
        home.bought.content.identity.hex(),
        home.listed.content.identity.hex(),
    }


def test_damage_that_nobody_can_mend_exits_1_in_words(home: Home) -> None:
    flip(home.bought.paths.payload, 100_000)

    found = run("library", "verify", "--fast", "--no-mend", data_dir=home.data_dir)

    assert found.exit_code == 1
    assert "1 piece of 64 KiB was damaged. It is out of use" in found.output


def test_what_takes_room_is_listed_with_its_rule(home: Home) -> None:
    found = json.loads(run("library", "storage", "--clean", "--json", data_dir=home.data_dir).output)

    assert {thing["rule"] for thing in found["things"]} == {"licence", "listing"}
    assert found["freed_bytes"] == 0


@contextmanager
def seeding(home: Home, *arguments: str) -> Iterator[str]:
    with subprocess.Popen(
        command("seed", "--json", *arguments, data_dir=home.data_dir),
        cwd="/", env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        yield json.loads(process.stdout.readline())["url"]
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0


def test_seeding_serves_own_listings_and_counts_what_it_gave(home: Home) -> None:
    with seeding(home) as url:
        listed = httpx.get(f"{url}/{home.listed.content.identity.hex()}/{PAYLOAD}")
        bought = httpx.get(f"{url}/{home.bought.content.identity.hex()}/{PAYLOAD}")

    assert listed.content == home.listed.paths.payload.read_bytes()
    assert bought.status_code == 404
    database = Database.open(Paths(home.data_dir).user_database, user_database)
    assert MirrorStore(database).given() == {home.listed.content.identity: len(listed.content)}
    database.close()


def test_damage_is_mended_from_a_source_that_the_person_names(home: Home, tmp_path: Path) -> None:
    share = tmp_path / "share"
    shutil.copytree(home.bought.folder, share / home.bought.content.identity.hex())
    flip(home.bought.paths.payload, 100_000)

    found = run("library", "verify", "--fast", "--json", "--source", share, data_dir=home.data_dir)

    told = {one["identity"]: one for one in json.loads(found.output)["versions"]}
    mended = told[home.bought.content.identity.hex()]
    assert (found.exit_code, mended["state"]) == (0, "mended")
    assert mended["mended_from"] == [str(share)]
    assert mended["mended_bytes"] < 2 * 65_552 + 64 * 64 * 32


def run(*arguments: object, data_dir: Path) -> Result:
    """A command in this process."""
    return CliRunner().invoke(cli, ["--data-dir", str(data_dir), *map(str, arguments)])
