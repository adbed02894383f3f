"""The content server: four names, ranges, whole files only, and no client holds it up."""

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from threading import Event

import httpx
import pytest

from desktop.content import places, serving
from desktop.content.fetching import Fetcher
from desktop.content.places import Places
from desktop.content.serving import ContentServer
from desktop.content.store import ContentStore
from desktop.core.cancel import CancelToken
from desktop.core.contents import PAYLOAD
from tests.unit.content.versions import Version, make_in_store

SIZE = 70_000


@pytest.fixture
def shelf(tmp_path: Path) -> tuple[ContentStore, Version]:
    return make_in_store(tmp_path / "store", SIZE)


@pytest.fixture
def server(shelf: tuple[ContentStore, Version]) -> Iterator[ContentServer]:
    with ContentServer(shelf[0]) as server:
        yield server


@pytest.fixture
def url(server: ContentServer, shelf: tuple[ContentStore, Version]) -> str:
    return f"{server.base_url}/{shelf[1].content.identity.hex()}/{PAYLOAD}"


@pytest.fixture
def payload(shelf: tuple[ContentStore, Version]) -> bytes:
    return shelf[1].paths.payload.read_bytes()


def raw(server: ContentServer, request: bytes) -> bytes:
    with socket.create_connection(server.address, timeout=10) as connection:
        connection.sendall(request)
        return read_all(connection)


def test_the_fetcher_gets_a_version_from_it(
    tmp_path: Path, server: ContentServer, shelf: tuple[ContentStore, Version]
) -> None:
    mine = ContentStore(tmp_path / "mine")

    Fetcher(mine).fetch(shelf[1].content, [], CancelToken(), added=[server.base_url])

    assert mine.is_complete(shelf[1].content.identity)


def test_a_whole_file_says_what_it_is(url: str, payload: bytes) -> None:
    answer = httpx.get(url)

    assert answer.status_code == 200
    assert answer.content == payload
    assert answer.headers["accept-ranges"] == "bytes"
    assert answer.headers["content-type"] == "application/octet-stream"


@pytest.mark.parametrize(
    ("asked", "first", "end"),
    [
        ("0-", 0, None),
        ("100-", 100, None),
        ("5-9", 5, 10),
        ("69000-999999999", 69000, None),
        ("-7", -7, None),
    ],
)
def test_a_range_is_answered_with_that_part(
    url: str, payload: bytes, asked: str, first: int, end: int | None
) -> None:
    answer = httpx.get(url, headers={"Range": f"bytes={asked}"})

    assert answer.status_code == 206
    assert answer.content == payload[first:end]
    begin = first % len(payload)
    assert (
        answer.headers["content-range"] == f"bytes {begin}-{begin + len(answer.content) - 1}/{len(payload)}"
    )


@pytest.mark.parametrize("asked", ["bytes=999999-", "bytes=-0"])
def test_a_range_behind_the_end_is_416(url: str, payload: bytes, asked: str) -> None:
    answer = httpx.get(url, headers={"Range": asked})

    assert answer.status_code == 416
    assert answer.headers["content-range"] == f"bytes */{len(payload)}"


@pytest.mark.parametrize("asked", ["bytes=9-5", "bytes=1-2,4-5", "lines=1-2", "bytes=-", "bytes=x-1"])
def test_a_range_that_is_not_understood_gives_the_whole_file(url: str, payload: bytes, asked: str) -> None:
    answer = httpx.get(url, headers={"Range": asked})

    assert (answer.status_code, answer.content) == (200, payload)


def test_if_range_with_another_etag_gives_the_whole_file(url: str) -> None:
    etag = httpx.head(url).headers["etag"]

    same = httpx.get(url, headers={"Range": "bytes=5-", "If-Range": etag})
    other = httpx.get(url, headers={"Range": "bytes=5-", "If-Range": '"other"'})

    assert (same.status_code, other.status_code) == (206, 200)


def test_head_has_no_body(url: str, payload: bytes) -> None:
    answer = httpx.head(url)

    assert answer.content == b""
    assert answer.headers["content-length"] == str(len(payload))


