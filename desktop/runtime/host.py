"""The parent's side of the runtime: verify, read, open and run, each in a fresh sandboxed worker."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import msgspec

from desktop.core.errors import Breach, InvalidPackage
from desktop.core.packages import BEST, MAX_PUBLIC_BYTES
from desktop.core.runs import PublicContent, SandboxLevel, Verdict
from desktop.runtime import messages
from desktop.runtime.errors import RunFailed, UnreadableModel
from desktop.runtime.models import PackageModel, PlainModel
from desktop.runtime.rules import breach
from desktop.runtime.workers import EnginePlace, Limits, Worker, opened

EngineFor: TypeAlias = Callable[[str], EnginePlace]

_MAX_FILE_BYTES = 2 << 30


@dataclass(frozen=True, slots=True)
class Normalised:
    """A graph without weights and the weights, as the packer's worker made them."""

    graph: bytes
    weights: bytes
    operators: tuple[str, ...]
    opset: int
    parameters: int
    tells_weights: bool


class WarmWorker:
    """A worker that is started and confined before anyone asks for a model.

    It inherits the memory into which the sealer will write. The caller starts the sealer with the same memory and
    then closes its own descriptor, so that sealer and worker alone can see the weights.
    """

    def __init__(
        self, memory_fd: int, limits: Limits | None = None, engine: EnginePlace | None = None
    ) -> None:
        self._worker = Worker(limits or Limits(), memory_fd, engine=engine)

    @property
    def pid(self) -> int:
        return self._worker.pid

    @property
    def is_alive(self) -> bool:
        return self._worker.is_alive

    def wait_ready(self) -> None:
        """Wait until it is confined.

        Raises:
            ChildDied: It could not start.
        """
        self._worker.wait_ready()

    def open(self, public: Path, sealed_size: int, device: str = "cpu", variant: str = BEST) -> PackageModel:
        """Load the package whose sealed part now lies in the memory; the worker belongs to the model from then on.

        Args:
            public: The verified public part.
            sealed_size: Bytes of the sealed part.
            device: ``cpu``, ``cuda``, ``directml`` or ``coreml``; what is used stands in the model's ``device``.
            variant: A form of the model that the package holds; ``best`` is the most exact that fits into memory.

        Raises:
            InvalidPackage: A rule is broken, or the two parts do not belong together.
            RunFailed, ModelOutOfMemory, ChildDied, ChildTimeout: It could not be loaded.
        """
        return self.open_bytes(_public_bytes(public), sealed_size, device, variant)

    def open_bytes(
        self, public: bytes, sealed_size: int, device: str = "cpu", variant: str = BEST
    ) -> PackageModel:
        """As ``open``, with the bytes of the public part."""
        try:
            return PackageModel(self._worker, public, sealed_size, device, variant)
        except BaseException:
            self._worker.close()
            raise

    def close(self) -> None:
        self._worker.close()


