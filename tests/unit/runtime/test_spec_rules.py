"""A spec that asks for what does not exist is refused in words, whatever it asks for."""

from desktop.core import packages
from desktop.core.packages import Head, InputSpec, OutputSpec, Spec
from desktop.runtime.heads.spec_rules import check_spec


def test_a_kind_of_input_without_operations_is_a_breach_and_no_crash() -> None:
    """``audio`` is a kind of the format that nothing reads yet; it once ended the verifier."""
    spec = Spec(
        1,
        "audio-classification",
        [InputSpec("sound", "audio", "FP32", [])],
        [OutputSpec("y", "tensor")],
        Head("tensor"),
        packages.TestsSpec(0, 1e-3, 1e-3),
    )

    breaches = list(check_spec(spec))

    assert [(breach.rule, breach.where) for breach in breaches] == [("spec", "sound.kind")]
