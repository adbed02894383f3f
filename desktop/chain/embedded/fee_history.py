"""eth_feeHistory from the blocks' real base fees and the tips that were really paid (EIP-1559)."""

from typing import Any

from eth.vm.forks.london.headers import calculate_expected_base_fee_per_gas

from desktop.chain.embedded import present
from desktop.chain.embedded.chain import EmbeddedChain
from desktop.chain.embedded.faults import bad_params
from desktop.chain.embedded.rows import TransactionRow

MAX_BLOCKS = 1024
_MAX_PERCENTILES = 100


def history(chain: EmbeddedChain, count: int, newest: Any, percentiles: Any) -> dict[str, Any]:
    """The fee history of ``count`` blocks up to ``newest``; the base fees have one entry more, for the next block.

    Raises:
        RpcFault: The percentiles are not numbers from 0 to 100 in rising order.
    """
    levels = _read_percentiles(percentiles)
    last = newest.block_number
    first = max(0, last + 1 - count)
    headers = [chain.header(number) for number in range(first, last + 1)]
    fees = [header.base_fee_per_gas for header in headers if header is not None]
    fees.append(calculate_expected_base_fee_per_gas(newest))
    shape: dict[str, Any] = {
        "oldestBlock": present.quantity(first),
        "baseFeePerGas": [present.quantity(fee) for fee in fees],
        "gasUsedRatio": [header.gas_used / header.gas_limit for header in headers if header is not None],
        "baseFeePerBlobGas": ["0x1"] * len(fees),
        "blobGasUsedRatio": [0.0] * len(headers),
    }
    if levels:
        shape["reward"] = [
            [present.quantity(tip) for tip in _tips(chain.transactions_in(number), fee, levels)]
            for number, fee in zip(range(first, last + 1), fees[:-1], strict=True)
        ]
    return shape


def _read_percentiles(value: Any) -> list[float]:
    if not isinstance(value, list) or len(value) > _MAX_PERCENTILES:
        raise bad_params("invalid reward percentiles: a list is needed")
    levels = [float(item) for item in value if isinstance(item, int | float) and not isinstance(item, bool)]
    if (
        len(levels) != len(value)
        or any(not 0 <= level <= 100 for level in levels)
        or levels != sorted(levels)
    ):
        raise bad_params("invalid reward percentiles: rising numbers from 0 to 100 are needed")
    return levels


def _tips(rows: list[TransactionRow], base_fee: int, levels: list[float]) -> list[int]:
    """The tip at each percentile of the block's gas, transactions sorted by tip; zeros for an empty block."""
    if not rows:
        return [0] * len(levels)
    by_tip = sorted((row.gas_price - base_fee, row.gas_used) for row in rows)
    total = sum(gas for _, gas in by_tip)
    tips = []
    for level in levels:
        reached = 0
        for tip, gas in by_tip:
            reached += gas
            if reached * 100 >= total * level:
                tips.append(tip)
                break
    return tips
