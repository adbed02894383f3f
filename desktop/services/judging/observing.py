"""An answer of a model beside the truth: the few numbers that every measure is made of."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from desktop.core.errors import UserError
from desktop.core.judging import UNUSUAL, USUAL, Observed
from desktop.core.runs import RunResult

_SUM_SLACK = 1e-3
"""Scores are taken for probabilities if they add up to 1 this nearly: float32 and rounding allow no less."""


class NoAnswer(UserError):
    """The model's answer holds no class and no number, so that nothing can be judged."""


def observe_classes(item: str, truth: str | float | None, result: RunResult, classes: int) -> Observed:
    """A decided class with its score; of a table the first row counts, ``classes`` is how many the model knows.

    Raises:
        NoAnswer: The answer has another shape, or is no number.
    """
    value = result.value
    nested = isinstance(value, list) and value and isinstance(value[0], list)
    scores = _scores(value[0] if nested else value)
    by_name = {name: score for name, score, _ in scores}
    order = sorted(by_name, key=lambda name: -by_name[name])
    decided = next((name for name, _, is_decided in scores if is_decided), order[0])
    total = sum(by_name.values())
    honest = (
        len(by_name) == classes
        and abs(total - 1) <= _SUM_SLACK
        and all(-_SUM_SLACK <= score <= 1 + _SUM_SLACK for score in by_name.values())
    )
    known = isinstance(truth, str) and truth in by_name
    return Observed(
        item,
        truth,
        decided,
        confidence=by_name[decided],
        true_score=by_name[str(truth)] if known else None,
        squares=sum(score * score for score in by_name.values()) if honest else None,
        rank=order.index(str(truth)) + 1 if known else None,
        seconds=result.seconds,
    )


def observe_anomaly(item: str, truth: str | float | None, result: RunResult) -> Observed:
    """Usual or unusual; the score, larger is stranger, in place of a confidence.

    Raises:
        NoAnswer: As ``observe_classes``.
    """
    first = _first(result)
    said = UNUSUAL if first.get("is_anomaly") is True else USUAL
    return Observed(item, truth, said, confidence=_number(first.get("score")), seconds=result.seconds)


def observe_number(item: str, truth: str | float | None, result: RunResult) -> Observed:
    """A number and its band, if there is one.

    Raises:
        NoAnswer: As ``observe_classes``.
    """
    first = _first(result)
    lower, upper = (number_or_none(first.get(end)) for end in ("lower", "upper"))
    said = _number(first.get("value"))
    return Observed(item, truth, said, lower=lower, upper=upper, seconds=result.seconds)


def observe_steps(origin: int, series: Sequence[float], result: RunResult) -> list[Observed]:
    """The steps of a forecast beside what came, as far as it is known.

    Raises:
        NoAnswer: As ``observe_classes``.
    """
    value = result.value
    if not isinstance(value, Mapping) or not isinstance(value.get("value"), list):
        raise NoAnswer
    ends = [value.get(end) if isinstance(value.get(end), list) else None for end in ("lower", "upper")]
    steps = []
    for step, said in enumerate(value["value"]):
        if origin + step >= len(series):
            break
        lower, upper = (number_or_none(end[step]) if end and step < len(end) else None for end in ends)
        name, truth = f"{origin}+{step + 1}", float(series[origin + step])
        steps.append(Observed(name, truth, _number(said), lower=lower, upper=upper, seconds=result.seconds))
    return steps


def _first(result: RunResult) -> Mapping[str, Any]:
    value = result.value
    if not isinstance(value, list) or not value or not isinstance(value[0], Mapping):
        raise NoAnswer
    return value[0]


def _scores(value: Any) -> list[tuple[str, float, bool]]:
    if not isinstance(value, list) or not value:
        raise NoAnswer
    try:
        return [(str(e["label"]), _number(e["score"]), e.get("decided") is True) for e in value]
    except (KeyError, TypeError, AttributeError) as error:
        raise NoAnswer from error


def _number(value: Any) -> float:
    number = number_or_none(value)
    if number is None:
        raise NoAnswer
    return number


def number_or_none(value: Any) -> float | None:
    """A finite number, if it is one."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return float(value)
