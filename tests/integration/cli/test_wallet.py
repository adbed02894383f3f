"""``licet wallet`` and ``licet run`` against published vectors and other people's implementations."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import pytest
from eth_account import Account
from eth_account.messages import encode_typed_data
from eth_keyfile import create_keyfile_json
from eth_utils import keccak

from desktop.assets import Assets
from desktop.commands.wallets import read_transaction
from desktop.wallet.errors import InvalidTransaction
from tests.helpers.cli import licet, make_wallet

VECTORS = Path(__file__).parents[2] / "data" / "vectors"
KEYSTORES = json.loads((VECTORS / "keystore_ethereum_tests.json").read_text())
MAIL = VECTORS / "eip712" / "valid_eip712_example.json"
COW = keccak(b"cow")
"""The key of EIP-712's own example."""
COW_SIGNED = (
    "0x4355c47d63924e8a72e509b65029052eb6c299d53a04e167c5775fd466751c9d"
    "07299936d304c153f6443dfa05f40ff007d72911b6f72307f996231605b91562" + "1c"
)
"""EIP-712, "Test Cases" (Example.js): r, s, v."""
TEST_PHRASE = "test test test test test test test test test test test junk"
FIRST = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"
TRANSACTION = {
    "chainId": "0x1", "nonce": 7, "to": "0x" + "35" * 20, "value": "1000000000000000000", "gas": 21000,
    "maxFeePerGas": "0x77359400", "maxPriorityFeePerGas": 10**9, "data": "0x",
}  # fmt: skip


def private_file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text)
    path.chmod(0o600)
    return path


