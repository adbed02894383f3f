"""Buying a licence: quote, state machine, refunds."""

from desktop.services.purchase.engine import PurchaseEngine
from desktop.services.purchase.paying import KeyProvenBad, ListingGone, SoldOut
from desktop.services.purchase.ports import PurchaseKey, Received
from desktop.services.purchase.quote import PurchaseQuote, Quoter
from desktop.services.purchase.service import (
    NotCancellable,
    NotRefundable,
    PurchaseService,
    RefundOptions,
)
from desktop.services.purchase.steps import steps_of

__all__ = [
    "KeyProvenBad",
    "ListingGone",
    "NotCancellable",
    "NotRefundable",
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
