"""What is unusual, in words: the alerts of the rules as banners, and the word of the person where one is wanted."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.core.warnings import Alert, Severity
from desktop.text import tr
from desktop.text.warnings import alert_text
from desktop.ui.widgets.basic import CheckBox, clear, column, plain_tip
from desktop.ui.widgets.states import Banner

TONES = {Severity.NOTE: "info", Severity.CAUTION: "warning", Severity.DANGER: "danger"}


class AlertList(QWidget):
    """Each alert as a banner; under them a box to tick if one of them can lose everything."""

    changed = Signal()

    def __init__(self, alerts: Iterable[Alert] = (), *, asks: bool = False) -> None:
        super().__init__()
        self.setObjectName("alerts")
        self._asks = asks
        self.shown: tuple[Alert, ...] = ()
        self._banners = column(spacing=8)
        self.meant = CheckBox(tr("I have read this, and it is what I want."))
        self.meant.setObjectName("alerts-meant")
        self.meant.toggled.connect(lambda _on: self.changed.emit())
        lines = column(self, spacing=8)
        lines.addLayout(self._banners)
        lines.addWidget(self.meant)
        self.show_alerts(alerts)

    def show_alerts(self, alerts: Iterable[Alert]) -> None:
        """Put others in; what was agreed to before counts only if just that is to be agreed to again."""
        agreed, self.shown = self._grave() if self.meant.isChecked() else (), tuple(alerts)
        clear(self._banners)
        for found in self.shown:
            banner = Banner(TONES[found.severity], "", alert_text(found))
            banner.setToolTip(plain_tip(tr("Rule {rule}", rule=found.rule)))
            self._banners.addWidget(banner)
        self.meant.setChecked(bool(agreed) and agreed == self._grave())
        self.meant.setVisible(self._asks and bool(self._grave()))
        self.setVisible(bool(self.shown))

    @property
    def is_agreed(self) -> bool:
        """Whether nothing is left for the person to say."""
        return self.meant.isChecked() or not self._grave()

    def _grave(self) -> tuple[Alert, ...]:
        return tuple(found for found in self.shown if found.needs_consent)
