"""The tour's second path can fail: a refund that does not arrive, or is a wei short, is no step that worked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import SimpleNamespace
from typing import Any

import pytest

from desktop.core.orders import Purchase, PurchaseState
from desktop.services.journal import Activity
from desktop.services.purchase import RefundOptions
from desktop.ui import showcase_values as values
from desktop.ui.showcase import Showcase
from desktop.ui.tour_hands import Hands, TourFailed
from desktop.ui.tour_refunds import RefundPath
from desktop.ui.waiting import NeverHappened
from tests.ui.conftest import Desk

MakeDesk = Callable[..., Desk]
FEE_WEI = 9 * 10**12
TITLE = "Credit risk"


@dataclass
class Books:
    """The sample services with true book-keeping: what is paid and what comes back moves the balance."""

    show: Showcase
    found: PurchaseState | None = None
    short_wei: int = 0
    keeps_it_all: bool = False
    fee_wei: int = FEE_WEI
    is_late: bool = field(default=False, init=False)

    def open(self) -> None:
        purchases: Any = self.show.purchases
        purchases.advance, purchases.refund, purchases.complain = self.advance, self.give_back, self.give_back
        self._options, purchases.refund_options = purchases.refund_options, self.options

    def line(self, kind: str, wei: int) -> None:
        self.show.balances.wei += wei - self.fee_wei
        line = Activity(0, values.NOW, kind, values.BUYER, wei, self.fee_wei, bytes(32), "done", None)
        self.show.activity.lines.insert(0, line)

    def advance(self, purchase_id: str, *_: Any) -> Purchase:
        purchases = self.show.purchases
        kept = purchases.kept[purchase_id]
        if kept.claim_asked:
            return self.give_back(purchase_id)
        if kept.state is PurchaseState.FETCHING:
            self.line("buy", -kept.terms.price)
            return purchases._move(purchase_id, self.found or PurchaseState.WAITING)
        return kept

    def owed_wei(self, purchase: Purchase) -> int:
        terms = purchase.terms
        return terms.price + (terms.bond_wei if purchase.delivery else terms.late_fee_wei)

    def give_back(self, purchase_id: str) -> Purchase:
        owed = self.owed_wei(self.show.purchases.kept[purchase_id])
        if not self.keeps_it_all:
            self.line("refund", 0)
            self.line("withdraw", owed - self.short_wei)
        moved = self.show.purchases._move(purchase_id, PurchaseState.REFUNDED)
        # The sample values know no refund without a delivery.
        kept = moved if self.found else replace(moved, delivery=None)
        self.show.purchases.kept[purchase_id] = kept
        return kept

    def options(self, purchase_id: str) -> RefundOptions:
        kept = self.show.purchases.kept[purchase_id]
        if kept.state is not PurchaseState.WAITING or not self.is_late:
            return self._options(purchase_id)
        return RefundOptions(
            can_confirm=False, can_refund=True, can_complain=False, amount_wei=self.owed_wei(kept),
            cost_most_wei=2 * FEE_WEI, until=values.NOW, reason="not-delivered",
        )  # fmt: skip


class Stage:
    """The sample market has its cheat already."""

    def __init__(self, books: Books) -> None:
        self._books = books

    def come_back(self) -> None:
        """It was never away."""

    def list_cheats(self) -> Mapping[str, str]:
        return dict.fromkeys(("never-delivers", "wrong-key", "wrong-bytes"), TITLE)

    def pass_time(self, _seconds: int) -> None:
        self._books.is_late = True


@pytest.fixture
def walk(make_desk: MakeDesk) -> Callable[..., None]:
    """Walks the steps of one cheat on the sample window."""

    def go(cheat: str, **books: Any) -> None:
        desk = make_desk()
        kept = Books(desk.show, **books)
        kept.open()
        app: Any = SimpleNamespace(window=desk.window, jobs=desk.jobs)
        path = RefundPath(Hands(app, timeout_s=3.0), Stage(kept), dict(Stage(kept).list_cheats()))
        for name, act in path.script():
            if name.startswith(cheat):
                act()

    return go


CHEATS = [
    ("never delivered", None), ("wrong key", PurchaseState.WRONG_KEY), ("wrong bytes", PurchaseState.WRONG_CONTENT),
]  # fmt: skip


@pytest.mark.parametrize(("cheat", "found"), CHEATS)
def test_a_refund_to_the_wei_is_a_step_that_worked(
    walk: Callable[..., None], cheat: str, found: PurchaseState | None
) -> None:
    walk(cheat, found=found)


@pytest.mark.parametrize(("cheat", "found"), CHEATS)
@pytest.mark.parametrize("short_wei", [1, -1])
def test_a_refund_that_is_a_wei_off_fails_the_step(
    walk: Callable[..., None], cheat: str, found: PurchaseState | None, short_wei: int
) -> None:
    with pytest.raises(TourFailed, match="gained"):
        walk(cheat, found=found, short_wei=short_wei)


@pytest.mark.parametrize(("cheat", "found"), CHEATS)
def test_a_refund_that_does_not_arrive_fails_the_step(
    walk: Callable[..., None], cheat: str, found: PurchaseState | None
) -> None:
    with pytest.raises(NeverHappened, match="the money to come home"):
        walk(cheat, found=found, keeps_it_all=True)


def test_another_fault_than_the_cheat_s_fails_the_step(walk: Callable[..., None]) -> None:
    with pytest.raises(TourFailed, match="wrong-content"):
        walk("wrong key", found=PurchaseState.WRONG_CONTENT)


def test_a_complaint_dearer_than_the_page_said_fails_the_step(walk: Callable[..., None]) -> None:
    with pytest.raises(TourFailed, match="at most"):
        walk("wrong key", found=PurchaseState.WRONG_KEY, fee_wei=10 * FEE_WEI)
