"""Look-alikes of known addresses."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.core.identity import Address
from desktop.core.lookalikes import look_alike

raw = st.binary(min_size=20, max_size=20)


@given(raw, st.binary(min_size=16, max_size=16))
def test_another_address_with_the_same_ends_is_called_out(known: bytes, middle: bytes) -> None:
    forged = Address(known[:2] + middle + known[-2:])

    found = look_alike(forged, [Address(known)])

    assert found == (None if forged.raw == known else Address(known))


def test_an_address_is_no_look_alike_of_itself_or_of_what_differs_at_an_end() -> None:
    known = Address(b"\x01\x02" + bytes(16) + b"\x03\x04")

    assert look_alike(known, [known]) is None
    assert look_alike(Address(b"\x01\x02" + bytes(16) + b"\x03\x05"), [known]) is None
