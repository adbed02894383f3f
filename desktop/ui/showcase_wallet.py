"""The wallet's money, for pictures and tests."""

import time
from dataclasses import dataclass, field

from desktop.core.balances import Holding, Trust
from desktop.core.changes import Change, Topic
from desktop.core.identity import NATIVE, Address
from desktop.core.money import Currency
from desktop.services.balances import AccountBalances, BalanceLine
from desktop.ui import showcase_values as values
from desktop.ui.showcase_parts import Gate, Publish, silent


@dataclass
class Balances:
    gate: Gate
    publish: Publish = silent
    has_faucet: bool = True
    wei: int = 987_654_321_000_000_000

    tokens: list[BalanceLine] = field(default_factory=list)
    coin: Holding | None = None
    """In place of ``wei``, with who says otherwise."""
    unit: str = "ETH"
    is_old: bool = False
    origins: tuple[str, ...] = ("http://127.0.0.1:8545",)
    kept: dict[Address, AccountBalances] = field(default_factory=dict)

    def read(self, account: Address) -> AccountBalances:
        self.gate.pass_through("balances.read")
        coin = self.coin or Holding(NATIVE, self.wei, Trust.ALONE)
        now = int(time.time())
        lines = (BalanceLine(Currency(NATIVE, self.unit, 18), coin), *self.tokens)
        age = 7_200 if self.is_old else 4
        self.kept[account] = AccountBalances(account, lines, 4_211, self.is_old, now - age, now, self.origins)
        return self.kept[account]

    def last(self, account: Address) -> AccountBalances | None:
        return self.kept.get(account)

    def add_token(self, address: Address) -> Currency:
        self.gate.pass_through("balances.add_token")
        currency = Currency(address, "ADD", 6, "Added")
        self.tokens.append(BalanceLine(currency, Holding(address, 0, Trust.AGREED), is_chosen=True))
        self.publish(Change(Topic.BALANCE))
        return currency

    def hide_token(self, address: Address) -> None:
        self.tokens = [line for line in self.tokens if line.currency.address != address]
        self.publish(Change(Topic.BALANCE))

    def request_demo_coins(self, _account: Address) -> None:
        self.gate.pass_through("balances.request_demo_coins")
        self.wei += values.ETHER
        self.publish(Change(Topic.BALANCE))
