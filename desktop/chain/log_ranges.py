"""Reading contracts' logs over ranges of blocks as wide as each endpoint serves."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec

from desktop.chain.errors import AnswerTooLarge, LyingNode, TooManyResults
from desktop.chain.events import RpcLog
from desktop.chain.nodes import Nodes
from desktop.chain.rpc import Quantity, RpcClient, to_int
from desktop.core.errors import NodeTimeout
from desktop.core.identity import Address

log = logging.getLogger("licet.chain.ranges")

TopicFilter = Sequence[Sequence[bytes] | None]

FIRST_SPAN = 256
MAX_SPAN = 100_000
_GROWTH = 4
WANTED_LOGS = 4_000
"""So many logs make a good answer: some ten megabytes of listings, and one transaction of the catalogue."""


class _Header(msgspec.Struct):
    """The part of a block that tells how far to read."""

    number: Quantity


@dataclass(slots=True)
class Span:
    """How many blocks one endpoint is asked for at once: grows with what it serves, shrinks with what it refuses."""

    blocks: int = FIRST_SPAN
    most: int = MAX_SPAN
    limits: tuple[int, int] | None = None
    """``blocks`` and ``most`` after the last refusal: what is worth remembering. How far ranges may grow is soon found."""

    def served(self, asked: int, logs: int) -> None:
        """An answer came; the next range is as wide as would bring ``WANTED_LOGS``, within bounds."""
        fitting = asked * WANTED_LOGS // max(logs, 1)
        if asked < self.blocks and fitting >= self.blocks:
            return  # the end of what there is to read tells nothing about wider ranges
        self.blocks = max(1, min(asked * _GROWTH, fitting, self.most))

    def refused(self, asked: int, error: Exception) -> None:
        """An endpoint refused ``asked`` blocks (more than one)."""
        told = error.most_blocks if isinstance(error, TooManyResults) else None
        half = asked // 2
        self.blocks = max(1, min(told, asked - 1) if told is not None else half)
        if isinstance(error, TooManyResults) and error.is_fixed and told is not None and told < asked:
            self.most = told  # its plan serves no more, however few the logs are
        self.limits = self.blocks, self.most


@dataclass(frozen=True, slots=True)
class LogRange:
    """The logs of blocks ``first`` to ``last`` as the endpoint at ``origin`` tells them."""

    first: int
    last: int
    logs: list[RpcLog]
    origin: str


class LogSource:
    """The logs of some contracts, or of all if none is named; remembers what each endpoint serves. For one thread at a time."""

    def __init__(self, addresses: Sequence[Address], topics: TopicFilter | None = None) -> None:
        self._query: dict[str, object] = {}
        if addresses:
            self._query["address"] = [str(address) for address in addresses]
        if topics is not None:
            self._query["topics"] = _filter(topics)
        self._spans: dict[str, Span] = {}

    def span(self, origin: str) -> Span:
        """What an endpoint serves, as far as it is known."""
        return self._spans.setdefault(origin, Span())

    @property
    def spans(self) -> Mapping[str, Span]:
        """What is known of each endpoint that was asked."""
        return self._spans

    def know(self, origin: str, span: Span) -> None:
        """Go on with what was learnt of an endpoint before."""
        self._spans[origin] = span

    def upward(self, client: RpcClient, first: int, last: int) -> LogRange:
        """The logs from ``first`` on, to ``last`` at most.

        Raises:
            AppError: The node failed, or refuses even a single block.
        """
        while True:
            end = min(last, first + self.span(client.origin).blocks - 1)
            found = self._try(client, first, end)
            if found is not None:
                return found

    def downward(self, client: RpcClient, last: int, first: int) -> LogRange:
        """The logs up to ``last``, from ``first`` at least; raises as ``upward``."""
        while True:
            begin = max(first, last - self.span(client.origin).blocks + 1)
            found = self._try(client, begin, last)
            if found is not None:
                return found

    def read(self, client: RpcClient, first: int, last: int) -> list[RpcLog]:
        """The logs of just these blocks, in as many requests as it takes; raises as ``upward``."""
        found: list[RpcLog] = []
        while first <= last:
            part = self.upward(client, first, last)
            found += part.logs
            first = part.last + 1
        return found

    def _try(self, client: RpcClient, first: int, last: int) -> LogRange | None:
        """The logs of the range; None if the endpoint wants a smaller one."""
        span, asked = self.span(client.origin), last - first + 1
        query = {**self._query, "fromBlock": hex(first), "toBlock": hex(last)}
        try:
            logs = client.call("eth_getLogs", [query], list[RpcLog])
        except (TooManyResults, AnswerTooLarge, NodeTimeout) as error:
            if asked == 1:
                raise
            span.refused(asked, error)
            log.debug("%s does not serve %d blocks, now asked for %d", client.origin, asked, span.blocks)
            return None
        span.served(asked, len(logs))
        return LogRange(first, last, logs, client.origin)


def read_logs(
    nodes: Nodes, contract: Address, topics: TopicFilter, first: int, tag: str = "latest"
) -> tuple[list[RpcLog], int]:
    """The logs of a contract from a block to the one of ``tag``, in chain order, and the last block that was read.

    Raises:
        AppError: The node failed, or refuses even a single block.
    """
    head = block_number(nodes, tag)
    source = LogSource([contract], topics)

    def read(client: RpcClient) -> list[RpcLog]:
        # Few logs pass the filter: all blocks at once, unless the endpoint serves fewer.
        source.span(client.origin).blocks = max(1, head - first + 1)
        return source.read(client, first, head)

    return nodes.first(read), head


def block_number(nodes: Nodes, tag: str) -> int:
    """Number of the block that a tag names now."""
    if tag == "latest":
        return to_int(nodes.call("eth_blockNumber", [], Quantity))
    header = nodes.find("eth_getBlockByNumber", [tag, False], _Header)
    if header is None:
        raise LyingNode(nodes.origin, f"no {tag} block")
    return to_int(header.number)


def _filter(topics: TopicFilter) -> list[list[str] | None]:
    return [None if choice is None else ["0x" + topic.hex() for topic in choice] for choice in topics]
