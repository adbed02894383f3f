"""The test cases of ethers.js: what one of the most used libraries agrees on, this vault agrees on."""

import json
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest

from desktop.core.errors import InvalidAddress
from desktop.core.identity import Address
from desktop.wallet import derivation, mnemonic, transactions, v3
from desktop.wallet.errors import InvalidTransaction, UnsupportedKeystore

Vectors = Callable[[str], Any]
MOST_N = 2**17
"""The three files at geth's full cost take 3 s together; they were run when they were added."""


def test_phrases_of_eight_languages_give_their_seeds_keys_and_addresses(vectors: Vectors) -> None:
    cases = vectors("ethers/hdnode.json")
    checked = 0

    for case in cases:
        entropy, language = mnemonic.read_phrase(case["mnemonic"])
        seed = mnemonic.seed(entropy, language, case.get("password") or "")
        assert seed.hex() == case["seed"][2:], case["name"]
        words = unicodedata.normalize("NFKD", case["mnemonic"]).split()
        assert list(mnemonic.phrase_words(entropy, language)) == words
        for node in case["hdnodes"]:
            key = derivation.derive_key(seed, node["path"])
            assert "0x" + key.hex() == node["privateKey"], (case["name"], node["path"])
            assert derivation.key_address(key) == Address.parse(node["address"])
            checked += 1

    assert {case["locale"] for case in cases} == {"en", "es", "fr", "it", "ja", "ko", "zh_cn", "zh_tw"}
    assert checked > 150


def keystores(vectors: Vectors, kind: str) -> list[dict[str, Any]]:
    return [case for case in vectors("ethers/wallets.json") if case["type"] == kind]


def cost(case: dict[str, Any]) -> int:
    content = json.loads(case["json"])
    crypto = content.get("crypto") or content.get("Crypto")
    return int(crypto["kdfparams"].get("n", 0))


def test_keystores_of_geth_parity_and_ethers_open_to_their_keys(vectors: Vectors) -> None:
    cases = [case for case in keystores(vectors, "secret-storage") if cost(case) <= MOST_N]

    for case in cases:
        key, address = v3.import_v3(case["json"].encode(), case["password"])
        assert address == Address.parse(case["address"]), case["name"]
        if case["privateKey"]:
            assert "0x" + key.hex() == case["privateKey"]

    assert len(cases) == 4


def test_presale_files_are_refused_in_words(vectors: Vectors) -> None:
    for case in keystores(vectors, "crowdsale"):
        with pytest.raises(UnsupportedKeystore) as caught:
            v3.import_v3(case["json"].encode(), case["password"])

        assert caught.value.kind == "presale"


def test_addresses_carry_their_checksum_and_come_from_their_keys(vectors: Vectors) -> None:
    for case in vectors("ethers/accounts.json"):
        address = Address.parse(case["address"])
        assert str(address) == case["checksumAddress"]
        if key := case.get("privateKey"):
            assert derivation.key_address(bytes.fromhex(key[2:])) == address
        swapped = case["checksumAddress"][2:].swapcase()
        if swapped in {swapped.lower(), swapped.upper()}:
            continue  # digits alone have no case to get wrong
        with pytest.raises(InvalidAddress):
            Address.parse("0x" + swapped)


LEGACY = ("nonce", "gasLimit", "to", "value", "data")


def number(value: Any) -> int:
    return value if isinstance(value, int) else int(value[2:] or "0", 16)


def fields_of(tx: dict[str, Any]) -> dict[str, Any]:
    fees = (
        ["gasPrice"] if tx.get("type") == 1 or "gasPrice" in tx else ["maxFeePerGas", "maxPriorityFeePerGas"]
    )
    names = {name: name for name in ("chainId", "nonce", "value", *fees)} | {"gas": "gasLimit"}
    fields: dict[str, Any] = {ours: number(tx.get(theirs, 0)) for ours, theirs in names.items()}
    fields["data"] = bytes.fromhex(tx.get("data", "0x")[2:])
    fields["to"] = Address.parse(tx["to"]).raw if tx.get("to") else None
    fields["accessList"] = [
        (Address.parse(entry["address"]).raw, [bytes.fromhex(slot[2:]) for slot in entry["storageKeys"]])
        for entry in tx.get("accessList", [])
    ]
    if "type" in tx:
        fields["type"] = tx["type"]
    return fields


def signed(fields: dict[str, Any], key: str, address: str) -> str:
    request = transactions.read_request(fields)
    made = transactions.sign_request(request, bytes.fromhex(key[2:]), Address.parse(address))
    return "0x" + made.raw.hex()


def test_typed_transactions_are_signed_byte_for_byte_or_refused_without_a_chain(vectors: Vectors) -> None:
    kinds: list[int] = []
    refused = 0

    for case in vectors("ethers/transactions.json"):
        fields = fields_of(case["tx"])
        is_odd = fields.get("maxPriorityFeePerGas", 0) > fields.get("maxFeePerGas", 0)
        if not fields["chainId"] or is_odd:
            with pytest.raises(InvalidTransaction):
                transactions.read_request(fields)
            refused += 1
            continue
        assert signed(fields, case["key"], case["address"]) == case["signed"], case["name"]
        kinds.append(case["tx"]["type"])

    assert kinds.count(1) > 10
    assert kinds.count(2) > 10
    assert refused > 10


def test_legacy_transactions_are_signed_for_their_chain_and_for_no_other(vectors: Vectors) -> None:
    checked = 0

    for case in vectors("ethers/legacy-transactions.json"):
        tx = {name: value for name in LEGACY if (value := case.get(name)) not in {None, "0x"}}
        fields = fields_of(tx | {"gasPrice": case.get("gasPrice") or 0})
        with pytest.raises(InvalidTransaction):
            transactions.read_request(fields)  # good on every chain: never signed

        if max(fields["gas"], fields["nonce"]) >= 2**64:
            continue  # EIP-2681; no chain takes them
        made = signed(fields | {"chainId": 5}, case["privateKey"], case["accountAddress"])

        assert made == case["signedTransactionChainId5"], case["name"]
        checked += 1

    assert checked > 30
