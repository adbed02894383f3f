"""The vault's own life: create, restore, unlock, change, back up; and what it never gives away."""

import json
import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.errors import AppError, WalletLocked, WrongPassword
from desktop.core.identity import Address
from desktop.wallet import derivation, wallet_file
from desktop.wallet.account_desk import AccountDesk
from desktop.wallet.errors import (
    AccountExists,
    AddressMismatch,
    DamagedKeystore,
    InvalidPhrase,
    InvalidPrivateKey,
    KdfTooCostly,
    KeychainNotEnabled,
    NoSuchAccount,
    PasswordTooShort,
    UnsupportedKeystore,
)
from desktop.wallet.secret import Secret
from desktop.wallet.vault import Vault

FIRST = Address.parse("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266")


def test_a_new_wallet_opens_by_its_password_and_comes_back_by_its_phrase(bench: Any) -> None:
    vault = Vault()
    words, data, accounts = vault.create(bench.password, scrypt_n=2)

    reopened = Vault().unlock(data, bench.password)
    _other, restored = Vault().restore(" ".join(words), "", "another password", scrypt_n=2)

    assert len(words) == 12
    assert reopened == accounts
    assert restored == accounts


@pytest.mark.parametrize("count", [12, 24])
def test_a_new_phrase_has_the_words_asked_for(bench: Any, count: int) -> None:
    assert len(Vault().create(bench.password, words=count, scrypt_n=2)[0]) == count


def test_the_common_phrase_gives_the_published_account(bench: Any) -> None:
    assert bench.account == FIRST
    assert bench.vault.wallet().account(FIRST).path == "m/44'/60'/0'/0/0"


def test_a_passphrase_gives_other_accounts_and_is_kept_in_the_file(bench: Any) -> None:
    data, accounts = Vault().restore(bench.phrase, "twenty-fifth", bench.password, scrypt_n=2)
    vault = Vault()

    vault.unlock(data, bench.password)
    second, _data = AccountDesk(vault).add_next("BIP44", "")

    assert accounts[0].address != bench.account
    assert second.address != AccountDesk(bench.vault).add_next("BIP44", "")[0].address
    assert second.path == "m/44'/60'/0'/0/1"


def test_the_file_shows_accounts_and_hides_everything_else(bench: Any) -> None:
    content = json.loads(bench.file)
    text = bench.file.decode()

    assert content["format"] == 2
    assert content["kind"] == "wallet"
    assert content["accounts"][0]["address"] == str(FIRST)
    assert content["crypto"]["cipher"] == "aes-128-ctr"
    assert all(word not in text for word in ("junk", "entropy", bench.password))
    assert bench.vault.wallet().key_of(FIRST).hex() not in text


def test_the_standard_cost_is_that_of_geth() -> None:
    _words, data, _accounts = Vault().create("a password for tests")

    params = json.loads(data)["crypto"]["kdfparams"]
    assert (params["n"], params["r"], params["p"], params["dklen"]) == (2**18, 8, 1, 32)


def test_every_save_is_encrypted_with_another_counter(bench: Any) -> None:
    first, second = bench.vault.wallet().to_file(), bench.vault.wallet().to_file()

    assert json.loads(first)["crypto"]["cipherparams"] != json.loads(second)["crypto"]["cipherparams"]


