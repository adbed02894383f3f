"""Loaded models, as their users see them: values in, values out, and a worker behind."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
import numpy as np

from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError
from desktop.core.packages import BEST, FULL, VARIANTS, Manifest, Spec
from desktop.core.runs import (
    DeviceReport,
    Picture,
    RunInput,
    RunProgress,
    RunResult,
    SandboxLevel,
    SelfTest,
)
from desktop.runtime import bundles, messages, tensors
from desktop.runtime.errors import RunFailed
from desktop.runtime.messages import MAX_TEXT_CHARS
from desktop.runtime.rules import harmless
from desktop.runtime.tensors import Array
from desktop.runtime.variants import free_bytes
from desktop.runtime.workers import Worker

_MAX_JSON_BYTES = 1 << 20


class PackageModel:
    """A package in its worker: ``services.opening.LoadedModel``."""

    def __init__(
        self, worker: Worker, public: bytes, sealed_size: int, device: str, variant: str = BEST
    ) -> None:
        self._worker = worker
        worker.mark_ready()
        self._first_bytes = self._last_bytes = 0
        started = time.perf_counter()
        with worker.lock, worker.exchange.turn():
            portion = worker.exchange.put(public)
            answer = worker.call(
                "open_package",
                worker.limits.load_s,
                public=portion,
                sealed_size=sealed_size,
                device=device,
                variant=variant,
                free_bytes=free_bytes(),
            )
        self.load_s = time.perf_counter() - started
        match answer:
            case {
                "manifest": bytes(manifest),
                "spec": bytes(spec),
                "samples": list(samples),
                "labels": list(labels),
                "device": report,
                "variant": str(used),
            }:
                self.variant: str = used if used in VARIANTS else FULL
                self.manifest: Manifest = _strict(manifest, Manifest)
                self.spec: Spec = _strict(spec, Spec)
                self.samples: tuple[str, ...] = tuple(str(name) for name in samples)
                self.labels: tuple[str, ...] = tuple(harmless(str(label), MAX_TEXT_CHARS) for label in labels)
                self.device: DeviceReport = messages.unpack_device(report)
            case _:
                raise RunFailed("no package")

    @property
    def level(self) -> SandboxLevel:
        return self._worker.level

    @property
    def pid(self) -> int:
        return self._worker.pid

    @property
    def is_alive(self) -> bool:
        """False once the worker has died: then the model must be unsealed and opened again."""
        return self._worker.is_alive

    @property
    def memory_bytes(self) -> int:
        """The most memory that its worker took so far; 0 where the system does not say."""
        return self._worker.peak_bytes

    @property
    def has_grown(self) -> bool:
        """Whether the worker takes far more memory than after its first run."""
        return self._worker.limits.is_grown(self._first_bytes, self._last_bytes)

    def run(
        self,
        inputs: dict[str, RunInput],
        params: dict[str, object],
        cancel: CancelToken,
        timeout_s: float | None = None,
        progress: Callable[[RunProgress], None] | None = None,
    ) -> RunResult:
        """One run.

        Args:
            inputs: One for each input of the spec, by name.
            params: Values for the spec's parameters; those left out keep their defaults.
            cancel: Ends the run between two operators, or a second later by force (then the model is gone).
            timeout_s: Longest run, or longest step of one that reports steps; the host's limit if None.
            progress: Told of each tile or token, in this thread.

        Raises:
            BadInput: What was given cannot be used.
            RunFailed, ModelOutOfMemory, OutputTooLarge, ChildDied, ChildTimeout, Cancelled: No result.
        """
        worker = self._worker
        with worker.lock, worker.exchange.turn():
            packed = {name: messages.pack_input(value, worker.exchange) for name, value in inputs.items()}
            answer = worker.call(
                "run",
                worker.limits.run_s if timeout_s is None else timeout_s,
                cancel,
                progress,
                inputs=packed,
                params=params,
            )
            result = messages.unpack_result(answer, worker.exchange)
            self._weigh()
            return result

    def _weigh(self) -> None:
        """Note the worker's memory after its first answer and after this one."""
        self._last_bytes = self._worker.resident_bytes
        self._first_bytes = self._first_bytes or self._last_bytes

    @property
    def bundle_size(self) -> int:
        """How many items go to the worker together (``run_many``)."""
        return bundles.bundle_size(self.spec, self.manifest)

    def run_many(
        self, bundle: Sequence[dict[str, RunInput]], params: dict[str, object], cancel: CancelToken
    ) -> list[RunResult | AppError]:
        """An answer for each item, or why it has none; without the pictures that were given.

        Raises:
            ModelOutOfMemory, ChildDied, ChildTimeout, Cancelled: No item has an answer.
        """
        if bundles.is_table_bundle(self.spec, bundle):
            return bundles.run_rows(self, bundle, params, cancel)
        answered: list[RunResult | AppError] = []
        for part in bundles.portions(bundle):
            answered += self._run_part(part, params, cancel)
        return answered

    def _run_part(
        self, bundle: Sequence[dict[str, RunInput]], params: dict[str, object], cancel: CancelToken
    ) -> list[RunResult | AppError]:
        worker, exchange = self._worker, self._worker.exchange
        with worker.lock, exchange.turn():
            packed = [{n: messages.pack_input(v, exchange) for n, v in one.items()} for one in bundle]
            answer = worker.call("run_many", worker.limits.run_s, cancel, bundle=packed, params=params)
            if not isinstance(answer, list) or len(answer) != len(bundle):
                raise RunFailed("no answer")
            answered = [messages.unpack_answered(one, exchange) for one in answer]
            self._weigh()
            return answered

    def sample(self, name: str) -> Picture | str:
        """A sample of the package for showing: pixels, or text."""
        with self._worker.lock, self._worker.exchange.turn():
            match self._worker.call("sample", self._worker.limits.run_s, name=name):
                case {"picture": dict(picture)}:
                    return messages.unpack_picture(picture, self._worker.exchange)
                case {"text": str(text)}:
                    return text
        raise RunFailed("no sample")

    def run_tensors(self, feed: Mapping[str, Array]) -> tuple[dict[str, Array], float]:
        """Tensors in, tensors out, without pre- and postprocessing; and the seconds that onnxruntime took."""
        return _run_tensors(self._worker, feed, None, None)

    def self_test(self) -> SelfTest:
        """Run the package's test vectors here."""
        answer = self._worker.call("self_test", self._worker.limits.run_s)
        return messages.unpack_self_test(answer)

    def measure(self, times: int = 9) -> tuple[float, int]:
        """Median seconds of one run of the first test vector, and the worker's peak resident memory in bytes."""
        seconds = self._worker.call("measure", self._worker.limits.run_s, times=times)
        if not isinstance(seconds, float):
            raise RunFailed("no measurement")
        return seconds, self._worker.peak_bytes

    @property
    def added_bytes(self) -> int:
        """The most memory that the model has taken so far; 0 where the system does not say."""
        return self._worker.added_bytes

    def close(self) -> None:
        """End the worker; the system takes back its memory, and the weights with it."""
        self._worker.close()


