"""Writing something that goes to the chain for ever: a rating, an answer, an error report."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QPlainTextEdit, QWidget

from desktop.core.identity import Address
from desktop.core.plain_text import TextTooLong, used_bytes
from desktop.core.reports import MAX_REPORT_BYTES, Report, report_bytes
from desktop.core.reviews import MAX_REVIEW_BYTES
from desktop.text import amount, tr
from desktop.ui.jobs import JobRunner
from desktop.ui.rating_words import FACT_NAMES, breakable, fact_text, isolated
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, CheckBox, Label, column, row
from desktop.ui.widgets.stars import CHOICES, StarChoice
from desktop.ui.widgets.states import Banner

if TYPE_CHECKING:
    from desktop.core.reviews import Review
    from desktop.services.reporting import ReportDraft

C = TypeVar("C")


class WritingDialog(QDialog, Generic[C]):
    """A text with its bytes counted, what it costs at most, and Send.

    What sending costs is read before anything can be sent, and is the most that is then paid. The dialog stays open,
    with the reason and the text, while sending fails.
    """

    def __init__(
        self,
        parent: QWidget,
        jobs: JobRunner,
        *,
        title: str,
        sentences: tuple[str, ...],
        placeholder: str,
        confirm: str,
        limit: int = MAX_REVIEW_BYTES,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(title)
        self.setMinimumWidth(68 * GRID)
        self._jobs, self._title, self._limit = jobs, title, limit
        self._confirm_text = confirm
        self._cost_wei: int | None = None
        self._is_sending = False
        self.edit = QPlainTextEdit()
        self.edit.setObjectName("review-text")
        self.edit.setAccessibleName(placeholder)
        self.edit.setPlaceholderText(placeholder)
        self.edit.setTabChangesFocus(True)
        self.edit.setMinimumHeight(15 * GRID)
        self.counter = Label("", "small")
        self.cost = Label(tr("Asking the node what it costs…"), "small", wrap=True)
        self.fault = Banner("danger")
        self.fault.hide()
        self.confirm = Button(confirm, "primary", icon="send", name="review-send", clicked=self._submit)
        self.cancel = Button(tr("Cancel"), name="review-cancel", clicked=self.reject)
        self.above = column(spacing=GRID)
        self.below = column(spacing=GRID)
        lines = column(self, padding=3 * GRID, spacing=2 * GRID)
        lines.addWidget(Label(title, "h2", wrap=True))
        for sentence in sentences:
            lines.addWidget(Label(sentence, "muted", wrap=True))
        lines.addLayout(self.above)
        lines.addWidget(self.edit, 1)
        lines.addLayout(row(self.counter, 1))
        lines.addLayout(self.below)
        lines.addWidget(self.fault)
        lines.addWidget(self.cost)
        lines.addLayout(row(1, self.cancel, self.confirm))
        self.edit.textChanged.connect(self.update_state)
        self._prepare: Callable[[int], Callable[[], object]] | None = None
        self._then: Callable[[], object] | None = None

    def start(
        self,
        costs: Callable[[], C],
        prepare: Callable[[int], Callable[[], object]],
        then: Callable[[], object],
    ) -> None:
        """Open it.

        Args:
            costs: Reads what sending takes; runs in a job.
            prepare: Takes the agreed fee in wei, reads the dialog, and gives the job that sends.
            then: Called when it was mined.
        """
        self._prepare, self._then = prepare, then
        self._jobs.start(lambda _job: costs(), owner=self, done=self.take_costs, failed=self._costs_failed)
        self.update_state()
        self.open()

    @property
    def text(self) -> str:
        return self.edit.toPlainText()

    # What kinds of writing differ in.

    def cost_of(self, found: C) -> int:
        """The most that sending takes, in wei, of what ``costs`` read."""
        raise NotImplementedError

    def used(self) -> int:
        """How many bytes the event would hold."""
        return used_bytes(self.text)

    def is_complete(self) -> bool:
        """Whether there is something to send."""
        return True

    # The rest is the same.

    def take_costs(self, found: C) -> None:
        """What sending takes is known."""
        self._cost_wei = self.cost_of(found)
        self.cost.setText(tr("The network fee is {amount} at most.", amount=amount(self._cost_wei, 8)))
        self.update_state()

    def update_state(self) -> None:
        """Count, and say whether it can be sent."""
        used = self.used()
        fits = used <= self._limit
        self.counter.setText(tr("{used} of {limit} bytes", used=f"{used:,}", limit=f"{self._limit:,}"))
        self.counter.set_role("small" if fits else "danger")
        ready = fits and self._cost_wei is not None and self.is_complete() and not self._is_sending
        self.confirm.setEnabled(ready)

    def _costs_failed(self, error: BaseException) -> None:
        self.cost.setText(tr("What it costs is not known."))
        self.fault.show_error(error)

    def _submit(self) -> None:
        if self._prepare is None or self._cost_wei is None:
            return
        send = self._prepare(self._cost_wei)
        self._set_sending(sending=True)
        self._jobs.start(
            lambda _job: send(), title=self._title, owner=self, done=self._sent, failed=self._failed
        )

    def _sent(self, _result: object) -> None:
        then = self._then
        self.accept()
        if then is not None:
            then()

    def _failed(self, error: BaseException) -> None:
        self._set_sending(sending=False)
        self.fault.show_error(error)

    def _set_sending(self, *, sending: bool) -> None:
        self._is_sending = sending
        self.fault.hide()
        self.edit.setReadOnly(sending)
        self.confirm.set_text(tr("Sending…") if sending else self._confirm_text)
        # What was sent goes on without this dialog; the activity shows what became of it.
        self.cancel.set_text(tr("Close") if sending else tr("Cancel"))
        self.update_state()


class _Cost(WritingDialog[int]):
    """Where the fee is all that is read before."""

    def cost_of(self, found: int) -> int:
        return found


class RateDialog(_Cost):
    """Stars and a text; rating again replaces what stands there."""

    def __init__(
        self, parent: QWidget, jobs: JobRunner, name: str, account: Address, present: "Review | None"
    ) -> None:
        title = (
            tr("Change your rating of “{name}”", name=isolated(name))
            if present
            else tr("Rate “{name}”", name=isolated(name))
        )
        super().__init__(
            parent,
            jobs,
            title=title,
            sentences=(
                tr(
                    "A rating is public for ever, together with your account {account}. You can replace it later; nobody can delete it.",
                    account=account.short,
                ),
            ),
            placeholder=tr("What is it good at, and where does it fail? You can leave this empty."),
            confirm=tr("Publish rating"),
        )
        self.setObjectName("rate-dialog")
        self.stars = StarChoice()
        self.meaning = Label(tr("Choose one to five stars"), "muted")
        self.above.addLayout(row(self.stars, self.meaning, 1, spacing=2 * GRID))
        self.stars.chosen.connect(self._chosen)
        if present is not None:
            self.stars.choose(present.stars)
            self.edit.setPlainText(present.text)
        self.stars.setFocus()

    def is_complete(self) -> bool:
        return self.stars.stars > 0

    def _chosen(self, stars: object) -> None:
        if isinstance(stars, int) and stars:
            self.meaning.setText(tr(CHOICES[stars]))
        self.update_state()

    @classmethod
    def ask(
        cls,
        parent: QWidget,
        jobs: JobRunner,
        *,
        name: str,
        account: Address,
        present: "Review | None",
        costs: Callable[[], int],
        send: Callable[[int, str, int], object],
        then: Callable[[], object],
    ) -> "RateDialog":
        """Open it; ``send`` gets stars, text and the agreed fee in wei, in a job."""
        dialog = cls(parent, jobs, name, account, present)
        dialog.start(costs, lambda agreed: partial(send, dialog.stars.stars, dialog.text, agreed), then)
        return dialog


class AnswerDialog(_Cost):
    """The seller's answer to a rating; an empty one takes an earlier answer back."""

    def __init__(self, parent: QWidget, jobs: JobRunner, present: str) -> None:
        super().__init__(
            parent,
            jobs,
            title=tr("Change your answer") if present else tr("Answer this rating"),
            sentences=(
                tr(
                    "An answer is public for ever and stands below the rating. You can replace it; nobody can delete it."
                ),
                *((tr("Send it empty to show no answer any more."),) if present else ()),
            ),
            placeholder=tr("What do you say to this?"),
            confirm=tr("Publish answer"),
        )
        self.setObjectName("answer-dialog")
        self._may_be_empty = bool(present)
        self.edit.setPlainText(present)
        self.edit.setFocus()

    def is_complete(self) -> bool:
        return self._may_be_empty or self.used() > 0

    @classmethod
    def ask(
        cls,
        parent: QWidget,
        jobs: JobRunner,
        *,
        present: str,
        costs: Callable[[], int],
        send: Callable[[str, int], object],
        then: Callable[[], object],
    ) -> "AnswerDialog":
        """Open it; ``send`` gets the text and the agreed fee in wei, in a job."""
        dialog = cls(parent, jobs, present)
        dialog.start(costs, lambda agreed: partial(send, dialog.text, agreed), then)
        return dialog


