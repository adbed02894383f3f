"""What the verifier promises, claim by claim: it looks everywhere, bounds everything, and only reads protobuf."""

from typing import Any

import onnx
import onnxruntime
import pytest
from onnx import AttributeProto, TensorProto, helper

from desktop.bootstrap.hostile.graphs import external, model, port
from desktop.bootstrap.hostile.models import CORPUS
from desktop.core.errors import Breach
from desktop.runtime.errors import UnreadableModel
from desktop.runtime.operators import ALLOWED, OPSETS, allowed_for
from desktop.runtime.profile import MAX_DEPTH, check_model, parse_model
from desktop.text import breach_text

BAD = helper.make_node("RunShell", ["x"], ["b"])
EXTERNAL = external("w", [4], location="/etc/passwd", offset="0", length="16")


def breaches(made: onnx.ModelProto) -> list[Breach]:
    return check_model(made)


def rules(made: onnx.ModelProto) -> set[str]:
    return {found.rule for found in breaches(made)}


def nested(node: onnx.NodeProto, depth: int, **more: Any) -> onnx.NodeProto:
    """The node, so many branches deep."""
    for level in range(depth):
        graph = helper.make_graph([node], f"level{level}", [], [port("b", None)], **more)
        node = helper.make_node("If", ["c"], ["b"], then_branch=graph, else_branch=graph)
        more = {}
    return node


@pytest.mark.parametrize("depth", range(1, MAX_DEPTH + 1))
def test_an_operator_is_found_however_deep_it_lies(depth: int) -> None:
    assert "operator" in rules(model([nested(BAD, depth)]))


def test_beyond_the_depth_that_is_looked_at_the_depth_itself_is_the_breach() -> None:
    assert "depth" in rules(model([nested(helper.make_node("Relu", ["x"], ["b"]), MAX_DEPTH + 1)]))


@pytest.mark.parametrize("kind", ["Loop", "Scan", "If"])
def test_the_bodies_of_all_control_flow_are_looked_into(kind: str) -> None:
    body = helper.make_graph([BAD], "body", [], [port("b", None)])
    names = {"If": ["then_branch", "else_branch"]}.get(kind, ["body"])
    node = helper.make_node(kind, ["x"], ["y"], **dict.fromkeys(names, body))

    assert "operator" in rules(model([node]))


def test_a_graph_in_an_attribute_that_says_it_is_a_number_is_looked_into() -> None:
    """What the attribute calls itself is the file's word."""
    node = helper.make_node("Relu", ["x"], ["y"])
    attribute = AttributeProto(name="alpha", type=AttributeProto.FLOAT)
    attribute.g.CopyFrom(helper.make_graph([BAD], "hidden", [], [port("b", None)]))
    attribute.graphs.add().CopyFrom(helper.make_graph([], "more", [], [], [EXTERNAL]))
    node.attribute.append(attribute)

    assert {"operator", "external-data"} <= rules(model([node]))


def with_function(*nodes: onnx.NodeProto, opset: int = 17) -> onnx.ModelProto:
    function = helper.make_function(
        "mine", "f", ["a"], ["b"], list(nodes), [helper.make_opsetid("", opset)], ["alpha"]
    )
    call = helper.make_node("f", ["x"], ["y"], domain="mine")
    return model([call], opsets=[("", 17), ("mine", 1)], functions=[function])


def test_the_bodies_of_functions_are_looked_into_as_well() -> None:
    constant = helper.make_node("Constant", [], ["k"], value=EXTERNAL)

    assert rules(with_function(BAD, constant, opset=99)) == {
        "functions",
        "operator",
        "external-data",
        "opset",
    }


def test_an_honest_function_is_one_breach_and_not_one_for_each_call() -> None:
    node = helper.make_node("LeakyRelu", ["a"], ["b"])
    node.attribute.append(AttributeProto(name="alpha", type=AttributeProto.FLOAT, ref_attr_name="alpha"))

    assert rules(with_function(node)) == {"functions"}


def test_functions_count_as_operators() -> None:
    nodes = [helper.make_node("Relu", ["a"], ["b"])] * 100_001

    assert "node-count" in rules(with_function(*nodes))


@pytest.mark.parametrize("opset", [OPSETS[""].start - 1, OPSETS[""].stop, 0, -1, 1 << 40])
def test_an_opset_outside_the_range_is_refused(opset: int) -> None:
    assert rules(model([helper.make_node("Relu", ["x"], ["y"])], opsets=[("", opset)])) == {"opset"}


