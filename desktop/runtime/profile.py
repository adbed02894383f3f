"""The ONNX profile: what a graph may be. The packer makes it, the verifier checks it, both by this module.

Walks protobuf messages only: no checker, no shape inference and no onnxruntime ever sees a file before it has passed
(onnx's checker lets a 104-byte file through that crashes onnxruntime, and hangs on a 2 kB one: research/runtime.md).
Called on strangers' bytes inside the sandbox alone.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from onnx import AttributeProto, GraphProto, ModelProto, NodeProto, OperatorSetIdProto

from desktop.core.errors import Breach
from desktop.runtime.errors import UnreadableModel
from desktop.runtime.graph_bombs import find_bombs
from desktop.runtime.operators import ALLOWED, COUNTS, IR_VERSIONS, OPSETS, WIDE_ATTRIBUTES
from desktop.runtime.rules import breach, harmless
from desktop.runtime.tensor_rules import check_shape, check_sparse, check_tensor

Operators: TypeAlias = Mapping[str, frozenset[str]]

MAX_NODES = 100_000
MAX_DEPTH = 8
MAX_ATTRIBUTE_BYTES = 64 << 20
MAX_NAME_CHARS = 1024
MAX_BREACHES = 50
_INT32 = 1 << 31
_FLATBUFFER_MARK = b"ORTM"
ORT_FORMAT = "it is in onnxruntime's own format, which is not accepted"

_GRAPH_KINDS = {AttributeProto.GRAPH, AttributeProto.GRAPHS}


@dataclass(frozen=True, slots=True)
class Inventory:
    """What a graph is made of."""

    operators: tuple[str, ...]
    opset: int
    parameters: int
    nodes: int


@dataclass(slots=True)
class _Walk:
    """The state of one check: what was found so far."""

    weights_size: int | None
    allowed: Operators
    local: frozenset[tuple[str, str]] = frozenset()
    is_in_function: bool = False
    breaches: list[Breach] = field(default_factory=list)
    operators: set[str] = field(default_factory=set)
    nodes: int = 0
    parameters: int = 0

    @property
    def is_full(self) -> bool:
        return len(self.breaches) >= MAX_BREACHES

    def say(self, rule: str, where: str, text: str) -> None:
        if not self.is_full:
            self.breaches.append(breach(rule, where, text))


def parse_model(data: bytes | memoryview) -> ModelProto:
    """The model in these bytes, unchecked.

    Raises:
        UnreadableModel: They are no ONNX model, or an onnxruntime file (which crashes onnxruntime).
    """
    if bytes(data[4:8]) == _FLATBUFFER_MARK:
        raise UnreadableModel(ORT_FORMAT)
    try:
        model: ModelProto = ModelProto.FromString(bytes(data))
    except Exception as error:
        # protobuf's DecodeError, or whatever else its reader makes of hostile bytes.
        raise UnreadableModel("it is no ONNX model") from error
    # Almost any bytes are a message of unknown fields: a model has a version and a graph.
    if not model.HasField("graph") or model.ir_version <= 0:
        raise UnreadableModel("it is no ONNX model")
    return model


def check_model(
    model: ModelProto, weights_size: int | None = None, allowed: Operators = ALLOWED
) -> list[Breach]:
    """Every breach of the profile, up to ``MAX_BREACHES``.

    Args:
        model: A parsed model.
        weights_size: Bytes of the ``weights.bin`` beside it. None for a plain file, which must hold its weights itself.
        allowed: What models of its kind may use (``operators.allowed_for``), by domain.
    """
    return _walk(model, weights_size, allowed).breaches


def inventory(model: ModelProto, weights_size: int | None = None) -> Inventory:
    """Operators as ``domain:name`` (ai.onnx without its domain), the opset and the number of parameters."""
    walk = _walk(model, weights_size, ALLOWED)
    opset = max((o.version for o in model.opset_import if _domain(o.domain) == ""), default=0)
    return Inventory(tuple(sorted(walk.operators)), opset, walk.parameters, walk.nodes)


def _walk(model: ModelProto, weights_size: int | None, allowed: Operators) -> _Walk:
    local = frozenset((_domain(f.domain), f.name) for f in model.functions)
    walk = _Walk(weights_size, allowed, local)
    _check_header(model, walk)
    _check_graph(model.graph, "graph", 0, walk)
    _check_functions(model, walk)
    for rule, where, text in find_bombs(model.graph):
        walk.say(rule, where, text)
    return walk


def _check_header(model: ModelProto, walk: _Walk) -> None:
    if model.ir_version not in IR_VERSIONS:
        walk.say("ir-version", "model", str(model.ir_version))
    seen = _check_opsets(model.opset_import, walk)
    if not seen & OPSETS.keys():
        walk.say("opset", "model", "none declared")
    if model.functions:
        walk.say("functions", "model", str(len(model.functions)))
    if model.training_info:
        walk.say("training", "model", str(len(model.training_info)))
    if getattr(model, "configuration", ()):
        walk.say("device-configuration", "model", str(len(model.configuration)))
    for entry in model.metadata_props:
        # onnxruntime can take session options from here.
        if entry.key == "ort_config":
            walk.say("metadata", "model", entry.key)


def _check_opsets(imports: Iterable[OperatorSetIdProto], walk: _Walk) -> set[str]:
    """The domains that are declared; those of the model's own functions are told with the functions."""
    own = {domain for domain, _name in walk.local}
    seen: set[str] = set()
    for opset in imports:
        domain = _domain(opset.domain)
        if domain in OPSETS:
            if opset.version not in OPSETS[domain]:
                walk.say("opset", domain or "ai.onnx", str(opset.version))
        elif domain not in own:
            walk.say("domain", "model", domain)
        if domain in seen:
            walk.say("opset", domain or "ai.onnx", "declared twice")
        seen.add(domain)
    return seen


