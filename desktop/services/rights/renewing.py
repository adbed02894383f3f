"""Renewing a timed licence: paid straight to the payee, for whole periods, up to the limit of its terms."""

from dataclasses import dataclass
from typing import Protocol

from desktop.core.effects import Effects
from desktop.core.errors import OrderContradicted, UserError
from desktop.core.exchange import Delivery, OrderState, delivery_commitment, order_commitment, slot
from desktop.core.identity import NATIVE, Address
from desktop.core.licences import ActKind, Holding, LicenceAct, extended_until, most_periods
from desktop.services.journal import Purpose
from desktop.services.ports import Transactor
from desktop.services.purchase.paying import KeyProvenBad
from desktop.services.rights.acts import LicenceActs
from desktop.services.rights.ports import LicenceMarket, LicenceMarketCalls
from desktop.services.rights.quoting import PricedInToken
from desktop.services.rights.standing import Standings

RENEW_GAS = 120_000
"""Above the limit that an estimate gives: the budget (EXCHANGE.md section 5), its margin, and room for the first of a
payee's payments."""


class NotRenewable(UserError):
    """The licence is perpetual, has not begun, or does not exist any more."""


@dataclass(eq=False)
class RenewalBeyondLimit(UserError):
    """The new end would pass the limit of the terms (unix times)."""

    ends_at: int
    limit_at: int


@dataclass(frozen=True, slots=True)
class RenewalQuote:
    """What a renewal costs and gives, for the account that pays. Amounts in wei, times unix.

    ``until`` is the new end if it is mined now; ``most_periods`` 0 says that no renewal is left.
    ``warnings`` are ids: ``insufficient-funds``.
    """

    holding: Holding
    account: Address
    periods: int
    most_periods: int
    price_wei: int
    total_wei: int
    fee_most_wei: int
    total_most_wei: int
    balance_wei: int
    until_now: int
    until: int
    renew_until: int
    payee: Address
    warnings: tuple[str, ...]
    effects: Effects | None = None


class RenewingChain(Transactor, LicenceMarket, Protocol):
    """Fees and market from the same endpoints."""


class Renewals:
    """Quotes and sends renewals."""

    def __init__(
        self,
        *,
        chain: RenewingChain,
        calls: LicenceMarketCalls,
        standings: Standings,
        acts: LicenceActs,
    ) -> None:
        self._chain = chain
        self._calls = calls
        self._standings = standings
        self._acts = acts

    def quote(self, holding: Holding, periods: int = 1) -> RenewalQuote:
        """What ``periods`` more would cost now; fewer if fewer are left.

        Raises:
            NotRenewable: See there.
            PricedInToken: The price is in a token.
            KeyProvenBad: The contract would refuse it.
        """
        terms = holding.terms
        standing = self._standings.refresh(holding.token_id)
        if not terms.period_s or standing.owner is None or not standing.has_begun:
            raise NotRenewable
        if terms.currency != NATIVE:
            raise PricedInToken(terms.currency)
        if self._chain.key_is_bad(terms.key_hash):
            raise KeyProvenBad
        now = self._chain.head().timestamp
        most = most_periods(standing.until, now, terms.period_s, terms.renew_until)
        periods = min(max(1, periods), max(1, most))
        fee = RENEW_GAS * self._chain.fees().max_fee_wei
        total, balance = periods * terms.price, self._chain.balance_wei(holding.account)
        effects = None
        if most and balance >= total + fee:
            call = self._calls.renew(terms, holding.order, self._delivery(holding), periods)
            effects = self._acts.effects(holding.account, call)
        return RenewalQuote(
            holding=holding,
            account=holding.account,
            periods=periods,
            most_periods=most,
            price_wei=terms.price,
            total_wei=total,
            fee_most_wei=fee,
            total_most_wei=total + fee,
            balance_wei=balance,
            until_now=standing.until,
            until=extended_until(standing.until, now, terms.period_s, periods),
            renew_until=terms.renew_until,
            payee=terms.payee,
            warnings=("insufficient-funds",) if balance < total + fee else (),
            effects=effects,
        )

    def renew(self, quote: RenewalQuote, name: str) -> LicenceAct:
        """Pay and extend; nothing is held in escrow, so nothing can be taken back.

        Raises:
            RenewalBeyondLimit: The contract would refuse it; nothing was signed.
            ActPending: An earlier renewal may still be mined.
        """
        holding, terms = quote.holding, quote.holding.terms
        standing = self._standings.refresh(holding.token_id)
        until = extended_until(
            standing.until, self._chain.head().timestamp, terms.period_s, quote.periods
        )  # fmt: skip
        if until > terms.renew_until:
            raise RenewalBeyondLimit(until, terms.renew_until)
        call = self._calls.renew(terms, holding.order, self._delivery(holding), quote.periods)
        purpose = Purpose("renew", -quote.total_wei, terms.payee, name)
        return self._acts.send(
            holding.token_id, ActKind.RENEW, quote.account, call, purpose, quote.total_most_wei
        )  # fmt: skip

    def _delivery(self, holding: Holding) -> Delivery:
        """The delivery that the contract committed to: what a node tells is compared with the order's slot."""
        found = self._chain.find_delivery(holding.token_id)
        commitment = order_commitment(holding.terms.hash, holding.order)
        value = self._chain.order_slot(holding.token_id)
        if found is None or slot(delivery_commitment(commitment, found), OrderState.FINAL) != value:
            raise OrderContradicted("delivery", "chain")
        return found
