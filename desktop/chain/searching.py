"""Searching a contract's logs over as wide ranges of blocks as the node serves."""

from collections.abc import Sequence

import msgspec

from desktop.chain.errors import AnswerTooLarge, LyingNode, TooManyResults
from desktop.chain.events import RpcLog
from desktop.chain.nodes import Nodes
from desktop.chain.rpc import Quantity, to_int
from desktop.core.identity import Address

TopicFilter = Sequence[Sequence[bytes] | None]


class _Header(msgspec.Struct):
    """The part of a block that tells how far to search."""

    number: Quantity


def search_logs(
    nodes: Nodes, address: Address, topics: TopicFilter, first: int, tag: str = "latest"
) -> list[RpcLog]:
    """The logs that fit the filter, in chain order, from block ``first`` to the block of ``tag``."""
    head = block_number(nodes, tag)
    span = head - first + 1
    found: list[RpcLog] = []
    while first <= head:
        last = min(head, first + span - 1)
        try:
            found += _logs(nodes, address, topics, first, last)
        except (TooManyResults, AnswerTooLarge):
            if span == 1:
                raise
            span = max(1, span // 2)
            continue
        first = last + 1
    return found


def block_number(nodes: Nodes, tag: str) -> int:
    """Number of the block that a tag names now."""
    if tag == "latest":
        return to_int(nodes.call("eth_blockNumber", [], Quantity))
    header = nodes.find("eth_getBlockByNumber", [tag, False], _Header)
    if header is None:
        raise LyingNode(nodes.origin, f"no {tag} block")
    return to_int(header.number)


def _logs(nodes: Nodes, address: Address, topics: TopicFilter, first: int, last: int) -> list[RpcLog]:
    query = {
        "address": str(address),
        "fromBlock": hex(first),
        "toBlock": hex(last),
        "topics": [None if choice is None else ["0x" + topic.hex() for topic in choice] for choice in topics],
    }
    return nodes.call("eth_getLogs", [query], list[RpcLog])
