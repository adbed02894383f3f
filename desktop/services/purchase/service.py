"""Buying: from the click to a running model or the money back."""

import logging
import secrets
import threading
from collections.abc import Callable
from typing import Any

from desktop.core.agreements import Ask
from desktop.core.cancel import CancelToken
from desktop.core.changes import Change, Progress, Topic
from desktop.core.errors import InvalidCard
from desktop.core.exchange import (
    OrderState,
    delivery_commitment,
    order_commitment,
    slot,
)
from desktop.core.identity import NATIVE, Address
from desktop.core.listings import Card
from desktop.core.money import Money
from desktop.core.orders import SETTLED, UNPAID, Purchase, PurchaseState
from desktop.services.journal import Purpose
from desktop.services.ports import Clock, MarketCalls, MarketReader, Transactor
from desktop.services.purchase.collecting import Collector
from desktop.services.purchase.engine import PurchaseEngine
from desktop.services.purchase.ports import (
    Listings,
    PurchaseBook,
)
from desktop.services.purchase.quote import COMPLAINT_LIMIT, PurchaseQuote, Quoter
from desktop.services.purchase.refunds import (
    DeliveryNotSafe,
    NotCancellable,
    NotRefundable,
    RefundOptions,
)
from desktop.services.purchase.steps import WRONG
from desktop.services.tokens import TOKEN_WITHDRAW_GAS, TokenService
from desktop.services.transactions import TransactionFailed, TransactionService, TransactionUnmined
from desktop.services.witnesses import Witnesses

log = logging.getLogger("licet.purchase")

CONFIRM_GAS = 108_000
"""Gas limit of a confirmation: its budget (EXCHANGE.md section 5) and the margin that every estimate gets."""
REFUND_GAS = 150_000
"""The same of a refund, and of taking the credit home."""
LAST_CHANCE_SHARE = 8
"""In the last eighth of the dispute window a complaint no longer waits for ``safe`` (ADR 0011)."""
_CANCELLABLE = UNPAID - {PurchaseState.BUYING}
_UNDONE_WITHIN_S = 86_400


