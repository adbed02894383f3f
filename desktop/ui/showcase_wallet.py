"""The wallet's money, for pictures and tests."""

import time
from dataclasses import dataclass

from desktop.core.changes import Change, Topic
from desktop.core.identity import Address
from desktop.services.balances import Balance
from desktop.ui import showcase_values as values
from desktop.ui.showcase_parts import Gate, Publish, silent


@dataclass
class Balances:
    gate: Gate
    publish: Publish = silent
    has_faucet: bool = True
    wei: int = 987_654_321_000_000_000

    def read(self, _account: Address) -> Balance:
        self.gate.pass_through("balances.read")
        return Balance(self.wei, 4_211, int(time.time()) - 4)

    def request_demo_coins(self, _account: Address) -> None:
        self.gate.pass_through("balances.request_demo_coins")
        self.wei += values.ETHER
        self.publish(Change(Topic.BALANCE))
