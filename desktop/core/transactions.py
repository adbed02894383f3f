"""Transactions as values: what is to be called, what it costs, what is signed, what became of it (EIP-1559)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from desktop.core.identity import Address


@dataclass(frozen=True, slots=True)
class Call:
    """A contract call or plain payment, not yet bound to a nonce or a fee.

    ``gas_limit`` fixed here means: never estimated at an endpoint (EXCHANGE.md section 8: deliveries).
    """

    to: Address
    data: bytes = b""
    value_wei: int = 0
    gas_limit: int | None = None


@dataclass(frozen=True, slots=True)
class FeeQuote:
    """Fees per gas now; ``max_fee_wei`` leaves room for six full blocks of rising base fee."""

    base_fee_wei: int
    priority_fee_wei: int
    max_fee_wei: int


class FeeLevel(Enum):
    """How soon a transaction should be mined, by what recent blocks paid."""

    SLOW = "slow"
    NORMAL = "normal"
    FAST = "fast"


@dataclass(frozen=True, slots=True)
class CustomFee:
    """What the person is willing to pay per gas: at most, and of it as a tip to whoever makes the block."""

    max_fee_wei: int
    max_priority_fee_wei: int

    @property
    def is_possible(self) -> bool:
        """Whether a node takes it at all: a tip above the most is none (EIP-1559)."""
        return 0 < self.max_fee_wei < 1 << 256 and 0 <= self.max_priority_fee_wei <= self.max_fee_wei


FeeChoice = FeeLevel | CustomFee
"""What a person chooses before signing: one of the three levels, or numbers of their own."""


@dataclass(frozen=True, slots=True)
class FeeOffer:
    """What there is to choose from for one transaction.

    ``data_fee_most_wei`` is what some rollups take for its bytes, beside gas.
    ``next_nonce`` is what it gets unless the person says otherwise, ``mined_nonce`` the lowest that is free. ``least`` is
    what nodes ask for before they let it take the place of an earlier one.
    """

    levels: Mapping[FeeLevel, FeeQuote]
    gas_limit: int
    next_nonce: int
    mined_nonce: int
    least: CustomFee | None = None
    data_fee_most_wei: int = 0

    @property
    def base_fee_wei(self) -> int:
        """What the next block takes per gas, whatever is offered."""
        return self.levels[FeeLevel.NORMAL].base_fee_wei

    def fee(self, choice: FeeChoice) -> CustomFee:
        """The numbers of a choice; a level is raised to ``least``."""
        if isinstance(choice, CustomFee):
            return choice
        quote = self.levels[choice]
        if self.least is None:
            return CustomFee(quote.max_fee_wei, quote.priority_fee_wei)
        tip = max(quote.priority_fee_wei, self.least.max_priority_fee_wei)
        return CustomFee(max(quote.max_fee_wei, self.least.max_fee_wei, tip), tip)

    def most_wei(self, choice: FeeChoice) -> int:
        """The most that the fee can be."""
        return self.gas_limit * self.fee(choice).max_fee_wei + self.data_fee_most_wei

    def likely_wei(self, choice: FeeChoice) -> int:
        """The fee if the base fee stays as it is and all of the gas is used."""
        fee = self.fee(choice)
        per_gas = min(fee.max_fee_wei, self.base_fee_wei + fee.max_priority_fee_wei)
        return self.gas_limit * per_gas + self.data_fee_most_wei // 2


@dataclass(frozen=True, slots=True)
class UnsignedTransaction:
    """A type-2 transaction, complete but for its signature."""

    chain_id: int
    nonce: int
    to: Address
    value_wei: int
    data: bytes
    gas_limit: int
    max_fee_wei: int
    max_priority_fee_wei: int

    @property
    def most_wei(self) -> int:
        """The most that can leave the account: value and fee together."""
        return self.value_wei + self.gas_limit * self.max_fee_wei


@dataclass(frozen=True, slots=True)
class Bid:
    """What the last transaction of an act offered per gas, for which nonce, and when (unix time)."""

    nonce: int
    max_fee_wei: int
    max_priority_fee_wei: int
    sent_at: int


@dataclass(frozen=True, slots=True)
class SignedTransaction:
    """Raw bytes as they go to the node, and their hash."""

    raw: bytes
    hash: bytes


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a mined transaction."""

    hash: bytes
    succeeded: bool
    block_number: int
    block_hash: bytes
    gas_used: int
    effective_gas_price_wei: int
    data_fee_wei: int = 0

    @property
    def fee_wei(self) -> int:
        """All that it cost: gas, and on some rollups its bytes beside that."""
        return self.gas_used * self.effective_gas_price_wei + self.data_fee_wei


@dataclass(frozen=True, slots=True)
class Head:
    """The newest block that a node knows."""

    number: int
    timestamp: int
    hash: bytes
