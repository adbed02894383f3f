"""Back-ups of a wallet: what one was found to bring back, and when that was last tried."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from desktop.core.identity import Address

STALE_AFTER_S: Final = 180 * 86_400
"""A back-up that was not tried for half a year may lie on a disk that has died."""


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What a back-up brings back. ``missing`` are accounts with a key here and none in it.

    ``licences`` counts those that it opens of the ones that were tried, ``watched`` the accounts that it would go on
    watching.
    """

    same_phrase: bool
    restored: tuple[Address, ...]
    missing: tuple[Address, ...]
    watched: int
    licences: int


class BackupKind(Enum):
    """What was tried."""

    WORDS = "words"  # some of the words, retyped
    PHRASE = "phrase"  # all of them
    FILE = "file"  # a copy of the wallet file


@dataclass(frozen=True, slots=True)
class BackupCheck:
    """A back-up that was tried and was right, at a unix time; ``restored`` are the accounts that it brought back."""

    kind: BackupKind
    at: int
    restored: tuple[Address, ...]
    licences: int

    def is_stale(self, now: int) -> bool:
        """Whether it should be tried again."""
        return now - self.at > STALE_AFTER_S
