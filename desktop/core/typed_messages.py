"""EIP-712 messages taken apart and hashed, to be shown before the vault signs them.

This is a second implementation on purpose: the vault hashes by eth-account in its own process, and what is shown here is
what another device shows only if both agree (the tests compare the two over the published messages). It reads strictly:
a value that does not fit its type is refused, not bent.
"""

import re
from dataclasses import dataclass
from typing import Any, Final

from desktop.core.calls import Part, Shape
from desktop.core.errors import InvalidAddress, UserError
from desktop.core.identity import ZERO_BYTES32, Address, keccak256
from desktop.core.plain_text import clean

MOST_PARTS: Final = 400
MOST_STRUCTS: Final = 64
"""Of one message; an order of Seaport has seven. A chain of thousands ends in no memory or no stack."""
MOST_MEMBERS: Final = 128
"""Of one struct."""
_MOST_DEPTH: Final = 24
_MOST_TEXT_CHARS: Final = 300
_NAME = re.compile(r"[A-Za-z_$][\w$]{0,127}", re.ASCII)
_ARRAY = re.compile(r"(?P<inner>.+)\[(?P<count>[0-9]{0,9})\]")
_NUMBER = re.compile(r"(?P<sign>u?)int(?P<bits>[0-9]{0,3})")
_BYTES = re.compile(r"bytes(?P<size>[0-9]{1,2})")
_DOMAIN: Final = {
    "name": "string",
    "version": "string",
    "chainId": "uint256",
    "verifyingContract": "address",
    "salt": "bytes32",
}


@dataclass(eq=False)
class NotTypedMessage(UserError):
    """These bytes are no message of EIP-712; ``where`` is the member that does not fit."""

    where: str


@dataclass(frozen=True, slots=True)
class TypedMessage:
    """A message in the parts that a person reads, and the digests of ERC-8213 (draft).

    Attributes:
        primary_type: What it calls itself.
        domain: Who asks for it, by its own word: name, version, chain, contract, salt.
        parts: The values of the message by their paths, the first ``MOST_PARTS``.
        domain_hash: ``hashStruct(domain)``, the "Domain Hash".
        message_hash: ``hashStruct(message)``, the "Message Hash".
        digest: What is signed, the "EIP-712 Digest".
        hidden: How many values come after those in ``parts``.
    """

    primary_type: str
    domain: tuple[Part, ...]
    parts: tuple[Part, ...]
    domain_hash: bytes
    message_hash: bytes
    digest: bytes
    hidden: int = 0

    def domain_value(self, name: str) -> object:
        """One member of the domain; None if it has no such."""
        return next((part.value for part in self.domain if part.name == name), None)

    def value(self, path: str) -> object:
        """One value of the message; None if it has no such."""
        return next((part.value for part in self.parts if part.name == path), None)

    def items(self, path: str) -> tuple[str, ...]:
        """The paths of an array's structs, as far as they are among the parts; none of what is no array of structs."""
        inner = (part.name[len(path) + 1 :] for part in self.parts if part.name.startswith(f"{path}."))
        places = (rest.partition(".") for rest in inner)
        return tuple(
            dict.fromkeys(f"{path}.{place}" for place, dot, _ in places if dot and place.isdecimal())
        )


Types = dict[str, tuple[tuple[str, str], ...]]
"""Struct to its members as (name, type), in order."""


def read_typed_message(message: object) -> TypedMessage:
    """Take apart the object of ``eth_signTypedData_v4``.

    Raises:
        NotTypedMessage: It does not follow EIP-712.
    """
    if not isinstance(message, dict):
        raise NotTypedMessage("message")
    types, primary = _types(message.get("types")), message.get("primaryType")
    domain, body = message.get("domain"), message.get("message")
    if not isinstance(primary, str) or primary not in types:
        raise NotTypedMessage("primaryType")
    if not isinstance(domain, dict) or not isinstance(body, dict):
        raise NotTypedMessage("domain" if not isinstance(domain, dict) else "message")
    types.setdefault("EIP712Domain", tuple((name, kind) for name, kind in _DOMAIN.items() if name in domain))
    if any(_DOMAIN.get(name) != kind for name, kind in types["EIP712Domain"]):
        raise NotTypedMessage("types.EIP712Domain")
    reader = _Reader(types)
    shown_domain: list[Part] = []
    domain_hash = reader.hash_struct("EIP712Domain", domain, "", shown_domain, 0)
    parts: list[Part] = []
    message_hash = reader.hash_struct(primary, body, "", parts, 0)
    digest = keccak256(b"\x19\x01" + domain_hash + message_hash)
    if primary == "EIP712Domain":  # as eth-account and MetaMask have it: the domain alone
        digest = keccak256(b"\x19\x01" + domain_hash)
    shown, hidden = tuple(parts[:MOST_PARTS]), len(parts[MOST_PARTS:])
    return TypedMessage(clean(primary), tuple(shown_domain), shown, domain_hash, message_hash, digest, hidden)


def _types(given: object) -> Types:
    if not isinstance(given, dict) or len(given) > MOST_STRUCTS:
        raise NotTypedMessage("types")
    found: Types = {}
    for struct, members in given.items():
        if not _NAME.fullmatch(str(struct)) or not isinstance(members, list):
            raise NotTypedMessage("types")
        if len(members) > MOST_MEMBERS:
            raise NotTypedMessage(f"types.{struct}")
        pairs = []
        for member in members:
            name, kind = (
                (member.get("name"), member.get("type")) if isinstance(member, dict) else (None, None)
            )
            if not isinstance(name, str) or not isinstance(kind, str) or not _NAME.fullmatch(name):
                raise NotTypedMessage(f"types.{struct}")
            pairs.append((name, kind))
        if len({name for name, _ in pairs}) != len(pairs):
            raise NotTypedMessage(f"types.{struct}")
        found[str(struct)] = tuple(pairs)
    return found


