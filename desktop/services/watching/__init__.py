"""Watches: told of what changes, from the catalogue on this disk alone; nobody is asked about what is watched."""

from desktop.services.watching.ports import NewsSummary, Reading, Wanted
from desktop.services.watching.service import WatchService, WatchView

__all__ = ["NewsSummary", "Reading", "Wanted", "WatchService", "WatchView"]
