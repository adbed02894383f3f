"""Every claim has a way on: after a crash, a replaced nonce, a reverted transaction, a refund by another."""

from typing import Any

import pytest

from desktop.core.cancel import CancelToken
from desktop.core.errors import ChildDied, ChildTimeout, ContentUnavailable, NodeUnreachable, WalletLocked
from desktop.core.exchange import NO_DELIVERY
from desktop.core.identity import NATIVE, Address
from desktop.core.orders import PurchaseState
from desktop.core.runs import FailedTest, Miss, SelfTest
from desktop.core.transactions import Call
from desktop.services.purchase import DeliveryNotSafe, NotRefundable
from desktop.services.purchase.engine import PurchaseElsewhere
from tests.integration.purchase.conftest import WRONG_KEY, Desk


class Swallowing:
    """A node that takes transactions and forgets them."""

    def __init__(self, desk: Desk) -> None:
        self._gateway = desk.gateway

    def __getattr__(self, name: str) -> Any:
        return getattr(self._gateway, name)

    def send_raw(self, raw: bytes) -> bytes:
        raise NodeUnreachable("node")


class AtAnotherMarket:
    """A node, connected to a market that has no orders yet."""

    market = Address(b"\x77" * 20)

    def __init__(self, desk: Desk) -> None:
        self._gateway = desk.gateway

    def __getattr__(self, name: str) -> Any:
        return getattr(self._gateway, name)

    def order_slot(self, *_: Any) -> int:
        return 0


def pay_something(desk: Desk) -> None:
    """Another transaction of the same account, which takes the next nonce."""
    call = Call(desk.seller.address, b"", 1)
    signed = desk.vault.sign_transaction(desk.buyer, desk.gateway.prepare(desk.buyer, call))
    desk.gateway.send_raw(signed.raw)


def test_a_refund_whose_nonce_another_transaction_took_is_signed_again(desk: Desk) -> None:
    purchase = desk.bought()
    desk.travel(desk.terms.deliver_in_s + 1)
    with pytest.raises(NodeUnreachable):
        desk.service(chain=Swallowing(desk)).refund(purchase.id)
    assert desk.book.get(purchase.id).state is PurchaseState.REFUNDING
    pay_something(desk)

    desk.advance(purchase.id)
    assert desk.service().refund_options(purchase.id).can_refund

    assert desk.service().refund(purchase.id).state is PurchaseState.REFUNDED


def test_a_complaint_whose_nonce_another_transaction_took_is_signed_again(desk: Desk) -> None:
    purchase = desk.bought()
    desk.deliver(purchase, WRONG_KEY)
    desk.advance(purchase.id)
    desk.mine(70)
    with pytest.raises(NodeUnreachable):
        desk.service(chain=Swallowing(desk)).complain(purchase.id)
    pay_something(desk)

    assert desk.advance(purchase.id).state is PurchaseState.REFUNDED


def test_a_complaint_that_was_mined_too_late_does_not_stay_under_way_for_ever(desk: Desk) -> None:
    purchase = desk.bought()
    desk.deliver(purchase, WRONG_KEY)
    desk.advance(purchase.id)
    desk.mine(70)
    with pytest.raises(NodeUnreachable):
        desk.service(chain=Swallowing(desk)).complain(purchase.id)
    desk.travel(desk.terms.dispute_in_s + 1)

    after = desk.advance(purchase.id)
    after = desk.advance(purchase.id)

    assert after.state is PurchaseState.WRONG_KEY
    assert not desk.service().refund_options(purchase.id).can_complain


def test_a_refund_by_the_seller_is_taken_home(desk: Desk) -> None:
    purchase = desk.bought()
    assert purchase.order is not None
    desk.seller.execute(desk.gateway, desk.gateway.calls.refund(desk.terms, purchase.order, NO_DELIVERY))

    assert desk.advance(purchase.id).state is PurchaseState.REFUNDED
    assert desk.service().refund_options(purchase.id).can_refund
    desk.service().refund(purchase.id)

    assert desk.gateway.credit(desk.buyer, NATIVE) == 0
    assert not desk.service().refund_options(purchase.id).can_refund


def test_a_wrong_key_is_found_without_the_sellers_content(desk: Desk) -> None:
    purchase = desk.bought()
    desk.deliver(purchase, WRONG_KEY)
    desk.content.fault = ContentUnavailable("gone")

    assert desk.advance(purchase.id).state is PurchaseState.WRONG_KEY


def test_a_card_that_can_no_longer_be_read_does_not_hold_up_what_was_paid(desk: Desk) -> None:
    purchase = desk.bought()
    desk.book.update(purchase.id, card_json=b'{"of another version":1}')
    desk.deliver(purchase)

    assert desk.advance(purchase.id).state is PurchaseState.PROVISIONAL


@pytest.mark.parametrize("fault", [ChildDied("worker", -9), ChildTimeout("worker", 60.0)])
def test_a_model_that_kills_its_worker_in_the_self_test_holds_up_nothing(
    desk: Desk, fault: Exception
) -> None:
    """Its bytes are the promised ones, so the purchase goes on; else it would be run again at every start."""
    purchase = desk.bought()
    desk.deliver(purchase)
    desk.pairs.fault = fault

    checked = desk.advance(purchase.id)

    assert (checked.state, checked.self_test_ok) == (PurchaseState.PROVISIONAL, False)
    assert checked.failed_test == FailedTest(fault=type(fault).__name__)


