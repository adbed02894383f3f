"""The database file: private, migrated with a backup, and honest about damage."""

import os
import shutil
import sqlite3
import stat
import threading
from contextlib import closing
from pathlib import Path

import pytest
import sqlite_utils
from sqlite_utils import Migrations

from desktop.core.errors import Bug, DatabaseBusy, DatabaseDamaged, DatabaseTooNew, DiskFull
from desktop.store import database as database_module
from desktop.store.activity import ActivityStore
from desktop.store.database import Database
from desktop.store.migrations import user_database
from desktop.store.purchases import PurchaseStore
from tests.helpers.samples import make_purchase

DATA = Path(__file__).resolve().parents[2] / "data"


def tables(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        return {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_the_file_and_its_log_are_private(database: Database) -> None:
    PurchaseStore(database).add(make_purchase())

    modes = {stat.S_IMODE(path.stat().st_mode) for path in database.path.parent.glob("licet.db*")}

    assert modes == {0o600}


def test_a_first_start_makes_no_backup(database: Database) -> None:
    assert list(database.path.parent.glob("*.backup")) == []


def test_an_older_file_is_backed_up_and_brought_up_to_date(tmp_path: Path) -> None:
    """The file in tests/data was written when only purchases existed; it holds one."""
    path = tmp_path / "licet.db"
    shutil.copy(DATA / "licet-0001.db", path)

    opened = Database.open(path, user_database)
    kept, activity = PurchaseStore(opened).all(), ActivityStore(opened).page(0, 10)
    opened.close()

    assert (kept, activity) == ([make_purchase()], [])
    backup = tmp_path / "licet-0001_purchases.backup"
    assert tables(backup) == tables(DATA / "licet-0001.db")
    with closing(sqlite3.connect(backup)) as connection:
        assert connection.execute("SELECT count(*) FROM purchase").fetchone() == (1,)


def test_a_second_migration_from_the_same_version_keeps_the_first_backup(tmp_path: Path) -> None:
    for _ in range(2):
        shutil.copy(DATA / "licet-0001.db", tmp_path / "licet.db")
        Database.open(tmp_path / "licet.db", user_database).close()

    assert len(list(tmp_path.glob("*.backup"))) == 2


def test_a_failing_migration_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "licet.db"
    first = Migrations("licet")
    first(name="0001_one")(lambda db: db.execute("CREATE TABLE one (x TEXT) STRICT"))
    Database.open(path, first).close()

    def broken(db: object) -> None:
        db.execute("CREATE TABLE two (x TEXT) STRICT")  # type: ignore[attr-defined]
        raise ArithmeticError

    first(name="0002_two")(broken)
    with pytest.raises(ArithmeticError):
        Database.open(path, first)

    assert "two" not in tables(path)
    assert "one" in tables(path)


def test_a_file_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "licet.db"
    newer = Migrations("licet")
    newer(name="9999_from_the_future")(lambda db: db.execute("CREATE TABLE future (x TEXT) STRICT"))
    Database.open(path, newer).close()
    before = tables(path)

    with pytest.raises(DatabaseTooNew):
        Database.open(path, user_database)

    assert tables(path) == before


@pytest.mark.parametrize("damage", ["text", "page"])
def test_a_damaged_file_is_said_and_kept(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "licet.db"
    if damage == "text":
        path.write_bytes(b"this is no database" * 100)
    else:
        Database.open(path, user_database).close()
        data = bytearray(path.read_bytes())
        data[100:4000] = b"\xff" * 3900
        path.write_bytes(data)
    before = path.read_bytes()

    with pytest.raises(DatabaseDamaged) as raised:
        Database.open(path, user_database)

    assert raised.value.path == str(path)
    assert path.read_bytes() == before


def test_an_error_inside_a_transaction_undoes_it(database: Database) -> None:
    store = PurchaseStore(database)

    def fail_half_way() -> None:
        with database.write():
            store.add(make_purchase())
            raise ArithmeticError

    with pytest.raises(ArithmeticError):
        fail_half_way()

    assert store.all() == []


def test_readers_cannot_write(database: Database) -> None:
    with pytest.raises(Bug), database.read() as connection:
        connection.execute("DELETE FROM purchase")


def test_each_thread_reads_on_a_connection_of_its_own(database: Database) -> None:
    seen: list[sqlite3.Connection] = []

    def read() -> None:
        with database.read() as connection:
            seen.append(connection)

    for _ in range(2):
        thread = threading.Thread(target=read)
        thread.start()
        thread.join()
    read()
    read()

    assert len(set(map(id, seen))) == 3


def test_a_full_disk_is_said(database: Database) -> None:
    with database.write() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count={pages}")

    def fill() -> None:
        for number in range(200):
            PurchaseStore(database).add(make_purchase(f"{number:04x}"))

    with pytest.raises(DiskFull):
        fill()


def test_a_database_that_another_program_holds_is_said(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "BUSY_MS", 1)
    with closing(database_module.connect(database.path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseBusy):
            Database.open(database.path, _with_one_more())


def _with_one_more() -> Migrations:
    more = Migrations("licet")
    with closing(sqlite_utils.Database(memory=True)) as empty:
        names = [migration.name for migration in user_database.pending(empty)]
    for name in (*names, "9999_more"):
        more(name=name)(lambda db: db.execute("CREATE TABLE more (x TEXT) STRICT"))
    return more
