"""Approvals: who may take what from the active account without asking again, and taking that back."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.core.changes import Topic
from desktop.core.identity import Address
from desktop.text import tr, trn
from desktop.ui.activity_words import Names
from desktop.ui.page import PageTools
from desktop.ui.pages.approval_dialog import ApprovalDialog
from desktop.ui.pages.approval_row import ApprovalRow
from desktop.ui.pages.wallet_room import WalletRoom
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Card, Label, Rule, Scroll, clear, column, row
from desktop.ui.widgets.looking_strip import LookingStrip
from desktop.ui.widgets.states import Banner

if TYPE_CHECKING:
    from desktop.core.accounts import Account
    from desktop.services.accounts import AccountService
    from desktop.services.activity import ActivityService
    from desktop.services.approvals import Approval, ApprovalList, ApprovalService
    from desktop.services.tracing.service import TracingService


class ApprovalsPage(WalletRoom):
    """The riskiest first. What cannot be read is said to be unknown; what tokens made up is set apart."""

    topics = frozenset({Topic.WALLET, Topic.ACTIVITY})
    here = "approvals"

    def __init__(
        self,
        tools: PageTools,
        accounts: "AccountService",
        approvals: "ApprovalService",
        tracing: "TracingService",
        activity: "ActivityService",
    ) -> None:
        super().__init__(tools, accounts)
        self._approvals, self._activity = approvals, activity
        self._account: Address | None = None
        self._names = Names({}, {}, {})
        self._wants_look, self._is_watched = True, False
        self.strip = LookingStrip(self.jobs, tracing)
        self.strip.looked.connect(self._read)
        self.fault = Banner("danger", action=tr("Try again"))
        self.fault.button.clicked.connect(lambda _=False: self.reload())
        self.fault.hide()
        self.note = Label("", "muted", wrap=True)
        self.note.setObjectName("approvals-note")
        self.rows = column(spacing=2 * GRID)
        self.card = Card()
        self.card.column.addLayout(self.rows)
        self.invented = Button(
            tr("Made up by tokens"), "ghost", icon="eye-off", name="approvals-invented", clicked=self._turn
        )
        self.invented_card = Card()
        self.invented_rows = column(spacing=2 * GRID)
        self.invented_card.column.addWidget(
            Label(
                tr(
                    "The contracts of tokens that you never used claim that you approved these. You signed nothing, and nothing of yours is in reach. Revoking would only pay their contract a visit: leave them alone."
                ),
                "muted",
                wrap=True,
            )
        )
        self.invented_card.column.addLayout(self.invented_rows)
        self.invented.hide()
        self.invented_card.hide()
        inner = QWidget()
        lines = column(inner, spacing=2 * GRID)
        lines.addWidget(
            Label(
                tr(
                    "An approval lets somebody take tokens from this account later, without asking again. Take back what you no longer use."
                ),
                "muted",
                wrap=True,
            )
        )
        lines.addWidget(self.strip)
        lines.addWidget(self.fault)
        lines.addWidget(self.note)
        lines.addWidget(self.card)
        lines.addLayout(row(self.invented, 1))
        lines.addWidget(self.invented_card)
        lines.addStretch(1)
        full = QWidget()
        column(full).addWidget(Scroll(inner))
        self.furnish(full)

    def first_focus(self) -> QWidget:
        return self.strip.now

    def enter(self, arg: str) -> None:
        self._wants_look = True
        super().enter(arg)

    def load(self, active: "Account") -> None:
        address, self._is_watched = active.address, active.is_watched
        if address != self._account:
            self._account = address
            clear(self.rows)
            self.card.hide()
            self.note.setText(tr("Asking the contracts…"))
            self.note.show()
        self.strip.show_accounts([address], look=self._wants_look)
        self._wants_look = False
        self._read()

    def _read(self) -> None:
        """Ask the contracts what the approvals that are known allow now."""
        address = self._account
        if address is None:
            return
        self.jobs.start(
            lambda _job: (self._approvals.list(address), self._activity.outline()),
            owner=self,
            done=lambda found: self._show(found[0], found[1].people) if address == self._account else None,
            failed=self._failed,
        )

    def _show(self, found: "ApprovalList | None", people: "dict[Address, str]") -> None:
        self.fault.hide()
        names = self._names = Names.of(self._accounts.accounts, people, {})
        standing = found.approvals if found is not None else ()
        clear(self.rows)
        for place, approval in enumerate(standing):
            if place:
                self.rows.addWidget(Rule())
            acts = {} if self._is_watched else {"lower": self._lower, "revoke": self._revoke}
            self.rows.addWidget(ApprovalRow(approval, names, **acts))
        self.card.setVisible(bool(standing))
        self.note.setText(_note(found))
        self.note.setVisible(not standing)
        self._show_invented(found.invented if found is not None else (), names)

    def _show_invented(self, invented: "tuple[Approval, ...]", names: Names) -> None:
        clear(self.invented_rows)
        for approval in invented:
            self.invented_rows.addWidget(ApprovalRow(approval, names))
        words = trn("{n} approval that a token made up", "{n} approvals that tokens made up", len(invented))
        self.invented.set_text(words)
        self.invented.setVisible(bool(invented))
        if not invented:
            self.invented_card.hide()

    def _turn(self) -> None:
        self.invented_card.setVisible(self.invented_card.isHidden())

    def _failed(self, error: BaseException) -> None:
        """What is shown stays, and is said to be old."""
        self.fault.show_error(error)
        self.fault.show()
        self.note.setVisible(False)

    def _revoke(self, approval: "Approval") -> None:
        self._ask(approval, is_lowering=False)

    def _lower(self, approval: "Approval") -> None:
        self._ask(approval, is_lowering=True)

    def _ask(self, approval: "Approval", *, is_lowering: bool) -> None:
        if self._account is not None:
            ApprovalDialog.ask(
                self,
                self.jobs,
                self._approvals,
                self._account,
                approval,
                self._told,
                is_lowering=is_lowering,
                names=self._names,
            )

    def _told(self, sentence: str) -> None:
        self.tools.toast("success", sentence)
        self.reload()


def _note(found: "ApprovalList | None") -> str:
    if found is None:
        return tr("The account was not looked through yet.")
    if found.read_from:
        block = f"{found.read_from + 1:,}"
        return tr(
            "No approval stands since block {block}. Older ones are not known: look further back.",
            block=block,
        )
    return tr("Nobody may take anything from this account.")
