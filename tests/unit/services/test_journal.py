"""The activity: one line for each transaction, settled by its receipt."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.core.changes import Change, Topic
from desktop.core.identity import Address
from desktop.core.transactions import Receipt
from desktop.services.journal import Journal, Purpose
from desktop.store.activity import ActivityStore
from desktop.store.database import Database
from desktop.store.migrations import user_database

ACCOUNT = Address(b"\x01" * 20)
SELLER = Address(b"\x02" * 20)
HASH = b"\x03" * 32


class Clock:
    def now(self) -> int:
        return 1_000


@pytest.fixture
def book(tmp_path: Path) -> Iterator[ActivityStore]:
    database = Database.open(tmp_path / "licet.db", user_database)
    yield ActivityStore(database)
    database.close()


def receipt(*, succeeded: bool = True) -> Receipt:
    return Receipt(HASH, succeeded, 7, b"\x04" * 32, 100_000, 2 * 10**9)


def test_a_transaction_has_one_line_however_often_it_is_sent(book: ActivityStore) -> None:
    journal = Journal(book, Clock(), lambda _: None)

    journal.sent(ACCOUNT, HASH, Purpose("buy", -(10**17), SELLER, "Digits"))
    journal.sent(ACCOUNT, HASH, Purpose("buy", -(10**17), SELLER, "Digits"))

    (line,) = book.page(0, 10)
    assert (line.kind, line.amount, line.status, line.subject) == ("buy", -(10**17), "pending", "Digits")
    assert journal.pending() == [HASH]


@pytest.mark.parametrize(("succeeded", "status"), [(True, "done"), (False, "failed")])
def test_the_receipt_settles_the_line_with_its_fee(
    book: ActivityStore, *, succeeded: bool, status: str
) -> None:
    changes: list[Change] = []
    journal = Journal(book, Clock(), changes.append)
    journal.sent(ACCOUNT, HASH, Purpose("send", -1, SELLER))

    journal.mined(receipt(succeeded=succeeded))

    (line,) = book.page(0, 10)
    assert (line.status, line.fee_wei) == (status, 2 * 10**14)
    assert journal.pending() == []
    assert {change.topic for change in changes} == {Topic.ACTIVITY, Topic.BALANCE}


def test_a_receipt_of_somebody_else_changes_nothing(book: ActivityStore) -> None:
    journal = Journal(book, Clock(), lambda _: None)

    journal.mined(receipt())

    assert book.page(0, 10) == []
