"""A claim outlives a crash at any of its steps, waits with a rising fee, and is paid for once."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from desktop.core.cancel import CancelToken
from desktop.core.errors import NodeUnreachable
from desktop.core.exchange import OrderState
from desktop.core.identity import NATIVE
from desktop.core.orders import Purchase, PurchaseState
from desktop.services.bidding import BUMP_AFTER_S
from desktop.services.transactions import TransactionUnmined
from desktop.store.purchases import PurchaseStore
from tests.integration.purchase.conftest import WRONG_KEY, Desk


class Killed(BaseException):
    """The process ends here: nothing that catches errors catches this, and nothing is cleaned up."""


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.time = 1_000_000

    def now(self) -> int:
        return self.time


def late(desk: Desk) -> Purchase:
    """An order that was not delivered in time."""
    purchase = desk.bought()
    desk.travel(desk.terms.deliver_in_s + 1)
    return desk.book.get(purchase.id)


def wrong_key(desk: Desk) -> Purchase:
    purchase = desk.bought()
    desk.deliver(purchase, WRONG_KEY)
    found = desk.advance(purchase.id)
    desk.mine(70)
    assert found.state is PurchaseState.WRONG_KEY
    return found


def wrong_content(desk: Desk) -> Purchase:
    desk.list_wrong_content()
    purchase = desk.bought()
    desk.deliver(purchase)
    found = desk.advance(purchase.id)
    desk.mine(70)
    assert found.state is PurchaseState.WRONG_CONTENT
    return found


CLAIMS: dict[str, Callable[[Desk], Purchase]] = {
    "refund": late,
    "complainKey": wrong_key,
    "complainContent": wrong_content,
}


def claim(desk: Desk, purchase: Purchase, **changes: Any) -> Purchase:
    service = desk.service(**changes)
    act = service.refund if purchase.state is PurchaseState.WAITING else service.complain
    return act(purchase.id)


def mortal_book(desk: Desk, when: str, state: PurchaseState) -> PurchaseStore:
    """The store of this desk, which ends the process right before or after a state is on disk."""

    class Mortal:
        def __getattr__(self, name: str) -> Any:
            return getattr(desk.book, name)

        def move(self, key: str, expected: PurchaseState, new: PurchaseState, **fields: Any) -> Purchase:
            if when == "before" and new is state:
                raise Killed
            moved = desk.book.move(key, expected, new, **fields)
            if when == "after" and new is state:
                raise Killed
            return moved

    return Mortal()  # type: ignore[return-value]


def mortal_chain(desk: Desk, when: str, number: int) -> Any:
    """The node, where the process ends right before or after the claim's first or second transaction is sent."""

    class Mortal:
        sent = 0

        def __getattr__(self, name: str) -> Any:
            return getattr(desk.gateway, name)

        def send_raw(self, raw: bytes) -> bytes:
            self.sent += 1
            if when == "before" and self.sent == number:
                raise Killed
            hashed = desk.gateway.send_raw(raw)
            if when == "after" and self.sent == number:
                raise Killed
            return hashed

    return Mortal()


MOMENTS = [
    "before refunding",
    "after refunding",
    "before send 1",
    "after send 1",
    "before refunded",
    "after refunded",
    "before send 2",
    "after send 2",
]


@pytest.mark.parametrize("kind", CLAIMS)
@pytest.mark.parametrize("moment", MOMENTS)
def test_a_claim_survives_being_killed(desk: Desk, kind: str, moment: str) -> None:
    """Send 2 is the withdrawal of what the contract credits for the claim."""
    purchase = CLAIMS[kind](desk)
    when, what, *number = moment.split()
    before = desk.gateway.balance_wei(desk.buyer)
    count = desk.gateway.mined_nonce(desk.buyer)

    if what == "send":
        dying, changes = desk, {"chain": mortal_chain(desk, when, int(number[0]))}
    else:
        dying, changes = replace(desk, book=mortal_book(desk, when, PurchaseState(what))), {}
    with pytest.raises(Killed):
        claim(dying, purchase, **changes)

    resumed = desk.advance(purchase.id)
    if resumed.state is purchase.state:  # it was killed before anything was signed: the button is still there
        claim(desk, resumed)
    options = desk.service().refund_options(purchase.id)
    if options.reason == "credited":
        desk.service().refund(purchase.id)

    assert desk.book.get(purchase.id).state is PurchaseState.REFUNDED
    assert desk.state_on_chain(purchase) is OrderState.REFUNDED
    assert desk.gateway.credit(desk.buyer, NATIVE) == 0
    assert desk.gateway.mined_nonce(desk.buyer) == count + 2
    back = desk.terms.price + (desk.terms.late_fee_wei if kind == "refund" else desk.terms.bond_wei)
    assert before < desk.gateway.balance_wei(desk.buyer) < before + back


