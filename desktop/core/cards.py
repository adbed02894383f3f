"""Reading and writing a listing's card: canonical JSON (RFC 8785) of at most 2,048 bytes, from a stranger."""

import unicodedata
from collections.abc import Iterator

import msgspec
import rfc8785

from desktop.core.errors import InvalidCard
from desktop.core.listings import MAX_CARD_BYTES, Card

# Cc: control characters. Cf: invisible formatting, among it the bidirectional overrides that make a name read
# backwards. Co, Cs, Cn: nothing that a font shows. Zl, Zp: line breaks in what is one line.
_INVISIBLE = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"})
# Joiners are part of the spelling in Persian and Indic scripts, and of emoji.
_JOINERS = frozenset("\u200c\u200d")


def parse_card(data: bytes) -> Card:
    """Read a card strictly.

    Raises:
        InvalidCard: Too long, not UTF-8, not canonical JSON, not these fields, or text that hides what it says.
    """
    if len(data) > MAX_CARD_BYTES:
        raise InvalidCard(f"longer than {MAX_CARD_BYTES} bytes")
    try:
        data.decode("utf-8")
        # The typed decoder comes first: it refuses an unknown field before it could nest without end.
        card = msgspec.json.decode(data, type=Card)
        canonical = rfc8785.dumps(msgspec.json.decode(data))
    except UnicodeDecodeError as error:
        raise InvalidCard("not UTF-8") from error
    except (msgspec.MsgspecError, rfc8785.CanonicalizationError, RecursionError) as error:
        raise InvalidCard(_plain(str(error))) from error
    if canonical != data:
        raise InvalidCard("not canonical JSON (RFC 8785)")
    _check(card)
    return card


def make_card(card: Card) -> bytes:
    """The card's canonical bytes.

    Raises:
        InvalidCard: It would not be read back as it is.
    """
    try:
        data: bytes = rfc8785.dumps(msgspec.to_builtins(card))
    except rfc8785.CanonicalizationError as error:
        raise InvalidCard(_plain(str(error))) from error
    if parse_card(data) != card:
        raise InvalidCard("a value does not survive writing")
    return data


def _check(card: Card) -> None:
    if not card.name.strip():
        raise InvalidCard("without a name")
    if card.public_bytes < 0 or (card.peak_rss_bytes or 0) < 0 or (card.run_ms or 0) < 0:
        raise InvalidCard("a negative size or time")
    for text in _texts(card):
        # isprintable is a quick yes for nearly every text.
        if not text.isprintable() and any(_is_hidden(c) for c in text):
            raise InvalidCard("text with characters that do not show")


def _is_hidden(character: str) -> bool:
    return unicodedata.category(character) in _INVISIBLE and character not in _JOINERS


def _texts(card: Card) -> Iterator[str]:
    yield from (card.name, card.version, card.task, card.summary, card.license, card.publisher or "")
    yield from card.tags
    yield from card.sources
    yield from card.metrics


def _plain(text: str) -> str:
    """A decoder's words without a stranger's control characters."""
    return "".join(c if c.isprintable() else "?" for c in text)[:200]
