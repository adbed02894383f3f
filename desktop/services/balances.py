"""What an account holds, and the demo network's coins."""

from dataclasses import dataclass
from typing import Protocol

from desktop.core.errors import UserError
from desktop.core.identity import Address
from desktop.services.journal import Journal, Purpose
from desktop.services.ports import Clock, Transactor


@dataclass(frozen=True, slots=True)
class Balance:
    """A balance, the block it was read at, and the unix time of reading."""

    wei: int
    block: int
    time: int


class NoSuchFaucet(UserError):
    """Demo coins exist on the demo network only."""


class Faucet(Protocol):
    """Gives demo coins; waits until they have arrived."""

    def __call__(self, account: Address) -> int: ...


class BalanceService:
    """Reads balances, each with the block it belongs to."""

    def __init__(self, chain: Transactor, faucet: Faucet | None, journal: Journal, clock: Clock) -> None:
        self._chain = chain
        self._faucet = faucet
        self._journal = journal
        self._clock = clock

    def read(self, account: Address) -> Balance:
        head = self._chain.head()
        return Balance(self._chain.balance_wei(account), head.number, self._clock.now())

    @property
    def has_faucet(self) -> bool:
        return self._faucet is not None

    def request_demo_coins(self, account: Address) -> None:
        """Ask the demo chain for coins and wait for them.

        Raises:
            NoSuchFaucet: This is another network.
        """
        if self._faucet is None:
            raise NoSuchFaucet
        amount = self._faucet(account)
        self._journal.received(account, Purpose("faucet", amount))