class Swallowing:
    """A node that says yes to every transaction and drops it."""

    def __init__(self, desk: Desk) -> None:
        self._gateway = desk.gateway
        self.swallowed: list[bytes] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._gateway, name)

    def send_raw(self, raw: bytes) -> bytes:
        self.swallowed.append(raw)
        return b""


@pytest.mark.parametrize("kind", CLAIMS)
def test_a_claim_that_waits_is_outbid_until_it_is_mined(desk: Desk, kind: str) -> None:
    purchase = CLAIMS[kind](desk)
    desk.clock, node = Clock(), Swallowing(desk)
    with pytest.raises(TransactionUnmined):
        claim(desk, purchase, chain=node)
    first = desk.book.get(purchase.id)

    desk.advance(purchase.id, chain=node)
    too_soon = desk.book.get(purchase.id)
    desk.clock.time += BUMP_AFTER_S
    desk.advance(purchase.id, chain=node)
    second = desk.book.get(purchase.id)
    desk.clock.time += BUMP_AFTER_S
    done = desk.advance(purchase.id)

    assert too_soon == first
    assert first.bid is not None
    assert second.bid is not None
    assert second.bid.nonce == first.bid.nonce
    assert second.bid.max_fee_wei * 8 > first.bid.max_fee_wei * 9
    assert second.bid.max_priority_fee_wei * 8 > first.bid.max_priority_fee_wei * 9
    assert second.earlier_hashes == first.transaction_hash
    assert done.state is PurchaseState.REFUNDED


def test_the_one_that_was_outbid_may_be_mined_all_the_same(desk: Desk) -> None:
    purchase = wrong_key(desk)
    desk.clock, node = Clock(), Swallowing(desk)
    with pytest.raises(TransactionUnmined):
        claim(desk, purchase, chain=node)
    desk.clock.time += BUMP_AFTER_S
    desk.advance(purchase.id, chain=node)

    desk.gateway.send_raw(node.swallowed[0])
    done = desk.advance(purchase.id)

    assert done.state is PurchaseState.REFUNDED
    assert desk.gateway.receipt(done.earlier_hashes[:32]) is not None


def test_a_node_that_swallows_claims_cannot_drive_the_fee_above_what_they_bring(desk: Desk) -> None:
    purchase = wrong_key(desk)
    desk.clock, node = Clock(), Swallowing(desk)
    with pytest.raises(TransactionUnmined):
        claim(desk, purchase, chain=node)

    bids: list[Any] = []
    while len(bids) < 5 or (bids[-5:] != bids[-1:] * 5 and len(bids) < 150):  # until it stands still
        desk.clock.time += BUMP_AFTER_S
        desk.advance(purchase.id, chain=node)
        bids.append(desk.book.get(purchase.id).bid)

    bid = bids[-1]
    assert bid is not None
    gas = desk.gateway.calls.complain_key(
        desk.terms, purchase.order or _none(), purchase.delivery or _none(), 1
    ).gas_limit
    assert (gas or 0) * bid.max_fee_wei <= desk.terms.price + desk.terms.bond_wei


def test_a_claim_that_waits_under_a_locked_wallet_is_sent_as_it_is(desk: Desk) -> None:
    purchase = wrong_key(desk)
    desk.clock = Clock()
    with pytest.raises(TransactionUnmined):
        claim(desk, purchase, chain=Swallowing(desk))
    desk.vault.lock()
    desk.clock.time += BUMP_AFTER_S

    assert desk.advance(purchase.id).state is PurchaseState.REFUNDED


def test_a_complaint_goes_on_when_the_node_comes_back(desk: Desk) -> None:
    purchase = wrong_key(desk)

    class Away:
        def __getattr__(self, name: str) -> Any:
            return getattr(desk.gateway, name)

        def send_raw(self, _raw: bytes) -> bytes:
            raise NodeUnreachable("node")

    with pytest.raises(NodeUnreachable):
        claim(desk, purchase, chain=Away())
    service = desk.service()

    assert [p.id for p in service.unfinished()] == [purchase.id]
    assert service.advance(purchase.id, CancelToken(), lambda _: None).state is PurchaseState.REFUNDED


def _none() -> Any:
    raise AssertionError("the purchase was delivered")
