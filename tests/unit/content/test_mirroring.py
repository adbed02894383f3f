"""Putting a version in a folder and on an IPFS node: whole, read back, and nothing half under a file's name."""

from pathlib import Path

import pytest

from desktop.content import mirroring
from desktop.content.fetching import Fetcher
from desktop.content.mirroring import add_to_ipfs, copy_to_folder
from desktop.content.store import ContentStore
from desktop.core.cancel import CancelToken
from desktop.core.cids import cid_of
from desktop.core.contents import FILES, PAYLOAD
from desktop.core.errors import Cancelled, ContentMismatch, ContentUnavailable, DiskFull
from tests.helpers.ipfs_nodes import IpfsNode
from tests.unit.content.versions import Version, flip, make_in_store

SIZE = 300_000


@pytest.fixture
def kept(tmp_path: Path) -> tuple[ContentStore, Version]:
    return make_in_store(tmp_path / "store", SIZE)


@pytest.fixture
def share(tmp_path: Path) -> Path:
    folder = tmp_path / "share"
    folder.mkdir()
    return folder


def copy(kept: tuple[ContentStore, Version], folder: Path, cancel: CancelToken | None = None) -> list[int]:
    told: list[int] = []
    copy_to_folder(
        kept[0], kept[1].content, folder, cancel or CancelToken(), lambda done, _of: told.append(done)
    )
    return told


def test_a_copy_can_be_fetched_from_and_read_by_a_web_server(
    kept: tuple[ContentStore, Version], share: Path, tmp_path: Path
) -> None:
    told = copy(kept, share)

    place = share / kept[1].content.identity.hex()
    assert {path.name: path.stat().st_mode & 0o777 for path in place.iterdir()} == dict.fromkeys(FILES, 0o644)
    assert place.stat().st_mode & 0o777 == 0o755
    assert told[1:] == sorted(told[1:])  # the first tells that nothing was there
    other = ContentStore(tmp_path / "buyer", reserve_bytes=0)
    Fetcher(other).fetch(kept[1].content, [], CancelToken(), added=[str(share)])
    assert other.is_complete(kept[1].content.identity)


def test_what_is_there_and_right_is_left_alone(kept: tuple[ContentStore, Version], share: Path) -> None:
    copy(kept, share)
    before = (share / kept[1].content.identity.hex() / PAYLOAD).stat().st_mtime_ns

    copy(kept, share)

    assert (share / kept[1].content.identity.hex() / PAYLOAD).stat().st_mtime_ns == before


def test_a_damaged_copy_is_written_anew(kept: tuple[ContentStore, Version], share: Path) -> None:
    copy(kept, share)
    target = share / kept[1].content.identity.hex() / PAYLOAD
    flip(target, 1000)

    copy(kept, share)

    assert target.read_bytes() == kept[1].paths.payload.read_bytes()


def test_a_folder_that_is_not_there_is_not_made(kept: tuple[ContentStore, Version], tmp_path: Path) -> None:
    """A network share that is not mounted leaves an empty path, which must not fill the computer's own disk."""
    with pytest.raises(ContentUnavailable):
        copy(kept, tmp_path / "unmounted")


def test_a_full_disk_is_told_before_anything_is_written(
    kept: tuple[ContentStore, Version], share: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mirroring, "free_bytes", lambda _path: 1000)

    with pytest.raises(DiskFull):
        copy(kept, share)

    assert list(share.iterdir()) == []


def test_a_stopped_copy_leaves_no_half_file_under_a_name(
    kept: tuple[ContentStore, Version], share: Path
) -> None:
    cancel = CancelToken()

    with pytest.raises(Cancelled):
        copy_to_folder(kept[0], kept[1].content, share, cancel, lambda _done, _of: cancel.cancel())

    names = {path.name for path in (share / kept[1].content.identity.hex()).iterdir()}
    assert PAYLOAD not in names
    copy(kept, share)


def test_a_disk_that_lies_is_found_out(
    kept: tuple[ContentStore, Version], share: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = mirroring._copy

    def spoiling(source: Path, target: Path, *rest: object) -> int:
        done = real(source, target, *rest)  # type: ignore[arg-type]
        if target.name == PAYLOAD:
            flip(target, 70_000)
        return done

    monkeypatch.setattr(mirroring, "_copy", spoiling)

    with pytest.raises(ContentMismatch):
        copy(kept, share)


def test_a_version_on_an_ipfs_node_has_an_address_for_the_card(
    kept: tuple[ContentStore, Version], ipfs_nodes: tuple[IpfsNode, IpfsNode]
) -> None:
    told: list[int] = []

    address = add_to_ipfs(
        kept[0], kept[1].content, ipfs_nodes[0].rpc, CancelToken(), lambda done, _of: told.append(done)
    )

    assert cid_of(address) is not None
    assert told[-1] > SIZE


def test_a_version_that_is_not_here_cannot_be_published(
    kept: tuple[ContentStore, Version], share: Path
) -> None:
    kept[0].remove(kept[1].content.identity)

    with pytest.raises(ContentUnavailable):
        copy(kept, share)
