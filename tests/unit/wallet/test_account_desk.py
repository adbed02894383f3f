"""The list of accounts inside the vault: what may be in it, and what never changes unasked."""

from typing import Any

import pytest

from desktop.core.accounts import Account, LastAccount, PathScheme, WatchOnlyAccount
from desktop.core.errors import WrongPassword
from desktop.core.identity import Address
from desktop.wallet.account_desk import AccountDesk
from desktop.wallet.errors import AccountExists, DamagedKeystore, InvalidPath, TooManyAccounts
from desktop.wallet.limits import MAX_ACCOUNTS, MAX_PATHS
from desktop.wallet.vault import Vault

COLD = Address(b"\x11" * 20)
LEDGER_LIVE_1 = "0x8C8d35429F74ec245F8Ef2f4Fd1e551cFF97d650"


@pytest.fixture
def desk(bench: Any) -> AccountDesk:
    return AccountDesk(bench.vault)


def reopened(data: bytes, password: str) -> tuple[Account, ...]:
    return Vault().unlock(data, password)


@pytest.mark.parametrize("scheme", list(PathScheme))
def test_the_addresses_of_every_scheme_are_those_of_eth_account(
    desk: AccountDesk, scheme: PathScheme
) -> None:
    from eth_account import Account as EthAccount

    EthAccount.enable_unaudited_hdwallet_features()
    phrase = "test test test test test test test test test test test junk"
    paths = [scheme.path(index) for index in range(3)]

    found = desk.addresses_at(paths)

    theirs: list[Any] = [EthAccount.from_mnemonic(phrase, account_path=path) for path in paths]
    assert [str(address) for address in found] == [account.address for account in theirs]


def test_the_second_account_of_ledger_live_does_not_change(desk: AccountDesk) -> None:
    assert str(desk.addresses_at([PathScheme.LEDGER_LIVE.path(1)])[0]) == LEDGER_LIVE_1


@pytest.mark.parametrize("path", ["", "n/0", "m/44'/60'/0'/0/x", "m/" + "0/" * 20 + "0", "m/2147483648"])
def test_text_that_is_no_path_is_refused(desk: AccountDesk, path: str) -> None:
    with pytest.raises(InvalidPath):
        desk.addresses_at([path])


def test_no_request_derives_without_end(desk: AccountDesk) -> None:
    with pytest.raises(InvalidPath):
        desk.addresses_at(["m/0"] * (MAX_PATHS + 1))


def test_the_next_account_is_the_first_that_is_not_there(bench: Any, desk: AccountDesk) -> None:
    desk.add_at(["m/44'/60'/0'/0/2"], ["Third"])

    second, _data = desk.add_next("BIP44", "")
    fourth, data = desk.add_next("BIP44", "")

    assert (second.path, fourth.path) == ("m/44'/60'/0'/0/1", "m/44'/60'/0'/0/3")
    assert len(reopened(data, bench.password)) == 4


def test_the_next_of_ledger_live_passes_over_the_account_that_both_schemes_have(desk: AccountDesk) -> None:
    account, _data = desk.add_next("LEDGER_LIVE", "Ledger")

    assert (account.path, account.name, str(account.address)) == ("m/44'/60'/1'/0/0", "Ledger", LEDGER_LIVE_1)


def test_accounts_that_are_there_stay_as_they_are(bench: Any, desk: AccountDesk) -> None:
    accounts, _data = desk.add_at(["m/44'/60'/0'/0/0", "m/44'/60'/0'/3"], ["Another name", "Old Ledger"])

    assert [account.name for account in accounts] == ["Account 1", "Old Ledger"]


def test_a_watched_account_has_no_key_and_signs_nothing(bench: Any, desk: AccountDesk) -> None:
    account, data = desk.watch(COLD, " Cold\nwallet ")

    assert account == Account(COLD, "", "Cold wallet", "watch")
    assert reopened(data, bench.password)[-1] == account
    for use in (
        lambda: bench.signer.sign_transaction(COLD, bench.fields()),
        lambda: desk.export_private_key(COLD, bench.password),
        lambda: bench.seller.model_key_hash(COLD, bench.chain, bench.market, bench.salt),
        lambda: bench.vault.export_v3(COLD, bench.password, "password of the file", scrypt_n=2),
    ):
        with pytest.raises(WatchOnlyAccount) as caught:
            use()
        assert caught.value.address == str(COLD)


