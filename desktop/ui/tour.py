"""``licet tour``: drives the real window as a person would, and takes its picture at each step.

The first path is the main job; the second are three sellers who cheat, and a buyer who gets the money back each time.
"""

import json
import logging
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

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
from desktop.ui.tour_hands import Hands, TourFailed
from desktop.ui.tour_refunds import RefundPath, Stage
from desktop.ui.waiting import NeverHappened, wait_until
from desktop.ui.widgets.states import Phase

log = logging.getLogger("licet.tour")

SIZE = (1280, 820)
RATING = "It reads every digit of the samples."
_ROUNDS = 12

Script = tuple[tuple[str, Callable[[], None]], ...]


@dataclass(frozen=True, slots=True)
class TourStep:
    """One step: how long it took, and whether it worked. ``fault`` is for the log, not for tour.json."""

    name: str
    seconds: float
    ok: bool
    fault: str = ""


def _ignore(_value: object) -> None:
    """A value that nobody needs."""


@dataclass
class Tour:
    """The steps in order. Widgets are found by their names and pressed; waiting is for what the window shows."""

    app: Application
    out: Path
    go_offline: Callable[[], None]
    search: str
    password: str
    timeout_s: float
    stage: Stage | None = None
    tell: Callable[[TourStep], None] = _ignore
    steps: list[TourStep] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._hands = Hands(self.app, self.timeout_s)

    def run(self) -> list[TourStep]:
        """All steps; the first that fails ends it. tour.json is written after each."""
        second = RefundPath(self._hands, self.stage).script() if self.stage is not None else ()
        for name, act in (*self._main_job(), *second):
            if not self._step(name, act):
                break
        return self.steps

    @property
    def ok(self) -> bool:
        return bool(self.steps) and all(step.ok for step in self.steps)

    def _main_job(self) -> Script:
        hands = self._hands
        return (
            ("open", self._open),
            ("create wallet", self._create),
            ("check back-up", self._check_backup),
            ("get demo coins", self._coins),
            ("find", lambda: hands.find(self.search)),
            ("open listing", lambda: _ignore(hands.open_first())),
            ("fetch and verify", self._buy),
            ("pay", lambda: hands.reach("pay")),
            ("receive", lambda: hands.reach("receive")),
            ("check", self._check),
            ("run", self._run),
            ("rate", self._rate),
            ("run offline", self._run_offline),
        )

    def _step(self, name: str, act: Callable[[], None]) -> bool:
        started = time.monotonic()
        fault = ""
        try:
            act()
        except (NeverHappened, TourFailed) as error:
            fault = f"{type(error).__name__}: {error}"
            log.error("tour: %s failed: %s", name, fault)  # noqa: TRY400  the words are the whole story
        step = TourStep(name, round(time.monotonic() - started, 3), not fault, fault)
        self.steps.append(step)
        self.tell(step)
        self._picture(name)
        told = [{"name": step.name, "seconds": step.seconds, "ok": step.ok} for step in self.steps]
        (self.out / "tour.json").write_text(json.dumps({"steps": told}, indent=1) + "\n", "utf-8")
        return not fault

    def _picture(self, name: str) -> None:
        self._let_paint()
        words = re.sub(r"[^a-z0-9]+", "-", name)
        self.app.window.grab().save(str(self.out / f"{len(self.steps):02d}-{words}.png"), "PNG")

    def _let_paint(self) -> None:
        """A few rounds of the event loop, so that the picture shows what a person sees."""
        rounds = iter(range(_ROUNDS))
        wait_until(lambda: next(rounds, None) is None, "the window to be painted", self.timeout_s)

    def _open(self) -> None:
        window = self.app.window
        window.resize(*SIZE)
        window.painted.connect(self.app.open)
        window.show()
        self._hands.until(lambda: window.services is not None, "the services to open")
        self._hands.until(lambda: isinstance(window.page, (WelcomePage, MarketPage)), "the first page")

    def _create(self) -> None:
        self.app.window.navigate(Route("welcome"))
        page = self._hands.page(WelcomePage)
        self._hands.press(page, "welcome-create")
        for name in ("welcome-password", "welcome-password-again"):
            self._hands.write(page, name, self.password)
        self._hands.press(page, "welcome-make")
        self._until_welcomed(lambda: page.step == "words" and page.words.count, "the recovery words", page)

    def _check_backup(self) -> None:
        page = self._hands.page(WelcomePage)
        words = page.words.words
        self._hands.press(page, "welcome-written")
        for place in page.check.places:
            self._hands.write(page, f"welcome-word-{place}", words[place])
        self._hands.press(page, "welcome-check")
        self._until_welcomed(lambda: page.step == "done", "the words to be right", page)

    def _coins(self) -> None:
        self._hands.press(self._hands.page(WelcomePage), "welcome-coins")
        self._hands.wait_page(MarketPage)
        self._hands.press(self.app.window, "nav-wallet")
        page = self._hands.page(WalletPage)
        self._hands.until(lambda: page.balance.text()[:1] in "123456789", "the balance")

    def _buy(self) -> None:
        self._hands.press(self._hands.page(ListingPage), "buy")
        self._hands.reach("verify")

    def _check(self) -> None:
        self._hands.reach("check")
        self._hands.reach("test")
        page = self._hands.page(ListingPage)
        self._hands.until(page.progress.run.isVisible, "the model to be ready")

    def _run(self) -> None:
        self._hands.press(self._hands.page(ListingPage).progress, "purchase-run")
        self._run_here()

    def _rate(self) -> None:
        """Release the payment, which makes the licence final, and rate it."""
        self._hands.page(RunPage).close_model()
        window = self.app.window
        self._hands.press(window, "nav-library")
        library = self._hands.wait_page(LibraryPage)
        self._hands.until(lambda: library.states.phase is Phase.FULL, "the library")
        self._hands.press(library, "library-order")
        order = self._hands.wait_page(OrderPage)
        self._hands.press(order, "order-confirm")
        self._hands.press(window, "confirm")
        self._hands.sign()
        self._hands.press(order, "order-rate")
        self._hands.press(window, "star-5")
        QTest.keyClicks(self._hands.child(window, QPlainTextEdit, "review-text"), RATING)
        self._hands.press(window, "review-send")
        self._hands.sign()

        def is_rated() -> bool:
            if order.review.fault.isVisible() or order.remedies.fault.isVisible():
                raise TourFailed(order.review.fault.accessibleName())
            return order.review.rating is not None and not window.findChildren(RateDialog)

        self._hands.until(is_rated, "the rating")

    def _run_offline(self) -> None:
        self.go_offline()
        self._hands.press(self.app.window, "nav-library")
        page = self._hands.wait_page(LibraryPage)
        self._hands.until(lambda: page.states.phase is Phase.FULL, "the library")
        self._hands.press(page, "library-run")
        self._run_here()
        self._hands.until(
            lambda: self.app.window.status.is_cut_off, "the status line to say that the node is away"
        )

    def _run_here(self) -> None:
        page = self._hands.wait_page(RunPage)

        def is_ready() -> bool:
            if page.states.phase is Phase.ERROR:
                raise TourFailed(page.states.error.title.text())
            return page.is_open and page.form is not None and page.form.inputs() is not None

        self._hands.until(is_ready, "the model to open")
        self._hands.press(page, "run")

        def has_result() -> bool:
            if page.fault.isVisible():
                raise TourFailed(page.fault.accessibleName())
            return page.last_result is not None

        self._hands.until(has_result, "the result")

    def _until_welcomed(self, condition: Callable[[], object], what: str, page: WelcomePage) -> None:
        def looked() -> object:
            if page.fault.isVisible():
                raise TourFailed(page.fault.accessibleName())
            return condition()

        self._hands.until(looked, what)


def run_tour(
    start: Start,
    out: Path,
    *,
    go_offline: Callable[[], None],
    stage: Stage | None = None,
    tell: Callable[[TourStep], None] = _ignore,
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
        go_offline: Takes the network away before the main job's last step (bootstrap knows how).
        stage: Brings it back, with sellers who cheat, for the second path; without it there is only the first.
        tell: Hears of each step as soon as it is done.
        search: What to type into the market's search; the first match is bought. It must begin the listing's name.
        password: Of the wallet that the tour creates.
        theme: ``light`` or ``dark``.
        language_setting: ``en`` or ``zh_CN``.
        timeout_s: For each single condition.
    """
    out.mkdir(parents=True, exist_ok=True)
    app = Application(start, theme=theme, language_setting=language_setting)
    tour = Tour(app, out, go_offline, search, password, timeout_s, stage, tell)
    try:
        return tour.run()
    finally:
        app.close()
