"""Outputs of the graph become the answer that people see (shapes in ``desktop.core.runs.RunResult``)."""

import math
from collections.abc import Mapping, Sequence

import numpy as np

from desktop.core.packages import ALL_LABELS, Operation, Param, Spec
from desktop.runtime.errors import BadInput, RunFailed
from desktop.runtime.heads import (
    classes,
    detection,
    generation,
    keypoints,
    masks,
    numbers,
    passages,
    pictures,
    speech,
)
from desktop.runtime.heads.answering import Answer, Answering, Given, HeadRule
from desktop.runtime.heads.shapes import Operations
from desktop.runtime.tensors import Array

HEADS: dict[str, HeadRule] = {
    **classes.HEADS,
    **detection.HEADS,
    **generation.HEADS,
    **keypoints.HEADS,
    **masks.HEADS,
    **numbers.HEADS,
    **passages.HEADS,
    **pictures.HEADS,
    **speech.HEADS,
}
PLAIN = "tensor"
"""The head whose outputs have no roles and are shown as they are."""

OPERATIONS: Operations = {
    "softmax": {},
    "sigmoid": {},
    "clip": {"min": "number", "max": "number"},
    "scale": {"factor": "number", "offset": "number"},
    "round": {},
}


@np.errstate(all="ignore")
def answer(
    spec: Spec,
    outputs: Mapping[str, Array],
    labels: Sequence[str],
    params: Mapping[str, object],
    given: Given,
) -> Answer:
    """The value and the pictures of one run.

    Raises:
        RunFailed: The outputs do not fit the head.
        BadInput: A parameter that the spec does not allow.
    """
    if spec.head.type == PLAIN:
        shown = {port.name: outputs[port.name] for port in spec.outputs}
    else:
        shown = {port.role: postprocess(outputs[port.name], port.postprocess) for port in spec.outputs}
    return answer_of(spec, shown, labels, params, given)


def answer_of(
    spec: Spec,
    shown: Mapping[str, Array],
    labels: Sequence[str],
    params: Mapping[str, object],
    given: Given,
) -> Answer:
    """As ``answer``, of outputs by role that are post-processed already."""
    return HEADS[spec.head.type].answer(Answering(spec.head, shown, labels, settings_of(spec, params), given))


def settings_of(spec: Spec, params: Mapping[str, object]) -> dict[str, float]:
    """The numbers that the person set, each within what the spec allows.

    Raises:
        BadInput: One is not.
    """
    known = {param.name: param for param in spec.params}
    settings: dict[str, float] = {}
    for name, value in params.items():
        param = known.get(name)
        if name == "top" and value == ALL_LABELS and spec.head.type in classes.HEADS:
            settings[name] = ALL_LABELS  # who judges a model wants every score, whatever the spec offers
            continue
        if param is None or not _allowed(param, value):
            raise BadInput(name[:60], "this setting is outside what the model allows")
        settings[name] = float(value)  # type: ignore[arg-type]
    return settings


def _allowed(param: Param, value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return False
    if param.type == "integer" and value != int(value):
        return False
    return (param.min is None or value >= param.min) and (param.max is None or value <= param.max)


def postprocess(array: Array, operations: list[Operation]) -> Array:
    """An output in float64 after its operations.

    Raises:
        RunFailed: No numbers, or none at all.
    """
    if array.dtype.kind not in "fiub":
        raise RunFailed("an output that is no number")
    values = array.astype(np.float64)
    if values.size == 0 or values.ndim == 0:
        raise RunFailed("an empty output")
    for operation in operations:
        args = operation.args
        match operation.op:
            case "softmax":
                powers = np.exp(values - values.max(axis=-1, keepdims=True))
                values = powers / powers.sum(axis=-1, keepdims=True)
            case "sigmoid":
                values = 1.0 / (1.0 + np.exp(-np.clip(values, -700, 700)))
            case "clip":
                values = np.clip(values, args["min"], args["max"])
            case "scale":
                values = values * args["factor"] + args["offset"]
            case "round":
                values = np.rint(values)
    return values
