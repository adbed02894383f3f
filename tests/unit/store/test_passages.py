"""The index of passages: exact neighbours, changes that are whole, and nothing lost when the process is killed."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from desktop.core.documents import FileStamp, LeftOut
from desktop.core.passages import Passage
from desktop.services.folder_search import Row, WrongEmbedding
from desktop.store.passages import PassageIndexes, PassageIndexFile

WIDTH = 4
IDENTITY = b"\x01" * 32
Vector = tuple[float, ...]


def opened(root: Path) -> PassageIndexFile:
    return PassageIndexes(root / "search").open(IDENTITY, root)


def put(index: PassageIndexFile, name: str, vectors: Sequence[Sequence[float]], digest: bytes = b"d") -> None:
    passages = [Passage(at, at + 1) for at in range(len(vectors))]
    index.put(Row(FileStamp(name, 1, 1), digest), passages, vectors)


vectors = st.lists(st.tuples(*[st.integers(-3, 3).map(float)] * WIDTH).filter(any), min_size=1, max_size=6)


class Machine(RuleBasedStateMachine):
    """Files come, change and go; the index finds what a plain list of all vectors finds."""

    def __init__(self) -> None:
        super().__init__()
        import tempfile

        self.home = tempfile.TemporaryDirectory()
        self.index = opened(Path(self.home.name))
        self.files: dict[str, list[Vector]] = {}

    @rule(name=st.sampled_from("abcd"), rows=vectors)
    def put(self, name: str, rows: list[Vector]) -> None:
        put(self.index, name, rows)
        self.files[name] = rows

    @rule(name=st.sampled_from("abcd"))
    def drop(self, name: str) -> None:
        self.index.drop(name)
        self.files.pop(name, None)

    @rule()
    def reopen(self) -> None:
        self.index = opened(Path(self.home.name))

    @rule(question=vectors, most=st.integers(1, 5))
    def search(self, question: list[Vector], most: int) -> None:
        found = self.index.nearest(question[0], most)

        scores = sorted(
            (float(np.dot(question[0], row)) for rows in self.files.values() for row in rows), reverse=True
        )
        assert [place.score for place in found] == pytest.approx(scores[:most])
        for place in found:
            own = self.files[place.name][place.passage.start]
            assert np.dot(own, question[0]) == pytest.approx(place.score)

    @invariant()
    def counts(self) -> None:
        standing = self.index.standing()
        assert (standing.files, standing.passages) == (
            len(self.files), sum(len(rows) for rows in self.files.values())
        )  # fmt: skip

    def teardown(self) -> None:
        self.home.cleanup()


TestMachine = Machine.TestCase
TestMachine.settings = settings(max_examples=15, stateful_step_count=15)


@given(st.integers(2, 30))
@settings(max_examples=10)
def test_blocks_give_what_one_look_at_all_gives(count: int) -> None:
    import tempfile

    from desktop.store import passages

    rows = np.random.default_rng(count).normal(size=(count, WIDTH))
    before = passages._BLOCK_ROWS
    with tempfile.TemporaryDirectory() as home:
        index = opened(Path(home))
        put(index, "a", rows.tolist())
        try:
            passages._BLOCK_ROWS = 3
            found = index.nearest(rows[0].tolist(), 7)
        finally:
            passages._BLOCK_ROWS = before

    best = np.argsort(-(rows @ rows[0]), kind="stable")[:7]
    assert [place.passage.start for place in found] == best.tolist()


def test_a_vector_of_another_length_changes_nothing(tmp_path: Path) -> None:
    index = opened(tmp_path)
    put(index, "a", [(1.0, 0.0, 0.0, 0.0)])

    with pytest.raises(WrongEmbedding):
        put(index, "a", [(1.0, 0.0)])

    assert index.nearest((1.0, 0.0, 0.0, 0.0), 1)[0].score == 1.0
    with pytest.raises(WrongEmbedding):
        index.nearest((1.0, 0.0), 1)


def test_a_file_without_passages_keeps_its_reason(tmp_path: Path) -> None:
    index = opened(tmp_path)

    index.put(Row(FileStamp("a", 1, 1), b"", left_out=LeftOut.TOO_LARGE), (), ())

    assert index.standing().left_out == (("a", LeftOut.TOO_LARGE),)
    assert index.standing().files == 0


def test_each_model_and_folder_has_its_own_index(tmp_path: Path) -> None:
    indexes = PassageIndexes(tmp_path / "search")
    put(indexes.open(IDENTITY, tmp_path), "a", [(1.0, 0.0, 0.0, 0.0)])

    assert indexes.open(b"\x02" * 32, tmp_path).standing().passages == 0
    assert indexes.open(IDENTITY, tmp_path / "b").standing().passages == 0
    indexes.forget(IDENTITY, tmp_path)
    assert indexes.open(IDENTITY, tmp_path).standing().passages == 0


@pytest.mark.parametrize("damage", ["no matrix", "short matrix", "no database", "other format"])
def test_a_damaged_index_is_begun_again(tmp_path: Path, damage: str) -> None:
    put(opened(tmp_path), "a", [(1.0, 0.0, 0.0, 0.0)])
    home = next((tmp_path / "search").iterdir())
    match damage:
        case "no matrix":
            (home / "vectors.f32").unlink()
        case "short matrix":
            (home / "vectors.f32").write_bytes(b"x")
        case "no database":
            (home / "index.db").write_bytes(b"no database at all, and longer than a header")
        case _:
            (home / "index.db").write_bytes(b"")

    assert opened(tmp_path).standing().passages == 0


def test_files_of_the_index_are_private(tmp_path: Path) -> None:
    put(opened(tmp_path), "a", [(1.0, 0.0, 0.0, 0.0)])

    home = next((tmp_path / "search").iterdir())
    assert home.stat().st_mode & 0o077 == 0
    assert all(path.stat().st_mode & 0o077 == 0 for path in home.iterdir())


_KILLED = """
import os, signal, sys
from pathlib import Path
from desktop.store import passages
from tests.unit.store.test_passages import opened, put
index = opened(Path(sys.argv[1]))
put(index, "a", [(0.0, 1.0, 0.0, 0.0)] * 3)
index.drop("b")
real, calls = os.pwrite, 0
def pwrite(*arguments):
    global calls
    calls += 1
    if calls == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*arguments)
os.pwrite = pwrite
put(index, "a", [(0.0, 0.0, 1.0, 0.0)] * 3)
"""


def test_a_kill_between_two_rows_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    index = opened(tmp_path)
    put(index, "b", [(1.0, 0.0, 0.0, 0.0)] * 4)

    ended = subprocess.run(
        [sys.executable, "-c", _KILLED, str(tmp_path)], env={"PYTHONPATH": "."}, check=False, timeout=60
    )

    assert ended.returncode == -9
    found = opened(tmp_path).nearest((0.0, 1.0, 0.0, 0.0), 9)
    assert [place.score for place in found] == [1.0, 1.0, 1.0]
