"""The sealer process: confined, keyed by envelope, and the only one to see K and the plaintext it makes."""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

from desktop.content.child import ENVELOPE_INFO, suite
from desktop.content.client import SealerClient
from desktop.content.errors import EnvelopeRefused
from desktop.content.memory import SealedMemory
from desktop.content.sealing import SealedPaths
from desktop.core import trees
from desktop.core.cancel import CancelToken
from desktop.core.contents import Commitments
from desktop.core.errors import Bug, Cancelled, ChildDied, ContentMismatch
from desktop.services.opening import Unsealed
from tests.unit.content import book
from tests.unit.content.versions import KEY, NONCE, Version, flip, make, recommit

SIZE = 20 * 65536 + 5

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="memfd is Linux's")


def envelope_for(sealer: SealerClient, key: bytes = KEY) -> bytes:
    """What the vault sends."""
    return suite().encrypt(key, X25519PublicKey.from_public_bytes(sealer.public_key), ENVELOPE_INFO)


@pytest.fixture
def version(tmp_path: Path) -> Version:
    return make(tmp_path / "content" / "one", SIZE)


@pytest.fixture
def memory() -> Iterator[SealedMemory]:
    with SealedMemory() as memory:
        yield memory


@pytest.fixture
def sealer(version: Version, memory: SealedMemory) -> Iterator[SealerClient]:
    with SealerClient(readable=[version.folder.parent], memory=memory) as sealer:
        yield sealer


@pytest.mark.parametrize("check", [True, False])
def test_the_memory_is_filled_and_frozen(
    sealer: SealerClient, memory: SealedMemory, version: Version, check: bool
) -> None:
    steps: list[int] = []

    found = sealer.unseal(
        envelope_for(sealer),
        version.folder,
        version.content,
        check=check,
        progress=lambda done, _: steps.append(done),
    )

    assert found == Unsealed(None, 0)
    assert memory.is_frozen
    with memory.map() as view:
        assert bytes(view) == version.plaintext
    assert steps[-1] == SIZE


def test_the_sealer_is_confined_and_says_how(sealer: SealerClient) -> None:
    assert sealer.level.level in {"strict", "reduced"}
    assert "no_new_privs" in sealer.level.active
    status = Path(f"/proc/{sealer.pid}/status").read_text(encoding="ascii")
    assert "NoNewPrivs:\t1" in status


def test_a_wrong_leaf_empties_the_memory(
    sealer: SealerClient, memory: SealedMemory, version: Version
) -> None:
    flip(version.paths.leaves, 32 * 700)
    content = recommit(version)

    found = sealer.unseal(envelope_for(sealer), version.folder, content, check=True)

    assert found == Unsealed(700, 0)
    assert memory.size_bytes == 0


def test_a_spoilt_tag_is_counted(sealer: SealerClient, memory: SealedMemory, version: Version) -> None:
    flip(version.paths.payload, trees.chunk_span(SIZE, 3)[1] - 1)
    content = recommit(version)

    found = sealer.unseal(envelope_for(sealer), version.folder, content, check=False)

    assert found == Unsealed(None, 1)
    assert memory.size_bytes == SIZE


def test_damage_on_disk_comes_back_as_itself(sealer: SealerClient, version: Version) -> None:
    os.truncate(version.paths.payload, 100)

    with pytest.raises(ContentMismatch) as caught:
        sealer.unseal(envelope_for(sealer), version.folder, version.content, check=True)

    assert caught.value.what == "payload.age"
    assert sealer.is_alive


def test_an_envelope_for_another_sealer_is_refused(sealer: SealerClient, version: Version) -> None:
    with SealerClient() as other:
        foreign = envelope_for(other)

    with pytest.raises(EnvelopeRefused):
        sealer.unseal(foreign, version.folder, version.content, check=True)


@pytest.mark.parametrize(
    "make_envelope",
    [
        lambda sealer: envelope_for(sealer, b"short"),
        lambda sealer: suite().encrypt(KEY, X25519PublicKey.from_public_bytes(sealer.public_key), b"other"),
        lambda sealer: envelope_for(sealer)[:-1] + b"\x00",
        lambda sealer: b"",
        lambda sealer: bytes(64),
    ],
    ids=["short key", "other info", "changed", "empty", "zeros"],
)
def test_a_bad_envelope_is_refused(
    sealer: SealerClient, version: Version, make_envelope: Callable[[SealerClient], bytes]
) -> None:
    with pytest.raises(EnvelopeRefused):
        sealer.unseal(make_envelope(sealer), version.folder, version.content, check=True)


def test_every_sealer_has_a_key_of_its_own(sealer: SealerClient) -> None:
    with SealerClient() as other:
        assert other.public_key != sealer.public_key


