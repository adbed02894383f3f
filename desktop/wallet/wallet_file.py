"""The two files of ours that hold secrets: ``wallet.json`` and the seller pack, both format 1.

Around the encrypted payload stand what a locked app shows (accounts) and the optional keychain slot. The
payload repeats the accounts, so that nobody can change an address in the open part unseen.
"""

from typing import Any, Final, Literal

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from desktop.core.accounts import Account, AccountKind
from desktop.core.errors import InvalidAddress
from desktop.core.identity import Address
from desktop.wallet.crypto_box import CryptoBox
from desktop.wallet.errors import AddressMismatch, DamagedKeystore, KeychainNotEnabled, UnsupportedKeystore
from desktop.wallet.hkdf import hkdf
from desktop.wallet.limit_rows import LimitRows
from desktop.wallet.limits import MAX_WALLET_BYTES
from desktop.wallet.strict_json import check_depth

FORMAT: Final = 1
KIND_WALLET: Final = "wallet"
KIND_SELLER: Final = "seller"
_SLOT_NONCE = bytes(12)  # each unlock secret wraps one key once


class AccountRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An account in the file; the address with its EIP-55 checksum."""

    address: str
    path: str
    name: str
    kind: AccountKind


class KeychainSlot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The payload's key, wrapped by the secret that lies in the operating system's keychain."""

    wrapped: bytes


class WalletFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file; ``crypto`` is a V3 ``crypto`` object around the payload."""

    format: Literal[1]
    kind: Literal["wallet", "seller"]
    id: str
    crypto: dict[str, Any]
    accounts: list[AccountRow]
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

    seller: str
    operator_key: bytes
    accounts: list[AccountRow]
    models: list[PackedModel]


def encode_file(file: WalletFile) -> bytes:
    """The file's bytes: JSON, one line."""
    return msgspec.json.encode(file) + b"\n"


def decode_file(data: bytes) -> tuple[WalletFile, CryptoBox]:
    """Read a file without computing anything.

    Raises:
        DamagedKeystore: No file of ours.
        UnsupportedKeystore: A later format.
        KdfTooCostly: It asks for more than the caps.
    """
    if len(data) > MAX_WALLET_BYTES:
        raise DamagedKeystore("size")
    try:
        check_depth(data)
        file = msgspec.json.decode(data, type=WalletFile)
    except (msgspec.MsgspecError, ValueError) as error:
        later = _later_format(data)
        if later is not None:
            raise UnsupportedKeystore(f"format {later}") from error
        raise DamagedKeystore("json") from error
    return file, CryptoBox.from_json(file.crypto)


def encode_payload(payload: WalletPayload | SellerPayload) -> bytes:
    return msgspec.json.encode(payload)


def decode_wallet(data: bytes) -> WalletPayload:
    """Read a decrypted wallet.

    Raises:
        DamagedKeystore: The password fits, but the contents do not.
    """
    try:
        return msgspec.json.decode(data, type=WalletPayload)
    except msgspec.MsgspecError:
        # Not chained: the message could quote the payload.
        raise DamagedKeystore("payload") from None


def decode_seller(data: bytes) -> SellerPayload:
    """Read a decrypted seller pack; raises as ``decode_wallet``."""
    try:
        return msgspec.json.decode(data, type=SellerPayload)
    except msgspec.MsgspecError:
        raise DamagedKeystore("payload") from None


def shown_accounts(data: bytes) -> tuple[Account, ...]:
    """The accounts in the open part of a file, which anybody could have changed; raises as ``decode_file``."""
    file, _box = decode_file(data)
    return tuple(read_accounts(file.accounts, file.accounts))


def account_rows(accounts: list[Account]) -> list[AccountRow]:
    return [AccountRow(str(a.address), a.path, a.name, a.kind) for a in accounts]


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
        return [Account(Address.parse(row.address), row.path, row.name, row.kind) for row in sealed]
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


def _later_format(data: bytes) -> int | None:
    class Head(msgspec.Struct):
        format: int

    try:
        check_depth(data)
        number = msgspec.json.decode(data, type=Head).format
    except (msgspec.MsgspecError, ValueError):
        return None
    return number if number > FORMAT else None
