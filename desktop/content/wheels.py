"""Wheels for worker environments, from a package index or a folder of the person's; each is what its pin says or nothing.

The index is asked as the simple repository API in JSON defines it (PEP 691, PEP 503). Neither the address it gives nor
a hash it names is believed: the bytes are compared with the pin that came with the app.
"""

import hashlib
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import msgspec

from desktop.content.errors import SourceFault
from desktop.content.http_source import HttpSource
from desktop.core.cancel import CancelToken
from desktop.core.devices import PackageMismatch, PackageUnavailable, WheelPin
from desktop.paths import disk_faults

_JSON = "application/vnd.pypi.simple.v1+json"
_MOST_INDEX_BYTES = 32 << 20
_ATTEMPTS = 4
_STEP_BYTES = 1 << 20


class _File(msgspec.Struct, frozen=True):
    filename: str
    url: str


class _Project(msgspec.Struct, frozen=True):
    files: list[_File]


class WheelSource:
    """Fetches pinned wheels. ``origin`` is asked anew each time: the person may name another one."""

    def __init__(self, origin: Callable[[], str]) -> None:
        self._origin = origin

    @property
    def name(self) -> str:
        """Where wheels come from, in words that can be shown; empty where nothing was named."""
        origin = self._origin()
        return urlsplit(origin).hostname or origin if _is_web(origin) else origin

    def fetch(self, pin: WheelPin, part: Path, cancel: CancelToken, received: Callable[[int], None]) -> None:
        """Bring ``part`` to the pinned bytes, from wherever it stands; what was received stays for the next attempt.

        Args:
            pin: The file.
            part: Where it grows.
            cancel: Asked at each piece.
            received: Told how many bytes are there.

        Raises:
            PackageUnavailable: The source has no such file, or gave up.
            PackageMismatch: Its bytes are other ones; ``part`` is deleted.
            DiskFull: No space.
            Cancelled: By the token.
        """
        origin = self._origin()
        if not origin:
            raise PackageUnavailable("")
        try:
            for attempt in range(_ATTEMPTS):
                try:
                    self._append(origin, pin, part, cancel, received)
                    break
                except SourceFault as fault:
                    if fault.is_final or attempt == _ATTEMPTS - 1:
                        raise
        except SourceFault as fault:
            raise PackageUnavailable(self.name) from fault
        if _sha256(part) != pin.sha256 or part.stat().st_size != pin.size:
            part.unlink()
            raise PackageMismatch(pin.file, self.name)

    def _append(
        self, origin: str, pin: WheelPin, part: Path, cancel: CancelToken, received: Callable[[int], None]
    ) -> None:
        start = part.stat().st_size if part.exists() else 0
        if start >= pin.size:
            return
        with (
            disk_faults(part, pin.size - start),
            part.open("ab") as file,
            _opened(origin, pin, start) as body,
        ):
            for data in body:
                cancel.raise_if_cancelled()
                file.write(data[: pin.size - start])
                start += len(data)
                received(min(start, pin.size))
                if start >= pin.size:
                    return
        if start < pin.size:
            raise SourceFault(self.name, "length")


@contextmanager
def _opened(origin: str, pin: WheelPin, start: int) -> Iterator[Iterator[bytes]]:
    if not _is_web(origin):
        with _from_folder(Path(origin), pin, start) as body:
            yield body
        return
    web = HttpSource(origin, may_be_inside=True)
    try:
        page = urljoin(origin.rstrip("/") + "/", re.sub(r"[-_.]+", "-", pin.project).lower() + "/")
        with web.stream(page, accept=_JSON) as body:
            url = _address(body, page, pin.file, web.name)
        with web.stream(url, start, pin.size) as body:
            yield body
    finally:
        web.close()


def _address(body: Iterator[bytes], page: str, wanted: str, name: str) -> str:
    """Where the project's page says that the file is."""
    data = bytearray()
    for piece in body:
        data += piece
        if len(data) > _MOST_INDEX_BYTES:
            raise SourceFault(name, "length", is_final=True)
    try:
        project = msgspec.json.decode(data, type=_Project)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise SourceFault(name, "index", is_final=True) from error
    for file in project.files:
        if file.filename == wanted:
            url = urljoin(page, file.url)
            if _is_web(url) and urlsplit(page).scheme in {"http", urlsplit(url).scheme}:
                return url
    raise SourceFault(name, "missing", is_final=True)


@contextmanager
def _from_folder(folder: Path, pin: WheelPin, start: int) -> Iterator[Iterator[bytes]]:
    try:
        file = (folder / pin.file).open("rb")
    except OSError as error:
        raise SourceFault(str(folder), "missing", is_final=True) from error
    with file:
        file.seek(start)
        yield iter(lambda: file.read(_STEP_BYTES), b"")


def _is_web(origin: str) -> bool:
    return urlsplit(origin).scheme in {"http", "https"}


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def configured_index(environment: Callable[[str], str | None] = os.environ.get) -> str:
    """The index that this machine's Python tools are told to use; empty where they are not told."""
    for name in ("PIP_INDEX_URL", "UV_DEFAULT_INDEX", "UV_INDEX_URL"):
        value = environment(name) or ""
        if _is_web(value) and "@" not in value:
            return value
    return ""


def free_bytes(folder: Path) -> int:
    """What is left on the disk of a folder that exists."""
    return shutil.disk_usage(folder).free
