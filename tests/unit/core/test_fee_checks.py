"""What is said about a fee or nonce of the person's own, and that nothing is said about an ordinary one."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.fee_checks import FeeFinding, check_fee, check_nonce
from desktop.core.transactions import CustomFee, FeeLevel, FeeOffer, FeeQuote

GWEI = 10**9
OFFER = FeeOffer(
    {
        FeeLevel.SLOW: FeeQuote(10 * GWEI, GWEI, 21 * GWEI),
        FeeLevel.NORMAL: FeeQuote(10 * GWEI, 2 * GWEI, 22 * GWEI),
        FeeLevel.FAST: FeeQuote(10 * GWEI, 3 * GWEI, 23 * GWEI),
    },
    21_000,
    next_nonce=7,
    mined_nonce=5,
)
OVER = replace(OFFER, least=CustomFee(30 * GWEI, 2 * GWEI))


@pytest.mark.parametrize(
    ("fee", "found"),
    [
        (CustomFee(15 * GWEI, GWEI), ()),
        (CustomFee(GWEI, 2 * GWEI), (FeeFinding.IMPOSSIBLE,)),
        (CustomFee(0, 0), (FeeFinding.IMPOSSIBLE,)),
        (CustomFee(10 * GWEI - 1, GWEI), (FeeFinding.BELOW_BASE,)),
        (CustomFee(10 * GWEI, 0), (FeeFinding.NO_TIP,)),
        (CustomFee(230 * GWEI, GWEI), ()),
        (CustomFee(230 * GWEI + 1, GWEI), (FeeFinding.FAR_ABOVE,)),
        (CustomFee(230 * GWEI + 1, 0), (FeeFinding.NO_TIP, FeeFinding.FAR_ABOVE)),
    ],
)
def test_a_fee_of_ones_own_is_judged_by_what_blocks_take(
    fee: CustomFee, found: tuple[FeeFinding, ...]
) -> None:
    assert check_fee(OFFER, fee) == found


@pytest.mark.parametrize("level", FeeLevel)
@pytest.mark.parametrize("offer", [OFFER, OVER])
def test_a_level_is_never_unusual(offer: FeeOffer, level: FeeLevel) -> None:
    assert check_fee(offer, level) == ()


@pytest.mark.parametrize("fee", [CustomFee(30 * GWEI - 1, 2 * GWEI), CustomFee(40 * GWEI, 2 * GWEI - 1)])
def test_taking_a_place_needs_both_fees_raised(fee: CustomFee) -> None:
    assert check_fee(OVER, fee) == (FeeFinding.BELOW_LEAST,)
    assert FeeFinding.BELOW_LEAST.blocks


@pytest.mark.parametrize(
    ("nonce", "found"),
    [
        (None, ()),
        (7, ()),
        (4, (FeeFinding.NONCE_USED,)),
        (5, (FeeFinding.NONCE_WAITING,)),
        (6, (FeeFinding.NONCE_WAITING,)),
        (8, (FeeFinding.NONCE_AHEAD,)),
    ],
)
def test_a_nonce_of_ones_own_is_placed(nonce: int | None, found: tuple[FeeFinding, ...]) -> None:
    assert check_nonce(OFFER, nonce) == found


@given(st.sampled_from(FeeLevel), st.integers(1, 10**15), st.integers(0, 10**13))
def test_a_level_that_takes_a_place_is_always_enough(level: FeeLevel, most: int, tip: int) -> None:
    least = CustomFee(max(most, tip), tip)
    fee = replace(OFFER, least=least).fee(level)

    assert fee.is_possible
    assert fee.max_fee_wei >= least.max_fee_wei
    assert fee.max_priority_fee_wei >= least.max_priority_fee_wei


@given(st.sampled_from(FeeLevel))
def test_what_it_likely_costs_is_never_above_what_it_can_cost(level: FeeLevel) -> None:
    assert 0 < OFFER.likely_wei(level) <= OFFER.most_wei(level)
