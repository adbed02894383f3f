"""A model judged on own items: what is counted, what is worked out, what is kept."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from desktop.core import packages
from desktop.core.cancel import CancelToken
from desktop.core.changes import Change, Progress
from desktop.core.errors import AppError, Cancelled
from desktop.core.items import Amount, BrokenItem, DataChoice, Item, Position, ReadItem
from desktop.core.judging import Judgement, Observed, worst_of
from desktop.core.packages import Head, HeadType, Manifest, Measured, Spec
from desktop.core.runs import DeviceReport, Picture, RunInput, RunResult, TextInput
from desktop.runtime.errors import BadInput
from desktop.services.judging import export
from desktop.services.judging.examiners import Unjudged
from desktop.services.judging.figures import class_figures
from desktop.services.judging.service import JudgingService, NothingToJudge
from desktop.store.database import Database
from desktop.store.judgements import JudgementStore
from desktop.store.migrations import user_database

START = Position()
CHOICE = DataChoice("csv", "/data/own.csv", labels="column", label_at="label")


@dataclass
class FakeModel:
    """Answers what the text of an item says."""

    head: HeadType = "text-classification"
    labels: tuple[str, ...] = ("cat", "dog", "bird")
    interval: float | None = None
    claims: dict[str, float] = field(default_factory=dict)
    memory_bytes: int = 1 << 20
    is_alive: bool = True
    bundle_size: int = 3
    asked: list[dict[str, object]] = field(default_factory=list)

    @property
    def spec(self) -> Spec:
        return Spec(
            1, "task", [], [], Head(self.head, interval=self.interval), packages.TestsSpec(1, 0.1, 0.1)
        )

    @property
    def manifest(self) -> Manifest:
        measured = Measured(1.0, 1.0, 1, "m")
        return Manifest(
            1,
            "n",
            "1",
            "t",
            "s",
            "l",
            [],
            [],
            17,
            1,
            measured,
            packages.TestsSpec(1, 0.1, 0.1),
            metrics=self.claims,
        )

    def answer_many(
        self, bundle: Sequence[dict[str, Any]], params: dict[str, object], cancel: CancelToken
    ) -> list[RunResult | AppError]:
        self.asked.append(params)
        cancel.raise_if_cancelled()
        answers = [ANSWERS[inputs["text"].text] for inputs in bundle]
        cpu = DeviceReport("cpu", "cpu")
        return [
            value if isinstance(value, AppError) else RunResult(self.head, value, 0.5, cpu)
            for value in answers
        ]


def scores(cat: float, dog: float, bird: float = 0.0) -> list[dict[str, Any]]:
    pairs = {"cat": cat, "dog": dog, "bird": bird}
    return [{"label": k, "score": v} for k, v in sorted(pairs.items(), key=lambda pair: -pair[1])]


ANSWERS: dict[str, Any] = {
    "cat": scores(0.8, 0.1, 0.1),
    "dog": scores(0.3, 0.6, 0.1),
    "wrong": scores(0.95, 0.05),
    "broken": BadInput("text", "too long"),
    "strange": {"nothing": 1},
    "no number": scores(math.nan, 0.5),
    "one": [{"value": 1.5, "lower": 1.0, "upper": 2.0}],
    "two": [{"value": 2.0, "lower": 1.0, "upper": 1.5}],
    "odd": [{"score": 0.9, "threshold": 0.5, "is_anomaly": True}],
    "plain": [{"score": 0.1, "threshold": 0.5, "is_anomaly": False}],
}


@dataclass
class Items:
    """Texts with labels as a source."""

    pairs: Sequence[tuple[str, str | float | None]]
    stamp: str = ""

    def labels(self) -> Iterator[str | float | None]:
        return iter([label for _, label in self.pairs])

    def amount(self, at: Position = START) -> Amount:
        return Amount(len(self.pairs), is_exact=True)

    def read(self, start: Position = START) -> Iterator[ReadItem]:
        for number, (text, label) in enumerate(self.pairs, 1):
            item: Item | BrokenItem = Item(str(number), {"text": TextInput(text)}, label)
            if text == "unreadable":
                item = BrokenItem(str(number), BadInput("text", "too long"), label)
            yield ReadItem(item, Position(number))


@dataclass
class Shelf:
    model: FakeModel
    held: int = 0

    def hold(self, purchase_id: str, device: str = "cpu") -> "Shelf":
        self.held += 1
        return self

    def alive(self) -> FakeModel:
        return self.model

    def release(self) -> None:
        self.held -= 1


@dataclass
class Desk:
    """The service over fake models and a real database."""

    model: FakeModel
    items: Items
    book: JudgementStore
    changes: list[Change] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.shelf = Shelf(self.model)
        self.service = JudgingService(
            models=self.shelf,
            identity_of=lambda purchase: f"identity of {purchase}",
            open_items=lambda choice, spec: self.items,
            suggest=lambda paths, spec: CHOICE,
            book=self.book,
            previews=NoPreviews(),
            clock=Clock(),
            publish=self.changes.append,
        )

    def judge(self, cancel: CancelToken | None = None) -> Judgement:
        prepared = self.service.suggest("p", [Path("x")])
        return self.service.judge("p", prepared, cancel or CancelToken(), lambda progress: None)


class NoPreviews:
    def draw(self, value: RunInput, side: int) -> Picture:
        raise AssertionError("texts need no process")


class Clock:
    def now(self) -> int:
        return 1_800_000_000

    def monotonic(self) -> float:
        return 0.0


@pytest.fixture
def book(tmp_path: Path) -> Iterator[JudgementStore]:
    database = Database.open(tmp_path / "licet.db", user_database)
    yield JudgementStore(database)
    database.close()


PAIRS = [("cat", "Cat"), ("cat", "cat"), ("dog", "dog"), ("wrong", "dog"), ("broken", "cat"), ("cat", "unicorn"),
         ("cat", None), ("unreadable", "cat"), ("strange", "dog"), ("no number", "dog")]  # fmt: skip


def desk_of(book: JudgementStore, pairs: Sequence[tuple[str, str | float | None]], **model: Any) -> Desk:
    return Desk(FakeModel(**model), Items(pairs), book)


def test_every_item_ends_in_one_count(book: JudgementStore) -> None:
    counts = desk_of(book, PAIRS).judge().counts

    assert (counts.judged, counts.failed, counts.unlabelled) == (4, 4, 1)
    assert counts.unknown == (("unicorn", 1),)
    assert dict(counts.faults) == {"5": "BadInput", "8": "BadInput", "9": "NoAnswer", "10": "NoAnswer"}


def test_names_are_matched_before_anything_runs(book: JudgementStore) -> None:
    desk = desk_of(book, PAIRS)

    prepared = desk.service.suggest("p", [Path("x")])

    assert prepared.names == {"Cat": "cat", "cat": "cat", "dog": "dog"}
    assert prepared.labelled == 9
    assert prepared.is_ready
    assert desk.model.asked == []


def test_the_person_may_say_what_a_name_means(book: JudgementStore) -> None:
    desk = desk_of(book, PAIRS)
    prepared = desk.service.suggest("p", [Path("x")]).renamed("unicorn", "bird")

    found = desk.service.judge("p", prepared, CancelToken(), lambda progress: None)

    assert found.counts.judged == 5
    assert ("unicorn", "bird") in found.mapping


def test_the_figures_are_of_the_judged_items_alone(book: JudgementStore) -> None:
    found = desk_of(book, PAIRS, claims={"accuracy": 0.9}).judge()

    accuracy = found.figure("accuracy")
    assert accuracy is not None
    assert accuracy.value == pytest.approx(3 / 4)
    assert found.classes == ("cat", "dog")
    assert sorted(found.table) == [(0, 0, 2), (1, 0, 1), (1, 1, 1)]
    assert [claim.verdict for claim in found.claims] == ["too-few"]


def test_all_scores_are_asked_for_and_probabilities_judged(book: JudgementStore) -> None:
    desk = desk_of(book, PAIRS[:4])

    loss = desk.judge().figure("log_loss")

    assert desk.model.asked[0] == {"top": 0}
    assert loss is not None
    expected = -(math.log(0.8) * 2 + math.log(0.6) + math.log(0.05)) / 4
    assert loss.value == pytest.approx(expected)


def test_scores_that_do_not_add_up_to_one_are_no_probabilities(
    book: JudgementStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(ANSWERS, "cat", scores(3.0, 1.0, 1.0))

    loss = desk_of(book, PAIRS[:3]).judge().figure("log_loss")

    assert loss is not None
    assert (loss.value, loss.reason) == (None, "no-probabilities")


def test_a_right_answer_to_every_item_is_not_certainty(book: JudgementStore) -> None:
    accuracy = desk_of(book, [("cat", "cat")] * 10).judge().figure("accuracy")

    assert accuracy is not None
    assert accuracy.value == 1.0
    assert accuracy.low == pytest.approx(0.722, abs=1e-3)


def test_numbers_and_their_bands_are_judged(book: JudgementStore) -> None:
    pairs: list[tuple[str, str | float | None]] = [("one", 1.0), ("two", 2.0), ("one", "n/a")]
    found = desk_of(book, pairs, head="table-regression", labels=(), interval=0.8).judge()

    values = {figure.name: figure.value for figure in found.figures}
    assert values["mae"] == pytest.approx(0.25)
    assert values["coverage"] == pytest.approx(0.5)
    assert found.counts.unknown == (("n/a", 1),)


def test_anomalies_are_judged_by_the_words_people_use(book: JudgementStore) -> None:
    found = desk_of(
        book, [("odd", "fault"), ("plain", "normal"), ("odd", "normal")], head="anomaly", labels=()
    ).judge()

    values = {figure.name: figure.value for figure in found.figures}
    assert values["precision"] == pytest.approx(0.5)
    assert values["recall"] == 1.0
    assert values["false_alarms"] == pytest.approx(0.5)
    assert values["roc_auc"] == pytest.approx(0.75)


def test_a_model_that_labels_cannot_judge_says_so_before_it_runs(book: JudgementStore) -> None:
    with pytest.raises(Unjudged):
        desk_of(book, PAIRS, head="embedding").service.suggest("p", [Path("x")])


def test_nothing_is_kept_of_data_whose_labels_mean_nothing(book: JudgementStore) -> None:
    desk = desk_of(book, [("cat", "unicorn")])

    with pytest.raises(NothingToJudge):
        desk.judge()

    assert desk.service.history("p") == []
    assert desk.shelf.held == 0


def test_a_stopped_judgement_keeps_nothing_and_lets_the_model_go(book: JudgementStore) -> None:
    desk, cancel = desk_of(book, PAIRS), CancelToken()
    cancel.cancel()

    with pytest.raises(Cancelled):
        desk.judge(cancel)

    assert desk.service.history("p") == []
    assert desk.shelf.held == 0


def test_a_judgement_is_kept_with_its_items(book: JudgementStore) -> None:
    desk = desk_of(book, PAIRS)

    made = desk.judge()

    assert desk.service.history("p") == [made]
    assert made.identity == "identity of p"
    kept = desk.service.observed(made)
    assert [one.item for one in worst_of(kept)] == ["4"]
    assert kept[0] == Observed("1", "cat", "cat", 0.8, 0.8, pytest.approx(0.66), 1, seconds=0.5)
    desk.service.remove(made)
    assert desk.service.history("p") == []
    assert desk.service.observed(made) == []


def test_the_same_data_and_answers_have_the_same_digests(book: JudgementStore) -> None:
    first, second = desk_of(book, PAIRS).judge(), desk_of(book, PAIRS).judge()
    other = desk_of(book, [*PAIRS, ("cat", "dog")]).judge()

    assert (first.data_digest, first.results_digest) == (second.data_digest, second.results_digest)
    assert other.data_digest != first.data_digest


def test_progress_counts_every_item(book: JudgementStore) -> None:
    desk, told = desk_of(book, PAIRS), list[Progress]()

    desk.service.judge("p", desk.service.suggest("p", [Path("x")]), CancelToken(), told.append)

    assert [one.done for one in told if one.step == "run"] == list(range(1, 11))
    assert told[-1].step == "figures"


def test_an_item_is_looked_at_again_where_it_lies(book: JudgementStore) -> None:
    desk = desk_of(book, PAIRS)
    made = desk.judge()

    assert desk.service.preview(made, "4") == "wrong"
    assert desk.service.preview(made, "99") is None


def test_what_is_exported_names_no_path(book: JudgementStore) -> None:
    made = desk_of(book, PAIRS, claims={"accuracy": 0.9}).judge()

    told = export.judgement_json(made)

    assert told["data"] == "own.csv"
    assert "/data" not in str(told)
    assert export.figure_rows(made)[0]["claimed"] == 0.9


def test_resamples_may_keep_how_many_items_each_class_has() -> None:

    seen = [Observed(str(n), "cat" if n < 95 else "dog", "cat", 0.9) for n in range(100)]

    free, kept = (class_figures(seen, ("cat", "dog"), None, stratified=on).figures[0] for on in (False, True))

    assert free.value == kept.value == pytest.approx(0.95)
    assert free.low is not None
    assert free.low < 0.94
    assert (
        kept.low == kept.high == pytest.approx(0.95)
    )  # every cat is said right, every dog wrong, in each resample
