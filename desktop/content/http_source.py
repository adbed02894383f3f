"""Content over HTTP: ranges where the server knows them, patience with limits, and belief in nothing it says."""

import re
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar, DefaultCookiePolicy
from urllib.parse import urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

import httpx

from desktop.content.errors import SourceFault
from desktop.content.guarding import GuardedBackend, GuardedTransport, PrivateAddress, is_inside, may_follow
from desktop.content.raw_bodies import body_of
from desktop.content.reading import Body

_TIMEOUT = httpx.Timeout(20.0, connect=10.0)
_MAX_REDIRECTS = 4
_REDIRECTS = {301, 302, 303, 307, 308}
_TRANSIENT = {408, 425, 429}
_RANGE = re.compile(r"bytes (\d{1,20})-(\d{1,20})/(\d{1,20}|\*)\Z")

_ETAG = re.compile(r'"[\x21\x23-\x7e]{0,128}"\Z')
"""A strong one (a weak one promises nothing about bytes) of characters that can be sent back (RFC 9110, 8.8.3)."""

_PAGES = {"text/html": "html", "application/json": "json"}
"""What a portal, a gateway or a broken server says instead of the file."""


class HttpSource:
    """One base address of a web server. Cookies, credentials and compression are not used.

    Args:
        base: ``http(s)://host/path``; a file is at ``<base>/<identity hex>/<file>``.
        may_be_inside: Whether it may lead into this machine or its network: the person gave it, or allowed that.
        name: What it is called; by default its address.
        timeout: For each connection and each read.
    """

    def __init__(
        self, base: str, *, may_be_inside: bool = False, name: str = "", timeout: httpx.Timeout = _TIMEOUT
    ) -> None:
        self._base = base.rstrip("/")
        self._name = name or self._base
        may_be_private = _private_for(self._base, may_be_inside=may_be_inside)
        proxy = _proxy_for(self._base)
        # What a proxy reaches, the proxy's own network decides; names that lead inside from here are refused first.
        self._refused: Callable[[str], bool] = lambda host: (
            bool(proxy) and not may_be_private(host) and is_inside(host)
        )
        self._backend = GuardedBackend((lambda _host: True) if proxy else may_be_private)
        self._client = httpx.Client(
            transport=GuardedTransport(self._backend, proxy),
            timeout=timeout,
            follow_redirects=False,
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),  # httpx keeps them unasked
            headers={"Accept-Encoding": "identity", "User-Agent": "licet"},
        )
        self._etags: dict[str, str] = {}

    @property
    def name(self) -> str:
        return self._name

    def close(self) -> None:
        self._client.close()

    def interrupt(self) -> None:
        """See ``Source.interrupt``."""
        self._backend.interrupt()

    @contextmanager
    def open(
        self, identity: bytes, file: str, start: int, stop: int | None, expected_bytes: int | None
    ) -> Generator[Body]:
        """See ``Source.open``. A server without ranges sends everything: the body then begins at 0."""
        url = f"{self._base}/{identity.hex()}/{file}"
        with self._answer(url, start, stop, expected_bytes, "*/*", only_if_same=False) as body:
            yield body

    @contextmanager
    def stream(
        self, url: str, start: int = 0, expected_bytes: int | None = None, accept: str = "*/*"
    ) -> Generator[Iterator[bytes]]:
        """The body of any address from ``start`` on, of the file that was seen before; raises as ``Source.open``."""
        with self._answer(url, start, None, expected_bytes, accept, only_if_same=True) as body:
            yield body.after(start)

    @contextmanager
    def _answer(
        self,
        url: str,
        start: int,
        stop: int | None,
        expected_bytes: int | None,
        accept: str,
        *,
        only_if_same: bool,
    ) -> Generator[Body]:
        headers = {"Accept": accept}
        if start or stop is not None:
            headers["Range"] = f"bytes={start}-{'' if stop is None else stop - 1}"
            if only_if_same and url in self._etags:
                headers["If-Range"] = self._etags[url]
        try:
            response = self._get(url, headers)
            try:
                first = self._judge(response, start, stop, expected_bytes, accept)
                etag = response.headers.get("etag", "")
                if _ETAG.match(etag):
                    self._etags[url] = etag
                yield body_of(self.name, response, first)
            finally:
                response.close()
        except PrivateAddress as error:
            raise SourceFault(self.name, "private", is_final=True) from error
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
            if self._refused(urlsplit(url).hostname or ""):
                raise SourceFault(self.name, "private", is_final=True)
            try:
                request = self._client.build_request("GET", url, headers=headers)
                self._backend.splits_heads = True
                response = self._client.send(request, stream=True)
                self._backend.splits_heads = False
            except UnicodeError as error:  # a host name that no name server could be asked for
                raise SourceFault(self.name, "address", is_final=True) from error
            if response.status_code not in _REDIRECTS:
                return response
            response.close()
            target = urljoin(url, response.headers.get("location", ""))
            if not may_follow(url, target):
                raise SourceFault(self.name, "redirect", is_final=True)
            url = target
        raise SourceFault(self.name, "redirect", is_final=True)

    def _judge(
        self, response: httpx.Response, start: int, stop: int | None, expected_bytes: int | None, accept: str
    ) -> int:
        """Refuse what cannot be the file; returns the offset at which the body begins. JSON may be what was asked for."""
        code = response.status_code
        if code not in {200, 206}:
            is_final = code < 500 and code not in _TRANSIENT
            raise SourceFault(self.name, "status", is_final, str(code))
        kind = _PAGES.get(response.headers.get("content-type", "").lower().partition(";")[0].strip())
        if kind is not None and not (kind == "json" and "json" in accept):
            raise SourceFault(self.name, kind, is_final=True)
        if response.headers.get("content-encoding", "identity").lower() != "identity":
            raise SourceFault(self.name, "encoding", is_final=True)
        if code == 200:
            length = response.headers.get("content-length")
            first, total = 0, int(length) if length is not None and length.isdecimal() else None
        else:
            match = _RANGE.match(response.headers.get("content-range", ""))
            if match is None or int(match[1]) != start or (stop is not None and int(match[2]) >= stop):
                raise SourceFault(self.name, "range", is_final=True)
            first, total = start, None if match[3] == "*" else int(match[3])
        if total is not None and expected_bytes is not None and total != expected_bytes:
            raise SourceFault(self.name, "length", is_final=True)
        return first


def _proxy_for(base: str) -> str:
    """The web proxy that this machine is told to use for an address; empty for none."""
    parts = urlsplit(base)
    host = parts.hostname or ""
    proxy = getproxies().get(parts.scheme, "")
    return "" if not proxy.startswith(("http://", "https://")) or proxy_bypass(host) else proxy


def _private_for(base: str, *, may_be_inside: bool) -> Callable[[str], bool]:
    """Which hosts may lead inside: none that a stranger named; of the person's, that host and, from inside, others."""
    if not may_be_inside:
        return lambda _host: False
    own = (urlsplit(base).hostname or "").lower()
    return lambda host: host.lower() == own or is_inside(own)
