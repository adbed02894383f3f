"""Who is paid for a listing: the seller, another address, or a split of several accounts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop.core.accounts import Account
from desktop.core.errors import InvalidAddress, InvalidAmount
from desktop.core.identity import Address
from desktop.core.lookalikes import look_alike
from desktop.core.money import format_amount, parse_amount
from desktop.core.splits import ALL_BPS, MAX_SHARES, Share, Shares, divide_evenly, faults_of
from desktop.text import amount, describe, mark, tr
from desktop.ui.jobs import JobRunner
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Choice, Label, clear, column, restyle, row
from desktop.ui.widgets.money import AddressView

if TYPE_CHECKING:
    from desktop.services.splits import Payee, SplitQuote, SplitService

ME, ADDRESS, SPLIT = "me", "address", "split"
_TYPING_MS = 250
_ROW_FAULTS = {
    "account": mark("Nobody has the zero address."),
    "share": mark("A share must be more than 0 %."),
    "same": mark("This account stands above already."),
}


@dataclass(frozen=True, slots=True)
class PayeeChoice:
    """What the person chose: an address, or shares of a split that may have to be made. Neither is the seller."""

    address: Address | None = None
    quote: "SplitQuote | None" = None


def payee_address(splits: "SplitService", choice: PayeeChoice) -> Address | None:
    """The address that the terms name, after making the split if it is not there yet; None is the seller.

    Called in a job: it may send a transaction.
    """
    return choice.address if choice.quote is None else splits.make(choice.quote).address


class PayeeEditor(QWidget):
    """The choice, and below it what it needs; says what is wrong where it is wrong."""

    changed = Signal()

    def __init__(self, splits: "SplitService", jobs: JobRunner) -> None:
        super().__init__()
        self._splits, self._jobs = splits, jobs
        self._accounts: tuple[Account, ...] = ()
        self._quote: SplitQuote | None = None
        self.kind = Choice(tr("Who is paid"), "payee-kind")
        for key, words in (
            (ME, tr("Me")),
            (ADDRESS, tr("Another address")),
            (SPLIT, tr("A split of several accounts")),
        ):
            self.kind.addItem(words, key)
        self.kind.currentIndexChanged.connect(lambda _at: self._kind_changed())
        self.address = _AddressField(tr("Address that is paid"), "payee-address")
        self.address.edited.connect(self._edited)
        self.shares = SharesEditor()
        self.shares.changed.connect(self._edited)
        self.outcome = QVBoxLayout()
        lines = column(self, spacing=GRID)
        lines.addWidget(self.kind)
        lines.addWidget(self.address)
        lines.addWidget(self.shares)
        lines.addLayout(self.outcome)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self._ask)
        self._kind_changed()

    def show_accounts(self, accounts: Sequence[Account]) -> None:
        """The own accounts, which are named, and which no other may look like."""
        self._accounts = tuple(accounts)
        self.address.show_accounts(accounts)
        self.shares.show_accounts(accounts)

    def choice(self) -> PayeeChoice | None:
        """What was chosen; None as long as something is wrong or is still being looked up."""
        match self.kind.currentData():
            case "address":
                found = self.address.value()
                return None if found is None or found.is_zero else PayeeChoice(address=found)
            case "split":
                shares = self.shares.value()
                if self._quote is None or shares != self._quote.split.shares:
                    return None
                return PayeeChoice(quote=self._quote)
            case _:
                return PayeeChoice()

    def show_payee(self, payee: "Payee") -> None:
        """Who was paid so far: what a listing's next version begins with."""
        kinds = {"seller": ME, "split": SPLIT}
        kind = kinds.get(payee.kind.value, ADDRESS)
        if kind == SPLIT:
            self.shares.show_shares(payee.shares)
        elif kind == ADDRESS:
            self.address.edit.setText(str(payee.address))
        self.kind.setCurrentIndex(self.kind.findData(kind))

    def reset(self) -> None:
        """Back to the seller."""
        self.kind.setCurrentIndex(0)

    def _kind_changed(self) -> None:
        kind = self.kind.currentData()
        self.address.setVisible(kind == ADDRESS)
        self.shares.setVisible(kind == SPLIT)
        self._edited()

    def _edited(self) -> None:
        self._quote = None
        clear(self.outcome)
        self._typing.start()
        self.changed.emit()

    def _ask(self) -> None:
        shares = self.shares.value() if self.kind.currentData() == SPLIT else None
        if shares is None:
            return
        self._jobs.start(
            lambda _job: self._splits.quote(shares), owner=self, done=self._quoted, failed=self._failed
        )

    def _quoted(self, quote: "SplitQuote") -> None:
        if self.kind.currentData() != SPLIT or quote.split.shares != self.shares.value():
            return  # typed on meanwhile
        self._quote = quote
        clear(self.outcome)
        words = (
            tr("This split exists already; nothing has to be made.")
            if quote.is_made
            else tr(
                "Making it is one more transaction, with a fee of at most {fee}. Its shares can never be changed.",
                fee=amount(quote.fee_most_wei, 8),
            )
        )
        self.outcome.addWidget(AddressView(quote.split.address, name=tr("The split")))
        self.outcome.addWidget(Label(words, "small", wrap=True))
        self.changed.emit()

    def _failed(self, error: BaseException) -> None:
        clear(self.outcome)
        words = describe(error)
        note = Label(f"{words.title}\n{words.remedy}".strip(), "small", wrap=True)
        note.set_role("danger")
        self.outcome.addWidget(note)


