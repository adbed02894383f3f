"""Activity, contacts, runs and licence files."""

import os
import sqlite3
import stat
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import sqlite_utils

from desktop.core.contacts import Contact
from desktop.core.errors import Bug, NoSuchRecord
from desktop.core.money import COIN, Currency
from desktop.core.run_records import RunRecord
from desktop.services.journal import Activity
from desktop.store.activity import ActivityStore
from desktop.store.contacts import ContactStore
from desktop.store.database import Database
from desktop.store.dealt_tokens import DealtTokens
from desktop.store.licences import LicenceStore
from desktop.store.migrations import user_database
from desktop.store.runs import RunStore
from tests.helpers.samples import BUYER, SELLER

SENT = Activity(
    id=0, time=100, kind="send", account=BUYER, amount=-(2**200), fee_wei=2**90, hash=b"\x01" * 32,
    status="pending", counterparty=SELLER, subject="=1+1", note="",
)  # fmt: skip
GIVEN = replace(SENT, time=200, kind="faucet", amount=10**18, hash=None, status="done", counterparty=None)


def test_activity_is_read_newest_first_with_exact_amounts(database: Database) -> None:
    store = ActivityStore(database)
    first, second = store.add(SENT), store.add(GIVEN)

    assert store.page(0, 10) == [replace(GIVEN, id=second), replace(SENT, id=first)]
    assert store.page(1, 10) == [replace(SENT, id=first)]


def test_an_amount_in_tokens_keeps_what_the_token_said_of_itself(database: Database) -> None:
    token = Currency(SELLER, "PLN", 6, "Plain", tells_decimals=True)
    paid = replace(SENT, kind="buy", amount=-(2**128 - 1), currency=token)
    store = ActivityStore(database)
    line = store.add(paid)

    assert store.page(0, 1) == [replace(paid, id=line)]


def test_lines_of_the_time_before_tokens_are_in_coin(tmp_path: Path) -> None:
    path = tmp_path / "licet.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as old:
        old.row_factory = sqlite3.Row
        before = sqlite_utils.Database(old)
        user_database.apply(before, stop_before="0004_activity_currency")
        old.execute(
            "INSERT INTO activity (time, kind, account, amount_wei, fee_wei, status, subject, note)"
            " VALUES (1, 'buy', ?, '-5', '7', 'done', 'Digits', '')",
            (BUYER.raw.hex(),),
        )
    database = Database.open(path, user_database)

    (line,) = ActivityStore(database).page(0, 9)

    assert (line.amount, line.fee_wei, line.currency) == (-5, 7, COIN)
    database.close()


def test_a_line_settles(database: Database) -> None:
    store = ActivityStore(database)
    line = store.add(SENT)
    before = [pending.id for pending in store.pending()]

    store.set_status(line, "done", 2**100)

    (kept,) = store.page(0, 1)
    assert (before, store.pending()) == ([line], [])
    assert (kept.status, kept.fee_wei) == ("done", 2**100)


def test_a_note_is_kept(database: Database) -> None:
    store = ActivityStore(database)
    line = store.add(SENT)

    store.set_note(line, "for lunch")

    assert store.page(0, 1)[0].note == "for lunch"


def test_a_line_that_is_not_there_is_said(database: Database) -> None:
    with pytest.raises(NoSuchRecord):
        ActivityStore(database).set_status(9, "done", 0)


@pytest.mark.parametrize(
    ("line", "paid"),
    [
        (SENT, False),
        (replace(SENT, status="done"), True),
        (replace(SENT, status="done", amount=5), False),
        (replace(SENT, status="failed"), False),
    ],
)
def test_only_a_payment_that_went_through_makes_an_address_known(
    database: Database, line: Activity, paid: bool
) -> None:
    store = ActivityStore(database)
    store.add(line)

    assert store.has_paid(SELLER) is paid
    assert not store.has_paid(BUYER)


def test_contacts_are_renamed_found_and_removed(database: Database) -> None:
    store = ContactStore(database)
    store.put(Contact(SELLER, "zoe", "", 1))
    store.put(Contact(BUYER, "Alice", "met in May", 2))
    store.put(Contact(SELLER, "Bob", "", 3))

    assert [(c.name, c.created_at) for c in store.all()] == [("Alice", 2), ("Bob", 1)]
    assert store.find(BUYER) == Contact(BUYER, "Alice", "met in May", 2)
    store.remove(BUYER)
    assert store.find(BUYER) is None


def test_a_contact_keeps_its_chain_and_the_name_that_led_to_it(database: Database) -> None:
    contact = Contact(BUYER, "Alice", "", 2, chain_id=2**60, ens_name="alice.eth")
    store = ContactStore(database)

    store.put_all([contact, replace(contact, address=SELLER, name="Bob", chain_id=None)])
    store.put(replace(contact, ens_name=""))

    assert [(c.chain_id, c.ens_name) for c in store.all()] == [(2**60, ""), (None, "alice.eth")]


def test_tokens_that_only_a_log_told_of_are_not_offered_for_paying(database: Database) -> None:
    """Anybody can write an event that names this wallet; only what its accounts signed counts."""
    store, real = ActivityStore(database), Currency(SELLER, "USDX", 6)
    own = Activity(0, 1, "send", BUYER, -5, 0, b"\1" * 32, "done", SELLER, currency=real)
    fake = replace(own, hash=b"\2" * 32, currency=Currency(BUYER, "FREE", 6), counterparty=BUYER)
    store.add(own)
    store.add(replace(fake, is_found=True))

    assert DealtTokens(database).tokens() == [real]
    assert store.payees() == {SELLER}


def test_contacts_that_come_together_are_kept_together_or_not_at_all(database: Database) -> None:
    store = ContactStore(database)

    with pytest.raises(Bug):
        store.put_all([Contact(BUYER, "Alice"), Contact(SELLER, None)])  # type: ignore[arg-type]

    assert store.all() == []


def test_runs_are_read_newest_first_per_purchase(database: Database) -> None:
    store = RunStore(database)
    runs = [RunRecord("aa", time, 0.25, "cpu", "in", "out", f"run {time}") for time in (1, 2, 3)]
    for record in (*runs, RunRecord("bb", 9, 0.5, "cpu", "in", "out", "other")):
        store.add(record)

    assert [replace(run, id=0) for run in store.history("aa", limit=2)] == [runs[2], runs[1]]


def test_a_licence_is_kept_private(tmp_path: Path) -> None:
    store = LicenceStore(tmp_path)

    store.put("aa00", b"age-encryption.org/v1\n")

    assert store.get("aa00") == b"age-encryption.org/v1\n"
    if os.name != "nt":
        assert stat.S_IMODE((tmp_path / "aa00.age").stat().st_mode) == 0o600


def test_a_missing_licence_is_said(tmp_path: Path) -> None:
    with pytest.raises(NoSuchRecord) as raised:
        LicenceStore(tmp_path).get("aa00")

    assert raised.value.kind == "licence"


def test_a_licence_never_leaves_its_folder(tmp_path: Path) -> None:
    with pytest.raises(Bug):
        LicenceStore(tmp_path / "licences").put("../evil", b"x")

    assert list(tmp_path.iterdir()) == []
