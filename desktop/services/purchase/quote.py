"""What a purchase costs and promises, before the click that agrees to it."""

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from desktop.core import trees
from desktop.core.calls import DecodedCall
from desktop.core.effects import BalanceChange, Effects, Fullness, Preview
from desktop.core.errors import AppError
from desktop.core.exchange import Terms
from desktop.core.identity import NATIVE, Address
from desktop.core.listings import Listing
from desktop.core.money import Money
from desktop.core.orders import RUNNABLE, UNPAID, Purchase
from desktop.core.transactions import Call
from desktop.services.ports import MarketCalls, MarketReader, Transactor
from desktop.services.purchase.ports import Listings, PurchaseKey
from desktop.services.tokens import PaymentWay, TokenPayment, TokenService

log = logging.getLogger("licet.purchase")

BUY_GAS = 180_000
"""Gas limit of a purchase: the budget of EXCHANGE.md section 5 and the margin that every estimate gets."""
COMPLAINT_GAS = 300_000
"""Upper bound of what the dearest complaint uses (complainContent at 1 GiB)."""
COMPLAINT_LIMIT = 642_000
"""What an account must be able to pay for to send it: its fixed gas limit, and taking the credit home."""


@dataclass(frozen=True, slots=True)
class PurchaseQuote:
    """The Buy panel: amounts in wei, times in seconds.

    ``token`` says what is paid of a price in tokens; the amounts in wei are then what is paid and comes back in coin:
    no price, but every fee, and the bond.

    ``effects`` is what the order changes, tried at the node. None where nothing is bought, or what is missing says
    enough. ``previews`` are the transactions that are signed, in their order and byte by byte, as far as they can be known:
    a permit is made last. ``number`` is the one that the order gets; the point in its call follows from it.

    ``warnings`` are ids: ``insufficient-funds``, ``complaint-not-worth-it`` (price and bond do not exceed the gas of a
    complaint, so cheating would pay), ``too-little-left-for-complaint``, ``already-owned``, ``key-proven-bad``; of a
    price in tokens also ``insufficient-tokens``, ``insufficient-coin`` (for the fees), ``token-refuses``,
    ``token-takes-part``, ``token-imitates-coin``, ``token-without-decimals``, and ``bond-below-complaint`` in place of
    ``complaint-not-worth-it``: no rate says what a token is worth in coin.
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
    token: TokenPayment | None = None
    complaint_fee_wei: int = 0
    approve_fee_wei: int = 0
    effects: Effects | None = None
    previews: tuple[Preview, ...] = ()
    number: int = 0

    @property
    def price(self) -> Money:
        """What the model costs, in its own currency."""
        return Money(self.token.price, self.token.currency) if self.token else Money(self.price_wei)

    @property
    def missing(self) -> Money:
        """What the account lacks for it: of the price first, else of the coins."""
        if self.token is not None and self.token.balance < self.token.price:
            return Money(self.token.price - self.token.balance, self.token.currency)
        return Money(max(0, self.total_most_wei - self.balance_wei))

    @property
    def stops(self) -> bool:
        """Whether buying cannot succeed as things are."""
        would_fail = self.effects is not None and self.effects.would_fail
        return self.sold_out or would_fail or not STOPPING.isdisjoint(self.warnings)


STOPPING = frozenset(
    {"insufficient-funds", "insufficient-tokens", "insufficient-coin", "token-refuses", "token-takes-part"}
)


class QuotingChain(Transactor, MarketReader, Protocol):
    """Fees and market state from one node."""


class Foresight(Protocol):
    """What a call does, tried at the node; ``expect`` is what it is known to do, asking nobody."""

    def effects(self, account: Address, call: Call) -> Effects: ...
    def expect(self, account: Address, call: Call) -> Effects: ...
    def read_alone(self, call: Call) -> DecodedCall: ...


PointOf = Callable[[PurchaseKey], tuple[int, int]]
"""The public point of an order's one-time key; the vault derives it."""

_STAND_IN = (0x79BE667EF9DCBBAC55A06295CE870B07029BFCDB2DCE28D959F2815B16F81798, 0)
"""The generator of secp256k1: a point of the curve, as the contract asks for, and nobody's one-time key."""


