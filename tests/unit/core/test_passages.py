"""Texts cut into passages: short enough, nothing lost, sentences whole where they can be."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.core.passages import Passage, halves, passages, sentences

texts = st.text(st.sampled_from("ab .!?\n\t。é字"), max_size=300)


@given(texts, st.integers(1, 60))
def test_passages_are_short_enough_in_order_and_hold_every_letter(text: str, most: int) -> None:
    found = passages(text, most)

    covered = set()
    for passage in found:
        assert 0 < passage.length <= most
        piece = text[passage.start : passage.end]
        assert piece == piece.strip() or most < 3
        covered |= set(range(passage.start, passage.end))
    assert all(at in covered for at, character in enumerate(text) if not character.isspace())
    assert [p.start for p in found] == sorted({p.start for p in found})


@given(texts)
def test_halves_hold_every_letter_and_are_shorter(text: str) -> None:
    whole = Passage(0, len(text))

    parts = halves(text, whole)

    covered = {at for part in parts for at in range(part.start, part.end)}
    if len(parts) > 1:
        assert all(part.length < whole.length for part in parts)
        assert all(at in covered for at, character in enumerate(text) if not character.isspace())


def test_paragraphs_are_put_together_while_they_fit() -> None:
    text = "One.\n\nTwo.\n\nThree is longer."

    assert [text[p.start : p.end] for p in passages(text, 12)] == ["One.\n\nTwo.", "Three is", "longer."]


def test_a_long_paragraph_is_cut_between_sentences_that_overlap() -> None:
    text = "Ada wrote it. Bob read it. Cleo kept it."

    assert [text[p.start : p.end] for p in passages(text, 28)] == [
        "Ada wrote it. Bob read it.",
        "Bob read it. Cleo kept it.",
    ]


def test_chinese_sentences_end_without_a_blank() -> None:
    text = "今天下雨。明天晴。"

    assert [text[p.start : p.end] for p in sentences(text, Passage(0, len(text)))] == [
        "今天下雨。",
        "明天晴。",
    ]


def test_an_empty_text_has_no_passage() -> None:
    assert passages(" \n\n\t ", 10) == []
