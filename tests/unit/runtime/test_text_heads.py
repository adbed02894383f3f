"""Texts by tokenizer: what a model reads, and answers that point at the person's own words."""

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors, trainers

from desktop.core import packages
from desktop.core.packages import Head, InputSpec, Operation, OutputSpec, Spec
from desktop.core.runs import TextInput
from desktop.runtime.errors import BadInput, RunFailed
from desktop.runtime.heads.answering import Given
from desktop.runtime.heads.feeding import Aids, feed
from desktop.runtime.heads.results import answer
from desktop.runtime.heads.spec_rules import check_spec
from desktop.runtime.heads.tokens import Tokens, read_tokenizer

TAGS = ["O", "B-PER", "I-PER", "B-LOC"]
CORPUS = ["Ada Lovelace lived in London", "where did Ada live", "Émile naïve façade 東京"]


def made_tokenizer() -> Tokenizer:
    """A WordPiece tokenizer like BERT's, trained here."""
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
    tokenizer.train_from_iterator(
        CORPUS, trainers.WordPieceTrainer(vocab_size=120, special_tokens=special, show_progress=False)
    )
    numbers = [(name, tokenizer.token_to_id(name)) for name in ("[CLS]", "[SEP]")]
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=numbers
    )
    return tokenizer


TOKENIZER = made_tokenizer().to_str().encode()


def spec_of(head: Head, *roles: str, length: int = 32, pad: int = 0, pair: str | None = None) -> Spec:
    def port(name: str, part: str) -> InputSpec:
        args = {"part": part, "length": length, "pad": pad}
        source = None if name == "ids" else "ids"
        return InputSpec(
            name,
            "text",
            "INT64",
            [],
            [Operation("tokenize", args)],
            source=source,
            pair=None if source else pair,
        )

    ports = [port("ids", "ids"), port("mask", "mask"), port("types", "types")]
    return Spec(
        1, "t", ports, [OutputSpec(role, role) for role in roles], head, packages.TestsSpec(0, 0, 0)
    )  # fmt: skip


def read(spec: Spec, text: str, pair: str = "") -> tuple[dict[str, Any], Given]:
    return feed(spec, {"ids": TextInput(text, pair)}, Aids(lambda _: b"", read_tokenizer(TOKENIZER)))


def tokens_of(text: str, *, length: int = 32, pad: int = 0) -> Tokens:
    tokens = read(spec_of(Head("embedding"), "embedding", length=length, pad=pad), text)[1].tokens
    assert tokens is not None
    return tokens


def test_one_text_of_the_person_becomes_ids_mask_and_types() -> None:
    tensors, _ = read(spec_of(Head("embedding"), "embedding", length=8), "Ada lived")

    own = Tokenizer.from_str(TOKENIZER.decode())
    ids = own.encode("Ada lived").ids
    assert tensors["ids"].dtype == np.int64
    assert tensors["ids"].tolist() == [ids + [0] * (8 - len(ids))]
    assert tensors["mask"].tolist() == [[1] * len(ids) + [0] * (8 - len(ids))]
    assert tensors["types"].tolist() == [[0] * 8]


def test_without_padding_the_tensor_is_as_long_as_the_text() -> None:
    tensors, given_ = read(spec_of(Head("embedding"), "embedding", pad=-1), "Ada")

    assert tensors["ids"].shape == (1, len(Tokenizer.from_str(TOKENIZER.decode()).encode("Ada").ids))
    assert given_.tokens is not None
    assert not given_.tokens.is_cut


def test_a_long_text_is_cut_and_keeps_its_end_mark() -> None:
    tensors, given_ = read(spec_of(Head("embedding"), "embedding", length=5), "Ada lived in London " * 20)

    assert tensors["ids"].shape == (1, 5)
    assert tensors["ids"][0, -1] == Tokenizer.from_str(TOKENIZER.decode()).token_to_id("[SEP]")
    assert given_.tokens is not None
    assert given_.tokens.is_cut


def test_of_two_texts_the_second_is_cut_and_is_what_the_answer_is_about() -> None:
    spec = spec_of(Head("answer"), "start", "end", length=12, pair="Text")

    tensors, given_ = read(spec, "where did Ada live", "Ada Lovelace lived in London " * 9)

    assert tensors["types"][0, 1] == 0
    assert tensors["types"][0, -1] == 1
    assert given_.tokens is not None
    assert given_.tokens.text.startswith("Ada Lovelace")
    assert given_.tokens.spans[1] is None


