"""Outputs of the graph become the answer that people see (shapes in ``desktop.core.runs.RunResult``)."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from desktop.core.packages import Head, Operation, Param, Spec
from desktop.core.runs import Picture
from desktop.runtime.errors import BadInput, RunFailed
from desktop.runtime.heads.images import Pixels, picture, tensor_image
from desktop.runtime.heads.texts import clean_text
from desktop.runtime.tensors import Array, dtype_name

MAX_SHOWN_NUMBERS = 10_000
MAX_SHOWN_ROWS = 100_000
_DEFAULT_TOP = 5


@dataclass(frozen=True, slots=True)
class Given:
    """What of the inputs the answer needs: the picture, the series, and how its window was standardised."""

    image: Pixels | None = None
    history: tuple[float, ...] = ()
    mean: float = 0.0
    deviation: float = 1.0


@np.errstate(all="ignore")
def answer(  # noqa: PLR0911 - one for each head
    spec: Spec,
    outputs: Mapping[str, Array],
    labels: Sequence[str],
    params: Mapping[str, object],
    given: Given,
) -> tuple[Any, tuple[Picture, ...]]:
    """The value and the pictures of one run.

    Raises:
        RunFailed: The outputs do not fit the head.
        BadInput: A parameter that the spec does not allow.
    """
    settings = _settings(spec, params)
    by_role = {
        port.role: _postprocess(outputs[port.name], port.postprocess)
        for port in spec.outputs
        if spec.head.type != "tensor"
    }
    match spec.head.type:
        case "image-classification" | "text-classification":
            return _classes(spec.head, by_role["scores"], labels, settings)[0], ()
        case "table-classification":
            return _classes(spec.head, by_role["scores"], labels, settings), ()
        case "table-regression":
            return _regression(by_role), ()
        case "anomaly":
            return _anomaly(spec.head, by_role["anomaly"], settings), ()
        case "forecast":
            return _forecast(by_role, given), ()
        case "image-to-image":
            made = picture("output", tensor_image(by_role["image"]))
            return {}, ((picture("input", given.image), made) if given.image is not None else (made,))
        case "tensor":
            return {port.name: _shown(outputs[port.name]) for port in spec.outputs}, ()


def _settings(spec: Spec, params: Mapping[str, object]) -> dict[str, float]:
    """The numbers that the person set, each within what the spec allows."""
    known = {param.name: param for param in spec.params}
    settings: dict[str, float] = {}
    for name, value in params.items():
        param = known.get(name)
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


def _postprocess(array: Array, operations: list[Operation]) -> Array:
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


def _classes(
    head: Head, scores: Array, labels: Sequence[str], settings: Mapping[str, float]
) -> list[list[dict[str, Any]]]:
    """For each row the labels with the largest scores; the decided one is marked where the head decides about one."""
    if scores.ndim != 2 or scores.shape[1] != len(labels) or scores.shape[0] > MAX_SHOWN_ROWS:
        raise RunFailed(f"scores of shape {list(scores.shape)} for {len(labels)} labels")
    if not np.isfinite(scores).all():
        raise RunFailed("scores that are no numbers")
    top = max(1, min(int(settings.get("top", head.top or _DEFAULT_TOP)), len(labels)))
    threshold = settings.get("threshold", head.threshold)
    decided_at = labels.index(head.positive) if head.positive in labels else None
    rows: list[list[dict[str, Any]]] = []
    for row in scores:
        order = np.argsort(-row, kind="stable")
        kept = [{"label": labels[at], "score": float(row[at])} for at in order[:top]]
        if decided_at is not None and threshold is not None:
            others = [at for at in order if at != decided_at]
            chosen = decided_at if row[decided_at] >= threshold or not others else others[0]
            for item in kept:
                item["decided"] = item["label"] == labels[chosen]
        rows.append(kept)
    return rows


def _column(by_role: Mapping[str, Array], role: str) -> list[float | None] | None:
    """One number per row; None where the model gave no number."""
    values = by_role.get(role)
    if values is None:
        return None
    if values.size != values.shape[0] or values.shape[0] > MAX_SHOWN_ROWS:
        raise RunFailed(f"{role} of shape {list(values.shape)}")
    return [float(v) if math.isfinite(v) else None for v in values.reshape(-1)]


def _regression(by_role: Mapping[str, Array]) -> list[dict[str, Any]]:
    columns = {role: _column(by_role, role) for role in ("value", "lower", "upper")}
    present = {role: column for role, column in columns.items() if column is not None}
    if len({len(column) for column in present.values()}) != 1:
        raise RunFailed("value, lower and upper of different length")
    return [dict(zip(present, row, strict=True)) for row in zip(*present.values(), strict=True)]


def _anomaly(head: Head, scores: Array, settings: Mapping[str, float]) -> list[dict[str, Any]]:
    threshold = settings.get("threshold", head.threshold if head.threshold is not None else math.inf)
    return [
        {"score": score, "threshold": threshold, "is_anomaly": score is None or score >= threshold}
        for score in _column({"anomaly": scores}, "anomaly") or []
    ]


def _forecast(by_role: Mapping[str, Array], given: Given) -> dict[str, Any]:
    result: dict[str, Any] = {"history": list(given.history[-MAX_SHOWN_NUMBERS:])}
    for role in ("value", "lower", "upper"):
        if role in by_role:
            values = by_role[role]
            if values.ndim < 2 or values.shape[0] != 1 or values.size > MAX_SHOWN_NUMBERS:
                raise RunFailed(f"{role} of shape {list(values.shape)}")
            back = values.reshape(-1) * given.deviation + given.mean
            result[role] = [float(v) if math.isfinite(v) else None for v in back]
    return result


def _shown(array: Array) -> dict[str, Any]:
    """A plain tensor, its first numbers only."""
    flat = array.reshape(-1)[:MAX_SHOWN_NUMBERS]
    if array.dtype.kind in "OUS":
        data: list[Any] = [clean_text(str(item), 1000) for item in flat.tolist()]
    else:
        data = [None if isinstance(v, float) and not math.isfinite(v) else v for v in flat.tolist()]
    return {"dtype": dtype_name(array) or str(array.dtype), "shape": list(array.shape), "data": data}
