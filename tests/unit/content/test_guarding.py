"""Connections lead only where they may: the address that is connected to was judged, whatever a name says."""

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.content import guarding
from desktop.content.errors import SourceFault
from desktop.content.guarding import is_private, may_follow
from desktop.content.http_source import HttpSource
from desktop.core.contents import PAYLOAD
from tests.helpers import faulty
from tests.helpers.faulty import FaultyServer
from tests.unit.content.versions import Version, make_in_store

REAL = socket.getaddrinfo


@pytest.fixture(scope="module")
def version(tmp_path_factory: pytest.TempPathFactory) -> Version:
    return make_in_store(tmp_path_factory.mktemp("shelf") / "origin", 5000)[1]


@pytest.fixture
def server(version: Version) -> Iterator[FaultyServer]:
    with FaultyServer(version.folder.parent) as server:
        yield server


class Names:
    """A name server that tells a stranger's names what the stranger wants, another time something else."""

    def __init__(self, answers: dict[str, list[str]]) -> None:
        self.answers = answers
        self.asked: list[str] = []

    def __call__(self, host: str, port: Any, *args: Any, **options: Any) -> Any:
        self.asked.append(host)
        if host in self.answers:
            queue = self.answers[host]
            return REAL(queue.pop(0) if len(queue) > 1 else queue[0], port, *args, **options)
        return REAL(host, port, *args, **options)


def read(source: HttpSource, version: Version) -> bytes:
    try:
        with source.open(version.content.identity, PAYLOAD, 0, None, None) as body:
            return b"".join(body.pieces)
    finally:
        source.close()


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "192.168.1.1", "172.16.0.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1",
        "::1", "::", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:192.168.0.1", "2002:7f00:1::",
        "64:ff9b::a00:1",
    ],
)  # fmt: skip
def test_addresses_of_this_machine_and_its_network_are_private(address: str) -> None:
    assert is_private(address)


@pytest.mark.parametrize("address", ["9.9.9.9", "2620:fe::fe", "::ffff:9.9.9.9", "64:ff9b::909:909"])
def test_addresses_of_the_open_net_are_not(address: str) -> None:
    assert not is_private(address)


def test_a_strangers_name_that_leads_here_is_refused_before_a_byte_is_sent(
    server: FaultyServer, version: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guarding.socket, "getaddrinfo", Names({"models.example": ["127.0.0.1"]}))
    port = server.base.rpartition(":")[2]

    with pytest.raises(SourceFault) as caught:
        read(HttpSource(f"http://models.example:{port}"), version)

    assert (caught.value.reason, caught.value.is_final) == ("private", True)
    assert server.requests == []


def test_a_name_is_looked_up_once_so_that_it_cannot_answer_twice_differently(
    server: FaultyServer, version: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rebinding: the first answer is harmless, the second one would be the connection."""
    names = Names({"models.example": ["9.9.9.9", "127.0.0.1"]})
    monkeypatch.setattr(guarding.socket, "getaddrinfo", names)
    connected: list[str] = []

    def refuse(address: tuple[str, int], *_args: Any, **_options: Any) -> None:
        connected.append(address[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", refuse)
    port = server.base.rpartition(":")[2]

    with pytest.raises(SourceFault) as caught:
        read(HttpSource(f"http://models.example:{port}"), version)

    assert (caught.value.reason, connected, names.asked) == ("unreachable", ["9.9.9.9"], ["models.example"])


def test_a_name_with_one_inner_address_among_outer_ones_is_refused(
    version: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    def both(_host: str, port: int, **_options: Any) -> Any:
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))
            for address in ("9.9.9.9", "10.0.0.1")
        ]

    monkeypatch.setattr(guarding.socket, "getaddrinfo", both)

    with pytest.raises(SourceFault) as caught:
        read(HttpSource("http://models.example"), version)

    assert caught.value.reason == "private"


def test_a_persons_own_server_is_asked_by_whatever_name(
    server: FaultyServer, version: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guarding.socket, "getaddrinfo", Names({"nas.example": ["127.0.0.1"]}))
    port = server.base.rpartition(":")[2]

    whole = read(HttpSource(f"http://nas.example:{port}", may_be_inside=True), version)

    assert whole == version.paths.payload.read_bytes()


def test_a_persons_public_source_cannot_send_licet_inside(
    server: FaultyServer, version: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The host is the person's, the place it redirects to is a stranger's choice."""
    monkeypatch.setattr(guarding, "is_inside", lambda host: host == "127.0.0.1")
    monkeypatch.setattr(
        guarding.socket,
        "getaddrinfo",
        Names({"mirror.example": ["127.0.0.1"], "other.example": ["127.0.0.1"]}),
    )
    monkeypatch.setattr("desktop.content.http_source.is_inside", lambda _host: False)
    port = server.base.rpartition(":")[2]
    server.faults[PAYLOAD] = [faulty.redirect(f"http://other.example:{port}/secret")]

    with pytest.raises(SourceFault) as caught:
        read(HttpSource(f"http://mirror.example:{port}", may_be_inside=True), version)

    assert caught.value.reason == "private"
    assert len(server.requests) == 1


def test_a_proxy_is_used_where_the_system_names_one_and_private_names_are_refused_before_it(
    tmp_path: Path, version: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "proxied"
    root.mkdir()
    with FaultyServer(version.folder.parent) as proxy:
        monkeypatch.setenv("http_proxy", proxy.base)
        monkeypatch.setenv("no_proxy", "")

        with pytest.raises(SourceFault) as caught:
            read(HttpSource("http://localhost:8545"), version)
        with pytest.raises(SourceFault) as passed:
            read(HttpSource("http://models.example"), version)

        # The fault server takes the whole address for a path that it does not have: it was asked.
        assert (caught.value.reason, passed.value.detail) == ("private", "404")
        assert len(proxy.requests) == 1


@pytest.mark.parametrize(
    ("url", "target", "allowed"),
    [
        ("https://a.example/x", "https://b.example/y", True),
        ("http://a.example/x", "https://a.example/x", True),
        ("https://a.example/x", "http://a.example/x", False),
        ("https://a.example/x", "https://127.0.0.1/y", False),
        ("https://a.example/x", "https://localhost:8545/", False),
        ("https://a.example/x", "https://192.168.1.1/reboot", False),
        ("https://a.example/x", "https://169.254.169.254/latest", False),
        ("https://a.example/x", "https://[::1]/", False),
        ("https://a.example/x", "https://printer.local/", False),
        ("http://127.0.0.1:1/x", "http://127.0.0.1:2/y", True),
        ("https://a.example/x", "file:///etc/passwd", False),
        ("https://a.example/x", "", False),
    ],
)
def test_redirects_lead_out_and_never_in(url: str, target: str, allowed: bool) -> None:
    assert may_follow(url, target) is allowed


@pytest.mark.parametrize(
    "host",
    [
        "2130706433", "0x7f000001", "127.1", "017700000001", "0", "[::ffff:127.0.0.1]", "localhost.", "a.localhost.",
        "router", "[fe80::1%25eth0]",
    ],
)  # fmt: skip
def test_no_spelling_of_an_inner_address_is_followed_from_the_open_net(host: str) -> None:
    assert not may_follow("http://9.9.9.9/x", f"http://{host}/x")


@pytest.mark.parametrize("target", ["http://[::1", "http://"])
def test_what_is_no_address_is_not_followed(target: str) -> None:
    assert not may_follow("http://9.9.9.9/x", target)
