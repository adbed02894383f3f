"""Marks, notices and alarms are on disk: a restart shows them, and what was seen does not come back."""

from pathlib import Path

from desktop.core.deadlines import Level
from desktop.core.settlement import ChainNotice, Mark, Settlement, Sighting, Undone
from desktop.store.alarms import AlarmStore
from desktop.store.database import Database
from desktop.store.migrations import user_database
from desktop.store.settlements import SettlementStore

SEEN = Settlement("aa", Sighting(Mark.SAFE, 2**40, b"\x01" * 32), None, None, tells_finalized=False)


def test_what_was_seen_survives_a_restart(tmp_path: Path) -> None:
    first = Database.open(tmp_path / "licet.db", user_database)
    SettlementStore(first).put(SEEN)
    SettlementStore(first).add_notice(ChainNotice(0, "aa", 5, Undone.PAYMENT, 2**63))
    first.close()

    again = Database.open(tmp_path / "licet.db", user_database)
    store = SettlementStore(again)

    assert store.all() == {"aa": SEEN}
    assert store.notices() == [ChainNotice(1, "aa", 5, Undone.PAYMENT, 2**63)]
    again.close()


def test_a_notice_that_was_seen_does_not_come_back(database: Database) -> None:
    store = SettlementStore(database)
    for undone in (Undone.DELIVERY, Undone.REFUND):
        store.add_notice(ChainNotice(0, "aa", 5, undone, None))

    store.mark_seen(store.notices()[0].id)

    assert [n.undone for n in store.notices()] == [Undone.REFUND]


def test_what_is_not_so_any_more_is_forgotten(database: Database) -> None:
    store = SettlementStore(database)
    store.put(SEEN)

    store.drop("aa")

    assert store.get("aa") is None


def test_an_alarm_keeps_the_level_at_which_it_was_put_away_and_told(database: Database) -> None:
    store = AlarmStore(database)
    store.set_put_away("prove:aa", Level.WARNING, 5)
    store.set_told("prove:aa", Level.URGENT, 6)
    store.set_told("check:bb", Level.WARNING, 7)

    assert store.put_away() == {"prove:aa": Level.WARNING}
    assert store.told() == {"prove:aa": Level.URGENT, "check:bb": Level.WARNING}


def test_when_the_app_was_last_open_is_known_again(database: Database) -> None:
    store = AlarmStore(database)

    assert store.last_open() is None
    store.set_open(2**40)
    assert AlarmStore(database).last_open() == 2**40
