"""What the accounts did, to be read, looked through, annotated and taken elsewhere."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from desktop.core.activity import MOST_NOTE_CHARS, ActivityPlace, ActivityQuery
from desktop.core.changes import Change, Topic
from desktop.core.identity import Address
from desktop.core.plain_text import clean
from desktop.services.activity_files import Words, koinly_csv, plain_csv
from desktop.services.journal import Activity


class LineBook(Protocol):
    """The activity on disk, as far as reading and annotating goes."""

    def select(self, query: ActivityQuery, after: ActivityPlace | None, limit: int) -> list[Activity]: ...
    def count(self, query: ActivityQuery) -> int: ...
    def chains(self) -> list[int]: ...
    def get(self, activity_id: int) -> Activity: ...
    def set_note(self, activity_id: int, note: str) -> None: ...
    def oldest_first(self) -> Iterator[Activity]: ...


@dataclass(frozen=True, slots=True)
class ActivityOutline:
    """What there is to choose from: the chains with lines, how many lines are kept out of the list, and who has a name."""

    chains: tuple[int, ...]
    kept_out: int
    people: Mapping[Address, str]


class ActivityService:
    """The activity of all accounts on all chains."""

    def __init__(
        self, book: LineBook, people: Callable[[], Mapping[Address, str]], publish: Callable[[Change], None]
    ) -> None:
        """Make the service; ``people`` are the contacts by their names."""
        self._book = book
        self._people = people
        self._publish = publish

    def select(self, query: ActivityQuery, after: ActivityPlace | None, limit: int) -> list[Activity]:
        """Lines from the newest on, or from below ``after``."""
        return self._book.select(query, after, limit)

    def outline(self) -> ActivityOutline:
        """What there is to choose from."""
        kept_out = self._book.count(ActivityQuery(kept_out=True))
        return ActivityOutline(tuple(self._book.chains()), kept_out, self._people())

    def annotate(self, line_id: int, note: str) -> Activity:
        """Keep the person's own words beside a line; returns it as it is now.

        Raises:
            NoSuchRecord: There is no such line.
        """
        self._book.set_note(line_id, clean(note)[:MOST_NOTE_CHARS])
        self._publish(Change(Topic.ACTIVITY))
        return self._book.get(line_id)

    def export_csv(self) -> str:
        """Everything, oldest first (``services.activity_files``)."""
        return plain_csv(self._book.oldest_first())

    def export_koinly(self, account: Address, chain_id: int, kind_words: Words, coin: str) -> str:
        """The lines of one account on one chain, for a wallet of its own at Koinly."""
        lines = (line for line in self._book.oldest_first() if line.chain_id in {chain_id, None})
        return koinly_csv(lines, account, kind_words, coin)
