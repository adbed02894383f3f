"""Opens hostile files as the app does, and says in words how each ended."""

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from desktop.bootstrap.hostile.bases import packed
from desktop.content.age_files import read_start
from desktop.core import zips
from desktop.core.backups import MAX_BACKUP_BYTES, read_backup
from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError, Breach, InvalidPackage
from desktop.core.licence_files import MAX_HEADER_BYTES, FileKind, recognise
from desktop.core.runs import RunInput
from desktop.runtime.host import ModelHost
from desktop.runtime.models import PackageModel, PlainModel
from desktop.runtime.packing import PackedModel, open_packed
from desktop.runtime.workers import Limits, Worker
from desktop.text import describe
from desktop.wallet.client import VaultClient

LIMITS = Limits(verify_s=6.0, load_s=4.0, run_s=4.0, memory_bytes=1 << 30)
"""What a hostile file may cost here; the app's own limits are wider, because honest models are larger."""

_PASSWORD = "only for this test"  # noqa: S105 - the vault is made for it and thrown away


@dataclass(frozen=True, slots=True)
class Ending:
    """How one file ended: refused with a title and a sentence, or answered with nothing that could hurt."""

    seconds: float
    title: str
    body: str
    error: str = ""

    @property
    def is_refused(self) -> bool:
        return bool(self.error)


@dataclass(frozen=True, slots=True)
class Bought:
    """A package as it was bought, and what to run it on; without an input its own test vectors run."""

    public: bytes
    sealed: bytes
    value: RunInput | None = None

    @classmethod
    def of(cls, content: PackedModel, value: RunInput | None = None) -> "Bought":
        return cls(public_zip(content), zips.build(content.sealed_files, zips.SEALED_PROFILE), value)


@dataclass(frozen=True, slots=True)
class Case:
    """A hostile file: its name, what it is, how it is made, and how the app opens what was made."""

    name: str
    room: str
    make: Callable[[], Any]
    open: Callable[["Ground", Any], object]


class Ground:
    """Where hostile files are opened: fresh workers, a vault of its own, and honest models for hostile inputs."""

    def __init__(self, limits: Limits = LIMITS, *, shares_worker: bool = False) -> None:
        """Begin without any process but the vault's.

        Args:
            limits: For every worker.
            shares_worker: Open file after file in one worker, as the app does not: that it survives them is then a part
                of what is tried.
        """
        self.host = ModelHost(limits)
        self._limits = limits
        self._shares_worker = shares_worker
        self._worker: tuple[Worker, int] | None = None
        self._models: dict[str, PackageModel] = {}
        self._vault = VaultClient()
        self._vault.create(_PASSWORD)  # a wallet that owns nothing
        self._folder = tempfile.TemporaryDirectory(prefix="licet-hostile-")

    def end(self, case: "Case", made: Any = None) -> Ending:
        """Open one file; whatever but an error of ours comes out is a bug, and raised.

        Args:
            case: What is opened.
            made: The file, where it was made before: making it is no part of the time.
        """
        made = case.make() if made is None else made
        started = time.perf_counter()
        try:
            answer = case.open(self, made)
        except AppError as error:
            said = describe(error)
            return Ending(time.perf_counter() - started, said.title, said.body, type(error).__name__)
        return Ending(time.perf_counter() - started, "Answered", str(answer)[:200])

    def verify(self, data: bytes) -> str:
        """As the verifier judges a package's public part or a plain ONNX file.

        Raises:
            InvalidPackage: With every breach.
        """
        with self._file(data) as (worker, size):
            told = worker.call("verify", self._limits.verify_s, size=size, kind="any")
            breaches = msgspec.convert(told, tuple[Breach, ...])
        if breaches:
            raise InvalidPackage(breaches)
        return "fits the profile"

    def read_public(self, data: bytes) -> str:
        """As the listing page reads a package's public part."""
        with self._file(data) as (worker, size):
            answer = worker.call("read_public", self._limits.verify_s, size=size)
        return str(answer["card"])

    def run_plain(self, data: bytes) -> str:
        """As ``licet run`` runs any ONNX file, with ones for its inputs."""
        with self._file(data) as (worker, size):
            model = PlainModel(worker, size, "cpu")
            feed = {p.name: np.ones([size or 1 for size in p.shape], np.float32) for p in model.inputs}
            return ", ".join(f"{name!r}: {a.shape}" for name, a in model.run_tensors(feed).items())

    def open_package(self, bought: Bought) -> str:
        """As a bought model is opened and run."""
        with self._file(bought.sealed) as (worker, size):
            model = PackageModel(worker, bought.public, size, "cpu")
            return str(model.self_test()) if bought.value is None else _answer(model, bought.value)

    def opened(self, bought: Bought, device: str = "cpu") -> PackageModel:
        """A package in a worker of its own, for whoever closes it."""
        memory = os.memfd_create("licet-hostile", os.MFD_CLOEXEC)
        try:
            os.write(memory, bought.sealed)
            worker = self.host.warm(memory)
        finally:
            os.close(memory)
        return worker.open_bytes(bought.public, len(bought.sealed), device)

    def run(self, given: tuple[str, RunInput]) -> str:
        """An honest model of this kind runs on a hostile input."""
        kind, value = given
        model = self._models.get(kind)
        if model is None or not model.is_alive:
            model = self._models[kind] = open_packed(packed(kind), self.host)
        return _answer(model, value)

    def add_licence(self, data: bytes) -> str:
        """As a dropped licence file is looked at, up to the vault that reads its header."""
        path = self.path(data)
        found = recognise(*read_start(path, MAX_HEADER_BYTES))
        if found.kind is FileKind.BACKUP:
            return str(read_backup(read_start(path, MAX_BACKUP_BYTES + 1)[0]).purchase.id)
        self._vault.release_key(found.header, bytes([9, *bytes(31)]))
        return "a licence of this wallet"

    def path(self, data: bytes) -> Path:
        """The bytes as a file."""
        path = Path(self._folder.name) / "file"
        path.write_bytes(data)
        return path

    def close(self) -> None:
        """End every process and remove the files."""
        for model in self._models.values():
            model.close()
        self._close_worker()
        self._vault.lock()
        self._folder.cleanup()

    def __enter__(self) -> "Ground":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _file(self, data: bytes) -> Iterator[tuple[Worker, int]]:
        """A worker that has inherited memory with these bytes."""
        if self._worker is None or not self._worker[0].is_alive:
            self._close_worker()
            memory = os.memfd_create("licet-hostile", os.MFD_CLOEXEC)
            self._worker = Worker(self._limits, memory), memory
        worker, memory = self._worker
        # Never shorter: a worker that shares it may still have the last file mapped.
        os.ftruncate(memory, max(len(data), os.fstat(memory).st_size))
        os.pwrite(memory, data, 0)
        try:
            with worker.lock:
                worker.wait_ready()
                yield worker, len(data)
        finally:
            if not self._shares_worker:
                self._close_worker()

    def _close_worker(self) -> None:
        if self._worker is not None:
            worker, memory = self._worker
            self._worker = None
            worker.close()
            os.close(memory)


def _answer(model: PackageModel, value: RunInput) -> str:
    """The answer of a model as it would be shown."""
    inputs: dict[str, Any] = {model.spec.inputs[0].name: value}
    return str(model.run(inputs, {}, CancelToken()).value)


def public_zip(content: PackedModel) -> bytes:
    """The public part as it is served."""
    return zips.build(content.public_files, zips.PUBLIC_PROFILE)
