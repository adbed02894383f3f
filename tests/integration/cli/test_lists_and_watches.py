"""``licet list`` and ``licet watch`` without any network: files that are checked and compared, and what is new on disk."""

import json
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from desktop.cli import licet
from desktop.core.block_lists import BlockListAltered
from desktop.core.errors import AppError
from desktop.services.catalogue import NoSuchListing
from tests.helpers.block_lists import AUTHOR, OTHER_KEY, about, make_list, signed
from tests.helpers.samples import CHAIN_ID, ETHER, MARKET, SELLER
from tests.helpers.watching import Do, Watcher

BASE = make_list(about(1, "old \u202eword"), about(2))
NEWER = make_list(about(1, "new"), about(3, "<b>x</b>", "spam"), version=2)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(licet, [str(one) for one in arguments])


def answered(*arguments: object) -> Any:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.exception
    return json.loads(result.output)


def put(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_a_list_is_verified_by_its_signature(tmp_path: Path) -> None:
    told = answered("list", "verify", put(tmp_path / "a.json", signed(BASE)))

    assert (told["ok"], told["author"], told["version"]) == (True, str(AUTHOR), 1)
    assert [entry["subject"] for entry in told["entries"]] == ["1", "2"]


def test_a_wrong_signature_ends_the_command(tmp_path: Path) -> None:
    result = run("list", "verify", put(tmp_path / "a.json", signed(BASE, OTHER_KEY)))

    assert result.exit_code != 0
    assert isinstance(result.exception, BlockListAltered)


def test_two_versions_are_compared(tmp_path: Path) -> None:
    first, second = put(tmp_path / "a.json", signed(BASE)), put(tmp_path / "b.json", signed(NEWER))

    told = answered("list", "diff", first, second)
    words = run("list", "diff", first, second).output

    assert told["same_list"]
    assert [entry["subject"] for entry in told["added"]] == ["3"]
    assert [entry["subject"] for entry in told["removed"]] == ["2"]
    assert told["changed"][0]["after"]["reason"] == "new"
    assert words.splitlines() == [
        "+ listing 3 (spam): <b>x</b>",
        "- listing 2 (copied): it is a copy",
        "~ listing 1 (copied): new (before: copied, old word)",
        "0 the same",
    ]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data directory with settings, and a catalogue of two listings that no node is asked about."""
    folder = tmp_path / "data"
    folder.mkdir()
    settings = {"rpc_urls": ["http://127.0.0.1:9/"], "market": str(MARKET), "chain_id": CHAIN_ID}
    (folder / "settings.json").write_text(json.dumps(settings))
    return folder


def test_what_is_watched_is_told_from_the_catalogue_on_the_disk(data: Path) -> None:
    watcher = Watcher(data)
    watcher.mine(Do(1, ETHER), Do(2, 2 * ETHER, "Cats"))
    watcher.follow()
    watcher.database.close()
    place = ("--data-dir", data)

    first = answered(*place, "watch", "listing", 1, "--below", "0.5")
    answered(*place, "watch", "search", "birds")
    seller = answered(*place, "watch", "seller", SELLER)
    watcher.mine(Do(1, ETHER // 2), Do(3, 1, "Birds"))
    watcher.follow()
    told = answered(*place, "watch", "list")["watches"]

    assert (first["number"], first["limit"]) == (1, str(ETHER // 2))
    news = {one["number"]: one["news"] for one in told}
    assert [(n["kind"], n["price"], n["limit_reached"]) for n in news[1]] == [
        ("price", str(ETHER // 2), True)
    ]
    assert [(n["kind"], n["listing"]) for n in news[2]] == [("listed", 3)]
    assert "block 2: listing 3 listed" in run(*place, "watch", "list", "--read").output
    assert all(one["unread"] == 0 for one in answered(*place, "watch", "list")["watches"])
    assert run(*place, "watch", "stop", seller["number"]).exit_code == 0
    assert len(answered(*place, "watch", "list")["watches"]) == 2
    watcher.close()


def test_a_listing_that_is_not_there_cannot_be_watched(data: Path) -> None:
    result = run("--data-dir", data, "watch", "listing", 7)

    assert isinstance(result.exception, NoSuchListing)
    assert isinstance(result.exception, AppError)
    assert not isinstance(result.exception, click.ClickException)
