"""The back-up file of a purchase: what nodes may no longer tell in years (EXCHANGE.md section 9).

One JSON object: the record with order, terms, card and delivery (R and the wrapped key), the licence file, and the
public part of the package if it is small, so that it and the model file are all that another machine needs, without any
network. Nothing in it opens anything without the wallet's phrase. Format 1 had neither the public part nor the seal.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace

import msgspec

from desktop.core.errors import UserError
from desktop.core.nesting import cap_recursion
from desktop.core.orders import Purchase
from desktop.core.records import dump, load

FORMAT = "licet purchase 2"
FORMATS = frozenset({"licet purchase 1", FORMAT})
MAX_PUBLIC_BYTES = 16 << 20
"""A larger public part is left out; it is fetched again where the model is."""
MAX_BACKUP_BYTES = (MAX_PUBLIC_BYTES + 2) // 3 * 4 + (1 << 20)


@dataclass(eq=False)
class InvalidBackup(UserError):
    """The file is no back-up of a purchase; ``reason`` names what is wrong."""

    reason: str


@dataclass(frozen=True, slots=True)
class Backup:
    """A back-up as it was read; nothing in it is believed before the chain, or the wallet's seal, has spoken.

    ``seal`` is empty in a file of format 1. ``digest`` is what the seal is about: SHA-256 of the record.
    """

    purchase: Purchase
    licence: bytes
    public: bytes
    seal: bytes
    digest: bytes


class _File(msgspec.Struct, forbid_unknown_fields=True):
    format: str
    purchase: str
    licence: str = ""
    public: bytes = b""
    seal: str = ""


def write_backup(purchase: Purchase, licence: bytes, public: bytes, seal: Callable[[bytes], bytes]) -> bytes:
    """The file of a purchase.

    Args:
        purchase: The record.
        licence: Its age header, empty if there is none yet.
        public: Its public part, empty if it is not here.
        seal: Gives the wallet's mark for a digest.
    """
    record = dump(replace(purchase, raw_transaction=None, transaction_hash=None, fault=None))
    kept = public if len(public) <= MAX_PUBLIC_BYTES else b""
    file = _File(FORMAT, record, licence.hex(), kept, seal(_digest(record)).hex())
    return msgspec.json.format(msgspec.json.encode(file), indent=1) + b"\n"


def read_backup(data: bytes) -> Backup:
    """What a back-up file says.

    Raises:
        InvalidBackup: Too long, not such a file, or a field that cannot be.
    """
    if len(data) > MAX_BACKUP_BYTES:
        raise InvalidBackup("size")
    cap_recursion()
    try:
        file = msgspec.json.decode(data, type=_File)
        if file.format not in FORMATS:
            raise InvalidBackup("format")
        purchase = load(Purchase, file.purchase)
        purchase.terms.encode()
        return Backup(
            purchase,
            bytes.fromhex(file.licence),
            file.public,
            bytes.fromhex(file.seal),
            _digest(file.purchase),
        )
    except (msgspec.MsgspecError, ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
        raise InvalidBackup("fields") from error
    except RecursionError as error:
        raise InvalidBackup("depth") from error


def _digest(record: str) -> bytes:
    return hashlib.sha256(b"licet backup 2\0" + record.encode()).digest()
