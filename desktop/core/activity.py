"""What is asked of the activity: which lines, in which order, and where a page goes on."""

from dataclasses import dataclass
from enum import Enum

from desktop.core.identity import Address


class Direction(Enum):
    """Which way money went."""

    ANY = ""
    IN = "in"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class ActivityPlace:
    """Where a line stands: the newest first, and of one second the one that was written last."""

    time: int
    id: int


@dataclass(frozen=True, slots=True)
class ActivityQuery:
    """Which lines.

    Attributes:
        text: Words that must be in a line: subject, note, unit, address, hash; all of them.
        kinds: Kinds whose names in the person's language hold the words: these lines count as well.
        people: Addresses whose names hold the words: these lines count as well.
        account: Of this account alone.
        chain_id: Of this chain alone.
        direction: Which way.
        only_kinds: Of these kinds alone; none means all.
        states: In these states alone; none means all.
        kept_out: What is kept out of the ordinary list, and nothing else.
    """

    text: str = ""
    kinds: frozenset[str] = frozenset()
    people: frozenset[Address] = frozenset()
    account: Address | None = None
    chain_id: int | None = None
    direction: Direction = Direction.ANY
    only_kinds: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    kept_out: bool = False

    @property
    def is_everything(self) -> bool:
        """Whether nothing is filtered."""
        return self == ActivityQuery()


MOST_NOTE_CHARS = 500
