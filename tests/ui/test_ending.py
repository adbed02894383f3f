"""Signals that ask the app to end, in a process of its own: they close it in order, and nobody sees a traceback."""

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


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda number: number.name)
def test_a_signal_closes_the_window_in_order(number: signal.Signals) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(int(number))],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert (done.returncode, done.stdout.strip()) == (0, "closed in order 0"), done.stderr
    assert "Traceback" not in done.stderr
