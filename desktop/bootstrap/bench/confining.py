"""How long a process takes to give up its rights: ``confine`` alone, in a fresh process after its imports."""

import statistics
import subprocess
import sys

from desktop.processes import child_environment

_TIMES = 9
_CONFINE = """
import time
import desktop.sandbox.linux
from desktop.sandbox import confine
started = time.perf_counter()
level = confine("worker", memory_bytes=1 << 30)
seconds = time.perf_counter() - started
print(level.level, seconds)
"""


def measure_confining() -> dict[str, float | str]:
    """``sandbox_setup_ms``, the median of several processes, and the level that they reached."""
    taken: list[float] = []
    level = "none"
    for _ in range(_TIMES):
        done = subprocess.run(
            [sys.executable, "-P", "-c", _CONFINE],
            capture_output=True,
            check=True,
            text=True,
            env=child_environment(),
        )
        level, seconds = done.stdout.split()
        taken.append(float(seconds))
    return {"sandbox_setup_ms": 1000 * statistics.median(taken), "sandbox_level": level}
