"""The wallet locks itself when nobody touches the window, and not while somebody does."""

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.idle import IdleWatch

FIVE_MINUTES_MS = 300_000


def test_a_key_in_the_focused_window_starts_the_time_over(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    watch = IdleWatch(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWindow() is not None)
    watch.set_minutes(5)
    watch._timer.setTimerType(Qt.TimerType.PreciseTimer)
    qtbot.waitUntil(lambda: watch._timer.remainingTime() < FIVE_MINUTES_MS - 50)
    before = watch._timer.remainingTime()

    handle = window.windowHandle()
    QApplication.sendEvent(
        handle, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier)
    )

    assert watch._timer.isActive()
    assert watch._timer.remainingTime() > before
    watch.stop()


def test_it_fires_after_its_span_and_not_when_it_is_off(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    watch = IdleWatch(window)
    spy = QSignalSpy(watch.became_idle)

    watch.set_minutes(0)
    assert not watch._timer.isActive()
    watch.set_minutes(5)
    with qtbot.waitSignal(watch.became_idle):
        watch._timer.start(1)

    assert spy.count() == 1
    watch.stop()


def test_a_click_reaches_it_through_the_window(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    watch = IdleWatch(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWindow() is not None)
    watch.set_minutes(5)
    watch._timer.setTimerType(Qt.TimerType.PreciseTimer)
    qtbot.waitUntil(lambda: watch._timer.remainingTime() < FIVE_MINUTES_MS - 50)
    before = watch._timer.remainingTime()

    QTest.mouseClick(
        window.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(5, 5)
    )

    assert watch._timer.remainingTime() > before
    watch.stop()
