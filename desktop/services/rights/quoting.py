"""What the key of a version costs whoever holds a licence, before the click that agrees to it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from desktop.core import trees
from desktop.core.errors import InvalidCard, UserError
from desktop.core.exchange import Terms
from desktop.core.identity import NATIVE, Address
from desktop.core.licences import Holding
from desktop.core.listings import Card
from desktop.services.answers import ANSWER_COST_GAS
from desktop.services.ports import Transactor
from desktop.services.purchase.paying import KeyProvenBad, ListingGone
from desktop.services.rights.ports import LicenceMarket
from desktop.services.rights.standing import LicenceExpired, LicenceGivenUp, LicencePassedOn, Standings

REQUEST_GAS = 90_000
"""Above the limit that an estimate gives: the budget (EXCHANGE.md section 5), its margin, and room for the first of a
payee's payments."""


@dataclass(eq=False)
class PricedInToken(UserError):
    """The licence is priced in an ERC-20 token: renewing it, or asking for a key, cannot be paid yet."""

    currency: Address


class LicenceNotFinal(UserError):
    """The payment was not released or settled yet: the licence has not begun."""


@dataclass(frozen=True, slots=True)
class KeyQuote:
    """What asking for the key of the present version costs. Amounts in wei.

    ``warnings`` are ids: ``insufficient-funds``, and ``not-covered`` (the fee does not pay for the answer's gas, so
    the seller's program does not answer by itself).
    """

    holding: Holding
    account: Address
    terms: Terms
    card: Card
    card_json: bytes
    is_new_version: bool
    key_fee_wei: int
    fee_most_wei: int
    total_most_wei: int
    balance_wei: int
    download_bytes: int
    payee: Address
    warnings: tuple[str, ...]


class AskingChain(Transactor, LicenceMarket, Protocol):
    """Fees and market from the same endpoints."""


class KeyQuoter:
    """Makes quotes from the chain's present terms."""

    def __init__(self, chain: AskingChain, standings: Standings, read_card: Callable[[bytes], Card]) -> None:
        self._chain = chain
        self._standings = standings
        self._read_card = read_card

    def quote(self, holding: Holding) -> KeyQuote:
        """The quote for the present version of the licence's listing.

        Raises:
            ListingGone: The listing's terms cannot be found, or its card cannot be read.
            LicenceNotFinal, LicenceExpired, LicencePassedOn, LicenceGivenUp: The contract would refuse the request.
            KeyProvenBad: Likewise.
            PricedInToken: The fee is in a token.
        """
        found = self._chain.listing(holding.order.listing)
        if found is None:
            raise ListingGone
        terms, card_json = found
        try:
            card = self._read_card(card_json)
        except InvalidCard as error:
            raise ListingGone from error
        if terms.currency != NATIVE and terms.key_fee:
            raise PricedInToken(terms.currency)
        if self._chain.key_is_bad(terms.key_hash):
            raise KeyProvenBad
        self.require(holding.token_id, holding.account)
        max_fee = self._chain.fees().max_fee_wei
        fee, balance = REQUEST_GAS * max_fee, self._chain.balance_wei(holding.account)
        total = terms.key_fee + fee
        warnings = []
        if balance < total:
            warnings.append("insufficient-funds")
        if terms.key_fee < ANSWER_COST_GAS * max_fee:
            warnings.append("not-covered")
        size = terms.size_bytes
        download = trees.payload_length(size) + 32 * (trees.leaf_count(size) + trees.chunk_count(size))
        return KeyQuote(
            holding=holding,
            account=holding.account,
            terms=terms,
            card=card,
            card_json=card_json,
            is_new_version=terms.identity != holding.terms.identity,
            key_fee_wei=terms.key_fee,
            fee_most_wei=fee,
            total_most_wei=total,
            balance_wei=balance,
            download_bytes=download + card.public_bytes,
            payee=terms.payee,
            warnings=tuple(warnings),
        )

    def require(self, token_id: int, account: Address) -> None:
        """Make sure, on chain, that the contract would take a request of this account now."""
        standing = self._standings.refresh(token_id)
        if standing.owner is None:
            raise LicenceGivenUp
        if standing.owner != account:
            raise LicencePassedOn(standing.owner)
        if not standing.has_begun:
            raise LicenceNotFinal
        if standing.is_expired(self._chain.head().timestamp):
            raise LicenceExpired(standing.until)
