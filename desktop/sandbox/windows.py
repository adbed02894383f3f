"""The steps of confinement on Windows: a job of one process, mitigation policies, and low integrity.

Source: learn.microsoft.com, "Job Objects", "SetProcessMitigationPolicy" and "Mandatory Integrity Control" (winnt.h).
Written from these and never run on a Windows machine of ours: a step is reported only where the system said that it took
effect. A job and low integrity keep a process from starting others and from writing to the person's files; reading them
and the network stay open without an AppContainer, so the level is "reduced" at best.
"""

import ctypes
from ctypes import wintypes
from typing import Any

_DWORD = ctypes.c_uint32  # wintypes.DWORD is 8 bytes where this is tested
_EXTENDED_LIMITS, _UI_RESTRICTIONS = 9, 4
_LIMIT_ACTIVE_PROCESS, _LIMIT_PROCESS_MEMORY = 0x00000008, 0x00000100
_LIMIT_DIE_ON_EXCEPTION, _LIMIT_KILL_ON_CLOSE = 0x00000400, 0x00002000
_UI_EVERYTHING = 0xFF
_POLICY_DYNAMIC_CODE, _POLICY_EXTENSION_POINTS, _POLICY_IMAGES, _POLICY_CHILDREN = 2, 6, 10, 13
_TOKEN_INTEGRITY_LEVEL, _TOKEN_ADJUST_DEFAULT, _SE_GROUP_INTEGRITY = 25, 0x0080, 0x20
_LOW_INTEGRITY = "S-1-16-4096"


class BasicLimits(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

    _fields_ = (
        ("per_process_time", ctypes.c_int64),
        ("per_job_time", ctypes.c_int64),
        ("flags", _DWORD),
        ("minimum_working_set", ctypes.c_size_t),
        ("maximum_working_set", ctypes.c_size_t),
        ("active_processes", _DWORD),
        ("affinity", ctypes.c_size_t),
        ("priority_class", _DWORD),
        ("scheduling_class", _DWORD),
    )


class ExtendedLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION; six counters of I/O stand between the limits."""

    _fields_ = (
        ("basic", BasicLimits),
        ("counters", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    )


class _Label(ctypes.Structure):
    """TOKEN_MANDATORY_LABEL."""

    _fields_ = (("sid", ctypes.c_void_p), ("attributes", _DWORD))


def confine_windows(
    profile: str, memory_bytes: int | None, kernel32: Any = None, advapi32: Any = None
) -> tuple[str, ...]:
    """Take the steps; return those that the system confirmed.

    Args:
        profile: One of ``confinement.PROFILES``; the GPU's may go on making code.
        memory_bytes: Memory that the process may commit.
        kernel32: The library; another one in tests.
        advapi32: The library; another one in tests.
    """
    if kernel32 is None:
        load = getattr(ctypes, "WinDLL")  # noqa: B009 - does not exist where this is type-checked
        kernel32, advapi32 = load("kernel32", use_last_error=True), load("advapi32", use_last_error=True)
        kernel32.GetCurrentProcess.restype = wintypes.HANDLE
        kernel32.CreateJobObjectW.restype = wintypes.HANDLE
    active = ["job-object"] if _enter_job(kernel32, memory_bytes) else []
    if _mitigate(kernel32, _POLICY_CHILDREN):
        active.append("no-new-processes")
    # Compilers of graphics drivers make code; nothing else that a worker runs does.
    policies = (_POLICY_EXTENSION_POINTS, _POLICY_IMAGES, _POLICY_DYNAMIC_CODE)
    if profile != "worker-gpu" and all(_mitigate(kernel32, policy) for policy in policies):
        active.append("no-new-code")
    if _lower_integrity(kernel32, advapi32):
        active.append("low-integrity")
    return tuple(active)


def job_limits(memory_bytes: int | None) -> ExtendedLimits:
    """One process, no crash dialog, ended with its job; memory where a limit was given."""
    limits = ExtendedLimits()
    flags = _LIMIT_ACTIVE_PROCESS | _LIMIT_DIE_ON_EXCEPTION | _LIMIT_KILL_ON_CLOSE
    limits.basic.active_processes = 1
    if memory_bytes is not None:
        flags |= _LIMIT_PROCESS_MEMORY
        limits.process_memory = memory_bytes
    limits.basic.flags = flags
    return limits


def _enter_job(kernel32: Any, memory_bytes: int | None) -> bool:
    """The handle is never closed: the job ends with the process, and the process with the job."""
    job = kernel32.CreateJobObjectW(None, None)
    if not job:
        return False
    limits = job_limits(memory_bytes)
    screen = _DWORD(_UI_EVERYTHING)
    steps = (
        kernel32.SetInformationJobObject(job, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits)),
        kernel32.SetInformationJobObject(job, _UI_RESTRICTIONS, ctypes.byref(screen), ctypes.sizeof(screen)),
        kernel32.AssignProcessToJobObject(job, kernel32.GetCurrentProcess()),
    )
    return all(steps)


def _mitigate(kernel32: Any, policy: int) -> bool:
    """Switch on the first flag of a policy, which in each of ours is the prohibition itself."""
    flags = _DWORD(1)
    return bool(kernel32.SetProcessMitigationPolicy(policy, ctypes.byref(flags), ctypes.sizeof(flags)))


def _lower_integrity(kernel32: Any, advapi32: Any) -> bool:
    """From medium to low: what the person owns can no longer be written."""
    token, sid = wintypes.HANDLE(), ctypes.c_void_p()
    if not advapi32.OpenProcessToken(
        kernel32.GetCurrentProcess(), _TOKEN_ADJUST_DEFAULT, ctypes.byref(token)
    ):
        return False
    try:
        if not advapi32.ConvertStringSidToSidW(_LOW_INTEGRITY, ctypes.byref(sid)):
            return False
        label = _Label(sid, _SE_GROUP_INTEGRITY)
        return bool(
            advapi32.SetTokenInformation(
                token, _TOKEN_INTEGRITY_LEVEL, ctypes.byref(label), ctypes.sizeof(label)
            )
        )
    finally:
        if sid:
            kernel32.LocalFree(sid)
        kernel32.CloseHandle(token)
