"""The memory that host and worker share for pictures, tensors and files too large for a frame.

One memfd of fixed length, sealed against growing and shrinking: a worker that cut it short would kill the host with
SIGBUS. It is sparse, so that what is not used costs nothing. Where there is no memfd, everything travels in frames.
"""

import mmap
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias

from desktop.runtime.errors import OutputTooLarge, RunFailed

Portion: TypeAlias = dict[str, Any]

AREA_BYTES = 1 << 30
INLINE_BYTES = 64 << 10
_ALIGNMENT = 64
_F_ADD_SEALS = 1033
_SEAL_SEAL_SHRINK_GROW = 1 | 2 | 4
_RELEASE_ABOVE = 16 << 20


def create_area() -> int | None:
    """A fresh area's descriptor, or None on systems without memfds."""
    if not sys.platform.startswith("linux"):
        return None
    import fcntl  # does not exist on Windows

    handle = os.memfd_create("licet-exchange", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    os.ftruncate(handle, AREA_BYTES)
    fcntl.fcntl(handle, _F_ADD_SEALS, _SEAL_SEAL_SHRINK_GROW)
    return handle


class Exchange:
    """One side's view of the area; written from the front for each message."""

    def __init__(self, handle: int | None) -> None:
        self._map = None if handle is None else mmap.mmap(handle, AREA_BYTES)
        self._used = 0
        self._end = 0  # of what either side has put since the last release, as far as this side knows

    @property
    def used(self) -> int:
        return self._used

    def begin(self, at: int = 0) -> None:
        """Start a new message at this offset; what lay behind it may be overwritten."""
        self._used = at

    def put(self, data: bytes | memoryview) -> Portion:
        """Hand over bytes: small ones in the frame itself, others in the area.

        Raises:
            OutputTooLarge: The area is full.
        """
        size = len(data)
        if size <= INLINE_BYTES or self._map is None:
            return {"data": bytes(data)}
        at = -(-self._used // _ALIGNMENT) * _ALIGNMENT
        if at + size > AREA_BYTES:
            raise OutputTooLarge(at + size, AREA_BYTES)
        self._map[at : at + size] = data
        self._used = at + size
        self._end = max(self._end, self._used)
        return {"at": at, "size": size}

    def reserve(self, size: int) -> tuple[Portion, memoryview]:
        """Room to write bytes into piece by piece, and the portion that names them.

        Raises:
            OutputTooLarge: The area is full.
        """
        if self._map is None:
            held = bytearray(size)
            return {"data": held}, memoryview(held)
        at = -(-self._used // _ALIGNMENT) * _ALIGNMENT
        if at + size > AREA_BYTES:
            raise OutputTooLarge(at + size, AREA_BYTES)
        self._used = at + size
        return {"at": at, "size": size}, memoryview(self._map)[at : at + size]

    def get(self, portion: Portion) -> bytes | memoryview:
        """What the other side has put: bytes, or a view that holds until the next message.

        Raises:
            RunFailed: The portion names bytes outside the area.
        """
        if "data" in portion:
            data = portion["data"]
            if not isinstance(data, bytes):
                raise RunFailed("a portion that is no bytes")
            return data
        at, size = portion.get("at"), portion.get("size")
        if (
            self._map is None
            or not isinstance(at, int)
            or not isinstance(size, int)
            or not 0 <= at <= at + size <= AREA_BYTES
        ):
            raise RunFailed("a portion outside the shared memory")
        self._end = max(self._end, at + size)
        return memoryview(self._map)[at : at + size]

    @contextmanager
    def turn(self) -> Iterator[None]:
        """One message there and one back; in the end large ones are gone, so views must have been copied."""
        self.begin()
        try:
            yield
        finally:
            self._release()

    def _release(self) -> None:
        """Give the pages of a large message back to the system.

        A small one stays until the next: nobody but this model's own worker ever maps the area.
        """
        end, self._end = self._end, 0
        if self._map is not None and end > _RELEASE_ABOVE:
            self._map.madvise(mmap.MADV_REMOVE, 0, -(-end // mmap.PAGESIZE) * mmap.PAGESIZE)

    def close(self) -> None:
        if self._map is not None:
            try:
                self._map.close()
            except BufferError:
                # A view of the last answer is still held somewhere: it goes with its holder.
                self._map = None
