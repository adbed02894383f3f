"""Sources: which addresses are ones, and who may name them."""

import os
from pathlib import Path

import httpx
import pytest

from desktop.content import http_source
from desktop.content.errors import InvalidSource, SourceFault
from desktop.content.http_source import HttpSource, _may_follow
from desktop.content.sources import FolderSource, open_source
from desktop.core.contents import PAYLOAD
from tests.unit.content import faulty
from tests.unit.content.faulty import FaultyServer
from tests.unit.content.versions import Version, make_in_store

IDENTITY = bytes(32)


@pytest.mark.parametrize(
    "base", ["http://127.0.0.1:8000", "https://models.example/licet/", "http://[::1]:1/x"]
)
def test_web_addresses_are_sources(base: str) -> None:
    source = open_source(base, allow_folders=False)

    assert isinstance(source, HttpSource)
    assert source.name == base.rstrip("/")
    source.close()


@pytest.mark.parametrize("base", ["/models", "file:///models", "file://localhost/models"])
def test_folders_are_sources_only_where_the_person_named_them(base: str) -> None:
    assert open_source(base, allow_folders=True).name == "/models"
    with pytest.raises(InvalidSource):
        open_source(base, allow_folders=False)


@pytest.mark.parametrize(
    "base",
    [
        "", "models", "../models", "ftp://x/y", "ipfs://bafy", "http://", "https:///x", "http://user:pw@host/",
        "http://user@host/", "http://host/?q=1", "http://host/#f", "http://[::1", "http://host:99999999/",
        "file://server/share", "javascript:alert(1)", "http://host:abc/",
    ],
)  # fmt: skip
def test_other_addresses_are_none(base: str) -> None:
    with pytest.raises(InvalidSource) as caught:
        open_source(base, allow_folders=True)

    assert caught.value.text == base


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
    assert _may_follow(url, target) is allowed


def test_a_pipe_in_a_folder_is_no_file(tmp_path: Path) -> None:
    folder = tmp_path / IDENTITY.hex()
    folder.mkdir()
    os.mkfifo(folder / PAYLOAD)

    with pytest.raises(SourceFault) as caught, FolderSource(tmp_path).open(IDENTITY, PAYLOAD, 0, None):
        pass

    assert caught.value.reason == "missing"


def test_a_folder_without_the_version_is_a_final_fault(tmp_path: Path) -> None:
    with pytest.raises(SourceFault) as caught, FolderSource(tmp_path).open(IDENTITY, PAYLOAD, 0, 5):
        pass

    assert caught.value.is_final


def read_all(source: HttpSource, version: Version) -> bytes:
    with source.open(version.content.identity, PAYLOAD, 0, None) as stream:
        return b"".join(stream)


def test_a_source_that_drips_is_too_slow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each byte comes before any time-out, and the whole would take days."""
    monkeypatch.setattr(http_source, "_WINDOW_S", 0.2)
    store, version = make_in_store(tmp_path / "origin", 5000)

    with FaultyServer(store.root) as server:
        server.faults[PAYLOAD] = [faulty.drip(0.05)]
        source = HttpSource(server.base)
        with pytest.raises(SourceFault) as caught:
            read_all(source, version)
        source.close()

    assert (caught.value.reason, caught.value.is_final) == ("slow", False)


def test_a_source_that_stops_talking_times_out(tmp_path: Path) -> None:
    store, version = make_in_store(tmp_path / "origin", 5000)

    with FaultyServer(store.root) as server:
        server.faults[PAYLOAD] = [faulty.drip(5.0)]
        source = HttpSource(server.base, timeout=httpx.Timeout(0.2))
        with pytest.raises(SourceFault) as caught:
            read_all(source, version)
        source.close()

    assert (caught.value.reason, caught.value.is_final) == ("timeout", False)


def test_nothing_of_this_machine_is_told_to_a_source(tmp_path: Path) -> None:
    store, version = make_in_store(tmp_path / "origin", 5000)

    with FaultyServer(store.root) as server:
        source = HttpSource(server.base)
        read_all(source, version)
        source.close()
        asked = server.requests[0].asked

    assert asked["user-agent"] == "licet"
    assert asked["accept-encoding"] == "identity"
    assert set(asked) <= {"host", "user-agent", "accept-encoding", "accept", "connection"}


@pytest.mark.parametrize(
    "host",
    [
        "2130706433", "0x7f000001", "127.1", "017700000001", "0", "[::ffff:127.0.0.1]", "localhost.", "a.localhost.",
        "router", "[fe80::1%25eth0]",
    ],
)  # fmt: skip
def test_no_spelling_of_an_inner_address_is_followed_from_the_open_net(host: str) -> None:
    assert not _may_follow("http://9.9.9.9/x", f"http://{host}/x")


@pytest.mark.parametrize("target", ["http://[::1", "http://"])
def test_what_is_no_address_is_not_followed(target: str) -> None:
    assert not _may_follow("http://9.9.9.9/x", target)


@pytest.mark.parametrize("host", ["a" * 70 + ".example", "x..example"])
def test_a_host_that_cannot_be_asked_for_is_a_fault_of_its_source(host: str) -> None:
    """A card may name it first; the other sources must still be tried."""
    source = HttpSource(f"http://{host}")

    with pytest.raises(SourceFault) as caught, source.open(IDENTITY, PAYLOAD, 0, None):
        pass

    assert caught.value.reason == "address"
    source.close()


def test_an_etag_that_cannot_be_sent_back_does_not_stop_a_resumed_fetch(tmp_path: Path) -> None:
    store, version = make_in_store(tmp_path / "origin", 5000)

    def strange(request: faulty.Request) -> None:
        request.headers["ETag"] = '"\u00ff\u00fe"'

    with FaultyServer(store.root) as server:
        server.faults[PAYLOAD] = [strange, strange]
        source = HttpSource(server.base)
        whole = read_all(source, version)
        with source.open(version.content.identity, PAYLOAD, 3, None) as stream:
            assert b"".join(stream) == whole[3:]
        source.close()
