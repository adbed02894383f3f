"""Bringing a snapshot over the web: taken up where it broke off, bounded by its own head, believed in nothing."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from desktop.bootstrap.snapshots import head_and_bound
from desktop.content.errors import InvalidSource
from desktop.content.kubo import KuboNode
from desktop.content.snapshot_fetching import SnapshotFetcher
from desktop.content.sources import IpfsAccess
from desktop.core.cancel import CancelToken
from desktop.core.errors import ContentUnavailable
from desktop.core.snapshots import NotASnapshot, OtherMarket, OtherSnapshot, SnapshotHead
from desktop.store.snapshot_files import open_head
from tests.helpers.ipfs_nodes import IpfsNode
from tests.helpers.snapshots import history, snapshot


class Server:
    """Serves one file, with ranges; ``cut`` is how many bytes an answer has before the connection ends."""

    def __init__(self) -> None:
        self.data = b""
        self.cut: int | None = None
        self.kind = "application/octet-stream"
        self.status = 0
        self.starts: list[int] = []
        self.url = ""

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        start = int((handler.headers.get("Range") or "bytes=0-")[6:-1])
        self.starts.append(start)
        if start >= len(self.data):
            handler.send_response(416)
            handler.end_headers()
            return
        body = self.data[start:]
        handler.send_response(self.status or (206 if start else 200))
        handler.send_header("Content-Type", self.kind)
        handler.send_header("Content-Length", str(len(body)))
        if start:
            handler.send_header("Content-Range", f"bytes {start}-{len(self.data) - 1}/{len(self.data)}")
        handler.end_headers()
        handler.wfile.write(body if self.cut is None else body[: self.cut])
        handler.close_connection = True


@contextmanager
def serving() -> Iterator[Server]:
    served = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            served.answer(self)

        def log_message(self, *_: Any) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served.url = f"http://127.0.0.1:{server.server_address[1]}/market.licet-snapshot"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    events = history(60)
    return snapshot(tmp_path_factory.mktemp("good"), events, events[-1].at.block_number)


@pytest.fixture
def server(good: Path) -> Iterator[Server]:
    with serving() as served:
        served.data = good.read_bytes()
        yield served


def anything(_head: SnapshotHead) -> None:
    """Every head will do."""


class Desk:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.fetcher = SnapshotFetcher(folder, head_and_bound, retries=2, pause_s=0.01)

    def fetch(self, source: str, digest: str = "", judge: Callable[[SnapshotHead], None] = anything) -> Path:
        return self.fetcher.fetch(source, digest, judge, CancelToken(), lambda _: None)

    @property
    def parts(self) -> list[int]:
        return [path.stat().st_size for path in self.folder.glob("*.part")]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "snapshots")


def test_a_snapshot_comes_whole(desk: Desk, server: Server, good: Path) -> None:
    assert desk.fetch(server.url).read_bytes() == good.read_bytes()


def test_a_transfer_that_breaks_off_goes_on_where_it_was(desk: Desk, server: Server, good: Path) -> None:
    server.cut = len(server.data) // 3

    assert desk.fetch(server.url).read_bytes() == good.read_bytes()
    assert server.starts == sorted(set(server.starts))
    assert len(server.starts) >= 3


def test_a_part_of_an_earlier_start_is_used(desk: Desk, server: Server, good: Path) -> None:
    server.cut = 5000
    desk.fetcher._retries = -1  # as if it had been killed
    with pytest.raises(ContentUnavailable):
        desk.fetch(server.url)
    server.cut, server.starts = None, []

    assert Desk(desk.folder).fetch(server.url).read_bytes() == good.read_bytes()
    assert server.starts == [5000]


def test_a_whole_part_is_not_fetched_again(desk: Desk, server: Server, good: Path) -> None:
    desk.fetch(server.url).rename(desk.folder / "old")
    part = next(iter(desk.folder.glob("old")))
    name = server_name(desk, server)
    part.rename(desk.folder / f"{name}.part")

    assert desk.fetch(server.url).read_bytes() == good.read_bytes()


def server_name(desk: Desk, server: Server) -> str:
    import hashlib

    return hashlib.sha256(server.url.encode()).hexdigest()[:32]


def test_no_more_is_taken_than_the_head_names(desk: Desk, server: Server) -> None:
    server.data += bytes(20 << 20)

    with pytest.raises(NotASnapshot):
        desk.fetch(server.url)

    assert desk.parts == []


def test_a_login_page_is_no_snapshot(desk: Desk, server: Server) -> None:
    server.kind = "text/html; charset=utf-8"

    with pytest.raises(ContentUnavailable):
        desk.fetch(server.url)


def test_other_bytes_are_refused_at_their_head(desk: Desk, server: Server) -> None:
    server.data = b'{"error": "no such file"}' * 400

    with pytest.raises(NotASnapshot):
        desk.fetch(server.url)

    assert desk.parts == []


def test_half_a_file_is_no_snapshot(desk: Desk, server: Server) -> None:
    server.data = server.data[:100]

    with pytest.raises(NotASnapshot):
        desk.fetch(server.url)


def test_a_head_that_may_not_be_taken_ends_the_transfer(desk: Desk, server: Server) -> None:
    def refuse(_head: SnapshotHead) -> None:
        raise OtherMarket

    with pytest.raises(OtherMarket):
        desk.fetch(server.url, judge=refuse)


def test_a_folder_gives_its_newest_or_the_one_that_is_named(desk: Desk, good: Path, tmp_path: Path) -> None:
    digest = open_head(good).head.digest
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    (shelf / "old.licet-snapshot").write_bytes(b"old")
    (shelf / f"{digest}.licet-snapshot").write_bytes(good.read_bytes())

    assert desk.fetch(str(shelf), digest).name == f"{digest}.licet-snapshot"
    assert desk.fetch(shelf.as_uri()).parent == shelf


def test_an_empty_folder_and_an_address_with_a_password_are_no_sources(desk: Desk, tmp_path: Path) -> None:
    for source in (str(tmp_path), "https://name:secret@example.org/a.licet-snapshot", "http://"):
        with pytest.raises(InvalidSource):
            desk.fetch(source)


def test_another_digest_is_another_snapshot(desk: Desk, server: Server) -> None:
    def only(head: SnapshotHead) -> None:
        if head.digest != "0" * 64:
            raise OtherSnapshot

    with pytest.raises(OtherSnapshot):
        desk.fetch(server.url, "0" * 64, only)


@pytest.mark.parametrize("way", ["node", "gateway"])
def test_a_snapshot_comes_out_of_ipfs(
    desk: Desk, good: Path, ipfs_nodes: tuple[IpfsNode, IpfsNode], way: str
) -> None:
    """Real Helia: the one node keeps it, the other one is asked."""
    with KuboNode(ipfs_nodes[0].rpc) as node:
        cid = node.add_folder("snapshots", [good], CancelToken())
    asked = IpfsAccess(node=ipfs_nodes[1].rpc) if way == "node" else IpfsAccess(gateway=ipfs_nodes[0].gateway)
    fetcher = SnapshotFetcher(desk.folder, head_and_bound, ipfs=lambda: asked, retries=2, pause_s=0.01)

    found = fetcher.fetch(f"ipfs://{cid}/snapshots/{good.name}", "", anything, CancelToken(), lambda _: None)

    assert found.read_bytes() == good.read_bytes()


def test_without_a_way_to_ipfs_it_is_not_there(desk: Desk) -> None:
    with pytest.raises(ContentUnavailable):
        desk.fetch("ipfs://bafkreifjjcie6lypi6ny7amxnfftagclbuxndqonfipmb64f2km2devei4")


def test_a_path_that_climbs_is_no_path_of_ipfs(desk: Desk) -> None:
    cid = "bafkreifjjcie6lypi6ny7amxnfftagclbuxndqonfipmb64f2km2devei4"

    assert desk.fetch(f"ipfs://{cid}/../../etc") == Path(f"ipfs://{cid}/../../etc")
