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
_LONGEST_SLIP = 24
_LAST = "\U0010ffff"


def add(connection: sqlite3.Connection, texts: Iterable[str]) -> None:
    """Keep the words of texts as the index has them."""
    words: set[str] = set()
    for text in texts:
        words.update(text.split())
    connection.executemany(
        "INSERT OR IGNORE INTO term VALUES (?)", [(word,) for word in sorted(words) if len(word) >= SHORTEST]
    )


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