class _AddressField(QWidget):
    """An address, and under it whose it is or what is wrong with it."""

    edited = Signal()

    def __init__(self, label: str, name: str) -> None:
        super().__init__()
        self._accounts: tuple[Account, ...] = ()
        self.edit = QLineEdit()
        self.edit.setObjectName(name)
        self.edit.setAccessibleName(label)
        self.edit.setPlaceholderText("0x…")
        self.note = Label("", "small", wrap=True)
        self.note.hide()
        lines = column(self, spacing=4)
        lines.addWidget(self.edit)
        lines.addWidget(self.note)
        self.edit.textChanged.connect(lambda _text: self._changed())

    def show_accounts(self, accounts: Sequence[Account]) -> None:
        self._accounts = tuple(accounts)

    def value(self) -> Address | None:
        try:
            return Address.parse(self.edit.text())
        except InvalidAddress:
            return None

    def say(self, words: str, role: str) -> None:
        """A note below; none hides it."""
        self.note.setText(words)
        self.note.set_role(role)
        self.note.setVisible(bool(words))
        self.edit.setProperty("wrong", role == "danger" and bool(words))
        restyle(self.edit)

    def judge(self, others: Sequence[Address] = ()) -> None:
        """Say whose it is, what it looks like, or that it is none."""
        text, found = self.edit.text().strip(), self.value()
        if not text:
            self.say("", "small")
        elif found is None:
            self.say(tr("This is no address, or a digit of it is wrong."), "danger")
        elif (name := self._name(found)) is not None:
            self.say(tr("Yours: {name}", name=name), "small")
        elif (twin := look_alike(found, [*(a.address for a in self._accounts), *others])) is not None:
            shown = self._name(twin) or twin.short
            self.say(tr("Careful: it looks like {other}, but is another address.", other=shown), "warning")
        else:
            self.say("", "small")

    def _name(self, address: Address) -> str | None:
        return next((a.name for a in self._accounts if a.address == address), None)

    def _changed(self) -> None:
        self.judge()
        self.edited.emit()


