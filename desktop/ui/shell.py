"""The window: rail, pages, status line, and what lies over them."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from desktop.core.agreements import Declined
from desktop.core.changes import Change, Topic
from desktop.core.deadlines import Alarm
from desktop.text import describe, tr
from desktop.ui.alarm_bar import AlarmBar, DesktopNotes
from desktop.ui.auto_lock import AutoLock
from desktop.ui.batch_flow import BatchFlow
from desktop.ui.chain_watch import ChainWatch
from desktop.ui.dialogs import ConfirmDialog, PasswordDialog
from desktop.ui.effect_bar import EffectBar
from desktop.ui.jobs import ChangeBus, JobRunner
from desktop.ui.news_bar import NewsBar
from desktop.ui.news_watch import NewsWatch
from desktop.ui.overlays import Command, CommandPalette, JobDrawer, Toasts
from desktop.ui.page import Page, PageTools, Route
from desktop.ui.places import COMMANDS, OF_PAGE
from desktop.ui.purchase_flow import PurchaseFlow
from desktop.ui.questions import Questions
from desktop.ui.rail import Rail
from desktop.ui.request_flow import RequestFlow
from desktop.ui.services import AppServices, page_makers
from desktop.ui.status_bar import StatusBar
from desktop.ui.theme import Theme
from desktop.ui.widgets.basic import column, row
from desktop.ui.widgets.states import StateView

if TYPE_CHECKING:
    from desktop.core.listings import IndexStatus
    from desktop.services.network import NetworkStatus
    from desktop.services.watching import NewsSummary

POLL_MS = 4000
_ROOMY_PX = 1080


class MainWindow(QMainWindow):
    """Shows an opening state until ``attach`` hands it the services; then routes between pages."""

    painted = Signal()
    navigated = Signal(object)

    def __init__(self, jobs: JobRunner, bus: ChangeBus) -> None:
        super().__init__()
        self.setObjectName("main-window")
        self.setWindowTitle("Licet")
        self.resize(1200, 800)
        self.setMinimumSize(960, 640)
        self.jobs, self.bus = jobs, bus
        self.services: AppServices | None = None
        self.flows: PurchaseFlow | None = None
        self.requests: RequestFlow | None = None
        self.batches: BatchFlow | None = None
        self._may_close = False
        self.pages: dict[str, Page] = {}
        self._makers: dict[str, Callable[[], Page]] = {}
        self._was_painted = False
        self._reading: set[str] = set()
        self.rail = Rail()
        self.rail.chosen.connect(lambda name: self.navigate(Route(name)))
        self.rail.lock_asked.connect(self._lock_or_unlock)
        self.opening = StateView(QWidget(), empty_icon="store")
        self.opening.show_busy(tr("Opening Licet"))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.opening)
        self.alarms = AlarmBar(self.navigate, self._put_away)
        self.notes = DesktopNotes(self._come_to, self)
        self.watch: ChainWatch | None = None
        self.effects = EffectBar(jobs, bus)
        self.news = NewsBar(self.navigate)
        self.news_watch: NewsWatch | None = None
        self.status = StatusBar()
        self.drawer = JobDrawer(jobs)
        self.status.jobs_asked.connect(self.drawer.toggle)
        self.status.downloads_asked.connect(lambda: self.navigate(Route("downloads")))
        self._lay_out()
        self.toasts = Toasts(self.content)
        self.tools = PageTools(jobs, bus, self.navigate, self.toasts.say)
        jobs.error_occurred.connect(self.show_error)
        jobs.jobs_changed.connect(lambda: self.status.show_jobs(len(jobs.running)))
        bus.changed.connect(self._changed)
        self._poll = QTimer(self)
        self._poll.setInterval(POLL_MS)
        self._poll.timeout.connect(self._read_status)
        self.auto_lock = AutoLock(jobs, self)
        self.questions: Questions | None = None
        self._shortcuts()

    def _lay_out(self) -> None:
        self.content = QWidget()
        self.content.setObjectName("content")
        outer = column(self.content, spacing=0)
        line = row(spacing=0)
        middle = column(spacing=0)
        for bar in (self.effects, self.alarms, self.news):
            middle.addWidget(bar)
        middle.addWidget(self.stack, 1)
        line.addWidget(self.rail)
        line.addLayout(middle, 1)
        line.addWidget(self.drawer)
        outer.addLayout(line, 1)
        outer.addWidget(self.status)
        self.setCentralWidget(self.content)
        self.rail.set_compact(compact=False)
        self.rail.setEnabled(False)

    def _shortcuts(self) -> None:
        QShortcut(QKeySequence("Ctrl+K"), self, self.open_palette)
        for route, keys in ((route, keys) for _name, _icon, route, keys in COMMANDS if keys):
            QShortcut(QKeySequence(keys), self, partial(self.navigate, route))
        QShortcut(QKeySequence("Ctrl+J"), self, self.drawer.toggle)
        QShortcut(QKeySequence("Ctrl+L"), self, self._lock_or_unlock)

    def attach(self, services: AppServices) -> None:
        """The services are there: build the pages and show the first one."""
        self.services = services
        self.flows = PurchaseFlow(
            services.purchases, services.watch.memory, self.jobs, self.bus, self, services.downloads.go_on_for
        )
        self.effects.watch(services.effects)
        self.watch = ChainWatch(services, self.flows, self.jobs, self.bus, self)
        self.watch.viewed.connect(self.alarms.show_view)
        self.watch.untold.connect(self._tell)
        self.news_watch = NewsWatch(services.watching, services.block_lists, self.jobs, self.bus, self)
        self.news_watch.told.connect(self._tell_news)
        self.news_watch.updated.connect(self._tell_lists)
        self.requests = RequestFlow(services.rights, self.jobs, self)
        self.batches = BatchFlow(services.batches, self.jobs, self)
        self._makers = page_makers(services, self.tools, self.flows, self.requests, self.batches)
        self.rail.setEnabled(True)
        self._wallet_changed()
        self._poll.start()
        self.news_watch.start()
        self._read_status()
        self.auto_lock.attach(services.accounts, services.settings)
        self.questions = Questions(services.agreements, services.consent, self.jobs, self.bus, self)
        self.navigate(Route("welcome" if services.accounts.state.value == "none" else "market"))

    def detach(self, words: str) -> None:
        """Take the pages and everything that asks the services away: others come, for another network."""
        self._poll.stop()
        if self.news_watch is not None and self.questions is not None:
            self.news_watch.stop()
            self.questions.close()
        parts = (self.watch, self.news_watch, self.questions, self.flows, self.requests, self.batches)
        for part in filter(None, parts):
            part.deleteLater()
        self.services = self.watch = self.news_watch = self.questions = None
        self.flows = self.requests = self.batches = None
        self.rail.setEnabled(False)
        self.alarms.hide()
        self.news.put_away()
        self.stack.setCurrentWidget(self.opening)
        self.opening.show_busy(words)
        for page in self.pages.values():
            self.stack.removeWidget(page)
            page.deleteLater()
        self.pages, self._makers, self._reading = {}, {}, set()

    def show_opening_error(self, error: BaseException, retry: Callable[[], object]) -> None:
        """The services could not be opened; the window stays, and says why."""
        self.opening.show_error(error, retry)

    def navigate(self, route: Route) -> None:
        """Go to a page; ``unlock`` asks for the password first, or for a wallet where there is none."""
        if self.services is None:
            return
        if route.page == "unlock":
            self._unlock(route.arg)
            return
        page = self.prepare(route.page)
        self.stack.setCurrentWidget(page)
        self.rail.mark(OF_PAGE.get(route.page, route.page))
        page.enter(route.arg)
        if (focus := page.first_focus()) is not None:
            focus.setFocus()
        self.navigated.emit(route)

    def prepare(self, name: str) -> Page:
        """The page of this name, made if it is not there yet."""
        page = self.pages.get(name)
        if page is None:
            page = self.pages[name] = self._makers[name]()
            self.stack.addWidget(page)
        return page

    @property
    def page(self) -> QWidget | None:
        """The page that is shown."""
        return self.stack.currentWidget()

    def show_error(self, error: BaseException) -> None:
        """The one sink of errors that no page took."""
        words = describe(error)
        tone = "info" if isinstance(error, Declined) else "danger"
        self.toasts.say(tone, "\n".join(filter(None, (words.title, words.remedy))))

    def open_palette(self) -> None:
        """The command palette."""
        if self.services is None:
            return
        commands = [
            Command(tr(name), icon, partial(self.navigate, route), keys)
            for name, icon, route, keys in COMMANDS
        ]
        locked = self.services.accounts.state.value != "unlocked"
        commands.append(
            Command(
                tr("Unlock the wallet") if locked else tr("Lock the wallet"),
                "lock",
                self._lock_or_unlock,
                "Ctrl+L",
            )
        )
        commands.append(Command(tr("Show running jobs"), "activity", self.drawer.toggle, "Ctrl+J"))
        CommandPalette.ask(self, commands)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rail.set_compact(compact=self.width() < _ROOMY_PX * Theme.current().scale)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.batches is not None and self.batches.is_running and not self._may_close:
            event.ignore()
            self._ask_to_close()
            return
        self._poll.stop()
        self.auto_lock.stop()
        if self.questions is not None:
            self.questions.close()
        if self.news_watch is not None:
            self.news_watch.stop()
        super().closeEvent(event)

    def _ask_to_close(self) -> None:
        """A batch is running: nothing is lost, but nothing goes on either while Licet is closed."""
        ConfirmDialog.ask(
            self,
            tr("A batch is running"),
            (
                tr(
                    "Close Licet now? What is done is kept, and the batch can go on from there when you open Licet again."
                ),
            ),
            confirm=tr("Close Licet"),
            then=self._close_now,
        )

    def _close_now(self) -> None:
        self._may_close = True
        self.close()

    def _lock_or_unlock(self) -> None:
        if self.services is None:
            return
        if self.services.accounts.state.value == "unlocked":
            self.auto_lock.lock()
        else:
            self._unlock("")

    def _unlock(self, then: str) -> None:
        """``then`` is the route to go to afterwards, as ``page/arg``."""
        services = self.services
        if services is None:
            return
        accounts = services.accounts
        if accounts.state.value in {"none", "watching"}:
            self.navigate(Route("welcome", then))
            return

        def go_on(dialog: PasswordDialog) -> None:
            dialog.succeed()
            page, _, arg = then.partition("/")
            if page:
                self.navigate(Route(page, arg))

        def start(dialog: PasswordDialog, work: Callable[[], object]) -> None:
            self.jobs.start(
                lambda _job: work(), title=tr("Unlocking"), owner=dialog, lane="cpu",
                done=lambda _: go_on(dialog), failed=dialog.fail,
            )  # fmt: skip

        self.jobs.start(
            lambda _job: accounts.prepare(), owner=self, failed=lambda _: None
        )  # the unlocking says why
        PasswordDialog.ask(
            self,
            title=tr("Unlock the wallet"),
            sentence=tr("Your password opens the keys on this computer. It is sent nowhere."),
            confirm=tr("Unlock"),
            submit=lambda dialog, password: start(dialog, lambda: accounts.unlock(password)),
            by_keychain=(lambda dialog: start(dialog, accounts.unlock_by_keychain))
            if accounts.keychain_enabled
            else None,
        )

    def _changed(self, change: Change) -> None:
        if self.services is None:
            return
        if change.topic is Topic.WALLET:
            self._wallet_changed()
        elif change.topic is Topic.SETTINGS:
            self.auto_lock.read_settings()
        elif change.topic is Topic.TRANSFERS:
            self._read("downloads", self.services.downloads.rate, self._show_downloads)
        elif change.topic in {Topic.CATALOGUE, Topic.NETWORK}:
            self._read_status()

    def _wallet_changed(self) -> None:
        if self.services is None or self.flows is None or self.requests is None:
            return
        state = self.services.accounts.state.value
        self.rail.show_wallet(state)
        if state != "unlocked" and self.questions is not None:
            self.questions.decline()
        if state == "unlocked":
            self.flows.resume()
            self.requests.resume()
            if self.batches is not None:
                self.batches.unlocked()

    def _read_status(self) -> None:
        """Ask for the line's values; a slow node is asked once at a time."""
        services = self.services
        if services is None:
            return
        # A vault that was killed tells nobody: its lock must not look open until someone clicks on it.
        self.rail.show_wallet(services.accounts.state.value)
        self._read("network", services.network.status, self._show_network)
        self._read("index", services.catalogue.status, self._show_index)

    def _show_downloads(self, rate: tuple[int, float]) -> None:
        self.status.show_downloads(*rate)

    def _read(self, name: str, work: Callable[[], object], show: Callable[[Any], None]) -> None:
        if name in self._reading:
            return
        self._reading.add(name)

        def settled(value: object) -> None:
            self._reading.discard(name)
            show(value)

        def failed(_error: BaseException) -> None:
            self._reading.discard(name)

        self.jobs.start(lambda _job: work(), owner=self, done=settled, failed=failed)

    def _show_network(self, status: "NetworkStatus") -> None:
        self.status.show_network(status)
        if self.watch is not None:
            self.watch.look(status)
        if self.questions is not None and status.head is not None:
            self.questions.agreements.head_moved(status.head.number)

    def _put_away(self, alarm: Alarm) -> None:
        if self.watch is not None:
            self.watch.put_away(alarm)

    def _tell(self, alarms: tuple[Alarm, ...]) -> None:
        """Who looks at the window sees the strip; who does not is told by the desktop."""
        if self.services is not None and not self.isActiveWindow():
            self.notes.tell(alarms, self.services.deadlines.now().time)

    def _tell_news(self, summaries: "list[NewsSummary]") -> None:
        """One notice for all that is new of what is watched."""
        words = self.news.tell(summaries)
        if not self.isActiveWindow():
            self.notes.say(*words, self.news.route)

    def _tell_lists(self, names: tuple[str, ...]) -> None:
        """Lists took a newer version because the person had asked for it: what they hide has changed."""
        for name in names:
            self.toasts.say("info", tr("A new version of the list “{name}” counts now.", name=name))

    def _come_to(self, route: Route) -> None:
        self.showNormal()
        self.activateWindow()
        self.navigate(route)

    def _show_index(self, status: "IndexStatus") -> None:
        self.status.show_index(status)
