"""Connections that lead only where they may: the address that is connected to is the one that was judged.

A card is a stranger's. It must not make this machine ask itself or its neighbours for anything, by whatever name: a
name that is looked up twice can answer twice differently (DNS rebinding), so it is looked up once, here, and the
connection is made to that address. TLS still asks for the certificate of the name.
"""

import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import httpcore
import httpx

_HEAD_END = b"\r\n\r\n"
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class PrivateAddress(Exception):
    """A name leads to this machine or into its network, and nobody allowed that."""


def is_private(address: str) -> bool:
    """Whether a numeric address is not one of the open internet; one that wraps another is judged by what it wraps."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        wrapped = found.ipv4_mapped or found.sixtofour
        if found in _NAT64:
            wrapped = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if wrapped is not None:
            found = wrapped
    return not found.is_global or found.is_multicast


def is_inside(host: str) -> bool:
    """Whether a host is this machine or in its network, by whatever spelling leads there."""
    host = host.rstrip(".").lower()
    if "." not in host and ":" not in host and not host.isdecimal():
        return True  # localhost and its neighbours
    if host.endswith((".localhost", ".local", ".internal")) or host.startswith("fe80:"):
        return True
    try:
        # The resolver reads 127.1, 2130706433 and 0x7f000001 as addresses, and a public name may lead inside too.
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return False  # nothing will be reached there
    return any(is_private(str(where[4][0])) for where in found)


def may_follow(url: str, target: str) -> bool:
    """Only to the web, never from https to http, and never from the open net into this machine or its network."""
    try:
        old, new = urlsplit(url), urlsplit(target)
    except ValueError:
        return False
    if (
        new.scheme not in {"http", "https"}
        or not new.hostname
        or (old.scheme, new.scheme) == ("https", "http")
    ):
        return False
    return not is_inside(new.hostname) or is_inside(old.hostname or "")


class GuardedBackend(httpcore.SyncBackend):
    """Connects to the address that it judged, and can wake whoever waits for one of its connections.

    Args:
        may_be_private: Whether this host may lead into this machine or its network.
    """

    def __init__(self, may_be_private: Callable[[str], bool]) -> None:
        self._may_be_private = may_be_private
        self.splits_heads = False
        """While the head of a response is awaited: what comes behind it is then kept apart."""
        self._streams: set[GuardedStream] = set()
        self._lock = threading.Lock()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> httpcore.NetworkStream:
        """Raises ``PrivateAddress`` instead of connecting to one that is not allowed."""
        last: httpcore.ConnectError | httpcore.ConnectTimeout = httpcore.ConnectError(host)
        for address in self._addresses(host, port):
            try:
                found = super().connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                last = error
            else:
                return self.keep(found)
        raise last

    def interrupt(self) -> None:
        """End every connection now: a read that waits in another thread returns at once."""
        with self._lock:
            streams = list(self._streams)
        for stream in streams:
            stream.interrupt()

    def _addresses(self, host: str, port: int) -> list[str]:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except OSError as error:
            raise httpcore.ConnectError(str(error)) from error
        addresses = list(dict.fromkeys(str(where[4][0]) for where in found))
        if not self._may_be_private(host) and any(is_private(address) for address in addresses):
            raise PrivateAddress(host)
        return addresses

    def keep(self, inner: httpcore.NetworkStream) -> "GuardedStream":
        """A connection that ``interrupt`` reaches."""
        stream = GuardedStream(inner, self)
        with self._lock:
            self._streams.add(stream)
        return stream

    def forget(self, stream: "GuardedStream") -> None:
        """It was closed, or goes on as another one."""
        with self._lock:
            self._streams.discard(stream)


class GuardedStream(httpcore.NetworkStream):
    """A connection that can be ended from another thread, and that gives a response's head apart from its body."""

    def __init__(self, inner: httpcore.NetworkStream, backend: GuardedBackend) -> None:
        self._inner = inner
        self._backend = backend
        self._rest = b""

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        data = self.take_rest() or self._inner.read(max_bytes, timeout)
        if self._backend.splits_heads and (end := data.find(_HEAD_END)) >= 0:
            end += len(_HEAD_END)
            data, self._rest = data[:end], data[end:]
        return data

    def take_rest(self) -> bytes:
        """What came behind the head, once."""
        rest, self._rest = self._rest, b""
        return rest

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, timeout)

    def close(self) -> None:
        self._backend.forget(self)
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        self._backend.forget(self)
        return self._backend.keep(self._inner.start_tls(ssl_context, server_hostname, timeout))

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)

    def interrupt(self) -> None:
        """Whoever reads gets the end of the connection."""
        connection = self._inner.get_extra_info("socket")
        try:
            connection.shutdown(socket.SHUT_RDWR)
        except OSError:
            return  # it ended by itself


class GuardedTransport(httpx.HTTPTransport):
    """httpx's own, over connections that are judged where they are made.

    Args:
        backend: Makes the connections.
        proxy: Address of the web proxy to go through; empty for none.
    """

    def __init__(self, backend: GuardedBackend, proxy: str = "") -> None:
        super().__init__(verify=_trust())
        self._pool = (
            _through(httpx.Proxy(proxy), backend)
            if proxy
            else httpcore.ConnectionPool(ssl_context=_trust(), max_connections=4, network_backend=backend)
        )


def _through(proxy: httpx.Proxy, backend: GuardedBackend) -> httpcore.HTTPProxy:
    return httpcore.HTTPProxy(
        str(proxy.url),
        proxy_auth=proxy.raw_auth,
        ssl_context=_trust(),
        max_connections=4,
        network_backend=backend,
    )


@cache
def _trust() -> ssl.SSLContext:
    """The public roots; loading them takes a tenth of a second, so all sources share them."""
    return httpx.create_ssl_context()
