#!/usr/bin/env python3
"""Sets everything up and starts Licet on the demo network; without a screen, runs the tour and keeps its pictures."""

import os
import subprocess
import sys

import _setup


def work(arguments: list[str]) -> int:
    """Start the app (arguments are passed on), or the tour where there is no screen."""
    _setup.prepare("app")
    environment = _setup.environment()
    if _setup.has_screen():
        command = [str(_setup.PYTHON), "-m", "desktop", "demo", *arguments]
    else:
        print(
            "No screen here, so the tour drives the window instead, for a minute or two: a purchase from creating\n"
            "a wallet to running the model offline, then three sellers who cheat. Its pictures go to build/tour.",
            flush=True,
        )
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        command = [str(_setup.PYTHON), "-m", "desktop", "tour", "--out", "build/tour", *arguments]
    os.chdir(_setup.ROOT)
    if sys.platform != "win32":
        os.execve(command[0], command, environment)  # signals and the exit status are the app's own
    return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    _setup.main(work)
