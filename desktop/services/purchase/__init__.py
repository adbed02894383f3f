"""Buying a licence: quote, state machine, refunds."""

from desktop.services.purchase.engine import KeyProvenBad, ListingGone, PurchaseEngine, SoldOut
from desktop.services.purchase.memory import ChainMemory
from desktop.services.purchase.ports import PurchaseKey, Received
from desktop.services.purchase.quote import PurchaseQuote, Quoter
from desktop.services.purchase.service import (
    NotCancellable,
    NotRefundable,
    PurchaseService,
    RefundOptions,
    steps_of,
)
from desktop.services.purchase.watching import OrderWatch

__all__ = [
    "ChainMemory",
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
