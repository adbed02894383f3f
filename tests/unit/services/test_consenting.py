"""A signature waits for the person, and never for ever."""

import threading

from desktop.core.changes import Change, Topic
from desktop.core.consent import ConsentNeeded, Reason
from desktop.services.consenting import ConsentDesk

NEEDED = ConsentNeeded((Reason("day-limit"),), "send")


def asking(desk: ConsentDesk, *, was_wrong: bool = False) -> tuple[threading.Thread, list[str]]:
    answers: list[str] = []
    thread = threading.Thread(target=lambda: answers.append(desk.ask(NEEDED, was_wrong)))
    thread.start()
    while desk.question is None and thread.is_alive():
        thread.join(0.005)
    return thread, answers


def attended(patience_s: float = 60.0) -> tuple[ConsentDesk, list[Change]]:
    told: list[Change] = []
    desk = ConsentDesk(told.append, patience_s)
    desk.attend()
    return desk, told


def test_the_answer_reaches_the_signature_that_waits_and_nobody_twice() -> None:
    desk, told = attended()
    thread, answers = asking(desk)
    question = desk.question
    assert question is not None
    assert question.needed is NEEDED

    question.agree("the password")
    thread.join()
    question.agree("another")

    assert answers == ["the password"]
    assert question.wait(0) == ""
    assert desk.question is None
    assert told == [Change(Topic.CONSENT)] * 2


def test_no_answer_is_no_after_a_while() -> None:
    desk, _ = attended(patience_s=0.01)

    assert desk.ask(NEEDED, False) == ""


def test_where_nobody_looks_the_answer_is_no_at_once() -> None:
    assert ConsentDesk(lambda _change: None).ask(NEEDED, False) == ""


def test_a_window_that_goes_declines_what_waits() -> None:
    desk, _ = attended()
    thread, answers = asking(desk, was_wrong=True)
    assert desk.question is not None
    assert desk.question.was_wrong

    desk.close()
    thread.join()

    assert answers == [""]


def test_questions_are_shown_one_after_the_other() -> None:
    desk, _ = attended()
    first, _answers = asking(desk)
    one = desk.question
    second = threading.Thread(target=lambda: desk.ask(NEEDED, False))
    second.start()
    assert desk.question is one
    assert one is not None

    one.decline()
    first.join()
    while desk.question is None:
        second.join(0.005)

    assert desk.question is not one
    desk.close()
    second.join()
