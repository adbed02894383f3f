"""Where your models are served: each listing with its addresses, and what each really gave when it was asked."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from desktop.core.changes import Progress, Topic
from desktop.core.mirrors import Mirror, MirrorKind, MirrorOutcome
from desktop.text import tr, trn
from desktop.ui.dialogs import ConfirmDialog
from desktop.ui.jobs import Job, JobControl
from desktop.ui.mirror_words import mirror_name, outcome_words, standing_badge, standing_words
from desktop.ui.page import Page, PageHead, PageTools, Route, page_column
from desktop.ui.pages.places_card import PlacesCard
from desktop.ui.pages.seed_card import SeedCard
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import (
    Badge,
    Button,
    Card,
    CheckBox,
    CopyButton,
    ElidedLabel,
    Label,
    Scroll,
    clear,
    column,
    row,
)
from desktop.ui.widgets.states import Banner, StateView, progress_text, show_progress

if TYPE_CHECKING:
    from desktop.services.accounts import AccountService
    from desktop.services.seeding import SeedService, SeedStatus
    from desktop.services.selling.mirroring import MirrorService, ServedListing, SourceLine
    from desktop.services.settings import SettingsService

_SHOWN_AT_ONCE = 100


class ServingPage(Page):
    """Opening it asks nobody; the button does."""

    topics = frozenset({Topic.SALES, Topic.WALLET})

    def __init__(
        self,
        tools: PageTools,
        mirrors: "MirrorService",
        seeding: "SeedService",
        accounts: "AccountService",
        settings: "SettingsService",
    ) -> None:
        super().__init__(tools)
        self._mirrors, self._seeding, self._accounts = mirrors, seeding, accounts
        self._job: Job | None = None
        self._places: tuple[Mirror, ...] = ()
        self.served: tuple[ServedListing, ...] = ()
        self.back = Button(
            tr("Sell"), "link", icon="arrow-left", name="serving-back",
            clicked=lambda: tools.navigate(Route("sell")),
        )  # fmt: skip
        self.head = PageHead(
            tr("Where your models are served"),
            tr(
                "Each address is asked for random pieces, which are checked against your listing: bytes, not promises."
            ),
        )
        self.ask = Button(
            tr("Ask them all"), "primary", icon="refresh-cw", name="serving-ask", clicked=self._ask
        )
        self.head.add(self.ask)
        self.watch = CheckBox(tr("Ask them once a day by itself, while Licet is open"))
        self.watch.setObjectName("serving-watch")
        self.watch.setAccessibleName(self.watch.text())
        self.watch.setChecked(settings.get().watch_sources)
        self.watch.clicked.connect(
            lambda on: self.jobs.start(lambda _job: settings.change(watch_sources=on), lane="db", owner=self)
        )
        self.seed = SeedCard(tools.jobs, seeding)
        self.seed.changed.connect(self.refresh)
        self.places = PlacesCard(tools.jobs, mirrors)
        self.places.changed.connect(self.refresh)
        self.work = WorkCard()
        self.work.cancel.clicked.connect(lambda _=False: self._cancel())
        self.listings = QVBoxLayout()
        self.listings.setSpacing(GRID + 4)
        inner = QWidget()
        lines = column(inner, spacing=2 * GRID)
        lines.addWidget(self.work)
        lines.addLayout(self.listings)
        lines.addWidget(self.watch)
        lines.addWidget(self.places)
        lines.addWidget(self.seed)
        lines.addStretch(1)
        self.states = StateView(Scroll(inner, width=104 * GRID), empty_icon="globe")
        page_column(self, row(self.back, 1), self.head, self.states).setStretch(2, 1)

    def first_focus(self) -> QWidget:
        return self.ask

    def reload(self) -> None:
        self.jobs.start(
            lambda _job: (self._mirrors.overview(), self._mirrors.mirrors(), self._seeding.status()),
            lane="db",
            owner=self,
            done=lambda found: self._show(*found),
            failed=lambda error: self.states.show_error(error, self.reload),
        )

    def _show(
        self, served: "tuple[ServedListing, ...]", mirrors: tuple[Mirror, ...], seed: "SeedStatus"
    ) -> None:
        self._places, self.served = mirrors, served
        self.seed.show_status(seed)
        self.places.show_mirrors(mirrors, seed)
        clear(self.listings)
        for one in served[:_SHOWN_AT_ONCE]:
            self.listings.addWidget(ServedCard(one, self))
        if not served:
            words = tr("Nothing is for sale yet. What you list will be shown here with its addresses.")
            self.listings.addWidget(Label(words, "muted", wrap=True))
        self.ask.setEnabled(bool(served) and self._job is None)
        self.watch.setVisible(bool(served))
        self.states.show_full()

    def publish_again(self, served: "ServedListing") -> None:
        """Put a listing's files at all places once more; new addresses cost a transaction, so that is said before."""
        if not self._places:
            self.tools.toast("warning", tr("Add a place to publish to first."))
            return
        if self._is_locked():
            return
        names = ", ".join(dict.fromkeys(mirror_name(mirror) for mirror in self._places))
        ConfirmDialog.ask(
            self,
            tr("Publish “{name}” again?", name=served.name),
            (
                tr("Its files go to: {places}.", places=names),
                tr(
                    "If the listing gets new addresses by it, your account pays the fee of one transaction. "
                    "No new version is made, and nothing that was sold changes."
                ),
            ),
            confirm=tr("Publish again"),
            then=lambda: self.begin_again(served, self._places),
        )

    def seed_from_here(self, served: "ServedListing") -> None:
        """Add this computer to the addresses of a listing."""
        status = self.seed.status
        if status is None or not status.settings.address or not status.base_url:
            self.tools.toast(
                "warning", tr("Switch seeding on first, and say by which address buyers reach it.")
            )
            return
        if not self._is_locked():
            self.begin_again(served, (Mirror(MirrorKind.APP, address=status.settings.address),))

    def take_out(self, served: "ServedListing", source: str) -> None:
        """Remove an address from a listing's card."""
        if self._is_locked():
            return
        listing = served.own.listing
        ConfirmDialog.ask(
            self,
            tr("Take the address out of “{name}”?", name=served.name),
            (source, tr("Your account pays the fee of one transaction. Nothing that was sold changes.")),
            confirm=tr("Take it out"),
            then=lambda: self._start(
                tr("Taking an address out"),
                lambda job: self._mirrors.drop_source(listing, source, job.cancel),
                lambda _: self.refresh(),
            ),
        )

    def _is_locked(self) -> bool:
        if self._accounts.state.value == "unlocked":
            return False
        self.tools.navigate(Route("unlock", "serving"))
        return True

    def _ask(self) -> None:
        self._start(
            tr("Asking the addresses of your listings"),
            lambda job: self._mirrors.ask(job.cancel, job.report),
            lambda _: self.refresh(),
        )

    def begin_again(self, served: "ServedListing", places: tuple[Mirror, ...]) -> None:
        """Publish a listing to these places, without asking first."""
        listing = served.own.listing
        self._start(
            tr("Publishing “{name}” again", name=served.name),
            lambda job: self._mirrors.publish_again(listing, places, job.cancel, job.report),
            self._published,
            places,
        )

    def _published(self, outcomes: tuple[MirrorOutcome, ...]) -> None:
        self.work.show_outcomes(outcomes)
        self.refresh()

    def _start(
        self,
        title: str,
        work: Callable[[JobControl], Any],
        done: Callable[[Any], object],
        places: tuple[Mirror, ...] = (),
    ) -> None:
        if self._job is not None:
            return
        self.work.begin(title, places)
        self.ask.setEnabled(False)

        def ended(result: object) -> None:
            self._job = None
            self.work.end()
            done(result)

        self._job = self.jobs.start(
            work,
            title=title,
            owner=self,
            done=ended,
            failed=self._failed,
            progressed=self.work.report,
        )

    def _failed(self, error: BaseException) -> None:
        self._job = None
        self.work.show_fault(error)
        self.refresh()

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self.work.end()
        self.refresh()


