"""Whether the screen is locked, and for how long the computer has slept, where no bus tells.

Windows and macOS are written from the systems' documentation (WTSQuerySessionInformationW, QueryUnbiasedInterruptTime;
CGSessionCopyCurrentDictionary, clock_gettime(3)) and have never run on a machine of ours.
"""

import ctypes
import sys
import time
from typing import Any, Final

_WTS_CURRENT_SESSION, _WTS_SESSION_INFO_EX = 0xFFFFFFFF, 25
_WTS_LOCKED: Final = 0
_FLAGS_AT: Final = 16
"""WTSINFOEXW: Level, then WTSINFOEX_LEVEL1_W on a boundary of 8: SessionId, SessionState, SessionFlags (wtsapi32.h)."""
_UTF8 = 0x08000100
_SYSTEM: str = sys.platform  # a plain text, so that mypy reads what is for other systems too


def asleep_s() -> float:
    """Seconds that this computer has slept since it was started; a constant where that cannot be known."""
    if _SYSTEM.startswith("linux"):
        return time.clock_gettime(time.CLOCK_BOOTTIME) - time.clock_gettime(time.CLOCK_MONOTONIC)
    if _SYSTEM == "darwin":
        # CLOCK_UPTIME_RAW (8) stands still while the computer sleeps, CLOCK_MONOTONIC does not.
        return time.clock_gettime(time.CLOCK_MONOTONIC) - time.clock_gettime(8)
    if _SYSTEM == "win32":
        return _windows_asleep_s()
    return 0.0


def is_screen_locked() -> bool:
    """Whether the screen is locked now; false on Linux, whose buses tell."""
    if _SYSTEM == "win32":
        return _windows_locked()
    return _SYSTEM == "darwin" and _macos_locked()


def _library(name: str) -> Any:
    return getattr(ctypes, "windll")[name]  # noqa: B009 - it exists on Windows only


def _windows_asleep_s() -> float:
    kernel, awake = _library("kernel32"), ctypes.c_uint64()
    kernel.GetTickCount64.restype = ctypes.c_uint64
    if not kernel.QueryUnbiasedInterruptTime(ctypes.byref(awake)):
        return 0.0
    return float(kernel.GetTickCount64()) / 1000 - awake.value / 10**7


def _windows_locked() -> bool:
    terminal = _library("wtsapi32")
    buffer, size = ctypes.c_void_p(), ctypes.c_uint32()
    if not terminal.WTSQuerySessionInformationW(
        None, _WTS_CURRENT_SESSION, _WTS_SESSION_INFO_EX, ctypes.byref(buffer), ctypes.byref(size)
    ):
        return False
    try:
        data = ctypes.string_at(buffer, size.value)
        flags = int.from_bytes(data[_FLAGS_AT : _FLAGS_AT + 4], "little", signed=True)
        return len(data) >= _FLAGS_AT + 4 and flags == _WTS_LOCKED
    finally:
        terminal.WTSFreeMemory(buffer)


def _macos_locked() -> bool:
    core = ctypes.CDLL("/System/Library/Frameworks/CoreFoundation.framework/CoreFoundation")
    graphics = ctypes.CDLL("/System/Library/Frameworks/CoreGraphics.framework/CoreGraphics")
    graphics.CGSessionCopyCurrentDictionary.restype = ctypes.c_void_p
    core.CFStringCreateWithCString.restype = core.CFDictionaryGetValue.restype = ctypes.c_void_p
    session = graphics.CGSessionCopyCurrentDictionary()
    if not session:
        return False
    key = core.CFStringCreateWithCString(None, b"CGSSessionScreenIsLocked", _UTF8)
    try:
        value = core.CFDictionaryGetValue(ctypes.c_void_p(session), ctypes.c_void_p(key))
        return bool(value) and bool(core.CFBooleanGetValue(ctypes.c_void_p(value)))
    finally:
        core.CFRelease(ctypes.c_void_p(key))
        core.CFRelease(ctypes.c_void_p(session))
