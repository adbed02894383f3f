"""A judgement as plain values for JSON, and as rows for CSV."""

from collections.abc import Iterable
from typing import Any

from desktop.core.judging import Judgement, Observed, error_of
from desktop.core.metrics.values import Figure

Row = dict[str, Any]


def judgement_json(judgement: Judgement) -> Row:
    """Everything of a judgement but the path of the data."""
    return {
        "model": judgement.identity,
        "time": judgement.time,
        "kind": judgement.kind,
        "data": judgement.data_name,
        "data_sha256": judgement.data_digest,
        "results_sha256": judgement.results_digest,
        "items": {
            "judged": judgement.counts.judged,
            "failed": judgement.counts.failed,
            "unlabelled": judgement.counts.unlabelled,
            "unknown_labels": dict(judgement.counts.unknown),
            "faults": [{"item": item, "error": error} for item, error in judgement.counts.faults],
        },
        "interval": "95 % bootstrap, BCa",
        "figures": [figure_json(figure) for figure in judgement.figures],
        "classes": [figure_json(figure) for figure in judgement.class_figures],
        "claims": [
            {
                "name": claim.name,
                "claimed": claim.value,
                "verdict": claim.verdict,
                "figure": figure_json(claim.figure) if claim.figure else None,
            }
            for claim in judgement.claims
        ],
        "confusion": [
            {"truth": judgement.classes[true], "said": judgement.classes[said], "items": items}
            for true, said, items in judgement.table
        ],
        "reliability": [
            {"confidence": b.confidence, "right": b.share, "low": b.low, "high": b.high, "n": b.n}
            for b in judgement.curve
        ],
        "labels": dict(judgement.mapping),
        "seconds": judgement.seconds,
    }


def figure_json(figure: Figure) -> Row:
    """A figure with its interval."""
    row: Row = {
        "name": figure.name,
        "value": figure.value,
        "low": figure.low,
        "high": figure.high,
        "n": figure.n,
    }
    if figure.label:
        row["label"] = figure.label
    if figure.target is not None:
        row["target"] = figure.target
    if figure.reason:
        row["reason"] = figure.reason
    return row


def figure_rows(judgement: Judgement) -> list[Row]:
    """One line per figure, the claim beside it."""
    claims = {claim.figure: claim for claim in judgement.claims if claim.figure is not None}
    rows = []
    for figure in (*judgement.figures, *judgement.class_figures):
        claim = claims.get(figure)
        rows.append(
            {
                "measure": figure.name,
                "class": figure.label,
                "value": figure.value,
                "low": figure.low,
                "high": figure.high,
                "n": figure.n,
                "claimed": claim.value if claim else None,
                "verdict": claim.verdict if claim else None,
            }
        )
    return rows


def item_rows(observed: Iterable[Observed]) -> list[Row]:
    """One line per item: what is true, what was said, how sure, how far off."""
    return [
        {
            "item": one.item,
            "truth": one.truth,
            "said": one.said,
            "confidence": one.confidence,
            "right": one.truth == one.said if isinstance(one.said, str) and one.truth is not None else None,
            "error": error_of(one) if isinstance(one.truth, float) else None,
            "lower": one.lower,
            "upper": one.upper,
            "seconds": one.seconds,
        }
        for one in observed
    ]
