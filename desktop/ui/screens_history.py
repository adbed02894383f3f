"""Scenes of the activity with what was found on the chain, and of approvals."""

from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QScrollArea, QTableView

from desktop.core.accounts import Account
from desktop.core.errors import NodeUnreachable
from desktop.core.identity import Address, keccak256
from desktop.core.money import COIN
from desktop.core.movements import Leg
from desktop.core.spam import HiddenBy
from desktop.services.journal import Activity
from desktop.ui import showcase_values as values
from desktop.ui.page import Route
from desktop.ui.scenes import Act, Scene
from desktop.ui.screens_pages import hold, press
from desktop.ui.shell import MainWindow
from desktop.ui.showcase import Showcase
from desktop.ui.showcase_history import whole_trace
from desktop.ui.waiting import wait_until

HERE, APPROVALS = Route("activity"), Route("approvals")
SAVINGS = Account(values.SELLERS[0], "m/44'/60'/0'/0/1", "Savings of the whole family", "hd")
FRIEND = Address(keccak256(b"friend")[12:])
_BASE = 8_453
_MILLI = 10**15


def history_scenes() -> tuple[Scene, ...]:
    """All of them."""
    return (
        Scene("400-activity-all", HERE, full_history),
        Scene("401-activity-line", HERE, full_history, choose(2)),
        Scene("402-activity-difference", HERE, full_history, choose(4)),
        Scene("403-activity-kept-out", HERE, full_history, press_and_choose),
        Scene("404-activity-nothing-found", HERE, full_history, _search),
        Scene("405-activity-empty", HERE),
        Scene("406-activity-looking", HERE, _looking, settles=False),
        Scene("407-activity-offline", HERE, _offline),
        Scene("408-activity-pruned", HERE, _pruned),
        Scene("409-activity-200", HERE, full_history, choose(2), scale=2.0),
        Scene("410-activity-small", HERE, full_history, choose(1), size=(960, 640)),
        Scene("411-approvals", APPROVALS, two_accounts),
        Scene("412-approvals-invented", APPROVALS, two_accounts, _invented),
        Scene("413-approvals-none", APPROVALS, _no_approvals),
        Scene("414-approvals-not-read", APPROVALS, _never_looked, settles=False),
        Scene("415-approvals-error", APPROVALS, _no_node),
        Scene("416-approvals-revoke", APPROVALS, two_accounts, press("approval-revoke")),
        Scene("417-approvals-lower", APPROVALS, two_accounts, lower),
        Scene("418-approvals-200", APPROVALS, two_accounts, scale=2.0),
    )


def two_accounts(show: Showcase) -> None:
    """A second account with a long name, and a contact."""
    show.accounts.accounts = (*show.accounts.accounts, SAVINGS)
    show.activity.people = {values.SELLERS[1]: "The shop at the corner", FRIEND: "Ada"}


def full_history(show: Showcase) -> None:
    """Two accounts on two chains: acts, what came in, what was only seen, and what is kept out."""
    two_accounts(show)
    usd = values.TOKEN
    lines = (
        _line("send", -5 * 10**16, "pending", other=FRIEND, block=None),
        _line("receive", 250 * _MILLI, "unfinal", found=True, other=FRIEND),
        _line("receive", 40_000_000, currency=usd, found=True, other=values.SELLERS[1], note="Rent for May"),
        _line("buy", -20 * _MILLI, subject="Programming language", other=values.SELLERS[2]),
        _line("came-through", 85 * _MILLI, found=True),
        _line("send", -10 * _MILLI, other=SAVINGS.address),
        _line("receive", 10 * _MILLI, account=SAVINGS.address, found=True, other=values.BUYER),
        _line("sent-elsewhere", -3 * _MILLI, found=True, other=FRIEND, chain=_BASE),
        _line("buy", -25 * _MILLI, "failed", subject="Credit risk"),
        _line("revoke", 0, subject="USDX", other=values.SELLERS[1]),
        _line("staking", 61_234_567 * 10**9, account=SAVINGS.address, found=True),
        _line("unexplained", -_MILLI, found=True, chain=_BASE),
        _line("opening", 10**18, found=True),
    )
    spam = (
        _line("receive", 10**24, currency=values.IMITATION, found=True, other=values.SELLERS[2], hidden=HiddenBy.IMITATION),
        _line("taken", 0, currency=usd, found=True, other=values.SELLERS[2], hidden=HiddenBy.ZERO_VALUE),
        _line("receive", 1, found=True, other=_look_alike(FRIEND), hidden=HiddenBy.LOOK_ALIKE),
    )  # fmt: skip
    show.activity.lines = [
        replace(line, id=1000 - i, time=values.NOW - i * 5_700, hash=keccak256(b"%d" % i))
        for i, line in enumerate((*lines, *spam))
    ]


