"""The client of the person's IPFS node, against real Helia behind Kubo's RPC API, and against what is none."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import httpx
import pytest

from desktop.content.errors import InvalidSource, IpfsRefused, SourceFault
from desktop.content.kubo import KuboNode
from desktop.core.cancel import CancelToken
from desktop.core.contents import FILES, PAYLOAD
from desktop.core.errors import Cancelled, ContentMismatch
from tests.helpers.ipfs_nodes import IpfsNode
from tests.unit.content.versions import Version, make

Nodes = tuple[IpfsNode, IpfsNode]
ABSENT = "bafybeifx7yeb55armcsxwwitkymga5xf53dxiarykms3ygqic223w5sk3m"
HELLO = "bafkreifjjcie6lypi6ny7amxnfftagclbuxndqonfipmb64f2km2devei4"
HELLO_BELOW_AB = "bafybeiesqvig4fmnz2sgyy5ejovtidttexj5wbbdyomwy2bwume7lsiayy"


@pytest.fixture(scope="module")
def version(tmp_path_factory: pytest.TempPathFactory) -> Version:
    """A version of several blocks."""
    return make(tmp_path_factory.mktemp("version"), 700_000)


@pytest.fixture(scope="module")
def cid(version: Version, ipfs_nodes: Nodes) -> str:
    """The version, added to the first node."""
    with KuboNode(ipfs_nodes[0].rpc) as node:
        return add(node, version)


def add(node: KuboNode, version: Version, progress: Callable[[int, int], None] = lambda _d, _t: None) -> str:
    files = [version.folder / name for name in FILES]
    return node.add_folder(version.content.identity.hex(), files, CancelToken(), progress)


def test_a_node_says_who_it_is_and_how_full(ipfs_nodes: Nodes, cid: str) -> None:
    with KuboNode(ipfs_nodes[0].rpc) as node:
        identity, room = node.identify(), node.room()

    assert identity.agent.startswith("helia/")
    assert identity.peer_id in ipfs_nodes[0].swarm
    assert 700_000 < room.used_bytes < room.most_bytes


def test_the_same_files_have_kubos_own_identifier(ipfs_nodes: Nodes, tmp_path: Path) -> None:
    """``ipfs add --cid-version=1 --wrap-with-directory`` of ab/h with "hello world\\n" gives the same ones."""
    (tmp_path / "h").write_bytes(b"hello world\n")

    with KuboNode(ipfs_nodes[0].rpc) as node:
        root = node.add_folder("ab", [tmp_path / "h"], CancelToken())
        with node.cat(f"{root}/ab/h") as named, node.cat(HELLO) as direct:
            assert b"".join(named) == b"".join(direct) == b"hello world\n"

    assert root == HELLO_BELOW_AB


def test_what_was_added_is_read_back_at_any_offset(ipfs_nodes: Nodes, version: Version, cid: str) -> None:
    path = f"{cid}/{version.content.identity.hex()}/{PAYLOAD}"
    payload = version.paths.payload.read_bytes()

    with KuboNode(ipfs_nodes[0].rpc) as node:
        with node.cat(path, 262_000, 1_000, local_only=True) as part:
            assert b"".join(part) == payload[262_000:263_000]
        with node.cat(path, 600_000) as rest:
            assert b"".join(rest) == payload[600_000:]


def test_adding_tells_its_progress_up_to_the_last_byte(ipfs_nodes: Nodes, version: Version) -> None:
    told: list[tuple[int, int]] = []
    total = sum((version.folder / name).stat().st_size for name in FILES)

    with KuboNode(ipfs_nodes[0].rpc) as node:
        add(node, version, lambda done, of: told.append((done, of)))

    assert told == sorted(told)
    assert told[-1] == (total, total)
    assert len(told) > len(FILES)


def test_added_content_is_pinned_until_it_is_unpinned(ipfs_nodes: Nodes, tmp_path: Path) -> None:
    other = make(tmp_path / "other", 1_000)

    with KuboNode(ipfs_nodes[0].rpc) as node:
        root = add(node, other)
        assert node.is_pinned(root)
        node.unpin(root)
        node.unpin(root)
        assert not node.is_pinned(root)


def test_content_travels_to_another_node_and_outlives_the_first_ones_copy(
    ipfs_nodes: Nodes, tmp_path: Path
) -> None:
    """Bitswap over loopback: the second node never saw the files."""
    travelling = make(tmp_path / "travelling", 600_000)
    with KuboNode(ipfs_nodes[0].rpc) as first, KuboNode(ipfs_nodes[1].rpc) as second:
        root = add(first, travelling)
        path = f"{root}/{travelling.content.identity.hex()}/{PAYLOAD}"
        with pytest.raises(IpfsRefused), second.cat(path, local_only=True) as nothing:
            list(nothing)

        second.pin(root)
        first.unpin(root)
        ipfs_nodes[0].call("repo/gc")

        assert second.is_pinned(root)
        with second.cat(path, local_only=True) as payload:
            assert b"".join(payload) == travelling.paths.payload.read_bytes()


def test_a_gateway_gives_ranges_of_the_files(ipfs_nodes: Nodes, version: Version, cid: str) -> None:
    url = f"{ipfs_nodes[0].gateway}/ipfs/{cid}/{version.content.identity.hex()}/{PAYLOAD}"
    payload = version.paths.payload.read_bytes()

    answer = httpx.get(url, headers={"Range": "bytes=262000-262999"})

    assert answer.status_code == 206
    assert answer.headers["Content-Range"] == f"bytes 262000-262999/{len(payload)}"
    assert answer.content == payload[262_000:263_000]


def test_what_nobody_has_is_refused_in_the_nodes_words(ipfs_nodes: Nodes) -> None:
    node = KuboNode(ipfs_nodes[0].rpc)
    with node, pytest.raises(IpfsRefused) as caught, node.cat(f"{ABSENT}/x", local_only=True) as body:
        list(body)

    assert caught.value.source == ipfs_nodes[0].rpc
    assert caught.value.call == "cat"
    assert caught.value.message


def test_a_cancelled_addition_names_no_identifier(ipfs_nodes: Nodes, version: Version) -> None:
    cancel = CancelToken()
    files = [version.folder / name for name in FILES]

    with KuboNode(ipfs_nodes[0].rpc) as node, pytest.raises(Cancelled):
        node.add_folder("ab", files, cancel, lambda _done, _total: cancel.cancel())


def test_a_file_that_shrinks_while_it_is_sent_is_not_added(ipfs_nodes: Nodes, tmp_path: Path) -> None:
    file = tmp_path / "shrinking"
    file.write_bytes(bytes(600_000))

    def cut(_done: int, _total: int) -> None:
        file.write_bytes(b"")

    with KuboNode(ipfs_nodes[0].rpc) as node, pytest.raises(ContentMismatch):
        node.add_folder("ab", [file], CancelToken(), cut)


@pytest.mark.parametrize(
    "endpoint",
    ["", "127.0.0.1:5001", "ftp://127.0.0.1", "http://user:pw@127.0.0.1:5001", "http://", "http://[::1",
     "http://127.0.0.1:5001/?x=1", "http://127.0.0.1:5001/api", "file:///x", "http://127.0.0.1:0"],
)  # fmt: skip
def test_other_addresses_are_no_node(endpoint: str) -> None:
    with pytest.raises(InvalidSource):
        KuboNode(endpoint)


@pytest.mark.parametrize("cid", ["", "..", f"{ABSENT}?x=1", "../../repo", f"{ABSENT}\n"])
def test_nothing_but_an_identifier_reaches_the_node(cid: str) -> None:
    with KuboNode("http://127.0.0.1:9") as node, pytest.raises(ValueError, match="cid"):
        node.pin(cid)


def test_a_port_where_nobody_listens_is_said(unused_port: int) -> None:
    with KuboNode(f"http://127.0.0.1:{unused_port}") as node, pytest.raises(SourceFault) as caught:
        node.identify()

    assert caught.value.reason == "unreachable"
    assert not caught.value.is_final


@pytest.fixture
def unused_port() -> int:
    with ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as server:
        return int(server.server_address[1])


@contextmanager
def impostor(status: int, body: bytes) -> Iterator[str]:
    """Another program on that port, which answers everything alike."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", "0")))
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

        def handle(self) -> None:
            with suppress(ConnectionError):
                super().handle()

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("status", "body", "reason"),
    [
        (200, b"<html>log in</html>", "no_node"),
        (200, b"{}", "no_node"),
        (200, b'{"ID": 7}', "no_node"),
        (200, b"[" * 60_000, "no_node"),
        (200, b"\xff\xfe", "no_node"),
        (200, b" " * 70_000, "length"),
        (500, b"Internal Server Error", "no_node"),
        (403, b"", "status"),
        (301, b"", "status"),
        (503, b"", "status"),
    ],
)
def test_what_is_no_node_is_told_apart(status: int, body: bytes, reason: str) -> None:
    with impostor(status, body) as endpoint, KuboNode(endpoint) as node, pytest.raises(SourceFault) as caught:
        node.identify()

    assert caught.value.reason == reason
    assert caught.value.detail == (str(status) if reason == "status" else "")