def test_it_reads_nothing_outside_its_folders(sealer: SealerClient, tmp_path: Path) -> None:
    outside = make(tmp_path / "outside", 1000)
    if "landlock-files" not in sealer.level.active:
        pytest.skip("this kernel has no Landlock")

    with pytest.raises(Bug) as caught:
        sealer.unseal(envelope_for(sealer), outside.folder, outside.content, check=True)

    assert "PermissionError" in str(caught.value)


def test_it_writes_nothing_where_it_may_only_read(sealer: SealerClient, version: Version) -> None:
    if "landlock-files" not in sealer.level.active:
        pytest.skip("this kernel has no Landlock")
    out = version.folder.parent / "out"
    out.mkdir()

    with pytest.raises(Bug) as caught:
        sealer.seal(envelope_for(sealer), NONCE, out, version.paths.leaves)

    assert "PermissionError" in str(caught.value)
    assert list(out.iterdir()) == []


def test_it_seals_what_the_book_seals(tmp_path: Path) -> None:
    plaintext = os.urandom(70_000)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "plain").write_bytes(plaintext)
    (tmp_path / "out").mkdir()
    expected = book.seal(plaintext, KEY, NONCE)

    with SealerClient(readable=[tmp_path / "in"], writable=[tmp_path / "out"]) as sealer:
        made = sealer.seal(envelope_for(sealer), NONCE, tmp_path / "out", tmp_path / "in" / "plain")

    assert (made.size_bytes, made.content_root) == (70_000, expected.content_root)
    paths = SealedPaths.below(tmp_path / "out")
    assert paths.payload.read_bytes() == expected.payload
    assert paths.leaves.read_bytes() == expected.leaf_list
    assert paths.chunks.read_bytes() == expected.chunk_list


def test_it_seals_from_memory(tmp_path: Path, memory: SealedMemory) -> None:
    plaintext = os.urandom(3000)
    os.write(memory.fd, plaintext)

    with SealerClient(writable=[tmp_path], memory=memory) as sealer:
        sealer.seal(envelope_for(sealer), NONCE, tmp_path)

    assert (tmp_path / "payload.age").read_bytes() == book.seal(plaintext, KEY, NONCE).payload


def test_the_audit_finds_the_first_leaf_that_would_lose(sealer: SealerClient, version: Version) -> None:
    clean = sealer.audit(envelope_for(sealer), version.folder, version.content)
    flip(version.paths.payload, trees.chunk_span(SIZE, 3)[1] - 1)
    spoilt = sealer.audit(envelope_for(sealer), version.folder, recommit(version))
    flip(version.paths.payload, trees.leaf_span(SIZE, 321)[0])
    wrong = sealer.audit(envelope_for(sealer), version.folder, recommit(version))

    assert clean.is_clean
    assert (spoilt.wrong_leaf, spoilt.spoilt_tags) == (None, 1)
    assert wrong.wrong_leaf == 321


def test_the_audit_refuses_files_of_another_root(sealer: SealerClient, version: Version) -> None:
    content = version.content
    other = Commitments(SIZE, content.nonce, bytes(32), content.public_digest)

    with pytest.raises(ContentMismatch):
        sealer.audit(envelope_for(sealer), version.folder, other)


def test_nothing_is_done_before_hello(version: Version, memory: SealedMemory) -> None:
    from desktop.processes import Child

    child = Child("sealer", pass_fds=(memory.fd,))
    try:
        with pytest.raises(Bug, match="hello"):
            child.call(
                "audit", envelope=b"", folder="", suffix="", content=_fields(version.content), timeout_s=60
            )
    finally:
        child.close()


def _fields(content: Commitments) -> dict[str, object]:
    return {
        "size_bytes": content.size_bytes,
        "nonce": content.nonce,
        "content_root": content.content_root,
        "public_digest": content.public_digest,
    }


def test_cancelling_ends_the_process(tmp_path: Path, memory: SealedMemory) -> None:
    version = make(tmp_path / "content" / "big", 24 << 20)
    cancel = CancelToken()

    with SealerClient(readable=[tmp_path / "content"], memory=memory) as sealer:
        with pytest.raises(Cancelled):
            sealer.unseal(
                envelope_for(sealer),
                version.folder,
                version.content,
                check=True,
                progress=lambda _done, _all: cancel.cancel(),
                cancel=cancel,
            )

        assert not sealer.is_alive


def test_a_killed_sealer_is_told(sealer: SealerClient, version: Version) -> None:
    os.kill(sealer.pid, 9)

    with pytest.raises(ChildDied):
        sealer.unseal(envelope_for(sealer), version.folder, version.content, check=True)


def test_the_key_is_nowhere_outside(sealer: SealerClient, version: Version) -> None:
    """Not in the arguments, the environment or the answers of the process."""
    sealer.unseal(envelope_for(sealer), version.folder, version.content, check=True)

    secrets = (KEY, KEY.hex().encode())
    for name in ("cmdline", "environ"):
        try:
            seen = Path(f"/proc/{sealer.pid}/{name}").read_bytes()
        except PermissionError:
            continue
        assert not any(secret in seen for secret in secrets)