class ModelHost:
    """Starts a fresh worker for each file and each model; holds nothing between calls."""

    def __init__(self, limits: Limits | None = None, engine_for: EngineFor = EnginePlace) -> None:
        """Begin; ``engine_for`` says which build of the engine drives a device."""
        self._limits = limits or Limits()
        self._engine_for = engine_for

    @property
    def limits(self) -> Limits:
        return self._limits

    def verify_plain(self, path: Path) -> Verdict:
        """Check a plain ONNX file against the profile.

        Raises:
            UnreadableModel: No ONNX model at all.
            ChildDied, ChildTimeout: It crashed or held up the verifier; it must not be used.
        """
        return self._verify(path, "plain")

    def verify_public(self, path: Path) -> Verdict:
        """Check a package's public part: its ZIP, manifest, spec and graph, and how they agree.

        Raises:
            UnreadableModel: The file cannot be read.
            ChildDied, ChildTimeout: It crashed or held up the verifier; it must not be used.
        """
        return self._verify(path, "public")

    def verify(self, path: Path) -> Verdict:
        """Check either, by the file's first bytes."""
        return self._verify(path, "any")

    def read_public(self, path: Path) -> PublicContent:
        """What a public part says, for showing.

        Raises:
            InvalidPackage: With every breach.
        """
        return self.inspect_public(path)[0]

    def inspect_public(self, path: Path) -> tuple[PublicContent, SandboxLevel]:
        """What a public part says, and the level of the sandbox that read it.

        Raises:
            InvalidPackage: With every breach.
        """
        with self._reading(path) as (worker, size), worker.lock:
            answer = worker.call("read_public", self._limits.verify_for(size), size=size)
            return _public_content(answer, worker), worker.level

    def warm(self, memory_fd: int, device: str = "cpu") -> WarmWorker:
        """Start a worker over a memory that a sealer will fill, for a model that is to run on ``device``."""
        return WarmWorker(memory_fd, self._limits, self._engine_for(device))

    def open_package(
        self, public: Path, sealed_memory_fd: int, sealed_size: int, device: str = "cpu"
    ) -> PackageModel:
        """Load a package whose sealed part lies unsealed in memory; for what it raises see ``WarmWorker.open``."""
        return self.warm(sealed_memory_fd, device).open(public, sealed_size, device)

    def open_plain(self, path: Path, device: str = "cpu") -> PlainModel:
        """Load any ONNX file in the sandbox, whether it fits the profile or not.

        Raises:
            UnreadableModel, RunFailed, ModelOutOfMemory, ChildDied, ChildTimeout: It could not be loaded.
        """
        with _model_file(path) as (handle, size):
            worker = Worker(self._limits, handle, engine=self._engine_for(device))
        try:
            return PlainModel(worker, size, device)
        except BaseException:
            worker.close()
            raise

    def run_tensors(self, path: Path, feed: Mapping[str, Any], device: str = "cpu") -> dict[str, Any]:
        """One run of a plain ONNX file: numpy arrays in, numpy arrays out (``licet run``)."""
        model = self.open_plain(path, device)
        try:
            return model.run_tensors(feed)
        finally:
            model.close()

    def normalise(self, path: Path) -> Normalised:
        """Bring a plain ONNX file into the profile: functions inlined, weights moved out, what leaks stripped.

        Raises:
            InvalidPackage: It uses what the profile refuses.
            UnreadableModel: No ONNX model at all.
        """
        with self._reading(path) as (worker, size), worker.lock:
            return read_normalised(worker.call("normalise", self._limits.load_s, size=size), worker)

    def _verify(self, path: Path, kind: str) -> Verdict:
        with self._reading(path) as (worker, size):
            try:
                answer = worker.call("verify", self._limits.verify_for(size), size=size, kind=kind)
                breaches = msgspec.convert(answer, tuple[Breach, ...])
            except msgspec.ValidationError as error:
                raise RunFailed("no verdict") from error
            except InvalidPackage as error:
                breaches = error.breaches
        return Verdict(not breaches, breaches)

    @contextmanager
    def _reading(self, path: Path) -> Iterator[tuple[Worker, int]]:
        """A fresh worker that has inherited the file, and the file's size."""
        with _model_file(path) as (handle, size):
            worker = Worker(self._limits, handle)
        try:
            worker.wait_ready()
            yield worker, size
        finally:
            worker.close()


@contextmanager
def _model_file(path: Path) -> Iterator[tuple[int, int]]:
    try:
        with opened(path) as (handle, size):
            if not path.is_file() or not 0 < size <= _MAX_FILE_BYTES:
                raise UnreadableModel("it is no file, empty, or larger than 2 GiB")
            yield handle, size
    except OSError as error:
        raise UnreadableModel(os.strerror(error.errno or 0)) from error


def _public_bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_PUBLIC_BYTES + 1)
    except OSError as error:
        raise UnreadableModel(os.strerror(error.errno or 0)) from error
    if len(data) > MAX_PUBLIC_BYTES:
        raise InvalidPackage((breach("file-size", "public", f"more than {MAX_PUBLIC_BYTES}"),))
    return data


def _public_content(answer: object, worker: Worker) -> PublicContent:
    match answer:
        case {
            "manifest": bytes(manifest),
            "spec": bytes(spec),
            "card": str(card),
            "license": str(licence),
            "samples": list(samples),
            "previews": previews,
            "sample_texts": dict(sample_texts),
        }:
            return PublicContent(
                manifest,
                spec,
                card,
                licence,
                tuple(str(name) for name in samples),
                messages.unpack_pictures(previews, worker.exchange),
                {str(name): str(text) for name, text in sample_texts.items()},
            )
    raise RunFailed("no public content")


def read_normalised(answer: Any, worker: Worker) -> Normalised:
    """A worker's answer: graph and weights copied out of the memory that is shared with it.

    Raises:
        RunFailed: Not the shape of it.
    """
    match answer:
        case {
            "graph": dict(graph),
            "weights": dict(weights),
            "operators": list(operators),
            "opset": int(opset),
            "parameters": int(parameters),
            "tells_weights": bool(tells_weights),
        }:
            return Normalised(
                bytes(worker.exchange.get(graph)),
                bytes(worker.exchange.get(weights)),
                tuple(str(name) for name in operators),
                opset,
                parameters,
                tells_weights,
            )
    raise RunFailed("no normalised model")
