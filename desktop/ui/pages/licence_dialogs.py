"""What is agreed to about a licence: renewing it, asking for a key, passing it on, giving it up."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.core.effects import Effects
from desktop.core.errors import InvalidAddress
from desktop.core.identity import Address
from desktop.core.warnings import SELF
from desktop.text import amount, date_time, size, tr, trn
from desktop.ui.dialogs import Dialog
from desktop.ui.jobs import JobRunner
from desktop.ui.licence_words import KEY_WARNINGS, percent, span
from desktop.ui.tokens import GRID
from desktop.ui.widgets.alerts import AlertList
from desktop.ui.widgets.basic import Button, CheckBox, Label, clear, column, restyle, row
from desktop.ui.widgets.confirmation import ChangesFold, failure_banner
from desktop.ui.widgets.money import AddressView, Facts
from desktop.ui.widgets.states import Banner

if TYPE_CHECKING:
    from desktop.services.rights import KeyQuote, LicenceService, PassQuote, RenewalQuote

_MOST_DIGITS = 5


Q = TypeVar("Q")


class _QuoteDialog(Dialog, Generic[Q]):
    """Sentences and facts of a quote that is asked for when it opens; agreeing hands the quote over."""

    def __init__(self, parent: QWidget, jobs: JobRunner, title: str, confirm: str, *, danger: bool) -> None:
        super().__init__(parent, title)
        self.setMinimumWidth(64 * GRID)
        self._jobs = jobs
        self.quote: Q | None = None
        self.body = column(spacing=2 * GRID)
        self.fault = Banner("danger")
        self.fault.hide()
        self.changes = ChangesFold()
        self.confirm = Button(confirm, "danger" if danger else "primary", name="licence-confirm")
        self.confirm.setEnabled(False)
        self.cancel = Button(tr("Cancel"), name="licence-cancel", clicked=self.reject)
        self.lines.addLayout(self.body)
        self.lines.addWidget(self.fault)
        self.lines.addWidget(self.changes)
        self.lines.addStretch(1)
        self.lines.addLayout(row(1, self.cancel, self.confirm))

    def ask(self, then: Callable[[Q], object]) -> None:
        """Open it; ``then`` gets the quote that the person agreed to."""
        self.confirm.clicked.connect(lambda _=False: self._agree(then))
        self.open()

    def may_agree(self) -> bool:
        """Whether the person has done all that agreeing takes."""
        return True

    def _agree(self, then: Callable[[Q], object]) -> None:
        if self.quote is not None and self.may_agree():
            self.accept()
            then(self.quote)

    def fail(self, error: BaseException) -> None:
        """Say why there is no quote, or why it was not done."""
        clear(self.body)
        self.changes.show_effects(None)
        self.confirm.setEnabled(False)
        self.fault.show_error(error)
        self.fault.show()
        self._fit()

    def say(self, *sentences: str) -> None:
        for sentence in sentences:
            self.body.addWidget(Label(sentence, "body", wrap=True, selectable=True))

    def foretell(self, effects: Effects | None) -> bool:
        """Show what it changes; whether it would succeed, as far as anybody knows."""
        self.changes.show_effects(effects)
        if effects is not None and effects.failure is not None:
            self.body.addWidget(failure_banner(effects.failure))
            return False
        return True

    def warn(self, warnings: tuple[str, ...]) -> None:
        for warning in warnings:
            tone = "danger" if warning == "insufficient-funds" else "warning"
            self.body.addWidget(Banner(tone, "", tr(KEY_WARNINGS.get(warning, warning))))

    def _fit(self) -> None:
        QTimer.singleShot(0, self, self.adjustSize)


class RenewDialog(_QuoteDialog["RenewalQuote"]):
    """How many periods, what they cost, until when the licence then holds."""

    def __init__(self, parent: QWidget, licences: "LicenceService", jobs: JobRunner, token_id: int) -> None:
        super().__init__(parent, jobs, tr("Renew the licence"), tr("Renew"), danger=False)
        self.setObjectName("renew-dialog")
        self._licences, self._token = licences, token_id
        self.periods = QLineEdit("1")
        self.periods.setObjectName("renew-periods")
        self.periods.setAccessibleName(tr("Periods"))
        self.periods.setFixedWidth(9 * GRID)
        self.unit = Label("", "body")
        self.chooser = QWidget()
        self.chooser.setLayout(row(Label(tr("Periods"), "strong"), self.periods, self.unit, 1))
        self.chooser.hide()
        self.lines.insertWidget(1, self.chooser)
        self.periods.textEdited.connect(lambda _text: self._ask())
        self._ask()

    def _ask(self) -> None:
        self.confirm.setEnabled(False)
        self.quote = None
        text = self.periods.text().strip()
        is_number = text.isdecimal() and len(text) <= _MOST_DIGITS and int(text) > 0
        self.periods.setProperty("wrong", not is_number)
        restyle(self.periods)
        if not is_number:
            return
        self._jobs.start(
            lambda _job: self._licences.quote_renewal(self._token, int(text)),
            owner=self,
            done=lambda quote: self._show(quote) if text == self.periods.text().strip() else None,
            failed=self.fail,
        )

    def _show(self, quote: "RenewalQuote") -> None:
        self.quote = quote
        terms = quote.holding.terms
        clear(self.body)
        self.fault.hide()
        if not quote.most_periods:
            self.say(
                tr(
                    "Its seller allows renewals until {time}, and no whole period is left before that.",
                    time=date_time(quote.renew_until),
                )
            )
            self._fit()
            return
        self.periods.setText(str(quote.periods))  # no more than are left
        self.unit.setText(
            tr("of {time} each; {n} are left", time=span(terms.period_s), n=f"{quote.most_periods:,}")
        )
        self.chooser.show()
        facts = Facts()
        facts.add(tr("Ends now"), date_time(quote.until_now))
        facts.add(tr("Ends then"), date_time(quote.until), role="strong")
        facts.add(tr("Renewable until"), date_time(quote.renew_until))
        price = trn(
            "{price} for {n} period", "{price} for {n} periods", quote.periods, price=amount(quote.total_wei)
        )
        facts.add(tr("Price"), price)
        facts.add(tr("Network fee, at most"), amount(quote.fee_most_wei, 8))
        facts.add(tr("Total, at most"), amount(quote.total_most_wei, 8), role="strong")
        facts.add(tr("Paid to"), AddressView(quote.payee))
        self.body.addWidget(facts)
        self.say(
            tr(
                "The payment goes straight to the payee. The contract holds nothing of it, so it cannot give anything back."
            )
        )
        self.warn(quote.warnings)
        self.confirm.set_text(tr("Renew for {amount}", amount=amount(quote.total_wei)))
        self.confirm.setEnabled(self.foretell(quote.effects) and not quote.warnings)
        self._fit()


class KeyDialog(_QuoteDialog["KeyQuote"]):
    """What the key of the present version costs, and that nothing protects the fee."""

    def __init__(self, parent: QWidget, licences: "LicenceService", jobs: JobRunner, token_id: int) -> None:
        super().__init__(parent, jobs, tr("Ask for the key"), tr("Ask for the key"), danger=False)
        self.setObjectName("key-dialog")
        jobs.start(
            lambda _job: licences.quote_key(token_id), owner=self, done=self._show, failed=self.fail
        )  # fmt: skip

    def _show(self, quote: "KeyQuote") -> None:
        self.quote = quote
        facts = Facts()
        facts.add(tr("Version"), quote.card.version[:32], role="strong")
        facts.add(tr("Download"), size(quote.download_bytes))
        facts.add(tr("Key fee"), amount(quote.key_fee_wei, 8))
        facts.add(tr("Network fee, at most"), amount(quote.fee_most_wei, 8))
        facts.add(tr("Total, at most"), amount(quote.total_most_wei, 8), role="strong")
        facts.add(tr("Paid to"), AddressView(quote.payee))
        self.body.addWidget(facts)
        self.say(
            tr(
                "First the files are fetched and checked; then you pay and ask. The seller's program answers, or somebody "
                "who held this licence before."
            ),
            tr(
                "There is no escrow here: the fee goes straight to the payee, and if nobody answers the contract cannot give "
                "it back."
            ),
        )
        self.warn(quote.warnings)
        self.confirm.setEnabled("insufficient-funds" not in quote.warnings)
        self._fit()


class PassDialog(_QuoteDialog["PassQuote"]):
    """To whom, what is unusual about that, and a tick, because nobody can undo it. Without an address: giving it up."""

    def __init__(
        self,
        parent: QWidget,
        licences: "LicenceService",
        jobs: JobRunner,
        token_id: int,
        *,
        is_giving_up: bool = False,
    ) -> None:
        title = tr("Give up this licence") if is_giving_up else tr("Pass on this licence")
        super().__init__(parent, jobs, title, title, danger=True)
        self.setObjectName("pass-dialog")
        self._licences, self._token, self._is_giving_up = licences, token_id, is_giving_up
        self._can_succeed = True
        self.to = QLineEdit()
        self.to.setObjectName("pass-to")
        self.to.setAccessibleName(tr("To"))
        self.to.setPlaceholderText("0x…")
        self.to.textEdited.connect(lambda _text: self._typed())
        self.check = CheckBox(tr("I know that this cannot be undone"))
        self.check.setObjectName("pass-check")
        self.check.toggled.connect(lambda _on: self._allow())
        self.check.hide()
        self.lines.insertWidget(1, self.to)
        self.lines.insertWidget(self.lines.count() - 2, self.check)
        self.to.setVisible(not is_giving_up)
        if is_giving_up:
            self._ask(None)
        else:
            self.say(
                tr("The address of the account that gets the licence. Whoever has it then may use the model.")
            )

    def may_agree(self) -> bool:
        return self.check.isChecked()

    def _typed(self) -> None:
        self.quote = None
        self.check.hide()
        self.check.setChecked(False)
        clear(self.body)
        self.changes.show_effects(None)
        self.fault.hide()
        self._mark(wrong=False)
        if len(self.to.text().strip()) < 42:
            return
        try:
            to = Address.parse(self.to.text())
        except InvalidAddress as error:
            self._mark(wrong=True)
            self.fail(error)
            return
        self._ask(to)

    def _ask(self, to: Address | None) -> None:
        def quote() -> "PassQuote":
            if to is None:
                return self._licences.quote_giving_up(self._token)
            return self._licences.quote_passing(self._token, to)

        self._jobs.start(lambda _job: quote(), owner=self, done=self._show, failed=self.fail)

    def _show(self, quote: "PassQuote") -> None:
        if quote.to is not None and self.to.text().strip().casefold() != str(quote.to).casefold():
            return  # another address was typed meanwhile
        self.quote = quote
        terms = quote.holding.terms
        clear(self.body)
        if quote.to is not None:
            self.body.addWidget(AddressView(quote.to, whole=True))
            self.say(
                tr("The licence goes to this address, and the model no longer runs here."),
                tr(
                    "The new holder needs the model's key: from the seller for a fee, or from you. If they ask, Licet tells "
                    "you here."
                ),
            )
            if terms.royalty_bps:
                self.say(
                    tr(
                        "If you sell it, the seller asks for {percent} of the price. No contract takes it from you.",
                        percent=percent(terms.royalty_bps),
                    )
                )
        else:
            self.say(
                tr(
                    "The licence is destroyed. Nobody gets anything back for it, and the model no longer runs here."
                ),
            )
        facts = Facts()
        facts.add(tr("Network fee, at most"), amount(quote.fee_most_wei, 8))
        self.body.addWidget(facts)
        if quote.lacks_coins:
            self.warn(("insufficient-funds",))
        self.body.addWidget(AlertList(quote.alerts))
        self._can_succeed = self.foretell(quote.effects)
        self.check.show()
        self._allow()
        self._fit()

    def _allow(self) -> None:
        quote = self.quote
        is_self = quote is not None and any(found.rule == SELF for found in quote.alerts)
        able = quote is not None and not quote.lacks_coins and not is_self and self._can_succeed
        self.confirm.setEnabled(able and self.check.isChecked())

    def _mark(self, *, wrong: bool) -> None:
        self.to.setProperty("wrong", wrong)
        restyle(self.to)