@pytest.mark.parametrize(
    "target",
    [
        "/",
        "/{identity}",
        "/{identity}/",
        "/{identity}/payload.age.part",
        "/{identity}/../{identity}/payload.age",
        "/{identity}/plain",
        "/{identity}/payload.age?x=1",
        "/{identity}/payload.age%00",
        "/{upper}/payload.age",
        "/../../etc/passwd",
        "//etc/passwd",
        "/0000000000000000000000000000000000000000000000000000000000000000/payload.age",
    ],
)
def test_nothing_else_is_there(
    server: ContentServer, shelf: tuple[ContentStore, Version], target: str
) -> None:
    identity = shelf[1].content.identity.hex()
    (shelf[1].folder / "plain").write_bytes(b"secret")
    (shelf[1].folder / "payload.age.part").write_bytes(b"half")
    path = target.format(identity=identity, upper=identity.upper())

    answer = raw(server, f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())

    assert answer.startswith(b"HTTP/1.1 404 ")
    assert answer.endswith(b"\r\n\r\n")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_written(url: str, method: str) -> None:
    assert httpx.request(method, url).status_code == 501


def test_a_request_with_a_body_is_refused(url: str) -> None:
    assert httpx.request("GET", url, content=b"body").status_code == 400


def test_a_request_that_drips_is_cut_at_its_deadline(
    server: ContentServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each byte would restart a time-out of the socket; the deadline stands."""
    monkeypatch.setattr(serving, "REQUEST_S", 0.3)

    with socket.create_connection(server.address, timeout=10) as connection:
        dripped = 0
        connection.settimeout(0.05)
        while dripped < 200:  # ten seconds at most
            try:
                connection.sendall(b"G")
                dripped += 1
                if connection.recv(1) == b"":
                    break
            except TimeoutError:
                continue
            except (ConnectionResetError, BrokenPipeError):
                break

    assert dripped < 100


def test_sixty_four_idle_connections_do_not_keep_a_buyer_out(
    server: ContentServer, url: str, payload: bytes
) -> None:
    """The longest idle one gives way; with the first server that we had, this request was refused."""
    with ExitStack() as stack:
        idle = [
            stack.enter_context(socket.create_connection(server.address, timeout=10))
            for _ in range(places.MOST)
        ]
        idle[0].settimeout(10)

        answer = httpx.get(url)

        assert answer.content == payload
        assert idle[0].recv(1) == b""


def test_a_connection_that_is_being_answered_does_not_give_way(
    shelf: tuple[ContentStore, Version], payload: bytes
) -> None:
    gate = Gate()
    with ContentServer(shelf[0], pace=gate, places=Places(most=1)) as server:
        request = f"GET /{shelf[1].content.identity.hex()}/{PAYLOAD} HTTP/1.1\r\nConnection: close\r\n\r\n"
        with socket.create_connection(server.address, timeout=10) as first:
            first.sendall(request.encode())
            gate.reached.wait(10)
            refused = raw(server, request.encode())
            gate.open.set()
            answered = read_all(first)

    assert refused.startswith(b"HTTP/1.1 503 ")
    assert b"Retry-After: " in refused
    assert answered.endswith(payload)


def test_one_address_gets_a_few_places_and_this_machine_all() -> None:
    kept = Places(most=10, most_of_one=2)
    with ExitStack() as stack:
        pairs = [stack.enter_context(closing(one)) for pair in range(8) for one in socket.socketpair()]
        stranger = [kept.enter(pairs[i], "203.0.113.9") for i in range(2)]
        neighbours = [kept.enter(pairs[i], f"2001:db8::{i}") for i in (2, 3)]
        assert all(place is not None for place in (*stranger, *neighbours))

        third = kept.enter(pairs[4], "203.0.113.9")
        same_network = kept.enter(pairs[5], "2001:db8::ffff")
        local = [kept.enter(pairs[i], "127.0.0.1") for i in range(6, 12)]

        assert third is not None
        assert stranger[0] is not None
        assert stranger[0].is_over
        assert same_network is not None
        assert neighbours[0] is not None
        assert neighbours[0].is_over
        assert all(place is not None and not place.is_over for place in local)
        assert len(kept) == 10


def test_an_address_whose_places_are_all_at_work_gets_no_more() -> None:
    kept = Places(most=10, most_of_one=1)
    one, other = socket.socketpair()
    with one, other:
        place = kept.enter(one, "203.0.113.9")
        assert place is not None
        place.work()

        assert kept.enter(other, "203.0.113.9") is None
        assert kept.enter(other, "203.0.113.10") is not None


def test_a_client_that_takes_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "SEND_S", 0.2)
    store, version = make_in_store(tmp_path / "large", 8 << 20)
    path = f"/{version.content.identity.hex()}/{PAYLOAD}"
    with ContentServer(store) as server, socket.create_connection(server.address, timeout=10) as client:
        client.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())

        wait_until(lambda: server.connections == 0)

        assert sum(server.take_given().values()) < 8 << 20


def test_only_what_is_offered_is_served(shelf: tuple[ContentStore, Version]) -> None:
    offered: set[bytes] = set()
    identity = shelf[1].content.identity
    with ContentServer(shelf[0], offers=offered.__contains__) as server:
        url = f"{server.base_url}/{identity.hex()}/{PAYLOAD}"

        before = httpx.get(url).status_code
        offered.add(identity)
        after = httpx.get(url).status_code

    assert (before, after) == (404, 200)


def test_what_was_given_is_counted_by_version_and_once(
    server: ContentServer, url: str, payload: bytes, shelf: tuple[ContentStore, Version]
) -> None:
    httpx.get(url)
    httpx.get(url, headers={"Range": "bytes=0-9"})
    httpx.head(url)
    httpx.get(f"{server.base_url}/{'0' * 64}/{PAYLOAD}")

    assert server.take_given() == {shelf[1].content.identity: len(payload) + 10}
    assert server.take_given() == {}


def test_sending_waits_for_the_pace_step_by_step(shelf: tuple[ContentStore, Version], payload: bytes) -> None:
    asked: list[int] = []

    class Counting:
        def take(self, length: int, stop: Callable[[], None]) -> None:
            stop()
            asked.append(length)

    with ContentServer(shelf[0], pace=Counting()) as server:
        answer = httpx.get(f"{server.base_url}/{shelf[1].content.identity.hex()}/{PAYLOAD}")

    assert answer.content == payload
    assert sum(asked) == len(payload)


def test_stopping_cuts_what_waits_for_the_pace(shelf: tuple[ContentStore, Version]) -> None:
    gate = Gate()
    server = ContentServer(shelf[0], pace=gate)
    server.start()
    with socket.create_connection(server.address, timeout=10) as client:
        client.sendall(f"GET /{shelf[1].content.identity.hex()}/{PAYLOAD} HTTP/1.1\r\n\r\n".encode())
        gate.reached.wait(10)

        server.stop()
        answer = read_all(client)

    assert answer.partition(b"\r\n\r\n")[2] == b""
    assert gate.was_stopped.wait(10)


class Gate:
    """A pace that lets nothing through until it is opened."""

    def __init__(self) -> None:
        self.reached, self.open, self.was_stopped = Event(), Event(), Event()

    def take(self, length: int, stop: Callable[[], None]) -> None:
        self.reached.set()
        while not self.open.wait(0.01):
            try:
                stop()
            except Exception:
                self.was_stopped.set()
                raise


def wait_until(is_so: Callable[[], bool]) -> None:
    for _ in range(1000):
        if is_so():
            return
        Event().wait(0.01)
    raise AssertionError("it never came")


def read_all(connection: socket.socket) -> bytes:
    answer = b""
    while data := connection.recv(65536):
        answer += data
    return answer


def test_two_requests_share_a_connection(url: str) -> None:
    with httpx.Client() as client:
        codes = [client.get(url, headers={"Range": f"bytes={i}-{i}"}).status_code for i in range(5)]

    assert codes == [206] * 5
