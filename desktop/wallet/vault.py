"""The vault: opens, changes and closes the one wallet that a vault process holds. Pure: no file, no socket."""

import secrets
import unicodedata
from collections.abc import Mapping, Sequence
from uuid import uuid4

from desktop.core.accounts import Account, clean_name
from desktop.core.consent import ConsentNeeded, Reason
from desktop.core.errors import WalletLocked, WrongPassword
from desktop.core.identity import Address
from desktop.wallet import mnemonic, v3
from desktop.wallet.crypto_box import Scrypt
from desktop.wallet.derivation import derive_key, key_address
from desktop.wallet.errors import (
    InvalidPath,
    InvalidPrivateKey,
    KeychainNotEnabled,
    PasswordTooShort,
    PolicyRefused,
    UnsupportedLanguage,
)
from desktop.wallet.guard import Guard, Kept
from desktop.wallet.journal import Deed
from desktop.wallet.limits import MIN_PASSWORD_CHARS, STANDARD_SCRYPT_N
from desktop.wallet.open_wallet import Lock, Opened, OpenWallet
from desktop.wallet.secret import Secret
from desktop.wallet.seller_pack import OpenPack
from desktop.wallet.wallet_file import (
    KIND_SELLER,
    LockedFile,
    decode_file,
    decode_seller,
    decode_wallet,
    make_slot,
    open_slot,
    read_accounts,
)


