"""The words that occur in the catalogue: what a beginning may become, and what a misspelt word may have meant.

FTS5 answers a beginning of four letters and more, for which it has no index, by putting the rows of all such words
together first: ten milliseconds for the commonest words of a million listings, in each of a search's statements. With
the words themselves it reads only as far as the page goes. Its own list of words (fts5vocab) counts every row on the way.

A word stays when the last listing that has it goes: the list says what may occur, the index what does.
"""

import sqlite3
import string
from collections.abc import Iterable
from dataclasses import replace

from desktop.store.searching import Word

SHORTEST = 4
"""Shorter beginnings have an index of their own (``catalogue_schema``)."""
_MOST = 64
_MOST_REMEMBERED = 1 << 18
_LONGEST_SLIP = 24
_LAST = "\U0010ffff"


class TermRows:
    """Keeps the words of texts, and remembers those that are there: nearly all words of a batch occurred before."""

    def __init__(self) -> None:
        self._there: set[str] = set()
        self._added: list[str] = []

    def add(self, connection: sqlite3.Connection, texts: Iterable[str]) -> None:
        """Keep the words of texts as the index has them."""
        words = set(" ".join(texts).split()) - self._there
        added = sorted(word for word in words if len(word) >= SHORTEST)
        connection.executemany("INSERT OR IGNORE INTO term VALUES (?)", [(word,) for word in added])
        self._added += added

    def committed(self) -> None:
        """What was added since the last call is in the file."""
        if len(self._there) + len(self._added) > _MOST_REMEMBERED:
            self._there.clear()
        self._there.update(self._added)
        self._added.clear()

    def forget(self) -> None:
        """Nobody knows what is in the file."""
        self._there.clear()
        self._added.clear()


def complete(connection: sqlite3.Connection, word: Word) -> Word:
    """The word with all that its beginnings may become, where they are few enough to be named."""
    ends: list[str] = []
    for phrase in word.phrases:
        last = phrase[-1]
        if len(phrase) > 1 or len(last) < SHORTEST or last.startswith("0x"):
            return word
        query = "SELECT word FROM term WHERE word >= ? AND word < ? LIMIT ?"
        rows = connection.execute(query, (last, last + _LAST, _MOST - len(ends))).fetchall()
        ends += [row["word"] for row in rows]
    return word if len(ends) >= _MOST else replace(word, ends=tuple(ends) or word.phrases[0])


def near(connection: sqlite3.Connection, typed: str) -> list[str]:
    """The words that occur and are one slip from what was typed: a letter too many, missing, wrong, or two swapped."""
    if not (typed.isascii() and typed.isalnum() and SHORTEST <= len(typed) <= _LONGEST_SLIP):
        return []
    slips = {typed[:at] + typed[at + 1 :] for at in range(len(typed))}
    slips |= {typed[:at] + typed[at + 1] + typed[at] + typed[at + 2 :] for at in range(len(typed) - 1)}
    for letter in string.ascii_lowercase:
        slips |= {typed[:at] + letter + typed[at:] for at in range(len(typed) + 1)}
        slips |= {typed[:at] + letter + typed[at + 1 :] for at in range(len(typed))}
    slips.discard(typed)
    query = f"SELECT word FROM term WHERE word IN ({', '.join('?' * len(slips))})"  # noqa: S608 - marks
    return [row["word"] for row in connection.execute(query, tuple(slips))]
