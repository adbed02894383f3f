"""The strip over every page that tells of deadlines, and the desktop's own notification where there is one."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QSystemTrayIcon, QVBoxLayout, QWidget

from desktop.core.deadlines import Alarm, AlarmKind
from desktop.services.deadlines import AlarmView
from desktop.text import tr, trn
from desktop.ui.order_words import ALARM_TONES, alarm_words
from desktop.ui.page import Route
from desktop.ui.tokens import GRID
from desktop.ui.widgets.basic import Button, clear, column, row
from desktop.ui.widgets.states import Banner

_SHOWN_MS = 15_000
_SELLERS = frozenset({AlarmKind.DELIVER, AlarmKind.MISSED})


def route_of(alarm: Alarm) -> Route:
    """Where something can be done about an alarm."""
    return Route("sell") if alarm.kind in _SELLERS else Route("order", alarm.subject)


class AlarmBar(QWidget):
    """The most pressing alarm with one button to its order; the others open on demand."""

    def __init__(self, navigate: Callable[[Route], None], put_away: Callable[[Alarm], None]) -> None:
        super().__init__()
        self.setObjectName("alarm-bar")
        self._navigate, self._put_away = navigate, put_away
        self._view: AlarmView | None = None
        self._is_open = False
        self._texts: list[tuple[Alarm, tuple[str, str]]] = []
        self.more = Button("", "link", name="alarm-more", clicked=self._toggle)
        outer = column(self, spacing=GRID)
        outer.setContentsMargins(4 * GRID, 2 * GRID, 4 * GRID, 0)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(GRID)
        outer.addLayout(self._lines)
        outer.addLayout(row(self.more, 1))
        self.hide()

    @property
    def alarms(self) -> tuple[Alarm, ...]:
        """What is told now, whether opened or not."""
        return self._view.alarms if self._view is not None else ()

    def show_view(self, view: AlarmView) -> None:
        """Show these alarms; the same ones are only given their new remaining time."""
        self._view = view
        self._is_open = self._is_open and len(view.alarms) > 1
        self._build(view)
        self.setVisible(bool(view.alarms))

    def _build(self, view: AlarmView) -> None:
        shown = view.alarms if self._is_open else view.alarms[:1]
        texts = [
            (alarm, alarm_words(alarm, view.moment.time, is_counted=view.moment.is_counted))
            for alarm in shown
        ]
        if texts != self._texts:  # a strip that is built anew each few seconds would lose the keyboard
            self._texts = texts
            clear(self._lines)
            for alarm, words in texts:
                self._lines.addWidget(self._banner(alarm, *words))
        others = len(view.alarms) - 1
        self.more.setVisible(others > 0)
        if others > 0:
            self.more.set_text(
                tr("Show the most pressing one only")
                if self._is_open
                else trn("{n} more deadline", "{n} more deadlines", others)
            )

    def _banner(self, alarm: Alarm, title: str, body: str) -> Banner:
        action = tr("Open my sales") if alarm.kind in _SELLERS else tr("Open the order")
        banner = Banner(ALARM_TONES[alarm.level], title, body, action=action)
        banner.button.setObjectName("alarm-open")
        banner.button.clicked.connect(lambda _=False: self._navigate(route_of(alarm)))
        later = Button(
            "", "icon", icon="x", name="alarm-away", tip=tr("Put away until it presses more"),
            clicked=lambda: self._put_away(alarm),
        )  # fmt: skip
        if (line := banner.layout()) is not None:
            line.addWidget(later)
        return banner

    def _toggle(self) -> None:
        self._is_open = not self._is_open
        if self._view is not None:
            self._build(self._view)


class DesktopNotes(QObject):
    """Tells alarms through the system's tray, where there is one; made only when there is something to tell."""

    def __init__(self, navigate: Callable[[Route], None], parent: QObject) -> None:
        super().__init__(parent)
        self._navigate = navigate
        self._icon: QSystemTrayIcon | None = None
        self._leads_to: Route | None = None
        self._away = QTimer(self)
        self._away.setSingleShot(True)
        self._away.timeout.connect(self._hide)

    def tell(self, alarms: tuple[Alarm, ...], now: int) -> bool:
        """Tell the most pressing one; returns whether the desktop could be asked to."""
        if not alarms:
            return False
        title, body = alarm_words(alarms[0], now, is_counted=False)
        return self.say(title, body, route_of(alarms[0]), QSystemTrayIcon.MessageIcon.Warning)

    def say(
        self,
        title: str,
        body: str,
        leads_to: Route,
        icon: QSystemTrayIcon.MessageIcon = QSystemTrayIcon.MessageIcon.Information,
    ) -> bool:
        """Say something that leads somewhere; returns whether the desktop could be asked to."""
        if not _has_tray():
            return False
        if self._icon is None:
            self._icon = QSystemTrayIcon(_window_icon(), self)
            self._icon.messageClicked.connect(self._clicked)
        self._leads_to = leads_to
        self._icon.show()
        self._icon.showMessage(title, body, icon, _SHOWN_MS)
        self._away.start(_SHOWN_MS)
        return True

    def _clicked(self) -> None:
        if self._leads_to is not None:
            self._navigate(self._leads_to)

    def _hide(self) -> None:
        if self._icon is not None:
            self._icon.hide()


def _has_tray() -> bool:
    # A tray icon crashes Qt's platforms without a screen.
    if QGuiApplication.platformName() in {"offscreen", "minimal"}:
        return False
    return QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()


def _window_icon() -> QIcon:
    from desktop.ui.theme import Theme

    icon = QGuiApplication.windowIcon()
    return Theme.current().icon("clock", "warning") if icon.isNull() else icon
