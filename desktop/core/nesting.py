"""How deep a stranger's data may nest before a decoder is let at it."""

import sys

SAFE_RECURSION = 10_000


def cap_recursion() -> None:
    """Lower Python's recursion limit to what the C stack bears; call it before decoding what a stranger sent.

    WORKAROUND: py_ecc (imported by eth-account and py-evm) raises the limit to 100,000 for the whole process, and
    then ``json`` and msgspec overrun the stack on deep nesting instead of raising RecursionError.
    """
    if sys.getrecursionlimit() > SAFE_RECURSION:
        sys.setrecursionlimit(SAFE_RECURSION)
