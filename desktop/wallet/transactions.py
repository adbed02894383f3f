"""EIP-1559 transactions: read strictly, then signed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from desktop.core.errors import Bug
from desktop.core.identity import Address
from desktop.core.transactions import SignedTransaction
from desktop.wallet.errors import InvalidTransaction
from desktop.wallet.signing_library import EthAccount

_REQUIRED: Final = ("chainId", "nonce", "value", "gas", "maxFeePerGas", "maxPriorityFeePerGas")
_OPTIONAL: Final = ("type", "to", "data", "accessList")
_MAX_DATA_BYTES = 128 << 10  # what nodes relay in one transaction


@dataclass(frozen=True, slots=True)
class TransactionRequest:
    """A type-2 transaction before signing; ``to`` is None for a creation. Amounts are wei."""

    chain_id: int
    nonce: int
    to: Address | None
    value: int
    gas: int
    max_fee_wei: int
    max_priority_fee_wei: int
    data: bytes
    access_list: tuple[tuple[Address, tuple[bytes, ...]], ...] = ()

    @property
    def selector(self) -> bytes:
        return self.data[:4]


def read_request(fields: Mapping[str, Any]) -> TransactionRequest:
    """Read the fields as JSON-RPC names them; numbers are ints or 32 big-endian bytes, the rest bytes.

    Raises:
        InvalidTransaction: A field is missing, unknown or out of range.
    """
    for name in fields:
        if name not in _REQUIRED and name not in _OPTIONAL:
            raise InvalidTransaction(str(name)[:40])
    for name in _REQUIRED:
        if fields.get(name) is None:
            raise InvalidTransaction(name)
    if _number(fields.get("type", 2), "type", 8) != 2:
        raise InvalidTransaction("type")
    request = TransactionRequest(
        chain_id=_number(fields["chainId"], "chainId", 256),
        nonce=_number(fields["nonce"], "nonce", 64),
        to=_address(fields.get("to"), "to"),
        value=_number(fields["value"], "value", 256),
        gas=_number(fields["gas"], "gas", 64),
        max_fee_wei=_number(fields["maxFeePerGas"], "maxFeePerGas", 256),
        max_priority_fee_wei=_number(fields["maxPriorityFeePerGas"], "maxPriorityFeePerGas", 256),
        data=_bytes(fields.get("data", b""), "data"),
        access_list=_access_list(fields.get("accessList", ())),
    )
    if request.chain_id == 0:
        raise InvalidTransaction("chainId")
    if request.max_priority_fee_wei > request.max_fee_wei:
        raise InvalidTransaction("maxPriorityFeePerGas")
    return request


def sign_request(request: TransactionRequest, key: bytes, signer: Address) -> SignedTransaction:
    """Sign, and check that the signature is the account's before it leaves."""
    fields: dict[str, Any] = {
        "type": 2,
        "chainId": request.chain_id,
        "nonce": request.nonce,
        "value": request.value,
        "gas": request.gas,
        "maxFeePerGas": request.max_fee_wei,
        "maxPriorityFeePerGas": request.max_priority_fee_wei,
        "data": request.data,
    }
    if request.to is not None:
        fields["to"] = str(request.to)
    if request.access_list:
        fields["accessList"] = [
            {"address": str(address), "storageKeys": ["0x" + slot.hex() for slot in slots]}
            for address, slots in request.access_list
        ]
    signed = EthAccount.sign_transaction(fields, key)
    raw = bytes(signed.raw_transaction)
    if EthAccount.recover_transaction(raw) != str(signer):
        raise Bug("a transaction was signed by another key")
    return SignedTransaction(raw, bytes(signed.hash))


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