@dataclass(frozen=True, slots=True)
class Port:
    """An input or output of a plain model as onnxruntime names it; None is a free dimension."""

    name: str
    type: str
    shape: tuple[int | None, ...]


class PlainModel:
    """Any ONNX file in a worker: tensors in, tensors out."""

    def __init__(self, worker: Worker, size: int, device: str) -> None:
        self._worker = worker
        answer = worker.call("open_plain", worker.limits.load_s, size=size, device=device)
        try:
            self.inputs: tuple[Port, ...] = msgspec.convert(answer["inputs"], tuple[Port, ...])
            self.outputs: tuple[Port, ...] = msgspec.convert(answer["outputs"], tuple[Port, ...])
            self.device: DeviceReport = messages.unpack_device(answer["device"])
        except (msgspec.ValidationError, TypeError, KeyError) as error:
            raise RunFailed("no model") from error
        self.seconds = 0.0

    @property
    def level(self) -> SandboxLevel:
        return self._worker.level

    @property
    def pid(self) -> int:
        return self._worker.pid

    @property
    def is_alive(self) -> bool:
        return self._worker.is_alive

    def run_tensors(
        self, feed: Mapping[str, Array], cancel: CancelToken | None = None, timeout_s: float | None = None
    ) -> dict[str, Array]:
        """The outputs by name; ``seconds`` then says how long onnxruntime itself took.

        Raises:
            RunFailed, ModelOutOfMemory, OutputTooLarge, ChildDied, ChildTimeout, Cancelled: No result.
        """
        outputs, self.seconds = _run_tensors(self._worker, feed, cancel, timeout_s)
        return outputs

    def close(self) -> None:
        self._worker.close()


def _run_tensors(
    worker: Worker, feed: Mapping[str, Array], cancel: CancelToken | None, timeout_s: float | None
) -> tuple[dict[str, Array], float]:
    """The outputs by name, and the seconds that onnxruntime took."""
    with worker.lock, worker.exchange.turn():
        packed = tensors.pack_all({name: np.asarray(array) for name, array in feed.items()}, worker.exchange)
        used = worker.exchange.used
        answer = worker.call(
            "run_tensors",
            worker.limits.run_s if timeout_s is None else timeout_s,
            cancel,
            feed=packed,
            used=used,
        )
        match answer:
            case {"outputs": dict(outputs), "seconds": float(seconds)}:
                # Copied: the shared memory is the worker's to change.
                got = {
                    name: array.copy() for name, array in tensors.unpack_all(outputs, worker.exchange).items()
                }
                return got, seconds
    raise RunFailed("no tensors")


def _strict(data: bytes, shape: type[Any]) -> Any:
    """A small JSON file of a stranger as its struct."""
    if len(data) > _MAX_JSON_BYTES:
        raise RunFailed("JSON too long")
    try:
        return msgspec.json.decode(data, type=shape)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        raise RunFailed("JSON") from error
