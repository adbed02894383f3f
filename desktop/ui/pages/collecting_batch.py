"""A batch that takes money home, step by step, while it runs and when it was broken off."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from desktop.core.holdings import FINISHED, Collection, Step, StepKind, StepState
from desktop.core.identity import Address
from desktop.core.money import Currency
from desktop.text import amount, mark, tr, trn
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Card, ElidedLabel, Icon, Label, clear, column, row
from desktop.ui.widgets.states import Banner

_KINDS = {
    StepKind.REFUND: (mark("Refund"), mark("Refund: {model}")),
    StepKind.SETTLE: (mark("Settle sales"), mark("Settle sales: {model}")),
    StepKind.WITHDRAW: (mark("Take out of the market"), ""),
    StepKind.SPLIT_IN: (mark("From the market to the split"), ""),
    StepKind.SHARE: (mark("Take out of the split"), ""),
    StepKind.BOND: (mark("Take the bond out"), ""),
}
_STATES = {
    StepState.TODO: (mark("not yet"), "circle", "muted"),
    StepState.SENT: (mark("on its way"), "hourglass", "warning"),
    StepState.DONE: (mark("done"), "circle-check", "success"),
    StepState.FAILED: (mark("failed"), "circle-x", "danger"),
    StepState.NEEDLESS: (mark("nothing left to take"), "circle-dashed", "muted"),
}
_FAULTS = {
    "Reverted": mark("The contract refused it. What it holds stays there."),
    "TransactionFailed": mark("The contract refused it; only the fee is gone."),
    "CostRose": mark("It would cost more now than you were told, so it was not sent."),
    "InsufficientFunds": mark("The account cannot pay the fee."),
}


class BatchCard(Card):
    """Its steps with their states; stop while it runs, go on or put away when it does not."""

    stopped = Signal()
    continued = Signal()
    put_away = Signal()

    def __init__(self) -> None:
        super().__init__(spacing=GRID + 4)
        self.title = Label("", "h3")
        self.note = Label("", "muted", wrap=True)
        self.fault = Banner("danger")
        self.fault.hide()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.steps = column(spacing=GRID)
        self.stop = Button(tr("Stop after this step"), name="collecting-stop", clicked=self.stopped.emit)
        self.go_on = Button(tr("Go on"), "primary", name="collecting-go-on", clicked=self.continued.emit)
        self.close_it = Button("", "ghost", name="collecting-put-away", clicked=self.put_away.emit)
        for widget in (self.title, self.note, self.fault, self.bar):
            self.column.addWidget(widget)
        self.column.addLayout(self.steps)
        self.column.addLayout(row(1, self.close_it, self.stop, self.go_on))
        self.hide()

    def show_beginning(self) -> None:
        """The first step is being prepared."""
        self.fault.hide()
        self.title.setText(tr("Taking it home"))
        self.note.setText("")
        self.note.hide()
        self.bar.setRange(0, 0)
        clear(self.steps)
        self._buttons(running=True, finished=False)
        self.show()

    def show_collection(
        self, collection: Collection | None, unit: Callable[[Address], Currency], *, running: bool
    ) -> None:
        """How far it is; none leaves the card away. ``unit`` tells what amounts are counted in."""
        if collection is None:
            self.setVisible(running)
            return
        clear(self.steps)
        for step in collection.steps:
            self.steps.addWidget(StepRow(step, unit(step.currency)))
        ended = sum(1 for step in collection.steps if step.state in FINISHED)
        finished = collection.is_finished and not running
        self.bar.setRange(0, len(collection.steps))
        self.bar.setValue(ended)
        self.bar.setVisible(not finished)
        self._say(collection, running=running, finished=finished, ended=ended)
        self._buttons(running=running, finished=finished)
        self.show()

    def show_fault(self, error: BaseException) -> None:
        """Why it was broken off."""
        self.fault.show_error(error)

    def forget(self) -> None:
        """It is put away."""
        self.fault.hide()
        self.hide()

    def _say(self, collection: Collection, *, running: bool, finished: bool, ended: int) -> None:
        failed = sum(1 for step in collection.steps if step.state is StepState.FAILED)
        done = tr("{done} of {total}", done=ended, total=len(collection.steps))
        if finished and failed:
            self.title.setText(tr("Some of it could not be taken"))
            words = trn("{n} step failed.", "{n} steps failed.", failed)
        elif finished:
            self.title.setText(tr("Everything is home"))
            fees = sum(step.fee_wei for step in collection.steps)
            words = tr("The network fees were {fee}.", fee=amount(fees, 8))
        elif running:
            self.title.setText(tr("Taking it home"))
            words = done
        else:
            self.title.setText(tr("This was not finished"))
            words = tr(
                "{done} steps have ended. What was sent is looked for first; nothing is paid twice.",
                done=done,
            )
        self.note.setText(words)
        self.note.show()

    def _buttons(self, *, running: bool, finished: bool) -> None:
        self.stop.setVisible(running)
        self.go_on.setVisible(not running and not finished)
        self.close_it.setVisible(not running)
        self.close_it.set_text(tr("Close") if finished else tr("Leave the rest"))


class StepRow(QWidget):
    """One transaction of a batch."""

    def __init__(self, step: Step, unit: Currency) -> None:
        super().__init__()
        plain, named = _KINDS[step.kind]
        state, icon, role = _STATES[step.state]
        title = tr(named, model=step.subject) if named and step.subject else tr(plain)
        words = column(spacing=2)
        words.addWidget(ElidedLabel(title))
        if step.state is StepState.FAILED:
            reason = Label(tr(_FAULTS.get(step.fault, _FAULTS["Reverted"])), "small", wrap=True)
            words.addWidget(reason)
        line = row(Icon(icon, role, 20), spacing=2 * GRID)
        line.addLayout(words, 1)
        if step.amount and step.state is not StepState.NEEDLESS:
            line.addWidget(Label(amount(step.amount, currency=unit), "body"))
        said = Label(tr(state), "small")
        said.setMinimumWidth(14 * GRID)
        line.addWidget(said)
        line.setContentsMargins(0, 0, 0, 0)
        self.setLayout(line)
        self.setAccessibleName(f"{title}: {tr(state)}")