@pytest.mark.parametrize("dims", [[1 << 41], [1 << 21, 1 << 21], [1 << 62, 1 << 62], [1] * 33, [-1]])
def test_declared_sizes_are_bounded_as_well_as_those_of_weights(dims: list[int]) -> None:
    for where in ("input", "output", "value"):
        made = model([helper.make_node("Relu", ["x"], ["y"])])
        if where == "value":
            made.graph.value_info.append(port("y", dims))
        else:
            getattr(made.graph, where)[0].CopyFrom(port("x", dims))
        assert rules(made) == {"dims"}, where


def test_a_free_dimension_beside_large_ones_is_ordinary() -> None:
    made = model([helper.make_node("Relu", ["x"], ["y"])], inputs=[port("x", ["n", 3, 4096, 4096])])

    assert rules(made) == set()


@pytest.mark.parametrize("field", ["t", "tensors"])
def test_a_tensor_in_any_attribute_is_measured(field: str) -> None:
    lie = TensorProto(name="w", data_type=TensorProto.FLOAT, dims=[1 << 30], raw_data=bytes(8))
    attribute = AttributeProto(name="value", type=AttributeProto.TENSOR)
    if field == "t":
        attribute.t.CopyFrom(lie)
    else:
        attribute.tensors.add().CopyFrom(lie)
    node = helper.make_node("Constant", [], ["y"])
    node.attribute.append(attribute)

    assert rules(model([node])) == {"tensor-size"}


PICTURE = allowed_for("detection", ["image"])
TABLE = allowed_for("table-classification", ["table"])


def used(kind: str, domain: str, allowed: dict[str, frozenset[str]]) -> set[str]:
    node = helper.make_node(kind, ["x"], ["y"], domain=domain)
    made = model([node], opsets=[("", 17), ("ai.onnx.ml", 3)])
    return {found.rule for found in check_model(made, None, allowed)}


@pytest.mark.parametrize(
    ("kind", "domain", "picture", "table"),
    [
        ("RoiAlign", "", True, False),
        ("NonMaxSuppression", "", True, False),
        ("Col2Im", "", True, False),
        ("TreeEnsembleClassifier", "ai.onnx.ml", False, True),
        ("SVMClassifier", "ai.onnx.ml", False, True),
        ("STFT", "", False, False),
        ("RandomNormal", "", False, False),
        ("SoftmaxCrossEntropyLoss", "", False, False),
        ("Attention", "", True, True),
        ("Scan", "", True, True),
    ],
)
def test_a_model_reaches_the_operators_of_its_kind_alone(
    kind: str, domain: str, picture: bool, table: bool
) -> None:
    assert used(kind, domain, PICTURE) == (set() if picture else {"operator-task"})
    assert used(kind, domain, TABLE) == (set() if table else {"operator-task"})
    assert used(kind, domain, ALLOWED) == set()


def test_no_kind_of_model_may_use_what_nobody_may() -> None:
    for head in (
        "tensor",
        "detection",
        "image-to-image",
        "table-regression",
        "forecast",
        "speech",
        "unheard-of",
    ):
        for kinds in (["image"], ["audio", "series"], ["table"], ["text"], ["tensor"]):
            allowed = allowed_for(head, kinds)
            assert all(names <= ALLOWED[domain] for domain, names in allowed.items())
            assert {"Conv", "MatMul", "Attention", "LSTM", "If", "Loop", "Scan"} <= allowed[""]


@pytest.mark.parametrize("name", sorted(CORPUS))
def test_each_breach_has_a_rule_a_place_and_a_sentence(name: str) -> None:
    try:
        found = check_model(parse_model(CORPUS[name]()))
    except UnreadableModel:
        return  # one error with words of its own

    assert found
    for item in found:
        said = breach_text(item)
        assert item.where
        assert item.where in said
        assert said.isprintable()


def test_nothing_but_the_protobuf_reader_sees_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """No checker, no shape inference, no version converter, no reference runtime, and no onnxruntime."""

    def refuse(*_: Any, **__: Any) -> Any:
        raise AssertionError("a stranger's model reached more than the protobuf reader")

    for module, name in (
        (onnx.checker, "check_model"), (onnx.checker.C, "check_model"), (onnx.shape_inference, "infer_shapes"),
        (onnx.shape_inference.C, "infer_shapes"), (onnx.version_converter, "convert_version"),
        (onnx.numpy_helper, "to_array"), (onnx.external_data_helper, "load_external_data_for_tensor"),
        (onnx, "load"), (onnx, "load_model_from_string"), (onnxruntime, "InferenceSession"),
    ):  # fmt: skip
        monkeypatch.setattr(module, name, refuse)

    for name, make in CORPUS.items():
        if name in {"too_many_nodes", "huge_attribute"}:
            continue  # they are only long, and the tests above parse them
        try:
            check_model(parse_model(make()))
        except UnreadableModel:
            continue
