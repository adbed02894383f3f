"""Spending limits as the settings page shows and changes them; the vault keeps them and counts."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from desktop.core.changes import Change, Topic
from desktop.core.identity import NATIVE, Address
from desktop.core.money import COIN, Currency
from desktop.core.networks import coin_of
from desktop.core.spending import Limit, SpendingLimits, SpentNow
from desktop.core.stablecoins import stablecoin, stablecoins
from desktop.core.tokens import unread_currency


class LimitVault(Protocol):
    """The vault, as far as limits go."""

    def spent_now(self) -> SpentNow: ...
    def set_limits(self, limits: SpendingLimits, password: str) -> bytes:
        """The new wallet file."""

    def count_anew(self, password: str) -> None: ...


class WalletFile(Protocol):
    """wallet.json."""

    def write(self, data: bytes) -> None: ...


@dataclass(frozen=True, slots=True)
class LimitLine:
    """A limit in force, what was spent of it in the last 24 hours, and whether the person chose it.

    ``asks`` is true of a token that has no limit, so that each payment with it asks for the password.
    """

    limit: Limit
    currency: Currency
    spent: int
    is_chosen: bool
    asks: bool = False

    @property
    def has_usual(self) -> bool:
        """Whether there is a usual limit to go back to."""
        return self.currency.is_coin or stablecoin(self.limit.chain_id, self.limit.token) is not None


@dataclass(frozen=True, slots=True)
class LimitView:
    """What the page shows: the coin of the network first. ``blind_until`` is 0 unless the day counts as spent."""

    lines: tuple[LimitLine, ...]
    ask_for_tokens: bool
    blind_until: int
    blind_why: str


class LimitService:
    """Reads and changes limits; each change needs the password.

    Args:
        chain_id: Of the network in use.
        currency: What a token says of itself, also where it cannot be asked.
    """

    def __init__(
        self,
        vault: LimitVault,
        file: WalletFile,
        chain_id: int,
        currency: Callable[[Address], Currency],
        publish: Callable[[Change], None],
    ) -> None:
        self._vault = vault
        self._file = file
        self._chain_id = chain_id
        self._currency = currency
        self._publish = publish

    @property
    def chain_id(self) -> int:
        return self._chain_id

    def view(self) -> LimitView:
        """The limits of this network, of others where the person chose some, and what left today without one.

        Raises:
            WalletLocked: They lie in the wallet file, encrypted.
        """
        now = self._vault.spent_now()
        limits = now.limits
        chosen = [(row.chain_id, row.token) for row in limits.rows]
        usual = [(self._chain_id, currency.address) for currency in stablecoins(self._chain_id)]
        moved = [(self._chain_id, token) for token in now.tokens(self._chain_id)]
        keys = dict.fromkeys([(self._chain_id, NATIVE), *usual, *chosen, *moved])
        lines = tuple(self._line(now, key) for key in keys)
        return LimitView(lines, limits.asks_for_tokens(self._chain_id), now.blind_until, now.blind_why)

    def currency(self, chain_id: int, token: Address) -> Currency:
        """What a limit is counted in; a token of another network than the one in use cannot be asked."""
        if token == NATIVE:
            return COIN if chain_id == self._chain_id else replace(COIN, symbol=coin_of(chain_id))
        known = stablecoin(chain_id, token)  # no node has a say in how those are counted
        if known is not None:
            return known
        return self._currency(token) if chain_id == self._chain_id else unread_currency(token)

    def set(self, limit: Limit, password: str) -> None:
        """Put this limit in the place of the one for its chain and currency."""
        self._change(self._vault.spent_now().limits.with_limit(limit), password)

    def drop(self, chain_id: int, token: Address, password: str) -> None:
        """Go back to the usual limit, or to none for a token that has no usual one."""
        self._change(self._vault.spent_now().limits.without(chain_id, token), password)

    def ask_for_tokens(self, password: str, *, wanted: bool) -> None:
        """Whether tokens without a limit ask for the password."""
        now = self._vault.spent_now().limits
        self._change(replace(now, ask_for_tokens=wanted), password)

    def count_anew(self, password: str) -> None:
        """Let nothing count as spent from now on."""
        self._vault.count_anew(password)
        self._publish(Change(Topic.SETTINGS))

    def _line(self, now: SpentNow, key: tuple[int, Address]) -> LimitLine:
        limit, (chain_id, token) = now.limits.of(*key), key
        is_free = token == NATIVE or limit.day is not None or limit.seller is not None
        asks = not is_free and now.limits.asks_for_tokens(chain_id)
        spent, is_chosen = now.total(*key).day, now.limits.has(*key)
        return LimitLine(limit, self.currency(*key), spent, is_chosen, asks)

    def _change(self, limits: SpendingLimits, password: str) -> None:
        self._file.write(self._vault.set_limits(limits, password))
        self._publish(Change(Topic.SETTINGS))
