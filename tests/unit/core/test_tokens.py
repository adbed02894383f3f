"""A token's own words: cleaned, capped, never believed; and amounts in every number of decimals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.errors import InvalidAmount
from desktop.core.identity import NATIVE, Address
from desktop.core.money import COIN, Currency, Money
from desktop.core.records import dump, load
from desktop.core.tokens import (
    MAX_NAME_CHARS,
    MAX_SYMBOL_CHARS,
    MOST_DECIMALS,
    clean_symbol,
    imitates_coin,
    token_currency,
    unread_currency,
)

TOKEN = Address(b"\x07" * 20)
anything = st.text(max_size=200)


@given(anything, anything, st.none() | st.integers(0, 2**256 - 1))
def test_whatever_a_token_says_its_unit_is_short_plain_and_no_number(
    symbol: str, name: str, decimals: int | None
) -> None:
    read = token_currency(TOKEN, symbol, name, decimals)

    assert read.unit.isprintable()
    assert len(read.symbol) <= MAX_SYMBOL_CHARS
    assert not read.symbol[:1].isdigit()
    assert " " not in read.unit
    assert not imitates_coin(read.symbol)
    assert len(read.name) <= MAX_NAME_CHARS
    assert read.name.isascii()
    assert 0 <= read.decimals <= MOST_DECIMALS
    assert load(Currency, dump(read)) == read


@pytest.mark.parametrize("symbol", ["PLN", "USDC", "WETH", "stETH", "USD₮0", "$WIF", "a.b-c_d+e"])
def test_symbols_in_use_are_kept(symbol: str) -> None:
    assert token_currency(TOKEN, symbol, "", 18).unit == symbol


@pytest.mark.parametrize(
    "symbol",
    [
        "ETH",
        "eth",
        "Eth ",
        "E.T.H",
        "$ETH",
        "ETH2",
        "ETH\u200b",
        "ΕΤΗ",
        "\uff25\uff34\uff28",
        "Ξ",
        "3th",
        "Ether",
        "gwei",
    ],
)
def test_symbols_that_read_like_the_coins_are_not(symbol: str) -> None:
    read = token_currency(TOKEN, symbol, "", 18)

    assert read.imitates_coin
    assert read.unit == TOKEN.short


@pytest.mark.parametrize("name", ["Ether", "Ethereum", "E T H E R"])
def test_a_name_like_the_coins_hides_the_symbol_too(name: str) -> None:
    assert token_currency(TOKEN, "GOOD", name, 18).symbol == ""


@pytest.mark.parametrize(
    "symbol", ["", "5", "1INCH", "00ETH", "a b", "a\nb", "\u202eNLP", "-5", ".", "x" * 13, "ПЛН"]
)
def test_symbols_that_could_mislead_are_left_out(symbol: str) -> None:
    assert clean_symbol(symbol) == ""


@given(st.integers(0, 2**256 - 1), st.integers(0, MOST_DECIMALS))
def test_amounts_are_exact_in_any_number_of_decimals(value: int, decimals: int) -> None:
    currency = Currency(TOKEN, "PLN", decimals)

    assert currency.parse(currency.text(value)) == value
    assert currency.parse(currency.text(value).removesuffix(" PLN")) == value


def test_more_digits_than_the_currency_has_are_no_amount() -> None:
    with pytest.raises(InvalidAmount) as caught:
        Currency(TOKEN, "PLN", 6).parse("0.0000001")

    assert caught.value.decimals == 6


def test_the_coin_is_what_the_zero_address_stands_for() -> None:
    assert unread_currency(NATIVE) is COIN
    assert COIN.is_coin
    assert Money(10**18).text() == "1 ETH"


def test_an_unread_token_counts_in_its_smallest_unit_under_its_address() -> None:
    assert unread_currency(TOKEN).text(1500) == f"1500 {TOKEN.short}"
