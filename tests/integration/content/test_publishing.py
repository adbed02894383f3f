"""A version from the seller's files to the buyer's memory: packed, sealed, audited, served, fetched, unsealed."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.content.client import SealerClient
from desktop.content.fetching import Fetcher
from desktop.content.memory import SealedMemory
from desktop.content.publishing import SealedBadly, adopt, build_version, seal_version, write_sealed_zip
from desktop.content.serving import ContentServer
from desktop.content.store import ContentStore
from desktop.core import zips
from desktop.core.cancel import CancelToken
from desktop.core.changes import Progress
from desktop.core.contents import FILES, PUBLIC
from desktop.core.errors import InvalidPackage
from desktop.core.packages import WEIGHTS
from tests.integration.content.test_sealer import envelope_for
from tests.unit.content.versions import NONCE

PUBLIC_FILES = {"manifest.json": b"{}", "spec.json": b"{}", "card.md": b"# Model", "graph.onnx": b"graph"}
SEALED_FILES = {"weights.bin": os.urandom(200_000), "labels.txt": b"cat\ndog\n"}


@pytest.fixture
def store(tmp_path: Path) -> ContentStore:
    return ContentStore(tmp_path / "content", reserve_bytes=0)


@pytest.fixture
def staging(store: ContentStore) -> Path:
    return store.staging()


@pytest.fixture
def memory() -> Iterator[SealedMemory]:
    with SealedMemory() as memory:
        yield memory


def test_what_the_seller_packs_is_what_the_buyer_unseals(
    tmp_path: Path, store: ContentStore, staging: Path, memory: SealedMemory
) -> None:
    write_sealed_zip(SEALED_FILES, memory.fd)
    steps: list[Progress] = []
    with SealerClient(writable=[staging], memory=memory) as sealer:
        staged = build_version(
            sealer, envelope_for(sealer), PUBLIC_FILES, None, NONCE, staging, steps.append, key="v"
        )
    adopt(store, staged)
    content, mine = staged.content, ContentStore(tmp_path / "mine")

    with ContentServer(store) as server:
        Fetcher(mine).fetch(content, [], CancelToken(), added=[server.base_url])
    with SealedMemory() as opened, SealerClient(readable=[mine.root], memory=opened) as sealer:
        found = sealer.unseal(envelope_for(sealer), mine.folder(content.identity), content, check=True)
        with opened.map() as view, memoryview(view) as data:
            entries = {entry.name: entry for entry in zips.read(data, zips.SEALED_PROFILE)}
            weights = entries[WEIGHTS]
            plain = bytes(data[weights.offset : weights.offset + weights.size])

    assert found.wrong_leaf is None
    assert plain == SEALED_FILES[WEIGHTS]
    assert weights.offset % 4096 == 0
    public = mine.public(content.identity).read_bytes()
    assert hashlib.sha256(public).digest() == content.public_digest
    assert [entry.name for entry in zips.read(public, zips.PUBLIC_PROFILE)] == list(PUBLIC_FILES)
    assert {step.step for step in steps} == {"seal", "audit"}
    assert {step.key for step in steps} == {"v"}


def test_the_sealed_part_can_be_written_to_a_file(tmp_path: Path, staging: Path) -> None:
    plain = tmp_path / "sealed.zip"
    size = write_sealed_zip(SEALED_FILES, plain)

    with SealerClient(readable=[plain], writable=[staging]) as sealer:
        content = seal_version(sealer, envelope_for(sealer), plain, NONCE, staging, bytes(32))

    assert content.size_bytes == size == plain.stat().st_size
    assert plain.stat().st_mode & 0o777 == 0o600
    assert zips.read(plain.read_bytes(), zips.SEALED_PROFILE)[0].name == WEIGHTS


def test_packing_again_replaces_what_an_interrupted_run_left(tmp_path: Path, staging: Path) -> None:
    plain = tmp_path / "sealed.zip"
    write_sealed_zip(SEALED_FILES, plain)
    (staging / "payload.age.part").write_bytes(b"half")

    with SealerClient(readable=[plain], writable=[staging]) as sealer:
        seal_version(sealer, envelope_for(sealer), plain, NONCE, staging, bytes(32))

    assert sorted(path.name for path in staging.iterdir()) == ["chunks.bin", "leaves.bin", "payload.age"]


def test_a_bad_audit_keeps_the_files_from_their_names(
    tmp_path: Path, staging: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The audit looks at what lies on disk: here a byte is changed and everything recommitted behind its back."""
    from desktop.content import publishing
    from tests.unit.content.versions import Version, flip, recommit

    plain = tmp_path / "sealed.zip"
    write_sealed_zip(SEALED_FILES, plain)
    audit = publishing.verify_as_contract_would

    def tampered(
        sealer: SealerClient, envelope: bytes, folder: Path, content: object, **rest: object
    ) -> object:
        from desktop.content.sealing import SealedPaths

        paths = SealedPaths.below(folder, ".part")
        flip(paths.leaves, 32 * 7)
        version = Version(folder, paths, content, b"")  # type: ignore[arg-type]
        return audit(sealer, envelope, folder, recommit(version), **rest)  # type: ignore[arg-type]

    monkeypatch.setattr(publishing, "verify_as_contract_would", tampered)

    with (
        SealerClient(readable=[plain], writable=[staging]) as sealer,
        pytest.raises(SealedBadly) as caught,
    ):
        seal_version(sealer, envelope_for(sealer), plain, NONCE, staging, bytes(32))

    assert caught.value.wrong_leaf == 7
    assert not any((staging / name).exists() for name in FILES)


def test_public_files_outside_the_profile_are_refused(staging: Path, memory: SealedMemory) -> None:
    with SealerClient(writable=[staging], memory=memory) as sealer, pytest.raises(InvalidPackage):
        build_version(sealer, b"", {"evil.py": b""}, None, NONCE, staging)

    assert not (staging / PUBLIC).exists()
