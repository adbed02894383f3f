"""Which token comes next: scores made into a choice, greedy or by lot."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from desktop.runtime.errors import RunFailed
from desktop.runtime.tensors import Array

SETTINGS = frozenset({"temperature", "top_k", "top_p", "repetition_penalty", "seed", "max_new_tokens"})
_LEAST_TEMPERATURE = 1e-3


@dataclass(frozen=True, slots=True)
class Sampling:
    """How to choose.

    Attributes:
        temperature: Divides the scores; near 0 the best token is taken always.
        top_k: Only so many of the best are candidates; 0 means all.
        top_p: Only the best that together have this probability are (nucleus sampling, arXiv:1904.09751 section 3.1).
        repetition_penalty: Above 1 what was there already is less likely (CTRL, arXiv:1909.05858 section 4.1).
        seed: The same seed, text and settings give the same answer.
    """

    temperature: float = 0.0
    top_k: int = 0
    top_p: float = 1.0
    repetition_penalty: float = 1.0
    seed: int = 0

    @classmethod
    def of(cls, settings: Mapping[str, float]) -> "Sampling":
        """The settings by name, brought to where they mean something."""
        return cls(
            max(settings.get("temperature", 0.0), 0.0),
            max(int(settings.get("top_k", 0)), 0),
            min(max(settings.get("top_p", 1.0), 0.0), 1.0),
            max(settings.get("repetition_penalty", 1.0), 0.01),
            abs(int(settings.get("seed", 0))),
        )


class Chooser:
    """Chooses one token after the other by one stream of chance."""

    def __init__(self, sampling: Sampling) -> None:
        self._sampling = sampling
        self._chance = np.random.Generator(np.random.PCG64(sampling.seed))

    def choose(self, scores: Array, seen: Sequence[int]) -> int:
        """The next token.

        Args:
            scores: One per token of the vocabulary (logits).
            seen: The tokens before it, the prompt's too.

        Raises:
            RunFailed: No score is a number.
        """
        values = penalised(scores.astype(np.float64), seen, self._sampling.repetition_penalty)
        values = np.where(np.isnan(values), -np.inf, values)
        if values.size == 0 or not (values > -np.inf).any():
            raise RunFailed("scores that are no numbers")
        if self._sampling.temperature < _LEAST_TEMPERATURE or np.isposinf(values).any():
            return int(values.argmax())
        candidates, chances = likely(values / self._sampling.temperature, self._sampling)
        return int(candidates[np.searchsorted(chances.cumsum(), self._chance.random() * chances.sum())])


def penalised(values: Array, seen: Sequence[int], penalty: float) -> Array:
    """Scores of what was there are divided by the penalty, or multiplied where they are negative."""
    if penalty == 1.0 or not seen:
        return values
    at = np.unique(np.array([token for token in seen if token < values.size], dtype=np.int64))
    values = values.copy()
    values[at] = np.where(values[at] > 0, values[at] / penalty, values[at] * penalty)
    return values


def likely(values: Array, sampling: Sampling) -> tuple[Array, Array]:
    """The candidates, best first, and how likely each is (not normalised after what was cut off)."""
    order = np.argsort(-values, kind="stable")
    if sampling.top_k:
        order = order[: sampling.top_k]
    powers = np.exp(values[order] - values[order[0]])
    chances = powers / powers.sum()
    if sampling.top_p < 1.0:
        kept = int(np.searchsorted(chances.cumsum(), sampling.top_p)) + 1
        order, chances = order[:kept], chances[:kept]
    return order, chances
