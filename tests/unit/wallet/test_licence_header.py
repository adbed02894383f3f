"""Licence files are age headers that other age tools open, and the other way round."""

import os

import pyrage
import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from hypothesis import given
from hypothesis import strategies as st

from desktop.wallet import licence_header
from desktop.wallet.envelope import seal_for_sealer
from desktop.wallet.errors import InvalidLicence, LicenceForOther
from desktop.wallet.hkdf import hkdf

IDENTITY = hkdf(b"identity of the tests", b"test")
RECIPIENT = licence_header.public_key(IDENTITY)
FILE_KEY = bytes(range(16))


def payload(file_key: bytes, plaintext: bytes) -> bytes:
    """The STREAM payload of age v1, by the book."""
    nonce = os.urandom(16)
    key = hkdf(file_key, b"payload", salt=nonce)
    chunks = [plaintext[i : i + 65536] for i in range(0, len(plaintext), 65536)] or [b""]
    out = nonce
    for number, chunk in enumerate(chunks):
        last = number == len(chunks) - 1
        stream_nonce = number.to_bytes(11, "big") + bytes([last])
        out += ChaCha20Poly1305(key).encrypt(stream_nonce, chunk, None)
    return out


def header_of_pyrage(recipient: bytes, plaintext: bytes) -> tuple[bytes, bytes]:
    """(header, payload) of a file made by another implementation, the Rust age library."""
    to = pyrage.x25519.Recipient.from_str(licence_header.recipient_text(recipient))
    data: bytes = pyrage.encrypt(plaintext, [to])
    end = data.index(b"\n", data.index(b"\n--- ") + 1) + 1
    return data[:end], data[end:]


@pytest.mark.parametrize("size", [0, 1, 65535, 65536, 65537, 200_000])
def test_header_and_payload_together_open_in_another_age_tool(size: int) -> None:
    plaintext = os.urandom(size)
    identity = pyrage.x25519.Identity.from_str(licence_header.identity_text(IDENTITY))

    file = licence_header.make_header(FILE_KEY, RECIPIENT) + payload(FILE_KEY, plaintext)

    assert pyrage.decrypt(file, [identity]) == plaintext


def test_the_text_forms_are_those_of_another_age_tool() -> None:
    theirs = pyrage.x25519.Identity.from_str(licence_header.identity_text(IDENTITY))

    assert str(theirs) == licence_header.identity_text(IDENTITY)
    assert str(theirs.to_public()) == licence_header.recipient_text(RECIPIENT)


def test_a_header_of_another_age_tool_opens_here() -> None:
    header, body = header_of_pyrage(RECIPIENT, b"weights")

    file_key = licence_header.open_header(header, IDENTITY)

    key = hkdf(file_key, b"payload", salt=body[:16])
    assert ChaCha20Poly1305(key).decrypt(bytes(11) + b"\x01", body[16:], None) == b"weights"


@given(st.binary(min_size=16, max_size=16))
def test_any_file_key_survives_its_header(file_key: bytes) -> None:
    assert licence_header.open_header(licence_header.make_header(file_key, RECIPIENT), IDENTITY) == file_key


def test_two_headers_of_one_key_share_nothing_that_could_be_linked() -> None:
    first = licence_header.make_header(FILE_KEY, RECIPIENT).split(b"\n")
    second = licence_header.make_header(FILE_KEY, RECIPIENT).split(b"\n")

    assert first[1] != second[1]
    assert first[2] != second[2]


def test_a_header_for_somebody_else_says_so() -> None:
    other = licence_header.make_header(FILE_KEY, licence_header.public_key(b"\x03" * 32))

    with pytest.raises(LicenceForOther):
        licence_header.open_header(other, IDENTITY)


GOOD = licence_header.make_header(FILE_KEY, RECIPIENT)


