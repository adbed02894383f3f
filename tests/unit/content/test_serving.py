"""The content server: four names, ranges, whole files only, and no client holds it up."""

import socket
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from desktop.content import serving
from desktop.content.fetching import Fetcher
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
        answer = b""
        while data := connection.recv(65536):
            answer += data
        return answer


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


def test_more_connections_than_slots_are_closed_at_once(
    shelf: tuple[ContentStore, Version], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "MAX_CONNECTIONS", 1)

    with ContentServer(shelf[0]) as server, socket.create_connection(server.address, timeout=10) as first:
        first.sendall(b"GET / HTTP/1.1\r\n")
        with socket.create_connection(server.address, timeout=10) as second:
            refused = second.recv(100)
        first.sendall(b"Host: x\r\n\r\n")
        answered = first.recv(100)

    assert refused == b""
    assert answered.startswith(b"HTTP/1.1 404")


def test_two_requests_share_a_connection(url: str) -> None:
    with httpx.Client() as client:
        codes = [client.get(url, headers={"Range": f"bytes={i}-{i}"}).status_code for i in range(5)]

    assert codes == [206] * 5
