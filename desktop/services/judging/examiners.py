"""One examiner per kind of answer: what is true of an item, what an answer says of it, what all of them come to."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from desktop.core.boxes import TrueBox
from desktop.core.errors import UserError
from desktop.core.items import ItemSource
from desktop.core.judging import KINDS, UNUSUAL, USUAL, Kind, Observed
from desktop.core.runs import RunResult
from desktop.services.judging.areas import AreaExaminer
from desktop.services.judging.boxes import BoxesOf, box_figures, boxes_in, mistakes, things
from desktop.services.judging.figures import (
    Found,
    anomaly_figures,
    class_figures,
    forecast_figures,
    number_figures,
)
from desktop.services.judging.observing import observe_anomaly, observe_classes, observe_number, observe_steps
from desktop.services.judging.ports import Model


class Unjudged(UserError):
    """Labels cannot judge what this model answers."""


class Examiner(Protocol):
    """Judges one kind of answer."""

    @property
    def kind(self) -> Kind: ...
    @property
    def classes(self) -> tuple[str, ...]:
        """What a label may mean, in the model's words; empty where labels are numbers."""

    def truth(self, item: str, label: str | float | None) -> str | float | None:
        """The truth in the model's words; None where it knows none."""

    def observe(self, item: str, truth: str | float | None, result: RunResult) -> list[Observed]:
        """What an answer says, beside the truth.

        Raises:
            NoAnswer: Nothing that can be judged.
        """

    def work_out(self, observed: Sequence[Observed]) -> Found:
        """The figures of the items whose truth is known."""


class ClassExaminer:
    """One class per item."""

    kind: Kind = "classes"

    def __init__(
        self,
        classes: tuple[str, ...],
        names: Mapping[str, str],
        positive: str | None,
        *,
        stratified: bool = False,
    ) -> None:
        self.classes, self._stratified = classes, stratified
        self._names, self._positive = names, positive

    def truth(self, item: str, label: str | float | None) -> str | float | None:  # noqa: ARG002 - of boxes alone
        return self._names.get(str(label)) or None if label is not None else None

    def observe(self, item: str, truth: str | float | None, result: RunResult) -> list[Observed]:
        return [observe_classes(item, truth, result, len(set(self.classes)))]

    def work_out(self, observed: Sequence[Observed]) -> Found:
        return class_figures(observed, self.classes, self._positive, stratified=self._stratified)


class AnomalyExaminer:
    """Usual or unusual."""

    kind: Kind = "anomaly"
    classes = (USUAL, UNUSUAL)

    def __init__(self, names: Mapping[str, str], *, stratified: bool = False) -> None:
        self._names, self._stratified = names, stratified

    def truth(self, item: str, label: str | float | None) -> str | float | None:  # noqa: ARG002
        return self._names.get(str(label)) or None if label is not None else None

    def observe(self, item: str, truth: str | float | None, result: RunResult) -> list[Observed]:
        return [observe_anomaly(item, truth, result)]

    def work_out(self, observed: Sequence[Observed]) -> Found:
        return anomaly_figures(observed, stratified=self._stratified)


class NumberExaminer:
    """One number per item, perhaps with a band."""

    kind: Kind = "numbers"
    classes: tuple[str, ...] = ()

    def __init__(self, interval: float | None) -> None:
        self._interval = interval

    def truth(self, item: str, label: str | float | None) -> str | float | None:  # noqa: ARG002
        return label if isinstance(label, float) else None

    def observe(self, item: str, truth: str | float | None, result: RunResult) -> list[Observed]:
        return [observe_number(item, truth, result)]

    def work_out(self, observed: Sequence[Observed]) -> Found:
        return number_figures(observed, self._interval)


class SeriesSource(ItemSource, Protocol):
    """A series cut at many places; item ``t`` ends before ``values[t]``."""

    @property
    def values(self) -> tuple[float, ...]: ...


class ForecastExaminer:
    """What came after each place in a series; one ``Observed`` per step, named ``place+step``."""

    kind: Kind = "forecast"
    classes: tuple[str, ...] = ()

    def __init__(self, series: Sequence[float], interval: float | None) -> None:
        self._series, self._interval = series, interval

    def truth(self, item: str, label: str | float | None) -> str | float | None:  # noqa: ARG002
        return label

    def observe(self, item: str, truth: str | float | None, result: RunResult) -> list[Observed]:  # noqa: ARG002
        return observe_steps(int(item), self._series, result)

    def work_out(self, observed: Sequence[Observed]) -> Found:
        return forecast_figures(observed, self._series, self._interval)


class BoxSource(ItemSource, Protocol):
    """Pictures whose true boxes are known."""

    def boxes_of(self, name: str) -> tuple[TrueBox, ...] | None: ...


class BoxExaminer:
    """Boxes in a picture. A class that the model does not know counts as a class that it never finds."""

    kind: Kind = "boxes"

    def __init__(
        self,
        classes: tuple[str, ...],
        names: Mapping[str, str],
        boxes_of: Callable[[str], tuple[TrueBox, ...] | None],
    ) -> None:
        self.classes = classes
        self._names, self._boxes_of = names, boxes_of
        self._found: dict[str, BoxesOf] = {}

    def truth(self, item: str, label: str | float | None) -> str | float | None:  # noqa: ARG002
        boxes = self._boxes_of(item)
        return None if boxes is None else things(self._names.get(box.label, "") for box in boxes)

    def observe(self, item: str, truth: str | float | None, result: RunResult) -> list[Observed]:
        told = boxes_in(result)
        said = things(label for label, _, _ in told)
        if truth is None:
            return [Observed(item, truth, said, seconds=result.seconds)]
        true = [
            (self._names[box.label], box.corners(result.frame))
            for box in self._boxes_of(item) or ()
            if self._names.get(box.label)
        ]
        self._found[item] = BoxesOf(true, told)
        return [Observed(item, truth, said, seconds=result.seconds, off=mistakes(self._found[item]))]

    def work_out(self, observed: Sequence[Observed]) -> Found:
        return box_figures([self._found[one.item] for one in observed if one.item in self._found])


def examiner_of(
    model: Model, source: ItemSource, names: Mapping[str, str], *, stratified: bool = False
) -> Examiner:
    """Who judges this model on this data.

    Args:
        model: An open model.
        source: Its items.
        names: The person's names of classes to the model's.
        stratified: Resamples keep how many items each class has.

    Raises:
        Unjudged: Labels cannot judge what it answers.
    """
    head = model.spec.head
    match KINDS.get(head.type):
        case "classes":
            return ClassExaminer(model.labels, names, head.positive, stratified=stratified)
        case "anomaly":
            return AnomalyExaminer(names, stratified=stratified)
        case "numbers":
            return NumberExaminer(head.interval)
        case "boxes":
            return BoxExaminer(model.labels, names, getattr(source, "boxes_of", lambda _name: None))
        case "areas" if hasattr(source, "mask_of"):
            return AreaExaminer(model.labels, names, source, head.background)  # type: ignore[arg-type]
        case "forecast":
            return ForecastExaminer(getattr(source, "values", ()), head.interval)
        case _:
            raise Unjudged
