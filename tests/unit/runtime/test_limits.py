"""What a worker may take: time by the size of a file, and growth by what it took after its first run."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.runtime.workers import Limits

MIB = 1 << 20
SIZES = st.integers(1, 1 << 40)


def test_a_small_file_is_judged_in_seconds_and_the_largest_public_part_within_ten() -> None:
    assert Limits().verify_for(1000) < 8.1
    assert Limits().verify_for(64 * MIB) <= 10


@pytest.mark.parametrize(
    ("first", "now", "is_grown"),
    [
        (90, 100, False),
        (90, 340, False),
        (90, 350, True),
        (400, 790, False),  # a second copy of the weights, for speed
        (400, 801, True),
        (0, 10_000, False),  # a system that does not say
    ],
)
def test_a_worker_has_grown_by_256_mib_and_by_as_much_as_it_began_with(
    first: int, now: int, is_grown: bool
) -> None:
    assert Limits().is_grown(first * MIB, now * MIB) is is_grown


@given(SIZES, SIZES)
def test_whatever_has_grown_has_at_least_doubled(first: int, now: int) -> None:
    if Limits().is_grown(first, now):
        assert now > 2 * first
