#!/usr/bin/env python3
"""Opens every hostile file as the app does and prints how each ended; the window's gaps are in build/bench/hostile.json."""

import subprocess

import _setup

_CODE = """
import json, sys
from pathlib import Path
from desktop.bootstrap.bench.hostile import measure

def told(case, ending):
    words = ending.body.replace(chr(10), " ")
    sys.stdout.write(f"{case.room:17} {case.name:48} {ending.seconds:6.2f} s  {ending.title}: {words}"[:200] + chr(10))
    sys.stdout.flush()

figures = measure(told)
Path(sys.argv[1]).write_text(json.dumps(figures, indent=1) + chr(10), "utf-8")
sys.stdout.write("".join(f"{name}: {value}{chr(10)}" for name, value in figures.items()))
"""


def work(_arguments: list[str]) -> int:
    """Takes about five minutes; the machine should have nothing else to do."""
    _setup.prepare("dev")
    folder = _setup.BUILD / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    command = [str(_setup.PYTHON), "-P", "-c", _CODE, str(folder / "hostile.json")]
    environment = {**_setup.environment(), "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(_setup.ROOT)}
    return subprocess.run(command, cwd=_setup.ROOT, env=environment, check=False).returncode


if __name__ == "__main__":
    _setup.main(work)
