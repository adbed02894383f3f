"""Fees per gas from what recent blocks really paid (EIP-1559, eth_feeHistory), as several operators tell them.

The question names nobody, so it is put to two operators wherever there are two, and to all where those two differ. Of
each number the median counts, of two the lower one: too little is sent again with more, too much is gone. A tip is
bounded by the base fee of the same blocks besides, which is all that one endpoint alone can be held to.
"""

import time
from collections.abc import Callable, Sequence
from statistics import median_low
from typing import Final

import msgspec

from desktop.chain.errors import LyingNode
from desktop.chain.nodes import Nodes
from desktop.chain.rpc import Quantity, RpcClient, to_int
from desktop.core.endpoints import Matter
from desktop.core.errors import EnvironmentFault
from desktop.core.transactions import FeeLevel, FeeQuote

HISTORY_BLOCKS = 20
DEFAULT_TIP_WEI = 10**9
_MOST_TIP_WEI = 10**13
"""A tip of 10,000 gwei has never been normal: a node that asks for more is wrong or lies."""
_GWEI: Final = 10**9
_QUIET_TIPS_WEI: Final = {1: 10 * _GWEI, 10: _GWEI, 8_453: _GWEI, 42_161: _GWEI, 137: 300 * _GWEI}
"""What a tip can be in blocks that are not full, by chain: Polygon's validators ask for 25 gwei of a coin of little worth."""
_QUIET_TIP_WEI: Final = 100 * _GWEI
"""The same for all other chains."""
_TIP_PER_BASE: Final = 10
"""Above that a tip may be ten times the base fee, which follows how full blocks are."""
_BASE_RISE: Final = 2
"""The next block's base fee is at most an eighth above the last one's (EIP-1559); twice leaves room for other chains."""
_TIP_SPREAD, _TIP_SLACK_WEI = 4, 2 * _GWEI
_BASE_SPREAD, _BASE_SLACK_WEI = 2, 10**8
"""So far honest operators are apart, whose newest blocks are not the same, and who guess where no tip was paid."""
_LASTS_S: Final = 15.0
"""For how long an answer of a second operator is used again: pages look at fees far more often than they change."""

_PERCENTILES = {FeeLevel.SLOW: 10, FeeLevel.NORMAL: 50, FeeLevel.FAST: 90}
"""Which of the tips that a block's transactions paid each level follows."""

Quotes = dict[FeeLevel, FeeQuote]


class FeeHistory(msgspec.Struct, rename="camel"):
    """The answer of eth_feeHistory; ``base_fee_per_gas`` ends with the next block's."""

    base_fee_per_gas: list[Quantity]
    reward: list[list[Quantity]] | None = None


def six_full_blocks(base_fee_wei: int) -> int:
    """The base fee after six full blocks: each raises it by an eighth, rounded up."""
    for _ in range(6):
        base_fee_wei += max(1, base_fee_wei // 8)
    return base_fee_wei


def quotes_from(history: FeeHistory, fallback_tip_wei: int, most_tip_wei: int | None = None) -> Quotes:
    """A quote per level; without any paid tip in the history, the fallback is the normal one.

    No tip is above ``most_tip_wei``, and the base fee at most twice that of the newest block.
    """
    bases = [to_int(base) for base in history.base_fee_per_gas]
    base = min(bases[-1], _BASE_RISE * bases[-2]) if any(bases[-2:-1]) else bases[-1]
    quotes: Quotes = {}
    least = 0
    for column, level in enumerate(_PERCENTILES):
        used = _paid(history, column)
        tip = max(median_low(used) if used else fallback_tip_wei, least)
        tip = tip if most_tip_wei is None else min(tip, most_tip_wei)
        quotes[level] = FeeQuote(base, tip, six_full_blocks(base) + tip)
        least = tip
    return quotes


def most_tip_wei(chain_id: int, history: FeeHistory) -> int:
    """What a tip can be on a chain after these blocks, as far as one endpoint's own numbers say."""
    base = median_low([to_int(base) for base in history.base_fee_per_gas])
    return max(_QUIET_TIPS_WEI.get(chain_id, _QUIET_TIP_WEI), _TIP_PER_BASE * base)


def weigh(voices: Sequence[Quotes]) -> Quotes:
    """What is believed of several operators' quotes: of each number the median, the lower one of two."""
    quotes: Quotes = {}
    base = median_low([voice[FeeLevel.NORMAL].base_fee_wei for voice in voices])
    for level in _PERCENTILES:
        tip = median_low([voice[level].priority_fee_wei for voice in voices])
        quotes[level] = FeeQuote(base, tip, six_full_blocks(base) + tip)
    return quotes


def fit(one: Quotes, other: Quotes) -> bool:
    """Whether two operators can both be honest: their newest blocks may differ by a few."""
    pairs = [(one[level].priority_fee_wei, other[level].priority_fee_wei) for level in _PERCENTILES]
    bases = one[FeeLevel.NORMAL].base_fee_wei, other[FeeLevel.NORMAL].base_fee_wei
    return max(bases) <= _BASE_SPREAD * min(bases) + _BASE_SLACK_WEI and all(
        max(tips) <= _TIP_SPREAD * min(tips) + _TIP_SLACK_WEI for tips in pairs
    )


class FeeReader:
    """Reads fees over the endpoints of one network. Safe to use from several threads."""

    def __init__(self, nodes: Nodes, now: Callable[[], float] = time.monotonic) -> None:
        self._nodes = nodes
        self._now = now
        self._heard: dict[RpcClient, tuple[float, Quotes]] = {}

    def read(self) -> Quotes:
        """What each level costs now.

        Raises:
            LyingNode: The only endpoint's numbers cannot be.
            AppError: No endpoint answered.
        """
        now = self._now()
        fresh = {client: kept for client, kept in self._heard.items() if now - kept[0] < _LASTS_S}
        told = self._nodes.hear(
            self._quotes,
            lambda voices: all(fit(voices[0], one) for one in voices),
            {client: quotes for client, (_at, quotes) in fresh.items()},
        )
        # Bound anew and never changed: several threads read.
        self._heard = {client: (now, quotes) for client, quotes in told.items()} | fresh
        believed = weigh(list(told.values()))
        differing = {client for client, quotes in told.items() if not fit(quotes, believed)}
        if len(told) == 2 and not fit(*told.values()):
            differing = set(told)
        self._nodes.compared(Matter.FEES, told, differing)
        return believed

    def _quotes(self, client: RpcClient) -> Quotes:
        percentiles = list(_PERCENTILES.values())
        history = client.call("eth_feeHistory", [hex(HISTORY_BLOCKS), "latest", percentiles], FeeHistory)
        if not history.base_fee_per_gas:
            raise LyingNode(client.origin, "fee history without fees")
        has_tips = all(_paid(history, column) for column in range(len(_PERCENTILES)))
        fallback = 0 if has_tips else _suggested_tip(client)
        if any(q.priority_fee_wei > _MOST_TIP_WEI for q in quotes_from(history, fallback).values()):
            raise LyingNode(client.origin, "tips beyond all measure")
        return quotes_from(history, fallback, most_tip_wei(self._nodes.chain_id, history))


def _paid(history: FeeHistory, column: int) -> list[int]:
    """The tips above nothing of one percentile."""
    tips = [to_int(row[column]) for row in history.reward or [] if len(row) > column]
    return [tip for tip in tips if tip > 0]


def _suggested_tip(client: RpcClient) -> int:
    try:
        return to_int(client.call("eth_maxPriorityFeePerGas", [], Quantity))
    except EnvironmentFault:
        return DEFAULT_TIP_WEI
