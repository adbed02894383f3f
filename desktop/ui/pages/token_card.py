"""The tokens of an account: amounts with what stands behind them, and which ones are shown."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.core.errors import InvalidAddress
from desktop.core.identity import Address
from desktop.text import describe, tr
from desktop.ui.balance_words import amount_text, others_text, trust_badge
from desktop.ui.dialogs import Dialog
from desktop.ui.page import PageTools
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Badge, Button, Card, ElidedLabel, Label, clear, column, row
from desktop.ui.widgets.money import AddressView
from desktop.ui.widgets.states import Banner

if TYPE_CHECKING:
    from desktop.services.balances import AccountBalances, BalanceLine, BalanceService


class TokenCard(Card):
    """What a token calls itself is its own word: its address stands beside it, always."""

    def __init__(self, tools: PageTools, balances: "BalanceService") -> None:
        super().__init__(spacing=GRID + 4)
        self.setObjectName("token-card")
        self._tools, self._balances = tools, balances
        self.note = Label("", "small", wrap=True)
        add = Button(tr("Show a token"), icon="plus", name="token-add", clicked=self._add)
        self.column.addLayout(row(Label(tr("Tokens"), "muted"), 1, add))
        self.lines = column(spacing=2 * GRID)
        self.column.addLayout(self.lines)
        self.column.addWidget(self.note)

    def show_balances(self, balances: "AccountBalances | None") -> None:
        """The account's tokens; None while they are being read."""
        clear(self.lines)
        tokens = () if balances is None else balances.lines[1:]
        for line in tokens:
            self.lines.addWidget(self._line(line))
        self.note.set_role("small")
        self.note.setVisible(not tokens)
        self.note.setText(
            "…"
            if balances is None
            else tr("None yet. Tokens that strangers send do not appear by themselves.")
        )

    def show_stale(self) -> None:
        """The amounts are from before: the nodes do not answer."""
        self.note.setText(tr("Not up to date."))
        self.note.set_role("warning")
        self.note.show()

    def _line(self, line: "BalanceLine") -> QWidget:
        currency = line.currency
        names = column(spacing=0)
        names.addWidget(ElidedLabel(currency.symbol or tr("Token without a usable name"), "strong"))
        address = AddressView(currency.address)
        address.setMinimumHeight(4 * GRID)  # its button's style is known only when it is shown
        names.addWidget(address)
        held = column(spacing=2)
        held.addLayout(row(1, self._badge(line), Label(amount_text(line), "body", selectable=True)))
        if line.holding.others:
            others = Label(others_text(line), "warning", wrap=True)
            others.setAlignment(Qt.AlignmentFlag.AlignRight)
            held.addWidget(others)
        hide = Button(
            "", "icon", icon="eye-off", name=f"token-hide-{currency.address}", tip=tr("Show it no longer"),
            clicked=lambda: self._hide(currency.address),
        )  # fmt: skip
        policy = hide.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # the amounts stand below each other
        hide.setSizePolicy(policy)
        hide.setVisible(line.is_chosen)
        found = row(names, held, hide, spacing=2 * GRID)
        found.setStretch(0, 1)
        found.setStretch(1, 1)
        holder = QWidget()
        holder.setLayout(found)
        return holder

    def _badge(self, line: "BalanceLine") -> QWidget | None:
        badge = trust_badge(line)
        return None if badge is None else Badge(*badge)

    def _hide(self, address: Address) -> None:
        self._tools.jobs.start(
            lambda _job: self._balances.hide_token(address),
            lane="db",
            owner=self,
            failed=lambda error: self._tools.toast("danger", describe(error).title),
        )

    def _add(self) -> None:
        TokenDialog.ask(self, self._tools, self._balances)


class TokenDialog(Dialog):
    """Asks for a contract's address, and shows its balance from then on."""

    def __init__(self, parent: QWidget, tools: PageTools, balances: "BalanceService") -> None:
        super().__init__(parent, tr("Show a token"))
        self.setObjectName("token-dialog")
        self._tools, self._balances = tools, balances
        words = tr(
            "Enter the address of the token's contract. Take it from who issued the token, not from a search."
        )
        self.lines.addWidget(Label(words, "muted", wrap=True))
        self.address = QLineEdit()
        self.address.setObjectName("token-address")
        self.address.setAccessibleName(tr("Address of the contract"))
        self.address.setPlaceholderText("0x…")
        self.lines.addWidget(self.address)
        self.fault = Banner("danger")
        self.fault.hide()
        self.lines.addWidget(self.fault)
        self.confirm = Button(tr("Show"), "primary", name="token-confirm", clicked=self._submit)
        self.confirm.setDefault(True)
        self.lines.addLayout(row(1, Button(tr("Cancel"), clicked=self.reject), self.confirm))

    @classmethod
    def ask(cls, parent: QWidget, tools: PageTools, balances: "BalanceService") -> "TokenDialog":
        """Open it."""
        dialog = cls(parent, tools, balances)
        dialog.open()
        return dialog

    def _submit(self) -> None:
        try:
            address = Address.parse(self.address.text())
        except InvalidAddress as error:
            self.fault.show_error(error)
            return
        self.confirm.setEnabled(False)
        self._tools.jobs.start(
            lambda _job: self._balances.add_token(address),
            owner=self,
            done=lambda _: self.accept(),
            failed=self._failed,
        )

    def _failed(self, error: BaseException) -> None:
        self.confirm.setEnabled(True)
        self.fault.show_error(error)
