"""The showcase's judgements: real figures of invented items, without a model."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from desktop.core.cancel import CancelToken
from desktop.core.changes import Change, Progress, Topic
from desktop.core.items import Amount, DataChoice
from desktop.core.judging import Counts, Judgement, Kind, Observed
from desktop.core.label_names import match_labels
from desktop.core.runs import Picture
from desktop.services.judging.claims import compare_claims
from desktop.services.judging.figures import Found, class_figures, number_figures
from desktop.services.judging.service import Prepared
from desktop.ui import showcase_values as values
from desktop.ui.showcase_parts import Gate

DIGITS = tuple("0123456789")
TUMOURS = ("benign", "malignant")
LONG = (
    "a class whose name is a whole sentence because its seller could not stop writing",
    "<b>not bold</b>",
    "\u77ed\u3044\u540d\u524d",
    "\u56db\u4e2a\u5b57\u7684",
    "ordinary",
)
MANY = tuple(f"species {i:03d}" for i in range(100))
CHOICE = DataChoice("folder", "/home/me/my digits", labels="folders")


def observed_classes(
    classes: tuple[str, ...], count: int, skill: float = 0.9, seed: int = 1
) -> list[Observed]:
    """Items of classes, said right with a chance of ``skill``, the classes next to each other mixed up."""
    dice = random.Random(seed)  # noqa: S311 - a picture, no secret
    made = []
    for number in range(count):
        true = dice.randrange(len(classes))
        sure = min(0.999, max(1.05 / len(classes), dice.betavariate(9, 1.4)))
        is_right = dice.random() < 1 - (1 - skill) * 3 * (1 - sure) - (1 - skill) / 2
        step = 1 + int(dice.random() < 0.3) * dice.randrange(len(classes))
        said = true if is_right else (true + step) % len(classes)
        rest = (1 - sure) / max(len(classes) - 1, 1)
        squares = sure * sure + (len(classes) - 1) * rest * rest
        score = sure if said == true else rest
        rank = 1 if said == true else 2
        item = f"{classes[true][:12]}/{number:04d}.png"
        made.append(Observed(item, classes[true], classes[said], sure, score, squares, rank, seconds=0.0004))
    return made


def observed_numbers(count: int) -> list[Observed]:
    """Numbers with a band that is a little too narrow."""
    dice = random.Random(4)  # noqa: S311 - a picture, no secret
    made = []
    for number in range(count):
        truth = dice.gauss(40, 14)
        said = truth + dice.gauss(0.8, 4)
        made.append(
            Observed(str(number + 1), truth, said, lower=said - 4.6, upper=said + 4.6, seconds=0.0002)
        )
    return made


def judgement_of(
    kind: Kind,
    observed: list[Observed],
    found: Found,
    claims: dict[str, float],
    *,
    purchase_id: str = "digits",
    number: int = 1,
    counts: Counts | None = None,
    age_s: int = 240,
) -> Judgement:
    """A judgement as the service would keep it."""
    return Judgement(
        purchase_id=purchase_id,
        identity="ab" * 32,
        time=int(time.time()) - age_s,
        kind=kind,
        choice=CHOICE,
        data_digest="cd" * 32,
        results_digest="ef" * 32,
        counts=counts or Counts(len(observed)),
        figures=found.figures,
        class_figures=found.class_figures,
        claims=compare_claims(claims, found.figures),
        classes=found.classes,
        table=found.table,
        curve=found.curve,
        roc=found.roc,
        seconds=sum(one.seconds for one in observed),
        id=number,
    )


@dataclass
class Judging:
    """``services.judging.service.JudgingService`` over values in memory."""

    gate: Gate
    publish: Callable[[Change], None]
    kept: list[Judgement] = field(default_factory=list)
    items: dict[int, list[Observed]] = field(default_factory=dict)
    labels: dict[str, int] = field(default_factory=lambda: dict.fromkeys(DIGITS, 45))
    classes: tuple[str, ...] = DIGITS
    preview_of: Picture | str | None = field(default_factory=values.digit_picture)

    def add(self, judgement: Judgement, observed: list[Observed]) -> Judgement:
        """Keep one."""
        self.kept.insert(0, replace(judgement, id=len(self.kept) + 1))
        self.items[self.kept[0].id] = observed
        return self.kept[0]

    def suggest(self, _purchase_id: str, paths: list[Path], _device: str = "cpu") -> Prepared:
        self.gate.pass_through("judging.suggest")
        return self._prepared(replace(CHOICE, path=str(paths[0])))

    def prepare(self, _purchase_id: str, choice: DataChoice, _device: str = "cpu") -> Prepared:
        self.gate.pass_through("judging.prepare")
        return self._prepared(choice)

    def _prepared(self, choice: DataChoice) -> Prepared:
        count = sum(self.labels.values()) or 450
        labels = {} if choice.labels == "none" else self.labels
        matches = match_labels(labels, self.classes)
        amount = Amount(count, is_exact=True)
        return Prepared(choice, "classes", amount, matches, self.classes, sum(labels.values()))

    def judge(
        self,
        purchase_id: str,
        prepared: Prepared,
        cancel: CancelToken,
        report: Callable[[Progress], None],
        _device: str = "cpu",
    ) -> Judgement:
        report(Progress("judge", "run", prepared.labelled * 2 // 3, prepared.labelled))
        self.gate.pass_through("judging.judge", cancel)
        observed = observed_classes(self.classes, 450)
        made = digits_judgement(observed, self.classes)
        made = self.add(replace(made, purchase_id=purchase_id, time=int(time.time())), observed)
        self.publish(Change(Topic.LIBRARY, purchase_id))
        return made

    def history(self, purchase_id: str) -> list[Judgement]:
        self.gate.pass_through("judging.history")
        return [one for one in self.kept if one.purchase_id == purchase_id]

    def observed(self, judgement: Judgement) -> list[Observed]:
        return self.items[judgement.id]

    def remove(self, judgement: Judgement) -> None:
        self.kept.remove(judgement)

    def preview(self, _judgement: Judgement, _name: str, _device: str = "cpu") -> Picture | str | None:
        self.gate.pass_through("judging.preview")
        return self.preview_of


def digits_judgement(observed: list[Observed], classes: tuple[str, ...]) -> Judgement:
    """Of classes, with a claim that holds and one that does not."""
    found = class_figures(observed, classes, None)
    claims = {"accuracy": 0.9933, "log loss": 0.31, "SSIM": 0.9}
    counts = Counts(len(observed), 3, 12, (("unicorn", 7),), (("0/0031.png", "BadInput"),))
    return judgement_of("classes", observed, found, claims, counts=counts)


def tumour_judgement() -> tuple[Judgement, list[Observed]]:
    """Of two classes."""
    observed = observed_classes(TUMOURS, 180, 0.96)
    claims = {"accuracy": 0.9766, "ROC AUC": 0.9993, "Brier score": 0.02}
    found = class_figures(observed, TUMOURS, "malignant")
    return judgement_of("classes", observed, found, claims, purchase_id="tumour"), observed


def demand_judgement() -> tuple[Judgement, list[Observed]]:
    """Of numbers with bands."""
    observed = observed_numbers(400)
    found = number_figures(observed, 0.8)
    return judgement_of("numbers", observed, found, {"MAE": 2.31, "coverage": 0.8}), observed
