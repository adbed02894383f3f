"""What PySide6 needs so that a long-lived window stays alive."""

import ctypes
import sys

_REFERENCES = 1 << 40


def keep_true_alive() -> None:
    """Give ``True`` more references than a process can lose.

    WORKAROUND: PySide6 6.12.0 returns ``True`` from ``Signal.emit`` without taking a reference to it. Before Python
    3.12 (PEP 683, immortal objects) each emit takes one away, and after some thousands the interpreter aborts with
    "bool_dealloc: deallocating True or False" (measured: 100 emits, 100 references). The reference count is the first
    field of every object (PEP 3123).
    """
    if sys.version_info < (3, 12) and sys.getrefcount(True) < _REFERENCES:
        ctypes.c_ssize_t.from_address(id(True)).value += _REFERENCES
