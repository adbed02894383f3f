"""Own listings on their way to the market are known until the catalogue has them."""

from dataclasses import replace

from desktop.core.cards import parse_card
from desktop.core.listings import Listing
from desktop.core.sales import OwnListing
from desktop.services.selling.pending import PendingListings
from tests.helpers.samples import make_terms

NOW = 1_800_000_000
SENT = OwnListing(make_terms(salt=1), b"{}", 0, NOW, b"\x01" * 32, b"raw")


class Clock:
    def now(self) -> int:
        return NOW


class Book:
    def __init__(self, *kept: OwnListing) -> None:
        self.kept = list(kept)

    def listings(self) -> list[OwnListing]:
        return self.kept


def pending(*kept: OwnListing, catalogue: tuple[Listing, ...] = ()) -> tuple[Listing, ...]:
    known = {listing.id: listing for listing in catalogue}
    return PendingListings(Book(*kept), known.get, parse_card, Clock())()


def in_catalogue(own: OwnListing, *, revised_at: int = NOW) -> Listing:
    return Listing(7, own.terms, None, "absent", True, 1, revised_at, revised_at, 0)


def test_a_listing_that_was_sent_is_shown_at_once() -> None:
    (shown,) = pending(SENT)

    assert not shown.is_written
    assert shown.terms == SENT.terms
    assert shown.card_fault


def test_one_that_was_mined_stays_until_the_catalogue_has_it() -> None:
    mined = replace(SENT, listing=7)

    assert len(pending(mined)) == 1
    assert pending(mined, catalogue=(in_catalogue(mined),)) == ()


def test_a_new_version_is_shown_beside_the_old_one_until_it_is_there() -> None:
    newer = replace(SENT, listing=7, terms=make_terms(salt=2))
    old = in_catalogue(SENT, revised_at=NOW - 600)

    assert [shown.terms for shown in pending(newer, catalogue=(old,))] == [newer.terms]


def test_what_was_revised_elsewhere_since_is_not_waited_for() -> None:
    mine = replace(SENT, listing=7, created_at=NOW - 600)
    elsewhere = replace(in_catalogue(SENT), terms=make_terms(salt=9))

    assert pending(mine, catalogue=(elsewhere,)) == ()


def test_what_was_never_sent_closed_or_lost_is_not_shown() -> None:
    never = replace(SENT, raw_transaction=None)
    closed = replace(SENT, is_open=False)
    lost = replace(SENT, created_at=NOW - 2 * 86_400)

    assert pending(never, closed, lost) == ()


def test_the_newest_comes_first() -> None:
    later = replace(SENT, terms=make_terms(salt=2))

    assert [shown.terms for shown in pending(SENT, later)] == [later.terms, SENT.terms]