def test_an_account_is_watched_once_and_never_instead_of_its_key(bench: Any, desk: AccountDesk) -> None:
    desk.watch(COLD, "")

    for address in (COLD, bench.account):
        with pytest.raises(AccountExists):
            desk.watch(address, "")


def test_a_watched_account_gets_its_key_and_keeps_name_and_place(bench: Any, desk: AccountDesk) -> None:
    other = Vault()
    _file, theirs = other.restore(bench.phrase, "another", bench.password, scrypt_n=2)
    desk.watch(theirs[0].address, "Once cold")
    desk.add_next("BIP44", "")

    account, _data = bench.vault.import_private_key(
        other.wallet().key_of(theirs[0].address).hex(), "New name"
    )

    assert (account.name, account.kind) == ("Once cold", "imported")
    assert [a.name for a in desk.list_accounts()] == ["Account 1", "Once cold", "Account 2"]


def test_order_names_and_hiding_survive_the_file(bench: Any, desk: AccountDesk) -> None:
    desk.watch(COLD, "Cold")
    first, second = desk.list_accounts()

    accounts, data = desk.set_accounts(
        [second.address.raw, first.address.raw], ["  Vault\x1b ", ""], [False, True]
    )

    assert [(a.name, a.is_hidden) for a in accounts] == [("Vault", False), ("Account 1", True)]
    assert reopened(data, bench.password) == accounts


def test_the_list_is_set_whole_or_not_at_all(desk: AccountDesk) -> None:
    desk.watch(COLD, "Cold")
    before = desk.list_accounts()
    raws = [account.address.raw for account in before]

    for addresses in (raws[:1], [raws[0], raws[0]], [*raws, raws[0]], [raws[0], b"\x22" * 20]):
        with pytest.raises(DamagedKeystore):
            desk.set_accounts(addresses, ["n"] * len(addresses), [False] * len(addresses))

    assert desk.list_accounts() == before


def test_a_removed_key_is_gone_from_the_file(bench: Any, desk: AccountDesk) -> None:
    account, _data = bench.vault.import_private_key("09" * 32, "")

    accounts, data = desk.remove_account(account.address)

    vault = Vault()
    vault.unlock(data, bench.password)
    assert [a.address for a in accounts] == [bench.account]
    assert vault.wallet().imported == {}


def test_the_last_account_stays(bench: Any, desk: AccountDesk) -> None:
    with pytest.raises(LastAccount):
        desk.remove_account(bench.account)


def test_a_full_wallet_takes_no_more_and_nothing_of_a_batch(bench: Any, desk: AccountDesk) -> None:
    wallet = bench.vault.wallet()
    wallet.account_list += [
        Account(Address(index.to_bytes(20, "big")), "", "w", "watch") for index in range(1, MAX_ACCOUNTS - 1)
    ]

    with pytest.raises(TooManyAccounts):
        desk.add_at(["m/44'/60'/0'/0/1", "m/44'/60'/0'/0/2"], ["a", "b"])

    assert len(desk.list_accounts()) == MAX_ACCOUNTS - 1


def test_a_private_key_is_given_to_who_gives_the_password_again(bench: Any, desk: AccountDesk) -> None:
    key = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80"  # published: Hardhat, anvil

    assert desk.export_private_key(bench.account, bench.password) == key
    with pytest.raises(WrongPassword):
        desk.export_private_key(bench.account, "not this password")


def test_changes_that_could_not_be_written_are_taken_back(bench: Any, desk: AccountDesk) -> None:
    desk.watch(COLD, "Cold")

    assert [a.address for a in bench.vault.revert(bench.file)] == [bench.account]

    assert [a.address for a in desk.list_accounts()] == [bench.account]
    assert bench.vault.wallet().key_of(bench.account)