def test_a_self_test_that_fails_is_kept_with_its_numbers_and_refundable_by_no_proof(desk: Desk) -> None:
    """The bytes are the promised ones: releasing the payment stays the person's own free act."""
    purchase = desk.bought()
    desk.deliver(purchase)
    misses = (Miss(2, "score", 490.0, 0.97, 0.48, 0.001),)
    desk.pairs.tested = SelfTest(ok=False, count=8, worst=490.0, missed=1, misses=misses)

    checked = desk.advance(purchase.id)
    options = desk.service().refund_options(purchase.id)

    assert (checked.state, checked.self_test_ok) == (PurchaseState.PROVISIONAL, False)
    assert desk.book.get(purchase.id).failed_test == FailedTest(8, 1, misses)
    assert (options.reason, options.can_complain, options.can_refund) == ("self-test-failed", False, False)
    with pytest.raises(NotRefundable):
        desk.service().ask_complaint(purchase.id)


def test_a_complaint_that_was_asked_for_is_filed_after_a_restart(desk: Desk) -> None:
    """It waits for a safe block; whoever closes the app meanwhile must not lose the claim."""
    purchase = desk.bought()
    desk.deliver(purchase, WRONG_KEY)
    desk.advance(purchase.id)
    desk.service().ask_complaint(purchase.id)
    with pytest.raises(DeliveryNotSafe):
        desk.service().complain(purchase.id)

    desk.mine(70)
    restarted = desk.service()

    assert [kept.id for kept in restarted.unfinished()] == [purchase.id]
    assert desk.advance(purchase.id).state is PurchaseState.REFUNDED
    assert desk.gateway.credit(desk.buyer, NATIVE) == 0


def test_a_complaint_that_was_asked_for_too_late_is_given_up_without_an_error_at_each_start(
    desk: Desk,
) -> None:
    purchase = desk.bought()
    desk.deliver(purchase, WRONG_KEY)
    desk.advance(purchase.id)
    desk.service().ask_complaint(purchase.id)
    desk.travel(desk.terms.dispute_in_s + 1)

    after = desk.advance(purchase.id)

    assert (after.state, after.claim_asked) == (PurchaseState.WRONG_KEY, False)
    assert desk.service().refund_options(purchase.id).reason == "proof-too-late"


def test_nothing_is_filed_unasked(desk: Desk) -> None:
    purchase = desk.bought()
    desk.deliver(purchase, WRONG_KEY)
    desk.mine(70)

    assert desk.advance(purchase.id).state is PurchaseState.WRONG_KEY
    assert desk.advance(purchase.id).state is PurchaseState.WRONG_KEY


def test_a_model_that_cannot_even_be_opened_holds_up_nothing(desk: Desk) -> None:
    purchase = desk.bought()
    desk.deliver(purchase)
    desk.pairs.open_fault = ChildDied("worker", -11)

    checked = desk.advance(purchase.id)

    assert (checked.state, checked.self_test_ok) == (PurchaseState.PROVISIONAL, False)


def test_what_was_delivered_is_not_called_right_before_it_was_checked(desk: Desk) -> None:
    """The order page said so of a purchase whose check had stopped at a locked wallet."""
    purchase = desk.bought()
    desk.deliver(purchase)
    desk.vault.lock()
    with pytest.raises(WalletLocked):
        desk.advance(purchase.id)

    options = desk.service().refund_options(purchase.id)

    assert desk.book.get(purchase.id).state is PurchaseState.DELIVERED
    assert options.reason == "being-checked"


def test_a_purchase_of_another_market_is_left_as_it_is(desk: Desk) -> None:
    """Connected to another market, the app took the missing order for a reorganisation, and the model away."""
    purchase = desk.bought()
    desk.deliver(purchase)
    owned = desk.advance(purchase.id)
    elsewhere = desk.service(chain=AtAnotherMarket(desk))

    with pytest.raises(PurchaseElsewhere):
        elsewhere.advance(purchase.id, CancelToken(), lambda _: None)
    with pytest.raises(PurchaseElsewhere):
        elsewhere.refund_options(purchase.id)
    with pytest.raises(PurchaseElsewhere):
        elsewhere.confirm(purchase.id)

    assert elsewhere.unfinished() == []
    assert desk.book.get(purchase.id) == owned
    assert desk.service().unfinished() == [owned]


def test_a_wrong_key_found_too_late_is_never_called_final(desk: Desk) -> None:
    """The licence is final on chain, but nothing opens the model: it must not look runnable."""
    purchase = desk.bought()
    delivery = desk.deliver(purchase, WRONG_KEY)
    desk.advance(purchase.id)
    desk.travel(desk.terms.dispute_in_s + 1)
    order = desk.gateway.find_order(purchase.order_id or 0)
    assert order is not None
    settle = desk.gateway.calls.settle([(desk.terms, order, delivery)])
    assert desk.seller.execute(desk.gateway, settle).succeeded

    after = desk.advance(purchase.id)
    options = desk.service().refund_options(purchase.id)

    assert after.state is PurchaseState.WRONG_KEY
    assert (options.can_complain, options.reason) == (False, "proof-too-late")
