"""V3 keystores: published ones open, hostile and broken ones are refused before anything is computed."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from eth_account import Account as EthAccount
from eth_keyfile import create_keyfile_json, decode_keyfile_json
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.errors import AppError, WrongPassword
from desktop.core.identity import Address
from desktop.wallet import crypto_box, v3
from desktop.wallet.errors import AddressMismatch, DamagedKeystore, KdfTooCostly, UnsupportedKeystore

KEY = b"\x05" * 32
ROOT = Path(__file__).parents[3]
PASSWORD = "keystore password"


@pytest.fixture
def keystore() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(v3.export_v3(KEY, PASSWORD, 2))
    return content


def read(content: object, password: str = PASSWORD) -> tuple[bytes, Address]:
    return v3.import_v3(json.dumps(content).encode(), password)


@pytest.mark.parametrize(
    "name", ["test1", "test2", "python_generated_test_with_odd_iv", "evilnonce", "mycrypto"]
)
def test_published_keystores_give_their_keys(vectors: Callable[[str], Any], name: str) -> None:
    case = vectors("keystore_ethereum_tests.json")[name]

    key, address = read(case["json"], case["password"])

    assert key.hex() == case["priv"]
    assert str(address) == EthAccount.from_key(key).address


@pytest.mark.parametrize(
    ("iv", "ciphertext", "salt", "mac", "key"),
    [
        (
            "e0c41130a323adc1446fc82f724bca2f",
            "9517cd5bdbe69076f9bf5057248c6c050141e970efa36ce53692d5d59a3984",
            "711f816911c92d649fb4c84b047915679933555030b3552c1212609b38208c63",
            "d5e116151c6aa71470e67a7d42c9620c75c4d23229847dcc127794f0732b0db5",
            "00fa7b3db73dc7dfdf8c5fbdb796d741e4488628c41fc4febd9160a866ba0f35",
        ),
        (
            "3ca92af36ad7c2cd92454c59cea5ef00",
            "108b7d34f3442fc26ab1ab90ca91476ba6bfa8c00975a49ef9051dc675aa",
            "d0769e608fb86cda848065642a9c6fa046845c928175662b8e356c77f914cd3b",
            "75d0e6759f7b3cefa319c3be41680ab6beea7d8328653474bd06706d4cc67420",
            "000081c29e8142bb6a81bef5a92bda7a8328a5c85bb2f9542e76f9b0f94fc018",
        ),
    ],
    ids=["31_byte_key", "30_byte_key"],
)
def test_a_key_stored_without_its_leading_zero_bytes_is_read(
    iv: str, ciphertext: str, salt: str, mac: str, key: str
) -> None:
    """The values of go-ethereum's V3 vectors of these names (accounts/keystore/testdata)."""
    params = {"dklen": 32, "n": 2, "r": 8, "p": 1, "salt": salt}
    crypto = {
        "cipher": "aes-128-ctr", "cipherparams": {"iv": iv}, "ciphertext": ciphertext,
        "kdf": "scrypt", "kdfparams": params, "mac": mac,
    }  # fmt: skip

    assert read({"version": 3, "crypto": crypto}, "foo")[0].hex() == key


def test_a_file_of_ours_opens_in_eth_account(keystore: dict[str, Any]) -> None:
    assert decode_keyfile_json(keystore, PASSWORD.encode()) == KEY


def test_a_file_of_eth_account_opens_here() -> None:
    content = create_keyfile_json(KEY, PASSWORD.encode(), kdf="scrypt", iterations=2)

    assert read(content)[0] == KEY


def test_names_in_another_case_are_read_as_geth_once_wrote_them(keystore: dict[str, Any]) -> None:
    keystore["Crypto"] = {name.upper(): value for name, value in keystore.pop("crypto").items()}

    assert read(keystore)[0] == KEY


def test_the_environment_cannot_choose_the_kdf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ETH_ACCOUNT_KDF", "pbkdf2")

    assert json.loads(v3.export_v3(KEY, PASSWORD, 2))["crypto"]["kdf"] == "scrypt"


def test_a_wrong_password_is_said(keystore: dict[str, Any]) -> None:
    with pytest.raises(WrongPassword):
        read(keystore, "another password")


def test_a_file_with_another_address_is_refused_with_both(keystore: dict[str, Any]) -> None:
    found = v3.import_v3(json.dumps(keystore).encode(), PASSWORD)[1]
    keystore["address"] = "00" * 19 + "ff"

    with pytest.raises(AddressMismatch) as caught:
        read(keystore)

    assert caught.value.expected == str(Address(bytes(19) + b"\xff"))
    assert caught.value.found == str(found)


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"version": 1}, "version 1"),
        ({"version": "1"}, "version 1"),
        ({"version": 4}, "version 4"),
        ({"encseed": "00", "ethaddr": "00", "bkp": "00"}, "presale"),
    ],
)
def test_other_kinds_of_files_are_refused_in_words(
    keystore: dict[str, Any], change: dict[str, Any], kind: str
) -> None:
    with pytest.raises(UnsupportedKeystore) as caught:
        read(keystore | change)

    assert caught.value.kind == kind


@pytest.mark.parametrize("cipher", ["rot13", "aes-128-cbc", "AES-128-CTR"])
def test_an_unknown_cipher_is_refused_with_the_right_password(keystore: dict[str, Any], cipher: str) -> None:
    keystore["crypto"]["cipher"] = cipher

    with pytest.raises(UnsupportedKeystore) as caught:
        read(keystore)

    assert caught.value.kind == f"cipher {cipher}"


