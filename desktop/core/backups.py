"""The back-up file of a purchase: what nodes may no longer tell in years (EXCHANGE.md section 9).

One JSON object: the record with order, terms, card and delivery (R and the wrapped key), and the licence file. Nothing
in it opens anything without the wallet's phrase.
"""

from dataclasses import dataclass, replace

import msgspec

from desktop.core.errors import UserError
from desktop.core.nesting import cap_recursion
from desktop.core.orders import Purchase
from desktop.core.records import dump, load

FORMAT = "licet purchase 1"
MAX_BACKUP_BYTES = 1 << 20


@dataclass(eq=False)
class InvalidBackup(UserError):
    """The file is no back-up of a purchase; ``reason`` names what is wrong."""

    reason: str


class _File(msgspec.Struct, forbid_unknown_fields=True):
    format: str
    purchase: str
    licence: str = ""


def write_backup(purchase: Purchase, licence: bytes) -> bytes:
    """The file of a purchase; ``licence`` is its age header, empty if there is none yet."""
    kept = replace(purchase, raw_transaction=None, transaction_hash=None, fault=None)
    return (
        msgspec.json.format(msgspec.json.encode(_File(FORMAT, dump(kept), licence.hex())), indent=1) + b"\n"
    )


def read_backup(data: bytes) -> tuple[Purchase, bytes]:
    """Purchase and licence file of a back-up; nothing in it is believed before the chain has been asked.

    Raises:
        InvalidBackup: Too long, not such a file, or a field that cannot be.
    """
    if len(data) > MAX_BACKUP_BYTES:
        raise InvalidBackup("size")
    cap_recursion()
    try:
        file = msgspec.json.decode(data, type=_File)
        if file.format != FORMAT:
            raise InvalidBackup("format")
        purchase = load(Purchase, file.purchase)
        purchase.terms.encode()
        return purchase, bytes.fromhex(file.licence)
    except (msgspec.MsgspecError, ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
        raise InvalidBackup("fields") from error
    except RecursionError as error:
        raise InvalidBackup("depth") from error
