"""Cards from strangers are read strictly or not at all."""

import json

import msgspec
import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from desktop.core import cards
from desktop.core.cards import make_card, parse_card
from desktop.core.errors import InvalidCard
from desktop.core.listings import MAX_CARD_BYTES, Card

GOOD = Card(
    format=1,
    name="Handwritten digits 手写数字",
    version="1.0",
    task="image-classification",
    summary="A small network",
    license="Apache-2.0",
    sources=["https://example.org/models/"],
    public_bytes=123_456,
    tags=["vision", "mnist"],
    metrics={"accuracy": 0.9875, "epochs": 12.0},
    run_ms=1.5,
)


def altered(**values: object) -> bytes:
    plain = {**msgspec.to_builtins(GOOD), **values}
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode(
        "utf-8", "surrogatepass"
    )


def test_a_card_is_read_back_as_it_was_made() -> None:
    assert parse_card(make_card(GOOD)) == GOOD


@pytest.mark.parametrize(
    "data",
    [
        b"", b"null", b"[]", b"{}", b"<html><body>502 Bad Gateway</body></html>", b"\xff\xfe{}", b"{" * 2048,
        b"[" * 2048, b'{"format":1}', b'{"a":' * 400 + b"1" + b"}" * 400, make_card(GOOD)[:-1],
        make_card(GOOD) + b"\n", b" " + make_card(GOOD), b"\xef\xbb\xbf" + make_card(GOOD),
        make_card(GOOD).replace(b'"format":1', b'"format":1.0'),
        make_card(GOOD).replace(b'"format":1', b'"format":1,"format":1'),
        make_card(GOOD).replace(b'"public_bytes":123456', b'"public_bytes":1e400'),
        altered(format=2), altered(format="1"), altered(public_bytes=-1), altered(public_bytes=2**60),
        altered(public_bytes=1.5), altered(name=""), altered(name="   "), altered(name="x" * 81), altered(name=None),
        altered(unknown=1), altered(tags=["t"] * 13), altered(sources=["s"] * 7), altered(key="AB" * 16),
        altered(key="ab" * 15), altered(metrics={"x": "1"}), altered(metrics={"x": None}), altered(run_ms=-1),
        altered(name="evil\u202egnp.exe"), altered(summary="two\nlines"), altered(name="nul\x00"),
        altered(name="\ud800"), altered(metrics={"a\u2066b": 1}), altered(summary="x" * 301),
        altered(sources=["http://\u200b.org"]),
    ],
)  # fmt: skip
def test_a_hostile_card_is_refused_with_a_plain_reason(data: bytes) -> None:
    with pytest.raises(InvalidCard) as raised:
        parse_card(data)

    assert raised.value.reason
    assert raised.value.reason.isprintable()


def test_a_card_may_fill_its_space_and_no_more() -> None:
    room = MAX_CARD_BYTES - len(make_card(msgspec.structs.replace(GOOD, summary="", metrics={"": 1})))
    full = msgspec.structs.replace(GOOD, summary="", metrics={"m" * room: 1})

    assert len(make_card(full)) == MAX_CARD_BYTES
    with pytest.raises(InvalidCard):
        make_card(msgspec.structs.replace(GOOD, summary="", metrics={"m" * (room + 1): 1}))


def test_a_card_that_would_not_be_read_back_is_not_written() -> None:
    with pytest.raises(InvalidCard):
        make_card(msgspec.structs.replace(GOOD, name="a\u202eb"))


@given(data=st.binary(max_size=200))
def test_no_bytes_get_past_but_a_card(data: bytes) -> None:
    with pytest.raises(InvalidCard):
        parse_card(data)


@given(position=st.integers(0, len(make_card(GOOD)) - 1), value=st.integers(0, 255))
def test_one_changed_byte_gives_another_valid_card_or_none(position: int, value: int) -> None:
    data = bytearray(make_card(GOOD))
    data[position] = value

    try:
        card = parse_card(bytes(data))
    except InvalidCard:
        return
    assert make_card(card) == bytes(data)


@given(metrics=st.dictionaries(st.text("abc", max_size=8), st.floats(-(2**53) + 1, 2**53 - 1), max_size=8))
def test_measured_numbers_survive(metrics: dict[str, float]) -> None:
    card = msgspec.structs.replace(GOOD, metrics=metrics)

    assert parse_card(make_card(card)).metrics == metrics


_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_NUMBERS = st.floats(allow_nan=False, allow_infinity=False) | st.sampled_from(
    [1e-7, 1e-6, 1.5e-5, 1e-4, 0.0001234, 123456789012345.6, 1e15, 1e16 + 2, 1e21, 5e-324, -0.0, 0.1 + 0.2]
)


@given(
    st.builds(
        Card,
        format=st.just(1),
        name=_TEXTS,
        version=_TEXTS,
        task=_TEXTS,
        summary=_TEXTS,
        license=_TEXTS,
        sources=st.lists(_TEXTS, max_size=3),
        public_bytes=st.integers(-(2**62), 2**62),
        tags=st.lists(_TEXTS, max_size=3),
        metrics=st.dictionaries(_TEXTS, _NUMBERS, max_size=4),
        run_ms=st.none() | _NUMBERS,
    )
)
def test_what_is_quickly_called_canonical_is_what_rfc_8785_writes(card: Card) -> None:
    data = cards._encode_sorted(card)

    if cards._is_plainly_canonical(card, data):
        assert rfc8785.dumps(msgspec.json.decode(data)) == data


def test_usual_cards_are_judged_by_the_quick_way() -> None:
    card = msgspec.structs.replace(GOOD, metrics={"accuracy": 0.9875})

    assert cards._is_plainly_canonical(card, make_card(card))
