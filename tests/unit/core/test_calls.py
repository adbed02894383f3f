"""Decoded calls as values, and the digest that a second device compares (ERC-8213, draft)."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.core.calls import calldata_digest


def test_the_calldata_digest_is_that_of_the_drafts_own_test_case() -> None:
    data = bytes.fromhex(
        "a9059cbb"
        "0000000000000000000000004675c7e5baafbffbca748158becba61ef3b0a263"
        "0000000000000000000000000000000000000000000000000de0b6b3a7640000"
    )

    assert calldata_digest(data).hex() == "812cee5d9cc7461c04bbcd7b70af9c28b243ac5d74d3453b008b93b7dac69985"


@given(st.binary(max_size=64))
def test_what_is_longer_by_nothing_but_zeros_has_another_digest(data: bytes) -> None:
    assert calldata_digest(data) != calldata_digest(data + b"\0")
