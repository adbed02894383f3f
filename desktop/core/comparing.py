"""Several models on the same own data: each one's figures and costs, and how far they agree."""

from dataclasses import dataclass

from desktop.core.items import DataChoice
from desktop.core.judging import Counts, Kind, Observed
from desktop.core.metrics.values import Figure
from desktop.core.money import Money


@dataclass(frozen=True, slots=True)
class Contender:
    """One model of a comparison.

    Attributes:
        id: Its purchase, or the folder of its package.
        name: For people.
        identity: The version's identity, hex; empty for a package that was never sold.
        price: What it cost; None where nobody knows.
    """

    id: str
    name: str
    identity: str = ""
    price: Money | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """What one model came to.

    Attributes:
        contender: Whose entry it is.
        counts: What became of the items.
        figures: Overall measures; none without labels.
        seconds: Median time of one item, in the engine.
        memory_bytes: The most that its process took; 0 where the system does not say.
        said: Its answers in the words that all models share.
    """

    contender: Contender
    counts: Counts
    figures: tuple[Figure, ...]
    seconds: float
    memory_bytes: int
    said: tuple[Observed, ...]

    def figure(self, name: str) -> Figure | None:
        """An overall measure by its name."""
        return next((figure for figure in self.figures if figure.name == name), None)


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two models say the same, over the ``n`` items that both answered.

    Attributes:
        first: Number of the one model.
        second: Number of the other.
        share: Of items on which both say the same class; of numbers the correlation. None where neither means anything.
        low: Lower end of its 95 % interval.
        high: Its upper end.
        kappa: Cohen's; of classes only.
        difference: Mean of second minus first; of numbers only.
    """

    first: int
    second: int
    n: int
    share: float | None
    low: float | None = None
    high: float | None = None
    kappa: float | None = None
    difference: float | None = None


@dataclass(frozen=True, slots=True)
class Contrast:
    """A measure of the first model minus that of the second, item by item; real if its interval leaves out 0."""

    first: int
    second: int
    name: str
    value: float
    low: float
    high: float

    @property
    def is_real(self) -> bool:
        return self.low > 0 or self.high < 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that the models came to on one set of own data.

    Attributes:
        kind: What kind of answer they give.
        choice: The data.
        data_digest: SHA-256 over names, inputs and labels, hex, as the first model was given them.
        entries: In the order in which the models were chosen.
        agreements: For each pair.
        contrasts: For each pair and measure; none without labels.
    """

    kind: Kind
    choice: DataChoice
    data_digest: str
    entries: tuple[Entry, ...]
    agreements: tuple[Agreement, ...]
    contrasts: tuple[Contrast, ...]

    def agreement(self, first: int, second: int) -> Agreement | None:
        """Of two models, in whichever order."""
        wanted = (min(first, second), max(first, second))
        return next((one for one in self.agreements if (one.first, one.second) == wanted), None)

    def contrast(self, first: int, second: int, name: str) -> Contrast | None:
        """Of two models, the first being the smaller number."""
        return next((c for c in self.contrasts if (c.first, c.second, c.name) == (first, second, name)), None)

    @property
    def is_labelled(self) -> bool:
        return any(entry.figures for entry in self.entries)


def pareto(costs: list[float], qualities: list[float]) -> list[bool]:
    """Whether nothing is at least as good at no more cost, and better in one of the two (Pareto's front)."""
    pairs = list(zip(costs, qualities, strict=True))
    return [
        not any(
            other_cost <= cost and other_quality >= quality and (other_cost, other_quality) != (cost, quality)
            for other_cost, other_quality in pairs
        )
        for cost, quality in pairs
    ]
