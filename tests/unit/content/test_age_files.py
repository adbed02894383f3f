"""A model in one age file: another age implementation opens it, whole or not at all, and it comes back in."""

import os
from pathlib import Path

import pyrage
import pytest

from desktop.content import age_files
from desktop.content.age_files import read_start, take_payload, write_age_file
from desktop.content.relisting import relist
from desktop.content.retagging import right_tags
from desktop.content.sealing import SealedPaths
from desktop.core.cancel import CancelToken
from desktop.core.contents import CHUNKS, LEAVES, PAYLOAD
from desktop.core.errors import Cancelled, ContentMismatch, DiskFull
from desktop.core.licence_files import NotALicenceFile
from desktop.wallet import licence_header
from tests.unit.content.versions import KEY, Version, flip, make, recommit

IDENTITY = bytes(range(32))
HEADER = licence_header.make_header(KEY, licence_header.public_key(IDENTITY))
AGE = pyrage.x25519.Identity.from_str(licence_header.identity_text(IDENTITY))
SIZES = (1, 1023, 1024, 1025, 65_535, 65_536, 65_537, 131_072, 131_073, 300_000)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def version(tmp_path: Path) -> Version:
    return make(tmp_path / "kept", 200_000)


def written(version: Version, target: Path) -> Path:
    tags = right_tags(version.paths, version.content, KEY)
    length = write_age_file(HEADER, version.paths, version.content, tags, target)
    assert length == target.stat().st_size
    return target


@pytest.mark.parametrize("size", SIZES)
def test_another_age_implementation_opens_it_to_exactly_the_sealed_bytes(tmp_path: Path, size: int) -> None:
    version = make(tmp_path / "kept", size)

    file = written(version, tmp_path / "model.age")

    assert pyrage.decrypt(file.read_bytes(), [AGE]) == version.plaintext


def test_a_tag_that_the_seller_spoilt_is_made_right_for_other_tools(tmp_path: Path, version: Version) -> None:
    flip(version.paths.payload, 16 + 65_536)  # a byte of the first chunk's tag
    recommit(version)

    file = written(version, tmp_path / "model.age")

    assert pyrage.decrypt(file.read_bytes(), [AGE]) == version.plaintext


def test_a_wrong_leaf_is_not_given_a_right_tag(version: Version) -> None:
    flip(version.paths.payload, 16 + 65_536 + 16 + 5)
    recommit(version)

    with pytest.raises(ContentMismatch) as caught:
        right_tags(version.paths, version.content, KEY)

    assert caught.value.where == "chunk 1"


def test_a_file_for_this_person_alone(tmp_path: Path, version: Version) -> None:
    assert written(version, tmp_path / "model.age").stat().st_mode & 0o777 == 0o600


def test_damage_on_the_disk_leaves_no_file(tmp_path: Path, version: Version) -> None:
    flip(version.paths.payload, 16 + 150_000)
    target = tmp_path / "model.age"

    with pytest.raises(ContentMismatch):
        write_age_file(HEADER, version.paths, version.content, {}, target)

    assert names(tmp_path) == ["kept"]


def test_bytes_that_the_disk_gives_back_otherwise_get_no_name(
    tmp_path: Path, version: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "model.age"
    target.write_bytes(b"what stood there")
    read_back = age_files._read_back

    def flipped(path: Path, *rest: object) -> bytes:
        flip(path, 1000)
        return read_back(path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(age_files, "_read_back", flipped)

    with pytest.raises(ContentMismatch) as caught:
        write_age_file(HEADER, version.paths, version.content, {}, target)

    assert caught.value.where == "disk"
    assert target.read_bytes() == b"what stood there"
    assert names(tmp_path) == ["kept", "model.age"]


@pytest.mark.parametrize("pass_of", ["writing", "checking"])
def test_cancelled_in_either_pass_it_leaves_no_file(tmp_path: Path, version: Version, pass_of: str) -> None:
    cancel = CancelToken()
    steps = {pass_of: lambda _done, _total: cancel.cancel()}
    if pass_of == "checking":  # read back in steps of 1 MiB: one that is not the last
        version = make(tmp_path / "larger", 3 << 20)

    with pytest.raises(Cancelled):
        write_age_file(
            HEADER, version.paths, version.content, {}, tmp_path / "model.age", cancel=cancel, **steps
        )  # type: ignore[arg-type]

    assert not (tmp_path / "model.age").exists()
    assert not list(tmp_path.glob(".model.age*"))


def test_too_little_room_is_known_before_the_first_byte(
    tmp_path: Path, version: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(age_files, "free_bytes", lambda _path: 200_000)

    with pytest.raises(DiskFull) as caught:
        write_age_file(HEADER, version.paths, version.content, {}, tmp_path / "model.age")

    assert caught.value.free_bytes == 200_000
    assert names(tmp_path) == ["kept"]


def test_what_a_killed_export_left_is_swept_by_the_next(tmp_path: Path, version: Version) -> None:
    stale = tmp_path / ".model[1].age.0badcafe.part"
    stale.write_bytes(b"half")
    other = tmp_path / ".other.age.0badcafe.part"
    other.write_bytes(b"half")

    written(version, tmp_path / "model[1].age")

    assert not stale.exists()
    assert other.exists()


def paths_below(folder: Path) -> SealedPaths:
    folder.mkdir()
    return SealedPaths.below(folder)


@pytest.mark.parametrize("size", SIZES)
def test_payload_and_lists_come_back_from_the_file_alone(tmp_path: Path, size: int) -> None:
    version = make(tmp_path / "kept", size)
    file = written(version, tmp_path / "model.age")
    again = paths_below(tmp_path / "again")

    take_payload(file, len(HEADER), version.content, again.payload)
    relist(again, version.content, KEY)

    for name in (PAYLOAD, LEAVES, CHUNKS):
        assert (tmp_path / "again" / name).read_bytes() == (version.folder / name).read_bytes()


@pytest.mark.parametrize("at", [20, 70_000, 199_999])
def test_a_changed_byte_is_found_and_named(tmp_path: Path, version: Version, at: int) -> None:
    file = written(version, tmp_path / "model.age")
    flip(file, len(HEADER) + at)
    again = paths_below(tmp_path / "again")
    take_payload(file, len(HEADER), version.content, again.payload)

    with pytest.raises(ContentMismatch) as caught:
        relist(again, version.content, KEY)

    assert caught.value.where == f"chunk {(at - 16) // 65_552}"
    assert not again.chunks.exists()


def test_a_payload_resealed_with_the_right_key_is_still_another_one(tmp_path: Path, version: Version) -> None:
    """Whoever has the key can make a file whose every tag is right; contentRoot tells it apart."""
    other = make(tmp_path / "other", bytes(200_000))
    again = paths_below(tmp_path / "again")
    other.paths.payload.rename(again.payload)

    with pytest.raises(ContentMismatch) as caught:
        relist(again, version.content, KEY)

    assert caught.value.where == "root"


@pytest.mark.parametrize("length", [-1, +1])
def test_a_payload_of_another_length_is_not_copied(tmp_path: Path, version: Version, length: int) -> None:
    file = written(version, tmp_path / "model.age")
    data = file.read_bytes()
    file.write_bytes(data[:-1] if length < 0 else data + b"x")

    with pytest.raises(ContentMismatch):
        take_payload(file, len(HEADER), version.content, tmp_path / "payload")

    assert not (tmp_path / "payload").exists()


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(NotALicenceFile):
        read_start(tmp_path / "pipe", 100)