class WorkCard(Card):
    """What is being asked or published now, and how each place took it."""

    def __init__(self) -> None:
        super().__init__(padding=2 * GRID, spacing=GRID)
        self._places: tuple[Mirror, ...] = ()
        self.title = Label("", "strong")
        self.note = Label("", "small")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress"))
        self.cancel = Button(tr("Cancel"), name="serving-cancel")
        self.said = Banner("info")
        self.column.addLayout(row(self.title, 1, self.cancel))
        self.column.addWidget(self.bar)
        self.column.addWidget(self.note)
        self.column.addWidget(self.said)
        self.hide()

    def begin(self, title: str, places: tuple[Mirror, ...]) -> None:
        """Something is being done; ``places`` are those that progress names by number."""
        self._places = places
        self._show_running(running=True)
        self.title.setText(title)
        self.note.setText("")
        self.bar.setRange(0, 0)
        self.said.hide()
        self.show()

    def report(self, progress: Progress) -> None:
        show_progress(self.bar, progress)
        if progress.step == "mirror" and progress.key.isdecimal() and int(progress.key) < len(self._places):
            name = mirror_name(self._places[int(progress.key)])
            self.note.setText(tr("{place}: {amount}", place=name, amount=progress_text(progress)))
        else:
            self.note.setText(progress_text(progress))

    def end(self) -> None:
        self.hide()

    def show_outcomes(self, outcomes: tuple[MirrorOutcome, ...]) -> None:
        """Each place with its own outcome."""
        failed = sum(outcome.error is not None for outcome in outcomes)
        title = (
            trn("{n} place did not take it", "{n} places did not take it", failed)
            if failed
            else tr("Every place took it and was checked")
        )
        body = "\n".join(outcome_words(outcome) for outcome in outcomes)
        self._show_running(running=False)
        self.said.say("warning" if failed else "success", title, body)
        self.said.show()
        self.show()

    def show_fault(self, error: BaseException) -> None:
        self._show_running(running=False)
        self.said.show_error(error)
        self.show()

    def _show_running(self, *, running: bool) -> None:
        for widget in (self.title, self.bar, self.note, self.cancel):
            widget.setVisible(running)