class ReportDialog(WritingDialog["ReportDraft"]):
    """Words to the seller alone, and facts about this computer that are shown before they are ticked."""

    def __init__(self, parent: QWidget, jobs: JobRunner, name: str) -> None:
        super().__init__(
            parent,
            jobs,
            title=tr("Report an error in “{name}”", name=isolated(name)),
            sentences=(
                tr(
                    "Only the seller can read it. That your account reported something, and when, is public for ever."
                ),
            ),
            placeholder=tr("What did you do, what did you expect, and what happened?"),
            confirm=tr("Send report"),
            limit=MAX_REPORT_BYTES,
        )
        self.setObjectName("report-dialog")
        self._facts: dict[str, tuple[CheckBox, str]] = {}
        self.edit.setFocus()

    @property
    def ticked(self) -> frozenset[str]:
        """The facts that go with the text."""
        return frozenset(name for name, (box, _value) in self._facts.items() if box.isChecked())

    def cost_of(self, found: "ReportDraft") -> int:
        return found.cost_most_wei

    def take_costs(self, found: "ReportDraft") -> None:
        """What may be added is known too."""
        self.below.addWidget(Label(tr("Send along, if you tick it:"), "strong"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * GRID)
        grid.setColumnStretch(1, 1)
        for place, (name, value) in enumerate(found.facts):
            title, shown = tr(FACT_NAMES[name]), fact_text(value)
            box = CheckBox(title)
            box.setAccessibleName(tr("{name}: {value}", name=title, value=shown))
            box.setObjectName(f"report-{name}")
            box.toggled.connect(lambda _on: self.update_state())
            self._facts[name] = (box, value)
            grid.addWidget(box, place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Label(breakable(shown), "muted", wrap=True), place, 1)
        self.below.addLayout(grid)
        note = tr("Nothing else is sent: no name of yours, no file paths, no data that you ran the model on.")
        self.below.addWidget(Label(note, "small", wrap=True))
        super().take_costs(found)

    def used(self) -> int:
        values = {name: value for name, (_box, value) in self._facts.items() if name in self.ticked}
        try:
            return len(report_bytes(Report(1, self.text, **values)))
        except TextTooLong as error:
            return error.used_bytes

    def is_complete(self) -> bool:
        return bool(self.text.strip())

    @classmethod
    def ask(
        cls,
        parent: QWidget,
        jobs: JobRunner,
        *,
        name: str,
        draft: Callable[[], "ReportDraft"],
        send: Callable[[str, frozenset[str], int], object],
        then: Callable[[], object],
    ) -> "ReportDialog":
        """Open it; ``send`` gets the text, the ticked facts and the agreed fee in wei, in a job."""
        dialog = cls(parent, jobs, name)
        dialog.start(draft, lambda agreed: partial(send, dialog.text, dialog.ticked, agreed), then)
        return dialog
