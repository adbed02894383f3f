"""The journal: nothing in it is changed, left out, put in or put elsewhere unseen."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.core.signatures import FIRST, JournalBroken, SignatureEntry, check_journal, entry_hash


def entry(number: int, previous: str, wallet: str = "a", sentence: str = "Pay 1 ETH") -> bytes:
    return SignatureEntry(
        number, 1_700_000_000 + number, wallet, "0x" + "11" * 20, "send", sentence, {"to": "0x"}, "00" * 32, previous
    ).encode()  # fmt: skip


def journal(count: int, wallet: str = "a") -> list[bytes]:
    entries: list[bytes] = []
    for number in range(1, count + 1):
        entries.append(entry(number, entry_hash(entries[-1]) if entries else FIRST, wallet))
    return entries


def test_a_journal_that_the_vault_wrote_is_whole() -> None:
    entries = journal(5)

    found = check_journal(entries)

    assert (found.entries, found.seams) == (5, ())
    assert (found.heads["a"].number, found.heads["a"].hash) == (5, entry_hash(entries[-1]))


def test_two_wallets_have_a_chain_each() -> None:
    mixed = [e for pair in zip(journal(3), journal(3, "b"), strict=True) for e in pair]

    assert set(check_journal(mixed).heads) == {"a", "b"}


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 8), st.data())
def test_whatever_is_done_to_an_entry_breaks_the_journal(count: int, data: st.DataObject) -> None:
    entries = journal(count)
    place = data.draw(st.integers(0, count - 2))  # what follows the last is known to the vault's record alone
    match data.draw(st.sampled_from(["change", "leave out", "swap", "twice"])):
        case "change":
            old = msgspec.json.decode(entries[place], type=SignatureEntry)
            entries[place] = msgspec.structs.replace(old, sentence="Pay 2 ETH").encode()
        case "leave out":
            del entries[place]
        case "swap":
            entries[place], entries[place + 1] = entries[place + 1], entries[place]
        case "twice":
            entries.insert(place + 1, entries[place])
            if place == 0:  # a first entry twice looks like a beginning: it is told as a seam
                assert check_journal([entries[0], *entries[1:]]).seams
                return

    with pytest.raises(JournalBroken):
        check_journal(entries)


def test_the_place_of_the_first_wrong_entry_is_named() -> None:
    entries = journal(4)
    entries[2] = entry(3, entry_hash(entries[1]), sentence="Nothing")

    with pytest.raises(JournalBroken) as caught:
        check_journal(entries)

    assert caught.value.place == 4


def test_where_the_vault_had_to_begin_anew_is_a_seam() -> None:
    assert check_journal([*journal(3), *journal(2)]).seams == (4,)


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"number":1}', b"\xff", b" " * 100_000, b"[" * 50_000])
def test_bytes_that_are_no_entry_are_named(data: bytes) -> None:
    with pytest.raises(JournalBroken) as caught:
        check_journal([*journal(2), data])

    assert caught.value.place == 3


def test_another_spelling_of_an_entry_is_none() -> None:
    with pytest.raises(JournalBroken):
        SignatureEntry.decode(journal(1)[0].replace(b'":', b'": '))
