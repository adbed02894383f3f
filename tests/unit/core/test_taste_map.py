"""The map of tastes: groups that are there are found, and none is made up."""

import numpy as np

from desktop.core.recommending import TasteModel
from desktop.core.taste_map import TasteMap, TooLittle, draw_map, k_means, silhouette
from tests.unit.core.test_recommending import bought


def worlds(count: int, accounts: int = 30, models: int = 8) -> TasteModel:
    """Accounts that buy five models of one world each."""
    random = np.random.default_rng(2)
    baskets = [
        (world * models + random.choice(models, size=5, replace=False)).tolist()
        for world in range(count)
        for _ in range(accounts)
    ]
    return TasteModel.fit(bought(baskets, count * models))


def test_models_that_the_same_accounts_buy_are_one_group() -> None:
    drawn = draw_map(worlds(3))

    assert isinstance(drawn, TasteMap)
    assert (drawn.groups, drawn.accounts) == (3, 90)
    groups = {point.listing: point.group for point in drawn.points}
    for world in range(3):
        assert len({groups[100 + 8 * world + model] for model in range(8)}) == 1


def test_groups_lie_apart_on_the_map() -> None:
    drawn = draw_map(worlds(3))

    assert isinstance(drawn, TasteMap)
    places = np.array([(point.x, point.y) for point in drawn.points])
    assert np.abs(places).max() <= 1
    assert silhouette(places, np.array([point.group for point in drawn.points])) > 0.5


def test_without_tastes_there_is_one_group() -> None:
    random = np.random.default_rng(3)
    baskets = [random.choice(20, size=6, replace=False).tolist() for _ in range(300)]

    drawn = draw_map(TasteModel.fit(bought(baskets, 20)))

    assert isinstance(drawn, TasteMap)
    assert drawn.groups == 1


def test_too_few_purchases_are_no_map() -> None:
    assert draw_map(TasteModel.fit(bought([[*range(5)]] * 5, 8))) == TooLittle(accounts=5, models=5)


def test_the_map_is_the_same_each_time() -> None:
    assert draw_map(worlds(2)) == draw_map(worlds(2))


def test_k_means_finds_what_is_apart_and_numbers_groups_by_size() -> None:
    points = np.array([[0.0, 0.0], [9.0, 9.0], [0.1, 0.0], [0.0, 0.1], [9.1, 9.0]])

    assert k_means(points, 2).tolist() == [0, 1, 0, 0, 1]


def test_points_that_are_all_one_do_not_stop_it() -> None:
    points = np.zeros((20, 3))

    assert set(k_means(points, 3).tolist()) <= {0, 1, 2}
    assert silhouette(points, k_means(points, 3)) == 0