def _check_functions(model: ModelProto, walk: _Walk) -> None:
    """Functions are refused as such; what packing would write out of them is looked at all the same."""
    walk.is_in_function = True
    for function in model.functions:
        where = f"function {function.name}"
        _check_names([function.name, function.domain, *function.input, *function.output], where, walk)
        _check_opsets(function.opset_import, walk)
        for value in function.value_info:
            check_shape(value.type, f"{where}/{value.name}", walk.say)
        _check_nodes(function.node, where, 0, walk)
        if walk.is_full:
            return


def _check_graph(graph: GraphProto, where: str, depth: int, walk: _Walk) -> None:
    if depth > MAX_DEPTH:
        walk.say("depth", where, str(depth))
        return
    _check_names(
        [v.name for v in (*graph.input, *graph.output, *graph.value_info, *graph.initializer)], where, walk
    )
    for tensor in graph.initializer:
        walk.parameters += check_tensor(tensor, f"{where}/{tensor.name}", walk.weights_size, walk.say)
    for sparse in graph.sparse_initializer:
        check_sparse(sparse, f"{where}/{sparse.values.name}", walk.say)
    for value in (*graph.input, *graph.output, *graph.value_info):
        check_shape(value.type, f"{where}/{value.name}", walk.say)
    _check_nodes(graph.node, where, depth, walk)


def _check_nodes(nodes: Iterable[NodeProto], where: str, depth: int, walk: _Walk) -> None:
    for number, node in enumerate(nodes):
        walk.nodes += 1
        if walk.nodes > MAX_NODES:
            walk.say("node-count", where, f"more than {MAX_NODES}")
            return
        if walk.is_full:
            return
        _check_node(node, f"{where}/{node.name or number}", depth, walk)


def _check_node(node: NodeProto, where: str, depth: int, walk: _Walk) -> None:
    domain = _domain(node.domain)
    kind = f"{domain}:{node.op_type}" if domain else node.op_type
    if (domain, node.op_type) in walk.local:
        pass  # told with the functions
    elif domain not in ALLOWED:
        walk.say("domain", where, kind)
    elif node.op_type not in ALLOWED[domain]:
        walk.say("operator", where, kind)
    elif node.op_type not in walk.allowed.get(domain, ()):
        walk.say("operator-task", where, kind)
    walk.operators.add(harmless(kind, 100))
    if getattr(node, "overload", "") or getattr(node, "device_configurations", ()):
        walk.say("operator", where, "overload or device configuration")
    names = [
        node.op_type,
        node.domain,
        node.name,
        *node.input,
        *node.output,
        *(a.name for a in node.attribute),
    ]
    _check_names(names, where, walk)
    for attribute in node.attribute:
        _check_attribute(node, attribute, f"{where}.{attribute.name}", walk)
        if attribute.type in _GRAPH_KINDS or attribute.graphs or attribute.HasField("g"):
            for graph in _graphs(attribute):
                _check_graph(graph, f"{where}.{attribute.name}", depth + 1, walk)


def _check_attribute(node: NodeProto, attribute: Any, where: str, walk: _Walk) -> None:
    if attribute.ref_attr_name and not walk.is_in_function:
        walk.say("attribute", where, "refers to a function")
    size = attribute.ByteSize()
    if size > MAX_ATTRIBUTE_BYTES:
        walk.say("attribute-size", where, f"{size} bytes")
        return
    for tensor in (*([attribute.t] if attribute.HasField("t") else ()), *attribute.tensors):
        # Only initialisers may lie in weights.bin.
        walk.parameters += check_tensor(tensor, where, None, walk.say)
    for sparse in (
        *([attribute.sparse_tensor] if attribute.HasField("sparse_tensor") else ()),
        *attribute.sparse_tensors,
    ):
        check_sparse(sparse, where, walk.say)
    for kind in (*([attribute.tp] if attribute.HasField("tp") else ()), *attribute.type_protos):
        check_shape(kind, where, walk.say)
    if (node.op_type, attribute.name) not in WIDE_ATTRIBUTES:
        least = 1 if attribute.name in COUNTS else -_INT32
        values = (*([attribute.i] if attribute.HasField("i") else ()), *attribute.ints)
        wild = next((value for value in values if not least <= value < _INT32), None)
        if wild is not None:
            walk.say("attribute-range", where, str(wild))


def _check_names(names: Sequence[str | bytes], where: str, walk: _Walk) -> None:
    """Names are short texts. protobuf gives those that are no UTF-8 as bytes (proto2), which nothing else expects."""
    if any(isinstance(name, bytes) or len(name) > MAX_NAME_CHARS for name in names):
        walk.say("name", where, f"longer than {MAX_NAME_CHARS} characters, or not UTF-8")


def _graphs(attribute: Any) -> Iterator[GraphProto]:
    if attribute.HasField("g"):
        yield attribute.g
    yield from attribute.graphs


def _domain(name: str) -> str:
    return "" if name == "ai.onnx" else name
