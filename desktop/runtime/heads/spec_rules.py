"""Which operations, roles and heads a spec may name; everything else is refused before anything runs."""

import math
from collections.abc import Callable, Iterator
from typing import Any

from desktop.core.errors import Breach
from desktop.core.packages import Operation, Spec
from desktop.runtime.rules import breach

MAX_PORTS = 64
MAX_COLUMNS = 4096
MAX_OPERATIONS = 64
MAX_IMAGE_SIDE = 8192
MAX_TEXT_LENGTH = 1 << 20
MAX_TEST_VECTORS = 1000

# Arguments by kind of input and name of operation: how each must look.
_PREPROCESS: dict[str, dict[str, dict[str, str]]] = {
    "image": {
        "to_grayscale": {},
        "to_rgb": {},
        "resize": {"height": "side", "width": "side", "mode": "mode"},
        "invert": {},
        "scale": {"factor": "number", "offset": "number"},
        "normalize": {"mean": "numbers", "std": "divisors"},
        "layout": {"to": "layout"},
    },
    "text": {"lowercase": {}, "utf8_bytes": {"length": "length", "pad": "integer", "offset": "integer"}},
    "table": {
        "columns": {},
        "one_hot": {"column": "column", "choices": "texts"},
        "log1p": {"columns": "columns"},
        "standardize": {"mean": "numbers", "std": "divisors"},
    },
    "series": {
        "last": {"count": "length"},
        "scale": {"factor": "number", "offset": "number"},
        "standardize_window": {},
        "difference": {},
    },
    "tensor": {},
}
_POSTPROCESS: dict[str, dict[str, str]] = {
    "softmax": {},
    "sigmoid": {},
    "clip": {"min": "number", "max": "number"},
    "scale": {"factor": "number", "offset": "number"},
    "round": {},
    "top_k": {"k": "length"},
}
_ROLES: dict[str, tuple[frozenset[str], frozenset[str]]] = {  # required, optional
    "image-classification": (frozenset({"scores"}), frozenset()),
    "text-classification": (frozenset({"scores"}), frozenset()),
    "table-classification": (frozenset({"scores"}), frozenset()),
    "table-regression": (frozenset({"value"}), frozenset({"lower", "upper"})),
    "forecast": (frozenset({"value"}), frozenset({"lower", "upper"})),
    "anomaly": (frozenset({"anomaly"}), frozenset()),
    "image-to-image": (frozenset({"image"}), frozenset()),
}
_LABELLED = {"image-classification", "text-classification", "table-classification"}
_KINDS = {
    "image-classification": "image",
    "image-to-image": "image",
    "text-classification": "text",
    "table-classification": "table",
    "table-regression": "table",
    "forecast": "series",
}


def check_spec(spec: Spec) -> Iterator[Breach]:
    """Each thing in the spec that the runner cannot do."""
    if not 1 <= len(spec.inputs) <= MAX_PORTS or not 1 <= len(spec.outputs) <= MAX_PORTS:
        yield breach("spec", "inputs, outputs", f"{len(spec.inputs)}, {len(spec.outputs)}")
    if not 0 <= spec.tests.count <= MAX_TEST_VECTORS or not _is_number(spec.tests.rtol + spec.tests.atol):
        yield breach("spec", "tests", f"{spec.tests.count}")
    for port in spec.inputs:
        columns = [column.name for column in port.columns or ()]
        if (
            (port.kind == "table") != bool(columns)
            or len(columns) > MAX_COLUMNS
            or len(set(columns)) < len(columns)
        ):
            yield breach("spec", f"{port.name}.columns", f"{len(columns)}")
        for column in port.columns or ():
            if column.type == "category" and not column.choices:
                yield breach("spec", f"{port.name}.{column.name}", "a category without choices")
        operations = port.preprocess
        known = _PREPROCESS.get(port.kind)
        if known is None:
            yield breach("spec", f"{port.name}.kind", f"{port.kind} is not supported yet")
            continue
        if port.kind == "table" and (not operations or operations[0].op != "columns"):
            yield breach("spec", f"{port.name}.preprocess", "a table begins with columns")
        yield from _operations(operations, known, f"{port.name}.preprocess", columns)
    for output in spec.outputs:
        yield from _operations(output.postprocess, _POSTPROCESS, f"{output.name}.postprocess", [])
    yield from _head(spec)


def _head(spec: Spec) -> Iterator[Breach]:
    head = spec.head
    if head.type == "tensor":
        return
    required, optional = _ROLES[head.type]
    roles = [output.role for output in spec.outputs]
    if not required <= set(roles) <= required | optional or len(set(roles)) < len(roles):
        yield breach("spec", "head", f"{head.type} with roles {sorted(set(roles))[:8]}"[:200])
    kind = _KINDS.get(head.type)
    if kind is not None and kind not in {port.kind for port in spec.inputs}:
        yield breach("spec", "head", f"{head.type} without an input of kind {kind}")
    if head.type in _LABELLED and head.labels is None:
        yield breach("spec", "head.labels", "missing")
    if head.type == "anomaly" and head.threshold is None:
        yield breach("spec", "head.threshold", "missing")
    for param in spec.params:
        if param.name not in {"top", "threshold"}:
            yield breach("spec", "params", param.name[:60])


def _operations(
    operations: list[Operation], known: dict[str, dict[str, str]], where: str, columns: list[str]
) -> Iterator[Breach]:
    if len(operations) > MAX_OPERATIONS:
        yield breach("spec", where, f"{len(operations)} operations")
        return
    for number, operation in enumerate(operations):
        arguments = known.get(operation.op)
        place = f"{where}[{number}]"
        if arguments is None:
            yield breach("spec", place, operation.op[:60])
        elif operation.args.keys() != arguments.keys():
            yield breach("spec", place, f"{operation.op} takes {sorted(arguments)}")
        else:
            for name, shape in arguments.items():
                if not _fits(operation.args[name], shape, columns):
                    yield breach("spec", f"{place}.{name}", f"no {shape}")


def _fits(value: Any, shape: str, columns: list[str]) -> bool:
    if shape == "column":
        return value in columns
    if shape == "columns":
        return isinstance(value, list) and all(v in columns for v in value)
    return _SHAPES[shape](value)


def _is_integer(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _is_list(value: object, of: Callable[[Any], bool]) -> bool:
    return isinstance(value, list) and 1 <= len(value) <= MAX_COLUMNS and all(map(of, value))


_SHAPES: dict[str, Callable[[Any], bool]] = {
    "number": _is_number,
    "integer": lambda value: _is_integer(value) and abs(value) < 1 << 31,
    "length": lambda value: _is_integer(value) and 1 <= value <= MAX_TEXT_LENGTH,
    "side": lambda value: _is_integer(value) and 1 <= value <= MAX_IMAGE_SIDE,
    "mode": lambda value: value in ("bilinear", "nearest", "area"),
    "layout": lambda value: value == "NCHW",
    "numbers": lambda value: _is_list(value, _is_number),
    "divisors": lambda value: _is_list(value, lambda v: _is_number(v) and v != 0),
    "texts": lambda value: _is_list(value, lambda v: isinstance(v, str)),
}
