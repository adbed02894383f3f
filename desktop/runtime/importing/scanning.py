"""A model file looked at as protobuf: ports, operators, where its weights lie, what its last operators tell. In the worker.

No shape inference and no onnxruntime: the file has not passed the verifier yet, and may not be able to before it is rewritten.
"""

from collections import Counter
from typing import Any

from onnx import AttributeProto, GraphProto, ModelProto, NodeProto, TensorProto, TypeProto, ValueInfoProto

from desktop.core.errors import InvalidPackage
from desktop.runtime.importing.facts import MAX_PORTS, Hint, PortFacts, label_lines
from desktop.runtime.profile import MAX_NODES
from desktop.runtime.rules import breach

MAX_EXTERNAL_FILES = 64
_STEPS_BACK = 8
_DTYPES: dict[int, str] = {
    TensorProto.BOOL: "BOOL",
    TensorProto.UINT8: "UINT8",
    TensorProto.INT8: "INT8",
    TensorProto.INT32: "INT32",
    TensorProto.INT64: "INT64",
    TensorProto.FLOAT16: "FP16",
    TensorProto.FLOAT: "FP32",
    TensorProto.DOUBLE: "FP64",
    TensorProto.STRING: "BYTES",
}
_TRANSPARENT = {"Identity", "Cast", "Reshape", "Squeeze", "Unsqueeze", "Flatten"}
_CLASSIFIERS = {"LinearClassifier", "SVMClassifier", "TreeEnsembleClassifier", "ZipMap"}
_CLASS_ATTRIBUTES = (
    "classlabels_strings",
    "classlabels_int64s",
    "classlabels_ints",
    "class_names",
)


def ports(model: ModelProto) -> tuple[list[PortFacts], list[PortFacts]]:
    """Inputs that are no weights, and outputs.

    Raises:
        InvalidPackage: More of them than a package may have.
    """
    graph = model.graph
    weights = {tensor.name for tensor in graph.initializer}
    inputs = [value for value in graph.input if value.name not in weights]
    if max(len(inputs), len(graph.output)) > MAX_PORTS:
        raise InvalidPackage((breach("name", "model", f"{len(inputs)} inputs, {len(graph.output)} outputs"),))
    makers = makers_of(graph)
    return (
        [_port(value, "") for value in inputs],
        [_port(value, _maker(value.name, makers)) for value in graph.output],
    )


def _port(value: ValueInfoProto, maker: str) -> PortFacts:
    kind = value.type.WhichOneof("value")
    if kind != "tensor_type":
        return PortFacts(_text(value.name), "zipmap" if _is_maps(value.type) else "other", "", [], maker)
    tensor = value.type.tensor_type
    dims = [d.dim_value if d.HasField("dim_value") and d.dim_value > 0 else None for d in tensor.shape.dim]
    return PortFacts(_text(value.name), "tensor", _DTYPES.get(tensor.elem_type, ""), dims[:32], maker)


def _is_maps(kind: TypeProto) -> bool:
    if kind.WhichOneof("value") != "sequence_type":
        return False
    return bool(kind.sequence_type.elem_type.WhichOneof("value") == "map_type")


def makers_of(graph: GraphProto) -> dict[str, NodeProto]:
    """The node that makes each value of the top graph."""
    return {name: node for node in graph.node for name in node.output}


def _maker(name: str, makers: dict[str, NodeProto]) -> str:
    """The operator behind a value, without those that only reshape it."""
    for _ in range(_STEPS_BACK):
        node = makers.get(name)
        if node is None or not node.input:
            return "" if node is None else _text(node.op_type)
        if node.op_type not in _TRANSPARENT:
            return _text(node.op_type)
        name = node.input[0]
    return ""


def count_operators(model: ModelProto) -> dict[str, int]:
    """How many nodes of each operator there are, branches and functions included.

    Raises:
        InvalidPackage: More nodes than a graph may have.
    """
    found: Counter[str] = Counter()
    waiting: list[Any] = [model.graph, *model.functions]
    while waiting:
        body = waiting.pop()
        for node in body.node:
            found[_text(node.op_type)] += 1
            waiting += [a.g for a in node.attribute if a.type == AttributeProto.GRAPH]
        if sum(found.values()) > MAX_NODES:
            raise InvalidPackage((breach("node-count", "model", f"more than {MAX_NODES}"),))
    return dict(found.most_common())


def check_expansion(model: ModelProto) -> None:
    """That writing the functions out gives a graph of bounded size; they may be nested to grow by doubling.

    Raises:
        InvalidPackage: It would have more than ``MAX_NODES`` nodes, or a function calls itself.
    """
    bodies = {(f.domain, f.name): f for f in model.functions}
    sizes: dict[tuple[str, str], int] = {}
    open_ones: list[tuple[str, str]] = list(bodies)
    entered: set[tuple[str, str]] = set()
    while open_ones:
        key = open_ones[-1]
        calls = [(n.domain, n.op_type) for n in bodies[key].node if (n.domain, n.op_type) in bodies]
        missing = [call for call in calls if call not in sizes]
        if not missing:
            size = len(bodies[key].node) + sum(sizes[call] for call in calls)
            if size > MAX_NODES:
                raise InvalidPackage((breach("node-count", _text(key[1]), f"more than {MAX_NODES}"),))
            sizes[key] = size
            open_ones.pop()
        elif key in entered and any(call in entered for call in missing):
            raise InvalidPackage((breach("functions", _text(key[1]), "a function that calls itself"),))
        else:
            entered.add(key)
            open_ones += missing
    total = sum(sizes.get((n.domain, n.op_type), 1) for n in model.graph.node)
    if total > MAX_NODES:
        raise InvalidPackage((breach("node-count", "model", f"more than {MAX_NODES}"),))


def external_names(model: ModelProto) -> list[str]:
    """The files that its weights lie in, as written: not one of them has been looked for.

    Raises:
        InvalidPackage: More than ``MAX_EXTERNAL_FILES``.
    """
    names: dict[str, None] = {}
    for tensor in model.graph.initializer:
        for entry in tensor.external_data:
            if entry.key == "location" and tensor.data_location == TensorProto.EXTERNAL:
                names[_text(entry.value)] = None
        if len(names) > MAX_EXTERNAL_FILES:
            text = f"in more than {MAX_EXTERNAL_FILES} files"
            raise InvalidPackage((breach("external-data", "model", text),))
    return list(names)


def operator_hints(model: ModelProto) -> list[Hint]:
    """What scikit-learn's operators say themselves: the names of the classes."""
    for node in reversed(model.graph.node):
        if node.op_type not in _CLASSIFIERS:
            continue
        for attribute in node.attribute:
            if attribute.name in _CLASS_ATTRIBUTES and (attribute.strings or attribute.ints):
                values = [s.decode("utf-8", "replace") for s in attribute.strings] or list(attribute.ints)
                try:
                    return [Hint("labels", label_lines(values), "classifier")]
                except ValueError:
                    return []
    return []


def _text(name: str | bytes) -> str:
    return name[:1024] if isinstance(name, str) else name[:1024].decode("utf-8", "replace")
