"""Model keys, deliveries and the seller pack."""

from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from desktop.core.errors import InvalidPoint, WrongPassword
from desktop.core.exchange import key_hash
from desktop.core.identity import Address
from desktop.wallet import calldata
from desktop.wallet.account_desk import AccountDesk
from desktop.wallet.buying import Buyer
from desktop.wallet.errors import (
    InvalidTransaction,
    NoSuchAccount,
    PolicyRefused,
    WrongModelKey,
)
from desktop.wallet.selling import Seller
from desktop.wallet.signing import Signer
from desktop.wallet.vault import Vault

PACK_PASSWORD = "password of the pack"


def wrap(seller: Any, bench: Any, order: Any, terms: Any) -> Any:
    return seller.wrap_delivery(
        bench.account, bench.chain, bench.market, bench.id_of(order), order.px, order.parity, terms.encode()
    )


def test_a_delivery_reaches_its_buyer_through_the_terms_own_hash(bench: Any) -> None:
    terms, order = bench.own_terms(), bench.order()
    wrapped = wrap(bench.seller, bench, order, terms)
    sealer = X25519PrivateKey.generate()

    licence = bench.buyer.receive(
        bench.account, bench.chain, bench.market, order.listing, order.number, bench.id_of(order), wrapped.rx,
        wrapped.parity, wrapped.wrapped, terms.key_hash, terms.seller,
    )  # fmt: skip

    envelope = bench.buyer.release_key(licence, sealer.public_key().public_bytes_raw())
    suite = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
    key = suite.decrypt(envelope, sealer, info=b"licet sealer 1")
    assert key_hash(bench.chain, bench.market, bench.account, key) == terms.key_hash


def test_the_sealer_gets_the_key_that_the_terms_commit_to(bench: Any) -> None:
    sealer = X25519PrivateKey.generate()

    envelope = bench.seller.seal_key(bench.account, bench.salt, sealer.public_key().public_bytes_raw())

    suite = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
    key = suite.decrypt(envelope, sealer, info=b"licet sealer 1")
    assert len(key) == 16
    assert key_hash(bench.chain, bench.market, bench.account, key) == bench.own_terms().key_hash


def test_every_repeated_delivery_is_the_same_also_after_a_restore(bench: Any) -> None:
    terms, order = bench.own_terms(), bench.order()
    restored = Vault()
    restored.restore(bench.phrase, "", "another password", scrypt_n=2)

    again = wrap(Seller(restored), bench, order, terms)

    assert again == wrap(bench.seller, bench, order, terms)


def test_two_orders_share_neither_point_nor_wrapping(bench: Any) -> None:
    terms = bench.own_terms()

    first = wrap(bench.seller, bench, bench.order(1), terms)
    second = wrap(bench.seller, bench, bench.order(2), terms)

    assert first.rx != second.rx
    assert first.wrapped != second.wrapped


def test_another_salt_or_account_has_another_key(bench: Any) -> None:
    other = AccountDesk(bench.vault).add_next("BIP44", "")[0].address

    hashes = {
        bench.seller.model_key_hash(bench.account, bench.chain, bench.market, bench.salt),
        bench.seller.model_key_hash(bench.account, bench.chain, bench.market, bytes(32)),
        bench.seller.model_key_hash(other, bench.chain, bench.market, bench.salt),
    }

    assert len(hashes) == 3


def test_terms_that_commit_to_another_key_are_not_delivered(bench: Any) -> None:
    with pytest.raises(WrongModelKey) as caught:
        wrap(bench.seller, bench, bench.order(), bench.terms(b"\x08" * 32))

    assert caught.value.key_hash == b"\x08" * 32


def test_an_order_without_a_point_is_not_delivered(bench: Any) -> None:
    with pytest.raises(InvalidPoint):
        bench.seller.wrap_delivery(
            bench.account, bench.chain, bench.market, 1, 5, 0, bench.own_terms().encode()
        )


def test_bytes_that_are_no_terms_are_refused(bench: Any) -> None:
    with pytest.raises(InvalidTransaction):
        bench.seller.wrap_delivery(bench.account, bench.chain, bench.market, 1, 5, 0, bytes(100))


def test_an_imported_account_sells_and_comes_back_with_its_key(bench: Any) -> None:
    account, _file = bench.vault.import_private_key("09" * 32, "")
    other = Vault()
    other.create(bench.password, scrypt_n=2)
    other.import_private_key("09" * 32, "")

    first = bench.seller.model_key_hash(account.address, bench.chain, bench.market, bench.salt)

    assert first == Seller(other).model_key_hash(account.address, bench.chain, bench.market, bench.salt)


