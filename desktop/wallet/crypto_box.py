"""The encryption scheme of V3 keystores over bytes of any length, with every cost checked before it is paid.

Source: https://ethereum.org/en/developers/docs/data-structures-and-encoding/web3-secret-storage/.
``derived key`` is 32 bytes: the first 16 encrypt (AES-128-CTR), the last 16 go into the MAC
keccak256(derived[16:32] || ciphertext).
"""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from Crypto.Protocol.KDF import scrypt as pycryptodome_scrypt
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CTR

from desktop.core.errors import WrongPassword
from desktop.core.identity import keccak256
from desktop.wallet.errors import (
    DamagedKeystore,
    KdfTooCostly,
    NotEnoughMemory,
    UnsupportedKeystore,
)
from desktop.wallet.limits import MAX_KDF_BYTES, MAX_PBKDF2_ROUNDS, MAX_SCRYPT_P

_DKLEN = 32
_MAX_SALT_BYTES = 1024
_MAX_SCRYPT_BLOCKS_BYTES = 64 << 20
_I63 = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Scrypt:
    """scrypt (RFC 7914) with its cost and salt, within our caps."""

    n: int
    r: int
    p: int
    salt: bytes

    def __post_init__(self) -> None:
        if min(self.n, self.r, self.p) < 1 or self.n < 2 or self.n & (self.n - 1):
            raise DamagedKeystore("kdfparams")
        needed = 128 * self.n * self.r
        too_wide = 128 * self.r * self.p > _MAX_SCRYPT_BLOCKS_BYTES
        if needed > MAX_KDF_BYTES or self.p > MAX_SCRYPT_P or too_wide:
            raise KdfTooCostly(min(needed, _I63), min(self.p, _I63))

    @classmethod
    def fresh(cls, n: int) -> Self:
        """The standard's r and p with a new salt."""
        return cls(n, 8, 1, secrets.token_bytes(32))

    def derive(self, password: bytes) -> bytes:
        """The 32-byte key.

        Raises:
            NotEnoughMemory: The machine has less than the file asks for.
        """
        try:
            if self.n >= 1 << min(16 * self.r, 64):
                # OpenSSL refuses N >= 2**(128 * r / 8), which published keystores with r = 1 have.
                key = pycryptodome_scrypt(password, self.salt, _DKLEN, self.n, self.r, self.p)  # type: ignore[arg-type]
                return bytes(key)  # type: ignore[arg-type]
            room = 128 * self.r * (self.n + self.p + 2) + (1 << 20)
            return hashlib.scrypt(
                password, salt=self.salt, n=self.n, r=self.r, p=self.p, maxmem=room, dklen=_DKLEN
            )
        except (MemoryError, ValueError) as error:
            # OpenSSL reports memory that it does not get as a ValueError; the parameters were checked before.
            raise NotEnoughMemory(128 * self.n * self.r) from error

    def as_json(self) -> dict[str, Any]:
        return {"dklen": _DKLEN, "n": self.n, "r": self.r, "p": self.p, "salt": self.salt.hex()}


@dataclass(frozen=True, slots=True)
class Pbkdf2:
    """PBKDF2-HMAC-SHA256 with its rounds and salt, within our caps."""

    rounds: int
    salt: bytes

    def __post_init__(self) -> None:
        if self.rounds < 1:
            raise DamagedKeystore("kdfparams")
        if self.rounds > MAX_PBKDF2_ROUNDS:
            raise KdfTooCostly(_DKLEN, min(self.rounds, _I63))

    def derive(self, password: bytes) -> bytes:
        return hashlib.pbkdf2_hmac("sha256", password, self.salt, self.rounds, _DKLEN)

    def as_json(self) -> dict[str, Any]:
        return {"dklen": _DKLEN, "c": self.rounds, "prf": "hmac-sha256", "salt": self.salt.hex()}


Kdf = Scrypt | Pbkdf2


