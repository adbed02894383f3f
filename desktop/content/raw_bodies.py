"""Bodies read straight from their connection into the caller's memory.

httpx parses every 64 KiB of a body through two state machines and copies it four times, which costs more than to
verify it (measured: 150 us of 290 us for each chunk). Of a body whose length is told nothing has to be parsed: once
the head is read, the bytes of the connection are the bytes of the file. The connection is closed afterwards.
"""

import socket
import ssl
import time
from collections.abc import Iterator
from typing import Any

import httpx

from desktop.content.errors import SourceFault
from desktop.content.guarding import GuardedStream
from desktop.content.reading import Body, Patience, lively

_WORTH_BYTES = 1 << 20
"""A shorter body is left to httpx, and its connection is kept for the next request."""
_STEP_BYTES = 1 << 16


def body_of(source: str, response: httpx.Response, first: int) -> Body:
    """The body of a response of which nothing was read yet; it begins at offset ``first`` of the file."""
    stream = response.extensions.get("network_stream")
    length = response.headers.get("content-length", "")
    is_plain = length.isdecimal() and "transfer-encoding" not in response.headers
    if is_plain and int(length) >= _WORTH_BYTES and isinstance(stream, GuardedStream):
        connection = stream.get_extra_info("socket")
        # TLS inside TLS (a proxy's) is no socket that could be read.
        if stream.get_extra_info("ssl_object") is None or isinstance(connection, ssl.SSLSocket):
            raw = _RawBody(source, connection, stream.take_rest(), int(length), response)
            return Body(first, raw.pieces(), raw.fill)
    # Without a chunk size: httpx would gather pieces and throw away the last ones when the connection breaks.
    return Body(first, lively(source, response.iter_raw()))


class _RawBody:
    """``length`` bytes of a connection, of which ``rest`` came with the head."""

    def __init__(
        self, source: str, connection: socket.socket, rest: bytes, length: int, response: httpx.Response
    ) -> None:
        self._source, self._connection = source, connection
        self._rest, self._left = memoryview(rest), length
        self._patience = Patience(source)
        timeout: dict[str, Any] = response.request.extensions.get("timeout", {})
        connection.settimeout(timeout.get("read"))

    def fill(self, view: memoryview) -> int:
        """Some bytes into the beginning of ``view``; 0 at the end.

        Raises:
            SourceFault: The connection broke or fell silent, or the source only drips.
        """
        view = view[: self._left]
        if not view:
            return 0
        count = self._from_rest(view) or self._receive(view)
        self._left -= count
        return count

    def pieces(self) -> Iterator[bytes]:
        """All bytes, piece by piece."""
        buffer = memoryview(bytearray(_STEP_BYTES))
        while count := self.fill(buffer):
            yield bytes(buffer[:count])

    def _from_rest(self, view: memoryview) -> int:
        count = min(len(self._rest), len(view))
        view[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count

    def _receive(self, view: memoryview) -> int:
        began = time.monotonic()
        try:
            count = self._connection.recv_into(view)
        except TimeoutError as error:
            raise SourceFault(self._source, "timeout") from error
        except OSError as error:
            raise SourceFault(self._source, "connection") from error
        if not count:  # the length that was told has not come
            raise SourceFault(self._source, "connection")
        self._patience.count(time.monotonic() - began, count)
        return count
