"""Whatever waits for the person's answer before it is signed: what is agreed to, and what the vault asks on top."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.core.changes import Change, Topic
from desktop.ui.agreement_watch import AgreementWatch
from desktop.ui.consent_watch import ConsentWatch
from desktop.ui.jobs import ChangeBus, JobRunner

if TYPE_CHECKING:
    from desktop.services.agreeing import AgreementDesk
    from desktop.services.consenting import ConsentDesk


class Questions(QObject):
    """The two desks of the services that are open, as the window sees them."""

    def __init__(
        self,
        agreements: "AgreementDesk",
        consents: "ConsentDesk",
        jobs: JobRunner,
        bus: ChangeBus,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self.agreements = AgreementWatch(agreements, jobs, window)
        self.consents = ConsentWatch(consents, window)
        for part in (self.agreements, self.consents):
            part.setParent(self)
        bus.changed.connect(self._changed)

    def _changed(self, change: Change) -> None:
        """A desk has a question more, or one less."""
        if change.topic is Topic.CONSENT:
            self.consents.look()
        elif change.topic is Topic.AGREEMENT:
            self.agreements.look()

    def decline(self) -> None:
        """The wallet was locked: nothing is signed."""
        self.agreements.decline()
        self.consents.decline()

    def close(self) -> None:
        """The window goes: whatever waits gets no answer any more."""
        self.agreements.close()
        self.consents.close()
