"""Reading a contract's logs over as wide ranges of blocks as the node serves."""

from collections.abc import Sequence

import msgspec

from desktop.chain.errors import AnswerTooLarge, LyingNode, TooManyResults
from desktop.chain.events import RpcLog
from desktop.chain.nodes import Nodes
from desktop.chain.rpc import Quantity, to_int
from desktop.core.identity import Address

TopicFilter = Sequence[Sequence[bytes] | None]


class _Header(msgspec.Struct):
    """The part of a block that tells how far to read."""

    number: Quantity


def read_logs(
    nodes: Nodes, contract: Address, topics: TopicFilter, first: int, tag: str = "latest"
) -> tuple[list[RpcLog], int]:
    """The logs of a contract from a block to the one of ``tag``, in chain order, and the last block that was read.

    Raises:
        AppError: The node failed, or refuses even a single block.
    """
    head = block_number(nodes, tag)
    span = head - first + 1
    found: list[RpcLog] = []
    while first <= head:
        last = min(head, first + span - 1)
        query = {
            "address": str(contract),
            "fromBlock": hex(first),
            "toBlock": hex(last),
            "topics": [
                None if choice is None else ["0x" + topic.hex() for topic in choice] for choice in topics
            ],
        }
        try:
            found += nodes.call("eth_getLogs", [query], list[RpcLog])
        except (TooManyResults, AnswerTooLarge):
            if span == 1:
                raise
            span = max(1, span // 2)
            continue
        first = last + 1
    return found, head


def block_number(nodes: Nodes, tag: str) -> int:
    """Number of the block that a tag names now."""
    if tag == "latest":
        return to_int(nodes.call("eth_blockNumber", [], Quantity))
    header = nodes.find("eth_getBlockByNumber", [tag, False], _Header)
    if header is None:
        raise LyingNode(nodes.origin, f"no {tag} block")
    return to_int(header.number)
