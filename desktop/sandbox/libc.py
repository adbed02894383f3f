"""The C library, as far as the sandbox calls it."""

import ctypes
from functools import cache


@cache
def libc() -> ctypes.CDLL:
    """The C library of this process, with errno kept."""
    return ctypes.CDLL(None, use_errno=True)


def prctl(option: int, *arguments: int) -> int:
    """Control this process (man 2 prctl); unused arguments are zero, as the kernel demands of some options."""
    words = [ctypes.c_ulong(value) for value in (*arguments, 0, 0, 0, 0)[:4]]
    return int(libc().prctl(ctypes.c_int(option), *words))
