"""Other forms of a model: half precision, and 8-bit weights of its matrix products. In the packing worker.

Half precision is onnxruntime's own converter (``onnxruntime.transformers.float16``), which works in memory alone; inputs and
outputs stay as they are. Its ``quantize_dynamic`` goes through files and a session, which the sandbox has not, so the 8-bit
form is made here: activations by DynamicQuantizeLinear, weights by column, symmetric, of seven bits, because before VNNI the
sums of x86's 8-bit products saturate (onnxruntime docs, "Quantize ONNX models", U8S8) and answers would differ by machine.
"""

import numpy as np
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper
from onnxruntime.transformers.float16 import convert_float_to_float16

from desktop.runtime.errors import NothingToChange, RunFailed
from desktop.runtime.rules import harmless

LEAST_ELEMENTS = 256
_MOST = 63  # seven bits with their sign


def make_variant(model: ModelProto, name: str) -> ModelProto:
    """The model in another form; the given one may be changed.

    Raises:
        NothingToChange: The form changes nothing that matters.
        RunFailed: It cannot be made.
    """
    return _half(model) if name == "fp16" else _quantised(model)


def _half(model: ModelProto) -> ModelProto:
    if not any(tensor.data_type == TensorProto.FLOAT for tensor in model.graph.initializer):
        raise NothingToChange("fp16")
    try:
        made: ModelProto = convert_float_to_float16(model, keep_io_types=True)
    except Exception as error:
        # A research tool: it raises whatever its steps raise.
        raise RunFailed(harmless(str(error).partition("\n")[0], 200)) from error
    return made


def _quantised(model: ModelProto) -> ModelProto:
    graph = model.graph
    weights = {tensor.name: tensor for tensor in graph.initializer}
    users: dict[str, int] = {}
    for node in graph.node:
        for name in node.input:
            users[name] = users.get(name, 0) + 1
    quantised: dict[str, str] = {}
    nodes: list[NodeProto] = []
    done = 0
    for number, node in enumerate(graph.node):
        tensor = weights.get(node.input[1]) if len(node.input) > 1 else None
        if tensor is None or not _is_product(node) or not _is_worth_it(tensor):
            nodes.append(node)
            continue
        nodes += _product(node, tensor, model, f"int8.{number}", quantised)
        users[tensor.name] -= 1
        done += 1
    if not done:
        raise NothingToChange("int8")
    copies = [NodeProto.FromString(node.SerializeToString()) for node in nodes]
    del graph.node[:]
    graph.node.extend(copies)
    for tensor in [t for t in graph.initializer if users.get(t.name, 1) == 0]:
        graph.initializer.remove(tensor)
    return model


def _is_product(node: NodeProto) -> bool:
    if node.domain or node.op_type not in {"MatMul", "Gemm"}:
        return False
    told = {a.name: helper.get_attribute_value(a) for a in node.attribute}
    plain = told.get("alpha", 1.0) == 1.0 and told.get("beta", 1.0) == 1.0 and not told.get("transA", 0)
    return node.op_type == "MatMul" or plain


def _is_worth_it(tensor: TensorProto) -> bool:
    return (
        tensor.data_type == TensorProto.FLOAT
        and len(tensor.dims) == 2
        and tensor.dims[0] * tensor.dims[1] >= LEAST_ELEMENTS
    )


def _product(
    node: NodeProto, tensor: TensorProto, model: ModelProto, prefix: str, kept: dict[str, str]
) -> list[NodeProto]:
    """DynamicQuantizeLinear -> MatMulInteger -> Cast -> Mul by both scales (-> Add of the bias)."""
    turned = any(a.name == "transB" and a.i for a in node.attribute)
    key = f"{tensor.name}{'.t' if turned else ''}"
    if key not in kept:
        kept[key] = f"{prefix}.weights"
        values = numpy_helper.to_array(tensor)
        values = values.T if turned else values
        scale = np.maximum(np.abs(values).max(axis=0), 1e-30) / _MOST
        whole = np.clip(np.rint(values / scale), -_MOST, _MOST).astype(np.int8)
        model.graph.initializer.append(numpy_helper.from_array(np.ascontiguousarray(whole), kept[key]))
        model.graph.initializer.append(
            numpy_helper.from_array(scale.astype(np.float32), f"{kept[key]}.scale")
        )
    small, scale_in, zero = f"{prefix}.x", f"{prefix}.scale", f"{prefix}.zero"
    summed, real, both = f"{prefix}.sum", f"{prefix}.real", f"{prefix}.scales"
    has_bias = node.op_type == "Gemm" and len(node.input) > 2 and node.input[2]
    product = f"{prefix}.product" if has_bias else node.output[0]
    made = [
        helper.make_node("DynamicQuantizeLinear", [node.input[0]], [small, scale_in, zero]),
        helper.make_node("MatMulInteger", [small, kept[key], zero], [summed]),
        helper.make_node("Cast", [summed], [real], to=TensorProto.FLOAT),
        helper.make_node("Mul", [scale_in, f"{kept[key]}.scale"], [both]),
        helper.make_node("Mul", [real, both], [product]),
    ]
    if has_bias:
        made.append(helper.make_node("Add", [product, node.input[2]], [node.output[0]]))
    return made
