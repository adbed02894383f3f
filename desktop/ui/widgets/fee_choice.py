"""How much to offer for a place in a block: three levels, or numbers of one's own, with the most it can cost."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLineEdit, QWidget

from desktop.core.errors import InvalidAmount
from desktop.core.fee_checks import FeeFinding, check_fee, check_nonce
from desktop.core.money import format_amount, parse_amount
from desktop.core.transactions import CustomFee, FeeChoice, FeeLevel, FeeOffer
from desktop.text import amount, mark, tr
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, Label, column, restyle, row

_GWEI_DECIMALS = 9
_MOST_NONCE = 2**64 - 2
"""EIP-2681: no account gets further."""
_LEVELS: dict[FeeLevel, tuple[str, str]] = {
    FeeLevel.SLOW: (mark("Slow"), mark("Follows what the cheapest tenth paid lately. It may wait for minutes.")),
    FeeLevel.NORMAL: (mark("Normal"), mark("Follows what half of the others paid lately.")),
    FeeLevel.FAST: (mark("Fast"), mark("Follows what only one in ten exceeded lately.")),
}  # fmt: skip
_FINDINGS = {
    FeeFinding.IMPOSSIBLE: mark("The tip is a part of the most per gas, so it cannot be above it."),
    FeeFinding.BELOW_LEAST: mark(
        "To take the place of the earlier one, both numbers must rise by more than a tenth: at least {most} and {tip} gwei."
    ),
    FeeFinding.BELOW_BASE: mark("Blocks take at least {base} gwei now. It waits until that falls."),
    FeeFinding.NO_TIP: mark("Without a tip it may wait for long: who makes the block earns nothing by it."),
    FeeFinding.FAR_ABOVE: mark("That is more than ten times what Fast offers. Look again before you go on."),
    FeeFinding.NONCE_USED: mark(
        "This number is used: {mined} transactions of the account are in blocks already."
    ),
    FeeFinding.NONCE_WAITING: mark(
        "A transaction with this number waits already. This one takes its place if it pays more."
    ),
    FeeFinding.NONCE_AHEAD: mark(
        "It waits until the numbers from {next} up to this one are used. Other wallets may not show it until then."
    ),
}
_RAISED = mark("More than others pay: it must rise by a tenth to take the place of the earlier one.")
_NUMBERS_ONLY = mark("These are numbers, with a point for decimals.")


class FeeChoiceView(QWidget):
    """Give it an offer, then ask for ``choice`` and ``nonce``; ``changed`` tells that they are others."""

    changed = Signal()

    def __init__(self, *, with_nonce: bool = True) -> None:
        super().__init__()
        self.setObjectName("fee-choice")
        self._offer: FeeOffer | None = None
        self._group = QButtonGroup(self)
        self._levels = {
            level: self._chip(tr(words[0]), f"fee-{level.value}") for level, words in _LEVELS.items()
        }
        self.own = self._chip(tr("Custom"), "fee-custom")
        self.most = _number(tr("At most, per gas"), "fee-most")
        self.tip = _number(tr("Tip, per gas"), "fee-tip")
        self.number = _number(tr("Number (nonce)"), "fee-nonce")
        self._panel = self._own_panel(with_nonce=with_nonce)
        self._with_nonce = with_nonce
        self.cost = Label("", "strong", wrap=True)
        self.note = Label("", "small", wrap=True)
        self.warning = Label("", "warning", wrap=True)
        lines = column(self, spacing=GRID)
        lines.addLayout(row(*self._levels.values(), self.own, 1))
        lines.addWidget(self._panel)
        for label in (self.cost, self.note, self.warning):
            lines.addWidget(label)
        self._levels[FeeLevel.NORMAL].setChecked(True)
        self.setFocusProxy(self._levels[FeeLevel.NORMAL])
        self._group.buttonToggled.connect(lambda _button, on: self._chosen() if on else None)
        self.setEnabled(False)
        self._panel.hide()

    def show_offer(self, offer: FeeOffer) -> None:
        """Put in what there is to choose from; a choice that was made stays."""
        self._offer = offer
        self.setEnabled(True)
        if not self.most.text():
            self._fill_in(offer.fee(FeeLevel.NORMAL))
        self._show()

    def choice(self) -> FeeChoice | None:
        """What is chosen; None while it cannot be sent."""
        offer, choice = self._offer, self._read()
        if offer is None or choice is None or any(f.blocks for f in check_fee(offer, choice)):
            return None
        return choice

    def fee(self) -> CustomFee | None:
        """The numbers of the choice; None while it cannot be sent."""
        choice = self.choice()
        return None if choice is None or self._offer is None else self._offer.fee(choice)

    def nonce(self) -> int | None:
        """The number that the person wrote; None leaves it to the app."""
        if not self._with_nonce or not self.own.isChecked():
            return None
        number = _nonce(self.number.text())
        return None if self._offer is None or number == self._offer.next_nonce else number

    @property
    def is_ready(self) -> bool:
        """Whether what is chosen can be sent."""
        offer = self._offer
        if offer is None or self.choice() is None:
            return False
        if self._with_nonce and self.own.isChecked() and _nonce(self.number.text()) is None:
            return False
        return not any(f.blocks for f in check_nonce(offer, self.nonce()))

    def most_wei(self) -> int | None:
        """The most that the fee can be."""
        choice = self.choice()
        return None if self._offer is None or choice is None else self._offer.most_wei(choice)

    def _chip(self, text: str, name: str) -> Button:
        button = Button(text, "chip", name=name)
        button.setCheckable(True)
        self._group.addButton(button)
        return button

    def _own_panel(self, *, with_nonce: bool) -> QWidget:
        panel = QWidget()
        grid = QGridLayout(panel)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GRID)
        fields = ((self.most, tr("gwei")), (self.tip, tr("gwei")), (self.number, ""))
        for at, (field, unit) in enumerate(fields if with_nonce else fields[:2]):
            grid.addWidget(Label(field.accessibleName(), "small"), 0, 2 * at)
            grid.addWidget(field, 1, 2 * at)
            grid.addWidget(Label(unit, "muted"), 1, 2 * at + 1)
            field.textEdited.connect(self._chosen)
        grid.setColumnStretch(6, 1)
        return panel

    def _fill_in(self, fee: CustomFee) -> None:
        self.most.setText(format_amount(fee.max_fee_wei, _GWEI_DECIMALS))
        self.tip.setText(format_amount(fee.max_priority_fee_wei, _GWEI_DECIMALS))
        if self._offer is not None:
            self.number.setText(str(self._offer.next_nonce))

    def _chosen(self) -> None:
        self._show()
        self.changed.emit()

    def _read(self) -> FeeChoice | None:
        level = next((level for level, chip in self._levels.items() if chip.isChecked()), None)
        if level is not None:
            return level
        try:
            most, tip = (parse_amount(edit.text(), _GWEI_DECIMALS) for edit in (self.most, self.tip))
        except InvalidAmount:
            return None
        return CustomFee(most, tip)

    def _show(self) -> None:
        offer, choice = self._offer, self._read()
        if offer is None:
            return
        self._panel.setVisible(self.own.isChecked())
        if isinstance(choice, FeeLevel):
            self._fill_in(offer.fee(choice))
        self.cost.setText("" if choice is None else _cost(offer, choice))
        self.note.setText(_followed(offer, choice))
        self.note.setVisible(bool(self.note.text()))
        found = self._findings(offer, choice)
        self.warning.setText("\n".join(_said(offer, finding) for finding in found) or self._unread(choice))
        self.warning.setVisible(bool(self.warning.text()))
        self.warning.set_role("danger" if not self.is_ready else "warning")
        for edit, is_wrong in ((self.most, choice is None), (self.tip, choice is None)):
            edit.setProperty("wrong", is_wrong)
            restyle(edit)

    def _findings(self, offer: FeeOffer, choice: FeeChoice | None) -> tuple[FeeFinding, ...]:
        if choice is None:
            return ()
        return (*check_fee(offer, choice), *check_nonce(offer, self.nonce()))

    def _unread(self, choice: FeeChoice | None) -> str:
        is_number = not self._with_nonce or _nonce(self.number.text()) is not None
        return "" if choice is not None and is_number else tr(_NUMBERS_ONLY)


def _followed(offer: FeeOffer, choice: FeeChoice | None) -> str:
    """Where the numbers of a level come from; those of one's own come from nowhere."""
    if not isinstance(choice, FeeLevel):
        return ""
    quote, fee = offer.levels[choice], offer.fee(choice)
    if (quote.max_fee_wei, quote.priority_fee_wei) != (fee.max_fee_wei, fee.max_priority_fee_wei):
        return tr(_RAISED)
    return tr(_LEVELS[choice][1])


