"""Letting stored content go: over any history of owning and selling, nothing that is needed is ever deleted."""

import os
import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.content.fetching import Fetcher
from desktop.content.store import ContentStore
from desktop.core.cancel import CancelToken
from desktop.core.changes import Change, Progress
from desktop.core.contents import FILES, PUBLIC
from desktop.core.errors import Cancelled
from desktop.core.exchange import Terms
from desktop.core.identity import Address
from desktop.core.keeping import DAY_S, Kind, Stored, Verdict
from desktop.core.licences import ReceivedLicence
from desktop.core.orders import Purchase, PurchaseState
from desktop.core.requests import KeyRequest, RequestState
from desktop.core.sales import OwnListing, Sale, SaleState
from desktop.services.storage import StorageService
from tests.helpers.samples import BUYER, CHAIN_ID, MARKET, SELLER, make_order, make_purchase, make_terms

NOW = 2_000_000_000
VERSIONS = 4


@dataclass
class World:
    """A real store below ``root``, and what a wallet knows."""

    root: Path
    purchases: list[Purchase] = field(default_factory=list)
    licences: list[ReceivedLicence] = field(default_factory=list)
    requests: list[KeyRequest] = field(default_factory=list)
    listings: list[OwnListing] = field(default_factory=list)
    sales: list[Sale] = field(default_factory=list)
    ended: set[int] = field(default_factory=set)
    changes: list[Change] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.store = ContentStore(self.root)
        self._fetcher = Fetcher(self.store)
        self.service = StorageService(
            content=self,
            purchases=_All(self.purchases),
            received=self,
            requests=_All(self.requests),
            sales=self,
            hindrances=self,
            clock=self,
            publish=self.changes.append,
        )

    def now(self) -> int:
        return NOW

    def received(self) -> list[ReceivedLicence]:
        return self.licences

    def anywhere(self) -> tuple[list[OwnListing], list[Sale]]:
        return self.listings, self.sales

    def hindrance(self, token_id: int, account: Address) -> object | None:
        return "expired" if token_id in self.ended else None

    def inventory(self) -> list[Stored]:
        return self.store.inventory()

    def contents(self, identity: bytes) -> list[Stored]:
        return self.store.contents(identity)

    def free_bytes(self) -> int:
        return 10**12

    def remove(self, identity: bytes, kind: Kind, may_go: object, cancel: CancelToken) -> bool:
        return self._fetcher.remove(identity, kind, may_go, cancel)  # type: ignore[arg-type]

    def put(self, version: int, names: tuple[str, ...], days_old: int) -> Terms:
        """Files of a version that were touched so long ago."""
        terms = terms_of(version)
        folder = self.store.prepare(terms.identity)
        for name in names:
            (folder / name).write_bytes(name.encode() * 10)
            os.utime(folder / name, (NOW - days_old * DAY_S,) * 2)
        return terms

    def names(self, version: int) -> set[str]:
        folder = self.store.folder(terms_of(version).identity)
        return {entry.name for entry in folder.iterdir()} if folder.is_dir() else set()


@dataclass
class _All:
    kept: list

    def all(self) -> list:
        return self.kept


def terms_of(version: int) -> Terms:
    return make_terms(salt=version + 1)


def purchase(version: int, state: PurchaseState, token: int = 0) -> Purchase:
    made = make_purchase(f"{version:02x}{token:02x}", state=state)
    return replace(made, terms=terms_of(version), order_id=token)


def received(version: int, token: int) -> ReceivedLicence:
    return ReceivedLicence(
        token, CHAIN_ID, MARKET, make_order(), terms_of(version), b"{}", BUYER, SELLER, 1_800_000_000
    )


def request(version: int, state: RequestState, token: int) -> KeyRequest:
    return KeyRequest(
        f"{version}", CHAIN_ID, MARKET, token, make_order(), terms_of(version), b"{}", BUYER, state, 1, 1, 1
    )


def listing(version: int, *, is_open: bool) -> OwnListing:
    return OwnListing(terms_of(version), b"{}", 7, 1_800_000_000, is_open=is_open)


def sale(version: int, state: SaleState) -> Sale:
    return Sale(version, 7, make_order(), terms_of(version), state, 1_800_000_000)


PARTS = tuple(f"{file}.part" for file in FILES)
ENDED_SALES = {SaleState.FINAL, SaleState.REFUNDED, SaleState.MISSED}

fact = st.one_of(
    st.tuples(st.just("purchase"), st.integers(0, VERSIONS - 1), st.sampled_from(PurchaseState)),
    st.tuples(st.just("received"), st.integers(0, VERSIONS - 1), st.none()),
    st.tuples(st.just("request"), st.integers(0, VERSIONS - 1), st.sampled_from(RequestState)),
    st.tuples(st.just("listing"), st.integers(0, VERSIONS - 1), st.booleans()),
    st.tuples(st.just("sale"), st.integers(0, VERSIONS - 1), st.sampled_from(SaleState)),
)
on_disk = st.tuples(st.sets(st.sampled_from((*FILES, *PARTS, "payload.age.wrong"))), st.integers(0, 100))


