"""What several endpoints say about one order, before something irrevocable is signed (EXCHANGE.md sections 8 and 9)."""

from collections.abc import Callable, Sequence

from desktop.core.errors import EnvironmentFault
from desktop.core.exchange import Order, order_id
from desktop.services.ports import BlockTag, MarketReader


class EndpointsDisagree(EnvironmentFault):
    """Two endpoints tell different things about an order; nothing is signed until they agree."""


class NeedsSecondEndpoint(EnvironmentFault):
    """One endpoint that the person does not vouch for could lie: it takes two of different operators."""


class Witnesses:
    """Readers of different operators; one is enough if the person says that it is their own node."""

    def __init__(self, readers: Sequence[MarketReader], own_node: Callable[[], bool]) -> None:
        self._readers = tuple(readers)
        self._own_node = own_node

    def require_order(self, identifier: int, order: Order, slot: int) -> None:
        """Make sure that every endpoint shows this order in this state, and that the id is the order's own.

        Raises:
            NeedsSecondEndpoint: There is only one, and nobody vouches for it.
            EndpointsDisagree: One shows something else.
        """
        if len(self._readers) < 2 and not self._own_node():
            raise NeedsSecondEndpoint
        for reader in self._readers:
            named = order_id(
                reader.chain_id,
                reader.market,
                order.listing,
                order.payer,
                order.holder,
                order.px,
                order.parity,
            )
            if named != identifier or reader.order_slot(identifier) != slot:
                raise EndpointsDisagree

    def show(self, identifier: int, slot: int, tag: BlockTag) -> bool:
        """Whether every endpoint shows the order in this state at this block tag."""
        return all(reader.order_slot(identifier, tag) == slot for reader in self._readers)

    def is_safe(self, identifier: int, slot: int) -> bool:
        """Whether every endpoint shows the order in this state at ``safe``; one that has no such tag does not say so."""
        return all(reader.order_slots([identifier], "safe") == [slot] for reader in self._readers)
