"""Bringing a snapshot from where the person says it is: a file, a folder, or an address on the web.

What comes is believed in nothing: the head is judged as soon as it is there, and no more is taken than it names. A
transfer that broke off, or was killed, goes on where it was; a part that does not fit together is thrown away whole.
"""

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

from desktop.content.errors import InvalidSource, SourceFault
from desktop.content.http_source import HttpSource
from desktop.core.cancel import CancelToken
from desktop.core.changes import Progress
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

    def __init__(self, folder: Path, head_of: Head, *, retries: int = 3, pause_s: float = 0.5) -> None:
        """Make a fetcher.

        Args:
            folder: Where what comes over the web is kept, one file for each address.
            head_of: The reader of heads.
            retries: How often a transfer that broke off without a byte more is taken up again.
            pause_s: First pause before that; it doubles each time.
        """
        self._folder, self._head_of = folder, head_of
        self._retries, self._pause_s = retries, pause_s

    def fetch(self, source: str, digest: str, judge: Judge, cancel: CancelToken, told: Told) -> Path:
        """The snapshot's file on this disk; see ``Fetching``.

        Raises:
            InvalidSource: No file, folder or address that can be read.
            ContentUnavailable: The address does not serve it.
            DiskFull: Too little room.
            AppError: What ``judge`` raises of its head.
        """
        parts = urlsplit(source)
        if parts.scheme in {"http", "https"}:
            if not parts.hostname or parts.username is not None or parts.password is not None:
                raise InvalidSource(source)
            return self._from_web(source, digest, judge, cancel, told)
        path = Path(unquote(parts.path)) if parts.scheme == "file" else Path(source)
        return _in_folder(path, digest) if path.is_dir() else path

    def _from_web(self, source: str, digest: str, judge: Judge, cancel: CancelToken, told: Told) -> Path:
        url = (
            source
            if urlsplit(source).path.endswith(SUFFIX) or not digest
            else f"{source.rstrip('/')}/{digest}{SUFFIX}"
        )
        self._folder.mkdir(mode=PRIVATE_DIRECTORY, exist_ok=True)
        name = hashlib.sha256(url.encode()).hexdigest()[:32]
        part, whole = self._folder / f"{name}.part", self._folder / f"{name}{SUFFIX}"
        whole.unlink(missing_ok=True)
        web = HttpSource(url)
        failures = 0
        try:
            while True:
                before = part.stat().st_size if part.exists() else 0
                try:
                    self._take(web, url, part, judge, cancel, told)
                    break
                except SourceFault as fault:
                    after = part.stat().st_size if part.exists() else 0
                    failures = 1 if after > before else failures + 1
                    if fault.is_final or failures > self._retries:
                        raise ContentUnavailable((url,)) from fault
                    cancel.wait(min(self._pause_s * 2 ** (failures - 1), 30.0))
                except NotASnapshot:
                    part.unlink(missing_ok=True)
                    raise
        finally:
            web.close()
        part.replace(whole)
        return whole

    def _take(
        self, web: HttpSource, url: str, part: Path, judge: Judge, cancel: CancelToken, told: Told
    ) -> None:
        start = part.stat().st_size if part.exists() else 0
        most = self._most(part, start, judge)
        try:
            with web.stream(url, start) as body, disk_faults(part, _REPORT_BYTES), part.open("ab") as output:
                size = start
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
            if start and fault.reason == "status 416":
                return  # it was all there
            raise
        if self._most(part, part.stat().st_size, judge) is None:
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


def _in_folder(folder: Path, digest: str) -> Path:
    """The snapshot of this digest in a folder, or the newest one there."""
    if digest:
        return folder / f"{digest}{SUFFIX}"
    found = sorted(folder.glob(f"*{SUFFIX}"), key=lambda path: (path.stat().st_mtime, path.name))
    if not found:
        raise InvalidSource(str(folder))
    return found[-1]
