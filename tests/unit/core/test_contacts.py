"""Names of contacts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.contacts import (
    MAX_NAME_CHARS,
    Contact,
    InvalidContactName,
    clean_line,
    namesake,
    read_name,
)
from desktop.core.identity import Address

ADA, GRACE = Address(b"\x01" * 20), Address(b"\x02" * 20)


@given(st.text(max_size=200))
def test_a_kept_name_is_one_line_of_what_can_be_seen_and_reads_back_as_itself(text: str) -> None:
    try:
        name = read_name(text)
    except InvalidContactName:
        return

    assert 0 < len(name) <= MAX_NAME_CHARS
    assert all(c == " " or c.isprintable() for c in name)
    assert read_name(name) == name


@pytest.mark.parametrize("text", ["", "  \t", "\u200b\u200d", "x" * 61])
def test_a_name_that_cannot_be_seen_or_is_too_long_is_refused(text: str) -> None:
    with pytest.raises(InvalidContactName):
        read_name(text)


def test_marks_that_turn_text_around_are_left_out() -> None:
    assert clean_line("Ada \u202egnp.exe\u202c", 60) == "Ada gnp.exe"


@pytest.mark.parametrize("other", ["ada", "ÁDA", "A d a", "Ａｄａ"])
def test_a_name_that_reads_the_same_is_a_namesake(other: str) -> None:
    contact = Contact(ADA, "Ada")

    assert namesake(other, GRACE, [contact]) == contact
    assert namesake(other, ADA, [contact]) is None, "a contact may be renamed"
    assert namesake("Grace", GRACE, [contact]) is None
