"""What an account holds of the coin and of tokens, who says so, and the demo network's coins."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from desktop.core.balances import BalanceSheet, Holding, Trust
from desktop.core.changes import Change, Topic
from desktop.core.errors import UserError
from desktop.core.identity import NATIVE, Address
from desktop.core.money import ETHER_DECIMALS, Currency
from desktop.core.networks import known_network
from desktop.services.journal import Journal, Purpose
from desktop.services.network import NetworkInfo
from desktop.services.ports import Clock

MOST_TOKENS = 200
KEEP_EVERY_S = 60
"""So often at most what did not change is written down with its newer time."""


@dataclass(frozen=True, slots=True)
class BalanceLine:
    """One currency with what is held of it; ``is_chosen`` if the person wants to see it even when it is nothing."""

    currency: Currency
    holding: Holding
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class AccountBalances:
    """One account at one block.

    Attributes:
        account: Whose.
        lines: The coin first.
        block: Number of the block.
        is_old: Whether the block is older than a node that follows its chain would tell.
        block_time: Unix time of the block.
        read_at: Unix time of reading.
        origins: Who told it.
        is_kept: Whether it is from an earlier run, and no node was asked since.
    """

    account: Address
    lines: tuple[BalanceLine, ...]
    block: int
    is_old: bool
    block_time: int
    read_at: int
    origins: tuple[str, ...]
    is_kept: bool = False

    @property
    def coin(self) -> BalanceLine:
        return self.lines[0]

    @property
    def wei(self) -> int | None:
        """Of the coin; None where the nodes do not agree."""
        return self.coin.holding.amount


class NoSuchFaucet(UserError):
    """Demo coins exist on the demo network only."""


@dataclass(eq=False)
class NoSuchToken(UserError):
    """There is no contract at the address."""

    address: str


@dataclass(eq=False)
class TooManyTokens(UserError):
    """More tokens than are read at once."""

    most: int


class Faucet(Protocol):
    """Gives demo coins; waits until they have arrived."""

    def __call__(self, account: Address) -> int: ...


class BalanceReader(Protocol):
    """The network's endpoints."""

    def read(self, account: Address, tokens: Sequence[Address], *, compare: bool) -> BalanceSheet: ...


class TokenWords(Protocol):
    """What tokens say of themselves."""

    def currency(self, address: Address) -> Currency: ...
    def currency_if_told(self, address: Address) -> Currency: ...


class ShownTokens(Protocol):
    """The tokens of this chain that the person chose, in the settings."""

    def get(self) -> tuple[Address, ...]: ...
    def set(self, tokens: tuple[Address, ...]) -> None: ...


class BalanceBook(Protocol):
    """What was last known of each account on this chain, on disk."""

    def all(self) -> list[AccountBalances]: ...
    def put(self, balances: AccountBalances) -> None: ...


class BalanceService:
    """Reads one account at a time. A read that fails raises, and never becomes a zero."""

    def __init__(
        self,
        *,
        info: NetworkInfo,
        reader: BalanceReader,
        tokens: TokenWords,
        shown: ShownTokens,
        has_code: Callable[[Address], bool],
        faucet: Faucet | None,
        journal: Journal,
        clock: Clock,
        publish: Callable[[Change], None],
        book: BalanceBook,
    ) -> None:
        self._info = info
        self._reader = reader
        self._tokens = tokens
        self._shown = shown
        self._has_code = has_code
        self._faucet = faucet
        self._journal = journal
        self._clock = clock
        self._publish = publish
        self._book = book
        self._last = {kept.account: replace(kept, is_kept=True) for kept in book.all()}
        self._guard = threading.Lock()

    def read(self, account: Address) -> AccountBalances:
        """Ask the nodes.

        Raises:
            AppError: None of them answered; ``last`` is what was known before.
        """
        chosen = self._shown.get()
        known = known_network(self._info.chain_id)
        asked = tuple(dict.fromkeys((*chosen, *(known.tokens if known else ()))))
        sheet = self._reader.read(account, asked, compare=self._info.compares_amounts)
        lines = [
            BalanceLine(self._currency(held.currency), held, held.currency in chosen)
            for held in sheet.holdings
            if held.currency == NATIVE or held.currency in chosen or _is_worth_showing(held)
        ]
        found = AccountBalances(
            account=account,
            lines=tuple(lines),
            block=sheet.block,
            is_old=sheet.is_old and not self._info.is_demo,
            block_time=sheet.timestamp,
            read_at=self._clock.now(),
            origins=sheet.origins,
        )
        with self._guard:
            before = self._last.get(account)
            # Where nodes contradict each other nothing is known anew: what was known before is not forgotten for it.
            if found.wei is not None or before is None:
                self._last[account] = found
        if found.wei is not None and _is_news(before, found):
            self._book.put(found)
        return found

    def last(self, account: Address) -> AccountBalances | None:
        """What was last known, perhaps from an earlier run (``is_kept``); asks nobody."""
        with self._guard:
            return self._last.get(account)

    def add_token(self, address: Address) -> Currency:
        """Show a token's balance from now on.

        Raises:
            NoSuchToken: No contract is there.
            TooManyTokens: There are plenty already.
        """
        chosen = self._shown.get()
        if len(chosen) >= MOST_TOKENS:
            raise TooManyTokens(MOST_TOKENS)
        if not self._has_code(address):
            raise NoSuchToken(str(address))
        currency = self._tokens.currency(address)
        if address not in chosen:
            self._shown.set((*chosen, address))
        self._publish(Change(Topic.BALANCE))
        return currency

    def hide_token(self, address: Address) -> None:
        """Show it no longer, unless it is one of the network's usual tokens and the account holds some."""
        self._shown.set(tuple(token for token in self._shown.get() if token != address))
        self._publish(Change(Topic.BALANCE))

    @property
    def has_faucet(self) -> bool:
        return self._faucet is not None

    def request_demo_coins(self, account: Address) -> None:
        """Ask the demo chain for coins and wait for them.

        Raises:
            NoSuchFaucet: This is another network.
        """
        if self._faucet is None:
            raise NoSuchFaucet
        amount = self._faucet(account)
        self._journal.received(account, Purpose("faucet", amount))

    def _currency(self, address: Address) -> Currency:
        if address == NATIVE:
            return Currency(NATIVE, self._info.coin, ETHER_DECIMALS)
        return self._tokens.currency_if_told(address)


def _is_news(before: AccountBalances | None, found: AccountBalances) -> bool:
    """Whether it is worth a write: other amounts, or the same ones for a while."""
    if before is None or before.is_kept or before.lines != found.lines:
        return True
    return found.read_at // KEEP_EVERY_S != before.read_at // KEEP_EVERY_S


def _is_worth_showing(held: Holding) -> bool:
    """One of the network's usual tokens is shown where there is some of it, or where nodes contradict each other."""
    return bool(held.amount) or held.trust is Trust.DISPUTED
