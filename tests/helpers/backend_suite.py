"""The ONNX backend suite (in the ``onnx`` package): its cases, and what raw onnxruntime makes of them.

Models that nobody here wrote, with inputs and expected outputs: the ``node``, ``simple`` and ``light`` tests.
"""

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
from onnx import numpy_helper
from onnx.backend.test import loader

from desktop.runtime.tensors import DTYPES, Array

_SUITE = Path(loader.__file__).parent.parent / "data"
_NUMERIC = {np.dtype(dtype) for dtype in DTYPES.values()}
_RTOL, _ATOL = 1e-3, 1e-5
"""As onnx's own runner compares, but for an absolute tolerance that float32 can keep in deep networks."""


@dataclass(frozen=True, slots=True)
class Case:
    """One model with one data set: inputs by name, expected outputs in the graph's order."""

    name: str
    model: bytes
    feed: dict[str, Array]
    expected: tuple[Array, ...]


def cases() -> Iterator[Case]:
    """Every case whose inputs and outputs are dense tensors of numbers."""
    yield from _node_cases()
    for folder in sorted((_SUITE / "simple").iterdir()):
        yield from _stored(folder)
    for path in sorted((_SUITE / "light").glob("*.onnx")):
        yield from _light(path)


def raw(case: Case) -> dict[str, Array] | None:
    """The outputs by onnxruntime itself on the CPU, without a worker; None where it does not pass."""
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    options.intra_op_num_threads = 1
    try:
        session = onnxruntime.InferenceSession(case.model, options, providers=["CPUExecutionProvider"])
        names = [port.name for port in session.get_outputs()]
        values: list[Any] = session.run(names, case.feed)
    except Exception:  # noqa: BLE001 - onnxruntime's errors share no parent; each means the same here
        return None
    if not all(_is_dense(value) for value in values) or not _fits(values, case.expected):
        return None
    return dict(zip(names, values, strict=True))


def _node_cases() -> Iterator[Case]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # casts at the edge of their range, which the cases are about
        tests = loader.load_model_tests(kind="node")
    for test in tests:
        for number, (inputs, outputs) in enumerate(test.data_sets):
            ports = [port.name for port in test.model.graph.input]
            if len(inputs) == len(ports) and all(map(_is_dense, (*inputs, *outputs))):
                feed = dict(zip(ports, map(np.asarray, inputs), strict=True))
                yield Case(
                    f"{test.name}/{number}",
                    test.model.SerializeToString(),
                    feed,
                    tuple(map(np.asarray, outputs)),
                )


def _stored(folder: Path) -> Iterator[Case]:
    data = (folder / "model.onnx").read_bytes()
    ports = [port.name for port in onnx.load_model_from_string(data).graph.input]
    for number, stored in enumerate(sorted(folder.glob("test_data_set_*"))):
        try:
            inputs, outputs = _tensors(stored, "input"), _tensors(stored, "output")
        except (ValueError, TypeError, onnx.onnx_cpp2py_export.checker.ValidationError):
            continue  # sequences, maps and optionals are stored as other messages
        if len(inputs) == len(ports) and all(map(_is_dense, (*inputs, *outputs))):
            yield Case(f"{folder.name}/{number}", data, dict(zip(ports, inputs, strict=True)), tuple(outputs))


def _light(path: Path) -> Iterator[Case]:
    """Real architectures; the input is counted up, as onnx's runner does."""
    data = path.read_bytes()
    graph = onnx.load_model_from_string(data).graph
    weights = {tensor.name for tensor in graph.initializer}
    feed = {}
    for port in graph.input:
        if port.name not in weights:
            shape = tuple(axis.dim_value for axis in port.type.tensor_type.shape.dim)
            count = int(np.prod(shape))
            feed[port.name] = (np.arange(count).reshape(shape) / count).astype(np.float32)
    expected = onnx.TensorProto.FromString(path.with_name(f"{path.stem}_output_0.pb").read_bytes())
    yield Case(path.stem, data, feed, (numpy_helper.to_array(expected),))


def _tensors(folder: Path, kind: str) -> list[Array]:
    count = len(list(folder.glob(f"{kind}_*.pb")))
    return [
        numpy_helper.to_array(onnx.TensorProto.FromString((folder / f"{kind}_{at}.pb").read_bytes()))
        for at in range(count)
    ]


def _is_dense(value: object) -> bool:
    return isinstance(value, (np.ndarray, np.generic)) and np.asarray(value).dtype in _NUMERIC


def _fits(got: list[Any], expected: tuple[Array, ...]) -> bool:
    return len(got) == len(expected) and all(
        np.asarray(one).shape == other.shape
        and np.asarray(one).dtype == other.dtype
        and np.allclose(one, other, rtol=_RTOL, atol=_ATOL, equal_nan=True)
        for one, other in zip(got, expected, strict=True)
    )
