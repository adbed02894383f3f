"""What a purchase costs and promises, before the click that agrees to it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from desktop.core import trees
from desktop.core.errors import UserError
from desktop.core.identity import NATIVE, Address
from desktop.core.listings import Listing
from desktop.core.orders import RUNNABLE, Purchase
from desktop.services.ports import MarketReader, Transactor
from desktop.services.purchase.ports import Listings

BUY_GAS = 180_000
"""Gas limit of a purchase: the budget of EXCHANGE.md section 5 and the margin that every estimate gets."""
COMPLAINT_GAS = 300_000
"""Upper bound of what the dearest complaint uses (complainContent at 1 GiB)."""
COMPLAINT_LIMIT = 642_000
"""What an account must be able to pay for to send it: its fixed gas limit, and taking the credit home."""


@dataclass(frozen=True, slots=True)
class PurchaseQuote:
    """The Buy panel: amounts in wei, times in seconds.

    ``warnings`` are ids: ``insufficient-funds``, ``complaint-not-worth-it`` (price and bond do not exceed the gas of a
    complaint, so cheating would pay), ``too-little-left-for-complaint``, ``already-owned``, ``key-proven-bad``.
    """

    listing: Listing
    account: Address
    price_wei: int
    fee_most_wei: int
    total_most_wei: int
    balance_wei: int
    download_bytes: int
    refund_amount_wei: int
    deliver_in_s: int
    dispute_in_s: int
    bond_wei: int
    sold_out: bool
    warnings: tuple[str, ...]


@dataclass(eq=False)
class PricedInToken(UserError):
    """The price is in an ERC-20 token, which this version cannot pay."""

    currency: Address


class QuotingChain(Transactor, MarketReader, Protocol):
    """Fees and market state from one node."""


class Quoter:
    """Makes quotes from the catalogue and the chain."""

    def __init__(self, chain: QuotingChain, listings: Listings, owned: Callable[[], list[Purchase]]) -> None:
        self._chain = chain
        self._listings = listings
        self._owned = owned

    def quote(self, listing_id: int, account: Address) -> PurchaseQuote:
        """The quote for one listing and one paying account."""
        listing = self._listings.listing(listing_id)
        terms = listing.terms
        if terms.currency != NATIVE:
            raise PricedInToken(terms.currency)
        balance = self._chain.balance_wei(account)
        max_fee = self._chain.fees().max_fee_wei
        fee = 0 if terms.is_free else BUY_GAS * max_fee
        total = terms.price + fee
        free_bond, _locked = self._chain.bond_wei(terms.seller)
        complaint = COMPLAINT_GAS * max_fee
        warnings = []
        if not terms.is_free:
            if balance < total:
                warnings.append("insufficient-funds")
            elif balance - total < COMPLAINT_LIMIT * max_fee:
                warnings.append("too-little-left-for-complaint")
            if terms.price + terms.bond_wei <= complaint:
                warnings.append("complaint-not-worth-it")
        if self._chain.key_is_bad(terms.key_hash):
            warnings.append("key-proven-bad")
        if any(p.terms.identity == terms.identity and p.state in RUNNABLE for p in self._owned()):
            warnings.append("already-owned")
        size = terms.size_bytes
        public = listing.card.public_bytes if listing.card else 0
        return PurchaseQuote(
            listing=listing,
            account=account,
            price_wei=terms.price,
            fee_most_wei=fee,
            total_most_wei=total,
            balance_wei=balance,
            download_bytes=trees.payload_length(size)
            + 32 * (trees.leaf_count(size) + trees.chunk_count(size))
            + public,
            refund_amount_wei=terms.price + terms.bond_wei,
            deliver_in_s=terms.deliver_in_s,
            dispute_in_s=terms.dispute_in_s,
            bond_wei=terms.bond_wei,
            sold_out=not terms.is_free and free_bond < terms.bond_wei,
            warnings=tuple(warnings),
        )