def _line(
    kind: str,
    amount: int,
    status: str = "done",
    *,
    account: Address = values.BUYER,
    currency: object = COIN,
    found: bool = False,
    other: Address | None = None,
    subject: str = "",
    note: str = "",
    chain: int = values.CHAIN_ID,
    block: int | None = 4_100,
    hidden: HiddenBy = HiddenBy.NOTHING,
) -> Activity:
    legs = (Leg(currency, amount, other, by_difference=other is None),) if amount and block else None  # type: ignore[arg-type]
    return Activity(
        0, 0, kind, account, amount, 0 if found and kind != "sent-elsewhere" else 21 * 10**12, None, status, other,
        subject, note, currency, chain, block, values.NOW if block else None,  # type: ignore[arg-type]
        None if status == "failed" else legs, hidden, found,
    )  # fmt: skip


def _look_alike(address: Address) -> Address:
    return Address(address.raw[:3] + bytes(14) + address.raw[-3:])


def choose(row: int) -> Act:
    """Select a line of the list."""

    def act(window: MainWindow) -> None:
        from desktop.ui.pages.activity import ActivityPage

        page = window.page
        if isinstance(page, ActivityPage):
            page.table.selectRow(row)

    return act


def press_and_choose(window: MainWindow) -> None:
    """What is kept out, and the reason of the first of it."""
    from desktop.ui.pages.activity import ActivityPage

    press("activity-kept-out")(window)
    page = window.page
    if isinstance(page, ActivityPage):
        wait_until(lambda: page.model.rowCount() == 3, "what is kept out")
        page.table.selectRow(2)


def _search(window: MainWindow) -> None:
    edit = window.findChild(QLineEdit, "activity-search")
    if edit is not None:
        edit.setText("no such words")
        table = window.findChild(QTableView, "activity")
        wait_until(lambda: table is None or table.isHidden(), "the answer")


def _invented(window: MainWindow) -> None:
    press("approvals-invented")(window)
    area = window.page.findChild(QScrollArea) if window.page is not None else None
    if area is not None:
        bar = area.verticalScrollBar()
        before = bar.maximum()
        wait_until(lambda: bar.maximum() > before, "what tokens made up")
        bar.setValue(bar.maximum())


def lower(window: MainWindow) -> None:
    """A new limit, and what it does."""
    press("approval-lower")(window)
    edit = window.findChild(QLineEdit, "approval-amount")
    if edit is not None:
        edit.setText("5")
        edit.textEdited.emit("5")
        press("approval-go")(window)


def _looking(show: Showcase) -> None:
    full_history(show)
    show.tracing.kept = None
    hold("tracing.look")(show)


def _offline(show: Showcase) -> None:
    full_history(show)
    show.tracing.kept = replace(whole_trace(), seen_at=values.NOW)
    show.gate.faults["tracing.look"] = NodeUnreachable("https://rpc.example.org")


def _pruned(show: Showcase) -> None:
    full_history(show)
    show.tracing.kept = replace(whole_trace(), coin_from=3_000, logs_from=2_000, is_pruned=True)


def _no_approvals(show: Showcase) -> None:
    two_accounts(show)
    if show.approvals.found is not None:
        show.approvals.found = replace(show.approvals.found, approvals=(), invented=())


def _never_looked(show: Showcase) -> None:
    _looking(show)
    show.approvals.found = None


def _no_node(show: Showcase) -> None:
    two_accounts(show)
    show.gate.faults["approvals.list"] = NodeUnreachable("https://rpc.example.org")
