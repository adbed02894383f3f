"""Answers about a text: its named parts, the passage that answers a question, and its place among other texts."""

import math
from typing import Any

import numpy as np

from desktop.runtime.errors import RunFailed
from desktop.runtime.heads.answering import Answer, Answering, HeadRule
from desktop.runtime.heads.tokens import Tokens
from desktop.runtime.tensors import Array

MAX_ANSWER_TOKENS = 64
MAX_DIMENSIONS = 65_536
_OUTSIDE = "O"
_TAGS = frozenset("BIESLU")
_DEFAULT_TOP = 3


def _token_classes(run: Answering) -> Answer:
    """``[{"entity_group", "score", "word", "start", "end"}]`` in reading order, as Hugging Face's "simple" strategy.

    Labels may begin with a tag of IOB2 or BIOES; ``O`` names what is no entity. ``start`` and ``end`` in characters.
    """
    tokens = _tokens(run)
    scores = _per_token(run.outputs["scores"], tokens)
    if scores.shape[1] != len(run.labels):
        raise RunFailed(f"{scores.shape[1]} classes for {len(run.labels)} labels")
    groups: list[dict[str, Any]] = []
    parts: list[float] = []
    last: int | None = None
    for position, span in enumerate(tokens.spans):
        if span is None:
            continue
        best = int(scores[position].argmax())
        tag, name = _tag(run.labels[best])
        if name == _OUTSIDE:
            last = None
            continue
        score = float(scores[position, best])
        goes_on = last is not None and groups[-1]["entity_group"] == name and tag not in {"B", "S", "U"}
        if goes_on:
            parts.append(score)
            groups[-1]["end"] = max(span[1], groups[-1]["end"])
        else:
            parts = [score]
            groups.append({"entity_group": name, "start": span[0], "end": span[1]})
        mean = sum(parts) / len(parts)
        groups[-1]["score"] = mean if math.isfinite(mean) else None
        last = position
    for group in groups:
        group["word"] = tokens.text[group["start"] : group["end"]]
    return groups, ()


def _tag(label: str) -> tuple[str, str]:
    """``B-PER`` is ("B", "PER"); a label without a tag goes on where it stood before."""
    if len(label) > 2 and label[1] in "-_" and label[0] in _TAGS:
        return label[0], label[2:]
    return "I", label


def _answer(run: Answering) -> Answer:
    """``[{"score", "start", "end", "answer"}]``, best first: the passages of the second text that answer the first."""
    tokens = _tokens(run)
    places = [position for position, span in enumerate(tokens.spans) if span is not None]
    if not places:
        return [], ()
    starts, ends = (_likely(run.outputs[role], tokens, places) for role in ("start", "end"))
    together = np.triu(np.outer(starts, ends)) * _band(len(places))
    top = max(1, min(int(run.settings.get("top", run.head.top or _DEFAULT_TOP)), 20, together.size))
    found: list[dict[str, Any]] = []
    for at in np.argsort(-together, axis=None, kind="stable"):
        first, last = divmod(int(at), len(places))
        if len(found) == top or together[first, last] <= 0:
            break
        begin, end = tokens.spans[places[first]], tokens.spans[places[last]]
        if begin is None or end is None or any(begin[0] < f["end"] and f["start"] < end[1] for f in found):
            continue
        found.append({
            "score": float(together[first, last]), "start": begin[0], "end": end[1], "answer": tokens.text[begin[0] : end[1]],
        })  # fmt: skip
    return found, ()


def _band(count: int) -> Array:
    """1 where an answer from the row's to the column's token is not too long."""
    width = np.subtract.outer(np.arange(count), np.arange(count))
    band: Array = (width > -MAX_ANSWER_TOKENS).astype(np.float64)
    return band


def _likely(logits: Array, tokens: Tokens, places: list[int]) -> Array:
    """Softmax over the places that may be in an answer."""
    values = logits.reshape(-1)
    if values.size != len(tokens.spans) or not np.isfinite(values[places]).all():
        raise RunFailed(f"{values.size} scores for {len(tokens.spans)} tokens")
    powers: Array = np.exp(values[places] - values[places].max())
    shares: Array = powers / powers.sum()
    return shares


def _embedding(run: Answering) -> Answer:
    """``{"embedding": [...]}``, of length 1 where the head says ``unit_length``."""
    values = run.outputs["embedding"] if "embedding" in run.outputs else _pooled(run)
    vector = values.reshape(-1)
    if values.ndim > 2 or values.shape[0] not in (1, vector.size) or not 0 < vector.size <= MAX_DIMENSIONS:
        raise RunFailed(f"an embedding of shape {list(values.shape)}")
    if not np.isfinite(vector).all():
        raise RunFailed("an embedding that is no number")
    if run.head.unit_length:
        vector = vector / max(float(np.linalg.norm(vector)), 1e-12)
    value: dict[str, Any] = {"embedding": [float(number) for number in vector]}
    if run.given.is_cut:
        value["is_cut"] = True
    return value, ()


def _pooled(run: Answering) -> Array:
    """One vector of the vectors of all tokens."""
    tokens = _tokens(run)
    hidden = _per_token(run.outputs["hidden"], tokens)
    read = hidden[np.array(tokens.is_read)]
    if not len(read):
        raise RunFailed("no token was read")
    vectors: dict[str | None, Array]
    vectors = {"cls": hidden[0], "max": read.max(axis=0), "mean": read.mean(axis=0)}
    return vectors[run.head.layout]


def _tokens(run: Answering) -> Tokens:
    if run.given.tokens is None:
        raise RunFailed("an answer about a text without a text")
    return run.given.tokens


def _per_token(values: Array, tokens: Tokens) -> Array:
    """[1, positions, n] as [positions, n]."""
    if values.ndim != 3 or values.shape[0] != 1 or values.shape[1] != len(tokens.spans):
        raise RunFailed(f"shape {list(values.shape)} for {len(tokens.spans)} tokens")
    rows: Array = values[0]
    return rows


_HIDDEN = (frozenset({"hidden"}), frozenset[str]())
HEADS = {
    "token-classes": HeadRule(_token_classes, frozenset({"scores"}), kind="text", is_labelled=True),
    "answer": HeadRule(_answer, frozenset({"start", "end"}), kind="text", settings=frozenset({"top"})),
    "embedding": HeadRule(
        _embedding,
        layouts={
            "": (frozenset({"embedding"}), frozenset()),
            "mean": _HIDDEN,
            "cls": _HIDDEN,
            "max": _HIDDEN,
        },
    ),
}
