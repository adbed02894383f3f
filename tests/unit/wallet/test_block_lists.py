"""Signed block lists: what the vault signs, and that a changed byte is found out."""

from typing import Any

import msgspec
import pytest
from eth_account import Account as EthAccount
from eth_account.messages import encode_typed_data
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.core.block_lists import (
    DOMAIN,
    MEMBERS,
    PRIMARY_TYPE,
    BlockListAltered,
    NotABlockList,
    list_bytes,
    signing_digest,
    write_signed,
)
from desktop.core.errors import WalletLocked
from desktop.core.identity import keccak256
from desktop.services.block_lists import check_list
from desktop.wallet.block_lists import recover
from desktop.wallet.child import operations_of
from desktop.wallet.errors import PolicyRefused
from desktop.wallet.vault import Vault
from tests.helpers.block_lists import AUTHOR, OTHER_KEY, about, account_of, make_list, signed
from tests.helpers.samples import SELLER

LIST = make_list(about(7), about(SELLER))
FILE = signed(LIST)


def test_a_signed_list_verifies() -> None:
    assert check_list(FILE, recover) == LIST


@settings(max_examples=80)
@given(st.data())
def test_any_changed_byte_fails(data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(FILE) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda value: value != FILE[place]))

    with pytest.raises((NotABlockList, BlockListAltered)):
        check_list(FILE[:place] + bytes((byte,)) + FILE[place + 1 :], recover)


def test_the_signature_of_another_account_is_not_the_authors() -> None:
    with pytest.raises(BlockListAltered):
        check_list(signed(LIST, OTHER_KEY), recover)


def test_another_author_cannot_be_written_over_a_signature() -> None:
    other = str(account_of(OTHER_KEY)).encode()

    with pytest.raises(BlockListAltered):
        check_list(FILE.replace(str(AUTHOR).encode(), other), recover)


def test_the_signature_is_that_of_the_typed_message_which_the_page_defines(bench: Any) -> None:
    """eth-account is the oracle for the hash that we compute ourselves."""
    own = msgspec.structs.replace(LIST, author=str(bench.account))
    message = {
        "types": {
            "EIP712Domain": [{"name": "name", "type": "string"}, {"name": "version", "type": "string"}],
            PRIMARY_TYPE: [{"name": name, "type": kind} for kind, name in MEMBERS],
        },
        "primaryType": PRIMARY_TYPE,
        "domain": dict(zip(("name", "version"), DOMAIN, strict=True)),
        "message": {
            "id": bytes.fromhex(own.id), "name": own.name, "author": own.author, "version": own.version,
            "date": own.date, "entries": 2, "list": keccak256(list_bytes(own)),
        },
    }  # fmt: skip

    signature = bench.signer.sign_block_list(bench.account, list_bytes(own))

    assert (
        EthAccount.recover_message(encode_typed_data(full_message=message), signature=signature) == own.author
    )
    assert check_list(write_signed(own, signature), recover) == own


def test_the_vault_signs_a_list_only_for_the_author_that_it_names(bench: Any) -> None:
    with pytest.raises(PolicyRefused):
        bench.signer.sign_block_list(bench.account, list_bytes(LIST))


def test_the_vault_signs_nothing_but_a_list(bench: Any) -> None:
    for data in (b"", b"{}", list_bytes(LIST) + b" ", signing_digest(LIST), FILE):
        with pytest.raises(NotABlockList):
            bench.signer.sign_block_list(bench.account, data)


def test_the_vault_signs_no_message_of_this_type_for_anybody_else(bench: Any) -> None:
    foreign = msgspec.json.encode(
        {
            "types": {
                "EIP712Domain": [{"name": "name", "type": "string"}],
                PRIMARY_TYPE: [{"name": "name", "type": "string"}],
            },
            "primaryType": PRIMARY_TYPE,
            "domain": {"name": "x"},
            "message": {"name": "x"},
        }
    )

    with pytest.raises(PolicyRefused):
        bench.signer.sign_typed(bench.account, foreign, bench.password)


def test_a_locked_vault_signs_no_list() -> None:
    with pytest.raises(WalletLocked):
        operations_of(Vault())["sign_block_list"](account=b"\1" * 20, block_list=list_bytes(LIST))


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(min_size=65, max_size=65))
def test_no_numbers_are_taken_for_a_signature_of_the_author(signature: bytes) -> None:
    with pytest.raises((NotABlockList, BlockListAltered)):
        check_list(write_signed(LIST, signature), recover)
