"""Older blocks are fetched, decoded and read in a process of their own, beside the one that writes the catalogue.

In one process nothing of it happens at the same time: SQLite lets go of the interpreter for each row, and waits for it
again behind the thread that decodes. Measured: two threads took longer than one after the other.
"""

import contextlib
import dataclasses
import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future
from operator import attrgetter
from typing import TypeVar

import msgspec

from desktop.bootstrap.garbage import collect_rarely
from desktop.chain.errors import LyingNode
from desktop.chain.events import TOPICS, RpcLog
from desktop.chain.log_ranges import LogRange, LogSource, Span
from desktop.chain.logs import LogDecoder, Read
from desktop.chain.rpc import RpcClient
from desktop.core.errors import AppError, ChildDied
from desktop.core.events import ChainEvent, EventBatch, Listed
from desktop.core.identity import Address
from desktop.processes import BrokenFrame, Channel, Child, serve
from desktop.store import listing_rows
from desktop.store.listing_rows import Readings, ReadListing

log = logging.getLogger("licet.older_logs")

CHILD = "older-logs"
MANY = 1_000
"""So many events in a batch make it worth the half second, and the memory, of another process."""

Found = TypeVar("Found")

_LISTED = "0x" + TOPICS["Listed"].hex()
_by_place = attrgetter("at.block_number", "at.log_index")


class Asked(msgspec.Struct):
    """What the process is asked: blocks of one endpoint, downwards from ``last``, to ``first`` at the lowest.

    ``url`` may hold a key; ``blocks`` and ``most`` are the endpoint's ``Span``.
    """

    url: str
    market: bytes
    records: bytes
    last: int
    first: int
    blocks: int
    most: int


class Answered(msgspec.Struct):
    """What it found: new listings with their readings, one for one, and all other logs as the node told them."""

    first: int
    last: int
    blocks: int
    most: int
    limits: tuple[int, int] | None
    listed: list[Listed]
    readings: list[ReadListing]
    rest: list[RpcLog]


_encode = msgspec.msgpack.Encoder().encode
_asked = msgspec.msgpack.Decoder(Asked).decode
_answered = msgspec.msgpack.Decoder(Answered).decode


def main() -> None:
    """Answer ``read(...)`` until the parent closes its end."""
    collect_rarely()
    with contextlib.closing(Reading()) as reading:
        serve(Channel(), {"read": lambda asked: _encode(reading.answer(_asked(asked)))})


class Reading:
    """The process's work: while a range is decoded and read, the one below it is fetched."""

    def __init__(self) -> None:
        self._clients: dict[str, RpcClient] = {}
        self._ahead: tuple[str, int, Future[tuple[LogRange, Span]]] | None = None

    def close(self) -> None:
        for client in self._clients.values():
            client.close()

    def answer(self, asked: Asked) -> Answered:
        """Fetch a range, decode it, and read what is listed in it.

        Raises:
            AppError: The node failed, or told what cannot be.
        """
        client = self._clients.get(asked.url) or RpcClient(asked.url)
        self._clients[asked.url] = client
        decoder = LogDecoder(Address(asked.market), Address(asked.records))
        found, span = self._fetched(client, decoder, asked)
        if found.first > asked.first:
            self._fetch_ahead(client, decoder, asked, found.first - 1, span)
        events = decoder.decode(client, found, {})
        times = {event.at.block_number: hex(event.at.timestamp) for event in events}
        rest = [entry for entry in found.logs if not _is_listed(entry)]
        for entry in rest:
            entry.block_timestamp = entry.block_timestamp or times.get(int(entry.block_number, 16))
        listed = [event for event in events if isinstance(event, Listed)]
        readings = list(listing_rows.read(listed).values())
        return Answered(found.first, found.last, span.blocks, span.most, span.limits, listed, readings, rest)

    def _fetched(self, client: RpcClient, decoder: LogDecoder, asked: Asked) -> tuple[LogRange, Span]:
        ahead, self._ahead = self._ahead, None
        if ahead is not None and ahead[:2] == (asked.url, asked.last):
            with contextlib.suppress(AppError):  # asked again below: whoever is told has just failed
                return ahead[2].result()
        return _fetch(client, decoder, asked, asked.last, Span(asked.blocks, asked.most))

    def _fetch_ahead(
        self, client: RpcClient, decoder: LogDecoder, asked: Asked, last: int, span: Span
    ) -> None:
        self._ahead = (
            asked.url,
            last,
            _beside(lambda: _fetch(client, decoder, asked, last, dataclasses.replace(span))),
        )


