"""Text generation: which token comes next, tokens that become text, and what a spec may declare."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

from desktop.core import packages
from desktop.core.packages import Axis, Head, InputSpec, Operation, OutputSpec, Spec
from desktop.runtime.errors import RunFailed
from desktop.runtime.heads.generation import Writer, most_new, prompt_of
from desktop.runtime.heads.sampling import Chooser, Sampling, likely, penalised
from desktop.runtime.heads.spec_rules import check_spec

scores = st.lists(st.floats(-50, 50), min_size=1, max_size=40)


def bytes_tokenizer() -> Tokenizer:
    """One token for each byte, as a byte-level vocabulary splits what it does not know."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    tokenizer.train_from_iterator(
        [], trainers.BpeTrainer(vocab_size=256, initial_alphabet=alphabet, show_progress=False)
    )
    return tokenizer


BYTES = bytes_tokenizer()


def written(text: str, *stops: str) -> tuple[list[str], Writer]:
    writer = Writer(BYTES, stops)
    pieces = []
    for token in BYTES.encode(text).ids:
        pieces.append(writer.add(token))
        if writer.is_stopped:
            break
    pieces.append(writer.finish())
    return pieces, writer


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_pieces_put_together_are_the_text_and_no_piece_has_half_a_character(text: str) -> None:
    pieces, writer = written(text)

    assert "".join(pieces) == writer.text == text
    if "\ufffd" not in text:
        assert not any("\ufffd" in piece for piece in pieces)


def test_bytes_that_are_no_character_do_not_hold_up_the_rest() -> None:
    writer = Writer(BYTES, ())
    broken = BYTES.encode("ä").ids[:1]

    text = "".join(writer.add(token) for token in [*broken * 12, *BYTES.encode("abc").ids]) + writer.finish()

    assert text.endswith("abc")
    assert text.startswith("\ufffd")


@given(
    st.text("ab\nEND", max_size=20),
    st.lists(st.sampled_from(["END", "\n\n", "EN", "bab"]), min_size=1, max_size=3),
)
def test_the_text_ends_before_the_first_stop_and_shows_none_of_it(text: str, stops: list[str]) -> None:
    pieces, writer = written(text, *stops)

    ends = [at + len(stop) for stop in stops if (at := text.find(stop)) >= 0]
    if ends:
        seen = text[: min(ends)]
        begins = [at for stop in stops if (at := seen.find(stop)) >= 0]
        assert writer.text == text[: min(begins)]
        assert writer.is_stopped
    else:
        assert writer.text == text
    assert "".join(pieces) == writer.text


@given(scores, st.integers(0, 5))
def test_without_temperature_the_best_is_taken(values: list[float], seed: int) -> None:
    assert Chooser(Sampling(seed=seed)).choose(np.array(values), []) == int(np.argmax(values))


@given(scores, st.integers(1, 50), st.floats(0.01, 1.0))
def test_candidates_are_the_best_and_as_few_as_asked_for(
    values: list[float], top_k: int, top_p: float
) -> None:
    order, chances = likely(np.array(values), Sampling(1.0, top_k, top_p))

    assert 1 <= len(order) <= top_k
    kept = [values[at] for at in order]
    assert kept == sorted(values, reverse=True)[: len(kept)]
    assert chances[:-1].sum() <= top_p + 1e-9
    assert (np.diff(chances) <= 1e-12).all()


def test_candidates_are_drawn_as_often_as_they_are_likely() -> None:
    values = np.log(np.array([0.5, 0.3, 0.2]))
    chooser = Chooser(Sampling(temperature=1.0, seed=3))

    counts = np.bincount([chooser.choose(values, []) for _ in range(4000)], minlength=3)

    assert counts / 4000 == pytest.approx([0.5, 0.3, 0.2], abs=0.03)


@given(scores, st.integers(0, 1000))
def test_the_same_seed_gives_the_same_choices(values: list[float], seed: int) -> None:
    one, other = (Chooser(Sampling(temperature=0.8, seed=seed)) for _ in range(2))

    assert [one.choose(np.array(values), []) for _ in range(5)] == [
        other.choose(np.array(values), []) for _ in range(5)
    ]


