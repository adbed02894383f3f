"""Settings, catalogue: what it began with, how far that is compared with the chain, and starting from a snapshot."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QProgressBar, QWidget

from desktop.core.changes import Change, Progress, Topic
from desktop.core.snapshots import SnapshotStanding, SnapshotState
from desktop.text import describe, tr
from desktop.ui.dialogs import ConfirmDialog, choose_file, choose_new_file
from desktop.ui.jobs import Job
from desktop.ui.page import PageTools
from desktop.ui.pages.snapshot_dialogs import MakerDialog, SaveDialog, SourceDialog, TakeDialog, maker_view
from desktop.ui.phrases import date
from desktop.ui.snapshot_words import fault_text, share_text, standing_text, state_words, step_text
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Badge, Button, Card, Label, Rule, clear, column, row
from desktop.ui.widgets.money import AddressView, Facts
from desktop.ui.widgets.states import Banner, progress_text, show_progress
from desktop.ui.widgets.wrong_rows import WrongRows

if TYPE_CHECKING:
    from desktop.services.accounts import AccountService
    from desktop.services.snapshots import Maker, MakerFault, SnapshotLook, SnapshotService, Trial

SUFFIX = ".licet-snapshot"


class CatalogueCard(Card):
    """Nothing is replaced before the person has seen what was found out about the snapshot."""

    def __init__(self, tools: PageTools, snapshots: "SnapshotService", accounts: "AccountService") -> None:
        super().__init__(spacing=2 * GRID)
        self._tools, self._snapshots, self._accounts = tools, snapshots, accounts
        self._job: Job | None = None
        self.standing: SnapshotStanding | None = None
        words = tr(
            "What is on offer is read from the chain. A snapshot is what another client has read already: it saves the time, and nothing in it is believed unseen. A random part is compared with the chain before it is used, the rest while you go on."
        )
        self.column.addWidget(Label(tr("Catalogue"), "h3"))
        self.column.addWidget(Label(words, "muted", wrap=True))
        self.present = column(spacing=GRID + 4)
        self.column.addLayout(self.present)
        self.column.addWidget(self._working())
        self.note = Banner("danger")
        self.note.hide()
        self.column.addWidget(self.note)
        self.from_file = Button(
            tr("Start from a file"), icon="folder-open", name="snapshot-file", clicked=self._choose_file
        )
        self.from_source = Button(
            tr("From an address"), icon="globe", name="snapshot-source-open", clicked=self._ask_source
        )
        self.save = Button(
            tr("Save a snapshot"), "ghost", icon="download", name="snapshot-save-open", clicked=self._ask_save
        )
        self.column.addLayout(row(self.from_file, self.from_source, 1, self.save))
        self.column.addWidget(Rule())
        self.makers = column(spacing=GRID + 4)
        self.column.addLayout(self.makers)
        tools.bus.changed.connect(self._changed)
        self.reload()

    def _working(self) -> QWidget:
        self.step = Label("", "strong")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.amount = Label("", "small")
        self.stop = Button(tr("Stop"), name="snapshot-stop", clicked=self._stop)
        self.working = QWidget()
        lines = column(self.working, spacing=GRID)
        line = row(self.bar, self.amount, self.stop, spacing=GRID + 4)
        line.setStretch(0, 1)
        lines.addWidget(self.step)
        lines.addLayout(line)
        self.working.hide()
        return self.working

    def reload(self) -> None:
        """Look again."""
        self._tools.jobs.start(
            lambda _job: (self._snapshots.standing(), self._snapshots.makers(), self._snapshots.faults()),
            lane="db",
            owner=self,
            done=lambda found: self._draw(*found),
            failed=self.note.show_error,
        )

    def _changed(self, change: Change) -> None:
        if change.topic in {Topic.CATALOGUE, Topic.SETTINGS} and self.isVisible():
            self.reload()

    def _draw(
        self, standing: SnapshotStanding | None, makers: "tuple[Maker, ...]", faults: "tuple[MakerFault, ...]"
    ) -> None:
        self.standing = standing
        names = {maker.address: maker.name for maker in makers}
        clear(self.present)
        self._draw_standing(standing, names.get(standing.maker, "") if standing and standing.maker else "")
        clear(self.makers)
        add = Button(tr("Add a maker"), icon="plus", name="maker-open", clicked=self._ask_maker)
        self.makers.addLayout(row(Label(tr("Makers of snapshots"), "strong"), 1, add))
        if not makers:
            words = tr("Nobody yet. You can use a snapshot all the same: its maker is then called unknown.")
            self.makers.addWidget(Label(words, "muted", wrap=True))
        for maker in makers:
            self.makers.addWidget(self._maker(maker, [one for one in faults if one.maker == maker.address]))
        unknown = [one for one in faults if one.maker not in names]
        if unknown:
            self.makers.addWidget(Label(tr("Found wrong before"), "strong"))
            for fault in unknown[:5]:
                line = row(maker_view(fault.maker, ""), Label(fault_text(fault), "muted"), 1)
                self.makers.addLayout(line)

    def _draw_standing(self, standing: SnapshotStanding | None, name: str) -> None:
        facts = Facts()
        if standing is None:
            facts.add(tr("Read from"), tr("the chain, by this computer"))
            self.present.addWidget(facts)
            return
        head = standing.head
        words, tone = state_words(standing.state)
        facts.add(
            tr("Began with"),
            tr("a snapshot of block {block}, {date}", block=f"{head.block:,}", date=date(head.block_time)),
        )
        facts.add(tr("Signed by"), maker_view(standing.maker, name))
        state = QWidget()
        state.setLayout(row(Badge(words, tone), Label(share_text(standing.checked_milli), "body"), 1))
        facts.add(tr("Compared"), state)
        self.present.addWidget(facts)
        if standing.state is SnapshotState.CHECKING:
            bar = QProgressBar()
            bar.setTextVisible(False)
            bar.setRange(0, 1000)
            bar.setValue(standing.checked_milli)
            self.present.addWidget(bar)
        self.present.addWidget(Label(standing_text(standing), "muted", wrap=True))
        if standing.wrong:
            title = tr("This snapshot was wrong")
            body = tr("Do not take another one of its maker. What is wrong is named here:")
            self.present.addWidget(Banner("danger", title, body))
            self.present.addWidget(WrongRows(standing.wrong))

    def _maker(self, maker: "Maker", faults: "list[MakerFault]") -> QWidget:
        remove = Button(
            tr("Remove"),
            "ghost",
            icon="trash-2",
            name="maker-remove",
            clicked=lambda: self._ask_remove(maker),
        )
        lines = column(spacing=4)
        badge = Badge(tr("was wrong"), "danger") if faults else None
        lines.addLayout(row(AddressView(maker.address, name=maker.name), badge, 1))
        lines.addWidget(Label(tr("added on {date}", date=date(maker.added_at)), "small"))
        for fault in faults[:3]:
            lines.addWidget(Label(fault_text(fault), "muted", wrap=True))
        holder = QWidget()
        line = row(lines, remove, spacing=2 * GRID)
        line.setStretch(0, 1)
        holder.setLayout(line)
        return holder

    def _choose_file(self) -> None:
        title = tr("Start from a snapshot")
        filters = tr("Snapshots") + f" (*{SUFFIX});;" + tr("All files") + " (*)"
        if path := choose_file(self, title, filters):
            self.start_from(str(path))

    def _ask_source(self) -> None:
        SourceDialog.ask(self, self.start_from)

    def start_from(self, source: str, digest: str = "") -> None:
        """Fetch a snapshot, try it beside the present catalogue, and ask."""
        service = self._snapshots
        self._begin(tr("Starting from a snapshot"))
        self._job = self._tools.jobs.start(
            lambda job: service.try_out(
                service.fetch(source, digest, job.cancel, job.report), job.cancel, job.report
            ),
            title=tr("Starting from a snapshot"),
            owner=self,
            done=self._tried,
            failed=self._failed,
            progressed=self._progressed,
        )

    def _tried(self, trial: "Trial") -> None:
        self._settle()
        if not trial.is_good:
            self.reload()
        TakeDialog.ask(self, trial, take=lambda: self._take(trial), leave=self._leave)

    def _take(self, trial: "Trial") -> None:
        def done(_: object) -> None:
            self.note.say(
                "success",
                tr("The catalogue is there"),
                tr(
                    "It is of block {block}. What happened since is being read from the chain.",
                    block=f"{trial.look.head.block:,}",
                ),
            )
            self.note.show()
            self.reload()

        self._tools.jobs.start(
            lambda _job: self._snapshots.take(trial), owner=self, done=done, failed=self.note.show_error
        )

    def _leave(self) -> None:
        self._tools.jobs.start(lambda _job: self._snapshots.drop(), owner=self)

    def _ask_save(self) -> None:
        unlocked = self._accounts.state.value == "unlocked"
        SaveDialog.ask(self, self._accounts.active_address() if unlocked else None, self._choose_where)

    def _choose_where(self, sign: bool) -> None:
        if path := choose_new_file(self, tr("Save a snapshot"), f"catalogue{SUFFIX}"):
            self.save_to(path, sign=sign)

    def save_to(self, path: Path, *, sign: bool) -> None:
        """Write a snapshot of the present catalogue."""
        self._begin(step_text("make"))
        self._job = self._tools.jobs.start(
            lambda job: self._snapshots.make(path, block=None, sign=sign, cancel=job.cancel),
            title=step_text("make"),
            owner=self,
            done=self._saved,
            failed=self._failed,
        )

    def _saved(self, look: "SnapshotLook") -> None:
        self._settle()
        words = tr(
            "It is of block {block}. Its digest is {digest}.",
            block=f"{look.head.block:,}",
            digest=look.head.digest,
        )
        self.note.say("success", tr("The snapshot is saved"), words)
        self.note.show()

    def _begin(self, title: str) -> None:
        self.note.hide()
        self.step.setText(title)
        self.amount.setText("")
        self.bar.setRange(0, 0)
        self.working.show()
        self._let(free=False)

    def _progressed(self, progress: Progress) -> None:
        self.step.setText(step_text(progress.step))
        show_progress(self.bar, progress)
        self.amount.setText(progress_text(progress))

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._settle()

    def _settle(self) -> None:
        self._job = None
        self.working.hide()
        self._let(free=True)

    def _let(self, *, free: bool) -> None:
        for button in (self.from_file, self.from_source, self.save):
            button.setEnabled(free)

    def _failed(self, error: BaseException) -> None:
        self._settle()
        self.note.show_error(error)

    def _ask_maker(self) -> None:
        MakerDialog.ask(self, self.add_maker)

    def add_maker(self, address: str, name: str) -> None:
        """Add a maker; an address that is none is said."""
        self._change(lambda: self._snapshots.add_maker(address, name))

    def _ask_remove(self, maker: "Maker") -> None:
        ConfirmDialog.ask(
            self,
            tr("Remove {name}?", name=maker.name or maker.address.short),
            (tr("The snapshots of this maker are then called unknown. Your catalogue stays as it is."),),
            confirm=tr("Remove"),
            then=lambda: self._change(lambda: self._snapshots.remove_maker(maker.address)),
        )

    def _change(self, act: Callable[[], object]) -> None:
        self._tools.jobs.start(
            lambda _job: act(),
            lane="db",
            owner=self,
            done=lambda _: self.reload(),
            failed=lambda error: self._tools.toast("danger", describe(error).title),
        )
