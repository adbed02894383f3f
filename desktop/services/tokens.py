"""Tokens as money: what they say of themselves, what paying with one takes, and what is odd about it."""

import threading
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from desktop.core.errors import EnvironmentFault, UserError
from desktop.core.exchange import Terms
from desktop.core.identity import Address
from desktop.core.money import COIN, Currency, Money
from desktop.core.tokens import PermitDomain, TransferTrial, unread_currency
from desktop.core.transactions import Call

TOKEN_BUY_GAS = 320_000
"""Gas limit of a purchase in tokens: its cost with a permit (contracts/gas.json), the margin of every estimate, and
room for tokens behind a proxy."""
APPROVE_GAS = 90_000
"""The same of an approval."""
TOKEN_WITHDRAW_GAS = 110_000
"""The same of taking a credit in tokens home."""
_MOST_LEARNED = 50


@dataclass(eq=False)
class TokenUnreadable(EnvironmentFault):
    """The contract does not say how much of it an account holds: it is no token that can be paid with."""

    token: Address


@dataclass(eq=False)
class TokenRefuses(UserError):
    """The token would not move the amount: it is paused, blocks the account, or lies; nothing was paid."""

    currency: Currency


@dataclass(eq=False)
class TokenTakesPart(UserError):
    """The token keeps a part of what is paid, so the market refuses it; nothing was paid."""

    currency: Currency


@dataclass(eq=False)
class ApprovalIgnored(UserError):
    """The token did not keep what was approved, so the market cannot take the price; nothing but fees was paid."""

    currency: Currency


@dataclass(eq=False)
class InsufficientTokens(UserError):
    """The account holds less of the token than the price."""

    needed: Money
    available: Money

    @property
    def missing(self) -> Money:
        return Money(self.needed.value - self.available.value, self.needed.currency)


@dataclass(eq=False)
class InvalidToken(UserError):
    """Nobody could pay with this token; nothing was listed."""

    currency: Currency


class PaymentWay(Enum):
    """How the market gets a price in tokens."""

    ALLOWED = "allowed"  # an earlier approval is enough
    PERMIT = "permit"  # signed with the purchase, in the same transaction
    APPROVE = "approve"  # approved by a transaction of its own, for exactly the price
    RESET = "reset"  # the same, after another one that takes an earlier approval back


@dataclass(frozen=True, slots=True)
class TokenPayment:
    """What paying a price in tokens takes. ``approvals`` is how many transactions come before the purchase at most."""

    currency: Currency
    price: int
    balance: int
    way: PaymentWay
    trial: TransferTrial | None

    @property
    def approvals(self) -> int:
        return {PaymentWay.ALLOWED: 0, PaymentWay.PERMIT: 0, PaymentWay.APPROVE: 1, PaymentWay.RESET: 2}[
            self.way
        ]

    @property
    def gas_most(self) -> int:
        """Gas of everything, with the approval that takes the place of a permit which the token does not keep."""
        spare = max(self.approvals, 0 if self.way is PaymentWay.ALLOWED else 1)
        return TOKEN_BUY_GAS + spare * APPROVE_GAS

    @property
    def approve_gas(self) -> int:
        """The part of it for approvals that will be sent."""
        return self.approvals * APPROVE_GAS


@dataclass(frozen=True, slots=True)
class TokenReport:
    """A token as a seller should know it before asking for it.

    ``warnings`` are ids: ``no-code``, ``no-decimals``, ``imitates-coin``, ``no-symbol``, ``refuses-transfer``,
    ``refuses-zero`` (the account holds nothing to try with, and some good tokens refuse to move nothing),
    ``takes-part``, ``unreadable``.
    """

    currency: Currency
    warnings: tuple[str, ...]

    @property
    def is_usable(self) -> bool:
        """Whether the market could be paid with it, as far as can be seen."""
        return not {"no-code", "unreadable", "refuses-transfer", "takes-part"} & set(self.warnings)

    def require_usable(self) -> Currency:
        """The currency.

        Raises:
            InvalidToken: It is certain that nobody could pay with it.
        """
        if not self.is_usable:
            raise InvalidToken(self.currency)
        return self.currency


