"""Signed files are taken byte for byte: each way to differ from the canonical bytes is refused with its reason."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.canonical_json import (
    NotCanonical,
    Signature,
    canonical_bytes,
    read_canonical,
    read_signature,
    read_signer,
    signature_text,
)
from desktop.core.identity import Address

ACCOUNT = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"  # EIP-55's first test case


class Note(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    text: str
    number: float = 0


@given(st.text(), st.floats(allow_nan=False, allow_infinity=False))
def test_what_is_written_is_read_back(text: str, number: float) -> None:
    data = canonical_bytes(Note(text, number))

    assert read_canonical(data, Note, 10_000) == Note(text, number)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'{"number":0,"text":"' + b"a" * 100 + b'"}', "size"),
        (b'{"number":0,"text":"a","more":1}', "format"),
        (b'{"number":0}', "format"),
        (b"[" * 90, "format"),
        (b'{"number":0,"text":"\xff"}', "format"),
        (b'{"text":"a","number":0}', "canonical"),
        (b'{"number":0, "text":"a"}', "canonical"),
        (b'{"number":0.0,"text":"a"}', "canonical"),
        (b'{"number":0,"number":0,"text":"a"}', "canonical"),
        (b'{"number":0,"text":"\\u0061"}', "canonical"),
    ],
)
def test_bytes_that_differ_are_refused_with_their_reason(data: bytes, reason: str) -> None:
    with pytest.raises(NotCanonical) as refused:
        read_canonical(data, Note, 100)

    assert refused.value.reason == reason


@given(st.binary(min_size=65, max_size=65))
def test_a_signature_is_read_as_it_was_written(signature: bytes) -> None:
    told = Signature(ACCOUNT, signature_text(signature))

    assert read_signer(told) == (Address.parse(ACCOUNT), signature)


@pytest.mark.parametrize(
    "text", ["", "0x", "0x" + "AB" * 65, "0x" + "ab" * 64, "ab" * 65, "0x" + "ab" * 65 + "\n"]
)
def test_a_signature_has_one_spelling(text: str) -> None:
    with pytest.raises(NotCanonical):
        read_signature(text)


@pytest.mark.parametrize(
    "account", [ACCOUNT.lower(), "0x" + ACCOUNT[2:].upper(), ACCOUNT[:-1], f" {ACCOUNT}"]
)
def test_a_signer_is_named_with_its_checksum(account: str) -> None:
    with pytest.raises(NotCanonical):
        read_signer(Signature(account, "0x" + "00" * 65))
