"""Hostile ONNX files, made from their descriptions (research/runtime.md section 3): each kills, hangs, fills or misleads.

``CORPUS`` maps a name to a function that makes the bytes. None of them holds anybody's code.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np
from onnx import AttributeProto, FunctionProto, GraphProto, NodeProto, TensorProto, helper, numpy_helper

from desktop.bootstrap.hostile.graphs import BOOL, FLOAT, INT64, external, ints, model, port, serialized

Make = Callable[[], bytes]
CORPUS: dict[str, Make] = {}


def hostile(make: Make) -> Make:
    CORPUS[make.__name__] = make
    return make


def _with_weight(tensor: TensorProto) -> bytes:
    return serialized([helper.make_node("Add", ["x", "w"], ["y"])], [tensor])


@hostile
def depth_to_space_2_32() -> bytes:
    return serialized(
        [helper.make_node("DepthToSpace", ["x"], ["y"], blocksize=1 << 32)],
        inputs=[port("x", [1, 4, 2, 2])],
    )


def _function(name: str, body: Sequence[NodeProto]) -> FunctionProto:
    return helper.make_function(
        "local",
        name,
        ["a"],
        ["b"],
        list(body),
        [helper.make_opsetid("", 17), helper.make_opsetid("local", 1)],
    )


@hostile
def function_chain() -> bytes:
    """Three thousand functions, each calling the next: a stack overflow in onnxruntime."""
    functions = [
        _function(f"f{i}", [helper.make_node(f"f{i + 1}", ["a"], ["b"], domain="local")]) for i in range(3000)
    ]
    functions.append(_function("f3000", [helper.make_node("Relu", ["a"], ["b"])]))
    return serialized(
        [helper.make_node("f0", ["x"], ["y"], domain="local")],
        opsets=[("", 17), ("local", 1)],
        functions=functions,
    )


@hostile
def expansion_bomb() -> bytes:
    """Thirty functions that call the next one twice: 2^30 nodes out of 2 kB."""
    functions = []
    for i in range(30):
        functions.append(
            _function(
                f"f{i}",
                [
                    helper.make_node(f"f{i + 1}", ["a"], ["c"], domain="local"),
                    helper.make_node(f"f{i + 1}", ["c"], ["b"], domain="local"),
                ],
            )
        )
    functions.append(_function("f30", [helper.make_node("Relu", ["a"], ["b"])]))
    return serialized(
        [helper.make_node("f0", ["x"], ["y"], domain="local")],
        opsets=[("", 17), ("local", 1)],
        functions=functions,
    )


def _loop(body: GraphProto, trips: str, condition: str, weights: Sequence[TensorProto]) -> bytes:
    return serialized(
        [helper.make_node("Loop", [trips, condition, "x"], ["y"], body=body)],
        weights,
        inputs=[port("x", [1])],
    )


def _body(condition_node: NodeProto, weights: Sequence[TensorProto] = ()) -> GraphProto:
    return helper.make_graph(
        [condition_node, helper.make_node("Add", ["v", "v"], ["v2"])],
        "body",
        [port("i", [], INT64), port("c", [], BOOL), port("v", [1])],
        [port("c2", [], BOOL), port("v2", [1])],
        list(weights),
    )


@hostile
def endless_loop() -> bytes:
    true = numpy_helper.from_array(np.array(True), "true")
    return _loop(_body(helper.make_node("Identity", ["c"], ["c2"])), "", "true", [true])


@hostile
def endless_loop_by_constant() -> bytes:
    true = numpy_helper.from_array(np.array(True))
    return _loop(_body(helper.make_node("Constant", [], ["c2"], value=true)), "", "", [])


@hostile
def very_long_loop() -> bytes:
    true = numpy_helper.from_array(np.array(True), "true")
    weights = [true, numpy_helper.from_array(np.array(1 << 60, dtype=np.int64), "trips")]
    return _loop(_body(helper.make_node("Identity", ["c"], ["c2"])), "trips", "true", weights)


@hostile
def expand_bomb() -> bytes:
    return serialized(
        [helper.make_node("Expand", ["x", "s"], ["y"])], [ints("s", 1 << 20, 1 << 20)], [port("x", [1])]
    )


@hostile
def tile_bomb() -> bytes:
    return serialized([helper.make_node("Tile", ["x", "s"], ["y"])], [ints("s", 1 << 40)], [port("x", [1])])


@hostile
def range_bomb() -> bytes:
    weights = [
        numpy_helper.from_array(np.array(v, dtype=np.int64), n)
        for n, v in (("a", 0), ("b", 1 << 50), ("c", 1))
    ]
    return serialized(
        [helper.make_node("Range", ["a", "b", "c"], ["r"]), helper.make_node("Identity", ["x"], ["y"])],
        weights,
        outputs=[port("y", None), port("r", None, INT64)],
    )


@hostile
def range_without_step() -> bytes:
    weights = [
        numpy_helper.from_array(np.array(v, dtype=np.int64), n) for n, v in (("a", 0), ("b", 9), ("c", 0))
    ]
    return serialized(
        [helper.make_node("Range", ["a", "b", "c"], ["y"])], weights, outputs=[port("y", None, INT64)]
    )


@hostile
def constant_of_shape_bomb() -> bytes:
    return serialized([helper.make_node("ConstantOfShape", ["s"], ["y"])], [ints("s", 1 << 20, 1 << 30)])


@hostile
def bomb_in_a_branch() -> bytes:
    branch = helper.make_graph(
        [
            helper.make_node("Constant", [], ["s"], value=ints("", 1 << 20, 1 << 30)),
            helper.make_node("ConstantOfShape", ["s"], ["b"]),
        ],
        "b",
        [],
        [port("b", None)],
    )
    return serialized(
        [helper.make_node("If", ["c"], ["y"], then_branch=branch, else_branch=branch)],
        inputs=[port("c", [], BOOL)],
    )


@hostile
def pad_bomb() -> bytes:
    return serialized([helper.make_node("Pad", ["x", "p"], ["y"])], [ints("p", 0, 1 << 45)], [port("x", [1])])


@hostile
def external_parent_directory() -> bytes:
    return _with_weight(external("w", [4], location="../../../../etc/passwd", offset="0", length="16"))


@hostile
def external_absolute_path() -> bytes:
    return _with_weight(external("w", [4], location="/etc/passwd", offset="0", length="16"))


@hostile
def external_memory_address() -> bytes:
    """onnxruntime's own marker: an address in the process instead of a file."""
    return _with_weight(external("w", [4], location="*/_ORT_MEM_ADDR_/*", offset="4096", length="16"))