class Quoter:
    """Makes quotes from the catalogue and the chain."""

    def __init__(
        self,
        chain: QuotingChain,
        listings: Listings,
        tokens: TokenService,
        owned: Callable[[], list[Purchase]],
        calls: MarketCalls,
        foresight: Foresight,
        point_of: PointOf | None = None,
        approve: Callable[[Address, int], Call] | None = None,
    ) -> None:
        """Compose it; without ``point_of`` and ``approve`` the calls themselves are not shown."""
        self._point_of = point_of
        self._approve = approve
        self._calls = calls
        self._foresight = foresight
        self._chain = chain
        self._listings = listings
        self._tokens = tokens
        self._owned = owned

    def quote(self, listing_id: int, account: Address) -> PurchaseQuote:
        """The quote for one listing and one paying account.

        Raises:
            TokenUnreadable: The price is in a token whose contract does not say what the account holds.
        """
        listing = self._listings.listing(listing_id)
        terms = listing.terms
        token = None if terms.currency == NATIVE or terms.is_free else self._tokens.payment(account, terms)
        in_coin = terms.price if token is None else 0
        balance = self._chain.balance_wei(account)
        max_fee = self._chain.fees().max_fee_wei
        fee = 0 if terms.is_free else (BUY_GAS if token is None else token.gas_most) * max_fee
        total = in_coin + fee
        free_bond, _locked = self._chain.bond_wei(terms.seller)
        complaint = COMPLAINT_GAS * max_fee
        warnings = [] if terms.is_free else _money_warnings(terms, token, balance - total, complaint, max_fee)
        if self._chain.key_is_bad(terms.key_hash):
            warnings.append("key-proven-bad")
        if any(p.terms.identity == terms.identity and p.state in RUNNABLE for p in self._owned()):
            warnings.append("already-owned")
        sold_out = not terms.is_free and free_bond < terms.bond_wei
        nothing_to_try = terms.is_free or sold_out or not STOPPING.isdisjoint(warnings)
        number = self._number(listing, account)
        point = self._point(listing, account, number)
        call = self._order(listing, account, token, point or _STAND_IN, number)
        effects = None if nothing_to_try else self._effects(account, token, call)
        size = terms.size_bytes
        public = listing.card.public_bytes if listing.card else 0
        return PurchaseQuote(
            listing=listing,
            account=account,
            price_wei=in_coin,
            fee_most_wei=fee,
            total_most_wei=total,
            balance_wei=balance,
            download_bytes=trees.payload_length(size)
            + 32 * (trees.leaf_count(size) + trees.chunk_count(size))
            + public,
            refund_amount_wei=in_coin + terms.bond_wei,
            deliver_in_s=terms.deliver_in_s,
            dispute_in_s=terms.dispute_in_s,
            bond_wei=terms.bond_wei,
            sold_out=sold_out,
            warnings=tuple(warnings),
            token=token,
            complaint_fee_wei=complaint,
            approve_fee_wei=token.approve_gas * max_fee if token else 0,
            effects=effects,
            previews=()
            if effects is None or point is None
            else self._previews(account, token, call, effects),
            number=number,
        )

    def _number(self, listing: Listing, account: Address) -> int:
        """That of the purchase of this version that is not paid yet, or one that no other has."""
        begun = (
            p.number
            for p in self._owned()
            if p.state in UNPAID and (p.listing, p.terms, p.account) == (listing.id, listing.terms, account)
        )
        return next(begun, None) or secrets.randbits(63)

    def _point(self, listing: Listing, account: Address, number: int) -> tuple[int, int] | None:
        """The order's own point; None while the wallet is locked, or only watches this account."""
        if self._point_of is None or listing.terms.is_free:
            return None
        try:
            return self._point_of(
                PurchaseKey(account, self._chain.chain_id, self._chain.market, listing.id, number)
            )
        except AppError as error:
            log.info("the point of an order: %s", type(error).__name__)
            return None

    def _order(
        self,
        listing: Listing,
        account: Address,
        token: TokenPayment | None,
        point: tuple[int, int],
        number: int,
    ) -> Call:
        make = self._calls.buy if token is None else self._calls.buy_in_tokens
        return make(listing.id, listing.terms, account, *point, number)

    def _previews(
        self, account: Address, token: TokenPayment | None, call: Call, effects: Effects
    ) -> tuple[Preview, ...]:
        """Approving comes first where the token asks for it; with a permit the order carries it, and is shown without."""
        calls = [call]
        if token is not None and self._approve is not None:
            if token.way is PaymentWay.PERMIT:
                return ()
            amounts = {PaymentWay.APPROVE: [token.price], PaymentWay.RESET: [0, token.price]}.get(
                token.way, []
            )
            calls = [*(self._approve(token.currency.address, amount) for amount in amounts), call]
        return tuple(
            Preview(
                self._chain.chain_id, account, one, self._foresight.read_alone(one),
                effects if one is call else self._foresight.expect(account, one),
            )
            for one in calls
        )  # fmt: skip

    def _effects(self, account: Address, token: TokenPayment | None, call: Call) -> Effects:
        if token is None or token.way is PaymentWay.ALLOWED:
            return self._foresight.effects(account, call)
        # Before it is approved or permitted it would fail. That the token moves was tried by itself.
        return replace(
            self._foresight.expect(account, call),
            fullness=Fullness.TRIED,
            balances=(BalanceChange(token.currency, -token.price),),
        )


def _money_warnings(
    terms: Terms, token: TokenPayment | None, left: int, complaint: int, max_fee: int
) -> list[str]:
    """What is wrong with paying; amounts in wei, ``left`` is what would remain in coin."""
    warnings = []
    if token is not None:
        warnings += _token_warnings(token)
    if left < 0:
        warnings.append("insufficient-funds" if token is None else "insufficient-coin")
    elif left < COMPLAINT_LIMIT * max_fee:
        warnings.append("too-little-left-for-complaint")
    if token is not None:
        if terms.bond_wei <= complaint:
            warnings.append("bond-below-complaint")
    elif terms.price + terms.bond_wei <= complaint:
        warnings.append("complaint-not-worth-it")
    return warnings


def _token_warnings(token: TokenPayment) -> list[str]:
    warnings = []
    if token.balance < token.price:
        warnings.append("insufficient-tokens")
    if token.trial is not None and not token.trial.moves:
        warnings.append("token-refuses")
    elif token.trial is not None and token.trial.takes_part(token.price):
        warnings.append("token-takes-part")
    if token.currency.imitates_coin:
        warnings.append("token-imitates-coin")
    if not token.currency.tells_decimals:
        warnings.append("token-without-decimals")
    return warnings
