"""``licet contacts`` and ``licet wallet activity``: the address book and the activity, without a wallet or a network."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from desktop.cli import licet
from desktop.core.errors import InvalidAddress
from desktop.core.identity import Address
from desktop.paths import Paths
from desktop.services.activity_files import KOINLY_COLUMNS, PLAIN_COLUMNS
from desktop.services.contacts import ContactNameTaken
from desktop.services.journal import Activity
from desktop.store.activity import ActivityStore
from desktop.store.database import Database
from desktop.store.migrations import user_database

ANN, TWIN, MINE = (Address(b"\x11" * 2 + bytes([n]) * 16 + b"\x22" * 2) for n in (3, 4, 5))


def run(folder: Path, *arguments: object) -> Result:
    """In this process: a command without a vault needs none of its own."""
    return CliRunner().invoke(licet, ["--data-dir", str(folder), *map(str, arguments)])


def told(folder: Path, *arguments: object) -> Any:
    answer = run(folder, *arguments, "--json")
    assert answer.exit_code == 0, answer.output
    return json.loads(answer.stdout)


def test_a_contact_is_added_listed_renamed_and_removed(tmp_path: Path) -> None:
    told(tmp_path, "contacts", "add", "Ann", ANN, "--note", "rent", "--chain", 10)
    told(tmp_path, "contacts", "add", "Anna", ANN)

    (kept,) = told(tmp_path, "contacts", "list")["contacts"]
    assert kept == {"name": "Anna", "address": str(ANN), "chain": 10, "ens": "", "note": "rent"}
    assert told(tmp_path, "contacts", "remove", ANN)["removed"]["name"] == "Anna"
    assert told(tmp_path, "contacts", "list")["contacts"] == []
    assert run(tmp_path, "contacts", "remove", ANN).exit_code == 1


def test_an_address_that_looks_like_another_contact_is_told(tmp_path: Path) -> None:
    told(tmp_path, "contacts", "add", "Ann", ANN)

    assert told(tmp_path, "contacts", "add", "Bob", TWIN)["looks_like"] == str(ANN)


def test_what_is_no_contact_is_refused_and_nothing_is_kept(tmp_path: Path) -> None:
    told(tmp_path, "contacts", "add", "Ann", ANN)

    for arguments, error in ((("Ann", TWIN), ContactNameTaken), (("Bob", "bob.eth"), InvalidAddress)):
        assert isinstance(run(tmp_path, "contacts", "add", *arguments).exception, error)
    assert len(told(tmp_path, "contacts", "list")["contacts"]) == 1


def test_contacts_go_to_a_file_and_come_back_without_the_lines_that_are_none(tmp_path: Path) -> None:
    told(tmp_path / "one", "contacts", "add", "=Ann", ANN)
    file = tmp_path / "contacts.csv"
    assert told(tmp_path / "one", "contacts", "export", "--out", file)["contacts"] == 1
    file.write_bytes(file.read_bytes() + b"Bob,0x12,,,\r\n")

    looked = told(tmp_path / "two", "contacts", "import", file, "--dry-run")
    assert told(tmp_path / "two", "contacts", "list")["contacts"] == []
    kept = told(tmp_path / "two", "contacts", "import", file)

    assert [row["name"] for row in kept["added"]] == ["=Ann"]
    assert kept["refused"] == looked["refused"] == [{"line": 3, "reason": "address", "text": "Bob 0x12"}]
    assert told(tmp_path / "two", "contacts", "list")["contacts"] == kept["added"]
    assert file.stat().st_mode & 0o777 == 0o600
    assert (
        run(tmp_path / "one", "contacts", "export", "--out", file).exit_code == 2
    )  # never over another file


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with two payments."""
    folder = tmp_path_factory.mktemp("lived")
    paths = Paths.choose(folder)
    paths.create()
    database = Database.open(paths.user_database, user_database)
    store = ActivityStore(database)
    for number, chain in ((1, 1), (2, 137)):
        store.add(Activity(0, number, "send", MINE, -7, 3, bytes([number]) * 32, "done", ANN, chain_id=chain))
    database.close()
    return folder


def test_the_newest_lines_are_told_and_can_be_narrowed(lived: Path) -> None:
    lines = told(lived, "wallet", "activity")["lines"]

    assert [(line["chain"], line["amount"], line["counterparty"]) for line in lines] == [
        (137, "-7", str(ANN)), (1, "-7", str(ANN)),
    ]  # fmt: skip
    assert [line["chain"] for line in told(lived, "wallet", "activity", "--chain", 1)["lines"]] == [1]


def test_the_plain_file_is_the_windows_own(lived: Path, tmp_path: Path) -> None:
    file = tmp_path / "all.csv"

    told(lived, "wallet", "activity", "--csv", file)

    rows = list(csv.reader(file.read_text("utf-8").splitlines()))
    assert tuple(rows[0]) == PLAIN_COLUMNS
    assert {row[PLAIN_COLUMNS.index("chain_id")] for row in rows[1:]} == {"1", "137"}


def test_koinlys_file_is_of_one_account_on_one_chain(lived: Path, tmp_path: Path) -> None:
    file = tmp_path / "koinly.csv"

    answer = told(lived, "wallet", "activity", "--csv", file, "--koinly", "--account", MINE, "--chain", 137)

    rows = list(csv.reader(file.read_text("utf-8").splitlines()))
    assert (tuple(rows[0]), len(rows), answer["rows"]) == (KOINLY_COLUMNS, 2, 1)
    assert "POL" in rows[1]
    for missing in (
        ("--koinly",),
        ("--csv", tmp_path / "b", "--koinly"),
        ("--csv", tmp_path / "b", "--chain", 1),
    ):
        assert run(lived, "wallet", "activity", *missing).exit_code == 2
