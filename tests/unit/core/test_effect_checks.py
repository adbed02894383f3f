"""What counts as worse than agreed: more that leaves, less that comes, powers and items that were not shown."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from desktop.core.effect_checks import Difference, DifferenceKind, Expectation, Verdict, differences
from desktop.core.effects import (
    BalanceChange,
    Effects,
    Fullness,
    Place,
    RightChange,
    RightKind,
    is_unlimited,
)
from desktop.core.errors import Reverted
from desktop.core.exchange import OrderState
from desktop.core.identity import Address
from desktop.core.money import COIN, MAX_UINT256, Currency
from desktop.core.records import dump, load

TOKEN = Currency(Address(b"\x07" * 20), "PLN", 6)
OTHER, SPENDER = Address(b"\x08" * 20), Address(b"\x09" * 20)
FULL = Fullness.SIMULATED

lines = st.lists(
    st.builds(
        BalanceChange,
        st.sampled_from([COIN, TOKEN]),
        st.integers(-(10**20), 10**20),
        st.sampled_from(list(Place)),
    ),
    max_size=4,
    unique_by=lambda line: (line.currency.address, line.place),
)


def allowance(after: int, before: int = 0) -> RightChange:
    return RightChange(RightKind.ALLOWANCE, TOKEN.address, after, before, SPENDER, currency=TOKEN)


def coins(change: int, fullness: Fullness = FULL) -> Effects:
    return Effects(fullness, (BalanceChange(COIN, change),))


def kinds(expected: Effects, real: Effects) -> list[DifferenceKind]:
    return [found.kind for found in differences(expected, real)]


@given(lines)
def test_what_came_as_agreed_is_no_difference(balances: list[BalanceChange]) -> None:
    effects = Effects(FULL, tuple(balances), (allowance(5),))

    assert differences(effects, effects) == ()


@given(lines, st.integers(0, 10**18))
def test_more_that_comes_is_no_difference_and_more_that_leaves_is(
    balances: list[BalanceChange], more: int
) -> None:
    effects = Effects(FULL, tuple(balances))
    better = replace(effects, balances=tuple(replace(b, change=b.change + more) for b in balances))

    assert differences(effects, better) == ()
    assert bool(differences(better, effects)) is bool(more and balances)


def test_a_wei_more_than_agreed_is_a_difference() -> None:
    (found,) = differences(coins(-10), coins(-11))

    assert found == Difference(DifferenceKind.LEFT_MORE, COIN, -10, -11)


def test_what_was_to_come_and_did_not_is_a_difference() -> None:
    assert kinds(coins(10), Effects(FULL)) == [DifferenceKind.CAME_LESS]


def test_a_power_is_compared_by_how_far_it_goes() -> None:
    agreed = Effects(FULL, rights=(allowance(5),))

    assert kinds(agreed, Effects(FULL, rights=(allowance(6),))) == [DifferenceKind.POWER_GIVEN]
    assert kinds(agreed, Effects(FULL, rights=(allowance(4),))) == []
    assert kinds(Effects(FULL), Effects(FULL, rights=(allowance(0, 5),))) == []


def test_an_item_that_was_not_shown_to_leave_is_a_difference() -> None:
    leaves = RightChange(RightKind.ITEM, OTHER, 0, 1, subject=4)

    assert kinds(Effects(FULL), Effects(FULL, rights=(leaves,))) == [DifferenceKind.ITEM_LEFT]
    assert kinds(Effects(FULL, rights=(leaves,)), Effects(FULL, rights=(leaves,))) == []


def test_a_refund_takes_its_licence_with_it() -> None:
    refund = Effects(Fullness.TRIED, rights=(RightChange(RightKind.ORDER, OTHER, OrderState.REFUNDED),))
    gone = RightChange(RightKind.LICENCE, OTHER, 0, 1, subject=4)

    assert kinds(refund, Effects(FULL, rights=(gone,))) == []


def test_what_fails_where_it_was_to_succeed_is_a_difference() -> None:
    fails = Effects(FULL, failure=Reverted("Error"))

    assert kinds(coins(-1), fails) == [DifferenceKind.FAILED]
    assert kinds(fails, fails) == []


def test_a_contract_that_no_longer_answers_is_not_taken_for_a_loss() -> None:
    agreed = Effects(FULL, (BalanceChange(TOKEN, 5),))

    assert kinds(agreed, Effects(FULL, unread=(TOKEN.address,))) == []


def test_allowances_that_stand_for_everything_are_told_apart_from_large_ones() -> None:
    assert all(map(is_unlimited, (MAX_UINT256, 2**255, 2**160 - 1, 2**128, 2**96 - 1, MAX_UINT256 - 5)))
    assert not any(map(is_unlimited, (0, 10**18, 2**64, 2**95, 3 * 10**40)))


def test_an_expectation_is_kept_whole() -> None:
    effects = Effects(FULL, (BalanceChange(TOKEN, -(10**40)),), (allowance(MAX_UINT256),), block=7)
    kept = Expectation(
        b"\x01" * 32, 1, OTHER, SPENDER, b"\x02\x03", 10**30, effects, Verdict.DIFFERENT, effects,
        differences(Effects(FULL), effects),
    )  # fmt: skip

    assert load(Expectation, dump(kept)) == kept
