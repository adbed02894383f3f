"""Two runs compared: what was different about them, and how far apart their answers are."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from desktop.core.run_records import RunDetail, RunRecord
from desktop.core.runs import Picture, RunResult

Likeness = Literal["same", "near", "other", "unknown"]
"""``near``: every number within the tolerance. ``unknown``: not the same, and an answer is not kept, so how far is open."""

PIXEL_STEP = 1
"""Pixels this near are near: one of 255 steps."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Something about the runs that differs: ``what`` is an id, ``name`` the parameter's where it is one."""

    what: Literal[
        "model", "version", "parameter", "licet", "engine", "device", "sandbox", "seed", "package", "spec"
    ]
    before: str
    after: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Apart:
    """How far two answers are apart: the largest absolute and relative difference of two numbers, and where.

    ``reshaped`` where they do not have the same parts (another label, another length), so that numbers say little.
    """

    largest: float = 0.0
    relative: float = 0.0
    where: str = ""
    reshaped: str = ""


@dataclass(frozen=True, slots=True)
class PictureApart:
    """Two pictures compared: the share of pixels that differ, the largest step of 255, and where, as a picture."""

    name: str
    share: float
    step: int
    picture: Picture


@dataclass(frozen=True, slots=True)
class RunDiff:
    """``apart`` and ``pictures`` are there where both answers are."""

    differences: tuple[Difference, ...]
    same_input: bool
    output: Likeness
    apart: Apart | None = None
    pictures: tuple[PictureApart, ...] = ()


def compare(
    before: RunRecord,
    after: RunRecord,
    results: tuple[RunResult | None, RunResult | None],
    pictures: tuple[PictureApart, ...],
    rtol: float,
    atol: float,
) -> RunDiff:
    """Compare two records, and their answers where both are at hand.

    Args:
        before: The one compared with.
        after: The other.
        results: Their answers.
        pictures: Their pictures, compared already.
        rtol: Relative tolerance of the package's test vectors.
        atol: Absolute tolerance, likewise.
    """
    differences = tuple(_differences(before.detail, after.detail, before.device, after.device))
    same_input = bool(before.input_digest) and before.input_digest == after.input_digest
    if _digests(before) == _digests(after) and before.output_digest == after.output_digest:
        return RunDiff(differences, same_input, "same", Apart(), pictures)
    first, second = results
    if first is None or second is None:
        return RunDiff(differences, same_input, "unknown")
    walk = _Walk(rtol, atol)
    walk.values(first.value, second.value, "")
    steps_near = all(picture.step <= PIXEL_STEP for picture in pictures)
    is_near = walk.is_near and steps_near and len(first.pictures) == len(second.pictures) == len(pictures)
    return RunDiff(differences, same_input, "near" if is_near else "other", walk.apart(), pictures)


def _digests(record: RunRecord) -> str:
    return record.detail.digests if record.detail is not None else ""


def _differences(a: RunDetail | None, b: RunDetail | None, used_a: str, used_b: str) -> Iterator[Difference]:
    if used_a != used_b:
        yield Difference("device", used_a, used_b)
    if a is None or b is None:
        return
    if (a.model.name, a.model.listing) != (b.model.name, b.model.listing):
        yield Difference("model", a.model.name, b.model.name)
    if a.model.identity != b.model.identity:
        yield Difference("version", a.model.version, b.model.version)
    for name in sorted(a.params.keys() | b.params.keys()):
        if a.params.get(name) != b.params.get(name):
            yield Difference("parameter", _said(a.params.get(name)), _said(b.params.get(name)), name)
    if a.seed != b.seed:
        yield Difference("seed", _said(a.seed), _said(b.seed))
    if a.versions.licet != b.versions.licet:
        yield Difference("licet", a.versions.licet, b.versions.licet)
    if a.versions.engine != b.versions.engine:
        yield Difference("engine", a.versions.engine, b.versions.engine)
    if a.versions.package != b.versions.package:
        yield Difference("package", str(a.versions.package), str(b.versions.package))
    if a.versions.spec != b.versions.spec:
        yield Difference("spec", str(a.versions.spec), str(b.versions.spec))
    if a.sandbox.level != b.sandbox.level:
        yield Difference("sandbox", a.sandbox.level, b.sandbox.level)


def _said(value: object) -> str:
    return "–" if value is None else str(value)


@dataclass(slots=True)
class _Walk:
    """Walks two answers side by side."""

    rtol: float
    atol: float
    is_near: bool = True
    largest: float = 0.0
    relative: float = 0.0
    where: str = ""
    reshaped: str = ""

    def apart(self) -> Apart:
        return Apart(self.largest, self.relative, self.where, self.reshaped)

    def values(self, a: Any, b: Any, where: str) -> None:
        if _is_number(a) and _is_number(b):
            self._numbers(float(a), float(b), where)
        elif isinstance(a, dict) and isinstance(b, dict):
            if a.keys() != b.keys():
                self._reshape(where)
            for name in sorted(a.keys() & b.keys()):
                self.values(a[name], b[name], f"{where}.{name}" if where else str(name))
        elif isinstance(a, list) and isinstance(b, list):
            self._lists(a, b, where)
        elif a != b:
            self._reshape(where)

    def _lists(self, a: list[Any], b: list[Any], where: str) -> None:
        by_label = _by_label(a), _by_label(b)
        if by_label[0] is not None and by_label[1] is not None:
            # Two labels of nearly one score may have changed places: that is no other answer.
            self.values(*by_label, where)
            return
        if len(a) != len(b):
            self._reshape(where)
        for number, (one, other) in enumerate(zip(a, b, strict=False)):
            self.values(one, other, f"{where}[{number}]")

    def _numbers(self, a: float, b: float, where: str) -> None:
        if a == b or (math.isnan(a) and math.isnan(b)):
            return
        gap = abs(a - b)
        if not math.isfinite(gap):
            self._reshape(where)
            return
        if gap > self.atol + self.rtol * abs(a):
            self.is_near = False
        if gap > self.largest:
            self.largest, self.where = gap, where
        self.relative = max(self.relative, gap / max(abs(a), abs(b)))

    def _reshape(self, where: str) -> None:
        self.is_near = False
        self.reshaped = self.reshaped or where or "."


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _by_label(items: list[Any]) -> dict[str, Any] | None:
    """A list of labels with scores as a map, where each label comes once and nothing else tells two apart."""
    if not items or not all(isinstance(item, dict) and isinstance(item.get("label"), str) for item in items):
        return None
    found = {item["label"]: {k: v for k, v in item.items() if k != "label"} for item in items}
    return found if len(found) == len(items) else None
