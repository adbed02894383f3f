"""EIP-712: published messages, and the one type that is never signed for anybody."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from coincurve import PrivateKey
from eth_account import Account as EthAccount
from eth_account.messages import SignableMessage, encode_typed_data

from desktop.core.identity import keccak256
from desktop.wallet import typed_data
from desktop.wallet.errors import InvalidTypedData, PolicyRefused

VALID = ("valid_for_all", "valid_py_and_ethers", "valid_py_and_metamask")
# Not among them: invalid_message_value_type_mismatch_type, a number for a string, which the later published
# vector valid_int_value_for_string_type (and MetaMask) accepts.
INVALID_FILES = (
    "invalid_message_invalid_abi_type", "invalid_message_unequal_1d_array_lengths",
    "invalid_message_unequal_array_dimensions", "invalid_message_valid_abi_type_invalid_value",
    "invalid_struct_identifier_message", "invalid_struct_type_message",
)  # fmt: skip


def digest(message: SignableMessage) -> bytes:
    return keccak256(b"\x19" + message.version + message.header + message.body)


def test_the_example_of_the_standard_has_its_published_digest_and_signature(
    vectors: Callable[[str], Any],
) -> None:
    """Source: EIP-712, Test Cases (assets/eip-712/Example.js), key keccak256("cow")."""
    message = json.dumps(vectors("eip712/valid_eip712_example.json")).encode()

    signable = typed_data.read_typed(message)

    assert signable.digest.hex() == "be609aee343fb3c4b28e1df9e632fca64fcfaede20f02e86244efddf30957bd2"
    assert typed_data.sign_typed(signable.signable, keccak256(b"cow")).hex() == (
        "4355c47d63924e8a72e509b65029052eb6c299d53a04e167c5775fd466751c9d"
        "07299936d304c153f6443dfa05f40ff007d72911b6f72307f996231605b915621c"
    )


@pytest.mark.parametrize("group", VALID)
def test_published_messages_are_signed(bench: Any, vectors: Callable[[str], Any], group: str) -> None:
    for message in vectors(f"eip712/{group}.json").values():
        signature = bench.signer.sign_typed(bench.account, json.dumps(message).encode(), bench.password)

        signable = encode_typed_data(full_message=message)
        assert EthAccount.recover_message(signable, signature=signature) == str(bench.account)


@pytest.mark.parametrize(
    "name",
    [
        "valid_eip712_example_with_array",
        "valid_eip712_example_with_multi_array",
        "valid_message_nested_structs",
    ],
)
def test_published_fixtures_are_signed(bench: Any, vectors: Callable[[str], Any], name: str) -> None:
    message = json.dumps(vectors(f"eip712/{name}.json")).encode()

    assert len(bench.signer.sign_typed(bench.account, message, bench.password)) == 65


@pytest.mark.parametrize("group", ["invalid", "one_arg_invalid"])
def test_published_invalid_messages_are_refused(
    bench: Any, vectors: Callable[[str], Any], group: str
) -> None:
    for message in vectors(f"eip712/{group}.json").values():
        with pytest.raises(InvalidTypedData):
            bench.signer.sign_typed(bench.account, json.dumps(message).encode(), bench.password)


@pytest.mark.parametrize("name", INVALID_FILES)
def test_published_invalid_fixtures_are_refused(bench: Any, vectors: Callable[[str], Any], name: str) -> None:
    with pytest.raises(InvalidTypedData):
        bench.signer.sign_typed(
            bench.account, json.dumps(vectors(f"eip712/{name}.json")).encode(), bench.password
        )


@pytest.mark.parametrize(
    "data",
    [
        b"", b"{", b"[]", b"3", b"\xff", b"{}", b'{"types": {}, "types": {}, "domain": {}, "message": {}}',
        b'{"types": {}, "domain": {}, "message": NaN}', b'{"types": 5, "domain": {}, "message": {}}', b"[" * 100_000,
        b'{"types": {"A": 5}, "domain": {}, "message": {}}', b'{"types": {"A": [5]}, "domain": {}, "message": {}}',
        b" " * (300 << 10),
    ],
)  # fmt: skip
def test_bytes_that_are_no_message_are_refused(data: bytes) -> None:
    with pytest.raises(InvalidTypedData):
        typed_data.read_typed(data)


def purchase_message(types: dict[str, Any], primary: str, message: dict[str, Any], name: str) -> bytes:
    domain_type = [
        {"name": "name", "type": "string"}, {"name": "version", "type": "string"},
        {"name": "chainId", "type": "uint256"}, {"name": "verifyingContract", "type": "address"},
    ]  # fmt: skip
    return json.dumps(
        {
            "types": {"EIP712Domain": domain_type, **types},
            "primaryType": primary,
            "domain": {"name": name, "version": "1", "chainId": 31337, "verifyingContract": "0x" + "55" * 20},
            "message": message,
        }
    ).encode()


PURCHASE_TYPE = {
    "PurchaseKey": [
        {"name": "listing", "type": "uint256"}, {"name": "holder", "type": "address"},
        {"name": "number", "type": "uint64"},
    ]
}  # fmt: skip
PURCHASE = {"listing": 5, "holder": "0x" + "44" * 20, "number": 99}


@pytest.mark.parametrize(
    ("types", "primary", "message", "name"),
    [
        (PURCHASE_TYPE, "PurchaseKey", PURCHASE, "Licet"),
        (PURCHASE_TYPE, "PurchaseKey", PURCHASE, "Another domain"),
        (
            PURCHASE_TYPE | {"Outer": [{"name": "inner", "type": "PurchaseKey"}]},
            "Outer",
            {"inner": PURCHASE},
            "Licet",
        ),
        (
            PURCHASE_TYPE | {"Outer": [{"name": "all", "type": "PurchaseKey[]"}]},
            "Outer",
            {"all": [PURCHASE]},
            "x",
        ),
        (
            PURCHASE_TYPE | {"Note": [{"name": "text", "type": "string"}]},
            "Note",
            {"text": "unused type"},
            "x",
        ),
    ],
    ids=["itself", "other domain", "nested", "array", "defined only"],
)
def test_the_type_of_one_time_secrets_is_never_signed(
    bench: Any, types: dict[str, Any], primary: str, message: dict[str, Any], name: str
) -> None:
    with pytest.raises(PolicyRefused) as caught:
        bench.signer.sign_typed(
            bench.account, purchase_message(types, primary, message, name), bench.password
        )

    assert caught.value.rule == "own-type"


def test_a_message_without_its_primary_type_named_does_not_slip_through(bench: Any) -> None:
    message = json.loads(purchase_message(PURCHASE_TYPE, "PurchaseKey", PURCHASE, "Licet"))
    del message["primaryType"]

    with pytest.raises(PolicyRefused):
        bench.signer.sign_typed(bench.account, json.dumps(message).encode(), bench.password)


def test_the_signature_is_that_of_the_account(bench: Any, vectors: Callable[[str], Any]) -> None:
    message = vectors("eip712/valid_eip712_example.json")
    key = PrivateKey(bench.vault.wallet().key_of(bench.account))

    signature = bench.signer.sign_typed(bench.account, json.dumps(message).encode(), bench.password)

    theirs = key.sign_recoverable(digest(encode_typed_data(full_message=message)), hasher=None)
    assert signature == theirs[:64] + bytes([27 + theirs[64]])


@pytest.mark.parametrize("shape", ["chain", "wide"])
def test_types_without_end_are_refused_before_they_are_followed(
    vectors: Callable[[str], Any], shape: str
) -> None:
    """A chain of thousands of structs ended in no stack; it is said in words as any message that is none."""
    message = vectors("eip712/valid_eip712_example.json")
    if shape == "chain":
        for number in range(5_000):
            message["types"][f"S{number}"] = [{"name": "next", "type": f"S{number + 1}"}]
    else:
        message["types"]["Wide"] = [{"name": f"m{number}", "type": "uint8"} for number in range(1_000)]

    with pytest.raises(InvalidTypedData) as caught:
        typed_data.read_typed(json.dumps(message).encode())

    assert caught.value.reason == "types"
