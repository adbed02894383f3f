"""Unsealing: the leaves decide, not the tags; nothing wrong stays in memory."""

import fcntl
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.content.chunks import ChunkCipher, ContentKeys, chunk_nonce
from desktop.content.files import Reader
from desktop.content.memory import SealedMemory
from desktop.content.unsealing import unseal
from desktop.core import trees
from desktop.core.contents import Commitments
from desktop.core.errors import ContentMismatch, ContentUnavailable
from desktop.services.opening import Unsealed
from tests.unit.content.versions import KEY, NONCE, Version, flip, make, recommit

CHUNKS = 35  # more than two blocks of sixteen, so that both threads work
SIZE = CHUNKS * 65536 - 1500


@pytest.fixture
def memory() -> Iterator[int]:
    fd = os.memfd_create("test")
    yield fd
    os.close(fd)


@pytest.fixture
def version(tmp_path: Path) -> Version:
    return make(tmp_path, SIZE)


def content_of(memory: int) -> bytes:
    return os.pread(memory, os.fstat(memory).st_size + 1, 0)


@pytest.mark.parametrize("check", [True, False])
@pytest.mark.parametrize("size", [1, 1023, 1024, 1025, 65535, 65536, 65537, 131072, SIZE])
def test_unsealing_gives_the_plaintext_back(tmp_path: Path, memory: int, size: int, check: bool) -> None:
    version = make(tmp_path, size)

    found = unseal(version.paths, version.content, KEY, memory, check=check)

    assert found == Unsealed(None, 0)
    assert content_of(memory) == version.plaintext


@pytest.mark.parametrize("check", [True, False])
def test_a_spoilt_tag_with_right_leaves_opens_and_is_counted(
    version: Version, memory: int, check: bool
) -> None:
    for chunk in (0, 17, CHUNKS - 1):
        flip(version.paths.payload, trees.chunk_span(SIZE, chunk)[1] - 1)
    content = recommit(version)

    found = unseal(version.paths, content, KEY, memory, check=check)

    assert found == Unsealed(None, 3)
    assert content_of(memory) == version.plaintext


@pytest.mark.parametrize("check", [True, False])
@pytest.mark.parametrize("chunk", range(0, CHUNKS, 3))
def test_a_wrong_cipher_byte_is_a_wrong_leaf(version: Version, memory: int, chunk: int, check: bool) -> None:
    """A seller who commits to a ciphertext that does not decrypt to the listed leaf."""
    leaf = chunk * 64 + 5
    flip(version.paths.payload, trees.leaf_span(SIZE, leaf)[0] + 100)
    content = recommit(version)

    found = unseal(version.paths, content, KEY, memory, check=check)

    assert found.wrong_leaf == leaf
    assert content_of(memory) == b""


def test_a_false_leaf_under_a_right_tag_is_found_by_the_check(version: Version, memory: int) -> None:
    flip(version.paths.leaves, 32 * 1234)
    content = recommit(version)

    found = unseal(version.paths, content, KEY, memory, check=True)

    assert found.wrong_leaf == 1234
    assert content_of(memory) == b""


@pytest.mark.parametrize("wrong", [(2000, 1023, 1024, 1999), (1987, 517), (1030, 1024)])
def test_the_first_of_many_wrong_leaves_is_reported(
    version: Version, memory: int, wrong: tuple[int, ...]
) -> None:
    """Also where another thread finds a later one earlier, or a later one later."""
    for leaf in wrong:
        flip(version.paths.leaves, 32 * leaf)
    content = recommit(version)

    found = unseal(version.paths, content, KEY, memory, check=True)

    assert found.wrong_leaf == min(wrong)


def test_a_last_chunk_sealed_without_its_flag_is_wrong(version: Version, memory: int) -> None:
    start, end = trees.chunk_span(SIZE, CHUNKS - 1)
    plain = version.plaintext[(CHUNKS - 1) * 65536 :]
    keys = ContentKeys.derive(KEY, NONCE)
    sealed = bytearray(end - start)
    ChunkCipher(keys, CHUNKS + 1).seal(CHUNKS - 1, memoryview(plain), memoryview(sealed))
    with version.paths.payload.open("r+b") as stream:
        stream.seek(start)
        stream.write(sealed)
    content = recommit(version)

    found = unseal(version.paths, content, KEY, memory, check=False)

    assert found.wrong_leaf == (CHUNKS - 1) * 64


def test_the_last_flag_is_in_the_last_chunk_only() -> None:
    assert chunk_nonce(2, is_last=False) == bytes(10) + b"\x02\x00"
    assert chunk_nonce(2**24, is_last=True) == bytes(7) + b"\x01\x00\x00\x00\x01"


def test_the_wrong_key_opens_nothing(version: Version, memory: int) -> None:
    found = unseal(version.paths, version.content, b"another key 1234", memory, check=True)

    assert found.wrong_leaf == 0
    assert content_of(memory) == b""


