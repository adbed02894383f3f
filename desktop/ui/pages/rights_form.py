"""What a licence grants, as a seller sets it: how long, to whom, and what later versions cost."""

import re
from datetime import UTC, date, datetime, timedelta

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.core.errors import InvalidAddress, InvalidAmount
from desktop.core.identity import ZERO_ADDRESS, Address
from desktop.core.licences import InvalidRights, Rights
from desktop.core.money import COIN, format_amount, parse_amount
from desktop.text import tr
from desktop.ui.licence_words import RIGHTS_FAULTS, percent
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, CheckBox, Choice, Label, column, restyle, row
from desktop.ui.widgets.states import Banner

_DAY_S = 86_400
_PERCENT = re.compile(r"([0-9]{1,3})(?:\.([0-9]{0,2}))?")
_DEFAULT_DAYS = 30
_DEFAULT_YEARS = 5


class RightsForm(QWidget):
    """Folded away, because the defaults are what most sellers want: perpetual, can be passed on, no royalty."""

    def __init__(self) -> None:
        super().__init__()
        self._fixed: Rights | None = None
        self.toggle = Button(
            tr("Terms of the licence"),
            "ghost",
            icon="chevron-right",
            name="rights-toggle",
            clicked=self._fold,
        )
        self.kind = Choice(tr("How long the licence lasts"), "rights-kind")
        self.kind.addItem(tr("Without end"))
        self.kind.addItem(tr("For a time"))
        self.days = _field(tr("Days"), "rights-days")
        self.days.setText(str(_DEFAULT_DAYS))
        self.until = _field(tr("Renewable until"), "rights-until")
        self.until.setPlaceholderText("2030-12-31")
        self.until.setText(str(_in_years(_DEFAULT_YEARS)))
        self.passing = Choice(tr("Whether it can be passed on"), "rights-passing")
        self.passing.addItem(tr("Can be passed on"))
        self.passing.addItem(tr("Bound to the buyer"))
        self.royalty = _field(tr("Royalty, in per cent"), "rights-royalty")
        self.royalty.setText("0")
        self.royalty_to = _field(tr("Who gets the royalty"), "rights-royalty-to")
        self.royalty_to.setPlaceholderText(tr("0x…, or empty for you"))
        self.key_fee = _field(tr("{what} in {unit}", what=tr("Key fee"), unit=COIN.unit), "rights-key-fee")
        self.answers = CheckBox(tr("Answer holders who ask for the key of a later version"))
        self.answers.setObjectName("rights-answers")
        self.answers.setChecked(True)
        self.fault = Banner("danger")
        self.fault.hide()
        lines = column(self, spacing=2 * GRID)
        lines.addLayout(row(self.toggle, 1))
        self.inner = QWidget()
        self._lay_out()
        lines.addWidget(self.inner)
        self.inner.hide()
        self.kind.currentIndexChanged.connect(lambda _index: self._adapt())
        self.passing.currentIndexChanged.connect(lambda _index: self._adapt())
        self.answers.toggled.connect(lambda _on: self._adapt())
        self._adapt()

    def _lay_out(self) -> None:
        lines = column(self.inner, spacing=2 * GRID)
        self.timed = QWidget()
        self.timed.setLayout(
            row(
                _block(tr("Days"), self.days, tr("paid again for each renewal")),
                _block(tr("Renewable until"), self.until, tr("nobody can renew beyond this day")),
                spacing=2 * GRID,
            )
        )
        lasting = row(_block(tr("How long it lasts"), self.kind, ""), self.timed, spacing=2 * GRID)
        lasting.setStretch(0, 1)
        lasting.setStretch(1, 2)
        lines.addLayout(lasting)
        self.resale = QWidget()
        resale = row(
            _block(
                tr("Royalty, in per cent"), self.royalty, tr("of a resale; a wish that markets may honour")
            ),
            _block(tr("Who gets the royalty"), self.royalty_to, tr("fixed for all later versions")),
            spacing=2 * GRID,
        )
        self.resale.setLayout(resale)
        passing = row(_block(tr("Passing on"), self.passing, ""), self.resale, spacing=2 * GRID)
        passing.setStretch(0, 1)
        passing.setStretch(1, 2)
        lines.addLayout(passing)
        lines.addWidget(self.answers)
        self.fee = QWidget()
        note = tr(
            "paid straight to you, for each key; below the fee of an answer your program does not answer"
        )
        self.fee.setLayout(row(_block(tr("Key fee"), self.key_fee, note), spacing=2 * GRID))
        lines.addWidget(self.fee)
        lines.addWidget(self.fault)

    def suggest_key_fee(self, wei: int) -> None:
        """What covers an answer; a fee that the person wrote stays."""
        if not self.key_fee.isModified():
            self.key_fee.setText(format_amount(wei))

    def revise(self, rights: Rights) -> None:
        """Begin with what an earlier version granted; its royalty cannot change."""
        self._fixed = rights
        self.kind.setCurrentIndex(1 if rights.period_s else 0)
        if rights.period_s:
            self.days.setText(str(max(1, rights.period_s // _DAY_S)))
        if rights.renew_until:
            self.until.setText(str(datetime.fromtimestamp(rights.renew_until, UTC).date()))
        self.passing.setCurrentIndex(1 if rights.is_bound else 0)
        self.royalty.setText(percent(rights.royalty_bps).removesuffix(" %"))
        self.royalty_to.setText("" if rights.royalty_to.is_zero else str(rights.royalty_to))
        self.answers.setChecked(rights.key_fee > 0)
        if rights.key_fee:
            self.key_fee.setText(format_amount(rights.key_fee))
            self.key_fee.setModified(True)
        self._adapt()

    def read(self, seller: Address, now: int, *, is_free: bool) -> Rights | None:
        """The rights as they are set; None if they do not go together, which is then said."""
        self.fault.hide()
        try:
            rights = Rights() if is_free else self._read(seller)
            rights.check(now, is_free=is_free)
        except InvalidRights as error:
            self._say(tr(RIGHTS_FAULTS.get(error.reason, error.reason)))
        except InvalidAddress:
            _mark(self.royalty_to, wrong=True)
            self._say(tr("Who gets the royalty is no address."))
        except InvalidAmount:
            _mark(self.key_fee, wrong=True)
            self._say(tr("The key fee is no amount."))
        else:
            return rights
        return None

    def reset(self) -> None:
        """As for a first version."""
        self._fixed = None
        self.fault.hide()
        self.kind.setCurrentIndex(0)
        self.passing.setCurrentIndex(0)
        self.royalty.setText("0")
        self.royalty_to.clear()
        self.key_fee.clear()
        self.key_fee.setModified(False)
        self.answers.setChecked(True)
        if self.inner.isVisibleTo(self):
            self._fold()

    def open(self) -> None:
        """Show the fields."""
        if not self.inner.isVisibleTo(self):
            self._fold()

    def _read(self, seller: Address) -> Rights:
        for edit in (self.royalty_to, self.key_fee):
            _mark(edit, wrong=False)
        is_bound = self.passing.currentIndex() == 1
        royalty = 0 if is_bound else _basis_points(self.royalty.text())
        text = self.royalty_to.text().strip()
        receiver = Address.parse(text) if text else seller
        is_timed = self.kind.currentIndex() == 1
        return Rights(
            period_s=_days(self.days.text()) * _DAY_S if is_timed else 0,
            renew_until=_end_of_day(self.until.text()) if is_timed else 0,
            is_bound=is_bound,
            royalty_to=receiver if royalty else ZERO_ADDRESS,
            royalty_bps=royalty,
            key_fee=self._fee() if self.answers.isChecked() else 0,
        )

    def _fee(self) -> int:
        text = self.key_fee.text().removesuffix(COIN.unit).strip()
        return parse_amount(text) if text else 0

    def _adapt(self) -> None:
        self.timed.setVisible(self.kind.currentIndex() == 1)
        self.resale.setVisible(self.passing.currentIndex() == 0)
        self.fee.setVisible(self.answers.isChecked())
        for edit in (self.royalty, self.royalty_to):
            edit.setEnabled(self._fixed is None)

    def _fold(self) -> None:
        is_open = not self.inner.isVisibleTo(self)
        self.inner.setVisible(is_open)
        self.toggle.set_icon("chevron-down" if is_open else "chevron-right")

    def _say(self, sentence: str) -> None:
        self.open()
        self.fault.say("danger", "", sentence)
        self.fault.show()


def _days(text: str) -> int:
    number = text.strip()
    if not number.isdecimal() or not 0 < len(number) <= 5 or int(number) == 0:
        raise InvalidRights("period")
    return int(number)


def _basis_points(text: str) -> int:
    """Per cent with at most two decimals, with a point or a comma."""
    found = _PERCENT.fullmatch(text.strip().removesuffix("%").strip().replace(",", "."))
    if found is None:
        raise InvalidRights("royalty")
    return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))


def _end_of_day(text: str) -> int:
    """The last second of a day, in UTC: the same for every buyer."""
    try:
        day = datetime.strptime(text.strip(), "%Y-%m-%d").replace(tzinfo=UTC)
        return int((day + timedelta(days=1)).timestamp()) - 1
    except (ValueError, OverflowError) as error:
        raise InvalidRights("renew-until") from error


def _in_years(years: int) -> date:
    return datetime.now(UTC).date() + timedelta(days=365 * years)


def _field(label: str, name: str) -> QLineEdit:
    edit = QLineEdit()
    edit.setObjectName(name)
    edit.setAccessibleName(label)
    return edit


def _block(name: str, edit: QWidget, note: str) -> QWidget:
    holder = QWidget()
    lines = column(holder, spacing=4)
    lines.addWidget(Label(name, "strong"))
    lines.addWidget(edit)
    lines.addWidget(Label(note, "small", wrap=True))
    lines.addStretch(1)
    return holder


def _mark(edit: QLineEdit, *, wrong: bool) -> None:
    edit.setProperty("wrong", wrong)
    restyle(edit)
