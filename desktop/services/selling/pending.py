"""Own listings on their way to the market: signed and sent, and not in the catalogue yet."""

from collections.abc import Callable
from typing import Protocol

from desktop.core.errors import InvalidCard
from desktop.core.listings import Card, Listing
from desktop.core.sales import OwnListing
from desktop.services.ports import Clock

_PATIENCE_S = 86_400


class OwnListings(Protocol):
    """What a seller keeps of the own listings."""

    def listings(self) -> list[OwnListing]: ...


class PendingListings:
    """The own listings that the market cannot show by itself yet, as it will show them.

    A listing that was just sent is what its seller looks for first; until the chain has it and the catalogue has read
    it, it is known here alone. One that was sent a day ago and never came will not come: it is not shown any more.
    """

    def __init__(
        self,
        book: OwnListings,
        in_catalogue: Callable[[int], Listing | None],
        read_card: Callable[[bytes], Card],
        clock: Clock,
    ) -> None:
        self._book, self._in_catalogue = book, in_catalogue
        self._read_card, self._clock = read_card, clock

    def __call__(self) -> tuple[Listing, ...]:
        """Newest first; each with the number 0."""
        return tuple(self._shown(own) for own in reversed(self._book.listings()) if self._is_pending(own))

    def _is_pending(self, own: OwnListing) -> bool:
        is_old = own.created_at < self._clock.now() - _PATIENCE_S
        if not own.is_open or own.raw_transaction is None or is_old:
            return False
        found = self._in_catalogue(own.listing) if own.listing else None
        # What the catalogue has may also be newer: the same wallet on another computer revised it.
        return found is None or (found.terms != own.terms and found.revised_at < own.created_at)

    def _shown(self, own: OwnListing) -> Listing:
        card, fault = None, None
        try:
            card = self._read_card(own.card)
        except InvalidCard as error:
            fault = error.reason
        at = own.created_at
        return Listing(0, own.terms, card, fault, True, 0, at, at, 0, currency=own.currency)
