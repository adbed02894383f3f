"""One onnxruntime session: explicit provider, weights from memory, and an end that another thread can ask for."""

import math
import threading
from collections.abc import Mapping, Sequence
from typing import Any

import onnxruntime
from onnxruntime.capi import onnxruntime_pybind11_state as native

from desktop.core.devices import NOT_IN_BUILD, NOT_STARTED, UNKNOWN_DEVICE
from desktop.core.errors import Cancelled
from desktop.core.packages import WEIGHTS
from desktop.core.runs import DeviceReport
from desktop.runtime.errors import ModelOutOfMemory, OutputTooLarge, RunFailed
from desktop.runtime.rules import harmless
from desktop.runtime.tensors import Array
from desktop.runtime.worker.reasons import told_reason

MAX_OUTPUT_BYTES = 512 << 20
PREPACK_BELOW_BYTES = 32 << 20
_PROVIDERS = {
    "cpu": "CPUExecutionProvider",
    "cuda": "CUDAExecutionProvider",
    "directml": "DmlExecutionProvider",
    "coreml": "CoreMLExecutionProvider",
    "rocm": "MIGraphXExecutionProvider",
}
_NATIVE_ERRORS = tuple(
    getattr(native, name)
    for name in (
        "Fail", "InvalidArgument", "NoSuchFile", "NoModel", "EngineError", "RuntimeException", "InvalidProtobuf",
        "ModelLoaded", "NotImplemented", "InvalidGraph", "EPFail",
    )
    if hasattr(native, name)
)  # fmt: skip
_FATAL_ONLY = 4


