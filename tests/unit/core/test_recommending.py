"""Suggestions from public purchases and one private row: true reasons, no seller on top of itself, no bought ranks."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.recommending import (
    MOST_OF_ONE_SELLER,
    CoPurchases,
    Taste,
    TasteModel,
    Together,
    also_bought,
)

NOW = 1_790_000_000
BROAD = 40


def bought(
    baskets: list[list[int]], models: int, sellers: list[int] | None = None, age_s: int = 0
) -> CoPurchases:
    """Account n bought ``baskets[n]``; listing numbers are 100 and up, and each model has a seller of its own."""
    accounts = np.repeat(np.arange(len(baskets)), [len(basket) for basket in baskets])
    return CoPurchases(
        accounts=accounts,
        models=np.array([model for basket in baskets for model in basket], dtype=np.int64),
        times=np.full(len(accounts), NOW - age_s),
        listings=np.arange(100, 100 + models),
        sellers=np.array(sellers if sellers is not None else range(models), dtype=np.int64),
    )


def everything(model: TasteModel) -> set[int]:
    return set(model.listings.tolist())


def two_worlds() -> list[list[int]]:
    """Half of the accounts buy models 0 to 4, the other half 5 to 9."""
    return [[*range(5)] for _ in range(BROAD // 2)] + [[*range(5, 10)] for _ in range(BROAD // 2)]


def test_without_a_history_the_order_is_that_of_popularity() -> None:
    model = TasteModel.fit(bought([[0, 1]] * 30 + [[1, 2]] * 10, 4))

    found = model.suggest(Taste(), everything(model), 10)

    assert [row.listing for row in found] == [101, 100, 102]
    assert {row.because_of for row in found} == {None}


def test_what_like_accounts_bought_comes_first_and_says_because_of_what() -> None:
    model = TasteModel.fit(bought([*two_worlds(), [5, 6]], 10))

    found = model.suggest(Taste({100: 1.0}, frozenset({100})), everything(model), 4)

    assert {row.listing for row in found} == {101, 102, 103, 104}
    assert {row.because_of for row in found} == {100}


def test_the_reason_is_the_model_that_gave_most() -> None:
    """Model 2 is bought with model 1 by many, with model 0 by a few; model 4 is more popular."""
    model = TasteModel.fit(bought([[1, 2]] * 30 + [[0, 2]] * 3 + [[0, 3]] * 30 + [[4, 5]] * 40, 6))

    found = model.suggest(Taste({100: 1.0, 101: 1.0}, frozenset({100, 101, 103})), everything(model), 1)

    assert [(row.listing, row.because_of) for row in found] == [(102, 101)]


def test_what_is_popular_anyway_is_not_said_to_be_because_of_a_purchase() -> None:
    """Everybody buys model 0, so it is like none; a purchase of model 1 is no reason to name."""
    model = TasteModel.fit(bought([[0, 1, 2]] * 20 + [[0, 3, 4]] * 40, 5))

    found = model.suggest(Taste({101: 1.0}, frozenset({101})), {100, 103}, 1)

    assert [(row.listing, row.because_of) for row in found] == [(100, None)]


def test_what_is_never_to_be_shown_or_not_allowed_is_left_out() -> None:
    model = TasteModel.fit(bought(two_worlds(), 10))

    found = model.suggest(Taste({100: 1.0}, frozenset({100, 101})), everything(model) - {102}, 10)

    assert not {100, 101, 102} & {row.listing for row in found}


def test_one_seller_does_not_fill_the_strip() -> None:
    model = TasteModel.fit(bought(two_worlds(), 10, sellers=[0, 0, 0, 0, 1, 2, 3, 4, 5, 6]))

    found = [row.listing for row in model.suggest(Taste({104: 1.0}, frozenset({104})), everything(model), 6)]

    assert len(found) == 6
    assert sum(listing < 104 for listing in found) == MOST_OF_ONE_SELLER


def test_what_is_like_a_disliked_model_goes_down() -> None:
    model = TasteModel.fit(bought(two_worlds(), 10))

    scores = model.scores(Taste({100: -0.5}, frozenset({100})))

    assert scores[1] < scores[6]


def test_an_account_that_bought_much_speaks_no_louder_than_a_few() -> None:
    quiet = TasteModel.fit(bought([[0, 1]] * 30, 60))
    loud = TasteModel.fit(bought([[0, 1]] * 30 + [[*range(60)]], 60))

    assert loud.popularity[59] < 0.15
    assert abs(loud.likeness[0, 1] - quiet.likeness[0, 1]) < 0.05


def test_old_purchases_fade_beside_new_ones() -> None:
    old, new = bought([[0, 1]] * 30, 4, age_s=3 * 360 * 86_400), bought([[2, 3]] * 20, 4)
    both = CoPurchases(
        np.concatenate([old.accounts, new.accounts + 30]), np.concatenate([old.models, new.models]),
        np.concatenate([old.times, new.times]), old.listings, old.sellers,
    )  # fmt: skip

    model = TasteModel.fit(both)

    assert model.popularity[2] > model.popularity[0]


def rank_of_target(model: TasteModel, taste: Taste, target: int) -> int:
    return int((model.scores(taste) > model.scores(taste)[target]).sum())


def wash_accounts(kind: str, target: int) -> list[list[int]]:
    """20 wash purchases: by one account, by 20, or by 20 that buy the seller's other model as well."""
    return {"one": [[target]], "many": [[target]] * 20, "both": [[target, target + 1]] * 20}[kind]


