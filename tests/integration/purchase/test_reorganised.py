"""Reorganisations and nodes that lag: no claim is lost, nothing is stranded, nothing is believed for ever."""

from typing import Any

import pytest

from desktop.core.errors import OrderContradicted
from desktop.core.exchange import NO_DELIVERY, OrderState
from desktop.core.orders import PurchaseState
from tests.integration.purchase.conftest import WRONG_KEY, Desk


def test_a_purchase_that_is_mined_again_at_another_time_goes_on(desk: Desk) -> None:
    purchase = desk.bought()
    assert purchase.order is not None

    desk.reorganise(1, later_s=900)
    desk.deliver(purchase)
    delivered = desk.advance(purchase.id)

    assert delivered.state is PurchaseState.PROVISIONAL
    assert delivered.order is not None
    assert delivered.order.bought_at > purchase.order.bought_at
    assert desk.service().confirm(purchase.id).state is PurchaseState.FINAL


def test_an_undelivered_order_that_was_mined_again_can_be_refunded(desk: Desk) -> None:
    purchase = desk.bought()

    desk.reorganise(1, later_s=900)
    desk.travel(desk.terms.deliver_in_s + 1)

    assert desk.service().refund(purchase.id).state is PurchaseState.REFUNDED


def test_a_wrong_delivery_that_is_mined_again_at_another_time_can_be_complained_about(desk: Desk) -> None:
    purchase = desk.bought()
    desk.deliver(purchase, WRONG_KEY)
    assert desk.advance(purchase.id).state is PurchaseState.WRONG_KEY

    desk.reorganise(1, later_s=900)
    desk.advance(purchase.id)
    desk.mine(70)

    assert desk.service().complain(purchase.id).state is PurchaseState.REFUNDED


def test_a_right_delivery_that_is_mined_again_at_another_time_can_be_confirmed(desk: Desk) -> None:
    purchase = desk.bought()
    desk.deliver(purchase)
    assert desk.advance(purchase.id).state is PurchaseState.PROVISIONAL

    desk.reorganise(1, later_s=900)
    desk.advance(purchase.id)

    assert desk.service().confirm(purchase.id).state is PurchaseState.FINAL


def test_a_wrong_delivery_that_a_reorganisation_undid_is_waited_for_again(desk: Desk) -> None:
    purchase = desk.bought()
    desk.deliver(purchase, WRONG_KEY)
    assert desk.advance(purchase.id).state is PurchaseState.WRONG_KEY

    desk.rpc.send("licet_rewind", [1], object)
    desk.mine()
    assert desk.advance(purchase.id).state is PurchaseState.WAITING
    desk.deliver(purchase)

    assert desk.advance(purchase.id).state is PurchaseState.PROVISIONAL


def test_a_reorganisation_that_undid_purchase_and_delivery_buys_again_the_same_order(desk: Desk) -> None:
    purchase = desk.bought()
    desk.deliver(purchase)
    assert desk.advance(purchase.id).state is PurchaseState.PROVISIONAL

    desk.rpc.send("licet_rewind", [2], object)
    desk.mine()
    again = desk.advance(purchase.id)

    assert again.state is PurchaseState.WAITING
    assert again.order_id == purchase.order_id
    assert desk.state_on_chain(purchase) is OrderState.OPEN


def test_a_refund_that_a_reorganisation_undid_is_not_taken_for_money_back(desk: Desk) -> None:
    purchase = desk.bought()
    desk.travel(desk.terms.deliver_in_s + 1)
    assert desk.service().refund(purchase.id).state is PurchaseState.REFUNDED

    desk.rpc.send("licet_rewind", [2], object)  # the refund and the withdrawal
    desk.mine()
    assert desk.state_on_chain(purchase) is OrderState.OPEN
    for left in desk.service().unfinished():
        desk.advance(left.id)

    assert desk.state_on_chain(purchase) is OrderState.REFUNDED
    assert desk.book.get(purchase.id).state is PurchaseState.REFUNDED
    assert desk.service().refund_options(purchase.id).reason == "credited"


def test_an_undone_refund_by_the_seller_is_followed_again_from_the_order(desk: Desk) -> None:
    """Nothing of ours can be sent again: it was the seller's transaction."""
    purchase = desk.bought()
    assert purchase.order is not None
    desk.seller.execute(desk.gateway, desk.gateway.calls.refund(desk.terms, purchase.order, NO_DELIVERY))
    assert desk.advance(purchase.id).state is PurchaseState.REFUNDED

    desk.rpc.send("licet_rewind", [1], object)
    desk.mine()

    assert desk.advance(purchase.id).state is PurchaseState.WAITING


@pytest.mark.parametrize("told", [OrderState.FINAL, OrderState.REFUNDED])
def test_a_state_that_no_slot_of_this_order_can_show_is_not_believed(desk: Desk, told: OrderState) -> None:
    purchase = desk.bought()
    desk.deliver(purchase, WRONG_KEY)
    desk.advance(purchase.id)

    class Liar:
        def __getattr__(self, name: str) -> Any:
            return getattr(desk.gateway, name)

        def order_slot(self, _order: int, _tag: str = "latest") -> int:
            return (0xAB << 200) | int(told)

    with pytest.raises(OrderContradicted):
        desk.advance(purchase.id, chain=Liar())

    assert desk.book.get(purchase.id).state is PurchaseState.WRONG_KEY


@pytest.mark.parametrize("behind", [0, 1])
def test_a_page_that_looks_through_a_node_that_lags_takes_no_model_away(desk: Desk, behind: int) -> None:
    purchase = desk.bought()
    opened = desk.gateway.order_slot(purchase.order_id or 0)
    desk.deliver(purchase)
    assert desk.advance(purchase.id).state is PurchaseState.PROVISIONAL

    class Lagging:
        def __getattr__(self, name: str) -> Any:
            return getattr(desk.gateway, name)

        def order_slot(self, _order: int, _tag: str = "latest") -> int:
            return opened * behind

    desk.service(chain=Lagging()).refund_options(purchase.id)

    assert desk.book.get(purchase.id).state is PurchaseState.PROVISIONAL
