"""Until when money can be had back, and when an alarm is raised: before the deadline passes, and never for nothing."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.deadlines import (
    Alarm,
    AlarmKind,
    Level,
    Refundable,
    Watchtime,
    alarm_of_purchase,
    alarm_of_sale,
    level_of,
    refundable,
)
from desktop.core.orders import Purchase, PurchaseState
from desktop.core.sales import Sale, SaleState
from tests.helpers.samples import make_delivery, make_order, make_purchase, make_terms

DAY = 86_400
TERMS = replace(make_terms(), deliver_in_s=2 * DAY, dispute_in_s=7 * DAY)
BOUGHT = make_order().bought_at
DELIVERED = make_delivery().delivered_at
WRONG = (PurchaseState.WRONG_KEY, PurchaseState.WRONG_CONTENT)


def in_state(state: PurchaseState, **changes: object) -> Purchase:
    made = replace(make_purchase(state=state), terms=TERMS, order=make_order())
    if state not in {PurchaseState.WAITING, PurchaseState.BUYING}:
        made = replace(made, delivery=make_delivery())
    return replace(made, **changes)  # type: ignore[arg-type]


def alarm(purchase: Purchase, now: int, *, until: int | None = None, **time: int) -> Alarm | None:
    return alarm_of_purchase(purchase, "Model", until, Watchtime(now, **time), now)


@pytest.mark.parametrize(
    ("state", "now", "said"),
    [
        (PurchaseState.WAITING, BOUGHT + 1, (Refundable.IF_LATE, BOUGHT + 2 * DAY)),
        (PurchaseState.WAITING, BOUGHT + 2 * DAY - 1, (Refundable.IF_LATE, BOUGHT + 2 * DAY)),
        (PurchaseState.WAITING, BOUGHT + 2 * DAY, (Refundable.NOW, None)),
        (PurchaseState.DELIVERED, DELIVERED + 1, (Refundable.BY_PROOF, DELIVERED + 7 * DAY)),
        (PurchaseState.PROVISIONAL, DELIVERED + 7 * DAY - 1, (Refundable.BY_PROOF, DELIVERED + 7 * DAY)),
        (PurchaseState.PROVISIONAL, DELIVERED + 7 * DAY, (Refundable.OVER, DELIVERED + 7 * DAY)),
        (PurchaseState.WRONG_KEY, DELIVERED + 1, (Refundable.NOW_UNTIL, DELIVERED + 7 * DAY)),
        (PurchaseState.WRONG_CONTENT, DELIVERED + 7 * DAY, (Refundable.OVER, DELIVERED + 7 * DAY)),
        (PurchaseState.REFUNDING, DELIVERED + 1, (Refundable.ON_ITS_WAY, None)),
        (PurchaseState.REFUNDED, DELIVERED + 1, (Refundable.DONE, None)),
        (PurchaseState.FINAL, DELIVERED + 1, (Refundable.OVER, None)),
    ],
)
def test_every_order_says_until_when_its_money_can_be_had_back(
    state: PurchaseState, now: int, said: tuple[Refundable, int | None]
) -> None:
    """To the second as the contract decides: refund from deliverIn on, complaints before disputeIn has passed."""
    assert refundable(in_state(state), now) == said


@pytest.mark.parametrize(
    "state", [PurchaseState.FETCHING, PurchaseState.READY, PurchaseState.FREE, PurchaseState.CANCELLED]
)
def test_what_was_not_paid_promises_no_money_back(state: PurchaseState) -> None:
    assert refundable(make_purchase(state=state), BOUGHT) == (Refundable.NOTHING_PAID, None)


@pytest.mark.parametrize(
    ("left", "window", "level"),
    [
        (4 * DAY, 7 * DAY, None),
        (3 * DAY, 7 * DAY, Level.NOTICE),
        (DAY, 7 * DAY, Level.WARNING),
        (2 * 3600, 7 * DAY, Level.URGENT),
        (61, 120, None),
        (60, 120, Level.NOTICE),
        (30, 120, Level.WARNING),
        (15, 120, Level.URGENT),
        (0, 120, Level.URGENT),
    ],
)
def test_a_deadline_presses_by_share_of_its_window(left: int, window: int, level: Level | None) -> None:
    assert level_of(left, window) == level


@given(st.integers(10, 30 * DAY), st.data())
def test_an_alarm_only_grows_as_time_passes_and_is_there_well_before_the_end(
    window: int, data: st.DataObject
) -> None:
    early = data.draw(st.integers(0, window))
    later = data.draw(st.integers(0, early))

    assert (level_of(later, window) or 0) >= (level_of(early, window) or 0)
    assert level_of(window // 2, window) is not None
    assert level_of(window // 8 if window < 16 * 3600 else 2 * 3600, window) is Level.URGENT


def test_money_that_can_be_taken_back_is_told_from_the_first_second() -> None:
    purchase = in_state(PurchaseState.WAITING)

    assert alarm(purchase, BOUGHT + 2 * DAY - 1) is None
    found = alarm(purchase, BOUGHT + 2 * DAY)
    assert found is not None
    assert (found.kind, found.level) == (AlarmKind.MONEY_BACK, Level.WARNING)
    assert found.amount_wei == TERMS.price + TERMS.late_fee_wei


@pytest.mark.parametrize("state", WRONG)
def test_a_fault_that_is_not_claimed_is_never_less_than_a_warning(state: PurchaseState) -> None:
    first = alarm(in_state(state), DELIVERED + 1)
    last = alarm(in_state(state), DELIVERED + 7 * DAY - 3600)

    assert first is not None
    assert last is not None
    assert (first.kind, first.level) == (AlarmKind.PROVE, Level.WARNING)
    assert (last.level, last.amount_wei) == (Level.URGENT, TERMS.price + TERMS.bond_wei)
    assert first.key == last.key


@pytest.mark.parametrize("state", [*WRONG, PurchaseState.DELIVERED])
def test_a_window_that_closed_while_the_app_was_closed_is_said_so(state: PurchaseState) -> None:
    end = DELIVERED + 7 * DAY
    slept = alarm(in_state(state), end + 50, closed_from=end - 10, opened_at=end + 40)
    awake = alarm(in_state(state), end + 50, closed_from=BOUGHT, opened_at=end - 10)

    assert slept is not None
    assert awake is not None
    assert (slept.kind, slept.slept) == (AlarmKind.TOO_LATE, True)
    assert not awake.slept


def test_a_delivery_that_is_being_checked_raises_no_alarm_and_one_that_waits_does() -> None:
    fresh = in_state(PurchaseState.DELIVERED, updated_at=DELIVERED + 5)

    assert alarm(fresh, DELIVERED + 10) is None
    for waiting, now in ((fresh, DELIVERED + 100), (replace(fresh, fault="WalletLocked"), DELIVERED + 10)):
        found = alarm(waiting, now)
        assert found is not None
        assert (found.kind, found.level) == (AlarmKind.CHECK, Level.NOTICE)


@pytest.mark.parametrize(
    "state", [PurchaseState.PROVISIONAL, PurchaseState.REFUNDING, PurchaseState.REFUNDED, PurchaseState.FINAL]
)
def test_what_is_in_order_raises_none(state: PurchaseState) -> None:
    assert alarm(in_state(state), DELIVERED + 7 * DAY - 1) is None


def test_a_timed_licence_is_told_before_it_ends_and_for_a_month_after() -> None:
    owned = replace(in_state(PurchaseState.FINAL), terms=replace(TERMS, period_s=30 * DAY))
    end = BOUGHT + 30 * DAY

    kinds = [
        found and (found.kind, found.level)
        for now in (end - 16 * DAY, end - 15 * DAY, end - 3600, end + 1, end + 31 * DAY)
        for found in [alarm(owned, now, until=end)]
    ]

    assert kinds == [
        None,
        (AlarmKind.LICENCE_ENDS, Level.NOTICE),
        (AlarmKind.LICENCE_ENDS, Level.URGENT),
        (AlarmKind.LICENCE_ENDED, Level.NOTICE),
        None,
    ]


def sale(state: SaleState) -> Sale:
    return Sale(77, 7, make_order(), TERMS, state, BOUGHT)


def test_a_seller_is_told_before_nothing_more_can_be_signed() -> None:
    last_signature = BOUGHT + 2 * DAY * 3 // 4

    early = alarm_of_sale(sale(SaleState.SEEN), "Model", Watchtime(BOUGHT + 60))
    near = alarm_of_sale(sale(SaleState.SEEN), "Model", Watchtime(last_signature - 1800))
    missed = alarm_of_sale(sale(SaleState.MISSED), "Model", Watchtime(last_signature + 1))

    assert early is None
    assert near is not None
    assert missed is not None
    assert (near.kind, near.level, near.at) == (AlarmKind.DELIVER, Level.URGENT, last_signature)
    assert missed.kind is AlarmKind.MISSED


@pytest.mark.parametrize("state", [SaleState.DELIVERED, SaleState.FINAL, SaleState.REFUNDED])
def test_a_sale_that_was_answered_raises_no_alarm(state: SaleState) -> None:
    assert alarm_of_sale(sale(state), "Model", Watchtime(BOUGHT + 40 * DAY)) is None
