"""How well a listing answers what was typed: by where its words stand, and by who bought it and what they thought.

FTS5's own rank weighs every match before it gives the first: for two letters at a million listings that is half a
second. Here a few hundred rows are weighed, those that people bought most and those whose names fit (``finding``).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.store.searching import Word

EXACT = 1_000_000
"""What a name is worth that is just what was typed: more than everything else together."""
_FULL = 1000
_WHOLE_NAME = 150
_BEGUN = 0.75
"""The share of a word of which only the beginning was typed."""
_DOUBLING = 60
_MOST_DOUBLINGS = 12
_STAR = 40
# What a word is worth in a name is ten; FTS5's bm25 had the same weights.
_WEIGHTS = {"name": 10, "tags": 5, "task": 4, "publisher": 3, "summary": 2, "seller": 1}
RANKED = tuple(_WEIGHTS)
_NAMED = _BEGUN * _WEIGHTS["name"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row that may be shown early: whether its name is just what was typed, its texts, and what buyers say."""

    is_exact: bool
    texts: Sequence[str]
    popularity_milli: int
    rank_milli: int


class Ranking:
    """What was typed, ready to be compared with many rows.

    Args:
        words: What was typed; at least one.
        one_buyer_milli: The popularity of a listing that one buyer has bought just now.
    """

    def __init__(self, words: Sequence[Word], one_buyer_milli: int) -> None:
        self._one_buyer_milli = one_buyer_milli
        self._words = [
            [(f" {' '.join(phrase)}", f" {' '.join(phrase)} ") for phrase in word.phrases] for word in words
        ]

    def score(self, candidate: Candidate) -> int:
        """The greater, the earlier it is shown."""
        exact = EXACT if candidate.is_exact else 0
        return exact + self._of_text(candidate.texts) + self._of_buyers(candidate)

    def _of_text(self, texts: Sequence[str]) -> int:
        padded = [f" {text} " for text in texts]
        name = padded[0]
        worth, covered = 0.0, 0
        for phrases in self._words:
            best = 0.0
            for begun, whole in phrases:
                best = max(best, _worth(begun, whole, padded))
            worth += best
            if best >= _NAMED:
                covered += len(phrases[0][0])
        share = worth / (_WEIGHTS["name"] * len(self._words))
        return round(_FULL * share + _WHOLE_NAME * min(1.0, covered / max(len(name) - 1, 1)))

    def _of_buyers(self, candidate: Candidate) -> int:
        doublings = 0.0
        if candidate.popularity_milli > 0:
            doublings = max(0.0, 1 + (candidate.popularity_milli - self._one_buyer_milli) / 1000)
        return round(_DOUBLING * min(doublings, _MOST_DOUBLINGS) + _STAR * candidate.rank_milli / 1000)


def _worth(begun: str, whole: str, texts: Sequence[str]) -> float:
    """The worth of the column where a word stands best."""
    for weight, text in zip(_WEIGHTS.values(), texts, strict=True):
        if begun in text:
            # Nothing further down is worth more: the next weight is at most three quarters of this one.
            return weight if whole in text else _BEGUN * weight
    return 0.0
