"""The wallet as a person uses it, over the real vault and a real file."""

import errno
import os
from pathlib import Path

import pytest

from desktop.core.accounts import Account, LastAccount, NewPhrase, PathScheme, WatchOnlyAccount
from desktop.core.errors import DiskFull, WalletLocked, WrongPassword
from desktop.core.identity import Address
from desktop.services.accounts import WalletState
from desktop.wallet.errors import AccountExists, UnsupportedLanguage, WalletHasKeys
from desktop.wallet.wallet_file import FORMAT, file_format
from tests.helpers.wallets import COLD, PASSWORD, PHRASE, Purse

FIRST = Address.parse("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266")
CORPUS = Path(__file__).parents[2] / "data" / "wallets"


@pytest.fixture
def purse(tmp_path: Path) -> Purse:
    return Purse(tmp_path).restored()


def names(purse: Purse) -> list[str]:
    return [account.name for account in purse.accounts.accounts]


def on_disk(purse: Purse) -> tuple[Account, ...]:
    shown = purse.file.shown()
    assert shown is not None
    return shown.accounts


@pytest.mark.parametrize(
    ("phrase", "words"),
    [(NewPhrase(), 12), (NewPhrase(24), 24), (NewPhrase(15, "chinese_simplified", "extra"), 15)],
)
def test_a_new_phrase_is_made_as_the_person_wants_it(tmp_path: Path, phrase: NewPhrase, words: int) -> None:
    purse = Purse(tmp_path / "first")

    made = purse.accounts.create(PASSWORD, phrase)

    again = Purse(tmp_path / "second")
    again.accounts.restore(" ".join(made), phrase.passphrase, PASSWORD)
    assert len(made) == words
    assert again.accounts.accounts == purse.accounts.accounts


def test_a_language_without_a_list_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnsupportedLanguage):
        Purse(tmp_path).accounts.create(PASSWORD, NewPhrase(12, "klingon"))


def test_a_file_of_an_earlier_format_is_put_into_the_present_one_when_it_is_unlocked(tmp_path: Path) -> None:
    purse = Purse(tmp_path)
    purse.file.path.parent.mkdir()
    purse.file.path.write_bytes((CORPUS / "format-1" / "imported.json").read_bytes())

    purse.accounts.unlock("a password for the corpus")

    assert file_format(purse.file.read()) == FORMAT
    assert [account.kind for account in on_disk(purse)] == ["hd", "imported", "hd"]


