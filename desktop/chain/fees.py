"""Fees per gas from what recent blocks really paid (EIP-1559, eth_feeHistory)."""

from statistics import median_low

import msgspec

from desktop.chain.errors import LyingNode
from desktop.chain.nodes import Nodes
from desktop.chain.rpc import Quantity, to_int
from desktop.core.errors import EnvironmentFault
from desktop.core.transactions import FeeLevel, FeeQuote

HISTORY_BLOCKS = 20
DEFAULT_TIP_WEI = 10**9
_MOST_TIP_WEI = 10**13
"""A tip of 10,000 gwei has never been normal: a node that asks for more is wrong or lies."""


_PERCENTILES = {FeeLevel.SLOW: 10, FeeLevel.NORMAL: 50, FeeLevel.FAST: 90}
"""Which of the tips that a block's transactions paid each level follows."""


class FeeHistory(msgspec.Struct, rename="camel"):
    """The answer of eth_feeHistory; ``base_fee_per_gas`` ends with the next block's."""

    base_fee_per_gas: list[Quantity]
    reward: list[list[Quantity]] | None = None


def six_full_blocks(base_fee_wei: int) -> int:
    """The base fee after six full blocks: each raises it by an eighth, rounded up."""
    for _ in range(6):
        base_fee_wei += max(1, base_fee_wei // 8)
    return base_fee_wei


def quotes_from(history: FeeHistory, fallback_tip_wei: int) -> dict[FeeLevel, FeeQuote]:
    """A quote per level; without any paid tip in the history, the fallback is the normal one."""
    base = to_int(history.base_fee_per_gas[-1])
    quotes: dict[FeeLevel, FeeQuote] = {}
    least = 0
    for column, level in enumerate(_PERCENTILES):
        paid = [to_int(row[column]) for row in history.reward or [] if len(row) > column]
        used = [tip for tip in paid if tip > 0]
        tip = max(median_low(used) if used else fallback_tip_wei, least)
        quotes[level] = FeeQuote(base, tip, six_full_blocks(base) + tip)
        least = tip
    return quotes


def read_fees(nodes: Nodes) -> dict[FeeLevel, FeeQuote]:
    """Ask the node and make the three quotes.

    Raises:
        AppError: The node failed.
        LyingNode: Its numbers cannot be.
    """
    percentiles = list(_PERCENTILES.values())
    history = nodes.call("eth_feeHistory", [hex(HISTORY_BLOCKS), "latest", percentiles], FeeHistory)
    if not history.base_fee_per_gas:
        raise LyingNode(nodes.origin, "fee history without fees")
    quotes = quotes_from(history, _suggested_tip(nodes))
    if any(quote.priority_fee_wei > _MOST_TIP_WEI for quote in quotes.values()):
        raise LyingNode(nodes.origin, "tips beyond all measure")
    return quotes


def _suggested_tip(nodes: Nodes) -> int:
    try:
        return to_int(nodes.call("eth_maxPriorityFeePerGas", [], Quantity))
    except EnvironmentFault:
        return DEFAULT_TIP_WEI