@pytest.mark.skipif(sys.platform != "linux", reason="address space is limited on Linux only")
@pytest.mark.parametrize("r", [8, 1], ids=["OpenSSL", "pycryptodome"])
def test_memory_that_the_machine_does_not_give_is_said(r: int) -> None:
    script = f"""
import resource
from desktop.wallet.crypto_box import Scrypt
from desktop.wallet.errors import NotEnoughMemory
mapped = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (mapped + (64 << 20),) * 2)
try:
    Scrypt(2**20 // {r}, {r}, 1, b"salt").derive(b"password")
except NotEnoughMemory as error:
    print(error.needed_bytes)
"""
    run = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)

    assert run.stdout == f"{128 << 20}\n"


@pytest.fixture
def no_kdf(monkeypatch: pytest.MonkeyPatch, keystore: dict[str, Any]) -> None:
    """Computing any key fails the test."""

    def forbidden(*_: object, **__: object) -> bytes:
        pytest.fail("a key was derived")

    monkeypatch.setattr(crypto_box.hashlib, "scrypt", forbidden)
    monkeypatch.setattr(crypto_box.hashlib, "pbkdf2_hmac", forbidden)
    monkeypatch.setattr(crypto_box, "pycryptodome_scrypt", forbidden)


@pytest.mark.usefixtures("no_kdf")
@pytest.mark.parametrize(
    "change",
    [
        {"n": 2**21},
        {"n": 2**40},
        {"n": 2**300},
        {"n": 2**18, "r": 64},
        {"p": 17},
        {"r": 2**18, "p": 16},
    ],
)
def test_a_hostile_scrypt_cost_is_refused_before_it_is_paid(
    keystore: dict[str, Any], change: dict[str, int]
) -> None:
    keystore["crypto"]["kdfparams"] |= change

    with pytest.raises(KdfTooCostly):
        read(keystore)


def test_the_cost_asked_for_is_told(keystore: dict[str, Any]) -> None:
    keystore["crypto"]["kdfparams"]["n"] = 2**21

    with pytest.raises(KdfTooCostly) as caught:
        read(keystore)

    assert caught.value.needed_bytes == 2 << 30


@pytest.mark.usefixtures("no_kdf")
@pytest.mark.parametrize("rounds", [10**7 + 1, 2**64])
def test_a_hostile_number_of_rounds_is_refused_before_it_is_paid(
    keystore: dict[str, Any], rounds: int
) -> None:
    keystore["crypto"]["kdf"] = "pbkdf2"
    keystore["crypto"]["kdfparams"] = {"c": rounds, "dklen": 32, "prf": "hmac-sha256", "salt": "00"}

    with pytest.raises(KdfTooCostly):
        read(keystore)


@pytest.mark.usefixtures("no_kdf")
@pytest.mark.parametrize(
    "change",
    [
        {"n": 3}, {"n": 1}, {"n": 0}, {"n": -4}, {"r": 0}, {"p": -1}, {"n": True}, {"n": "8"}, {"n": 8.0},
        {"salt": "zz"}, {"salt": 5}, {"salt": "0" * 4096}, {"dklen": None},
    ],
)  # fmt: skip
def test_malformed_kdf_parameters_are_damage(keystore: dict[str, Any], change: dict[str, Any]) -> None:
    keystore["crypto"]["kdfparams"] |= change

    with pytest.raises(DamagedKeystore):
        read(keystore)


@pytest.mark.usefixtures("no_kdf")
@pytest.mark.parametrize("length", [0, 16, 64, 2**40])
def test_another_key_length_is_not_supported(keystore: dict[str, Any], length: int) -> None:
    keystore["crypto"]["kdfparams"]["dklen"] = length

    with pytest.raises(UnsupportedKeystore):
        read(keystore)


@pytest.mark.parametrize(
    "data",
    [
        b"", b"\xff\xfe", b"[]", b"null", b"3", b'"text"', b"{", b"{}", b'{"version": 3}',
        b'{"version": 3, "crypto": []}', b'{"version": null}', b'{"version": [3]}', b"[" * 100_000,
        b"<!DOCTYPE html>", b" " * (70 << 10),
    ],
)  # fmt: skip
def test_bytes_that_are_no_keystore_are_damage(data: bytes) -> None:
    with pytest.raises(DamagedKeystore):
        v3.import_v3(data, PASSWORD)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
FIELDS = st.sampled_from([
    ("version",), ("address",), ("crypto",), ("crypto", "cipher"), ("crypto", "cipherparams"),
    ("crypto", "cipherparams", "iv"), ("crypto", "ciphertext"), ("crypto", "kdf"), ("crypto", "kdfparams"),
    ("crypto", "kdfparams", "n"), ("crypto", "kdfparams", "salt"), ("crypto", "mac"),
])  # fmt: skip
TEMPLATE = json.loads(v3.export_v3(KEY, PASSWORD, 2))


@given(FIELDS, JSON)
def test_any_value_in_any_field_gives_the_key_or_an_error_of_ours(
    path: tuple[str, ...], value: object
) -> None:
    content = json.loads(json.dumps(TEMPLATE))
    inner = content
    for name in path[:-1]:
        inner = inner[name]
    inner[path[-1]] = value

    try:
        key, _address = read(content)
    except AppError:
        return

    assert key == KEY
