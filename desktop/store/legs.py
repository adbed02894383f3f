"""Legs and currencies of the activity as text: ten thousand lines are read for one export, most of them in few currencies."""

import json
from functools import lru_cache

from desktop.core.identity import Address
from desktop.core.money import COIN, Currency
from desktop.core.movements import Leg
from desktop.core.records import dump, load

_CURRENCIES = 512


def dump_currency(currency: Currency) -> str | None:
    """A token with what it said of itself; None is the chain's own coin."""
    return None if currency.is_coin else dump(currency)


def load_currency(text: str | None) -> Currency:
    """The currency that ``dump_currency`` wrote."""
    return COIN if text is None else _token(text)


def dump_legs(legs: tuple[Leg, ...] | None) -> str | None:
    """Rows of currency, amount, counterparty, token id and whether it was seen from the balance; numbers as text."""
    if legs is None:
        return None
    return json.dumps([
        [
            dump_currency(leg.currency), str(leg.amount),
            leg.counterparty.raw.hex() if leg.counterparty is not None else None,
            str(leg.token_id) if leg.token_id is not None else None, leg.by_difference,
        ]
        for leg in legs
    ], separators=(",", ":"))  # fmt: skip


def load_legs(text: str | None) -> tuple[Leg, ...] | None:
    """The legs that ``dump_legs`` wrote."""
    if text is None:
        return None
    return tuple(
        Leg(
            load_currency(currency),
            int(amount),
            Address(bytes.fromhex(other)) if other is not None else None,
            int(token_id) if token_id is not None else None,
            by_difference,
        )
        for currency, amount, other, token_id, by_difference in json.loads(text)
    )


@lru_cache(maxsize=_CURRENCIES)
def _token(text: str) -> Currency:
    return load(Currency, text)
