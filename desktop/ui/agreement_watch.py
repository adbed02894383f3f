"""Shows what waits for the person's agreement, one act at a time, and tries it again when a block comes."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui.agreement_sheet import AgreementSheet
from desktop.ui.jobs import JobRunner

if TYPE_CHECKING:
    from desktop.core.agreements import Sheet
    from desktop.services.agreeing import Agreement, AgreementDesk


class AgreementWatch(QObject):
    """Keeps the sheet of the oldest act open until it is answered here, or no longer waited for."""

    def __init__(self, desk: "AgreementDesk", jobs: JobRunner, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._jobs, self._window = desk, jobs, window
        self._shown: Agreement | None = None
        self.sheet: AgreementSheet | None = None
        self._head: int | None = None
        self._is_trying = False
        desk.attend()

    def look(self) -> None:
        """The desk has an act more, or one less."""
        if self._shown is not None and self._shown.is_open:
            return
        if self.sheet is not None:
            self.sheet.accept()
        waiting = self._desk.waiting
        if waiting is not None:
            self._open(waiting)

    def head_moved(self, number: int) -> None:
        """A block came: what is shown is tried again."""
        is_new, self._head = self._head not in {None, number}, number
        sheet = self.sheet
        if is_new and sheet is not None and not self._is_trying:
            self._is_trying = True
            self._jobs.start(
                lambda _job: sheet.agreement.renew(),
                owner=self,
                done=lambda found: self._tried(sheet, found),
                failed=lambda _error: self._tried(sheet, None),
            )

    def decline(self) -> None:
        """The wallet was locked: nothing is signed."""
        self._desk.decline_all()
        self.look()

    def close(self) -> None:
        """The window goes: whatever waits is declined."""
        self._desk.close()
        self.look()

    def _tried(self, sheet: AgreementSheet, found: "Sheet | None") -> None:
        """A node that did not answer changes nothing: it is tried once more before it is signed."""
        self._is_trying = False
        if found is not None and self.sheet is sheet:
            sheet.take(found)

    def _open(self, agreement: "Agreement") -> None:
        self._shown = agreement
        # Over the dialog that asked for it: over the window alone it would lie beside that, and both could be used.
        parent = QApplication.activeModalWidget() or self._window
        sheet = self.sheet = AgreementSheet(parent, agreement)
        sheet.finished.connect(lambda _code: self._closed(agreement))
        sheet.open()

    def _closed(self, agreement: "Agreement") -> None:
        """Closed without an answer is no."""
        agreement.decline()
        self.sheet = None
        self.look()
