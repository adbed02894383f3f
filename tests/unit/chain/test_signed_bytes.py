"""Signed bytes read back: by eth-account's own signatures, and nothing that is not exactly one transaction."""

import pytest
import rlp
from eth_account import Account
from hypothesis import given
from hypothesis import strategies as st

from desktop.chain.signed_bytes import read_signed_bytes
from desktop.chain.transactions import as_signable
from desktop.core.identity import Address
from desktop.core.offline import Accessed, NotATransactionFile
from desktop.core.transactions import UnsignedTransaction
from tests.helpers.chain import Wallet

WALLET = Wallet.number(7)
TRANSACTION = UnsignedTransaction(5, 3, Address(b"\x09" * 20), 10**18, b"\x01\x02", 60_000, 10**10, 10**9)
RAW = WALLET.sign(TRANSACTION)


@given(
    st.integers(1, 2**64),
    st.integers(0, 2**64 - 2),
    st.integers(0, 2**128),
    st.binary(max_size=100),
    st.integers(0, 2**64),
    st.integers(0, 2**64),
)
def test_what_was_signed_is_read_back(
    chain_id: int, nonce: int, value: int, data: bytes, most: int, tip: int
) -> None:
    transaction = UnsignedTransaction(
        chain_id, nonce, Address(b"\x09" * 20), value, data, 60_000, max(most, tip), min(most, tip)
    )
    signed = Account.from_key(WALLET.key).sign_transaction(as_signable(transaction))

    facts = read_signed_bytes(bytes(signed.raw_transaction), "rent")

    assert (facts.account, facts.transaction, facts.note) == (WALLET.address, transaction, "rent")
    assert facts.signed.hash == bytes(signed.hash)


def fields(**changed: object) -> bytes:
    parts = rlp.decode(RAW[1:])
    for at, value in changed.items():
        parts[int(at[1:])] = value
    return b"\x02" + rlp.encode(parts)


def test_an_access_list_is_read_with_the_rest() -> None:
    listed = [
        {"address": "0x" + "0a" * 20, "storageKeys": ["0x" + "01" * 32, "0x" + "02" * 32]},
        {"address": "0x" + "0b" * 20, "storageKeys": []},
    ]
    signed = Account.from_key(WALLET.key).sign_transaction(as_signable(TRANSACTION) | {"accessList": listed})

    facts = read_signed_bytes(bytes(signed.raw_transaction))

    assert facts.accessed == (
        Accessed(Address(b"\x0a" * 20), (b"\x01" * 32, b"\x02" * 32)),
        Accessed(Address(b"\x0b" * 20)),
    )
    assert read_signed_bytes(RAW).accessed == ()


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        fields(_8=b"\x01"),
        fields(_8=[[b"\x0a" * 20, [b"\x01" * 31]]]),
        fields(_8=[[b"\x0a" * 19, []]]),
        fields(_8=[[b"\x0a" * 20, b"\x01" * 32]]),
        b"\x02",
        b"\x01" + RAW[1:],
        RAW[:-1],
        RAW + b"\x00",
        b"\x02" + rlp.encode([b"\x01"] * 11),
        fields(_0=b""),
        fields(_1=b"\x00\x03"),
        fields(_1=b"\x01" + bytes(8)),
        fields(_4=b"\x01" + bytes(8)),
        fields(_2=b"\xff" * 33),
        fields(_5=b""),
        fields(_5=[]),
        fields(_9=b"\x05"),
        fields(_11=b"\xff" * 32),
        b"\x02" + b"\xf8" * 1000,
    ],
)
def test_anything_else_is_refused(raw: bytes) -> None:
    with pytest.raises(NotATransactionFile):
        read_signed_bytes(raw)


@given(st.binary(max_size=300))
def test_no_bytes_of_a_strangers_break_it(tail: bytes) -> None:
    with pytest.raises(NotATransactionFile):
        read_signed_bytes(b"\x02" + tail)


def test_a_changed_byte_is_another_signers() -> None:
    """What a signature says cannot be changed: another value gives another account, whose coins it is not."""
    facts = read_signed_bytes(fields(_6=b"\xff"))

    assert facts.account != WALLET.address
