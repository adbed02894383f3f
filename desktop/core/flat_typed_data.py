"""The digest of an EIP-712 message whose struct has no nested ones, in a domain without chain and contract.

Signatures that are for people, not for contracts, are made over such messages: any wallet shows their members.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.core.identity import keccak256

_DOMAIN_TYPE = b"EIP712Domain(string name,string version)"

Value = str | bytes | int


@dataclass(frozen=True, slots=True)
class FlatType:
    """A struct by its domain (name, version), its name and its members (type, name) in order."""

    domain: tuple[str, str]
    name: str
    members: tuple[tuple[str, str], ...]

    def digest(self, values: Mapping[str, Value]) -> bytes:
        """``keccak256(0x1901 || domainSeparator || hashStruct(message))`` of EIP-712; ``bytes`` are of 32."""
        members = ",".join(f"{kind} {name}" for kind, name in self.members)
        struct = keccak256(f"{self.name}({members})".encode())
        struct += b"".join(_word(values[name]) for _kind, name in self.members)
        domain = keccak256(
            keccak256(_DOMAIN_TYPE) + b"".join(keccak256(text.encode()) for text in self.domain)
        )
        return keccak256(b"\x19\x01" + domain + keccak256(struct))


def _word(value: Value) -> bytes:
    """One member in ``encodeData`` of EIP-712."""
    match value:
        case str():
            return keccak256(value.encode())
        case bytes():
            return value
        case int():
            return value.to_bytes(32, "big")
