"""Notices that the computer goes to sleep or its screen is locked, so that the wallet is locked with it.

Linux: logind's ``PrepareForSleep`` and ``Lock`` on the system bus (org.freedesktop.login1(5)), and the screen savers'
``ActiveChanged`` on the session bus. Everywhere: a look every few seconds at whether the computer slept meanwhile, and, on
Windows and macOS, at whether the screen is locked now (``desktop.ui.screen_state``).
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import SLOT, QObject, QTimer, Signal, Slot

from desktop.ui.screen_state import asleep_s, is_screen_locked

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection, QDBusPendingCallWatcher

_LOGIN = "org.freedesktop.login1"
_SAVERS: Final = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)
_LOOK_MS: Final = 3000
_SLEPT_S: Final = 2.0


def _slot(name: str) -> Any:
    """A slot as QtDBus takes it, by its signature: as text, whatever PySide's own types say."""
    return SLOT(name)


class SessionWatch(QObject):
    """Emits ``sleeping`` and ``screen_locked``.

    The first comes before the computer sleeps where that is announced, and the system then waits for ``sleep_now`` (a
    delay lock of logind, for five seconds at most); elsewhere as soon as it is awake again.
    """

    sleeping = Signal()
    screen_locked = Signal()

    def __init__(
        self,
        parent: QObject,
        *,
        asleep: Callable[[], float] = asleep_s,
        is_locked: Callable[[], bool] = is_screen_locked,
    ) -> None:
        super().__init__(parent)
        self._asleep, self._is_locked = asleep, is_locked
        self._slept, self._was_locked = asleep(), False
        self._delay: Any = None
        self._asking: QDBusPendingCallWatcher | None = None
        self._login: QDBusConnection | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Listen where there is a bus; looking goes on anywhere. Safe to call again."""
        if self._timer.isActive():
            return
        self._timer.start()
        if (
            bus := _bus("DBUS_SYSTEM_BUS_ADDRESS", Path("/run/dbus/system_bus_socket"), "system")
        ) is not None:
            self.listen_to_login(bus)
        runtime = Path(os.environ.get("XDG_RUNTIME_DIR") or "/nonexistent")
        if (bus := _bus("DBUS_SESSION_BUS_ADDRESS", runtime / "bus", "session")) is not None:
            self.listen_to_savers(bus)

    def listen_to_login(self, bus: "QDBusConnection") -> None:
        """The system bus: sleep, and the order to lock this session."""
        self._login = bus
        bus.connect(
            _LOGIN,
            "/org/freedesktop/login1",
            f"{_LOGIN}.Manager",
            "PrepareForSleep",
            self,
            _slot("_prepare(bool)"),
        )
        bus.connect(_LOGIN, _session_path(), f"{_LOGIN}.Session", "Lock", self, _slot("_told_to_lock()"))
        self._take_delay()

    def listen_to_savers(self, bus: "QDBusConnection") -> None:
        """The session bus: whichever screen saver the desktop has."""
        for saver in _SAVERS:
            bus.connect("", "", saver, "ActiveChanged", self, _slot("_saver(bool)"))

    def sleep_now(self) -> None:
        """The wallet is locked: the computer need not wait any longer."""
        self._delay = None

    def stop(self) -> None:
        """Watch no longer."""
        self._timer.stop()
        self._asking = self._delay = self._login = None

    def look(self) -> None:
        """Whether it slept since the last look, and whether the screen is locked now."""
        slept, is_locked = self._asleep(), self._is_locked()
        if slept - self._slept > _SLEPT_S:
            self.sleeping.emit()
        if is_locked and not self._was_locked:
            self.screen_locked.emit()
        self._slept, self._was_locked = slept, is_locked

    @Slot(bool)
    def _prepare(self, begins: bool) -> None:
        if begins:
            self.sleeping.emit()
        else:
            self._take_delay()

    @Slot()
    def _told_to_lock(self) -> None:
        self.screen_locked.emit()

    @Slot(bool)
    def _saver(self, is_active: bool) -> None:
        if is_active:
            self.screen_locked.emit()

    def _take_delay(self) -> None:
        """Ask that sleep waits for us; a descriptor that is held until ``sleep_now``."""
        from PySide6.QtDBus import QDBusMessage, QDBusPendingCallWatcher

        if self._login is None:
            return
        asked = QDBusMessage.createMethodCall(
            _LOGIN, "/org/freedesktop/login1", f"{_LOGIN}.Manager", "Inhibit"
        )
        asked.setArguments(["sleep", "Licet", "Locks the wallet first", "delay"])
        self._asking = QDBusPendingCallWatcher(self._login.asyncCall(asked), self)
        self._asking.finished.connect(self._got_delay)

    def _got_delay(self, watcher: "QDBusPendingCallWatcher") -> None:
        """Without one, the computer may sleep before the wallet is locked; then it is locked on waking."""
        answer = watcher.reply().arguments() if not watcher.isError() else []
        self._delay = answer[0] if answer else None
        watcher.deleteLater()


def _bus(variable: str, socket: Path, name: str) -> "QDBusConnection | None":
    """A bus that is there; looking for one where there is none would start another program."""
    if not os.environ.get(variable) and not socket.exists():
        return None
    from PySide6.QtDBus import QDBusConnection

    bus = QDBusConnection.systemBus() if name == "system" else QDBusConnection.sessionBus()
    return bus if bus.isConnected() else None


def _session_path() -> str:
    """This login's object; empty, which stands for any, where the environment does not name it."""
    name = os.environ.get("XDG_SESSION_ID", "")
    if not name:
        return ""
    # As systemd writes names in paths (bus_label_escape): a digit at the beginning and everything odd by its code.
    letters = [
        letter
        if letter.isascii() and (letter.isalpha() or (letter.isdigit() and place))
        else f"_{ord(letter):02x}"
        for place, letter in enumerate(name)
    ]
    return "/org/freedesktop/login1/session/" + "".join(letters)
