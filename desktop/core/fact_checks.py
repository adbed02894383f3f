"""Comparing the facts of a snapshot with what the chain says, and naming each row that is wrong."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from enum import Enum

import msgspec

from desktop.core.cards import parse_card
from desktop.core.errors import InvalidCard
from desktop.core.exchange import Terms
from desktop.core.facts import Fact, Place, Revision, listing_of, place
from desktop.core.identity import NATIVE, Address
from desktop.core.plain_text import shown

MOST_DIFFERENCES = 8
_MOST_CHARS = 120
_PRICED = frozenset({"price", "key_fee"})
"""Fields of the terms in the smallest unit of their currency; of the chain's coin they are told as wei."""


class Verdict(Enum):
    """What is wrong with a row."""

    ALTERED = "altered"
    INVENTED = "invented"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that differs: its name, what the snapshot said, and what the chain says, as plain text of one line."""

    field: str
    said: str
    truth: str


@dataclass(frozen=True, slots=True)
class WrongRow:
    """A row of a snapshot that is not what the chain says.

    ``kind`` is the name of the fact in lower case; ``listing`` is 0 where it concerns none that is known; ``title`` is
    the name on its card, a stranger's text; ``differences`` are of altered rows.
    """

    verdict: Verdict
    kind: str
    listing: int
    block: int
    title: str = ""
    differences: tuple[Difference, ...] = ()


def compare(
    said: Iterable[Fact], truth: Iterable[Fact], listing_of_order: Callable[[bytes], int] = lambda _: 0
) -> list[WrongRow]:
    """The rows that are wrong, in chain order, between two accounts of the same blocks."""
    told: dict[Place, Fact] = {place(fact): fact for fact in said}
    real: dict[Place, Fact] = {place(fact): fact for fact in truth}
    return [
        wrong_row(told.get(at), real.get(at), listing_of_order)
        for at in sorted(told.keys() | real.keys())
        if told.get(at) != real.get(at)
    ]


def wrong_row(
    said: Fact | None, truth: Fact | None, listing_of_order: Callable[[bytes], int] = lambda _: 0
) -> WrongRow:
    """The name of a row that differs; one of the two may be None."""
    fact = truth or said
    assert fact is not None  # noqa: S101 - one of the two is there
    if said is not None and truth is not None:
        verdict, differences = Verdict.ALTERED, tuple(_differences(said, truth))[:MOST_DIFFERENCES]
    else:
        verdict, differences = (Verdict.INVENTED if truth is None else Verdict.MISSING), ()
    order = getattr(fact, "order", None)
    listing = listing_of(fact) or (listing_of_order(order) if isinstance(order, bytes) else 0)
    return WrongRow(verdict, type(fact).__name__.lower(), listing, fact.block, _title(fact), differences)


def _differences(said: Fact, truth: Fact) -> Iterator[Difference]:
    if type(said) is not type(truth):
        yield Difference("kind", type(said).__name__.lower(), type(truth).__name__.lower())
        return
    for name in truth.__struct_fields__:
        one, other = getattr(said, name), getattr(truth, name)
        if one == other:
            continue
        if name == "terms":
            yield from _in_terms(one, other)
        elif name == "card":
            yield from _in_card(one, other)
        else:
            yield Difference(name, _plain(one), _plain(other))


def _in_terms(said: bytes, truth: bytes) -> Iterator[Difference]:
    try:
        one, other = Terms.decode(said), Terms.decode(truth)
    except ValueError:
        yield Difference("terms", _plain(said), _plain(truth))
        return
    in_coin = one.currency == other.currency == NATIVE
    for field in fields(Terms):
        if getattr(one, field.name) != getattr(other, field.name):
            name = f"{field.name}_wei" if in_coin and field.name in _PRICED else field.name
            yield Difference(name, _plain(getattr(one, field.name)), _plain(getattr(other, field.name)))


def _in_card(said: bytes, truth: bytes) -> Iterator[Difference]:
    try:
        one, other = msgspec.to_builtins(parse_card(said)), msgspec.to_builtins(parse_card(truth))
    except InvalidCard:
        yield Difference("card", _plain(said), _plain(truth))
        return
    for name in sorted(one.keys() | other.keys()):
        if one.get(name) != other.get(name):
            yield Difference(f"card {name}", _plain(one.get(name, "")), _plain(other.get(name, "")))


def _title(fact: Fact) -> str:
    if not isinstance(fact, Revision):
        return ""
    try:
        return _plain(parse_card(fact.card).name)
    except InvalidCard:
        return ""


def _plain(value: object) -> str:
    """One short line, whatever a maker wrote."""
    match value:
        case Address():
            text = str(value)
        case bytes():
            text = "0x" + value[: _MOST_CHARS // 2].hex()
        case _:
            text = shown(str(value)[: 4 * _MOST_CHARS].encode("utf-8", "replace"))
    line = " ".join(text.split())
    return line if len(line) <= _MOST_CHARS else line[: _MOST_CHARS - 1] + "…"
