"""Two hands on one purchase, and purchases that only look like this wallet's."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError, NonceTooLow
from desktop.core.exchange import OrderState
from desktop.core.identity import NATIVE
from desktop.core.orders import PurchaseState
from desktop.services.purchase import NotCancellable
from tests.helpers.chain import Wallet
from tests.integration.purchase.conftest import Desk


def test_a_page_that_reads_the_chain_meanwhile_does_not_stop_a_purchase(desk: Desk) -> None:
    purchase = desk.bought()
    desk.deliver(purchase)
    page = desk.service()

    class Watched:
        """The order's page asks at the moment in which the purchase asks."""

        def __init__(self) -> None:
            self.asked = False

        def __getattr__(self, name: str) -> Any:
            return getattr(desk.gateway, name)

        def find_delivery(self, order: int) -> Any:
            if not self.asked:
                self.asked = True
                page.refund_options(purchase.id)
            return desk.gateway.find_delivery(order)

    assert desk.advance(purchase.id, chain=Watched()).state is PurchaseState.PROVISIONAL


def test_the_page_is_not_disturbed_by_the_purchase_either(desk: Desk) -> None:
    purchase = desk.bought()
    desk.deliver(purchase)

    class Watched:
        def __init__(self) -> None:
            self.asked = False

        def __getattr__(self, name: str) -> Any:
            return getattr(desk.gateway, name)

        def find_delivery(self, order: int) -> Any:
            if not self.asked:
                self.asked = True
                desk.advance(purchase.id)
            return desk.gateway.find_delivery(order)

    assert desk.service(chain=Watched()).refund_options(purchase.id).can_confirm


def test_a_purchase_whose_transaction_may_be_mined_cannot_be_cancelled(desk: Desk) -> None:
    purchase = desk.begin()

    class Flaky:
        """Two nodes behind one address: the one that mined it says so, the other has not seen it yet."""

        def __init__(self) -> None:
            self.blind = False

        def __getattr__(self, name: str) -> Any:
            return getattr(desk.gateway, name)

        def send_raw(self, raw: bytes) -> bytes:
            if self.blind:
                raise NonceTooLow
            sent = desk.gateway.send_raw(raw)
            self.blind = True
            return sent

        def order_slot(self, order: int, tag: Any = "latest") -> int:
            return 0 if self.blind else desk.gateway.order_slot(order, tag)

        def receipt(self, hashed: bytes) -> Any:
            return None if self.blind else desk.gateway.receipt(hashed)

    with pytest.raises(AppError):
        desk.advance(purchase.id, chain=Flaky())

    assert desk.book.get(purchase.id).state is PurchaseState.READY
    with pytest.raises(NotCancellable):
        desk.service().cancel(purchase.id)
    assert desk.advance(purchase.id).state is PurchaseState.WAITING
    assert len(desk.gateway.orders_by_holder(desk.buyer)) == 1


def test_an_order_that_a_stranger_paid_with_a_copy_of_the_point_is_not_taken_for_ours(desk: Desk) -> None:
    purchase = desk.bought()
    order = purchase.order
    assert order is not None
    stranger = Wallet.number(5)
    desk.rpc.send("licet_faucet", [str(stranger.address)], str)
    copy = desk.gateway.calls.buy(desk.listing, desk.terms, desk.buyer, order.px, order.parity, order.number)
    assert stranger.execute(desk.gateway, copy).succeeded
    assert len(desk.gateway.orders_by_holder(desk.buyer)) == 2

    assert desk.restoring().find(desk.buyer) == 0


def test_a_second_click_on_buy_goes_on_with_the_first_purchase(desk: Desk) -> None:
    service = desk.service()
    quote = service.quote(desk.listing)

    first, second = service.begin(quote), service.begin(quote)

    assert second.id == first.id
    assert len(desk.book.all()) == 1


