"""EIP-712 messages: read, checked against the vault's own type, and hashed by eth-account."""

import re
from dataclasses import dataclass
from typing import Any, Final

from eth_abi.exceptions import EncodingError, ParseError
from eth_utils.exceptions import ValidationError

from desktop.core import block_lists, run_exports, signed_documents
from desktop.core.consent import Reason
from desktop.core.identity import keccak256
from desktop.core.plain_text import clean
from desktop.core.typed_messages import MOST_MEMBERS, MOST_STRUCTS
from desktop.wallet.errors import InvalidTypedData, PolicyRefused
from desktop.wallet.purchase_keys import PRIMARY_TYPE
from desktop.wallet.signing_library import EthAccount, SignableMessage, encode_typed_data
from desktop.wallet.strict_json import read_json
from desktop.wallet.typed_permits import Power, power_of

MAX_MESSAGE_BYTES: Final = 256 << 10
_ARRAY = re.compile(r"(?P<inner>.+)\[(?P<count>[0-9]{0,9})\]")
_MEMBERS = frozenset({"types", "domain", "message"})
_MOST_FACT_CHARS: Final = 80
_OWN_TYPES = (
    PRIMARY_TYPE,
    run_exports.PRIMARY_TYPE,
    signed_documents.PRIMARY_TYPE,
    block_lists.PRIMARY_TYPE,
)


@dataclass(frozen=True, slots=True)
class TypedMessage:
    """A message that may be signed with the person's consent: why it needs one, and what it lets somebody do.

    ``chain_id`` is 0 for a message that names no chain.
    """

    signable: SignableMessage
    facts: dict[str, str]
    reasons: tuple[Reason, ...]
    power: Power
    chain_id: int

    @property
    def digest(self) -> bytes:
        """What the signature is of: keccak256(0x1901 || domain || message)."""
        return keccak256(b"\x19" + self.signable.version + self.signable.header + self.signable.body)


def read_typed(data: bytes) -> TypedMessage:
    """Read a message of ``eth_signTypedData_v4`` (JSON).

    The vault understands none but permits: every message needs consent, given for this one alone.

    Raises:
        InvalidTypedData: Not JSON, not EIP-712, or values that do not fit their types.
        PolicyRefused: It names the type that one-time secrets are made of, or would let somebody take tokens without
            a limit.
    """
    try:
        message = read_json(data, MAX_MESSAGE_BYTES)
    except ValueError as error:
        raise InvalidTypedData("json") from error
    if not isinstance(message, dict) or not set(message) >= _MEMBERS:
        raise InvalidTypedData("members")
    names = _names(message)
    for name, members in message["types"].items():
        if name == message.get("primaryType"):
            _check_struct(message["types"], members, message["message"])
    signable = _encode(message)
    power = power_of(message, names)
    if power and not isinstance(message.get("primaryType"), str):
        raise InvalidTypedData("primaryType")  # eth-account would find it, and its members were not looked at
    power = power or Power("typed-data", "typed", ())
    facts, chain_id = _facts(message) | dict(power.facts), _chain(message)
    reasons = [Reason(power.rule, tuple(facts.items()))]
    if not chain_id:
        reasons.append(Reason("no-chain"))
    return TypedMessage(signable, facts, tuple(reasons), power, chain_id)


def _encode(message: dict[str, Any]) -> SignableMessage:
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


def _names(message: dict[str, Any]) -> list[str]:
    """The names of all types that it uses or defines.

    Raises:
        PolicyRefused: ``own-type``: one of them is the vault's own.
    """
    names = [str(message.get("primaryType"))]
    types = message["types"]
    if not isinstance(types, dict) or len(types) > MOST_STRUCTS:
        raise InvalidTypedData("types")
    for name, members in types.items():
        names.append(str(name))
        names += [str(member.get("type")) for member in _structs(members)]
        if len(members) > MOST_MEMBERS:
            raise InvalidTypedData("types")
    # By substring, in names of types and of members' types: an array or a nested struct of it is refused too.
    if any(own in name for own in _OWN_TYPES for name in names):
        raise PolicyRefused("own-type")
    return names


def _facts(message: dict[str, Any]) -> dict[str, str]:
    """What it calls itself; a stranger's words, cut."""
    domain = message["domain"] if isinstance(message["domain"], dict) else {}
    named = {
        "type": message.get("primaryType"),
        "domain": domain.get("name"),
        "contract": domain.get("verifyingContract"),
    }
    return {name: clean(str(value)[:_MOST_FACT_CHARS]) for name, value in named.items() if value is not None}


def _chain(message: dict[str, Any]) -> int:
    domain = message["domain"] if isinstance(message["domain"], dict) else {}
    chain = domain.get("chainId")
    try:
        return int(chain, 0) if isinstance(chain, str) else int(chain or 0)
    except (TypeError, ValueError):
        return 0


def _check_struct(types: dict[str, Any], members: list[dict[str, Any]], value: object) -> None:
    if isinstance(value, dict):
        # What is hashed nowhere must not look as if it were signed: a permit would name another token beside its own.
        if set(value) - {str(member.get("name")) for member in members}:
            raise InvalidTypedData("members")
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