def needs(world: World, version: int) -> bool:
    """By the words of the protocol, and without the rules: can anything that this wallet owns or owes want it?"""
    terms = terms_of(version)
    dead = {PurchaseState.CANCELLED, PurchaseState.REFUNDED}
    begun = {PurchaseState.FINAL, PurchaseState.PROVISIONAL}
    for bought in (p for p in world.purchases if p.terms == terms and p.state not in dead):
        if not (bought.state in begun and bought.order_id in world.ended):
            return True
    for asked in (r for r in world.requests if r.terms == terms):
        if asked.state not in {RequestState.CANCELLED, RequestState.WRONG_CONTENT} and not (
            asked.state is RequestState.INSTALLED and asked.token_id in world.ended
        ):
            return True
    return (
        any(one.terms == terms and one.token_id not in world.ended for one in world.licences)
        or any(own.terms == terms and own.is_open for own in world.listings)
        or any(sold.terms == terms and sold.state not in ENDED_SALES for sold in world.sales)
    )


@settings(max_examples=80)
@given(
    st.lists(fact, max_size=10),
    st.lists(on_disk, min_size=VERSIONS, max_size=VERSIONS),
    st.sets(st.integers(1, 10)),
    st.booleans(),
)
def test_no_history_loses_a_version_that_is_needed(
    facts: list[tuple[str, int, object]],
    disk: list[tuple[set[str], int]],
    ended: set[int],
    asks_for_all: bool,
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder), ended=ended)
        for token, (kind, version, state) in enumerate(facts, start=1):
            match kind:
                case "purchase":
                    assert isinstance(state, PurchaseState)
                    world.purchases.append(purchase(version, state, token))
                case "received":
                    world.licences.append(received(version, token))
                case "request":
                    assert isinstance(state, RequestState)
                    world.requests.append(request(version, state, token))
                case "listing":
                    world.listings.append(listing(version, is_open=bool(state)))
                case _:
                    assert isinstance(state, SaleState)
                    world.sales.append(sale(version, state))
        for version, (names, days) in enumerate(disk):
            world.put(version, tuple(names), days)
        before = {version: world.names(version) for version in range(VERSIONS)}
        shown = world.service.overview()
        asked = [line.key for line in shown.lines] if asks_for_all else []

        cleaned = world.service.clean(asked)

        for version in range(VERSIONS):
            lost = before[version] - world.names(version)
            if needs(world, version):
                assert lost <= {"payload.age.wrong"}
            assert not (lost & set(FILES)) or lost >= before[version] & set(FILES), "half a version is left"
        going = {line.key for line in shown.lines if line.judged.verdict is Verdict.FREE}
        assert going.isdisjoint(line.key for line in world.service.overview().lines) or cleaned.kept


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path / "content")


def test_what_is_asked_about_stays_until_it_is_named(world: World) -> None:
    world.put(0, FILES, 1)
    world.purchases.append(purchase(0, PurchaseState.FINAL, 5))
    world.ended.add(5)
    (line,) = world.service.overview().lines

    untouched = world.service.clean()
    world_before = world.names(0)
    cleaned = world.service.clean([line.key])

    assert (untouched.things, world_before) == (0, set(FILES))
    assert (cleaned.things, cleaned.freed_bytes) == (1, line.judged.stored.bytes)
    assert world.names(0) == set()


def test_looking_changes_nothing(world: World) -> None:
    world.put(0, PARTS, 90)

    overview = world.service.overview()

    assert overview.bytes_of(Verdict.FREE) == overview.bytes_of() > 0
    assert world.names(0) == set(PARTS)
    assert world.changes == []


def test_a_purchase_that_begins_between_looking_and_deleting_keeps_its_parts(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.put(0, PARTS, 90)
    remove = world.remove

    def buy_meanwhile(identity: bytes, kind: Kind, may_go: object, cancel: CancelToken) -> bool:
        world.purchases.append(purchase(0, PurchaseState.FETCHING))
        return remove(identity, kind, may_go, cancel)

    monkeypatch.setattr(world, "remove", buy_meanwhile)
    cleaned = world.service.clean()

    assert (cleaned.things, cleaned.kept) == (0, 1)
    assert world.names(0) == set(PARTS)


def test_the_public_part_that_was_tried_goes_and_the_parts_of_yesterday_stay(world: World) -> None:
    world.put(0, (PUBLIC,), 40)
    world.put(0, ("payload.age.part",), 1)

    world.service.clean()

    assert world.names(0) == {"payload.age.part"}


def test_a_version_named_to_go_stays_while_parts_beside_it_are_kept(world: World) -> None:
    world.put(0, FILES, 40)
    world.put(0, ("payload.age.part",), 1)
    (line,) = [line for line in world.service.overview().lines if line.judged.stored.kind is Kind.WHOLE]

    assert world.service.clean([line.key]).kept == 1


def test_cancelling_stops_between_two_things(world: World) -> None:
    for version in range(3):
        world.put(version, PARTS, 90)
    cancel = CancelToken()

    def stop(_progress: Progress) -> None:
        cancel.cancel()

    with pytest.raises(Cancelled):
        world.service.clean(cancel=cancel, progress=stop)

    assert len(world.service.overview().lines) == 2