class Vault:
    """Holds at most one open wallet or seller pack. Every change returns the new bytes of the file.

    A request that fails leaves what was open as it was.
    """

    def __init__(self) -> None:
        self._opened: Opened | None = None
        self._guard: Guard | None = None

    @property
    def guard(self) -> Guard:
        """What the open file's signatures are measured by.

        Raises:
            WalletLocked: Nothing is open.
        """
        if self._guard is None:
            raise WalletLocked
        return self._guard

    def take_kept(self) -> Kept | None:
        """What the window must keep of the signature that was just made."""
        return None if self._guard is None else self._guard.take_kept()

    def opened(self) -> Opened:
        """What is open.

        Raises:
            WalletLocked: Nothing is.
        """
        if self._opened is None:
            raise WalletLocked
        return self._opened

    def wallet(self) -> OpenWallet:
        """The open wallet.

        Raises:
            WalletLocked: Nothing is open.
            PolicyRefused: A seller pack is open, which has no phrase.
        """
        opened = self.opened()
        if not isinstance(opened, OpenWallet):
            raise PolicyRefused("seller-pack")
        return opened

    def create(
        self,
        password: str,
        words: int = 12,
        language: str = mnemonic.ENGLISH,
        passphrase: str = "",
        scrypt_n: int = STANDARD_SCRYPT_N,
    ) -> tuple[tuple[str, ...], bytes, tuple[Account, ...]]:
        """A wallet from a fresh phrase, left open: (words, file, accounts).

        Raises:
            PasswordTooShort: It is empty.
            InvalidPhrase: ``words`` is none of 12, 15, 18, 21, 24.
            UnsupportedLanguage: There is no such word list.
        """
        if language not in mnemonic.word_lists():
            raise UnsupportedLanguage(language[:40])
        lock = new_lock(password, scrypt_n)
        wallet = OpenWallet.from_phrase(mnemonic.new_entropy(words), language, passphrase, lock)
        self._replace(wallet)
        return wallet.words(), wallet.to_file(), wallet.accounts

    def restore(
        self, phrase: str, passphrase: str, password: str, scrypt_n: int = STANDARD_SCRYPT_N
    ) -> tuple[bytes, tuple[Account, ...]]:
        """The wallet of a phrase, left open: (file, accounts).

        Raises:
            InvalidPhrase: It breaks BIP-39.
            UnsupportedLanguage: Its words belong to no known list.
            PasswordTooShort: It is empty.
        """
        entropy, language = mnemonic.read_phrase(phrase)
        wallet = OpenWallet.from_phrase(entropy, language, passphrase, new_lock(password, scrypt_n))
        self._replace(wallet)
        return wallet.to_file(), wallet.accounts

    def address_at(self, phrase: str, passphrase: str, path: str) -> Address:
        """The address at a BIP-32 path of a phrase; nothing is opened or kept.

        Raises:
            InvalidPhrase: It breaks BIP-39.
            UnsupportedLanguage: Its words belong to no known list.
            InvalidPath: The path is none.
        """
        entropy, language = mnemonic.read_phrase(phrase)
        try:
            return key_address(derive_key(mnemonic.seed(entropy, language, passphrase), path))
        except ValueError as error:
            raise InvalidPath(path[:80]) from error

    def unlock(self, wallet: bytes, password: str, record: bytes = b"") -> tuple[Account, ...]:
        """Open a file by its password. ``record`` is the newest that the vault gave out for it.

        Raises:
            WrongPassword: It does not open.
            DamagedKeystore, UnsupportedKeystore, KdfTooCostly: No file of ours, or a hostile one.
            AddressMismatch: Its open part shows another address than the encrypted one.
        """
        locked = decode_file(wallet)
        self._replace(open_file(locked, locked.box.kdf.derive(password_bytes(password))))
        self.guard.present(record)
        return self.opened().accounts

    def unlock_with_secret(self, wallet: bytes, secret: bytes, record: bytes = b"") -> tuple[Account, ...]:
        """Open a file by the secret from the keychain.

        Raises:
            KeychainNotEnabled: The file has no slot, or the secret is not its own.
        """
        locked = decode_file(wallet)
        slot = locked.file.keychain
        if slot is None:
            raise KeychainNotEnabled
        self._replace(open_file(locked, open_slot(slot, secret, locked.file.id)))
        self.guard.present(record)
        return self.opened().accounts

    def verify(self, wallet: bytes, password: str) -> None:
        """Open a file by its password and forget it; raises as ``unlock``."""
        locked = decode_file(wallet)
        open_file(locked, locked.box.kdf.derive(password_bytes(password))).wipe()

    def reopen(self, wallet: bytes) -> None:
        """Open a file by the key that is held now, and forget it: is what was written what is open?

        Raises:
            WrongPassword: It is under another key.
        """
        open_file(decode_file(wallet), self.opened().lock.derived_key.reveal()).wipe()

    def revert(self, wallet: bytes) -> tuple[Account, ...]:
        """Take back changes that could not be written: open this file by the key that is held now.

        It needs no password, so neither what was spent nor the limits go back with it.

        Raises:
            WrongPassword: It is under another key.
        """
        guard, earlier = self.guard, open_file(decode_file(wallet), self.opened().lock.derived_key.reveal())
        self._replace(earlier)
        self._guard = guard
        if isinstance(earlier, OpenWallet):
            earlier.limits = guard.limits
        return self.opened().accounts

    def rewrite(self) -> bytes:
        """The open wallet's file in the present format, whatever format it was opened from."""
        return self.wallet().to_file()

    def change_password(self, old: str, new: str, scrypt_n: int = STANDARD_SCRYPT_N) -> bytes:
        """The file under a new password; the keychain slot is dropped and must be enabled again.

        Raises:
            WrongPassword: ``old`` is not the present one.
            PasswordTooShort: ``new`` is empty.
        """
        wallet = self.wallet()
        self._demand(old)
        lock = new_lock(new, scrypt_n)
        wallet.lock.derived_key.wipe()
        wallet.lock = Lock(wallet.lock.id, lock.kdf, lock.derived_key)
        return wallet.to_file()

    def check_backup(self, words: Mapping[int, str]) -> bool:
        """Whether these words stand at these positions (from 0) of the phrase; false for none at all."""
        phrase = self.wallet().words()
        return bool(words) and all(
            0 <= at < len(phrase) and unicodedata.normalize("NFKD", word).strip().lower() == phrase[at]
            for at, word in words.items()
        )

    def require_password(self, password: str) -> None:
        """Whoever uses the open wallet knows its password too.

        Raises:
            WrongPassword: They do not.
            PolicyRefused: A seller pack is open.
        """
        self.wallet()
        self._demand(password)

    def agree(self, reasons: Sequence[Reason], consent: str, deed: Deed) -> tuple[str, ...]:
        """The rules that the person agreed to go beyond, for one signature; none if there are no reasons.

        Raises:
            ConsentNeeded: There are, and ``consent`` is empty.
            WrongPassword: ``consent`` is not the wallet's password.
        """
        if not reasons:
            return ()
        if not consent:
            raise ConsentNeeded(tuple(reasons), deed.act, tuple(deed.facts.items()))
        self.require_password(consent)
        return tuple(reason.rule for reason in reasons)

    def reveal_phrase(self, password: str) -> tuple[str, ...]:
        """The words, for a person who gives the password again."""
        self._demand(password)
        return self.wallet().words()

    def import_v3(self, data: bytes, password: str, name: str) -> tuple[Account, bytes]:
        """Add the key of a V3 file; raises as ``v3.import_v3``, and ``AccountExists``."""
        key, address = v3.import_v3(data, password)
        return self._add_key(key, address, name)

    def import_private_key(self, text: str, name: str) -> tuple[Account, bytes]:
        """Add a single private key, written as 64 hex digits with or without ``0x``.

        Raises:
            InvalidPrivateKey: It is none.
            AccountExists: The wallet has its account.
        """
        key = _private_key(text)
        return self._add_key(key, key_address(key), name)

    def export_v3(
        self, account: Address, password: str, file_password: str, scrypt_n: int = STANDARD_SCRYPT_N
    ) -> bytes:
        """A V3 file of one account's key, under its own password, for a person who gives the wallet's again."""
        self._demand(password)
        if len(file_password) < MIN_PASSWORD_CHARS:
            raise PasswordTooShort(MIN_PASSWORD_CHARS)
        return v3.export_v3(self.wallet().key_of(account), file_password, scrypt_n)

    def add_keychain_slot(self, password: str) -> tuple[bytes, bytes]:
        """The file with a slot for the keychain, and the secret to put there (32 random bytes)."""
        wallet = self.wallet()
        self._demand(password)
        secret = secrets.token_bytes(32)
        wallet.lock.slot = make_slot(wallet.lock.derived_key.reveal(), secret, wallet.lock.id)
        return wallet.to_file(), secret

    def remove_keychain_slot(self) -> bytes:
        """The file without the slot: the secret in the keychain opens nothing any more."""
        wallet = self.wallet()
        wallet.lock.slot = None
        return wallet.to_file()

    def close(self) -> None:
        """Forget what is open (the process ends anyway when the app locks)."""
        if self._opened is not None:
            self._opened.wipe()
            self._opened = self._guard = None

    def _replace(self, opened: Opened) -> None:
        self.close()
        self._opened = opened
        self._guard = Guard(opened.guard_key(), opened.lock.id, opened.limits)

    def _demand(self, password: str) -> None:
        lock = self.opened().lock
        if not lock.derived_key.matches(lock.kdf.derive(password_bytes(password))):
            raise WrongPassword

    def _add_key(self, key: bytes, address: Address, name: str) -> tuple[Account, bytes]:
        wallet = self.wallet()
        account = wallet.add_imported(key, address, clean_name(name, address.short))
        return account, wallet.to_file()