@pytest.mark.parametrize("change", [-1, 1, -65552])
@pytest.mark.parametrize("file", ["payload", "leaves"])
def test_another_length_is_damage(version: Version, memory: int, file: str, change: int) -> None:
    path: Path = getattr(version.paths, file)
    os.truncate(path, max(path.stat().st_size + change, 0))

    with pytest.raises(ContentMismatch) as caught:
        unseal(version.paths, version.content, KEY, memory, check=True)

    assert caught.value.what == path.name
    assert content_of(memory) == b""


def test_another_nonce_is_damage(version: Version, memory: int) -> None:
    flip(version.paths.payload, 3)

    with pytest.raises(ContentMismatch) as caught:
        unseal(version.paths, version.content, KEY, memory, check=False)

    assert caught.value.where == "nonce"


@pytest.mark.parametrize("check", [True, False])
def test_damage_on_this_disk_is_not_blamed_on_the_seller(version: Version, memory: int, check: bool) -> None:
    """A wrong leaf is reported only if the contract would believe it: else the files must be fetched again."""
    flip(version.paths.payload, trees.leaf_span(SIZE, 1300)[0])

    with pytest.raises(ContentMismatch) as caught:
        unseal(version.paths, version.content, KEY, memory, check=check)

    assert caught.value.where == f"chunk {1300 // 64}"
    assert content_of(memory) == b""


def test_a_leaf_list_damaged_on_this_disk_is_not_blamed_on_the_seller(version: Version, memory: int) -> None:
    flip(version.paths.leaves, 32 * 1300)

    with pytest.raises(ContentMismatch):
        unseal(version.paths, version.content, KEY, memory, check=True)


def test_without_the_leaf_list_right_tags_are_enough(version: Version, memory: int) -> None:
    version.paths.leaves.unlink()

    found = unseal(version.paths, version.content, KEY, memory, check=False)

    assert found == Unsealed(None, 0)
    assert content_of(memory) == version.plaintext


def test_without_the_leaf_list_a_wrong_tag_is_damage(version: Version, memory: int) -> None:
    version.paths.leaves.unlink()
    flip(version.paths.payload, trees.chunk_span(SIZE, 20)[0])

    with pytest.raises(ContentMismatch) as caught:
        unseal(version.paths, version.content, KEY, memory, check=False)

    assert caught.value.where == "chunk 20"
    assert content_of(memory) == b""


def test_a_check_without_the_leaf_list_is_refused(version: Version, memory: int) -> None:
    version.paths.leaves.unlink()

    with pytest.raises(ContentUnavailable):
        unseal(version.paths, version.content, KEY, memory, check=True)


@pytest.mark.parametrize("check", [True, False])
def test_one_thread_is_enough(
    version: Version, memory: int, check: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As an ordinary user under RLIMIT_NPROC no second thread can be started."""

    def refuse(_thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refuse)

    found = unseal(version.paths, version.content, KEY, memory, check=check)

    assert found == Unsealed(None, 0)
    assert content_of(memory) == version.plaintext


@pytest.mark.parametrize("check", [True, False])
def test_memory_that_cannot_be_written_is_an_error_and_no_hang(version: Version, check: bool) -> None:
    with SealedMemory() as frozen:
        os.ftruncate(frozen.fd, SIZE)
        fcntl.fcntl(frozen.fd, 1033, 8)  # F_ADD_SEALS, F_SEAL_WRITE: sizes change, bytes do not

        with pytest.raises(PermissionError):
            unseal(version.paths, version.content, KEY, frozen.fd, check=check)

        assert frozen.size_bytes == 0


@pytest.mark.parametrize("check", [True, False])
def test_a_payload_that_shrinks_meanwhile_is_damage_and_no_hang(
    version: Version, memory: int, check: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    into = Reader.into

    def shrinking(reader: Reader, offset: int, view: memoryview) -> memoryview:
        if offset > 20 * 65536:
            os.truncate(version.paths.payload, 20 * 65536)
        return into(reader, offset, view)

    monkeypatch.setattr(Reader, "into", shrinking)

    with pytest.raises(ContentMismatch):
        unseal(version.paths, version.content, KEY, memory, check=check)

    assert content_of(memory) == b""


def test_progress_ends_with_everything(version: Version, memory: int) -> None:
    steps: list[tuple[int, int]] = []

    unseal(
        version.paths,
        version.content,
        KEY,
        memory,
        check=True,
        step=lambda done, all_: steps.append((done, all_)),
    )

    assert steps[-1] == (SIZE, SIZE)
    assert all(0 < done <= all_ == SIZE for done, all_ in steps)


def test_another_size_than_the_file_says_is_refused(version: Version, memory: int) -> None:
    content = version.content
    longer = Commitments(SIZE + 65536, content.nonce, content.content_root, content.public_digest)

    with pytest.raises(ContentMismatch):
        unseal(version.paths, longer, KEY, memory, check=False)
