"""Reading a kept version again: each kind of damage is found at its place, and an interrupted check goes on."""

from pathlib import Path

import pytest

from desktop.content.checking import check_version
from desktop.content.store import ContentStore
from desktop.core import trees
from desktop.core.cancel import CancelToken
from desktop.core.checks import CheckPoint
from desktop.core.contents import CHUNKS, LEAVES, PAYLOAD, PUBLIC
from desktop.core.errors import Cancelled
from tests.unit.content.versions import Version, flip, make_in_store

SIZE = 100 * trees.CHUNK_BYTES + 100
CHUNK_COUNT = 101
START = CheckPoint()


@pytest.fixture
def kept(tmp_path: Path) -> tuple[ContentStore, Version]:
    return make_in_store(tmp_path / "store", SIZE)


def check(kept: tuple[ContentStore, Version], point: CheckPoint = START) -> CheckPoint:
    return check_version(kept[0], kept[1].content, point, CancelToken())


def test_a_sound_version_is_clean(kept: tuple[ContentStore, Version]) -> None:
    assert check(kept) == CheckPoint(CHUNK_COUNT)


def test_every_wrong_chunk_is_named_whatever_of_it_is_wrong(kept: tuple[ContentStore, Version]) -> None:
    version = kept[1]
    flip(version.paths.payload, 5)  # the nonce
    flip(version.paths.payload, trees.chunk_span(SIZE, 7)[0] + 100)
    flip(version.paths.leaves, 32 * 64 * 70)
    flip(version.paths.payload, trees.chunk_span(SIZE, 100)[1] - 1)  # the last tag

    found = check(kept)

    assert found == CheckPoint(CHUNK_COUNT, 4, (0, 7, 70, 100))


@pytest.mark.parametrize("file", [PAYLOAD, LEAVES])
def test_a_file_that_was_cut_is_wrong_from_there_on(kept: tuple[ContentStore, Version], file: str) -> None:
    path = kept[0].path(kept[1].content.identity, file)
    with path.open("r+b") as stream:
        stream.truncate(path.stat().st_size * 98 // 101)

    found = check(kept)

    assert found.wrong_files == ()
    assert found.wrong_chunks[-1] == 100
    assert 2 < found.wrong < 5


def test_a_file_that_grew_is_wrong_at_its_end(kept: tuple[ContentStore, Version]) -> None:
    with kept[1].paths.payload.open("ab") as stream:
        stream.write(b"more")

    assert check(kept).wrong_chunks == (100,)


@pytest.mark.parametrize("file", [PUBLIC, CHUNKS])
def test_a_wrong_small_file_is_named(kept: tuple[ContentStore, Version], file: str) -> None:
    flip(kept[0].path(kept[1].content.identity, file), 10)

    assert check(kept).wrong_files == (file,)


@pytest.mark.parametrize("file", [PUBLIC, CHUNKS, LEAVES, PAYLOAD])
def test_a_missing_file_is_named(kept: tuple[ContentStore, Version], file: str) -> None:
    kept[0].path(kept[1].content.identity, file).unlink()

    found = check(kept)

    assert found.wrong_files == (file,)
    assert found.wrong == (0 if file == PUBLIC else CHUNK_COUNT)


def test_a_stopped_check_goes_on_where_it_was(kept: tuple[ContentStore, Version]) -> None:
    flip(kept[1].paths.payload, trees.chunk_span(SIZE, 3)[0])
    flip(kept[1].paths.payload, trees.chunk_span(SIZE, 90)[0])
    cancel, told = CancelToken(), []

    def stop(point: CheckPoint) -> None:
        told.append(point)
        cancel.cancel()

    with pytest.raises(Cancelled):
        check_version(kept[0], kept[1].content, CheckPoint(), cancel, stop)
    flip(kept[1].paths.payload, trees.chunk_span(SIZE, 3)[0])  # read already: it is not read again

    assert told == [CheckPoint(64, 1, (3,))]
    assert check(kept, told[0]) == CheckPoint(CHUNK_COUNT, 2, (3, 90))


def test_checking_changes_nothing(kept: tuple[ContentStore, Version]) -> None:
    flip(kept[1].paths.payload, 5000)
    before = {path.name: path.read_bytes() for path in kept[1].folder.iterdir()}

    check(kept)

    assert {path.name: path.read_bytes() for path in kept[1].folder.iterdir()} == before
