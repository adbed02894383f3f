"""Several models on the same items: agreement, real differences, costs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.cancel import CancelToken
from desktop.core.changes import Progress
from desktop.core.comparing import Comparison, Contender, pareto
from desktop.core.errors import AppError
from desktop.core.items import Amount, DataChoice, Item, Position, ReadItem
from desktop.core.packages import Head, HeadType, Measured, Spec
from desktop.core.packages import Manifest as PackageManifest
from desktop.core.packages import TestsSpec as Vectors
from desktop.core.runs import DeviceReport, RunResult, TextInput
from desktop.services.comparing import export
from desktop.services.comparing.service import NotComparable, compare, look, own_names
from desktop.services.judging.ports import ModelHold

CHOICE = DataChoice("folder", "/data/pictures", labels="folders")
START = Position()
CPU = DeviceReport("cpu", "cpu")


@dataclass
class Texts:
    pairs: Sequence[tuple[str, str | float | None]]
    stamp: str = ""

    def labels(self) -> Any:
        return iter([label for _, label in self.pairs])

    def amount(self, at: Position = START) -> Amount:
        return Amount(len(self.pairs), is_exact=True)

    def read(self, start: Position = START) -> Any:
        for number, (text, label) in enumerate(self.pairs, 1):
            yield ReadItem(Item(str(number), {"text": TextInput(text)}, label), Position(number))


@dataclass
class Rule:
    """A model that answers by a rule; ``held`` counts who holds it."""

    say: Callable[[str], Any]
    labels: tuple[str, ...] = ("cat", "dog")
    head: HeadType = "text-classification"
    seconds: float = 0.25
    memory_bytes: int = 1000
    is_alive: bool = True
    bundle_size: int = 4
    held: int = 0

    @property
    def spec(self) -> Spec:
        return Spec(1, "task", [], [], Head(self.head), Vectors(1, 0.1, 0.1))

    @property
    def manifest(self) -> PackageManifest:
        measured = Measured(1.0, 1.0, 1, "m")
        return PackageManifest(1, "n", "1", "t", "s", "l", [], [], 17, 1, measured, Vectors(1, 0.1, 0.1))

    @property
    def model(self) -> "Rule":
        return self

    def alive(self) -> "Rule":
        return self

    def release(self) -> None:
        self.held -= 1

    def answer_many(
        self, bundle: Sequence[dict[str, Any]], params: dict[str, object], cancel: CancelToken
    ) -> list[RunResult | AppError]:
        cancel.raise_if_cancelled()
        return [RunResult(self.head, self.say(one["text"].text), self.seconds, CPU) for one in bundle]


def says(cat: str = "cat", dog: str = "dog") -> Callable[[str], Any]:
    """A rule: the text names the class, in the model's own words."""
    own = {"cat": cat, "dog": dog}

    def say(text: str) -> list[dict[str, Any]]:
        best = own[text.split(maxsplit=1)[0]]
        return [{"label": one, "score": 0.9 if one == best else 0.1} for one in own.values()]

    return say


def always(label: str) -> Callable[[str], Any]:
    return lambda _text: [{"label": one, "score": 0.8 if one == label else 0.2} for one in ("cat", "dog")]


def run(models: Sequence[Rule], pairs: Sequence[tuple[str, str | float | None]]) -> Comparison:
    def take(model: Rule) -> ModelHold:
        model.held += 1
        assert sum(one.held for one in models) == 1  # one after the other: memory holds
        return model

    source = Texts(pairs)
    prepared = look(models[0], CHOICE, source)
    holds = [(Contender(str(n), f"model {n}"), lambda m=model: take(m)) for n, model in enumerate(models)]
    return compare(holds, prepared, lambda choice, spec: source, CancelToken(), lambda progress: None)


PAIRS: list[tuple[str, str | float | None]] = [("cat", "cat"), ("dog", "dog")] * 40


def test_one_model_is_held_at_a_time_and_let_go() -> None:
    models = [Rule(says()), Rule(always("cat"))]

    run(models, PAIRS)

    assert [model.held for model in models] == [0, 0]


def test_a_real_difference_is_told_from_chance() -> None:
    found = run([Rule(says()), Rule(always("cat")), Rule(says())], PAIRS)

    worse, same = found.contrast(0, 1, "accuracy"), found.contrast(0, 2, "accuracy")
    assert worse is not None
    assert same is not None
    assert (worse.value, worse.is_real) == (pytest.approx(0.5), True)
    assert (same.value, same.is_real) == (0.0, False)


