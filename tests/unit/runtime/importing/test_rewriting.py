"""What the packer does to a graph: weights fetched, maps and texts gone, functions bounded, paths unnamed, forms made."""

from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from desktop.bootstrap.hostile.graphs import external, model, port
from desktop.core.errors import InvalidPackage
from desktop.runtime.errors import NothingToChange
from desktop.runtime.importing.scanning import check_expansion, external_names
from desktop.runtime.profile import check_model
from desktop.runtime.worker.engine import Engine
from desktop.runtime.worker.normalising import normalise
from desktop.runtime.worker.rewriting import Plan, rewrite
from desktop.runtime.worker.variants import make_variant
from tests.unit.runtime.importing.conftest import IMPORTS


def load(name: str) -> onnx.ModelProto:
    return onnx.load(IMPORTS / name / "model.onnx", load_external_data=False)


def run(made: onnx.ModelProto, **feed: np.ndarray) -> dict[str, np.ndarray]:
    normal = normalise(made)
    return Engine(normal.graph, weights=memoryview(normal.weights), threads=1).run(feed)


def test_weights_of_a_second_file_are_the_models_own() -> None:
    path = IMPORTS / "torch-export"
    data = (path / "model.onnx.data").read_bytes()
    given = onnx.load(path / "model.onnx")
    x = np.random.default_rng(0).standard_normal((1, 3, 32, 32)).astype(np.float32)

    made = rewrite(load("torch-export"), {"model.onnx.data": memoryview(data)}, Plan(("logits",)))

    assert not external_names(made)
    expected = Engine(given.SerializeToString(), threads=1).run({"pixels": x})
    np.testing.assert_array_equal(run(made, pixels=x)["logits"], expected["logits"])


@pytest.mark.parametrize(
    "entries",
    [
        {"location": "w", "offset": "0", "length": "999999999"}, {"location": "w", "offset": "60"},
        {"location": "w", "length": "8"}, {"location": "w", "offset": "-1"}, {"location": "w", "offset": "1e3"},
        {"location": "v"}, {}, {"location": "w", "offset": "9" * 30},
    ],
)  # fmt: skip
def test_weights_outside_their_file_are_refused(entries: dict[str, str]) -> None:
    lying = model([helper.make_node("Add", ["x", "w"], ["y"])], [external("w", [16], **entries)])

    with pytest.raises(InvalidPackage) as caught:
        rewrite(lying, {"w": memoryview(bytes(64))}, Plan(("y",)))

    assert caught.value.breaches[0].rule == "external-data"


def test_dimensions_that_lie_take_no_memory() -> None:
    lying = model(
        [helper.make_node("Add", ["x", "w"], ["y"])], [external("w", [1 << 40, 1 << 40], location="w")]
    )

    with pytest.raises(InvalidPackage):
        rewrite(lying, {"w": memoryview(bytes(64))}, Plan(("y",)))


@pytest.mark.parametrize("name", ["sklearn-iris", "sklearn-forest"])
def test_the_map_of_scikit_learn_becomes_the_tensor_before_it(name: str) -> None:
    x = np.array([[5.1, 3.5, 1.4, 0.2], [6.7, 3.0, 5.2, 2.3]], dtype=np.float32)

    made = rewrite(load(name), {}, Plan(("output_probability",)))
    got = run(made, float_input=x)["output_probability"]

    assert [value.name for value in made.graph.output] == ["output_probability"]
    assert not {"ZipMap"} & {node.op_type for node in made.graph.node}
    assert got.shape == (2, 3)
    np.testing.assert_allclose(got.sum(axis=1), 1, atol=1e-6)
    assert got.argmax(axis=1).tolist() == [0, 2]


def test_one_probability_becomes_two_that_sum_to_one() -> None:
    x = np.ones((1, 4), dtype=np.float32)
    one = run(load("keras-binary"), x=x)["Identity:0"]

    made = rewrite(load("keras-binary"), {}, Plan(("Identity:0",), ("Identity:0",)))

    np.testing.assert_allclose(run(made, x=x)["Identity:0"], [[1 - one[0, 0], one[0, 0]]], atol=1e-6)


def test_nothing_of_the_exporters_machine_stays() -> None:
    given = load("torch-export")
    assert b"torch/fx" in given.SerializeToString()
    path = IMPORTS / "torch-export" / "model.onnx.data"

    made = normalise(rewrite(given, {path.name: memoryview(path.read_bytes())}, Plan(("logits",))))

    for leak in (b"torch", b".py", b"File ", b"/", b"aten"):
        assert leak not in made.graph


