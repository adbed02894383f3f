"""From which price on a watch tells."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.core.errors import InvalidAmount
from desktop.core.listings import Listing
from desktop.core.watches import PriceLimit
from desktop.text import describe, tr
from desktop.ui.dialogs import Dialog
from desktop.ui.list_words import one_line
from desktop.ui.phrases import price_text
from desktop.ui.widgets.basic import Button, Label, row
from desktop.ui.widgets.states import Banner


class LimitDialog(Dialog):
    """One amount, in the listing's own currency."""

    def __init__(
        self,
        parent: QWidget,
        listing: Listing,
        limit: PriceLimit | None,
        then: Callable[[PriceLimit | None], object],
    ) -> None:
        super().__init__(parent, tr("Tell me when the price is low enough"))
        self.setObjectName("limit-dialog")
        self._listing, self._then = listing, then
        price = listing.price
        self._currency = price.currency if price is not None else None
        sentence = tr("{title} costs {price} now.", title=one_line(listing.title), price=price_text(listing))
        self.lines.addWidget(Label(sentence, "muted", wrap=True))
        self.amount = QLineEdit()
        self.amount.setObjectName("limit-amount")
        self.amount.setAccessibleName(tr("This price or less"))
        unit = self._currency.unit if self._currency is not None else ""
        self.amount.setPlaceholderText(tr("This price or less, in {unit}", unit=unit))
        if limit is not None and self._currency is not None and limit.currency == self._currency.address:
            self.amount.setText(self._currency.text(limit.price).removesuffix(f" {unit}"))
        self.fault = Banner("danger")
        self.fault.hide()
        self.note = Label("", "success", wrap=True)
        self.note.hide()
        self.confirm = Button(tr("Tell me then"), "primary", name="limit-confirm", clicked=self._take)
        self.confirm.setDefault(True)
        without = Button(
            tr("Tell me of every price"), "ghost", name="limit-none", clicked=lambda: self._give(None)
        )
        without.setVisible(limit is not None)
        for widget in (self.amount, self.note, self.fault):
            self.lines.addWidget(widget)
        self.lines.addLayout(row(without, 1, Button(tr("Cancel"), clicked=self.reject), self.confirm))
        self.amount.textChanged.connect(self._look)
        self.amount.setFocus()

    @classmethod
    def ask(
        cls,
        parent: QWidget,
        listing: Listing,
        limit: PriceLimit | None,
        then: Callable[[PriceLimit | None], object],
    ) -> "LimitDialog":
        """Open it; ``then`` gets the limit, or None for every price."""
        dialog = cls(parent, listing, limit, then)
        dialog.open()
        return dialog

    def _look(self, text: str) -> None:
        """Who asks for a price that is reached already should know it."""
        try:
            limit = self._limit(text)
        except InvalidAmount:
            limit = None
        terms = self._listing.terms
        is_reached = limit is not None and limit.is_reached_by(terms.price, terms.currency)
        self.note.setText(tr("It costs no more than this already. You are told when it comes back to it."))
        self.note.setVisible(is_reached)

    def _limit(self, text: str) -> PriceLimit:
        if self._currency is None:
            raise InvalidAmount(text, 0)
        return PriceLimit(self._currency.parse(text), self._currency.address)

    def _take(self) -> None:
        try:
            limit = self._limit(self.amount.text())
        except InvalidAmount as error:
            words = describe(error)
            self.fault.say("danger", words.title, words.remedy or words.body)
            self.fault.show()
            return
        self._give(limit)

    def _give(self, limit: PriceLimit | None) -> None:
        self._then(limit)
        self.accept()
