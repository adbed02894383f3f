"""How many transactions of an account are mined and waiting, as two operators tell it.

A nonce that is too low is refused by every honest node; one that is too high lets all that follow wait for ever. So of two
that contradict each other the lower one counts, and never less than what this wallet sent and saw mined.
docs/adr/0025 and 0028 say who is asked.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from desktop.chain.errors import LyingNode
from desktop.chain.nodes import Nodes
from desktop.chain.rpc import Quantity, RpcClient, to_int
from desktop.core.balances import ENOUGH_VOTES
from desktop.core.endpoints import Matter
from desktop.core.errors import AppError
from desktop.core.identity import Address

_MOST_NONCE = 2**64 - 1
"""EIP-2681: no account gets further."""


class _Block(msgspec.Struct):
    number: Quantity
    timestamp: Quantity


@dataclass(frozen=True, slots=True)
class Count:
    """What one endpoint tells of an account: the block it speaks of (unix time), what is mined, and with what waits."""

    block: int
    block_time: int
    mined: int
    pending: int


def weigh(counts: Sequence[Count]) -> Count:
    """What is believed of several operators.

    What most of three or more say; else what the newest block says, if the counts can follow from each other; else, as
    one of them is untrue, the lower one.
    """
    newest = max(counts, key=lambda count: (count.block, count.mined))
    mined, votes = Counter(count.mined for count in counts).most_common(1)[0]
    if len(counts) < ENOUGH_VOTES or 2 * votes <= len(counts):
        mined = newest.mined if all(_can_follow(count, newest) for count in counts) else min(
            count.mined for count in counts
        )  # fmt: skip
    waiting = [max(count.pending, mined) for count in counts]
    pending, votes = Counter(waiting).most_common(1)[0]
    if len(counts) < ENOUGH_VOTES or 2 * votes <= len(counts):
        pending = min(waiting)
    return Count(newest.block, newest.block_time, mined, pending)


def differs(count: Count, believed: Count, own_next: int) -> bool:
    """Whether an endpoint says otherwise than is believed, in a way that being some blocks behind does not explain.

    Of what waits, only more than this wallet sent is worth a word: not every node counts what waits at all.
    """
    if count.mined == believed.mined:
        return count.pending > max(believed.pending, own_next)
    return count.mined > believed.mined or count.block >= believed.block


def _can_follow(earlier: Count, later: Count) -> bool:
    """Whether a count can be that of a later block, or of the same."""
    return earlier.mined == later.mined if earlier.block == later.block else earlier.mined <= later.mined


class NonceReader:
    """Reads the counts of one account at a time."""

    def __init__(self, nodes: Nodes) -> None:
        self._nodes = nodes

    def read(self, account: Address, own_next: int = 0) -> Count:
        """What is believed now; a second operator is asked if the person lets it know the account.

        Args:
            account: Whose transactions.
            own_next: The nonce after the last one that this wallet signed; 0 if it does not know of any.

        Raises:
            AppError: No endpoint answered.
        """
        told = self._look(account)
        if len(set(told.values())) > 1:
            told = self._look(account)  # a block came between two questions: nobody is blamed for that
        believed = weigh(list(told.values()))
        differing = {client for client, count in told.items() if differs(count, believed, own_next)}
        if differing and len(told) < ENOUGH_VOTES:
            differing = set(told)
        self._nodes.compared(Matter.NONCE, told, differing)
        return believed

    def _look(self, account: Address) -> Mapping[RpcClient, Count]:
        if not self._nodes.compares_accounts:
            client, count = self._nodes.first(lambda client: (client, _count(client, account)))
            return {client: count}
        return self._nodes.hear(lambda client: _count(client, account), _agree)


def _agree(counts: Sequence[Count]) -> bool:
    return len({(count.mined, count.pending) for count in counts}) == 1


def _count(client: RpcClient, account: Address) -> Count:
    asked = [("eth_getTransactionCount", [str(account), tag]) for tag in ("latest", "pending")]
    kind: Any = _Block | Quantity
    block, *counts = client.try_all([("eth_getBlockByNumber", ["latest", False]), *asked], kind)
    mined, pending = counts
    if isinstance(mined, AppError):
        raise mined
    if not isinstance(block, _Block) or not isinstance(mined, str) or to_int(mined) > _MOST_NONCE:
        raise block if isinstance(block, AppError) else LyingNode(client.origin, "no count of transactions")
    # A node that refuses to speak of what waits counts like one that knows of none.
    waiting = to_int(pending) if isinstance(pending, str) else to_int(mined)
    return Count(to_int(block.number), to_int(block.timestamp), to_int(mined), min(waiting, _MOST_NONCE))
