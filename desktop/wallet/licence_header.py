"""Licence files: ordinary age v1 headers for one X25519 recipient.

Source: https://github.com/C2SP/C2SP/blob/main/age.md, "The X25519 recipient type" and "ABNF definition of
file header". Header and payload file together open in any age tool.
"""

import base64
import binascii
import hmac
import re
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from desktop.core.licence_files import MAX_HEADER_BYTES
from desktop.wallet.errors import InvalidLicence, LicenceForOther
from desktop.wallet.hkdf import hkdf

FILE_KEY_BYTES: Final = 16
_VERSION = b"age-encryption.org/v1"
_X25519_INFO = b"age-encryption.org/v1/X25519"
_NONCE = bytes(12)  # by the standard: the wrapping key is used once
_COLUMNS = 64
_ARGUMENT = re.compile(rb"[\x21-\x7e]+")


@dataclass(frozen=True, slots=True)
class _Stanza:
    arguments: tuple[bytes, ...]
    body: bytes


def public_key(identity: bytes) -> bytes:
    """The X25519 public key of an identity (32 bytes each)."""
    return X25519PrivateKey.from_private_bytes(identity).public_key().public_bytes_raw()


def make_header(file_key: bytes, recipient: bytes) -> bytes:
    """An age header that gives ``file_key`` (16 bytes) to the X25519 public key ``recipient``."""
    if len(file_key) != FILE_KEY_BYTES:
        raise ValueError("file key")
    ephemeral = X25519PrivateKey.generate()
    share = ephemeral.public_key().public_bytes_raw()
    shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(recipient))
    wrapping = hkdf(shared, _X25519_INFO, salt=share + recipient)
    body = ChaCha20Poly1305(wrapping).encrypt(_NONCE, file_key, None)
    head = b"\n".join((_VERSION, b"-> X25519 " + _base64(share), _base64(body), b"---"))
    return head + b" " + _base64(_mac(file_key, head)) + b"\n"


def open_header(header: bytes, identity: bytes) -> bytes:
    """The file key of an age header.

    Raises:
        InvalidLicence: Not an age v1 header, or altered.
        LicenceForOther: No stanza was made for this identity.
    """
    stanzas, head, mac = _parse(header)
    if len(stanzas) > 1 and any(stanza.arguments[0] == b"scrypt" for stanza in stanzas):
        raise InvalidLicence("scrypt")  # the standard: a passphrase stands alone
    own = public_key(identity)
    for stanza in stanzas:
        if stanza.arguments[0] != b"X25519":
            continue
        file_key = _open_stanza(stanza, identity, own)
        if file_key is not None:
            if not hmac.compare_digest(_mac(file_key, head), mac):
                raise InvalidLicence("mac")
            return file_key
    raise LicenceForOther


def identity_text(identity: bytes) -> str:
    """The identity as age tools read it: Bech32 (BIP-173), ``AGE-SECRET-KEY-1...``."""
    return _bech32("age-secret-key-", identity).upper()


def recipient_text(recipient: bytes) -> str:
    """The recipient as age tools read it: ``age1...``."""
    return _bech32("age", recipient)


def _open_stanza(stanza: _Stanza, identity: bytes, own: bytes) -> bytes | None:
    if len(stanza.arguments) != 2:
        raise InvalidLicence("X25519 arguments")
    share = _unbase64(stanza.arguments[1])
    # The size is checked before decrypting: the standard's answer to partitioning oracles.
    if len(share) != 32 or len(stanza.body) != FILE_KEY_BYTES + 16:
        raise InvalidLicence("X25519 size")
    try:
        shared = X25519PrivateKey.from_private_bytes(identity).exchange(
            X25519PublicKey.from_public_bytes(share)
        )
    except ValueError as error:  # all-zero shared secret
        raise InvalidLicence("X25519 share") from error
    try:
        return ChaCha20Poly1305(hkdf(shared, _X25519_INFO, salt=share + own)).decrypt(
            _NONCE, stanza.body, None
        )
    except InvalidTag:
        return None


def _parse(header: bytes) -> tuple[list[_Stanza], bytes, bytes]:
    """The stanzas, the bytes that the MAC covers, and the MAC."""
    if len(header) > MAX_HEADER_BYTES:
        raise InvalidLicence("size")
    lines = header.split(b"\n")
    if lines[0] != _VERSION:
        raise InvalidLicence("version")
    stanzas: list[_Stanza] = []
    at = 1
    while at < len(lines) and lines[at].startswith(b"-> "):
        arguments = tuple(lines[at][3:].split(b" "))
        if not all(_ARGUMENT.fullmatch(argument) for argument in arguments):
            raise InvalidLicence("stanza")
        at += 1
        body = b""
        while True:
            if at >= len(lines) or len(lines[at]) > _COLUMNS:
                raise InvalidLicence("stanza")
            line = lines[at]
            at += 1
            body += line
            if len(line) < _COLUMNS:
                break
        stanzas.append(_Stanza(arguments, _unbase64(body)))
    if not stanzas or lines[at : at + 1] == [] or not lines[at].startswith(b"--- "):
        raise InvalidLicence("footer")
    if lines[at + 1 :] != [b""]:
        raise InvalidLicence("trailing bytes")
    mac = _unbase64(lines[at][4:])
    if len(mac) != 32:
        raise InvalidLicence("mac")
    return stanzas, b"\n".join([*lines[:at], b"---"]), mac


def _mac(file_key: bytes, head: bytes) -> bytes:
    return hmac.digest(hkdf(file_key, b"header"), head, "sha256")


def _base64(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")


def _unbase64(text: bytes) -> bytes:
    try:
        data = base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)
    except binascii.Error as error:
        raise InvalidLicence("base64") from error
    if _base64(data) != text:  # the standard demands the canonical form
        raise InvalidLicence("base64")
    return data


_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_BECH32_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


def _bech32(prefix: str, data: bytes) -> str:
    padded = int.from_bytes(data, "big") << (-len(data) * 8 % 5)
    count = (len(data) * 8 + 4) // 5
    values = [padded >> 5 * (count - 1 - i) & 31 for i in range(count)]
    head = [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]
    checksum = 1
    for value in [*head, *values, 0, 0, 0, 0, 0, 0]:
        top = checksum >> 25
        checksum = (checksum & 0x1FFFFFF) << 5 ^ value
        for i, factor in enumerate(_BECH32_GENERATOR):
            checksum ^= factor if top >> i & 1 else 0
    checksum ^= 1
    values += [checksum >> 5 * (5 - i) & 31 for i in range(6)]
    return f"{prefix}1" + "".join(_BECH32[value] for value in values)
