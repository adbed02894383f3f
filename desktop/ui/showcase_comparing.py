"""The showcase's comparisons: invented answers, real figures."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from desktop.core.cancel import CancelToken
from desktop.core.changes import Progress
from desktop.core.comparing import Comparison, Contender, Entry
from desktop.core.items import Amount, DataChoice
from desktop.core.judging import Counts, Kind, Observed
from desktop.core.label_names import match_labels
from desktop.core.money import COIN, Money
from desktop.core.runs import Picture
from desktop.services.comparing.pairs import agreements, contrasts
from desktop.services.comparing.service import Answered
from desktop.services.judging.figures import Found, class_figures, number_figures
from desktop.services.judging.service import Prepared
from desktop.ui import showcase_judging as judged
from desktop.ui import showcase_results as results
from desktop.ui import showcase_values as values
from desktop.ui.showcase_parts import Gate

MODELS = (
    ("Tumour diagnosis", 0.965, 0.0002, 61, 30),
    ("Credit risk", 0.94, 0.0011, 140, 25),
    ("A clinic's own classifier with a long name", 0.955, 0.0042, 420, 0),
)
"""name, skill, seconds, megabytes, price in thousandths of the coin"""


@cache
def comparison_of(count: int = 240, *, is_labelled: bool = True, models: int = 3) -> Comparison:
    """Models that say the same of most items."""
    said: list[list[Observed]] = []
    for number, (_, skill, seconds, *_rest) in enumerate(MODELS[:models]):
        own = judged.observed_classes(judged.TUMOURS, count, skill, seed=number + 3)
        truth = judged.observed_classes(judged.TUMOURS, count, 1.0, seed=1)
        own = [_with_truth(one, true, seconds) for one, true in zip(own, truth, strict=True)]
        said.append(own if is_labelled else [replace(one, truth=None, true_score=None) for one in own])
    return _comparison(
        "classes", said, lambda one: class_figures(one, judged.TUMOURS, "malignant"), is_labelled
    )


@cache
def numbers_comparison(count: int = 200) -> Comparison:
    """Models that say numbers."""
    first = judged.observed_numbers(count)
    second = [replace(one, said=float(one.said) * 1.03 + 0.5, lower=None, upper=None) for one in first]
    return _comparison("numbers", [first, second], lambda one: number_figures(one, 0.8), is_labelled=True)


def pictures_comparison() -> Comparison:
    """Models that make pictures."""
    said = [[Observed(f"photo-{n}.png", None, "", seconds=0.03) for n in range(8)] for _ in range(2)]
    return _comparison("other", said, lambda _one: Found(()), is_labelled=False)


def _with_truth(one: Observed, true: Observed, seconds: float) -> Observed:
    """The same chance of being right, of the items that all models were given."""
    was_right = one.said == one.truth
    other = next(name for name in judged.TUMOURS if name != true.truth)
    said = true.truth if was_right else other
    sure = one.confidence or 0.5
    return replace(
        one, item=true.item, truth=true.truth, said=str(said), true_score=sure if was_right else 1 - sure, seconds=seconds
    )  # fmt: skip


def _comparison(
    kind: Kind, said: list[list[Observed]], work_out: Callable[[list[Observed]], Found], is_labelled: bool
) -> Comparison:
    entries = []
    for number, (observed, model) in enumerate(zip(said, MODELS, strict=False)):
        name, _, seconds, megabytes, price = model
        contender = Contender(f"m{number}", name, "ab" * 32, Money(price * values.ETHER // 1000, COIN))
        figures = work_out(observed).figures if is_labelled else ()
        counts = Counts(len(observed) if is_labelled else 0, number % 2)
        entries.append(Entry(contender, counts, figures, seconds, megabytes * 1_000_000, tuple(observed)))
    return Comparison(
        kind,
        judged.CHOICE,
        "cd" * 32,
        tuple(entries),
        agreements(kind, said),
        contrasts(kind, said, "malignant"),
    )


@dataclass
class Comparing:
    """``services.comparing.service.ComparingService`` over values in memory."""

    gate: Gate
    found: Comparison | None = None
    labels: tuple[str, ...] = judged.TUMOURS
    preview_of: Picture | str | None = "mean_radius: 17.99\nmean_texture: 10.38\nmean_perimeter: 122.8"
    head: str = "table-classification"

    def suggest(self, _ids: Sequence[str], paths: Sequence[Path], _device: str = "cpu") -> Prepared:
        self.gate.pass_through("comparing.suggest")
        return self._prepared(replace(judged.CHOICE, path=str(paths[0])))

    def prepare(self, _ids: Sequence[str], choice: DataChoice, _device: str = "cpu") -> Prepared:
        return self._prepared(choice)

    def _prepared(self, choice: DataChoice) -> Prepared:
        matches = match_labels(dict.fromkeys(self.labels, 120), judged.TUMOURS)
        return Prepared(
            choice, "classes", Amount(240, is_exact=True), matches, judged.TUMOURS, 120 * len(self.labels)
        )

    def compare(
        self,
        _ids: Sequence[str],
        _prepared: Prepared,
        cancel: CancelToken,
        report: Callable[[Progress], None],
        _device: str = "cpu",
    ) -> Comparison:
        report(Progress("compare", "run", 300, 720))
        self.gate.pass_through("comparing.compare", cancel)
        return self.found or comparison_of()

    def preview(self, _comparison: Comparison, _name: str, _device: str = "cpu") -> Picture | str | None:
        self.gate.pass_through("comparing.preview")
        return self.preview_of

    def answers(
        self, comparison: Comparison, _name: str, _cancel: CancelToken, _device: str = "cpu"
    ) -> list[Answered]:
        self.gate.pass_through("comparing.answers")
        return [Answered(entry.contender, results.result_of(self.head)) for entry in comparison.entries]


def of_pictures(comparing: Any) -> None:
    """Make the comparison one of pictures."""
    comparing.found, comparing.head = pictures_comparison(), "image-to-image"
    comparing.preview_of = values.photo("photo-1.png", noisy=True)
