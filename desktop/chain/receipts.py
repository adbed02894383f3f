"""Receipts, and whether a second operator bears out what one tells as final.

What a receipt says at the newest block may still change, so one operator's word is shown. That it is final is the end of
looking: a transaction that one node calls mined and final, and that is neither, would never be looked at again. So it
takes two where the person lets two know (docs/adr/0025 and 0028).
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace

import msgspec

from desktop.chain.errors import LyingNode
from desktop.chain.nodes import Nodes
from desktop.chain.rpc import Hash, Quantity, RpcClient, to_bytes, to_int
from desktop.core.balances import ENOUGH_VOTES
from desktop.core.endpoints import Matter
from desktop.core.errors import AppError
from desktop.core.identity import Address
from desktop.core.outgoing import Outgoing, Sight
from desktop.core.transactions import Receipt

log = logging.getLogger("licet.chain.receipts")


class RawReceipt(msgspec.Struct, rename="camel"):
    """A receipt as a node tells it; ``l1_fee`` is what rollups of the OP stack took for its bytes."""

    transaction_hash: Hash
    status: Quantity
    block_number: Quantity
    block_hash: Hash
    gas_used: Quantity
    effective_gas_price: Quantity
    l1_fee: Quantity = "0x0"

    def checked(self, asked: bytes, origin: str) -> Receipt:
        """The receipt of the transaction that was asked for.

        Raises:
            LyingNode: It is another's.
        """
        if to_bytes(self.transaction_hash) != asked:
            raise LyingNode(origin, "another transaction's receipt")
        return Receipt(
            asked,
            to_int(self.status) == 1,
            to_int(self.block_number),
            to_bytes(self.block_hash),
            to_int(self.gas_used),
            to_int(self.effective_gas_price),
            to_int(self.l1_fee),
        )


def read_receipts(client: RpcClient, hashes: Sequence[bytes]) -> dict[bytes, Receipt]:
    """The receipts that an endpoint has, in one request.

    Raises:
        AppError: It failed.
        LyingNode: One of them is another transaction's.
    """
    asked = [("eth_getTransactionReceipt", ["0x" + one.hex()]) for one in hashes]
    found = client.find_all(asked, RawReceipt)
    return {
        one: raw.checked(one, client.origin)
        for one, raw in zip(hashes, found, strict=True)
        if raw is not None
    }


@dataclass(frozen=True, slots=True)
class _End:
    """How one act ended as one endpoint tells it: by a receipt, or by another transaction with its nonce."""

    receipt: tuple[bytes, bool, bytes] | None
    is_taken: bool

    @property
    def is_told(self) -> bool:
        return self.receipt is not None or self.is_taken


def second_opinion(
    nodes: Nodes, first: RpcClient, acts: Sequence[Outgoing], sights: list[Sight]
) -> list[Sight]:
    """The sights of one endpoint, final only where another operator says the same of the act.

    Where two contradict each other all are asked. Who stands against most of three or more is distrusted; what two tell
    differently stays open.
    """
    ends = {place: _end(act, sight) for place, (act, sight) in enumerate(zip(acts, sights, strict=True))}
    ending = [place for place, end in ends.items() if end.is_told and _is_final(acts[place], sights[place])]
    if not ending or not nodes.compares_accounts or not nodes.has_others(first):
        return sights
    asked = [acts[place] for place in ending]
    told = {first: [ends[place] for place in ending]}
    for client in nodes.others(first):
        if len(told) > 1 and len({tuple(said) for said in told.values()}) == 1:
            break
        try:
            told[client] = nodes.ask(client, lambda client: _ends(client, asked), blame_any=True)
        except AppError as error:
            log.debug("%s gives no second opinion: %s", client.origin, type(error).__name__)
    _judge(nodes, told)
    return [
        sight if place not in ending or _is_borne_out(told, first, ending.index(place)) else _open(sight)
        for place, sight in enumerate(sights)
    ]


def _is_final(act: Outgoing, sight: Sight) -> bool:
    number = sight.final_number
    if number is not None and any(r.block_number <= number for r in sight.receipts.values()):
        return True
    return not sight.receipts and sight.final_nonce is not None and sight.final_nonce > act.nonce


def _open(sight: Sight) -> Sight:
    """As if the node served no deep tag: what it tells may still change."""
    return replace(sight, final_number=None, final_nonce=None)


def _end(act: Outgoing, sight: Sight) -> _End:
    receipt = next((sight.receipts[a.hash] for a in act.attempts if a.hash in sight.receipts), None)
    told = None if receipt is None else (receipt.hash, receipt.succeeded, receipt.block_hash)
    return _End(told, receipt is None and sight.next_nonce > act.nonce)


def _ends(client: RpcClient, acts: Sequence[Outgoing]) -> list[_End]:
    account: Address = acts[0].account
    receipts = read_receipts(client, [attempt.hash for act in acts for attempt in act.attempts])
    count = to_int(client.call("eth_getTransactionCount", [str(account), "latest"], Quantity))
    seen = [Sight(0, 0, count, receipts, frozenset()) for _ in acts]
    return [_end(act, sight) for act, sight in zip(acts, seen, strict=True)]


def _is_borne_out(told: dict[RpcClient, list[_End]], first: RpcClient, place: int) -> bool:
    """Whether a second operator says the same, and most of those that were asked do."""
    same = sum(said[place] == told[first][place] for said in told.values())
    return same > 1 and 2 * same > len(told)


def _judge(nodes: Nodes, told: dict[RpcClient, list[_End]]) -> None:
    """Name who tells another end; one that has none yet lags, and says nothing untrue."""
    liars: set[RpcClient] = set()
    open_: set[RpcClient] = set()
    for said in zip(*told.values(), strict=True):
        voices = {client: end for client, end in zip(told, said, strict=True) if end.is_told}
        most = max(set(voices.values()), key=list(voices.values()).count)
        against = {client for client, end in voices.items() if end != most}
        is_decided = len(voices) >= ENOUGH_VOTES and 2 * len(against) < len(voices)
        liars |= against if is_decided else set()
        open_ |= set() if is_decided or not against else set(voices)
    for client in liars:
        nodes.distrust(client.origin)
    nodes.compared(Matter.RECEIPT, told, open_ | liars)
