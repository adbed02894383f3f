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
from desktop.services.ports import MarketReader
from desktop.services.purchase.ports import PurchaseBook


class OrderFollower:
    """Brings a purchase's record to what the chain says. It never acts and never believes an event unchecked."""

    def __init__(self, market: MarketReader, book: PurchaseBook) -> None:
        self._market = market
        self._book = book

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
            return self._back(purchase, PurchaseState.BUYING, None) if may_go_back else purchase
        order, delivery = self._committed(purchase, purchase.order_id, value)
        on_chain = OrderState(value & 0xFF)
        if on_chain is OrderState.REFUNDED:
            return self._move(purchase, PurchaseState.REFUNDED, order=order, fault=None)
        if purchase.state is PurchaseState.WAITING:
            return self._await(purchase, on_chain, order, delivery)
        if _content(delivery) != _content(purchase.delivery):
            # A reorganisation undid the delivery that was looked at, or that a claim is about.
            return self._back(purchase, PurchaseState.WAITING, order) if may_go_back else purchase
        if (order, delivery) != (purchase.order, purchase.delivery):
            # The same, mined again at another time: a call with the old times would be refused.
            purchase = self._book.update(purchase.id, order=order, delivery=delivery)
        if on_chain is OrderState.FINAL:
            return self._finish(purchase)
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

    def is_undone(self, purchase: Purchase) -> bool:
        """Whether a refund that was seen is not on the chain any more."""
        value = 0 if purchase.order_id is None else self._market.order_slot(purchase.order_id)
        return value & 0xFF != OrderState.REFUNDED

    def _await(
        self, purchase: Purchase, on_chain: OrderState, order: Order | None, delivery: Delivery | None
    ) -> Purchase:
        if on_chain is not OrderState.OPEN:  # also if it was delivered and settled while the app was closed
            return self._move(purchase, PurchaseState.DELIVERED, order=order, delivery=delivery, fault=None)
        return purchase if order == purchase.order else self._book.update(purchase.id, order=order)

    def _back(self, purchase: Purchase, state: PurchaseState, order: Order | None) -> Purchase:
        if purchase.state is not PurchaseState.REFUNDING:
            return self._move(purchase, state, order=order, delivery=None)
        # What is kept is the transaction of a claim that no longer fits the order.
        return self._move(
            purchase, state, order=order, delivery=None, raw_transaction=None, transaction_hash=None
        )

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
