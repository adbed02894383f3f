"""Buying a licence: quote, state machine, refunds."""

from desktop.services.purchase.engine import PurchaseEngine
from desktop.services.purchase.memory import ChainMemory
from desktop.services.purchase.paying import KeyProvenBad, ListingGone, SoldOut
from desktop.services.purchase.ports import PurchaseKey, Received
from desktop.services.purchase.quote import PurchaseQuote, Quoter
from desktop.services.purchase.refunds import (
    DeliveryNotSafe,
    NotCancellable,
    NotRefundable,
    RefundOptions,
)
from desktop.services.purchase.service import PurchaseService
from desktop.services.purchase.steps import WRONG, steps_of
from desktop.services.purchase.watching import OrderWatch

__all__ = [
    "WRONG",
    "ChainMemory",
    "DeliveryNotSafe",
    "KeyProvenBad",
    "ListingGone",
    "NotCancellable",
    "NotRefundable",
    "OrderWatch",
    "PurchaseEngine",
    "PurchaseKey",
    "PurchaseQuote",
    "PurchaseService",
    "Quoter",
    "Received",
    "RefundOptions",
    "SoldOut",
    "steps_of",
]
