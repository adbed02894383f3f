"""Following the logs of the market and its records: adaptive block ranges, and back again when the chain reorganises.

The follower is the reader's half of the indexer. What it hands out is written by the store room in one transaction
per batch; after a restart it goes on from the numbers and hashes that were written with the last batch.
"""

import logging
from collections.abc import Callable, Iterable, Mapping

import msgspec

from desktop.chain.errors import AnswerTooLarge, LyingNode, NodeRefused, TooManyResults
from desktop.chain.events import MalformedLog, RpcLog, decode_log
from desktop.chain.nodes import Nodes
from desktop.chain.records import decode_record
from desktop.chain.rpc import Hash, Quantity, to_bytes, to_int
from desktop.core.errors import NodeTimeout
from desktop.core.events import ChainEvent, EventBatch
from desktop.core.identity import Address

log = logging.getLogger("licet.chain.logs")

FIRST_SPAN = 2_000
MAX_SPAN = 50_000
_MANY_LOGS = 4_000
"""Above so many logs in an answer the range is not widened further."""

_UNFINAL_BLOCKS = 96
"""How many blocks count as not final where the node knows no ``finalized``: three epochs."""

_HEADERS_PER_REQUEST = 100
_TRIES = 3


class RpcHeader(msgspec.Struct, rename="camel"):
    """The part of a block that following needs."""

    number: Quantity
    hash: Hash
    parent_hash: Hash
    timestamp: Quantity


