"""Revenue splits: the rules of the contract, its encoding, and the arithmetic of shares."""

import pytest
from eth_abi.abi import encode
from hypothesis import assume, given
from hypothesis import strategies as st

from desktop.core.identity import ZERO_ADDRESS, Address
from desktop.core.splits import (
    ALL_BPS,
    DUST_UNITS,
    MAX_SHARES,
    InvalidShares,
    Share,
    Split,
    decode_shares,
    divide_evenly,
    due,
    encode_shares,
    faults_of,
)

FACTORY = Address(b"\xfa" * 20)
accounts = st.binary(min_size=20, max_size=20).filter(any).map(Address)


@st.composite
def valid_shares(draw: st.DrawFn) -> tuple[Share, ...]:
    count = draw(st.integers(1, MAX_SHARES))
    who = draw(st.lists(accounts, min_size=count, max_size=count, unique=True))
    cuts = sorted(draw(st.sets(st.integers(1, ALL_BPS - 1), min_size=count - 1, max_size=count - 1)))
    parts = [b - a for a, b in zip([0, *cuts], [*cuts, ALL_BPS], strict=True)]
    return tuple(Share(account, bps) for account, bps in zip(who, parts, strict=True))


@given(valid_shares())
def test_valid_shares_have_no_fault_and_come_back_from_their_encoding(shares: tuple[Share, ...]) -> None:
    assert faults_of(shares) == ()
    assert decode_shares(encode_shares(shares)) == shares


@given(valid_shares())
def test_the_encoding_is_the_abis(shares: tuple[Share, ...]) -> None:
    expected = encode(["(address,uint16)[]"], [[("0x" + s.account.raw.hex(), s.bps) for s in shares]])

    assert encode_shares(shares) == expected


@given(valid_shares(), st.integers(0, 31), st.integers(1, 255))
def test_shares_with_a_changed_byte_are_not_read_as_other_shares_of_the_same_split(
    shares: tuple[Share, ...], at: int, change: int
) -> None:
    data = bytearray(encode_shares(shares))
    data[at] ^= change

    with pytest.raises(ValueError, match="shares"):
        decode_shares(bytes(data))


@pytest.mark.parametrize("data", [b"", bytes(63), bytes(64), b"\xff" * 64, bytes(32) + b"\xff" * 32])
def test_what_is_no_array_of_shares_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="shares"):
        decode_shares(data)


@given(valid_shares(), st.lists(st.integers(0, 2**120), min_size=1, max_size=20), st.randoms())
def test_every_account_gets_its_floor_whenever_it_takes_and_only_dust_stays(
    shares: tuple[Share, ...], incomes: list[int], random: object
) -> None:
    released = dict.fromkeys((share.account for share in shares), 0)
    received = 0
    for income in incomes:
        received += income
        for share in random.sample(shares, random.randint(0, len(shares))):  # type: ignore[attr-defined]
            released[share.account] += due(received, share.bps, released[share.account])
    for share in shares:
        released[share.account] += due(received, share.bps, released[share.account])

    assert released == {s.account: received * s.bps // ALL_BPS for s in shares}
    assert 0 <= received - sum(released.values()) < DUST_UNITS


def test_nothing_is_due_twice() -> None:
    assert due(10**18, 2500, 0) == 25 * 10**16
    assert due(10**18, 2500, 25 * 10**16) == 0
    assert due(10**17, 2500, 25 * 10**16) == 0  # a token took balance away


@given(st.integers(1, MAX_SHARES))
def test_an_even_division_sums_to_all_and_the_first_has_the_rest(count: int) -> None:
    parts = divide_evenly(count)

    assert sum(parts) == ALL_BPS
    assert len(parts) == count
    assert set(parts[1:]) <= {ALL_BPS // count}
    assert parts[0] >= parts[-1]


ONE, TWO = Address(b"\x01" * 20), Address(b"\x02" * 20)


@pytest.mark.parametrize(
    ("shares", "fault"),
    [
        ((), (-1, "count")),
        (tuple(Share(Address(bytes([i + 1]) * 20), 1111) for i in range(9)), (-1, "count")),
        ((Share(ZERO_ADDRESS, 5000), Share(ONE, 5000)), (0, "account")),
        ((Share(ONE, 10_000), Share(TWO, 0)), (1, "share")),
        ((Share(ONE, 5000), Share(ONE, 5000)), (1, "same")),
        ((Share(ONE, 5000), Share(TWO, 4999)), (-1, "sum")),
        ((Share(ONE, 5000), Share(TWO, 5001)), (-1, "sum")),
    ],
)
def test_what_the_contract_would_refuse_is_named_by_its_row(
    shares: tuple[Share, ...], fault: tuple[int, str]
) -> None:
    assert fault in {(found.place, found.reason) for found in faults_of(shares)}
    with pytest.raises(InvalidShares):
        Split.of(FACTORY, shares)


@given(valid_shares(), valid_shares())
def test_other_shares_are_another_split(one: tuple[Share, ...], other: tuple[Share, ...]) -> None:
    assume(one != other)

    assert Split.of(FACTORY, one).address != Split.of(FACTORY, other).address
