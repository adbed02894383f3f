"""Signed orders of Seaport (OpenSea's exchange): whoever holds one can take what is offered, for what is asked.

A page that wants an account emptied asks for such an order over everything, for nothing. Read by type and members:
``OrderComponents`` alone, or the tree of them in a ``BulkOrder`` (Seaport 1.6, ConsiderationStructs and BulkOrder).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from desktop.core.identity import Address
from desktop.core.typed_messages import TypedMessage

_TYPES: Final = {"OrderComponents", "BulkOrder"}
_COIN, _TOKEN, _ITEM, _ITEMS = range(4)
"""``ItemType`` of Seaport; those above are "any item that fits a criterion"."""


@dataclass(frozen=True, slots=True)
class OrderItem:
    """Something that is offered or asked for.

    Attributes:
        token: Its contract; the zero address is the chain's coin.
        amount: The larger of what the order names for its start and its end.
        item: The item's number; None for coin and tokens, and where any item of the contract fits.
        is_money: Whether it is coin or a token.
    """

    token: Address
    amount: int
    item: int | None
    is_money: bool


@dataclass(frozen=True, slots=True)
class SellOrder:
    """One order: what it gives, and what of the price comes to who signs it."""

    gives: tuple[OrderItem, ...]
    gets: tuple[OrderItem, ...]
    until: int | None

    @property
    def is_for_nothing(self) -> bool:
        """Whether nothing at all comes back."""
        return not any(item.amount for item in self.gets)


def is_sell_order(message: TypedMessage) -> bool:
    """Whether it is one, by what it calls itself."""
    return message.primary_type in _TYPES


def sell_orders_of(message: TypedMessage) -> tuple[SellOrder, ...]:
    """Every order that the message signs; nothing if it is none."""
    if not is_sell_order(message):
        return ()
    return tuple(_order(message, prefix) for prefix in _prefixes(message))


def _prefixes(message: TypedMessage) -> list[str]:
    """Where the orders stand in the message."""
    ending = "offerer"
    return [part.name.removesuffix(ending) for part in message.parts if part.name.split(".")[-1] == ending]


def _order(message: TypedMessage, prefix: str) -> SellOrder:
    offerer = message.value(f"{prefix}offerer")
    asked = _items(message, f"{prefix}consideration")
    until = message.value(f"{prefix}endTime")
    return SellOrder(
        tuple(item for item, _ in _items(message, f"{prefix}offer")),
        tuple(item for item, to in asked if to == offerer),
        until if isinstance(until, int) else None,
    )


def _items(message: TypedMessage, path: str) -> Iterator[tuple[OrderItem, object]]:
    """Each item, with its recipient where it has one."""
    count = message.value(path)
    for place in range(count if isinstance(count, int) else 0):
        at = f"{path}.{place}."
        kind, token, number = (
            message.value(at + name) for name in ("itemType", "token", "identifierOrCriteria")
        )
        if not isinstance(kind, int) or not isinstance(token, Address) or not isinstance(number, int):
            continue
        amounts = [message.value(at + name) for name in ("startAmount", "endAmount")]
        most = max((amount for amount in amounts if isinstance(amount, int)), default=0)
        item = OrderItem(token, most, number if kind in {_ITEM, _ITEMS} else None, kind in {_COIN, _TOKEN})
        yield item, message.value(f"{at}recipient")