def test_a_question_that_fills_the_model_alone_is_refused_in_words() -> None:
    spec = spec_of(Head("answer"), "start", "end", length=4, pair="Text")

    with pytest.raises(BadInput, match="first text"):
        read(spec, "where did Ada live " * 5, "London")


@pytest.mark.parametrize(("text", "pair"), [("", "x"), ("  \n", "x"), ("where", "")])
def test_a_missing_text_is_named(text: str, pair: str) -> None:
    with pytest.raises(BadInput):
        read(spec_of(Head("answer"), "start", "end", pair="Text"), text, pair)


@given(st.text(min_size=1, max_size=60))
def test_every_span_lies_in_the_text_whatever_it_is(text: str) -> None:
    try:
        tokens = tokens_of(text)
    except BadInput:
        return

    for span in tokens.spans:
        assert span is None or 0 <= span[0] < span[1] <= len(text)


def labelled(tokens: Tokens, text: str, tags: dict[str, str]) -> np.ndarray[Any, Any]:
    """Scores that give each word of the text its tag."""
    scores = np.zeros((1, len(tokens.spans), len(TAGS)))
    for position, span in enumerate(tokens.spans):
        word = next((w for w in tags if span and text.find(w) <= span[0] < text.find(w) + len(w)), None)
        is_first = word is not None and span is not None and span[0] == text.find(word)
        tag = "O" if word is None else tags[word] if is_first else tags[word].replace("B-", "I-")
        scores[0, position, TAGS.index(tag) if tag in TAGS else TAGS.index("B-LOC")] = 0.9
    return scores


def test_the_parts_of_a_word_and_the_words_of_a_name_are_one() -> None:
    text = "Ada Lovelace lived in London"
    spec = spec_of(Head("token-classes", labels="labels.txt"), "scores")
    _, given_ = read(spec, text)
    assert given_.tokens is not None
    scores = labelled(given_.tokens, text, {"Ada": "B-PER", "Lovelace": "I-PER"})

    found, _ = answer(spec, {"scores": scores}, TAGS, {}, given_)

    assert [(f["entity_group"], f["word"]) for f in found] == [("PER", "Ada Lovelace")]
    assert (found[0]["start"], found[0]["end"]) == (0, 12)
    assert found[0]["score"] == pytest.approx(0.9)


def test_a_second_b_begins_another_name() -> None:
    text = "London London"
    spec = spec_of(Head("token-classes", labels="labels.txt"), "scores")
    _, given_ = read(spec, text)
    assert given_.tokens is not None
    scores = np.zeros((1, len(given_.tokens.spans), len(TAGS)))
    for position, span in enumerate(given_.tokens.spans):
        if span is not None:
            is_first = span[0] in (0, 7)
            scores[0, position, TAGS.index("B-LOC") if is_first else TAGS.index("O")] = 1.0

    found, _ = answer(spec, {"scores": scores}, TAGS, {}, given_)

    assert [f["start"] for f in found] == [0, 7]


def test_an_answer_is_a_passage_of_the_second_text() -> None:
    question, text = "where did Ada live", "Ada Lovelace lived in London"
    spec = spec_of(Head("answer", top=2), "start", "end", pair="Text")
    _, given_ = read(spec, question, text)
    tokens = given_.tokens
    assert tokens is not None
    wanted = [at for at, span in enumerate(tokens.spans) if span and span[0] >= text.index("London")]
    start, end = np.full((1, len(tokens.spans)), -9.0), np.full((1, len(tokens.spans)), -9.0)
    start[0, wanted[0]], end[0, wanted[-1]] = 5.0, 5.0
    start[0, 1], end[0, 2] = 50.0, 50.0  # in the question: never an answer

    found, _ = answer(spec, {"start": start, "end": end}, [], {}, given_)

    assert found[0]["answer"] == "London"
    assert text[found[0]["start"] : found[0]["end"]] == "London"
    assert found[0]["score"] > 0.9
    assert all(f["end"] <= found[0]["start"] or f["start"] >= found[0]["end"] for f in found[1:])


