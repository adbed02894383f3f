"""The group ``recommend`` gives its keys on small populations, and its parts do what they are measured for."""

import numpy as np
import pytest

from desktop.bootstrap.bench import recommend
from desktop.bootstrap.bench.population import Population, ndcg
from desktop.bootstrap.bench.purchase_mlp import PurchaseMlp
from desktop.bootstrap.bench.recommend_speed import measure_speed


@pytest.fixture
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.bootstrap.bench.purchase_mlp.EPOCHS", 1)
    monkeypatch.setattr("desktop.bootstrap.bench.purchase_mlp.LEAST_STEPS", 1)


@pytest.mark.usefixtures("_small")
def test_every_cell_has_its_figures_and_the_whole_its_verdict() -> None:
    figures = recommend.back_test(1, (30,), tested=3)

    for history in recommend.HISTORIES:
        assert {
            f"recommend_{name}_h{history}_n30" for name in ("ndcg", "popular", "mlp", "margin")
        } <= figures.keys()
    worst = min(figures[f"recommend_margin_h{history}_n30"] for history in recommend.HISTORIES)  # type: ignore[type-var]
    assert figures["recommend_margin_worst"] == worst
    assert str(figures["recommend_mlp_verdict"]).split(":")[0] in {"not offered", "wins"}


def test_recommending_is_timed_over_real_files() -> None:
    figures = measure_speed(40)

    assert {"recommend_fit_s_40", "recommend_click_ms", "recommend_map_s"} <= figures.keys()
    assert int(figures["recommend_suggested"]) > 0


def test_a_population_is_the_same_for_the_same_seed_and_has_tastes() -> None:
    one, same, other = (Population.make(seed, 40) for seed in (1, 1, 2))

    assert all(np.array_equal(a, b) for a, b in zip(one.trained, same.trained, strict=True))
    assert not np.array_equal(one.trained[0], other.trained[0])
    assert len(set(one.trained[0].tolist())) == len(one.trained[0])


def test_the_gain_is_one_for_the_best_order_and_leaves_out_what_is_known() -> None:
    scores = np.array([9.0, 5.0, 4.0, 1.0], dtype=np.float32)
    known, wanted = np.array([0]), np.array([1, 2])

    assert ndcg(scores, known, wanted) == 1.0
    assert ndcg(-scores, known, wanted) < 1.0


def test_the_network_learns_what_is_bought_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is a fair rival: where two worlds share nothing, it tells them apart."""
    monkeypatch.setattr("desktop.bootstrap.bench.purchase_mlp.LEAST_STEPS", 90)
    world = np.arange(12)
    random = np.random.default_rng(4)
    baskets = tuple(random.choice(world, 6, replace=False) + 12 * (number % 2) for number in range(60))
    population = Population(24, baskets, (), np.zeros(360, dtype=np.int64))

    scores = PurchaseMlp(population, 1).scores(np.array([0, 1, 2]))

    assert scores[3:12].mean() > scores[12:].mean() + 1
