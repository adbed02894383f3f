"""The packer's first half: any ONNX file becomes a graph without weights and one blob of weights. Runs in a worker.

What moves: every tensor of more than one element, so that a public graph shows the architecture and nothing learned.
What stays: single numbers, texts, and up to 1 KiB of int64 or bool (shapes, axes, masks) or of an operator's settings
(the scales of a Resize), because shape inference reads them before any file is loaded.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from onnx import (
    AttributeProto,
    GraphProto,
    ModelProto,
    NodeProto,
    OperatorSetIdProto,
    TensorProto,
    ValueInfoProto,
    inliner,
    numpy_helper,
    shape_inference,
)

from desktop.core.errors import InvalidPackage
from desktop.core.packages import WEIGHTS
from desktop.runtime.operators import WEIGHTS_IN_ATTRIBUTES
from desktop.runtime.profile import Inventory, check_model, inventory
from desktop.runtime.rules import breach
from desktop.runtime.tensor_rules import BITS, TENSOR_ALIGNMENT

INLINE_BYTES = 1024
_STRUCTURAL = {"Resize": (1, 2, 3), "Upsample": (1,), "Clip": (1, 2), "Pad": (1, 2, 3), "Range": (0, 1, 2)}
_SHAPES = {TensorProto.INT64, TensorProto.BOOL}


@dataclass(frozen=True, slots=True)
class Normalised:
    """The two files, and what the graph is made of; ``tells_weights`` where its attributes are the weights."""

    graph: bytes
    weights: bytes
    inventory: Inventory
    tells_weights: bool


def normalise(model: ModelProto) -> Normalised:
    """Bring a model into the profile; the same model gives the same bytes.

    Raises:
        InvalidPackage: It uses what the profile refuses.
    """
    if model.functions:
        try:
            model = inliner.inline_local_functions(model)
        except (RuntimeError, ValueError) as error:
            raise InvalidPackage((breach("functions", "model", error),)) from error
    drop_unused_opsets(model)
    breaches = check_model(model)
    if breaches:
        raise InvalidPackage(tuple(breaches))
    try:
        model = shape_inference.infer_shapes(model)
    except (shape_inference.InferenceError, RuntimeError, ValueError) as error:
        raise InvalidPackage((breach("shapes", "model", error),)) from error
    _strip(model)
    _lift_constants(model.graph)
    weights = _move_weights(model)
    breaches = check_model(model, len(weights))
    if breaches:
        raise InvalidPackage(tuple(breaches))
    tells = any((node.domain, node.op_type) in WEIGHTS_IN_ATTRIBUTES for node in _nodes(model.graph))
    graph = model.SerializeToString(deterministic=True)
    return Normalised(graph, weights, inventory(model, len(weights)), tells)


def drop_unused_opsets(model: ModelProto) -> None:
    """Forget the operator sets that no node is from, and repetitions: exporters declare more than they use, and twice."""
    used = {node.domain for node in _nodes(model.graph)} | {""}
    needed = {
        (opset.domain, opset.version): opset.SerializeToString()
        for opset in model.opset_import
        if opset.domain in used or opset.domain == "ai.onnx"
    }
    kept = [OperatorSetIdProto.FromString(data) for data in needed.values()]
    del model.opset_import[:]
    model.opset_import.extend(kept)


def _nodes(graph: GraphProto) -> Iterator[NodeProto]:
    for node in graph.node:
        yield node
        for inner in _subgraphs(node):
            yield from _nodes(inner)


def _subgraphs(node: NodeProto) -> Iterator[GraphProto]:
    for attribute in node.attribute:
        if attribute.type == AttributeProto.GRAPH:
            yield attribute.g
        yield from attribute.graphs


def _strip(model: ModelProto) -> None:
    """Take out what names the seller's machine, tools and training code."""
    for field in (
        "producer_name",
        "producer_version",
        "doc_string",
        "domain",
        "model_version",
        "metadata_props",
    ):
        model.ClearField(field)
    _strip_graph(model.graph)
    model.graph.name = "graph"
    # Before IR version 4 weights were inputs too; as inputs they could not be folded or shared.
    constants = {tensor.name for tensor in model.graph.initializer}
    inputs = [value for value in model.graph.input if value.name not in constants]
    copies = [ValueInfoProto.FromString(value.SerializeToString()) for value in inputs]
    del model.graph.input[:]
    model.graph.input.extend(copies)
    model.ir_version = max(model.ir_version, 4)


