"""Buyers, sellers, a split, a token and time, at random, through the app's own bindings, on the committed contracts.

A model of a few lines predicts which call is accepted; the events, read by the app's own decoders, must account for
every change of every balance, credit and bond; and the equations of the protocol's section 10 hold after each step.
`LICET_MACHINE_EXAMPLES=200 pytest tests/contracts/test_machine.py` plays longer.
"""

import os
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule, run_state_machine_as_test

from desktop.chain.records import decode_record
from desktop.chain.splits import SplitCalls
from desktop.core.events import Rated
from desktop.core.exchange import (
    NO_DELIVERY,
    Delivery,
    Order,
    OrderState,
    delivery_commitment,
    order_commitment,
    order_id,
    slot,
    wrap_key,
)
from desktop.core.identity import NATIVE, Address, keccak256
from tests.contracts.evm import CHAIN_ID, ETHER, LICENCE, MARKET, TOKEN, point, shared_address
from tests.contracts.scenario import CARD
from tests.contracts.stage import DAY, KEY, SHARES, Sale, Stage, address

EXAMPLES = int(os.environ.get("LICET_MACHINE_EXAMPLES", "12"))
IS_LONG = "LICET_MACHINE_EXAMPLES" in os.environ
STEPS = 50
WRONG_KEY = keccak256(b"machine wrong key")[:16]
LISTINGS, BUYERS = st.sampled_from([1, 2, 3]), st.sampled_from([3, 4, 5])
MOSTLY = st.sampled_from([True, True, True, False])
OPEN, DELIVERED, FINAL, REFUNDED = (
    OrderState.OPEN,
    OrderState.DELIVERED,
    OrderState.FINAL,
    OrderState.REFUNDED,
)


