"""What many results add up to, in constant memory."""

import math

from hypothesis import given
from hypothesis import strategies as st

from desktop.core.tallies import BINS, MOST_LABELS, Spread, Tally

numbers = st.lists(st.floats(allow_nan=True, allow_infinity=True), max_size=50)


@given(numbers)
def test_every_finite_number_is_in_a_bin_and_the_range_holds_them_all(values: list[float]) -> None:
    spread = Spread()
    for value in values:
        spread.add(value)
    finite = [value for value in values if math.isfinite(value)]

    assert len(spread.counts) in (0, BINS)
    if finite:
        assert (spread.least, spread.most) == (min(finite), max(finite))
    if finite and max(map(abs, finite)) < 1e300:
        assert spread.count == len(finite)
        # Sums of floats of very different sizes round; never by more than a bin.
        assert spread.low - spread.width <= min(finite)
        assert max(finite) <= spread.low + spread.width * (BINS + 1)


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=40))
def test_a_bin_counts_what_lies_in_it(values: list[float]) -> None:
    spread = Spread()
    for value in values:
        spread.add(value)
    slack = spread.width * 1e-6

    for at, count in enumerate(spread.counts):
        low, high = spread.low + at * spread.width, spread.low + (at + 1) * spread.width
        assert count <= sum(low - slack <= value <= high + slack for value in values)


def test_labels_beyond_the_most_are_counted_together() -> None:
    tally = Tally()
    for number in range(MOST_LABELS + 5):
        tally.add((f"l{number}", f"l{number}"), None)

    assert len(tally.labels) == MOST_LABELS
    assert tally.other_labels == 5
    assert tally.labels["l0"] == 1
