"""The sheet that is shown before every signature: what is signed, what it does, what is unusual, and what it costs."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from desktop.core.transactions import FeeChoice, FeeLevel
from desktop.text import amount, describe, tr
from desktop.ui.dialogs import Dialog
from desktop.ui.tokens import GRID
from desktop.ui.widgets.alerts import AlertList
from desktop.ui.widgets.basic import Button, Label, Rule, Scroll, clear, column, row
from desktop.ui.widgets.confirmation import ConfirmationView
from desktop.ui.widgets.fee_choice import FeeChoiceView
from desktop.ui.widgets.money import Facts
from desktop.ui.widgets.states import Banner

if TYPE_CHECKING:
    from desktop.core.agreements import Sheet
    from desktop.services.agreeing import Agreement

_WIDTH = 84 * GRID
_AROUND = 30 * GRID
"""What stands around the part that scrolls: title, total and buttons."""


class AgreementSheet(Dialog):
    """One agreement that waits; closed without an answer is no."""

    def __init__(self, parent: QWidget, agreement: "Agreement") -> None:
        many = len(agreement.sheet.previews) > 1
        super().__init__(
            parent,
            tr("Sign these {n} transactions?", n=len(agreement.sheet.previews)) if many else tr("Sign this?"),
        )
        self.setObjectName("agreement-sheet")
        self.agreement = agreement
        self.is_unseen = False
        """Whether something else is shown than before, and the person has not said that they saw it."""
        self._many = many
        self.views: list[ConfirmationView] = []
        self.notice = Banner("warning")
        self.notice.hide()
        self.alerts = AlertList(asks=True)
        self.alerts.changed.connect(self._allow)
        self.fees = FeeChoiceView(with_nonce=not many)
        self.fees.changed.connect(self._allow)
        later = tr(
            "It is signed when everything is fetched, at the fee that is normal then. It never costs more than this total."
        )
        self.later = Label(later, "body", wrap=True)
        self.lacks = Banner("danger")
        self.lacks.hide()
        self.total = Label("", "strong", selectable=True)
        self.total.setObjectName("agreement-total")
        self.balance = Label("", "body", selectable=True)
        self.decline = Button(tr("Don't sign"), name="agreement-decline", clicked=self.reject)
        self.sign = Button("", "primary", name="agreement-sign", clicked=self._press)
        for button in (self.decline, self.sign):
            button.setAutoDefault(False)  # Enter must not sign what has just come up
        self._lay_out()
        if agreement.earlier is not None:
            words = describe(agreement.earlier)
            self.notice.say("warning", words.title, words.body)
            self.notice.show()
        self._fill(agreement.sheet)
        self.decline.setFocus()

    def _lay_out(self) -> None:
        inner = QWidget()
        lines = column(inner, spacing=2 * GRID)
        self._shown = inner
        self._steps = column(spacing=2 * GRID)
        fee = column(spacing=GRID)
        fee.addWidget(Label(tr("Network fee"), "strong"))
        fee.addWidget(self.fees)
        self._fee = QWidget()
        self._fee.setLayout(fee)
        for part in (self.notice, self.alerts):
            lines.addWidget(part)
        lines.addLayout(self._steps)
        lines.addWidget(self._fee)
        lines.addWidget(self.later)
        lines.addStretch(1)
        self.sums = facts = Facts()
        facts.add(tr("Total, at most"), self.total)
        facts.add(tr("Balance"), self.balance)
        self.lines.addWidget(Scroll(inner, width=_WIDTH), 1)
        self.lines.addWidget(Rule())
        self.lines.addWidget(self.lacks)
        self.lines.addWidget(facts)
        self.lines.addLayout(row(1, self.decline, self.sign))

    def take(self, sheet: "Sheet") -> None:
        """A newer trial: shown quietly if it says the same, else marked until the person has seen it."""
        before = self.agreement.sheet
        if not self.agreement.is_open:
            return
        self.agreement.show(sheet)
        if sheet.does_the_same(before) and sheet.alerts == before.alerts:
            self.fees.show_offer(sheet.offer)
            self._allow()
            return
        self.is_unseen = True
        self.notice.say(
            "warning",
            tr("It would now do something else"),
            tr("A new block came, and it was tried again. What is shown here is what it does now."),
        )
        self.notice.show()
        self._fill(sheet)

    def _fill(self, sheet: "Sheet") -> None:
        clear(self._steps)
        self.views = [ConfirmationView(preview) for preview in sheet.previews]
        for place, view in enumerate(self.views, 1):
            if self._many:
                words = tr("Step {place} of {n}", place=place, n=len(sheet.previews))
                self._steps.addWidget(Label(words, "small"))
            self._steps.addWidget(view)
            if place < len(sheet.previews):
                self._steps.addWidget(Rule())
        self.alerts.show_alerts(sheet.alerts)
        self._fee.setVisible(not sheet.is_later and sheet.failure is None)
        self.later.setVisible(sheet.is_later and sheet.failure is None)
        self.sums.setVisible(sheet.failure is None)
        self.fees.show_offer(sheet.offer)
        self._allow()
        QTimer.singleShot(0, self, self._fit)

    @property
    def _choice(self) -> FeeChoice | None:
        return FeeLevel.NORMAL if self.agreement.sheet.is_later else self.fees.choice()

    def _allow(self) -> None:
        """What it costs with this fee, and whether it can be signed."""
        sheet, choice = self.agreement.sheet, self._choice
        most = sheet.most_wei(choice or FeeLevel.NORMAL)
        self.total.setText(amount(most, 8))
        self.balance.setText(amount(sheet.coins_wei, 8))
        lacks = sheet.failure is None and sheet.lacks_coins(choice or FeeLevel.NORMAL)
        self.lacks.say("danger", "", tr("This account does not hold enough for it."))
        self.lacks.setVisible(lacks)
        is_chosen = choice is not None and (sheet.is_later or self.fees.is_ready)
        can_sign = is_chosen and not lacks and sheet.failure is None and self.alerts.is_agreed
        self.sign.set_text(self._words())
        self.sign.setEnabled(sheet.failure is None and (self.is_unseen or can_sign))

    def _words(self) -> str:
        if self.is_unseen and self.agreement.sheet.failure is None:
            return tr("I have seen what changed")
        return tr("Sign all {n}", n=len(self.agreement.sheet.previews)) if self._many else tr("Sign")

    def _press(self) -> None:
        """After a change the first press only says that it was seen: a hand on its way must not sign it."""
        if self.is_unseen:
            self.is_unseen = False
            self._allow()
            return
        choice = self._choice
        if choice is not None:
            nonce = None if self.agreement.sheet.is_later else self.fees.nonce()
            self.agreement.agree(self.agreement.sheet.agreed(choice, nonce))
            self.accept()

    def _fit(self) -> None:
        """As high as what it shows wants, within the window over which it stands."""
        parent = self.parentWidget()
        room = parent.window().height() - 6 * GRID if parent is not None else 90 * GRID
        top = parent.window() if parent is not None else self
        while isinstance(top, Dialog) and (above := top.parentWidget()) is not None:
            top = above.window()  # a dialog below is no measure of the room
            room = top.height() - 6 * GRID
        self.resize(max(self.width(), _WIDTH), min(self._shown.sizeHint().height() + _AROUND, room))
        self.move(top.mapToGlobal(top.rect().center()) - self.rect().center())
