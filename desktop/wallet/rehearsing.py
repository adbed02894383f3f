"""Rehearsals: does a back-up, on paper or in a file, really bring back the wallet that is open?"""

import hmac
from collections.abc import Sequence

from desktop.core.accounts import Account
from desktop.core.errors import AppError
from desktop.core.rehearsals import Rehearsal
from desktop.wallet import derivation, licence_header, mnemonic
from desktop.wallet.errors import NoSuchAccount, NotAWalletBackup
from desktop.wallet.open_wallet import OpenWallet
from desktop.wallet.vault import Vault, open_file, password_bytes
from desktop.wallet.wallet_file import decode_file


class Rehearsals:
    """Nothing of what a rehearsal opens stays open, and the open wallet is not changed."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def word_count(self) -> int:
        """How many words the phrase of the open wallet has."""
        return len(self._vault.wallet().words())

    def rehearse_file(self, backup: bytes, password: str, licences: Sequence[bytes]) -> Rehearsal:
        """Open a copy of a wallet file by its password, and derive every key that this wallet has from it.

        Raises:
            WrongPassword: It does not open.
            DamagedKeystore, UnsupportedKeystore, KdfTooCostly, NothingToUnlock: It is no wallet file, or a hostile one.
            NotAWalletBackup: It is a seller pack.
        """
        locked = decode_file(backup)
        found = open_file(locked, locked.box.kdf.derive(password_bytes(password)))
        try:
            if not isinstance(found, OpenWallet):
                raise NotAWalletBackup
            return _compare(self._vault.wallet(), found, licences)
        finally:
            found.wipe()

    def rehearse_phrase(self, phrase: str, passphrase: str, licences: Sequence[bytes]) -> Rehearsal:
        """Read a phrase as it stands on paper, and derive every key that this wallet has from it.

        Raises:
            InvalidPhrase, UnsupportedLanguage: It breaks BIP-39.
        """
        entropy, language = mnemonic.read_phrase(phrase)
        here = self._vault.wallet()
        # No lock of its own: it is compared and wiped, never written.
        found = OpenWallet.from_phrase(entropy, language, passphrase, here.lock.copy())
        try:
            found.account_list[:] = [account for account in here.accounts if account.kind == "hd"]
            return _compare(here, found, licences)
        finally:
            found.wipe()


def _compare(here: OpenWallet, backup: OpenWallet, licences: Sequence[bytes]) -> Rehearsal:
    keyed = [account for account in here.accounts if not account.is_watched]
    restored = [account for account in keyed if _brings_back(backup, account)]
    kept = {account.address for account in restored}
    identity = derivation.age_identity(backup.seed.reveal())
    return Rehearsal(
        same_phrase=hmac.compare_digest(here.seed.reveal(), backup.seed.reveal()),
        restored=tuple(account.address for account in restored),
        missing=tuple(account.address for account in keyed if account.address not in kept),
        watched=sum(account.is_watched for account in backup.accounts),
        licences=sum(_opens(licence, identity) for licence in licences),
    )


def _brings_back(backup: OpenWallet, account: Account) -> bool:
    """Whether the back-up has the key: as an account of its own, or at the same path of its phrase."""
    try:
        backup.key_of(account.address)
    except NoSuchAccount:
        return account.kind == "hd" and backup.address_at(account.path) == account.address
    except AppError:
        return False
    return True


def _opens(licence: bytes, identity: bytes) -> bool:
    try:
        licence_header.open_header(licence, identity)
    except AppError:
        return False
    return True