def new_lock(password: str, scrypt_n: int) -> Lock:
    """A new file's id, KDF and key.

    Raises:
        PasswordTooShort: It is empty.
    """
    if len(password) < MIN_PASSWORD_CHARS:
        raise PasswordTooShort(MIN_PASSWORD_CHARS)
    kdf = Scrypt.fresh(scrypt_n)
    return Lock(str(uuid4()), kdf, Secret(kdf.derive(password_bytes(password))))


def password_bytes(password: str) -> bytes:
    """UTF-8 of the NFKC form, so that a password opens the wallet from any keyboard and system."""
    return unicodedata.normalize("NFKC", password).encode()


def _private_key(text: str) -> bytes:
    try:
        return bytes.fromhex(text.strip().removeprefix("0x"))
    except ValueError:
        # Not chained: the message would quote the text.
        raise InvalidPrivateKey from None


def open_file(locked: LockedFile, derived_key: bytes) -> OpenWallet | OpenPack:
    """What a file holds, by the key that its password gives.

    Raises:
        WrongPassword: The key does not open it.
        DamagedKeystore, AddressMismatch: Its parts do not fit together.
    """
    file, payload = locked.file, locked.box.open(derived_key)
    lock = Lock(file.id, locked.box.kdf, Secret(derived_key), file.keychain)
    if file.kind == KIND_SELLER:
        pack = decode_seller(payload, locked)
        return OpenPack.from_payload(pack, read_accounts(file.accounts, pack.accounts), lock)
    wallet = decode_wallet(payload, locked)
    return OpenWallet.from_payload(wallet, read_accounts(file.accounts, wallet.accounts), lock)
