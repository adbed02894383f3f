"""The files of ours that hold accounts, in format 2: ``wallet.json``, the seller pack, and a wallet that only watches.

Around the encrypted payload stand what a locked app shows (accounts) and the optional keychain slot. The
payload repeats format, id and accounts, so that nobody can change an address in the open part unseen. A wallet
that only watches has no secret, so no payload and no password. Files of format 1 are read by ``format_1``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeVar

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from desktop.core.accounts import Account, AccountKind, ShownWallet
from desktop.core.errors import InvalidAddress
from desktop.core.identity import Address
from desktop.wallet import format_1
from desktop.wallet.crypto_box import CryptoBox
from desktop.wallet.errors import (
    AddressMismatch,
    DamagedKeystore,
    KeychainNotEnabled,
    NothingToUnlock,
    UnsupportedKeystore,
)
from desktop.wallet.hkdf import hkdf
from desktop.wallet.limit_rows import LimitRows
from desktop.wallet.limits import MAX_WALLET_BYTES
from desktop.wallet.strict_json import check_depth

FORMAT: Final = 2
KIND_WALLET: Final = "wallet"
KIND_SELLER: Final = "seller"
KIND_WATCH: Final = "watch"
_SLOT_NONCE = bytes(12)  # each unlock secret wraps one key once


class AccountRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """An account in the file; the address with its EIP-55 checksum."""

    address: str
    path: str
    name: str
    kind: AccountKind
    hidden: bool = False


class KeychainSlot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The payload's key, wrapped by the secret that lies in the operating system's keychain."""

    wrapped: bytes


class WalletFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The whole file; ``crypto`` is a V3 ``crypto`` object around the payload, and missing where there is no secret."""

    format: Literal[2]
    kind: Literal["wallet", "seller", "watch"]
    id: str
    accounts: list[AccountRow]
    crypto: dict[str, Any] | None = None
    keychain: KeychainSlot | None = None


class _Payload(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    def __repr__(self) -> str:
        return f"{type(self).__name__}(***)"


class ImportedKey(_Payload, frozen=True):
    """A single key that does not come from the phrase."""

    address: str
    key: bytes


class WalletPayload(_Payload, frozen=True, omit_defaults=True):
    """What ``wallet.json`` encrypts; limits stand in it only where the person chose some."""

    format: Literal[2]
    id: str
    entropy: bytes
    language: str
    passphrase: str
    accounts: list[AccountRow]
    imported: list[ImportedKey]
    limits: LimitRows | None = None


class PackedModel(_Payload, frozen=True):
    """The secrets of one version, in a seller pack."""

    salt: bytes
    key: bytes
    delivery_secret: bytes


class SellerPayload(_Payload, frozen=True):
    """What a seller pack encrypts: the operator's key, and models of the seller it may deliver."""

    format: Literal[2]
    id: str
    seller: str
    operator_key: bytes
    accounts: list[AccountRow]
    models: list[PackedModel]


@dataclass(frozen=True, slots=True)
class LockedFile:
    """A file with a secret, read and not yet opened; ``written_in`` is the format of its bytes."""

    file: WalletFile
    box: CryptoBox
    written_in: int


def encode_file(file: WalletFile) -> bytes:
    """The file's bytes: JSON, one line."""
    return msgspec.json.encode(file) + b"\n"


def decode_file(data: bytes) -> LockedFile:
    """Read a file of any released format without computing anything.

    Raises:
        DamagedKeystore: No file of ours.
        UnsupportedKeystore: A later format.
        KdfTooCostly: It asks for more than the caps.
        NothingToUnlock: It only watches, and has no password.
    """
    file, written_in = _read(data)
    if file.kind == KIND_WATCH:
        raise NothingToUnlock
    return LockedFile(file, CryptoBox.from_json(file.crypto), written_in)


def file_format(data: bytes) -> int:
    """The format that a file was written in; raises as ``decode_file``."""
    return _read(data)[1]


AnyPayload = TypeVar("AnyPayload", WalletPayload, SellerPayload)


def encode_payload(payload: WalletPayload | SellerPayload) -> bytes:
    return msgspec.json.encode(payload)


def decode_wallet(data: bytes, locked: LockedFile) -> WalletPayload:
    """Read a decrypted wallet as the present format has it.

    Raises:
        DamagedKeystore: The password fits, but the contents do not, or they are of another file.
    """
    try:
        if locked.written_in == format_1.FORMAT:
            old = msgspec.json.decode(data, type=format_1.WalletPayload)
            rows = [_raise_row(row) for row in old.accounts]
            imported = [ImportedKey(row.address, row.key) for row in old.imported]
            return WalletPayload(
                FORMAT, locked.file.id, old.entropy, old.language, old.passphrase, rows, imported
            )
        return _of_this_file(msgspec.json.decode(data, type=WalletPayload), locked)
    except msgspec.MsgspecError:
        # Not chained: the message could quote the payload.
        raise DamagedKeystore("payload") from None


