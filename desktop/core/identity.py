"""Addresses, hashes and the encodings that every room shares."""

from dataclasses import dataclass
from typing import Self

from eth_hash.auto import keccak as _keccak

from desktop.core.errors import InvalidAddress

ZERO_BYTES32 = bytes(32)


def keccak256(data: bytes) -> bytes:
    """Keccak-256 as Ethereum uses it (not NIST SHA3-256), 32 bytes."""
    return bytes(_keccak(data))


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """A 20-byte EVM account or contract address."""

    raw: bytes

    def __post_init__(self) -> None:
        if len(self.raw) != 20:
            raise InvalidAddress(self.raw.hex())

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``0x`` + 40 hex digits; mixed case must carry a right EIP-55 checksum.

        Raises:
            InvalidAddress: The text is no address, or its checksum is wrong.
        """
        body = text.strip()
        if body[:2] not in {"0x", "0X"} or len(body) != 42:
            raise InvalidAddress(text)
        try:
            raw = bytes.fromhex(body[2:])
        except ValueError as error:
            raise InvalidAddress(text) from error
        address = cls(raw)
        digits = body[2:]
        if digits not in {digits.lower(), digits.upper()} and str(address)[2:] != digits:
            raise InvalidAddress(text)
        return address

    def __str__(self) -> str:
        """The EIP-55 checksummed text."""
        digits = self.raw.hex()
        marks = keccak256(digits.encode()).hex()
        return "0x" + "".join(
            c.upper() if int(m, 16) >= 8 else c for c, m in zip(digits, marks[:40], strict=True)
        )

    def __repr__(self) -> str:
        return f"Address({self})"

    @property
    def short(self) -> str:
        """First and last digits, for places where the whole address is one click away."""
        text = str(self)
        return f"{text[:8]}…{text[-6:]}"

    @property
    def is_zero(self) -> bool:
        return self.raw == bytes(20)


ZERO_ADDRESS = Address(bytes(20))
NATIVE = ZERO_ADDRESS
"""The currency field of terms priced in the chain's own coin."""
