"""Asking the person again: a signature waits in its own thread until the window has an answer, or nobody gives one."""

import threading
from collections.abc import Callable
from typing import Final

from desktop.core.changes import Change, Topic
from desktop.core.consent import ConsentNeeded

PATIENCE_S: Final = 180.0
"""A claim may be what waits, and it has a deadline: a window that stands unattended must not hold it for ever."""


class Question:
    """What the vault asks about one signature; ``was_wrong`` says that the last password was not the wallet's."""

    def __init__(self, needed: ConsentNeeded, *, was_wrong: bool) -> None:
        self.needed = needed
        self.was_wrong = was_wrong
        self._password = ""
        self._settled = threading.Event()

    @property
    def is_open(self) -> bool:
        """Whether an answer is still waited for."""
        return not self._settled.is_set()

    def agree(self, password: str) -> None:
        """The person wants it; the vault looks at the password."""
        if self.is_open:
            self._password = password
            self._settled.set()

    def decline(self) -> None:
        """Nothing is signed."""
        self._settled.set()

    def wait(self, patience_s: float) -> str:
        """The password, once; empty if there is none."""
        self._settled.wait(patience_s)
        self._settled.set()
        password, self._password = self._password, ""
        return password


class ConsentDesk:
    """Where signatures that need consent wait; safe to use from several threads, of which none is the window's.

    Args:
        publish: Tells the window that there is a question.
        patience_s: How long one is waited for.
    """

    def __init__(self, publish: Callable[[Change], None], patience_s: float = PATIENCE_S) -> None:
        self._publish = publish
        self._patience_s = patience_s
        self._questions: list[Question] = []
        self._guard = threading.Lock()
        self._is_attended = False

    def attend(self) -> None:
        """A window is there to show questions; before that, each is declined at once."""
        self._is_attended = True

    @property
    def question(self) -> Question | None:
        """The oldest that waits for an answer."""
        with self._guard:
            return next((question for question in self._questions if question.is_open), None)

    def ask(self, needed: ConsentNeeded, was_wrong: bool) -> str:
        """The password, or "" if the person does not agree; fits ``wallet.signing_client.AskConsent``."""
        if not self._is_attended:
            return ""
        question = Question(needed, was_wrong=was_wrong)
        with self._guard:
            self._questions.append(question)
        self._publish(Change(Topic.CONSENT))
        try:
            return question.wait(self._patience_s)
        finally:
            with self._guard:
                self._questions.remove(question)
            self._publish(Change(Topic.CONSENT))

    def close(self) -> None:
        """Decline everything: the window goes."""
        self._is_attended = False
        with self._guard:
            for question in self._questions:
                question.decline()
