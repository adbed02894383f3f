#!/usr/bin/env python3
"""Fuzzes what reads strangers' bytes: scripts/fuzz.py --minutes 10. Findings are saved under build/fuzz."""

import subprocess

import _setup


def work(arguments: list[str]) -> int:
    """Run the campaign in the project's environment; 1 if anything was found."""
    _setup.prepare("dev")
    command = [str(_setup.PYTHON), "-m", "tests.helpers.fuzzing", *arguments]
    return subprocess.run(command, cwd=_setup.ROOT, env=_setup.environment(), check=False).returncode


if __name__ == "__main__":
    _setup.main(work)