def test_buying_again_agrees_to_what_it_costs_now(desk: Desk) -> None:
    service = desk.service()
    quote = service.quote(desk.listing)
    first = service.begin(quote)

    again = service.begin(replace(quote, total_most_wei=quote.total_most_wei + 5))

    assert (again.id, again.agreed_wei) == (first.id, quote.total_most_wei + 5)


def test_a_listing_can_be_bought_again_once_the_first_purchase_is_paid(desk: Desk) -> None:
    first = desk.bought()

    assert desk.begin().id != first.id


def together(*acts: Callable[[], object]) -> list[object]:
    """Do all at once, each in a thread; their results, or what they raised."""
    ready = threading.Barrier(len(acts))

    def one(act: Callable[[], object]) -> object:
        ready.wait()
        try:
            return act()
        except AppError as error:
            return error

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def test_six_clicks_at_once_and_six_hands_that_advance_pay_once(desk: Desk) -> None:
    service = desk.service()
    quote = service.quote(desk.listing)
    before = desk.gateway.balance_wei(desk.buyer)

    begun = together(*[lambda: service.begin(quote)] * 6)
    (purchase,) = desk.book.all()
    together(*[lambda: service.advance(purchase.id, CancelToken(), lambda _: None)] * 6)

    assert {getattr(p, "id", p) for p in begun} == {purchase.id}
    assert desk.advance(purchase.id).state is PurchaseState.WAITING
    assert len(desk.gateway.orders_by_holder(desk.buyer)) == 1
    assert desk.gateway.mined_nonce(desk.buyer) == 1
    assert before - desk.gateway.balance_wei(desk.buyer) <= quote.total_most_wei


def test_refunds_at_once_are_one_refund(desk: Desk) -> None:
    purchase = desk.bought()
    desk.travel(desk.terms.deliver_in_s + 1)
    service = desk.service()

    together(*[lambda: service.refund(purchase.id)] * 4, lambda: service.confirm(purchase.id))
    desk.advance(purchase.id)

    assert desk.book.get(purchase.id).state is PurchaseState.REFUNDED
    assert desk.gateway.credit(desk.buyer, NATIVE) == 0
    assert desk.gateway.mined_nonce(desk.buyer) <= 1 + 1 + 2


def test_confirm_and_a_sellers_refund_at_once_end_as_the_chain_says(desk: Desk) -> None:
    purchase = desk.bought()
    delivery = desk.deliver(purchase)
    ready = desk.advance(purchase.id)
    assert ready.order is not None
    refund = desk.gateway.calls.refund(desk.terms, ready.order, delivery)
    prepared = desk.seller.sign(desk.gateway.prepare(desk.seller.address, refund))

    together(lambda: desk.service().confirm(purchase.id), lambda: desk.gateway.send_raw(prepared))
    after = desk.service()
    after.refund_options(purchase.id)

    told = desk.state_on_chain(purchase)
    assert desk.book.get(purchase.id).state.value == told.name.lower()


def test_money_comes_home_although_another_hand_saw_the_refund_first(desk: Desk) -> None:
    """Regression: the click ended where the watch had moved the purchase, and the money stayed in the contract."""
    purchase = desk.bought()
    desk.travel(desk.terms.deliver_in_s + 1)
    page = desk.service()

    class Watched:
        def __init__(self) -> None:
            self.asked = False

        def __getattr__(self, name: str) -> Any:
            return getattr(desk.gateway, name)

        def order_slot(self, order: int) -> int:
            value = desk.gateway.order_slot(order)
            if value & 0xFF == OrderState.REFUNDED and not self.asked:
                self.asked = True
                assert page.refund_options(purchase.id).reason == "credited"
            return value

    watched = Watched()
    refunded = desk.service(chain=watched).refund(purchase.id)

    assert watched.asked
    assert refunded.state is PurchaseState.REFUNDED
    assert desk.gateway.credit(desk.buyer, NATIVE) == 0
