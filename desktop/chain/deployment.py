"""Putting our contracts on a chain: through the deterministic deployment proxy, so that addresses are known before.

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


@dataclass(frozen=True, slots=True)
class Deployment:
    """A contract to be put on a chain: the call that does it, and the address it will have (or has already)."""

    name: str
    call: Call
    address: Address


@dataclass(frozen=True, slots=True)
class Companions:
    """The contracts that serve a market without being part of it; both addresses follow from the market's."""

    records: Deployment
    splits: Deployment


def deployment(name: str, contract: Artifact, arguments: bytes = b"") -> Deployment:
    """How a contract is deployed with these ABI-encoded constructor arguments."""
    creation = contract.creation_code + arguments
    address = keccak256(b"\xff" + PROXY.raw + SALT + keccak256(creation))[12:]
    return Deployment(name, Call(PROXY, SALT + creation), Address(address))