def test_agreement_is_a_share_with_its_interval_and_kappa() -> None:
    found = run([Rule(says()), Rule(always("cat"))], PAIRS)

    one = found.agreement(1, 0)
    assert one is not None
    assert one.share == pytest.approx(0.5)
    assert one.low is not None
    assert one.low < 0.5
    assert one.kappa == pytest.approx(0.0)


def test_models_with_other_names_for_the_same_classes_agree() -> None:
    found = run([Rule(says()), Rule(says("CAT", "a_dog"), ("CAT", "a_dog"))], PAIRS)

    one = found.agreement(0, 1)
    assert one is not None
    assert found.entries[1].said[0].said == "cat"
    assert one.share == pytest.approx(0.5)  # "a_dog" is no spelling of "dog"


def test_a_class_that_a_model_does_not_know_counts_against_it() -> None:
    second = Rule(lambda text: [{"label": "cat", "score": 1.0}], ("cat",))
    found = run([Rule(says()), second], PAIRS)

    accuracy = found.entries[1].figure("accuracy")
    assert accuracy is not None
    assert accuracy.value == pytest.approx(0.5)


def test_without_labels_there_are_agreement_time_and_memory_alone() -> None:
    found = run(
        [Rule(says()), Rule(always("cat"), seconds=0.5, memory_bytes=7)], [("cat", None), ("dog", None)]
    )

    assert not found.is_labelled
    assert found.contrasts == ()
    assert found.agreements[0].share == pytest.approx(0.5)
    assert (found.entries[1].seconds, found.entries[1].memory_bytes) == (0.5, 7)


def test_numbers_agree_by_correlation_and_mean_difference() -> None:
    def number(factor: float) -> Callable[[str], Any]:
        return lambda text: [{"value": float(text) * factor + 1}]

    pairs: list[tuple[str, str | float | None]] = [(str(n), float(n)) for n in range(12)]
    models = [Rule(number(1.0), (), "table-regression"), Rule(number(2.0), (), "table-regression")]

    found = run(models, pairs)

    one, real = found.agreements[0], found.contrast(0, 1, "mae")
    assert one.share == pytest.approx(1.0)
    assert one.difference == pytest.approx(5.5)
    assert real is not None
    assert real.value < 0
    assert real.is_real


def test_what_no_label_can_judge_is_compared_by_what_was_found() -> None:
    def things(*labels: str) -> Callable[[str], Any]:
        return lambda _text: [{"entity_group": one, "score": 0.9} for one in labels]

    models = [
        Rule(things("car", "man"), (), "token-classes"),
        Rule(things("man", "car"), (), "token-classes"),
    ]

    found = run(models, [("x", None), ("y", None)])

    assert found.kind == "other"
    assert found.agreements[0].share == 1.0


def test_models_of_other_tasks_cannot_be_compared() -> None:
    with pytest.raises(NotComparable):
        run([Rule(says()), Rule(says(), head="anomaly")], PAIRS)


def test_progress_is_that_of_all_models_together() -> None:
    told: list[Progress] = []
    models, source = [Rule(says()), Rule(says())], Texts(PAIRS[:4])
    holds = [(Contender("a", "a"), lambda m=model: m) for model in models]

    compare(holds, look(models[0], CHOICE, source), lambda c, s: source, CancelToken(), told.append)

    assert [(one.done, one.total) for one in told if one.step == "run"] == [(n, 8) for n in range(1, 9)]


def test_names_are_never_matched_by_their_place() -> None:
    assert own_names(("0", "1"), ("cat", "dog")) == {}
    assert own_names(("Dog", "Cat"), ("cat", "dog")) == {"cat": "Cat", "dog": "Dog"}


def test_what_is_exported_names_no_path_and_all_answers() -> None:
    found = run([Rule(says()), Rule(always("cat"))], PAIRS)

    told, rows = export.comparison_json(found), export.item_rows(found)

    assert "/data" not in str(told)
    assert rows[1] == {"item": "2", "truth": "dog", "1 model 0": "dog", "2 model 1": "cat"}


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=12))
def test_the_front_is_what_nothing_beats(pairs: list[tuple[int, int]]) -> None:
    costs, qualities = [float(c) for c, _ in pairs], [float(q) for _, q in pairs]

    front = pareto(costs, qualities)

    assert any(front)
    for (cost, quality), is_best in zip(pairs, front, strict=True):
        beaten = any(c <= cost and q >= quality and (c, q) != (cost, quality) for c, q in pairs)
        assert is_best is not beaten
