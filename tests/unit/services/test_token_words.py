"""What tokens call themselves is asked once, by nobody who only searches, and never guessed."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from desktop.core.changes import Change, Topic
from desktop.core.errors import NodeUnreachable
from desktop.core.identity import Address
from desktop.core.listings import Listing, ListingPage, ListingQuery
from desktop.core.money import COIN, Currency
from desktop.core.tokens import unread_currency
from desktop.services.catalogue import CatalogueService
from desktop.services.tokens import TokenService
from tests.helpers.samples import make_terms

TOKEN = Address(b"\x07" * 20)
PLN = Currency(TOKEN, "PLN", 6)


class Asked:
    """A node that counts the questions."""

    def __init__(self, answer: Currency | Exception = PLN) -> None:
        self.answer = answer
        self.questions: list[Address] = []

    def describe(self, token: Address) -> Currency:
        self.questions.append(token)
        if isinstance(self.answer, Exception):
            raise self.answer
        return replace(self.answer, address=token)


def row(number: int, currency: Address) -> Listing:
    terms = replace(make_terms(salt=number, price=2_500_000), currency=currency)
    return Listing(number, terms, None, "absent", True, 1, 1, 1, 0)


def catalogue(chain: Any, *rows: Listing) -> tuple[CatalogueService, list[Change]]:
    unused: Any = None
    changes: list[Change] = []
    reader: Any = SimpleNamespace(
        search=lambda _query, _cancel=None: ListingPage(rows, len(rows)),
        listing=lambda number: next((r for r in rows if r.id == number), None),
    )
    service = CatalogueService(
        reader=reader, head=unused, fetch_public=unused, inspect_public=unused, memory_bytes=unused,
        describe_fault=unused, tokens=TokenService(chain), publish=changes.append,
    )  # fmt: skip
    return service, changes


def test_searching_asks_no_node() -> None:
    chain = Asked()
    service, _changes = catalogue(chain, row(1, TOKEN), row(2, COIN.address))

    unread, in_coin = service.search(ListingQuery()).rows

    assert chain.questions == []
    assert unread.price is None
    assert in_coin.price is not None
    assert in_coin.price.currency is COIN


def test_what_was_learned_stands_beside_every_price_and_is_told_once() -> None:
    chain = Asked()
    service, changes = catalogue(chain, row(1, TOKEN), row(2, TOKEN))

    for _ in range(2):
        service.learn_currencies(service.search(ListingQuery()).rows)

    assert chain.questions == [TOKEN]
    assert changes == [Change(Topic.CATALOGUE)]
    price = service.listing(2).price
    assert price is not None
    assert price.text() == "2.5 PLN"


def test_a_network_that_fails_teaches_nothing_and_is_asked_again() -> None:
    chain = Asked(NodeUnreachable("node"))
    service, changes = catalogue(chain, row(1, TOKEN))
    with pytest.raises(NodeUnreachable):
        service.learn_currencies(service.search(ListingQuery()).rows)
    assert changes == []

    chain.answer = PLN
    service.learn_currencies(service.search(ListingQuery()).rows)

    assert service.listing(1).price is not None


def test_a_page_that_must_show_gets_a_token_without_words() -> None:
    tokens: Any = TokenService(Asked(NodeUnreachable("node")))  # type: ignore[arg-type]

    assert tokens.currency_if_told(TOKEN) == unread_currency(TOKEN)
    assert tokens.currency(COIN.address) is COIN


def test_one_page_asks_for_fifty_tokens_at_most() -> None:
    """Whoever lists a model in each of a thousand tokens does not keep the node busy."""
    chain = Asked()
    rows = [row(n, Address(n.to_bytes(20, "big"))) for n in range(1, 200)]
    service, _changes = catalogue(chain, *rows)

    service.learn_currencies(rows)

    assert len(chain.questions) == 50