def test_an_answer_never_ends_before_it_begins() -> None:
    spec = spec_of(Head("answer"), "start", "end", pair="Text")
    _, given_ = read(spec, "where", "Ada lived in London")
    tokens = given_.tokens
    assert tokens is not None
    inside = [at for at, span in enumerate(tokens.spans) if span]
    start, end = np.zeros((1, len(tokens.spans))), np.zeros((1, len(tokens.spans)))
    start[0, inside[-1]], end[0, inside[0]] = 9.0, 9.0

    found, _ = answer(spec, {"start": start, "end": end}, [], {}, given_)

    assert all(f["start"] < f["end"] for f in found)


def test_an_embedding_of_length_one_is_the_mean_of_what_was_read() -> None:
    spec = spec_of(Head("embedding", layout="mean", unit_length=True), "hidden", length=8)
    _, given_ = read(spec, "Ada")
    assert given_.tokens is not None
    hidden = np.full((1, 8, 3), 100.0)
    count = sum(given_.tokens.is_read)
    hidden[0, :count] = [3.0, 4.0, 0.0]

    value, _ = answer(spec, {"hidden": hidden}, [], {}, given_)

    assert value["embedding"] == pytest.approx([0.6, 0.8, 0.0])


@pytest.mark.parametrize(
    ("head", "outputs"),
    [
        (Head("token-classes", labels="l"), {"scores": np.zeros((1, 2, 4))}),
        (Head("token-classes", labels="l"), {"scores": np.zeros((1, 32, 9))}),
        (Head("answer"), {"start": np.zeros((1, 3)), "end": np.zeros((1, 3))}),
        (Head("answer"), {"start": np.full((1, 32), np.nan), "end": np.zeros((1, 32))}),
        (Head("embedding"), {"embedding": np.zeros((1, 1, 1, 4))}),
        (Head("embedding"), {"embedding": np.full((1, 4), np.inf)}),
        (Head("embedding", layout="mean"), {"hidden": np.zeros((1, 5, 4))}),
    ],
)
def test_outputs_that_do_not_fit_the_text_are_refused(head: Head, outputs: dict[str, Any]) -> None:
    spec = spec_of(head, *outputs)
    _, given_ = read(spec, "Ada lived")

    with pytest.raises(RunFailed):
        answer(spec, outputs, TAGS, {}, given_)


NESTED = b'{"a":' * 3000 + b"1" + b"}" * 3000
BAD_TOKENIZERS = {
    "nothing": b"",
    "no JSON": b"{",
    "not UTF-8": b"\xff\xfe",
    "nested": NESTED,
    "of another kind": b'{"version": "1.0"}',
    "a model that is none": json.dumps(
        {"version": "1.0", "added_tokens": [], "model": {"type": "Secret"}}
    ).encode(),
    "merges of unknown tokens": json.dumps(
        {"version": "1.0", "added_tokens": [], "model": {"type": "BPE", "vocab": {"a": 0}, "merges": ["x y"]}}
    ).encode(),
}


@pytest.mark.parametrize("name", BAD_TOKENIZERS)
def test_a_tokenizer_that_is_none_is_one_error_of_ours(name: str) -> None:
    with pytest.raises(RunFailed, match="tokenizer"):
        read_tokenizer(BAD_TOKENIZERS[name])


def test_a_tokenizer_whose_vocabulary_lacks_the_unknown_word_fails_in_words() -> None:
    bad = json.dumps(
        {
            "version": "1.0",
            "added_tokens": [],
            "pre_tokenizer": {"type": "Whitespace"},
            "model": {"type": "WordLevel", "vocab": {"a": 0}, "unk_token": "[UNK]"},
        }
    ).encode()
    spec = spec_of(Head("embedding"), "embedding")

    with pytest.raises(RunFailed, match="tokenizer"):
        feed(spec, {"ids": TextInput("zebra")}, Aids(lambda _: b"", read_tokenizer(bad)))


def test_an_input_made_of_another_kind_is_no_package() -> None:
    spec = Spec(
        1, "t",
        [
            InputSpec("a", "image", "FP32", []),
            InputSpec("b", "text", "INT64", [], source="a"),
            InputSpec("c", "text", "INT64", [], source="c"),
        ],
        [OutputSpec("embedding", "embedding")],
        Head("embedding"),
        packages.TestsSpec(0, 0, 0),
    )  # fmt: skip

    assert [found.where for found in check_spec(spec)] == ["b.source", "c.source"]
