"""Worker environments: engines for other devices, each in a folder of its own, because their wheels overwrite each other.

``<data dir>/workers/<provider>-<engine version>/`` holds the unpacked wheels of one provider, in front of whose modules
a worker is started (``runtime.worker.library``). A folder under its final name is whole: it is unpacked beside it and
renamed. What a killed attempt leaves is used by the next one (wheels), or thrown away (unpacked pieces).
"""

import os
import platform
import shutil
import stat
import sys
import threading
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from typing import Protocol

import msgspec

from desktop.core.cancel import CancelToken
from desktop.core.changes import Progress
from desktop.core.devices import CPU, PROVIDERS, PackageMismatch, PackageState, ProviderPackage, WheelPin
from desktop.core.errors import Bug, DiskFull
from desktop.paths import disk_faults, write_private
from desktop.runtime.workers import EnginePlace

RECORD = "licet-environment.json"
_FETCHED = ".fetched"
_UNPACKING, _REMOVING = ".unpacking-", ".removing-"
_UNPACKED_FACTOR = 3
"""Wheels of native libraries unpack to at most so many times their size (measured: 1.9)."""
_MOST_ENTRIES = 50_000
_BUILT_IN = {"darwin": frozenset({"coreml"})}
"""Providers that the app's own engine has on a system."""


