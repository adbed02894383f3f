"""ONNX files that break no rule and hurt when they run: what only shows then is the worker's limits' to stop."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
from onnx import TensorProto, helper, numpy_helper

from desktop.bootstrap.hostile.graphs import BOOL, FLOAT, INT64, ints, model, port, serialized

Make = Callable[[], bytes]
RUNNING: dict[str, Make] = {}


def hostile(make: Make) -> Make:
    RUNNING[make.__name__] = make
    return make


@hostile
def doubles_itself_forty_times() -> bytes:
    names = ["x", *(f"v{n}" for n in range(40)), "y"]
    nodes = [helper.make_node("Concat", [a, a], [b], axis=0) for a, b in pairwise(names)]
    return serialized(nodes, inputs=[port("x", [1])])


@hostile
def counts_for_ever() -> bytes:
    """The condition changes with each step, and never to false."""
    body = helper.make_graph(
        [helper.make_node("Add", ["v", "v"], ["v2"]), helper.make_node("Greater", ["i", "minus"], ["c2"])],
        "body",
        [port("i", [], INT64), port("c", [], BOOL), port("v", [1])],
        [port("c2", [], BOOL), port("v2", [1])],
        [numpy_helper.from_array(np.array(-1, dtype=np.int64), "minus")],
    )
    return serialized([helper.make_node("Loop", ["", "", "x"], ["y"], body=body)], inputs=[port("x", [1])])


@hostile
def keeps_each_step_of_a_long_loop() -> bytes:
    body = helper.make_graph(
        [helper.make_node("Identity", ["c"], ["c2"]), helper.make_node("Expand", ["v", "size"], ["kept"])],
        "body",
        [port("i", [], INT64), port("c", [], BOOL)],
        [port("c2", [], BOOL), port("kept", None)],
        [ints("size", 1 << 20)],
    )
    graph = helper.make_node("Loop", ["trips", "true"], ["y"], body=body)
    weights = [
        numpy_helper.from_array(np.array(1 << 30, dtype=np.int64), "trips"),
        numpy_helper.from_array(np.array(True), "true"),
        numpy_helper.from_array(np.array([1.0], dtype=np.float32), "v"),
    ]
    return serialized([graph], weights, inputs=[port("x", [1])])


@hostile
def multiplies_what_it_has_just_made() -> bytes:
    nodes = [
        helper.make_node("Expand", ["x", "s"], ["big"]),
        helper.make_node("MatMul", ["big", "big"], ["y"]),
    ]
    return serialized(nodes, [ints("s", 20_000, 20_000)], [port("x", [1])])


@hostile
def looks_up_what_is_not_there() -> bytes:
    table = numpy_helper.from_array(np.ones((4, 2), dtype=np.float32), "table")
    return serialized([helper.make_node("Gather", ["table", "at"], ["y"])], [table, ints("at", 1 << 40)])


@hostile
def writes_where_nothing_is() -> bytes:
    data = numpy_helper.from_array(np.ones(4, dtype=np.float32), "data")
    update = numpy_helper.from_array(np.ones(1, dtype=np.float32), "update")
    node = helper.make_node("ScatterElements", ["data", "at", "update"], ["y"])
    return serialized([node], [data, update, ints("at", -(1 << 40))])


@hostile
def a_forest_whose_branches_lead_nowhere() -> bytes:
    node = helper.make_node(
        "TreeEnsembleRegressor", ["x"], ["y"], domain="ai.onnx.ml", n_targets=1,
        nodes_treeids=[0, 0], nodes_nodeids=[0, 1], nodes_featureids=[2_000_000_000, 0],
        nodes_modes=["BRANCH_LEQ", "LEAF"], nodes_values=[0.5, 0.0], nodes_truenodeids=[2_000_000_000, 0],
        nodes_falsenodeids=[-5, 0], target_treeids=[7], target_nodeids=[9], target_ids=[5], target_weights=[1.0],
    )  # fmt: skip
    return serialized([node], inputs=[port("x", [1, 2])], opsets=[("", 17), ("ai.onnx.ml", 3)])


@hostile
def a_machine_whose_vectors_are_missing() -> bytes:
    node = helper.make_node(
        "SVMRegressor", ["x"], ["y"], domain="ai.onnx.ml", n_supports=1_000_000, kernel_type="RBF",
        coefficients=[1.0], support_vectors=[1.0], rho=[0.0], kernel_params=[0.1, 0.0, 3.0],
    )  # fmt: skip
    return serialized([node], inputs=[port("x", [1, 2])], opsets=[("", 17), ("ai.onnx.ml", 3)])


@hostile
def divides_by_a_size_of_nothing() -> bytes:
    return serialized(
        [helper.make_node("DepthToSpace", ["x"], ["y"], blocksize=0)], inputs=[port("x", [1, 4, 2, 2])]
    )


@hostile
def a_convolution_in_no_groups() -> bytes:
    weight = numpy_helper.from_array(np.ones((1, 1, 1, 1), dtype=np.float32), "w")
    node = helper.make_node("Conv", ["x", "w"], ["y"], group=0, strides=[0, 0])
    return serialized([node], [weight], [port("x", [1, 1, 4, 4])])


@hostile
def a_pool_larger_than_everything() -> bytes:
    node = helper.make_node(
        "AveragePool", ["x"], ["y"], kernel_shape=[2_147_483_647] * 2, pads=[1_073_741_823] * 4
    )
    return serialized([node], inputs=[port("x", [1, 1, 4, 4])])


@hostile
def an_attention_of_no_heads() -> bytes:
    node = helper.make_node("Attention", ["x", "x", "x"], ["y"], q_num_heads=0, kv_num_heads=3)
    return serialized([node], inputs=[port("x", [1, 4, 6])], opsets=[("", 23)])


@hostile
def names_that_hurt() -> bytes:
    """Names of nodes and outputs with overrides, markup and commands for a terminal."""
    hurt = "\u202e<b>\x1b[2J"
    node = helper.make_node("Reshape", ["x", "s"], [hurt], name=hurt)
    return serialized([node], [ints("s", 5, 5)], [port("x", [1])], [port(hurt, None)])


@hostile
def text_without_end() -> bytes:
    """An output of two million texts."""
    words = TensorProto(name="w", data_type=TensorProto.STRING, dims=[1], string_data=[b"\xff\xfe\x00<b>"])
    made = model(
        [helper.make_node("Expand", ["w", "s"], ["y"])], [words, ints("s", 2_000_000)], outputs=[port("y", None, TensorProto.STRING)]
    )  # fmt: skip
    return bytes(made.SerializeToString())


@hostile
def an_answer_of_a_gigabyte() -> bytes:
    node = helper.make_node("Expand", ["x", "s"], ["y"])
    return serialized([node], [ints("s", 1 << 28)], [port("x", [1], FLOAT)])
