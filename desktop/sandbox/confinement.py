"""``confine``: the order in which a child gives up its rights, and an honest report of what took effect."""

import sys
from collections.abc import Sequence
from pathlib import Path

from desktop.core.errors import Bug
from desktop.core.runs import LevelName, SandboxLevel

PROFILES = ("worker", "worker-gpu", "sealer", "vault")

_SYSTEMS = {
    "linux": (
        "no_new_privs",
        "parent-death-signal",
        "no-dumps",
        "no-core",
        "limits",
        "landlock-files",
        "landlock-tcp",
        "landlock-scopes",
        "seccomp",
    ),
    "darwin": ("no-debugger", "no-core", "limits", "seatbelt"),
    "win32": ("job-object", "no-new-processes", "no-new-code", "low-integrity"),
}
"""The facilities of each system, in the order in which they are tried."""

_STRICT = frozenset({"no_new_privs", "seccomp", "landlock-files"})
_WALLS = frozenset({"seccomp", "landlock-files", "seatbelt", "low-integrity"})
"""Of these one at least stands between a model and the files; without any, nothing is claimed."""


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
    resizing files. In all three there is no executable mapping, fork, exec, ptrace or kill. ``worker-gpu`` is looser by
    what a graphics driver needs (``desktop.sandbox.gpu``): its device nodes with ioctl, libraries and executable
    mappings; still no socket, process, or file of the person. Import everything before
    (a late import is an open), and call it while the process has one thread: before ABI 8 Landlock confines only the
    calling thread, and then "landlock-files" is reported as missing.

    The death signal comes when the *thread* that started this process ends (prctl(2)); ``desktop.processes.Child``
    starts children from a thread that lives as long as they do.

    On macOS a Seatbelt profile and on Windows a job object with mitigations and low integrity are tried. Both are
    written from their documentation and have never run on a real machine of ours: what they report is only what the
    system itself confirmed, and the level there is never better than "reduced".

    Args:
        profile: One of ``PROFILES``.
        readable: Paths the sealer may read.
        writable: Paths the sealer may write; ``unlink`` and ``rename`` stay denied.
        memory_bytes: Address space that may still be added to what is mapped now (RLIMIT_AS).
        cpu_seconds: Processor time that may still be used (RLIMIT_CPU).

    Returns:
        What is in force: level "strict" with no_new_privs, Landlock and seccomp ("gpu" for ``worker-gpu``), "reduced"
        with any one wall between the process and the files, else "none".

    Raises:
        Bug: No such profile.
        OSError: A given path does not exist.
    """
    if profile not in PROFILES:
        raise Bug(f"no sandbox profile {profile[:20]}")
    active: tuple[str, ...] = ()
    if sys.platform.startswith("linux"):
        from desktop.sandbox.linux import confine_linux  # its imports exist on Linux only

        active = confine_linux(profile, readable, writable, memory_bytes, cpu_seconds)
    elif sys.platform == "darwin":
        from desktop.sandbox.macos import confine_macos

        active = confine_macos(profile, readable, writable, memory_bytes, cpu_seconds)
    elif sys.platform == "win32":
        from desktop.sandbox.windows import confine_windows

        active = confine_windows(profile, memory_bytes)
    return level_of(profile, active, _SYSTEMS.get(_system(), _SYSTEMS["linux"]))


def level_of(profile: str, active: Sequence[str], known: Sequence[str]) -> SandboxLevel:
    """The name of what is in force, and what of the known facilities is not."""
    level: LevelName = "none"
    if set(active) >= _STRICT:
        level = "gpu" if profile == "worker-gpu" else "strict"
    elif _WALLS & set(active):
        level = "reduced"
    return SandboxLevel(level, tuple(active), tuple(name for name in known if name not in active))


def _system() -> str:
    return "linux" if sys.platform.startswith("linux") else sys.platform
