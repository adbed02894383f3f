"""Buying: from the click to a running model or the money back."""

import logging
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass

from desktop.core.cancel import CancelToken
from desktop.core.changes import Change, Progress, Topic
from desktop.core.errors import EnvironmentFault, InvalidCard, UserError
from desktop.core.exchange import (
    OrderState,
    delivery_commitment,
    order_commitment,
    slot,
)
from desktop.core.identity import Address
from desktop.core.listings import Card
from desktop.core.orders import SETTLED, Purchase, PurchaseState
from desktop.services.journal import Purpose
from desktop.services.ports import Clock, MarketCalls, MarketReader, Transactor
from desktop.services.purchase.engine import PurchaseEngine
from desktop.services.purchase.ports import (
    Listings,
    PurchaseBook,
)
from desktop.services.purchase.quote import COMPLAINT_LIMIT, PurchaseQuote, Quoter
from desktop.services.transactions import TransactionFailed, TransactionService, TransactionUnmined
from desktop.services.witnesses import Witnesses

log = logging.getLogger("licet.purchase")

CONFIRM_GAS = 108_000
"""Gas limit of a confirmation: its budget (EXCHANGE.md section 5) and the margin that every estimate gets."""
REFUND_GAS = 150_000
"""The same of a refund, and of taking the credit home."""
LAST_CHANCE_SHARE = 8
"""In the last eighth of the dispute window a complaint no longer waits for ``safe``."""
STEPS = ("fetch", "verify", "pay", "receive", "check", "test")
_NOW: dict[PurchaseState, int] = {
    PurchaseState.FETCHING: 0,
    PurchaseState.READY: 2,
    PurchaseState.BUYING: 2,
    PurchaseState.WAITING: 3,
    PurchaseState.DELIVERED: 4,
    PurchaseState.PROVISIONAL: 6,
    PurchaseState.FINAL: 6,
    PurchaseState.FREE: 6,
    PurchaseState.WRONG_KEY: 4,
    PurchaseState.WRONG_CONTENT: 4,
}
_FAILED = {PurchaseState.WRONG_KEY, PurchaseState.WRONG_CONTENT}


_UNPAID = {PurchaseState.FETCHING, PurchaseState.READY, PurchaseState.BUYING}
_UNDONE_WITHIN_S = 86_400


def _may_be_undone(purchase: Purchase, now: int) -> bool:
    """Whether a refund is so young that a reorganisation could still take it away."""
    return purchase.state is PurchaseState.REFUNDED and now - purchase.updated_at < _UNDONE_WITHIN_S


class NotCancellable(UserError):
    """The purchase has been paid, or may have been; only the contract can give the money back."""


class NotRefundable(UserError):
    """The contract would refuse a refund now."""


class DeliveryNotSafe(EnvironmentFault):
    """The delivery's block is not safe yet: a complaint would show the one-time secret too early."""


@dataclass(frozen=True, slots=True)
class RefundOptions:
    """What the person can do about an order now. ``reason`` is an id that the page turns into a sentence."""

    can_confirm: bool
    can_refund: bool
    can_complain: bool
    amount_wei: int
    cost_most_wei: int
    until: int | None
    reason: str


def steps_of(purchase: Purchase) -> tuple[tuple[str, str], ...]:
    """The progress line: each step with ``done``, ``now``, ``todo`` or ``failed``."""
    reached = _NOW.get(purchase.state)
    if reached is None:  # cancelled, refunding, refunded
        reached = 4 if purchase.delivery else 3 if purchase.order else 0
        return tuple(
            (s, "done" if i < reached else "failed" if i == reached else "todo") for i, s in enumerate(STEPS)
        )
    now = "failed" if purchase.state in _FAILED or purchase.fault else "now"
    steps = [(s, "done" if i < reached else now if i == reached else "todo") for i, s in enumerate(STEPS)]
    if purchase.self_test_ok is False:
        steps[-1] = ("test", "failed")
    return tuple(steps)


