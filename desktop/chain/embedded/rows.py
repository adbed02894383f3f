"""The rows of the chain file's index: one per transaction and one per log."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

from desktop.chain.embedded.pool import Waiting


@dataclass(frozen=True, slots=True)
class TransactionRow:
    """A mined transaction with everything its receipt says; amounts in wei."""

    hash: bytes
    block: int
    position: int
    sender: bytes
    status: int
    gas_used: int
    cumulative_gas: int
    gas_price: int
    contract: bytes | None
    first_log: int
    raw: bytes

    def as_sql(self) -> tuple[Any, ...]:
        """Values in column order; the price is text, because SQLite's integers end at 2**63."""
        return (
            self.hash, self.block, self.position, self.sender, self.status, self.gas_used, self.cumulative_gas,
            str(self.gas_price), self.contract, self.first_log, self.raw,
        )  # fmt: skip

    @classmethod
    def from_sql(cls, row: tuple[Any, ...]) -> Self:
        (tx_hash, block, position, sender, status, gas_used, cumulative, price, contract, first_log, raw) = (
            row
        )
        return cls(
            tx_hash,
            block,
            position,
            sender,
            status,
            gas_used,
            cumulative,
            int(price),
            contract,
            first_log,
            raw,
        )


@dataclass(frozen=True, slots=True)
class LogRow:
    """One log; ``log`` counts within its block, ``position`` is that of its transaction."""

    block: int
    log: int
    position: int
    hash: bytes
    address: bytes
    topics: tuple[bytes, ...]
    data: bytes

    def as_sql(self) -> tuple[Any, ...]:
        padded = (*self.topics, *([None] * (4 - len(self.topics))))
        return (self.block, self.log, self.position, self.hash, self.address, *padded, self.data)

    @classmethod
    def from_sql(cls, row: tuple[Any, ...]) -> Self:
        topics = tuple(topic for topic in row[5:9] if topic is not None)
        return cls(row[0], row[1], row[2], row[3], row[4], topics, row[9])


def index_block(
    header: Any, taken: Sequence[Waiting], receipts: Sequence[Any], contracts: Sequence[bytes | None]
) -> tuple[tuple[TransactionRow, ...], tuple[LogRow, ...]]:
    """The rows of a new block from py-evm's header and receipts; ``contracts`` are addresses created."""
    rows: list[TransactionRow] = []
    logs: list[LogRow] = []
    cumulative = 0
    for position, (waiting, receipt, contract) in enumerate(zip(taken, receipts, contracts, strict=True)):
        first_log = len(logs)
        for entry in receipt.logs:
            topics = tuple(int(topic).to_bytes(32, "big") for topic in entry.topics)
            logs.append(
                LogRow(
                    header.block_number, len(logs), position, waiting.hash, entry.address, topics, entry.data
                )
            )
        transaction = waiting.evm
        price = min(
            transaction.max_fee_per_gas, header.base_fee_per_gas + transaction.max_priority_fee_per_gas
        )
        rows.append(
            TransactionRow(
                hash=waiting.hash,
                block=header.block_number,
                position=position,
                sender=waiting.sender,
                # EIP-658: the receipt's first field is 1 for success, empty for failure.
                status=1 if receipt.state_root == b"\x01" else 0,
                gas_used=receipt.gas_used - cumulative,
                cumulative_gas=receipt.gas_used,
                gas_price=int(price),
                contract=contract,
                first_log=first_log,
                raw=waiting.raw,
            )
        )
        cumulative = receipt.gas_used
    return tuple(rows), tuple(logs)
