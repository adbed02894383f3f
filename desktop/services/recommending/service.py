"""Suggestions with their reasons, what was bought together, and the private row with the switch that deletes it."""

import threading
from collections.abc import Callable
from dataclasses import dataclass

from desktop.core.changes import Change, Topic
from desktop.core.identity import Address
from desktop.core.listings import Listing
from desktop.core.popularity import Popularity
from desktop.core.recommending import Suggestion, Taste, TasteModel, also_bought
from desktop.core.taste_map import TasteMap, TooLittle, draw_map
from desktop.core.tastes import TasteRow, taste
from desktop.services.catalogue import NoSuchListing
from desktop.services.ports import Clock
from desktop.services.recommending.ports import (
    Listings,
    OwnPurchases,
    PublicPurchases,
    Switch,
    TasteBook,
    Wishes,
)

MOST_SUGGESTED = 10
MOST_ALSO_BOUGHT = 6
LOOKED_AT = 60
REFIT_S = 60
"""New purchases are taken in once a minute at most."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """A model to show, and why: ``because`` is the model of this person that spoke most for it, None if it is popular."""

    listing: Listing
    because: Listing | None = None


@dataclass(frozen=True, slots=True)
class AlsoBought:
    """A model that ``both`` buyers of another one bought as well."""

    listing: Listing
    both: int


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the strip shows. ``is_personal`` if anything is known of the person; else it is what is popular."""

    is_on: bool
    is_personal: bool = False
    rows: tuple[Suggested, ...] = ()


@dataclass(frozen=True, slots=True)
class TasteView:
    """The map of tastes: the listing of each point, which of them are owned, and the task that a group shares most."""

    map: TasteMap
    listings: dict[int, Listing]
    owned: frozenset[int]
    tasks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Fitted:
    model: TasteModel
    block: int
    at: int
    owned: frozenset[int]


class RecommendingService:
    """Usable from any thread. Reads files of this machine alone: nothing here asks a network for anything."""

    def __init__(
        self,
        *,
        market: PublicPurchases,
        listings: Listings,
        book: TasteBook,
        own: OwnPurchases,
        wishes: Wishes,
        switch: Switch,
        clock: Clock,
        publish: Callable[[Change], None],
    ) -> None:
        self._market = market
        self._listings = listings
        self._book = book
        self._own = own
        self._wishes = wishes
        self._switch = switch
        self._clock = clock
        self._publish = publish
        self._fitted: _Fitted | None = None
        self._fitting = threading.Lock()
        self._writing = threading.Lock()

    @property
    def is_on(self) -> bool:
        return self._switch.is_on()

    def popularity(self, listing: int) -> Popularity:
        """Who bought a listing, as far as the chain tells."""
        return self._market.view(listing)

    def suggestions(self, limit: int = MOST_SUGGESTED) -> Shelf:
        """The best models for this person; the popular ones while nothing is known, nothing where it is turned off."""
        if not self._switch.is_on():
            return Shelf(is_on=False)
        known = self._taste()
        model = self._model()
        watched = self._wishes.watched()  # who has put a star on it does not need to be told of it
        found: list[Suggestion] = []
        for looked_at in (LOOKED_AT, len(model.listings)):  # nearly always the first are enough
            allowed = self._allowed(model.foremost(known, looked_at)) - watched
            found = model.suggest(known, allowed, limit)
            if len(found) == limit:
                break
        is_personal = any(listing in model.places for listing in known.weights)
        rows = tuple(row for row in map(self._suggested, found) if row is not None)
        return Shelf(is_on=True, is_personal=is_personal, rows=rows)

    def also_bought(self, listing: int, limit: int = MOST_ALSO_BOUGHT) -> tuple[AlsoBought, ...]:
        """What buyers of a listing bought beside it: public, the same for everybody who hides the same."""
        found = self._market.together(listing, self._own.accounts())
        allowed = self._allowed({row.listing for row in found})
        rows = also_bought([row for row in found if row.listing in allowed], limit)
        return tuple(AlsoBought(self._listings.listing(row.listing), row.both) for row in rows)

    def taste_map(self) -> TasteView | TooLittle:
        """How models lie to each other by who bought them together; where there is too little to say, that."""
        model = self._model()
        drawn = draw_map(model)
        if isinstance(drawn, TooLittle):
            return drawn
        visible = self._visible({point.listing for point in drawn.points})
        listings = {number: self._listings.listing(number) for number in visible}
        shown = TasteMap(tuple(p for p in drawn.points if p.listing in visible), drawn.groups, drawn.accounts)
        tasks = tuple(_commonest_task(shown, listings, group) for group in range(drawn.groups))
        return TasteView(shown, listings, frozenset(self._own.runs_of()), tasks)

    def opened(self, listing: int) -> None:
        """The person opened a listing's page. Nothing is kept where it is turned off."""
        self._change(lambda row: row.with_opened(listing, self._clock.now()))

    def dislike(self, listing: int, *, is_disliked: bool = True) -> None:
        """The person does not want to see it here, or takes that back."""
        self._change(lambda row: row.with_disliked(listing, is_disliked=is_disliked))
        self._publish(Change(Topic.TASTE))

    def turn(self, *, on: bool) -> None:
        """Turn it on or off; off deletes the private row."""
        with self._writing:
            self._switch.turn(on=on)
            if not on:
                self._book.delete()
        self._publish(Change(Topic.TASTE))

    def forget(self) -> None:
        """Delete the private row and begin anew."""
        with self._writing:
            self._book.delete()
        self._publish(Change(Topic.TASTE))

    def _change(self, how: Callable[[TasteRow], TasteRow]) -> None:
        with self._writing:
            if not self._switch.is_on():
                return
            row = self._book.row()
            changed = how(row)
            if changed != row:
                self._book.put(changed)

    def _taste(self) -> Taste:
        return taste(self._book.row(), self._own.runs_of(), self._wishes.watched())

    def _model(self) -> TasteModel:
        """The model of the public purchases, worked out anew when there are new ones."""
        with self._fitting:
            block, now, owned = self._market.indexed_to(), self._clock.now(), frozenset(self._own.runs_of())
            kept = self._fitted
            if kept is not None and kept.owned == owned and (kept.block == block or now - kept.at < REFIT_S):
                return kept.model
            model = TasteModel.fit(self._market.purchases(owned, self._own.accounts()))
            self._fitted = _Fitted(model, block, now, owned)
            return model

    def _allowed(self, listings: set[int]) -> set[int]:
        return self._visible(self._market.suggestible(listings))

    def _visible(self, numbers: set[int]) -> set[int]:
        """Those that are not hidden, and not sold by this wallet itself."""
        hidden, own = self._wishes.hidden(), self._own.accounts()
        left = numbers - {number for number in hidden if isinstance(number, int)}
        sellers = own | {seller for seller in hidden if isinstance(seller, Address)}
        return left - self._market.sold_by(left, sellers) if sellers else left

    def _suggested(self, found: Suggestion) -> Suggested | None:
        try:
            because = None if found.because_of is None else self._listings.listing(found.because_of)
            return Suggested(self._listings.listing(found.listing), because)
        except NoSuchListing:
            return None  # a reorganisation has just taken it


def _commonest_task(drawn: TasteMap, listings: dict[int, Listing], group: int) -> str:
    """The task that most models of a group have; empty if none has any."""
    cards = [listings[point.listing].card for point in drawn.points if point.group == group]
    tasks = [card.task for card in cards if card is not None and card.task]
    return max(sorted(set(tasks)), key=tasks.count) if tasks else ""