@pytest.fixture(scope="module")
def cow(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A wallet into which EIP-712's key was imported by command, and the file with its password."""
    folder = tmp_path_factory.mktemp("cow")
    _account, password = make_wallet(folder / "data")
    keystore = create_keyfile_json(COW, b"moo", kdf="pbkdf2", iterations=1000)
    told = licet(
        "wallet", "import", "--keystore", private_file(folder, "cow.json", json.dumps(keystore)),
        "--password-file", private_file(folder, "moo", "moo\n"), "--wallet-password-file", password, "--json",
        data_dir=folder / "data",
    ).json  # fmt: skip
    assert told == {"address": Account.from_key(COW).address}
    return folder / "data", password


@pytest.mark.parametrize("name", ["test1"])
def test_a_published_keystore_makes_a_wallet_where_there_is_none(name: str, tmp_path: Path) -> None:
    case = KEYSTORES[name]
    keystore = private_file(tmp_path, "keystore.json", json.dumps(case["json"]))
    password = private_file(tmp_path, "password", case["password"] + "\r\n")

    told = licet(
        "wallet", "import", "--keystore", keystore, "--password-file", password, "--json",
        data_dir=tmp_path / "data",
    ).json  # fmt: skip
    shown = licet("wallet", "address", "--json", data_dir=tmp_path / "data").json

    assert told == {"address": Account.from_key(case["priv"]).address}
    assert shown["address"] == told["address"]
    assert len(shown["addresses"]) == 2


def test_a_wrong_file_password_changes_nothing(cow: tuple[Path, Path], tmp_path: Path) -> None:
    data_dir, password = cow
    before = (data_dir / "keystore" / "wallet.json").read_bytes()
    case = KEYSTORES["test1"]

    answer = licet(
        "wallet", "import", "--keystore", private_file(tmp_path, "k.json", json.dumps(case["json"])),
        "--password-file", private_file(tmp_path, "p", "wrong"), "--wallet-password-file", password,
        data_dir=data_dir,
    )  # fmt: skip

    assert (answer.code, answer.stdout) == (1, "")
    assert "Wrong password" in answer.stderr
    assert (data_dir / "keystore" / "wallet.json").read_bytes() == before


@pytest.mark.parametrize(
    ("phrase", "passphrase", "path"),
    [
        (TEST_PHRASE, "", "m/44'/60'/0'/0/0"),
        (json.loads((VECTORS / "bip39_trezor.json").read_text())["english"][0][1], "TREZOR", "m"),
    ],
)
def test_an_address_at_a_path(phrase: str, passphrase: str, path: str, tmp_path: Path) -> None:
    Account.enable_unaudited_hdwallet_features()
    arguments = ["--phrase-file", private_file(tmp_path, "phrase", phrase + "\n"), "--path", path, "--json"]
    if passphrase:
        arguments += ["--passphrase-file", private_file(tmp_path, "passphrase", passphrase)]

    told = licet("wallet", "derive", *arguments, data_dir=tmp_path / "data").json

    wanted = FIRST if path == "m/44'/60'/0'/0/0" else _other_wallets_address(phrase, passphrase, path)
    assert told == {"address": wanted}
    assert not (tmp_path / "data").exists()  # nothing is kept


def _other_wallets_address(phrase: str, passphrase: str, path: str) -> str:
    made: Any = Account.from_mnemonic(phrase, passphrase=passphrase, account_path=path)
    return str(made.address)


def test_the_addresses_are_shown_without_the_password(cow: tuple[Path, Path]) -> None:
    told = licet("wallet", "address", "--json", data_dir=cow[0]).json

    assert told["address"] == Account.from_key(COW).address
    assert told["addresses"][-1] == told["address"]


def test_a_transaction_is_signed_as_another_wallet_signs_it(cow: tuple[Path, Path], tmp_path: Path) -> None:
    data_dir, password = cow
    given = private_file(tmp_path, "transaction.json", json.dumps(TRANSACTION))

    told = licet("wallet", "sign-tx", "--json", given, "--password-file", password, data_dir=data_dir).json

    numbers = {"chainId": 1, "value": 10**18, "maxFeePerGas": 2 * 10**9, "type": 2}
    wanted: Any = Account.from_key(COW).sign_transaction({**TRANSACTION, **numbers})
    assert told == {"raw": wanted.raw_transaction.to_0x_hex(), "hash": wanted.hash.to_0x_hex()}


def test_the_message_of_eip_712_gets_its_published_signature(cow: tuple[Path, Path]) -> None:
    data_dir, password = cow

    told = licet("wallet", "sign-typed", MAIL, "--password-file", password, "--json", data_dir=data_dir).json

    assert told == {"signature": COW_SIGNED}
    message = encode_typed_data(full_message=json.loads(MAIL.read_text()))
    assert Account.recover_message(message, signature=told["signature"]) == Account.from_key(COW).address


def test_a_broken_message_is_refused_in_words(cow: tuple[Path, Path]) -> None:
    data_dir, password = cow
    broken = VECTORS / "eip712" / "invalid_struct_type_message.json"

    answer = licet("wallet", "sign-typed", broken, "--password-file", password, data_dir=data_dir)

    assert (answer.code, answer.stdout) == (1, "")
    assert "cannot be signed" in answer.stderr
    assert "Traceback" not in answer.stderr


@pytest.mark.parametrize("change", [{"to": 5}, {"value": "much"}, {"accessList": [{}]}, {"data": "0xzz"}])
def test_a_transaction_that_is_none_is_refused_by_its_field(change: dict[str, object]) -> None:
    with pytest.raises(InvalidTransaction) as raised:
        read_transaction(json.dumps({**TRANSACTION, **change}))

    assert {raised.value.field} == set(change)


def test_an_account_that_is_not_there(cow: tuple[Path, Path]) -> None:
    data_dir, password = cow

    answer = licet(
        "wallet", "sign-tx", "--json", json.dumps(TRANSACTION), "--account", FIRST, "--password-file", password,
        data_dir=data_dir,
    )  # fmt: skip

    assert (answer.code, answer.stdout) == (1, "")
    assert "no such account" in answer.stderr


def test_a_plain_model_runs_on_tensors_as_onnxruntime_runs_it(tmp_path: Path) -> None:
    model = Assets.find().resource("models", "tumour-diagnosis") / "model.onnx"
    session = onnxruntime.InferenceSession(model)
    rows = np.random.default_rng(7).normal(size=(5, session.get_inputs()[0].shape[1])).astype(np.float32)
    feed = {session.get_inputs()[0].name: rows}
    np.savez(tmp_path / "in.npz", **feed)

    told = licet("run", model, "--tensors", tmp_path / "in.npz", "--out", tmp_path / "out.npz", "--json").json

    wanted = dict(zip([o.name for o in session.get_outputs()], session.run(None, feed), strict=True))
    with np.load(tmp_path / "out.npz") as found:
        assert set(found.files) == set(wanted)
        for name, array in wanted.items():
            np.testing.assert_allclose(found[name], array, rtol=1e-5, atol=1e-6)
    assert told["outputs"] == {
        name: {"dtype": str(array.dtype), "shape": list(array.shape)} for name, array in wanted.items()
    }
    assert told["device"] == {"asked": "cpu", "used": "cpu", "reason": ""}
    assert told["sandbox"] in {"strict", "reduced", "none"}


def test_the_journal_of_what_was_signed_is_verified_by_command_and_a_change_is_found(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    _account, password = make_wallet(data_dir)
    licet(
        "wallet", "sign-tx", "--json", json.dumps(TRANSACTION), "--password-file", password, data_dir=data_dir
    )

    whole = licet(
        "wallet", "journal", "--verify", "--password-file", password, "--json", data_dir=data_dir
    ).json  # fmt: skip
    lines = licet("wallet", "journal", "--json", data_dir=data_dir).stdout.splitlines()
    assert whole["ok"]
    assert whole["compared_with_vault"]
    assert whole["entries"] == len(lines) >= 1
    assert "Pay 1 ETH to 0x" in "".join(lines)

    with sqlite3.connect(data_dir / "licet.db") as database:
        database.execute("DELETE FROM signature WHERE id = (SELECT max(id) FROM signature)")
    database.close()
    broken = licet("wallet", "journal", "--verify", "--password-file", password, data_dir=data_dir)
    assert broken.code != 0
    assert "journal" in broken.stderr


def test_a_limit_is_set_by_command(tmp_path: Path) -> None:
    _account, password = make_wallet(tmp_path / "data")

    told = licet(
        "wallet", "limits", "--password-file", password, "--chain", "1", "--day", "0.5", "--payee", "0.1", "--json",
        data_dir=tmp_path / "data",
    ).json  # fmt: skip

    assert told["limits"][0] == {
        "chain": 1, "token": None, "day": str(5 * 10**17), "payee": str(10**17), "spent": "0", "chosen": True,
        "asks": False,
    }  # fmt: skip
    usdc = "0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48"

    told = licet(
        "wallet", "limits", "--password-file", password, "--chain", "1", "--token", usdc, "--day", "20.5", "--json",
        data_dir=tmp_path / "data",
    ).json  # fmt: skip

    chosen = {row["token"]: row["day"] for row in told["limits"] if row["chosen"]}
    assert chosen == {None: str(5 * 10**17), usdc: "20500000"}
