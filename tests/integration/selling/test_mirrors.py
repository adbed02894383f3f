"""A seller publishes to several places at once and changes a listing's addresses, on a real chain."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from desktop.bootstrap.keeping import MirrorDesk
from desktop.content.serving import ContentServer
from desktop.content.store import ContentStore
from desktop.core.cancel import CancelToken
from desktop.core.cards import make_card, parse_card
from desktop.core.changes import Progress
from desktop.core.cids import cid_of
from desktop.core.contents import PAYLOAD, Commitments
from desktop.core.errors import ContentUnavailable
from desktop.core.listings import Card
from desktop.core.mirrors import Mirror, MirrorKind, MirrorOutcome
from desktop.services.selling import ReadyPackage, SellingService
from desktop.services.selling.mirroring import MirrorService, NothingPublished, TooManySources
from desktop.store.mirrors import MirrorStore
from desktop.store.sales import SaleStore
from tests.helpers.ipfs_nodes import IpfsNode
from tests.integration.selling.conftest import Bench
from tests.integration.selling.test_pending_listings import selling_service
from tests.unit.content.versions import Version, flip, make_in_store

GONE = Mirror(MirrorKind.FOLDER, "/nowhere/at/all", "https://gone.example/licet")


@dataclass
class Seller:
    """A seller with a sealed version in a real store, and places for it."""

    bench: Bench
    book: SaleStore
    store: ContentStore
    version: Version
    share: Path
    outcomes: list[MirrorOutcome] = field(default_factory=list)
    told: list[Progress] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.mirror_book = MirrorStore(self.book._database)
        self.desk = MirrorDesk(self.store, self.mirror_book.mirrors)
        self.selling = self._selling()
        self.mirrors = MirrorService(
            content=self.desk,
            book=self.mirror_book,
            listings=self.book,
            lister=self.selling,
            read_card=parse_card,
            clock=self.bench.clock,
            publish=lambda _change: None,
        )

    def _selling(self) -> SellingService:
        def seal(_ready: ReadyPackage, envelope_for: Any, _progress: Any) -> Commitments:
            envelope_for((9).to_bytes(32, "little"))
            return self.version.content

        def card(_manifest: Any, sources: Any, *_rest: Any) -> bytes:
            return make_card(
                Card(
                    format=1, name="Digits", version="1.0.0", task="image-classification", summary="s",
                    license="MIT", sources=list(sources), public_bytes=9,
                )
            )  # fmt: skip

        return selling_service(self.bench, self.book, seal, card, self.desk)

    def publish(self, *mirrors: Mirror, sources: tuple[str, ...] = ()) -> int:
        manifest: Any = SimpleNamespace(name="Digits", version="1.0.0")
        return self.selling.publish(
            ReadyPackage(manifest, "token", 10, 1_000), 10**16, 10**15, 10**14, sources, CancelToken(),
            self.told.append, mirrors=mirrors, mirrored=self.outcomes.extend,
        )  # fmt: skip

    def sources(self, listing: int) -> list[str]:
        """What stands in the card on the chain."""
        found = self.bench.gateway.listing(listing)
        assert found is not None
        return parse_card(found[1]).sources


@pytest.fixture
def seller(bench: Bench, book: SaleStore, tmp_path: Path) -> Seller:
    store, version = make_in_store(tmp_path / "content", 300_000)
    share = tmp_path / "share"
    share.mkdir()
    return Seller(bench, book, store, version, share)


@pytest.fixture
def web(seller: Seller) -> Iterator[Mirror]:
    """The share, served by a web server."""
    with ContentServer(ContentStore(seller.share)) as server:
        yield Mirror(MirrorKind.FOLDER, str(seller.share), server.base_url)


def test_a_version_goes_to_every_place_and_their_addresses_into_the_card(
    seller: Seller, web: Mirror, ipfs_nodes: tuple[IpfsNode, IpfsNode]
) -> None:
    ipfs = Mirror(MirrorKind.IPFS, ipfs_nodes[0].rpc, ipfs_nodes[0].gateway)
    app = Mirror(MirrorKind.APP, address="https://seed.example:8443")
    seller.mirrors.keep_mirrors([web, ipfs, app])

    listing = seller.publish(web, ipfs, app, GONE, sources=("https://typed.example/licet",))

    typed, copied, cid, gateway, own = seller.sources(listing)
    assert (typed, copied, own) == ("https://typed.example/licet", web.address, app.address)
    assert gateway == f"{ipfs_nodes[0].gateway}/ipfs/{cid_of(cid)}"
    assert [outcome.error is None for outcome in seller.outcomes] == [True, True, True, False]
    assert isinstance(seller.outcomes[3].error, ContentUnavailable)
    assert {step.key for step in seller.told if step.step == "mirror"} == {"0", "1"}
    found = {line.source: line for served in seller.mirrors.ask(CancelToken()) for line in served.lines}
    serving = {
        source for source, line in found.items() if line.standing is not None and line.standing.is_serving
    }
    assert serving == {copied, cid, gateway}


def test_a_version_that_no_place_took_is_not_listed(seller: Seller) -> None:
    before = seller.bench.gateway.mined_nonce(seller.bench.seller)

    with pytest.raises(NothingPublished) as caught:
        seller.publish(GONE)

    assert caught.value.count == 1
    assert seller.bench.gateway.mined_nonce(seller.bench.seller) == before


def test_a_card_names_six_addresses_at_most(seller: Seller) -> None:
    places = [Mirror(MirrorKind.APP, address=f"https://{number}.example") for number in range(7)]

    with pytest.raises(TooManySources):
        seller.publish(*places)


def test_a_source_that_lost_bytes_is_found_and_what_it_once_gave_is_remembered(
    seller: Seller, web: Mirror
) -> None:
    listing = seller.publish(web)
    (before,) = seller.mirrors.ask(CancelToken())
    for path in (seller.share / seller.version.content.identity.hex()).glob(PAYLOAD):
        for chunk in range(5):
            flip(path, 20 + 65_552 * chunk)
    seller.bench.clock.time += 3600

    (after,) = seller.mirrors.ask(CancelToken(), listings={listing})

    first, then = before.lines[0].standing, after.lines[0].standing
    assert first is not None
    assert then is not None
    assert (first.is_serving, first.pieces, before.serving) == (True, 4, 1)
    assert (then.fault, then.asked_at - then.served_at, after.serving) == ("chunk", 3600, 0)


def test_publishing_again_mends_the_place_and_adds_new_addresses_without_a_new_version(
    seller: Seller, web: Mirror
) -> None:
    listing = seller.publish(web)
    identity = seller.version.content.identity
    (seller.share / identity.hex() / PAYLOAD).unlink()
    own = Mirror(MirrorKind.APP, address="https://seed.example:8443")

    outcomes = seller.mirrors.publish_again(listing, [web, own], CancelToken())

    assert [outcome.error for outcome in outcomes] == [None, None]
    assert seller.sources(listing) == [web.address, own.address]
    (served,) = seller.mirrors.overview()
    assert (served.own.listing, served.own.terms.identity) == (listing, identity)
    assert [line.standing is not None and line.standing.is_serving for line in served.lines] == [True, False]


def test_publishing_again_to_the_same_place_sends_nothing_to_the_chain(seller: Seller, web: Mirror) -> None:
    listing = seller.publish(web)
    before = seller.bench.gateway.mined_nonce(seller.bench.seller)

    seller.mirrors.publish_again(listing, [web], CancelToken())

    assert seller.bench.gateway.mined_nonce(seller.bench.seller) == before


def test_a_dead_address_is_taken_out_and_the_licence_key_stays(seller: Seller, web: Mirror) -> None:
    listing = seller.publish(web, sources=("https://dead.example",))
    before = seller.bench.gateway.listing(listing)

    seller.mirrors.drop_source(listing, "https://dead.example", CancelToken())

    after = seller.bench.gateway.listing(listing)
    assert before is not None
    assert after is not None
    assert seller.sources(listing) == [web.address]
    assert (after[0].key_hash, after[0].salt) == (before[0].key_hash, before[0].salt)


def test_looking_asks_nobody(seller: Seller, web: Mirror, monkeypatch: pytest.MonkeyPatch) -> None:
    seller.publish(web)
    asked: list[str] = []
    monkeypatch.setattr(seller.desk, "ask", lambda *_: asked.append("asked"))

    (served,) = seller.mirrors.overview()

    assert served.lines[0].standing is None
    assert asked == []


def test_by_itself_it_asks_once_a_day(seller: Seller, web: Mirror) -> None:
    seller.publish(web)

    first = seller.mirrors.ask_if_due(CancelToken())
    again = seller.mirrors.ask_if_due(CancelToken())
    seller.bench.clock.time += 86_400
    next_day = seller.mirrors.ask_if_due(CancelToken())

    assert (first, again, next_day) == (True, False, True)
