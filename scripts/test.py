#!/usr/bin/env python3
"""Sets everything up and passes all tests. Arguments go to pytest; without any, the whole suite runs."""

import os
import signal
import subprocess
import sys

import _setup

_LIMIT_S = 60 * 60
"""Each test has its own limit; this one is for what hangs outside of tests."""


def work(arguments: list[str]) -> int:
    """Run pytest in parallel, modules kept together so that their chains and windows are made once."""
    _setup.prepare("dev")
    _setup.prepare_contracts()
    _setup.prepare_ipfs()
    # One more than there are processors: many tests wait for processes that they killed and started again.
    workers = max(2, min(os.cpu_count() or 2, 8)) + 1
    command = [str(_setup.PYTHON), "-m", "pytest", "-n", str(workers), "--dist", "loadscope"]
    # In the order of the folders: the contracts compile for minutes from nothing, and must not come last.
    command += ["--no-loadscope-reorder"]
    # A worker that crashed ends the run, with its stack: replaced by another, xdist waited for ever (3.8, loadscope).
    command += ["--max-worker-restart=0", *arguments]
    environment = {**_setup.environment(), "QT_QPA_PLATFORM": "offscreen"}
    # A shell starts what runs in its background with the interrupt ignored, and every child would ignore it too.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return subprocess.run(
            command, cwd=_setup.ROOT, env=environment, check=False, timeout=_LIMIT_S
        ).returncode
    except subprocess.TimeoutExpired:
        sys.exit(f"not done after {_LIMIT_S // 60} minutes: stopped")


if __name__ == "__main__":
    _setup.main(work)
