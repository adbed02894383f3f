"""Changing a spending limit: the amounts, and the password."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.core.errors import InvalidAddress, InvalidAmount
from desktop.core.identity import Address
from desktop.core.money import Currency
from desktop.core.spending import Limit
from desktop.text import tr
from desktop.ui.dialogs import Dialog, PasswordDialog
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Label, column, row
from desktop.ui.widgets.states import Banner

Submit = Callable[["SpendingLimitDialog", Limit, str], object]


class SpendingLimitDialog(PasswordDialog):
    """A day's limit and one payee's, in the currency of the limit; an empty field is no limit."""

    def __init__(self, parent: QWidget, title: str, sentence: str, confirm: str, *, keychain: bool) -> None:
        super().__init__(parent, title, sentence, confirm, keychain=keychain)
        self.setObjectName("spending-limit-dialog")
        self.day = _amount("limit-day", tr("Most in 24 hours"))
        self.seller = _amount("limit-seller", tr("Most to one payee in 24 hours"))
        self._limit: Limit | None = None
        self._currency: Currency | None = None
        fields = QWidget()
        lines = column(fields, spacing=GRID)
        for edit in (self.day, self.seller):
            lines.addWidget(Label(edit.accessibleName(), "strong"))
            lines.addWidget(edit)
        lines.addWidget(Label(tr("An empty field is no limit."), "small"))
        self.lines.insertWidget(self.lines.indexOf(self.password), fields)

    @classmethod
    def change(
        cls, parent: QWidget, limit: Limit, currency: Currency, submit: Submit
    ) -> "SpendingLimitDialog":
        """Open it with the amounts as they are."""
        dialog = cls.ask(
            parent,
            title=tr("Limit for {unit}", unit=currency.unit),
            sentence=tr("Beyond it, the vault signs only with your password. What was already spent counts."),
            confirm=tr("Set the limit"),
            submit=lambda dialog, password: submit(dialog, dialog.limit, password),
        )
        dialog._begin(limit, currency)
        return dialog

    def _begin(self, limit: Limit, currency: Currency) -> None:
        self._limit, self._currency = limit, currency
        for edit, amount in ((self.day, limit.day), (self.seller, limit.seller)):
            edit.setPlaceholderText(tr("no limit, in {unit}", unit=currency.unit))
            if amount is not None:
                edit.setText(currency.text(amount).removesuffix(f" {currency.unit}"))
        self.day.setFocus()

    @property
    def limit(self) -> Limit:
        """What is written; ``accepts`` looked at it."""
        assert self._limit is not None  # noqa: S101 - set before it is shown
        return Limit(self._limit.chain_id, self._limit.token, self._read(self.day), self._read(self.seller))

    def accepts(self, password: str) -> bool:
        try:
            limit = self.limit
        except InvalidAmount:
            self.refuse(tr("This is no amount"), tr("Write a number, such as 0.5, or leave the field empty."))
            return False
        if limit.day is not None and limit.seller is not None and limit.seller > limit.day:
            self.refuse(
                tr("One payee has more than all together"),
                tr("The second amount is above the first, so it would never be reached."),
            )
            return False
        return super().accepts(password)

    def _read(self, edit: QLineEdit) -> int | None:
        assert self._currency is not None  # noqa: S101 - set before it is shown
        text = edit.text().strip()
        return self._currency.parse(text) if text else None


class TokenAddressDialog(Dialog):
    """Which token gets a limit; the amounts and the password are asked for next."""

    def __init__(self, parent: QWidget, look: Callable[["TokenAddressDialog", Address], object]) -> None:
        super().__init__(parent, tr("Limit a token"))
        self.setObjectName("token-address-dialog")
        self._look = look
        words = tr("Its contract on the network in use. What may be taken by an approval counts as spent.")
        self.address = QLineEdit()
        self.address.setObjectName("limit-token")
        self.address.setAccessibleName(tr("Address of the token"))
        self.address.setPlaceholderText("0x…")
        self.fault = Banner("danger")
        self.fault.hide()
        self.confirm = Button(tr("Next"), "primary", name="limit-token-next", clicked=self._next)
        self.confirm.setDefault(True)
        for widget in (Label(words, "muted", wrap=True), self.address, self.fault):
            self.lines.addWidget(widget)
        self.lines.addLayout(row(1, Button(tr("Cancel"), clicked=self.reject), self.confirm))
        self.address.setFocus()

    @classmethod
    def ask(
        cls, parent: QWidget, look: Callable[["TokenAddressDialog", Address], object]
    ) -> "TokenAddressDialog":
        """Open it; ``look`` gets the dialog and an address, and ends it with ``accept`` or ``fail``."""
        dialog = cls(parent, look)
        dialog.open()
        return dialog

    def fail(self, error: BaseException) -> None:
        """Say why, and let the person try again."""
        self.fault.show_error(error)
        self.fault.show()
        self.confirm.setEnabled(True)

    def _next(self) -> None:
        try:
            token = Address.parse(self.address.text())
        except InvalidAddress as error:
            self.fail(error)
            return
        self.confirm.setEnabled(False)
        self._look(self, token)


def _amount(name: str, words: str) -> QLineEdit:
    edit = QLineEdit()
    edit.setObjectName(name)
    edit.setAccessibleName(words)
    return edit
