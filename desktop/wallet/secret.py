"""A secret in memory: masked wherever it could be shown, and overwritten when it is no longer needed."""

import hmac
from typing import NoReturn

from desktop.core.errors import WalletLocked


class Secret:
    """Bytes that are never printed, pickled or compared in variable time.

    Python may have copied them elsewhere before; ending the process is what surely removes them.
    """

    __slots__ = ("_data", "_is_wiped")

    def __init__(self, data: bytes | bytearray) -> None:
        self._data = bytearray(data)
        self._is_wiped = False

    def reveal(self) -> bytes:
        """A copy of the bytes.

        Raises:
            WalletLocked: It was wiped.
        """
        if self._is_wiped:
            raise WalletLocked
        return bytes(self._data)

    def matches(self, other: bytes) -> bool:
        """Compare in constant time."""
        return not self._is_wiped and hmac.compare_digest(self._data, other)

    def wipe(self) -> None:
        """Overwrite the bytes in place, then forget them."""
        self._data[:] = bytes(len(self._data))
        self._is_wiped = True

    def __repr__(self) -> str:
        return "Secret(***)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is not pickled")