class SharesEditor(QWidget):
    """Up to eight accounts with percentages of two decimals that must be 100 % together."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._accounts: tuple[Account, ...] = ()
        self.rows: list[ShareRow] = []
        self.place = column(spacing=GRID)
        self.add = Button(tr("Add an account"), "ghost", icon="plus", name="split-add", clicked=self.add_row)
        self.even = Button(tr("Divide evenly"), "ghost", name="split-even", clicked=self.divide_evenly)
        self.sum = Label("", "small")
        self.sum.setObjectName("split-sum")
        lines = column(self, spacing=GRID)
        lines.addLayout(self.place)
        lines.addLayout(row(self.add, self.even, 1, self.sum))

    def show_accounts(self, accounts: Sequence[Account]) -> None:
        """The own accounts; the first of them begins the split."""
        self._accounts = tuple(accounts)
        for line in self.rows:
            line.account.show_accounts(accounts)
        if not self.rows and accounts:
            self.add_row(accounts[0].address)
            self.add_row()

    def show_shares(self, shares: Shares) -> None:
        """These, in place of what was typed."""
        for line in tuple(self.rows):
            self._remove(line)
        for share in shares:
            self.add_row(share.account)
            self.rows[-1].percent.setText(format_amount(share.bps, 2))

    def add_row(self, address: Address | None = None) -> None:
        """One more account."""
        if len(self.rows) >= MAX_SHARES:
            return
        line = ShareRow(len(self.rows) + 1)
        line.account.show_accounts(self._accounts)
        line.edited.connect(self._edited)
        line.removed.connect(lambda: self._remove(line))
        self.rows.append(line)
        self.place.addWidget(line)
        if address is not None:
            line.account.edit.setText(str(address))
        self._edited()

    def divide_evenly(self) -> None:
        """The same for each; the first has what does not divide."""
        for line, bps in zip(self.rows, divide_evenly(len(self.rows)), strict=True):
            line.percent.setText(format_amount(bps, 2))

    def value(self) -> Shares | None:
        """The shares, if the contract would take them."""
        shares = self._shares()
        return None if shares is None or faults_of(shares) else shares

    def _shares(self) -> Shares | None:
        pairs = [(line.account.value(), line.bps()) for line in self.rows]
        if any(account is None or bps is None for account, bps in pairs):
            return None
        return tuple(Share(account, bps) for account, bps in pairs if account is not None and bps is not None)

    def _remove(self, line: "ShareRow") -> None:
        self.rows.remove(line)
        self.place.removeWidget(line)
        line.hide()
        line.deleteLater()
        self._edited()

    def _edited(self) -> None:
        """Every row says what is wrong with it, and the sum what is missing."""
        seen: list[Address] = []
        for line in self.rows:
            account, bps = line.account.value(), line.bps()
            line.account.judge(seen)
            if account is not None and account.is_zero:
                line.account.say(tr(_ROW_FAULTS["account"]), "danger")
            elif account is not None and account in seen:
                line.account.say(tr(_ROW_FAULTS["same"]), "danger")
            line.say_percent(tr(_ROW_FAULTS["share"]) if bps == 0 else line.fault())
            seen += [account] if account is not None else []
        self._say_sum(sum(line.bps() or 0 for line in self.rows))
        self.add.setEnabled(len(self.rows) < MAX_SHARES)
        for line in self.rows:
            line.remove.setEnabled(len(self.rows) > 1)
        self.changed.emit()

    def _say_sum(self, total: int) -> None:
        shown = format_amount(abs(ALL_BPS - total), 2)
        if total == ALL_BPS:
            self.sum.setText(tr("Together 100 %"))
        elif total < ALL_BPS:
            self.sum.setText(tr("{rest} % are missing", rest=shown))
        else:
            self.sum.setText(tr("{rest} % too much", rest=shown))
        self.sum.set_role("success" if total == ALL_BPS else "danger")


class ShareRow(QWidget):
    """One account of a split."""

    edited = Signal()
    removed = Signal()

    def __init__(self, number: int) -> None:
        super().__init__()
        self.account = _AddressField(tr("Account {n} of the split", n=number), "split-account")
        self.percent = QLineEdit()
        self.percent.setObjectName("split-percent")
        self.percent.setAccessibleName(tr("Share of account {n} in percent", n=number))
        self.percent.setPlaceholderText("0.00")
        self.percent.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.percent.setFixedWidth(11 * GRID)
        self.percent_note = Label("", "small", wrap=True)
        self.percent_note.set_role("danger")
        self.percent_note.hide()
        self.remove = Button("", "icon", icon="x", tip=tr("Remove this account"), clicked=self.removed.emit)
        end = QWidget()  # as high as the field beside it, whatever is said below that
        end.setLayout(row(self.percent, Label("%", "muted"), self.remove))
        line = row(spacing=GRID)
        line.addWidget(self.account, 1)
        line.addWidget(end, 0, Qt.AlignmentFlag.AlignTop)
        lines = column(self, spacing=4)
        lines.addLayout(line)
        lines.addWidget(self.percent_note)
        self.account.edited.connect(self.edited.emit)
        self.percent.textChanged.connect(lambda _text: self.edited.emit())

    def bps(self) -> int | None:
        """The share in basis points; None if it is no percentage of at most two decimals."""
        try:
            return parse_amount(self.percent.text().strip().removesuffix("%"), 2)
        except InvalidAmount:
            return None

    def fault(self) -> str:
        """What is wrong with the percentage, if it was typed at all."""
        is_wrong = self.percent.text().strip() and self.bps() is None
        return tr("A percentage has at most two decimals, such as 12.5.") if is_wrong else ""

    def say_percent(self, words: str) -> None:
        self.percent_note.setText(words)
        self.percent_note.setVisible(bool(words))
        self.percent.setProperty("wrong", bool(words))
        restyle(self.percent)
