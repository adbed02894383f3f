"""A comparison as plain values for JSON, and as rows for CSV."""

from typing import Any

from desktop.core.comparing import Comparison
from desktop.services.judging.export import figure_json

Row = dict[str, Any]


def comparison_json(comparison: Comparison) -> Row:
    """Everything but the single items and the path of the data."""
    names = [entry.contender.name for entry in comparison.entries]
    return {
        "kind": comparison.kind,
        "data_sha256": comparison.data_digest,
        "models": [
            {
                "name": entry.contender.name,
                "model": entry.contender.identity,
                "price": entry.contender.price.text() if entry.contender.price is not None else None,
                "items": {"judged": entry.counts.judged, "failed": entry.counts.failed},
                "seconds_per_item": entry.seconds,
                "memory_bytes": entry.memory_bytes,
                "figures": [figure_json(figure) for figure in entry.figures],
            }
            for entry in comparison.entries
        ],
        "agreement": [
            {
                "models": [names[one.first], names[one.second]],
                "n": one.n,
                "share": one.share,
                "low": one.low,
                "high": one.high,
                "kappa": one.kappa,
                "mean_difference": one.difference,
            }
            for one in comparison.agreements
        ],
        "differences": [
            {
                "models": [names[one.first], names[one.second]],
                "measure": one.name,
                "difference": one.value,
                "low": one.low,
                "high": one.high,
                "is_real": one.is_real,
            }
            for one in comparison.contrasts
        ],
    }


def item_rows(comparison: Comparison) -> list[Row]:
    """One line per item: the truth where it is known, and what each model said."""
    lines: dict[str, Row] = {}
    for number, entry in enumerate(comparison.entries, 1):
        for one in entry.said:
            line = lines.setdefault(one.item, {"item": one.item, "truth": one.truth})
            line[f"{number} {entry.contender.name}"] = one.said
    return list(lines.values())
