"""Content over HTTP: ranges where the server knows them, patience with limits, and belief in nothing it says."""

import ipaddress
import re
import socket
import ssl
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from functools import cache
from urllib.parse import urljoin, urlsplit

import httpx

from desktop.content.errors import SourceFault

_TIMEOUT = httpx.Timeout(20.0, connect=10.0)
_MAX_REDIRECTS = 4
_REDIRECTS = {301, 302, 303, 307, 308}
_TRANSIENT = {408, 425, 429}
_RANGE = re.compile(r"bytes (\d{1,20})-(\d{1,20})/(\d{1,20}|\*)\Z")

_ETAG = re.compile(r'"[\x21\x23-\x7e]{0,128}"\Z')
"""A strong one (a weak one promises nothing about bytes) of characters that can be sent back (RFC 9110, 8.8.3)."""

_WINDOW_S = 30.0
_LEAST_BYTES_PER_WINDOW = 16 << 10
"""Slower than this, a source only pretends to serve."""


class HttpSource:
    """One base address of a web server. Cookies, credentials and compression are not used."""

    def __init__(self, base: str, *, timeout: httpx.Timeout = _TIMEOUT) -> None:
        self._base = base.rstrip("/")
        self._client = httpx.Client(
            timeout=timeout,
            verify=_trust(),
            follow_redirects=False,
            headers={"Accept-Encoding": "identity", "User-Agent": "licet"},
            limits=httpx.Limits(max_connections=2),
        )
        self._etags: dict[str, str] = {}

    @property
    def name(self) -> str:
        return self._base

    def close(self) -> None:
        self._client.close()

    @contextmanager
    def open(
        self, identity: bytes, file: str, start: int, expected_bytes: int | None
    ) -> Generator[Iterator[bytes]]:
        """See ``Source.open``. A server without ranges sends everything, and the first part is thrown away."""
        url = f"{self._base}/{identity.hex()}/{file}"
        with self.stream(url, start, expected_bytes) as body:
            yield body

    @contextmanager
    def stream(
        self, url: str, start: int = 0, expected_bytes: int | None = None, accept: str = "*/*"
    ) -> Generator[Iterator[bytes]]:
        """The body of any address from ``start`` on; raises as ``Source.open``."""
        headers = {"Accept": accept}
        if start:
            headers["Range"] = f"bytes={start}-"
            if url in self._etags:
                headers["If-Range"] = self._etags[url]
        try:
            response = self._get(url, headers)
            try:
                skip = self._judge(response, start, expected_bytes)
                etag = response.headers.get("etag", "")
                if _ETAG.match(etag):
                    self._etags[url] = etag
                yield self._body(response, skip)
            finally:
                response.close()
        except httpx.TimeoutException as error:
            raise SourceFault(self.name, "timeout") from error
        except httpx.ConnectError as error:
            raise SourceFault(self.name, "unreachable") from error
        except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
            raise SourceFault(self.name, "address", is_final=True) from error
        except httpx.HTTPError as error:
            raise SourceFault(self.name, "connection") from error

    def _get(self, url: str, headers: dict[str, str]) -> httpx.Response:
        for _ in range(_MAX_REDIRECTS + 1):
            try:
                request = self._client.build_request("GET", url, headers=headers)
                response = self._client.send(request, stream=True)
            except UnicodeError as error:  # a host name that no name server could be asked for
                raise SourceFault(self.name, "address", is_final=True) from error
            if response.status_code not in _REDIRECTS:
                return response
            response.close()
            target = urljoin(url, response.headers.get("location", ""))
            if not _may_follow(url, target):
                raise SourceFault(self.name, "redirect", is_final=True)
            url = target
        raise SourceFault(self.name, "redirect", is_final=True)

    def _judge(self, response: httpx.Response, start: int, expected_bytes: int | None) -> int:
        """Refuse what cannot be the file; returns how many bytes must be skipped to be at ``start``."""
        code = response.status_code
        if code not in {200, 206}:
            is_final = code < 500 and code not in _TRANSIENT
            raise SourceFault(self.name, f"status {code}", is_final=is_final)
        if response.headers.get("content-type", "").lower().startswith("text/html"):
            raise SourceFault(self.name, "html", is_final=True)
        if response.headers.get("content-encoding", "identity").lower() != "identity":
            raise SourceFault(self.name, "encoding", is_final=True)
        if code == 200:
            length = response.headers.get("content-length")
            first, total = 0, int(length) if length is not None and length.isdecimal() else None
        else:
            match = _RANGE.match(response.headers.get("content-range", ""))
            if match is None or int(match[1]) != start:
                raise SourceFault(self.name, "range", is_final=True)
            first, total = start, None if match[3] == "*" else int(match[3])
        if total is not None and expected_bytes is not None and total != expected_bytes:
            raise SourceFault(self.name, "length", is_final=True)
        return start - first

    def _body(self, response: httpx.Response, skip: int) -> Iterator[bytes]:
        window_ends, received = time.monotonic() + _WINDOW_S, 0
        # Without a chunk size: httpx would gather pieces and throw away the last ones when the connection breaks.
        for data in response.iter_raw():
            received += len(data)
            if time.monotonic() > window_ends:
                if received < _LEAST_BYTES_PER_WINDOW:
                    raise SourceFault(self.name, "slow")
                window_ends, received = time.monotonic() + _WINDOW_S, 0
            if skip >= len(data):
                skip -= len(data)
                continue
            yield data[skip:]
            skip = 0


@cache
def _trust() -> ssl.SSLContext:
    """The public roots; loading them takes a tenth of a second, so all sources share them."""
    return httpx.create_ssl_context()


def _may_follow(url: str, target: str) -> bool:
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
    return not _is_inside(new.hostname) or _is_inside(old.hostname or "")


def _is_inside(host: str) -> bool:
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
    return any(not ipaddress.ip_address(str(where[4][0]).partition("%")[0]).is_global for where in found)
