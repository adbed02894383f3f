"""Numbers: regression, anomalies, forecasts, and plain tensors."""

import math
from collections.abc import Mapping
from typing import Any

from desktop.runtime.errors import RunFailed
from desktop.runtime.heads.answering import Answer, Answering, HeadRule
from desktop.runtime.heads.texts import clean_text
from desktop.runtime.tensors import Array, dtype_name

MAX_SHOWN_NUMBERS = 10_000
MAX_SHOWN_ROWS = 100_000
_VALUE = frozenset({"value"})
_BAND = frozenset({"lower", "upper"})


def _column(by_role: Mapping[str, Array], role: str) -> list[float | None] | None:
    """One number per row; None where the model gave no number."""
    values = by_role.get(role)
    if values is None:
        return None
    if values.size != values.shape[0] or values.shape[0] > MAX_SHOWN_ROWS:
        raise RunFailed(f"{role} of shape {list(values.shape)}")
    return [float(v) if math.isfinite(v) else None for v in values.reshape(-1)]


def _regression(run: Answering) -> Answer:
    columns = {role: _column(run.outputs, role) for role in ("value", "lower", "upper")}
    present = {role: column for role, column in columns.items() if column is not None}
    if len({len(column) for column in present.values()}) != 1:
        raise RunFailed("value, lower and upper of different length")
    return [dict(zip(present, row, strict=True)) for row in zip(*present.values(), strict=True)], ()


def _anomaly(run: Answering) -> Answer:
    own = run.head.threshold if run.head.threshold is not None else math.inf
    threshold = run.settings.get("threshold", own)
    rows = [
        {"score": score, "threshold": threshold, "is_anomaly": score is None or score >= threshold}
        for score in _column(run.outputs, "anomaly") or []
    ]
    return rows, ()


def _forecast(run: Answering) -> Answer:
    given = run.given
    result: dict[str, Any] = {"history": list(given.history[-MAX_SHOWN_NUMBERS:])}
    for role in ("value", "lower", "upper"):
        if role in run.outputs:
            values = run.outputs[role]
            if values.ndim < 2 or values.shape[0] != 1 or values.size > MAX_SHOWN_NUMBERS:
                raise RunFailed(f"{role} of shape {list(values.shape)}")
            back = values.reshape(-1) * given.deviation + given.mean
            result[role] = [float(v) if math.isfinite(v) else None for v in back]
    return result, ()


def _tensors(run: Answering) -> Answer:
    return {name: _shown(array) for name, array in run.outputs.items()}, ()


def _shown(array: Array) -> dict[str, Any]:
    """A plain tensor, its first numbers only."""
    flat = array.reshape(-1)[:MAX_SHOWN_NUMBERS]
    if array.dtype.kind in "OUS":
        data: list[Any] = [clean_text(str(item), 1000) for item in flat.tolist()]
    else:
        data = [None if isinstance(v, float) and not math.isfinite(v) else v for v in flat.tolist()]
    return {"dtype": dtype_name(array) or str(array.dtype), "shape": list(array.shape), "data": data}


HEADS = {
    "table-regression": HeadRule(_regression, _VALUE, _BAND, kind="table"),
    "forecast": HeadRule(_forecast, _VALUE, _BAND, kind="series"),
    "anomaly": HeadRule(
        _anomaly, frozenset({"anomaly"}), settings=frozenset({"threshold"}), needs=("threshold",)
    ),
    "tensor": HeadRule(_tensors, frozenset()),
}
