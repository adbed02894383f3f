"""Error reports before sealing: what they may hold, and what a stranger's bytes become."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.plain_text import TextTooLong, clean
from desktop.core.reports import MAX_REPORT_BYTES, Report, UnreadableReport, read_report, report_bytes


@given(st.text(max_size=300), st.text(max_size=60), st.text(max_size=60))
def test_a_report_is_read_back_cleaned(text: str, model: str, device: str) -> None:
    report = Report(1, text, model=model, device=device)

    found = read_report(report_bytes(report))

    assert (found.text, found.model, found.device) == (clean(text), clean(model), clean(device))


def test_facts_that_were_left_out_leave_no_trace() -> None:
    assert report_bytes(Report(1, "it crashes")) == b'{"format":1,"text":"it crashes"}'


def test_a_report_that_does_not_fit_says_by_how_much() -> None:
    with pytest.raises(TextTooLong) as caught:
        report_bytes(Report(1, "x" * 2018))

    assert caught.value.used_bytes > caught.value.limit_bytes == MAX_REPORT_BYTES


@given(st.binary(max_size=400))
def test_any_bytes_become_a_report_or_one_error(data: bytes) -> None:
    with pytest.raises(UnreadableReport):
        read_report(data)


@pytest.mark.parametrize(
    "data",
    [
        b"{}",
        b'{"format":2,"text":"x"}',
        b'{"format":1,"text":7}',
        b'{"format":1,"text":"x","model":"' + b"m" * 201 + b'"}',
        b"[" * 2000,
        b'{"format":1,"text":"\xff"}',
    ],
)
def test_what_is_no_report_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableReport):
        read_report(data)


def test_a_field_of_a_later_version_is_passed_over() -> None:
    assert read_report(b'{"format":1,"text":"x","later":[1]}') == Report(1, "x")


def test_a_sellers_screen_shows_no_hidden_characters() -> None:
    assert read_report(b'{"format":1,"text":"a\\u202eb","device":"c\\u0007pu"}') == Report(
        1, "ab", device="cpu"
    )
