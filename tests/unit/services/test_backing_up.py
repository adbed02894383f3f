"""What is known of the back-ups: which were tried, when, and what they would not bring back."""

from pathlib import Path

import pytest

from desktop.core.accounts import PathScheme
from desktop.core.errors import WrongPassword
from desktop.core.rehearsals import STALE_AFTER_S, BackupKind
from desktop.services.backing_up import BackupStatus
from tests.helpers.wallets import COLD, PASSWORD, PHRASE, Purse


@pytest.fixture
def purse(tmp_path: Path) -> Purse:
    return Purse(tmp_path).restored()


def new(folder: Path) -> Purse:
    purse = Purse(folder)
    purse.accounts.create(PASSWORD)
    return purse


def test_a_new_wallet_is_in_no_back_up(tmp_path: Path) -> None:
    purse = new(tmp_path)

    assert purse.backups.status() == BackupStatus(None, None, purse.accounts.own, words_confirmed=False)


def test_retyped_words_are_remembered_with_the_day(tmp_path: Path) -> None:
    purse = new(tmp_path)
    words = purse.list.phrase(PASSWORD)

    assert not purse.backups.confirm_words({0: "wrong"})
    assert purse.backups.status().words is None
    assert purse.backups.confirm_words({3: words[3], 7: words[7], 11: words[11]})

    status = purse.backups.status()
    assert status.words is not None
    assert (status.words.kind, status.words.at) == (BackupKind.WORDS, purse.clock.seconds)
    assert status.uncovered == ()


def test_an_imported_key_is_in_no_words(purse: Purse) -> None:
    account = purse.list.import_private_key("09" * 32, "Paper")
    purse.list.add_next(PathScheme.LEDGER_LIVE)
    purse.list.watch(COLD, "Cold")

    purse.backups.rehearse_phrase(PHRASE, "")

    status = purse.backups.status()
    assert status.words is not None
    assert status.words.kind is BackupKind.PHRASE
    assert status.uncovered == (account,)


def test_a_saved_file_covers_what_it_was_found_to_bring_back(purse: Purse, tmp_path: Path) -> None:
    paper = purse.list.import_private_key("09" * 32, "Paper")
    file = tmp_path / "backup.json"

    purse.backups.save(file)
    assert purse.backups.status().uncovered == (paper,)  # saved is not tried
    found = purse.backups.rehearse_file(file.read_bytes(), PASSWORD)

    assert found.missing == ()
    assert purse.backups.status().uncovered == ()
    later = purse.list.import_private_key("08" * 32, "Later")
    assert purse.backups.status().uncovered == (later,)


def test_a_saved_file_is_for_the_owners_eyes(purse: Purse, tmp_path: Path) -> None:
    purse.backups.save(tmp_path / "backup.json")

    assert (tmp_path / "backup.json").stat().st_mode & 0o777 == 0o600


def test_a_back_up_of_another_wallet_is_not_counted(purse: Purse, tmp_path: Path) -> None:
    other = new(tmp_path / "other")

    found = purse.backups.rehearse_file(other.file.read(), PASSWORD)

    assert not found.same_phrase
    assert purse.backups.status().file is None


def test_a_wrong_password_is_no_check(purse: Purse) -> None:
    with pytest.raises(WrongPassword):
        purse.backups.rehearse_file(purse.file.read(), "wrong")

    assert purse.backups.status().file is None


def test_a_check_grows_stale(purse: Purse) -> None:
    purse.backups.rehearse_file(purse.file.read(), PASSWORD)
    check = purse.backups.status().file

    assert check is not None
    assert not check.is_stale(check.at + STALE_AFTER_S)
    assert check.is_stale(check.at + STALE_AFTER_S + 1)


def test_checks_of_another_wallet_do_not_count_here(purse: Purse, tmp_path: Path) -> None:
    purse.backups.rehearse_phrase(PHRASE, "")
    other = Purse(tmp_path / "other")
    other.checks = purse.checks
    other.backups._book = purse.checks  # the same licet.db
    other.accounts.create(PASSWORD)

    assert other.backups.status().words is None
