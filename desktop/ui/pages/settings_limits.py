"""Settings: how much may leave the wallet in a day without its password."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from desktop.core.identity import Address
from desktop.core.networks import known_network
from desktop.core.spending import Limit
from desktop.text import describe, tr
from desktop.text.words import date_time
from desktop.ui.dialogs import PasswordDialog
from desktop.ui.page import PageTools
from desktop.ui.pages.limit_dialogs import SpendingLimitDialog, TokenAddressDialog
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Card, CheckBox, Label, Rule, clear, column, row
from desktop.ui.widgets.states import Banner

if TYPE_CHECKING:
    from desktop.core.money import Currency
    from desktop.services.accounts import AccountService
    from desktop.services.limits import LimitLine, LimitService, LimitView

_PARTS = 1000


class LimitsCard(Card):
    """The limits in force and what was spent of each; every change asks for the password."""

    shown = Signal()

    def __init__(self, tools: PageTools, limits: "LimitService", accounts: "AccountService") -> None:
        super().__init__(spacing=2 * GRID)
        self.setObjectName("settings-limits")
        self._tools, self._limits, self._accounts = tools, limits, accounts
        words = tr(
            "Within these limits your open wallet pays when you click. Beyond them, for calls that Licet does not know, and for messages that it cannot read, the vault asks for your password. A day is any 24 hours."
        )
        self.column.addWidget(Label(tr("Spending limits"), "h3"))
        self.column.addWidget(Label(words, "muted", wrap=True))
        self.blind = Banner("warning", action=tr("Count anew"))
        self.blind.button.setObjectName("limits-anew")
        self.blind.button.clicked.connect(lambda _=False: self._count_anew())
        self.blind.hide()
        self.fault = Banner("danger")
        self.fault.hide()
        self.note = Label("", "muted", wrap=True)
        self.rows = column(spacing=2 * GRID)
        self.ask_for_tokens = CheckBox(tr("Ask for the password for every token without a limit"))
        self.ask_for_tokens.setObjectName("limits-ask-for-tokens")
        self.ask_for_tokens.setAccessibleName(self.ask_for_tokens.text())
        self.ask_for_tokens.clicked.connect(lambda _=False: self._ask_for_tokens())
        self.add_token = Button(tr("Limit a token"), icon="plus", name="limits-add", clicked=self._add_token)
        for widget in (self.blind, self.fault, self.note):
            self.column.addWidget(widget)
        self.column.addLayout(self.rows)
        self._foot = QWidget()
        foot = column(self._foot, spacing=2 * GRID)
        foot.addWidget(Rule())
        foot.addLayout(row(self.ask_for_tokens, 1, self.add_token))
        self.column.addWidget(self._foot)
        self._foot.hide()

    def reload(self) -> None:
        """Read them from the vault; a locked one does not tell."""
        if self._accounts.state.value != "unlocked":
            clear(self.rows)
            self.blind.hide()
            self._foot.hide()
            self.note.setText(tr("Unlock the wallet to see its limits: they lie in it, encrypted."))
            self.note.show()
            return
        self._tools.jobs.start(
            lambda _job: self._limits.view(), owner=self, done=self._show, failed=self._failed
        )

    def _show(self, view: "LimitView") -> None:
        clear(self.rows)
        self.note.hide()
        self.fault.hide()
        for line in view.lines:
            self.rows.addWidget(self._row(line))
        self.ask_for_tokens.setChecked(view.ask_for_tokens)
        self._foot.show()
        self.blind.setVisible(bool(view.blind_until))
        if view.blind_until:
            title = tr("Until {time}, every payment asks for your password", time=date_time(view.blind_until))
            why = (
                tr("The vault's record of what was spent is missing, so that it counts the day as spent.")
                if view.blind_why == "record-missing"
                else tr(
                    "The vault's record of what was spent is older than your account's last transaction. Perhaps you use this phrase elsewhere too, or put back an older copy of Licet's data."
                )
            )
            self.blind.say("warning", title, why)
        self.shown.emit()

    def _row(self, line: "LimitLine") -> QWidget:
        shown, limit, currency = QWidget(), line.limit, line.currency
        name = _named(limit, currency)
        change = Button(tr("Change"), name="limit-change", clicked=lambda: self._change(limit, currency))
        back = Button(
            tr("Usual limit") if line.has_usual else tr("Remove"),
            "ghost",
            name="limit-drop",
            clicked=lambda: self._drop(limit, currency),
        )
        back.setVisible(line.is_chosen)
        words = column(spacing=4)
        words.addWidget(Label(name, "strong"))
        words.addWidget(Label(self._sum(line), "small", wrap=True))
        if limit.day:
            words.addWidget(_bar(line.spent, limit.day, name))
        if limit.seller is not None:
            most = tr("To one payee {limit} at most", limit=currency.text(limit.seller, 6))
            words.addWidget(Label(most, "small"))
        head = row(words, back, change, spacing=2 * GRID)
        head.setStretch(0, 1)
        shown.setLayout(head)
        head.setContentsMargins(0, 0, 0, 0)
        return shown

    @staticmethod
    def _sum(line: "LimitLine") -> str:
        spent = line.currency.text(line.spent, 6)
        if line.limit.day is None:
            return (
                tr("{spent} in the last 24 hours; each payment asks for your password", spent=spent)
                if line.asks
                else tr("{spent} in the last 24 hours; no limit", spent=spent)
            )
        return tr(
            "{spent} of {limit} in the last 24 hours",
            spent=spent,
            limit=line.currency.text(line.limit.day, 6),
        )

    def _change(self, limit: Limit, currency: "Currency") -> None:
        SpendingLimitDialog.change(
            self,
            limit,
            currency,
            lambda dialog, wanted, password: self._job(dialog, lambda: self._limits.set(wanted, password)),
        )

    def _drop(self, limit: Limit, currency: "Currency") -> None:
        self._confirm(
            tr("Take your limit for {unit} back?", unit=currency.unit),
            tr(
                "A coin, and a stablecoin that Licet knows, then has its usual limit again. Any other token has none."
            ),
            lambda password: self._limits.drop(limit.chain_id, limit.token, password),
        )

    def _ask_for_tokens(self) -> None:
        wanted = self.ask_for_tokens.isChecked()
        self.ask_for_tokens.setChecked(not wanted)
        self._confirm(
            tr("Ask for every token without a limit?") if wanted else tr("No longer ask for tokens?"),
            tr("The vault keeps this with your limits."),
            lambda password: self._limits.ask_for_tokens(password, wanted=wanted),
        )

    def _count_anew(self) -> None:
        self._confirm(
            tr("Count from now on?"),
            tr(
                "Nothing counts as spent any more. Do this only if you know why the record was missing or old."
            ),
            self._limits.count_anew,
        )

    def _add_token(self) -> None:
        chain = self._limits.chain_id

        def found(dialog: TokenAddressDialog, token: Address, currency: "Currency") -> None:
            dialog.accept()
            self._change(Limit(chain, token), currency)

        def look(dialog: TokenAddressDialog, token: Address) -> None:
            self._tools.jobs.start(
                lambda _job: self._limits.currency(chain, token),
                owner=dialog,
                done=lambda currency: found(dialog, token, currency),
                failed=dialog.fail,
            )

        TokenAddressDialog.ask(self, look)

    def _confirm(self, title: str, sentence: str, act: Callable[[str], object]) -> None:
        PasswordDialog.ask(
            self,
            title=title,
            sentence=sentence,
            confirm=tr("Confirm"),
            submit=lambda dialog, password: self._job(dialog, lambda: act(password)),
        )

    def _job(self, dialog: PasswordDialog, act: Callable[[], object]) -> None:
        def done(_: object) -> None:
            dialog.succeed()
            self.reload()

        self._tools.jobs.start(lambda _job: act(), lane="cpu", owner=dialog, done=done, failed=dialog.fail)

    def _failed(self, error: BaseException) -> None:
        clear(self.rows)
        self._foot.hide()
        self.fault.say("danger", describe(error).title, describe(error).body)
        self.fault.show()


def _named(limit: Limit, currency: "Currency") -> str:
    network = known_network(limit.chain_id)
    if network is None:
        return tr("{unit} on chain {chain}", unit=currency.unit, chain=limit.chain_id)
    return tr("{unit} on {network}", unit=currency.unit, network=network.name)


def _bar(spent: int, limit: int, name: str) -> QProgressBar:
    bar = QProgressBar()
    bar.setRange(0, _PARTS)
    # Amounts are wider than Qt's integers: the part is reckoned here.
    bar.setValue(min(_PARTS, spent * _PARTS // limit))
    bar.setTextVisible(False)
    bar.setAccessibleName(name)
    return bar