def test_what_was_there_becomes_less_likely_on_both_sides_of_zero() -> None:
    values = penalised(np.array([2.0, -2.0, 3.0]), [0, 1, 1, 99], 2.0)

    assert values.tolist() == [1.0, -4.0, 3.0]


@pytest.mark.parametrize("values", [[], [math.nan, math.nan], [-math.inf]])
def test_scores_that_are_no_numbers_are_refused(values: list[float]) -> None:
    with pytest.raises(RunFailed):
        Chooser(Sampling(temperature=1.0)).choose(np.array(values), [])


def test_an_infinite_score_wins() -> None:
    assert Chooser(Sampling(temperature=1.0)).choose(np.array([1.0, math.inf, math.nan]), []) == 1


def spec_of(head: Head, **changes: Any) -> Spec:
    def text(name: str, part: str, source: str | None = None) -> InputSpec:
        args = {"part": part, "length": changes.get("length", 64), "pad": changes.get("pad", -1)}
        return InputSpec(name, "text", "INT64", [], [Operation("tokenize", args)], source=source)

    axes = changes.get("axes", [Axis("batch"), Axis("feature", 2), Axis("time"), Axis("feature", 8)])
    cache = [
        InputSpec(f"past.{n}", "cache", changes.get("dtype", "FP32"), axes, source="ids")
        for n in ("key", "value")
    ]
    role = changes.get("role", "past.value")
    return Spec(
        1,
        "text-generation",
        [text("ids", "ids"), text("mask", "mask", "ids"), *cache],
        [OutputSpec("logits", "logits"), OutputSpec("now.key", "past.key"), OutputSpec("now.value", role)],
        head,
        packages.TestsSpec(1, 0.0, 0.0),
    )


def test_a_spec_may_declare_a_decoder_with_its_cache() -> None:
    head = Head("generation", prompt="Q: {text}\nA:", stop=["\n"], end_tokens=[0], max_new=64)

    assert not list(check_spec(spec_of(head)))


@pytest.mark.parametrize(
    ("head", "changes"),
    [
        (Head("generation", prompt="no place"), {}),
        (Head("generation", prompt="{text}{text}"), {}),
        (Head("generation", stop=[""]), {}),
        (Head("generation", stop=["x" * 101]), {}),
        (Head("generation", stop=["x"] * 17), {}),
        (Head("generation", end_tokens=list(range(17))), {}),
        (Head("generation", max_new=0), {}),
        (Head("generation", max_new=10**9), {}),
        (Head("generation"), {"length": 1 << 19}),
        (Head("generation"), {"pad": 0}),
        (Head("generation"), {"role": "past.key"}),
        (Head("generation"), {"role": "value"}),
        (Head("generation"), {"dtype": "INT64"}),
        (Head("generation"), {"axes": [Axis("batch"), Axis("time"), Axis("feature")]}),
        (Head("generation"), {"axes": [Axis("batch"), Axis("feature", 8)]}),
        (Head("generation"), {"axes": [Axis("batch"), Axis("time"), Axis("feature", 1 << 30)]}),
        (Head("embedding"), {}),
    ],
)
def test_a_decoder_that_cannot_be_run_is_refused(head: Head, changes: dict[str, Any]) -> None:
    assert list(check_spec(spec_of(head, **changes)))


def test_the_persons_text_stands_in_the_template_and_its_own_places_mean_nothing() -> None:
    spec = spec_of(Head("generation", prompt="<{text}>"))

    assert prompt_of(spec, "a {text} %s {0} {{x}}") == "<a {text} %s {0} {{x}}>"
    assert prompt_of(spec_of(Head("generation")), "as it is") == "as it is"


@pytest.mark.parametrize(("wanted", "most"), [(None, 256), (10.0, 10), (0.0, 256), (1e9, 4096), (-5.0, 1)])
def test_what_may_be_written_is_capped(wanted: float | None, most: int) -> None:
    assert most_new(spec_of(Head("generation")), wanted) == most
