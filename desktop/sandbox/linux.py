"""The steps of confinement on Linux."""

import os
import resource
import signal
from collections.abc import Sequence
from pathlib import Path

from desktop.sandbox import gpu, landlock, seccomp
from desktop.sandbox.libc import prctl

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 1, 4, 38
_OPEN_FILES, _OPEN_FILES_WITH_DRIVER = 64, 1024


def confine_linux(
    profile: str,
    readable: Sequence[Path],
    writable: Sequence[Path],
    memory_bytes: int | None,
    cpu_seconds: int | None,
) -> tuple[str, ...]:
    """Take the steps in their order (each needs calls that a later one takes away); return what took effect."""
    threads = len(list(Path("/proc/self/task").iterdir())) if Path("/proc/self/task").exists() else 2
    active: list[str] = []
    if prctl(_PR_SET_NO_NEW_PRIVS, 1) == 0:
        active.append("no_new_privs")
    if prctl(_PR_SET_PDEATHSIG, signal.SIGKILL) == 0:
        active.append("parent-death-signal")
    if prctl(_PR_SET_DUMPABLE, 0) == 0:
        active.append("no-dumps")
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    active.append("no-core")
    has_driver = profile == "worker-gpu"
    devices = gpu.devices() if has_driver else ()
    if has_driver:
        readable = (*readable, *gpu.readable())
        # A driver reserves terabytes of addresses that it never fills: only the watchdog can count what is used.
        memory_bytes = None
    _limit(memory_bytes, cpu_seconds, _OPEN_FILES_WITH_DRIVER if has_driver else _OPEN_FILES)
    active.append("limits")
    # Without no_new_privs both of the following need root, and confining root is not what they are for.
    if "no_new_privs" in active:
        active += landlock.restrict(readable, writable, devices, threads=threads)
        if seccomp.install(profile):
            active.append("seccomp")
    if "seccomp" not in active and not profile.startswith("worker"):
        # No filter stops fork, so the limit must. It counts threads too, and the worker needs some.
        resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    return tuple(active)


def _limit(memory_bytes: int | None, cpu_seconds: int | None, open_files: int) -> None:
    """Lower the limits; soft and hard alike, so that they cannot be raised again (except by root)."""
    _lower(resource.RLIMIT_NOFILE, open_files)
    if memory_bytes is not None:
        mapped = int(Path("/proc/self/statm").read_bytes().split()[0]) * os.sysconf("SC_PAGE_SIZE")
        _lower(resource.RLIMIT_AS, mapped + memory_bytes)
    if cpu_seconds is not None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        _lower(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + 1 + cpu_seconds)


def _lower(limit: int, value: int) -> None:
    hard = resource.getrlimit(limit)[1]
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(limit, (value, value))
