"""Content identifiers: one spelling, and only the kinds that hold a version."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.cids import cid_of, ipfs_address, is_cid, is_folder_cid

HELLO = "bafkreifjjcie6lypi6ny7amxnfftagclbuxndqonfipmb64f2km2devei4"
"""``ipfs add --cid-version=1`` of "hello world\\n" with Kubo."""
EMPTY_FOLDER = "bafybeiczsscdsbs7ffqz55asqdf3smv6klcw3gofszvwlyarci47bgf354"
"""The empty UnixFS folder (ipfs/specs)."""


def _cid(data: bytes) -> str:
    return "b" + base64.b32encode(data).decode().rstrip("=").lower()


def test_published_identifiers_are_known() -> None:
    assert is_cid(HELLO)
    assert not is_folder_cid(HELLO)
    assert is_folder_cid(EMPTY_FOLDER)


@pytest.mark.parametrize(
    "text",
    [
        "", "b", "QmUNLLsPACCz1vLxQVkXqqLX5R1X345qqfHbsf67hvA3Nn", HELLO.upper(), HELLO + "a", HELLO[:-1],
        HELLO + "\n", "z" + HELLO[1:], HELLO[:-1] + "1", f"ipfs://{HELLO}", f"{HELLO}/../x",
        _cid(b"\x00\x70\x12\x20" + bytes(32)), _cid(b"\x01\x71\x12\x20" + bytes(32)),
        _cid(b"\x01\x70\x13\x20" + bytes(32)), _cid(b"\x01\x70\x12\x10" + bytes(32)),
    ],
)  # fmt: skip
def test_other_texts_are_none(text: str) -> None:
    assert not is_cid(text)


def test_trailing_bits_do_not_make_a_second_spelling() -> None:
    """36 bytes are 288 bits, 58 letters are 290: the last letter has spare bits that must be nought."""
    spellings = [EMPTY_FOLDER[:-1] + letter for letter in "abcdefghijklmnopqrstuvwxyz234567"]
    decoded = {base64.b32decode(text[1:].upper() + "======") for text in spellings}

    assert sum(map(is_cid, spellings)) == len(decoded)


@given(st.binary(min_size=32, max_size=32), st.sampled_from([b"\x70", b"\x55"]))
def test_every_digest_has_an_identifier(digest: bytes, codec: bytes) -> None:
    assert is_cid(_cid(b"\x01" + codec + b"\x12\x20" + digest))


def test_an_address_holds_a_folder_and_nothing_more() -> None:
    assert cid_of(ipfs_address(EMPTY_FOLDER)) == EMPTY_FOLDER
    assert cid_of(f"ipfs://{EMPTY_FOLDER}/") == EMPTY_FOLDER
    for other in (
        f"ipfs://{HELLO}",
        f"ipfs://{EMPTY_FOLDER}/x",
        f"https://{EMPTY_FOLDER}",
        f"ipfs://{EMPTY_FOLDER}?x=1",
        EMPTY_FOLDER,
    ):
        assert cid_of(other) is None
