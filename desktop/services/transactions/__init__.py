"""Transactions from this wallet: agreed to, tried, signed, kept, sent and awaited."""

from desktop.services.transactions.consent import with_consent
from desktop.services.transactions.faults import (
    CostRose,
    FeeTooLowToReplace,
    TransactionCancelled,
    TransactionFailed,
    TransactionUnmined,
)
from desktop.services.transactions.following import POLL_S
from desktop.services.transactions.ports import Asker, Nobody, Signer
from desktop.services.transactions.service import TransactionService

__all__ = [
    "POLL_S",
    "Asker",
    "CostRose",
    "FeeTooLowToReplace",
    "Nobody",
    "Signer",
    "TransactionCancelled",
    "TransactionFailed",
    "TransactionService",
    "TransactionUnmined",
    "with_consent",
]
