"""The purchase book: what is kept is read back, and the state graph has no other edges."""

import math
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.core.errors import Bug, IllegalTransition, NoSuchRecord, StaleState
from desktop.core.orders import TRANSITIONS, Purchase, PurchaseState
from desktop.core.records import dump, load
from desktop.core.runs import FailedTest, Miss
from desktop.store.database import Database
from desktop.store.purchases import PurchaseStore
from tests.helpers.samples import MARKET, make_delivery, make_order, make_purchase

NOW = 1_900_000_000


@pytest.fixture
def store(database: Database) -> PurchaseStore:
    return PurchaseStore(database, now=lambda: NOW)


FULL: dict[str, Any] = {
    "order_id": 2**256 - 1,
    "order": make_order(),
    "delivery": make_delivery(),
    "raw_transaction": b"\x02\xf8" + bytes(100),
    "transaction_hash": b"\x77" * 32,
    "paid_fee_wei": 10**30,
    "self_test_ok": False,
    "failed_test": FailedTest(8, 2, (Miss(1, "out", 490.5, 0.1, -0.7, 1e-300), Miss(2, "out", math.inf))),
    "claim_asked": True,
    "fault": "SoldOut",
}


def test_a_new_purchase_is_read_back(store: PurchaseStore) -> None:
    purchase = make_purchase()

    store.add(purchase)

    assert store.get(purchase.id) == purchase


def test_every_field_is_read_back_at_full_width(store: PurchaseStore) -> None:
    store.add(make_purchase())

    updated = store.update("aa00", **FULL)

    assert updated == replace(make_purchase(), updated_at=NOW, **FULL)
    assert store.get("aa00") == updated


def test_a_field_can_be_taken_back(store: PurchaseStore) -> None:
    store.add(replace(make_purchase(), **FULL))

    store.update("aa00", delivery=None, order=None, fault=None)

    kept = store.get("aa00")
    assert (kept.delivery, kept.order, kept.fault) == (None, None, None)


def test_an_unknown_purchase_is_said(store: PurchaseStore) -> None:
    with pytest.raises(NoSuchRecord) as raised:
        store.get("none")

    assert (raised.value.kind, raised.value.id) == ("purchase", "none")


def test_the_same_id_is_never_added_twice(store: PurchaseStore) -> None:
    store.add(make_purchase())

    with pytest.raises(Bug):
        store.add(make_purchase())

    assert len(store.history("aa00")) == 1


def test_two_purchases_cannot_claim_one_order(store: PurchaseStore) -> None:
    store.add(replace(make_purchase("aa"), order_id=5))

    with pytest.raises(Bug):
        store.add(replace(make_purchase("bb"), order_id=5))


def test_purchases_are_found_by_listing_and_by_order(store: PurchaseStore) -> None:
    first, second = replace(make_purchase("aa"), order_id=2**255), make_purchase("bb", listing=8)
    store.add(first)
    store.add(second)

    assert store.of_listing(2**62, MARKET, 8) == [second]
    assert store.by_order(2**255) == first
    assert store.by_order(1) is None
    assert store.all() == [first, second]


def test_a_stale_hand_changes_nothing(store: PurchaseStore) -> None:
    store.add(make_purchase())
    store.move("aa00", PurchaseState.FETCHING, PurchaseState.READY)

    with pytest.raises(StaleState) as raised:
        store.move("aa00", PurchaseState.FETCHING, PurchaseState.CANCELLED)

    assert (raised.value.expected, raised.value.actual) == ("fetching", "ready")
    assert store.get("aa00").state is PurchaseState.READY


def test_an_update_cannot_change_the_state(store: PurchaseStore) -> None:
    store.add(make_purchase())

    with pytest.raises(IllegalTransition):
        store.update("aa00", state=PurchaseState.FINAL)

    assert store.get("aa00").state is PurchaseState.FETCHING


def test_the_history_tells_every_change(store: PurchaseStore) -> None:
    store.add(make_purchase())
    store.move("aa00", PurchaseState.FETCHING, PurchaseState.READY)
    store.move("aa00", PurchaseState.READY, PurchaseState.BUYING, raw_transaction=b"raw")

    events = store.history("aa00")

    assert [(e.old_state, e.new_state, e.fields) for e in events] == [
        (None, PurchaseState.FETCHING, ()),
        (PurchaseState.FETCHING, PurchaseState.READY, ()),
        (PurchaseState.READY, PurchaseState.BUYING, ("raw_transaction",)),
    ]


@pytest.mark.parametrize(
    "act", ["DELETE FROM purchase_event", "UPDATE purchase_event SET new_state = 'final'"]
)
def test_the_history_only_grows(store: PurchaseStore, database: Database, act: str) -> None:
    store.add(make_purchase())

    with pytest.raises(Bug, match="only grows"), database.write() as connection:
        connection.execute(act)

    assert len(store.history("aa00")) == 1


states = st.sampled_from(PurchaseState)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(states, states), max_size=15), start=states)
def test_a_purchase_only_walks_the_graph(
    database: Database, start: PurchaseState, steps: list[tuple[PurchaseState, PurchaseState]]
) -> None:
    """Whatever is asked, the state on disk moves along an edge of TRANSITIONS, from where it is, or not at all."""
    store = PurchaseStore(database)
    identifier = f"p{len(store.all())}"
    store.add(make_purchase(identifier, state=start))
    model = start

    for expected, new in steps:
        legal = expected is model and new in TRANSITIONS[model]
        try:
            store.move(identifier, expected, new)
        except (StaleState, IllegalTransition):
            assert not legal
        else:
            assert legal
            model = new
        assert store.get(identifier).state is model

    walked = [(event.old_state, event.new_state) for event in store.history(identifier)[1:]]
    assert all(old is not None and new in TRANSITIONS[old] for old, new in walked)


def test_a_record_that_lacks_a_newer_field_takes_its_default() -> None:
    old = dump(make_purchase()).replace('"paid_fee_wei":"0",', "").replace('"self_test_ok":null,', "")

    assert "paid_fee_wei" not in old
    assert load(Purchase, old) == make_purchase()


def test_numbers_are_text_in_the_file(store: PurchaseStore, database: Database) -> None:
    store.add(make_purchase())

    with database.read() as connection:
        kinds = connection.execute(
            "SELECT typeof(chain_id), typeof(listing), record FROM purchase"
        ).fetchone()

    assert (kinds[0], kinds[1]) == ("text", "text")
    assert f'"price":"{2**128 - 1}"' in kinds[2]
