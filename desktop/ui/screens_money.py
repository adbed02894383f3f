"""Scenes of the money that waits, of splits, and of who is paid."""

from dataclasses import replace
from pathlib import Path

from desktop.core.accounts import Account
from desktop.core.errors import NodeUnreachable
from desktop.core.holdings import Collection, HoldingKind, Step, StepKind, StepState
from desktop.core.identity import NATIVE, Address
from desktop.services.accounts import WalletState
from desktop.ui import showcase_values as values
from desktop.ui.page import Route
from desktop.ui.pages.payee_editor import PayeeEditor
from desktop.ui.scenes import Scene
from desktop.ui.screens_pages import hold, press
from desktop.ui.shell import MainWindow
from desktop.ui.showcase import Showcase
from desktop.ui.showcase_money import FRIENDS, SPLIT
from desktop.ui.waiting import wait_until

WAITING = Route("collecting")
TALL = (1280, 1900)
"""Without scrolling."""


def money_scenes() -> tuple[Scene, ...]:
    """All of them."""
    return (
        Scene("50-money", WAITING),
        Scene("51-money-empty", WAITING, _empty),
        Scene("52-money-one", WAITING, _one),
        Scene("53-money-many", WAITING, _many),
        Scene("54-money-stale", WAITING, _stale),
        Scene("55-money-unknown", WAITING, _unknown),
        Scene("56-money-locked", WAITING, _locked),
        Scene(
            "57-money-taking", WAITING, hold("collecting.withdraw"), press("collecting-take"), settles=False
        ),
        Scene("58-money-broken-off", WAITING, _broken_off),
        Scene("59-money-some-failed", WAITING, _fails, press("collecting-take")),
        Scene("62-split-editor", Route("sell"), act=_fill_split, size=TALL),
        Scene("63-split-wrong", Route("sell"), act=_fill_wrong_split, size=TALL),
        Scene("64-listing-split", Route("listing", "1"), _paid_to_split, press("payee-show"), size=TALL),
        Scene("65-listing-contract", Route("listing", "1"), _paid_to_contract, size=TALL),
        Scene("60-money-200", WAITING, scale=2.0),
        Scene("61-money-small", WAITING, size=(960, 640)),
    )


def _empty(show: Showcase) -> None:
    show.collecting.holdings = ()


def _one(show: Showcase) -> None:
    show.collecting.holdings = tuple(h for h in show.collecting.holdings if h.key == "credit")


def _many(show: Showcase) -> None:
    second = Account(FRIENDS[0], "", "Savings of the whole family, kept apart from everything else", "hd")
    show.accounts.accounts = (*show.accounts.accounts, second)
    long = "A model whose name is as long as a card allows, so that it must be cut somewhere"
    sold = [h for h in show.collecting.holdings if h.kind is HoldingKind.SETTLE]
    show.collecting.holdings += tuple(
        replace(
            sold[0], key=f"more{i}", order_id=200 + i, account=(values.BUYER, FRIENDS[0])[i % 2],
            subject=long if i % 3 else "Digits", currency=values.TOKEN.address if i % 5 == 0 else NATIVE,
            amount=10**15 * i + 7 if i % 5 else 2**127,
        )
        for i in range(30)
    )  # fmt: skip


def _stale(show: Showcase) -> None:
    show.collecting.fault = NodeUnreachable("https://rpc.example.org")
    show.collecting.holdings = tuple(replace(h, is_stale=True) for h in show.collecting.holdings)


def _unknown(show: Showcase) -> None:
    show.collecting.fault = NodeUnreachable("https://rpc.example.org")
    show.collecting.holdings = tuple(
        replace(h, amount=None, extra_wei=0)
        for h in show.collecting.holdings
        if h.key not in {"token", "small"}
    )


def _locked(show: Showcase) -> None:
    show.accounts.state = WalletState.LOCKED


def _broken_off(show: Showcase) -> None:
    def step(kind: StepKind, state: StepState, milli: int, subject: str = "") -> Step:
        return Step(
            kind, values.BUYER, values.BUYER, NATIVE, milli * 10**15, 10**14, subject=subject, state=state
        )

    kinds, states = StepKind, StepState
    show.collecting.collection = Collection(
        1, values.NOW,
        (
            step(kinds.REFUND, states.DONE, 25, "Credit risk"), step(kinds.SETTLE, states.FAILED, 20, "Digits"),
            step(kinds.WITHDRAW, states.SENT, 110), step(kinds.SPLIT_IN, states.TODO, 0),
            step(kinds.SHARE, states.TODO, 5), step(kinds.BOND, states.NEEDLESS, 6),
        ),
    )  # fmt: skip


def _fails(show: Showcase) -> None:
    show.collecting.fails = frozenset({"refund"})


def _editor(window: MainWindow) -> PayeeEditor | None:
    from desktop.ui.pages.sell import SellPage

    page = window.page
    if not isinstance(page, SellPage):
        return None
    page.form.inspect(Path())
    wait_until(page.form.publish.isVisible, "the verdict")
    page.form.payee.kind.setCurrentIndex(page.form.payee.kind.findData("split"))
    return page.form.payee


def _fill_split(window: MainWindow) -> None:
    if (editor := _editor(window)) is not None:
        editor.shares.add_row(FRIENDS[1])
        editor.shares.rows[1].account.edit.setText(str(FRIENDS[0]))
        editor.shares.divide_evenly()
        wait_until(lambda: editor.choice() is not None, "the split's address")


def _fill_wrong_split(window: MainWindow) -> None:
    if (editor := _editor(window)) is not None:
        own = values.BUYER.raw
        for account, percent in (
            (str(values.BUYER), "20"), (str(Address(own[:2] + bytes(16) + own[-2:])), "0"), ("0x12", "12.345"),
        ):  # fmt: skip
            editor.shares.add_row()
            editor.shares.rows[-1].account.edit.setText(account)
            editor.shares.rows[-1].percent.setText(percent)


def _pays(show: Showcase, payee: Address) -> None:
    first, *rest = show.catalogue.rows
    show.catalogue.rows = (replace(first, terms=replace(first.terms, payee=payee)), *rest)


def _paid_to_split(show: Showcase) -> None:
    _pays(show, SPLIT.address)


def _paid_to_contract(show: Showcase) -> None:
    _pays(show, values.MARKET)
