"""How values cross the pipe between app and vault: numbers of more than 63 bits as 32 bytes, addresses as 20."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, get_type_hints

from desktop.core.identity import Address
from desktop.core.transactions import UnsignedTransaction


def to_wire(value: Any) -> Any:
    """A value as msgpack carries it; dataclasses become maps of their fields."""
    if isinstance(value, Address):
        return value.raw
    if isinstance(value, list | tuple):
        return [to_wire(item) for item in value]
    if isinstance(value, Mapping):
        return {key: to_wire(item) for key, item in value.items()}
    if is_dataclass(value):
        return {field.name: to_wire(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, int) and value.bit_length() > 63:
        return value.to_bytes(32, "big")
    return value


def transaction_fields(transaction: UnsignedTransaction) -> dict[str, Any]:
    """A transaction with the names of JSON-RPC, as the vault reads it."""
    return {
        "chainId": transaction.chain_id,
        "nonce": transaction.nonce,
        "to": transaction.to,
        "value": transaction.value_wei,
        "data": transaction.data,
        "gas": transaction.gas_limit,
        "maxFeePerGas": transaction.max_fee_wei,
        "maxPriorityFeePerGas": transaction.max_priority_fee_wei,
    }


def read_int(value: Any) -> int:
    """An int that may have come as 32 bytes."""
    return int.from_bytes(value, "big") if isinstance(value, bytes) else int(value)


def handler(operation: Callable[..., Any]) -> Callable[..., Any]:
    """Wrap an operation so that it takes and returns wire values, by its annotations."""
    hints = get_type_hints(operation)

    def handle(**arguments: Any) -> Any:
        converted = {name: _from_wire(value, hints.get(name)) for name, value in arguments.items()}
        return to_wire(operation(**converted))

    return handle


def _from_wire(value: Any, hint: object) -> Any:
    if hint is Address:
        return Address(value)
    return read_int(value) if hint is int else value
