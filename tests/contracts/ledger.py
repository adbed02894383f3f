"""Books of who holds what, kept from the events that the app's own decoders read, to be compared with the chain."""

from collections import Counter
from dataclasses import dataclass, field

from desktop.chain.events import RpcLog, decode_log
from desktop.core.events import (
    BondDeposited,
    BondWithdrawn,
    Bought,
    Finalised,
    KeyRequested,
    Listed,
    MarketEvent,
    Refunded,
    Renewed,
    Revised,
    Withdrawn,
)
from desktop.core.exchange import Terms
from desktop.core.identity import NATIVE, Address

Holding = tuple[Address, Address]
"""An account and a currency."""


@dataclass(slots=True)
class Ledger:
    """Changes since the beginning, by the amounts in the events alone."""

    market: Address
    balances: Counter[Holding] = field(default_factory=Counter)
    credits: Counter[Holding] = field(default_factory=Counter)
    free: Counter[Address] = field(default_factory=Counter)
    locked: Counter[Address] = field(default_factory=Counter)
    terms: dict[bytes, Terms] = field(default_factory=dict)
    """By their hash, as listed."""
    sold: dict[int, Terms] = field(default_factory=dict)
    """By order."""

    def enter(self, logs: tuple[RpcLog, ...], emitters: frozenset[Address]) -> list[MarketEvent]:
        """Book the events of one transaction; those of strangers (a token's transfers) are not ours."""
        known = [log for log in logs if Address.parse(log.address) in emitters]
        events = []
        for log in known:
            event = decode_log(log, 0)
            if event is not None:
                self._book(event, Address.parse(log.address))
                events.append(event)
        return events

    def _book(self, event: MarketEvent, emitter: Address) -> None:
        match event:
            case Listed() | Revised():
                self.terms[event.terms_hash] = event.terms
            case BondDeposited():
                self._move(event.seller, self.market, NATIVE, event.amount_wei)
                self.free[event.seller] += event.amount_wei
            case BondWithdrawn():
                self._move(self.market, event.to, NATIVE, event.amount_wei)
                self.free[event.seller] -= event.amount_wei
            case Bought():
                terms = self.sold[event.order_id] = self.terms[event.terms_hash]
                self._move(event.order.payer, self.market, terms.currency, terms.price)
                self._lock(terms, terms.bond_wei)
            case Finalised():
                self.credits[event.payee, event.currency] += event.amount
                self._lock(self.sold[event.order_id], -self.sold[event.order_id].bond_wei)
            case Refunded():
                self.credits[event.payer, event.currency] += event.amount
                self.credits[event.payer, NATIVE] += event.bond_paid_wei
                self._lock(self.sold[event.order_id], -self.sold[event.order_id].bond_wei)
                self.free[self.sold[event.order_id].seller] -= event.bond_paid_wei
            case Withdrawn():
                self._move(emitter, event.to, event.currency, event.amount)
                if emitter == self.market:
                    self.credits[event.account, event.currency] -= event.amount
            case Renewed():
                self._move(event.payer, event.payee, event.currency, event.amount)
            case KeyRequested():
                terms = self.terms[event.terms_hash]
                self._move(event.holder, terms.payee, terms.currency, event.key_fee)
            case _:
                pass  # the others carry no amount

    def _move(self, source: Address, to: Address, currency: Address, amount: int) -> None:
        self.balances[source, currency] -= amount
        self.balances[to, currency] += amount

    def _lock(self, terms: Terms, amount_wei: int) -> None:
        self.locked[terms.seller] += amount_wei
        self.free[terms.seller] -= amount_wei