@pytest.mark.parametrize("kind", ["one", "many", "both"])
@pytest.mark.parametrize("history", [(), (3,), (3, 8, 40)])
def test_twenty_wash_purchases_move_a_model_by_at_most_one_rank(kind: str, history: tuple[int, ...]) -> None:
    """For accounts that share no purchase with the wash accounts, whatever they know or do not know of them.

    The seller's own accounts never come so far: they count for nothing in the catalogue (``core.popularity``).
    """
    random = np.random.default_rng(5)
    target, models = 30, 60
    sellers = [place if place != target + 1 else target for place in range(models)]
    baskets = [random.choice(models, size=6, replace=False, p=_zipf(models)).tolist() for _ in range(200)]
    taste = Taste({100 + model: 1.0 for model in history})

    before = TasteModel.fit(bought(baskets, models, sellers))
    after = TasteModel.fit(bought(baskets + wash_accounts(kind, target), models, sellers))

    assert rank_of_target(before, taste, target) - rank_of_target(after, taste, target) <= 1


def _zipf(models: int) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    weights = 1 / np.arange(1, models + 1)
    return weights / weights.sum()


def test_in_a_young_market_everybody_counts() -> None:
    model = TasteModel.fit(bought([[0]] * 5 + [[1]] * 3, 2))

    assert [row.listing for row in model.suggest(Taste(), everything(model), 5)] == [100, 101]


def test_an_empty_market_suggests_nothing() -> None:
    model = TasteModel.fit(bought([], 0))

    assert model.suggest(Taste({100: 1.0}), set(), 5) == []
    assert model.accounts == 0


@given(st.lists(st.sets(st.integers(0, 7), max_size=8), min_size=1, max_size=30))
def test_likeness_is_symmetric_bounded_and_never_of_a_model_to_itself(baskets: list[set[int]]) -> None:
    model = TasteModel.fit(bought([sorted(basket) for basket in baskets], 8))

    assert np.allclose(model.likeness, model.likeness.T, atol=1e-6)
    assert np.abs(model.likeness).max() <= 1
    assert not np.diag(model.likeness).any()
    assert (model.popularity >= 0).all() and (model.popularity <= 1).all()  # noqa: PT018 - both bounds


@given(
    baskets=st.lists(st.sets(st.integers(0, 7), min_size=1, max_size=6), min_size=1, max_size=40),
    weights=st.dictionaries(st.integers(100, 109), st.floats(-1, 2), max_size=6),
)
def test_suggestions_are_distinct_known_and_allowed(
    baskets: list[set[int]], weights: dict[int, float]
) -> None:
    model = TasteModel.fit(bought([sorted(basket) for basket in baskets], 8))
    allowed = {100, 101, 102, 103, 104}

    found = model.suggest(Taste(weights, frozenset({100})), allowed, 4)

    numbers = [row.listing for row in found]
    assert len(set(numbers)) == len(numbers) <= 4
    assert set(numbers) <= allowed - {100}
    assert all(row.because_of is None or weights[row.because_of] > 0 for row in found)


def test_what_is_bought_together_is_ranked_by_likeness_and_needs_two_accounts() -> None:
    found = also_bought([Together(1, 5, 5), Together(2, 6, 5000), Together(3, 1, 1)], 10)

    assert [row.listing for row in found] == [1, 2]
