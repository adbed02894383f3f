"""Small graphs that are sure to eat all memory or to run for ever, as far as constants alone show it.

What only shows while it runs is left to the worker's limits and its watchdog.
"""

import math
from collections.abc import Iterator, Mapping
from typing import TypeAlias

import numpy as np
from onnx import AttributeProto, GraphProto, NodeProto, TensorProto

Finding: TypeAlias = tuple[str, str, str]

MAX_MADE_ELEMENTS = 1 << 31
_MAX_CONSTANT_ELEMENTS = 4096
_MAX_DEPTH = 8
_COUNTLESS = 10**300

_TYPES: dict[int, tuple[str, str]] = {
    TensorProto.INT64: ("<i8", "int64_data"),
    TensorProto.INT32: ("<i4", "int32_data"),
    TensorProto.FLOAT: ("<f4", "float_data"),
    TensorProto.DOUBLE: ("<f8", "double_data"),
    TensorProto.BOOL: ("?", "int32_data"),
}
# Which input says how large the result is, and whether its entries multiply to the number of elements.
_SIZES = {"ConstantOfShape": 0, "Expand": 1, "Tile": 1}
_SHAPE_ATTRIBUTES = {"RandomNormal", "RandomUniform"}


def find_bombs(graph: GraphProto) -> Iterator[Finding]:
    """Each node that makes too large a tensor, and each loop that nothing ends."""
    yield from _in_graph(graph, "graph", {}, 0)


def _in_graph(
    graph: GraphProto, where: str, outer: Mapping[str, list[float]], depth: int
) -> Iterator[Finding]:
    if depth > _MAX_DEPTH:
        return
    known = dict(outer)
    for tensor in graph.initializer:
        if (values := _values(tensor)) is not None:
            known[tensor.name] = values
    for number, node in enumerate(graph.node):
        place = f"{where}/{node.name or number}"
        if node.op_type == "Constant" and node.output:
            known.update(_constant(node))
        yield from _too_large(node, place, known)
        for attribute in node.attribute:
            if attribute.type == AttributeProto.GRAPH:
                yield from _in_graph(attribute.g, f"{place}.{attribute.name}", known, depth + 1)
                if (
                    node.op_type == "Loop"
                    and attribute.name == "body"
                    and _is_endless(node, attribute.g, known)
                ):
                    yield ("endless-loop", place, "no trip count, and its condition never changes")


def _too_large(node: NodeProto, where: str, known: Mapping[str, list[float]]) -> Iterator[Finding]:
    inputs = list(node.input)
    count = 0.0
    if node.op_type in _SIZES and len(inputs) > _SIZES[node.op_type]:
        count = math.prod(abs(v) for v in known.get(inputs[_SIZES[node.op_type]], []))
    elif (
        node.op_type == "Range"
        and all(len(known.get(name, [])) == 1 for name in inputs[:3])
        and len(inputs) >= 3
    ):
        start, limit, delta = (known[name][0] for name in inputs[:3])
        count = math.inf if delta == 0 else (limit - start) / delta
    elif node.op_type in {"Pad", "OneHot"} and len(inputs) > 1:
        count = max((abs(v) for v in known.get(inputs[1], [])), default=0)
    elif node.op_type in _SHAPE_ATTRIBUTES:
        count = math.prod(abs(v) for a in node.attribute if a.name == "shape" for v in a.ints)
    if count > MAX_MADE_ELEMENTS:
        # A product of whole numbers may be too large for a float, which formatting makes of it.
        yield ("too-large", where, f"{node.op_type} makes {min(count, _COUNTLESS):.3g} elements")


def _is_endless(node: NodeProto, body: GraphProto, known: Mapping[str, list[float]]) -> bool:
    """No trip count, and the condition that the body gives back is the one it got or a constant true."""
    trips, condition = (*node.input, "", "")[:2]
    if trips and not (trips in known and known[trips] and known[trips][0] >= 1 << 40):
        return False
    if not body.output or len(body.input) < 2:
        return False
    made_by = {name: inner for inner in body.node for name in inner.output}
    constants = {t.name: v for t in body.initializer if (v := _values(t)) is not None}
    for inner in body.node:
        if inner.op_type == "Constant":
            constants.update(_constant(inner))
    name = body.output[0].name
    for _ in range(len(body.node) + 1):
        if name in constants or (name in known and name not in made_by):
            return bool((constants.get(name) or known.get(name) or [0])[0])
        if name == body.input[1].name:
            return not condition or bool((known.get(condition) or [1])[0])
        inner = made_by.get(name)
        if inner is None or inner.op_type not in {"Identity", "Cast"} or not inner.input:
            return False
        name = inner.input[0]
    return False


def _constant(node: NodeProto) -> dict[str, list[float]]:
    for attribute in node.attribute:
        values: list[float] | None = None
        if attribute.name == "value" and attribute.HasField("t"):
            values = _values(attribute.t)
        elif attribute.name == "value_int":
            values = [attribute.i]
        elif attribute.name == "value_float":
            values = [attribute.f]
        elif attribute.name == "value_ints" and len(attribute.ints) <= _MAX_CONSTANT_ELEMENTS:
            values = list(attribute.ints)
        if values is not None:
            return {node.output[0]: values}
    return {}


def _values(tensor: TensorProto) -> list[float] | None:
    """The numbers of a small tensor that lies in the graph, else None. Exact for integers."""
    if tensor.data_type not in _TYPES or tensor.external_data or len(tensor.dims) > 1:
        return None
    dtype, field = _TYPES[tensor.data_type]
    raw = tensor.raw_data
    if raw:
        if len(raw) > 8 * _MAX_CONSTANT_ELEMENTS or len(raw) % np.dtype(dtype).itemsize:
            return None
        return list(np.frombuffer(raw, dtype=dtype).tolist())
    values = getattr(tensor, field)
    return list(values) if len(values) <= _MAX_CONSTANT_ELEMENTS else None
