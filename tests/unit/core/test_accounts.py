"""Accounts: how wallets number them, and names that are one line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.accounts import MAX_NAME_CHARS, PathScheme, clean_name


@given(st.sampled_from(PathScheme), st.integers(0, 2**31 - 1))
def test_a_path_tells_its_scheme(scheme: PathScheme, index: int) -> None:
    path = scheme.path(index)

    found = PathScheme.of(path)

    assert found is not None
    assert path == found.path(index) or (index, found) == (0, PathScheme.BIP44)
    assert found is scheme or index == 0  # the first account belongs to two of them


@pytest.mark.parametrize(
    "path", ["", "m", "m/44'/60'/0'/0/", "m/44'/60'/0'/0/x", "m/44'/60'/0'/0/07", "m/44'/60'/1'/0/1", "m/0/5"]
)
def test_a_path_of_ones_own_has_no_scheme(path: str) -> None:
    assert PathScheme.of(path) is None


@given(st.text())
def test_a_name_is_one_short_printable_line(text: str) -> None:
    name = clean_name(text, "fallback")

    assert name.isprintable()
    assert 0 < len(name) <= MAX_NAME_CHARS
    assert clean_name(name, "fallback") == name.strip()
