"""What the contract credited for sales: per currency, over time, and per listing."""

import time
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.core.identity import NATIVE, Address
from desktop.core.income import Income, Period, by_listing, over_time, totals
from desktop.core.money import Currency
from desktop.text import amount, describe, tr, trn
from desktop.ui.theme import Theme
from desktop.ui.tokens import GRID, RADIUS, SMALL_PT
from desktop.ui.widgets.basic import Card, Choice, ElidedLabel, Label, clear, column, plain_tip, row

_MOST_LISTINGS = 8


class IncomeCard(Card):
    """Hidden as long as no sale is final; what could not be read is said, and is not nothing."""

    def __init__(self) -> None:
        super().__init__(spacing=2 * GRID)
        self._incomes: tuple[Income, ...] = ()
        self._names: Mapping[int, str] = {}
        self._units: Mapping[Address, Currency] = {}
        self.currency = Choice(tr("Currency"), "income-currency")
        self.currency.currentIndexChanged.connect(lambda _at: self._draw())
        self.total = Label("", "h2", selectable=True)
        self.note = Label("", "small", wrap=True)
        self.chart = IncomeBars()
        self.listings = column(spacing=4)
        self.column.addLayout(row(Label(tr("Income"), "h3"), 1, self.currency))
        for widget in (self.total, self.note, self.chart):
            self.column.addWidget(widget)
        self.column.addLayout(self.listings)
        self.hide()

    def show_income(
        self, incomes: Sequence[Income], units: Mapping[Address, Currency], names: Mapping[int, str]
    ) -> None:
        """Show these; ``units`` are what they are counted in, ``names`` are the listings'."""
        self._incomes, self._units, self._names = tuple(incomes), units, names
        self.setVisible(bool(incomes))
        kept = self.currency.currentData()
        self.currency.blockSignals(True)
        self.currency.clear()
        for address in sorted(totals(incomes), key=lambda a: (a != NATIVE, a)):
            unit = self._units[address]
            self.currency.addItem(
                tr("Coin") if unit.is_coin else f"{unit.symbol} {address.short}".strip(), address
            )
        self.currency.setCurrentIndex(max(0, self.currency.findData(kept)))
        self.currency.blockSignals(False)
        self.currency.setVisible(self.currency.count() > 1)
        self._draw()

    def show_fault(self, error: BaseException) -> None:
        """What is shown already is from before; without it nothing is known."""
        if not self._incomes:
            self.total.setText(tr("unknown"))
            self.currency.hide()
            self.chart.hide()
            self.show()
        self.note.setText(tr("Not up to date: {reason}", reason=describe(error).title))
        self.note.set_role("warning")

    def _draw(self) -> None:
        currency = self.currency.currentData()
        if not isinstance(currency, Address):
            return
        own, unit = [income for income in self._incomes if income.currency == currency], self._units[currency]
        total = totals(own).get(currency, 0)
        self.total.setText(amount(total, currency=unit))
        self.total.setToolTip(plain_tip(amount(total, None, currency=unit)))
        self.note.setText(trn("from {n} final sale", "from {n} final sales", len(own)))
        self.note.set_role("small")
        self.chart.show_periods(over_time(own, currency, int(time.time())), unit)
        clear(self.listings)
        for listing, earned in by_listing(own, currency)[:_MOST_LISTINGS]:
            name = ElidedLabel(self._names.get(listing, f"#{listing}"))
            line = row(name, Label(amount(earned, currency=unit), "muted"))
            line.setStretch(0, 1)
            self.listings.addLayout(line)


class IncomeBars(QWidget):
    """One bar per day or month, the highest as high as there is room."""

    def __init__(self) -> None:
        super().__init__()
        self._periods: list[Period] = []
        self.setFixedHeight(15 * GRID)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        Theme.current().changed.connect(self.update)

    def show_periods(self, periods: list[Period], unit: Currency) -> None:
        """Show these, oldest first."""
        self._periods = periods
        self.setAccessibleName(tr("Income over time"))
        said = (f"{_name(p)}: {amount(p.amount, currency=unit)}" for p in periods if p.amount)
        self.setAccessibleDescription(", ".join(said))
        self.setVisible(len(periods) > 1)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = Theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(SMALL_PT))
        words = painter.fontMetrics().height()
        floor = self.height() - words - 4
        most = max((period.amount for period in self._periods), default=0) or 1
        step = self.width() / max(len(self._periods), 1)
        width = min(step * 0.7, 6 * GRID)
        painter.setPen(Qt.PenStyle.NoPen)
        for at, period in enumerate(self._periods):
            # whole numbers of any size: only the quotient becomes a float
            height = max(3.0 if period.amount else 1.0, period.amount * 1000 // most / 1000 * (floor - 4))
            painter.setBrush(theme.color("accent" if period.amount else "line"))
            bar = QRectF(at * step + (step - width) / 2, floor - height, width, height)
            painter.drawRoundedRect(bar, min(RADIUS / 2, width / 2), min(RADIUS / 2, height / 2))
        painter.setPen(theme.color("muted"))
        if self._periods:
            line = QRectF(0, floor + 4, self.width(), words)
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft, _name(self._periods[0]))
            painter.drawText(line, Qt.AlignmentFlag.AlignRight, _name(self._periods[-1]))
        painter.end()


def _name(period: Period) -> str:
    return period.start.strftime("%Y-%m" if period.is_month else "%Y-%m-%d")
