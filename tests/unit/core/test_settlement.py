"""What a slot shows of an order, and what a record claims of it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.exchange import NO_DELIVERY, OrderState, delivery_commitment, order_commitment, slot
from desktop.core.orders import Purchase, PurchaseState
from desktop.core.settlement import Fact, Mark, Settlement, Sighting, facts_in, facts_kept, is_settled
from tests.helpers.samples import make_delivery, make_order, make_purchase

PURCHASE = replace(
    make_purchase(state=PurchaseState.PROVISIONAL), order=make_order(), delivery=make_delivery()
)
C1 = order_commitment(PURCHASE.terms.hash, make_order())
C2 = delivery_commitment(C1, make_delivery())


@pytest.mark.parametrize(
    ("value", "facts"),
    [
        (0, set()),
        (slot(C1, OrderState.OPEN), {Fact.PAYMENT}),
        (slot(C2, OrderState.DELIVERED), {Fact.PAYMENT, Fact.DELIVERY}),
        (slot(C2, OrderState.FINAL), {Fact.PAYMENT, Fact.DELIVERY, Fact.END}),
        (slot(C1, OrderState.REFUNDED), {Fact.PAYMENT, Fact.END}),
        (slot(C2, OrderState.REFUNDED), {Fact.PAYMENT, Fact.DELIVERY, Fact.END}),
    ],
)
def test_a_slot_shows_the_facts_that_it_commits_to(value: int, facts: set[Fact]) -> None:
    assert facts_in(value, PURCHASE) == facts


@given(st.integers(0, 2**256 - 1))
def test_no_other_slot_shows_anything(value: int) -> None:
    own = {slot(c, state) for c in (C1, C2) for state in range(256)}

    assert value in own or facts_in(value, PURCHASE) == frozenset()


def test_a_slot_of_another_time_of_purchase_is_not_this_order() -> None:
    other = replace(make_order(), bought_at=make_order().bought_at + 1)
    moved = slot(order_commitment(PURCHASE.terms.hash, other), OrderState.OPEN)

    assert facts_in(moved, PURCHASE) == frozenset()


def test_an_order_without_a_delivery_shows_none() -> None:
    bare = replace(PURCHASE, delivery=None)

    assert facts_in(slot(delivery_commitment(C1, NO_DELIVERY), OrderState.OPEN), bare) >= {Fact.PAYMENT}
    assert facts_kept(bare) == {Fact.PAYMENT}


@pytest.mark.parametrize(
    ("state", "has_end"),
    [(PurchaseState.PROVISIONAL, False), (PurchaseState.FINAL, True), (PurchaseState.REFUNDED, True)],
)
def test_a_record_claims_an_end_only_when_it_has_one(state: PurchaseState, has_end: bool) -> None:
    assert (Fact.END in facts_kept(replace(PURCHASE, state=state))) is has_end


def test_nothing_is_settled_before_its_end_is_finalized() -> None:
    deep, shallow = Sighting(Mark.FINALIZED, 1, bytes(32)), Sighting(Mark.SAFE, 2, bytes(32))
    ended: Purchase = replace(PURCHASE, state=PurchaseState.FINAL)

    assert not is_settled(None, ended)
    assert not is_settled(Settlement("aa00", deep, deep), ended)
    assert not is_settled(Settlement("aa00", deep, deep, shallow), ended)
    assert is_settled(Settlement("aa00", deep, deep, deep), ended)


def test_the_newest_fact_is_the_one_that_can_go_first() -> None:
    seen = Sighting(Mark.SAFE, 1, bytes(32))

    assert Settlement("aa00").newest is None
    assert Settlement("aa00", seen).newest == (Fact.PAYMENT, seen)
    assert Settlement("aa00", seen, seen, seen).newest == (Fact.END, seen)
