"""Nothing that is asked of the network depends on the private row: two people, the same clicks, the same bytes."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from desktop.assets import Assets
from desktop.bootstrap.contents import KeptContent
from desktop.chain.gateway import ChainGateway, revert_names
from desktop.content.store import ContentStore
from desktop.core.tastes import DAY_S
from desktop.runtime.host import ModelHost
from desktop.services.catalogue import CatalogueService
from desktop.services.tokens import TokenService
from desktop.store.catalogue import CatalogueReader
from desktop.ui.jobs import ChangeBus, JobRunner
from desktop.ui.pages.listing import ListingPage
from desktop.ui.pages.market import MarketPage
from desktop.ui.shell import MainWindow
from desktop.ui.showcase import Showcase
from desktop.ui.widgets.shelf_strip import ShelfStrip
from tests.helpers.samples import CHAIN_ID, MARKET
from tests.helpers.tastes import TIME, Shop
from tests.ui.conftest import Desk

SHOWN_AT_ALL = 3


class Listener:
    """A node and a mirror in one, which write down every byte that reaches them."""

    def __init__(self) -> None:
        self.url = ""
        self.heard: list[bytes] = []
        self._lock = threading.Lock()

    def note(self, what: bytes) -> None:
        with self._lock:
            self.heard.append(what)

    def take(self) -> list[bytes]:
        """What was heard since, of requests that run at once in one order."""
        with self._lock:
            found, self.heard = sorted(self.heard), []
        return found


@contextmanager
def listening() -> Iterator[Listener]:
    listener = Listener()
    header = {"number": "0x10", "timestamp": hex(TIME), "hash": "0x" + "11" * 32}
    answers: dict[str, Any] = {"eth_chainId": hex(CHAIN_ID), "eth_getBlockByNumber": header}

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            listener.note(f"GET {self.path} {sorted(self.headers.items())}".encode())
            self._answer(404, b"")

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            request = json.loads(body)
            listener.note(json.dumps({**request, "id": 0}, sort_keys=True).encode())
            result = answers.get(request["method"])
            self._answer(200, json.dumps({"jsonrpc": "2.0", "id": request["id"], "result": result}).encode())

        def _answer(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    listener.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield listener
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def taste_first(shop: Shop) -> None:
    """Owns and uses what people of the first kind buy."""
    shop.runs = {3: 40, 4: 2}
    shop.service.dislike(10)


def taste_second(shop: Shop) -> None:
    """Looked at what people of the second kind buy, day after day."""
    for day in range(6):
        shop.time += DAY_S * day
        shop.service.opened(12)
        shop.service.opened(13)
    shop.service.dislike(1)


def _session(
    folder: Path, listener: Listener, prepare: Callable[[Shop], None], bus: ChangeBus
) -> tuple[list[list[bytes]], list[int]]:
    """What was heard at each click, and what was recommended; the clicks are the same for everybody."""
    folder.mkdir()
    with ExitStack() as stack:
        shop = Shop(folder, stack).fill(lambda _listing: (listener.url + "/",))
        prepare(shop)
        gateway = ChainGateway.connect([listener.url], CHAIN_ID, MARKET, reverts=revert_names(Assets.find()))
        stack.callback(gateway.close)
        reader = CatalogueReader(folder / "catalogue-31337.db")
        stack.callback(reader.close)
        content = KeptContent(ContentStore(folder / "content"), ModelHost(), (listener.url + "/",))
        show = Showcase(bus.publish)
        show.catalogue = CatalogueService(  # type: ignore[assignment]
            reader=reader, head=gateway.head, fetch_public=content.fetch_public, inspect_public=content.read_public,
            memory_bytes=lambda: 1 << 30, describe_fault=str, tokens=TokenService(gateway.tokens), publish=bus.publish,
        )  # fmt: skip
        show.recommending = shop.service  # type: ignore[assignment]
        return _click_around(show, listener, bus)


def _click_around(show: Showcase, listener: Listener, bus: ChangeBus) -> tuple[list[list[bytes]], list[int]]:
    jobs = JobRunner()
    desk = Desk(MainWindow(jobs, bus), show, jobs)
    heard: list[list[bytes]] = []

    def then(act: Callable[[], object]) -> None:
        act()
        desk.settle()
        heard.append(listener.take())

    try:
        desk.window.resize(1280, 820)
        desk.window.show()
        then(lambda: desk.window.attach(show.services))
        strip = desk.find(ShelfStrip, "recommended")
        suggested = [card.shown.listing.id for card in strip.row.cards]
        then(lambda: desk.go("listing", "6"))
        then(lambda: desk.go("market"))
        then(lambda: desk.page(MarketPage).search.setText("Model 1"))
        then(lambda: desk.page(MarketPage).search.clear())  # noqa: PLW0108 - the page of then
        then(lambda: desk.go("listing", "14"))
        then(lambda: desk.page(ListingPage).also_bought.row.cards[0].click())  # noqa: PLW0108 - the page of then
        then(lambda: desk.go("tastes"))
        then(lambda: show.recommending.dislike(15))
        then(lambda: desk.go("settings"))
        then(lambda: show.recommending.turn(on=False))
        then(lambda: desk.go("market"))
    finally:
        jobs.close()
        desk.window.close()
        desk.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return heard, suggested


@pytest.mark.usefixtures("theme")
def test_two_people_who_click_the_same_ask_the_network_the_same(
    tmp_path: Path, bus: ChangeBus, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every request to the node and every request for content, byte by byte, at each click."""
    for clock in ("desktop.ui.pages.market._STATUS_MS", "desktop.ui.shell.POLL_MS"):
        monkeypatch.setattr(clock, 10**8)  # what a clock asks is no click
    with listening() as listener:
        first, liked = _session(tmp_path / "first", listener, taste_first, bus)
        second, preferred = _session(tmp_path / "second", listener, taste_second, bus)

    assert liked[:SHOWN_AT_ALL] != preferred[:SHOWN_AT_ALL]  # they are shown different models,
    assert first == second  # and nobody who listens can tell
    assert not any(b"GET" in request for request in first[0])  # the strip itself fetches nothing
    assert any(b"GET" in request for click in first for request in click)
    assert any(b"eth_" in request for click in first for request in click)
