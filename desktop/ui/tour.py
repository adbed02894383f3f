"""``licet tour``: drives the real window through the main job, as a person would, and takes its picture at each step."""

import json
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QListView, QPlainTextEdit, QWidget

from desktop.ui.app import Application, Start
from desktop.ui.page import Route
from desktop.ui.pages.library import LibraryPage
from desktop.ui.pages.listing import ListingPage
from desktop.ui.pages.market import MarketPage
from desktop.ui.pages.order import OrderPage
from desktop.ui.pages.review_dialogs import RateDialog
from desktop.ui.pages.run import RunPage
from desktop.ui.pages.wallet import WalletPage
from desktop.ui.pages.welcome import WelcomePage
from desktop.ui.waiting import NeverHappened, wait_until
from desktop.ui.widgets.states import Phase

log = logging.getLogger("licet.tour")

SIZE = (1280, 820)
RATING = "It reads every digit of the samples."
_ROUNDS = 12
W = TypeVar("W", bound=QWidget)


class TourFailed(Exception):
    """The window said that something failed, in these words."""


@dataclass(frozen=True, slots=True)
class TourStep:
    """One step: how long it took, and whether it worked. ``fault`` is for the log, not for tour.json."""

    name: str
    seconds: float
    ok: bool
    fault: str = ""


