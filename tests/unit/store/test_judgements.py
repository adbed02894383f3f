"""Judgements on disk: there again after a restart, one transaction each, the items behind them bounded."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.core.errors import Bug
from desktop.core.items import DataChoice
from desktop.core.judging import Claim, Counts, Judgement, Observed
from desktop.core.metrics.values import Bin, Figure
from desktop.store import judgements
from desktop.store.database import Database
from desktop.store.judgements import JudgementStore
from desktop.store.migrations import user_database

ACCURACY = Figure("accuracy", 0.9, 0.8, 0.95, 40)
MADE = Judgement(
    purchase_id="p",
    identity="ab" * 32,
    time=1_800_000_000,
    kind="classes",
    choice=DataChoice("csv", "/data/ü.csv", (), (("text", "body"),), "column", "label"),
    data_digest="cd" * 32,
    results_digest="ef" * 32,
    counts=Counts(40, 1, 2, (("\u202eunicorn", 3),), (("7", "BadInput"),)),
    figures=(ACCURACY, Figure("log_loss", None, None, None, 40, "lower", reason="no-probabilities")),
    claims=(Claim("accuracy", 0.99, "below", ACCURACY), Claim("taste", 5.0, "not-measured")),
    classes=("a", "b"),
    table=((0, 0, 30), (0, 1, 10)),
    curve=(Bin(0.9, 0.8, 0.7, 0.9, 20),),
    roc=((0.0, 0.0), (1.0, 1.0)),
    seconds=1.5,
    mapping=(("A", "a"),),
)
SEEN = [Observed("1", "a", "b", 0.9, 0.1, 0.8, 2, seconds=0.1), Observed("2", 1.5, 2.0, lower=1.0, upper=3.0)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "licet.db"


@pytest.fixture
def store(path: Path) -> Iterator[JudgementStore]:
    database = Database.open(path, user_database)
    yield JudgementStore(database)
    database.close()


def test_a_judgement_is_there_again_after_a_restart_with_its_items(store: JudgementStore, path: Path) -> None:
    number = store.add(MADE, SEEN)

    again = Database.open(path, user_database)
    reopened = JudgementStore(again)

    assert reopened.history("p") == [replace(MADE, id=number)]
    assert list(reopened.observed(number)) == SEEN
    assert reopened.history("q") == []
    again.close()


def test_the_newest_comes_first(store: JudgementStore) -> None:
    older, newer = store.add(MADE, []), store.add(replace(MADE, time=MADE.time + 1), [])

    assert [one.id for one in store.history("p")] == [newer, older]
    assert [one.id for one in store.history("p", 1)] == [newer]


def test_of_very_many_items_the_figures_alone_are_kept(
    store: JudgementStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judgements, "MOST_KEPT", 1)

    number = store.add(MADE, SEEN)

    assert list(store.observed(number)) == []
    assert store.history("p")[0].figures == MADE.figures


def test_what_breaks_off_in_the_middle_leaves_nothing(store: JudgementStore, path: Path) -> None:
    with sqlite3.connect(path) as direct:
        direct.execute("CREATE TRIGGER refuse AFTER INSERT ON judgement BEGIN SELECT RAISE(ABORT, 'no'); END")

    with pytest.raises(Bug):
        store.add(MADE, SEEN)

    assert store.history("p") == []
