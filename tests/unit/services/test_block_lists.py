"""The lists of a person over a real database: what is accepted, what it hides, and what it never hides."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from desktop.content.list_files import ListFiles
from desktop.core.block_lists import MAX_FILE_BYTES, BlockListAltered, Mode, NotABlockList, read_signed
from desktop.core.cancel import CancelToken
from desktop.core.changes import Change, Topic
from desktop.core.events import EventBatch
from desktop.core.identity import Address
from desktop.core.listings import Listing, ListingQuery
from desktop.services.block_lists import (
    BlockListService,
    BlockListUnavailable,
    InvalidListAddress,
    ListAuthorChanged,
    ListForked,
    ListTooOld,
    OwnListEmpty,
    check_list,
)
from desktop.store.block_lists import KEPT_VERSIONS, BlockListStore
from desktop.store.catalogue import CatalogueReader
from desktop.store.catalogue_writer import CatalogueWriter
from desktop.store.database import Database
from desktop.store.migrations import user_database
from desktop.store.offers import OfferReader
from desktop.wallet.block_lists import recover
from tests.helpers.block_lists import (
    AUTHOR,
    LIST_ID,
    OTHER_KEY,
    KeySigner,
    about,
    account_of,
    make_list,
    places,
    signed,
)
from tests.helpers.samples import CHAIN_ID, MARKET, SELLER
from tests.unit.store.test_catalogue import OTHER_SELLER, listed

DAY = 86_400


@dataclass
class Clock:
    time: int = 1_800_000_000

    def now(self) -> int:
        return self.time


@dataclass
class Room:
    """Three listings: 1 and 2 by one seller, 3 by another."""

    root: Path
    database: Database
    reader: CatalogueReader
    offers: OfferReader
    clock: Clock = field(default_factory=Clock)
    owned: frozenset[int] = frozenset()
    changes: list[Topic] = field(default_factory=list)
    signer: KeySigner = field(default_factory=KeySigner)

    def __post_init__(self) -> None:
        self.service = self.restarted()

    def restarted(self) -> BlockListService:
        def publish(change: Change) -> None:
            self.changes.append(change.topic)

        self.service = BlockListService(
            book=BlockListStore(self.database), signer=self.signer, recover=recover, fetcher=ListFiles(), offers=self.offers,
            chain_id=CHAIN_ID, market=MARKET, active_account=lambda: AUTHOR, owned=lambda: self.owned, clock=self.clock,
            publish=publish,
        )  # fmt: skip
        return self.service

    def add(self, data: bytes, mode: Mode | None = None) -> None:
        self.service.accept(self.service.check(data), mode)

    def shown(self) -> list[int]:
        page = self.reader.search(ListingQuery(hidden=self.service.hidden()))
        return sorted(row.id for row in page.rows)

    def listing(self, number: int) -> Listing:
        found = self.reader.listing(number)
        assert found is not None
        return found


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    path = tmp_path / "catalogue-31337.db"
    writer = CatalogueWriter.open(path, CHAIN_ID, MARKET)
    events = (listed(1, "One"), listed(2, "Two"), listed(3, "Three", seller=OTHER_SELLER))
    writer.apply(EventBatch(0, 3, 3, 1_800_000_000, events, {3: bytes(32)}))
    database = Database.open(tmp_path / "licet.db", user_database)
    reader, offers = CatalogueReader(path), OfferReader(path)
    yield Room(tmp_path, database, reader, offers)
    for part in (reader, offers, writer, database):
        part.close()


def test_a_list_hides_listings_sellers_and_keys_and_says_who_says_what(room: Room) -> None:
    key = room.listing(3).terms.key_hash

    room.add(signed(make_list(about(1, "a copy of the one by Ada"), about(key, "leaked", "other"))))

    assert room.shown() == [2]
    [finding] = room.service.findings(room.listing(1))
    assert (finding.list_name, finding.author, finding.entry.reason) == (
        "Copies",
        AUTHOR,
        "a copy of the one by Ada",
    )
    assert room.service.findings(room.listing(3))[0].entry.kind == "key"
    assert room.service.is_hidden(room.listing(1))
    assert not room.service.is_hidden(room.listing(2))
    assert {Topic.LISTS, Topic.CATALOGUE} <= set(room.changes)


def test_the_page_says_how_many_were_left_out(room: Room) -> None:
    room.add(signed(make_list(about(SELLER))))

    page = room.reader.search(ListingQuery(hidden=room.service.hidden()))

    assert ([row.id for row in page.rows], page.hidden) == ([3], 2)


def test_what_a_licence_is_owned_of_is_never_hidden(room: Room) -> None:
    room.add(signed(make_list(about(SELLER), about(3))))

    room.owned = frozenset({2, 3})

    assert room.shown() == [2, 3]
    assert room.service.is_hidden(room.listing(1))
    assert not room.service.is_hidden(room.listing(2))
    assert room.service.findings(room.listing(2))  # it is still said


@pytest.mark.parametrize(
    ("mode", "shown", "says"), [(Mode.HIDE, [2, 3], 1), (Mode.WARN, [1, 2, 3], 1), (Mode.OFF, [1, 2, 3], 0)]
)
def test_a_list_hides_only_warns_or_neither(room: Room, mode: Mode, shown: list[int], says: int) -> None:
    room.add(signed(make_list(about(1))))

    room.service.set_mode(LIST_ID, mode)

    assert room.shown() == shown
    assert len(room.service.findings(room.listing(1))) == says


def test_of_two_lists_the_one_that_hides_comes_first(room: Room) -> None:
    room.add(signed(make_list(about(1, "only odd"))), Mode.WARN)
    room.add(signed(make_list(about(1, "stolen"), list_id="dd" * 16, key=OTHER_KEY, name="Theft"), OTHER_KEY))

    assert [f.list_name for f in room.service.findings(room.listing(1))] == ["Theft", "Copies"]
    assert room.shown() == [2, 3]


def test_lists_of_very_many_entries_hide_all_of_them(room: Room) -> None:
    """More than a statement may have values, and more sellers than a search is asked to leave out one by one."""
    sellers = [Address(number.to_bytes(20, "big")) for number in range(1, 400)]
    for number in range(2):
        many = (
            *(about(1000 + 19_000 * number + place) for place in range(19_000)),
            *map(about, sellers),
            about(SELLER),
        )
        room.add(signed(make_list(*many, list_id=f"{number:032x}", name=f"List {number}")))

    page = room.reader.search(ListingQuery(hidden=room.service.hidden()))

    assert ([row.id for row in page.rows], page.hidden) == ([3], 2)


def test_entries_of_other_markets_count_for_nothing_here(room: Room) -> None:
    from desktop.core.block_lists import entry_of

    offer = room.service.check(
        signed(make_list(entry_of(CHAIN_ID, SELLER, 1, "spam", ""), entry_of(1, MARKET, 1, "spam", "")))
    )

    assert offer.here == 0
    room.service.accept(offer)
    assert room.shown() == [1, 2, 3]


def test_lists_survive_a_restart(room: Room) -> None:
    room.add(signed(make_list(about(1))))

    service = room.restarted()

    assert [(view.kept.name, view.here) for view in service.views()] == [("Copies", 1)]
    assert room.shown() == [2, 3]


def test_a_removed_list_hides_nothing(room: Room) -> None:
    room.add(signed(make_list(about(1))))

    room.service.remove(LIST_ID)

    assert room.shown() == [1, 2, 3]
    assert room.service.views() == ()
    with room.database.read() as connection:
        assert connection.execute("SELECT count(*) FROM block_entry").fetchone()[0] == 0


# New versions.


def test_a_newer_version_takes_the_place_of_the_older_and_is_told_until_it_was_seen(room: Room) -> None:
    room.add(signed(make_list(about(1, "old"), about(2))))
    newer = signed(make_list(about(1, "new"), about(3), version=2))

    offer = room.service.check(newer)
    room.service.accept(offer)

    assert offer.state == "newer"
    assert offer.diff is not None
    assert (places(offer.diff.added), places(offer.diff.removed)) == (["3"], ["2"])
    assert room.shown() == [2]
    unseen = room.service.views()[0].unseen
    assert unseen is not None
    assert places(unseen.added) == ["3"]
    room.service.mark_seen(LIST_ID)
    assert room.service.views()[0].unseen is None


def test_an_older_version_is_refused_and_changes_nothing(room: Room) -> None:
    room.add(signed(make_list(about(1), version=5)))

    with pytest.raises(ListTooOld) as refused:
        room.service.check(signed(make_list(version=4)))

    assert (refused.value.version, refused.value.kept_version) == (4, 5)
    assert room.shown() == [2, 3]


def test_another_author_of_the_same_list_is_refused_with_both_named(room: Room) -> None:
    room.add(signed(make_list(about(1))))

    with pytest.raises(ListAuthorChanged) as refused:
        room.service.check(signed(make_list(version=2, key=OTHER_KEY), OTHER_KEY))

    assert (refused.value.kept, refused.value.found) == (AUTHOR, account_of(OTHER_KEY))


def test_two_lists_of_one_version_are_refused(room: Room) -> None:
    room.add(signed(make_list(about(1))))

    with pytest.raises(ListForked):
        room.service.check(signed(make_list(about(2))))


def test_a_wrong_signature_is_refused(room: Room) -> None:
    with pytest.raises(BlockListAltered):
        room.service.check(signed(make_list(about(1)), OTHER_KEY))


def test_the_same_file_again_changes_nothing_but_how_it_is_used(room: Room) -> None:
    data = signed(make_list(about(1)))
    room.add(data)

    offer = room.service.check(data)
    room.service.accept(offer, Mode.WARN)

    assert offer.state == "same"
    assert room.service.views()[0].kept.mode is Mode.WARN


def test_the_last_versions_are_kept_and_compared(room: Room) -> None:
    for version in range(1, KEPT_VERSIONS + 3):
        room.add(signed(make_list(about(version), version=version)))

    versions = [one.version for one in room.service.versions(LIST_ID)]

    assert versions == [6, 5, 4, 3]
    diff = room.service.compare((LIST_ID, 3), (LIST_ID, 0))
    assert (places(diff.added), places(diff.removed)) == (["6"], ["3"])


# From an address.


class Place(BaseHTTPRequestHandler):
    body = b""
    status = 200

    def do_GET(self) -> None:
        self.send_response(self.status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    http = HTTPServer(("127.0.0.1", 0), Place)
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{http.server_port}/lists/copies.json"
    http.shutdown()
    http.server_close()
    thread.join()


def test_a_list_is_fetched_from_the_address_and_updated_from_it(room: Room, server: str) -> None:
    Place.body, Place.status = signed(make_list(about(1))), 200
    room.service.accept(room.service.check_address(f" {server} ", CancelToken()))
    Place.body = signed(make_list(about(1), about(3), version=2))

    diff = room.service.update(LIST_ID, CancelToken())

    assert diff is not None
    assert places(diff.added) == ["3"]
    assert room.shown() == [2]
    kept = room.service.views()[0].kept
    assert (kept.source, kept.version, kept.fault) == (server, 2, "")


def test_nothing_is_fetched_unless_the_person_chose_so_and_then_once_a_day(room: Room, server: str) -> None:
    Place.body, Place.status = signed(make_list(about(1))), 200
    room.service.accept(room.service.check_address(server, CancelToken()))
    Place.body = signed(make_list(about(2), version=2))
    room.clock.time += 30 * DAY

    assert room.service.update_due(CancelToken()) == ()
    room.service.set_every(LIST_ID, 60)  # the least is a day
    assert room.service.update_due(CancelToken()) == ("Copies",)
    Place.body = signed(make_list(about(3), version=3))
    room.clock.time += DAY - 1
    assert room.service.update_due(CancelToken()) == ()
    room.clock.time += 1
    assert room.service.update_due(CancelToken()) == ("Copies",)


def test_a_fault_of_an_update_is_kept_with_the_list_and_the_list_stays(room: Room, server: str) -> None:
    Place.body, Place.status = signed(make_list(about(1), version=2)), 200
    room.service.accept(room.service.check_address(server, CancelToken()))
    room.service.set_every(LIST_ID, DAY)
    Place.body = signed(make_list(version=1))
    room.clock.time += DAY

    assert room.service.update_due(CancelToken()) == ()

    assert room.service.views()[0].kept.fault == "ListTooOld"
    assert room.shown() == [2, 3]


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (404, b"", BlockListUnavailable),
        (500, b"", BlockListUnavailable),
        (200, b"<html>login</html>", NotABlockList),
        (200, b" " * (MAX_FILE_BYTES + 1), NotABlockList),
    ],
)
def test_an_address_that_gives_no_list_says_so(
    room: Room, server: str, status: int, body: bytes, error: type[Exception]
) -> None:
    Place.body, Place.status = body, status

    with pytest.raises(error):
        room.service.check_address(server, CancelToken())


@pytest.mark.parametrize(
    "text",
    ["", "copies.json", "ftp://example.org/a", "file:///etc/passwd", "https://", "https://me:pw@example.org/a",
     "https://example.org/a#b", "https://example.org/" + "a" * 300, "https://exa mple.org/", "https://[::1/"],
)  # fmt: skip
def test_what_is_no_address_is_not_asked(room: Room, text: str) -> None:
    with pytest.raises(InvalidListAddress):
        room.service.check_address(text, CancelToken())


# The own list.


def test_hiding_a_listing_and_a_seller_by_hand(room: Room) -> None:
    room.service.hide(1, "misleading", "claims 99 %\nhas 60")
    room.service.hide(OTHER_SELLER, "spam", "")

    assert room.shown() == [2]
    [finding] = room.service.findings(room.listing(1))
    assert (finding.is_own, finding.entry.reason) == (True, "claims 99 % has 60")
    own = room.service.own()
    assert own is not None
    assert (own.entries, own.author, own.version) == (2, None, 0)


def test_hiding_the_same_again_takes_the_new_reason(room: Room) -> None:
    room.service.hide(1, "spam", "first")
    room.service.hide(1, "broken", "second")

    own = room.service.own()
    assert own is not None
    assert [entry.reason for entry in room.service.entries(own.id)] == ["second"]
    assert own.entries == 1


def test_showing_it_again(room: Room) -> None:
    room.service.hide(1, "spam", "")
    own = room.service.own()
    assert own is not None

    room.service.show_again(room.service.entries(own.id)[0])

    assert room.shown() == [1, 2, 3]


def test_the_own_list_is_exported_signed_and_each_export_is_a_higher_version(room: Room) -> None:
    room.service.hide(1, "copied", "mine")
    room.service.rename_own("Ada's list", "What I would not buy.")

    first = room.service.export_own()
    room.service.hide(2, "spam", "")
    second = room.service.export_own()

    one, two = check_list(first, recover), check_list(second, recover)
    assert (one.name, one.version, two.version, one.id) == ("Ada's list", 1, 2, two.id)
    assert one.author_address == AUTHOR
    assert [entry.subject for entry in two.entries] == ["1", "2"]
    assert [v.version for v in room.service.versions(one.id)] == [2, 1]


def test_the_own_list_stays_with_the_account_that_signed_it_first(room: Room) -> None:
    room.service.hide(1, "copied", "")
    room.service.export_own()
    room.service._active_account = lambda: account_of(OTHER_KEY)

    room.service.export_own()

    assert room.signer.asked == [AUTHOR, AUTHOR]


def test_an_empty_own_list_is_not_signed(room: Room) -> None:
    with pytest.raises(OwnListEmpty):
        room.service.export_own()


def test_an_exported_list_is_accepted_by_others(room: Room, tmp_path: Path) -> None:
    room.service.hide(1, "copied", "mine")
    data = room.service.export_own()
    other = Database.open(tmp_path / "other.db", user_database)
    theirs = Room(tmp_path, other, room.reader, room.offers)

    theirs.add(data)

    assert theirs.shown() == [2, 3]
    assert read_signed(data)[0].name == "My list"
    other.close()


def test_a_seller_of_an_owned_listing_is_known_by_the_catalogue(room: Room) -> None:
    assert room.offers.sellers_of(frozenset({3})) == {Address(OTHER_SELLER.raw)}
