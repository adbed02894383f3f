"""When back-ups were tried is kept for each wallet and kind, the last one of each."""

from pathlib import Path

from desktop.core.identity import Address
from desktop.core.rehearsals import BackupCheck, BackupKind
from desktop.store.backup_checks import BackupCheckStore
from desktop.store.database import Database
from desktop.store.licences import LicenceStore
from desktop.store.migrations import user_database

OWN = (Address(b"\x11" * 20), Address(b"\x22" * 20))


def test_the_last_check_of_each_kind_survives_the_next_start(tmp_path: Path) -> None:
    first = Database.open(tmp_path / "licet.db", user_database)
    store = BackupCheckStore(first)
    store.put("wallet", BackupCheck(BackupKind.FILE, 1, OWN[:1], 0))
    store.put("wallet", BackupCheck(BackupKind.FILE, 2, OWN, 7))
    store.put("wallet", BackupCheck(BackupKind.WORDS, 3, OWN, 0))
    store.put("another", BackupCheck(BackupKind.PHRASE, 4, (), 0))
    first.close()

    again = Database.open(tmp_path / "licet.db", user_database)
    found = BackupCheckStore(again).of("wallet")
    again.close()

    assert sorted(found, key=lambda check: check.at) == [
        BackupCheck(BackupKind.FILE, 2, OWN, 7),
        BackupCheck(BackupKind.WORDS, 3, OWN, 0),
    ]


def test_licences_are_given_out_up_to_a_number(tmp_path: Path) -> None:
    store = LicenceStore(tmp_path)
    for name in "abc":
        store.put(name, name.encode())

    assert store.all() == [b"a", b"b", b"c"]
    assert store.all(most=2) == [b"a", b"b"]