def _fetch(
    client: RpcClient, decoder: LogDecoder, asked: Asked, last: int, span: Span
) -> tuple[LogRange, Span]:
    source = LogSource(decoder.addresses)
    source.know(client.origin, span)
    return source.downward(client, last, asked.first), span


def _beside(work: Callable[[], Found]) -> "Future[Found]":
    """Do something in a thread that the end of the process does not wait for."""
    future: Future[Found] = Future()

    def run() -> None:
        try:
            future.set_result(work())
        except BaseException as error:  # noqa: BLE001 - raised again where the result is asked for
            future.set_exception(error)

    threading.Thread(target=run, name="ahead", daemon=True).start()
    return future


def _is_listed(entry: RpcLog) -> bool:
    return entry.topics[:1] == [_LISTED]


class OlderLogs:
    """The follower's reader of older ranges (``chain.logs.OlderReader``): begins to work where there is much to read."""

    def __init__(self, market: Address, records: Address, many: int = MANY) -> None:
        """Make it; no process is started yet.

        Args:
            market: Whose logs are read.
            records: The records contract, read in the same request.
            many: How many events of one batch start the process.
        """
        self._market = market
        self._records = records
        self._many = many
        self._decoder = LogDecoder(market, records)
        self._child: Child | None = None
        self._is_over = False
        self._changing = threading.Lock()
        self._read: dict[tuple[int, int], tuple[tuple[ChainEvent, ...], Readings]] = {}

    def read(self, client: RpcClient, span: Span, last: int, first: int) -> Read | None:
        """A range that ends with ``last``; None where the follower is to read it itself.

        Raises:
            AppError: What the node did wrong, as if the follower had asked it.
        """
        child = self._child
        if child is None:
            return None
        asked = Asked(client.url, self._market.raw, self._records.raw, last, first, span.blocks, span.most)
        try:
            found = _answered(child.call("read", asked=_encode(asked)))
        except (ChildDied, BrokenFrame, msgspec.MsgspecError) as error:
            log.warning("older blocks are read here: %s", type(error).__name__)
            self._end()
            return None
        span.blocks, span.most, span.limits = found.blocks, found.most, found.limits or span.limits
        logs = LogRange(found.first, found.last, found.rest, client.origin)
        others = self._decoder.decode(client, logs, {})
        events = tuple(sorted((*found.listed, *others), key=_by_place)) if others else tuple(found.listed)
        if len(found.readings) != len(found.listed):
            raise LyingNode(client.origin, "listings without what they say")
        places = ((event.at.block_number, event.at.log_index) for event in found.listed)
        self._read[found.first, found.last] = events, dict(zip(places, found.readings, strict=True))
        return logs, events

    def readings(self, batch: EventBatch) -> Readings:
        """What the new listings of a batch say; read here unless the process did."""
        events, readings = self._read.pop((batch.first, batch.last), ((), {}))
        return readings if events is batch.events else listing_rows.read(batch.events)

    def weigh(self, batch: EventBatch) -> None:
        """Begin where a batch shows that there is much to read, and end where nothing older is left."""
        if not batch.older_left:
            self._end()
        elif len(batch.events) >= self._many:
            with self._changing:
                if self._child is None and not self._is_over:
                    self._child = Child(CHILD)

    def forget(self) -> None:
        """Nobody asks any more for what was read."""
        self._read.clear()

    def close(self) -> None:
        """End the process, if there is one, for good."""
        self._is_over = True
        self._end()

    def _end(self) -> None:
        with self._changing:
            child, self._child = self._child, None
        self.forget()
        if child is not None:
            child.kill()
