"""Real ERC-20 contracts on a real chain: the mocks of contracts/test/mocks, plain and odd."""

from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Any

from desktop.chain.deployment import PROXY
from desktop.chain.gateway import ChainGateway
from desktop.core.identity import Address, keccak256
from desktop.core.transactions import Call
from tests.contracts.evm import Interface
from tests.helpers.chain import Wallet

DATA = Path(__file__).parents[1] / "contracts" / "data"


class Manner(IntEnum):
    """How an OddToken misbehaves."""

    RETURNS_NOTHING = 0
    TAKES_A_FEE = 1
    MOVES_NOTHING = 2
    RETURNS_FALSE = 3
    CALLS_BACK = 4
    BLOCKS = 5


@dataclass(frozen=True)
class Token:
    """A deployed token, and hands to use it."""

    gateway: ChainGateway
    owner: Wallet
    interface: Interface
    address: Address

    def call(self, name: str, *arguments: Any, sender: Wallet | None = None) -> None:
        """Call a function as a transaction; it must succeed."""
        data = self.interface.call(name, *arguments)
        assert (sender or self.owner).execute(self.gateway, Call(self.address, data)).succeeded, name

    def mint(self, account: Address, amount: int) -> None:
        self.call("mint", account.raw, amount)

    def behave(self, manner: Manner) -> None:
        self.call("behave", int(manner))

    def say(self, signature: str, answer: bytes = b"", manner: int = 1) -> None:
        """Of a TalkingToken: what it answers from now on."""
        self.call("say", keccak256(signature.encode())[:4], manner, answer)

    def balance(self, account: Address) -> int:
        return self.gateway.tokens.balance(self.address, account)

    def allowance(self, owner: Address) -> int:
        return self.gateway.tokens.allowance(self.address, owner)


def deploy_token(gateway: ChainGateway, owner: Wallet, name: str = "PlainToken", salt: int = 0) -> Token:
    """A fresh token; of the same name another one for another ``salt``."""
    interface = Interface(name, DATA)
    seed = salt.to_bytes(32, "big")
    address = keccak256(b"\xff" + PROXY.raw + seed + keccak256(interface.bytecode))[12:]
    assert owner.execute(gateway, Call(PROXY, seed + interface.bytecode)).succeeded
    return Token(gateway, owner, interface, Address(address))


def string_answer(text: bytes) -> bytes:
    """A string as a function returns it."""
    return (32).to_bytes(32, "big") + len(text).to_bytes(32, "big") + text + bytes(-len(text) % 32)