@hostile
def external_in_a_branch() -> bytes:
    branch = helper.make_graph(
        [helper.make_node("Identity", ["w"], ["b"])],
        "b",
        [],
        [port("b", None)],
        [external("w", [4], location="/proc/self/environ", offset="0", length="16")],
    )
    return serialized(
        [helper.make_node("If", ["c"], ["y"], then_branch=branch, else_branch=branch)],
        inputs=[port("c", [], BOOL)],
    )


@hostile
def external_in_a_constant() -> bytes:
    tensor = external("", [4], location="weights.bin", offset="0", length="16")
    return serialized([helper.make_node("Constant", [], ["y"], value=tensor)])


@hostile
def dimensions_lie() -> bytes:
    return _with_weight(TensorProto(name="w", data_type=FLOAT, dims=[1 << 40], raw_data=bytes(16)))


@hostile
def dimensions_overflow() -> bytes:
    """2^32 * 2^32 elements are none at all in 64 bits."""
    return _with_weight(TensorProto(name="w", data_type=FLOAT, dims=[1 << 32, 1 << 32], raw_data=b""))


@hostile
def negative_dimension() -> bytes:
    return _with_weight(TensorProto(name="w", data_type=FLOAT, dims=[-4], raw_data=bytes(16)))


@hostile
def negative_dimension_of_an_input() -> bytes:
    return serialized([helper.make_node("Relu", ["x"], ["y"])], inputs=[port("x", [-5])])


@hostile
def too_short_data() -> bytes:
    return _with_weight(TensorProto(name="w", data_type=FLOAT, dims=[4], float_data=[1.0]))


@hostile
def deep_nesting() -> bytes:
    def branch(depth: int) -> GraphProto:
        if depth == 0:
            nodes = [helper.make_node("Relu", ["x"], ["o0"])]
        else:
            inner = branch(depth - 1)
            nodes = [
                helper.make_node("If", ["c"], [f"o{depth}"], then_branch=inner, else_branch=GraphProto())
            ]
        return helper.make_graph(nodes, "b", [], [port(f"o{depth}", None)])

    return serialized(
        [helper.make_node("If", ["c"], ["y"], then_branch=branch(12), else_branch=branch(1))],
        inputs=[port("x"), port("c", [], BOOL)],
    )


