"""Following an order on the chain: the record moves to what the order's slot commits to, reorganisations included."""

from desktop.core.errors import OrderContradicted
from desktop.core.exchange import (
    NO_DELIVERY,
    Delivery,
    Order,
    OrderState,
    delivery_commitment,
    order_commitment,
    slot,
)
from desktop.core.orders import Purchase, PurchaseState
from desktop.core.settlement import Fact, Undone
from desktop.services.ports import MarketReader
from desktop.services.purchase.memory import ChainMemory
from desktop.services.purchase.ports import PurchaseBook


class OrderFollower:
    """Brings a purchase's record to what the chain says. It never acts and never believes an event unchecked."""

    def __init__(self, market: MarketReader, book: PurchaseBook, memory: ChainMemory) -> None:
        self._market = market
        self._book = book
        self._memory = memory

    def follow(self, purchase: Purchase, *, may_go_back: bool = True) -> Purchase:
        """The purchase after at most one step.

        Args:
            purchase: As it is kept.
            may_go_back: Whether what a reorganisation undid is undone here. Only where the purchase is then carried
                on: a node that lags for a moment must not take a running model from a page that merely looks.

        Raises:
            OrderContradicted: The node tells what no slot of this order can commit to; nothing was changed.
            StaleState: Another hand moved the purchase meanwhile.
        """
        if purchase.order is None or purchase.order_id is None:
            raise AssertionError(f"{purchase.state} without an order")
        value = self._market.order_slot(purchase.order_id)
        if value == 0:
            # A reorganisation undid the purchase itself: the kept bytes go out again.
            return (
                self._back(purchase, PurchaseState.BUYING, None, Undone.PAYMENT) if may_go_back else purchase
            )
        order, delivery = self._committed(purchase, purchase.order_id, value)
        on_chain = OrderState(value & 0xFF)
        if on_chain is OrderState.REFUNDED:
            return self._move(purchase, PurchaseState.REFUNDED, order=order, delivery=delivery, fault=None)
        if purchase.state is PurchaseState.WAITING:
            return self._await(purchase, on_chain, order, delivery)
        return self._compare(purchase, on_chain, order, delivery, may_go_back=may_go_back)

    def _compare(
        self,
        purchase: Purchase,
        on_chain: OrderState,
        order: Order | None,
        delivery: Delivery | None,
        *,
        may_go_back: bool,
    ) -> Purchase:
        """What is kept of a delivered order beside what the chain commits to."""
        if _content(delivery) != _content(purchase.delivery):
            # A reorganisation undid the delivery that was looked at, or that a claim is about.
            return (
                self._back(purchase, PurchaseState.WAITING, order, Undone.DELIVERY)
                if may_go_back
                else purchase
            )
        if (order, delivery) != (purchase.order, purchase.delivery):
            # The same, mined again at another time: a call with the old times would be refused.
            self._memory.forget(purchase.id)
            purchase = self._book.update(purchase.id, order=order, delivery=delivery)
        if on_chain is OrderState.FINAL:
            return self._finish(purchase)
        if purchase.state is PurchaseState.FINAL and may_go_back:
            return self._back(purchase, PurchaseState.PROVISIONAL, order, Undone.FINAL)
        return purchase

    def _finish(self, purchase: Purchase) -> Purchase:
        """The licence is final on chain. What was found wrong stays wrong: there is no key that opens anything."""
        match purchase.state:
            case PurchaseState.PROVISIONAL:
                return self._move(purchase, PurchaseState.FINAL, fault=None)
            case PurchaseState.REFUNDING:
                return self._move(
                    purchase, purchase.claimed_from, raw_transaction=None, transaction_hash=None
                )
            case _:  # DELIVERED is checked first; WRONG_KEY and WRONG_CONTENT have missed their window
                return purchase

    def unsettle(self, purchase: Purchase, new: PurchaseState) -> Purchase:
        """A refund that a reorganisation undid is no money back: the order goes on in state ``new``.

        Where the chain has no such order at all, nothing of the person's lies in the contract, so it stays refunded.
        """
        value = 0 if purchase.order_id is None else self._market.order_slot(purchase.order_id)
        if value & 0xFF in {OrderState.NONE, OrderState.REFUNDED}:
            return purchase
        if self._memory.has_lost(purchase, Fact.END) is False:
            return purchase
        kept = {} if new is PurchaseState.REFUNDING else {"delivery": None}
        moved = self._move(purchase, new, fault=None, **kept)
        self._memory.took_back(purchase, Undone.REFUND)
        return moved

    def _await(
        self, purchase: Purchase, on_chain: OrderState, order: Order | None, delivery: Delivery | None
    ) -> Purchase:
        if on_chain is not OrderState.OPEN:  # also if it was delivered and settled while the app was closed
            return self._move(purchase, PurchaseState.DELIVERED, order=order, delivery=delivery, fault=None)
        if order == purchase.order:
            return purchase
        self._memory.forget(purchase.id)
        return self._book.update(purchase.id, order=order)

    def _back(
        self, purchase: Purchase, state: PurchaseState, order: Order | None, undone: Undone
    ) -> Purchase:
        fact = {Undone.PAYMENT: Fact.PAYMENT, Undone.DELIVERY: Fact.DELIVERY}.get(undone, Fact.END)
        if self._memory.has_lost(purchase, fact) is False:
            return purchase  # the block is still there, or the node is behind it: this is no reorganisation
        fields: dict[str, object] = {"order": order}
        if undone is not Undone.FINAL:
            fields["delivery"] = None
        if purchase.state is PurchaseState.REFUNDING:
            # What is kept is the transaction of a claim that no longer fits the order.
            fields |= {"raw_transaction": None, "transaction_hash": None}
        moved = self._move(purchase, state, **fields)
        self._memory.took_back(purchase, undone)
        return moved

    def _committed(
        self, purchase: Purchase, order_id: int, value: int
    ) -> tuple[Order | None, Delivery | None]:
        """Order and delivery that the slot commits to: those of the record, or else those that the events tell."""
        order, delivery = purchase.order, purchase.delivery
        if not _commits(purchase, value, order, delivery):
            order, delivery = self._market.find_order(order_id), self._market.find_delivery(order_id)
            if not _commits(purchase, value, order, delivery):
                what = "order" if value & 0xFF == OrderState.OPEN or order != purchase.order else "delivery"
                raise OrderContradicted(what, "chain")
        return order, None if value & 0xFF == OrderState.OPEN else delivery

    def _move(self, purchase: Purchase, new: PurchaseState, **fields: object) -> Purchase:
        return self._book.move(purchase.id, purchase.state, new, **fields)


def _commits(purchase: Purchase, value: int, order: Order | None, delivery: Delivery | None) -> bool:
    if order is None:
        return False
    state = value & 0xFF
    c1 = order_commitment(purchase.terms.hash, order)
    opened = slot(c1, state) == value
    delivered = slot(delivery_commitment(c1, delivery or NO_DELIVERY), state) == value
    if state == OrderState.OPEN:
        return opened
    if state == OrderState.REFUNDED:
        return opened or delivered
    return delivered and state in {OrderState.DELIVERED, OrderState.FINAL}


def _content(delivery: Delivery | None) -> tuple[int, int, bytes] | None:
    return None if delivery is None else (delivery.rx, delivery.parity, delivery.wrapped)
