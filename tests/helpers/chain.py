"""Accounts, terms and sales for tests against a real chain; keys are fixed and worthless."""

from dataclasses import dataclass, replace

from eth_account import Account
from eth_keys.datatypes import PrivateKey

from desktop.chain.gateway import ChainGateway
from desktop.chain.transactions import as_signable, read_signed
from desktop.core.cancel import CancelToken
from desktop.core.exchange import (
    SECP256K1_ORDER,
    Delivery,
    Order,
    Terms,
    key_hash,
    order_id,
    wrap_key,
)
from desktop.core.identity import NATIVE, ZERO_ADDRESS, Address, keccak256
from desktop.core.transactions import Call, Receipt, UnsignedTransaction

MODEL_KEY = bytes(range(16))


@dataclass(frozen=True)
class Wallet:
    """One key that signs what it is given."""

    key: bytes

    @classmethod
    def number(cls, number: int) -> "Wallet":
        return cls(keccak256(b"test wallet" + number.to_bytes(4, "big")))

    @property
    def address(self) -> Address:
        return Address.parse(Account.from_key(self.key).address)

    def sign(self, transaction: UnsignedTransaction) -> bytes:
        return bytes(Account.from_key(self.key).sign_transaction(as_signable(transaction)).raw_transaction)

    def execute(self, gateway: ChainGateway, call: Call) -> Receipt:
        """Prepare, sign, send and wait until it is mined."""
        raw = self.sign(gateway.prepare(self.address, call))
        gateway.send_raw(raw)
        return gateway.wait(read_signed(raw), CancelToken(), 30.0, poll_s=0.02)


def point(secret: int) -> tuple[int, int]:
    """secret * G as (x, parity)."""
    public = PrivateKey(secret.to_bytes(32, "big")).public_key.to_bytes()
    return int.from_bytes(public[:32], "big"), public[63] & 1


def shared_address(secret: int, x: int, parity: int) -> Address:
    """The address of secret * (x, parity), by multiplication on the curve: not the contract's ecrecover trick."""
    from coincurve import PublicKey  # type: ignore[attr-defined]

    other = PublicKey((b"\x03" if parity else b"\x02") + x.to_bytes(32, "big"))
    product = other.multiply((secret % SECP256K1_ORDER).to_bytes(32, "big")).format(compressed=False)
    return Address(keccak256(product[1:])[12:])


def sample_terms(gateway: ChainGateway, seller: Address, **changes: object) -> Terms:
    """Terms of a small model with the native coin; keyed with ``MODEL_KEY``."""
    card = b'{"name":"sample"}'
    terms = Terms(
        seller=seller,
        payee=seller,
        currency=NATIVE,
        price=10**16,
        bond_wei=10**15,
        late_fee_wei=10**14,
        key_fee=0,
        deliver_in_s=3600,
        dispute_in_s=7200,
        period_s=0,
        renew_until=0,
        flags=0,
        royalty_to=ZERO_ADDRESS,
        royalty_bps=0,
        size_bytes=1000,
        nonce=bytes(range(16, 32)),
        key_hash=key_hash(gateway.chain_id, gateway.market, seller, MODEL_KEY),
        content_root=keccak256(b"root"),
        public_digest=keccak256(b"public"),
        card_hash=keccak256(card),
        salt=keccak256(b"salt"),
    )
    return replace(terms, **changes)  # type: ignore[arg-type]


SAMPLE_CARD = b'{"name":"sample"}'


@dataclass(frozen=True)
class Sale:
    """An order as both sides know it; ``d`` and ``e`` are the two one-time secrets."""

    terms: Terms
    order: Order
    order_id: int
    d: int
    e: int

    def wrapped(self, gateway: ChainGateway, key: bytes = MODEL_KEY) -> bytes:
        shared = shared_address(self.e, self.order.px, self.order.parity)
        return wrap_key(gateway.chain_id, gateway.market, self.order_id, shared, key)


def list_model(gateway: ChainGateway, seller: Wallet, terms: Terms, card: bytes = SAMPLE_CARD) -> int:
    """Bond and list; returns the listing's number."""
    assert seller.execute(gateway, gateway.calls.deposit_bond(10 * terms.bond_wei)).succeeded
    assert seller.execute(gateway, gateway.calls.create_listing(terms, card)).succeeded
    return gateway.last_listing()


def buy_model(gateway: ChainGateway, buyer: Wallet, listing: int, terms: Terms, d: int = 7_777) -> Sale:
    """Buy and read the order back from the chain."""
    px, parity = point(d)
    calls = gateway.calls
    buy = calls.buy if terms.currency == NATIVE else calls.buy_in_tokens
    call = buy(listing, terms, buyer.address, px, parity, 42)
    assert buyer.execute(gateway, call).succeeded
    identifier = order_id(gateway.chain_id, gateway.market, listing, buyer.address, buyer.address, px, parity)
    order = gateway.find_order(identifier)
    assert order is not None
    return Sale(terms, order, identifier, d, 8_888)


def deliver_key(gateway: ChainGateway, seller: Wallet, sale: Sale, key: bytes = MODEL_KEY) -> Delivery:
    """Deliver and read the delivery back from the chain."""
    rx, parity = point(sale.e)
    call = gateway.calls.deliver(sale.terms, sale.order, rx, parity, sale.wrapped(gateway, key))
    assert seller.execute(gateway, call).succeeded
    delivery = gateway.find_delivery(sale.order_id)
    assert delivery is not None
    return delivery