@hostile
def protobuf_nesting() -> bytes:
    """Graphs within graphs beyond any parser's stack, written without protobuf's help."""
    body = b""
    for _ in range(5000):
        attribute = b"\x32" + _varint(len(body)) + body  # AttributeProto.g
        node = b"\x2a" + _varint(len(attribute)) + attribute  # NodeProto.attribute
        body = b"\x0a" + _varint(len(node)) + node  # GraphProto.node
    return b"\x08\x08\x3a" + _varint(len(body)) + body


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes([*out, value])


@hostile
def unknown_operator() -> bytes:
    return serialized([helper.make_node("RunShell", ["x"], ["y"], command="id")])


@hostile
def foreign_domain() -> bytes:
    return serialized(
        [helper.make_node("Inverse", ["x"], ["y"], domain="com.microsoft")],
        opsets=[("", 17), ("com.microsoft", 1)],
    )


@hostile
def ep_context() -> bytes:
    node = helper.make_node(
        "EPContext", ["x"], ["y"], domain="com.microsoft", ep_cache_context="/etc/passwd", embed_mode=0
    )
    return serialized([node], opsets=[("", 17), ("com.microsoft", 1)])


@hostile
def huge_attribute() -> bytes:
    return serialized([helper.make_node("Relu", ["x"], ["y"], note="a" * (65 << 20))])


@hostile
def huge_group() -> bytes:
    weight = numpy_helper.from_array(np.ones((1, 1, 1, 1), dtype=np.float32), "w")
    return serialized(
        [helper.make_node("Conv", ["x", "w"], ["y"], group=1 << 40)], [weight], [port("x", [1, 1, 4, 4])]
    )


@hostile
def training_steps() -> bytes:
    made = model([helper.make_node("Relu", ["x"], ["y"])])
    made.training_info.add().algorithm.name = "steps"
    return bytes(made.SerializeToString())


@hostile
def session_options_in_metadata() -> bytes:
    made = model([helper.make_node("Relu", ["x"], ["y"])])
    entry = made.metadata_props.add()
    entry.key, entry.value = "ort_config", '{"session_options": {"intra_op_num_threads": 1000}}'
    return bytes(made.SerializeToString())


@hostile
def sparse_indices_lie() -> bytes:
    made = model([helper.make_node("Add", ["x", "w"], ["y"])])
    sparse = made.graph.sparse_initializer.add()
    sparse.values.CopyFrom(TensorProto(name="w", data_type=FLOAT, dims=[1], float_data=[1.0]))
    sparse.indices.CopyFrom(ints("i", 1 << 50))
    sparse.dims.extend([4])
    return bytes(made.SerializeToString())


@hostile
def opset_of_the_future() -> bytes:
    return serialized([helper.make_node("Relu", ["x"], ["y"])], opsets=[("", 99)])


@hostile
def no_opset() -> bytes:
    made = model([helper.make_node("Relu", ["x"], ["y"])])
    del made.opset_import[:]
    return bytes(made.SerializeToString())


@hostile
def sequence_output() -> bytes:
    output = helper.make_tensor_sequence_value_info("y", FLOAT, None)
    return serialized([helper.make_node("SequenceConstruct", ["x"], ["y"])], outputs=[output])


@hostile
def attribute_of_a_function() -> bytes:
    node = helper.make_node("LeakyRelu", ["x"], ["y"])
    node.attribute.append(AttributeProto(name="alpha", type=AttributeProto.FLOAT, ref_attr_name="outer"))
    return serialized([node])


@hostile
def too_many_nodes() -> bytes:
    names = ["x", *(f"v{i}" for i in range(100_001)), "y"]
    return serialized([helper.make_node("Relu", [a], [b]) for a, b in pairwise(names)])


@hostile
def ort_format() -> bytes:
    return b"\x28\0\0\0ORTM" + bytes(64)


@hostile
def truncated() -> bytes:
    whole = serialized([helper.make_node("Relu", ["x"], ["y"])])
    return whole[: len(whole) - 7]


@hostile
def random_bytes() -> bytes:
    return np.random.default_rng(7).integers(0, 256, 4096, dtype=np.uint8).tobytes()


@hostile
def zeros() -> bytes:
    return bytes(4096)


@hostile
def web_page() -> bytes:
    return b"<!DOCTYPE html><html><body>404</body></html>"


@hostile
def broken_zip() -> bytes:
    return b"PK\3\4" + bytes(200)
