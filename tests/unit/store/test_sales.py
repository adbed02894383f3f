"""The seller's book: every version of the terms is kept, and a delivery never changes."""

from dataclasses import replace

import pytest

from desktop.core.sales import OwnListing, Sale, SaleState
from desktop.store.database import Database
from desktop.store.sales import DeliveryChanged, SaleStore
from tests.helpers.samples import make_order, make_terms

SALE = Sale(
    order_id=2**256 - 3, listing=7, order=make_order(), terms=make_terms(), state=SaleState.SEEN, seen_at=5
)
FIXED = replace(SALE, state=SaleState.DELIVERING, rx=2**255 + 1, parity=1, wrapped=b"\x0a" * 16, nonce=0)


@pytest.fixture
def store(database: Database) -> SaleStore:
    return SaleStore(database)


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
