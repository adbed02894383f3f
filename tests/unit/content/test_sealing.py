"""The sealed format: it is what a second, slow implementation by the book says, and what any age tool opens."""

from pathlib import Path

import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.content.chunks import ContentKeys
from desktop.content.files import Reader
from desktop.content.sealing import SealedPaths, seal
from desktop.core import trees
from desktop.core.errors import DiskFull
from tests.unit.content import book
from tests.unit.content.versions import KEY, NONCE, make

BOUNDARIES = (
    1, 2, 63, 64, 65, 1023, 1024, 1025, 2048, 63 * 1024, 64 * 1024 - 1, 64 * 1024, 64 * 1024 + 1,
    65 * 1024, 2 * 65536 - 1, 2 * 65536, 2 * 65536 + 1, 3 * 65536,
)  # fmt: skip


def plaintext_of(size: int) -> bytes:
    return bytes((i * 7 + (i >> 8) * 13) & 255 for i in range(size))


def test_the_book_knows_the_vector_of_the_rfc() -> None:
    """RFC 8439 section 2.8.2."""
    key = bytes(range(0x80, 0xA0))
    nonce = bytes.fromhex("070000004041424344454647")
    extra = bytes.fromhex("50515253c0c1c2c3c4c5c6c7")
    text = (
        b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, "
        b"sunscreen would be it."
    )

    sealed = book.aead_seal(key, nonce, text, extra)

    assert sealed[:16].hex() == "d31a8d34648e60db7b86afbc53ef7ec2"
    assert sealed[-16:].hex() == "1ae10b594f09e26a7e902ecbd0600691"


def test_the_book_knows_the_vector_of_hkdf() -> None:
    """RFC 5869 appendix A.3: no salt, no info."""
    found = book.hkdf(bytes([0x0B] * 22), b"", b"")

    assert found.hex() == "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"


@pytest.mark.parametrize("size", BOUNDARIES)
def test_sealing_agrees_with_the_book_byte_for_byte(tmp_path: Path, size: int) -> None:
    plaintext = plaintext_of(size)
    expected = book.seal(plaintext, KEY, NONCE)

    version = make(tmp_path, plaintext)

    assert version.paths.payload.read_bytes() == expected.payload
    assert version.paths.leaves.read_bytes() == expected.leaf_list
    assert version.paths.chunks.read_bytes() == expected.chunk_list
    assert version.content.content_root == expected.content_root
    assert version.paths.payload.stat().st_size == trees.payload_length(size)


@given(
    st.binary(min_size=1, max_size=3000),
    st.binary(min_size=16, max_size=16),
    st.binary(min_size=16, max_size=16),
)
def test_sealing_agrees_with_the_book_for_any_key_and_nonce(
    tmp_path_factory: pytest.TempPathFactory, plaintext: bytes, key: bytes, nonce: bytes
) -> None:
    folder = tmp_path_factory.mktemp("any")
    (folder / "plain").write_bytes(plaintext)

    with Reader(folder / "plain") as reader:
        root = seal(reader, key, nonce, SealedPaths.below(folder))

    expected = book.seal(plaintext, key, nonce)
    assert (folder / "payload.age").read_bytes() == expected.payload
    assert (folder / "leaves.bin").read_bytes() == expected.leaf_list
    assert root == expected.content_root


@pytest.mark.parametrize("size", [1, 15, 1024, 4096, 65535, 65536, 65537, 131071, 131072, 131073])
def test_an_age_tool_opens_licence_and_payload_together(tmp_path: Path, size: int) -> None:
    identity = pyrage.x25519.Identity.generate()
    version = make(tmp_path, size)
    licence = book.age_header(KEY, str(identity.to_public()))

    opened = pyrage.decrypt(licence + version.paths.payload.read_bytes(), [identity])

    assert opened == version.plaintext


def test_the_keys_never_show_themselves() -> None:
    keys = ContentKeys.derive(KEY, NONCE)

    assert keys.payload_key.hex() not in repr(keys)
    assert repr(keys.payload_key) not in repr(keys)
    assert repr(keys.leaf_salt) not in repr(keys)


@pytest.mark.parametrize(("key", "nonce"), [(b"k" * 15, NONCE), (b"k" * 32, NONCE), (KEY, b"n" * 12)])
def test_keys_of_another_length_are_refused(key: bytes, nonce: bytes) -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        ContentKeys.derive(key, nonce)


def test_empty_plaintext_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="empty"):
        make(tmp_path, b"")


def test_sealing_never_writes_over_a_file(tmp_path: Path) -> None:
    make(tmp_path, 10)

    with pytest.raises(FileExistsError):
        make(tmp_path, 10)


def test_a_full_disk_is_said_to_be_full(tmp_path: Path) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no /dev/full here")
    from desktop.content.files import write_at

    with full.open("wb") as stream, pytest.raises(DiskFull) as caught:
        write_at(stream.fileno(), 0, b"x" * 10, str(tmp_path))

    assert caught.value.needed_bytes == 10
    assert caught.value.path == str(tmp_path)
