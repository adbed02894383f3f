"""Texts of strangers: what hides or lies is removed, letters of every script stay, and bytes are counted as sent."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.plain_text import MOST_LINES, TextTooLong, clean, shown, to_bytes, used_bytes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("<b>markup</b> & more", "<b>markup</b> & more"),
        ("file\u202egnp.exe", "filegnp.exe"),
        ("\u2066isolated\u2069 \u200fmarks\u200e", "isolated marks"),
        ("bell\x07 and\x00 null\x1b[31m", "bell and null[31m"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("tabs\tand   blanks", "tabs and blanks"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("a\n\n\n\nb", "a\n\nb"),
        ("\n\n  a  \n\n", "a"),
        ("نص عربي", "نص عربي"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d🔬 好", "👩\u200d🔬 好"),
        ("tag\U000e0041\U000e007f", "tag"),
        ("\u3164\u2800", ""),
        ("\ud800", ""),
        ("e\u0301", "é"),
    ],
)
def test_what_hides_or_lies_is_removed(text: str, expected: str) -> None:
    assert clean(text) == expected


def test_marks_are_not_piled_up() -> None:
    piled = clean("Z" + "\u0334\u0335\u0336\u0337\u0338" * 40)

    assert sum(unicodedata.combining(c) > 0 for c in piled) == 3


def test_a_text_of_many_lines_is_not_higher_than_twelve() -> None:
    found = clean("\n".join(str(n) for n in range(100)))

    assert len(found.split("\n")) == MOST_LINES
    assert found.endswith("98 99")


@given(st.text(max_size=300))
def test_cleaning_again_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.binary(max_size=600))
def test_any_bytes_become_text_without_control_characters(data: bytes) -> None:
    found = shown(data)

    assert all(c == "\n" or unicodedata.category(c) not in {"Cc", "Cs", "Co", "Cn"} for c in found)


@given(st.text(max_size=400))
def test_the_counter_shows_exactly_the_bytes_that_are_sent(text: str) -> None:
    count = used_bytes(text)

    if count <= 512:
        assert len(to_bytes(text, 512)) == count
        assert shown(to_bytes(text, 512)) == clean(text)
    else:
        with pytest.raises(TextTooLong) as caught:
            to_bytes(text, 512)
        assert (caught.value.used_bytes, caught.value.limit_bytes) == (count, 512)


def test_characters_are_counted_as_bytes() -> None:
    assert used_bytes("好" * 170) == 510
    assert to_bytes("好" * 170 + "ab", 512)
    with pytest.raises(TextTooLong):
        to_bytes("好" * 171, 512)
