"""``confine``: the order in which a child gives up its rights, and an honest report of what took effect."""

import sys
from collections.abc import Sequence
from pathlib import Path

from desktop.core.errors import Bug
from desktop.core.runs import SandboxLevel

PROFILES = ("worker", "sealer", "vault")

_ESSENTIAL = ("no_new_privs", "seccomp", "landlock-files")
_FACILITIES = (
    "no_new_privs",
    "parent-death-signal",
    "no-dumps",
    "no-core",
    "limits",
    "landlock-files",
    "landlock-tcp",
    "landlock-scopes",
    "seccomp",
)


def confine(
    profile: str,
    *,
    readable: Sequence[Path] = (),
    writable: Sequence[Path] = (),
    memory_bytes: int | None = None,
    cpu_seconds: int | None = None,
) -> SandboxLevel:
    """Give up, for good, every right of this process that ``profile`` does not name.

    ``worker``: memory, threads, clocks and the descriptors it already has; no new file, socket or process.
    ``sealer``: the same and files, of which Landlock leaves only the given paths. ``vault``: as the worker, without
    resizing files. In all three there is no executable mapping, fork, exec, ptrace or kill. Import everything before
    (a late import is an open), and call it while the process has one thread: before ABI 8 Landlock confines only the
    calling thread, and then "landlock-files" is reported as missing.

    The death signal comes when the *thread* that started this process ends (prctl(2)); ``desktop.processes.Child``
    starts children from a thread that lives as long as they do.

    On macOS and Windows nothing is confined yet and the level is "none": a sandbox profile and a job object come later.

    Args:
        profile: One of ``PROFILES``.
        readable: Paths the sealer may read.
        writable: Paths the sealer may write; ``unlink`` and ``rename`` stay denied.
        memory_bytes: Address space that may still be added to what is mapped now (RLIMIT_AS).
        cpu_seconds: Processor time that may still be used (RLIMIT_CPU).

    Returns:
        What is in force: level "strict" with no_new_privs, Landlock and seccomp, "reduced" with one of the
        last two, else "none".

    Raises:
        Bug: No such profile.
        OSError: A given path does not exist.
    """
    if profile not in PROFILES:
        raise Bug(f"no sandbox profile {profile[:20]}")
    if not sys.platform.startswith("linux"):
        return SandboxLevel("none", (), _FACILITIES)
    from desktop.sandbox.linux import confine_linux  # its imports exist on Linux only

    active = confine_linux(profile, readable, writable, memory_bytes, cpu_seconds)
    missing = tuple(name for name in _FACILITIES if name not in active)
    if all(name in active for name in _ESSENTIAL):
        level = "strict"
    elif "seccomp" in active or "landlock-files" in active:
        level = "reduced"
    else:
        level = "none"
    return SandboxLevel(level, active, missing)
