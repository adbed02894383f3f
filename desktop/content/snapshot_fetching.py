"""Bringing a snapshot from where the person says it is: a file, a folder, an address on the web, or IPFS.

What comes is believed in nothing: the head is judged as soon as it is there, and no more is taken than it names. A
transfer that broke off, or was killed, goes on where it was; a part that does not fit together is thrown away whole.
"""

import hashlib
import shutil
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from desktop.content.errors import InvalidSource, IpfsRefused, SourceFault
from desktop.content.http_source import HttpSource
from desktop.content.kubo import KuboNode
from desktop.content.sources import IpfsAccess
from desktop.core.cancel import CancelToken
from desktop.core.changes import Progress
from desktop.core.cids import IPFS_SCHEME, is_cid
from desktop.core.errors import ContentUnavailable, DiskFull
from desktop.core.signed_documents import MAX_DOCUMENT_BYTES
from desktop.core.snapshots import NotASnapshot, SnapshotHead
from desktop.paths import PRIVATE_DIRECTORY, disk_faults

SUFFIX = ".licet-snapshot"
_HEAD_MOST = MAX_DOCUMENT_BYTES + 64
_REPORT_BYTES = 1 << 20
_SPARE_BYTES = 64 << 20

Head = Callable[[Path], tuple[SnapshotHead, int]]
"""Reads (head, most bytes that the whole file may have) from a file that may be a part. Raises NotASnapshot."""
Told = Callable[[Progress], None]
Judge = Callable[[SnapshotHead], None]


class SnapshotFetcher:
    """Fits ``services.snapshots.ports.Fetching``."""

    def __init__(
        self,
        folder: Path,
        head_of: Head,
        *,
        ipfs: Callable[[], IpfsAccess] = IpfsAccess,
        retries: int = 3,
        pause_s: float = 0.5,
    ) -> None:
        """Make a fetcher.

        Args:
            folder: Where what comes over the web is kept, one file for each address.
            head_of: The reader of heads.
            ipfs: How IPFS is reached at present.
            retries: How often a transfer that broke off without a byte more is taken up again.
            pause_s: First pause before that; it doubles each time.
        """
        self._folder, self._head_of, self._ipfs = folder, head_of, ipfs
        self._retries, self._pause_s = retries, pause_s

    def fetch(self, source: str, digest: str, judge: Judge, cancel: CancelToken, told: Told) -> Path:
        """The snapshot's file on this disk; see ``Fetching``.

        Raises:
            InvalidSource: No file, folder or address that can be read.
            ContentUnavailable: The address does not serve it.
            DiskFull: Too little room.
            AppError: What ``judge`` raises of its head.
        """
        try:
            parts = urlsplit(source)
            has_credentials = parts.username is not None or parts.password is not None
            has_host = bool(parts.hostname) and parts.port != 0
        except ValueError as error:
            raise InvalidSource(source) from error
        if _in_ipfs(source):
            return self._over_the_net(source, digest, judge, cancel, told)
        if parts.scheme in {"http", "https"}:
            if not has_host or has_credentials:
                raise InvalidSource(source)
            return self._over_the_net(source, digest, judge, cancel, told)
        path = Path(unquote(parts.path)) if parts.scheme == "file" else Path(source)
        return _in_folder(path, digest) if path.is_dir() else path

    def _over_the_net(self, source: str, digest: str, judge: Judge, cancel: CancelToken, told: Told) -> Path:
        """The file by the first way that gives it; what one way gave, the next goes on from."""
        self._folder.mkdir(mode=PRIVATE_DIRECTORY, exist_ok=True)
        name = hashlib.sha256(source.encode()).hexdigest()[:32]
        part, whole = self._folder / f"{name}.part", self._folder / f"{name}{SUFFIX}"
        whole.unlink(missing_ok=True)
        ways = self._ways(source, digest)
        try:
            for way in ways:
                if self._is_taken(way, part, judge, cancel, told):
                    part.replace(whole)
                    return whole
        finally:
            for way in ways:
                way.close()
        raise ContentUnavailable(tuple(way.name for way in ways) or (source,))

    def _ways(self, source: str, digest: str) -> "list[_Web | _Node]":
        path = _in_ipfs(source)
        if not path:
            is_file = urlsplit(source).path.endswith(SUFFIX) or not digest
            return [_Web(source if is_file else f"{source.rstrip('/')}/{digest}{SUFFIX}")]
        ipfs = self._ipfs()
        ways: list[_Web | _Node] = [_Node(ipfs.node, path)] if ipfs.node else []
        return ways + ([_Web(f"{ipfs.gateway.rstrip('/')}/ipfs/{quote(path)}")] if ipfs.gateway else [])

    def _is_taken(
        self, way: "_Web | _Node", part: Path, judge: Judge, cancel: CancelToken, told: Told
    ) -> bool:
        """Whether this way gave all of it; it is asked again where it broke off."""
        failures = 0
        while True:
            before = _size(part)
            try:
                self._take(way, part, judge, cancel, told)
            except SourceFault as fault:
                failures = 1 if _size(part) > before else failures + 1
                if fault.is_final or failures > self._retries:
                    return False
                cancel.wait(min(self._pause_s * 2 ** (failures - 1), 30.0))
            except NotASnapshot:
                part.unlink(missing_ok=True)
                raise
            else:
                return True

    def _take(self, way: "_Web | _Node", part: Path, judge: Judge, cancel: CancelToken, told: Told) -> None:
        start = size = _size(part)
        most = self._most(part, start, judge)
        try:
            with way.open(start) as body, disk_faults(part, _REPORT_BYTES), part.open("ab") as output:
                for data in body:
                    cancel.raise_if_cancelled()
                    output.write(data)
                    size += len(data)
                    if most is None and (size >= _HEAD_MOST or size - start >= _REPORT_BYTES):
                        output.flush()
                        most = self._most(part, size, judge)
                    if size > (most or _HEAD_MOST):
                        raise NotASnapshot("longer than its head says")
                    if size // _REPORT_BYTES != (size - len(data)) // _REPORT_BYTES:
                        told(Progress("snapshot", "fetch", size, most or 0))
        except SourceFault as fault:
            if start and size == start and (fault.reason, fault.detail) == ("status", "416"):
                return  # it was all there
            raise
        if self._most(part, size, judge) is None:
            raise NotASnapshot("cut short")

    def _most(self, part: Path, size: int, judge: Judge) -> int | None:
        """How long the whole file may be, once its head is there and may be taken; None before."""
        if not size:
            return None
        try:
            head, most = self._head_of(part)
        except NotASnapshot as error:
            if error.reason == "cut short" and size < _HEAD_MOST:
                return None
            raise
        judge(head)
        free = shutil.disk_usage(part.parent).free
        if most - size + _SPARE_BYTES > free:
            raise DiskFull(str(part.parent), most - size + _SPARE_BYTES, free)
        return most


