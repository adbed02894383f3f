"""Welcome: create a wallet, restore one, watch an address, or look around first."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from desktop.core.changes import Topic
from desktop.core.errors import InvalidAddress
from desktop.core.identity import Address
from desktop.text import describe, tr
from desktop.ui.page import Page, PageTools, Route
from desktop.ui.pages.key_dialogs import MIN_PASSWORD
from desktop.ui.pages.welcome_restore import ComingBack
from desktop.ui.pages.welcome_steps import ChooseStep, CreateStep, Step, WatchStep
from desktop.ui.pages.welcome_words import CheckForm, WordGrid
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Icon, Label, Scroll, column, row
from desktop.ui.widgets.states import Banner

if TYPE_CHECKING:
    from desktop.services.account_list import AccountList
    from desktop.services.accounts import AccountService
    from desktop.services.backing_up import BackupService
    from desktop.services.balances import BalanceService
    from desktop.services.discovering import AccountDiscovery
    from desktop.services.restoring import RestoringService

STEPS = ("choose", "password", "words", "check", "restore", "found", "watch", "done")


class WelcomePage(Page):
    """A short path: password, words on paper, three of them back, done. Secrets live in the fields only."""

    topics = frozenset({Topic.WALLET})

    def __init__(
        self,
        tools: PageTools,
        accounts: "AccountService",
        account_list: "AccountList",
        balances: "BalanceService",
        discovery: "AccountDiscovery",
        restoring: "RestoringService",
        backups: "BackupService",
    ) -> None:
        super().__init__(tools)
        self._accounts, self._list, self._balances = accounts, account_list, balances
        self._backups = backups
        self._return = Route("market")
        self.fault = Banner("danger")
        self.fault.hide()
        self.words = WordGrid()
        self.check = CheckForm()
        self.choose, self.create_step = ChooseStep(), CreateStep()
        self.coming_back = ComingBack(self, accounts, account_list, discovery, restoring)
        self.watch_step = WatchStep()
        self.password, self.again = self.create_step.password, self.create_step.again
        self.phrase, self.make = self.coming_back.step.phrase, self.create_step.make
        self._words_step = self._show_words()
        self._steps: tuple[Step, ...] = (
            self.choose,
            self.create_step,
            self._words_step,
            self._check_words(),
            self.coming_back.step,
            self.coming_back.found_step,
            self.watch_step,
            self._done(),
        )
        self._connect()
        self._furnish()

    def enter(self, arg: str) -> None:
        page, _, rest = arg.partition("/")
        self._return = Route(page, rest) if page else Route("market")
        self.go("choose")

    def first_focus(self) -> QWidget:
        return self.choose.new

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
            self.forget()
        first: dict[str, QWidget] = {
            "password": self.password,
            "restore": self.phrase,
            "words": self.written,
            "watch": self.watch_step.address,
            "found": self.coming_back.take,
        }
        if step in first:
            first[step].setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.forget()

    def _furnish(self) -> None:
        steps = column()
        for step in self._steps:
            step.hide()
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

    def _connect(self) -> None:
        """What each button does; steps know nothing of the wallet."""
        clicks: tuple[tuple[Button, Callable[[], object]], ...] = (
            (self.choose.new, lambda: self.go("password")),
            (self.choose.restore, lambda: self.go("restore")),
            (self.choose.watch, lambda: self.go("watch")),
            (self.choose.look, lambda: self.tools.navigate(Route("market"))),
            (self.create_step.make, self._create),
            (self.create_step.back, lambda: self.go("choose")),
            (self.coming_back.step.back, lambda: self.go("choose")),
            (self.watch_step.watch, self._watch),
            (self.watch_step.back, lambda: self.go("choose")),
        )
        for button, act in clicks:
            button.clicked.connect(lambda _=False, act=act: act())
        for edit in (self.password, self.again):
            edit.returnPressed.connect(self._create)
        for edit in (self.watch_step.address, self.watch_step.name):
            edit.returnPressed.connect(self._watch)

    def _show_words(self) -> Step:
        page = Step(
            "",
            tr(
                "On paper, in this order. Whoever has them has your wallet; without them a lost computer is a lost wallet."
            ),
        )
        self.extra = Banner(
            "warning", "", tr("The extra passphrase belongs to them. Write it down too, elsewhere.")
        )
        self.written = Button(
            tr("I have written them down"), "primary", name="welcome-written", clicked=self._ask_words
        )
        for widget in (self.words, self.extra):
            page.lines.addWidget(widget)
        page.lines.addLayout(row(self.written, 1))
        return page

    def _check_words(self) -> Step:
        page = Step(tr("Type three of them"), tr("So that the paper is sure to be right."))
        page.lines.addWidget(self.check)
        self.confirm = Button(tr("Check"), "primary", name="welcome-check", clicked=self._check_backup)
        self.check.submitted.connect(self._check_backup)
        back = Button(
            tr("Show the words again"), "ghost", name="welcome-words-again", clicked=lambda: self.go("words")
        )
        page.lines.addLayout(row(self.confirm, back, 1))
        return page

    def _done(self) -> Step:
        page = Step(
            tr("Your wallet is ready"),
            tr("It locks itself when you are away. The paper with the words is now the key to it."),
        )
        self.coins = Button(
            tr("Get demo coins"), "primary", icon="coins", name="welcome-coins", clicked=self._coins
        )
        self.finish = Button(tr("Continue"), name="welcome-finish", clicked=self._leave)
        page.lines.addLayout(row(self.coins, self.finish, 1))
        return page

    def _create(self) -> None:
        first, phrase = self.password.text(), self.create_step.phrase()
        if len(first) < MIN_PASSWORD:
            self.say_too_short()
        elif first != self.again.text():
            self._say(tr("Not the same"), tr("The two passwords differ. Type them again."))
        elif phrase.passphrase != self.create_step.passphrase_again.text():
            self._say(tr("Not the same"), tr("The two passphrases differ. Type them again."))
        else:
            self.set_busy(self.make, busy=True)
            self.extra.setVisible(bool(phrase.passphrase))
            self.jobs.start(
                lambda _job: self._accounts.create(first, phrase),
                lane="cpu",
                title=tr("Creating the wallet"),
                owner=self,
                done=self._created,
                failed=lambda error: self.show_failure(self.make, error),
            )

    def _created(self, words: tuple[str, ...]) -> None:
        self.set_busy(self.make, busy=False)
        self.create_step.forget()
        self.words.show_words(words)
        self._words_step.title.setText(tr("Write down these {n} words", n=len(words)))
        self.go("words")

    def _ask_words(self) -> None:
        self.check.ask(self.words.count)
        self.go("check")
        self.check.focus_first()

    def _check_backup(self) -> None:
        typed = self.check.words()
        self.set_busy(self.confirm, busy=True)
        self.jobs.start(
            lambda _job: self._backups.confirm_words(typed),
            lane="db",
            owner=self,
            done=self._checked,
            failed=lambda error: self.show_failure(self.confirm, error),
        )

    def _checked(self, right: bool) -> None:
        self.set_busy(self.confirm, busy=False)
        if right:
            self.forget()
            self.finish_up()
        else:
            self._say(tr("That is not right yet"), tr("At least one word differs. Look at your paper again."))

    def _watch(self) -> None:
        form = self.watch_step
        try:
            address = Address.parse(form.address.text())
        except InvalidAddress as error:
            self.fault.show_error(error)
            return
        name = form.name.text()
        self.set_busy(form.watch, busy=True)

        def done(_: object) -> None:
            self.set_busy(form.watch, busy=False)
            form.address.clear()
            form.name.clear()
            self.tools.navigate(Route("wallet"))

        self.jobs.start(
            lambda _job: self._list.watch(address, name),
            lane="cpu",
            owner=self,
            done=done,
            failed=lambda error: self.show_failure(form.watch, error),
        )

    def finish_up(self) -> None:
        """The last step: there is a wallet."""
        self.coins.setVisible(self._balances.has_faucet)
        self.go("done")

    def _coins(self) -> None:
        active = self._accounts.active
        if active is None:
            return
        self.set_busy(self.coins, busy=True)

        def done(_: object) -> None:
            self.set_busy(self.coins, busy=False)
            self.tools.toast("success", tr("Demo coins have arrived. They have no value anywhere else."))
            self._leave()

        self.jobs.start(
            lambda _job: self._balances.request_demo_coins(active.address),
            title=tr("Getting demo coins"),
            owner=self,
            done=done,
            failed=lambda error: self.show_failure(self.coins, error),
        )

    def _leave(self) -> None:
        self.tools.navigate(self._return)

    def say_too_short(self) -> None:
        """A new password is too short."""
        self._say(
            tr("Too short"), tr("Use at least {n} characters. A few random words are best.", n=MIN_PASSWORD)
        )

    def _say(self, title: str, body: str) -> None:
        self.fault.say("danger", title, body)
        self.fault.show()

    def show_failure(self, button: Button, error: BaseException) -> None:
        """What a button began did not work; it can be pressed again."""
        self.set_busy(button, busy=False)
        words = describe(error)
        self._say(words.title, "\n".join(filter(None, (words.body, words.remedy))))

    def set_busy(self, button: Button, *, busy: bool) -> None:
        """What a button began is under way, or over."""
        button.setEnabled(not busy)
        if busy:
            self.fault.hide()

    def forget(self) -> None:
        """Empty every field that held a secret."""
        for step in self._steps:
            step.forget()
        self.words.show_words(())
        self.check.ask(0)
