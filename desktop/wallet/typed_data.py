"""EIP-712 messages: read, checked against the vault's own type, and hashed by eth-account."""

import re
from typing import Any, Final

from eth_abi.exceptions import EncodingError, ParseError
from eth_utils.exceptions import ValidationError

from desktop.core import block_lists, run_exports, signed_documents
from desktop.wallet.errors import InvalidTypedData, PolicyRefused
from desktop.wallet.purchase_keys import PRIMARY_TYPE
from desktop.wallet.signing_library import EthAccount, SignableMessage, encode_typed_data
from desktop.wallet.strict_json import read_json

MAX_MESSAGE_BYTES: Final = 256 << 10
_ARRAY = re.compile(r"(?P<inner>.+)\[(?P<count>[0-9]{0,9})\]")
_MEMBERS = frozenset({"types", "domain", "message"})
_OWN_TYPES = (
    PRIMARY_TYPE,
    run_exports.PRIMARY_TYPE,
    signed_documents.PRIMARY_TYPE,
    block_lists.PRIMARY_TYPE,
)


def read_typed(data: bytes) -> SignableMessage:
    """Read a message of ``eth_signTypedData_v4`` (JSON).

    Raises:
        InvalidTypedData: Not JSON, not EIP-712, or values that do not fit their types.
        PolicyRefused: It names the type that one-time secrets are made of, or would let somebody take tokens.
    """
    try:
        message = read_json(data, MAX_MESSAGE_BYTES)
    except ValueError as error:
        raise InvalidTypedData("json") from error
    if not isinstance(message, dict) or not set(message) >= _MEMBERS:
        raise InvalidTypedData("members")
    _refuse_own_types(message)
    for name, members in message["types"].items():
        if name == message.get("primaryType"):
            _check_struct(message["types"], members, message["message"])
    try:
        return encode_typed_data(full_message=message)
    except (
        ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError, RecursionError,
        EncodingError, ParseError, ValidationError,
    ) as error:  # fmt: skip
        raise InvalidTypedData(type(error).__name__) from error


def sign_typed(message: SignableMessage, key: bytes) -> bytes:
    """The 65-byte signature r || s || v."""
    return bytes(EthAccount.sign_message(message, key).signature)


def _refuse_own_types(message: dict[str, Any]) -> None:
    # By substring, in names of types and of members' types: an array or a nested struct of it is refused too.
    names = [str(message.get("primaryType"))]
    types = message["types"]
    if not isinstance(types, dict):
        raise InvalidTypedData("types")
    for name, members in types.items():
        names.append(str(name))
        names += [str(member.get("type")) for member in _structs(members)]
    if any(own in name for own in _OWN_TYPES for name in names):
        raise PolicyRefused("own-type")
    # Permits (EIP-2612, DAI's, Permit2's): signed for purchases alone, by the operation that makes them itself.
    if any("Permit" in name for name in names):
        raise PolicyRefused("permit")


def _check_struct(types: dict[str, Any], members: list[dict[str, Any]], value: object) -> None:
    if isinstance(value, dict):
        for member in members:
            _check_lengths(types, str(member.get("type")), value.get(str(member.get("name"))))


def _check_lengths(types: dict[str, Any], type_: str, value: object) -> None:
    """Arrays of a fixed size have that size: eth-account hashes any number of items."""
    array = _ARRAY.fullmatch(type_)
    if array is None:
        if type_ in types:
            _check_struct(types, types[type_], value)
    elif isinstance(value, list):
        if array["count"] and int(array["count"]) != len(value):
            raise InvalidTypedData("array length")
        for item in value:
            _check_lengths(types, array["inner"], item)


def _structs(members: object) -> list[dict[str, Any]]:
    if not isinstance(members, list) or not all(isinstance(member, dict) for member in members):
        raise InvalidTypedData("types")
    return members
