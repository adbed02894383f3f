"""Signed documents: what the vault signs, and that a changed byte is found out."""

from typing import Any

import pytest
from eth_account import Account as EthAccount
from eth_account.messages import encode_typed_data
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.core.identity import keccak256
from desktop.core.signed_documents import (
    MESSAGE,
    DocumentAltered,
    NotADocument,
    document_bytes,
    read_signed,
    write_signed,
)
from desktop.core.snapshots import Counts, SnapshotHead
from desktop.wallet.child import operations_of
from desktop.wallet.documents import check
from desktop.wallet.errors import PolicyRefused
from desktop.wallet.vault import Vault

HEAD = SnapshotHead(
    1, 31337, "ab" * 20, "cd" * 20, 7, "ef" * 32, 1_700_000_000, Counts(revisions=1), 9, ["01" * 32]
)


@pytest.fixture
def signed(bench: Any) -> bytes:
    signature = bench.signer.sign_document(bench.account, HEAD.kind, document_bytes(HEAD))
    return write_signed(HEAD, bench.account, signature)


def test_a_signed_document_names_its_signer(bench: Any, signed: bytes) -> None:
    assert check(*read_signed(signed, SnapshotHead)) == bench.account


def test_an_unsigned_document_names_nobody() -> None:
    assert check(*read_signed(write_signed(HEAD), SnapshotHead)) is None


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_changed_byte_fails(signed: bytes, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(signed) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda value: value != signed[place]))
    changed = signed[:place] + bytes((byte,)) + signed[place + 1 :]

    with pytest.raises((NotADocument, DocumentAltered)):
        check(*read_signed(changed, SnapshotHead))


def test_the_signature_is_that_of_the_typed_message_which_the_page_defines(bench: Any, signed: bytes) -> None:
    """eth-account is the oracle for the hash that we compute ourselves."""
    message = {
        "types": {
            "EIP712Domain": [{"name": "name", "type": "string"}, {"name": "version", "type": "string"}],
            MESSAGE.name: [{"name": name, "type": kind} for kind, name in MESSAGE.members],
        },
        "primaryType": MESSAGE.name,
        "domain": dict(zip(("name", "version"), MESSAGE.domain, strict=True)),
        "message": {
            "kind": "licet-snapshot",
            "subject": HEAD.subject,
            "time": HEAD.block_time,
            "document": keccak256(document_bytes(HEAD)),
        },
    }
    signature = read_signed(signed, SnapshotHead)[2]

    recovered = EthAccount.recover_message(encode_typed_data(full_message=message), signature=signature)

    assert recovered == str(bench.account)


def test_the_vault_signs_no_kind_that_it_does_not_know(bench: Any) -> None:
    with pytest.raises(NotADocument):
        bench.signer.sign_document(bench.account, "another-kind", document_bytes(HEAD))


def test_the_vault_signs_no_bytes_that_are_not_canonical(bench: Any) -> None:
    with pytest.raises(NotADocument):
        bench.signer.sign_document(
            bench.account, HEAD.kind, document_bytes(HEAD).replace(b'"format":1', b'"format": 1')
        )


def test_a_document_message_that_somebody_else_put_together_is_refused(bench: Any) -> None:
    message = (
        b'{"types":{"EIP712Domain":[{"name":"name","type":"string"}],"LicetDocument":[{"name":"kind","type":"string"}]},'
        b'"primaryType":"LicetDocument","domain":{"name":"Licet document"},"message":{"kind":"licet-snapshot"}}'
    )

    with pytest.raises(PolicyRefused):
        bench.signer.sign_typed(bench.account, message, bench.password)


def test_the_operation_is_offered_by_the_process() -> None:
    assert "sign_document" in operations_of(Vault())
