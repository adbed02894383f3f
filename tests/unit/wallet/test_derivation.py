"""Keys from the seed: published BIP-32 vectors and accounts that every wallet agrees on."""

from collections.abc import Callable
from typing import Any

import pytest
from coincurve import PrivateKey, PublicKey
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.errors import InvalidPoint
from desktop.core.exchange import SECP256K1_ORDER
from desktop.core.identity import Address
from desktop.wallet import curve, derivation, mnemonic
from desktop.wallet.errors import InvalidPrivateKey

SEED = mnemonic.seed(
    mnemonic.read_phrase("test test test test test test test test test test test junk")[0], "english"
)
SCALARS = st.integers(min_value=1, max_value=SECP256K1_ORDER - 1)


def test_published_bip32_vectors_give_their_keys(vectors: Callable[[str], Any]) -> None:
    cases = vectors("bip32_eth_account.json")["test_bip32_testvectors"]["cases"]

    found = [derivation.derive_key(bytes.fromhex(seed), path).hex() for seed, path, _key in cases]

    assert len(cases) >= 14
    assert found == [key for _seed, _path, key in cases]


@pytest.mark.parametrize(
    ("index", "address"),
    [
        (0, "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"),
        (1, "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"),
        (9, "0xa0Ee7A142d267C1f36714E4a8F75612F20a79720"),
    ],
)
def test_accounts_of_the_common_test_phrase_are_the_published_ones(index: int, address: str) -> None:
    """Source: the accounts that anvil and Hardhat print for this phrase."""
    key = derivation.derive_key(SEED, derivation.ACCOUNT_PATH.format(index=index))

    assert derivation.key_address(key) == Address.parse(address)


@pytest.mark.parametrize(
    "path", ["", "44'/60'", "m/", "m//0", "m/-1", "m/2147483648", "m/1_0", "m/ 1", "m/0x1", "n/0", "m/0/0''"]
)
def test_text_that_is_no_path_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match=r"path|index"):
        derivation.derive_key(SEED, path)


@pytest.mark.parametrize(
    "key", [b"", bytes(32), bytes(31), SECP256K1_ORDER.to_bytes(32, "big"), b"\xff" * 32, b"\x01" * 33]
)
def test_bytes_that_are_no_private_key_are_refused(key: bytes) -> None:
    with pytest.raises(InvalidPrivateKey):
        derivation.key_address(key)


def test_every_branch_of_the_seed_is_another_secret() -> None:
    account, other = Address(b"\x01" * 20), Address(b"\x02" * 20)
    secret = derivation.seller_secret(SEED, account)

    branches = {
        derivation.age_identity(SEED),
        secret,
        derivation.seller_secret(SEED, other),
        derivation.imported_seller_secret(SEED, account),
        derivation.operator_key(secret, 0),
        derivation.operator_key(secret, 1),
    }

    assert len(branches) == 6


@given(SCALARS, SCALARS)
def test_the_shared_address_is_the_same_from_both_sides_and_by_ecrecover(d: int, e: int) -> None:
    """EXCHANGE.md section 3: ecrecover(0, 27 + parity, x, x * k mod n) is the address of k * (x, parity)."""
    px, p_parity = curve.public_point(d)
    rx, r_parity = curve.public_point(e)
    trick = rx.to_bytes(32, "big") + (rx * d % SECP256K1_ORDER).to_bytes(32, "big") + bytes([r_parity])

    buyer = curve.shared_address(d, rx, r_parity, "delivery")

    assert buyer == curve.shared_address(e, px, p_parity, "order")
    assert buyer == curve.address_of(PublicKey.from_signature_and_message(trick, bytes(32), hasher=None))


def test_a_point_survives_its_coordinates() -> None:
    point = PrivateKey(b"\x09" * 32).public_key

    assert curve.read_point(*curve.coordinates(point), "own").format() == point.format()


@pytest.mark.parametrize(
    ("x", "parity"), [(0, 0), (5, 0), (SECP256K1_ORDER, 0), (1, 2), (2**256 - 1, 1), (-1, 0)]
)
def test_numbers_that_are_no_point_are_refused(x: int, parity: int) -> None:
    with pytest.raises(InvalidPoint):
        curve.read_point(x, parity, "delivery")
