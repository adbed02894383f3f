"""A long answer that is read page by page by key: which rows are known, which to read next, which to forget."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop.core.listings import Cursor, Listing, ListingPage

PAGE_ROWS = 50
MOST_ROWS = 500
"""As many are read at once where somebody goes far down: each page begins where the one before it ended."""
AHEAD_ROWS = 150
BEHIND_ROWS = 100
KEPT_ROWS = 2_000
STEP_ROWS = 1_000
"""Where it is not known how many there are, so many places are added at once: a scroll bar that grows with each page
would run away under the hand."""


@dataclass(frozen=True, slots=True)
class PageAsk:
    """What is to be read: the ``limit`` rows after ``after``, which are page ``number`` of ``answer``."""

    answer: int
    number: int
    after: Cursor | None
    limit: int


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a page changed: rows ``first`` to before ``end``; ``added`` places came at ``end``, or went if negative.

    The places at the very end come and go beside that: ``len`` tells.
    """

    first: int
    end: int
    added: int = 0


@dataclass(slots=True)
class _Page:
    after: Cursor | None
    count: int
    rows: tuple[Listing, ...] | None
    is_asked: bool = False


class PagedRows:
    """The rows of one answer, of which those far from where one looks are forgotten and read again.

    ``len`` counts the places: rows that are known, and those that are known or thought to follow. The memory is bound
    by ``KEPT_ROWS`` rows, however long the answer is; of every other page only its beginning is kept.
    """

    def __init__(self, answer: int, first: ListingPage) -> None:
        self.answer = answer
        self.total, self.total_is_exact = first.total, first.total_is_exact
        self._pages = [_Page(None, len(first.rows), first.rows)]
        self._starts = [0]
        self._end = len(first.rows)
        self._next = first.next
        self._is_asking_on = False
        self._looked = (0, PAGE_ROWS)
        self._places = self._count_places()

    def __len__(self) -> int:
        return self._places

    @property
    def is_complete(self) -> bool:
        """Whether the end was seen."""
        return self._next is None

    @property
    def loaded(self) -> int:
        """How many rows are held."""
        return sum(page.count for page in self._pages if page.rows is not None)

    def at(self, row: int) -> Listing | None:
        """The listing at a place; None while it is not read."""
        if not 0 <= row < self._end:
            return None
        number = bisect_right(self._starts, row) - 1
        rows = self._pages[number].rows
        return None if rows is None else rows[row - self._starts[number]]

    def ids(self, first: int, end: int) -> list[int | None]:
        """The numbers of the listings at these places."""
        found = (self.at(row) for row in range(first, min(end, len(self))))
        return [None if listing is None else listing.id for listing in found]

    def row_of(self, listing_id: int) -> int | None:
        """Where a listing is, among the rows that are held."""
        for start, page in zip(self._starts, self._pages, strict=True):
            for place, listing in enumerate(page.rows or ()):
                if listing.id == listing_id:
                    return start + place
        return None

    def look(self, first: int, last: int) -> list[PageAsk]:
        """Somebody sees these places: what to read for it, in this order. What was asked is not asked again."""
        moved = first - self._looked[0]
        self._looked = (first, last)
        low = max(0, first - BEHIND_ROWS - _reach(-moved))
        high = min(len(self), last + 1 + AHEAD_ROWS + _reach(moved))
        asks = [self._ask(number) for number in self._missing(first, last + 1)]
        asks += [self._ask(number) for number in self._missing(low, high)]
        if self._next is not None and high > self._end and not self._is_asking_on:
            self._is_asking_on = True
            missing = -(-(high - self._end) // PAGE_ROWS) * PAGE_ROWS
            asks.append(PageAsk(self.answer, len(self._pages), self._next, min(MOST_ROWS, missing)))
        return asks

    def arrive(self, ask: PageAsk, page: ListingPage) -> Arrival | None:
        """Take a page in; one of another answer changes nothing, and None is returned."""
        if ask.answer != self.answer or ask.number > len(self._pages):
            return None
        is_further = ask.number == len(self._pages)
        held = self._held_ids(but=ask.number)
        rows = tuple(row for row in page.rows if row.id not in held)
        change = self._go_on(ask, rows, page.next) if is_further else self._read_again(ask.number, rows)
        self._forget_far()
        return change

    def fail(self, ask: PageAsk) -> None:
        """It could not be read: it may be asked again."""
        if ask.answer == self.answer:
            if ask.number < len(self._pages):
                self._pages[ask.number].is_asked = False
            else:
                self._is_asking_on = False

    def update(self, listings: Iterable[Listing]) -> list[int]:
        """Newer values of listings that are held, each at its place; returns the rows that changed."""
        newer = {listing.id: listing for listing in listings}
        changed = []
        for start, page in zip(self._starts, self._pages, strict=True):
            rows = page.rows or ()
            places = [place for place, old in enumerate(rows) if newer.get(old.id, old) != old]
            if places:
                page.rows = tuple(newer.get(old.id, old) for old in rows)
                changed += [start + place for place in places]
        return changed

    def page_asks(self, first: int, end: int) -> list[PageAsk]:
        """How the held pages under these places were asked for, to read them again."""
        return [
            PageAsk(self.answer, number, page.after, page.count)
            for number, page in enumerate(self._pages)
            if page.rows and self._starts[number] < end and self._starts[number] + page.count > first
        ]

    def _missing(self, first: int, end: int) -> Iterable[int]:
        if not self._pages or first >= self._end:
            return
        for number in range(bisect_right(self._starts, max(0, first)) - 1, len(self._pages)):
            if self._starts[number] >= end:
                return
            if self._pages[number].rows is None and not self._pages[number].is_asked:
                yield number

    def _ask(self, number: int) -> PageAsk:
        page = self._pages[number]
        page.is_asked = True
        return PageAsk(self.answer, number, page.after, page.count)

    def _go_on(self, ask: PageAsk, rows: tuple[Listing, ...], following: Cursor | None) -> Arrival:
        self._is_asking_on = False
        first, places = self._end, len(self)
        self._next = following if following != ask.after else None
        if rows:
            self._pages.append(_Page(ask.after, len(rows), rows))
            self._starts.append(first)
            self._end += len(rows)
        self._places = self._count_places()
        return Arrival(first, min(self._end, places))

    def _read_again(self, number: int, rows: tuple[Listing, ...]) -> Arrival:
        page, start = self._pages[number], self._starts[number]
        added = len(rows) - page.count
        page.rows, page.count, page.is_asked = rows, len(rows), False
        for later in range(number + 1, len(self._starts)):
            self._starts[later] += added
        self._end += added
        self._places += added
        return Arrival(start, start + min(len(rows), len(rows) - added), added)

    def _held_ids(self, *, but: int) -> set[int]:
        """What other pages hold: a row that moved while somebody reads is shown once."""
        return {row.id for number, page in enumerate(self._pages) if number != but for row in page.rows or ()}

    def _forget_far(self) -> None:
        middle = sum(self._looked) // 2
        held = [number for number, page in enumerate(self._pages) if page.rows is not None]
        held.sort(key=lambda number: abs(self._starts[number] + self._pages[number].count // 2 - middle))
        kept = 0
        for number in held:
            kept += self._pages[number].count
            if kept > KEPT_ROWS and not self._is_looked_at(number):
                self._pages[number].rows = None

    def _is_looked_at(self, number: int) -> bool:
        start, page = self._starts[number], self._pages[number]
        first, last = self._looked
        return start <= last and start + page.count > first

    def _count_places(self) -> int:
        if self._next is None:
            return self._end
        if self.total_is_exact:
            return self.total if self.total > self._end else self._end + PAGE_ROWS
        ahead = -(-(self._end + STEP_ROWS // 2) // STEP_ROWS) * STEP_ROWS
        return max(self.total, ahead)


def _reach(moved: int) -> int:
    """How many more rows are read in the way somebody is going: the faster, the more."""
    return min(MOST_ROWS, max(0, moved) * 8)


def same_beginning(one: Sequence[int | None], other: Sequence[int | None]) -> bool:
    """Whether the longer begins with the shorter: nothing that both show has another place."""
    return all(a == b for a, b in zip(one, other, strict=False))
