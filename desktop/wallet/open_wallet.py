"""What the vault holds while a wallet is open: phrase, seed, accounts, imported keys."""

from dataclasses import dataclass, field, replace
from typing import Protocol

from desktop.core.accounts import MAX_PATH_CHARS, Account, LastAccount, PathScheme, WatchOnlyAccount
from desktop.core.identity import Address
from desktop.core.spending import SpendingLimits
from desktop.wallet import derivation, mnemonic
from desktop.wallet.crypto_box import CryptoBox, Kdf
from desktop.wallet.errors import (
    AccountExists,
    AddressMismatch,
    DamagedKeystore,
    InvalidLimits,
    InvalidPath,
    NoSuchAccount,
    TooManyAccounts,
)
from desktop.wallet.limit_rows import limit_rows, read_limits
from desktop.wallet.limits import MAX_ACCOUNTS
from desktop.wallet.model_keys import ModelKeys, model_keys
from desktop.wallet.secret import Secret
from desktop.wallet.wallet_file import (
    FORMAT,
    ImportedKey,
    KeychainSlot,
    WalletFile,
    WalletPayload,
    account_rows,
    encode_file,
    encode_payload,
)


@dataclass(slots=True)
class Lock:
    """The key that the file is encrypted under, kept while open so that changes need no password."""

    id: str
    kdf: Kdf
    derived_key: Secret
    slot: KeychainSlot | None = None

    def copy(self) -> "Lock":
        """The same lock with secrets of its own, so that wiping one leaves the other."""
        return Lock(self.id, self.kdf, Secret(self.derived_key.reveal()), self.slot)


class Opened(Protocol):
    """What both kinds of files offer once they are open."""

    lock: Lock

    @property
    def limits(self) -> SpendingLimits: ...
    @property
    def accounts(self) -> tuple[Account, ...]: ...
    def guard_key(self) -> bytes:
        """Makes the marks of this file's records (32 bytes); the same whatever its password is."""

    def key_of(self, address: Address) -> bytes: ...
    def models_of(self, seller: Address, salt: bytes) -> ModelKeys: ...
    def wipe(self) -> None: ...


