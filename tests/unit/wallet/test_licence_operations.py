"""The vault's part in licence files: whose a licence is, which listing it is for, and which back-ups are ours."""

import hashlib
import os
from typing import Any

import pytest

from desktop.core.errors import WalletLocked, WrongPassword
from desktop.core.exchange import key_hash
from desktop.core.identity import Address
from desktop.wallet import derivation, licence_header
from desktop.wallet.account_desk import AccountDesk
from desktop.wallet.buying import Buyer
from desktop.wallet.errors import InvalidLicence, LicenceForOther, PolicyRefused
from desktop.wallet.selling import Seller
from desktop.wallet.vault import Vault

KEY = bytes(range(16))
SELLERS = [Address(bytes([n]) * 20) for n in (1, 2, 3)]


def other_wallet() -> Vault:
    vault = Vault()
    vault.create("another password", scrypt_n=2)
    return vault


def test_a_licence_gives_the_key_hash_of_each_seller_and_not_its_key(bench: Any) -> None:
    licence = bench.buyer.free_licence(KEY)

    found = bench.buyer.licence_key_hashes(licence, bench.chain, bench.market, [s.raw for s in SELLERS])

    assert found == [key_hash(bench.chain, bench.market, seller, KEY) for seller in SELLERS]
    assert KEY not in b"".join(found)


def test_another_wallets_licence_gives_no_hash(bench: Any) -> None:
    licence = Buyer(other_wallet()).free_licence(KEY)

    with pytest.raises(LicenceForOther):
        bench.buyer.licence_key_hashes(licence, bench.chain, bench.market, [SELLERS[0].raw])


@pytest.mark.parametrize("licence", [b"", os.urandom(200), b"age-encryption.org/v1\n" * 700])
def test_what_is_no_header_is_refused_whoever_sold(bench: Any, licence: bytes) -> None:
    with pytest.raises(InvalidLicence):
        bench.buyer.licence_key_hashes(licence, 0, Address(bytes(20)), [])


def test_the_seal_of_a_back_up_is_the_same_after_a_restore_and_anothers_is_not(bench: Any) -> None:
    digest = hashlib.sha256(b"a record").digest()
    restored = Vault()
    restored.restore(bench.phrase, "", "another password", scrypt_n=2)

    assert Buyer(restored).backup_seal(digest) == bench.buyer.backup_seal(digest)
    assert Buyer(other_wallet()).backup_seal(digest) != bench.buyer.backup_seal(digest)
    assert bench.buyer.backup_seal(hashlib.sha256(b"another").digest()) != bench.buyer.backup_seal(digest)


@pytest.mark.parametrize("digest", [b"", bytes(31), bytes(33), bytes(1 << 20)])
def test_nothing_but_a_digest_is_sealed(bench: Any, digest: bytes) -> None:
    with pytest.raises(ValueError, match="digest"):
        bench.buyer.backup_seal(digest)


def test_the_identity_opens_the_licences_of_every_account(bench: Any) -> None:
    identity = bench.buyer.export_age_identity(bench.password)
    AccountDesk(bench.vault).add_next("BIP44", "second")
    bench.vault.import_private_key("09" * 32, "imported")

    assert bench.buyer.export_age_identity(bench.password) == identity
    assert identity == licence_header.identity_text(
        derivation.age_identity(bench.vault.wallet().seed.reveal())
    )


@pytest.mark.parametrize("password", ["", "not this password", "a password for tests "])
def test_an_open_wallet_is_not_enough_for_the_identity(bench: Any, password: str) -> None:
    with pytest.raises(WrongPassword):
        bench.buyer.export_age_identity(password)


def test_a_closed_wallet_gives_nothing(bench: Any) -> None:
    licence = bench.buyer.free_licence(KEY)
    bench.vault.close()

    for call in (
        lambda: bench.buyer.export_age_identity(bench.password),
        lambda: bench.buyer.backup_seal(bytes(32)),
        lambda: bench.buyer.licence_key_hashes(licence, 1, bench.market, []),
    ):
        with pytest.raises(WalletLocked):
            call()


def test_a_seller_pack_has_no_identity_whatever_the_password(bench: Any) -> None:
    pack, _operator = Seller(bench.vault).export_seller_pack(bench.account, [bench.salt], "pack", scrypt_n=2)
    vault = Vault()
    vault.unlock(pack, "pack")

    with pytest.raises(PolicyRefused):
        Buyer(vault).export_age_identity("pack")
