"""Sources: which addresses are ones, and who may name them."""

import os
from pathlib import Path

import httpx
import pytest

from desktop.content import reading
from desktop.content.errors import InvalidSource, SourceFault
from desktop.content.http_source import HttpSource
from desktop.content.reading import Body, Intake
from desktop.content.sources import FolderSource, IpfsAccess, open_source
from desktop.core.contents import PAYLOAD
from desktop.text import describe
from tests.helpers import faulty
from tests.helpers.faulty import FaultyServer
from tests.unit.content.versions import Version, make_in_store

IDENTITY = bytes(32)


@pytest.mark.parametrize(
    "base", ["http://127.0.0.1:8000", "https://models.example/licet/", "http://[::1]:1/x"]
)
def test_web_addresses_are_sources(base: str) -> None:
    (source,) = open_source(base, by_person=False)

    assert isinstance(source, HttpSource)
    assert source.name == base.rstrip("/")
    source.close()


@pytest.mark.parametrize("base", ["/models", "file:///models", "file://localhost/models"])
def test_folders_are_sources_only_where_the_person_named_them(base: str) -> None:
    assert open_source(base, by_person=True)[0].name == "/models"
    with pytest.raises(InvalidSource):
        open_source(base, by_person=False)


@pytest.mark.parametrize(
    "base",
    [
        "", "models", "../models", "ftp://x/y", "ipfs://bafy", "ipfs://../../etc", "ipfs://bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf/x", "http://", "https:///x", "http://user:pw@host/",
        "http://user@host/", "http://host/?q=1", "http://host/#f", "http://[::1", "http://host:99999999/",
        "file://server/share", "javascript:alert(1)", "http://host:abc/",
    ],
)  # fmt: skip
def test_other_addresses_are_none(base: str) -> None:
    with pytest.raises(InvalidSource) as caught:
        open_source(base, by_person=True)

    assert caught.value.text == base


def test_a_pipe_in_a_folder_is_no_file(tmp_path: Path) -> None:
    folder = tmp_path / IDENTITY.hex()
    folder.mkdir()
    os.mkfifo(folder / PAYLOAD)

    with pytest.raises(SourceFault) as caught, FolderSource(tmp_path).open(IDENTITY, PAYLOAD, 0, None, None):
        pass

    assert caught.value.reason == "missing"


def test_a_folder_without_the_version_is_a_final_fault(tmp_path: Path) -> None:
    with pytest.raises(SourceFault) as caught, FolderSource(tmp_path).open(IDENTITY, PAYLOAD, 0, None, 5):
        pass

    assert caught.value.is_final


def read_all(source: HttpSource, version: Version) -> bytes:
    with source.open(version.content.identity, PAYLOAD, 0, None, None) as body:
        return b"".join(body.pieces)


def test_a_source_that_drips_is_too_slow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each byte comes before any time-out, and the whole would take days."""
    monkeypatch.setattr(reading, "_WINDOW_S", 0.2)
    store, version = make_in_store(tmp_path / "origin", 5000)

    with FaultyServer(store.root) as server:
        server.faults[PAYLOAD] = [faulty.drip(0.05)]
        source = HttpSource(server.base, may_be_inside=True)
        with pytest.raises(SourceFault) as caught:
            read_all(source, version)
        source.close()

    assert (caught.value.reason, caught.value.is_final) == ("slow", False)


def test_a_source_that_stops_talking_times_out(tmp_path: Path) -> None:
    store, version = make_in_store(tmp_path / "origin", 5000)

    with FaultyServer(store.root) as server:
        server.faults[PAYLOAD] = [faulty.drip(5.0)]
        source = HttpSource(server.base, may_be_inside=True, timeout=httpx.Timeout(0.2))
        with pytest.raises(SourceFault) as caught:
            read_all(source, version)
        source.close()

    assert (caught.value.reason, caught.value.is_final) == ("timeout", False)


def test_nothing_of_this_machine_is_told_to_a_source(tmp_path: Path) -> None:
    store, version = make_in_store(tmp_path / "origin", 5000)

    with FaultyServer(store.root) as server:
        source = HttpSource(server.base, may_be_inside=True)
        read_all(source, version)
        source.close()
        asked = server.requests[0].asked

    assert asked["user-agent"] == "licet"
    assert asked["accept-encoding"] == "identity"
    assert set(asked) <= {"host", "user-agent", "accept-encoding", "accept", "connection"}


def test_a_cookie_is_not_brought_back(tmp_path: Path) -> None:
    store, version = make_in_store(tmp_path / "origin", 5000)

    def bake(request: faulty.Request) -> None:
        request.headers["Set-Cookie"] = "who=you; Path=/"

    with FaultyServer(store.root) as server:
        server.always = {PAYLOAD: bake}
        source = HttpSource(server.base, may_be_inside=True)
        for _ in range(2):
            read_all(source, version)
        source.close()

    assert all("cookie" not in request.asked for request in server.requests)
    assert len(server.requests) == 2


@pytest.mark.parametrize("host", ["a" * 70 + ".example", "x..example"])
def test_a_host_that_cannot_be_asked_for_is_a_fault_of_its_source(host: str) -> None:
    """A card may name it first; the other sources must still be tried."""
    source = HttpSource(f"http://{host}")

    with pytest.raises(SourceFault) as caught, source.open(IDENTITY, PAYLOAD, 0, None, None):
        pass

    assert caught.value.reason == "address"
    source.close()


def test_an_etag_that_cannot_be_sent_back_does_not_stop_a_resumed_fetch(tmp_path: Path) -> None:
    store, version = make_in_store(tmp_path / "origin", 5000)

    def strange(request: faulty.Request) -> None:
        request.headers["ETag"] = '"\u00ff\u00fe"'

    with FaultyServer(store.root) as server:
        server.faults[PAYLOAD] = [strange, strange]
        source = HttpSource(server.base, may_be_inside=True)
        whole = read_all(source, version)
        with source.stream(f"{server.base}/{version.content.identity.hex()}/{PAYLOAD}", 3) as pieces:
            assert b"".join(pieces) == whole[3:]
        source.close()


CID = "bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi"


def test_a_cid_is_asked_of_the_gateway_that_the_person_chose() -> None:
    (source,) = open_source(f"ipfs://{CID}", by_person=False, ipfs=IpfsAccess("https://gateway.example/"))

    assert source.name == f"ipfs://{CID} (gateway.example)"
    source.close()


def test_without_a_gateway_nobody_is_asked() -> None:
    assert open_source(f"ipfs://{CID}", by_person=False) == []


def test_a_body_is_read_from_where_it_should_begin() -> None:
    assert b"".join(Body(10, iter([b"abc", b"def", b"ghi"])).after(14)) == b"efghi"


def test_an_intake_gives_exact_amounts_whatever_the_pieces() -> None:
    intake = Intake("source", Body(0, iter([b"ab", b"cdefg", b"h"])), 0, lambda _: None)

    taken = [intake.take(1), intake.take(4)]
    intake.skip(1)
    assert [*taken, intake.take(2)] == [b"a", b"bcde", b"gh"]
    with pytest.raises(SourceFault) as caught:
        intake.take(1)
    assert caught.value.reason == "ended"


def test_a_fault_of_a_source_is_said_in_words() -> None:
    body = describe(SourceFault("https://a.example", "status", detail="503")).body

    assert (
        body
        == "A source did not give what was asked of it:\n• https://a.example: It answers with the error 503."
    )