class Exchange(Stage):
    """What people do, right and wrong, and what the model says of it."""

    @rule(data=st.data())
    def act(self, data: st.DataObject) -> None:
        """One rule for all, because hypothesis leaves rules out of a run at random and few runs must meet everything."""
        acts = [self.buy, self.buy, self.change_the_surroundings]
        acts += [self.deliver_what_is_open] * (3 * self.has(OPEN))
        acts += [self.decide_what_is_delivered] * (3 * self.has(DELIVERED))
        acts += [self.use_what_is_final] * self.has(FINAL)
        acts += [self.do_anything_to_any_order, self.refund_any_order] * bool(self.orders)
        acts += [self.pay_what_is_owed] * any(self.ledger.credits.values())
        acts += [self.take_a_share] * (self.chain.balance(self.split.raw) > 10)
        chosen = data.draw(st.sampled_from(acts))
        note(chosen.__name__)
        chosen(data)

    # --- sellers ---

    def change_the_surroundings(self, data: st.DataObject) -> None:
        """Bonds, terms and the time."""
        data.draw(st.sampled_from([self.let_time_pass, self.move_the_bond, self.revise]))(data)

    def move_the_bond(self, data: st.DataObject) -> None:
        """In or out, as far as it is free."""
        seller, amount = data.draw(st.sampled_from([1, 2])), data.draw(st.integers(1, 3 * ETHER))
        if data.draw(st.booleans()):
            self.perform(seller, self.calls.deposit_bond(amount), expected=True)
            return
        affordable = amount <= self.ledger.free[address(self.people[seller])]
        to = address(self.people[data.draw(st.sampled_from([1, 8]))])
        self.perform(seller, self.calls.withdraw_bond(amount, to), expected=affordable)

    def revise(self, data: st.DataObject) -> None:
        """Later orders cost something else; what is sold stays."""
        listing, price = data.draw(LISTINGS), data.draw(st.integers(1, 2 * ETHER))
        old = self.listed[listing]
        new = replace(old, price=price if old.currency == NATIVE else price % 5000 + 1)
        if new.payee != self.split:
            new = replace(new, payee=address(self.people[data.draw(st.sampled_from([6, 7]))]))
        seller = 1 if listing < 3 else 2
        self.perform(seller, self.calls.revise(listing, old, new, CARD), expected=True)
        self.listed[listing] = new

    def let_time_pass(self, data: st.DataObject) -> None:
        self.chain.time += data.draw(st.sampled_from([3600, DAY, 2 * DAY, 7 * DAY, 40 * DAY]))

    def deliver_what_is_open(self, data: st.DataObject) -> None:
        self.deliver(self.draw(data, OPEN), data)

    def deliver(self, sale: Sale, data: st.DataObject) -> None:
        """The honest seller with the right key, the cheat with any; a stranger never."""
        is_honest = sale.terms.seller == address(self.people[1])
        by_seller = data.draw(MOSTLY)
        right = is_honest or data.draw(st.booleans())
        secret = sale.secret + 1
        shared = shared_address(secret, sale.order.px, sale.order.parity)
        key = KEY if right else WRONG_KEY
        wrapped = wrap_key(CHAIN_ID, self.market, sale.identifier, shared, key)
        rx, parity = point(secret)
        in_time = self.chain.time < sale.order.bought_at + sale.terms.deliver_in_s
        may = by_seller and sale.state == OPEN and in_time and not self.key_is_bad(sale.terms)
        delivery = Delivery(rx, parity, wrapped, self.chain.time)
        call = self.calls.deliver(sale.terms, sale.order, rx, parity, wrapped)
        self.perform(sale.seller(self.people) if by_seller else 8, call, expected=may)
        if may:
            sale.delivery, sale.state, sale.has_right_key = delivery, DELIVERED, right

    # --- buyers ---

    def buy(self, data: st.DataObject) -> None:
        listing, payer, holder = data.draw(LISTINGS), data.draw(BUYERS), data.draw(BUYERS)
        terms, secret = self.listed[listing], 2**200 + 1000 * len(self.orders)
        px, parity = point(secret)
        who, owner = address(self.people[payer]), address(self.people[holder])
        order = Order(listing, who, owner, self.chain.time, px, parity, len(self.orders))
        make = self.calls.buy if terms.currency == NATIVE else self.calls.buy_in_tokens
        sold = self.ledger.free[terms.seller] >= terms.bond_wei and not self.key_is_bad(terms)
        self.perform(payer, make(listing, terms, owner, px, parity, len(self.orders)), expected=sold)
        if sold:
            identifier = order_id(CHAIN_ID, self.market, listing, who, owner, px, parity)
            self.orders.append(Sale(identifier, terms, order, secret, payer, holder))

    def decide_what_is_delivered(self, data: st.DataObject) -> None:
        """As people do: mostly what is right for them, sometimes what is not."""
        sale = self.draw(data, DELIVERED)
        acts = [self.confirm, self.complain_about_the_key, self.complain_about_the_content, self.settle]
        if data.draw(MOSTLY):
            acts = [self.settle if not self.is_disputable(sale) else self.confirm]
            if sale.terms.seller == address(self.people[2]) and self.is_disputable(sale):
                acts = [
                    self.complain_about_the_content if sale.has_right_key else self.complain_about_the_key
                ]
        data.draw(st.sampled_from(acts))(sale, data)

    def confirm(self, sale: Sale, data: st.DataObject) -> None:
        by_holder = data.draw(MOSTLY)
        may = by_holder and sale.state == DELIVERED and not self.key_is_bad(sale.terms)
        self.perform(sale.holder if by_holder else 8, self.calls.confirm(*sale.presented), expected=may)
        if may:
            self.finish(sale)

    def complain_about_the_key(self, sale: Sale, data: st.DataObject) -> None:
        knows = data.draw(MOSTLY)
        may = knows and self.is_disputable(sale) and not sale.has_right_key
        secret = sale.secret if knows else sale.secret + 1
        self.perform(sale.payer, self.calls.complain_key(*sale.presented, secret), expected=may)
        if may:
            sale.state = REFUNDED

    def complain_about_the_content(self, sale: Sale, _data: st.DataObject) -> None:
        is_cheated = sale.terms.seller == address(self.people[2])
        leaf = self.wrong_leaf if is_cheated else self.right_leaf
        may = is_cheated and self.is_disputable(sale)
        self.perform(8, self.calls.complain_content(*sale.presented, KEY, leaf), expected=may)
        if may:
            sale.state, self.is_bad = REFUNDED, True

    def is_disputable(self, sale: Sale) -> bool:
        deadline = sale.delivery.delivered_at + sale.terms.dispute_in_s
        return sale.state == DELIVERED and self.chain.time < deadline

    def use_what_is_final(self, data: st.DataObject) -> None:
        sale = self.draw(data, FINAL)
        for act in (self.renew, self.request_a_key, self.rate):
            act(sale, data)

    def renew(self, sale: Sale, data: st.DataObject) -> None:
        periods = data.draw(st.integers(1, 3))
        until = max(sale.until, self.chain.time) + periods * sale.terms.period_s
        may = sale.state == FINAL and sale.terms.period_s != 0 and until <= sale.terms.renew_until
        may = may and not self.key_is_bad(sale.terms)
        self.perform(data.draw(BUYERS), self.calls.renew(*sale.presented, periods), expected=may)
        if may:
            sale.until = until

    def request_a_key(self, sale: Sale, data: st.DataObject) -> None:
        terms, by_holder = self.listed[sale.order.listing], data.draw(MOSTLY)
        may = by_holder and sale.state == FINAL and self.chain.time < sale.until
        may = may and not self.key_is_bad(terms)
        px, parity = point(sale.secret + 2)
        call = self.calls.request_key(terms, sale.order, px, parity, 1)
        self.perform(sale.holder if by_holder else 8, call, expected=may)

    def rate(self, sale: Sale, data: st.DataObject) -> None:
        stars = data.draw(st.integers(0, 6))
        may = sale.state == FINAL and 1 <= stars <= 5
        call = self.record_calls.rate(sale.identifier, stars, "schön".encode())
        done = self.perform(sale.holder, call, expected=may)
        rated = [decode_record(log, 0) for log in done.logs]
        assert [(event.token_id, event.stars) for event in rated if isinstance(event, Rated)] == (
            [(sale.identifier, stars)] if may else []
        )

    # --- anyone ---

    def do_anything_to_any_order(self, data: st.DataObject) -> None:
        """Most of it is refused."""
        acts = [self.deliver, self.confirm, self.complain_about_the_key, self.complain_about_the_content]
        acts += [self.renew, self.request_a_key, self.rate, self.settle]
        data.draw(st.sampled_from(acts))(self.draw(data), data)

    def settle(self, sale: Sale, data: st.DataObject) -> None:
        """A batch is refused as a whole if one of it is open or not due; what is final or refunded is passed over."""
        chosen = [sale, *data.draw(st.lists(st.sampled_from(self.orders), max_size=2))]
        due = [one for one in chosen if one.state == DELIVERED and not self.is_disputable(one)]
        pending = {one.identifier: one for one in chosen if one.state in {OPEN, DELIVERED}}
        may = all(one in due and not self.key_is_bad(one.terms) for one in pending.values())
        self.perform(8, self.calls.settle([one.presented for one in chosen]), expected=may)
        for one in pending.values() if may else ():
            self.finish(one)

    def refund_any_order(self, data: st.DataObject) -> None:
        self.refund(self.draw(data), data)

    def refund(self, sale: Sale, data: st.DataObject) -> None:
        seller = sale.seller(self.people)
        caller = data.draw(st.sampled_from([seller, 8, sale.payer]))
        is_late = sale.state == OPEN and self.chain.time >= sale.order.bought_at + sale.terms.deliver_in_s
        may = sale.state in {OPEN, DELIVERED}
        may = may and (caller == seller or is_late or self.key_is_bad(sale.terms))
        self.perform(caller, self.calls.refund(*sale.presented), expected=may)
        if may:
            sale.state = REFUNDED

    def pay_what_is_owed(self, data: st.DataObject) -> None:
        owed = [holding for holding, amount in self.ledger.credits.items() if amount]
        account, currency = data.draw(st.sampled_from(owed))
        by_account = [who for who in range(1, 9) if address(self.people[who]) == account]
        if by_account and data.draw(st.booleans()):
            call = self.calls.withdraw(currency, address(self.people[data.draw(st.sampled_from([3, 8]))]))
            self.perform(by_account[0], call, expected=True)
        else:
            self.perform(8, self.calls.withdraw_for(currency, account), expected=True)
        self.perform(8, self.calls.withdraw_for(currency, account), expected=False)

    def take_a_share(self, data: st.DataObject) -> None:
        """floor(all income * bps / 10000) - released: one who took everything is refused."""
        account = data.draw(st.sampled_from([*SHARES]))
        who = address(self.people[account])
        income = sum(self.shares_taken.values()) + self.chain.balance(self.split.raw)
        due = income * SHARES[account] // 10_000 - self.shares_taken[account]
        call = SplitCalls(self.factory).withdraw_for(self.split, NATIVE, who)
        self.perform(8, call, expected=due > 0)
        self.shares_taken[account] += due

    # --- section 10 ---

    @invariant()
    def every_event_amount_is_a_change_of_a_balance(self) -> None:
        """Everybody's coins and tokens are what they began with, the fees, and the amounts in the events."""
        for who in [*(address(person) for person in self.people[1:]), self.market, *self.splits()]:
            begun = 0 if who in {self.market, *self.splits()} else 10_000 * ETHER
            expected = begun + self.ledger.balances[who, NATIVE] - self.fees.get(who, 0)
            assert self.chain.balance(who.raw) == expected, f"coins of {who}"
            held = self.minted.get((who, self.token), 0) + self.ledger.balances[who, self.token]
            assert self.chain.read(self.token.raw, TOKEN, "balanceOf", who.raw) == (held,), f"tokens of {who}"

    @invariant()
    def credits_and_bonds_are_what_the_events_say(self) -> None:
        for (who, currency), amount in self.ledger.credits.items():
            assert self.chain.read(self.market.raw, MARKET, "credits", who.raw, currency.raw) == (amount,)
        for seller in (1, 2):
            who = address(self.people[seller])
            bond = (self.ledger.free[who], self.ledger.locked[who])
            assert self.chain.read(self.market.raw, MARKET, "bonds", who.raw) == bond

    @invariant()
    def money_is_conserved_per_currency(self) -> None:
        """Balance = escrow + credits, and bonds in coin; nobody donates here, so it is an equation."""
        for currency in (NATIVE, self.token):
            owed = sum(sale.terms.price for sale in self.orders if self.is_escrowed(sale, currency))
            owed += sum(amount for (_, of), amount in self.ledger.credits.items() if of == currency)
            if currency == NATIVE:
                owed += sum(self.ledger.free.values()) + sum(self.ledger.locked.values())
            assert self.ledger.balances[self.market, currency] == owed

    @invariant()
    def orders_are_where_the_model_put_them(self) -> None:
        """Under the terms that they were bought under, whatever was revised since."""
        for sale in self.orders:
            commitment = order_commitment(sale.terms.hash, sale.order)
            if sale.delivery != NO_DELIVERY:
                commitment = delivery_commitment(commitment, sale.delivery)
            (stored,) = self.chain.read(self.market.raw, MARKET, "orderState", sale.identifier)
            assert int.from_bytes(stored, "big") == slot(commitment, sale.state)
            (until,) = self.chain.read(self.licence, LICENCE, "licensedUntil", sale.identifier)
            assert until == sale.until

    def splits(self) -> list[Address]:
        return [self.split] if hasattr(self, "split") else []

    @staticmethod
    def is_escrowed(sale: Sale, currency: Address) -> bool:
        return sale.state in {OPEN, DELIVERED} and sale.terms.currency == currency


@pytest.mark.slow
def test_the_exchange_keeps_its_books() -> None:
    Exchange.accepted.clear()

    run_state_machine_as_test(
        Exchange,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            derandomize=not IS_LONG,
            database=None,
            phases=[Phase.generate, Phase.shrink] if IS_LONG else [Phase.generate],
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )

    played = {name for name in MARKET.functions if Exchange.accepted[MARKET.call_id(name)]}
    assert played >= {
        "list", "revise", "depositBond", "withdrawBond", "buy", "deliver", "confirm", "settle", "refund",
        "complainKey", "complainContent", "renew", "requestKey", "withdraw", "withdrawFor",
    }, "a machine that is refused everything proves nothing"  # fmt: skip