class LogFollower:
    """Reads the events of one market, and of its records, in order, each exactly once per branch of the chain."""

    def __init__(
        self,
        nodes: Nodes,
        market: Address,
        *,
        records: Address | None = None,
        first_block: int = 0,
        last_indexed: int | None = None,
        block_hashes: Mapping[int, bytes] | None = None,
    ) -> None:
        """Make a follower.

        Args:
            nodes: Where to read; an endpoint that is behind the last one changes nothing.
            market: The contract whose logs are read.
            records: Its records contract, read in the same request; it need not be there (yet).
            first_block: Where the market was deployed, or earlier.
            last_indexed: The last block that was written; None to begin.
            block_hashes: The hashes written with it (``EventBatch.block_hashes``).
        """
        self._nodes = nodes
        self._decoders: dict[bytes, Callable[[RpcLog, int], ChainEvent | None]] = {market.raw: decode_log}
        if records is not None:
            self._decoders[records.raw] = decode_record
        self._addresses = [str(address) for address in (market, records) if address is not None]
        self._first = first_block
        self._next = first_block if last_indexed is None else last_indexed + 1
        self._hashes = dict(block_hashes or {})
        self._span = FIRST_SPAN

    def poll(self) -> EventBatch:
        """What is new since the last call; an empty batch if nothing is.

        Raises:
            AppError: The node failed; the next call begins where this one did.
            LyingNode: The node's logs and headers do not fit together, also when asked again.
        """
        for _ in range(_TRIES - 1):
            try:
                return self._poll_once()
            except LyingNode as error:
                # A block that was replaced between two requests looks the same as a lie, once.
                log.debug("read again: %s", error.what)
        return self._poll_once()

    def _poll_once(self) -> EventBatch:
        head = self._header("latest")
        head_number = to_int(head.number)
        rollback_to = self._find_fork(head_number)
        first = self._next if rollback_to is None else rollback_to + 1
        kept = {n: h for n, h in self._hashes.items() if n < first}
        if first > head_number:
            return self._settle(
                EventBatch(first, first - 1, head_number, to_int(head.timestamp), (), kept, rollback_to)
            )
        last, logs = self._read_logs(first, head_number)
        final = min(self._final_number(head_number), last)
        unfinal = range(max(first, final), last + 1)
        tail = self._headers(unfinal)
        if len(tail) != len(unfinal):
            raise LyingNode(self._nodes.origin, "a block that was there is missing")
        self._check_tail(tail, logs, kept)
        hashes = {n: h for n, h in kept.items() if n >= final}
        hashes |= {n: to_bytes(header.hash) for n, header in tail.items()}
        events = self._decode(logs, tail)
        batch = EventBatch(first, last, head_number, to_int(head.timestamp), events, hashes, rollback_to)
        return self._settle(batch)

    def _settle(self, batch: EventBatch) -> EventBatch:
        self._next = batch.last + 1
        self._hashes = dict(batch.block_hashes)
        return batch

    def _header(self, tag: str) -> RpcHeader:
        header = self._nodes.find("eth_getBlockByNumber", [tag, False], RpcHeader)
        if header is None:
            raise LyingNode(self._nodes.origin, f"no {tag} block")
        return header

    def _headers(self, numbers: Iterable[int]) -> dict[int, RpcHeader]:
        wanted = list(numbers)
        found: dict[int, RpcHeader] = {}
        for start in range(0, len(wanted), _HEADERS_PER_REQUEST):
            part = wanted[start : start + _HEADERS_PER_REQUEST]
            answers = self._nodes.find_all(
                [("eth_getBlockByNumber", [hex(number), False]) for number in part],
                RpcHeader,
            )
            found |= {n: header for n, header in zip(part, answers, strict=True) if header is not None}
        return found

    def _final_number(self, head: int) -> int:
        try:
            header = self._nodes.call("eth_getBlockByNumber", ["finalized", False], RpcHeader | None)  # type: ignore[arg-type]
        except NodeRefused:
            header = None
        return max(0, head - _UNFINAL_BLOCKS) if header is None else min(head, to_int(header.number))

    def _find_fork(self, head: int) -> int | None:
        """The last block that is still what was indexed, or None if all are."""
        if not self._hashes:
            return None
        reached = [number for number in self._hashes if number <= head]
        # A node that is a little behind is no reorganisation: the newest block that it has decides. One that does
        # not even have the last final block serves another chain, as after a demo network was begun anew.
        if reached and self._still_there([max(reached)]):
            return None
        present = self._still_there(reached)
        fork = max(present, default=self._first - 1)
        log.info("the chain was reorganised above block %d", fork)
        return fork

    def _still_there(self, numbers: list[int]) -> list[int]:
        headers = self._headers(numbers)
        return [n for n in numbers if n in headers and to_bytes(headers[n].hash) == self._hashes[n]]

    def _read_logs(self, first: int, head: int) -> tuple[int, list[RpcLog]]:
        """The logs from ``first`` on, over the widest range that the node serves."""
        while True:
            last = min(head, first + self._span - 1)
            query = {"address": self._addresses, "fromBlock": hex(first), "toBlock": hex(last)}
            try:
                logs = self._nodes.call("eth_getLogs", [query], list[RpcLog])
            except (TooManyResults, AnswerTooLarge, NodeTimeout):
                if last == first:
                    raise
                self._span = max(1, (last - first + 1) // 2)
                continue
            if last < head and len(logs) < _MANY_LOGS:
                self._span = min(self._span * 2, MAX_SPAN)
            return last, logs

    def _check_tail(
        self, tail: Mapping[int, RpcHeader], logs: Iterable[RpcLog], kept: Mapping[int, bytes]
    ) -> None:
        """The headers form one chain with what is kept, and the logs are from it."""
        known = dict(kept)
        for number in sorted(tail):
            header = tail[number]
            if known.get(number - 1, to_bytes(header.parent_hash)) != to_bytes(header.parent_hash):
                # Reorganised between two of our requests: the next poll finds the fork.
                raise LyingNode(self._nodes.origin, "the chain moved while it was read")
            known[number] = to_bytes(header.hash)
        for entry in logs:
            owner = tail.get(int(entry.block_number, 16))
            if entry.removed or (owner is not None and owner.hash.lower() != entry.block_hash.lower()):
                raise LyingNode(self._nodes.origin, "logs of a block that is not on the chain")

    def _decode(self, logs: list[RpcLog], tail: Mapping[int, RpcHeader]) -> tuple[ChainEvent, ...]:
        """The events in chain order, also if the node tells one contract after the other."""
        try:
            own = [
                (decoder, entry)
                for entry in logs
                if (decoder := self._decoders.get(bytes.fromhex(entry.address[2:]))) is not None
            ]
            undated = {int(entry.block_number, 16) for _, entry in own if entry.block_timestamp is None}
            times = {n: to_int(h.timestamp) for n, h in tail.items()}
            times |= {n: to_int(h.timestamp) for n, h in self._headers(sorted(undated - set(times))).items()}
            decoded = [
                decoder(
                    entry,
                    times[int(entry.block_number, 16)]
                    if entry.block_timestamp is None
                    else int(entry.block_timestamp, 16),
                )
                for decoder, entry in own
            ]
        except (MalformedLog, ValueError, KeyError) as error:
            raise LyingNode(self._nodes.origin, "a log that its contract cannot have written") from error
        events = [event for event in decoded if event is not None]
        return tuple(sorted(events, key=lambda event: (event.at.block_number, event.at.log_index)))
