"""Selling for tokens: answered when it is safe, counted and taken out per currency."""

from typing import Any

import pytest

from desktop.core.exchange import OrderState
from desktop.core.money import Currency
from desktop.core.sales import OwnListing, SaleState
from desktop.services.selling.answering import SETTLE_AGAIN_S
from desktop.services.selling.service import SellingService
from desktop.services.tokens import TokenService
from desktop.services.transactions import TransactionService
from desktop.services.witnesses import Witnesses
from desktop.store.sales import SaleStore
from tests.helpers.chain import Wallet
from tests.helpers.journal import quiet_journal
from tests.helpers.tokens import Token, deploy_token
from tests.integration.selling.conftest import Bench

PRICE = 2_500_000


@pytest.fixture
def token(bench: Bench) -> Token:
    made = deploy_token(bench.gateway, Wallet.number(0))
    made.mint(bench.buyer, 10 * PRICE)
    return made


def sold(bench: Bench, book: SaleStore, token: Token) -> tuple[OwnListing, int]:
    """A listing in the token, and an order on it."""
    own = bench.list_model(book, currency=token.address, price=PRICE)
    approve = bench.gateway.tokens.approve(token.address, PRICE)
    bench.sign_and_send(bench.buyer_vault, bench.buyer, approve)
    order, _key = bench.buy_in_tokens(own)
    return own, order


def service(bench: Bench, book: SaleStore) -> SellingService:
    unused: Any = None
    return SellingService(
        packer=unused,
        importer=unused,
        prepare_home=unused,
        publisher=unused,
        answerer=bench.answerer(book),
        requests=unused,
        answers=unused,
        book=book,
        market=bench.gateway,
        calls=bench.gateway.calls,
        transactions=TransactionService(bench.gateway, bench.vault, quiet_journal()),
        tokens=TokenService(bench.gateway.tokens),
        payouts=bench.gateway.holdings().payouts,
        active_account=lambda: bench.seller,
    )


def test_an_order_in_tokens_is_never_small_enough_to_hurry(
    bench: Bench, book: SaleStore, token: Token
) -> None:
    """The limit for fast delivery is in coin: 2.5 million units of a token are no 2.5 million wei."""

    class NothingIsSafe(Witnesses):
        def show(self, identifier: int, slot: int, tag: str) -> bool:
            return False

    _own, order = sold(bench, book, token)
    bench.mine(5)
    bench.work(book, witnesses=NothingIsSafe([bench.gateway, bench.gateway], lambda: False))
    early = bench.only_sale(book).state
    bench.work(book)

    assert bench.fast_below_wei > PRICE
    assert early is SaleState.SEEN
    assert bench.state_of(order) is OrderState.DELIVERED


def test_earnings_are_counted_per_currency(bench: Bench, book: SaleStore, token: Token) -> None:
    own, _order = sold(bench, book, token)
    bench.mine(70)
    bench.work(book)
    bench.work(book)
    selling = service(bench, book)
    (waiting,) = selling.earnings().tokens
    bench.travel(own.terms.dispute_in_s + 60)
    bench.clock.time += SETTLE_AGAIN_S
    bench.work(book)
    bench.work(book)
    earned = selling.earnings()
    (ready,) = earned.tokens

    assert (waiting.currency.symbol, waiting.credit, waiting.in_dispute) == ("PLN", 0, PRICE)
    assert (ready.credit, ready.in_dispute) == (PRICE, 0)
    assert (earned.credit_wei, earned.in_dispute_wei) == (0, 0)


def test_what_a_token_calls_itself_is_kept_with_the_listing(book: SaleStore, bench: Bench) -> None:
    own = bench.list_model(book)
    book.put_listing(OwnListing(own.terms, own.card, 1, 0, currency=Currency(own.terms.seller, "PLN", 6)))

    assert book.listings()[0].currency_kept.text(PRICE) == "2.5 PLN"
