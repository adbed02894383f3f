"""The profile: what ordinary models may be, and that no bytes whatever make the checker itself fail."""

from functools import cache
from pathlib import Path

import numpy as np
import onnx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from onnx import TensorProto, helper, numpy_helper

from desktop.bootstrap.hostile.graphs import external, ints, model, port, serialized
from desktop.core.errors import Breach, InvalidPackage
from desktop.runtime.errors import UnreadableModel
from desktop.runtime.operators import ALLOWED, OPSETS
from desktop.runtime.profile import check_model, inventory, parse_model
from desktop.runtime.rules import RULES, breach
from desktop.runtime.worker.normalising import normalise

MODELS = Path(__file__).resolve().parents[3] / "resources" / "models"
REAL = sorted(MODELS.glob("*/model.onnx"))


@cache
def real(at: int) -> bytes:
    return REAL[at % len(REAL)].read_bytes()


def rules(made: onnx.ModelProto, weights_size: int | None = None) -> set[str]:
    return {found.rule for found in check_model(made, weights_size)}


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.parent.name)
def test_every_real_model_fits(path: Path) -> None:
    assert check_model(parse_model(path.read_bytes())) == []


@settings(max_examples=150)
@given(st.data())
def test_a_model_with_changed_bytes_is_unreadable_or_judged_but_never_a_crash(data: st.DataObject) -> None:
    changed = bytearray(real(data.draw(st.integers(0, 7))))
    for _ in range(data.draw(st.integers(1, 6))):
        # Mostly in the first part, where the structure is and not the weights.
        changed[data.draw(st.integers(0, min(len(changed), 6000) - 1))] = data.draw(st.integers(0, 255))

    try:
        found = parse_model(bytes(changed))
    except UnreadableModel:
        return
    judged = check_model(found)

    assert all(isinstance(item, Breach) and item.rule in RULES for item in judged)
    assert all(item.where.isprintable() and item.text.isprintable() for item in judged)


@settings(max_examples=60)
@given(st.data())
def test_what_the_checker_passes_the_packer_can_normalise_or_refuse(data: st.DataObject) -> None:
    changed = bytearray(real(data.draw(st.integers(0, 7))))
    changed[data.draw(st.integers(0, min(len(changed), 3000) - 1))] = data.draw(st.integers(0, 255))
    try:
        found = parse_model(bytes(changed))
    except UnreadableModel:
        return
    if check_model(found):
        return

    try:
        made = normalise(found)
    except InvalidPackage:
        return

    assert check_model(onnx.load_from_string(made.graph), len(made.weights)) == []


@given(st.binary(max_size=300))
def test_random_bytes_are_no_model_or_judged(data: bytes) -> None:
    try:
        check_model(parse_model(data))
    except UnreadableModel:
        return


def weight_at(**entries: str) -> onnx.ModelProto:
    nodes = [helper.make_node("Add", ["x", "w"], ["y"])]
    return model(
        nodes, [external("w", [4], **{"location": "weights.bin", "offset": "0", "length": "16", **entries})]
    )


def test_weights_lie_in_the_one_file_beside_the_graph() -> None:
    assert rules(weight_at(), 16) == set()
    assert rules(weight_at(offset="64"), 80) == set()


@pytest.mark.parametrize(
    "entries",
    [
        {"location": "weights.bin\0"},
        {"location": "./weights.bin"},
        {"location": "WEIGHTS.BIN"},
        {"location": ""},
        {"offset": "-1"},
        {"offset": "+0"},
        {"offset": " 0"},
        {"offset": "٤"},
        {"offset": "1"},
        {"offset": "64"},
        {"offset": "99999999999999999999"},
        {"length": "15"},
        {"length": "17"},
        {"length": "-16"},
        {"checksum": "00"},
        {"basepath": "/"},
    ],
)
def test_weights_anywhere_else_are_refused(entries: dict[str, str]) -> None:
    assert rules(weight_at(**entries), 64) == {"external-data"}


def test_weights_both_inside_and_outside_are_refused() -> None:
    made = weight_at()
    made.graph.initializer[0].raw_data = bytes(16)

    assert rules(made, 16) == {"external-data"}


def test_a_plain_file_must_hold_its_weights_itself() -> None:
    assert rules(weight_at()) == {"external-data"}


@pytest.mark.parametrize("opset", [OPSETS[""].start, OPSETS[""].stop - 1])
def test_the_supported_operator_sets_are_accepted(opset: int) -> None:
    assert rules(model([helper.make_node("Relu", ["x"], ["y"])], opsets=[("", opset)])) == set()


