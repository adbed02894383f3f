"""Every hostile file ends in a clear answer, soon, with this process alive: verified, and also run unverified."""

import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from desktop.core.errors import ChildDied, ChildTimeout
from desktop.runtime.errors import ModelOutOfMemory, OutputTooLarge, RunFailed, UnreadableModel
from desktop.runtime.host import ModelHost
from desktop.runtime.models import PlainModel
from desktop.runtime.rules import RULES as KNOWN
from desktop.runtime.workers import Limits, Worker
from tests.helpers.hostile_models import CORPUS

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


class Verifier:
    """One worker for the whole corpus: that it lives through all of it is part of the test."""

    def __init__(self) -> None:
        self._memory = os.memfd_create("corpus")
        self.worker = Worker(Limits(verify_s=10.0, memory_bytes=2 << 30), self._memory)

    def breaches(self, data: bytes) -> set[str]:
        os.ftruncate(self._memory, len(data))
        os.pwrite(self._memory, data, 0)
        return {b["rule"] for b in self.worker.call("verify", 10.0, size=len(data), kind="any")}

    def close(self) -> None:
        self.worker.close()
        os.close(self._memory)


@pytest.fixture(scope="module")
def verifier() -> Iterator[Verifier]:
    verifier = Verifier()
    yield verifier
    assert verifier.worker.is_alive, "a hostile file killed the verifier"
    verifier.close()


def test_the_corpus_is_all_expected() -> None:
    assert CORPUS.keys() == RULES.keys() | UNREADABLE
    assert len(CORPUS) >= 25


@pytest.mark.parametrize("name", sorted(RULES))
def test_a_hostile_model_breaks_the_rule_that_names_its_trick(name: str, verifier: Verifier) -> None:
    assert RULES[name] in verifier.breaches(CORPUS[name]())


@pytest.mark.parametrize("name", sorted(UNREADABLE))
def test_what_is_no_model_is_unreadable(name: str, verifier: Verifier) -> None:
    with pytest.raises(UnreadableModel):
        verifier.breaches(CORPUS[name]())


def test_every_rule_that_the_corpus_breaks_is_known() -> None:
    assert {rule for rule in RULES.values() if not rule.startswith("zip.")} <= KNOWN


# The dangerous ones, run although they fit no profile, as `licet run` would.
_RUN = [
    "depth_to_space_2_32",
    "function_chain",
    "expansion_bomb",
    "endless_loop",
    "expand_bomb",
    "range_bomb",
    "constant_of_shape_bomb",
    "external_parent_directory",
    "external_memory_address",
    "dimensions_lie",
    "huge_group",
    "ort_format",
    "random_bytes",
]


@pytest.mark.parametrize("name", _RUN)
def test_run_unverified_it_ends_in_an_error_and_only_the_worker_is_hurt(name: str, tmp_path: Path) -> None:
    path = tmp_path / "model.onnx"
    path.write_bytes(CORPUS[name]())
    host = ModelHost(Limits(load_s=2.0, run_s=2.0, memory_bytes=1 << 30))

    with pytest.raises(
        (RunFailed, ChildDied, ChildTimeout, ModelOutOfMemory, UnreadableModel, OutputTooLarge)
    ):
        run(host.open_plain(path))


def run(model: PlainModel) -> None:
    try:
        shapes = {p.name: [size or 1 for size in p.shape] for p in model.inputs}
        model.run_tensors({name: np.ones(shape, dtype=np.float32) for name, shape in shapes.items()})
    finally:
        model.close()
