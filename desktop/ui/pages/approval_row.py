"""One approval as a row: of what, to whom, how much, and what could be taken this moment."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QWidget

from desktop.core.traces import PERMIT2, GrantKind
from desktop.services.approvals import Approval
from desktop.text import tr
from desktop.text.calls import is_never, moment
from desktop.ui.activity_words import Names
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Badge, Button, ElidedLabel, Label, column, row
from desktop.ui.widgets.flow import Flow
from desktop.ui.widgets.money import AddressView

Act = Callable[[Approval], object]


class ApprovalRow(QFrame):
    """Without ``revoke`` it only tells."""

    def __init__(
        self, approval: Approval, names: Names, *, lower: Act | None = None, revoke: Act | None = None
    ) -> None:
        super().__init__()
        self.approval = approval
        grant = approval.grant
        words = column(spacing=4)
        title = approval.currency.name or approval.currency.symbol or tr("Token without a name")
        words.addWidget(_line(ElidedLabel(title, "strong"), AddressView(grant.asset), _badge(approval)))
        words.addWidget(Label(allowed_text(approval), "body", wrap=True))
        known = ElidedLabel(names.person(grant.spender)) if names.known(grant.spender) else None
        words.addWidget(_line(Label(tr("May be taken by"), "muted"), known, AddressView(grant.spender)))
        if grant.kind is GrantKind.INNER:
            by_way = AddressView(grant.contract, name="Permit2" if grant.contract == PERMIT2 else "")
            words.addWidget(_line(Label(tr("By way of"), "muted"), by_way))
        words.addWidget(Label(risk_text(approval), "small", wrap=True))
        line = row(spacing=2 * GRID)
        line.addLayout(words, 1)
        if lower is not None and grant.is_amount and (approval.present.allowed or 0) > 1:
            line.addWidget(
                Button(tr("Lower"), "ghost", name="approval-lower", clicked=lambda: lower(approval))
            )
        if revoke is not None:
            line.addWidget(
                Button(
                    tr("Take back"),
                    "danger" if approval.is_unlimited else "secondary",
                    name="approval-revoke",
                    clicked=lambda: revoke(approval),
                )
            )
        self.setLayout(line)


def _line(*parts: QWidget | None) -> Flow:
    """Goes on in the next line where text is large: the buttons are never pushed out of the window."""
    return Flow(*(part for part in parts if part is not None))


def _badge(approval: Approval) -> Badge | None:
    if approval.is_unlimited and approval.may_lose:
        return Badge(tr("everything, for ever"), "danger")
    return Badge(tr("everything, for ever"), "warning") if approval.is_unlimited else None


def allowed_text(approval: Approval) -> str:
    """What it allows, in words."""
    grant, allowed = approval.grant, approval.present.allowed
    if allowed is None:
        return tr("How much may be taken is unknown: the contract does not say.")
    if grant.kind is GrantKind.ALL:
        return tr("Everything of this collection, also what comes later")
    if grant.kind is GrantKind.ONE:
        return tr("Number {number} of this collection", number=grant.token_id)
    until = approval.present.until
    ends = "" if until is None or is_never(until) else moment(until)
    if approval.is_unlimited:
        everything = tr("Everything you have of it, also what comes later")
        return tr("Everything you have of it, until {time}", time=ends) if ends else everything
    amount = approval.currency.text(allowed)
    return (
        tr("Up to {amount}, until {time}", amount=amount, time=ends)
        if ends
        else tr("Up to {amount}", amount=amount)
    )


def risk_text(approval: Approval) -> str:
    """What could be taken this moment, and since when."""
    risk, block = approval.at_risk, f"{approval.grant.block:,}"
    if risk is None:
        return tr(
            "What you hold of it is unknown: the contract does not say. Since block {block}.", block=block
        )
    if not risk:
        return tr("You hold nothing of it now. Since block {block}.", block=block)
    if not approval.grant.is_amount:
        return tr("You hold {n} of it. Since block {block}.", n=risk, block=block)
    return tr(
        "Now in reach: {amount}. Since block {block}.", amount=approval.currency.text(risk), block=block
    )
