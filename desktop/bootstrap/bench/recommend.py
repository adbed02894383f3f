"""The group ``recommend``: what is suggested, against popularity and against the literature's purchase predictor.

Each account of the test is new to every model and shows its first h purchases in time; what it bought later is wanted.
"""

import statistics
from typing import TYPE_CHECKING

import numpy as np

from desktop.bootstrap.bench.population import TESTED, Population, ndcg
from desktop.bootstrap.bench.purchase_mlp import PurchaseMlp
from desktop.bootstrap.bench.recommend_speed import FULL, measure_speed
from desktop.core.recommending import Taste, TasteModel

if TYPE_CHECKING:
    from desktop.bootstrap.bench.groups import Figures

HISTORIES = (0, 1, 3, 10)
POPULATIONS = (50, 200, 740, 2000)
SEEDS = 5
LEAST_WIN = 0.005
"""By so much NDCG@10 one has to be better, on the mean of a cell, to be called better."""

Cell = tuple[int, int]
"""A history length and a population."""

Scores = dict[Cell, list[float]]


def measure(seeds: int = SEEDS, populations: tuple[int, ...] = POPULATIONS, size: int = FULL) -> "Figures":
    """The keys of the group.

    Args:
        seeds: Generated populations of each size; the same ones each time.
        populations: Accounts that a model is made of.
        size: Accounts and models of the market whose recommending is timed.
    """
    return back_test(seeds, populations) | without_tastes(seeds, populations) | measure_speed(size)


def without_tastes(seeds: int, populations: tuple[int, ...]) -> "Figures":
    """The worst margin where people buy by popularity alone: seeing likeness in chance would cost something here."""
    ours, popular = _empty(populations), _empty(populations)
    for accounts in populations:
        for seed in range(seeds):
            _test(Population.make(seed, accounts, taste=0.0), ours, popular)
    return {
        "recommend_margin_worst_without_tastes": min(
            _mean(ours[cell]) - _mean(popular[cell]) for cell in ours
        )
    }


def back_test(seeds: int, populations: tuple[int, ...], tested: int = TESTED) -> "Figures":
    """NDCG@10 in each cell, and what follows from all cells together."""
    ours, popular, mlp = (_empty(populations) for _ in range(3))
    for accounts in populations:
        for seed in range(seeds):
            population = Population.make(seed, accounts, tested=tested)
            _test(population, ours, popular)
            _test_network(population, seed, mlp)
    found: Figures = {}
    for cell in ours:
        name = f"h{cell[0]}_n{cell[1]}"
        found[f"recommend_ndcg_{name}"] = _mean(ours[cell])
        found[f"recommend_popular_{name}"] = _mean(popular[cell])
        found[f"recommend_mlp_{name}"] = _mean(mlp[cell])
        found[f"recommend_margin_{name}"] = _mean(ours[cell]) - _mean(popular[cell])
    longest = HISTORIES[-1]
    gains = [_mean(ours[longest, n]) / _mean(popular[longest, n]) - 1 for n in populations]
    wins = sum(_mean(mlp[cell]) - _mean(ours[cell]) > LEAST_WIN for cell in ours)
    losses = sum(_mean(ours[cell]) - _mean(mlp[cell]) > LEAST_WIN for cell in ours)
    return found | {
        "recommend_margin_worst": min(_mean(ours[cell]) - _mean(popular[cell]) for cell in ours),
        "recommend_gain_at_10_worst": min(gains),
        "recommend_mlp_cells_won": wins,
        "recommend_mlp_cells_lost": losses,
        "recommend_mlp_verdict": "not offered: it does not win the back-test"
        if wins <= losses
        else "wins: offer it",
        "recommend_seeds": seeds,
    }


def _test(population: Population, ours: Scores, popular: Scores) -> None:
    """Add what one population comes to."""
    accounts = len(population.trained)
    model = TasteModel.fit(population.bought)
    buyers = np.bincount(np.concatenate(population.trained), minlength=population.models).astype(np.float32)
    for basket in population.tested:
        for history in HISTORIES:
            known, wanted = basket[:history], basket[history:]
            taste = Taste(dict.fromkeys(known.tolist(), 1.0))
            ours[history, accounts].append(ndcg(model.scores(taste), known, wanted))
            popular[history, accounts].append(ndcg(buyers, known, wanted))


def _test_network(population: Population, seed: int, mlp: Scores) -> None:
    network = PurchaseMlp(population, seed)
    for basket in population.tested:
        for history in HISTORIES:
            known, wanted = basket[:history], basket[history:]
            mlp[history, len(population.trained)].append(ndcg(network.scores(known), known, wanted))


def _empty(populations: tuple[int, ...]) -> Scores:
    return {(history, accounts): [] for accounts in populations for history in HISTORIES}


def _mean(values: list[float]) -> float:
    return statistics.fmean(values)
