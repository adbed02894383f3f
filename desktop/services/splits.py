"""Revenue splits: who is behind a payee, which splits pay this wallet, and making a new one."""

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from desktop.core.agreements import Ask
from desktop.core.errors import UserError
from desktop.core.identity import Address
from desktop.core.splits import Shares, Split
from desktop.core.transactions import Call
from desktop.services.journal import Purpose
from desktop.services.ports import Transactor
from desktop.services.transactions import TransactionService

REREAD_BLOCKS = 100
"""So many blocks are read again each time: a reorganisation may have moved a split to a later one."""
CREATE_GAS = 260_000
"""Making a split of eight takes 210,126 (contracts/gas.json), and every estimate gets a margin of a fifth."""


class NoSplits(UserError):
    """This network has no maker of revenue splits."""


class PayeeKind(Enum):
    """Who is paid for a listing."""

    SELLER = "seller"
    ACCOUNT = "account"
    SPLIT = "split"  # made by our factory: proven by its address
    CONTRACT = "contract"  # any other code: nothing is known of it


@dataclass(frozen=True, slots=True)
class Payee:
    """Who is paid for a listing; ``shares`` are those of a split."""

    address: Address
    kind: PayeeKind
    shares: Shares = ()


@dataclass(frozen=True, slots=True)
class SplitQuote:
    """Where a split is, whether it was made before, and what making it costs at most (0 if it was)."""

    split: Split
    is_made: bool
    fee_most_wei: int


class SplitChain(Protocol):
    """The maker of splits, and what it made; each split that it gives is proven."""

    @property
    def factory(self) -> Address: ...
    def create(self, shares: Shares) -> Call: ...
    def withdraw(self, split: Address, currency: Address, to: Address) -> Call: ...
    def withdraw_for(self, split: Address, currency: Address, account: Address) -> Call: ...
    def made_since(self, block: int) -> tuple[list[Split], int]: ...
    def find(self, address: Address) -> Split | None: ...


class SplitBook(Protocol):
    """The splits of this network that were seen, on disk."""

    def put(self, splits: Sequence[Split], seen_to: int | None = None) -> None: ...
    def seen_to(self) -> int:
        """The last block that was searched for splits; -1 if none was."""

    def find(self, address: Address) -> Split | None: ...
    def of_accounts(self, accounts: Iterable[Address]) -> list[Split]:
        """The splits in which one of them has a share."""


class SplitService:
    """The splits of one network."""

    def __init__(
        self,
        *,
        splits: SplitChain,
        book: SplitBook,
        chain: Transactor,
        code_at: Callable[[Address], bytes],
        transactions: TransactionService,
        active_account: Callable[[], Address],
    ) -> None:
        self._splits = splits
        self._book = book
        self._chain = chain
        self._code_at = code_at
        self._transactions = transactions
        self._active_account = active_account
        self._following = threading.Lock()

    def own(self, accounts: Iterable[Address]) -> list[Split]:
        """The splits that pay one of these accounts, as far as the chain was searched."""
        return self._book.of_accounts(accounts)

    def follow(self) -> None:
        """Search what is new on the chain: the accounts of a split are in no index of it, so all splits are read."""
        with self._following:
            first = max(0, self._book.seen_to() + 1 - REREAD_BLOCKS)
            found, last = self._splits.made_since(first)
            self._book.put(found, last)

    def payee(self, address: Address, seller: Address) -> Payee:
        """Who is behind the payee of a listing; only what is proven is called a split."""
        if address == seller:
            return Payee(address, PayeeKind.SELLER)
        split = self._book.find(address)
        if split is None:
            if not self._code_at(address):
                return Payee(address, PayeeKind.ACCOUNT)
            split = self._splits.find(address)
            if split is None:
                return Payee(address, PayeeKind.CONTRACT)
            self._book.put([split])
        return Payee(address, PayeeKind.SPLIT, split.shares)

    def quote(self, shares: Shares) -> SplitQuote:
        """Where the split of these shares is, and what it costs to make it.

        Raises:
            InvalidShares: The contract would refuse them.
            NoSplits: This network has no maker of splits.
        """
        split = Split.of(self._splits.factory, shares)
        if self._code_at(split.address):
            return SplitQuote(split, is_made=True, fee_most_wei=0)
        if not self._code_at(self._splits.factory):
            raise NoSplits
        return SplitQuote(split, is_made=False, fee_most_wei=CREATE_GAS * self._chain.fees().max_fee_wei)

    def make(self, quote: SplitQuote) -> Split:
        """Make the split unless it is there; it is kept before, so that it is known whatever happens.

        Raises:
            CostRose: It costs more now than was quoted; nothing was sent.
        """
        split = quote.split
        self._book.put([split])
        if not self._code_at(split.address):
            account = self._active_account()
            signed = self._transactions.submit(
                account,
                self._splits.create(split.shares),
                Purpose("split", 0, split.address),
                keep=lambda _: None,
                mandate=Ask(most_wei=quote.fee_most_wei),
            )
            self._transactions.wait(signed.hash)
        return split
