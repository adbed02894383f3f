"""A small real ENS on a real chain: registry, resolver and reverse records of contracts/test/mocks/Names.sol."""

from dataclasses import dataclass

from eth_abi import encode

from desktop.chain.deployment import PROXY
from desktop.chain.ens.resolving import namehash
from desktop.chain.gateway import ChainGateway
from desktop.core.identity import ZERO_ADDRESS, Address, keccak256
from desktop.core.transactions import Call
from tests.contracts.evm import Interface
from tests.helpers.chain import Wallet
from tests.helpers.tokens import DATA


@dataclass(frozen=True)
class Ens:
    """The contracts, and the account that owns every name."""

    gateway: ChainGateway
    root: Wallet
    registry: Address
    resolver: Address

    def own(self, name: str, resolver: Address | None = None) -> bytes:
        """Make a name and all above it; returns its node. ``resolver`` is the name's; those above have none."""
        labels = name.split(".")
        for place in reversed(range(len(labels))):
            parent = namehash(".".join(labels[place + 1 :]))
            to = (resolver or self.resolver) if place == 0 else ZERO_ADDRESS
            data = Interface("NameRegistry", DATA).call(
                "setSubnodeRecord", parent, keccak256(labels[place].encode()), self.root.address.raw, to.raw
            )
            self._send(self.registry, data)
        return namehash(name)

    def lead(self, name: str, to: Address) -> None:
        """Let a name lead to an address."""
        node = self.own(name)
        self._send(self.resolver, Interface("NameResolver", DATA).call("setAddr", node, to.raw))

    def call_itself(self, address: Address, name: str) -> None:
        """Let an address give itself a name, true or not."""
        node = self.own(f"{address.raw.hex()}.addr.reverse")
        self._send(self.resolver, Interface("NameResolver", DATA).call("setName", node, name))

    def wildcard(self, to: Address, *, elsewhere: bool = False) -> Address:
        """A resolver of all names below the one that has it."""
        return deploy(self.gateway, self.root, "WildcardResolver", ("address", "bool"), (str(to), elsewhere))

    def _send(self, to: Address, data: bytes) -> None:
        assert self.root.execute(self.gateway, Call(to, data)).succeeded


def deploy(
    gateway: ChainGateway, owner: Wallet, name: str, types: tuple[str, ...], values: tuple[object, ...]
) -> Address:
    """A contract of the mocks at the address that follows from its code."""
    code = Interface(name, DATA).bytecode + encode(types, values)
    assert owner.execute(gateway, Call(PROXY, bytes(32) + code)).succeeded
    return Address(keccak256(b"\xff" + PROXY.raw + bytes(32) + keccak256(code))[12:])


def deploy_ens(gateway: ChainGateway, root: Wallet) -> Ens:
    """Registry and resolver; the root account owns the root of all names."""
    registry = deploy(gateway, root, "NameRegistry", ("address",), (str(root.address),))
    resolver = deploy(gateway, root, "NameResolver", ("address",), (str(registry),))
    return Ens(gateway, root, registry, resolver)
