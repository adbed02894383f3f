"""What words are to the search: how a text goes into the index, and what a person's typing asks of it.

The index holds words that are folded already (compatibility forms, case, diacritics), so that SQLite's ``ascii``
tokenizer has only to part them at the spaces, and every other reader of the index sees the same words.

Scripts that write no spaces between words (Chinese, Japanese, Thai, ...) are indexed by overlapping pairs: of four
characters ABCD, ``AB BC CD D``. Each character begins one of them, so a single character is a prefix, and a longer run
a phrase of pairs. Measured: a pair is found ten times as fast as a phrase of two single characters, and trigrams miss words of two.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# Hangul jamo, Thai to Tibetan, Myanmar, Khmer, Han with iteration marks, kana, bopomofo, Yi, hangul, and Han beyond the
# basic plane. Korean has spaces, but its words are compounds with particles that people do not type.
_SPACELESS = (
    "\u0e00-\u0e7f\u0e80-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3031-\u3035\u303b"
    "\u3041-\u309f\u30a1-\u30fa\u30fc-\u318f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7ff"
    "\uf900-\ufaff\U00020000-\U0003ffff"
)
# Signs that are part of a word, though no letters: accents, Hebrew points, Arabic vowels, and those of Indic scripts.
_SIGNS = "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0963\u0966-\u0dff"
_LETTER = f"(?:[^\\W_{_SPACELESS}]|[{_SIGNS}])"
# What stands between the parts of one word: "u-net", "k_means", "d'hondt".
_LINKS = "-_'\u2010\u2011\u2019"
_RUNS = re.compile(f"(?P<spaceless>[{_SPACELESS}]+)|(?P<word>{_LETTER}+(?:[{_LINKS}]{_LETTER}+)*)")
# Runs of spaceless scripts belong together across spaces and signs: people leave those out when they search.
_SPACELESS_AGAIN = re.compile(f"(?<=[{_SPACELESS}])(?:[^\\w{_SPACELESS}]|_)+(?=[{_SPACELESS}])")
_PARTS = re.compile(f"{_LETTER}+")
_DIGITS = re.compile(r"\d+|\D+")
_ACCOUNT = re.compile("0x[0-9a-f]*")
# Letters whose stroke is no accent to Unicode, and the Turkish i.
_STROKES = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe"})
_LAST_ACCENT = "\u08ff"
"""Above, combining signs carry meaning of their own: voiced kana, Indic viramas."""

_MARKS = "\"'()*,.:;?!"

MAX_TYPED = 200
MAX_WORDS = 12
MAX_PARTS = 3
"""A compound of more parts is not looked for as one word."""

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """One word that must occur: as any of these phrases, each tokens that follow each other.

    The last token of a phrase is a beginning: the person may be about to type on. ``ends`` are all whole words that it
    may become, if they are known.
    """

    phrases: tuple[Phrase, ...]
    ends: tuple[str, ...] = ()

    @property
    def expression(self) -> str:
        """The word for FTS5: only tokens stand in it, quoted, so nothing typed is read as an operator."""
        choices = [f'"{word}"' for word in self.ends] or [f'"{" ".join(phrase)}"*' for phrase in self.phrases]
        return choices[0] if len(choices) == 1 else f"({' OR '.join(choices)})"

    def is_in(self, text: str) -> bool:
        """Whether a text of tokens has it."""
        return any(f" {' '.join(phrase)}" in f" {text}" for phrase in self.phrases)

    @property
    def patterns(self) -> tuple[str, ...]:
        """The same for GLOB, over a text of tokens with a space before the first; tokens have no special signs."""
        return tuple(f"* {' '.join(phrase)}*" for phrase in self.phrases)


def fold(text: str) -> str:
    """A text without differences that nobody means: width, ligatures, case, accents."""
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    kept = "".join(c for c in folded if c > _LAST_ACCENT or not unicodedata.combining(c))
    return unicodedata.normalize("NFC", kept).translate(_STROKES)


def squeezed(text: str) -> str:
    """Letters and digits alone: "ResNet-50" and "resnet 50" are the same name."""
    return "".join(filter(str.isalnum, fold(text)))


def index_text(text: str) -> str:
    """The tokens of a text, parted by spaces, as they go into the index.

    Words are parted at hyphens, capitals and digits too, and followed by what they are as a whole: "ResNet-50" is
    ``res net 50 resnet 50``, so that it is found however it is written.
    """
    if text.isascii():
        if text.islower() and text.replace(" ", "").isalpha():
            return " ".join(text.split())
        return " ".join(filter(None, map(_chunk, text.split())))
    return _tokens(_SPACELESS_AGAIN.sub("", unicodedata.normalize("NFKC", text)))


def parse_words(text: str) -> tuple[Word, ...]:
    """The words that a person typed; none if there is no letter and no digit in it."""
    words = []
    for match in _RUNS.finditer(unicodedata.normalize("NFKC", text[:MAX_TYPED])[: 2 * MAX_TYPED]):
        run = match.group()
        if match.lastgroup == "spaceless":
            pairs = _pairs(fold(run))
            # The last character alone would say that the word ends there.
            phrases = [tuple(pairs[:-1] or pairs)]
        else:
            phrases = _wholes(_PARTS.findall(run))
            if _ACCOUNT.fullmatch(fold(run)):
                phrases.append((fold(run),))
        words.append(Word(tuple(dict.fromkeys(filter(None, phrases)))))
    return tuple(dict.fromkeys(word for word in words if word.phrases))[:MAX_WORDS]


def match_expression(words: tuple[Word, ...]) -> str:
    """The FTS5 query for listings that have every word."""
    return " AND ".join(word.expression for word in words)


@lru_cache(maxsize=1 << 16)
def _chunk(text: str) -> str:
    """``_tokens`` of what stands between two spaces; most of it is a plain word."""
    word = text.strip(_MARKS)
    if word.isalpha() and (word.islower() or word[1:].islower()):
        return word.lower()
    return _tokens(word)


@lru_cache(maxsize=1 << 14)
def _tokens(text: str) -> str:
    tokens: list[str] = []
    for match in _RUNS.finditer(text):
        run = match.group()
        if match.lastgroup == "spaceless":
            tokens += _pairs(fold(run))
            continue
        parts = _PARTS.findall(run)
        pieces = [piece for part in parts for piece in _pieces(part)]
        tokens += pieces
        for whole in _wholes(parts):
            if list(whole) != pieces:
                tokens += whole
    return " ".join(tokens)


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run))]


def _wholes(parts: list[str]) -> list[Phrase]:
    """A word of linked parts as people write it: part by part, and as one; parted at digits only."""
    wholes = [tuple(token for part in parts for token in _digits(fold(part)))]
    if 1 < len(parts) <= MAX_PARTS:
        wholes.append(tuple(_digits(fold("".join(parts)))))
    return list(dict.fromkeys(wholes))


def _digits(word: str) -> list[str]:
    return [word] if word.isalpha() else _DIGITS.findall(word)


def _pieces(word: str) -> list[str]:
    """A word parted at digits and capitals: ImageNet21k is image, net, 21, k."""
    pieces = []
    for run in _digits(word):
        if run[1:].islower() or run.isupper() or not run.isalpha():
            pieces.append(fold(run))
        else:
            pieces += [fold(part) for part in _camel(run)]
    return [piece for piece in pieces if piece]


def _camel(word: str) -> list[str]:
    """Parted before a capital that follows a small letter, and in "HTMLParser" before the last one of a row.

    One small letter after a row of capitals is left alone, or YOLOv8 and GANs would be YOL and GA.
    """
    parts, begin = [], 0
    for at in range(1, len(word)):
        before, here = word[at - 1].isupper(), word[at].isupper()
        if here and not before:
            cut = at
        elif before and not here and at - begin > 1:
            is_long = at + 1 < len(word) and not word[at + 1].isupper()
            cut = at - 1 if is_long else at
        else:
            continue
        parts.append(word[begin:cut])
        begin = cut
    return [*parts, word[begin:]]
