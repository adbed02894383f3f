"""Selling: list models, answer orders, collect."""

from desktop.services.selling.answering import Answerer, DeliveryLate
from desktop.services.selling.ports import ImportedPackage, Importer, ReadyPackage
from desktop.services.selling.publishing import (
    InvalidTerms,
    NoSuchOwnListing,
    Publisher,
    PublishQuote,
    Windows,
)
from desktop.services.selling.requests import RequestAnswerer
from desktop.services.selling.service import Earnings, SellingService, TokenEarnings

__all__ = [
    "Answerer",
    "DeliveryLate",
    "Earnings",
    "ImportedPackage",
    "Importer",
    "InvalidTerms",
    "NoSuchOwnListing",
    "PublishQuote",
    "Publisher",
    "ReadyPackage",
    "RequestAnswerer",
    "SellingService",
    "TokenEarnings",
    "Windows",
]
