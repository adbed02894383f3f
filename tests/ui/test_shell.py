"""The window around the pages: opening, routes, status, keys, names for screen readers, and what it leaves behind."""

import json
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSystemTrayIcon,
    QWidget,
)

from desktop.core.changes import Change, Topic
from desktop.core.errors import DataDirectoryBusy, DiskFull, NodeUnreachable
from desktop.core.listings import IndexStatus
from desktop.core.orders import PurchaseState
from desktop.services.accounts import WalletState
from desktop.ui import showcase_agreements as samples
from desktop.ui import showcase_values as values
from desktop.ui.app import Application
from desktop.ui.jobs import ChangeBus, JobRunner
from desktop.ui.overlays import CommandPalette
from desktop.ui.page import Route
from desktop.ui.pages.library import LibraryPage
from desktop.ui.pages.market import MarketPage
from desktop.ui.places import OF_PAGE
from desktop.ui.services import PAGES as ALL_PAGES
from desktop.ui.shell import MainWindow
from desktop.ui.showcase import Showcase
from desktop.ui.theme import Theme
from desktop.ui.tour import run_tour
from desktop.ui.waiting import NeverHappened, wait_until
from desktop.ui.widgets.states import Phase
from tests.helpers.sheets import through_the_sheet
from tests.ui.conftest import Desk

PAGES = ("market", "library", "wallet", "sell", "settings", "welcome")


def test_services_that_cannot_be_opened_are_said_in_the_window(theme: Theme) -> None:
    attempts: list[int] = []

    def start(publish: Callable[[Change], None]) -> object:
        attempts.append(1)
        if len(attempts) == 1:
            raise DataDirectoryBusy("/data", 42)
        return Showcase(publish).services

    app = Application(start)  # type: ignore[arg-type]
    app.window.show()
    app.open()
    wait_until(lambda: app.window.opening.phase is Phase.ERROR, "the error")
    assert "process 42" in app.window.opening.error.body.text()

    app.window.opening.error.button.click()
    wait_until(lambda: app.window.services is not None, "the second try")
    app.close()


def test_an_error_that_no_page_takes_reaches_the_person(desk: Desk) -> None:
    def work(_job: object) -> None:
        raise DiskFull("/data", 100, 1)

    desk.jobs.start(work)
    desk.settle()

    assert any("Too little space on the disk" in text for text in desk.window.toasts.texts)


def test_the_status_line_tells_block_age_index_and_fee(desk: Desk) -> None:
    status = desk.window.status

    assert status.network.text() == "Demo network"
    assert status.block.text().startswith("block 4,211, ")
    assert status.index.text() == "indexed to block 4,211"
    assert status.fee.text() == "fee 1.1 gwei"


def test_a_node_that_does_not_answer_makes_the_line_stale(make_desk: Callable[..., Desk]) -> None:
    def prepare(show: Showcase) -> None:
        show.network.fault = NodeUnreachable("https://node.example")

    status = make_desk(prepare).window.status

    assert "does not answer" in status.network.text()
    assert status.block.text().endswith("(stale)")
    assert status.fee.text().endswith("(stale)")
    assert status.fee.property("role") == "warning"


def test_an_index_that_is_behind_says_by_how_much(desk: Desk) -> None:
    desk.window.status.show_index(IndexStatus(90, 100, values.NOW))

    assert desk.window.status.index.text() == "indexed to block 90, 10 blocks behind"


def test_while_older_listings_are_read_it_says_how_far_that_is(desk: Desk) -> None:
    desk.window.status.show_index(IndexStatus(100, 100, values.NOW, indexed_from=61, older_left=60))

    assert desk.window.status.index.text() == "indexed to block 100, older listings: 40 %"
    assert desk.window.status.index.property("role") == "body"


@pytest.mark.parametrize(("behind", "role"), [(0, "body"), (1, "body"), (2, "body"), (3, "warning")])
def test_a_block_or_two_behind_is_no_reason_to_worry(desk: Desk, behind: int, role: str) -> None:
    desk.window.status.show_index(IndexStatus(100 - behind, 100, values.NOW))

    assert desk.window.status.index.property("role") == role


def test_before_the_first_block_nothing_is_said_about_block_minus_one(desk: Desk) -> None:
    desk.window.status.show_index(IndexStatus(-1, 4, values.NOW))

    assert desk.window.status.index.text() == "not indexed yet"
    assert desk.window.status.index.property("role") == "body"


