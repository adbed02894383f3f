"""The seller's choice of a currency: empty for the coin, or the address of a token that is read and tried at once."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.core.errors import AppError, InvalidAddress
from desktop.core.identity import Address
from desktop.core.money import COIN, Currency
from desktop.text import tr
from desktop.text.tokens import TOKEN_WARNINGS
from desktop.ui.jobs import JobRunner
from desktop.ui.pages.token_view import TokenView
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Label, clear, column, restyle
from desktop.ui.widgets.states import Banner

if TYPE_CHECKING:
    from desktop.services.selling import SellingService
    from desktop.services.tokens import TokenReport

_TYPING_MS = 250
_CERTAIN = {"no-code", "unreadable", "refuses-transfer", "takes-part"}


class TokenField(QWidget):
    """``changed`` tells that another currency is chosen, or that none is known yet."""

    changed = Signal()

    def __init__(self, selling: "SellingService", jobs: JobRunner) -> None:
        super().__init__()
        self._selling, self._jobs = selling, jobs
        self._report: TokenReport | None = None
        self._fault: AppError | None = None
        self.address = QLineEdit()
        self.address.setObjectName("sell-token")
        self.address.setAccessibleName(tr("Address of the token that the price is in"))
        self.address.setPlaceholderText(
            tr("0x… the address of an ERC-20 token; empty for a price in {unit}", unit=COIN.unit)
        )
        lines = column(self, spacing=4)
        lines.addWidget(Label(tr("Price in a token"), "strong"))
        lines.addWidget(self.address)
        note = tr("Bond, late fee and network fees are in {unit} whatever the price is in.", unit=COIN.unit)
        lines.addWidget(Label(note, "small", wrap=True))
        self._found = column(spacing=GRID)
        self._found.setContentsMargins(0, GRID // 2, 0, 0)
        lines.addLayout(self._found)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self.look)
        self.address.textEdited.connect(lambda _text: self._edited())

    @property
    def currency(self) -> Currency | None:
        """What the price is counted in; None while it is not known."""
        if not self.address.text().strip():
            return COIN
        return self._report.currency if self._report is not None else None

    def require(self) -> Currency:
        """The currency.

        Raises:
            InvalidAddress: The text is no address, or the token was not read yet.
            InvalidToken: Nobody could pay with it.
        """
        if not self.address.text().strip():
            return COIN
        if self._fault is not None:
            raise self._fault
        if self._report is None:
            raise InvalidAddress(self.address.text())
        return self._report.require_usable()

    def clear(self) -> None:
        """Back to the coin."""
        self.address.clear()
        self._edited()

    def look(self) -> None:
        """Read the token that the address names."""
        self._typing.stop()
        text = self.address.text().strip()
        if not text:
            return
        try:
            token = Address.parse(text)
        except InvalidAddress as error:
            self._failed(error)
            return
        self._jobs.start(
            lambda _job: self._selling.inspect_token(token),
            owner=self,
            done=lambda report: self._show(report) if text == self.address.text().strip() else None,
            failed=self._failed,
        )

    def _edited(self) -> None:
        self._report = self._fault = None
        clear(self._found)
        self._mark(wrong=False)
        self._typing.start()
        self.changed.emit()

    def _show(self, report: "TokenReport") -> None:
        self._report = report
        clear(self._found)
        self._found.addWidget(TokenView(report.currency))
        for warning in report.warnings:
            tone = "danger" if warning in _CERTAIN else "warning"
            self._found.addWidget(Banner(tone, "", tr(TOKEN_WARNINGS.get(warning, warning))))
        self._mark(wrong=not report.is_usable)
        self.changed.emit()

    def _failed(self, error: BaseException) -> None:
        self._fault = error if isinstance(error, AppError) else None
        clear(self._found)
        banner = Banner("danger")
        self._found.addWidget(banner)
        banner.show_error(error)
        self._mark(wrong=True)
        self.changed.emit()

    def _mark(self, *, wrong: bool) -> None:
        self.address.setProperty("wrong", wrong)
        restyle(self.address)
