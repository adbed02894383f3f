"""How many threads an inference takes, so that a person can still work beside it."""

import os
from pathlib import Path

_SMT = Path("/sys/devices/system/cpu/smt/active")


def inference_threads() -> int:
    """One fewer than the machine has cores, at least one; hyperthreads are no cores (Linux tells them apart)."""
    processors = os.cpu_count() or 2
    return max(1, (processors // 2 if _has_hyperthreads() else processors) - 1)


def _has_hyperthreads() -> bool:
    try:
        return _SMT.read_bytes()[:1] == b"1"
    except OSError:
        return False
