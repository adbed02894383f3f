"""How the app ends, in a process of its own: closed in order by a signal too, and the interpreter dies of nothing."""

import os
import signal
import subprocess
import sys

import pytest

# The loop runs when the signal comes: it is sent by the job that opens the services.
PROGRAM = """
import os, signal, sys
from desktop.core.errors import NodeUnreachable
from desktop.ui.app import run_app

def start(publish):
    os.kill(os.getpid(), int(sys.argv[1]))
    raise NodeUnreachable("http://127.0.0.1:9")

before = signal.getsignal(signal.SIGINT)  # ignored, where a shell has put the tests into its background
code = run_app(start)
assert signal.getsignal(signal.SIGINT) is before
print("closed in order", code)
"""

# A widget that has no parent, and whose button holds the last reference to it.
LEFT_BEHIND = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from desktop.core.packages import Axis, InputSpec
from desktop.ui.app import run_app
from desktop.ui.widgets.inputs import TextEditor

def painted():
    TextEditor(InputSpec("ids", "text", "INT64", [Axis("batch")], pair="Text")).show_sample("a", "who?")
    QTimer.singleShot(0, QApplication.quit)

def start(publish):
    raise OSError

print("closed in order", run_app(start, on_first_paint=painted))
"""

# A chart: pyqtgraph keeps its settings in a window of its own that is never shown.
CHART_OPEN = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from desktop.ui.app import run_app
from desktop.ui.widgets.plots import ResidualChart

charts = []

def painted():
    charts.extend(ResidualChart([0.1, -0.2, 0.3]) for _ in range(30))
    QTimer.singleShot(0, QApplication.quit)

def start(publish):
    raise OSError

print("closed in order", run_app(start, on_first_paint=painted))
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda number: number.name)
def test_a_signal_closes_the_window_in_order(number: signal.Signals) -> None:
    done = run(PROGRAM, str(int(number)))

    assert (done.returncode, done.stdout.strip()) == (0, "closed in order 0"), done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("program", [LEFT_BEHIND, CHART_OPEN], ids=["left behind", "chart"])
def test_no_widget_that_still_lives_crashes_the_end(program: str) -> None:
    done = run(program)

    assert (done.returncode, done.stdout.strip()) == (0, "closed in order 0"), done.stderr
    assert "shared QObject" not in done.stderr


def run(program: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", program, *arguments],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