def test_running_jobs_are_counted_and_shown_in_the_drawer(desk: Desk) -> None:
    gate = threading.Event()
    desk.jobs.start(lambda _job: gate.wait(10), title="Downloading a model")
    assert desk.window.status.jobs.accessibleName() == "1 job running"

    desk.window.drawer.toggle()
    assert desk.window.drawer._bars[0][0].title == "Downloading a model"
    gate.set()
    desk.settle()
    assert desk.window.status.jobs.accessibleName() == "No jobs"


def test_the_palette_finds_a_command_and_runs_it(desk: Desk) -> None:
    desk.window.open_palette()
    palette = desk.dialog
    assert isinstance(palette, CommandPalette)
    QTest.keyClicks(palette.search, "libr")
    QTest.keyClick(palette.search, Qt.Key.Key_Return)
    desk.settle()

    assert isinstance(desk.window.page, LibraryPage)


def test_a_page_reloads_when_what_it_shows_has_changed(desk: Desk) -> None:
    page = desk.page(MarketPage)
    assert page.model.rowCount() == 8
    desk.show.catalogue.rows = desk.show.catalogue.rows[:2]
    desk.window.bus.publish(Change(Topic.CATALOGUE))
    desk.until(lambda: page.model.rowCount() == 2, "the reload")


def test_a_hidden_page_reloads_when_it_is_shown_again(desk: Desk) -> None:
    page = desk.page(MarketPage)
    desk.go("settings")
    desk.show.catalogue.rows = desk.show.catalogue.rows[:2]
    desk.window.bus.publish(Change(Topic.CATALOGUE))
    desk.settle()
    assert page.model.rowCount() == 8

    desk.go("market")
    assert page.model.rowCount() == 2


def test_locking_from_the_rail_and_unlocking_again(desk: Desk) -> None:
    desk.press("nav-lock")
    desk.settle()
    assert desk.show.accounts.state is WalletState.LOCKED

    desk.press("nav-lock")
    desk.type("password", "correct horse")
    desk.press("unlock-confirm")
    desk.settle()
    assert desk.show.accounts.state is WalletState.UNLOCKED


def test_a_vault_that_was_killed_does_not_look_open(desk: Desk) -> None:
    assert "Unlocked" in desk.window.rail.wallet.text()

    desk.show.accounts.state = WalletState.LOCKED  # nobody published it: the process is just gone
    desk.show.accounts.publish(Change(Topic.NETWORK))

    wait_until(lambda: "Unlocked" not in desk.window.rail.wallet.text(), "the closed lock")


def test_the_wallet_locks_itself_when_nobody_is_there(desk: Desk) -> None:
    desk.window.auto_lock.idle.became_idle.emit()
    desk.settle()

    assert desk.show.accounts.state is WalletState.LOCKED


def test_a_new_wallet_starts_at_welcome(make_desk: Callable[..., Desk]) -> None:
    def prepare(show: Showcase) -> None:
        show.accounts.state = WalletState.NONE

    assert type(make_desk(prepare).window.page).__name__ == "WelcomePage"


@pytest.mark.parametrize("page", [*PAGES, "listing/1", "order/mine", "run/mine"])
def test_every_control_has_a_name_for_screen_readers(make_desk: Callable[..., Desk], page: str) -> None:
    def prepare(show: Showcase) -> None:
        show.purchases.kept["mine"] = values.purchase("mine", show.catalogue.rows[0], PurchaseState.FINAL)

    desk = make_desk(prepare)
    name, _, arg = page.partition("/")
    desk.go(name, arg)
    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QAbstractItemView)
    nameless = [
        widget
        for kind in kinds
        for widget in desk.window.findChildren(kind)
        if widget.isVisible() and not widget.accessibleName() and not _inner(widget)
    ]

    assert nameless == []


@pytest.mark.parametrize("page", PAGES)
def test_every_button_can_be_reached_by_the_keyboard(desk: Desk, page: str) -> None:
    desk.go(page)
    unreachable = [
        button.accessibleName()
        for button in desk.window.findChildren(QAbstractButton)
        if button.isVisible() and button.focusPolicy() == Qt.FocusPolicy.NoFocus and not _inner(button)
    ]

    assert unreachable == []


