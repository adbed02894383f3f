"""What moved in and out of an account, as the chain tells it: legs of a line, the state between blocks, what is unexplained.

A coin leaves no log. That some came in is seen from the balance between blocks: where it differs, the block is read, and
what its transactions do not explain is kept as a difference with its exact amount and without a sender.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desktop.core.identity import Address
from desktop.core.money import COIN, Currency


@dataclass(frozen=True, slots=True)
class Leg:
    """One amount of one currency that came (positive) or went (negative) with a line of the activity.

    Attributes:
        currency: What it is counted in; of an ERC-721 token the collection, without decimals.
        amount: In the smallest unit; a fee is never a leg.
        counterparty: Who gave or got it; None where the chain does not say.
        token_id: Of an ERC-721 token.
        by_difference: Seen from the balance alone: the amount is exact, who it came from is not known.
    """

    currency: Currency
    amount: int
    counterparty: Address | None = None
    token_id: int | None = None
    by_difference: bool = False


DATA_HEAD_BYTES = 4 + 2 * 32
"""A selector and two words: all that an approval says."""


@dataclass(frozen=True, slots=True)
class AccountState:
    """Balance and nonce of an account at the end of a block."""

    balance_wei: int
    nonce: int


@dataclass(frozen=True, slots=True)
class TokenLog:
    """A Transfer (ERC-20 or ERC-721) that names the account, as its contract claims; ``amount`` is signed."""

    block: int
    log_index: int
    hash: bytes
    token: Address
    amount: int
    counterparty: Address
    token_id: int | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A transaction from or to the account, with what its receipt says.

    ``data`` is the beginning of its calldata, ``DATA_HEAD_BYTES`` at most; ``fee_wei`` is 0 unless the account sent it.
    """

    hash: bytes
    nonce: int
    sender: Address
    to: Address | None
    value_wei: int
    data: bytes
    succeeded: bool
    fee_wei: int


@dataclass(frozen=True, slots=True)
class BlockMoves:
    """What a block's own lists say about an account: its transactions, and what the beacon chain paid out (EIP-4895)."""

    number: int
    timestamp: int
    passages: tuple[Passage, ...]
    withdrawn_wei: int = 0

    def explained_wei(self, account: Address) -> int:
        """How the balance changes by what is listed."""
        return self.withdrawn_wei + sum(
            coin_of(passage, account) - passage.fee_wei for passage in self.passages
        )


def coin_of(passage: Passage, account: Address) -> int:
    """Coin that the transaction itself carries into the account, less what it carries out; without its fee."""
    if not passage.succeeded:
        return 0
    came = passage.value_wei if passage.to == account else 0
    went = passage.value_wei if passage.sender == account else 0
    return came - went


def coin_leg(passage: Passage, account: Address) -> Leg | None:
    """The same as a leg; None if it carries nothing."""
    amount = coin_of(passage, account)
    if not amount:
        return None
    other = passage.to if passage.sender == account else passage.sender
    return Leg(COIN, amount, other)


def differing(states: Mapping[int, AccountState], ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those of the ranges ``(before, last]`` at whose two ends the account is not the same."""
    return [(before, last) for before, last in ranges if states[before] != states[last]]


def legs_sum(legs: Iterable[Leg]) -> dict[Address, int]:
    """What the legs come to, by currency."""
    sums: dict[Address, int] = {}
    for leg in legs:
        sums[leg.currency.address] = sums.get(leg.currency.address, 0) + leg.amount
    return sums
