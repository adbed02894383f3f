"""The private row: what this person opened and does not want, and how much that and everything else says."""

import math
from collections.abc import Collection, Mapping
from typing import Annotated

import msgspec

from desktop.core.recommending import Taste

MOST_LISTINGS = 500
"""Of more opened or unwanted listings the oldest are forgotten."""
DAY_S = 86_400

WATCHED = 0.5
OPENED = 0.2
MOST_OPENED = 0.6
MOST_RUNS = 1.0
DISLIKED = -0.5
"""What each says, in purchases: a model that is used often says up to twice as much as one that only was bought."""


class Opened(msgspec.Struct, frozen=True, array_like=True):
    """On how many days a listing's page was opened, and the last of them (days since 1970)."""

    days: Annotated[int, msgspec.Meta(ge=1)]
    last: Annotated[int, msgspec.Meta(ge=0)]


class TasteRow(msgspec.Struct, frozen=True):
    """Kept on this machine alone. The newest entries come last."""

    opened: dict[int, Opened] = {}
    disliked: tuple[int, ...] = ()

    def with_opened(self, listing: int, now: int) -> "TasteRow":
        """The row after the listing's page was opened; a second time on one day changes nothing."""
        today, before = now // DAY_S, self.opened.get(listing)
        if before is not None and before.last >= today:
            return self
        rest = {key: value for key, value in self.opened.items() if key != listing}
        rest[listing] = Opened(1 + (before.days if before else 0), today)
        return msgspec.structs.replace(self, opened=dict(list(rest.items())[-MOST_LISTINGS:]))

    def with_disliked(self, listing: int, *, is_disliked: bool) -> "TasteRow":
        rest = tuple(key for key in self.disliked if key != listing)
        added = (*rest, listing) if is_disliked else rest
        return msgspec.structs.replace(self, disliked=added[-MOST_LISTINGS:])


def taste(row: TasteRow, runs_of: Mapping[int, int], watched: Collection[int]) -> Taste:
    """What is known of a person.

    Args:
        row: The private row.
        runs_of: How often each owned listing was run.
        watched: Listings that the person asked to be told about.
    """
    weights = {listing: min(MOST_OPENED, OPENED * opened.days) for listing, opened in row.opened.items()}
    for listing in watched:
        weights[listing] = WATCHED + weights.get(listing, 0.0)
    for listing, runs in runs_of.items():
        weights[listing] = 1.0 + min(MOST_RUNS, math.log2(1 + runs) / 4)
    for listing in row.disliked:
        if listing not in runs_of:
            weights[listing] = DISLIKED
    return Taste(weights, frozenset({*runs_of, *row.disliked}))
