"""Answering orders: deliver each key exactly once, to nobody but the buyer, and in time (EXCHANGE.md section 8)."""

import logging
from collections.abc import Callable
from dataclasses import replace

from desktop.core.cancel import CancelToken
from desktop.core.changes import Change, Topic
from desktop.core.errors import AppError, EnvironmentFault
from desktop.core.exchange import (
    Delivery,
    OrderState,
    delivery_commitment,
    order_commitment,
    slot,
)
from desktop.core.identity import Address
from desktop.core.sales import Sale, SaleState
from desktop.core.transactions import SignedTransaction, UnsignedTransaction
from desktop.services.ports import Clock, MarketCalls, MarketReader, Transactor
from desktop.services.raising import raised
from desktop.services.selling.ports import SaleBook, SellerVault
from desktop.services.witnesses import Witnesses

log = logging.getLogger("licet.selling")

BUMP_AFTER_S = 30
SETTLE_AGAIN_S = 10
SETTLE_AT_ONCE = 50
"""Orders per settlement: about 3 million gas and 50 KiB, far below what a block, a node and the vault take."""
OPEN_STATES = frozenset({SaleState.SEEN, SaleState.DELIVERING, SaleState.DELIVERED})


class DeliveryLate(EnvironmentFault):
    """The first three quarters of the delivery window have passed; nothing new is signed."""


