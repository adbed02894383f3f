"""The end of a timed licence, and what a listing may grant: the contract's arithmetic, and its bounds."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.identity import ZERO_ADDRESS, Address
from desktop.core.licences import (
    PERPETUAL,
    InvalidRights,
    Rights,
    Standing,
    extended_until,
    most_periods,
)

ME = Address(b"\x01" * 20)
TIMES = st.integers(0, 2**40 - 1)
PERIODS = st.integers(1, 2**32 - 1)
NOW = 1_800_000_000
DAY = 86_400


@given(TIMES, TIMES, PERIODS, TIMES)
def test_the_most_periods_end_within_the_limit_and_one_more_does_not(
    until: int, now: int, period_s: int, limit: int
) -> None:
    most = most_periods(until, now, period_s, limit)

    assert extended_until(until, now, period_s, most + 1) > limit
    if most:
        assert extended_until(until, now, period_s, most) <= limit


@given(TIMES, TIMES, PERIODS, st.integers(0, 50), st.integers(0, 50))
def test_renewing_twice_before_the_end_is_renewing_once_for_both(
    until: int, now: int, period_s: int, first: int, second: int
) -> None:
    once = extended_until(until, now, period_s, first + second)
    twice = extended_until(extended_until(until, now, period_s, first), now, period_s, second)

    assert once == twice


@given(TIMES, TIMES, PERIODS, st.integers(1, 50))
def test_a_renewal_never_shortens_and_always_reaches_beyond_now(
    until: int, now: int, period_s: int, periods: int
) -> None:
    after = extended_until(until, now, period_s, periods)

    assert after > until
    assert after >= now + period_s * periods


def test_a_perpetual_licence_has_no_periods() -> None:
    assert most_periods(0, 0, 0, 2**40 - 1) == 0


def standing(until: int, owner: Address | None = ME) -> Standing:
    return Standing(7, owner, until, 1, NOW)


@pytest.mark.parametrize(
    ("until", "now", "expired"),
    [
        (NOW, NOW - 1, False),
        (NOW, NOW, True),
        (NOW, NOW + 1, True),
        (0, NOW, False),
        (PERPETUAL, 2**41, False),
    ],
)
def test_the_last_second_is_not_part_of_a_licence(until: int, now: int, expired: bool) -> None:
    assert standing(until).is_expired(now) is expired


@pytest.mark.parametrize(
    ("told", "worse"),
    [
        (standing(NOW), False),
        (standing(NOW + 1), False),
        (standing(NOW - 1), True),
        (standing(NOW, ZERO_ADDRESS), True),
        (standing(0, None), True),
    ],
)
def test_what_takes_something_away_is_worse(told: Standing, worse: bool) -> None:
    assert told.is_worse_than(standing(NOW)) is worse


TIMED = Rights(period_s=30 * DAY, renew_until=NOW + 365 * DAY)


@pytest.mark.parametrize(
    "rights",
    [
        Rights(),
        TIMED,
        Rights(period_s=30 * DAY),
        Rights(is_bound=True),
        Rights(royalty_to=ME, royalty_bps=10_000),
        Rights(key_fee=2**128 - 1),
    ],
)
def test_rights_that_mean_something_are_taken(rights: Rights) -> None:
    rights.check(NOW, is_free=False)


@pytest.mark.parametrize(
    ("rights", "reason"),
    [
        (Rights(period_s=2**32), "period"),
        (Rights(period_s=-1), "period"),
        (replace(TIMED, renew_until=NOW + 30 * DAY - 1), "renew-until"),
        (replace(TIMED, renew_until=2**40), "renew-until"),
        (Rights(renew_until=NOW + DAY), "renew-until"),
        (Rights(royalty_to=ME, royalty_bps=10_001), "royalty"),
        (Rights(royalty_bps=5), "royalty-receiver"),
        (Rights(royalty_to=ME, royalty_bps=5, is_bound=True), "royalty-receiver"),
        (Rights(key_fee=2**128), "key-fee"),
    ],
)
def test_rights_that_do_not_go_together_are_refused(rights: Rights, reason: str) -> None:
    with pytest.raises(InvalidRights) as caught:
        rights.check(NOW, is_free=False)

    assert caught.value.reason == reason


def test_a_free_model_grants_nothing_that_needs_an_order() -> None:
    Rights().check(NOW, is_free=True)
    with pytest.raises(InvalidRights):
        Rights(is_bound=True).check(NOW, is_free=True)
