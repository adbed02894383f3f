"""Landlock: nothing of the file system, no TCP, no signals and no abstract sockets, but the given paths.

Source: Linux Documentation/userspace-api/landlock.rst and include/uapi/linux/landlock.h. The three calls have the
same numbers on every architecture.
"""

import ctypes
import os
import struct
from collections.abc import Sequence
from pathlib import Path

from desktop.sandbox.libc import libc

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION_FLAG, _RULE_PATH_BENEATH = 1, 1
_RESTRICT_ALL_THREADS, _ALL_THREADS_SINCE = 1 << 3, 8

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR, _REMOVE_FILE = 1 << 0, 1 << 1, 1 << 2, 1 << 3, 1 << 5
_MAKE_REGULAR, _TRUNCATE, _IOCTL_DEVICE = 1 << 8, 1 << 14, 1 << 15
# How many of the file rights, from bit 0 on, each ABI version knows.
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
_TCP_BIND_AND_CONNECT, _NETWORK_SINCE = 0b11, 4
_SCOPES_SOCKETS_AND_SIGNALS, _SCOPES_SINCE = 0b11, 6


def abi_version() -> int:
    """The Landlock ABI of the running kernel; 0 where it is absent or switched off."""
    return max(0, _call(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(_VERSION_FLAG)))


def restrict(
    readable: Sequence[Path], writable: Sequence[Path], devices: Sequence[Path] = (), *, threads: int
) -> tuple[str, ...]:
    """Confine this process to the given paths and return the names of what is now in force.

    Args:
        readable: Files and directories that may be opened for reading.
        writable: Files and directories below which files may also be made, written, truncated and removed.
        devices: Device nodes that may be opened, read, written and told things by ioctl.
        threads: How many threads the process has. Before ABI 8 only the calling thread can be confined; with others
            running, nothing is claimed.

    Raises:
        OSError: A given path cannot be opened.
    """
    abi = abi_version()
    if abi == 0 or (threads > 1 and abi < _ALL_THREADS_SINCE):
        return ()
    rights = (1 << _FILE_RIGHTS.get(abi, 16)) - 1
    network = _TCP_BIND_AND_CONNECT if abi >= _NETWORK_SINCE else 0
    scopes = _SCOPES_SOCKETS_AND_SIGNALS if abi >= _SCOPES_SINCE else 0
    attributes = struct.pack("=QQQ", rights, network, scopes)
    # A kernel refuses an attribute struct that is longer than the one it knows, unless the rest is zero.
    length = 24 if scopes else 16 if network else 8
    ruleset = _call(_CREATE_RULESET, attributes, ctypes.c_size_t(length), ctypes.c_uint32(0))
    if ruleset < 0:
        return ()
    try:
        for path in readable:
            _allow(ruleset, path, rights & (_READ_FILE | _READ_DIR))
        for path in writable:
            _allow(
                ruleset,
                path,
                rights & (_READ_FILE | _READ_DIR | _WRITE_FILE | _TRUNCATE | _MAKE_REGULAR | _REMOVE_FILE),
            )
        for path in devices:
            _allow(ruleset, path, rights & (_READ_FILE | _WRITE_FILE | _IOCTL_DEVICE))
        flags = _RESTRICT_ALL_THREADS if threads > 1 else 0
        if _call(_RESTRICT_SELF, ctypes.c_int(ruleset), ctypes.c_uint32(flags)) != 0:
            return ()
    finally:
        os.close(ruleset)
    return tuple(
        name
        for name, on in (("landlock-files", True), ("landlock-tcp", network), ("landlock-scopes", scopes))
        if on
    )


def _allow(ruleset: int, path: Path, rights: int) -> None:
    """Add one path; a right that only directories have is dropped for a file."""
    if not path.is_dir():
        rights &= _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL_DEVICE
    handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        rule = struct.pack("=Qi", rights, handle)
        if _call(
            _ADD_RULE, ctypes.c_int(ruleset), ctypes.c_int(_RULE_PATH_BENEATH), rule, ctypes.c_uint32(0)
        ):
            raise OSError(ctypes.get_errno(), "landlock", str(path))
    finally:
        os.close(handle)


def _call(number: int, *arguments: object) -> int:
    return int(libc().syscall(ctypes.c_long(number), *arguments))
