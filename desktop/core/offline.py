"""Transactions carried in files: made on one machine, signed on another that has no network, sent from the first.

Everything that signing needs is frozen in the request: chain, account, nonce, gas and fee. So the machine that signs
asks nobody anything. The transaction stands there with the names and the hexadecimal quantities of JSON-RPC, which
other wallets read as well. A file may come from anybody: it is strict JSON under a size cap, its words are shown as
plain text, and what is signed or sent is shown from the bytes themselves, never from what stands beside them.
"""

import re
from dataclasses import dataclass
from typing import Annotated, Final, Literal

import msgspec

from desktop.core.errors import EnvironmentFault, InvalidAddress
from desktop.core.identity import Address
from desktop.core.nesting import cap_recursion
from desktop.core.plain_text import clean
from desktop.core.transactions import CustomFee, SignedTransaction, UnsignedTransaction

TO_SIGN: Final = "licet-transaction-to-sign"
SIGNED: Final = "licet-signed-transaction"
MAX_FILE_BYTES: Final = 512 << 10
"""More than nodes relay in one transaction (128 KiB) takes in hexadecimal."""
MAX_NOTE: Final = 200

Quantity = Annotated[str, msgspec.Meta(pattern="^0x[0-9a-fA-F]{1,64}$")]
Data = Annotated[str, msgspec.Meta(pattern="^0x([0-9a-fA-F]{2})*$")]
HexAddress = Annotated[str, msgspec.Meta(pattern="^0x[0-9a-fA-F]{40}$")]
_HEX = re.compile(rb"\s*(?:0x)?((?:[0-9a-fA-F]{2})+)\s*")
_MOST = 1 << 256
_MOST_64 = 1 << 64


class NotATransactionFile(EnvironmentFault):
    """The file holds neither a transaction to sign nor a signed one that this version reads."""


class _Transaction(msgspec.Struct, rename="camel", forbid_unknown_fields=True):
    type: Literal["0x2"]
    chain_id: Quantity
    nonce: Quantity
    to: HexAddress
    value: Quantity
    data: Data
    gas: Quantity
    max_fee_per_gas: Quantity
    max_priority_fee_per_gas: Quantity


class _ToSign(msgspec.Struct, forbid_unknown_fields=True, tag_field="kind", tag=TO_SIGN):
    version: Literal[1]
    account: HexAddress
    network: str
    note: str
    made_at: Annotated[int, msgspec.Meta(ge=0, lt=1 << 53)]
    transaction: _Transaction


class _Signed(msgspec.Struct, forbid_unknown_fields=True, tag_field="kind", tag=SIGNED):
    version: Literal[1]
    note: str
    raw: Data


@dataclass(frozen=True, slots=True)
class OfflineRequest:
    """What is to be signed, by which account. ``network`` and ``note`` are words of whoever made it."""

    account: Address
    transaction: UnsignedTransaction
    network: str
    note: str
    made_at: int


@dataclass(frozen=True, slots=True)
class Accessed:
    """One entry of an access list (EIP-2930): a contract, and the places in its storage that are paid for beforehand."""

    address: Address
    slots: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class SignedFacts:
    """What signed bytes themselves say: who signed what. ``note`` is somebody's words beside them.

    ``accessed`` is the access list, which is none of what Licet signs itself: it can lower the gas, and does nothing else.
    """

    account: Address
    transaction: UnsignedTransaction
    signed: SignedTransaction
    note: str = ""
    accessed: tuple[Accessed, ...] = ()


@dataclass(frozen=True, slots=True)
class SignedBytes:
    """Signed bytes out of a file, not looked into yet."""

    raw: bytes
    note: str


def write_request(request: OfflineRequest) -> bytes:
    """The file of a request; ``read_file`` reads it back."""
    transaction = request.transaction
    return _file(
        _ToSign(
            version=1,
            account=str(request.account),
            network=_line(request.network),
            note=_line(request.note),
            made_at=request.made_at,
            transaction=_Transaction(
                type="0x2",
                chain_id=hex(transaction.chain_id),
                nonce=hex(transaction.nonce),
                to=str(transaction.to),
                value=hex(transaction.value_wei),
                data="0x" + transaction.data.hex(),
                gas=hex(transaction.gas_limit),
                max_fee_per_gas=hex(transaction.max_fee_wei),
                max_priority_fee_per_gas=hex(transaction.max_priority_fee_wei),
            ),
        )
    )


def write_signed(signed: SignedTransaction, note: str) -> bytes:
    """The file of signed bytes."""
    return _file(_Signed(version=1, note=_line(note), raw="0x" + signed.raw.hex()))


def read_file(data: bytes) -> OfflineRequest | SignedBytes:
    """Read a file of either kind, or the bare hexadecimal bytes that other tools write.

    Raises:
        NotATransactionFile: It is neither.
    """
    if len(data) > MAX_FILE_BYTES:
        raise NotATransactionFile
    bare = _HEX.fullmatch(data)
    if bare is not None:
        return SignedBytes(bytes.fromhex(bare[1].decode()), "")
    cap_recursion()
    try:
        read = msgspec.json.decode(data, type=_ToSign | _Signed)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise NotATransactionFile from error
    if isinstance(read, _Signed):
        return SignedBytes(bytes.fromhex(read.raw[2:]), _line(read.note))
    return _request(read)


def _request(read: _ToSign) -> OfflineRequest:
    fields = read.transaction
    try:
        account, to = Address.parse(read.account), Address.parse(fields.to)
    except InvalidAddress as error:  # a letter of it was changed
        raise NotATransactionFile from error
    transaction = UnsignedTransaction(
        chain_id=int(fields.chain_id, 16),
        nonce=int(fields.nonce, 16),
        to=to,
        value_wei=int(fields.value, 16),
        data=bytes.fromhex(fields.data[2:]),
        gas_limit=int(fields.gas, 16),
        max_fee_wei=int(fields.max_fee_per_gas, 16),
        max_priority_fee_wei=int(fields.max_priority_fee_per_gas, 16),
    )
    if not _is_possible(transaction):
        raise NotATransactionFile
    return OfflineRequest(
        account,
        transaction,
        _line(read.network),
        _line(read.note),
        read.made_at,
    )


def _is_possible(transaction: UnsignedTransaction) -> bool:
    """Whether any chain could ever take it: its own chain, a nonce that exists, a fee that adds up."""
    fee = CustomFee(transaction.max_fee_wei, transaction.max_priority_fee_wei)
    return (
        transaction.chain_id > 0
        and transaction.nonce < _MOST_64 - 1
        and 0 < transaction.gas_limit < _MOST_64
        and fee.is_possible
        and transaction.most_wei < _MOST
    )


def _file(content: _ToSign | _Signed) -> bytes:
    return msgspec.json.format(msgspec.json.encode(content), indent=2) + b"\n"


def _line(text: str) -> str:
    """A stranger's words as one line."""
    return " ".join(clean(text).split())[:MAX_NOTE]