@dataclass(frozen=True, slots=True)
class CryptoBox:
    """An encrypted payload: the ``crypto`` object of a keystore."""

    kdf: Kdf
    iv: bytes
    ciphertext: bytes
    mac: bytes

    @classmethod
    def seal(cls, payload: bytes, kdf: Kdf, derived_key: bytes) -> Self:
        """Encrypt under a key that ``kdf`` gave; the counter starts at a fresh random IV each time."""
        iv = secrets.token_bytes(16)
        ciphertext = _aes_ctr(derived_key, iv, payload)
        return cls(kdf, iv, ciphertext, keccak256(derived_key[16:32] + ciphertext))

    def open(self, derived_key: bytes) -> bytes:
        """Check the MAC, then decrypt.

        Raises:
            WrongPassword: The MAC differs.
        """
        if not hmac.compare_digest(keccak256(derived_key[16:32] + self.ciphertext), self.mac):
            raise WrongPassword
        return _aes_ctr(derived_key, self.iv, self.ciphertext)

    def with_ciphertext(self, ciphertext: bytes) -> Self:
        """The same box around other bytes (used by tests of damage)."""
        return replace(self, ciphertext=ciphertext)

    @classmethod
    def from_json(cls, crypto: object) -> Self:
        """Read a ``crypto`` object without computing anything.

        Raises:
            DamagedKeystore: A field is missing or malformed.
            UnsupportedKeystore: Another cipher, KDF or pseudo-random function.
            KdfTooCostly: Beyond the caps.
        """
        fields = _mapping(crypto, "crypto")
        cipher = _text(fields, "cipher")
        if cipher != "aes-128-ctr":
            raise UnsupportedKeystore(f"cipher {cipher[:20]}")
        kdf = _read_kdf(_text(fields, "kdf"), _mapping(fields.get("kdfparams"), "kdfparams"))
        iv = _hex(_mapping(fields.get("cipherparams"), "cipherparams"), "iv", 16)
        mac = _hex(fields, "mac", 32)
        if not iv or len(mac) != 32:
            raise DamagedKeystore("iv" if not iv else "mac")
        # Old versions of eth-keyfile dropped leading zero bytes of the IV.
        return cls(kdf, iv.rjust(16, b"\0"), _hex(fields, "ciphertext", 1 << 20), mac)

    def as_json(self) -> dict[str, Any]:
        """The ``crypto`` object."""
        return {
            "cipher": "aes-128-ctr",
            "cipherparams": {"iv": self.iv.hex()},
            "ciphertext": self.ciphertext.hex(),
            "kdf": "scrypt" if isinstance(self.kdf, Scrypt) else "pbkdf2",
            "kdfparams": self.kdf.as_json(),
            "mac": self.mac.hex(),
        }


def _aes_ctr(derived_key: bytes, iv: bytes, data: bytes) -> bytes:
    encryptor = Cipher(AES(derived_key[:16]), CTR(iv)).encryptor()
    return encryptor.update(data) + encryptor.finalize()


def _read_kdf(name: str, params: Mapping[str, Any]) -> Kdf:
    if name not in {"scrypt", "pbkdf2"}:
        raise UnsupportedKeystore(f"kdf {name[:20]}")
    if _integer(params, "dklen") != _DKLEN:
        raise UnsupportedKeystore("dklen")
    salt = _hex(params, "salt", _MAX_SALT_BYTES)
    if name == "scrypt":
        return Scrypt(_integer(params, "n"), _integer(params, "r"), _integer(params, "p"), salt)
    prf = _text(params, "prf")
    if prf != "hmac-sha256":
        raise UnsupportedKeystore(f"prf {prf[:20]}")
    return Pbkdf2(_integer(params, "c"), salt)


def _mapping(value: object, name: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise DamagedKeystore(name)
    return value


def _text(fields: Mapping[str, Any], name: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str):
        raise DamagedKeystore(name)
    return value


def _integer(fields: Mapping[str, Any], name: str) -> int:
    value = fields.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise DamagedKeystore(name)
    return value


def _hex(fields: Mapping[str, Any], name: str, longest: int) -> bytes:
    text = _text(fields, name).removeprefix("0x")
    if len(text) > 2 * longest:
        raise DamagedKeystore(name)
    try:
        # bytes.fromhex alone would pass over spaces.
        return bytes.fromhex("".join(text.split())) if text.isalnum() or not text else _bad(name)
    except ValueError as error:
        raise DamagedKeystore(name) from error


def _bad(name: str) -> bytes:
    raise DamagedKeystore(name)
