"""Transactions: read strictly, then signed. EIP-1559 by choice; EIP-2930 and EIP-155 where a network knows no other.

A chain id is always bound: a transaction that is good on every chain is not signed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from desktop.core.errors import Bug
from desktop.core.identity import Address
from desktop.core.transactions import SignedTransaction
from desktop.wallet.errors import InvalidTransaction
from desktop.wallet.signing_library import EthAccount

_REQUIRED: Final = ("chainId", "nonce", "value", "gas")
_FEES: Final = {0: ("gasPrice",), 1: ("gasPrice",), 2: ("maxFeePerGas", "maxPriorityFeePerGas")}
_OPTIONAL: Final = ("type", "to", "data", "accessList")
_MAX_DATA_BYTES = 128 << 10  # what nodes relay in one transaction


@dataclass(frozen=True, slots=True)
class TransactionRequest:
    """A transaction before signing; ``to`` is None for a creation. Amounts are wei.

    Of types 0 and 1 both fees are the one gas price.
    """

    chain_id: int
    nonce: int
    to: Address | None
    value: int
    gas: int
    max_fee_wei: int
    max_priority_fee_wei: int
    data: bytes
    access_list: tuple[tuple[Address, tuple[bytes, ...]], ...] = ()
    type: int = 2

    @property
    def selector(self) -> bytes:
        return self.data[:4]


def read_request(fields: Mapping[str, Any]) -> TransactionRequest:
    """Read the fields as JSON-RPC names them; numbers are ints or 32 big-endian bytes, the rest bytes.

    Raises:
        InvalidTransaction: A field is missing, unknown or out of range.
    """
    kind = _type_of(fields)
    fees = _FEES[kind]
    for name in fields:
        if name not in _REQUIRED and name not in _OPTIONAL and name not in fees:
            raise InvalidTransaction(str(name)[:40])
    for name in (*_REQUIRED, *fees):
        if fields.get(name) is None:
            raise InvalidTransaction(name)
    request = TransactionRequest(
        chain_id=_number(fields["chainId"], "chainId", 256),
        nonce=_number(fields["nonce"], "nonce", 64),
        to=_address(fields.get("to"), "to"),
        value=_number(fields["value"], "value", 256),
        gas=_number(fields["gas"], "gas", 64),
        max_fee_wei=_number(fields[fees[0]], fees[0], 256),
        max_priority_fee_wei=_number(fields[fees[-1]], fees[-1], 256),
        data=_bytes(fields.get("data", b""), "data"),
        access_list=_access_list(fields.get("accessList", ())),
        type=kind,
    )
    if request.chain_id == 0:
        raise InvalidTransaction("chainId")
    if request.max_priority_fee_wei > request.max_fee_wei:
        raise InvalidTransaction("maxPriorityFeePerGas")
    return request


def sign_request(request: TransactionRequest, key: bytes, signer: Address) -> SignedTransaction:
    """Sign, and check that the signature is the account's before it leaves."""
    fields: dict[str, Any] = {
        "chainId": request.chain_id,
        "nonce": request.nonce,
        "value": request.value,
        "gas": request.gas,
        "data": request.data,
    }
    if request.type == 2:
        fields |= {
            "maxFeePerGas": request.max_fee_wei,
            "maxPriorityFeePerGas": request.max_priority_fee_wei,
        }
    else:
        fields["gasPrice"] = request.max_fee_wei
    if request.type:
        fields["type"] = request.type
    if request.to is not None:
        fields["to"] = str(request.to)
    if request.access_list or request.type == 1:
        fields["accessList"] = [
            {"address": str(address), "storageKeys": ["0x" + slot.hex() for slot in slots]}
            for address, slots in request.access_list
        ]
    signed = EthAccount.sign_transaction(fields, key)
    raw = bytes(signed.raw_transaction)
    if EthAccount.recover_transaction(raw) != str(signer):
        raise Bug("a transaction was signed by another key")
    return SignedTransaction(raw, bytes(signed.hash))


def _type_of(fields: Mapping[str, Any]) -> int:
    """Type 2, unless a gas price says that it is an older one."""
    has_price = fields.get("gasPrice") is not None
    if has_price and any(name in fields for name in _FEES[2]):
        raise InvalidTransaction("gasPrice")
    presumed = 2 if not has_price else 1 if fields.get("accessList") else 0
    kind = _number(fields.get("type", presumed), "type", 8)
    if kind not in _FEES or has_price != (kind < 2):
        raise InvalidTransaction("type")
    if kind == 0 and fields.get("accessList"):
        raise InvalidTransaction("accessList")
    return kind


def _number(value: object, name: str, bits: int) -> int:
    if isinstance(value, bytes) and len(value) == 32:
        value = int.from_bytes(value, "big")
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**bits:
        raise InvalidTransaction(name)
    return value


def _bytes(value: object, name: str) -> bytes:
    if not isinstance(value, bytes) or len(value) > _MAX_DATA_BYTES:
        raise InvalidTransaction(name)
    return value


def _address(value: object, name: str) -> Address | None:
    if value is None:
        return None
    if not isinstance(value, bytes) or len(value) != 20:
        raise InvalidTransaction(name)
    return Address(value)


def _access_list(value: object) -> tuple[tuple[Address, tuple[bytes, ...]], ...]:
    if not isinstance(value, list | tuple):
        raise InvalidTransaction("accessList")
    entries = []
    for entry in value:
        if not isinstance(entry, list | tuple) or len(entry) != 2 or not isinstance(entry[1], list | tuple):
            raise InvalidTransaction("accessList")
        address = _address(entry[0], "accessList")
        slots = tuple(entry[1])
        if address is None or any(not isinstance(slot, bytes) or len(slot) != 32 for slot in slots):
            raise InvalidTransaction("accessList")
        entries.append((address, slots))
    return tuple(entries)
