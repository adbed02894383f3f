"""Requests for keys on their way: one job each, whatever page is open, and what it last said."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.core.changes import Progress
from desktop.core.requests import REQUEST_SETTLED, KeyRequest
from desktop.text import tr
from desktop.ui.jobs import Job, JobRunner

if TYPE_CHECKING:
    from desktop.services.rights import KeyQuote, LicenceService


@dataclass(frozen=True, slots=True)
class Asking:
    """One request as the window follows it."""

    request: KeyRequest
    is_running: bool = False
    progress: Progress | None = None
    error: BaseException | None = None

    @property
    def is_settled(self) -> bool:
        return self.request.state in REQUEST_SETTLED


class RequestFlow(QObject):
    """Starts, follows, retries and stops requests; ``updated`` carries the request's id."""

    updated = Signal(str)

    def __init__(self, licences: "LicenceService", jobs: JobRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._licences = licences
        self._jobs = jobs
        self._askings: dict[str, Asking] = {}
        self._running: dict[str, Job] = {}

    def ask(self, quote: "KeyQuote") -> None:
        """The person wants it; they see what is signed for it while this waits."""
        self._jobs.start(
            lambda _job: self._licences.begin(quote),
            title=tr("Asking for the key of a version"),
            owner=self,
            done=self._begun,
        )

    def resume(self) -> None:
        """Go on with everything that a closed window left behind."""

        def advance_all(found: list[KeyRequest]) -> None:
            for request in found:
                self._begun(request)

        self._jobs.start(lambda _job: self._licences.unfinished(), lane="db", owner=self, done=advance_all)

    def asking(self, request: KeyRequest) -> Asking:
        """What is known of a request; keeps what is running."""
        known = self._askings.get(request.id)
        asking = replace(known, request=request) if known else Asking(request)
        self._askings[request.id] = asking
        return asking

    def advance(self, identifier: str) -> None:
        """Start or retry; does nothing while it runs."""
        asking = self._askings.get(identifier)
        if asking is None or identifier in self._running:
            return
        self._set(identifier, replace(asking, is_running=True, error=None, progress=None))
        self._running[identifier] = self._jobs.start(
            lambda job: self._licences.advance(identifier, job.cancel, job.report),
            lane="net",
            title=tr("Getting the key of a version"),
            owner=self,
            done=lambda request: self._settled(identifier, request, None),
            failed=lambda error: self._failed(identifier, error),
            progressed=lambda progress: self._progressed(identifier, progress),
        )

    def cancel(self, identifier: str) -> None:
        """Stop before anything was paid."""
        job = self._running.pop(identifier, None)
        if job is not None:
            job.cancel()
        self._jobs.start(
            lambda _job: self._licences.cancel(identifier),
            lane="db",
            owner=self,
            done=lambda request: self._settled(identifier, request, None),
            failed=lambda error: self._settled(identifier, None, error),
        )

    def _begun(self, request: KeyRequest) -> None:
        self.asking(request)
        self.advance(request.id)

    def _progressed(self, identifier: str, progress: Progress) -> None:
        asking = self._askings[identifier]
        if asking.is_running:
            self._set(identifier, replace(asking, progress=progress))

    def _failed(self, identifier: str, error: BaseException) -> None:
        """Read where it stands before saying that it failed."""
        self._jobs.start(
            lambda _job: self._licences.request(identifier),
            lane="db",
            owner=self,
            done=lambda request: self._settled(identifier, request, error),
            failed=lambda _reading: self._settled(identifier, None, error),
        )

    def _settled(self, identifier: str, request: KeyRequest | None, error: BaseException | None) -> None:
        self._running.pop(identifier, None)
        asking = self._askings[identifier]
        self._set(identifier, Asking(request if request is not None else asking.request, error=error))

    def _set(self, identifier: str, asking: Asking) -> None:
        self._askings[identifier] = asking
        self.updated.emit(identifier)
