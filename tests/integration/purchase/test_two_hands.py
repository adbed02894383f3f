"""Two hands on one purchase, and purchases that only look like this wallet's."""

from typing import Any

import pytest

from desktop.core.errors import AppError, NonceTooLow
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