@dataclass
class Tour:
    """The steps in order. Widgets are found by their names and pressed; waiting is for what the window shows."""

    app: Application
    out: Path
    go_offline: Callable[[], None]
    search: str
    password: str
    timeout_s: float
    steps: list[TourStep] = field(default_factory=list)

    def run(self) -> list[TourStep]:
        """All steps; the first that fails ends it. tour.json is written after each."""
        script: tuple[tuple[str, Callable[[], None]], ...] = (
            ("open", self._open),
            ("create wallet", self._create),
            ("check back-up", self._check_backup),
            ("get demo coins", self._coins),
            ("find", self._find),
            ("open listing", self._open_listing),
            ("fetch and verify", self._buy),
            ("pay", lambda: self._reach("pay")),
            ("receive", lambda: self._reach("receive")),
            ("check", self._check),
            ("run", self._run),
            ("rate", self._rate),
            ("run offline", self._run_offline),
        )
        for name, act in script:
            if not self._step(name, act):
                break
        return self.steps

    @property
    def ok(self) -> bool:
        return bool(self.steps) and all(step.ok for step in self.steps)

    def _step(self, name: str, act: Callable[[], None]) -> bool:
        started = time.monotonic()
        fault = ""
        try:
            act()
        except (NeverHappened, TourFailed) as error:
            fault = f"{type(error).__name__}: {error}"
            log.error("tour: %s failed: %s", name, fault)  # noqa: TRY400  the words are the whole story
        self.steps.append(TourStep(name, round(time.monotonic() - started, 3), not fault, fault))
        self._picture(name)
        told = [{"name": step.name, "seconds": step.seconds, "ok": step.ok} for step in self.steps]
        (self.out / "tour.json").write_text(json.dumps({"steps": told}, indent=1) + "\n", "utf-8")
        return not fault

    def _picture(self, name: str) -> None:
        self._let_paint()
        number = len(self.steps)
        self.app.window.grab().save(str(self.out / f"{number:02d}-{name.replace(' ', '-')}.png"), "PNG")

    def _let_paint(self) -> None:
        """A few rounds of the event loop, so that the picture shows what a person sees."""
        rounds = iter(range(_ROUNDS))
        wait_until(lambda: next(rounds, None) is None, "the window to be painted", self.timeout_s)

    def _open(self) -> None:
        window = self.app.window
        window.resize(*SIZE)
        window.painted.connect(self.app.open)
        window.show()
        self._until(lambda: window.services is not None, "the services to open")
        self._until(lambda: isinstance(window.page, (WelcomePage, MarketPage)), "the first page")

    def _create(self) -> None:
        self.app.window.navigate(Route("welcome"))
        page = self._page(WelcomePage)
        self._press(page, "welcome-create")
        for name in ("welcome-password", "welcome-password-again"):
            self._type(page, name, self.password)
        self._press(page, "welcome-make")
        self._until(lambda: page.step == "words" and page.words.count, "the recovery words", page)

    def _check_backup(self) -> None:
        page = self._page(WelcomePage)
        words = page.words.words
        self._press(page, "welcome-written")
        for place in page.check.places:
            self._type(page, f"welcome-word-{place}", words[place])
        self._press(page, "welcome-check")
        self._until(lambda: page.step == "done", "the words to be right", page)

    def _coins(self) -> None:
        self._press(self._page(WelcomePage), "welcome-coins")
        self._until(lambda: isinstance(self.app.window.page, MarketPage), "the demo coins")
        self._press(self.app.window, "nav-wallet")
        page = self._page(WalletPage)
        self._until(lambda: page.balance.text()[:1] in "123456789", "the balance")

    def _find(self) -> None:
        self._press(self.app.window, "nav-market")
        page = self._page(MarketPage)
        self._until(lambda: page.model.rowCount() > 0, "the market to be read")
        self._type(page, "search", self.search)
        self._until(
            lambda: (
                page.states.phase is Phase.FULL
                and self._first_title(page).casefold().startswith(self.search.casefold())
            ),
            "the search to find it",
        )

    def _open_listing(self) -> None:
        page = self._page(MarketPage)
        view = self._child(page, QListView, "market-grid")
        index = page.model.index(0)
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())
        listing = self._wait_page(ListingPage)
        self._until(listing.panel.button.isEnabled, "the price")
        self._until(lambda: not listing.fit.isHidden(), "the public part to be checked")

    def _buy(self) -> None:
        page = self._page(ListingPage)
        self._press(page, "buy")
        self._reach("verify")

    def _check(self) -> None:
        self._reach("check")
        self._reach("test")
        page = self._page(ListingPage)
        self._until(page.progress.run.isVisible, "the model to be ready")

    def _run(self) -> None:
        self._press(self._page(ListingPage).progress, "purchase-run")
        self._run_here()

    def _rate(self) -> None:
        """Release the payment, which makes the licence final, and rate it."""
        self._page(RunPage).close_model()
        window = self.app.window
        self._press(window, "nav-library")
        library = self._wait_page(LibraryPage)
        self._until(lambda: library.states.phase is Phase.FULL, "the library")
        self._press(library, "library-order")
        order = self._wait_page(OrderPage)
        self._press(order, "order-confirm")
        self._press(window, "confirm")
        self._press(order, "order-rate")
        self._press(window, "star-5")
        QTest.keyClicks(self._child(window, QPlainTextEdit, "review-text"), RATING)
        self._press(window, "review-send")

        def is_rated() -> bool:
            if order.review.fault.isVisible() or order.remedies.fault.isVisible():
                raise TourFailed(order.review.fault.accessibleName())
            return order.review.rating is not None and not window.findChildren(RateDialog)

        self._until(is_rated, "the rating")

    def _run_offline(self) -> None:
        self.go_offline()
        self._press(self.app.window, "nav-library")
        page = self._wait_page(LibraryPage)
        self._until(lambda: page.states.phase is Phase.FULL, "the library")
        self._press(page, "library-run")
        self._run_here()
        self._until(lambda: self.app.window.status.is_cut_off, "the status line to say that the node is away")

    def _run_here(self) -> None:
        page = self._wait_page(RunPage)

        def is_ready() -> bool:
            if page.states.phase is Phase.ERROR:
                raise TourFailed(page.states.error.title.text())
            return page.is_open and page.form is not None and page.form.inputs() is not None

        self._until(is_ready, "the model to open")
        self._press(page, "run")

        def has_result() -> bool:
            if page.fault.isVisible():
                raise TourFailed(page.fault.accessibleName())
            return page.last_result is not None

        self._until(has_result, "the result")

    def _reach(self, step: str) -> None:
        """Wait until the progress line says that a step is done."""
        page = self._page(ListingPage)

        def is_done() -> bool:
            if dict(page.progress.line.steps).get(step) == "done":
                return True
            if page.progress.fault.isVisible():
                raise TourFailed(page.progress.fault.accessibleName())
            return False

        self._until(is_done, f"the step “{step}”")

    def _first_title(self, page: MarketPage) -> str:
        title = page.model.index(0).data(Qt.ItemDataRole.DisplayRole)
        return title if isinstance(title, str) else ""

    def _until(self, condition: Callable[[], object], what: str, page: WelcomePage | None = None) -> None:
        def looked() -> object:
            if page is not None and page.fault.isVisible():
                raise TourFailed(page.fault.accessibleName())
            if self.app.window.opening.phase is Phase.ERROR:
                raise TourFailed(self.app.window.opening.error.title.text())
            return condition()

        wait_until(looked, what, self.timeout_s)

    def _page(self, kind: type[W]) -> W:
        page = self.app.window.page
        if not isinstance(page, kind):
            raise NeverHappened(f"page {kind.__name__}")
        return page

    def _wait_page(self, kind: type[W]) -> W:
        self._until(lambda: isinstance(self.app.window.page, kind), f"page {kind.__name__}")
        return self._page(kind)

    def _press(self, parent: QWidget, name: str) -> None:
        button = self._child(parent, QAbstractButton, name)
        self._until(lambda: button.isVisible() and button.isEnabled(), f"the button {name}")
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def _type(self, parent: QWidget, name: str, text: str) -> None:
        edit = self._child(parent, QLineEdit, name)
        self._until(edit.isVisible, f"the field {name}")
        edit.setFocus()
        edit.clear()
        QTest.keyClicks(edit, text)

    def _child(self, parent: QWidget, kind: type[W], name: str) -> W:
        found = parent.findChild(kind, name)
        if found is None:
            raise NeverHappened(f"the control {name}")
        return found


def run_tour(
    start: Start,
    out: Path,
    *,
    go_offline: Callable[[], None],
    search: str = "Handwritten digits",
    password: str = "a tour of licet",  # noqa: S107  of a wallet that lives as long as the tour
    theme: str = "light",
    language_setting: str = "en",
    timeout_s: float = 60.0,
) -> list[TourStep]:
    """Open the app and drive it; writes numbered pictures and ``tour.json`` into ``out``.

    Args:
        start: As for ``run_app``: composes the services, over a fresh data directory.
        out: A folder; made if it is not there.
        go_offline: Takes the network away before the last step (bootstrap knows how).
        search: What to type into the market's search; the first match is bought. It must begin the listing's name.
        password: Of the wallet that the tour creates.
        theme: ``light`` or ``dark``.
        language_setting: ``en`` or ``zh_CN``.
        timeout_s: For each single condition.
    """
    out.mkdir(parents=True, exist_ok=True)
    app = Application(start, theme=theme, language_setting=language_setting)
    tour = Tour(app, out, go_offline, search, password, timeout_s)
    try:
        return tour.run()
    finally:
        app.close()
