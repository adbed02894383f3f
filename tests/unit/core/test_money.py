"""Amounts are exact in both directions and never pass through a float."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.errors import InvalidAmount
from desktop.core.money import MAX_UINT256, format_amount, parse_amount


@given(st.integers(0, MAX_UINT256), st.integers(0, 24))
def test_formatting_and_parsing_are_inverse(value: int, decimals: int) -> None:
    assert parse_amount(format_amount(value, decimals), decimals) == value


@given(st.integers(-(2**200), 2**200))
def test_a_negative_amount_is_the_positive_one_with_a_sign(value: int) -> None:
    assert format_amount(-abs(value)).removeprefix("-") == format_amount(abs(value))


@pytest.mark.parametrize(
    "text",
    ["", ".", "1e3", "-1", "+1", "1,5", "0x10", "1.2.3", "١", "0.0000000000000000001", "9" * 79, "nan"],
)
def test_what_is_no_plain_amount_is_refused(text: str) -> None:
    with pytest.raises(InvalidAmount) as caught:
        parse_amount(text)

    assert caught.value.text == text


def test_an_amount_beyond_256_bits_is_refused() -> None:
    with pytest.raises(InvalidAmount):
        parse_amount(str(MAX_UINT256 + 1), 0)


@pytest.mark.parametrize(
    ("wei", "places", "text"),
    [
        (10**18, 4, "1"),
        (1, 4, "<0.0001"),
        (0, 4, "0"),
        (123456789 * 10**10, 4, "1.2346"),
        (10**14 // 2, 4, "0.0001"),
    ],
)
def test_rounding_for_the_screen_never_shows_something_as_nothing(wei: int, places: int, text: str) -> None:
    assert format_amount(wei, places=places) == text
