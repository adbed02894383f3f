"""Addresses carry their EIP-55 checksum, and a wrong one is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.errors import InvalidAddress
from desktop.core.identity import Address, keccak256

# The examples of the text of EIP-55.
EIP55 = [
    "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
    "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
    "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
    "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
]


@pytest.mark.parametrize("text", EIP55)
def test_checksums_are_those_of_the_eip(text: str) -> None:
    assert str(Address.parse(text)) == text
    assert str(Address.parse(text.lower())) == text


@pytest.mark.parametrize("text", EIP55)
def test_one_letter_in_the_wrong_case_is_refused(text: str) -> None:
    for i, c in enumerate(text[2:], 2):
        if c.isalpha():
            with pytest.raises(InvalidAddress):
                Address.parse(text[:i] + c.swapcase() + text[i + 1 :])


@pytest.mark.parametrize(
    "text", ["", "0x", "0x12", "5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "0x" + "g" * 40]
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(InvalidAddress):
        Address.parse(text)


@given(st.binary(min_size=20, max_size=20))
def test_text_and_bytes_are_the_same_address(raw: bytes) -> None:
    assert Address.parse(str(Address(raw))) == Address(raw)


def test_keccak_is_ethereums_and_not_nists() -> None:
    assert keccak256(b"").hex() == "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"
