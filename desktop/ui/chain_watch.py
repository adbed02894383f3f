"""What the window asks each time that the network has told its head: marks, reorganisations, deadlines."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.core.changes import Change, Topic
from desktop.core.deadlines import Alarm
from desktop.services.deadlines import AlarmView
from desktop.ui.jobs import ChangeBus, JobRunner
from desktop.ui.purchase_flow import PurchaseFlow
from desktop.ui.services import AppServices

if TYPE_CHECKING:
    from desktop.services.network import NetworkStatus

_ALARM_TOPICS = frozenset({Topic.PURCHASES, Topic.SALES, Topic.WALLET})


class ChainWatch(QObject):
    """One look at a time; ``viewed`` carries the alarms, ``untold`` those that the desktop should tell once."""

    viewed = Signal(object)
    untold = Signal(object)

    def __init__(
        self, services: AppServices, flows: PurchaseFlow, jobs: JobRunner, bus: ChangeBus, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._services, self._flows, self._jobs = services, flows, jobs
        self._is_looking = self._is_viewing = self._has_looked = False
        bus.changed.connect(self._changed)

    def look(self, status: "NetworkStatus") -> None:
        """The network has answered, or has not: look at the orders, then at the deadlines in either case."""
        head = status.head
        if head is None or status.fault is not None:
            self._settled()
            return
        if self._is_looking:
            return
        self._is_looking = True

        def work() -> tuple[str, ...]:
            self._services.deadlines.note(head)
            self._services.deadlines.read_credits()
            self._services.outgoing.look()
            return self._services.watch.look(head)

        self._jobs.start(
            lambda _job: work(), owner=self, done=self._settled, failed=lambda _error: self._settled()
        )

    def put_away(self, alarm: Alarm) -> None:
        """The person closes an alarm."""
        self._jobs.start(
            lambda _job: self._services.deadlines.put_away(alarm),
            lane="db",
            owner=self,
            done=lambda _: self._view(),
        )

    def _settled(self, carry_on: tuple[str, ...] = ()) -> None:
        self._is_looking = False
        self._has_looked = True
        if carry_on and self._services.accounts.state.value == "unlocked":
            self._flows.carry_on(carry_on)
        self._view()

    def _view(self) -> None:
        # Before the first look the records may be of last week: an alarm would be about what was settled long ago.
        if self._is_viewing or not self._has_looked:
            return
        self._is_viewing = True
        deadlines = self._services.deadlines

        def show(found: tuple[AlarmView, tuple[Alarm, ...]]) -> None:
            self._is_viewing = False
            self.viewed.emit(found[0])
            if found[1]:
                self.untold.emit(found[1])

        def failed(_error: BaseException) -> None:
            self._is_viewing = False

        def read() -> tuple[AlarmView, tuple[Alarm, ...]]:
            view = deadlines.view()
            return view, deadlines.take_untold(view.alarms)

        self._jobs.start(
            lambda _job: read(),
            lane="db",
            owner=self,
            done=show,
            failed=failed,
        )

    def _changed(self, change: Change) -> None:
        if change.topic is Topic.BALANCE:
            self._services.deadlines.forget_credits()
        elif change.topic in _ALARM_TOPICS:
            self._view()
