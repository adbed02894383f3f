"""A model judged by a person's own labelled data: what each item came to, and what all of them say together.

Plain values without numpy; how the figures are worked out stands in ``desktop.core.metrics``.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal

from desktop.core.items import DataChoice
from desktop.core.metrics.values import Bin, Figure
from desktop.core.packages import HeadType

Kind = Literal["classes", "numbers", "forecast", "anomaly", "boxes", "areas", "other"]
"""What kind of answer is judged; the last is compared without labels only."""

KINDS: dict[HeadType, Kind] = {
    "image-classification": "classes",
    "audio-classification": "classes",
    "text-classification": "classes",
    "table-classification": "classes",
    "table-regression": "numbers",
    "forecast": "forecast",
    "anomaly": "anomaly",
    "detection": "boxes",
    "segmentation": "areas",
}
"""Heads that labels can judge; the others are compared without."""

USUAL, UNUSUAL = "usual", "unusual"
"""The two classes of an anomaly."""


@dataclass(frozen=True, slots=True)
class Observed:
    """One item: what is true, what the model said, and how sure it was.

    Attributes:
        item: Its name in the data.
        truth: The true class in the model's own words, or the true number; None where none is known.
        said: The class or number that the model said.
        confidence: Score of the said class.
        true_score: Score of the true class; None where the model did not tell it.
        squares: Sum of the squares of all scores; None where they are no probabilities, or not all were told.
        rank: Place of the true class among the scores, 1 is first; None where it is not among them.
        lower: Lower end of the band of a number.
        upper: Its upper end.
        seconds: How long the run took.
        off: How wrong it is where neither a class nor a number tells: of boxes the missed ones and the false alarms.
    """

    item: str
    truth: str | float | None
    said: str | float
    confidence: float | None = None
    true_score: float | None = None
    squares: float | None = None
    rank: int | None = None
    lower: float | None = None
    upper: float | None = None
    seconds: float = 0.0
    off: float | None = None


Verdict = Literal["within", "better", "below", "too-few", "not-measured"]
"""What own data says of a seller's claim."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure that the seller claims, and what was found: ``figure`` is None where nothing fits its name."""

    name: str
    value: float
    verdict: Verdict
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of the items: judged, failed (no answer), without a label, with a label that the model does not know."""

    judged: int
    failed: int = 0
    unlabelled: int = 0
    unknown: tuple[tuple[str, int], ...] = ()
    faults: tuple[tuple[str, str], ...] = ()
    """(item, error's name) of the first that failed."""

    @property
    def unknown_items(self) -> int:
        return sum(count for _, count in self.unknown)


@dataclass(frozen=True, slots=True)
class Judgement:
    """Everything that is known of a model on one set of own data; nothing in it is the data itself.

    Attributes:
        id: Number in the database; 0 before it is kept.
        purchase_id: Whose model.
        identity: The version's identity, hex.
        time: Unix seconds.
        kind: What was judged.
        choice: Which data, so that an item can be looked at again while it lies there.
        data_digest: SHA-256 over names, inputs and labels, hex.
        results_digest: SHA-256 over what was said of each item, hex.
        counts: What became of the items.
        figures: Overall measures.
        class_figures: Measures of single classes.
        claims: The seller's, each with its verdict.
        classes: Names of the classes that occur or were said, in the model's order.
        table: Confusion as (true, said, items) by number in ``classes``; zeros left out.
        curve: Reliability.
        roc: Points (false alarms, found) with two classes.
        seconds: Of all runs together.
        mapping: (their label, the model's).
    """

    purchase_id: str
    identity: str
    time: int
    kind: Kind
    choice: DataChoice
    data_digest: str
    results_digest: str
    counts: Counts
    figures: tuple[Figure, ...]
    class_figures: tuple[Figure, ...] = ()
    claims: tuple[Claim, ...] = ()
    classes: tuple[str, ...] = ()
    table: tuple[tuple[int, int, int], ...] = ()
    curve: tuple[Bin, ...] = ()
    roc: tuple[tuple[float, float], ...] = ()
    seconds: float = 0.0
    mapping: tuple[tuple[str, str], ...] = ()
    id: int = 0

    @property
    def data_name(self) -> str:
        """Last part of the folder's or file's path."""
        at = self.choice.files[0] if len(self.choice.files) == 1 else self.choice.path
        return PurePath(at).name

    def figure(self, name: str) -> Figure | None:
        """An overall measure by its name."""
        return next((figure for figure in self.figures if figure.name == name), None)


def worst_of(observed: Iterable[Observed], most: int = 100) -> list[Observed]:
    """What was wrong, the most confident first; of numbers the largest errors."""
    known = [one for one in observed if one.truth is not None]
    if any(one.off for one in known):
        return sorted((one for one in known if one.off), key=lambda one: -(one.off or 0.0))[:most]
    if any(isinstance(one.said, str) for one in known):
        wrong = [one for one in known if one.truth != one.said]
        return sorted(wrong, key=lambda one: -(one.confidence or 0.0))[:most]
    return sorted(known, key=lambda one: -abs(error_of(one)))[:most]


def error_of(one: Observed) -> float:
    """Said minus true number; 0 where either is none."""
    if isinstance(one.truth, float) and isinstance(one.said, float):
        return one.said - one.truth
    return 0.0
