"""Latest, safe, finalized: what the chain says of each fact, and what happens when it takes one back.

Each test runs on our own chain and on anvil with a real reorganisation (``anvil_reorg``).
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.chain.errors import NodeRefused
from desktop.core.errors import NodeUnreachable
from desktop.core.exchange import NO_DELIVERY, OrderState
from desktop.core.orders import PurchaseState
from desktop.core.settlement import Fact, Mark, Settlement, Undone
from tests.integration.chain.conftest import TestNode, _anvil, _embedded
from tests.integration.purchase.conftest import WRONG_KEY, Desk, open_desk

DEEP = 80
"""Blocks after which both nodes call a block finalized."""


@pytest.fixture(params=["embedded", "anvil"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    nodes: Iterator[TestNode] = _anvil() if request.param == "anvil" else _embedded()
    node = next(nodes)
    with open_desk(node.rpc, node.url, tmp_path, node.name) as opened:
        yield opened
    next(nodes, None)


def look(desk: Desk, watch: Any = None) -> tuple[str, ...]:
    """One look at the head that the node has now."""
    watch = watch or desk.watch()
    return watch.look(desk.gateway.head())  # type: ignore[no-any-return]


def marks(desk: Desk, purchase_id: str) -> dict[Fact, Mark]:
    kept = desk.settlements.get(purchase_id)
    assert kept is not None
    return {fact: seen.mark for fact in Fact if (seen := kept.of(fact)) is not None}


def provisional(desk: Desk) -> str:
    """A purchase whose model runs; returns its id."""
    purchase = desk.bought()
    desk.deliver(purchase)
    assert desk.advance(purchase.id).state is PurchaseState.PROVISIONAL
    return purchase.id


def test_a_fact_goes_from_latest_to_safe_to_finalized(desk: Desk) -> None:
    purchase, watch = desk.bought(), desk.watch()
    look(desk, watch)
    first = marks(desk, purchase.id)

    while marks(desk, purchase.id)[Fact.PAYMENT] is Mark.LATEST:
        desk.mine()
        look(desk, watch)
    second = marks(desk, purchase.id)
    desk.mine(DEEP)
    look(desk, watch)

    assert first == {Fact.PAYMENT: Mark.LATEST}
    assert second == {Fact.PAYMENT: Mark.SAFE}
    assert marks(desk, purchase.id) == {Fact.PAYMENT: Mark.FINALIZED}


def test_each_fact_has_a_mark_of_its_own_and_the_block_that_holds_it(desk: Desk) -> None:
    purchase_id = provisional(desk)
    desk.mine(DEEP)
    look(desk)
    desk.service().confirm(purchase_id)
    block = desk.gateway.head().number
    look(desk)

    kept = desk.settlements.get(purchase_id)

    assert marks(desk, purchase_id) == {
        Fact.PAYMENT: Mark.FINALIZED, Fact.DELIVERY: Mark.FINALIZED, Fact.END: Mark.LATEST,
    }  # fmt: skip
    assert kept is not None
    assert kept.end is not None
    assert kept.end.block_number == block
    assert kept.end.block_hash == desk.gateway.block_hash(block)


def test_a_purchase_undone_is_told_in_words_and_sent_again(desk: Desk) -> None:
    purchase = desk.bought()
    block = desk.gateway.head().number
    watch = desk.watch()
    look(desk, watch)

    desk.undo(1)
    carry_on = look(desk, watch)
    rolled_back = desk.book.get(purchase.id)
    again = desk.advance(purchase.id)

    assert carry_on == (purchase.id,)
    assert (rolled_back.state, rolled_back.order) == (PurchaseState.BUYING, None)
    assert (again.state, again.order_id) == (PurchaseState.WAITING, purchase.order_id)
    assert [(n.purchase_id, n.undone, n.block_number) for n in desk.settlements.notices()] == [
        (purchase.id, Undone.PAYMENT, block)
    ]


def test_a_delivery_undone_takes_the_model_away_until_it_comes_again(desk: Desk) -> None:
    purchase_id = provisional(desk)
    watch = desk.watch()
    look(desk, watch)

    desk.undo(1)
    carry_on = look(desk, watch)
    waiting = desk.book.get(purchase_id)
    desk.deliver(waiting)

    assert carry_on == (purchase_id,)
    assert (waiting.state, waiting.delivery) == (PurchaseState.WAITING, None)
    assert [n.undone for n in desk.settlements.notices()] == [Undone.DELIVERY]
    assert marks(desk, purchase_id) == {Fact.PAYMENT: marks(desk, purchase_id)[Fact.PAYMENT]}
    assert desk.advance(purchase_id).state is PurchaseState.PROVISIONAL


def test_a_confirmation_undone_is_not_sent_again_unasked(desk: Desk) -> None:
    purchase_id = provisional(desk)
    desk.mine(3)
    watch = desk.watch()
    look(desk, watch)
    assert desk.service().confirm(purchase_id).state is PurchaseState.FINAL
    look(desk, watch)

    desk.undo(1)
    carry_on = look(desk, watch)
    rolled_back = desk.book.get(purchase_id)
    desk.advance(purchase_id)

    assert carry_on == ()
    assert rolled_back.state is PurchaseState.PROVISIONAL
    assert [n.undone for n in desk.settlements.notices()] == [Undone.FINAL]
    assert desk.state_on_chain(rolled_back) is OrderState.DELIVERED
    assert desk.service().confirm(purchase_id).state is PurchaseState.FINAL


@pytest.mark.parametrize("claim", ["not delivered", "wrong key"])
def test_a_refund_undone_is_claimed_again_with_the_same_bytes(desk: Desk, claim: str) -> None:
    purchase = desk.bought()
    if claim == "wrong key":
        desk.deliver(purchase, WRONG_KEY)
        desk.advance(purchase.id)
        desk.mine(DEEP)
        done = desk.service().complain(purchase.id)
    else:
        desk.travel(desk.terms.deliver_in_s + 1)
        done = desk.service().refund(purchase.id)
    watch = desk.watch()
    look(desk, watch)

    desk.undo(2)  # the refund, and the withdrawal after it
    carry_on = look(desk, watch)
    claiming = desk.book.get(purchase.id)
    again = desk.advance(purchase.id)

    assert done.state is PurchaseState.REFUNDED
    assert carry_on == (purchase.id,)
    assert claiming.state is PurchaseState.REFUNDING
    assert [n.undone for n in desk.settlements.notices()] == [Undone.REFUND]
    assert (again.state, again.transaction_hash) == (PurchaseState.REFUNDED, done.transaction_hash)
    assert desk.service().refund_options(purchase.id).reason == "credited"


def test_a_refund_by_the_seller_undone_is_waited_for_again(desk: Desk) -> None:
    purchase = desk.bought()
    assert purchase.order is not None
    desk.seller.execute(desk.gateway, desk.gateway.calls.refund(desk.terms, purchase.order, NO_DELIVERY))
    watch = desk.watch()
    look(desk, watch)
    seen = desk.book.get(purchase.id).state

    desk.undo(1)
    look(desk, watch)

    assert seen is PurchaseState.REFUNDED
    assert desk.book.get(purchase.id).state is PurchaseState.WAITING


def test_a_notice_stays_until_it_is_seen_and_survives_a_restart(desk: Desk) -> None:
    purchase, watch = desk.bought(), desk.watch()
    look(desk, watch)
    desk.undo(1)
    look(desk, watch)

    memory = desk.watch().memory
    (kept,) = memory.notices(purchase.id)
    memory.mark_seen(kept)

    assert kept.undone is Undone.PAYMENT
    assert desk.watch().memory.notices() == []


def test_a_deep_reorganisation_of_payment_and_delivery_buys_the_same_order_again(desk: Desk) -> None:
    purchase_id = provisional(desk)
    watch = desk.watch()
    look(desk, watch)
    number = desk.book.get(purchase_id).order_id

    desk.undo(2)
    look(desk, watch)
    again = desk.advance(purchase_id)

    assert (again.state, again.order_id) == (PurchaseState.WAITING, number)
    assert [n.undone for n in desk.settlements.notices()] == [Undone.PAYMENT]


class Asked:
    """The gateway, counting what is asked of it, and changing some answers."""

    def __init__(self, desk: Desk, **instead: Any) -> None:
        self._gateway = desk.gateway
        self._instead = instead
        self.asked: list[str] = []

    def __getattr__(self, name: str) -> Any:
        real = getattr(self._gateway, name)
        if not callable(real):
            return real

        def ask(*args: Any, **kwargs: Any) -> Any:
            self.asked.append(name)
            return self._instead.get(name, real)(*args, **kwargs)

        return ask


@pytest.fixture
def one(tmp_path: Path) -> Iterator[Desk]:
    """A desk on our own chain alone, for what does not depend on the node."""
    nodes = _embedded()
    node = next(nodes)
    with open_desk(node.rpc, node.url, tmp_path, node.name) as opened:
        yield opened
    next(nodes, None)


def test_a_node_that_lags_takes_nothing_back(one: Desk) -> None:
    """Its chain is too short to have the block; that is no reorganisation, however long it lasts."""
    purchase_id = provisional(one)
    look(one)
    behind = Asked(
        one,
        order_slots=lambda ids, tag="latest": [0 for _ in ids],
        order_slot=lambda _id, _tag="latest": 0,
        block_hash=lambda _number: None,
    )
    watch = one.watch(chain=behind)

    for _ in range(6):
        one.mine()
        assert look(one, watch) == ()
    one.advance(purchase_id, chain=behind)

    assert one.book.get(purchase_id).state is PurchaseState.PROVISIONAL
    assert one.settlements.notices() == []
    assert Fact.DELIVERY in marks(one, purchase_id)


def test_a_node_that_denies_an_order_in_a_block_that_it_still_shows_is_not_believed(one: Desk) -> None:
    purchase_id = provisional(one)
    look(one)
    liar = Asked(
        one,
        order_slots=lambda ids, tag="latest": [0 for _ in ids],
        order_slot=lambda _id, _tag="latest": 0,
    )

    one.mine()
    look(one, one.watch(chain=liar))
    one.advance(purchase_id, chain=liar)

    assert one.book.get(purchase_id).state is PurchaseState.PROVISIONAL


@pytest.mark.parametrize(("other", "lost"), [("honest", False), ("away", True)])
def test_one_of_two_endpoints_cannot_take_a_model_away_alone(one: Desk, other: str, lost: bool) -> None:
    """A whole lie: no order, and another block where it was. An endpoint that is away says nothing against it."""
    purchase_id = provisional(one)
    look(one)

    def away(*_: Any) -> Any:
        raise NodeUnreachable("node")

    one.others = [one.gateway if other == "honest" else Asked(one, block_hash=away)]
    liar = Asked(
        one,
        order_slots=lambda ids, tag="latest": [0 for _ in ids],
        order_slot=lambda _id, _tag="latest": 0,
        block_hash=lambda _number: b"\x66" * 32,
    )
    one.mine()
    look(one, one.watch(chain=liar))

    assert (one.book.get(purchase_id).state is not PurchaseState.PROVISIONAL) is lost


def test_a_reorganisation_before_the_first_look_is_believed_after_three_heads(one: Desk) -> None:
    purchase, watch = one.bought(), one.watch()
    one.undo(1)

    states = []
    for _ in range(3):
        one.mine()
        look(one, watch)
        states.append(one.book.get(purchase.id).state)

    assert states == [PurchaseState.WAITING, PurchaseState.WAITING, PurchaseState.BUYING]


@pytest.mark.parametrize("answer", ["null", "error"])
def test_a_node_without_safe_and_finalized_says_nothing_of_it(one: Desk, answer: str) -> None:
    purchase = one.bought()

    def find_all(requests: Any, result: Any) -> Any:
        if requests[0][1][1] != "latest":
            if answer == "error":
                raise NodeRefused("node", -39001)
            return [None for _ in requests]
        return real(requests, result)

    real = one.gateway._nodes.find_all
    one.gateway._nodes.find_all = find_all  # type: ignore[method-assign]
    one.mine(DEEP)
    look(one)

    kept = one.settlements.get(purchase.id)
    assert kept is not None
    assert marks(one, purchase.id) == {Fact.PAYMENT: Mark.LATEST}
    assert (kept.tells_safe, kept.tells_finalized) == (False, False)


def test_a_mark_that_was_told_once_is_not_lost_by_a_node_that_says_nothing(one: Desk) -> None:
    purchase = one.bought()
    one.mine(3)
    look(one)
    silent = Asked(
        one,
        order_slots=lambda ids, tag="latest": one.gateway.order_slots(ids) if tag == "latest" else None,
    )
    one.mine()
    look(one, one.watch(chain=silent))

    assert marks(one, purchase.id) == {Fact.PAYMENT: Mark.SAFE}


def test_a_node_that_is_away_changes_nothing_and_is_said_to_be(one: Desk) -> None:
    purchase = one.bought()
    look(one)
    before = one.settlements.get(purchase.id)

    def away(*_: Any) -> Any:
        raise NodeUnreachable("node")

    one.mine()
    with pytest.raises(NodeUnreachable):
        look(one, one.watch(chain=Asked(one, order_slots=away)))

    assert one.settlements.get(purchase.id) == before


def test_nine_orders_cost_three_requests_per_block_and_none_without_a_block(one: Desk) -> None:
    for _ in range(9):
        one.bought()
    asked = Asked(one)
    watch = one.watch(chain=asked)
    look(one, watch)
    asked.asked.clear()

    for _ in range(5):
        look(one, watch)
    without = list(asked.asked)
    one.mine()
    look(one, watch)

    assert without == []
    assert asked.asked == ["order_slots"] * 3


def test_what_is_finalized_is_not_asked_for_again(one: Desk) -> None:
    purchase_id = provisional(one)
    one.service().confirm(purchase_id)
    one.mine(DEEP)
    asked = Asked(one)
    watch = one.watch(chain=asked)
    look(one, watch)
    asked.asked.clear()

    one.mine()
    look(one, watch)
    one.mine()
    look(one, one.watch(chain=asked))  # nor after a restart

    assert asked.asked == []
    assert set(marks(one, purchase_id).values()) == {Mark.FINALIZED}


def test_an_open_order_with_a_finalized_payment_costs_one_request_per_block(one: Desk) -> None:
    one.bought()
    one.mine(DEEP)
    asked = Asked(one)
    watch = one.watch(chain=asked)
    look(one, watch)
    asked.asked.clear()

    one.mine()
    look(one, watch)

    assert asked.asked == ["order_slots"]


def test_a_delivery_is_noticed_and_the_purchase_carried_on(one: Desk) -> None:
    purchase, watch = one.bought(), one.watch()
    look(one, watch)
    one.deliver(purchase)

    assert look(one, watch) == (purchase.id,)
    assert one.book.get(purchase.id).state is PurchaseState.DELIVERED


def test_a_settlement_by_the_seller_makes_the_licence_final_while_the_app_runs(one: Desk) -> None:
    purchase_id, watch = provisional(one), one.watch()
    look(one, watch)
    kept = one.book.get(purchase_id)
    assert kept.order is not None
    assert kept.delivery is not None
    one.travel(one.terms.dispute_in_s + 1)
    settle = one.gateway.calls.settle([(one.terms, kept.order, kept.delivery)])
    assert one.seller.execute(one.gateway, settle).succeeded

    assert look(one, watch) == ()
    assert one.book.get(purchase_id).state is PurchaseState.FINAL


def test_marks_show_at_once_after_a_restart(one: Desk) -> None:
    purchase = one.bought()
    one.mine(3)
    look(one)

    kept = one.watch().memory.settlements()[purchase.id]

    assert isinstance(kept, Settlement)
    assert kept.payment is not None
    assert kept.payment.mark is Mark.SAFE


def test_the_same_mined_again_in_another_block_is_marked_there(one: Desk) -> None:
    purchase, watch = one.bought(), one.watch()
    one.mine(1)
    look(one, watch)
    first = one.settlements.get(purchase.id)

    one.reorganise(2, later_s=900)
    look(one, watch)
    one.mine()
    look(one, watch)
    second = one.settlements.get(purchase.id)

    assert first is not None
    assert second is not None
    assert first.payment is not None
    assert second.payment is not None
    assert second.payment.block_hash != first.payment.block_hash
    assert one.settlements.notices() == []
    assert one.book.get(purchase.id).state is PurchaseState.WAITING
