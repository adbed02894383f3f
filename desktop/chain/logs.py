"""Following the logs of the market and its records: the newest first, and back again when the chain reorganises.

The follower is the reader's half of the indexer. What it hands out is written by the store room in one transaction
per batch; after a restart it goes on from the numbers and hashes that were written with the last batch.

What is read is one interval of blocks. It begins at the head, grows upwards with each new block, and downwards, range
by range, until it reaches the block where the market was deployed: what was listed last is there in a moment, however
long the chain. All of a batch comes from one endpoint; while it is written, the next older range is fetched.
"""

import logging
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Protocol

from desktop.chain.errors import LyingNode
from desktop.chain.events import MalformedLog, RpcLog, decode_log
from desktop.chain.headers import Outlook, RpcHeader, check_chain, headers, look
from desktop.chain.log_ranges import LogRange, LogSource, Span
from desktop.chain.nodes import Nodes
from desktop.chain.records import decode_record
from desktop.chain.rpc import RpcClient, to_bytes, to_int
from desktop.core.errors import AppError
from desktop.core.events import ChainEvent, EventBatch
from desktop.core.identity import Address

log = logging.getLogger("licet.chain.logs")

_TRIES = 3
_MOST_LOGS = 1 << 31
_MOST_SECONDS = 1 << 40  # the width of the contract's own times
_MOST_LISTINGS = 1 << 63

Decoder = Callable[[RpcLog, int], ChainEvent | None]


class LogDecoder:
    """Logs of a market and its records as events, each checked against where it says it stands."""

    def __init__(self, market: Address, records: Address | None) -> None:
        self._decoders: dict[str, Decoder] = {"0x" + market.raw.hex(): decode_log}
        if records is not None:
            self._decoders["0x" + records.raw.hex()] = decode_record
        self.addresses = [address for address in (market, records) if address is not None]

    def decode(
        self, client: RpcClient, found: LogRange, tail: Mapping[int, RpcHeader]
    ) -> tuple[ChainEvent, ...]:
        """The events in chain order, also if the node tells one contract after the other.

        ``tail`` saves asking for the times of its blocks.

        Raises:
            LyingNode: A log that its contract cannot have written, or from elsewhere than was asked.
        """
        try:
            own = [
                (decoder, entry)
                for entry in found.logs
                if (decoder := self._decoders.get(entry.address.lower())) is not None
            ]
            if any(entry.removed for entry in found.logs):
                raise LyingNode(client.origin, "logs of a block that is not on the chain")
            times = self._times(client, own, tail)
            decoded = [
                decoder(
                    entry,
                    int(entry.block_timestamp, 16)
                    if entry.block_timestamp is not None
                    else times[int(entry.block_number, 16)],
                )
                for decoder, entry in own
            ]
        except (MalformedLog, ValueError, KeyError) as error:
            raise LyingNode(client.origin, "a log that its contract cannot have written") from error
        events = sorted(
            (event for event in decoded if event is not None),
            key=lambda event: (event.at.block_number, event.at.log_index),
        )
        places = {(event.at.block_number, event.at.log_index) for event in events}
        if len(places) != len(events) or not all(found.first <= block <= found.last for block, _ in places):
            raise LyingNode(client.origin, "logs of blocks that were not asked for")
        if not all(map(_is_possible, events)):
            raise LyingNode(client.origin, "a number that no chain reaches")
        return tuple(events)

    @staticmethod
    def _times(
        client: RpcClient, own: list[tuple[Decoder, RpcLog]], tail: Mapping[int, RpcHeader]
    ) -> dict[int, int]:
        """Times of the blocks whose logs do not tell them, as those of older nodes."""
        undated = {int(entry.block_number, 16) for _, entry in own if entry.block_timestamp is None}
        known = dict(tail) | headers(client, sorted(undated - set(tail)))
        return {number: to_int(header.timestamp) for number, header in known.items()}


def _is_possible(event: ChainEvent) -> bool:
    """Whether the numbers that are counted one by one could have been reached; nothing that keeps them need fear more."""
    at = event.at
    return (
        0 <= at.log_index < _MOST_LOGS
        and 0 <= at.timestamp < _MOST_SECONDS
        and getattr(event, "listing", 0) < _MOST_LISTINGS
    )


Read = tuple[LogRange, tuple[ChainEvent, ...]]
"""Logs of a range, as far as anybody asks for them again, and their events."""


class OlderReader(Protocol):
    """Reads blocks that are final and below all that was read: in another process, perhaps."""

    def read(self, client: RpcClient, span: Span, last: int, first: int) -> Read | None:
        """A range that ends with ``last`` and begins at ``first`` at the lowest; None if it is not to be had here.

        ``span`` is what the endpoint serves, and learns from it. Raises as ``LogSource.downward`` and ``LogDecoder.decode``.
        """


