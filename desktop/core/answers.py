"""Answers of every kind of head, as what people sort, count and put into tables."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from desktop.core.packages import HeadType

Cell: TypeAlias = str | int | float | bool | None
MAX_CELLS = 4096

_FINDINGS = frozenset({"detection", "segmentation", "keypoints", "token-classes", "answer"})
_CLASSES = frozenset({"image-classification", "audio-classification", "text-classification"})
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\Z")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True, slots=True)
class Facts:
    """The one label and number of an answer, and all labels in it."""

    label: str = ""
    score: float | None = None
    labels: tuple[str, ...] = ()


def facts_of(head: HeadType, value: Any) -> Facts:
    """What an answer comes down to; nothing of one that is not as its head says (a taken-over worker's)."""
    try:
        return _facts(head, value)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, OverflowError):
        return Facts()


def _facts(head: HeadType, value: Any) -> Facts:
    if head in _CLASSES or head == "table-classification":
        return _of_classes(value[0] if head == "table-classification" else value)
    if head in _FINDINGS:
        return _of_findings(head, value)
    if head == "anomaly":
        label = "unusual" if value[0]["is_anomaly"] else "usual"
        return Facts(label, _number(value[0]["score"]), (label,))
    number = _NUMBERS.get(head)
    return Facts() if number is None else Facts("", _number(number(value)))


_NUMBERS: dict[str, Callable[[Any], object]] = {
    "table-regression": lambda value: value[0]["value"],
    "forecast": lambda value: value["value"][-1],
    "speech": lambda value: sum(float(part["end"]) - float(part["start"]) for part in value["segments"]),
    "depth": lambda value: value["min"],
}


def _of_classes(scores: list[dict[str, Any]]) -> Facts:
    best = next((item for item in scores if item.get("decided")), scores[0])
    label = str(best["label"])
    return Facts(label, float(best["score"]), (label,))


def _of_findings(head: HeadType, things: list[dict[str, Any]]) -> Facts:
    key = {"token-classes": "entity_group", "answer": "answer"}.get(head, "label")
    labels = tuple(str(thing[key]) for thing in things if key in thing)
    score = things[0].get("score") if things else None
    # Answers are passages of the person's own texts, each another: counting them says nothing.
    return Facts(labels[0] if labels else "", _number(score), () if head == "answer" else labels)


def rows_of(head: HeadType, value: Any) -> list[dict[str, Cell]]:
    """An answer as lines of a table: one, or one for each thing, step or stretch that was found; never none."""
    try:
        rows = _rows(head, value)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError):
        rows = []
    return rows or [{}]


def _rows(head: HeadType, value: Any) -> list[dict[str, Cell]]:
    if head in _CLASSES or head == "table-classification":
        return [_wide(value[0] if head == "table-classification" else value)]
    if head == "forecast":
        names = [name for name in ("value", "lower", "upper") if name in value]
        steps = zip(*(value[name] for name in names), strict=True)
        return [{"step": i, **dict(zip(names, step, strict=True))} for i, step in enumerate(steps, 1)]
    things = value["segments"] if head == "speech" else value if isinstance(value, list) else [value]
    return [_flat(thing) for thing in things]


def _wide(scores: list[dict[str, Any]]) -> dict[str, Cell]:
    """The best label first; the others behind it, numbered."""
    chosen = next((item for item in scores if item.get("decided")), scores[0])
    row: dict[str, Cell] = {"label": str(chosen["label"]), "score": chosen["score"]}
    others = [item for item in scores if item is not chosen]
    for place, item in enumerate(others, 2):
        row[f"label_{place}"], row[f"score_{place}"] = str(item["label"]), item["score"]
    return row


def _flat(value: Any, prefix: str = "") -> dict[str, Cell]:
    """Nested names joined by dots; lists numbered; cut after ``MAX_CELLS``."""
    row: dict[str, Cell] = {}
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in pairs:
        name = f"{prefix}{key}"
        if isinstance(item, dict) and set(item) >= {"label", "x", "y"}:
            name = f"{prefix}{item['label']}"
            item = {k: v for k, v in item.items() if k != "label"}  # noqa: PLW2901 - a point goes by its name
        if isinstance(item, dict | list):
            short = "" if name in ("box", "points") else f"{name}."
            row |= _flat(item, short)
        else:
            row[name] = item
        if len(row) > MAX_CELLS:
            return dict(list(row.items())[:MAX_CELLS])
    return row


def neutral(cell: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula; numbers, also those written as text, stay as they are."""
    if isinstance(cell, str) and cell.startswith(_FORMULA) and not _NUMBER.match(cell):
        return "'" + cell
    return cell


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None