class _Web:
    """An address on the web that the person gave."""

    def __init__(self, url: str) -> None:
        self._url, self._source = url, HttpSource(url, may_be_inside=True)

    @property
    def name(self) -> str:
        return self._url

    def open(self, start: int) -> AbstractContextManager[Iterator[bytes]]:
        """The bytes from ``start`` on. Raises SourceFault."""
        return self._source.stream(self._url, start)

    def close(self) -> None:
        self._source.close()


class _Node:
    """A file of IPFS, by the person's own node."""

    def __init__(self, endpoint: str, path: str) -> None:
        self._path, self._node = path, KuboNode(endpoint)

    @property
    def name(self) -> str:
        return f"ipfs://{self._path} ({self._node.name})"

    @contextmanager
    def open(self, start: int) -> Generator[Iterator[bytes]]:
        """The bytes from ``start`` on. Raises SourceFault."""
        try:
            with self._node.cat(self._path, start) as pieces:
                yield pieces
        except IpfsRefused as refused:
            raise SourceFault(self.name, "refused", detail=refused.message) from refused

    def close(self) -> None:
        self._node.close()


def _in_ipfs(source: str) -> str:
    """``<CID>/<path>`` of a file in IPFS, the path often empty; empty for any other source."""
    prefix = f"{IPFS_SCHEME}://"
    path = source.removeprefix(prefix)
    parts = path.split("/")
    is_plain = all(part.isprintable() and part not in {"", ".", ".."} for part in parts[1:])
    return path if source.startswith(prefix) and is_cid(parts[0]) and is_plain else ""


def _size(part: Path) -> int:
    return part.stat().st_size if part.exists() else 0


def _in_folder(folder: Path, digest: str) -> Path:
    """The snapshot of this digest in a folder, or the newest one there."""
    if digest:
        return folder / f"{digest}{SUFFIX}"
    found = sorted(folder.glob(f"*{SUFFIX}"), key=lambda path: (path.stat().st_mtime, path.name))
    if not found:
        raise InvalidSource(str(folder))
    return found[-1]
