"""How far an account was looked through on a chain, and what it allowed others."""

from dataclasses import dataclass
from enum import Enum

from desktop.core.identity import Address
from desktop.core.movements import DATA_HEAD_BYTES, AccountState, Passage


@dataclass(frozen=True, slots=True)
class Trace:
    """What is read of one account on one chain.

    Attributes:
        coin_from: The balance is explained block by block after this one; at its end stood ``opening``.
        logs_from: Logs of tokens and approvals are read after this block.
        last_block: The last final block that is read, with ``last_hash``; at its end stood ``closing``.
        seen_block: The newest block that was looked at.
        seen_at: When that was, in Unix seconds.
        is_pruned: The node has forgotten the balances before ``coin_from``.
    """

    coin_from: int
    opening: AccountState
    logs_from: int
    last_block: int
    last_hash: bytes
    closing: AccountState
    seen_block: int
    seen_at: int
    is_pruned: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether nothing older is left to be read."""
        return self.coin_from == 0 and self.logs_from == 0


PERMIT2 = Address.parse("0x000000000022D473030F116dDEE9F6B43aC78BA3")
"""Uniswap's, at the same address on every network: tokens are approved to it once, and it keeps approvals of its own."""


class GrantKind(Enum):
    """What was allowed."""

    AMOUNT = "amount"  # ERC-20: so much of the token
    ONE = "one"  # ERC-721: one token
    ALL = "all"  # ERC-721 and ERC-1155: every token of the contract
    INNER = "inner"  # Permit2: so much of a token that Permit2 itself may take


@dataclass(frozen=True, slots=True)
class Grant:
    """An approval that a contract's log told last; what it allows now is asked of the contract.

    Attributes:
        kind: What it is about.
        contract: The token or collection, or Permit2, which wrote the log.
        spender: Who may take; the zero address took the approval of one token back.
        value: The amount of the log; 1 or 0 where it is not of an amount.
        token_id: Of an approval of one token.
        block: Where the log stands.
        hash: Its transaction.
        token: What may be taken by way of Permit2.
        by_hand: Whether the account sent that transaction itself; else it is a signed permit, or the contract's invention.
    """

    kind: GrantKind
    contract: Address
    spender: Address
    value: int
    block: int
    hash: bytes
    token_id: int | None = None
    by_hand: bool = False
    token: Address | None = None

    @property
    def asset(self) -> Address:
        """The token or collection that may be taken."""
        return self.token or self.contract

    @property
    def is_amount(self) -> bool:
        """Whether it allows an amount, which can be lowered."""
        return self.kind in {GrantKind.AMOUNT, GrantKind.INNER}

    @property
    def key(self) -> str:
        """What later logs about the same replace it by."""
        if self.kind is GrantKind.ONE:  # one token has one spender at a time
            return f"{self.kind.value}:{self.contract}:{self.token_id}"
        if self.kind is GrantKind.INNER:
            return f"{self.kind.value}:{self.contract}:{self.token}:{self.spender}"
        return f"{self.kind.value}:{self.contract}:{self.spender}"


_APPROVE, _APPROVE_ALL, _RAISE = (bytes.fromhex(text) for text in ("095ea7b3", "a22cb465", "39509351"))
"""``approve(address,uint256)``, ``setApprovalForAll(address,bool)`` and ``increaseAllowance(address,uint256)``."""
_KINDS = {_APPROVE: GrantKind.AMOUNT, _RAISE: GrantKind.AMOUNT, _APPROVE_ALL: GrantKind.ALL}


def granted_by(passage: Passage, block: int) -> Grant | None:
    """The approval that an account's own call asks for: some tokens write no log of it, and what stands is read anyway."""
    kind = _KINDS.get(passage.data[:4])
    if kind is None or passage.to is None or not passage.succeeded or len(passage.data) < DATA_HEAD_BYTES:
        return None
    spender, value = Address(passage.data[16:36]), int.from_bytes(passage.data[36:68], "big")
    return Grant(kind, passage.to, spender, value, block, passage.hash, by_hand=True)
