"""A model of an exporter becomes one that the packer can normalise: weights fetched, functions written out, maps made tensors.

Runs in the packing worker. Nothing here trusts the file: sizes are compared before bytes are taken.
"""

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onnx import AttributeProto, GraphProto, ModelProto, NodeProto, TensorProto, helper, inliner

from desktop.core.errors import InvalidPackage
from desktop.runtime.importing.scanning import check_expansion, makers_of
from desktop.runtime.rules import breach
from desktop.runtime.tensor_rules import BITS
from desktop.runtime.worker.normalising import drop_unused_opsets

MAX_WEIGHTS_BYTES = 2 << 30
_LEAKS = re.compile(
    r"(^|[^A-Za-z])([A-Za-z]:\\|/(home|Users|root|tmp|mnt|opt|var|content|workspace|private)/)|site-packages|\.py\b"
)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be made of a model.

    Attributes:
        outputs: Outputs that the package answers with; all others go.
        two_sided: Outputs that give the probability of one of two classes, to be made [1 - p, p].
    """

    outputs: tuple[str, ...]
    two_sided: tuple[str, ...] = ()


def rewrite(model: ModelProto, files: Mapping[str, memoryview], plan: Plan) -> ModelProto:
    """The same model, whole in memory, with plain operators and the outputs of the plan only.

    Raises:
        InvalidPackage: Weights that do not lie where the file says, or functions that cannot be written out.
    """
    _fetch_weights(model, files)
    check_expansion(model)
    if model.functions:
        try:
            model = inliner.inline_local_functions(model)
        except (RuntimeError, ValueError) as error:
            raise InvalidPackage((breach("functions", "model", error),)) from error
    _unzip_maps(model.graph)
    for name in plan.two_sided:
        _two_sides(model.graph, name)
    _keep_outputs(model.graph, plan.outputs)
    _prune(model.graph)
    _rename_leaks(model.graph)
    drop_unused_opsets(model)
    return model


def _fetch_weights(model: ModelProto, files: Mapping[str, memoryview]) -> None:
    """Bring the weights that lie in other files into the model."""
    taken = 0
    for tensor in model.graph.initializer:
        if tensor.data_location != TensorProto.EXTERNAL:
            continue
        where = f"graph/{tensor.name}"
        entries = {entry.key: entry.value for entry in tensor.external_data}
        data = files.get(entries.get("location", ""))
        if data is None:
            raise InvalidPackage((breach("external-data", where, entries.get("location", "nowhere")),))
        start, end = _span(tensor, entries, where)
        taken += end - start
        if end > len(data) or taken > MAX_WEIGHTS_BYTES:
            raise InvalidPackage((breach("external-data", where, f"{start} to {end} of {len(data)}"),))
        tensor.raw_data = bytes(data[start:end])
        tensor.ClearField("external_data")
        tensor.ClearField("data_location")


def _span(tensor: TensorProto, entries: Mapping[str, str], where: str) -> tuple[int, int]:
    """First and last byte, by what the file says; its length must be the one that the dimensions ask for."""
    dims = list(tensor.dims)
    bits = BITS.get(tensor.data_type)
    if bits is None or len(dims) > 32 or any(size < 0 for size in dims):
        raise InvalidPackage((breach("tensor-type", where, tensor.data_type),))
    size = -(-math.prod(dims) * bits // 8)
    numbers = [entries.get("offset", "0"), entries.get("length", str(size))]
    if not all(text.isascii() and text.isdigit() and len(text) <= 15 for text in numbers):
        raise InvalidPackage((breach("external-data", where, numbers),))
    start, length = int(numbers[0]), int(numbers[1])
    if length != size:
        raise InvalidPackage((breach("external-data", where, f"{length} bytes, not {size}"),))
    return start, start + length


def _unzip_maps(graph: GraphProto) -> None:
    """scikit-learn's exports end in ZipMap: a sequence of maps from label to probability. Take the tensor before it."""
    for node in [n for n in graph.node if n.op_type == "ZipMap"]:
        name = node.output[0]
        same = helper.make_node("Identity", [node.input[0]], [name])
        at = list(graph.node).index(node)
        graph.node[at].CopyFrom(same)
        for value in graph.output:
            if value.name == name:
                value.CopyFrom(helper.make_tensor_value_info(name, TensorProto.FLOAT, ["batch", None]))


def _two_sides(graph: GraphProto, name: str) -> None:
    """The probability p of one class becomes [1 - p, p], under the same name."""
    inner = f"{name}.one"
    for node in graph.node:
        for at, made in enumerate(node.output):
            if made == name:
                node.output[at] = inner
        for at, used in enumerate(node.input):
            if used == name:
                node.input[at] = inner
    one = helper.make_tensor(f"{name}.whole", TensorProto.FLOAT, [], [1.0])
    graph.initializer.append(one)
    graph.node.append(helper.make_node("Sub", [one.name, inner], [f"{name}.other"]))
    graph.node.append(helper.make_node("Concat", [f"{name}.other", inner], [name], axis=-1))
    for value in graph.output:
        if value.name == name and value.type.tensor_type.shape.dim:
            value.type.tensor_type.shape.dim[-1].dim_value = 2


def _keep_outputs(graph: GraphProto, outputs: Sequence[str]) -> None:
    for value in [v for v in graph.output if v.name not in outputs]:
        graph.output.remove(value)


def _prune(graph: GraphProto) -> None:
    """Drop the nodes and weights that no output needs: labels as texts, training leftovers."""
    makers = makers_of(graph)
    wanted: set[str] = set()
    waiting = [value.name for value in graph.output]
    while waiting:
        name = waiting.pop()
        if name in wanted:
            continue
        wanted.add(name)
        if name in makers:
            waiting += _reads(makers[name])
            waiting += makers[name].output
    for node in [n for n in graph.node if not wanted.intersection(n.output)]:
        graph.node.remove(node)
    for tensor in [t for t in graph.initializer if t.name not in wanted]:
        graph.initializer.remove(tensor)
    del graph.value_info[:]


def _reads(node: NodeProto) -> Iterator[str]:
    """The values that a node and its branches take."""
    yield from filter(None, node.input)
    for inner in _branches(node):
        yield from (value.name for value in inner.output)
        for one in inner.node:
            yield from _reads(one)


def _branches(node: NodeProto) -> Iterator[GraphProto]:
    for attribute in node.attribute:
        if attribute.type == AttributeProto.GRAPH:
            yield attribute.g
        yield from attribute.graphs


def _rename_leaks(graph: GraphProto) -> None:
    """Values whose names hold a path of the seller's machine get a number instead; ports keep their names."""
    ports = {value.name for value in (*graph.input, *graph.output)}
    new: dict[str, str] = {}

    def name_of(old: str) -> str:
        if not old or old in ports or not _LEAKS.search(old):
            return old
        return new.setdefault(old, f"value_{len(new)}")

    _rename(graph, name_of)


def _rename(graph: GraphProto, name_of: Callable[[str], str]) -> None:
    for tensor in graph.initializer:
        tensor.name = name_of(tensor.name)
    for value in (*graph.input, *graph.output):
        value.name = name_of(value.name)
    for node in graph.node:
        for names in (node.input, node.output):
            for at, old in enumerate(names):
                names[at] = name_of(old)
        for inner in _branches(node):
            del inner.value_info[:]
            _rename(inner, name_of)