class TokenChain(Protocol):
    """Tokens at one node, and calls that pay with them at one market."""

    def describe(self, token: Address) -> Currency: ...
    def has_code(self, token: Address) -> bool: ...
    def balance(self, token: Address, account: Address) -> int: ...
    def allowance(self, token: Address, owner: Address) -> int: ...
    def permit_nonce(self, token: Address, owner: Address) -> int | None: ...
    def permit_domain(self, token: Address) -> PermitDomain | None: ...
    def try_transfer(self, token: Address, payer: Address, amount: int) -> TransferTrial: ...
    def approve(self, token: Address, amount: int) -> Call: ...


class TokenService:
    """Remembers what tokens said for as long as the app runs; safe to use from several threads."""

    def __init__(self, chain: TokenChain) -> None:
        self._chain = chain
        self._known: dict[Address, Currency] = {COIN.address: COIN}
        self._guard = threading.Lock()

    def known(self, address: Address) -> Currency | None:
        """The currency, if it was read before; asks nobody."""
        with self._guard:
            return self._known.get(address)

    def currency(self, address: Address) -> Currency:
        """The currency as it was first read, read now if need be."""
        return self.known(address) or self._read(address)

    def currency_if_told(self, address: Address) -> Currency:
        """The same, but a network that does not answer gives a token without words: for pages that must show."""
        try:
            return self.currency(address)
        except EnvironmentFault:
            return unread_currency(address)

    def learn(self, addresses: Iterable[Address]) -> bool:
        """Read those that are not known yet, a page of them at most; whether anything was learned."""
        new = [address for address in dict.fromkeys(addresses) if self.known(address) is None]
        for address in new[:_MOST_LEARNED]:
            self._read(address)
        return bool(new)

    def payment(self, account: Address, terms: Terms) -> TokenPayment:
        """What paying the price of these terms takes now; the token's words are read afresh.

        Raises:
            TokenUnreadable: The contract does not say what the account holds.
        """
        token, price = terms.currency, terms.price
        currency, balance = self._read(token), self._chain.balance(token, account)
        allowance = self._chain.allowance(token, account)
        trial = self._chain.try_transfer(token, account, price) if balance >= price else None
        return TokenPayment(currency, price, balance, self._way(token, account, allowance, price), trial)

    def inspect(self, token: Address, seller: Address) -> TokenReport:
        """What a seller should know; as much as can be seen without paying anything."""
        currency = self._read(token)
        if not self._chain.has_code(token):
            return TokenReport(currency, ("no-code",))
        warnings = []
        if not currency.tells_decimals:
            warnings.append("no-decimals")
        if currency.imitates_coin:
            warnings.append("imitates-coin")
        elif not currency.symbol:
            warnings.append("no-symbol")
        try:
            # With nothing to move, at least the answer is seen; with something, whether all of it arrives.
            amount = min(self._chain.balance(token, seller), 10**currency.decimals)
        except TokenUnreadable:
            return TokenReport(currency, (*warnings, "unreadable"))
        trial = self._chain.try_transfer(token, seller, amount)
        if not trial.moves:
            warnings.append("refuses-transfer" if amount else "refuses-zero")
        elif trial.takes_part(amount):
            warnings.append("takes-part")
        return TokenReport(currency, tuple(warnings))

    def _way(self, token: Address, account: Address, allowance: int, price: int) -> PaymentWay:
        if allowance >= price:
            return PaymentWay.ALLOWED
        if (
            self._chain.permit_domain(token) is not None
            and self._chain.permit_nonce(token, account) is not None
        ):
            return PaymentWay.PERMIT
        return PaymentWay.RESET if allowance else PaymentWay.APPROVE

    def _read(self, address: Address) -> Currency:
        read = self._chain.describe(address)
        with self._guard:
            self._known[address] = read
        return read
