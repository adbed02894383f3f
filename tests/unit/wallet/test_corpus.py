"""Every released format of our files, as people have them on their disks: opened, and raised to the present one."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.core.accounts import Account
from desktop.core.errors import AppError, WrongPassword
from desktop.core.identity import Address
from desktop.core.records import dump
from desktop.wallet.errors import DamagedKeystore, NothingToUnlock
from desktop.wallet.open_wallet import OpenWallet
from desktop.wallet.rehearsing import Rehearsals
from desktop.wallet.vault import Vault
from desktop.wallet.wallet_file import FORMAT, file_format, shown_wallet

CORPUS = Path(__file__).parents[2] / "data" / "wallets"
EXPECTED = {
    folder.name: json.loads((folder / "expected.json").read_text("utf-8"))
    for folder in sorted(CORPUS.iterdir())
    if folder.is_dir() and folder.name != "__pycache__"
}
FILES = [(folder, name) for folder, told in EXPECTED.items() for name in told]
LOCKED = [(folder, name) for folder, name in FILES if "password" in EXPECTED[folder][name]]
WALLETS = [(folder, name) for folder, name in LOCKED if "phrase" in EXPECTED[folder][name]]


def data_of(folder: str, name: str) -> bytes:
    return (CORPUS / folder / f"{name}.json").read_bytes()


def accounts_of(told: dict[str, Any]) -> tuple[Account, ...]:
    return tuple(
        Account(Address.parse(a["address"]), a["path"], a["name"], a["kind"], a["hidden"])
        for a in told["accounts"]
    )


def opened(folder: str, name: str) -> Vault:
    vault = Vault()
    vault.unlock(data_of(folder, name), EXPECTED[folder][name]["password"])
    return vault


def test_every_released_format_has_a_corpus() -> None:
    assert sorted(EXPECTED) == [f"format-{number}" for number in range(1, FORMAT + 1)]
    assert all(len(told) >= 14 for told in EXPECTED.values())


@pytest.mark.parametrize(("folder", "name"), FILES)
def test_a_file_shows_its_format_and_accounts_without_a_password(folder: str, name: str) -> None:
    data = data_of(folder, name)

    assert f"format-{file_format(data)}" == folder
    assert shown_wallet(data).accounts == accounts_of(EXPECTED[folder][name])


@pytest.mark.parametrize(("folder", "name"), LOCKED)
def test_a_file_opens_to_the_accounts_and_keys_that_it_was_made_with(folder: str, name: str) -> None:
    told = EXPECTED[folder][name]

    found = opened(folder, name).opened()

    assert found.accounts == accounts_of(told)
    for account in told["accounts"]:
        if account["key"]:
            assert found.key_of(Address.parse(account["address"])).hex() == account["key"]


@pytest.mark.parametrize(("folder", "name"), WALLETS)
def test_a_wallet_opens_to_its_words_and_passphrase(folder: str, name: str) -> None:
    told = EXPECTED[folder][name]

    wallet = opened(folder, name).wallet()

    assert " ".join(wallet.words()) == told["phrase"]
    assert wallet.passphrase.reveal().decode() == told["passphrase"]


@pytest.mark.parametrize(("folder", "name"), LOCKED)
def test_another_password_opens_none_of_them(folder: str, name: str) -> None:
    with pytest.raises(WrongPassword):
        Vault().unlock(data_of(folder, name), "another password")


@pytest.mark.parametrize(("folder", "name"), WALLETS)
def test_a_wallet_is_raised_to_the_present_format_with_all_that_it_holds(folder: str, name: str) -> None:
    vault, told = opened(folder, name), EXPECTED[folder][name]
    before = data_of(folder, name)

    raised = vault.rewrite()

    again = Vault()
    again.unlock(raised, told["password"])
    assert file_format(raised) == FORMAT
    assert shown_wallet(raised).id == shown_wallet(before).id
    assert again.opened().accounts == accounts_of(told)
    assert again.wallet().seed.reveal() == vault.wallet().seed.reveal()
    assert {a: s.reveal() for a, s in again.wallet().imported.items()} == {
        a: s.reveal() for a, s in vault.wallet().imported.items()
    }


@pytest.mark.parametrize("folder", sorted(EXPECTED))
def test_the_keychains_secret_opens_its_file_before_and_after_raising(folder: str) -> None:
    told = EXPECTED[folder]["keychain"]
    vault = Vault()

    vault.unlock_with_secret(data_of(folder, "keychain"), bytes.fromhex(told["secret"]))
    raised = vault.rewrite()

    assert Vault().unlock_with_secret(raised, bytes.fromhex(told["secret"])) == accounts_of(told)


def test_limits_that_the_person_chose_are_in_the_file_and_stay_when_it_is_raised() -> None:
    told = EXPECTED["format-2"]["limits"]
    vault = opened("format-2", "limits")

    again = Vault()
    again.unlock(vault.rewrite(), told["password"])

    assert dump(vault.wallet().limits) == dump(again.wallet().limits) == told["limits"]


@pytest.mark.parametrize("folder", sorted(EXPECTED))
def test_a_seller_pack_opens_to_its_model_keys(folder: str) -> None:
    told = EXPECTED[folder]["seller-pack"]

    pack = opened(folder, "seller-pack").opened()

    assert not isinstance(pack, OpenWallet)
    assert {keys.key.hex() for keys in pack.models.values()} == set(told["models"])  # type: ignore[attr-defined]


def test_a_wallet_that_only_watches_says_that_there_is_nothing_to_unlock() -> None:
    with pytest.raises(NothingToUnlock):
        Vault().unlock(data_of("format-2", "watching"), "any password")


@pytest.mark.parametrize("name", ["plain", "imported"])
def test_a_number_of_another_format_does_not_make_a_file_one(name: str) -> None:
    """Whoever changes the open part cannot have the payload read by other rules."""
    for folder, number in (("format-1", 2), ("format-2", 1)):
        content = json.loads(data_of(folder, name)) | {"format": number}
        if number == 1:
            for row in content["accounts"]:
                row.pop("hidden", None)
            content.pop("keychain", None)

        with pytest.raises(DamagedKeystore):
            Vault().unlock(json.dumps(content).encode(), EXPECTED[folder][name]["password"])


def test_a_payload_of_another_file_is_refused() -> None:
    content = json.loads(data_of("format-2", "plain")) | {"id": "another"}

    with pytest.raises(DamagedKeystore) as caught:
        Vault().unlock(json.dumps(content).encode(), EXPECTED["format-2"]["plain"]["password"])

    assert caught.value.reason == "id"


@given(st.sampled_from(FILES), st.integers(0, 10**6), st.integers(1, 255))
def test_a_file_with_any_changed_byte_is_refused_or_shows_whole_accounts(
    file: tuple[str, str], at: int, flip: int
) -> None:
    changed = bytearray(data_of(*file))
    changed[at % len(changed)] ^= flip

    try:
        shown = shown_wallet(bytes(changed))
    except AppError:
        return

    assert shown.accounts
    assert all(len(account.address.raw) == 20 for account in shown.accounts)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=40)
@given(st.sampled_from(["format", "kind", "id", "accounts", "crypto", "keychain", "novelty"]), JSON)
def test_any_value_in_any_field_of_a_back_up_ends_in_words(field: str, value: object) -> None:
    vault = opened("format-2", "plain")
    content = json.loads(data_of("format-2", "plain")) | {field: value}

    with pytest.raises(AppError):
        Rehearsals(vault).rehearse_file(json.dumps(content).encode(), "another password", [])
