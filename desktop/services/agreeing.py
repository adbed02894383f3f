"""Asking the person: what would be signed waits in its own thread until the window has an answer.

Nothing else waits with it: a transaction takes its turn only after it was agreed to (``services.transactions``).
"""

import threading
from collections.abc import Callable, Sequence

from desktop.core.agreements import Agreed, Ask, Declined, Planned, Sheet, Unattended
from desktop.core.changes import Change, Topic
from desktop.core.errors import AppError
from desktop.services.transactions.ports import Asker, Nobody


class Agreement:
    """What one act would sign, and the answer to it; ``earlier`` is why the answer before did not hold.

    The sheet is tried again by ``renew``, which asks the network: call it from a job. Only the sheet that is shown can
    be agreed to.
    """

    def __init__(self, sheet: Sheet, make: Callable[[], Sheet], earlier: AppError | None = None) -> None:
        self.sheet = sheet
        self.earlier = earlier
        self._make = make
        self._agreed: tuple[Agreed, ...] = ()
        self._settled = threading.Event()

    @property
    def is_open(self) -> bool:
        """Whether an answer is still waited for."""
        return not self._settled.is_set()

    def renew(self) -> Sheet:
        """The same tried now; it becomes what is asked about only when the window shows it."""
        return self._make()

    def show(self, sheet: Sheet) -> None:
        """The window shows this one from now on."""
        self.sheet = sheet

    def agree(self, agreed: tuple[Agreed, ...]) -> None:
        """The person wants it, with these fees."""
        if self.is_open:
            self._agreed = agreed
            self._settled.set()

    def decline(self) -> None:
        """Nothing is signed."""
        self._settled.set()

    def wait(self) -> tuple[Agreed, ...]:
        """The answer; empty if the person does not agree."""
        self._settled.wait()
        return self._agreed


class AgreementDesk:
    """Where acts wait for the person; safe to use from several threads, of which none is the window's.

    Args:
        publish: Tells the window that there is something to agree to.
        unattended: Who answers while no window is there.
    """

    def __init__(self, publish: Callable[[Change], None], unattended: Asker | None = None) -> None:
        self._publish = publish
        self._unattended = unattended or Nobody()
        self._waiting: list[Agreement] = []
        self._guard = threading.Lock()
        self._is_attended = False
        self._is_closed = False

    def attend(self) -> None:
        """A window is there to show what is asked."""
        self._is_attended = True

    @property
    def waiting(self) -> Agreement | None:
        """The oldest that waits for an answer."""
        with self._guard:
            return next((one for one in self._waiting if one.is_open), None)

    def agree(
        self, plan: Sequence[Planned], ask: Ask, make: Callable[[], Sheet], earlier: AppError | None
    ) -> Sequence[Agreed | Unattended]:
        """Show the plan and wait; fits ``services.transactions.Asker``.

        Raises:
            Declined: The person does not agree, or the window has gone.
            AppError: It would fail as things are: the contract's own error, and nothing is asked.
        """
        if not self._is_attended:
            return self._unattended.agree(plan, ask, make, earlier)
        sheet = make()
        if sheet.failure is not None:
            raise sheet.failure
        one = Agreement(sheet, make, earlier)
        with self._guard:
            if self._is_closed:
                raise Declined
            self._waiting.append(one)
        self._publish(Change(Topic.AGREEMENT))
        try:
            agreed = one.wait()
        finally:
            with self._guard:
                self._waiting.remove(one)
            self._publish(Change(Topic.AGREEMENT))
        if not agreed:
            raise Declined
        return agreed

    def decline_all(self) -> None:
        """The wallet was locked: nothing that waits is signed."""
        with self._guard:
            for one in self._waiting:
                one.decline()

    def close(self) -> None:
        """The window goes: nothing is signed any more that somebody would have to agree to."""
        with self._guard:
            self._is_closed = True
        self.decline_all()