class ServedCard(Card):
    """One listing: how many of its addresses serve, and a line for each."""

    def __init__(self, served: "ServedListing", page: ServingPage) -> None:
        super().__init__(padding=2 * GRID, spacing=GRID + 4)
        number = served.own.listing
        asked = sum(line.standing is not None for line in served.lines)
        badge = Badge(*_summary(served, asked))
        again = Button(
            tr("Publish again"), icon="upload", name=f"serving-again-{number}",
            clicked=lambda: page.publish_again(served),
        )  # fmt: skip
        here = Button(
            tr("Seed from here"), icon="hard-drive", name=f"serving-seed-{number}",
            clicked=lambda: page.seed_from_here(served),
        )  # fmt: skip
        head = row(ElidedLabel(served.name, "strong"), badge, spacing=GRID + 4)
        head.setStretch(0, 1)
        self.column.addLayout(head)
        for line in served.lines:
            self.column.addLayout(self._line(served, line, page))
        if not served.lines:
            words = tr("This listing names no address: nobody can fetch it. Publish it again.")
            self.column.addWidget(Banner("danger", "", words))
        self.column.addLayout(row(1, here, again))

    def _line(self, served: "ServedListing", line: "SourceLine", page: ServingPage) -> QVBoxLayout:
        words, tone = standing_badge(line.standing)
        out = Button(
            "", "icon", icon="x", tip=tr("Take {address} out of the listing", address=line.source),
            clicked=lambda: page.take_out(served, line.source),
        )  # fmt: skip
        address = ElidedLabel(line.source, "mono")
        head = row(address, CopyButton(lambda: line.source, tr("address")), Badge(words, tone), out)
        head.setStretch(0, 1)
        head.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        block = column(spacing=0)
        block.addLayout(head)
        block.addWidget(Label(standing_words(line.standing), "small", wrap=True))
        return block


def _summary(served: "ServedListing", asked: int) -> tuple[str, str]:
    if not served.lines:
        return tr("No address"), "danger"
    if not asked:
        return tr("Not asked yet"), "neutral"
    words = tr("{n} of {total} serve", n=served.serving, total=len(served.lines))
    return words, "success" if served.serving == len(
        served.lines
    ) else "warning" if served.serving else "danger"