class Answerer:
    """Moves each order on a listing of this wallet on, as far as it can go now.

    Up to ``fast_below_wei`` an order is answered two blocks after it was mined, above it when its block is ``safe``.
    """

    def __init__(
        self,
        *,
        chain: Transactor,
        market: MarketReader,
        witnesses: Witnesses,
        fast_below_wei: Callable[[], int],
        calls: MarketCalls,
        vault: SellerVault,
        book: SaleBook,
        clock: Clock,
        publish: Callable[[Change], None],
    ) -> None:
        self._chain = chain
        self._market = market
        self._witnesses = witnesses
        self._fast_below_wei = fast_below_wei
        self._calls = calls
        self._vault = vault
        self._book = book
        self._clock = clock
        self._publish = publish

    def work_once(self, signer: Address, cancel: CancelToken) -> None:
        """One round: new orders, deliveries, settlements. ``signer`` is the seller's or its operator's account.

        A fault of one order is kept beside it and hinders no other.
        """
        self._notice_orders()
        due: list[Sale] = []
        for sale in self._book.sales():
            if sale.state not in OPEN_STATES:
                continue
            cancel.raise_if_cancelled()
            try:
                moved = self._advance(sale, self._deliverer(sale, signer))
            except AppError as error:
                log.info("order %064x: %s", sale.order_id, type(error).__name__)
                # As it is kept now: what was fixed before the fault must stay.
                kept = self._book.sale(sale.order_id) or sale
                self._put(replace(kept, fault=type(error).__name__))
                continue
            if moved.state is SaleState.DELIVERED and self._is_due(moved):
                due.append(moved)
        if due:
            self._settle(due, signer)

    def _deliverer(self, sale: Sale, signer: Address) -> Address:
        """The seller, whichever account is active, unless ``signer`` is the seller's operator now.

        Anybody else's delivery would revert and show the key for nothing; the vault refuses what it has no key for.
        """
        seller = sale.terms.seller
        if signer == seller or self._market.operator_of(seller) != signer:
            return seller
        return signer

    def _notice_orders(self) -> None:
        listings = self._book.listings()
        ids = frozenset(own.listing for own in listings if own.listing)
        if not ids:
            return
        for identifier, order in self._market.orders_of(seller_listings=ids, from_block=0):
            if self._book.sale(identifier) is not None:
                continue
            value = self._market.order_slot(identifier)
            # K is found by the terms the buyer agreed to, never by listing number alone.
            for own in listings:
                terms = own.terms
                if (
                    own.listing == order.listing
                    and slot(order_commitment(terms.hash, order), OrderState.OPEN) == value
                ):
                    self._put(Sale(identifier, own.listing, order, terms, SaleState.SEEN, self._clock.now()))
                    break

    def _advance(self, sale: Sale, signer: Address) -> Sale:
        value = self._market.order_slot(sale.order_id)
        state = OrderState(value & 0xFF)
        if state is OrderState.FINAL:
            return self._put(replace(sale, state=SaleState.FINAL, fault=None))
        if state is OrderState.REFUNDED:
            return self._put(replace(sale, state=SaleState.REFUNDED, fault=None))
        if state is OrderState.DELIVERED:
            return self._note_delivery(sale)
        if sale.state is SaleState.DELIVERED:  # a reorg undid it: the same bytes go out again
            sale = self._put(replace(sale, state=SaleState.DELIVERING, delivered_at=0))
        if sale.state is SaleState.SEEN:
            return self._deliver(sale, signer)
        return self._push(sale, signer)

    def _deliver(self, sale: Sale, signer: Address) -> Sale:
        now = self._chain.head().timestamp
        if now >= sale.first_signature_until:
            return self._put(replace(sale, state=SaleState.MISSED, fault=DeliveryLate.__name__))
        if self._clock.now() >= sale.first_signature_until:
            # An endpoint that shows an old head would get a delivery that reverts, and with it the key.
            raise DeliveryLate
        if not self._is_agreed(sale):
            return sale
        order, terms = sale.order, sale.terms
        rx, parity, wrapped = self._vault.wrap_delivery(
            terms.seller,
            self._market.chain_id,
            self._market.market,
            sale.order_id,
            order.px,
            order.parity,
            terms,
        )
        sale = replace(sale, rx=rx, parity=parity, wrapped=wrapped)
        transaction = self._prepare(sale, signer, None)
        return self._send(sale, transaction, signer)

    def _is_agreed(self, sale: Sale) -> bool:
        """Whether the endpoints tell the same order in a block that will stay."""
        expected = slot(order_commitment(sale.terms.hash, sale.order), OrderState.OPEN)
        self._witnesses.require_order(sale.order_id, sale.order, expected)
        if sale.terms.price <= self._fast_below_wei():
            return self._is_two_blocks_old(sale)
        return self._witnesses.show(sale.order_id, expected, "safe")

    def _is_two_blocks_old(self, sale: Sale) -> bool:
        block = self._market.order_block(sale.order_id)
        return block is not None and self._chain.head().number >= block + 2

    def _push(self, sale: Sale, signer: Address) -> Sale:
        """Send the kept bytes again; after a while the same delivery with a higher fee, until the deadline."""
        if self._chain.head().timestamp >= sale.deliver_until:
            return self._put(replace(sale, state=SaleState.MISSED, fault=DeliveryLate.__name__))
        if sale.raw_transaction is None or self._clock.now() - sale.sent_at >= BUMP_AFTER_S:
            transaction = self._prepare(sale, signer, sale.nonce)
            if transaction.nonce != sale.nonce or self._is_worth(sale, transaction):
                return self._send(sale, transaction, signer)
        if sale.raw_transaction is not None:
            self._chain.send_raw(sale.raw_transaction)
        return sale

    def _is_worth(self, sale: Sale, transaction: UnsignedTransaction) -> bool:
        """Whether a higher fee stays below what is lost without the delivery.

        An endpoint that swallows transactions could otherwise drive it up without end.
        """
        return transaction.gas_limit * transaction.max_fee_wei <= sale.terms.price + sale.terms.late_fee_wei

    def _prepare(self, sale: Sale, signer: Address, nonce: int | None) -> UnsignedTransaction:
        call = self._calls.deliver(sale.terms, sale.order, sale.rx, sale.parity, sale.wrapped)
        if nonce is not None and self._nonce_is_used(signer, nonce):
            nonce = None
        transaction = self._chain.prepare(signer, call, nonce=nonce)
        if nonce is None:
            return transaction
        return raised(transaction, sale.max_fee_wei, sale.max_priority_fee_wei)

    def _nonce_is_used(self, signer: Address, nonce: int) -> bool:
        return self._chain.mined_nonce(signer) > nonce

    def _send(self, sale: Sale, transaction: UnsignedTransaction, signer: Address) -> Sale:
        signed: SignedTransaction = self._vault.sign_delivery(signer, transaction)
        sale = self._put(
            replace(
                sale,
                state=SaleState.DELIVERING,
                raw_transaction=signed.raw,
                transaction_hash=signed.hash,
                nonce=transaction.nonce,
                max_fee_wei=transaction.max_fee_wei,
                max_priority_fee_wei=transaction.max_priority_fee_wei,
                sent_at=self._clock.now(),
                fault=None,
            )
        )
        self._chain.send_raw(signed.raw)
        return sale

    def _note_delivery(self, sale: Sale) -> Sale:
        if sale.state is SaleState.DELIVERED:
            return sale
        delivery = self._market.find_delivery(sale.order_id)
        if delivery is None:
            return sale
        return self._put(
            replace(
                sale,
                state=SaleState.DELIVERED,
                rx=delivery.rx,
                parity=delivery.parity,
                wrapped=delivery.wrapped,
                delivered_at=delivery.delivered_at,
                fault=None,
            )
        )

    def _is_due(self, sale: Sale) -> bool:
        waited = self._clock.now() - sale.sent_at >= SETTLE_AGAIN_S
        return waited and sale.settle_at is not None and self._chain.head().timestamp >= sale.settle_at

    def _settle(self, due: list[Sale], signer: Address) -> None:
        """Settle all that the contract would settle now, in one transaction; sent, and found final in a later round."""
        batch = []
        for sale in due:
            delivery = Delivery(sale.rx, sale.parity, sale.wrapped, sale.delivered_at)
            c2 = delivery_commitment(order_commitment(sale.terms.hash, sale.order), delivery)
            settled_now = slot(c2, OrderState.DELIVERED) == self._market.order_slot(sale.order_id)
            if settled_now and not self._market.key_is_bad(sale.terms.key_hash):
                batch.append((sale.terms, sale.order, delivery))
        for at in range(0, len(batch), SETTLE_AT_ONCE):
            call = self._calls.settle(batch[at : at + SETTLE_AT_ONCE])
            transaction = self._chain.prepare(signer, call)
            self._chain.send_raw(self._vault.sign_delivery(signer, transaction).raw)
        for sale in due:
            self._put(replace(sale, sent_at=self._clock.now()))

    def _put(self, sale: Sale) -> Sale:
        if self._book.sale(sale.order_id) != sale:
            self._book.put_sale(sale)
            self._publish(Change(Topic.SALES, f"{sale.order_id:064x}"))
        return sale