def test_unlocking_many_accounts_derives_none_of_them(bench: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Unlocking costs one key derivation function, however many accounts there are."""
    for _ in range(49):
        _account, data = AccountDesk(bench.vault).add_next("BIP44", "")
    derived = []
    monkeypatch.setattr(derivation, "derive_key", lambda *arguments: derived.append(arguments))

    accounts = Vault().unlock(data, bench.password)

    assert len({account.address for account in accounts}) == 50
    assert derived == []


def test_a_wrong_password_leaves_what_is_open_open(bench: Any) -> None:
    with pytest.raises(WrongPassword):
        bench.vault.unlock(bench.file, "not this password")

    assert bench.vault.opened().accounts[0].address == FIRST


def test_a_password_typed_in_another_unicode_form_opens_the_wallet() -> None:
    vault = Vault()
    _words, data, accounts = vault.create("Grüße aus Kölle", scrypt_n=2)

    assert Vault().unlock(data, "Grüße aus Kölle") == accounts


def test_an_empty_new_password_is_refused_everywhere(bench: Any) -> None:
    for request in (
        lambda: Vault().create("", scrypt_n=2),
        lambda: Vault().restore(bench.phrase, "", "", scrypt_n=2),
        lambda: bench.vault.change_password(bench.password, "", scrypt_n=2),
        lambda: bench.vault.export_v3(FIRST, bench.password, "", scrypt_n=2),
        lambda: bench.seller.export_seller_pack(FIRST, [], "", scrypt_n=2),
    ):
        with pytest.raises(PasswordTooShort) as caught:
            request()

        assert caught.value.minimum == 1


def test_verify_opens_the_bytes_and_changes_nothing(bench: Any) -> None:
    vault = Vault()

    vault.verify(bench.file, bench.password)

    with pytest.raises(WalletLocked):
        vault.opened()


def test_verify_with_a_wrong_password_is_refused(bench: Any) -> None:
    with pytest.raises(WrongPassword):
        Vault().verify(bench.file, "not this password")


def test_reopen_accepts_only_what_is_under_the_key_held_now(bench: Any) -> None:
    other, _accounts = Vault().restore(bench.phrase, "", bench.password, scrypt_n=2)

    bench.vault.reopen(bench.vault.wallet().to_file())

    with pytest.raises(WrongPassword):
        bench.vault.reopen(other)


def test_a_changed_password_opens_and_the_old_one_does_not(bench: Any) -> None:
    data = bench.vault.change_password(bench.password, "a second password", scrypt_n=2)

    assert Vault().unlock(data, "a second password")[0].address == FIRST
    with pytest.raises(WrongPassword):
        Vault().unlock(data, bench.password)


def test_a_password_is_changed_only_by_who_knows_the_old_one(bench: Any) -> None:
    with pytest.raises(WrongPassword):
        bench.vault.change_password("not this password", "a second password", scrypt_n=2)

    bench.vault.reopen(bench.file)


def test_accounts_are_added_in_order_and_named(bench: Any) -> None:
    second, _data = AccountDesk(bench.vault).add_next("BIP44", "  Savings\n\x1b[31m ")
    third, data = AccountDesk(bench.vault).add_next("BIP44", "")

    assert str(second.address) == "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"
    assert second.name == "Savings [31m"
    assert third.name == "Account 3"
    assert [a.address for a in Vault().unlock(data, bench.password)] == [
        bench.account,
        second.address,
        third.address,
    ]


def test_an_imported_key_survives_the_file_and_signs(bench: Any) -> None:
    account, data = bench.vault.import_private_key("0x" + "09" * 32, "cold")
    vault = Vault()

    vault.unlock(data, bench.password)

    assert account.kind == "imported"
    assert vault.wallet().key_of(account.address) == b"\x09" * 32


def test_the_same_key_is_not_imported_twice(bench: Any) -> None:
    key = bench.vault.wallet().key_of(FIRST)

    with pytest.raises(AccountExists):
        bench.vault.import_private_key(key.hex(), "again")


def test_an_account_imported_before_is_passed_over_when_the_phrase_reaches_it(bench: Any) -> None:
    other = Vault()
    other.restore(bench.phrase, "", bench.password, scrypt_n=2)
    second, _data = AccountDesk(other).add_next("BIP44", "")
    bench.vault.import_private_key(other.wallet().key_of(second.address).hex(), "")

    added, _data = AccountDesk(bench.vault).add_next("BIP44", "")

    assert added.path == "m/44'/60'/0'/0/2"


@pytest.mark.parametrize("text", ["", "0x", "zz" * 32, "09" * 31, "00" * 32, "ff" * 32])
def test_text_that_is_no_private_key_is_refused_without_repeating_it(bench: Any, text: str) -> None:
    with pytest.raises(InvalidPrivateKey) as caught:
        bench.vault.import_private_key(text, "")

    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


def test_a_v3_file_of_one_account_goes_out_and_in(bench: Any) -> None:
    data = bench.vault.export_v3(FIRST, bench.password, "password of the file", scrypt_n=2)
    vault = Vault()
    vault.create(bench.password, scrypt_n=2)

    account, _file = vault.import_v3(data, "password of the file", "from elsewhere")

    assert account.address == FIRST


def test_keys_and_words_are_shown_only_to_who_gives_the_password_again(bench: Any) -> None:
    assert " ".join(bench.vault.reveal_phrase(bench.password)) == bench.phrase
    for reveal in (bench.vault.reveal_phrase, bench.buyer.export_age_identity, bench.vault.add_keychain_slot):
        with pytest.raises(WrongPassword):
            reveal("not this password")
    with pytest.raises(WrongPassword):
        bench.vault.export_v3(FIRST, "not this password", "password of the file", scrypt_n=2)


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ({0: "test", 11: "junk"}, True),
        ({11: " JUNK "}, True),
        ({11: "test"}, False),
        ({0: "test", 11: "junk", 3: "junk"}, False),
        ({12: "junk"}, False),
        ({-1: "junk"}, False),
        ({}, False),
    ],
)
def test_the_backup_check_compares_words_at_their_places(
    bench: Any, words: dict[int, str], right: bool
) -> None:
    assert bench.vault.check_backup(words) is right


def test_the_keychain_secret_opens_the_wallet_until_its_slot_is_removed(bench: Any) -> None:
    with_slot, secret = bench.vault.add_keychain_slot(bench.password)
    without = bench.vault.remove_keychain_slot()

    assert len(secret) == 32
    assert Vault().unlock_with_secret(with_slot, secret)[0].address == FIRST
    assert Vault().unlock(with_slot, bench.password)[0].address == FIRST
    with pytest.raises(KeychainNotEnabled):
        Vault().unlock_with_secret(without, secret)


def test_the_slot_survives_later_changes_of_the_wallet(bench: Any) -> None:
    _file, secret = bench.vault.add_keychain_slot(bench.password)
    _account, data = AccountDesk(bench.vault).add_next("BIP44", "")

    assert len(Vault().unlock_with_secret(data, secret)) == 2


def test_another_secret_does_not_open_the_slot(bench: Any) -> None:
    with_slot, _secret = bench.vault.add_keychain_slot(bench.password)

    with pytest.raises(KeychainNotEnabled):
        Vault().unlock_with_secret(with_slot, b"\x01" * 32)


def test_a_changed_password_drops_the_slot(bench: Any) -> None:
    _file, secret = bench.vault.add_keychain_slot(bench.password)
    data = bench.vault.change_password(bench.password, "a second password", scrypt_n=2)

    with pytest.raises(KeychainNotEnabled):
        Vault().unlock_with_secret(data, secret)


def test_an_address_changed_in_the_open_part_is_found(bench: Any) -> None:
    content = json.loads(bench.file)
    content["accounts"][0]["address"] = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"

    with pytest.raises(AddressMismatch) as caught:
        Vault().unlock(json.dumps(content).encode(), bench.password)

    assert caught.value.expected == str(FIRST)
    assert caught.value.found == "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"


@pytest.mark.parametrize(
    "change",
    [
        lambda c: c["accounts"].append(c["accounts"][0]),
        lambda c: c["accounts"].clear(),
        lambda c: c["accounts"][0].update(name="Somebody else"),
        lambda c: c["accounts"][0].update(path="m/44'/60'/0'/0/1"),
    ],
)
def test_any_other_change_of_the_open_part_is_damage(bench: Any, change: Any) -> None:
    content = json.loads(bench.file)
    change(content)

    with pytest.raises(DamagedKeystore):
        Vault().unlock(json.dumps(content).encode(), bench.password)


def test_a_file_put_together_from_two_wallets_signs_nothing(bench: Any) -> None:
    """Whoever knows the password could still have exchanged addresses inside."""
    wallet = bench.vault.wallet()
    account = wallet.account_list[0]
    wallet.account_list[0] = type(account)(Address(b"\x11" * 20), account.path, account.name, account.kind)
    vault = Vault()
    vault.unlock(wallet.to_file(), bench.password)

    with pytest.raises(AddressMismatch):
        vault.wallet().key_of(Address(b"\x11" * 20))


def test_a_later_format_is_said(bench: Any) -> None:
    content = json.loads(bench.file) | {"format": 3, "novelty": True}

    with pytest.raises(UnsupportedKeystore) as caught:
        Vault().unlock(json.dumps(content).encode(), bench.password)

    assert caught.value.kind == "format 3"


def test_a_hostile_cost_is_refused(bench: Any) -> None:
    content = json.loads(bench.file)
    content["crypto"]["kdfparams"]["n"] = 2**30

    with pytest.raises(KdfTooCostly):
        Vault().unlock(json.dumps(content).encode(), bench.password)


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"[1]", b"\xff", b"[" * 50_000, b"null", b"{" + b" " * (5 << 20), b"[" * (1 << 20)]
)
def test_bytes_that_are_no_wallet_are_damage(bench: Any, data: bytes) -> None:
    with pytest.raises(DamagedKeystore):
        Vault().unlock(data, bench.password)


TEMPLATE_PASSWORD = "a password for tests"
TEMPLATE = Vault().create(TEMPLATE_PASSWORD, scrypt_n=2)[1]


@given(st.integers(0, len(TEMPLATE) - 1), st.integers(1, 255))
def test_a_wallet_with_any_changed_byte_never_opens_to_something_else(at: int, flip: int) -> None:
    changed = bytearray(TEMPLATE)
    changed[at] ^= flip
    vault = Vault()

    try:
        vault.unlock(bytes(changed), TEMPLATE_PASSWORD)
    except AppError:
        return

    # What may change unseen: the id, letters' case in hex, white space. Never an account or a key.
    good = Vault()
    assert vault.opened().accounts == good.unlock(TEMPLATE, TEMPLATE_PASSWORD)
    assert vault.wallet().words() == good.wallet().words()


def test_a_closed_vault_refuses_everything(bench: Any) -> None:
    wallet = bench.vault.wallet()

    bench.vault.close()

    for secret in (wallet.seed, wallet.entropy, wallet.lock.derived_key):
        with pytest.raises(WalletLocked):
            secret.reveal()
    with pytest.raises(WalletLocked):
        bench.vault.opened()


def test_an_unknown_account_is_named(bench: Any) -> None:
    with pytest.raises(NoSuchAccount) as caught:
        bench.vault.wallet().key_of(Address(b"\x01" * 20))

    assert caught.value.address == str(Address(b"\x01" * 20))


def test_a_phrase_with_a_wrong_word_leaves_the_open_wallet(bench: Any) -> None:
    with pytest.raises(InvalidPhrase):
        bench.vault.restore(bench.phrase.replace("junk", "test"), "", bench.password, scrypt_n=2)

    assert bench.vault.opened().accounts[0].address == FIRST


def test_nothing_that_holds_a_secret_shows_it(bench: Any) -> None:
    bench.vault.import_private_key("09" * 32, "")
    wallet = bench.vault.wallet()
    locked = wallet_file.decode_file(wallet.to_file())
    payload = wallet_file.decode_wallet(locked.box.open(wallet.lock.derived_key.reveal()), locked)
    models = wallet.models_of(FIRST, bench.salt)

    shown = " ".join(
        repr(x) + str(x)
        for x in (
            wallet,
            wallet.lock,
            wallet.seed,
            wallet.imported,
            payload,
            payload.imported,
            models,
            bench.vault,
        )
    )

    for secret in (
        wallet.seed.reveal(), wallet.entropy.reveal(), wallet.lock.derived_key.reveal(), b"\x09" * 32, models.key,
        models.delivery_secret,
    ):  # fmt: skip
        assert secret.hex() not in shown
        assert repr(secret)[2:-1] not in shown
    assert "junk" not in shown


def test_a_secret_is_not_pickled() -> None:
    with pytest.raises(TypeError):
        pickle.dumps(Secret(b"secret"))
