"""The seller's book: every version of the terms is kept, and a delivery never changes."""

from dataclasses import replace

import pytest

from desktop.core.exchange import order_id
from desktop.core.identity import Address
from desktop.core.sales import OwnListing, Sale, SaleState
from desktop.store.database import Database
from desktop.store.sales import DeliveryChanged, SaleStore
from tests.helpers.samples import CHAIN_ID, MARKET, make_order, make_terms

SALE = Sale(
    order_id=2**256 - 3, listing=7, order=make_order(), terms=make_terms(), state=SaleState.SEEN, seen_at=5
)
FIXED = replace(SALE, state=SaleState.DELIVERING, rx=2**255 + 1, parity=1, wrapped=b"\x0a" * 16, nonce=0)


@pytest.fixture
def store(database: Database) -> SaleStore:
    return SaleStore(database, CHAIN_ID, MARKET)


def test_every_version_of_a_listing_is_kept(store: SaleStore) -> None:
    first = OwnListing(make_terms(salt=1), b"{}", 0, 100, b"\x01" * 32, b"raw")
    second = OwnListing(make_terms(salt=2), b"{}", 7, 200)
    store.put_listing(first)
    store.put_listing(second)

    mined = replace(first, listing=7, raw_transaction=None)
    store.put_listing(mined)

    assert store.listings() == [mined, second]


def test_a_sale_is_read_back_at_full_width(store: SaleStore) -> None:
    sale = replace(
        FIXED, raw_transaction=bytes(300), transaction_hash=b"\x07" * 32, max_fee_wei=2**100, fault="X"
    )

    store.put_sale(sale)

    assert store.sale(sale.order_id) == sale
    assert store.sales() == [sale]


def test_an_unknown_order_has_no_sale(store: SaleStore) -> None:
    assert store.sale(1) is None


def test_a_sale_moves_on_with_the_same_delivery(store: SaleStore) -> None:
    for sale in (SALE, FIXED, replace(FIXED, state=SaleState.DELIVERED, delivered_at=9)):
        store.put_sale(sale)

    kept = store.sale(SALE.order_id)

    assert kept is not None
    assert (kept.state, kept.delivered_at, kept.wrapped) == (SaleState.DELIVERED, 9, b"\x0a" * 16)


@pytest.mark.parametrize("change", [{"rx": 1}, {"parity": 0}, {"wrapped": bytes(16)}, {"wrapped": b""}])
def test_a_delivery_that_was_fixed_never_changes(store: SaleStore, change: dict[str, object]) -> None:
    store.put_sale(FIXED)

    with pytest.raises(DeliveryChanged) as raised:
        store.put_sale(replace(FIXED, **change))  # type: ignore[arg-type]

    assert raised.value.order_id == FIXED.order_id
    assert store.sale(FIXED.order_id) == FIXED


ELSEWHERE = Address(b"\x77" * 20)


def order_on(market: Address, number: int) -> Sale:
    """A sale whose order id says which market it is on."""
    order = make_order(number=number)
    identifier = order_id(
        CHAIN_ID, market, order.listing, order.payer, order.holder, order.px + number, order.parity
    )
    return replace(
        SALE, order_id=identifier, order=replace(order, px=order.px + number), terms=make_terms(salt=number)
    )


def test_two_markets_in_one_directory_never_see_each_others_sales(database: Database) -> None:
    here, there = SaleStore(database, CHAIN_ID, MARKET), SaleStore(database, CHAIN_ID, ELSEWHERE)
    other_chain = SaleStore(database, CHAIN_ID + 1, MARKET)
    own = OwnListing(make_terms(salt=1), b"{}", 7, 100)
    sale = order_on(MARKET, 1)

    here.put_listing(own)
    here.put_sale(sale)

    assert (here.listings(), here.sales(), here.sale(sale.order_id)) == ([own], [sale], sale)
    for store in (there, other_chain):
        assert (store.listings(), store.sales(), store.sale(sale.order_id)) == ([], [], None)


def test_older_rows_go_to_the_market_that_their_order_ids_name(database: Database) -> None:
    first, second = order_on(ELSEWHERE, 1), order_on(MARKET, 2)
    store = SaleStore(database, CHAIN_ID, MARKET)
    for sale in (first, second):
        store.put_sale(sale)
        store.put_listing(OwnListing(sale.terms, b"{}", 7, sale.order.number))
    with database.write() as connection:
        for table in ("sale", "own_listing"):
            connection.execute(f"UPDATE {table} SET chain_id = NULL, market = NULL")

    here = SaleStore(database, CHAIN_ID, MARKET)
    there = SaleStore(database, CHAIN_ID, ELSEWHERE)

    assert (here.sales(), there.sales()) == ([second], [first])
    assert [own.terms for own in here.listings()] == [second.terms]
    assert [own.terms for own in there.listings()] == [first.terms]
