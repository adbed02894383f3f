"""Listings made by somebody who breaks the rules: shown with the reason, refused before anything is paid."""

import io
import zipfile
from collections.abc import Iterator

import pytest

from desktop.bootstrap.composition import Services
from desktop.bootstrap.hostile import packages as hostile_packages
from desktop.core.cards import parse_card
from desktop.core.errors import InvalidCard, InvalidPackage
from desktop.core.identity import keccak256
from desktop.core.listings import ListingQuery
from desktop.core.orders import PurchaseState
from desktop.runtime.packing import PackedModel
from tests.helpers.app import PASSWORD, advance, advance_until, begin, catch_up, open_app
from tests.helpers.chain import Wallet, list_model, sample_terms
from tests.helpers.market import RunningMarket
from tests.helpers.shop import Shop, open_shop, packed_model
from tests.helpers.words import assert_speaks

SELLER = 51
CARDS = {
    "a web page": b"<!DOCTYPE html><title>cheap models</title>",
    "not text": b"\xff\xfe\x00card",
    "too deep": b"[" * 2000,
    "other fields": b'{"format":1,"name":"x","run":"import os"}',
    "nothing": b"",
}


@pytest.fixture(scope="module")
def packed() -> PackedModel:
    return packed_model()


@pytest.fixture(scope="module")
def shop(shared_market: RunningMarket, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    shared_market.gateway.faucet(Wallet.number(SELLER).address)
    with open_shop(tmp_path_factory.mktemp("shop"), shared_market.gateway, SELLER) as opened:
        yield opened


@pytest.fixture(scope="module")
def buyer(shared_market: RunningMarket, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    places, root = shared_market.places, tmp_path_factory.mktemp("buyer")
    with open_app(root, places.rpc_url, places.chain_id, places.market) as services:
        services.accounts.create(PASSWORD)
        services.balances.request_demo_coins(services.accounts.active_address())
        yield services


@pytest.fixture(scope="module")
def bad_cards(shop: Shop, buyer: Services) -> dict[str, int]:
    listed = {}
    for name, card in CARDS.items():
        terms = sample_terms(
            shop.gateway, shop.wallet.address, card_hash=keccak256(card), salt=keccak256(name.encode())
        )
        listed[name] = list_model(shop.gateway, shop.wallet, terms, card)
    catch_up(buyer)
    return listed


@pytest.mark.parametrize("name", CARDS)
def test_a_listing_whose_card_is_no_card_is_kept_with_the_reason(
    name: str, bad_cards: dict[str, int], buyer: Services
) -> None:
    listing = buyer.catalogue.listing(bad_cards[name])
    with pytest.raises(InvalidCard) as reason:
        parse_card(CARDS[name])

    assert listing.card is None
    assert listing.card_fault == reason.value.reason
    assert listing.title == f"#{bad_cards[name]}"
    assert_speaks(reason.value)


@pytest.mark.usefixtures("bad_cards")
def test_a_search_goes_on_beside_cards_that_are_none(buyer: Services) -> None:
    page = buyer.catalogue.search(ListingQuery())

    assert page.total >= len(CARDS) + 2
    assert sum(row.card is None for row in page.rows) == len(CARDS)
    assert buyer.catalogue.search(ListingQuery(text="tumour")).total >= 1


@pytest.mark.parametrize("name", CARDS)
def test_a_listing_whose_card_is_no_card_cannot_be_bought(
    name: str, bad_cards: dict[str, int], buyer: Services
) -> None:
    before = len(buyer.purchases.purchases())

    with pytest.raises(InvalidCard) as raised:
        buyer.purchases.begin(buyer.purchases.quote(bad_cards[name]))

    assert_speaks(raised.value)
    assert len(buyer.purchases.purchases()) == before


def entries(archive: bytes) -> dict[str, bytes]:
    """The files of a ZIP, in its order."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("unlisted-file", "manifest-blobs"),
        ("graph-sizes-lie", "external-data"),
        ("weights-too-short", "external-data"),
    ],
)
def test_a_package_that_breaks_the_profile_is_refused_before_paying(
    change: str, rule: str, shop: Shop, packed: PackedModel, buyer: Services
) -> None:
    listing, _terms = shop.list_version(packed, entries(hostile_packages.rebuilt(packed, change)))
    account = buyer.accounts.active_address()
    had = shop.gateway.balance_wei(account)
    purchase = begin(buyer, listing)

    with pytest.raises(InvalidPackage) as raised:
        advance(buyer, purchase.id)

    kept = buyer.purchases.purchase(purchase.id)
    assert_speaks(raised.value)
    assert rule in {breach.rule for breach in raised.value.breaches}
    assert (kept.state, kept.fault) == (PurchaseState.FETCHING, "InvalidPackage")
    assert shop.gateway.balance_wei(account) == had
    assert buyer.purchases.cancel(purchase.id).state is PurchaseState.CANCELLED


def test_a_stranger_who_keeps_the_rules_is_not_refused(
    shop: Shop, packed: PackedModel, buyer: Services
) -> None:
    """The control of the tests above: the same shop, the same model, nothing changed."""
    listing, _terms = shop.list_version(packed)
    purchase = begin(buyer, listing)

    advance_until(buyer, purchase.id, "receive", lambda: None)

    assert buyer.purchases.purchase(purchase.id).state is PurchaseState.WAITING