@pytest.fixture
def pack(bench: Any) -> tuple[Vault, Address]:
    """An opened seller pack of the bench's account for the bench's salt."""
    data, operator = bench.seller.export_seller_pack(bench.account, [bench.salt], PACK_PASSWORD, scrypt_n=2)
    vault = Vault()
    (account,) = vault.unlock(data, PACK_PASSWORD)
    assert account.address == operator
    assert account.kind == "operator"
    return vault, operator


def test_the_operator_is_the_same_each_time_until_it_is_replaced(bench: Any) -> None:
    _data, first = bench.seller.export_seller_pack(bench.account, [bench.salt], PACK_PASSWORD, scrypt_n=2)
    _data, again = bench.seller.export_seller_pack(bench.account, [], PACK_PASSWORD, scrypt_n=2)
    _data, second = bench.seller.export_seller_pack(bench.account, [], PACK_PASSWORD, 1, scrypt_n=2)

    assert first == again
    assert second != first
    assert first != bench.account


def test_the_pack_delivers_exactly_what_the_seller_would(bench: Any, pack: tuple[Vault, Address]) -> None:
    vault, _operator = pack
    terms, order = bench.own_terms(), bench.order()

    assert wrap(Seller(vault), bench, order, terms) == wrap(bench.seller, bench, order, terms)


def test_the_pack_knows_only_the_versions_that_were_put_in(bench: Any, pack: tuple[Vault, Address]) -> None:
    vault, _operator = pack

    with pytest.raises(NoSuchAccount):
        Seller(vault).model_key_hash(bench.account, bench.chain, bench.market, bytes(32))


def test_the_operator_settles(bench: Any, pack: tuple[Vault, Address]) -> None:
    vault, operator = pack

    signed = Signer(vault).sign_transaction(
        operator, bench.fields(to=bench.market.raw, value=0, data=calldata.SETTLE + bytes(64))
    )

    assert len(signed.hash) == 32


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"value": 1}, "operator-value"),
        ({"value": 0, "data": b""}, "operator-call"),
        ({"value": 0, "data": bytes.fromhex("a9059cbb") + bytes(64)}, "operator-call"),
        ({"value": 1, "data": calldata.DELIVER + bytes(31 * 32)}, "delivery-value"),
        ({"value": 0, "data": calldata.DELIVER + bytes(30 * 32)}, "delivery-only"),
        ({"value": 0, "data": calldata.SETTLE[:3]}, "operator-call"),
        ({"value": 0, "data": calldata.ANSWER_KEY + bytes(4 * 32)}, "operator-call"),
        ({"value": 0, "data": calldata.SETTLE, "to": None}, "operator-call"),
    ],
)
def test_the_operator_signs_nothing_else(
    bench: Any, pack: tuple[Vault, Address], changes: dict[str, Any], rule: str
) -> None:
    vault, operator = pack

    with pytest.raises(PolicyRefused) as caught:
        Signer(vault).sign_transaction(operator, bench.fields(**changes))

    assert caught.value.rule == rule


def test_the_operator_delivers_nothing_of_which_the_pack_holds_no_key(
    bench: Any, pack: tuple[Vault, Address]
) -> None:
    vault, operator = pack

    with pytest.raises(NoSuchAccount):
        Signer(vault).sign_transaction(
            operator, bench.fields(value=0, data=calldata.DELIVER + bytes(31 * 32))
        )


def test_a_pack_has_no_phrase_no_licences_and_signs_no_message(
    bench: Any, pack: tuple[Vault, Address]
) -> None:
    vault, operator = pack
    requests = (
        lambda: vault.reveal_phrase(PACK_PASSWORD),
        lambda: AccountDesk(vault).add_next("BIP44", ""),
        lambda: vault.check_backup({0: "test"}),
        lambda: Buyer(vault).free_licence(bytes(16)),
        lambda: Buyer(vault).purchase_point(operator, 1, operator, 1, 1),
        lambda: Seller(vault).export_seller_pack(bench.account, [], PACK_PASSWORD, scrypt_n=2),
    )
    for request in requests:
        with pytest.raises(PolicyRefused):
            request()


def test_a_pack_needs_its_own_password(bench: Any) -> None:
    data, _operator = bench.seller.export_seller_pack(bench.account, [], PACK_PASSWORD, scrypt_n=2)

    with pytest.raises(WrongPassword):
        Vault().unlock(data, bench.password)


def test_a_pack_holds_neither_phrase_nor_seller_key(bench: Any, pack: tuple[Vault, Address]) -> None:
    vault, _operator = pack
    opened = vault.opened()
    wallet = bench.vault.wallet()
    secrets = {
        wallet.seed.reveal(), wallet.entropy.reveal(), wallet.key_of(bench.account),
        wallet.seller_secret(bench.account),
    }  # fmt: skip

    held = {opened.operator_key.reveal(), opened.lock.derived_key.reveal()}
    held |= {value for keys in opened.models.values() for value in (keys.key, keys.delivery_secret)}

    assert not held & secrets
