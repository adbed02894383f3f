"""Keys from the seed: accounts by BIP-32 and BIP-44, and the named branches for everything else."""

import re
from typing import Final

from coincurve import PrivateKey

from desktop.core.exchange import SECP256K1_ORDER
from desktop.core.identity import Address
from desktop.wallet.curve import address_of, scalar_of
from desktop.wallet.errors import InvalidPrivateKey
from desktop.wallet.hkdf import hkdf
from desktop.wallet.signing_library import HDPath

ACCOUNT_PATH: Final = "m/44'/60'/0'/0/{index}"
"""BIP-44 with coin type 60 (SLIP-44: Ether), as every common wallet numbers its accounts."""

_PATH = re.compile(r"m(/\d{1,10}['Hh]?){0,10}")
_HARDENED = 2**31


def derive_key(seed: bytes, path: str) -> bytes:
    """The private key at a BIP-32 path such as ``m/44'/60'/0'/0/0``.

    Raises:
        ValueError: No path, or an index of 2**31 or more.
    """
    if not _PATH.fullmatch(path):
        raise ValueError("path")
    if any(int(part.rstrip("'Hh")) >= _HARDENED for part in path.split("/")[1:]):
        raise ValueError("index")
    return HDPath(path.replace("h", "H")).derive(seed)


def key_address(key: bytes) -> Address:
    """The address of a private key.

    Raises:
        InvalidPrivateKey: Not 32 bytes, zero, or not below the curve's order.
    """
    if len(key) != 32 or not 0 < int.from_bytes(key, "big") < SECP256K1_ORDER:
        raise InvalidPrivateKey
    return address_of(PrivateKey(key).public_key)


def age_identity(seed: bytes) -> bytes:
    """The X25519 private key that all licence files of a wallet are made for."""
    return hkdf(seed, b"licet age identity 1")


def backup_key(seed: bytes) -> bytes:
    """What the back-up files of a wallet are marked with, so that it knows its own again."""
    return hkdf(seed, b"licet backup 1")


def guard_key(secret: bytes) -> bytes:
    """What the vault marks its records of what was spent with."""
    return hkdf(secret, b"licet spending record 1")


def seller_secret(seed: bytes, account: Address) -> bytes:
    """What the model keys of an account of the phrase are derived from."""
    return hkdf(seed, b"licet seller secret 1", salt=account.raw)


def imported_seller_secret(key: bytes, account: Address) -> bytes:
    """The same for an imported account, which has no seed: it comes back with its key."""
    return hkdf(key, b"licet imported seller secret 1", salt=account.raw)


def operator_key(secret: bytes, index: int) -> bytes:
    """The private key of a seller's operator; another ``index`` replaces a stolen one."""
    digest = hkdf(secret, b"licet operator key 1", salt=index.to_bytes(4, "big"), length=48)
    return scalar_of(digest).to_bytes(32, "big")
