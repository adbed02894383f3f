"""What to look at next: from everybody's purchases, which are public, and one private row that never leaves the machine."""

from desktop.services.recommending.service import RecommendingService, Shelf, Suggested

__all__ = ["RecommendingService", "Shelf", "Suggested"]