def test_a_nodes_words_are_one_short_plain_line() -> None:
    said = json.dumps({"Message": "full\n\x1b[31m\u202e" + "x" * 5_000, "Code": 0, "Type": "error"}).encode()

    with impostor(500, said) as endpoint, KuboNode(endpoint) as node, pytest.raises(IpfsRefused) as caught:
        node.identify()

    assert caught.value.message.isprintable()
    assert len(caught.value.message) == 200


@pytest.mark.parametrize(
    "names",
    [
        [],
        ["", "ab"],
        ["ab/h", "ab"],
        ["ab/h", "ab", "", "ab/other"],
        ["ab/h", "ab/h", "ab", ""],
        ["ab/other", "ab", ""],
    ],
)
def test_an_answer_that_does_not_name_each_file_once_is_not_believed(
    names: list[str], tmp_path: Path
) -> None:
    (tmp_path / "h").write_bytes(b"x")
    body = b"".join(
        json.dumps({"Name": name, "Hash": ABSENT, "Size": "1"}).encode() + b"\n" for name in names
    )

    with impostor(200, body) as endpoint, KuboNode(endpoint) as node, pytest.raises(SourceFault):
        node.add_folder("ab", [tmp_path / "h"], CancelToken())


def test_a_root_that_is_no_folder_is_not_believed(tmp_path: Path) -> None:
    (tmp_path / "h").write_bytes(b"x")
    names = ["ab/h", "ab", ""]
    body = b"".join(json.dumps({"Name": name, "Hash": HELLO}).encode() + b"\n" for name in names)

    with impostor(200, body) as endpoint, KuboNode(endpoint) as node, pytest.raises(SourceFault):
        node.add_folder("ab", [tmp_path / "h"], CancelToken())