class Engine:
    """A loaded model."""

    def __init__(
        self, graph: bytes, *, weights: memoryview | None = None, threads: int, device: str = "cpu"
    ) -> None:
        """Load a model.

        Large weights are used where they lie and are not prepacked: the first answer comes as soon as the graph is
        read, at the price of up to half again the time of each matrix product until ``prepack`` has been called
        (convolutions cost nothing; measured). Below ``PREPACK_BELOW_BYTES`` it costs milliseconds and is done at once.

        Args:
            graph: The ONNX model.
            weights: The bytes of its ``weights.bin``; must live as long as the engine.
            threads: Threads within an operator; they never spin, because a person works beside them.
            device: Asked for; what is used stands in ``device``.

        Raises:
            RunFailed: onnxruntime refused it.
            ModelOutOfMemory: It needs more than the worker has.
        """
        self._graph = graph
        self._weights = weights
        self._threads = threads
        self._state = threading.Lock()
        self._running: Any = None
        self._provider, reason = _provider(device)
        self.is_prepacked = weights is None or len(weights) < PREPACK_BELOW_BYTES
        self._session = self._load(prepack=self.is_prepacked)
        if self.is_prepacked:
            self._graph = b""  # a plain model's whole weights, which the session has copied
        used = self._session.get_providers()[0]
        name = next((key for key, value in _PROVIDERS.items() if value == used), used)
        nodes, on_cpu = _placement(self._session, self._provider) if name == device != "cpu" else (0, 0)
        self.device = DeviceReport(
            device, name, reason or ("" if name == device else NOT_STARTED), nodes, on_cpu
        )
        self.inputs: list[Any] = self._session.get_inputs()
        self.outputs: list[Any] = self._session.get_outputs()

    @property
    def weights_bytes(self) -> int:
        return 0 if self._weights is None else len(self._weights)

    def _load(self, *, prepack: bool) -> Any:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.inter_op_num_threads = 1
        options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
        options.log_severity_level = _FATAL_ONLY  # its log would name a stranger's nodes
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.add_session_config_entry("session.inter_op.allow_spinning", "0")
        if self._weights is not None:
            options.add_session_config_entry("session.use_external_initializer_file_buffers_directly", "1")
            options.add_external_initializers_from_files_in_memory(
                [WEIGHTS], [self._weights], [len(self._weights)]
            )
        if self._provider != _PROVIDERS["cpu"]:
            options.add_session_config_entry("session.record_ep_graph_assignment_info", "1")
        if not prepack:
            options.add_session_config_entry("session.disable_prepacking", "1")
        try:
            return onnxruntime.InferenceSession(self._graph, options, providers=[self._provider])
        except (*_NATIVE_ERRORS, MemoryError, ValueError, RuntimeError) as error:
            raise _translated(error) from None

    def prepack(self) -> None:
        """Load the model a second time, prepacked, and go on with that: for a thread behind the first answer.

        Where memory does not suffice for both at once, nothing changes.
        """
        if self.is_prepacked:
            return
        try:
            session = self._load(prepack=True)
        except (RunFailed, ModelOutOfMemory):
            return
        with self._state:
            self._session = session
            self.is_prepacked = True

    def run(self, feed: Mapping[str, Array], outputs: Sequence[str] | None = None) -> dict[str, Array]:
        """The outputs by name.

        Raises:
            RunFailed: onnxruntime failed, or an output is no tensor.
            Cancelled: ``cancel`` was called meanwhile.
            ModelOutOfMemory: The run needs more memory than there is.
            OutputTooLarge: More than ``MAX_OUTPUT_BYTES`` came out.
        """
        names = list(outputs) if outputs is not None else [port.name for port in self.outputs]
        options = onnxruntime.RunOptions()
        with self._state:
            self._running = options
            session = self._session
        try:
            values = session.run(names, dict(feed), options)
        except (*_NATIVE_ERRORS, MemoryError, ValueError, RuntimeError, TypeError) as error:
            if options.terminate:
                raise Cancelled from None
            raise _translated(error) from None
        finally:
            with self._state:
                self._running = None
        result: dict[str, Array] = {}
        size = 0
        for name, value in zip(names, values, strict=True):
            if not hasattr(value, "dtype") or not hasattr(value, "nbytes"):
                raise RunFailed(f"output {harmless(name, 60)} is no tensor")
            size += value.nbytes
            if size > MAX_OUTPUT_BYTES:
                raise OutputTooLarge(size, MAX_OUTPUT_BYTES)
            result[name] = value
        return result

    def value(self, array: Array) -> Any:
        """An array as onnxruntime's own value, without a copy; the array must not change any more."""
        return onnxruntime.OrtValue.ortvalue_from_numpy(array)

    def run_values(self, feed: Mapping[str, Any], outputs: Sequence[str]) -> dict[str, Any]:
        """As ``run``, with onnxruntime's values in and out: what goes from one run into the next is never copied.

        Raises:
            RunFailed, Cancelled, ModelOutOfMemory, OutputTooLarge: As ``run``.
        """
        options = onnxruntime.RunOptions()
        with self._state:
            self._running = options
            session = self._session
        try:
            values = session.run_with_ort_values(list(outputs), dict(feed), options)
        except (*_NATIVE_ERRORS, MemoryError, ValueError, RuntimeError, TypeError) as error:
            if options.terminate:
                raise Cancelled from None
            raise _translated(error) from None
        finally:
            with self._state:
                self._running = None
        size = sum(math.prod(value.shape()) * 8 for value in values if value.is_tensor())
        if size > MAX_OUTPUT_BYTES or not all(value.is_tensor() for value in values):
            raise OutputTooLarge(size, MAX_OUTPUT_BYTES)
        return dict(zip(outputs, values, strict=True))

    def cancel(self) -> None:
        """Ask the run in progress, if any, to end; from any thread. It ends between two operators."""
        with self._state:
            if self._running is not None:
                self._running.terminate = True


def _provider(device: str) -> tuple[str, str]:
    """The provider to name, and why it is not the one asked for. Never ``get_available_providers()`` as a whole."""
    wanted = _PROVIDERS.get(device)
    if wanted is None:
        return _PROVIDERS["cpu"], UNKNOWN_DEVICE
    if wanted not in onnxruntime.get_available_providers():
        return _PROVIDERS["cpu"], NOT_IN_BUILD
    return wanted, ""


def _placement(session: Any, provider: str) -> tuple[int, int]:
    """(operators, those of them that are not on the provider); (0, 0) where this build does not tell."""
    try:
        parts = session.get_provider_graph_assignment_info()
    except (AttributeError, *_NATIVE_ERRORS, RuntimeError):
        return 0, 0
    sizes = [(part.ep_name, len(part.get_nodes())) for part in parts]
    return sum(size for _, size in sizes), sum(size for name, size in sizes if name != provider)


def _translated(error: BaseException) -> RunFailed | ModelOutOfMemory:
    text = str(error)
    if isinstance(error, MemoryError) or any(
        mark in text for mark in ("bad_alloc", "Failed to allocate memory", "bad allocation")
    ):
        return ModelOutOfMemory(0)
    return RunFailed(told_reason(text))


def port_of(port: Any) -> dict[str, Any]:
    """An input or output as the host is told of it; a free dimension is None."""
    shape = [size if isinstance(size, int) else None for size in port.shape]
    return {"name": str(port.name), "type": str(port.type), "shape": shape}