class _Reader:
    """Hashes by the types of one message, and notes each value on the way."""

    def __init__(self, types: Types) -> None:
        self._types = types
        self._type_hashes: dict[str, bytes] = {}

    def hash_struct(
        self, struct: str, value: dict[str, Any], path: str, parts: list[Part], depth: int
    ) -> bytes:
        """``hashStruct`` of EIP-712."""
        if depth > _MOST_DEPTH:
            raise NotTypedMessage(path)
        words = [self._type_hash(struct)]
        members = self._types[struct]
        if set(value) - {name for name, _ in members}:
            raise NotTypedMessage(f"{path}{struct}")  # what is not signed must not look as if it were
        for name, kind in members:
            if name not in value and kind not in self._types:  # a struct that is not there is null
                raise NotTypedMessage(path + name)
            words.append(self._word(kind, value.get(name), path + name, parts, depth))
        return keccak256(b"".join(words))

    def _word(self, kind: str, value: Any, path: str, parts: list[Part], depth: int) -> bytes:
        array = _ARRAY.fullmatch(kind)
        if array is not None:
            return self._array(array["inner"], array["count"], value, path, parts, depth)
        if kind in self._types:
            if value is None:  # as MetaMask signs it: 32 zero bytes
                return ZERO_BYTES32
            if not isinstance(value, dict):
                raise NotTypedMessage(path)
            return self.hash_struct(kind, value, f"{path}.", parts, depth + 1)
        word, part = _atom(kind, value, path)
        parts.append(part)
        return word

    def _array(self, inner: str, count: str, value: Any, path: str, parts: list[Part], depth: int) -> bytes:
        if not isinstance(value, list) or (count and int(count) != len(value)) or depth > _MOST_DEPTH:
            raise NotTypedMessage(path)
        parts.append(Part(path, Shape.NUMBER, len(value)))
        words = [
            self._word(inner, item, f"{path}.{place}", parts, depth + 1) for place, item in enumerate(value)
        ]
        return keccak256(b"".join(words))

    def _type_hash(self, struct: str) -> bytes:
        """``typeHash``, worked out once: an array may hold thousands of one struct."""
        if struct not in self._type_hashes:
            self._type_hashes[struct] = keccak256(self._encode_type(struct).encode())
        return self._type_hashes[struct]

    def _encode_type(self, struct: str) -> str:
        """``encodeType``: the struct first, then those that it needs, by name."""
        needed = self._needed(struct, set())
        order = [struct, *sorted(needed - {struct})]
        return "".join(
            f"{name}({','.join(f'{kind} {member}' for member, kind in self._types[name])})" for name in order
        )

    def _needed(self, struct: str, found: set[str]) -> set[str]:
        if struct not in found:
            found.add(struct)
            for _, kind in self._types[struct]:
                base = kind.partition("[")[0]
                if base in self._types:
                    self._needed(base, found)
        return found


def _atom(kind: str, value: Any, path: str) -> tuple[bytes, Part]:
    """One word of ``encodeData`` and the value as it is shown."""
    try:
        if kind == "string" and isinstance(value, str):
            shown = clean(value[:_MOST_TEXT_CHARS])
            return keccak256(value.encode()), Part(path, Shape.TEXT, shown)
        if kind == "bytes":
            data = _bytes(value)
            return keccak256(data), Part(path, Shape.BYTES, data)
        if kind == "bool" and isinstance(value, bool):
            return int(value).to_bytes(32, "big"), Part(path, Shape.FLAG, value)
        if kind == "address" and isinstance(value, str):
            # In lower case, capitals or with a checksum, which if there must be right.
            address = Address.parse(value)
            return address.raw.rjust(32, b"\0"), Part(path, Shape.ADDRESS, address)
        if (sized := _BYTES.fullmatch(kind)) and 1 <= int(sized["size"]) <= 32:
            data = _bytes(value)
            if len(data) <= int(sized["size"]):
                return data.ljust(32, b"\0"), Part(path, Shape.BYTES, data)
        if number := _NUMBER.fullmatch(kind):
            return _number(value, number["sign"] == "u", int(number["bits"] or "256"), path)
    except (ValueError, OverflowError, InvalidAddress) as error:
        raise NotTypedMessage(path) from error
    raise NotTypedMessage(path)


def _bytes(value: Any) -> bytes:
    if not isinstance(value, str) or not value.startswith("0x"):
        raise ValueError("bytes are hex")
    return bytes.fromhex(value[2:])


def _number(value: Any, unsigned: bool, bits: int, path: str) -> tuple[bytes, Part]:
    if not 8 <= bits <= 256 or bits % 8:
        raise ValueError("no such number")
    if isinstance(value, str):
        body = value.removeprefix("-")
        if not (body.startswith("0x") or (body.isascii() and body.isdecimal())) or len(body) > 80:
            raise ValueError("no number")
        value = int(value, 16 if body.startswith("0x") else 10)
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError("no number")  # noqa: TRY004 - one error for all that does not fit
    low, high = (0, 2**bits) if unsigned else (-(2 ** (bits - 1)), 2 ** (bits - 1))
    if not low <= value < high:
        raise ValueError("out of range")
    return value.to_bytes(32, "big", signed=not unsigned), Part(path, Shape.NUMBER, value)
