"""A person's names of classes matched with a model's: hints that the person may correct."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Hint = Literal["same", "spelling", "synonym", "beginning", "number", "person", ""]
"""Why two names are taken for one: written alike, but for case and spaces, ... or because the person said so."""

_SYNONYMS = (
    ("true", "yes", "y", "1", "positive", "pos", "+"),
    ("false", "no", "n", "0", "negative", "neg", "-"),
    ("unusual", "anomaly", "anomalous", "abnormal", "outlier", "fault", "faulty", "defect", "defective", "bad", "1", "true", "yes"),
    ("usual", "normal", "nominal", "inlier", "ok", "healthy", "good", "0", "false", "no"),
    ("spam", "junk"),
    ("ham", "not spam", "no spam"),
    ("car", "automobile"),
    ("aeroplane", "airplane", "plane"),
    ("motorbike", "motorcycle"),
    ("man", "male"),
    ("woman", "female"),
    ("neutral", "neither"),
)  # fmt: skip
_LEAST_BEGINNING = 1


@dataclass(frozen=True, slots=True)
class LabelMatch:
    """One of their names: how many items have it, the model's name for it ("" for none), and why."""

    theirs: str
    items: int
    ours: str
    hint: Hint


def match_labels(theirs: Mapping[str, int], ours: Sequence[str]) -> tuple[LabelMatch, ...]:
    """A model's name for each of theirs, as far as it can be guessed; the most frequent first.

    Two of theirs may mean one of the model's; a guess that fits two of the model's names is no guess.
    """
    plain = _unique({label: _plain(label) for label in ours})
    matches = [
        LabelMatch(name, count, *_match(name, ours, plain, list(theirs))) for name, count in theirs.items()
    ]
    return tuple(sorted(matches, key=lambda match: (-match.items, match.theirs)))


def _match(
    name: str, ours: Sequence[str], plain: Mapping[str, str], all_theirs: Sequence[str]
) -> tuple[str, Hint]:
    if name in ours:
        return name, "same"
    short = _plain(name)
    if short in plain:
        return plain[short], "spelling"
    for group in _SYNONYMS:
        if short in group:
            found = {plain[word] for word in group if word in plain}
            if len(found) == 1:
                return found.pop(), "synonym"
    found = {label for word, label in plain.items() if short and word.startswith(short)}
    if len(found) == 1:
        return found.pop(), "beginning"
    if (number := _place(all_theirs, name, len(ours))) is not None:
        return ours[number], "number"
    return "", ""


def _place(all_theirs: Sequence[str], name: str, count: int) -> int | None:
    """The number of a class, where all of theirs are numbers of classes."""
    if all(each.strip().isdecimal() and int(each) < count for each in all_theirs):
        return int(name)
    return None


def _plain(name: str) -> str:
    """Without case, accents, and what stands between words."""
    letters = unicodedata.normalize("NFKD", name).casefold()
    kept = "".join(c if c.isalnum() or c in "+-#" else " " for c in letters if not unicodedata.combining(c))
    words = " ".join(kept.replace("-", " ").split()) if len(kept.strip()) > 1 else kept.strip()
    return words or name.strip()


def _unique(plain: Mapping[str, str]) -> dict[str, str]:
    """Plain spelling to label, those that two labels share left out."""
    spellings = list(plain.values())
    return {short: label for label, short in plain.items() if spellings.count(short) == 1}
