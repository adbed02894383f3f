"""What rollups of the OP stack take beside gas: a fee for the bytes that they put on their parent chain.

It is no part of ``maxFeePerGas`` and has no limit that a signer could set, so it is asked for and told beside the fee
(https://docs.optimism.io, "Transaction fees"; the contract ``GasPriceOracle`` since the Fjord upgrade).
"""

from typing import Final

from desktop.chain.nodes import Nodes
from desktop.chain.rpc import Hex, to_bytes
from desktop.core.transactions import Call

OP_STACK: Final = frozenset({10, 8453, 11155420, 84532})
"""Optimism, Base, and their test networks."""
_ORACLE: Final = "0x420000000000000000000000000000000000000F"
_UPPER_BOUND: Final = "0xf1c7a58b"  # getL1FeeUpperBound(uint256 unsigned transaction size)
_ENVELOPE_BYTES: Final = 160
"""More than all fields of a type-2 transaction but its data take in RLP, without the signature."""
_MARGIN: Final = 2
"""The parent chain's own fee may double before the transaction is taken: six full blocks and more."""


def data_fee_most_wei(nodes: Nodes, call: Call) -> int:
    """The most that the bytes of a call can cost beside gas; 0 on chains that take nothing for them.

    Raises:
        AppError: The nodes failed: what is not known is never nothing.
    """
    if nodes.chain_id not in OP_STACK:
        return 0
    size = len(call.data) + _ENVELOPE_BYTES
    request = {"to": _ORACLE, "data": _UPPER_BOUND + size.to_bytes(32, "big").hex()}
    told = to_bytes(nodes.call("eth_call", [request, "latest"], Hex))
    return _MARGIN * int.from_bytes(told[:32], "big")
