"""Signed run records: what the vault signs, and that a changed byte is found out."""

from typing import Any

import msgspec
import pytest
from eth_account import Account as EthAccount
from eth_account.messages import encode_typed_data
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.core.errors import AppError, WalletLocked
from desktop.core.identity import Address, keccak256
from desktop.core.run_exports import (
    DOMAIN,
    MEMBERS,
    PRIMARY_TYPE,
    ExportedRun,
    NotARunRecord,
    NothingToExport,
    RunRecordAltered,
    read_signed,
    record_bytes,
    signing_digest,
    write_signed,
)
from desktop.services.run_records import check_record
from desktop.wallet.child import operations_of
from desktop.wallet.errors import PolicyRefused
from desktop.wallet.run_records import recover
from desktop.wallet.vault import Vault
from tests.helpers.runs import DETAIL, make_record

RUN = ExportedRun.of(make_record())


@pytest.fixture
def signed(bench: Any) -> bytes:
    return write_signed(RUN, bench.account, bench.signer.sign_run_record(bench.account, record_bytes(RUN)))


def test_an_exported_record_verifies(bench: Any, signed: bytes) -> None:
    checked = check_record(signed, recover)

    assert checked.account == bench.account
    assert checked.run == RUN


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_changed_byte_fails(signed: bytes, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(signed) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda value: value != signed[place]))
    changed = signed[:place] + bytes((byte,)) + signed[place + 1 :]

    with pytest.raises((NotARunRecord, RunRecordAltered)):
        check_record(changed, recover)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_missing_or_added_byte_fails(signed: bytes, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(signed)))
    changed = signed[:place] + data.draw(st.sampled_from([b" ", b"0", b"\n"])) + signed[place:]

    with pytest.raises((NotARunRecord, RunRecordAltered)):
        check_record(changed, recover)
    with pytest.raises((NotARunRecord, RunRecordAltered)):
        check_record(signed[:place] + signed[place + 1 :] if place < len(signed) else signed[:-1], recover)


def test_the_signature_is_that_of_the_typed_message_which_the_page_defines(bench: Any) -> None:
    """eth-account is the oracle for the hash that we compute ourselves."""
    message = {
        "types": {
            "EIP712Domain": [{"name": "name", "type": "string"}, {"name": "version", "type": "string"}],
            PRIMARY_TYPE: [{"name": name, "type": kind} for kind, name in MEMBERS],
        },
        "primaryType": PRIMARY_TYPE,
        "domain": dict(zip(("name", "version"), DOMAIN, strict=True)),
        "message": {
            "model": "Handwritten digits", "modelVersion": "1.0.0", "identity": bytes.fromhex("ab" * 32), "listing": "7",
            "parameters": '{"name":"x","on":true,"threshold":0.5,"top":3}', "inputDigest": bytes.fromhex("12" * 32),
            "outputDigest": bytes.fromhex("34" * 32), "licet": "0.3.0", "engine": "1.31.1", "device": "cpu",
            "sandbox": "strict", "time": 1_800_000_001, "microseconds": 250_000, "record": keccak256(record_bytes(RUN)),
        },
    }  # fmt: skip

    signature = bench.signer.sign_run_record(bench.account, record_bytes(RUN))

    assert EthAccount.recover_message(encode_typed_data(full_message=message), signature=signature) == str(
        bench.account
    )


def test_the_vault_signs_nothing_but_a_record(bench: Any) -> None:
    for data in (b"", b"{}", record_bytes(RUN) + b" ", signing_digest(RUN)):
        with pytest.raises(NotARunRecord):
            bench.signer.sign_run_record(bench.account, data)


def test_the_vault_signs_no_message_of_this_type_for_anybody_else(bench: Any) -> None:
    foreign = msgspec.json.encode(
        {
            "types": {
                "EIP712Domain": [{"name": "name", "type": "string"}],
                PRIMARY_TYPE: [{"name": "model", "type": "string"}],
            },
            "primaryType": PRIMARY_TYPE,
            "domain": {"name": "x"},
            "message": {"model": "x"},
        }
    )

    with pytest.raises(PolicyRefused):
        bench.signer.sign_typed(bench.account, foreign, bench.password)


def test_a_locked_vault_signs_no_record() -> None:
    with pytest.raises(WalletLocked):
        operations_of(Vault())["sign_run_record"](account=b"\1" * 20, record=record_bytes(RUN))


def test_another_account_cannot_be_written_over_a_signature(bench: Any, signed: bytes) -> None:
    other = Address(b"\x77" * 20)

    with pytest.raises(RunRecordAltered):
        check_record(signed.replace(str(bench.account).encode(), str(other).encode()), recover)


def test_a_run_of_an_older_licet_cannot_be_exported() -> None:
    with pytest.raises(NothingToExport):
        ExportedRun.of(make_record(detail=None))


@settings(max_examples=100, deadline=None)
@given(
    st.binary(max_size=400)
    | st.recursive(st.none() | st.text(max_size=4), st.lists, max_leaves=4).map(msgspec.json.encode)
)
def test_hostile_files_are_refused_in_our_own_words(data: bytes) -> None:
    with pytest.raises(AppError):
        read_signed(data)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"format":1,"record":' * 20_000,
        '{"format":1,"record":{},"signature":{},"more":1}',
        "1e999",
        '"\\ud800"',
    ],
)
def test_deep_wide_or_odd_json_is_refused(text: str) -> None:
    with pytest.raises(NotARunRecord):
        read_signed(text.encode())


def test_a_long_file_is_not_even_read(signed: bytes) -> None:
    with pytest.raises(NotARunRecord):
        read_signed(signed + b" " * (1 << 20))


def test_a_name_with_a_foreign_script_survives(bench: Any) -> None:
    run = msgspec.structs.replace(RUN, summary="数字 \u202e 7 – “x”")

    data = write_signed(run, bench.account, bench.signer.sign_run_record(bench.account, record_bytes(run)))

    assert check_record(data, recover).run.summary == run.summary
    assert DETAIL.model.name in data.decode()
