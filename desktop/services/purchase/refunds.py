"""What the contract allows about an order, and what it would refuse."""

from dataclasses import dataclass

from desktop.core.errors import EnvironmentFault, UserError
from desktop.core.money import Money


class NotCancellable(UserError):
    """The purchase has been paid, or may have been; only the contract can give the money back."""


class NotRefundable(UserError):
    """The contract would refuse a refund now."""


class DeliveryNotSafe(EnvironmentFault):
    """The delivery's block is not safe yet: a complaint would show the one-time secret too early."""


@dataclass(frozen=True, slots=True)
class RefundOptions:
    """What the person can do about an order now. ``reason`` is an id that the page turns into a sentence.

    ``amount_wei`` is what the contract pays in coin, ``tokens`` what it pays of a price in tokens.
    """

    can_confirm: bool
    can_refund: bool
    can_complain: bool
    amount_wei: int
    cost_most_wei: int
    until: int | None
    reason: str
    tokens: Money | None = None