def _inner(widget: QWidget) -> bool:
    """Parts that Qt makes inside its own widgets."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, (QComboBox, QLineEdit, QAbstractItemView)):
            return True
        parent = parent.parentWidget()
    return widget.objectName().startswith("qt_")


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("page", PAGES)
def test_pages_fit_the_smallest_window_at_every_size_of_text(
    make_desk: Callable[..., Desk], theme: Theme, page: str, scale: float
) -> None:
    theme.set_scale(scale)
    try:
        desk = make_desk()
        desk.window.resize(1280, 820)
        desk.go(page)
        too_wide = desk.window.minimumSizeHint().width()
    finally:
        theme.set_scale(1.0)

    assert too_wide <= 1280


def test_there_is_no_tray_icon(desk: Desk) -> None:
    assert desk.window.findChildren(QSystemTrayIcon) == []


def test_a_closed_window_leaves_nothing_behind(theme: Theme, qapp: QApplication) -> None:
    jobs, bus = JobRunner(), ChangeBus()
    window = MainWindow(jobs, bus)
    window.show()
    window.attach(Showcase(bus.publish).services)
    for page in PAGES:
        window.navigate(Route(page))
    wait_until(lambda: jobs.is_idle, "the jobs")
    timers = window.findChildren(QTimer)

    jobs.close()
    window.close()
    assert not [t for t in timers if t.isActive() and t.interval() > 0 and not t.isSingleShot()]
    destroyed: list[int] = []
    window.destroyed.connect(lambda: destroyed.append(1))
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, 52)

    assert destroyed == [1]
    assert [t for t in threading.enumerate() if t in jobs._threads] == []


def test_what_came_true_for_a_moment_was_waited_for(theme: Theme) -> None:
    """Regression: asked again after the loop had ended, it was said never to have happened."""
    asked: list[bool] = []

    def second_time() -> bool:
        asked.append(len(asked) == 1)
        return asked[-1]

    wait_until(second_time, "the second look")

    assert asked == [False, True]


def test_waiting_for_what_never_happens_ends(theme: Theme) -> None:
    with pytest.raises(NeverHappened, match="the moon"):
        wait_until(lambda: False, "the moon", 0.05)


def fresh(
    publish: Callable[[Change], None], prepare: Callable[[Showcase], None] = lambda show: None
) -> object:
    show = Showcase(publish)
    show.accounts.state = WalletState.NONE
    show.balances.wei = 0
    prepare(show)
    return show.services


def test_the_tour_goes_the_whole_way(theme: Theme, tmp_path: Path) -> None:
    shows: list[Showcase] = []
    offline: list[int] = []

    def go_offline() -> None:
        offline.append(1)
        shows[0].network.fault = NodeUnreachable("https://node.example")

    def asking(show: Showcase) -> None:
        shows.append(show)
        through_the_sheet(show.agreements, show.purchases, "confirm", samples.settling())
        through_the_sheet(show.agreements, show.reviews, "rate", samples.rating())

    steps = run_tour(
        lambda publish: fresh(publish, asking),  # type: ignore[arg-type, return-value]
        tmp_path,
        go_offline=go_offline,
        timeout_s=20,
    )

    told = json.loads((tmp_path / "tour.json").read_text("utf-8"))["steps"]
    assert [step["name"] for step in told] == [
        "open", "create wallet", "check back-up", "get demo coins", "find", "open listing", "fetch and verify",
        "pay", "receive", "check", "run", "rate", "run offline",
    ]  # fmt: skip
    assert all(step["ok"] and set(step) == {"name", "seconds", "ok"} for step in told)
    assert offline == [1]
    assert len(list(tmp_path.glob("*.png"))) == len(steps) == 13


def test_the_tour_stops_at_the_step_that_fails(
    theme: Theme, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(publish: Callable[[Change], None]) -> object:
        def prepare(show: Showcase) -> None:
            show.gate.faults["purchases.pay"] = NodeUnreachable("https://node.example")

        return fresh(publish, prepare)

    steps = run_tour(broken, tmp_path, go_offline=lambda: None, timeout_s=20)  # type: ignore[arg-type]
    caplog.clear()

    assert (steps[-1].name, steps[-1].ok) == ("pay", False)
    assert "does not answer" in steps[-1].fault
    assert json.loads((tmp_path / "tour.json").read_text("utf-8"))["steps"][-1]["ok"] is False


def test_every_page_belongs_to_a_place_in_the_rail() -> None:
    """A page of the library once lit the market up."""
    in_rail = {"market", "library", "wallet", "sell", "settings"}

    assert set(OF_PAGE.values()) <= in_rail
    assert set(ALL_PAGES) == in_rail | set(OF_PAGE)