@dataclass(slots=True, repr=False)
class OpenWallet:
    """A wallet: phrase, seed, accounts and imported keys."""

    lock: Lock
    entropy: Secret
    language: str
    passphrase: Secret
    seed: Secret
    account_list: list[Account] = field(default_factory=list)
    imported: dict[Address, Secret] = field(default_factory=dict)
    limits: SpendingLimits = SpendingLimits()  # noqa: RUF009 - frozen

    @classmethod
    def from_phrase(cls, entropy: bytes, language: str, passphrase: str, lock: Lock) -> "OpenWallet":
        """A wallet with the first account of a phrase."""
        seed = Secret(mnemonic.seed(entropy, language, passphrase))
        wallet = cls(lock, Secret(entropy), language, Secret(passphrase.encode()), seed)
        wallet.add_derived("")
        return wallet

    @classmethod
    def from_payload(cls, payload: WalletPayload, accounts: list[Account], lock: Lock) -> "OpenWallet":
        """A wallet as its file holds it.

        Derives the seed but no account: addresses are in the file, and each key is compared when it is used.

        Raises:
            DamagedKeystore: The contents do not fit together.
        """
        if payload.language not in mnemonic.word_lists() or len(payload.entropy) not in {16, 20, 24, 28, 32}:
            raise DamagedKeystore("entropy")
        imported = {Address.parse(row.address): Secret(row.key) for row in payload.imported}
        for account in accounts:
            has_key = account.address in imported
            if account.kind == "operator" or has_key != (account.kind == "imported"):
                raise DamagedKeystore("accounts")
        try:
            limits = SpendingLimits() if payload.limits is None else read_limits(payload.limits)
        except InvalidLimits as error:
            raise DamagedKeystore("limits") from error
        seed = Secret(mnemonic.seed(payload.entropy, payload.language, payload.passphrase))
        return cls(
            lock,
            Secret(payload.entropy),
            payload.language,
            Secret(payload.passphrase.encode()),
            seed,
            accounts,
            imported,
            limits,
        )

    def __repr__(self) -> str:
        return f"OpenWallet({len(self.account_list)} accounts)"

    @property
    def accounts(self) -> tuple[Account, ...]:
        return tuple(self.account_list)

    def guard_key(self) -> bytes:
        return derivation.guard_key(self.seed.reveal())

    def words(self) -> tuple[str, ...]:
        return mnemonic.phrase_words(self.entropy.reveal(), self.language)

    def account(self, address: Address) -> Account:
        """The account with this address.

        Raises:
            NoSuchAccount: There is none.
        """
        for account in self.account_list:
            if account.address == address:
                return account
        raise NoSuchAccount(str(address))

    def key_of(self, address: Address) -> bytes:
        """The private key of an account, after checking that it gives the address.

        Raises:
            NoSuchAccount: There is none.
            WatchOnlyAccount: It is only watched.
            AddressMismatch: The file was put together from two.
        """
        account = self.account(address)
        if account.is_watched:
            raise WatchOnlyAccount(str(address))
        if account.kind == "imported":
            key = self.imported[address].reveal()
        else:
            key = derivation.derive_key(self.seed.reveal(), account.path)
        found = derivation.key_address(key)
        if found != address:
            raise AddressMismatch(str(address), str(found))
        return key

    def seller_secret(self, seller: Address) -> bytes:
        """What the model keys of one of the accounts come from; raises as ``key_of``."""
        if self.account(seller).is_watched:
            raise WatchOnlyAccount(str(seller))
        if self.account(seller).kind == "imported":
            return derivation.imported_seller_secret(self.key_of(seller), seller)
        return derivation.seller_secret(self.seed.reveal(), seller)

    def models_of(self, seller: Address, salt: bytes) -> ModelKeys:
        return model_keys(self.seller_secret(seller), salt)

    def address_at(self, path: str) -> Address:
        """The address at a path of the phrase.

        Raises:
            InvalidPath: The path is none.
        """
        try:
            return derivation.key_address(derivation.derive_key(self.seed.reveal(), path))
        except ValueError as error:
            raise InvalidPath(path[:MAX_PATH_CHARS]) from error

    def add_derived(self, name: str, scheme: PathScheme = PathScheme.BIP44) -> Account:
        """Add the next account of the phrase whose key is not there yet."""
        keyed = {account.address for account in self.account_list if not account.is_watched}
        index = 0
        while (address := self.address_at(scheme.path(index))) in keyed:
            index += 1
        return self.add(Account(address, scheme.path(index), name or f"Account {index + 1}", "hd"))

    def add_imported(self, key: bytes, address: Address, name: str) -> Account:
        """Add a single key; raises as ``add``."""
        account = self.add(Account(address, "", name, "imported"))
        self.imported[address] = Secret(key)
        return account

    def add(self, account: Account) -> Account:
        """Add an account. One that was only watched until now gets its key, and keeps name and place.

        Raises:
            AccountExists: It is there, with its key or, if the new one has none, at all.
        """
        for at, known in enumerate(self.account_list):
            if known.address == account.address:
                if account.is_watched or not known.is_watched:
                    raise AccountExists(str(account.address))
                self.account_list[at] = replace(account, name=known.name)
                return self.account_list[at]
        if len(self.account_list) >= MAX_ACCOUNTS:
            raise TooManyAccounts(MAX_ACCOUNTS)
        self.account_list.append(account)
        return account

    def remove(self, address: Address) -> None:
        """Remove an account and, where it was imported, its key.

        Raises:
            NoSuchAccount: There is none.
            LastAccount: There is no other.
        """
        account = self.account(address)
        if len(self.account_list) == 1:
            raise LastAccount
        self.account_list.remove(account)
        secret = self.imported.pop(address, None)
        if secret is not None:
            secret.wipe()

    def to_file(self) -> bytes:
        """The file's bytes, encrypted anew."""
        rows = account_rows(self.account_list)
        keys = [ImportedKey(str(address), key.reveal()) for address, key in self.imported.items()]
        limits = None if self.limits == SpendingLimits() else limit_rows(self.limits)
        payload = WalletPayload(
            FORMAT,
            self.lock.id,
            self.entropy.reveal(),
            self.language,
            self.passphrase.reveal().decode(),
            rows,
            keys,
            limits,
        )
        box = CryptoBox.seal(encode_payload(payload), self.lock.kdf, self.lock.derived_key.reveal())
        file = WalletFile(FORMAT, "wallet", self.lock.id, rows, box.as_json(), self.lock.slot)
        return encode_file(file)

    def wipe(self) -> None:
        """Overwrite what can be overwritten."""
        for secret in (
            self.entropy, self.passphrase, self.seed, self.lock.derived_key, *self.imported.values(),
        ):  # fmt: skip
            secret.wipe()
