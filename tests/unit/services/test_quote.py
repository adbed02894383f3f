"""A quote is in the currency of the price, and never takes units of a token for coins."""

from dataclasses import dataclass, field, replace
from types import SimpleNamespace
from typing import Any

import pytest

from desktop.chain.market import MarketCalls
from desktop.core.effects import Effects, Fullness
from desktop.core.errors import Reverted
from desktop.core.identity import Address
from desktop.core.money import Currency
from desktop.core.tokens import TransferTrial
from desktop.core.transactions import Call, FeeQuote
from desktop.services.purchase.quote import PurchaseQuote, Quoter
from desktop.services.tokens import PaymentWay, TokenPayment
from tests.helpers.chain import sample_terms

TOKEN = Currency(Address(b"\x07" * 20), "PLN", 6, "Plain")
SELLER, BUYER = Address(b"\x02" * 20), Address(b"\x01" * 20)
MAX_FEE_WEI = 10**9
PRICE = 2_500_000


MARKET = Address(b"\x05" * 20)


@dataclass
class Foreseen:
    """Remembers what was tried."""

    answer: Effects = Effects(Fullness.SIMULATED)  # noqa: RUF009 - frozen
    tried: list[Call] = field(default_factory=list)

    def effects(self, _account: Address, call: Call) -> Effects:
        self.tried.append(call)
        return self.answer

    def expect(self, _account: Address, _call: Call) -> Effects:
        return Effects(Fullness.UNREACHED)


def quote(
    payment: TokenPayment | None = None,
    *,
    coins: int = 10**18,
    bond_wei: int = 10**15,
    price: int = PRICE,
    foresight: Any = None,
) -> PurchaseQuote:
    """The quote of a listing in a token, or in coin without a payment."""
    chain: Any = SimpleNamespace(
        chain_id=1,
        market=MARKET,
        balance_wei=lambda _account: coins,
        fees=lambda: FeeQuote(1, 1, MAX_FEE_WEI),
        bond_wei=lambda _seller: (10**18, 0),
        key_is_bad=lambda _hash: False,
    )
    terms = sample_terms(chain, SELLER, price=price, bond_wei=bond_wei, late_fee_wei=0)
    if payment is not None:
        terms = replace(terms, currency=TOKEN.address)
    listings: Any = SimpleNamespace(listing=lambda _number: SimpleNamespace(id=1, terms=terms, card=None))
    tokens: Any = SimpleNamespace(payment=lambda _account, _terms: payment)
    return Quoter(chain, listings, tokens, list, MarketCalls(MARKET), foresight or Foreseen()).quote(1, BUYER)


def payment(way: PaymentWay = PaymentWay.PERMIT, *, balance: int = PRICE, **changes: Any) -> TokenPayment:
    made = TokenPayment(TOKEN, PRICE, balance, way, TransferTrial(moves=True, received=PRICE))
    return replace(made, **changes)


def test_a_price_in_tokens_costs_no_coins_but_the_fees() -> None:
    made = quote(payment())

    assert made.price.text() == "2.5 PLN"
    assert made.price_wei == 0
    assert made.total_most_wei == made.fee_most_wei > 0
    assert made.refund_amount_wei == made.bond_wei
    assert made.warnings == ()


@pytest.mark.parametrize("price", [1, 10**30])
def test_however_many_units_the_price_has_only_the_bond_speaks_for_a_complaint(price: int) -> None:
    token = payment(price=price, balance=price)

    assert "bond-below-complaint" in quote(token, bond_wei=1, price=price).warnings
    assert "bond-below-complaint" not in quote(token, bond_wei=10**18, price=price).warnings
    assert "complaint-not-worth-it" not in quote(token, bond_wei=1, price=price).warnings


def test_a_price_in_coin_is_compared_as_before() -> None:
    assert "complaint-not-worth-it" in quote(bond_wei=1).warnings
    assert "bond-below-complaint" not in quote(bond_wei=1).warnings


def test_what_is_missing_is_said_of_tokens_first_then_of_coins() -> None:
    poor = quote(payment(balance=PRICE - 500_000), coins=0)
    coinless = quote(payment(), coins=7)

    assert {"insufficient-tokens", "insufficient-coin"} <= set(poor.warnings)
    assert poor.missing.text() == "0.5 PLN"
    assert coinless.missing.value == coinless.fee_most_wei - 7
    assert coinless.missing.currency.is_coin
    assert poor.stops


@pytest.mark.parametrize(
    ("way", "approvals"),
    [(PaymentWay.ALLOWED, 0), (PaymentWay.PERMIT, 0), (PaymentWay.APPROVE, 1), (PaymentWay.RESET, 2)],
)
def test_the_fees_of_every_transaction_are_in_the_total(way: PaymentWay, approvals: int) -> None:
    made = quote(payment(way))

    assert made.token is not None
    assert made.token.approvals == approvals
    assert made.approve_fee_wei == approvals * 90_000 * MAX_FEE_WEI
    assert made.fee_most_wei >= made.approve_fee_wei + 320_000 * MAX_FEE_WEI


@pytest.mark.parametrize(
    ("trial", "warning"),
    [
        (TransferTrial(moves=False), "token-refuses"),
        (TransferTrial(moves=True, received=PRICE - 1), "token-takes-part"),
    ],
)
def test_a_token_that_would_not_pay_stops_the_purchase(trial: TransferTrial, warning: str) -> None:
    made = quote(payment(trial=trial))

    assert warning in made.warnings
    assert made.stops


def test_a_trial_that_measured_nothing_stops_nothing() -> None:
    assert not quote(payment(trial=TransferTrial(moves=True))).stops


def test_what_buying_changes_is_tried_with_the_price_and_nobodys_point() -> None:
    foresight = Foreseen()

    made = quote(foresight=foresight)

    (call,) = foresight.tried
    assert (call.to, call.value_wei) == (MARKET, PRICE)
    assert made.effects == Effects(Fullness.SIMULATED)


def test_what_the_contract_would_refuse_cannot_be_bought() -> None:
    made = quote(foresight=Foreseen(Effects(Fullness.SIMULATED, failure=Reverted("MarketKeyIsBad"))))

    assert made.stops


def test_nothing_is_tried_where_what_is_missing_says_enough() -> None:
    foresight = Foreseen()

    assert quote(coins=0, foresight=foresight).effects is None
    assert foresight.tried == []


@pytest.mark.parametrize("way", [PaymentWay.PERMIT, PaymentWay.APPROVE, PaymentWay.RESET])
def test_before_tokens_are_approved_their_change_is_known_and_not_simulated(way: PaymentWay) -> None:
    foresight = Foreseen()

    made = quote(payment(way), foresight=foresight)

    assert made.effects is not None
    assert made.effects.change_of(TOKEN.address) == -PRICE
    assert not made.effects.fullness.is_full
    assert foresight.tried == []