class LogFollower:
    """Reads the events of one market, and of its records, each exactly once per branch of the chain."""

    def __init__(
        self,
        nodes: Nodes,
        market: Address,
        *,
        records: Address | None = None,
        first_block: int = 0,
        first_indexed: int | None = None,
        last_indexed: int | None = None,
        block_hashes: Mapping[int, bytes] | None = None,
        older: OlderReader | None = None,
        limits: Mapping[str, tuple[int, int]] | None = None,
    ) -> None:
        """Make a follower.

        Args:
            nodes: Where to read; an endpoint that is behind the last one changes nothing.
            market: The contract whose logs are read.
            records: Its records contract, read in the same request; it need not be there (yet).
            first_block: Where the market was deployed, or earlier.
            first_indexed: The first block that was written; None if nothing older is missing.
            last_indexed: The last block that was written; None to begin.
            block_hashes: The hashes written with it (``EventBatch.block_hashes``).
            older: Who reads the bulk of what is older; the follower itself where it is None, or does not.
            limits: What was learnt of endpoints before (``limits``).
        """
        self._nodes = nodes
        self._decoder = LogDecoder(market, records)
        self._source = LogSource(self._decoder.addresses)
        for origin, (blocks, most) in (limits or {}).items():
            self._source.know(origin, Span(blocks, most))
        self._first_block = first_block
        self._last = last_indexed
        self._lowest = first_block if first_indexed is None else first_indexed
        self._hashes = dict(block_hashes or {})
        self._older_reader = older
        self._outlook: Outlook | None = None
        self._ahead: tuple[RpcClient, int, Future[Read]] | None = None
        self._fetching = ThreadPoolExecutor(max_workers=1, thread_name_prefix="older-logs")

    def close(self) -> None:
        """End what is fetched ahead; the follower is not used again."""
        self._ahead = None
        self._fetching.shutdown(wait=False, cancel_futures=True)

    @property
    def origin(self) -> str:
        """The endpoint that answered last."""
        return self._nodes.origin

    @property
    def limits(self) -> dict[str, tuple[int, int]]:
        """What each endpoint was found to serve at once, if it refused more (``Span.limits``)."""
        return {origin: span.limits for origin, span in self._source.spans.items() if span.limits}

    def poll(self) -> EventBatch:
        """What is new since the last call, else some of what is older; an empty batch if nothing is.

        Raises:
            AppError: The node failed; the next call begins where this one did.
            LyingNode: The node's logs and headers do not fit together, also when asked again.
        """
        for _ in range(_TRIES - 1):
            try:
                return self._nodes.first(self._poll, leave_any=True)
            except LyingNode as error:
                # A block that was replaced between two requests looks the same as a lie, once.
                log.debug("read again: %s", error.what)
                self._ahead = None
        return self._nodes.first(self._poll, leave_any=True)

    def _poll(self, client: RpcClient) -> EventBatch:
        seen = look(client)
        rollback_to = self._find_fork(client, seen.head)
        last = self._last if rollback_to is None else rollback_to
        if last is not None and last < self._lowest:
            last = None  # nothing is left of what was read
        if last is None:
            return self._newest(client, seen, rollback_to)
        if last < seen.head:
            return self._newer(client, seen, last, rollback_to)
        if rollback_to is None and self._lowest > self._first_block:
            return self._older(client, seen)
        kept = {n: h for n, h in self._hashes.items() if n <= last}
        batch = EventBatch(last + 1, last, seen.head, seen.head_timestamp, (), kept, rollback_to)
        return self._settle(batch, self._lowest)

    def _newest(self, client: RpcClient, seen: Outlook, rollback_to: int | None) -> EventBatch:
        """The first batch of all: the end of the chain."""
        found = self._source.downward(client, seen.head, min(self._first_block, seen.head))
        tail, hashes = self._check(client, seen, found, {})
        events = self._decoder.decode(client, found, tail)
        batch = EventBatch(
            found.first, found.last, seen.head, seen.head_timestamp, events, hashes, rollback_to,
            older_left=max(0, found.first - self._first_block),
        )  # fmt: skip
        return self._settle(batch, found.first)

    def _newer(self, client: RpcClient, seen: Outlook, last: int, rollback_to: int | None) -> EventBatch:
        """Blocks that came since; what is fetched ahead stays for later."""
        kept = {n: h for n, h in self._hashes.items() if n <= last}
        found = self._source.upward(client, last + 1, seen.head)
        tail, hashes = self._check(client, seen, found, kept)
        events = self._decoder.decode(client, found, tail)
        batch = EventBatch(
            found.first, found.last, seen.head, seen.head_timestamp, events, hashes, rollback_to,
            older_left=self._lowest - self._first_block,
        )  # fmt: skip
        return self._settle(batch, self._lowest)

    def _older(self, client: RpcClient, seen: Outlook) -> EventBatch:
        """Blocks below what is read, which the next one is fetched behind."""
        found, events = self._fetched(client) or self._read_older(client, self._lowest - 1, seen.final)
        if found.first > self._first_block:
            self._fetch_ahead(client, found.first - 1, seen.final)
        _, hashes = self._check(client, seen, found, {}, is_older=True)
        batch = EventBatch(
            found.first, found.last, seen.head, seen.head_timestamp, events, self._hashes | hashes,
            is_older=True, older_left=found.first - self._first_block,
        )  # fmt: skip
        return self._settle(batch, found.first)

    def _read_older(self, client: RpcClient, last: int, final: int) -> Read:
        if self._older_reader is not None and last <= final:
            span = self._source.span(client.origin)
            read = self._older_reader.read(client, span, last, self._first_block)
            if read is not None:
                return read
        found = self._source.downward(client, last, self._first_block)
        return found, self._decoder.decode(client, found, {})

    def _fetch_ahead(self, client: RpcClient, last: int, final: int) -> None:
        self._ahead = (client, last, self._fetching.submit(self._read_older, client, last, final))

    def _fetched(self, client: RpcClient) -> Read | None:
        """What was fetched ahead, if it is what is wanted now."""
        ahead, self._ahead = self._ahead, None
        if ahead is None:
            return None
        asked, last, future = ahead
        try:
            read = future.result()  # also if it is not wanted: a source serves one thread at a time
        except AppError as error:
            log.debug("read again what was not fetched ahead: %s", type(error).__name__)
            return None
        return read if asked is client and last == self._lowest - 1 else None

    def _settle(self, batch: EventBatch, lowest: int) -> EventBatch:
        if not batch.is_older:
            self._last = batch.last
        self._lowest = lowest
        self._hashes = dict(batch.block_hashes)
        return batch

    def _check(
        self,
        client: RpcClient,
        seen: Outlook,
        found: LogRange,
        kept: Mapping[int, bytes],
        *,
        is_older: bool = False,
    ) -> tuple[dict[int, RpcHeader], dict[int, bytes]]:
        """The headers of a range's end, with which its logs agree, and the hashes to keep.

        Kept are those of blocks that are not final, and of the newest one in any case.
        """
        final = seen.final + 1 if is_older else min(seen.final, found.last)
        unfinal = range(max(found.first, final), found.last + 1)
        # The head is asked for once more: if it is still the same, so is everything below, and the logs that were
        # read between the two are of this chain.
        asked = {*unfinal, seen.head} if found.last > seen.final else set(unfinal)
        tail = headers(client, sorted(asked))
        if len(tail) != len(asked):
            raise LyingNode(client.origin, "a block that was there is missing")
        if seen.head in tail and to_bytes(tail[seen.head].hash) != seen.head_hash:
            raise LyingNode(client.origin, "the chain moved while it was read")
        check_chain(client.origin, tail, kept)
        self._check_blocks(client, found, tail)
        hashes = {n: h for n, h in kept.items() if n >= final}
        return tail, hashes | {n: to_bytes(tail[n].hash) for n in unfinal}

    @staticmethod
    def _check_blocks(client: RpcClient, found: LogRange, tail: Mapping[int, RpcHeader]) -> None:
        by_number = {hex(number): header.hash.lower() for number, header in tail.items()}
        for entry in found.logs if by_number else ():
            if (
                by_number.get(entry.block_number.lower(), entry.block_hash.lower())
                != entry.block_hash.lower()
            ):
                raise LyingNode(client.origin, "logs of a block that is not on the chain")

    def _find_fork(self, client: RpcClient, head: int) -> int | None:
        """The last block that is still what was indexed, or None if all are."""
        if not self._hashes:
            return None
        reached = [number for number in self._hashes if number <= head]
        # A node that is a little behind is no reorganisation: the newest block that it has decides. One that does
        # not even have the last final block serves another chain, as after a demo network was begun anew.
        if reached and self._still_there(client, [max(reached)]):
            return None
        present = self._still_there(client, reached)
        # What was read may begin below the market's first block: on a chain that was still shorter.
        fork = max(present, default=min(self._first_block, self._lowest) - 1)
        log.info("the chain was reorganised above block %d", fork)
        self._ahead = None
        return fork

    def _still_there(self, client: RpcClient, numbers: list[int]) -> list[int]:
        found = headers(client, numbers)
        return [n for n in numbers if n in found and to_bytes(found[n].hash) == self._hashes[n]]
