"""A generated population with a known structure: tastes in a few dimensions, and popularity by the law of Zipf.

An account u buys the models with the largest u . v_j - ZIPF ln(rank_j + OFFSET) + Gumbel noise, which is sampling without
replacement in proportion to exp of the first two terms (Vieira 2014, "Gumbel-max trick and weighted reservoir sampling").
The structure is that of a market where people come back for what they do: with a taste of 0 only popularity is left.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from desktop.core.recommending import CoPurchases

if TYPE_CHECKING:
    from numpy.typing import NDArray

DIMENSIONS = 6
TASTE = 1.5
ZIPF = 0.9
OFFSET = 5.0
MODELS = 500
MODELS_OF_SELLER = 4
TESTED = 150
TESTED_PURCHASES = 30
SPAN_S = 120 * 86_400
LAST_TIME = 1_790_000_000


@dataclass(frozen=True, slots=True)
class Population:
    """Purchases of ``trained`` accounts, and of others that no model has seen; each in the order of time."""

    models: int
    trained: "tuple[NDArray[np.int64], ...]"
    tested: "tuple[NDArray[np.int64], ...]"
    times: "NDArray[np.int64]"

    @classmethod
    def make(
        cls, seed: int, accounts: int, models: int = MODELS, tested: int = TESTED, taste: float = TASTE
    ) -> "Population":
        """The same for the same arguments."""
        random = np.random.default_rng([seed, accounts, models])
        people = random.normal(size=(accounts + tested, DIMENSIONS))
        places = random.normal(size=(models, DIMENSIONS)) / np.sqrt(DIMENSIONS)
        fame = -ZIPF * np.log(random.permutation(models) + OFFSET)
        sizes = np.clip(random.lognormal(2.6, 0.5, size=accounts), 2, 60).astype(np.int64)
        sizes = np.concatenate([sizes, np.full(tested, TESTED_PURCHASES)])
        baskets = []
        for person, size in zip(people, sizes, strict=True):
            wish = taste * (places @ person) + fame + random.gumbel(size=models)
            baskets.append(random.permutation(np.argpartition(-wish, size)[:size]))
        times = LAST_TIME - random.integers(0, SPAN_S, size=int(sizes[:accounts].sum()))
        return cls(models, tuple(baskets[:accounts]), tuple(baskets[accounts:]), times)

    @property
    def bought(self) -> CoPurchases:
        """What a catalogue would say of the trained accounts; listing numbers are the models' numbers."""
        accounts = np.repeat(np.arange(len(self.trained)), [len(basket) for basket in self.trained])
        numbers = np.arange(self.models)
        models = np.concatenate(self.trained)
        return CoPurchases(accounts, models, self.times, numbers, numbers // MODELS_OF_SELLER)


def ndcg(
    scores: "NDArray[np.float32]", known: "NDArray[np.int64]", wanted: "NDArray[np.int64]", top: int = 10
) -> float:
    """Normalised discounted cumulative gain of the best ``top`` models that are not known already (Jarvelin 2002)."""
    left = scores.astype(np.float64, copy=True)
    left[known] = -np.inf
    best = np.argsort(-left, kind="stable")[:top]
    discounts = 1 / np.log2(np.arange(top) + 2)
    return float(
        discounts[: len(best)][np.isin(best, wanted)].sum() / discounts[: min(top, len(wanted))].sum()
    )
