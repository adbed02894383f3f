"""Block headers as following needs them: where the head is, what is final, and which blocks form one chain."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import msgspec

from desktop.chain.errors import LyingNode
from desktop.chain.rpc import Hash, Quantity, Request, RpcClient, to_bytes, to_int
from desktop.core.errors import AppError

UNFINAL_BLOCKS = 96
"""How many blocks count as not final where the node knows no ``finalized``: three epochs."""

_HEADERS_PER_REQUEST = 100
_MOST_BLOCK = 2**48
"""No chain is longer; a number beyond it is a lie (and would not fit into what keeps it)."""


class RpcHeader(msgspec.Struct, rename="camel"):
    """The part of a block that following needs."""

    number: Quantity
    hash: Hash
    parent_hash: Hash
    timestamp: Quantity


@dataclass(frozen=True, slots=True)
class Outlook:
    """The chain's end as one endpoint sees it."""

    head: int
    head_hash: bytes
    head_timestamp: int
    final: int


def look(client: RpcClient) -> Outlook:
    """Head and last final block, in one request.

    Raises:
        AppError: The node failed.
        LyingNode: It knows no latest block, or one that no chain has.
    """
    requests: list[Request] = [("eth_getBlockByNumber", [tag, False]) for tag in ("latest", "finalized")]
    kind: type[RpcHeader | None] = RpcHeader | None  # type: ignore[assignment]
    latest, finalized = client.try_all(requests, kind)
    if isinstance(latest, AppError):
        raise latest
    if latest is None or to_int(latest.number) > _MOST_BLOCK or to_int(latest.timestamp) > _MOST_BLOCK:
        raise LyingNode(client.origin, "no latest block")
    head = to_int(latest.number)
    # A node that knows no finality refuses, or has none yet.
    known = isinstance(finalized, RpcHeader)
    final = min(head, to_int(finalized.number)) if known else max(0, head - UNFINAL_BLOCKS)  # type: ignore[union-attr]
    return Outlook(head, to_bytes(latest.hash), to_int(latest.timestamp), final)


def headers(client: RpcClient, numbers: Iterable[int]) -> dict[int, RpcHeader]:
    """The headers of these blocks, without those that the node has not.

    Raises:
        AppError: The node failed.
        LyingNode: It answers with other blocks.
    """
    wanted = list(numbers)
    found: dict[int, RpcHeader] = {}
    for start in range(0, len(wanted), _HEADERS_PER_REQUEST):
        part = wanted[start : start + _HEADERS_PER_REQUEST]
        requests: list[Request] = [("eth_getBlockByNumber", [hex(number), False]) for number in part]
        answers = client.find_all(requests, RpcHeader)
        found |= {n: header for n, header in zip(part, answers, strict=True) if header is not None}
    if any(
        to_int(header.number) != n or to_int(header.timestamp) > _MOST_BLOCK for n, header in found.items()
    ):
        raise LyingNode(client.origin, "another block than was asked for")
    return found


def check_chain(origin: str, tail: Mapping[int, RpcHeader], kept: Mapping[int, bytes]) -> None:
    """Make sure that headers form one chain, with the hashes that are kept of blocks beside them.

    Raises:
        LyingNode: They do not: reorganised between two requests, or made up.
    """
    known = dict(kept)
    for number in sorted(tail):
        parent = to_bytes(tail[number].parent_hash)
        if known.get(number - 1, parent) != parent:
            raise LyingNode(origin, "the chain moved while it was read")
        known[number] = to_bytes(tail[number].hash)
