"""Classification: the labels with the largest scores."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from desktop.core.packages import ALL_LABELS, Head
from desktop.runtime.errors import RunFailed
from desktop.runtime.heads.answering import Answer, Answering, HeadRule
from desktop.runtime.tensors import Array

MAX_SHOWN_ROWS = 100_000
_DEFAULT_TOP = 5
_SCORES = frozenset({"scores"})
_SETTINGS = frozenset({"top", "threshold"})


def _one(run: Answering) -> Answer:
    return _classes(run.head, run.outputs["scores"], run.labels, run.settings)[0], ()


def _each_row(run: Answering) -> Answer:
    return _classes(run.head, run.outputs["scores"], run.labels, run.settings), ()


def _classes(
    head: Head, scores: Array, labels: Sequence[str], settings: Mapping[str, float]
) -> list[list[dict[str, Any]]]:
    """For each row the labels with the largest scores; the decided one is marked where the head decides about one."""
    if scores.ndim != 2 or scores.shape[1] != len(labels) or scores.shape[0] > MAX_SHOWN_ROWS:
        raise RunFailed(f"scores of shape {list(scores.shape)} for {len(labels)} labels")
    if not np.isfinite(scores).all():
        raise RunFailed("scores that are no numbers")
    top = int(settings.get("top", head.top or _DEFAULT_TOP))
    top = len(labels) if top == ALL_LABELS else max(1, min(top, len(labels)))
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


HEADS = {
    "audio-classification": HeadRule(_one, _SCORES, kind="audio", is_labelled=True, settings=_SETTINGS),
    "image-classification": HeadRule(_one, _SCORES, kind="image", is_labelled=True, settings=_SETTINGS),
    "text-classification": HeadRule(_one, _SCORES, kind="text", is_labelled=True, settings=_SETTINGS),
    "table-classification": HeadRule(_each_row, _SCORES, kind="table", is_labelled=True, settings=_SETTINGS),
}