def test_a_slice_to_the_end_is_no_attack() -> None:
    node = helper.make_node("Slice", ["x"], ["y"], starts=[0], ends=[(1 << 63) - 1])

    assert rules(model([node], opsets=[("", 9)])) == set()


def test_an_ordinary_loop_is_no_attack() -> None:
    body = helper.make_graph(
        [helper.make_node("Less", ["i", "five"], ["c2"]), helper.make_node("Add", ["v", "v"], ["v2"])],
        "body",
        [port("i", [], TensorProto.INT64), port("c", [], TensorProto.BOOL), port("v", [1])],
        [port("c2", [], TensorProto.BOOL), port("v2", [1])],
        [numpy_helper.from_array(np.array(5, dtype=np.int64), "five")],
    )
    counted = helper.make_graph(
        [helper.make_node("Identity", ["c"], ["c2"]), helper.make_node("Add", ["v", "v"], ["v2"])],
        "body",
        body.input,
        body.output,
    )
    ten = numpy_helper.from_array(np.array(10, dtype=np.int64), "ten")

    assert (
        rules(model([helper.make_node("Loop", ["", "", "x"], ["y"], body=body)], inputs=[port("x", [1])]))
        == set()
    )
    nodes = [helper.make_node("Loop", ["ten", "", "x"], ["y"], body=counted)]
    assert rules(model(nodes, [ten], inputs=[port("x", [1])])) == set()


def test_an_ordinary_expand_is_no_attack() -> None:
    assert rules(model([helper.make_node("Expand", ["x", "s"], ["y"])], [ints("s", 64, 1000, 1000)])) == set()


def test_half_bytes_are_counted_as_half() -> None:
    fits = TensorProto(name="w", data_type=TensorProto.INT4, dims=[5], raw_data=bytes(3))
    lies = TensorProto(name="w", data_type=TensorProto.INT4, dims=[5], raw_data=bytes(5))
    nodes = [helper.make_node("Identity", ["w"], ["y"])]

    assert rules(model(nodes, [fits], opsets=[("", 21)])) == set()
    assert rules(model(nodes, [lies], opsets=[("", 21)])) == {"tensor-size"}


def test_the_inventory_counts_what_is_learned_in_branches_too() -> None:
    branch = helper.make_graph(
        [helper.make_node("Add", ["x", "k"], ["b"])],
        "b",
        [],
        [port("b", None)],
        [numpy_helper.from_array(np.ones(7, dtype=np.float32), "k")],
    )
    made = model(
        [helper.make_node("If", ["c"], ["y"], then_branch=branch, else_branch=branch)],
        inputs=[port("c", [], TensorProto.BOOL), port("x")],
    )

    found = inventory(made)

    assert (found.operators, found.opset, found.parameters, found.nodes) == (("Add", "If"), 17, 14, 3)


def test_breaches_are_few_enough_to_read() -> None:
    nodes = [helper.make_node("Nothing", ["x"], [f"y{i}"]) for i in range(1000)]

    assert len(check_model(model(nodes))) == 50


def test_a_stranger_s_name_is_shown_on_one_line() -> None:
    found = breach("operator", "graph/\x1b[31m\n\u202e", "a" * 1000)

    assert found.where.isprintable()
    assert len(found.text) < 400


def test_the_allowed_operators_exist() -> None:
    known = {(schema.domain, schema.name) for schema in onnx.defs.get_all_schemas()}

    assert {(domain, name) for domain, names in ALLOWED.items() for name in names} <= known


def test_operators_that_run_native_code_of_others_are_not_allowed() -> None:
    assert "com.microsoft" not in ALLOWED
    assert not {"StringConcat", "RegexFullMatch", "ImageDecoder", "SequenceMap", "Optional"} & ALLOWED[""]


def test_an_onnxruntime_file_is_refused_by_its_mark() -> None:
    with pytest.raises(UnreadableModel):
        parse_model(b"\x1c\0\0\0ORTM" + bytes(100))


def test_a_model_is_read_from_a_mapping_too() -> None:
    data = serialized([helper.make_node("Relu", ["x"], ["y"])])

    assert check_model(parse_model(memoryview(data))) == []


def test_a_bomb_too_large_for_a_float_is_counted_all_the_same() -> None:
    """Regression, found by fuzzing: its size could not be written."""
    sizes = ints("s", *[(1 << 62)] * 40)

    assert rules(model([helper.make_node("Expand", ["x", "s"], ["y"])], [sizes])) == {"too-large"}
