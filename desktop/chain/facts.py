"""Reading what the chain says about given blocks, one endpoint at a time: what a snapshot is compared with."""

from collections.abc import Callable, Sequence

from desktop.chain.errors import AnswerTooLarge, LyingNode, TooManyResults
from desktop.chain.events import MalformedLog, RpcLog, decode_log
from desktop.chain.headers import RpcHeader
from desktop.chain.nodes import Nodes
from desktop.chain.records import decode_record
from desktop.chain.rpc import to_bytes, to_int
from desktop.core.errors import AppError, NodeTimeout
from desktop.core.events import ChainEvent
from desktop.core.facts import Fact, facts_of, place
from desktop.core.identity import Address

_AT_ONCE = 20
"""Ranges asked for in one request."""

Range = tuple[int, int]


class ChainFacts:
    """Fits ``services.snapshots.FactSource`` for one market and its records."""

    def __init__(self, nodes: Nodes, market: Address, records: Address) -> None:
        self._nodes = nodes
        self._decoders: dict[bytes, Callable[[RpcLog, int], ChainEvent | None]] = {
            market.raw: decode_log,
            records.raw: decode_record,
        }
        self._addresses = [str(market), str(records)]

    @property
    def origin(self) -> str:
        """The endpoint, as it may be shown."""
        return self._nodes.origin

    def block(self, number: int) -> tuple[bytes, int] | None:
        """Hash and time of a block; None where the endpoint has none of this number."""
        header = self._nodes.find("eth_getBlockByNumber", [hex(number), False], RpcHeader)
        return None if header is None else (to_bytes(header.hash), to_int(header.timestamp))

    def final_block(self) -> int | None:
        """The newest block that the endpoint calls final; None where it knows no such thing."""
        try:
            header = self._nodes.find("eth_getBlockByNumber", ["finalized", False], RpcHeader)
        except AppError as error:
            if isinstance(error, NodeTimeout):
                raise
            return None
        return None if header is None else to_int(header.number)

    def facts(self, ranges: Sequence[Range]) -> list[list[Fact]]:
        """The facts of each range of blocks (first, last), in order.

        Raises:
            LyingNode: Logs that their contracts cannot have written, or of other blocks than were asked for.
            AppError: The endpoint failed.
        """
        found: list[list[Fact]] = []
        for start in range(0, len(ranges), _AT_ONCE):
            part = ranges[start : start + _AT_ONCE]
            for one, answer in zip(part, self._answers(part), strict=True):
                logs = self._split(one, answer) if isinstance(answer, AppError) else answer
                found.append(self._decoded(one, logs))
        return found

    def _answers(self, ranges: Sequence[Range]) -> list[list[RpcLog] | AppError]:
        requests = [("eth_getLogs", [self._query(*one)]) for one in ranges]
        try:
            return self._nodes.try_all(requests, list[RpcLog])
        except (TooManyResults, AnswerTooLarge, NodeTimeout) as error:
            if len(ranges) == 1:
                return [error]
            middle = len(ranges) // 2
            return self._answers(ranges[:middle]) + self._answers(ranges[middle:])

    def _query(self, first: int, last: int) -> dict[str, object]:
        return {"address": self._addresses, "fromBlock": hex(first), "toBlock": hex(last)}

    def _split(self, asked: Range, error: AppError) -> list[RpcLog]:
        """The logs of a range that was too much at once, or whose request failed alone."""
        first, last = asked
        if not isinstance(error, TooManyResults | AnswerTooLarge | NodeTimeout):
            raise error
        if first == last:
            raise error
        middle = (first + last) // 2
        return self._read(first, middle) + self._read(middle + 1, last)

    def _read(self, first: int, last: int) -> list[RpcLog]:
        try:
            return self._nodes.call("eth_getLogs", [self._query(first, last)], list[RpcLog])
        except (TooManyResults, AnswerTooLarge, NodeTimeout) as error:
            return self._split((first, last), error)

    def _decoded(self, asked: Range, logs: list[RpcLog]) -> list[Fact]:
        try:
            own = [
                (decoder, entry)
                for entry in logs
                if (decoder := self._decoders.get(bytes.fromhex(entry.address[2:]))) is not None
            ]
            numbers = {int(entry.block_number, 16) for _, entry in own}
            if any(not asked[0] <= number <= asked[1] for number in numbers):
                raise LyingNode(self.origin, "logs of other blocks")
            times = self._times(
                {int(entry.block_number, 16) for _, entry in own if entry.block_timestamp is None}
            )
            events = [decoder(entry, _time(entry, times)) for decoder, entry in own]
        except (MalformedLog, ValueError, KeyError) as error:
            raise LyingNode(self.origin, "a log that its contract cannot have written") from error
        return sorted(facts_of(event for event in events if event is not None), key=place)

    def _times(self, numbers: set[int]) -> dict[int, int]:
        wanted = sorted(numbers)
        if not wanted:
            return {}
        requests = [("eth_getBlockByNumber", [hex(number), False]) for number in wanted]
        headers = self._nodes.find_all(requests, RpcHeader)
        return {n: to_int(h.timestamp) for n, h in zip(wanted, headers, strict=True) if h is not None}


def _time(entry: RpcLog, times: dict[int, int]) -> int:
    if entry.block_timestamp is not None:
        return int(entry.block_timestamp, 16)
    return times[int(entry.block_number, 16)]
