"""The accounts of an open wallet: added at any path, watched, named, ordered, hidden, removed, taken out."""

from collections.abc import Sequence
from dataclasses import replace

from desktop.core.accounts import Account, PathScheme, clean_name
from desktop.core.identity import Address
from desktop.wallet.errors import DamagedKeystore, InvalidPath
from desktop.wallet.limits import MAX_PATHS
from desktop.wallet.vault import Vault


class AccountDesk:
    """Every change returns the wallet's accounts and the new bytes of its file."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def list_accounts(self) -> tuple[Account, ...]:
        """The accounts of the open wallet, in their order."""
        return self._vault.wallet().accounts

    def addresses_at(self, paths: Sequence[str]) -> list[Address]:
        """The addresses at these paths of the phrase, to look for accounts that were used; nothing is kept.

        Raises:
            InvalidPath: One is no path of BIP-32, or there are more than 200.
        """
        if len(paths) > MAX_PATHS:
            raise InvalidPath("")
        wallet = self._vault.wallet()
        return [wallet.address_at(path) for path in paths]

    def add_next(self, scheme: str, name: str) -> tuple[Account, bytes]:
        """The next account of the phrase in a scheme, and the new file."""
        wallet = self._vault.wallet()
        account = wallet.add_derived(clean_name(name, ""), PathScheme[scheme])
        return account, wallet.to_file()

    def add_at(self, paths: Sequence[str], names: Sequence[str]) -> tuple[tuple[Account, ...], bytes]:
        """The accounts at these paths of the phrase; those that are there already stay as they are.

        Raises:
            InvalidPath: One is no path of BIP-32.
            TooManyAccounts: They are more than a wallet holds; none was added.
        """
        wallet = self._vault.wallet()
        addresses = self.addresses_at(paths)
        keyed = {account.address for account in wallet.accounts if not account.is_watched}
        before = list(wallet.account_list)
        try:
            for path, address, name in zip(paths, addresses, names, strict=True):
                if address not in keyed:
                    wallet.add(Account(address, path, clean_name(name, address.short), "hd"))
                    keyed.add(address)
        except BaseException:
            wallet.account_list[:] = before
            raise
        return wallet.accounts, wallet.to_file()

    def watch(self, address: Address, name: str) -> tuple[Account, bytes]:
        """An account that can be looked at only, and the new file.

        Raises:
            AccountExists: It is there already.
        """
        wallet = self._vault.wallet()
        account = wallet.add(Account(address, "", clean_name(name, address.short), "watch"))
        return account, wallet.to_file()

    def set_accounts(
        self, addresses: Sequence[bytes], names: Sequence[str], hidden: Sequence[bool]
    ) -> tuple[tuple[Account, ...], bytes]:
        """Order, names and which are hidden, for all accounts at once.

        Raises:
            DamagedKeystore: These are not the accounts of the open wallet, each once.
        """
        wallet = self._vault.wallet()
        known = {account.address.raw: account for account in wallet.accounts}
        if len(addresses) != len(known) or set(addresses) != set(known):
            raise DamagedKeystore("accounts")
        wallet.account_list[:] = [
            replace(known[raw], name=clean_name(name, known[raw].name), is_hidden=bool(is_hidden))
            for raw, name, is_hidden in zip(addresses, names, hidden, strict=True)
        ]
        return wallet.accounts, wallet.to_file()

    def remove_account(self, account: Address) -> tuple[tuple[Account, ...], bytes]:
        """The wallet without this account; the key of an imported one is gone from the file.

        Raises:
            NoSuchAccount: There is none.
            LastAccount: There is no other.
        """
        wallet = self._vault.wallet()
        wallet.remove(account)
        return wallet.accounts, wallet.to_file()

    def export_private_key(self, account: Address, password: str) -> str:
        """The key in hex, for a person who gives the password again; whoever has it has the account.

        Raises:
            WrongPassword: They do not know it.
            WatchOnlyAccount: There is no key.
        """
        self._vault.require_password(password)
        return "0x" + self._vault.wallet().key_of(account).hex()
