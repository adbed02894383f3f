"""A text cut into passages short enough for a model that reads them, each a place in the text."""

import re
from dataclasses import dataclass

_PARAGRAPH = re.compile(r"\n[ \t\r]*\n\s*")
_SENTENCE = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+|(?<=[。！？；])[”’」』）]*|\n+")
_WORD = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Passage:
    """Characters ``start`` to ``end`` of a text."""

    start: int
    end: int

    @property
    def length(self) -> int:
        return self.end - self.start


def passages(text: str, most: int) -> list[Passage]:
    """The text as passages of at most ``most`` characters, in order; no character but blank ones is in none.

    Paragraphs are put together while they fit. One that does not fit is cut between sentences, and the last sentence of
    a part is the first of the next, if that leaves room: what a cut tears apart is whole in one of the two. A sentence
    that does not fit is cut between words, a word where it must be.
    """
    found: list[Passage] = []
    held: Passage | None = None
    for paragraph in _split(text, Passage(0, len(text)), _PARAGRAPH):
        if held is not None and paragraph.end - held.start <= most:
            held = Passage(held.start, paragraph.end)
            continue
        if held is not None:
            found.append(held)
        held = None
        if paragraph.length <= most:
            held = paragraph
        else:
            found += _of_sentences(text, paragraph, most)
    return [*found, held] if held is not None else found


def sentences(text: str, passage: Passage) -> list[Passage]:
    """The sentences of a passage."""
    return _split(text, passage, _SENTENCE)


def halves(text: str, passage: Passage) -> list[Passage]:
    """A passage in two at the sentence, else the word, nearest to its middle; itself if it cannot be cut."""
    middle = passage.start + passage.length // 2
    for pattern in (_SENTENCE, _WORD):
        parts = _split(text, passage, pattern)
        if len(parts) > 1:
            at = min(range(1, len(parts)), key=lambda i: abs(parts[i].start - middle))
            return [Passage(parts[0].start, parts[at - 1].end), Passage(parts[at].start, parts[-1].end)]
    return [Passage(passage.start, middle), Passage(middle, passage.end)] if passage.length > 1 else [passage]


def _of_sentences(text: str, paragraph: Passage, most: int) -> list[Passage]:
    parts = [piece for sentence in sentences(text, paragraph) for piece in _of_words(text, sentence, most)]
    found: list[Passage] = []
    first = 0
    while first < len(parts):
        last = first
        while last + 1 < len(parts) and parts[last + 1].end - parts[first].start <= most:
            last += 1
        found.append(Passage(parts[first].start, parts[last].end))
        if last + 1 == len(parts):
            break
        overlaps = last > first and parts[last + 1].end - parts[last].start <= most
        first = last if overlaps else last + 1
    return found


def _of_words(text: str, sentence: Passage, most: int) -> list[Passage]:
    """A sentence that is too long, cut between words."""
    if sentence.length <= most:
        return [sentence]
    found: list[Passage] = []
    start = sentence.start
    for word in _split(text, sentence, _WORD):
        if word.end - start > most and word.start > start:
            found.append(Passage(start, _end_before(text, start, word.start)))
            start = word.start
        while word.end - start > most:
            found.append(Passage(start, start + most))
            start += most
    return [*found, Passage(start, sentence.end)] if start < sentence.end else found


def _end_before(text: str, start: int, end: int) -> int:
    """The end of a piece without the blanks behind it."""
    return start + len(text[start:end].rstrip())


def _split(text: str, within: Passage, pattern: re.Pattern[str]) -> list[Passage]:
    """The parts between the separators, without blanks around them; empty ones left out."""
    found: list[Passage] = []
    start = within.start
    for separator in pattern.finditer(text, within.start, within.end):
        _add(text, start, separator.end(), found)
        start = separator.end()
    _add(text, start, within.end, found)
    return found


def _add(text: str, start: int, end: int, found: list[Passage]) -> None:
    piece = text[start:end]
    if stripped := piece.strip():
        begin = start + piece.index(stripped[0]) if piece[0].isspace() else start
        found.append(Passage(begin, begin + len(stripped)))
