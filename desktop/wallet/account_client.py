"""The app's side of the vault for the list of accounts, and for rehearsals of back-ups."""

from collections.abc import Sequence
from typing import Any

from desktop.core.accounts import Account, PathScheme
from desktop.core.identity import Address
from desktop.core.rehearsals import Rehearsal
from desktop.wallet.client import VaultClient, read_account


class AccountVaultClient:
    """Fits ``services.account_list.AccountVault`` and ``services.rehearsing.RehearsalVault``."""

    def __init__(self, vault: VaultClient) -> None:
        self._vault = vault

    def list_accounts(self) -> tuple[Account, ...]:
        """The accounts of the open wallet, in their order."""
        return tuple(read_account(row) for row in self._vault.request("list_accounts"))

    def rewrite(self) -> bytes:
        """The open wallet's file in the present format."""
        data: bytes = self._vault.request("rewrite")
        return data

    def addresses_at(self, paths: Sequence[str]) -> list[Address]:
        """The addresses at these paths of the phrase, at most 200."""
        return [Address(raw) for raw in self._vault.request("addresses_at", paths=list(paths))]

    def add_next(self, scheme: PathScheme, name: str) -> tuple[Account, bytes]:
        """(next account of the phrase in this scheme, wallet file)."""
        account, data = self._vault.request("add_next", scheme=scheme.name, name=name)
        return read_account(account), data

    def add_at(self, paths: Sequence[str], names: Sequence[str]) -> tuple[tuple[Account, ...], bytes]:
        """(all accounts, wallet file) with the accounts at these paths."""
        return _all(self._vault.request("add_at", paths=list(paths), names=list(names)))

    def watch(self, address: Address, name: str) -> tuple[Account, bytes]:
        """(account without a key, wallet file)."""
        account, data = self._vault.request("watch", address=address, name=name)
        return read_account(account), data

    def import_v3(self, data: bytes, password: str, name: str) -> tuple[Account, bytes]:
        """(account of a V3 keystore, wallet file)."""
        return self._vault.import_v3(data, password, name)

    def import_private_key(self, text: str, name: str) -> tuple[Account, bytes]:
        """(account of a private key in hex, wallet file)."""
        return self._vault.import_private_key(text, name)

    def set_accounts(self, accounts: Sequence[Account]) -> tuple[tuple[Account, ...], bytes]:
        """(all accounts, wallet file) in this order, with these names, hidden or not."""
        answer = self._vault.request(
            "set_accounts",
            addresses=[account.address.raw for account in accounts],
            names=[account.name for account in accounts],
            hidden=[account.is_hidden for account in accounts],
        )
        return _all(answer)

    def remove_account(self, address: Address) -> tuple[tuple[Account, ...], bytes]:
        """(all accounts but this one, wallet file)."""
        return _all(self._vault.request("remove_account", account=address))

    def revert(self, wallet: bytes) -> tuple[Account, ...]:
        """Take back changes that could not be written: open this file by the key that is held now."""
        return tuple(read_account(row) for row in self._vault.request("revert", wallet=wallet))

    def export_v3(self, account: Address, password: str, file_password: str) -> bytes:
        """A V3 keystore of one account under its own password."""
        return self._vault.export_v3(account, password, file_password)

    def export_private_key(self, account: Address, password: str) -> str:
        """The key in hex; whoever has it has the account."""
        return str(self._vault.request("export_private_key", account=account, password=password))

    def reveal_phrase(self, password: str) -> tuple[str, ...]:
        """The words, to be shown and forgotten."""
        return self._vault.reveal_phrase(password)

    def change_password(self, old: str, new: str) -> bytes:
        """The wallet file under a new password, without a keychain slot."""
        return self._vault.change_password(old, new)

    def word_count(self) -> int:
        """How many words the phrase has."""
        return int(self._vault.request("word_count"))

    def rehearse_file(self, backup: bytes, password: str, licences: Sequence[bytes]) -> Rehearsal:
        """What a copy of a wallet file brings back of the open wallet."""
        answer = self._vault.request(
            "rehearse_file", backup=backup, password=password, licences=list(licences)
        )
        return _rehearsal(answer)

    def rehearse_phrase(self, phrase: str, passphrase: str, licences: Sequence[bytes]) -> Rehearsal:
        """What a phrase as it stands on paper brings back of the open wallet."""
        answer = self._vault.request(
            "rehearse_phrase", phrase=phrase, passphrase=passphrase, licences=list(licences)
        )
        return _rehearsal(answer)


def _all(answer: Sequence[Any]) -> tuple[tuple[Account, ...], bytes]:
    return tuple(read_account(row) for row in answer[0]), answer[1]


def _rehearsal(answer: dict[str, Any]) -> Rehearsal:
    return Rehearsal(
        same_phrase=answer["same_phrase"],
        restored=tuple(Address(raw) for raw in answer["restored"]),
        missing=tuple(Address(raw) for raw in answer["missing"]),
        watched=answer["watched"],
        licences=answer["licences"],
    )
