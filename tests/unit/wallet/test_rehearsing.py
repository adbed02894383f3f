"""Back-ups tried in memory: what they bring back is derived and compared, never believed."""

from typing import Any

import pytest

from desktop.core.errors import WrongPassword
from desktop.core.identity import Address
from desktop.wallet.account_desk import AccountDesk
from desktop.wallet.errors import InvalidPhrase, NotAWalletBackup
from desktop.wallet.rehearsing import Rehearsals
from desktop.wallet.vault import Vault


@pytest.fixture
def rehearsals(bench: Any) -> Rehearsals:
    return Rehearsals(bench.vault)


def licence_of(bench: Any) -> bytes:
    return bytes(bench.buyer.free_licence(b"\x05" * 16))


def test_a_fresh_copy_brings_everything_back(bench: Any, rehearsals: Rehearsals) -> None:
    bench.vault.import_private_key("09" * 32, "")
    AccountDesk(bench.vault).watch(Address(b"\x11" * 20), "Cold")

    found = rehearsals.rehearse_file(bench.vault.rewrite(), bench.password, [licence_of(bench)])

    own = tuple(a.address for a in bench.vault.wallet().accounts if not a.is_watched)
    assert (found.same_phrase, found.restored, found.missing) == (True, own, ())
    assert (found.watched, found.licences) == (1, 1)


def test_a_copy_from_before_an_import_names_the_key_that_it_lacks(bench: Any, rehearsals: Rehearsals) -> None:
    account, _data = bench.vault.import_private_key("09" * 32, "")

    found = rehearsals.rehearse_file(bench.file, bench.password, [])

    assert (found.same_phrase, found.restored, found.missing) == (True, (bench.account,), (account.address,))


def test_a_copy_from_before_an_account_of_the_phrase_brings_it_back(
    bench: Any, rehearsals: Rehearsals
) -> None:
    account, _data = AccountDesk(bench.vault).add_next("LEDGER_OLD", "")

    assert rehearsals.rehearse_file(bench.file, bench.password, []).restored == (
        bench.account,
        account.address,
    )


def test_the_words_bring_back_what_comes_from_them_and_no_imported_key(
    bench: Any, rehearsals: Rehearsals
) -> None:
    derived, _data = AccountDesk(bench.vault).add_next("LEDGER_LIVE", "")
    imported, _data = bench.vault.import_private_key("09" * 32, "")

    found = rehearsals.rehearse_phrase(bench.phrase.upper(), "", [licence_of(bench)])

    assert found.same_phrase
    assert found.restored == (bench.account, derived.address)
    assert found.missing == (imported.address,)
    assert found.licences == 1


@pytest.mark.parametrize(
    ("phrase", "passphrase"),
    [
        ("abandon " * 11 + "about", ""),
        ("test test test test test test test test test test test junk", "forgotten passphrase"),
    ],
)
def test_other_words_or_another_passphrase_bring_nothing_back(
    bench: Any, rehearsals: Rehearsals, phrase: str, passphrase: str
) -> None:
    found = rehearsals.rehearse_phrase(phrase, passphrase, [licence_of(bench)])

    assert (found.same_phrase, found.restored, found.licences) == (False, (), 0)
    assert found.missing == (bench.account,)


def test_another_wallets_file_is_found_out(bench: Any, rehearsals: Rehearsals) -> None:
    other, _accounts = Vault().restore("abandon " * 11 + "about", "", "theirs", scrypt_n=2)

    found = rehearsals.rehearse_file(other, "theirs", [])

    assert (found.same_phrase, found.restored) == (False, ())


def test_a_copy_under_an_old_password_opens_by_that_one(bench: Any, rehearsals: Rehearsals) -> None:
    bench.vault.change_password(bench.password, "a second password", scrypt_n=2)

    assert rehearsals.rehearse_file(bench.file, bench.password, []).same_phrase
    with pytest.raises(WrongPassword):
        rehearsals.rehearse_file(bench.file, "a second password", [])


def test_a_seller_pack_is_no_back_up(bench: Any, rehearsals: Rehearsals) -> None:
    pack, _operator = bench.seller.export_seller_pack(bench.account, [bench.salt], bench.password, scrypt_n=2)

    with pytest.raises(NotAWalletBackup):
        rehearsals.rehearse_file(pack, bench.password, [])


def test_a_rehearsal_leaves_the_open_wallet_as_it_was(bench: Any, rehearsals: Rehearsals) -> None:
    before = bench.vault.wallet().accounts

    rehearsals.rehearse_phrase(bench.phrase, "", [])
    rehearsals.rehearse_file(bench.file, bench.password, [])
    with pytest.raises(InvalidPhrase):
        rehearsals.rehearse_phrase(bench.phrase.replace("junk", "test"), "", [])

    assert bench.vault.wallet().accounts == before
    assert bench.vault.wallet().key_of(bench.account)
    assert Vault().unlock(bench.vault.rewrite(), bench.password) == before
