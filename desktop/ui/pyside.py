"""What PySide6 needs so that a long-lived window stays alive."""

import ctypes
import sys

_REFERENCES = 1 << 40


def keep_singletons_alive() -> None:
    """Give ``True``, ``False`` and ``None`` more references than a process can lose.

    WORKAROUND: PySide6 6.12.0 returns them without taking a reference: ``True`` from ``Signal.emit``, ``None`` from
    every method without a value. Before Python 3.12 (PEP 683, immortal objects) each call takes one away, and after
    some thousands the interpreter aborts with "bool_dealloc: deallocating True or False" or "none_dealloc: deallocating
    None" (measured: 100 emits, or 100 times ``QPainter.setPen``, 100 references; a painted card 40). The reference
    count is the first field of every object (PEP 3123).
    """
    if sys.version_info < (3, 12):
        for singleton in (True, False, None):
            if sys.getrefcount(singleton) < _REFERENCES:
                ctypes.c_ssize_t.from_address(id(singleton)).value += _REFERENCES
