"""Strict canonical JSON (RFC 8785) of a shape, and the signatures that stand in it: what every signed file is read by.

A file is taken byte for byte or not at all, so that what was signed, what is shown and what is hashed are the same.
"""

import re
from collections.abc import Callable
from typing import Any, Final, TypeVar

import msgspec
import rfc8785

from desktop.core.errors import UserError
from desktop.core.identity import Address

_SIGNATURE: Final = re.compile("0x[0-9a-f]{130}")

Shape = TypeVar("Shape")
Encode = Callable[[Any], bytes]


class NotCanonical(ValueError):
    """Why bytes are not what they should be: ``size``, ``format``, ``canonical``, ``text`` or ``signature``."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Signature(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Account with its EIP-55 checksum, and r || s || v in lower-case hex (v 27 or 28, the lower s)."""

    account: str
    value: str


def canonical_bytes(value: Any) -> bytes:
    """A struct, or plain values, as RFC 8785 writes them.

    Raises:
        NotCanonical: A value in it has no canonical JSON.
    """
    try:
        return bytes(rfc8785.dumps(msgspec.to_builtins(value)))
    except (rfc8785.CanonicalizationError, UnicodeError) as error:
        raise NotCanonical("text") from error


def read_canonical(
    data: bytes, shape: type[Shape], most_bytes: int, encode: Encode = canonical_bytes
) -> Shape:
    """Read a shape strictly.

    Args:
        data: A stranger's bytes.
        shape: A struct that forbids unknown fields.
        most_bytes: Longer ones are not looked at.
        encode: Writes the shape as RFC 8785 says; a faster one where its fields allow it.

    Raises:
        NotCanonical: Too long, of another shape, or not its canonical bytes.
    """
    if len(data) > most_bytes:
        raise NotCanonical("size")
    try:
        # The typed decoder comes first: it refuses an unknown field before it could nest without end.
        value = msgspec.json.decode(data, type=shape)
        is_canonical = encode(value) == data
    except (msgspec.MsgspecError, RecursionError, UnicodeError, NotCanonical) as error:
        raise NotCanonical("format") from error
    if not is_canonical:
        raise NotCanonical("canonical")
    return value


def signature_text(signature: bytes) -> str:
    """A signature as it stands in files."""
    return "0x" + signature.hex()


def read_signature(text: str) -> bytes:
    """The bytes of a signature; whose it is, is not checked here.

    Raises:
        NotCanonical: It is none.
    """
    if not _SIGNATURE.fullmatch(text):
        raise NotCanonical("signature")
    return bytes.fromhex(text[2:])


def read_signer(told: Signature) -> tuple[Address, bytes]:
    """Account and signature; raises as ``read_signature``, also for an account without its checksum."""
    try:
        account = Address.parse(told.account)
    except UserError as error:
        raise NotCanonical("signature") from error
    if str(account) != told.account:
        raise NotCanonical("signature")
    return account, read_signature(told.value)
