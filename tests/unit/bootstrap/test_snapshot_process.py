"""The process that reads strangers' snapshots, and the indexer's part: what was wrong is thrown away, also after a kill."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from desktop.bootstrap.snapshot_watch import SnapshotWatch
from desktop.bootstrap.snapshots import SnapshotProcess, check_file, compare_files
from desktop.core.cancel import CancelToken
from desktop.core.errors import Cancelled
from desktop.core.events import EventBatch
from desktop.core.fact_checks import Verdict, WrongRow
from desktop.core.snapshots import NotASnapshot, SnapshotState
from desktop.store.catalogue_swap import declare_whole, staged_path
from desktop.store.catalogue_writer import CatalogueWriter
from desktop.store.snapshot_book import SnapshotBook
from desktop.store.snapshot_files import open_head
from desktop.store.snapshot_loading import load
from tests.helpers.samples import CHAIN_ID, MARKET
from tests.helpers.snapshots import OF, RECORDS, file_of, history, snapshot, sync, tables

ROOT = Path(__file__).resolve().parents[3]
EVENTS = history(20)
LAST = EVENTS[-1].at.block_number
# Gives up its rights as the process does before it reads, and tries what a parser that was taken over would.
TRIES = """
import socket, subprocess, sys
from pathlib import Path
from desktop.bootstrap import snapshot_child
snapshot_child.rehearse()
snapshot_child._confine(Path(sys.argv[1]))
def tried(act):
    try:
        act()
    except OSError:
        return "refused"
    return "DONE"
print(tried(lambda: open(sys.argv[2])))
print(tried(lambda: open(sys.argv[1], "ab")))
print(tried(lambda: socket.socket()))
print(tried(lambda: subprocess.run(["true"])))
print(len(open(sys.argv[1], "rb").read()) > 0)
"""


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return snapshot(tmp_path_factory.mktemp("good"), EVENTS, LAST)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the walls are tested on Linux")
def test_a_parser_that_is_taken_over_can_read_the_snapshot_and_nothing_else(
    good: Path, tmp_path: Path
) -> None:
    (tmp_path / "secret").write_text("secret")

    done = subprocess.run(
        [sys.executable, "-c", TRIES, good, tmp_path / "secret"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stdout.split() == ["refused", "refused", "refused", "refused", "True"], done.stderr


def test_the_process_loads_what_reading_here_loads(good: Path, tmp_path: Path) -> None:
    load(good, tmp_path / "here.db", OF, lambda _done, _all: None)

    SnapshotProcess(tmp_path / "there.db", OF, None).load(good, CancelToken(), lambda _: None)  # type: ignore[arg-type]

    assert tables(staged_path(tmp_path / "there.db")) == tables(staged_path(tmp_path / "here.db"))


def test_a_refusal_comes_out_of_the_process_and_leaves_nothing(good: Path, tmp_path: Path) -> None:
    (tmp_path / "bad").write_bytes(good.read_bytes()[:-1])
    process = SnapshotProcess(tmp_path / "c.db", OF, None)  # type: ignore[arg-type]

    with pytest.raises(NotASnapshot):
        process.load(tmp_path / "bad", CancelToken(), lambda _: None)

    assert not staged_path(tmp_path / "c.db").exists()


def test_stopping_leaves_nothing(good: Path, tmp_path: Path) -> None:
    cancel = CancelToken()
    cancel.cancel()

    with pytest.raises(Cancelled):
        SnapshotProcess(tmp_path / "c.db", OF, None).load(good, cancel, lambda _: None)  # type: ignore[arg-type]

    assert not staged_path(tmp_path / "c.db").exists()


def test_files_are_judged_and_compared_without_a_network(good: Path, tmp_path: Path) -> None:
    from desktop.store.snapshot_files import read_facts

    facts = [fact for chunk in read_facts(good) for fact in chunk]
    other = file_of(tmp_path, facts[:-1], LAST)

    assert check_file(good).head.digest == open_head(good).head.digest
    assert [(row.verdict, row.block) for row in compare_files(other, good).rows] == [(Verdict.MISSING, LAST)]


@pytest.fixture
def adopted(good: Path, tmp_path: Path) -> Path:
    """A catalogue that began with a snapshot and is compared up to the middle."""
    path = tmp_path / "catalogue.db"
    head = load(good, path, OF, lambda _done, _all: None)
    with SnapshotBook.open(staged_path(path)) as book:
        book.begin(head, None, 0)
        book.note_checked([(0, LAST // 2)])
    declare_whole(path)
    return path


def test_what_was_wrong_is_thrown_away_at_the_next_start_too(adopted: Path, tmp_path: Path) -> None:
    """A kill between finding and mending: the state says so until it is done, and doing it again changes nothing."""
    sync(tmp_path / "half.db", [event for event in EVENTS if event.at.block_number <= LAST // 2], LAST // 2)
    with closing(CatalogueWriter.open(adopted, CHAIN_ID, MARKET, RECORDS)) as writer:
        with SnapshotBook.open(adopted) as book:
            book.note_wrong([WrongRow(Verdict.INVENTED, "sale", 3, LAST)])
        with closing(SnapshotWatch(adopted, writer, lambda: ())) as watch:
            assert watch.mend()
            assert not watch.mend()
        assert writer.progress().last_indexed == LAST // 2

    found, expected = tables(adopted), tables(tmp_path / "half.db")
    assert {name: rows for name, rows in found.items() if name not in {"meta", "block"}} == {
        name: rows for name, rows in expected.items() if name not in {"meta", "block"}
    }
    with SnapshotBook.open(adopted) as book:
        standing = book.standing()
    assert standing is not None
    assert (standing.state, len(standing.wrong)) == (SnapshotState.MENDED, 1)


def test_what_the_chain_took_back_is_not_asked_of_the_snapshot_any_more(adopted: Path) -> None:
    with (
        closing(CatalogueWriter.open(adopted, CHAIN_ID, MARKET, RECORDS)) as writer,
        closing(SnapshotWatch(adopted, writer, lambda: ())) as watch,
    ):
        batch = EventBatch(LAST // 2, LAST // 2 - 1, LAST, 0, (), {}, LAST // 2 - 1)
        writer.apply(batch)
        watch.followed(batch)
        watch.step()
    with SnapshotBook.open(adopted) as book:
        assert book.next_unchecked(10**6) is None
