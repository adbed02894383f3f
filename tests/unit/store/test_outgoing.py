"""Sent transactions on disk: read back as kept, all or nothing, found by any attempt."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.core.errors import NoSuchRecord
from desktop.core.identity import Address, keccak256
from desktop.core.outgoing import Attempt, AttemptKind, Fate, Outgoing, Reception, Situation
from desktop.core.transactions import Receipt, UnsignedTransaction
from desktop.store.database import Database
from desktop.store.migrations import user_database
from desktop.store.outgoing import OutgoingStore

ME, OTHER, YOU = Address(b"\x01" * 20), Address(b"\x03" * 20), Address(b"\x02" * 20)
CHAIN, NONCE = 2**70, 2**63 + 5
"""Beyond what SQLite's integers hold."""


@pytest.fixture
def book(tmp_path: Path) -> Iterator[OutgoingStore]:
    database = Database.open(tmp_path / "licet.db", user_database)
    yield OutgoingStore(database)
    database.close()


def attempt(number: int, kind: AttemptKind = AttemptKind.FIRST) -> Attempt:
    transaction = UnsignedTransaction(CHAIN, NONCE, YOU, 2**255, b"\x00\xff", 21_000, 2**100, number)
    return Attempt(kind, transaction, b"\x02" + bytes([number]), keccak256(bytes([number])), 1_900_000_000)


def act(number: int = 0, *, account: Address = ME, chain_id: int = CHAIN) -> Outgoing:
    return Outgoing(0, chain_id, account, NONCE, (attempt(number),))


def test_an_act_is_read_back_as_it_was_kept(book: OutgoingStore) -> None:
    kept = replace(act(), id=book.add(act()))

    assert book.find(attempt(0).hash) == kept
    assert book.at(CHAIN, ME, NONCE) == [kept]
    assert book.watched(CHAIN) == [kept]


def test_every_attempt_leads_to_its_act_in_the_order_of_signing(book: OutgoingStore) -> None:
    identifier = book.add(act())
    for number, kind in ((1, AttemptKind.SPEED_UP), (2, AttemptKind.CANCEL)):
        book.add_attempt(identifier, attempt(number, kind), Fate())

    found = [book.find(attempt(number).hash) for number in range(3)]

    assert found[0] == found[1] == found[2]
    assert found[0] is not None
    assert [a.kind for a in found[0].attempts] == list(AttemptKind)


def test_a_fate_with_its_receipt_is_kept_and_an_act_that_is_over_is_not_watched(book: OutgoingStore) -> None:
    identifier = book.add(act())
    receipt = Receipt(attempt(0).hash, True, 7, bytes(32), 21_000, 2**90, 2**80)
    fate = Fate(
        Situation.MINED, receipt, is_final=True, next_nonce=NONCE + 1, base_fee_wei=2**70, undone_block=None
    )

    book.set_fate(identifier, fate, is_watched=False)

    found = book.find(attempt(0).hash)
    assert found is not None
    assert found.fate == fate
    assert book.watched(CHAIN) == []


def test_one_more_attempt_is_watched_again(book: OutgoingStore) -> None:
    identifier = book.add(act())
    book.set_fate(identifier, Fate(Situation.TAKEN), is_watched=False)

    book.add_attempt(identifier, attempt(1), Fate())

    assert [one.fate.situation for one in book.watched(CHAIN)] == [Situation.WAITING]


def test_what_is_kept_with_it_is_kept_or_neither(book: OutgoingStore) -> None:
    def fails() -> None:
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011  it has no words
        book.add(act(), fails)

    assert book.watched(CHAIN) == []
    assert book.find(attempt(0).hash) is None


def test_chains_accounts_and_limits_are_told_apart(book: OutgoingStore) -> None:
    for number, (account, chain_id) in enumerate([(ME, CHAIN), (OTHER, CHAIN), (ME, 1)]):
        book.add(act(number, account=account, chain_id=chain_id))

    assert [one.account for one in book.newest(CHAIN, 10)] == [OTHER, ME]
    assert [one.account for one in book.newest(CHAIN, 1)] == [OTHER]
    assert len(book.at(CHAIN, ME, NONCE)) == 1
    assert len(book.watched(1)) == 1


def test_how_bytes_were_received_is_kept(book: OutgoingStore) -> None:
    book.add(act())

    book.set_reception(attempt(0).hash, Reception.REFUSED)

    assert book.watched(CHAIN)[0].newest.reception is Reception.REFUSED
    with pytest.raises(NoSuchRecord):
        book.set_reception(bytes(32), Reception.TAKEN)
    with pytest.raises(NoSuchRecord):
        book.set_fate(99, Fate(), is_watched=True)
