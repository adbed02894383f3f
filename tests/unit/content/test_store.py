"""The content store: a file under its name is whole, and room is asked for before it is needed."""

import os
import re
from pathlib import Path

import pytest

from desktop.content.store import ContentStore
from desktop.core.contents import CHUNKS, FILES, PAYLOAD, PUBLIC
from desktop.core.errors import ContentUnavailable, DiskFull
from tests.unit.content.versions import make_in_store

IDENTITY = bytes(range(32))


@pytest.fixture
def store(tmp_path: Path) -> ContentStore:
    return ContentStore(tmp_path / "content", reserve_bytes=0)


def test_files_lie_below_the_identity_in_hex(store: ContentStore) -> None:
    assert store.path(IDENTITY, PUBLIC) == store.root / IDENTITY.hex() / "public.zip"
    assert store.part(IDENTITY, PUBLIC).name == "public.zip.part"


@pytest.mark.parametrize("name", ["../x", "plain", "payload.age.part", ""])
def test_there_are_no_other_files(store: ContentStore, name: str) -> None:
    with pytest.raises(ValueError, match="^" + re.escape(name) + "$"):
        store.path(IDENTITY, name)


def test_an_identity_has_32_bytes(store: ContentStore) -> None:
    with pytest.raises(ValueError, match="identity"):
        store.folder(b"short")


def test_folders_are_for_their_owner_alone(store: ContentStore) -> None:
    assert store.prepare(IDENTITY).stat().st_mode & 0o777 == 0o700


def test_a_part_is_not_present_until_it_is_completed(store: ContentStore) -> None:
    store.prepare(IDENTITY)
    store.part(IDENTITY, CHUNKS).write_bytes(b"x")
    before = store.presence(IDENTITY)

    store.complete(IDENTITY, CHUNKS)

    assert before.files == frozenset()
    assert store.presence(IDENTITY).files == {CHUNKS}
    assert not store.part(IDENTITY, CHUNKS).exists()


def test_complete_means_all_four_files(tmp_path: Path) -> None:
    store, version = make_in_store(tmp_path / "s", 2000)
    whole = store.is_complete(version.content.identity)

    store.path(version.content.identity, FILES[0]).unlink()

    assert whole
    assert not store.is_complete(version.content.identity)


def test_what_a_killed_process_left_half_done_is_dropped_and_nothing_else(tmp_path: Path) -> None:
    store, version = make_in_store(tmp_path / "s", 2000)
    (store.staging() / PAYLOAD).write_bytes(b"half")

    store.drop_staging()

    assert [path.name for path in store.root.iterdir()] == [version.content.identity.hex()]


def test_what_is_not_here_is_unavailable(store: ContentStore) -> None:
    with pytest.raises(ContentUnavailable) as caught:
        store.existing(IDENTITY, PAYLOAD)

    assert caught.value.sources == (str(store.path(IDENTITY, PAYLOAD)),)


def test_a_quarantined_file_is_no_longer_present(tmp_path: Path) -> None:
    store, version = make_in_store(tmp_path / "s", 2000)
    identity = version.content.identity

    wrong = store.quarantine(identity, PAYLOAD)

    assert wrong.name == "payload.age.wrong"
    assert PAYLOAD not in store.presence(identity).files


def test_used_bytes_are_those_on_the_disk(tmp_path: Path) -> None:
    store, version = make_in_store(tmp_path / "s", 100_000)
    with store.part(version.content.identity, PAYLOAD).open("wb") as stream:
        os.truncate(stream.fileno(), 1 << 30)

    used = store.bytes_used()

    assert 100_000 < used < 1 << 20


def test_only_identities_are_listed(tmp_path: Path) -> None:
    store, version = make_in_store(tmp_path / "s", 10)
    (store.root / "notes").mkdir()
    (store.root / ("G" * 64)).mkdir()
    store.staging()

    assert store.identities() == [version.content.identity]


def test_a_removed_version_leaves_nothing(tmp_path: Path) -> None:
    store, version = make_in_store(tmp_path / "s", 10)

    store.remove(version.content.identity)

    assert list(store.root.iterdir()) == []


def test_room_is_asked_for_with_a_reserve(store: ContentStore) -> None:
    greedy = ContentStore(store.root, reserve_bytes=1 << 60)
    store.require_room(1)

    with pytest.raises(DiskFull) as caught:
        greedy.require_room(1)

    assert caught.value.path == str(store.root)
    assert caught.value.free_bytes < caught.value.needed_bytes == (1 << 60) + 1


def test_what_is_already_there_needs_no_room(store: ContentStore) -> None:
    full = ContentStore(store.root, reserve_bytes=1 << 60)
    with pytest.raises(DiskFull):
        full.require_room(1)

    full.require_room(0)  # raises nothing
