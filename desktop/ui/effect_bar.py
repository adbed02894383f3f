"""The strip over every page that tells when a transaction did more than was agreed to, until it is put away."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from desktop.core.changes import Change, Topic
from desktop.core.effect_checks import Expectation
from desktop.text import tr, trn
from desktop.text.effects import differences_text
from desktop.ui.dialogs import Dialog
from desktop.ui.jobs import ChangeBus, JobRunner
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Label, column, row
from desktop.ui.widgets.confirmation import ChangesView
from desktop.ui.widgets.money import AddressView, Facts
from desktop.ui.widgets.signed_bytes import DigestView
from desktop.ui.widgets.states import Banner

if TYPE_CHECKING:
    from desktop.services.effects import EffectGuard


class EffectBar(QWidget):
    """The newest such transaction, and how many more there are."""

    def __init__(self, jobs: JobRunner, bus: ChangeBus) -> None:
        super().__init__()
        self.setObjectName("effect-bar")
        self._jobs = jobs
        self._guard: EffectGuard | None = None
        self.alarms: list[Expectation] = []
        self.banner = Banner("danger", action=tr("Look"))
        self.banner.button.setObjectName("effect-look")
        self.banner.button.clicked.connect(lambda _=False: self._look())
        outer = column(self, spacing=GRID)
        outer.setContentsMargins(4 * GRID, 2 * GRID, 4 * GRID, 0)
        outer.addWidget(self.banner)
        bus.changed.connect(self._changed)
        self.hide()

    def watch(self, guard: "EffectGuard") -> None:
        """From now on tell what this guard finds."""
        self._guard = guard
        self._read()

    def _changed(self, change: Change) -> None:
        if change.topic is Topic.ACTIVITY:
            self._read()

    def _read(self) -> None:
        guard = self._guard
        if guard is not None:
            self._jobs.start(lambda _job: guard.alarms(), lane="db", owner=self, done=self._show)

    def _show(self, alarms: list[Expectation]) -> None:
        self.alarms = alarms
        if alarms:
            title = trn(
                "A transaction did more than you agreed to",
                "{n} transactions did more than you agreed to",
                len(alarms),
            )
            self.banner.say("danger", title, differences_text(alarms[0].found))
        self.setVisible(bool(alarms))

    def _look(self) -> None:
        if self.alarms:
            OutcomeDialog(self.window(), self.alarms[0], self._put_away).open()

    def _put_away(self, transaction_hash: bytes) -> None:
        guard = self._guard
        if guard is not None:
            self._jobs.start(
                lambda _job: guard.put_away(transaction_hash),
                lane="db",
                owner=self,
                done=lambda _: self._read(),
            )


class OutcomeDialog(Dialog):
    """What was agreed to beside what came."""

    def __init__(self, parent: QWidget, outcome: Expectation, put_away: Callable[[bytes], object]) -> None:
        super().__init__(parent, tr("More than you agreed to"))
        self.setObjectName("outcome-dialog")
        self.setMinimumWidth(64 * GRID)
        self.lines.addWidget(Banner("danger", "", differences_text(outcome.found)))
        self.lines.addWidget(ChangesView(outcome.expected, tr("What you agreed to"), is_past=True))
        if outcome.real is not None:
            self.lines.addWidget(ChangesView(outcome.real, tr("What came"), is_past=True))
        facts = Facts()
        facts.add(tr("Called"), AddressView(outcome.to))
        facts.add(tr("Account"), AddressView(outcome.account))
        self.lines.addWidget(facts)
        self.lines.addWidget(DigestView(tr("Transaction"), outcome.hash))
        words = tr(
            "Nothing can undo it. If somebody may still take tokens from this account, take that right back under approvals, and move what is left to an account of yours that signed nothing for them."
        )
        self.lines.addWidget(Label(words, "body", wrap=True))
        self.away = Button(tr("I have seen it"), name="outcome-away")
        self.accepted.connect(lambda: put_away(outcome.hash))
        self.away.clicked.connect(lambda _=False: self.accept())
        self.lines.addLayout(row(1, self.away, Button(tr("Close"), "primary", clicked=self.reject)))
        QTimer.singleShot(
            0, self, self.adjustSize
        )  # sentences that wrap know their height once they have a width