def _cost(offer: FeeOffer, choice: FeeChoice) -> str:
    return tr(
        "About {likely}, at most {most}",
        likely=amount(offer.likely_wei(choice), 8),
        most=amount(offer.most_wei(choice), 8),
    )


def _said(offer: FeeOffer, finding: FeeFinding) -> str:
    least = offer.least or CustomFee(0, 0)
    return tr(
        _FINDINGS[finding],
        most=_gwei_up(least.max_fee_wei),
        tip=_gwei_up(least.max_priority_fee_wei),
        base=format_amount(offer.base_fee_wei, _GWEI_DECIMALS, places=3),
        mined=offer.mined_nonce,
        next=offer.next_nonce,
    )


def _gwei_up(wei: int) -> str:
    """Rounded up: whoever types what is shown types enough."""
    return format_amount(-(-wei // 10**6) * 10**6, _GWEI_DECIMALS)


def _nonce(text: str) -> int | None:
    digits = text.strip()
    if not digits.isascii() or not digits.isdecimal() or len(digits) > 20:
        return None
    return int(digits) if int(digits) <= _MOST_NONCE else None


def _number(label: str, name: str) -> QLineEdit:
    edit = QLineEdit()
    edit.setObjectName(name)
    edit.setAccessibleName(label)
    edit.setMaximumWidth(16 * GRID)
    return edit
