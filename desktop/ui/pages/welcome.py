"""Welcome: create a wallet, restore one, or look around first."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.core.changes import Topic
from desktop.text import describe, tr, trn
from desktop.ui.page import Page, PageTools, Route
from desktop.ui.pages.key_dialogs import MIN_PASSWORD
from desktop.ui.pages.welcome_words import CheckForm, WordGrid
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Card, Icon, Label, Scroll, column, row
from desktop.ui.widgets.states import Banner

if TYPE_CHECKING:
    from desktop.services.accounts import AccountService
    from desktop.services.balances import BalanceService
    from desktop.services.restoring import RestoringService

STEPS = ("choose", "password", "words", "check", "restore", "done")


class WelcomePage(Page):
    """A short path: password, words on paper, three of them back, done. Secrets live in the fields only."""

    topics = frozenset({Topic.WALLET})

    def __init__(
        self,
        tools: PageTools,
        accounts: "AccountService",
        balances: "BalanceService",
        restoring: "RestoringService",
    ) -> None:
        super().__init__(tools)
        self._accounts, self._balances, self._restoring = accounts, balances, restoring
        self._return = Route("market")
        self.fault = Banner("danger")
        self.fault.hide()
        self.words = WordGrid()
        self.check = CheckForm()
        self._steps: list[QWidget] = []
        steps = column()
        for step in (
            self._choose(),
            self._password(),
            self._show_words(),
            self._check_words(),
            self._restore(),
            self._done(),
        ):
            step.hide()
            self._steps.append(step)
            steps.addWidget(step)
        inner = QWidget()
        lines = column(inner, spacing=2 * GRID)
        lines.setContentsMargins(4 * GRID, 6 * GRID, 4 * GRID, 4 * GRID)
        lines.addLayout(
            row(Icon("badge-check", "accent_text", 32), Label("Licet", "h2"), 1, spacing=GRID + 4)
        )
        lines.addLayout(steps)
        lines.addWidget(self.fault)
        lines.addStretch(1)
        column(self).addWidget(Scroll(inner, width=100 * GRID, centred=True))

    def enter(self, arg: str) -> None:
        page, _, rest = arg.partition("/")
        self._return = Route(page, rest) if page else Route("market")
        self.go("choose")

    def first_focus(self) -> QWidget:
        return self.create_button

    @property
    def step(self) -> str:
        """Which step is shown."""
        return STEPS[next((i for i, step in enumerate(self._steps) if not step.isHidden()), 0)]

    def go(self, step: str) -> None:
        """Show a step; what was typed before is forgotten."""
        self.fault.hide()
        for name, page in zip(STEPS, self._steps, strict=True):
            page.setVisible(name == step)
        if step == "choose":
            self._forget()
        first = {"password": self.password, "restore": self.phrase, "words": self.written}.get(step)
        if first is not None:
            first.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self._forget()

    def _choose(self) -> QWidget:
        page, lines = _step(
            tr("Buy AI models that run on your own computer"),
            tr(
                "You receive exactly the file that was promised, or the contract gives your money back. "
                "No account, no platform, nobody to trust."
            ),
        )
        self.create_button = Button(
            tr("Create a wallet"), "large", name="welcome-create", clicked=lambda: self.go("password")
        )
        self.restore_button = Button(
            tr("Restore from 12 words"), name="welcome-restore", clicked=lambda: self.go("restore")
        )
        look = Button(
            tr("Look around first"), "ghost", icon="store", name="welcome-look",
            clicked=lambda: self.tools.navigate(Route("market")),
        )  # fmt: skip
        lines.addSpacing(GRID)
        lines.addLayout(row(self.create_button, self.restore_button, look, 1, spacing=GRID + 4))
        lines.addSpacing(2 * GRID)
        card = Card(spacing=2 * GRID)
        for icon, title, body in (
            (
                "shield-check",
                tr("Checked before you pay"),
                tr("Licet downloads and verifies every byte first."),
            ),
            (
                "undo-2",
                tr("Paid into a contract"),
                tr("No key in time, or a wrong one: you take your money back."),
            ),
            ("cpu", tr("Runs here, walled in"), tr("Models run offline, without files or network.")),
        ):
            words = column(spacing=2)
            words.addWidget(Label(title, "strong"))
            words.addWidget(Label(body, "muted", wrap=True))
            line = row(Icon(icon, "accent_text", 24), words, spacing=2 * GRID)
            line.setStretch(1, 1)
            card.column.addLayout(line)
        lines.addWidget(card)
        return page

    def _password(self) -> QWidget:
        page, lines = _step(
            tr("Choose a password"),
            tr(
                "It encrypts the wallet on this computer. Nobody can reset it; your 12 words are the way back."
            ),
        )
        self.password = _secret(tr("Password"), "welcome-password")
        self.again = _secret(tr("The same password again"), "welcome-password-again")
        self.make = Button(tr("Create the wallet"), "primary", name="welcome-make", clicked=self._create)
        for edit in (self.password, self.again):
            edit.returnPressed.connect(self._create)
            lines.addWidget(edit)
        back = Button(tr("Back"), "ghost", clicked=lambda: self.go("choose"))
        lines.addLayout(row(self.make, back, 1))
        return page

    def _show_words(self) -> QWidget:
        page, lines = _step(
            tr("Write down these 12 words"),
            tr(
                "On paper, in this order. Whoever has them has your wallet; without them a lost computer is a lost wallet."
            ),
        )
        lines.addWidget(self.words)
        self.written = Button(
            tr("I have written them down"), "primary", name="welcome-written", clicked=self._ask_words
        )
        lines.addLayout(row(self.written, 1))
        return page

    def _check_words(self) -> QWidget:
        page, lines = _step(tr("Type three of them"), tr("So that the paper is sure to be right."))
        lines.addWidget(self.check)
        self.confirm = Button(tr("Check"), "primary", name="welcome-check", clicked=self._check_backup)
        self.check.submitted.connect(self._check_backup)
        back = Button(
            tr("Show the words again"), "ghost", name="welcome-words-again", clicked=lambda: self.go("words")
        )
        lines.addLayout(row(self.confirm, back, 1))
        return page

    def _restore(self) -> QWidget:
        page, lines = _step(
            tr("Restore from 12 words"),
            tr("Your accounts, orders and licences are found again on the chain."),
        )
        self.phrase = QPlainTextEdit()
        self.phrase.setObjectName("welcome-phrase")
        self.phrase.setAccessibleName(tr("The 12 words, with spaces between them"))
        self.phrase.setPlaceholderText(tr("The 12 words, with spaces between them"))
        self.phrase.setFixedHeight(11 * GRID)
        self.phrase.setTabChangesFocus(True)
        self.passphrase = _secret(tr("Extra passphrase, if you chose one"), "welcome-passphrase")
        self.new_password = _secret(tr("A new password for this computer"), "welcome-new-password")
        self.bring_back = Button(
            tr("Restore"), "primary", name="welcome-restore-now", clicked=self._restore_now
        )
        for widget in (self.phrase, self.passphrase, self.new_password):
            lines.addWidget(widget)
        lines.addLayout(
            row(self.bring_back, Button(tr("Back"), "ghost", clicked=lambda: self.go("choose")), 1)
        )
        return page

    def _done(self) -> QWidget:
        page, lines = _step(
            tr("Your wallet is ready"),
            tr("It locks itself when you are away. The paper with the words is now the key to it."),
        )
        self.coins = Button(
            tr("Get demo coins"), "primary", icon="coins", name="welcome-coins", clicked=self._coins
        )
        self.finish = Button(tr("Continue"), name="welcome-finish", clicked=self._leave)
        lines.addLayout(row(self.coins, self.finish, 1))
        return page

    def _create(self) -> None:
        first, second = self.password.text(), self.again.text()
        if len(first) < MIN_PASSWORD:
            self._say(
                tr("Too short"),
                tr("Use at least {n} characters. A few random words are best.", n=MIN_PASSWORD),
            )
        elif first != second:
            self._say(tr("Not the same"), tr("The two passwords differ. Type them again."))
        else:
            self._busy(self.make, busy=True)
            self.jobs.start(
                lambda _job: self._accounts.create(first),
                lane="cpu",
                title=tr("Creating the wallet"),
                owner=self,
                done=self._created,
                failed=lambda error: self._failed(self.make, error),
            )

    def _created(self, words: tuple[str, ...]) -> None:
        self._busy(self.make, busy=False)
        self.password.clear()
        self.again.clear()
        self.words.show_words(words)
        self.go("words")

    def _ask_words(self) -> None:
        self.check.ask(self.words.count)
        self.go("check")
        self.check.focus_first()

    def _check_backup(self) -> None:
        typed = self.check.words()
        self._busy(self.confirm, busy=True)
        self.jobs.start(
            lambda _job: self._accounts.confirm_backup(typed),
            owner=self,
            done=self._checked,
            failed=lambda error: self._failed(self.confirm, error),
        )

    def _checked(self, right: bool) -> None:
        self._busy(self.confirm, busy=False)
        if right:
            self._forget()
            self._finish_up()
        else:
            self._say(tr("That is not right yet"), tr("At least one word differs. Look at your paper again."))

    def _restore_now(self) -> None:
        phrase = " ".join(self.phrase.toPlainText().lower().split())
        passphrase, password = self.passphrase.text(), self.new_password.text()
        if len(password) < MIN_PASSWORD:
            self._say(
                tr("Too short"),
                tr("Use at least {n} characters. A few random words are best.", n=MIN_PASSWORD),
            )
            return
        self._busy(self.bring_back, busy=True)
        self.jobs.start(
            lambda _job: self._accounts.restore(phrase, passphrase, password),
            lane="cpu",
            title=tr("Restoring the wallet"),
            owner=self,
            done=lambda _: self._restored(),
            failed=lambda error: self._failed(self.bring_back, error),
        )

    def _restored(self) -> None:
        self._busy(self.bring_back, busy=False)
        self._forget()
        self._finish_up()
        addresses = tuple(account.address for account in self._accounts.accounts)
        self.jobs.start(
            lambda _job: sum(self._restoring.find(address) for address in addresses),
            title=tr("Looking for your orders"),
            owner=self,
            done=self._found,
            failed=lambda error: self.tools.toast("danger", describe(error).title),
        )

    def _found(self, orders: int) -> None:
        if orders:
            self.tools.toast("success", trn("{n} order found", "{n} orders found", orders))

    def _finish_up(self) -> None:
        self.coins.setVisible(self._balances.has_faucet)
        self.go("done")

    def _coins(self) -> None:
        active = self._accounts.active
        if active is None:
            return
        self._busy(self.coins, busy=True)

        def done(_: object) -> None:
            self._busy(self.coins, busy=False)
            self.tools.toast("success", tr("Demo coins have arrived. They have no value anywhere else."))
            self._leave()

        self.jobs.start(
            lambda _job: self._balances.request_demo_coins(active.address),
            title=tr("Getting demo coins"),
            owner=self,
            done=done,
            failed=lambda error: self._failed(self.coins, error),
        )

    def _leave(self) -> None:
        self.tools.navigate(self._return)

    def _say(self, title: str, body: str) -> None:
        self.fault.say("danger", title, body)
        self.fault.show()

    def _failed(self, button: Button, error: BaseException) -> None:
        self._busy(button, busy=False)
        words = describe(error)
        self._say(words.title, "\n".join(filter(None, (words.body, words.remedy))))

    def _busy(self, button: Button, *, busy: bool) -> None:
        button.setEnabled(not busy)
        if busy:
            self.fault.hide()

    def _forget(self) -> None:
        """Empty every field that held a secret."""
        for edit in (self.password, self.again, self.passphrase, self.new_password):
            edit.clear()
        self.phrase.setPlainText("")
        self.words.show_words(())
        self.check.ask(0)


def _step(title: str, body: str) -> tuple[QWidget, QVBoxLayout]:
    page = QWidget()
    lines = column(page, spacing=2 * GRID)
    lines.addWidget(Label(title, "h1", wrap=True))
    lines.addWidget(Label(body, "muted", wrap=True))
    lines.setAlignment(Qt.AlignmentFlag.AlignTop)
    return page, lines


def _secret(label: str, name: str) -> QLineEdit:
    edit = QLineEdit()
    edit.setObjectName(name)
    edit.setEchoMode(QLineEdit.EchoMode.Password)
    edit.setAccessibleName(label)
    edit.setPlaceholderText(label)
    edit.setMaximumWidth(48 * GRID)
    return edit
