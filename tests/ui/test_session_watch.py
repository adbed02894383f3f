"""The wallet is locked with the screen and before sleep: on a real D-Bus, with programs that speak as the real ones do."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtDBus import QDBusConnection
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from desktop.ui import session_watch
from desktop.ui.screen_state import asleep_s, is_screen_locked
from desktop.ui.session_watch import SessionWatch

needs_bus = pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="needs dbus-daemon")

# A logind that gives a delay lock, says when it is given back, and speaks when it is told to on its input.
LOGIN = """
import os, select, socket, sys
from jeepney import DBusAddress, HeaderFields, MatchRule, MessageType, new_method_return, new_signal
from jeepney.io.blocking import open_dbus_connection
from jeepney.bus_messages import message_bus

bus = open_dbus_connection(sys.argv[1], enable_fds=True)
bus.send_and_get_reply(message_bus.RequestName("org.freedesktop.login1"))
manager = DBusAddress("/org/freedesktop/login1", interface="org.freedesktop.login1.Manager")
ours = None
print("ready", flush=True)
while True:
    ready, _, _ = select.select([0, bus.sock, *([ours] if ours else [])], [], [])
    if ours in ready and not ours.recv(1):
        print("released", flush=True)
        ours = None
    if 0 in ready:
        words = os.read(0, 500).decode().splitlines()
        if not words:
            break
        for word in words:
            if word in {"sleep", "wake"}:
                bus.send(new_signal(manager, "PrepareForSleep", "b", (word == "sleep",)))
            else:
                session = DBusAddress(word, interface="org.freedesktop.login1.Session")
                bus.send(new_signal(session, "Lock"))
    if bus.sock in ready:
        message = bus.receive()
        if message.header.message_type is MessageType.method_call:
            print("inhibit", *message.body, flush=True)
            ours, theirs = socket.socketpair()
            bus.send(new_method_return(message, "h", (theirs,)))
            theirs.close()
"""


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[QDBusConnection]:
    """A message bus of its own."""
    address = f"unix:path={tmp_path / 'bus'}"
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", f"--address={address}", "--print-address=1"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert daemon.stdout is not None
    os.environ["LICET_TEST_BUS"] = daemon.stdout.readline().strip()
    connection = QDBusConnection.connectToBus(os.environ["LICET_TEST_BUS"], str(tmp_path))
    assert connection.isConnected()
    yield connection
    QDBusConnection.disconnectFromBus(str(tmp_path))
    del os.environ["LICET_TEST_BUS"]
    daemon.terminate()
    daemon.wait()
    daemon.stdout.close()


@pytest.fixture
def watch(qtbot: QtBot) -> Iterator[SessionWatch]:
    parent = QObject()
    made = SessionWatch(parent)
    yield made
    made.stop()
    parent.deleteLater()


def tell(path: str, signal: str, value: str = "") -> None:
    arguments = ["dbus-send", f"--bus={os.environ['LICET_TEST_BUS']}", "--type=signal", path, signal]
    subprocess.run([*arguments, *([value] if value else [])], check=True)


@needs_bus
@pytest.mark.parametrize("saver", ["org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver"])
def test_a_screen_saver_that_begins_locks_and_one_that_ends_does_not(
    qtbot: QtBot, bus: QDBusConnection, watch: SessionWatch, saver: str
) -> None:
    spy = QSignalSpy(watch.screen_locked)
    watch.listen_to_savers(bus)

    tell("/ScreenSaver", f"{saver}.ActiveChanged", "boolean:false")
    tell("/ScreenSaver", f"{saver}.ActiveChanged", "boolean:true")
    qtbot.waitUntil(lambda: spy.count() == 1)

    assert spy.count() == 1


@needs_bus
def test_sleep_waits_until_the_wallet_is_locked_and_each_sleep_anew(
    qtbot: QtBot, bus: QDBusConnection, watch: SessionWatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_SESSION_ID", "42")
    login = subprocess.Popen(
        [sys.executable, "-c", LOGIN, os.environ["LICET_TEST_BUS"]],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert login.stdin is not None
    assert login.stdout is not None
    try:
        assert login.stdout.readline() == "ready\n"
        sleeping, locked = QSignalSpy(watch.sleeping), QSignalSpy(watch.screen_locked)
        watch.listen_to_login(bus)
        qtbot.waitUntil(lambda: watch._delay is not None)
        assert login.stdout.readline() == "inhibit sleep Licet Locks the wallet first delay\n"

        login.stdin.write("sleep\n")
        login.stdin.flush()
        qtbot.waitUntil(lambda: sleeping.count() == 1)
        watch.sleep_now()
        assert login.stdout.readline() == "released\n"

        login.stdin.write("wake\n")
        login.stdin.flush()
        qtbot.waitUntil(lambda: watch._delay is not None)

        for session in ("_3xx", "_342"):  # of somebody else, then ours
            login.stdin.write(f"/org/freedesktop/login1/session/{session}\n")
            login.stdin.flush()
        qtbot.waitUntil(lambda: locked.count() == 1)
        assert (sleeping.count(), locked.count()) == (1, 1)
    finally:
        login.kill()
        login.wait()
        login.stdin.close()
        login.stdout.close()


def test_a_window_whose_services_were_changed_listens_once(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(session_watch, "_bus", lambda variable, *_rest: asked.append(variable))
    parent = QObject()
    watch = SessionWatch(parent)

    watch.start()
    watch.start()
    watch.stop()

    assert sorted(asked) == ["DBUS_SESSION_BUS_ADDRESS", "DBUS_SYSTEM_BUS_ADDRESS"]


def test_sleep_that_nobody_announced_is_noticed_on_waking(qtbot: QtBot) -> None:
    slept = [100.0]
    parent = QObject()
    watch = SessionWatch(parent, asleep=lambda: slept[0], is_locked=lambda: False)
    spy = QSignalSpy(watch.sleeping)

    watch.look()
    slept[0] += 600
    watch.look()
    watch.look()

    assert spy.count() == 1


def test_a_locked_screen_is_told_once_until_it_is_opened(qtbot: QtBot) -> None:
    is_locked = [True]
    parent = QObject()
    watch = SessionWatch(parent, asleep=lambda: 0.0, is_locked=lambda: is_locked[0])
    spy = QSignalSpy(watch.screen_locked)

    watch.look()
    watch.look()
    is_locked[0] = False
    watch.look()
    is_locked[0] = True
    watch.look()

    assert spy.count() == 2


@pytest.mark.parametrize(("name", "path"), [("", ""), ("42", "_342"), ("c1", "c1"), ("a-b", "a_2db")])
def test_the_session_is_named_as_logind_names_it(
    monkeypatch: pytest.MonkeyPatch, name: str, path: str
) -> None:
    monkeypatch.setenv("XDG_SESSION_ID", name)

    assert session_watch._session_path() == ("/org/freedesktop/login1/session/" + path if path else "")


def test_without_a_bus_nothing_is_started_to_make_one(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DBUS_SYSTEM_BUS_ADDRESS", "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR"):
        monkeypatch.delenv(name, raising=False)

    assert session_watch._bus("DBUS_SESSION_BUS_ADDRESS", Path("/nonexistent"), "session") is None


def test_this_computer_says_that_it_is_awake() -> None:
    assert asleep_s() > -1
    assert not is_screen_locked()
