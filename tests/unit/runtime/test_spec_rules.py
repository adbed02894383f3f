"""A spec that asks for what does not exist is refused in words, whatever it asks for."""

from typing import get_args

import pytest

from desktop.core import packages
from desktop.core.packages import Head, HeadType, InputKind, InputSpec, Operation, OutputSpec, Spec
from desktop.runtime.heads.results import HEADS
from desktop.runtime.heads.spec_rules import PORT_DTYPES, check_spec


@pytest.mark.parametrize("kind", get_args(InputKind))
def test_every_kind_of_input_is_read(kind: InputKind) -> None:
    """``audio`` was once a kind of the format that nothing read, and ended the verifier."""
    spec = Spec(
        1,
        "t",
        [InputSpec("x", kind, "FP32", [])],
        [OutputSpec("y", "tensor")],
        Head("tensor"),
        packages.TestsSpec(0, 1e-3, 1e-3),
    )

    assert "kind" not in {found.where.partition(".")[2] for found in check_spec(spec)}


def test_every_head_of_the_format_answers() -> None:
    assert set(HEADS) == set(get_args(HeadType))


@pytest.mark.parametrize("late", ["mono", "resample", "log_mel"])
def test_what_works_on_samples_is_refused_behind_a_spectrum(late: str) -> None:
    mel = Operation("log_mel", {"fft": 400, "hop": 160, "mels": 40, "low": 0.0, "high": 0.0, "floor": 1e-10})
    other = {"mono": Operation("mono"), "resample": Operation("resample", {"rate": 16000}), "log_mel": mel}[
        late
    ]
    spec = Spec(
        1,
        "t",
        [InputSpec("x", "audio", "FP32", [], [mel, other])],
        [OutputSpec("y", "tensor")],
        Head("tensor"),
        packages.TestsSpec(0, 1e-3, 1e-3),
    )

    assert [found.where for found in check_spec(spec)] == ["x.preprocess"]


def test_the_types_of_inputs_are_those_that_a_graph_may_have() -> None:
    from desktop.runtime.package_rules import DTYPES

    assert set(DTYPES) == PORT_DTYPES
