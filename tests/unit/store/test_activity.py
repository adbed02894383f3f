"""The activity on disk: pages by key, questions, notes, what is kept out; and how far each account was looked through."""

from dataclasses import replace

import pytest

from desktop.core.activity import ActivityPlace, ActivityQuery, Direction
from desktop.core.errors import NoSuchRecord
from desktop.core.identity import Address
from desktop.core.money import COIN, Currency
from desktop.core.movements import AccountState, Leg
from desktop.core.spam import HiddenBy
from desktop.core.traces import Grant, GrantKind, Trace
from desktop.services.journal import Activity
from desktop.store.activity import ActivityStore
from desktop.store.database import Database
from desktop.store.traces import TraceStore
from tests.helpers.samples import BUYER, SELLER

TOKEN = Currency(Address(b"\x07" * 20), "PLN", 6)
LINE = Activity(0, 100, "buy", BUYER, -5, 7, b"\x01" * 32, "done", SELLER, "Digits", chain_id=1)


def add(store: ActivityStore, **values: object) -> int:
    return store.add(replace(LINE, **values))  # type: ignore[arg-type]


def found(store: ActivityStore, query: ActivityQuery) -> list[int]:
    return [line.id for line in store.select(query, None, 100)]


def test_pages_go_on_below_the_last_line_also_within_one_second(database: Database) -> None:
    store = ActivityStore(database)
    ids = [add(store, time=100 + n // 3) for n in range(10)]

    read: list[int] = []
    after = None
    while page := store.select(ActivityQuery(), after, 4):
        read += [line.id for line in page]
        after = ActivityPlace(page[-1].time, page[-1].id)

    assert read == ids[::-1]


@pytest.mark.parametrize(
    ("query", "which"),
    [
        (ActivityQuery(text="DIGITS"), {"buy"}),
        (ActivityQuery(text="digits nowhere"), set()),
        (ActivityQuery(text="ünd pln"), {"token"}),
        (ActivityQuery(text=f"{SELLER}"[:12]), {"buy", "token", "base", "percent"}),
        (ActivityQuery(text="0x0101"), {"buy", "base"}),
        (ActivityQuery(text="100%"), {"percent"}),
        (ActivityQuery(text="nothing", kinds=frozenset({"rate"})), {"percent"}),
        (ActivityQuery(text="nothing", people=frozenset({SELLER})), {"buy", "token", "base"}),
        (ActivityQuery(account=SELLER), {"percent"}),
        (ActivityQuery(chain_id=8453), {"base"}),
        (ActivityQuery(direction=Direction.IN), {"token"}),
        (ActivityQuery(direction=Direction.OUT), {"buy", "base"}),
        (ActivityQuery(states=frozenset({"failed"})), {"base"}),
        (ActivityQuery(kept_out=True), {"spam"}),
    ],
)
def test_each_question_finds_its_lines(database: Database, query: ActivityQuery, which: set[str]) -> None:
    store = ActivityStore(database)
    made = {
        "buy": add(store),
        "token": add(store, currency=TOKEN, amount=8, subject="", note="Für Ünd", hash=None),
        "percent": add(
            store, kind="rate", amount=0, account=SELLER, counterparty=None, subject="100% sure", hash=None
        ),
        "base": add(store, chain_id=8453, status="failed", subject=""),
        "spam": add(store, hidden=HiddenBy.ZERO_VALUE),
    }

    assert set(found(store, query)) == {made[name] for name in which}


def test_what_is_searched_for_is_taken_letter_by_letter(database: Database) -> None:
    store = ActivityStore(database)
    add(store, subject="1000 sure")

    assert found(store, ActivityQuery(text="100_")) == found(store, ActivityQuery(text="1%0")) == []


def test_a_note_is_found_and_survives_what_the_chain_says_later(database: Database) -> None:
    store = ActivityStore(database)
    line = add(store)
    store.set_note(line, "rent for May")

    store.put(replace(store.get(line), block=9, legs=(Leg(COIN, -5),), note="never this"))

    assert store.get(line).note == "rent for May"
    assert found(store, ActivityQuery(text="may")) == [line]


def test_legs_are_read_back_exactly(database: Database) -> None:
    store = ActivityStore(database)
    legs = (
        Leg(COIN, -(2**200), SELLER),
        Leg(TOKEN, 1, None, token_id=2**255),
        Leg(COIN, 3, by_difference=True),
    )
    line = add(store, legs=legs)

    assert store.get(line).legs == legs
    assert store.get(add(store, legs=())).legs == ()
    assert store.get(add(store)).legs is None


def test_only_what_was_seen_is_ever_removed(database: Database) -> None:
    store = ActivityStore(database)
    act, seen = add(store), add(store, is_found=True)

    store.remove(act)
    store.remove(seen)

    assert store.get(act).id == act
    with pytest.raises(NoSuchRecord):
        store.get(seen)


def test_a_transaction_goes_by_its_act_not_by_what_came_with_it(database: Database) -> None:
    store = ActivityStore(database)
    add(store, account=SELLER, is_found=True, amount=5)
    act = add(store)

    line = store.find(b"\x01" * 32)

    assert line is not None
    assert line.id == act


def test_a_payment_that_only_a_log_claims_makes_nobody_known(database: Database) -> None:
    store = ActivityStore(database)
    add(store, kind="taken", is_found=True)

    assert not store.has_paid(SELLER)
    assert store.payees() == frozenset()
    add(store, kind="sent-elsewhere", is_found=True)
    assert store.has_paid(SELLER)


def test_how_far_an_account_was_read_is_kept_per_chain(database: Database) -> None:
    store = TraceStore(database)
    trace = Trace(
        5, AccountState(2**200, 3), 4, 90, b"\x01" * 32, AccountState(1, 4), 95, 1000, is_pruned=True
    )

    store.save(1, BUYER, trace)

    assert store.trace(1, BUYER) == trace
    assert store.trace(10, BUYER) is None
    store.forget(1, BUYER)
    assert store.trace(1, BUYER) is None


def test_of_approvals_about_the_same_the_newest_stays_in_whatever_order_they_come(database: Database) -> None:
    store = TraceStore(database)
    new = Grant(GrantKind.AMOUNT, SELLER, BUYER, 0, 9, b"\x02" * 32, by_hand=True)
    old = replace(new, value=5, block=3)
    other = replace(new, kind=GrantKind.ONE, token_id=2**255)

    store.add_grants(1, BUYER, [new])
    store.add_grants(1, BUYER, [old, other])

    assert store.grants(1, BUYER) == [new, other]


def test_tokens_are_taken_in_or_hidden_per_chain(database: Database) -> None:
    store = TraceStore(database)
    store.choose_token(1, SELLER, is_shown=True)
    store.choose_token(1, SELLER, is_shown=False)
    store.choose_token(10, SELLER, is_shown=True)

    assert (store.token_choices(1), store.token_choices(10)) == ({SELLER: False}, {SELLER: True})
