"""Recommending in the sample window: the market's eight models, a person who owns some, and a map of more."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from msgspec.structs import replace as replace_card

from desktop.core.changes import Change, Topic
from desktop.core.listings import Listing
from desktop.core.popularity import Popularity, Trade
from desktop.core.taste_map import Point, TasteMap, TooLittle
from desktop.services.recommending import Shelf, Suggested
from desktop.services.recommending.service import AlsoBought, TasteView
from desktop.ui import showcase_values as values
from desktop.ui.showcase_catalogue import Catalogue
from desktop.ui.showcase_parts import Gate, Publish, SettingsKept, silent

_MONTH = 30 * 86_400
_MONTHS = (2, 5, 9, 14, 22, 31, 18, 17)
_REASONS = {4: 1, 5: 1, 8: 2, 7: 2}
"""Suggested listing, and the one that it is suggested because of."""


def trade(**changes: int) -> Trade:
    """Honest trade, with what every market has of the rest."""
    usual = {
        "sales": 128,
        "accounts": 120,
        "payers": 118,
        "dust": 0,
        "refunded": 2,
        "undelivered": 1,
        "busiest": 3,
    }
    return Trade(**{**usual, "ratings": 64, "linked": 2, **changes})


STAGED = Trade(
    sales=46, accounts=11, payers=2, own=14, held=3, linked=9, dust=2, refunded=1, undelivered=2, proven=1, busiest=8,
    ratings=6, own_ratings=5,
)  # fmt: skip


def months(counts: tuple[int, ...] = _MONTHS) -> tuple[tuple[int, int], ...]:
    return tuple((values.NOW - (len(counts) - place) * _MONTH, count) for place, count in enumerate(counts))


@dataclass
class Tastes:
    gate: Gate
    catalogue: Catalogue
    settings: SettingsKept
    publish: Publish = silent
    owned: tuple[int, ...] = (1, 2)
    trades: dict[int, Popularity] = field(default_factory=dict)
    disliked: set[int] = field(default_factory=set)
    seen: list[int] = field(default_factory=list)
    only_popular: bool = False
    few: bool = False
    map: TasteView | TooLittle | None = None
    extra: Callable[[], tuple[Suggested, ...]] = tuple

    @property
    def is_on(self) -> bool:
        return self.settings.get().recommend

    def popularity(self, listing: int) -> Popularity:
        self.gate.pass_through("recommending.popularity")
        found = self.trades.get(listing)
        return found or Popularity(trade(), 40_000, months())

    def suggestions(self, limit: int = 10) -> Shelf:
        self.gate.pass_through("recommending.suggestions")
        if not self.is_on:
            return Shelf(is_on=False)
        rows = tuple(self._rows())
        return Shelf(is_on=True, is_personal=not self.only_popular, rows=rows[: 2 if self.few else limit])

    def also_bought(self, listing: int, limit: int = 6) -> tuple[AlsoBought, ...]:
        self.gate.pass_through("recommending.also_bought")
        others = [row for row in self.catalogue.rows if row.id != listing and not row.is_free]
        return (
            tuple(AlsoBought(row, 31 - 6 * place) for place, row in enumerate(others[:limit]))
            if listing != 8
            else ()
        )

    def taste_map(self) -> TasteView | TooLittle:
        self.gate.pass_through("recommending.taste_map")
        return self.map or sample_map(self.catalogue.rows)

    def opened(self, listing: int) -> None:
        self.seen.append(listing)

    def dislike(self, listing: int, *, is_disliked: bool = True) -> None:
        self.gate.pass_through("recommending.dislike")
        (self.disliked.add if is_disliked else self.disliked.discard)(listing)
        self.publish(Change(Topic.TASTE))

    def turn(self, *, on: bool) -> None:
        self.gate.pass_through("recommending.turn")
        self.settings.change(recommend=on)
        if not on:
            self.forget()
        self.publish(Change(Topic.TASTE))

    def forget(self) -> None:
        self.disliked.clear()
        self.seen.clear()
        self.publish(Change(Topic.TASTE))

    def _rows(self) -> list[Suggested]:
        listings = {row.id: row for row in self.catalogue.rows}
        gone = {*self.owned, *self.disliked}
        left = [row for key, row in listings.items() if key not in gone and not row.is_free]
        because = {} if self.only_popular else _REASONS
        order = list(_REASONS)
        left.sort(key=lambda row: (order.index(row.id) if row.id in order else len(order), -row.payers))
        return [*self.extra(), *(Suggested(row, listings.get(because.get(row.id, -1))) for row in left)]


def sample_map(rows: tuple[Listing, ...]) -> TasteView:
    """Four groups of models, of which three are owned."""
    known = [(row, row.card) for row in rows if row.card is not None][:8]
    centres = ((-0.6, 0.5), (0.55, 0.6), (0.5, -0.55), (-0.55, -0.5))
    points, listings = [], {}
    for number in range(56):
        group = number % 4
        angle, far = 2.4 * number, 0.06 + 0.3 * ((number * 37) % 50) / 50
        x, y = centres[group][0] + far * math.cos(angle), centres[group][1] + far * math.sin(angle)
        points.append(Point(1000 + number, x, y, group))
        listing, made = known[(group * 2 + number // 4 % 2) % len(known)]
        card = replace_card(made, name=f"{listing.title} {1 + number // 8}")
        listings[1000 + number] = replace(listing, id=1000 + number, card=card)
    tasks = tuple(listings[1000 + group].card.task for group in range(4))  # type: ignore[union-attr]
    return TasteView(TasteMap(tuple(points), 4, 412), listings, frozenset({1000, 1004, 1017}), tasks)