@pytest.mark.expects_log("keeps its old format")
def test_a_full_disk_keeps_nobody_from_their_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = (CORPUS / "format-1" / "plain.json").read_bytes()
    purse = Purse(tmp_path)
    purse.file.path.parent.mkdir()
    purse.file.path.write_bytes(old)

    def fail(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(os, "fsync", fail)
    purse.accounts.unlock("a password for the corpus")

    assert purse.accounts.state is WalletState.UNLOCKED
    assert purse.file.path.read_bytes() == old


def test_every_change_is_on_the_disk_when_it_returns(purse: Purse) -> None:
    purse.list.add_next(PathScheme.LEDGER_LIVE, "Ledger")
    purse.list.import_private_key("09" * 32, "Paper")
    purse.list.watch(COLD, "Cold")
    purse.list.rename(COLD, "Colder")
    purse.list.move(COLD, -10)
    purse.list.hide(FIRST, is_hidden=True)

    assert [(a.name, a.kind, a.is_hidden) for a in on_disk(purse)] == [
        ("Colder", "watch", False), ("Account 1", "hd", True), ("Ledger", "hd", False), ("Paper", "imported", False),
    ]  # fmt: skip
    assert on_disk(purse) == purse.accounts.accounts


def test_a_change_that_cannot_be_written_is_taken_back_everywhere(
    purse: Purse, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = purse.accounts.accounts

    def fail(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(DiskFull):
        purse.list.import_private_key("09" * 32, "Paper")
    monkeypatch.undo()

    assert purse.accounts.accounts == on_disk(purse) == before
    assert purse.list.import_private_key("09" * 32, "Paper").name == "Paper"  # it is not "there already"


def test_a_hidden_account_is_not_to_be_chosen_and_still_known(purse: Purse) -> None:
    second = purse.list.add_next(PathScheme.BIP44)
    purse.accounts.choose(second.address)

    purse.list.hide(second.address, is_hidden=True)

    assert [a.address for a in purse.accounts.visible] == [FIRST]
    assert len(purse.accounts.own) == 2
    assert purse.accounts.active_address() == FIRST


def test_the_last_shown_account_is_not_hidden(purse: Purse) -> None:
    with pytest.raises(LastAccount):
        purse.list.hide(FIRST, is_hidden=True)


def test_moving_stops_at_the_ends(purse: Purse) -> None:
    purse.list.add_next(PathScheme.BIP44)

    purse.list.move(FIRST, 5)
    assert names(purse) == ["Account 2", "Account 1"]
    purse.list.move(FIRST, -5)
    assert names(purse) == ["Account 1", "Account 2"]


def test_nothing_is_paid_from_a_watched_account(purse: Purse) -> None:
    purse.list.watch(COLD, "Cold")

    purse.accounts.choose(COLD)

    with pytest.raises(WatchOnlyAccount):
        purse.accounts.active_address()


def test_a_wallet_that_only_watches_needs_no_password(tmp_path: Path) -> None:
    Purse(tmp_path).list.watch(COLD, "Cold")

    purse = Purse(tmp_path)

    assert purse.accounts.state is WalletState.WATCHING
    assert purse.accounts.accounts == (Account(COLD, "", "Cold", "watch"),)
    assert purse.accounts.active is not None
    with pytest.raises(WatchOnlyAccount):
        purse.accounts.active_address()


def test_watched_accounts_are_named_moved_and_removed_without_keys(tmp_path: Path) -> None:
    purse, other = Purse(tmp_path), Address(b"\x22" * 20)
    purse.list.watch(COLD, "Cold")
    purse.list.watch(other, "Other")

    purse.list.rename(other, "Another")
    purse.list.move(other, -1)
    assert names(purse) == ["Another", "Cold"]
    purse.list.remove(COLD)
    assert purse.forgotten == [COLD]  # and what is kept about it goes with it

    assert names(Purse(tmp_path)) == ["Another"]
    with pytest.raises(LastAccount):
        purse.list.remove(other)


@pytest.mark.parametrize("way", ["create", "restore"])
def test_what_was_watched_is_watched_on_when_keys_come(tmp_path: Path, way: str) -> None:
    purse = Purse(tmp_path)
    purse.list.watch(COLD, "Cold")
    purse.list.watch(FIRST, "Mine")

    if way == "create":
        purse.accounts.create(PASSWORD)
    else:
        purse.accounts.restore(PHRASE, "", PASSWORD)

    assert purse.accounts.state is WalletState.UNLOCKED
    watched = {account.address for account in on_disk(purse) if account.is_watched}
    # Of the phrase's own account the key has come.
    assert watched == ({COLD, FIRST} if way == "create" else {COLD})
    assert [path.suffix for path in purse.file.path.parent.iterdir()].count(
        ".json"
    ) == 2  # the old one is kept


def test_a_locked_wallet_is_not_replaced_by_one_that_watches(purse: Purse) -> None:
    purse.accounts.lock()

    with pytest.raises(WalletHasKeys):
        purse.list.watch(COLD, "Cold")

    assert purse.accounts.state is WalletState.LOCKED


def test_a_locked_wallet_changes_nothing(purse: Purse) -> None:
    purse.list.watch(COLD, "Cold")
    before = purse.file.read()
    purse.accounts.lock()

    for change in (
        lambda: purse.list.rename(FIRST, "x"),
        lambda: purse.list.add_next(PathScheme.BIP44),
        lambda: purse.list.remove(FIRST),
        lambda: purse.list.export_private_key(FIRST, PASSWORD),
        lambda: purse.list.phrase(PASSWORD),
    ):
        with pytest.raises(WalletLocked):
            change()

    assert purse.file.read() == before


def test_keys_and_words_go_out_for_the_password_only(purse: Purse) -> None:
    assert " ".join(purse.list.phrase(PASSWORD)) == PHRASE
    assert purse.list.export_private_key(FIRST, PASSWORD).startswith("0xac0974")
    for take in (
        lambda: purse.list.phrase("wrong"),
        lambda: purse.list.export_private_key(FIRST, "wrong"),
        lambda: purse.list.export_keystore(FIRST, "wrong", "of the file"),
    ):
        with pytest.raises(WrongPassword):
            take()


def test_an_exported_keystore_comes_in_again(purse: Purse, tmp_path: Path) -> None:
    data = purse.list.export_keystore(FIRST, PASSWORD, "of the file")
    other = Purse(tmp_path / "other")
    other.accounts.create(PASSWORD)

    account = other.list.import_keystore(data, "of the file", "From elsewhere")

    assert (account.address, account.name) == (FIRST, "From elsewhere")
    with pytest.raises(AccountExists):
        other.list.import_keystore(data, "of the file", "")


def test_a_changed_password_is_on_the_disk_and_old_copies_keep_theirs(purse: Purse, tmp_path: Path) -> None:
    old = purse.file.read()
    with pytest.raises(WrongPassword):
        purse.accounts.change_password("wrong", "another password")

    purse.accounts.change_password(PASSWORD, "another password")

    purse.accounts.lock()
    purse.accounts.unlock("another password")
    assert purse.backups.rehearse_file(old, PASSWORD).same_phrase
    with pytest.raises(WrongPassword):
        Purse(tmp_path).accounts.unlock(PASSWORD)


def test_a_password_that_cannot_be_written_locks_the_wallet_under_the_old_one(
    purse: Purse, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(DiskFull):
        purse.accounts.change_password(PASSWORD, "another password")
    monkeypatch.undo()

    assert purse.accounts.state is WalletState.LOCKED
    purse.accounts.unlock(PASSWORD)


def test_a_wallet_that_cannot_be_written_is_not_left_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    purse = Purse(tmp_path)
    purse.list.watch(COLD, "Cold")

    def fail(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(DiskFull):
        purse.accounts.create(PASSWORD)
    monkeypatch.undo()

    assert purse.accounts.state is WalletState.WATCHING
    assert [account.address for account in on_disk(purse)] == [COLD]


def test_a_back_up_file_makes_the_wallet_again(purse: Purse, tmp_path: Path) -> None:
    purse.list.import_private_key("09" * 32, "Paper")
    other = Purse(tmp_path / "other")

    other.accounts.restore_file(purse.file.read(), PASSWORD)

    assert other.accounts.accounts == purse.accounts.accounts == on_disk(other)
    other.accounts.lock()
    other.accounts.unlock(PASSWORD)
    with pytest.raises(WrongPassword):
        Purse(tmp_path / "third").accounts.restore_file(purse.file.read(), "wrong")
    assert not (tmp_path / "third").exists()


def test_a_back_up_of_the_same_wallet_loses_no_newer_key(purse: Purse) -> None:
    backup = purse.file.read()
    purse.list.import_private_key("09" * 32, "Newer")
    newer = purse.file.read()
    purse.accounts.lock()

    Purse(purse.file.path.parent.parent).accounts.restore_file(backup, PASSWORD)

    kept = [path.read_bytes() for path in purse.file.path.parent.iterdir() if path != purse.file.path]
    assert kept == [newer]
    assert len(on_disk(purse)) == 1


def test_a_back_up_file_says_nothing_of_the_paper_and_brings_no_keychain(
    purse: Purse, tmp_path: Path
) -> None:
    _file, _secret = purse.vault.add_keychain_slot(PASSWORD)
    with_slot = purse.desk.rewrite()
    other = Purse(tmp_path / "other")

    other.accounts.restore_file(with_slot, PASSWORD)

    assert not other.accounts.backup_confirmed
    assert b"keychain" in with_slot
    assert b"keychain" not in other.file.read()
