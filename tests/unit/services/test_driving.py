"""A record goes from state to state; what stops it is kept, and another hand's move is no fault."""

from dataclasses import dataclass, replace
from enum import Enum

import pytest

from desktop.core.cancel import CancelToken
from desktop.core.changes import Progress
from desktop.core.errors import AppError, Cancelled, StaleState
from desktop.services.driving import Report, Step, drive


class State(Enum):
    FIRST = "first"
    SECOND = "second"
    LAST = "last"


@dataclass(frozen=True)
class Thing:
    id: str = "a"
    state: State = State.FIRST


class Book:
    """One record, and what was noted about it."""

    def __init__(self) -> None:
        self.thing = Thing()
        self.noted: list[tuple[State, AppError | None]] = []

    def to(self, state: State) -> Step[Thing]:
        def step(thing: Thing, _cancel: CancelToken, _report: Report) -> Thing:
            self.thing = replace(thing, state=state)
            return self.thing

        return step

    def drive(self, steps: dict[State, Step[Thing]], cancel: CancelToken | None = None) -> Thing:
        return drive(
            self.thing,
            steps,
            settled={State.LAST},
            reread=lambda _identifier: self.thing,
            note=lambda thing, fault: self.noted.append((thing.state, fault)),
            cancel=cancel or CancelToken(),
            report=lambda _progress: None,
        )


def test_it_goes_on_until_it_is_settled_and_each_change_is_noted() -> None:
    book = Book()

    ended = book.drive({State.FIRST: book.to(State.SECOND), State.SECOND: book.to(State.LAST)})

    assert ended.state is State.LAST
    assert book.noted == [(State.SECOND, None), (State.LAST, None)]


def test_a_step_that_leaves_it_where_it_is_ends_the_drive_without_a_note() -> None:
    book = Book()

    assert book.drive({State.FIRST: book.to(State.FIRST)}).state is State.FIRST
    assert book.noted == []


def test_a_fault_is_noted_with_the_state_it_stopped_in() -> None:
    book, fault = Book(), AppError()

    def fails(_thing: Thing, _cancel: CancelToken, _report: Report) -> Thing:
        raise fault

    with pytest.raises(AppError):
        book.drive({State.FIRST: book.to(State.SECOND), State.SECOND: fails})
    assert book.noted == [(State.SECOND, None), (State.SECOND, fault)]


def test_what_another_hand_moved_is_read_again_and_carried_on() -> None:
    book = Book()

    def beaten(thing: Thing, _cancel: CancelToken, _report: Report) -> Thing:
        book.thing = replace(thing, state=State.SECOND)
        raise StaleState(thing.id, "first", "second")

    assert book.drive({State.FIRST: beaten, State.SECOND: book.to(State.LAST)}).state is State.LAST
    assert book.noted == [(State.LAST, None)]


@pytest.mark.parametrize("inside", [False, True])
def test_a_stop_is_no_fault(inside: bool) -> None:
    book, cancel = Book(), CancelToken()

    def stops(thing: Thing, cancel: CancelToken, report: Report) -> Thing:
        report(Progress(thing.id, "fetch"))
        cancel.cancel()
        if inside:
            cancel.raise_if_cancelled()
        return book.to(State.SECOND)(thing, cancel, report)

    with pytest.raises(Cancelled):
        book.drive({State.FIRST: stops, State.SECOND: stops}, cancel)
    assert book.noted == ([] if inside else [(State.SECOND, None)])
