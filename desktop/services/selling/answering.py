"""Answering orders: deliver each key exactly once, to nobody but the buyer, and in time (EXCHANGE.md section 8)."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace

from desktop.core.cancel import CancelToken
from desktop.core.changes import Change, Topic
from desktop.core.errors import AppError, EnvironmentFault
from desktop.core.exchange import (
    OrderState,
    delivery_commitment,
    order_commitment,
    slot,
)
from desktop.core.identity import NATIVE, Address
from desktop.core.sales import Sale, SaleState
from desktop.core.transactions import Bid, Call, SignedTransaction, UnsignedTransaction
from desktop.services.bidding import BUMP_AFTER_S
from desktop.services.ports import Clock, MarketCalls, MarketReader, Transactor
from desktop.services.selling.dispatching import Dispatcher
from desktop.services.selling.ports import SaleBook, SellerVault
from desktop.services.selling.recording import SaleRecorder
from desktop.services.witnesses import Witnesses

log = logging.getLogger("licet.selling")

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
        recorder: SaleRecorder,
        dispatcher: Dispatcher,
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
        self._recorder = recorder
        self._dispatcher = dispatcher
        self._clock = clock
        self._publish = publish

    def work_once(self, signer: Address, cancel: CancelToken) -> None:
        """One round: new orders, deliveries, settlements. ``signer`` is the seller's or its operator's account.

        A fault of one order is kept beside it and hinders no other.
        """
        self._notice_orders()
        self._recorder.look()
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
        kept = _Kept(sale)
        self._dispatcher.send(
            signer, self._call(sale), self._vault.sign_delivery, self._keeper(kept, signer), _worth_wei(sale)
        )
        return kept.sale

    def _is_agreed(self, sale: Sale) -> bool:
        """Whether the endpoints tell the same order in a block that will stay."""
        expected = slot(order_commitment(sale.terms.hash, sale.order), OrderState.OPEN)
        self._witnesses.require_order(sale.order_id, sale.order, expected)
        # The limit is in coin, and no rate says what a token is worth: such an order waits.
        is_small = sale.terms.currency == NATIVE and sale.terms.price <= self._fast_below_wei()
        if is_small:
            return self._is_two_blocks_old(sale)
        return self._witnesses.show(sale.order_id, expected, "safe")

    def _is_two_blocks_old(self, sale: Sale) -> bool:
        block = self._market.order_block(sale.order_id)
        return block is not None and self._chain.head().number >= block + 2

    def _push(self, sale: Sale, signer: Address) -> Sale:
        """Send the kept bytes again; after a while the same delivery with a higher fee, until the deadline."""
        if self._chain.head().timestamp >= sale.deliver_until:
            return self._put(replace(sale, state=SaleState.MISSED, fault=DeliveryLate.__name__))
        sale = self._as_sent(sale)
        kept = _Kept(sale)
        keep = self._keeper(kept, signer)
        if sale.raw_transaction is None or sale.transaction_hash is None or sale.nonce is None:
            self._dispatcher.send(signer, self._call(sale), self._vault.sign_delivery, keep, _worth_wei(sale))
            return kept.sale
        is_outbid = self._clock.now() - sale.sent_at >= BUMP_AFTER_S and self._dispatcher.send_over(
            signer, self._call(sale), self._vault.sign_delivery, keep,
            replaced=sale.transaction_hash,
            bid=Bid(sale.nonce, sale.max_fee_wei, sale.max_priority_fee_wei, sale.sent_at),
            worth_wei=_worth_wei(sale),
        )  # fmt: skip
        if not is_outbid:
            self._dispatcher.send_again(SignedTransaction(sale.raw_transaction, sale.transaction_hash))
        return kept.sale

    def _as_sent(self, sale: Sale) -> Sale:
        """With the newest transaction of the delivery, which somebody may have sped up by hand."""
        newest = None if sale.transaction_hash is None else self._dispatcher.newest(sale.transaction_hash)
        if newest is None or newest.hash == sale.transaction_hash:
            return sale
        signed = SignedTransaction(newest.raw, newest.hash)
        return self._put(_sent(sale, newest.transaction, signed, newest.made_at))

    def _call(self, sale: Sale) -> Call:
        return self._calls.deliver(sale.terms, sale.order, sale.rx, sale.parity, sale.wrapped)

    def _keeper(
        self, kept: "_Kept", signer: Address
    ) -> Callable[[UnsignedTransaction, SignedTransaction], None]:
        """Writes a delivery down before it is sent."""

        def keep(transaction: UnsignedTransaction, signed: SignedTransaction) -> None:
            self._recorder.delivering(kept.sale, signer, signed.hash)
            kept.sale = self._put(_sent(kept.sale, transaction, signed, self._clock.now()))

        return keep

    def _note_delivery(self, sale: Sale) -> Sale:
        if sale.state is SaleState.DELIVERED:
            return sale
        delivery = self._market.find_delivery(sale.order_id)
        if delivery is None:
            return sale
        self._recorder.delivered(sale)
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
        busy = self._settling()
        batch = [sale for sale in due if sale.order_id not in busy and self._would_settle(sale)]
        for at in range(0, len(batch), SETTLE_AT_ONCE):
            part = batch[at : at + SETTLE_AT_ONCE]
            call = self._calls.settle([(sale.terms, sale.order, sale.delivery) for sale in part])
            if not self._dispatcher.is_under_way(self._dispatcher.waiting(signer, call)):
                self._dispatcher.send(
                    signer, call, self._vault.sign_delivery, self._settlement_keeper(part, signer)
                )
        for sale in due:
            self._put(replace(sale, sent_at=self._clock.now()))

    def _settling(self) -> frozenset[int]:
        """Orders of settlements that may be mined any moment."""
        under_way = [
            orders
            for transaction_hash, orders in self._recorder.settlements().items()
            if self._dispatcher.is_under_way(self._dispatcher.act_of(transaction_hash))
        ]
        return frozenset(order for orders in under_way for order in orders)

    def _settlement_keeper(
        self, sales: list[Sale], signer: Address
    ) -> Callable[[UnsignedTransaction, SignedTransaction], None]:
        return lambda _transaction, signed: self._recorder.settling(sales, signer, signed.hash)

    def _would_settle(self, sale: Sale) -> bool:
        c2 = delivery_commitment(order_commitment(sale.terms.hash, sale.order), sale.delivery)
        is_delivered = slot(c2, OrderState.DELIVERED) == self._market.order_slot(sale.order_id)
        return is_delivered and not self._market.key_is_bad(sale.terms.key_hash)

    def _put(self, sale: Sale) -> Sale:
        if self._book.sale(sale.order_id) != sale:
            self._book.put_sale(sale)
            self._publish(Change(Topic.SALES, f"{sale.order_id:064x}"))
        return sale


@dataclass(slots=True)
class _Kept:
    """A sale as it was written last."""

    sale: Sale


def _sent(sale: Sale, transaction: UnsignedTransaction, signed: SignedTransaction, now: int) -> Sale:
    return replace(
        sale,
        state=SaleState.DELIVERING,
        raw_transaction=signed.raw,
        transaction_hash=signed.hash,
        nonce=transaction.nonce,
        max_fee_wei=transaction.max_fee_wei,
        max_priority_fee_wei=transaction.max_priority_fee_wei,
        sent_at=now,
        fault=None,
    )


def _worth_wei(sale: Sale) -> int:
    """What is lost without the delivery, above which it is not outbid.

    Of a price in tokens only the late fee can be compared with coins; the bond stands in for the price.
    """
    terms = sale.terms
    return terms.price + terms.late_fee_wei if terms.currency == NATIVE else terms.bond_wei
