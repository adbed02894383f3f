#!/usr/bin/env python3
"""Checks format, lint, types, layers, contract artifacts, contracts (Slither) and translations; one line each."""

import subprocess
import time
from pathlib import Path

import _setup


def checks() -> list[tuple[str, list[str]]]:
    """Name and command of each check that this checkout has the parts for."""
    python = str(_setup.PYTHON)
    tools = Path(python).parent
    listed = [
        ("format", [python, "-m", "ruff", "format", "--check", "--quiet", "."]),
        ("lint", [python, "-m", "ruff", "check", "--quiet", "."]),
        ("types", [python, "-m", "mypy"]),
        ("layers", [str(tools / "lint-imports"), "--no-logo"]),
        ("artifacts fresh", [python, "scripts/contracts.py", "--check"]),
        ("contracts analysed", [python, "scripts/analysis.py"]),
        ("translations complete", [python, "scripts/translations.py", "--check"]),
    ]
    return [(name, command) for name, command in listed if _exists(command)]


def _exists(command: list[str]) -> bool:
    scripts = [part for part in command if part.startswith("scripts/")]
    return all((_setup.ROOT / script).is_file() for script in scripts)


def work(arguments: list[str]) -> int:
    """Run all checks, or those whose name begins with one of the arguments."""
    _setup.prepare("dev")
    _setup.prepare_contracts()
    _setup.prepare_tools()
    failed = 0
    for name, command in checks():
        if arguments and not name.startswith(tuple(arguments)):
            continue
        started = time.monotonic()
        done = subprocess.run(
            command, cwd=_setup.ROOT, env=_setup.environment(), check=False, capture_output=True, text=True
        )
        verdict = "ok" if done.returncode == 0 else "FAILED"
        print(f"{name}: {verdict} ({time.monotonic() - started:.1f} s)", flush=True)
        if done.returncode:
            failed += 1
            print((done.stdout + done.stderr).rstrip(), flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    _setup.main(work)
