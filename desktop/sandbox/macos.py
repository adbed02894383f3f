"""The steps of confinement on macOS: limits, no debugger, and a Seatbelt profile that denies by default.

``sandbox_init`` is deprecated and undocumented beyond its header, and still what browsers use (Chromium's
sandbox/mac/seatbelt.cc; Apple's <sandbox.h>). Written from these and never run on a Mac of ours: a step is reported
only where the system said that it took effect, and the level is "reduced" at best.
"""

import ctypes
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

_PT_DENY_ATTACH = 31

# What a process still needs once everything is imported: its own threads, memory and clocks, and asking the kernel.
_BASE = """(version 1)
(deny default)
(allow signal (target self))
(allow sysctl-read)
(allow process-info* (target self))
"""


def seatbelt_profile(readable: Sequence[Path], writable: Sequence[Path]) -> str:
    """The profile's text. Without paths not a file can be opened; sockets, exec and fork are never allowed."""
    rules = [f"(allow file-read* {_below(path)})" for path in (*readable, *writable)]
    rules += [f"(allow file-write* {_below(path)})" for path in writable]
    return _BASE + "".join(f"{rule}\n" for rule in rules)


def _below(path: Path) -> str:
    kind = "subpath" if path.is_dir() else "literal"
    # Seatbelt compares real paths: /tmp and /var are links there.
    text = str(path.resolve()).replace("\\", "\\\\").replace('"', '\\"')
    return f'({kind} "{text}")'


def confine_macos(
    profile: str,
    readable: Sequence[Path],
    writable: Sequence[Path],
    memory_bytes: int | None,
    cpu_seconds: int | None,
    library: Any = None,
) -> tuple[str, ...]:
    """Take the steps; return those that the system confirmed.

    Args:
        profile: One of ``confinement.PROFILES``; the GPU's gets no Seatbelt, because Metal speaks to services.
        readable: Paths that may be read.
        writable: Paths below which may be written.
        memory_bytes: Address space that may be mapped (RLIMIT_AS; advisory on macOS).
        cpu_seconds: Processor time.
        library: The C library; another one in tests.
    """
    libc = library if library is not None else ctypes.CDLL("/usr/lib/libSystem.B.dylib", use_errno=True)
    active: list[str] = []
    if libc.ptrace(_PT_DENY_ATTACH, 0, None, 0) == 0:
        active.append("no-debugger")
    active += _limits(memory_bytes, cpu_seconds)
    if profile != "worker-gpu" and _enter(libc, seatbelt_profile(readable, writable)):
        active.append("seatbelt")
    return tuple(active)


def _limits(memory_bytes: int | None, cpu_seconds: int | None) -> list[str]:
    import resource  # does not exist on Windows, where tests import this module too

    done: list[str] = []
    try:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        done.append("no-core")
        if memory_bytes is not None:
            resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
        if cpu_seconds is not None:
            used = int(sum(os.times()[:2])) + 1 + cpu_seconds
            resource.setrlimit(resource.RLIMIT_CPU, (used, used))
    except (OSError, ValueError):
        return done
    return [*done, "limits"]


def _enter(libc: Any, text: str) -> bool:
    """Apply the profile for good; False where the system refused it."""
    message = ctypes.c_char_p()
    done = libc.sandbox_init(text.encode(), ctypes.c_uint64(0), ctypes.byref(message)) == 0
    if not done and message:
        libc.sandbox_free_error(message)
    return bool(done)
