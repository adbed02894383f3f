"""What a worker says of how far it is: believed only where it is a step, and shown as plain text."""

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.runs import RunProgress
from desktop.runtime.progress import MAX_RESTARTS, MAX_STEPS, ProgressSink
from desktop.runtime.watchdog import Watch


def event(done: Any, total: Any, text: Any = "") -> dict[str, Any]:
    return {"event": "progress", "done": done, "total": total, "text": text}


def sink() -> tuple[ProgressSink, Watch, list[RunProgress]]:
    watch, told = Watch(1.0, None), list[RunProgress]()
    return ProgressSink(watch, 50.0, told.append), watch, told


def test_a_step_gives_time_for_the_next() -> None:
    steps, watch, told = sink()

    steps.take(event(1, 3))

    assert watch.deadline > time.monotonic() + 40
    assert told == [RunProgress(1, 3)]


@pytest.mark.parametrize(
    "strange",
    [
        event(0, 3), event(-1, 3), event(4, 3), event(1, MAX_STEPS + 1), event("1", 3), event(1.5, 3), event(1, 3, b""),
        {"event": "progress"}, {"event": "other", "done": 1, "total": 2, "text": ""}, {},
    ],
)  # fmt: skip
def test_what_is_no_step_gives_no_time_and_is_not_told(strange: dict[str, Any]) -> None:
    steps, watch, told = sink()
    before = watch.deadline

    steps.take(strange)

    assert (watch.deadline, told) == (before, [])


def test_a_step_that_was_told_before_gives_no_time() -> None:
    steps, watch, _ = sink()
    steps.take(event(2, 3))
    watch.deadline = 0.0

    steps.take(event(2, 3))

    assert watch.deadline == 0.0


def test_work_begins_again_a_few_times_only() -> None:
    steps, _, told = sink()

    for _ in range(MAX_RESTARTS + 10):
        steps.take(event(1, 3))
        steps.take(event(2, 3))

    assert len(told) == 2 * (MAX_RESTARTS + 1)


def test_who_was_asked_to_stop_gets_no_more_time() -> None:
    steps, watch, _ = sink()
    watch.asked_at = watch.deadline = 1.0

    steps.take(event(1, 3))

    assert watch.deadline == 1.0


@given(st.text(max_size=60))
def test_text_is_told_without_control_characters(text: str) -> None:
    steps, _, told = sink()

    steps.take(event(1, 2, text))

    shown = told[0].text
    assert all(character.isprintable() or character in "\n\t " or character.isspace() for character in shown)
    assert "\x1b" not in shown
    assert "\u202e" not in shown
