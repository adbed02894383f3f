"""This machine in words and as a short id, without anything that names the person or the host."""

import hashlib
import os
import platform
from pathlib import Path

from desktop.core.fit import Machine

_GIB = 1 << 30


def machine_words(cpuinfo: Path = Path("/proc/cpuinfo")) -> str:
    """The processor, how many of them, and the system."""
    try:
        lines = cpuinfo.read_text("utf-8", "replace").splitlines()
        model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
    except OSError:
        model = ""
    return f"{model or platform.machine()}, {os.cpu_count()} processors, {platform.system()}"[:120]


def this_machine() -> Machine:
    """The machine that figures are kept for: a data directory may be carried from one to another."""
    memory = round(physical_bytes() / _GIB)
    words = f"{machine_words()}, {memory} GiB"
    return Machine(hashlib.sha256(words.encode()).hexdigest()[:16], words)


def physical_bytes() -> int:
    """All memory; 8 GiB where the system does not say."""
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):
        return 8 * _GIB


def available_bytes(meminfo: Path = Path("/proc/meminfo")) -> int:
    """Memory that can be had now without swapping (proc(5)); all of it where the system does not say."""
    try:
        for line in meminfo.read_text("ascii", "replace").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    except (OSError, ValueError, IndexError):
        pass
    return physical_bytes()