@pytest.mark.parametrize(
    "header",
    [
        b"", b"age-encryption.org/v1\n", GOOD[:-1], GOOD + b"\n", GOOD + b"payload", GOOD.replace(b"v1", b"v2", 1),
        GOOD.replace(b"\n", b"\r\n"), GOOD.replace(b"-> X25519 ", b"-> X25519  "),
        GOOD.replace(b"-> X25519 ", b"-> X25519 extra "), GOOD.replace(b"--- ", b"---"),
        GOOD.replace(b"---", b"-> x\n\n---", 1), b"A" * (17 << 10),
        b"age-encryption.org/v1\n-> X25519 " + b"A" * 43 + b"\n" + b"A" * 43 + b"\n--- " + b"A" * 43 + b"\n",
    ],
)  # fmt: skip
def test_broken_headers_are_refused(header: bytes) -> None:
    with pytest.raises(InvalidLicence):
        licence_header.open_header(header, IDENTITY)


@given(st.integers(0, len(GOOD) - 1), st.integers(1, 255))
def test_no_changed_byte_of_a_header_gives_another_key(at: int, flip: int) -> None:
    changed = bytearray(GOOD)
    changed[at] ^= flip

    with pytest.raises((InvalidLicence, LicenceForOther)):
        licence_header.open_header(bytes(changed), IDENTITY)


def test_a_foreign_stanza_before_ours_is_passed_over() -> None:
    header, _body = header_of_pyrage(RECIPIENT, b"")
    lines = header.split(b"\n")
    stanza = [b"-> some-other-kind with arguments", b"A" * 64, b""]
    without_mac = b"\n".join([lines[0], *stanza, *lines[1:-2], b"---"])
    file_key = licence_header.open_header(header, IDENTITY)
    mac = licence_header._base64(licence_header._mac(file_key, without_mac))

    assert licence_header.open_header(without_mac + b" " + mac + b"\n", IDENTITY) == file_key


def with_stanza(first_line: bytes, body: bytes) -> bytes:
    """A header of one stanza, with a MAC of our file key."""
    head = b"\n".join((b"age-encryption.org/v1", first_line, body, b"---"))
    return head + b" " + licence_header._base64(licence_header._mac(FILE_KEY, head)) + b"\n"


STANZA = GOOD.split(b"\n")[1]
BODY = GOOD.split(b"\n")[2]


@pytest.mark.parametrize(
    ("name", "first_line", "body"),
    [
        ("x25519_extra_argument", STANZA + b" extra", BODY),
        ("x25519_low_order", b"-> X25519 " + b"A" * 43, BODY),
        ("x25519_short_share", b"-> X25519 " + b"A" * 42, BODY),
        ("x25519_long_share", STANZA + b"AAAA", BODY),
        ("x25519_long_file_key", STANZA, BODY + b"AAAA"),
        ("x25519_not_canonical_body", STANZA, BODY[:-1] + bytes([BODY[-1] ^ 1])),
        ("stanza_base64_padding", STANZA, BODY + b"="),
        ("stanza_no_arguments", b"-> ", BODY),
        ("stanza_bad_start", b"--> X25519", BODY),
        ("stanza_invalid_character", STANZA + b"\x7f", BODY),
        ("stanza_spurious_cr", STANZA + b"\r", BODY),
        ("stanza_missing_final_line", b"-> other", b"A" * 64),
        ("stanza_long_line", b"-> other", b"A" * 68),
        ("stanza_multiple_short_lines", STANZA, BODY[:20] + b"\n" + BODY[20:]),
        ("scrypt_and_x25519", b"-> scrypt AAAA 1\n" + BODY + b"\n" + STANZA, BODY),
    ],
    ids=lambda value: value if isinstance(value, str) else "",  # the bytes are fresh in each process
)
def test_headers_that_break_the_standard_are_refused(name: str, first_line: bytes, body: bytes) -> None:
    """Named after the cases of C2SP's age test kit, made here."""
    with pytest.raises(InvalidLicence):
        licence_header.open_header(with_stanza(first_line, body), IDENTITY)


def test_a_stanza_type_in_other_letters_is_another_type() -> None:
    with pytest.raises(LicenceForOther):
        licence_header.open_header(with_stanza(STANZA.replace(b"X25519", b"x25519"), BODY), IDENTITY)


def test_an_envelope_opens_for_the_sealer_alone() -> None:
    suite = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
    sealer = X25519PrivateKey.generate()

    envelope = seal_for_sealer(FILE_KEY, sealer.public_key().public_bytes_raw())

    assert suite.decrypt(envelope, sealer, info=b"licet sealer 1") == FILE_KEY
    assert FILE_KEY not in envelope
