"""Open vaults at a low cost factor, and the published vectors."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop.core.exchange import Order, Terms, order_id
from desktop.core.identity import Address
from desktop.wallet.buying import Buyer
from desktop.wallet.selling import Seller
from desktop.wallet.signing import Signer
from desktop.wallet.vault import Vault

VECTORS = Path(__file__).parents[2] / "data" / "vectors"
PASSWORD = "a password for tests"
PHRASE = "test test test test test test test test test test test junk"
"""Everybody's test phrase (Hardhat, Foundry); its accounts are published."""

LOW_COST = 2
CHAIN = 31337
MARKET = Address(b"\x55" * 20)
ZERO = Address(bytes(20))
PAYER = Address(b"\x44" * 20)


@pytest.fixture
def vectors() -> Callable[[str], Any]:
    """Reads a file of published vectors."""
    return lambda name: json.loads((VECTORS / name).read_text(encoding="utf-8"))


class Bench:
    """A vault with everybody's test phrase, and what the four groups of operations need."""

    chain = CHAIN
    market = MARKET
    password = PASSWORD
    phrase = PHRASE
    low_cost = LOW_COST
    salt = b"\x07" * 32

    def __init__(self) -> None:
        self.vault = Vault()
        self.file, accounts = self.vault.restore(PHRASE, "", PASSWORD, scrypt_n=LOW_COST)
        self.account = accounts[0].address
        self.signer = Signer(self.vault)
        self.buyer = Buyer(self.vault)
        self.seller = Seller(self.vault)

    def fields(self, **changes: Any) -> dict[str, Any]:
        """A type-2 payment as JSON-RPC names it."""
        base = {
            "chainId": CHAIN, "nonce": 0, "to": self.account.raw, "value": 10**18, "gas": 21000,
            "maxFeePerGas": 2 * 10**9, "maxPriorityFeePerGas": 10**9, "data": b"",
        }  # fmt: skip
        return base | changes

    def terms(self, key_hash: bytes, seller: Address | None = None) -> Terms:
        """Terms of a listing of this wallet's account."""
        return Terms(
            seller or self.account, self.account, ZERO, 10**16, 10**15, 10**14, 0, 3600, 7200, 0, 0, 0, ZERO, 0,
            1024, bytes(16), key_hash, b"\x01" * 32, b"\x02" * 32, b"\x03" * 32, self.salt,
        )  # fmt: skip

    def own_terms(self) -> Terms:
        return self.terms(self.seller.model_key_hash(self.account, CHAIN, MARKET, self.salt))

    def order(self, number: int = 99, payer: Address = PAYER) -> Order:
        """An order that this wallet holds itself."""
        px, parity = self.buyer.purchase_point(self.account, CHAIN, MARKET, 5, number)
        return Order(5, payer, self.account, 1_700_000_000, px, parity, number)

    def id_of(self, order: Order) -> int:
        return order_id(CHAIN, MARKET, order.listing, order.payer, order.holder, order.px, order.parity)


@pytest.fixture
def bench() -> Bench:
    return Bench()