class Lock(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``packaging/workers/<provider>.json``: every wheel for every system, by hash, and no address."""

    provider: str
    engine: str
    files: tuple[WheelPin, ...]


class Record(msgspec.Struct, frozen=True):
    """What a finished folder was made of."""

    engine: str
    sha256: tuple[str, ...]
    size_bytes: int


class WheelFetcher(Protocol):
    """Brings a file to the pinned bytes, going on where it stands."""

    def fetch(
        self, pin: WheelPin, part: Path, cancel: CancelToken, received: Callable[[int], None]
    ) -> None: ...


@dataclass(frozen=True, slots=True)
class System:
    """For whom wheels must be made: ``sys.platform``, the processor, and the interpreter's tag."""

    platform: str
    machine: str
    python: str

    @classmethod
    def here(cls) -> "System":
        return cls(
            sys.platform, platform.machine().lower(), f"cp{sys.version_info.major}{sys.version_info.minor}"
        )

    def takes(self, file: str) -> bool:
        """Whether a wheel's tags (PEP 425) are this system's."""
        *_, python, _abi, tags = file.removesuffix(".whl").split("-")
        if self.python not in python.split(".") and "py3" not in python.split("."):
            return False
        match self.platform, self.machine:
            case "linux", "x86_64":
                return any("linux" in tag and tag.endswith("x86_64") for tag in tags.split("."))
            case "win32", "amd64":
                return tags == "win_amd64"
        return False


class WorkerEnvironments:
    """Fits ``services.devices.Environments``. Safe from several threads; one is installed or removed at a time."""

    def __init__(self, folder: Path, locks: Path, wheels: WheelFetcher, system: System | None = None) -> None:
        """Look at what is there; nothing is fetched.

        Args:
            folder: ``<data dir>/workers``.
            locks: ``packaging/workers`` of this installation.
            wheels: Where wheels come from.
            system: For whom; this one.
        """
        self._folder = folder
        self._wheels = wheels
        self._system = system or System.here()
        self._locks = {
            path.stem: msgspec.json.decode(path.read_bytes(), type=Lock)
            for path in sorted(locks.glob("*.json"))
        }
        self._changing = threading.Lock()

    def packages(self) -> tuple[ProviderPackage, ...]:
        """Every provider, best first."""
        return tuple(self._package(provider) for provider in PROVIDERS)

    def engine_for(self, device: str) -> EnginePlace:
        """What drives a device: the app's own engine, or the environment's; a missing one is said by the worker."""
        if device == CPU or self._is_built_in(device):
            return EnginePlace(device)
        return EnginePlace(device, self._path(device) if self._record(device) is not None else None)

    def engine_version(self, device: str) -> str:
        """The version of onnxruntime that drives a device."""
        record = None if device == CPU else self._record(device)
        return version("onnxruntime") if record is None else record.engine

    def install(self, provider: str, cancel: CancelToken, progress: Callable[[Progress], None]) -> None:
        """Fetch, check and unpack; kill-safe at any point.

        Raises:
            PackageUnavailable, PackageMismatch: No source has the pinned files.
            DiskFull: Nothing was fetched that does not fit.
            Cancelled: What was fetched stays.
        """
        pins = self._pins(provider)
        if not pins:
            raise Bug(f"no package of {provider[:20]} for this system")
        with self._changing:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._tidy()
            if self._record(provider) is not None:
                return
            self._require_room(pins)
            self._fetch(provider, pins, cancel, progress)
            self._unpack(provider, pins, cancel, progress)

    def remove(self, provider: str) -> None:
        """Delete a provider's folder, in all its versions, and what was fetched for it. Running workers keep theirs."""
        with self._changing:
            for path in self._folders(provider):
                # Renamed first: a killed removal must not leave half an engine under its name.
                path.rename(path.with_name(_REMOVING + path.name))
            for pin in self._locks[provider].files if provider in self._locks else ():
                self._part(pin).unlink(missing_ok=True)
            self._tidy()

    def _package(self, provider: str) -> ProviderPackage:
        if self._is_built_in(provider):
            return ProviderPackage(provider, "built-in", version("onnxruntime"))
        pins = self._pins(provider)
        if not pins:
            return ProviderPackage(provider, "unsupported")
        engine, record = self._locks[provider].engine, self._record(provider)
        if record is not None:
            return ProviderPackage(provider, "installed", engine, pins, record.size_bytes)
        fetched = sum(part.stat().st_size for pin in pins if (part := self._part(pin)).exists())
        state: PackageState = "unfinished" if fetched else "absent"
        return ProviderPackage(provider, state, engine, pins, fetched)

    def _is_built_in(self, provider: str) -> bool:
        return provider in _BUILT_IN.get(self._system.platform, frozenset())

    def _pins(self, provider: str) -> tuple[WheelPin, ...]:
        lock = self._locks.get(provider)
        pins = () if lock is None else tuple(pin for pin in lock.files if self._system.takes(pin.file))
        # Libraries without the engine itself are no environment.
        return pins if any(pin.project.startswith("onnxruntime") for pin in pins) else ()

    def _path(self, provider: str) -> Path:
        return self._folder / f"{provider}-{self._locks[provider].engine}"

    def _part(self, pin: WheelPin) -> Path:
        return self._folder / _FETCHED / f"{pin.sha256[:32]}.part"

    def _folders(self, provider: str) -> list[Path]:
        return [path for path in self._folder.glob(f"{provider}-*") if path.is_dir()]

    def _record(self, provider: str) -> Record | None:
        """What the finished folder was made of; None unless it is of exactly the pinned wheels."""
        if provider not in self._locks:
            return None
        try:
            record = msgspec.json.decode((self._path(provider) / RECORD).read_bytes(), type=Record)
        except (OSError, msgspec.MsgspecError):
            return None
        wanted = tuple(pin.sha256 for pin in self._pins(provider))
        return record if record.sha256 == wanted else None

    def _require_room(self, pins: tuple[WheelPin, ...]) -> None:
        """Room for the wheels and for everything unpacked beside them: they go when the folder has its name."""
        there = sum(part.stat().st_size for pin in pins if (part := self._part(pin)).exists())
        needed = (1 + _UNPACKED_FACTOR) * sum(pin.size for pin in pins) - there
        free = shutil.disk_usage(self._folder).free
        if needed > free:
            raise DiskFull(str(self._folder), needed, free)

    def _fetch(
        self,
        provider: str,
        pins: tuple[WheelPin, ...],
        cancel: CancelToken,
        progress: Callable[[Progress], None],
    ) -> None:
        (self._folder / _FETCHED).mkdir(mode=0o700, exist_ok=True)
        total, before = sum(pin.size for pin in pins), 0
        for pin in pins:
            cancel.raise_if_cancelled()

            def received(size: int, before: int = before) -> None:
                progress(Progress(provider, "fetch", before + size, total))

            self._wheels.fetch(pin, self._part(pin), cancel, received)
            before += pin.size

    def _unpack(
        self,
        provider: str,
        pins: tuple[WheelPin, ...],
        cancel: CancelToken,
        progress: Callable[[Progress], None],
    ) -> None:
        final = self._path(provider)
        fresh = self._folder / f"{_UNPACKING}{final.name}"
        fresh.mkdir(mode=0o700)
        size = 0
        with disk_faults(fresh, _UNPACKED_FACTOR * sum(pin.size for pin in pins)):
            for number, pin in enumerate(pins):
                progress(Progress(provider, "unpack", number, len(pins)))
                size += _unpack_wheel(self._part(pin), pin, fresh, cancel)
            engine = self._locks[provider].engine
            record = Record(engine, tuple(pin.sha256 for pin in pins), size)
            write_private(fresh / RECORD, msgspec.json.encode(record))
            if hasattr(os, "sync"):
                os.sync()  # before the rename: the name promises that everything behind it is there
            for old in self._folders(provider):
                old.rename(old.with_name(_REMOVING + old.name))
            fresh.rename(final)
        self._tidy()
        for pin in pins:
            self._part(pin).unlink(missing_ok=True)

    def _tidy(self) -> None:
        """Throw away what a killed attempt left half done."""
        if self._folder.is_dir():
            for path in self._folder.iterdir():
                if path.name.startswith((_UNPACKING, _REMOVING)):
                    shutil.rmtree(path, ignore_errors=True)


def _unpack_wheel(wheel: Path, pin: WheelPin, into: Path, cancel: CancelToken) -> int:
    """Unpack the importable files of a wheel (PEP 427); returns their size.

    Raises:
        PackageMismatch: It is no wheel, or has names that lead elsewhere: pinned by mistake, for its hash is right.
    """
    size = 0
    try:
        with zipfile.ZipFile(wheel) as archive:
            for info, target in _importable(archive, pin):
                cancel.raise_if_cancelled()
                place = into / target
                place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                with archive.open(info) as source, place.open("wb") as file:
                    shutil.copyfileobj(source, file, 1 << 20)
                size += info.file_size
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise PackageMismatch(pin.file, str(wheel.parent)) from error
    return size


def _importable(archive: zipfile.ZipFile, pin: WheelPin) -> Iterator[tuple[zipfile.ZipInfo, PurePosixPath]]:
    infos = archive.infolist()
    if len(infos) > _MOST_ENTRIES or sum(
        info.file_size for info in infos
    ) > _UNPACKED_FACTOR * 2 * pin.size + (64 << 20):
        raise PackageMismatch(pin.file, "size")
    for info in infos:
        path = PurePosixPath(info.filename)
        if (
            path.is_absolute()
            or ".." in path.parts
            or "\\" in info.filename
            or ":" in info.filename
            or stat.S_ISLNK(info.external_attr >> 16)
        ):
            raise PackageMismatch(pin.file, info.filename[:100])
        if info.is_dir():
            continue
        if path.parts[0].endswith(".data"):
            if path.parts[1:2] not in {("purelib",), ("platlib",)}:
                continue  # scripts, headers and manuals are not needed to run a model
            path = PurePosixPath(*path.parts[2:])
        yield info, path
