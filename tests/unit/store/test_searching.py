"""Words: however a name is written and however it is typed, the two meet; and nothing typed does harm."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.store.searching import MAX_WORDS, fold, index_text, match_expression, parse_words, squeezed


@pytest.mark.parametrize(
    ("name", "tokens"),
    [
        ("ResNet-50", "res net 50 resnet 50"),
        ("resnet50", "resnet 50"),
        ("U-Net", "u net unet"),
        ("YOLOv8n", "yolo v 8 n yolov 8 n"),
        ("GANs", "gan s gans"),
        ("HTMLParser", "html parser htmlparser"),
        ("state-of-the-art", "state of the art"),
        ("ＭＮＩＳＴ", "mnist"),
        ("Straße, Łódź!", "strasse lodz"),
        ("预测 模型", "预测 测模 模型 型"),
        ("中文OCR模型v2", "中文 文 ocr 模型 型 v 2"),
        ("がくしゅう", "がく くし しゅ ゅう う"),
        ("हिन्दी मॉडल", "हिन्दी मॉडल"),
        ("  ", ""),
    ],
)
def test_a_text_becomes_folded_words_and_pairs(name: str, tokens: str) -> None:
    assert index_text(name) == tokens


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60))
def test_an_index_text_holds_nothing_but_words(text: str) -> None:
    """SQLite's tokenizer parts it at the spaces alone, and GLOB has no sign to read otherwise."""
    tokens = index_text(text)

    assert tokens == " ".join(tokens.split(" ")).strip()
    assert not set(tokens) & set("*?[]\"'\0^")
    assert all(not c.isascii() or c.isalnum() or c == " " for c in tokens)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_anything_typed_is_a_short_expression_of_quoted_words(text: str) -> None:
    words = parse_words(text)

    assert len(words) <= MAX_WORDS
    assert "\0" not in match_expression(words)
    assert all(word.phrases and all(token for phrase in word.phrases for token in phrase) for word in words)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize("text", ["resnet 50", "RESNET50", "ResNet_50", "ｒｅｓｎｅｔ-50"])
def test_one_name_has_many_spellings(text: str) -> None:
    assert squeezed(text) == squeezed("ResNet-50")
