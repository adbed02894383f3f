"""A quote is in the chain's own coin, or there is none."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from desktop.core.identity import Address
from desktop.services.purchase.quote import PricedInToken, Quoter
from tests.helpers.chain import sample_terms

TOKEN = Address(b"\x07" * 20)
SELLER = Address(b"\x02" * 20)


def test_a_price_in_a_token_is_never_quoted_as_coin() -> None:
    place: Any = SimpleNamespace(chain_id=1, market=Address(b"\x05" * 20))
    terms = replace(sample_terms(place, SELLER), currency=TOKEN)
    listings: Any = SimpleNamespace(listing=lambda _number: SimpleNamespace(terms=terms, card=None))

    with pytest.raises(PricedInToken) as caught:
        Quoter(place, listings, list).quote(1, Address(b"\x01" * 20))

    assert caught.value.currency == TOKEN
