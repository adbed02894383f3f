"""Wallet files of format 1, as the first releases wrote them: read only, for as long as anybody may have one.

It knew neither hidden nor watched accounts, and its payload named neither its format nor its file.
"""

from typing import Any, Final, Literal

import msgspec

FORMAT: Final = 1


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    def __repr__(self) -> str:
        return f"{type(self).__name__}(***)"


class AccountRow(_Strict, frozen=True):
    """An account in the file."""

    address: str
    path: str
    name: str
    kind: Literal["hd", "imported", "operator"]


class KeychainSlot(_Strict, frozen=True):
    """The payload's key, wrapped by the secret in the keychain."""

    wrapped: bytes


class WalletFile(_Strict, frozen=True):
    """The whole file."""

    format: Literal[1]
    kind: Literal["wallet", "seller"]
    id: str
    crypto: dict[str, Any]
    accounts: list[AccountRow]
    keychain: KeychainSlot | None = None


class ImportedKey(_Strict, frozen=True):
    """A single key that does not come from the phrase."""

    address: str
    key: bytes


class WalletPayload(_Strict, frozen=True):
    """What ``wallet.json`` encrypted."""

    entropy: bytes
    language: str
    passphrase: str
    accounts: list[AccountRow]
    imported: list[ImportedKey]


class PackedModel(_Strict, frozen=True):
    """The secrets of one version, in a seller pack."""

    salt: bytes
    key: bytes
    delivery_secret: bytes


class SellerPayload(_Strict, frozen=True):
    """What a seller pack encrypted."""

    seller: str
    operator_key: bytes
    accounts: list[AccountRow]
    models: list[PackedModel]
