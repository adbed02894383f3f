"""The wallet under a heartbeat, for the benchmarks: unlocked with many accounts, its activity read, scrolled and searched."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer

from desktop.core.accounts import Account
from desktop.services.accounts import WalletState
from desktop.ui.app import Application
from desktop.ui.dialogs import PasswordDialog
from desktop.ui.measuring import Heartbeat
from desktop.ui.page import Route
from desktop.ui.pages.activity import ActivityPage
from desktop.ui.services import PAGES
from desktop.ui.showcase import Showcase
from desktop.ui.waiting import wait_until

if TYPE_CHECKING:
    from desktop.services.activity import ActivityService

_LIMIT_S = 60.0
_SCROLL_STEP = 25
_FRAME_MS = 16
_PAGES = ("wallet", "activity", "approvals", "activity")


@dataclass
class WalletFigures:
    """Seconds from the click to what it brought; milliseconds for pages and keys; the heartbeat's gaps by step."""

    heart: Heartbeat = field(default_factory=Heartbeat)
    unlock_s: list[float] = field(default_factory=list)
    first_page_ms: list[float] = field(default_factory=list)
    keys_ms: list[float] = field(default_factory=list)
    rows: int = 0


def measure_wallet(
    activity: "ActivityService",
    prepare: Callable[[], None],
    unlock: Callable[[str], tuple[Account, ...]],
    lock: Callable[[], None],
    password: str,
    texts: Sequence[str],
    rounds: int,
) -> WalletFigures:
    """Open a window over sample services with this activity and this vault, and use the wallet as a person does."""
    show = Showcase()
    parts: Any = show
    parts.activity = activity
    sample_unlock, figures = show.accounts._set, WalletFigures()

    def unlock_for_real(given: str) -> None:
        show.accounts.accounts = unlock(given)
        sample_unlock(WalletState.UNLOCKED)

    parts.accounts.unlock, parts.accounts.prepare = unlock_for_real, prepare
    show.accounts.state = WalletState.LOCKED
    app = Application(lambda publish: _told(show, publish), theme="light", language_setting="en")
    app.window.resize(1280, 820)
    app.window.show()
    app.open()
    try:
        wait_until(lambda: app.window.page is not None and app.jobs.is_idle, "the window", _LIMIT_S)
        for name in PAGES:  # as the window does between other things
            app.window.prepare(name)
        wait_until(lambda: app.jobs.is_idle, "the pages to be made", _LIMIT_S)
        figures.heart.start()
        for _ in range(rounds):
            _unlock(app, password, figures)
            _browse(app, figures, texts)
            figures.heart.step = "lock"
            _page(app).model.replace(())
            app.window.navigate(Route("market"))
            app.jobs.start(lambda _job: lock())  # as the window does
            show.accounts.lock()
            wait_until(lambda: app.jobs.is_idle, "the locked window", _LIMIT_S)
    finally:
        app.close()
    return figures


def _told(show: Showcase, publish: Callable[[Any], None]) -> Any:
    show.publish = show.accounts.publish = publish
    return show.services


def _unlock(app: Application, password: str, figures: WalletFigures) -> None:
    figures.heart.step = "unlock"
    app.window.navigate(Route("unlock", "activity"))
    (dialog,) = (d for d in app.window.findChildren(PasswordDialog) if d.isVisible())
    wait_until(lambda: app.jobs.is_idle, "what can be done before a password is typed", _LIMIT_S)
    dialog.password.setText(password)
    began = time.perf_counter()
    dialog.confirm.click()
    wait_until(lambda: isinstance(app.window.page, ActivityPage), "the activity", _LIMIT_S)
    opened = time.perf_counter()
    figures.unlock_s.append(opened - began)
    page = _page(app)
    wait_until(lambda: page.model.rowCount() > 0, "the first page", _LIMIT_S)
    figures.first_page_ms.append(1000 * (time.perf_counter() - opened))
    wait_until(lambda: app.jobs.is_idle, "the page to settle", _LIMIT_S)


def _browse(app: Application, figures: WalletFigures, texts: Sequence[str]) -> None:
    figures.heart.step = "scroll"
    page = _page(app)
    while page.model.canFetchMore(page.table.rootIndex()):
        page.table.scrollToTop()
        page.table.scrollToBottom()  # which asks for more
        wait_until(lambda: app.jobs.is_idle, "older lines", _LIMIT_S)
    figures.rows = page.model.rowCount()
    for row in range(0, figures.rows, max(1, figures.rows // _SCROLL_STEP)):
        page.table.selectRow(row)
        page.table.scrollTo(page.model.index(row, 0))
        _breathe()
    _search(page, figures, texts)
    figures.heart.step = "pages"
    for name in _PAGES:
        app.window.navigate(Route(name))
        wait_until(lambda: app.jobs.is_idle, name, _LIMIT_S)


def _search(page: ActivityPage, figures: WalletFigures, texts: Sequence[str]) -> None:
    figures.heart.step = "search"
    answers: list[float] = []
    page.answered.connect(lambda: answers.append(time.perf_counter()))
    for text in texts:
        for end in range(1, len(text) + 1):
            answers.clear()
            began = time.perf_counter()
            page.search.setText(text[:end])
            wait_until(lambda: answers, "what was searched", _LIMIT_S)
            figures.keys_ms.append(1000 * (answers[-1] - began))
    answers.clear()
    page.search.clear()
    wait_until(lambda: answers, "everything", _LIMIT_S)


def _breathe() -> None:
    """Let the window paint and answer, as between two clicks of a person."""
    passed: list[bool] = []
    QTimer.singleShot(_FRAME_MS, lambda: passed.append(True))
    wait_until(lambda: passed, "a frame", _LIMIT_S)


def _page(app: Application) -> ActivityPage:
    page = app.window.page
    if not isinstance(page, ActivityPage):
        raise TypeError("the activity is shown")
    return page
