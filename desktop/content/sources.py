"""Where content comes from: ``<base>/<identity hex>/<file>`` on a web server, in a folder, or in IPFS."""

import os
import stat
from collections.abc import Generator, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from desktop.content.errors import InvalidSource, SourceFault
from desktop.content.http_source import HttpSource
from desktop.content.kubo_source import KuboSource
from desktop.content.reading import Body
from desktop.core.cids import cid_of

_STEP_BYTES = 1 << 16


class Source(Protocol):
    """A place that is asked for one file at a time and believed in nothing; one thread uses it."""

    @property
    def name(self) -> str: ...

    def open(
        self, identity: bytes, file: str, start: int, stop: int | None, expected_bytes: int | None
    ) -> AbstractContextManager[Body]:
        """The bytes of a file from offset ``start`` on, up to ``stop`` or further.

        Raises (also while the bytes are read):
            SourceFault: It has no such file, one of another length than ``expected_bytes``, or it died.
        """

    def interrupt(self) -> None:
        """End what is being read, from another thread: the reader gets a fault at once."""

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class IpfsAccess:
    """How this machine reaches IPFS, as the person set it; both empty: not at all.

    Args:
        gateway: ``http(s)://host`` of a gateway that serves ``/ipfs/<CID>/...``.
        node: ``http://127.0.0.1:5001`` of the person's own node (Kubo's RPC), which is asked first.
    """

    gateway: str = ""
    node: str = ""


class FolderSource:
    """A folder that the person chose: a disk, a network share, a stick."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def name(self) -> str:
        return str(self._folder)

    @contextmanager
    def open(
        self,
        identity: bytes,
        file: str,
        start: int,
        stop: int | None,  # noqa: ARG002 - what is not read costs nothing
        expected_bytes: int | None,
    ) -> Generator[Body]:
        path = self._folder / identity.hex() / file
        try:
            # Non-blocking: a pipe of that name must not hang us before we see that it is none of a file.
            fd = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        except OSError as error:
            raise SourceFault(self.name, "missing", is_final=True) from error
        with os.fdopen(fd, "rb", buffering=0) as stream:
            status = os.fstat(fd)
            if not stat.S_ISREG(status.st_mode):
                raise SourceFault(self.name, "missing", is_final=True)
            if expected_bytes is not None and status.st_size != expected_bytes:
                raise SourceFault(self.name, "length", is_final=True)
            yield Body(start, self._pieces(stream, start))

    def _pieces(self, stream: FileIO, start: int) -> Iterator[bytes]:
        try:
            stream.seek(start)
            while data := stream.read(_STEP_BYTES):
                yield data
        except OSError as error:
            raise SourceFault(self.name, "read") from error

    def interrupt(self) -> None:
        """A disk answers or fails by itself."""

    def close(self) -> None:
        """Nothing is held between files."""


NO_IPFS = IpfsAccess()


def open_source(
    base: str, *, by_person: bool, allow_inside: bool = False, ipfs: IpfsAccess = NO_IPFS
) -> list[Source]:
    """The sources behind a base address: one, or for IPFS each way that leads there.

    Args:
        base: ``http(s)://...``, ``ipfs://<CID>``, ``file:///...`` or the path of a folder.
        by_person: Whether the person gave the address. A card is a stranger's and must name neither folders nor
            places inside this machine or its network.
        allow_inside: Whether the person allowed cards to name places inside all the same.
        ipfs: How IPFS is reached.

    Raises:
        InvalidSource: Not such an address, credentials in it, or a folder where none is allowed.
    """
    if (cid := cid_of(base)) is not None:
        return _ipfs_sources(cid, ipfs)
    try:
        parts = urlsplit(base)
        has_credentials = parts.username is not None or parts.password is not None
        has_host = bool(parts.hostname) and parts.port != 0
    except ValueError as error:
        raise InvalidSource(base) from error
    if parts.scheme in {"http", "https"}:
        if not has_host or has_credentials or parts.query or parts.fragment:
            raise InvalidSource(base)
        return [HttpSource(base, may_be_inside=by_person or allow_inside)]
    if not by_person:
        raise InvalidSource(base)
    if parts.scheme == "file" and parts.netloc in {"", "localhost"}:
        return [FolderSource(Path(unquote(parts.path)))]
    path = Path(base)
    if not path.is_absolute():
        raise InvalidSource(base)
    return [FolderSource(path)]


def _ipfs_sources(cid: str, ipfs: IpfsAccess) -> list[Source]:
    """The ways to a CID. Its own hashes are not asked for: every chunk is verified against the listing anyway."""
    sources: list[Source] = [KuboSource(ipfs.node, cid)] if ipfs.node else []
    if ipfs.gateway:
        base = f"{ipfs.gateway.rstrip('/')}/ipfs/{cid}"
        sources.append(HttpSource(base, may_be_inside=True, name=f"ipfs://{cid} ({urlsplit(base).netloc})"))
    return sources
