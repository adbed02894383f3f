"""Putting the market on a chain: through the deterministic deployment proxy, so that its address is known before.

The proxy (Arachnid's, 0x4e59...956c) creates with CREATE2 (EIP-1014): same code, salt and arguments, same address on
every chain. Nearly every public chain has it, and so have anvil and the embedded chain.
"""

from dataclasses import dataclass

from desktop.chain.artifacts import Artifact
from desktop.chain.market import word
from desktop.core.identity import Address, keccak256
from desktop.core.transactions import Call

PROXY = Address(bytes.fromhex("4e59b44847b379578588920ca78fbf26c0b4956c"))
SALT = keccak256(b"licet market 1")


@dataclass(frozen=True, slots=True)
class Bounds:
    """The market's immutable bounds of the two windows, in seconds (EXCHANGE.md section 6)."""

    least_deliver_in_s: int
    most_deliver_in_s: int
    least_dispute_in_s: int
    most_dispute_in_s: int

    def encode(self) -> bytes:
        return b"".join(
            map(
                word,
                (
                    self.least_deliver_in_s,
                    self.most_deliver_in_s,
                    self.least_dispute_in_s,
                    self.most_dispute_in_s,
                ),
            )
        )


_HOUR, _DAY = 3600, 86_400
PUBLIC_BOUNDS = Bounds(6 * _HOUR, 14 * _DAY, 3 * _DAY, 30 * _DAY)
DEMO_BOUNDS = Bounds(1, 14 * _DAY, 1, 30 * _DAY)
"""On the demo network a whole sale fits into a minute."""


def deployment(market: Artifact, bounds: Bounds) -> tuple[Call, Address]:
    """The call that deploys the market, and the address that it will have (or has already)."""
    creation = market.creation_code + bounds.encode()
    address = keccak256(b"\xff" + PROXY.raw + SALT + keccak256(creation))[12:]
    return Call(PROXY, SALT + creation), Address(address)
