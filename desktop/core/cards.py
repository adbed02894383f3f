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

_decode = msgspec.json.Decoder(Card).decode
_encode_sorted = msgspec.json.Encoder(order="sorted").encode
_MAX_INTEGER = 2**53 - 1
# Between these the shortest digits of a number are written without an exponent in ECMAScript (RFC 8785 section 3.2.2.3)
# and by msgspec alike; whole numbers are not ("1" and "1.0").
_LEAST_PLAIN, _MOST_PLAIN = 1e-4, 1e15


def parse_card(data: bytes) -> Card:
    """Read a card strictly.

    Raises:
        InvalidCard: Too long, not UTF-8, not canonical JSON, not these fields, or text that hides what it says.
    """
    if len(data) > MAX_CARD_BYTES:
        raise InvalidCard(f"longer than {MAX_CARD_BYTES} bytes")
    try:
        text = data.decode("utf-8")
        # The typed decoder comes first: it refuses an unknown field before it could nest without end.
        card = _decode(data)
        # Writing it by RFC 8785 takes fifty times as long as reading it.
        is_canonical = _is_plainly_canonical(card, data) or rfc8785.dumps(msgspec.json.decode(data)) == data
    except UnicodeDecodeError as error:
        raise InvalidCard("not UTF-8") from error
    except (msgspec.MsgspecError, rfc8785.CanonicalizationError, RecursionError) as error:
        raise InvalidCard(_plain(str(error))) from error
    if not is_canonical:
        raise InvalidCard("not canonical JSON (RFC 8785)")
    _check(card, text)
    return card


def _is_plainly_canonical(card: Card, data: bytes) -> bool:
    """Whether the bytes are surely RFC 8785: msgspec writes the same, and nothing in it that the two write differently.

    They differ in the order of keys beyond ASCII (by UTF-16 there) and in numbers; no answer but yes decides.
    """
    numbers = [*card.metrics.values()]
    if card.run_ms is not None:
        numbers.append(card.run_ms)
    return (
        -_MAX_INTEGER <= card.public_bytes <= _MAX_INTEGER
        and -_MAX_INTEGER <= (card.peak_rss_bytes or 0) <= _MAX_INTEGER
        and all(_LEAST_PLAIN <= abs(n) < _MOST_PLAIN and n != int(n) for n in numbers)
        and all(map(str.isascii, card.metrics))
        and _encode_sorted(card) == data
    )


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


def _check(card: Card, text: str) -> None:
    if not card.name.strip():
        raise InvalidCard("without a name")
    if card.public_bytes < 0 or (card.peak_rss_bytes or 0) < 0 or (card.run_ms or 0) < 0:
        raise InvalidCard("a negative size or time")
    if text.isprintable() and "\\" not in text:
        return  # nothing stands in it but what is seen: the quick yes for nearly every card
    for part in _texts(card):
        if not part.isprintable() and any(_is_hidden(c) for c in part):
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
