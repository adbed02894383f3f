"""A seller lists with terms of the licence and publishes later versions; what was sold stays as it was."""

from types import SimpleNamespace
from typing import Any

import pytest

from desktop.core.cancel import CancelToken
from desktop.core.contents import Commitments
from desktop.core.exchange import OrderState
from desktop.core.identity import keccak256
from desktop.core.licences import InvalidRights, Rights
from desktop.core.sales import OwnListing
from desktop.services.selling import NoSuchOwnListing, ReadyPackage, SellingService
from desktop.store.sales import SaleStore
from tests.integration.selling.conftest import Bench
from tests.integration.selling.test_pending_listings import selling_service

PERIOD_S = 30 * 86_400
PRICE_WEI = 10**16


def package(version: str) -> ReadyPackage:
    manifest: Any = SimpleNamespace(name="Sample", version=version)
    return ReadyPackage(manifest, version, 10, 1_000)


def service(bench: Bench, book: SaleStore) -> SellingService:
    """A seller whose sealer commits to the version's name, and calls for the model key as the real one does."""

    def seal(ready: ReadyPackage, envelope_for: Any, _progress: Any) -> Commitments:
        envelope_for((9).to_bytes(32, "little"))  # the base point of X25519: any valid key will do
        word = keccak256(ready.token.encode())
        return Commitments(1_000, word[:16], word, word)

    def card(manifest: Any, *_rest: Any) -> bytes:
        return b'{"version":"%s"}' % manifest.version.encode()

    return selling_service(bench, book, seal, card)


def publish(
    bench: Bench, book: SaleStore, version: str, *, rights: Rights | None = None, revises: int | None = None
) -> int:
    return service(bench, book).publish(
        package(version), PRICE_WEI, 10**15, 10**14, ("https://example.org/",), CancelToken(), lambda _: None,
        rights=rights or Rights(), revises=revises,
    )  # fmt: skip


def present(bench: Bench, listing: int) -> Any:
    found = bench.gateway.listing(listing)
    assert found is not None
    return found[0]


def test_the_rights_stand_in_the_terms(bench: Bench, book: SaleStore) -> None:
    until = bench.clock.now() + 2 * PERIOD_S
    rights = Rights(PERIOD_S, until, False, bench.seller, 500, 7)

    terms = present(bench, publish(bench, book, "1.0", rights=rights))

    assert Rights.of(terms) == rights


def test_a_bound_licence_is_listed_as_such(bench: Bench, book: SaleStore) -> None:
    assert present(bench, publish(bench, book, "1.0", rights=Rights(is_bound=True))).is_bound


def test_rights_that_do_not_go_together_are_refused_before_anything_is_sealed_or_paid(
    bench: Bench, book: SaleStore
) -> None:
    before = bench.gateway.mined_nonce(bench.seller)

    with pytest.raises(InvalidRights):
        publish(bench, book, "1.0", rights=Rights(renew_until=5))

    assert bench.gateway.mined_nonce(bench.seller) == before
    assert book.listings() == []


def test_a_new_version_has_the_same_number_another_key_and_the_royalty_of_the_first(
    bench: Bench, book: SaleStore
) -> None:
    listing = publish(bench, book, "1.0", rights=Rights(royalty_to=bench.seller, royalty_bps=500))
    first = present(bench, listing)

    again = publish(bench, book, "1.1", rights=Rights(key_fee=9), revises=listing)

    second = present(bench, listing)
    assert again == listing == bench.gateway.last_listing()
    assert (second.royalty_to, second.royalty_bps, second.key_fee) == (bench.seller, 500, 9)
    assert second.key_hash != first.key_hash
    assert second.identity != first.identity
    kept = {own.terms: own.is_open for own in book.listings()}
    assert kept == {first: False, second: True}


def test_orders_of_both_versions_are_answered_with_their_own_keys(bench: Bench, book: SaleStore) -> None:
    listing = publish(bench, book, "1.0")
    old = OwnListing(present(bench, listing), b"", listing, 0)
    bench.sign_and_send(bench.vault, bench.seller, bench.gateway.calls.deposit_bond(10**17))
    first, first_key = bench.buy(old, 1)
    publish(bench, book, "1.1", revises=listing)
    new = OwnListing(present(bench, listing), b"", listing, 0)
    second, second_key = bench.buy(new, 2)
    bench.mine(2)

    service(bench, book).work_once(CancelToken())

    for order in (first, second):
        assert bench.state_of(order) is OrderState.DELIVERED
    assert bench.received(old.terms, first, first_key)
    assert bench.received(new.terms, second, second_key)


def test_closing_a_listing_with_versions_closes_the_present_one_once(bench: Bench, book: SaleStore) -> None:
    listing = publish(bench, book, "1.0")
    publish(bench, book, "1.1", revises=listing)

    service(bench, book).close(listing)

    assert not any(own.is_open for own in book.listings())


def test_a_version_of_a_listing_that_is_not_ours_is_refused(bench: Bench, book: SaleStore) -> None:
    publish(bench, book, "1.0")

    with pytest.raises(NoSuchOwnListing):
        publish(bench, book, "1.1", revises=99)