def _may_be_undone(purchase: Purchase, now: int) -> bool:
    """Whether a refund is so young that a reorganisation could still take it away."""
    return purchase.state is PurchaseState.REFUNDED and now - purchase.updated_at < _UNDONE_WITHIN_S


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
        tokens: TokenService,
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
        self._tokens = tokens
        self._collector = Collector(reader, calls, transactions)
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
                agreed = self._agreed(quote, begun.approval_fee_wei)
                return self._book.update(begun.id, fault=None, **agreed)
            return self._begin(quote, quote.listing.card)

    @staticmethod
    def _agreed(quote: PurchaseQuote, spent_wei: int = 0) -> dict[str, Any]:
        """What the click agreed to, on top of what was spent before; approvals are tried anew."""
        currency = quote.token.currency if quote.token else None
        return {"agreed_wei": spent_wei + quote.total_most_wei, "currency": currency, "approvals": 0}

    def _begun(self, quote: PurchaseQuote) -> Purchase | None:
        """The purchase of this version by this account that is not paid yet."""
        listing = quote.listing
        wanted = (self._chain.chain_id, self._reader.market, listing.id, listing.terms, quote.account)
        return next(
            (
                p
                for p in self._book.all()
                if p.state in UNPAID and (p.chain_id, p.market, p.listing, p.terms, p.account) == wanted
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
            number=quote.number or secrets.randbits(63),
            updated_at=now,
            **self._agreed(quote),
        )
        self._book.add(purchase)
        self._publish(Change(Topic.PURCHASES, purchase.id))
        return purchase

    def advance(
        self, purchase_id: str, cancel: CancelToken, progress: Callable[[Progress], None]
    ) -> Purchase:
        """See ``PurchaseEngine.advance``; a complaint that was asked for is filed once its time has come."""
        purchase = self._engine.advance(purchase_id, cancel, progress)
        if not purchase.claim_asked or purchase.state not in WRONG:
            return purchase
        if not self.refund_options(purchase_id).can_complain:  # its time has passed, and the page says so
            return self._book.update(purchase_id, claim_asked=False)
        try:
            return self.complain(purchase_id)
        except DeliveryNotSafe as error:
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
        # An approval that is still mined afterwards lets the market take the price, for this account's purchases alone.
        if purchase.state not in _CANCELLABLE or purchase.order_id is not None:
            raise NotCancellable
        moved = self._book.move(purchase_id, purchase.state, PurchaseState.CANCELLED)
        self._publish(Change(Topic.PURCHASES, purchase_id))
        return moved

    def refund_options(self, purchase_id: str) -> RefundOptions:
        """What the contract allows now, by the chain's own clock."""
        purchase = self._book.get(purchase_id)
        self._engine.require_here(purchase)
        purchase = self._with_currency(self._engine.refresh(purchase))
        terms, state = purchase.terms, purchase.state
        max_fee = self._chain.fees().max_fee_wei
        home = 0 if terms.currency == NATIVE else TOKEN_WITHDRAW_GAS
        cost = (REFUND_GAS + home) * max_fee
        now = self._chain.head().timestamp
        price_wei = terms.price if terms.currency == NATIVE else 0
        tokens = None if terms.currency == NATIVE else Money(terms.price, purchase.currency_kept)
        if state is PurchaseState.REFUNDED:
            coins, tokens = self._collector.credits(purchase)
            is_held = bool(coins or (tokens and tokens.value))
            return RefundOptions(
                can_confirm=False,
                can_refund=is_held,
                can_complain=False,
                amount_wei=coins,
                cost_most_wei=cost,
                until=None,
                reason="credited" if is_held else "refunded",
                tokens=tokens,
            )
        if state is PurchaseState.WAITING:
            late = purchase.deliver_until is not None and now >= purchase.deliver_until
            return RefundOptions(
                can_confirm=False,
                can_refund=late,
                can_complain=False,
                amount_wei=price_wei + terms.late_fee_wei,
                cost_most_wei=cost,
                until=purchase.deliver_until,
                reason="not-delivered" if late else "waiting-for-seller",
                tokens=tokens,
            )
        is_open = purchase.refundable_until is not None and now < purchase.refundable_until
        is_wrong = state in WRONG
        gas = COMPLAINT_LIMIT + home if is_wrong else CONFIRM_GAS
        reasons = {
            PurchaseState.DELIVERED: "being-checked",
            PurchaseState.WRONG_KEY: "wrong-key",
            PurchaseState.WRONG_CONTENT: "wrong-content",
            PurchaseState.FINAL: "final",
            PurchaseState.REFUNDED: "refunded",
            PurchaseState.REFUNDING: "refunding",
        }
        if state is PurchaseState.PROVISIONAL and purchase.self_test_ok is False:
            reasons[state] = "self-test-failed"
        return RefundOptions(
            can_confirm=state is PurchaseState.PROVISIONAL,
            can_refund=False,
            can_complain=is_wrong and is_open,
            amount_wei=price_wei + terms.bond_wei,
            cost_most_wei=gas * max_fee,
            until=purchase.refundable_until,
            reason="proof-too-late" if is_wrong and not is_open else reasons.get(state, "dispute-window"),
            tokens=tokens,
        )

    def _with_currency(self, purchase: Purchase) -> Purchase:
        """A restored purchase learns what its token calls itself, when the network first says so."""
        if purchase.currency is not None or purchase.terms.currency == NATIVE:
            return purchase
        told = self._tokens.currency(purchase.terms.currency)
        return self._book.update(purchase.id, currency=told)

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
        self._transactions.execute(purchase.account, call, self._purpose("confirm", purchase), Ask())
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
            self._collector.collect(purchase, self._engine.name_of(purchase))
            self._publish(Change(Topic.PURCHASES, purchase.id))
            self._publish(Change(Topic.BALANCE))
            return purchase
        return self._claim(purchase)

    def ask_complaint(self, purchase_id: str) -> Purchase:
        """Record the click that asks for proof; ``advance`` files it, after a restart too.

        Raises:
            NotRefundable: Nothing was found wrong with what was delivered.
        """
        purchase = self._book.get(purchase_id)
        if purchase.state not in WRONG:
            raise NotRefundable
        asked = self._book.update(purchase_id, claim_asked=True, fault=None)
        self._publish(Change(Topic.PURCHASES, purchase_id))
        return asked

    def complain(self, purchase_id: str) -> Purchase:
        """Prove on chain, now, that the delivered key or the content is wrong; price and bond come back.

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
        self._book.update(purchase.id, claim_asked=True)
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

    def _purpose(self, kind: str, purchase: Purchase) -> Purpose:
        return Purpose(kind, 0, purchase.terms.seller, self._engine.name_of(purchase))

    def _settled(self, purchase: Purchase) -> Purchase:
        moved = self._engine.refresh(purchase)
        self._collector.collect_unasked(purchase, self._engine.name_of(purchase))
        self._publish(Change(Topic.PURCHASES, purchase.id))
        self._publish(Change(Topic.BALANCE))
        return moved
