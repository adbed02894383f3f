"""Transactions that this wallet sent, from signing until the chain calls them final."""

from desktop.services.outgoing.outbox import Outbox, OutgoingBook
from desktop.services.outgoing.watching import OutgoingWatch, SightSource

__all__ = ["Outbox", "OutgoingBook", "OutgoingWatch", "SightSource"]
