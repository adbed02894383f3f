"""The file of a block list: one form, nothing hostile gets in, and two lists are compared entry by entry."""

import json
from pathlib import Path

import msgspec
import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.core.block_lists import (
    CATEGORIES,
    MAX_ENTRIES,
    MAX_FILE_BYTES,
    Entry,
    NotABlockList,
    entry_of,
    list_bytes,
    read_list,
    read_signed,
)
from desktop.core.identity import Address
from desktop.core.list_diff import compare
from tests.helpers.block_lists import about, make_list, signed
from tests.helpers.json_schema import is_valid
from tests.helpers.samples import CHAIN_ID, MARKET, SELLER

SCHEMA = json.loads(Path("docs/schema/block-list.schema.json").read_text("utf-8"))
LIST = make_list(about(7), about(SELLER, "spam", "spam"), about(b"\x22" * 32, "a leaked key", "other"))

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=280)
subjects = (
    st.integers(0, 2**63 - 1)
    | st.binary(min_size=20, max_size=20).map(Address)
    | st.binary(min_size=32, max_size=32)
)
entries = st.builds(
    entry_of,
    st.integers(1, 3),
    st.sampled_from([MARKET, SELLER]),
    subjects,
    st.sampled_from(CATEGORIES),
    texts,
)
lists = st.lists(entries, max_size=12, unique_by=lambda entry: entry.place)


@settings(max_examples=40)
@given(lists)
def test_what_is_written_is_read_back_and_follows_the_published_schema(chosen: list[Entry]) -> None:
    block_list = make_list(*chosen)

    data = signed(block_list)

    assert read_signed(data)[0] == block_list
    assert read_list(list_bytes(block_list)) == block_list
    assert is_valid(json.loads(data), SCHEMA)


@settings(max_examples=40)
@given(lists, texts)
def test_the_bytes_are_those_of_rfc_8785(chosen: list[Entry], text: str) -> None:
    block_list = msgspec.structs.replace(make_list(*chosen), about=text)

    assert list_bytes(block_list) == rfc8785.dumps(msgspec.to_builtins(block_list))


def test_every_character_of_the_first_planes_is_written_as_rfc_8785_says() -> None:
    characters = [chr(code) for code in range(0x11000) if not 0xD800 <= code < 0xE000]
    entries = [
        about(place, "".join(characters[at : at + 280]))
        for place, at in enumerate(range(0, len(characters), 280))
    ]
    block_list = make_list(*entries)

    assert list_bytes(block_list) == rfc8785.dumps(msgspec.to_builtins(block_list))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda one: one["list"].update(extra=1), "format"),
        (lambda one: one.update(format=2), "format"),
        (lambda one: one["list"].pop("about"), "format"),
        (lambda one: one["list"].update(version=0), "format"),
        (lambda one: one["list"].update(version=1.5), "format"),
        (lambda one: one["list"].update(version=2**53), "format"),
        (lambda one: one["list"].update(name="n" * 81), "format"),
        (lambda one: one["list"].update(name="  "), "name"),
        (lambda one: one["list"].update(author=one["list"]["author"].lower()), "author"),
        (lambda one: one["list"].update(author="0x12"), "author"),
        (lambda one: one["list"]["entries"].reverse(), "order"),
        (lambda one: one["list"]["entries"].append(one["list"]["entries"][-1]), "order"),
        (lambda one: one["list"]["entries"][0].update(category="boring"), "format"),
        (lambda one: one["list"]["entries"][0].update(reason="r" * 281), "format"),
        (lambda one: one["list"]["entries"][0].update(market="0x" + "AB" * 20), "format"),
        (lambda one: one["list"]["entries"][1].update(subject="007"), "subject"),
        (lambda one: one["list"]["entries"][1].update(subject="-1"), "subject"),
        (lambda one: one["list"]["entries"][1].update(subject="7\n"), "subject"),
        (lambda one: one["list"]["entries"][0].update(subject="0x" + "22" * 31), "subject"),
        (lambda one: one.update(signature="0x" + "00" * 64), "signature"),
    ],
)
def test_a_file_that_breaks_a_rule_is_refused_by_its_reason(change: object, reason: str) -> None:
    document = json.loads(signed(LIST))
    change(document)  # type: ignore[operator]

    with pytest.raises(NotABlockList) as refused:
        read_signed(json.dumps(document, sort_keys=True, separators=(",", ":")).encode())

    assert refused.value.reason == reason


@pytest.mark.parametrize(
    "data",
    [
        b"", b"null", b"[]", b"{" * 100_000, b"[" * 100_000, b"\xff\xfe", b'{"format":1}', b"\x00" * 64,
        b'{"format":1,"format":1}', b" " * (MAX_FILE_BYTES + 1),
    ],
)  # fmt: skip
def test_what_is_no_list_at_all_is_refused(data: bytes) -> None:
    with pytest.raises(NotABlockList):
        read_signed(data)


def test_a_file_with_blanks_is_not_canonical() -> None:
    with pytest.raises(NotABlockList) as refused:
        read_signed(signed(LIST).replace(b'"format":1', b'"format": 1'))

    assert refused.value.reason == "canonical"


@settings(max_examples=80)
@given(
    st.binary(max_size=300)
    | st.recursive(st.none() | st.integers() | st.text(max_size=4), st.lists, max_leaves=4).map(
        msgspec.json.encode
    )
)
def test_no_bytes_do_anything_but_be_refused(data: bytes) -> None:
    with pytest.raises(NotABlockList):
        read_signed(data)


def test_too_many_entries_are_refused_before_they_are_kept() -> None:
    many = tuple(about(number) for number in range(MAX_ENTRIES + 1))

    with pytest.raises(NotABlockList):
        read_list(rfc8785.dumps(msgspec.to_builtins(make_list(*many))))


def test_half_of_a_surrogate_pair_is_refused_and_not_an_error_of_ours() -> None:
    with pytest.raises(NotABlockList):
        list_bytes(make_list(about(1, "\ud800")))
    with pytest.raises(NotABlockList):
        read_signed(signed(LIST).replace(b"a leaked key", b"a \\ud800 key"))


@settings(max_examples=80)
@given(lists, lists)
def test_two_lists_compare_as_sets_do(first: list[Entry], second: list[Entry]) -> None:
    diff = compare(make_list(*first), make_list(*second))

    before, after = {e.place: e for e in first}, {e.place: e for e in second}
    assert {e.place for e in diff.added} == after.keys() - before.keys()
    assert {e.place for e in diff.removed} == before.keys() - after.keys()
    shared = before.keys() & after.keys()
    assert {old.place for old, _ in diff.changed} == {
        place for place in shared if before[place] != after[place]
    }
    assert diff.overlap == len(shared)
    assert [e.place for e in diff.added] == sorted(e.place for e in diff.added)


def test_a_changed_reason_is_told_with_both() -> None:
    diff = compare(make_list(about(1, "old")), make_list(about(1, "new")))

    assert [(old.reason, new.reason) for old, new in diff.changed] == [("old", "new")]
    assert not diff.is_empty


def test_entries_of_other_chains_and_markets_are_other_entries() -> None:
    here, there = entry_of(CHAIN_ID, MARKET, 1, "spam", ""), entry_of(CHAIN_ID + 1, MARKET, 1, "spam", "")

    assert compare(make_list(here), make_list(there)).overlap == 0
