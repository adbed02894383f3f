"""Block lists from the web: one small file from an address that the person typed, under the rules of every source."""

import time
from typing import Final
from urllib.parse import urlsplit

from desktop.content.errors import SourceFault
from desktop.content.http_source import HttpSource
from desktop.core.block_lists import MAX_FILE_BYTES, NotABlockList
from desktop.core.cancel import CancelToken
from desktop.services.block_lists import BlockListUnavailable, InvalidListAddress

_MOST_ADDRESS_CHARS: Final = 300
_MOST_S: Final = 120.0
"""A list is small: who takes longer only pretends to serve."""


class ListFiles:
    """Fits ``services.block_lists.ports.ListFetcher``."""

    def check(self, address: str) -> str:
        """The address without blanks around it: of the web, with a host, and without credentials or a fragment."""
        text = address.strip()
        try:
            parts = urlsplit(text)
            is_plain = parts.username is None and parts.password is None and not parts.fragment
            has_host = bool(parts.hostname) and parts.port != 0
        except ValueError as error:
            raise InvalidListAddress(text[:_MOST_ADDRESS_CHARS]) from error
        is_short = len(text) <= _MOST_ADDRESS_CHARS and text.isprintable() and " " not in text
        if parts.scheme not in {"http", "https"} or not has_host or not is_plain or not is_short:
            raise InvalidListAddress(text[:_MOST_ADDRESS_CHARS])
        return text

    def fetch(self, address: str, cancel: CancelToken) -> bytes:
        """The file's bytes, at most as many as a list may have."""
        source, data, ends = HttpSource(address, may_be_inside=True), bytearray(), time.monotonic() + _MOST_S
        try:
            with source.stream(address, accept="application/json") as body:
                for piece in body:
                    cancel.raise_if_cancelled()
                    data += piece
                    if len(data) > MAX_FILE_BYTES:
                        raise NotABlockList("size")
                    if time.monotonic() > ends:
                        raise BlockListUnavailable(address)
        except SourceFault as fault:
            raise BlockListUnavailable(address) from fault
        finally:
            source.close()
        return bytes(data)
