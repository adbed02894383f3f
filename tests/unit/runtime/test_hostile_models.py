"""Every hostile model breaks the rule that names its trick; how each ends in the app: ``test_hostile_files.py``."""

import pytest
from onnx import helper

from desktop.bootstrap.hostile.graphs import port, serialized
from desktop.bootstrap.hostile.models import CORPUS
from desktop.core.errors import InvalidPackage
from desktop.runtime.errors import UnreadableModel
from desktop.runtime.operators import COUNTS
from desktop.runtime.package_rules import check_public
from desktop.runtime.profile import check_model, parse_model
from desktop.runtime.rules import RULES as KNOWN

UNREADABLE = {"ort_format", "truncated", "random_bytes", "zeros", "web_page", "protobuf_nesting"}
RULES = {
    "depth_to_space_2_32": "attribute-range",
    "function_chain": "functions",
    "expansion_bomb": "functions",
    "endless_loop": "endless-loop",
    "endless_loop_by_constant": "endless-loop",
    "very_long_loop": "endless-loop",
    "expand_bomb": "too-large",
    "tile_bomb": "too-large",
    "range_bomb": "too-large",
    "range_without_step": "too-large",
    "constant_of_shape_bomb": "too-large",
    "bomb_in_a_branch": "too-large",
    "pad_bomb": "too-large",
    "external_parent_directory": "external-data",
    "external_absolute_path": "external-data",
    "external_memory_address": "external-data",
    "external_in_a_branch": "external-data",
    "external_in_a_constant": "external-data",
    "dimensions_lie": "tensor-size",
    "dimensions_overflow": "dims",
    "negative_dimension": "dims",
    "negative_dimension_of_an_input": "dims",
    "too_short_data": "tensor-size",
    "deep_nesting": "depth",
    "unknown_operator": "operator",
    "foreign_domain": "domain",
    "ep_context": "domain",
    "huge_attribute": "attribute-size",
    "huge_group": "attribute-range",
    "training_steps": "training",
    "session_options_in_metadata": "metadata",
    "sparse_indices_lie": "sparse",
    "opset_of_the_future": "opset",
    "no_opset": "opset",
    "sequence_output": "operator",
    "attribute_of_a_function": "attribute",
    "too_many_nodes": "node-count",
    "broken_zip": "zip.end",
}


def rules(data: bytes) -> set[str]:
    try:
        found = check_public(data) if data[:2] == b"PK" else check_model(parse_model(data))
    except InvalidPackage as error:
        return {item.rule for item in error.breaches}
    assert isinstance(found, list)
    return {item.rule for item in found}


def test_the_corpus_is_all_expected() -> None:
    assert CORPUS.keys() == RULES.keys() | UNREADABLE
    assert len(CORPUS) >= 25


@pytest.mark.parametrize("name", sorted(RULES))
def test_a_hostile_model_breaks_the_rule_that_names_its_trick(name: str) -> None:
    assert RULES[name] in rules(CORPUS[name]())


@pytest.mark.parametrize("name", sorted(UNREADABLE))
def test_what_is_no_model_is_unreadable(name: str) -> None:
    with pytest.raises(UnreadableModel):
        rules(CORPUS[name]())


def test_every_rule_that_the_corpus_breaks_is_known() -> None:
    assert {rule for rule in RULES.values() if not rule.startswith("zip.")} <= KNOWN


@pytest.mark.parametrize("name", sorted(COUNTS))
@pytest.mark.parametrize("value", [0, -1, [2, 0]])
def test_a_count_of_nothing_is_refused(name: str, value: object) -> None:
    """Regression: q_num_heads=0 ended onnxruntime's process by a division."""
    node = helper.make_node("Conv", ["x"], ["y"], **{name: value})

    assert rules(serialized([node], inputs=[port("x")])) == {"attribute-range"}
