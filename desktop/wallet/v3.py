"""V3 keystores of single keys, read and written (Web3 Secret Storage).

eth-keyfile is not used: it opens files whose address is wrong or whose cipher is unknown, and pays any cost
that a file asks for.
"""

import json
from typing import Any, Final
from uuid import uuid4

from desktop.core.errors import InvalidAddress
from desktop.core.identity import Address
from desktop.wallet.crypto_box import CryptoBox, Scrypt
from desktop.wallet.derivation import key_address
from desktop.wallet.errors import AddressMismatch, DamagedKeystore, InvalidPrivateKey, UnsupportedKeystore
from desktop.wallet.strict_json import read_json

MAX_FILE_BYTES: Final = 64 << 10


def import_v3(file_bytes: bytes, password: str) -> tuple[bytes, Address]:
    """The private key of a V3 file, and its address.

    Raises:
        DamagedKeystore: No JSON object, or a field is missing or malformed.
        UnsupportedKeystore: Another version or kind: V1, presale, EIP-2335, another cipher or KDF.
        KdfTooCostly: It asks for more than the caps.
        WrongPassword: It does not open.
        AddressMismatch: The key inside belongs to another address than the file names.
    """
    fields = _read(file_bytes)
    _check_kind(fields)
    box = CryptoBox.from_json(fields.get("crypto"))
    if not 1 <= len(box.ciphertext) <= 32:
        raise DamagedKeystore("ciphertext")
    # Some writers dropped the key's leading zero bytes (geth's own vectors have such files).
    key = box.open(box.kdf.derive(password.encode())).rjust(32, b"\0")
    try:
        address = key_address(key)
    except InvalidPrivateKey as error:
        raise DamagedKeystore("private key") from error
    named = fields.get("address")
    if named is not None:
        _compare(named, address)
    return key, address


def export_v3(key: bytes, password: str, scrypt_n: int) -> bytes:
    """A V3 file of one key."""
    kdf = Scrypt.fresh(scrypt_n)
    box = CryptoBox.seal(key, kdf, kdf.derive(password.encode()))
    content = {
        "address": key_address(key).raw.hex(),
        "crypto": box.as_json(),
        "id": str(uuid4()),
        "version": 3,
    }
    return json.dumps(content).encode()


def _read(file_bytes: bytes) -> dict[str, Any]:
    try:
        content = read_json(file_bytes, MAX_FILE_BYTES)
    except ValueError as error:
        raise DamagedKeystore("json") from error
    if not isinstance(content, dict):
        raise DamagedKeystore("json")
    lowered: dict[str, Any] = _lower_keys(content)
    return lowered


def _lower_keys(value: Any) -> Any:
    # geth once wrote "Crypto", and others "KDF": names differ in case only.
    if isinstance(value, dict):
        return {key.lower(): _lower_keys(inner) for key, inner in value.items()}
    return value


def _check_kind(fields: dict[str, Any]) -> None:
    if "encseed" in fields:
        raise UnsupportedKeystore("presale")
    version = fields.get("version")
    if not isinstance(version, int | str) or isinstance(version, bool):
        raise DamagedKeystore("version")
    if version not in {3, "3"}:
        raise UnsupportedKeystore(f"version {str(version)[:10]}")


def _compare(named: object, found: Address) -> None:
    if not isinstance(named, str):
        raise DamagedKeystore("address")
    try:
        expected = Address.parse("0x" + named.lower().removeprefix("0x"))
    except InvalidAddress as error:
        raise DamagedKeystore("address") from error
    if expected != found:
        raise AddressMismatch(str(expected), str(found))