def test_values_named_after_paths_get_numbers_and_ports_keep_their_names() -> None:
    leaking = model(
        [
            helper.make_node("Relu", ["x"], ["/home/ada/train.py:12"]),
            helper.make_node("Add", ["/home/ada/train.py:12", "C:\\Users\\ada\\w"], ["y"]),
        ],
        [numpy_helper.from_array(np.ones(1, np.float32), "C:\\Users\\ada\\w")],
    )

    made = rewrite(leaking, {}, Plan(("y",)))

    assert b"ada" not in made.SerializeToString()
    np.testing.assert_array_equal(run(made, x=np.zeros(1, np.float32))["y"], [1])


def function(name: str, inner: str, times: int, domain: str = "local") -> onnx.FunctionProto:
    nodes = [
        helper.make_node(inner, [f"v{i}"], [f"v{i + 1}"], domain=domain if inner != "Relu" else "")
        for i in range(times)
    ]
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid("local", 1)]
    return helper.make_function("local", name, ["v0"], [f"v{times}"], nodes, opsets)


def calling(functions: list[onnx.FunctionProto], first: str) -> onnx.ModelProto:
    return model(
        [helper.make_node(first, ["x"], ["y"], domain="local")],
        opsets=(("", 17), ("local", 1)),
        functions=functions,
    )


def test_functions_are_written_out() -> None:
    given = calling([function("Twice", "Relu", 2), function("Four", "Twice", 2)], "Four")

    made = rewrite(given, {}, Plan(("y",)))

    assert [node.op_type for node in made.graph.node] == ["Relu"] * 4
    assert not made.functions


@pytest.mark.parametrize(
    "functions",
    [
        [function("F0", "Relu", 2), *(function(f"F{i}", f"F{i - 1}", 10) for i in range(1, 30))],
        [function("F29", "F29", 1)],
        [function("F29", "B", 1), function("B", "F29", 1)],
    ],
    ids=["doubling", "itself", "each other"],
)
def test_functions_that_grow_without_bound_are_refused_before_they_are_written_out(
    functions: list[onnx.FunctionProto],
) -> None:
    with pytest.raises(InvalidPackage):
        check_expansion(calling(functions, "F29"))


def test_an_operator_set_that_is_declared_twice_is_declared_once() -> None:
    given = load("sklearn-regression")
    assert [o.domain for o in given.opset_import].count("") == 2

    made = rewrite(given, {}, Plan(("variable",)))

    assert check_model(made) == []


@pytest.mark.parametrize("form", ["fp16", "int8"])
def test_another_form_gives_nearly_the_same_from_fewer_bytes(form: str) -> None:
    x = np.random.default_rng(0).standard_normal((1, 3, 64, 64)).astype(np.float32)
    whole = normalise(rewrite(load("ultralytics"), {}, Plan(("output0",))))

    other = normalise(make_variant(rewrite(load("ultralytics"), {}, Plan(("output0",))), form))

    assert len(other.weights) < 0.6 * len(whole.weights)
    expected = Engine(whole.graph, weights=memoryview(whole.weights), threads=1).run({"images": x})["output0"]
    got = Engine(other.graph, weights=memoryview(other.weights), threads=1).run({"images": x})["output0"]
    assert got.dtype == np.float32
    np.testing.assert_allclose(got, expected, atol=0.02)


def test_products_with_turned_weights_and_a_bias_keep_their_meaning() -> None:
    rng = np.random.default_rng(1)
    weights, bias = rng.standard_normal((8, 64)).astype(np.float32), rng.standard_normal(8).astype(np.float32)
    given = model(
        [helper.make_node("Gemm", ["x", "w", "b"], ["y"], transB=1)],
        [numpy_helper.from_array(weights, "w"), numpy_helper.from_array(bias, "b")],
        inputs=[port("x", ["n", 64])],
        outputs=[port("y", ["n", 8])],
    )
    x = rng.standard_normal((3, 64)).astype(np.float32)

    made = make_variant(given, "int8")

    assert "MatMulInteger" in {node.op_type for node in made.graph.node}
    np.testing.assert_allclose(run(made, x=x)["y"], x @ weights.T + bias, atol=0.5)


def test_a_form_that_would_change_nothing_is_no_form() -> None:
    with pytest.raises(NothingToChange):
        make_variant(load("sklearn-forest"), "fp16")
    with pytest.raises(NothingToChange):
        make_variant(load("keras-binary"), "int8")


def test_a_product_of_integers_or_a_scaled_one_is_left_alone() -> None:
    given = model(
        [helper.make_node("Gemm", ["x", "w"], ["y"], alpha=0.5)],
        [helper.make_tensor("w", TensorProto.FLOAT, [64, 8], [0.5] * 512)],
        inputs=[port("x", ["n", 64])],
    )

    with pytest.raises(NothingToChange):
        make_variant(given, "int8")


def test_the_files_of_the_tests_are_small() -> None:
    assert sum(path.stat().st_size for path in Path(IMPORTS).rglob("*") if path.is_file()) < 300_000
