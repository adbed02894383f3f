"""``licet records``: what ran is listed, exported signed, and checked; without a network, and checked without a wallet."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from desktop.cli import licet
from desktop.core.run_exports import NothingToExport, RunRecordAltered
from desktop.core.run_records import input_digest
from desktop.core.runs import TextInput
from desktop.paths import Paths
from desktop.store.database import Database
from desktop.store.migrations import user_database
from desktop.store.runs import RunStore
from tests.helpers.cli import make_wallet
from tests.helpers.runs import make_record


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data directory with a wallet and two runs, one of old."""
    make_wallet(tmp_path / "data")
    database = Database.open(Paths(tmp_path / "data").user_database, user_database)
    runs = RunStore(database)
    runs.add(make_record(detail=None))
    runs.add(make_record(input_digest=input_digest({"x": TextInput("words")})))
    database.close()
    return tmp_path


def records(folder: Path, *arguments: object) -> Result:
    """``licet records``, in this process."""
    return CliRunner().invoke(licet, ["--data-dir", str(folder / "data"), "records", *map(str, arguments)])


def test_a_record_is_listed_exported_and_found_genuine_until_a_byte_changes(folder: Path) -> None:
    file = folder / "run.json"

    listed = json.loads(records(folder, "list", "aa", "--json").output)
    exported = records(folder, "export", 2, "--out", file, "--password-file", folder / "data.password")
    told = json.loads(records(folder, "verify", file, "--json").output)
    file.write_bytes(file.read_bytes().replace(b"seven 98.0%", b"seven 99.0%"))
    refused = records(folder, "verify", file)

    assert [(row["number"], row["can_export"]) for row in listed["records"]] == [(2, True), (1, False)]
    assert exported.exit_code == 0
    assert (told["ok"], told["record"]["model"]["name"]) == (True, "Handwritten digits")
    assert isinstance(refused.exception, RunRecordAltered)


def test_a_run_of_old_and_a_file_that_is_there_are_refused(folder: Path) -> None:
    password = folder / "data.password"

    old = records(folder, "export", 1, "--out", folder / "old.json", "--password-file", password)
    there = records(folder, "export", 2, "--out", password, "--password-file", password)

    assert isinstance(old.exception, NothingToExport)
    assert there.exit_code == 2
    assert not (folder / "old.json").exists()
