"""Looking for accounts of the recovery words that were used: asked for, shown as it goes, chosen from."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QProgressBar, QWidget

from desktop.core.changes import Progress
from desktop.text import amount, describe, tr, trn
from desktop.ui.account_words import SCHEMES, default_name, use_words
from desktop.ui.jobs import Job, JobRunner
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, CheckBox, Label, Scroll, clear, column, row
from desktop.ui.widgets.states import Banner

if TYPE_CHECKING:
    from desktop.core.accounts import Account
    from desktop.services.discovering import AccountDiscovery, FoundAccount


_ROWS_SHOWN = 5


class FoundAccounts(QWidget):
    """Nothing is asked before ``start``. ``changed`` is called when the search or the choice changes."""

    def __init__(self, jobs: JobRunner, discovery: "AccountDiscovery", changed: Callable[[], object]) -> None:
        super().__init__()
        self._jobs, self._discovery, self._changed = jobs, discovery, changed
        self._job: Job | None = None
        self._known: frozenset[str] = frozenset()
        self._found: list[tuple[CheckBox, FoundAccount]] = []
        self.is_done = False
        self.title = Label("", "strong", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(tr("Looking for used accounts"))
        self.stop = Button(tr("Stop"), "ghost", name="found-stop", clicked=self.cancel)
        self.fault = Banner("warning", action=tr("Try again"))
        self.fault.button.setObjectName("found-again")
        self.fault.button.clicked.connect(lambda _=False: self._begin())
        self.rows = column(spacing=GRID)
        inner = QWidget()
        inner.setLayout(self.rows)
        self.results = Scroll(inner)
        lines = column(self, spacing=GRID + 4)
        head = row(self.title, self.stop)
        head.setStretch(0, 1)
        lines.addLayout(head)
        for widget in (self.bar, self.fault, self.results):
            lines.addWidget(widget)
        self._show(is_busy=False)
        self.fault.hide()
        self.results.hide()

    @property
    def has_failed(self) -> bool:
        """Whether the node could not be asked; the person can try again here."""
        return not self.fault.isHidden()

    @property
    def is_busy(self) -> bool:
        return self._job is not None

    def start(self, known: "Sequence[Account]") -> None:
        """Look; ``known`` accounts are there already."""
        self._known = frozenset(str(account.address) for account in known if not account.is_watched)
        self._begin()

    def cancel(self) -> None:
        """Stop looking; what was found so far is not kept."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
            self.title.setText(tr("Stopped. You can look again at any time under Wallet, Accounts."))
            self._show(is_busy=False)
            self._changed()

    @property
    def has_choice(self) -> bool:
        """Whether anything was found that is not there yet."""
        return any(box.isEnabled() for box, _found in self._found)

    def chosen(self) -> "list[FoundAccount]":
        """What is ticked and not there yet."""
        return [found for box, found in self._found if box.isEnabled() and box.isChecked()]

    def named_paths(self) -> list[tuple[str, str]]:
        """(path, name) of what is chosen."""
        return [(found.path, default_name(found.scheme, found.index)) for found in self.chosen()]

    def _begin(self) -> None:
        clear(self.rows)
        self._found = []
        self.is_done = False
        self.fault.hide()
        self.results.hide()
        self.title.setText(tr("Looking for used accounts"))
        self._show(is_busy=True)
        job: Job

        def settled(show: Callable[[], object]) -> None:
            if job is self._job:
                self._job = None
                self._show(is_busy=False)
                show()
                self._changed()

        job = self._job = self._jobs.start(
            lambda control: self._discovery.look(control.cancel, control.report),
            title=tr("Looking for used accounts"),
            owner=self,
            done=lambda found: settled(lambda: self._show_found(found)),
            failed=lambda error: settled(lambda: self._show_fault(error)),
            progressed=self._progressed,
        )
        self._changed()

    def _progressed(self, progress: Progress) -> None:
        if self._job is not None:
            n = progress.done
            self.title.setText(trn("{n} address looked at", "{n} addresses looked at", n))

    def _show_fault(self, error: BaseException) -> None:
        words = describe(error)
        self.title.setText(tr("Not all addresses could be looked at"))
        self.fault.say("warning", words.title, words.remedy or words.body)
        self.fault.show()

    def _show_found(self, found: "list[FoundAccount]") -> None:
        self.is_done = True
        self.title.setText(
            trn("{n} used account", "{n} used accounts", len(found))
            if found
            else tr("None of these words' addresses was used on this network yet.")
        )
        for account in found:
            self.rows.addWidget(self._row(account))
        self.rows.addStretch(1)
        self.results.setVisible(bool(found))
        self.results.setMinimumHeight(min(len(found), _ROWS_SHOWN) * 7 * GRID)

    def _row(self, found: "FoundAccount") -> QWidget:
        is_here = str(found.address) in self._known
        box = CheckBox(found.address.short)
        box.setObjectName(f"found-{found.scheme.name}-{found.index}")
        box.setChecked(True)
        box.setEnabled(not is_here)
        box.setToolTip(str(found.address))
        box.toggled.connect(lambda _: self._changed())
        scheme = tr("here already") if is_here else tr(SCHEMES[found.scheme])
        facts = Label(use_words(found), "muted")
        widget = QWidget()
        words = column(spacing=2)
        words.addLayout(row(box, 1, Label(amount(found.balance_wei, 6), "body")))
        words.addLayout(row(Label(scheme, "small"), 1, facts))
        widget.setLayout(words)
        self._found.append((box, found))
        return widget

    def _show(self, *, is_busy: bool) -> None:
        self.bar.setVisible(is_busy)
        self.stop.setVisible(is_busy)
