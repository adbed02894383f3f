"""What one node tells about sent transactions, in few requests that name one account and no other."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import msgspec

from desktop.chain.errors import LyingNode
from desktop.chain.nodes import Nodes
from desktop.chain.receipts import read_receipts, second_opinion
from desktop.chain.rpc import Hash, Quantity, Request, RpcClient, to_bytes, to_int
from desktop.core.errors import AppError
from desktop.core.identity import Address
from desktop.core.outgoing import Outgoing, Sight


class _Block(msgspec.Struct, rename="camel"):
    number: Quantity
    hash: Hash
    base_fee_per_gas: Quantity = "0x0"


class _Known(msgspec.Struct):
    hash: Hash


def look_at_acts(nodes: Nodes, acts: Sequence[Outgoing], now: int) -> list[Sight]:
    """A sight of each act, all from the first endpoint that answers.

    What that endpoint has never heard of is asked of the others before it counts as forgotten.

    Args:
        nodes: The endpoints.
        acts: Of one account; at least one.
        now: Unix time of the look.

    Raises:
        AppError: No endpoint answered.
        LyingNode: The endpoint answered about something else.
    """
    asked: list[RpcClient] = []

    def look(client: RpcClient) -> list[Sight]:
        asked[:] = [client]
        return _look(client, acts, now)

    sights = nodes.first(look)
    sights = second_opinion(nodes, asked[0], acts, sights)
    unheard = [
        attempt.hash
        for act, sight in zip(acts, sights, strict=True)
        if not sight.receipts and not sight.known and sight.next_nonce <= act.nonce
        for attempt in act.attempts
    ]
    others = [client for client in nodes.trusted() if client not in asked]
    known = frozenset[bytes]().union(*(_known_at(nodes, client, unheard) for client in others))
    return [replace(sight, known=sight.known | known) for sight in sights]


def _look(client: RpcClient, acts: Sequence[Outgoing], now: int) -> list[Sight]:
    # The deepest block first: what happens between two requests makes an act look less settled, never more.
    final, latest = _heads(client)
    next_nonce, final_nonce = _counts(client, acts[0].account, is_deep=final is not None)
    receipts = read_receipts(client, [attempt.hash for act in acts for attempt in act.attempts])
    unmined = [act for act in acts if not any(a.hash in receipts for a in act.attempts)]
    known = _known(client, [a.hash for act in unmined for a in act.attempts])
    places = {act.fate.receipt.block_number for act in unmined if act.fate.receipt is not None}
    blocks = _block_hashes(client, sorted(places))
    return [
        Sight(
            time=now,
            base_fee_wei=to_int(latest.base_fee_per_gas),
            next_nonce=next_nonce,
            receipts={a.hash: receipts[a.hash] for a in act.attempts if a.hash in receipts},
            known=known & {a.hash for a in act.attempts},
            final_number=None if final is None else to_int(final.number),
            final_nonce=final_nonce,
            block_at_receipt=blocks.get(act.fate.receipt.block_number) if act.fate.receipt else None,
        )
        for act in acts
    ]


def _heads(client: RpcClient) -> tuple[_Block | None, _Block]:
    """The final block, if the node serves the tag, and the newest."""
    kind: Any = _Block | None
    final, latest = client.try_all([_block_request("finalized"), _block_request("latest")], kind)
    if isinstance(latest, AppError):
        raise latest
    if latest is None:
        raise LyingNode(client.origin, "no latest block")
    return (None if isinstance(final, AppError) else final), latest


def _counts(client: RpcClient, account: Address, *, is_deep: bool) -> tuple[int, int | None]:
    """How many transactions of the account are mined, at the newest and at the final block."""
    tags = ["latest", "finalized"] if is_deep else ["latest"]
    found = client.try_all([("eth_getTransactionCount", [str(account), tag]) for tag in tags], Quantity)
    if isinstance(found[0], AppError):
        raise found[0]
    deep = found[1] if is_deep else None
    return to_int(found[0]), None if deep is None or isinstance(deep, AppError) else to_int(deep)


def _known(client: RpcClient, hashes: Sequence[bytes]) -> frozenset[bytes]:
    found = client.find_all([_by_hash("eth_getTransactionByHash", one) for one in hashes], _Known)
    return frozenset(one for one, told in zip(hashes, found, strict=True) if told is not None)


def _known_at(nodes: Nodes, client: RpcClient, hashes: Sequence[bytes]) -> frozenset[bytes]:
    """A second opinion; an endpoint that fails has none."""
    try:
        if hashes:
            nodes.check(client)
        return _known(client, hashes)
    except AppError:
        return frozenset()


def _block_hashes(client: RpcClient, numbers: Sequence[int]) -> dict[int, bytes]:
    found = client.find_all([_block_request(hex(number)) for number in numbers], _Block)
    return {
        number: to_bytes(block.hash)
        for number, block in zip(numbers, found, strict=True)
        if block is not None
    }


def _block_request(tag: str) -> Request:
    return "eth_getBlockByNumber", [tag, False]


def _by_hash(method: str, one: bytes) -> Request:
    return method, ["0x" + one.hex()]
