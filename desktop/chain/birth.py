"""Where a market begins on its chain: a public network is not searched from block 0."""

import logging
from dataclasses import dataclass

from desktop.chain.errors import HistoryPruned, LyingNode, NodeRefused, TooManyResults
from desktop.chain.events import TOPICS, RpcLog
from desktop.chain.headers import UNFINAL_BLOCKS
from desktop.chain.market import word
from desktop.chain.nodes import Nodes
from desktop.chain.rpc import Hex, RpcClient, to_int
from desktop.core.errors import AppError, NodeTimeout
from desktop.core.identity import Address

log = logging.getLogger("licet.chain.birth")

_REFUSALS = (HistoryPruned, NodeRefused, TooManyResults, NodeTimeout)


@dataclass(frozen=True, slots=True)
class Birth:
    """The first block that can hold a listing; ``is_final`` if it may be kept, because it cannot move any more."""

    block: int
    is_final: bool


def find_birth(nodes: Nodes, market: Address, head: int, final: int) -> Birth:
    """The block in which the market was deployed, or the nearest one before it that can be told.

    Each endpoint is asked by halves whether there was code (``eth_getCode``), some twenty-five questions. One that has
    forgotten its old states cannot tell; if none can, the first listing's own log says where it stands, and the bonds
    paid before it are of no interest. Where nobody tells that either, all blocks are read.

    Raises:
        AppError: The nodes failed.
    """
    fault: AppError | None = None
    for client in nodes.trusted():
        for search in (_by_code, _by_first_listing):
            try:
                nodes.check(client)
                block = search(client, market, head)
            except _REFUSALS as error:
                log.debug("%s cannot tell where the market begins: %s", client.origin, type(error).__name__)
                continue
            except AppError as error:
                fault = fault or error
                break
            if block is None:  # no code yet: it begins later, and is looked for again at the next start
                return Birth(max(0, head - UNFINAL_BLOCKS), is_final=False)
            return Birth(block, is_final=block <= final)
    if fault is not None:
        raise fault
    return Birth(0, is_final=False)


def _by_code(client: RpcClient, market: Address, head: int) -> int | None:
    if not _has_code(client, market, head):
        return None
    low, high = 0, head
    while low < high:
        middle = (low + high) // 2
        if _has_code(client, market, middle):
            high = middle
        else:
            low = middle + 1
    return low


def _has_code(client: RpcClient, market: Address, block: int) -> bool:
    return len(client.call("eth_getCode", [str(market), hex(block)], Hex)) > len("0x")


def _by_first_listing(client: RpcClient, market: Address, head: int) -> int:
    topics = [["0x" + TOPICS["Listed"].hex()], ["0x" + word(1).hex()]]
    query = {"address": str(market), "topics": topics, "fromBlock": "0x0", "toBlock": hex(head)}
    found = client.call("eth_getLogs", [query], list[RpcLog])
    if not found:
        raise NodeRefused(client.origin, 0)  # no listing, or one that is not told: no answer
    try:
        return min(head, *(to_int(entry.block_number) for entry in found))
    except ValueError as error:
        raise LyingNode(client.origin, "a log without a block") from error
