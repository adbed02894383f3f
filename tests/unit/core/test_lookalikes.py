"""Look-alikes of known addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.identity import Address
from desktop.core.lookalikes import look_alike, odd_letters, reads_like

raw = st.binary(min_size=20, max_size=20)


@given(raw, st.binary(min_size=16, max_size=16))
def test_another_address_with_the_same_ends_is_called_out(known: bytes, middle: bytes) -> None:
    forged = Address(known[:2] + middle + known[-2:])

    found = look_alike(forged, [Address(known)])

    assert found == (None if forged.raw == known else Address(known))


def test_an_address_is_no_look_alike_of_itself_or_of_what_differs_at_an_end() -> None:
    known = Address(b"\x01\x02" + bytes(range(16)) + b"\x03\x04")

    assert look_alike(known, [known]) is None
    assert look_alike(Address(b"\x01\x02" + bytes(16) + b"\x03\x05"), [known]) is None


@given(raw, st.integers(0, 39), st.integers(0, 39), st.integers(1, 15))
def test_an_address_that_is_one_or_two_digits_off_is_a_look_alike(
    known: bytes, first: int, second: int, change: int
) -> None:
    digits = [int(d, 16) for d in known.hex()]
    for place in {first, second}:
        digits[place] ^= change
    other = Address(bytes.fromhex("".join(f"{d:x}" for d in digits)))

    assert look_alike(other, [Address(known)]) == Address(known)


@pytest.mark.parametrize(
    ("name", "other"), [("rnark", "mark"), ("l0gin", "login"), ("s1lly", "silly"), ("\u0142ukasz", "lukasz")]
)
def test_names_that_read_the_same_are_look_alikes_both_ways(name: str, other: str) -> None:
    assert reads_like(name, ["bob", other]) == other
    assert reads_like(other, ["bob", name]) == name
    assert reads_like(other, [other]) is None


def test_only_letters_beside_plain_ones_that_pass_for_them_are_odd() -> None:
    assert odd_letters("vit\u00e1lik.eth") == ("\u00e1",)
    assert odd_letters("\u03b1\u03b2.eth") == odd_letters("名字.eth") == odd_letters("plain-1.eth") == ()