def _strip_graph(graph: GraphProto) -> None:
    for field in ("doc_string", "metadata_props", "quantization_annotation"):
        graph.ClearField(field)
    for value in (*graph.input, *graph.output, *graph.value_info):
        value.ClearField("doc_string")
        value.ClearField("metadata_props")
    for tensor in graph.initializer:
        tensor.ClearField("doc_string")
        tensor.ClearField("metadata_props")
    for node in graph.node:
        for field in ("name", "doc_string", "metadata_props"):
            node.ClearField(field)
        for attribute in node.attribute:
            attribute.ClearField("doc_string")
        for inner in _subgraphs(node):
            _strip_graph(inner)


def _lift_constants(top: GraphProto) -> None:
    """Constant nodes become initialisers, of the whole graph where they are weights of a branch."""
    taken = {name for node in _nodes(top) for name in (*node.input, *node.output)}
    taken |= {tensor.name for tensor in top.initializer} | {value.name for value in (*top.input, *top.output)}
    _lift(top, top, taken)


def _lift(graph: GraphProto, top: GraphProto, taken: set[str]) -> None:
    outputs = {value.name for value in graph.output}
    structural = _structural(graph)
    kept: list[NodeProto] = []
    for node in graph.node:
        tensor = _constant_tensor(node)
        if tensor is None or not _moves(tensor, structural) or (graph is not top and tensor.name in outputs):
            kept.append(node)
            continue
        if graph is not top:
            _rename(graph, tensor, taken)
        top.initializer.append(tensor)
    if graph is not top:
        for tensor in [t for t in graph.initializer if _moves(t, structural) and t.name not in outputs]:
            lifted = TensorProto()
            lifted.CopyFrom(tensor)
            graph.initializer.remove(tensor)
            _rename(graph, lifted, taken)
            top.initializer.append(lifted)
    if len(kept) < len(graph.node):
        copies = [NodeProto.FromString(node.SerializeToString()) for node in kept]
        # Renaming has changed the nodes in place: the copies are taken after it.
        del graph.node[:]
        graph.node.extend(copies)
    for node in graph.node:
        for inner in _subgraphs(node):
            _lift(inner, top, taken)


def _constant_tensor(node: NodeProto) -> TensorProto | None:
    if node.op_type != "Constant" or len(node.attribute) != 1 or node.attribute[0].name != "value":
        return None
    tensor = TensorProto()
    tensor.CopyFrom(node.attribute[0].t)
    tensor.name = node.output[0]
    tensor.ClearField("doc_string")
    return tensor


def _rename(graph: GraphProto, tensor: TensorProto, taken: set[str]) -> None:
    """Give a tensor that leaves a branch a name that nothing else has, there and in the tensor."""
    old, number = tensor.name, len(taken)
    while f"lifted_{number}" in taken:
        number += 1
    tensor.name = f"lifted_{number}"
    taken.add(tensor.name)
    for node in _nodes(graph):
        for at, name in enumerate(node.input):
            if name == old:
                node.input[at] = tensor.name


def _structural(graph: GraphProto) -> set[str]:
    """The values that an operator takes as its settings."""
    return {
        node.input[at]
        for node in _nodes(graph)
        for at in _STRUCTURAL.get(node.op_type, ())
        if at < len(node.input)
    }


def _moves(tensor: TensorProto, structural: set[str]) -> bool:
    bits = BITS.get(tensor.data_type)
    if bits is None or (bits < 8 and not tensor.raw_data):
        return False
    count = 1
    for size in tensor.dims:
        count *= size
    if count * bits // 8 > INLINE_BYTES:
        return True
    return count > 1 and tensor.data_type not in _SHAPES and tensor.name not in structural


def _move_weights(model: ModelProto) -> bytes:
    """Move the initialisers into one blob, in the graph's order, each at a multiple of 64 bytes."""
    blob = bytearray()
    structural = _structural(model.graph)
    for tensor in model.graph.initializer:
        if not _moves(tensor, structural):
            continue
        # ONNX's raw data is little-endian whatever the machine is.
        data = tensor.raw_data or numpy_helper.from_array(numpy_helper.to_array(tensor)).raw_data
        blob += bytes(-len(blob) % TENSOR_ALIGNMENT)
        for field in ("raw_data", "float_data", "int32_data", "int64_data", "double_data", "uint64_data"):
            tensor.ClearField(field)
        tensor.data_location = TensorProto.EXTERNAL
        entries = (("location", WEIGHTS), ("offset", str(len(blob))), ("length", str(len(data))))
        for key, value in entries:
            entry = tensor.external_data.add()
            entry.key, entry.value = key, value
        blob += data
    # Never empty: the sealed part always begins with weights.
    blob += bytes(-len(blob) % TENSOR_ALIGNMENT or (0 if blob else TENSOR_ALIGNMENT))
    return bytes(blob)
