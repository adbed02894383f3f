"""What waits, line by line, and what taking the ticked of it means."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.core.holdings import Doubt, Holding, HoldingKind, Step, StepKind
from desktop.core.identity import NATIVE, Address
from desktop.core.money import Currency
from desktop.text import amount, mark, tr, trn
from desktop.ui.phrases import date_time
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import (
    Badge,
    Button,
    Card,
    CheckBox,
    ElidedLabel,
    Icon,
    Label,
    clear,
    column,
    plain_tip,
    row,
)

if TYPE_CHECKING:
    from desktop.services.collecting.service import Overview

_KINDS: dict[HoldingKind, tuple[str, str, str]] = {
    HoldingKind.REFUND: (mark("Not delivered in time"), mark("Not delivered in time: {model}"), "undo-2"),
    HoldingKind.SETTLE: (mark("Sale to settle"), mark("Sale to settle: {model}"), "badge-check"),
    HoldingKind.CREDIT: (mark("Credited to you in the market"), "", "arrow-down-left"),
    HoldingKind.SHARE: (mark("Your share of a split"), "", "chart-column"),
    HoldingKind.BOND: (mark("Free bond"), "", "shield"),
    HoldingKind.IN_DISPUTE: (mark("Sold"), mark("Sold: {model}"), "hourglass"),
    HoldingKind.WAITING: (mark("Paid"), mark("Paid: {model}"), "hourglass"),
    HoldingKind.BOND_LOCKED: (mark("Bond bound by orders"), "", "shield"),
}


class HoldingRow(Card):
    """One amount: what it is, whose, how much, and why it is better left, if it is."""

    def __init__(self, holding: Holding, unit: Currency, account: str, *, with_tick: bool) -> None:
        super().__init__(padding=2 * GRID, spacing=4)
        plain, named, icon = _KINDS[holding.kind]
        title = tr(named, model=holding.subject) if named and holding.subject else tr(plain)
        self.tick = CheckBox("")
        self.tick.setAccessibleName(title)
        self.tick.setObjectName(f"tick-{holding.kind.value}")
        self.tick.setEnabled(holding.can_be_taken)
        if not with_tick:
            self.tick.hide()
        words = column(spacing=2)
        words.addWidget(ElidedLabel(title, "strong"))
        about = _about(holding, unit, account)
        if about:
            note = Label(about, "small", wrap=True)
            if holding.through is not None:
                note.setToolTip(plain_tip(str(holding.through)))
            words.addWidget(note)
        self.doubt = Label(doubt_text(holding), "small", wrap=True)
        self.doubt.set_role("warning")
        if not with_tick or holding.doubt is Doubt.NONE:
            self.doubt.hide()
        words.addWidget(self.doubt)
        line = row(self.tick, Icon(icon, "muted", 20), spacing=2 * GRID)
        line.addLayout(words, 1)
        line.addWidget(_amounts(holding, unit), 0, Qt.AlignmentFlag.AlignVCenter)
        self.column.addLayout(line)


def _about(holding: Holding, unit: Currency, account: str) -> str:
    """Whose it is and through what, and when something happens to it."""
    parts = [account] if account else []
    if not unit.is_coin:
        parts.append(tr("unverified token {address}", address=unit.address.short))
    if holding.through is not None:
        parts.append(tr("through the split {address}", address=holding.through.short))
    if holding.kind is HoldingKind.IN_DISPUTE:
        parts.append(tr("the buyer can prove a fault until {time}", time=date_time(holding.time)))
    elif holding.kind is HoldingKind.WAITING:
        parts.append(tr("the seller has until {time} to deliver", time=date_time(holding.time)))
    elif holding.kind is HoldingKind.BOND_LOCKED:
        parts.append(tr("free again when the orders are final"))
    elif holding.kind is HoldingKind.CREDIT:
        parts.append(tr("earnings and refunds that are yours already"))
    return " · ".join(parts)


def doubt_text(holding: Holding) -> str:
    """Why it is not ticked, or cannot be."""
    fee = amount(holding.fee_most_wei, 8)
    match holding.doubt:
        case Doubt.FEE:
            return tr("Taking it would cost more than it is worth: a fee of up to {fee}.", fee=fee)
        case Doubt.BOND:
            return tr("Without a bond the contract takes no new orders for your listings.")
        case Doubt.UNKNOWN:
            return tr("It could not be read.")
        case Doubt.NO_GAS:
            return tr("No account can pay the fee of up to {fee}.", fee=fee)
        case Doubt.NONE:
            return ""


def _amounts(holding: Holding, unit: Currency) -> QWidget:
    holder = QWidget()
    lines = column(holder, spacing=2)
    known = holding.amount is not None
    shown = Label(amount(holding.amount or 0, currency=unit) if known else tr("unknown"), "h3")
    shown.setAlignment(Qt.AlignmentFlag.AlignRight)
    if known:
        shown.setToolTip(plain_tip(amount(holding.amount or 0, None, currency=unit)))
    lines.addWidget(shown)
    if holding.extra_wei:
        extra = Label(tr("and {amount}", amount=amount(holding.extra_wei)), "small")
        extra.setAlignment(Qt.AlignmentFlag.AlignRight)
        lines.addWidget(extra)
    if holding.is_stale:
        lines.addLayout(row(1, Badge(tr("not up to date"), "warning")))
    return holder


def totals(chosen: Sequence[Holding]) -> dict[Address, int]:
    """What arrives, per currency, the native coin first."""
    sums: dict[Address, int] = {}
    for holding in chosen:
        sums[holding.currency] = sums.get(holding.currency, 0) + (holding.amount or 0)
        if holding.extra_wei:
            sums[NATIVE] = sums.get(NATIVE, 0) + holding.extra_wei
    return dict(sorted(sums.items(), key=lambda item: (item[0] != NATIVE, item[0])))


class SummaryCard(Card):
    """How much comes home, in how many transactions, for which fee at most; and the one button."""

    def __init__(self) -> None:
        super().__init__(spacing=GRID)
        self.title = Label(tr("You get"), "muted")
        self.amounts = column(spacing=2)
        self.cost = Label("", "body", wrap=True)
        self.cost.setObjectName("collecting-cost")
        self.left_out = Label("", "small", wrap=True)
        self.others = CheckBox(tr("Pay the other accounts of the splits out as well"))
        self.others.setObjectName("collecting-others")
        self.take = Button(tr("Take it home"), "primary", icon="arrow-down-left", name="collecting-take")
        words = column(spacing=4)
        words.addWidget(self.title)
        words.addLayout(self.amounts)
        line = row(spacing=3 * GRID)
        line.addLayout(words, 1)
        line.addWidget(self.take, 0, Qt.AlignmentFlag.AlignVCenter)
        self.column.addLayout(line)
        for widget in (self.cost, self.left_out, self.others):
            self.column.addWidget(widget)

    def show_plan(
        self, overview: "Overview", chosen: Sequence[Holding], steps: Sequence[Step], *, locked: bool
    ) -> None:
        """The plan for what is ticked; with a locked wallet it can only be looked at."""
        clear(self.amounts)
        sums = totals(chosen)
        self.title.setVisible(bool(sums))
        for currency, value in sums.items():
            unit = overview.unit(currency)
            said = amount(value, currency=unit)
            label = Label(said, "h1") if unit.is_coin else ElidedLabel(said, "h3")
            label.setToolTip(plain_tip(amount(value, None, currency=unit)))
            self.amounts.addWidget(label)
        fees = sum(step.fee_most_wei for step in steps)
        count = trn("{n} transaction", "{n} transactions", len(steps))
        self.cost.setText(
            tr("{count}, network fees of at most {fee}.", count=count, fee=amount(fees, 8))
            if steps
            else _why_nothing(overview)
        )
        left = [h for h in overview.holdings if h.can_be_taken and h not in chosen]
        self.left_out.setText(_left_out(left))
        self.left_out.setVisible(bool(left))
        shares = any(step.kind is StepKind.SHARE for step in steps)
        self.others.setVisible(shares or self.others.isChecked())
        self.take.set_text(tr("Unlock to take it home") if locked else tr("Take it home"))
        self.take.set_icon("lock-open" if locked else "arrow-down-left")
        self.take.setEnabled(bool(steps) or locked)


def _why_nothing(overview: "Overview") -> str:
    if any(holding.can_be_taken for holding in overview.holdings):
        return tr("Tick what you want to take.")
    if any(holding.doubt is Doubt.UNKNOWN for holding in overview.holdings):
        return tr("Nothing can be taken before it could be read.")
    return tr("Nothing of it can be taken now.")


def _left_out(left: Sequence[Holding]) -> str:
    poor = [h for h in left if h.doubt is Doubt.FEE]
    if poor:
        return trn(
            "{n} amount is left out: its fee would be higher.",
            "{n} amounts are left out: their fees would be higher.",
            len(poor),
        )
    return trn("{n} amount stays where it is.", "{n} amounts stay where they are.", len(left))
