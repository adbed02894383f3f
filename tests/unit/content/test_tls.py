"""Sources over TLS: the certificate of the name is asked for though the connection is made to an address."""

import datetime
import socket
import ssl
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from desktop.content import guarding, raw_bodies
from desktop.content.errors import SourceFault
from desktop.content.http_source import HttpSource
from desktop.content.reading import Intake
from desktop.core.contents import CHUNKS, PAYLOAD
from tests.helpers import faulty
from tests.helpers.faulty import FaultyServer
from tests.unit.content.versions import Version, make_in_store

SIZE = 300_000
NAME = "models.example"
REAL = socket.getaddrinfo


@pytest.fixture(scope="module")
def version(tmp_path_factory: pytest.TempPathFactory) -> Version:
    return make_in_store(tmp_path_factory.mktemp("shelf") / "origin", SIZE)[1]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Key and certificate of ``NAME``, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path


@pytest.fixture
def server(version: Version, certificate: Path) -> Iterator[FaultyServer]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with FaultyServer(version.folder.parent, tls=context) as server:
        yield server


@pytest.fixture(autouse=True)
def network(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both names lead here, the certificate is trusted, and long bodies are read from the connection itself."""

    def look_up(host: str, port: Any, *args: Any, **options: Any) -> Any:
        known = host in {NAME, "other.example"}
        return REAL("127.0.0.1" if known else host, port, *args, **options)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(guarding, "_trust", lambda: ssl.create_default_context(cafile=str(certificate)))
    monkeypatch.setattr(raw_bodies, "_WORTH_BYTES", 1000)


def source_of(server: FaultyServer, name: str = NAME) -> HttpSource:
    return HttpSource(f"https://{name}:{server.base.rpartition(':')[2]}", may_be_inside=True)


def test_bytes_come_over_tls_and_connections_are_used_again(server: FaultyServer, version: Version) -> None:
    source = source_of(server)
    for _ in range(2):
        with source.open(version.content.identity, CHUNKS, 0, None, None) as body:
            assert b"".join(body.pieces) == version.paths.chunks.read_bytes()
        with source.open(version.content.identity, PAYLOAD, 16, None, None) as body:
            assert body.fill is not None
            taken = Intake(source.name, body, 16, lambda _length: None).take(200_000)
            assert taken == version.paths.payload.read_bytes()[16 : 16 + 200_000]
    source.close()


def test_a_certificate_of_another_name_is_refused(server: FaultyServer, version: Version) -> None:
    source = source_of(server, "other.example")

    with pytest.raises(SourceFault) as caught, source.open(version.content.identity, CHUNKS, 0, None, None):
        pass

    assert caught.value.reason == "unreachable"
    assert server.requests == []
    source.close()


def test_a_read_over_tls_ends_when_it_is_interrupted(server: FaultyServer, version: Version) -> None:
    source, held = source_of(server), faulty.held_after(100_000)
    server.faults[PAYLOAD] = [held.fault]

    def interrupt() -> None:
        held.reached.wait(10)
        source.interrupt()

    def read_all() -> None:
        with source.open(version.content.identity, PAYLOAD, 0, None, None) as body:
            Intake(source.name, body, 0, lambda _length: None).take(SIZE)

    with ThreadPoolExecutor(1) as other:
        other.submit(interrupt)
        with pytest.raises(SourceFault) as caught:
            read_all()

    assert caught.value.reason == "connection"
    assert not held.was_let_go
    held.let_go()
    source.close()


def test_a_private_address_is_refused_before_a_handshake(server: FaultyServer, version: Version) -> None:
    source = HttpSource(f"https://{NAME}:{server.base.rpartition(':')[2]}")

    with pytest.raises(SourceFault) as caught, source.open(version.content.identity, CHUNKS, 0, None, None):
        pass

    assert caught.value.reason == "private"
    source.close()
