"""The one-time secret: by the specification, the same each time, and given away only when it must be."""

from typing import Any

import pytest
from coincurve import PrivateKey
from eth_account.messages import encode_typed_data
from eth_keys.backends.native import NativeECCBackend
from eth_keys.datatypes import PrivateKey as EthPrivateKey
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.errors import Bug, InvalidPoint
from desktop.core.exchange import SECP256K1_ORDER, key_hash, wrap_key
from desktop.core.identity import Address, keccak256
from desktop.wallet import curve, derivation, licence_header, purchase_keys
from desktop.wallet.errors import NothingToComplain
from desktop.wallet.purchase_keys import Purchase
from desktop.wallet.vault import Vault

PURCHASE = Purchase(31337, Address(b"\x55" * 20), 5, Address(b"\x44" * 20), 2**64 - 1)
KEY = b"\x09" * 32
SELLER = Address(b"\x33" * 20)
MODEL_KEY = bytes(range(16))
ORDER_ID = 2**255 + 17
GOLDEN_SECRET = 0x54B6A3AFAB73754C164E22F043DE3662C572FF409EFE451B91F13BD98D315B9F


def digest_by_eth_account(purchase: Purchase) -> bytes:
    message = encode_typed_data(
        {
            "name": "Licet",
            "version": "1",
            "chainId": purchase.chain_id,
            "verifyingContract": purchase.market.raw,
        },
        {
            "PurchaseKey": [
                {"name": "listing", "type": "uint256"},
                {"name": "holder", "type": "address"},
                {"name": "number", "type": "uint64"},
            ]
        },
        {"listing": purchase.listing, "holder": purchase.holder.raw, "number": purchase.number},
    )
    return keccak256(b"\x19" + message.version + message.header + message.body)


@given(
    st.builds(
        Purchase,
        st.integers(1, 2**64),
        st.binary(min_size=20, max_size=20).map(Address),
        st.integers(0, 2**64 - 1),
        st.binary(min_size=20, max_size=20).map(Address),
        st.integers(0, 2**64 - 1),
    )
)
def test_the_digest_is_that_of_another_eip712_implementation(purchase: Purchase) -> None:
    assert purchase_keys.purchase_digest(purchase) == digest_by_eth_account(purchase)


def test_the_secret_is_made_of_the_rfc6979_signature_of_another_implementation() -> None:
    """EXCHANGE.md section 3, with pure-Python ECDSA."""
    native = NativeECCBackend()
    signature = EthPrivateKey(KEY, backend=native).sign_msg_hash(digest_by_eth_account(PURCHASE))
    low_s = min(signature.s, SECP256K1_ORDER - signature.s)
    text = b"licet d" + signature.r.to_bytes(32, "big") + low_s.to_bytes(32, "big")

    expected = 1 + int.from_bytes(keccak256(text), "big") % (SECP256K1_ORDER - 1)

    assert purchase_keys.purchase_secret(KEY, PURCHASE) == expected


def test_the_secret_of_a_fixed_purchase_never_changes() -> None:
    """Golden: a change here would lock every buyer out of what they bought."""
    found = purchase_keys.purchase_secret(KEY, PURCHASE)

    assert found == GOLDEN_SECRET


def test_a_machine_that_signs_in_two_ways_is_not_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([b"\x01" * 64, b"\x02" * 64])
    monkeypatch.setattr(purchase_keys, "_signature", lambda *_: next(answers))

    with pytest.raises(Bug):
        purchase_keys.purchase_secret(KEY, PURCHASE)


def test_the_point_comes_back_from_the_phrase_alone(bench: Any) -> None:
    order = bench.order()
    restored = Vault()
    restored.restore(bench.phrase, "", "another password", scrypt_n=2)

    again = type(bench.buyer)(restored).purchase_point(bench.account, bench.chain, bench.market, 5, 99)

    assert again == (order.px, order.parity)


@pytest.mark.parametrize("changed", ["chain", "market", "listing", "number"])
def test_every_purchase_has_a_point_of_its_own(bench: Any, changed: str) -> None:
    base = {"chain": bench.chain, "market": bench.market, "listing": 5, "number": 99}
    other = base | {changed: {"chain": 1, "market": SELLER, "listing": 6, "number": 100}[changed]}

    first = bench.buyer.purchase_point(bench.account, *base.values())
    second = bench.buyer.purchase_point(bench.account, *other.values())

    assert first != second


class Delivered:
    """A delivery made by the specification alone, for a holder's point."""

    def __init__(self, bench: Any, key: bytes = MODEL_KEY) -> None:
        order = bench.order()
        secret = 0xE0E0E0
        point = PrivateKey.from_int(secret).public_key.format()
        shared = curve.shared_address(secret, order.px, order.parity, "order")
        self.arguments = (
            bench.account, bench.chain, bench.market, order.listing, order.number, ORDER_ID,
            int.from_bytes(point[1:], "big"), point[0] - 2,
            wrap_key(bench.chain, bench.market, ORDER_ID, shared, key),
            key_hash(bench.chain, bench.market, SELLER, MODEL_KEY), SELLER,
        )  # fmt: skip


def test_the_right_key_becomes_a_licence_file_for_this_wallet(bench: Any) -> None:
    licence = bench.buyer.receive(*Delivered(bench).arguments)

    identity = derivation.age_identity(bench.vault.wallet().seed.reveal())
    assert licence_header.open_header(licence, identity) == MODEL_KEY


def test_a_wrong_key_becomes_no_licence_and_its_secret_can_be_shown(bench: Any) -> None:
    arguments = Delivered(bench, key=bytes(16)).arguments

    secret = bench.buyer.complaint_secret(*arguments)

    order = bench.order()
    assert bench.buyer.receive(*arguments) is None
    assert curve.public_point(secret) == (order.px, order.parity)


def test_the_secret_is_kept_when_the_key_is_right(bench: Any) -> None:
    with pytest.raises(NothingToComplain):
        bench.buyer.complaint_secret(*Delivered(bench).arguments)


def test_a_delivery_without_a_point_reveals_nothing(bench: Any) -> None:
    arguments = list(Delivered(bench).arguments)
    arguments[6] = 5

    for ask in (bench.buyer.receive, bench.buyer.complaint_secret):
        with pytest.raises(InvalidPoint):
            ask(*arguments)


def test_the_key_of_a_free_model_becomes_a_licence_file(bench: Any) -> None:
    identity = derivation.age_identity(bench.vault.wallet().seed.reveal())

    assert licence_header.open_header(bench.buyer.free_licence(MODEL_KEY), identity) == MODEL_KEY