def decode_seller(data: bytes, locked: LockedFile) -> SellerPayload:
    """Read a decrypted seller pack; raises as ``decode_wallet``."""
    try:
        if locked.written_in == format_1.FORMAT:
            old = msgspec.json.decode(data, type=format_1.SellerPayload)
            models = [PackedModel(row.salt, row.key, row.delivery_secret) for row in old.models]
            rows = [_raise_row(row) for row in old.accounts]
            return SellerPayload(FORMAT, locked.file.id, old.seller, old.operator_key, rows, models)
        return _of_this_file(msgspec.json.decode(data, type=SellerPayload), locked)
    except msgspec.MsgspecError:
        raise DamagedKeystore("payload") from None


def shown_accounts(data: bytes) -> tuple[Account, ...]:
    """The accounts in the open part of a file, which anybody could have changed; raises as ``decode_file``."""
    return shown_wallet(data).accounts


def shown_wallet(data: bytes) -> ShownWallet:
    """The open part of a file; raises as ``decode_file``."""
    file, _format = _read(data)
    if file.kind != KIND_WATCH:
        CryptoBox.from_json(file.crypto)
    accounts = tuple(read_accounts(file.accounts, file.accounts))
    return ShownWallet(file.id, accounts, only_watches=file.kind == KIND_WATCH)


def watching_file(wallet_id: str, accounts: Sequence[Account]) -> bytes:
    """The bytes of a wallet that only watches these accounts."""
    return encode_file(WalletFile(FORMAT, KIND_WATCH, wallet_id, account_rows(accounts)))


def account_rows(accounts: Sequence[Account]) -> list[AccountRow]:
    return [AccountRow(str(a.address), a.path, a.name, a.kind, a.is_hidden) for a in accounts]


def read_accounts(shown: list[AccountRow], sealed: list[AccountRow]) -> list[Account]:
    """The accounts of a file, after comparing what anybody could change with what the password protects.

    Raises:
        AddressMismatch: An address in the open part is not the one inside.
        DamagedKeystore: They differ otherwise, or are none.
    """
    for open_row, row in zip(shown, sealed, strict=False):
        if open_row.address != row.address:
            raise AddressMismatch(row.address, open_row.address[:42])
    if shown != sealed or not sealed:
        raise DamagedKeystore("accounts")
    try:
        return [
            Account(Address.parse(row.address), row.path, row.name, row.kind, row.hidden) for row in sealed
        ]
    except InvalidAddress as error:
        raise DamagedKeystore("accounts") from error


def make_slot(derived_key: bytes, unlock_secret: bytes, wallet_id: str) -> KeychainSlot:
    """Wrap the payload's key for the keychain's secret (32 random bytes)."""
    cipher = ChaCha20Poly1305(hkdf(unlock_secret, b"licet keychain 1"))
    return KeychainSlot(cipher.encrypt(_SLOT_NONCE, derived_key, wallet_id.encode()))


def open_slot(slot: KeychainSlot, unlock_secret: bytes, wallet_id: str) -> bytes:
    """The payload's key.

    Raises:
        KeychainNotEnabled: The secret does not fit this slot.
    """
    cipher = ChaCha20Poly1305(hkdf(unlock_secret, b"licet keychain 1"))
    try:
        return cipher.decrypt(_SLOT_NONCE, slot.wrapped, wallet_id.encode())
    except InvalidTag as error:
        raise KeychainNotEnabled from error


def _read(data: bytes) -> tuple[WalletFile, int]:
    """A file as the present format has it, and the format it was written in."""
    if len(data) > MAX_WALLET_BYTES:
        raise DamagedKeystore("size")
    try:
        check_depth(data)
        number = msgspec.json.decode(data, type=_Head).format
        if number > FORMAT:
            raise UnsupportedKeystore(f"format {number}")
        if number == format_1.FORMAT:
            return _raise_file(msgspec.json.decode(data, type=format_1.WalletFile)), number
        file = msgspec.json.decode(data, type=WalletFile)
    except (msgspec.MsgspecError, ValueError) as error:
        raise DamagedKeystore("json") from error
    if file.kind == KIND_WATCH and (file.crypto or file.keychain):
        raise DamagedKeystore("crypto")
    if file.kind == KIND_WATCH and any(row.kind != "watch" for row in file.accounts):
        raise DamagedKeystore("accounts")
    return file, number


class _Head(msgspec.Struct):
    format: int


def _raise_file(old: format_1.WalletFile) -> WalletFile:
    slot = KeychainSlot(old.keychain.wrapped) if old.keychain else None
    return WalletFile(FORMAT, old.kind, old.id, [_raise_row(row) for row in old.accounts], old.crypto, slot)


def _raise_row(old: format_1.AccountRow) -> AccountRow:
    return AccountRow(old.address, old.path, old.name, old.kind)


def _of_this_file(payload: AnyPayload, locked: LockedFile) -> AnyPayload:
    if payload.id != locked.file.id:
        raise DamagedKeystore("id")
    return payload