class PurchaseService:
    """The purchases of this wallet."""

    def __init__(
        self,
        *,
        engine: PurchaseEngine,
        quoter: Quoter,
        chain: Transactor,
        reader: MarketReader,
        calls: MarketCalls,
        transactions: TransactionService,
        witnesses: Witnesses,
        book: PurchaseBook,
        listings: Listings,
        active_account: Callable[[], Address],
        encode_card: Callable[[Card], bytes],
        clock: Clock,
        publish: Callable[[Change], None],
    ) -> None:
        self._engine = engine
        self._quoter = quoter
        self._chain = chain
        self._reader = reader
        self._calls = calls
        self._transactions = transactions
        self._witnesses = witnesses
        self._book = book
        self._listings = listings
        self._active_account = active_account
        self._encode_card = encode_card
        self._clock = clock
        self._publish = publish
        self._beginning = threading.Lock()

    def quote(self, listing_id: int) -> PurchaseQuote:
        """What buying costs and promises now, for the active account."""
        return self._quoter.quote(listing_id, self._active_account())

    def begin(self, quote: PurchaseQuote) -> Purchase:
        """Record the click on Buy. Nothing is sent; ``advance`` does the rest.

        A second click, before the first purchase of the same version is paid, goes on with that one: it would have
        another number, so that the contract would take it for another order.

        Raises:
            InvalidCard: The listing's card cannot be read, so nobody knows what is bought and where it lies.
        """
        if quote.listing.card is None:
            raise InvalidCard(quote.listing.card_fault or "absent")
        with self._beginning:
            begun = self._begun(quote)
            if begun is not None:
                return self._book.update(begun.id, agreed_wei=quote.total_most_wei)
            return self._begin(quote, quote.listing.card)

    def _begun(self, quote: PurchaseQuote) -> Purchase | None:
        """The purchase of this version by this account that is not paid yet."""
        listing = quote.listing
        wanted = (self._chain.chain_id, self._reader.market, listing.id, listing.terms, quote.account)
        return next(
            (
                p
                for p in self._book.all()
                if p.state in _UNPAID and (p.chain_id, p.market, p.listing, p.terms, p.account) == wanted
            ),
            None,
        )

    def _begin(self, quote: PurchaseQuote, card: Card) -> Purchase:
        now = self._clock.now()
        purchase = Purchase(
            id=secrets.token_hex(8),
            chain_id=self._chain.chain_id,
            market=self._reader.market,
            listing=quote.listing.id,
            terms=quote.listing.terms,
            card_json=self._encode_card(card),
            account=quote.account,
            state=PurchaseState.FETCHING,
            created_at=now,
            number=secrets.randbits(63),
            agreed_wei=quote.total_most_wei,
            updated_at=now,
        )
        self._book.add(purchase)
        self._publish(Change(Topic.PURCHASES, purchase.id))
        return purchase

    def advance(
        self, purchase_id: str, cancel: CancelToken, progress: Callable[[Progress], None]
    ) -> Purchase:
        """See ``PurchaseEngine.advance``; a complaint that was asked for is filed once its time has come."""
        purchase = self._engine.advance(purchase_id, cancel, progress)
        if not purchase.claim_wanted or purchase.state not in _FAILED:
            return purchase
        try:
            return self.complain(purchase_id)
        except (DeliveryNotSafe, NotRefundable) as error:
            log.info("purchase %s: the complaint waits: %s", purchase_id, type(error).__name__)
            return self._book.get(purchase_id)

    def purchases(self) -> list[Purchase]:
        return self._book.all()

    def purchase(self, purchase_id: str) -> Purchase:
        return self._book.get(purchase_id)

    def unfinished(self) -> list[Purchase]:
        """Purchases that should be advanced when the app starts."""
        now = self._clock.now()
        open_ones = [p for p in self._book.all() if p.state not in SETTLED or _may_be_undone(p, now)]
        return [p for p in open_ones if self._engine.is_here(p)]

    def cancel(self, purchase_id: str) -> Purchase:
        """Stop a purchase that has not been paid.

        Raises:
            NotCancellable: A signed transaction may be on its way.
        """
        purchase = self._book.get(purchase_id)
        # With an order id something was signed for it; a node that lags or lies may mine it yet.
        if (
            purchase.state not in {PurchaseState.FETCHING, PurchaseState.READY}
            or purchase.order_id is not None
        ):
            raise NotCancellable
        moved = self._book.move(purchase_id, purchase.state, PurchaseState.CANCELLED)
        self._publish(Change(Topic.PURCHASES, purchase_id))
        return moved

    def refund_options(self, purchase_id: str) -> RefundOptions:
        """What the contract allows now, by the chain's own clock."""
        purchase = self._book.get(purchase_id)
        self._engine.require_here(purchase)
        purchase = self._engine.refresh(purchase)
        terms, state = purchase.terms, purchase.state
        max_fee = self._chain.fees().max_fee_wei
        cost = REFUND_GAS * max_fee
        now = self._chain.head().timestamp
        delivered = terms.price + terms.bond_wei
        if state is PurchaseState.REFUNDED:
            # Refunded by the seller, or the app was closed between refund and withdrawal: the contract holds it.
            credit = self._reader.credit(purchase.account, terms.currency)
            return RefundOptions(
                can_confirm=False,
                can_refund=credit > 0,
                can_complain=False,
                amount_wei=credit,
                cost_most_wei=cost,
                until=None,
                reason="credited" if credit else "refunded",
            )
        if state is PurchaseState.WAITING:
            late = purchase.deliver_until is not None and now >= purchase.deliver_until
            return RefundOptions(
                can_confirm=False,
                can_refund=late,
                can_complain=False,
                amount_wei=terms.price + terms.late_fee_wei,
                cost_most_wei=cost,
                until=purchase.deliver_until,
                reason="not-delivered" if late else "waiting-for-seller",
            )
        is_open = purchase.refundable_until is not None and now < purchase.refundable_until
        is_wrong = state in {PurchaseState.WRONG_KEY, PurchaseState.WRONG_CONTENT}
        gas = COMPLAINT_LIMIT if is_wrong else CONFIRM_GAS
        reasons = {
            PurchaseState.DELIVERED: "being-checked",
            PurchaseState.WRONG_KEY: "wrong-key",
            PurchaseState.WRONG_CONTENT: "wrong-content",
            PurchaseState.FINAL: "final",
            PurchaseState.REFUNDED: "refunded",
            PurchaseState.REFUNDING: "refunding",
        }
        if is_wrong and purchase.claim_wanted:
            reasons[state] = "claim-wanted"
        return RefundOptions(
            can_confirm=state is PurchaseState.PROVISIONAL,
            can_refund=False,
            can_complain=is_wrong and is_open,
            amount_wei=delivered,
            cost_most_wei=gas * max_fee,
            until=purchase.refundable_until,
            reason="proof-too-late" if is_wrong and not is_open else reasons.get(state, "dispute-window"),
        )

    def confirm(self, purchase_id: str) -> Purchase:
        """Release the payment and start the rights at once; never called unasked."""
        purchase = self._book.get(purchase_id)
        self._engine.require_here(purchase)
        purchase = self._engine.refresh(purchase)
        if (
            purchase.state is not PurchaseState.PROVISIONAL
            or purchase.order is None
            or purchase.delivery is None
        ):
            raise NotRefundable
        call = self._calls.confirm(purchase.terms, purchase.order, purchase.delivery)
        self._transactions.execute(purchase.account, call, self._purpose("confirm", purchase))
        return self._settled(purchase)

    def refund(self, purchase_id: str) -> Purchase:
        """Take the price and the late fee back for an order that was not delivered in time.

        For an order that was refunded already: take home what the contract has credited for it.
        """
        allowed = self.refund_options(purchase_id).can_refund
        purchase = self._book.get(purchase_id)
        if purchase.order is None or not allowed:
            raise NotRefundable
        if purchase.state is PurchaseState.REFUNDED:
            self._collect(purchase)
            self._publish(Change(Topic.PURCHASES, purchase.id))
            self._publish(Change(Topic.BALANCE))
            return purchase
        return self._claim(purchase)

    def complain(self, purchase_id: str) -> Purchase:
        """Prove on chain that the delivered key or the content is wrong; price and bond come back.

        The vault gives the one-time secret, or the model key, away only after it has found itself that it is so. What
        was asked for here is kept: ``advance`` files it when it can be.

        Raises:
            DeliveryNotSafe: The block of the delivery may still go; it is filed later.
            NotRefundable: The contract would refuse it, or the order is not this account's own.
        """
        allowed = self.refund_options(purchase_id).can_complain
        purchase = self._book.get(purchase_id)  # after the look at the chain, which may have moved it
        order, delivery = purchase.order, purchase.delivery
        if order is None or delivery is None or purchase.order_id is None or not allowed:
            raise NotRefundable
        if not purchase.account == order.payer == order.holder:
            raise NotRefundable  # a copy of P that somebody else paid for shares d with an order of ours
        self._book.update(purchase.id, claim_wanted=True)
        terms = purchase.terms
        expected = slot(
            delivery_commitment(order_commitment(terms.hash, order), delivery), OrderState.DELIVERED
        )
        # A secret is shown to the world by this: not because of what one endpoint says, nor of a block that may go.
        self._witnesses.require_order(purchase.order_id, order, expected)
        if not self._witnesses.is_safe(purchase.order_id, expected) and not self._is_last_chance(purchase):
            self._publish(Change(Topic.PURCHASES, purchase.id))
            raise DeliveryNotSafe
        return self._claim(purchase)

    def _is_last_chance(self, purchase: Purchase) -> bool:
        """Whether so little of the window is left that waiting for ``safe`` would lose the money for certain.

        Only an endpoint that has no such tag lets it come to this: everywhere else a block is safe in minutes.
        """
        until, window = purchase.refundable_until, purchase.terms.dispute_in_s
        return until is not None and until - self._chain.head().timestamp <= window // LAST_CHANCE_SHARE

    def _claim(self, purchase: Purchase) -> Purchase:
        claims = self._engine.claims
        claims.file(purchase, self._purpose("refund", purchase))
        self._publish(Change(Topic.PURCHASES, purchase.id))
        filed = self._book.get(purchase.id)
        seen = claims.see_through(filed, CancelToken())
        if seen.state is PurchaseState.REFUNDING:
            raise TransactionUnmined(filed.transaction_hash or b"")
        if seen.state is not PurchaseState.REFUNDED:
            self._publish(Change(Topic.PURCHASES, purchase.id))
            raise TransactionFailed(filed.transaction_hash or b"")
        return self._settled(seen)

    def _collect(self, purchase: Purchase) -> None:
        """Refunds are credited, never pushed (pull payments): take the credit home in the same act."""
        currency = purchase.terms.currency
        credit = self._reader.credit(purchase.account, currency)
        if credit:
            self._transactions.execute(
                purchase.account,
                self._calls.withdraw(currency, purchase.account),
                self._purpose("withdraw", purchase, credit),
            )

    def _purpose(self, kind: str, purchase: Purchase, amount_wei: int = 0) -> Purpose:
        return Purpose(kind, amount_wei, purchase.terms.seller, self._engine.name_of(purchase))

    def _settled(self, purchase: Purchase) -> Purchase:
        moved = self._engine.refresh(purchase)
        self._collect(purchase)
        self._publish(Change(Topic.PURCHASES, purchase.id))
        self._publish(Change(Topic.BALANCE))
        return moved
