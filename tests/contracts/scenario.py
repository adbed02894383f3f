"""A seller, a buyer and a market on a py-evm chain, with the steps of the exchange as methods."""

from dataclasses import dataclass, fields, replace
from typing import Any

from eth_account.signers.local import LocalAccount

from desktop.core.exchange import (
    NO_DELIVERY,
    Delivery,
    Order,
    Terms,
    key_hash,
    order_id,
    wrap_key,
)
from desktop.core.identity import NATIVE, Address, keccak256
from tests.contracts.evm import CHAIN_ID, ETHER, LICENCE, MARKET, Chain, Mined, point, shared_address

KEY = keccak256(b"a model key")[:16]
CARD = bytes(33 + index % 90 for index in range(1024))  # 1 KiB without a zero byte: the dearest of its length
HOUR = 3600


def words(struct: Terms | Order | Delivery) -> tuple[Any, ...]:
    """A struct as eth-abi takes it."""
    values = (getattr(struct, field.name) for field in fields(struct))
    return tuple(value.raw if isinstance(value, Address) else value for value in values)


@dataclass(frozen=True, slots=True)
class Sale:
    """An order and what calls about it must present."""

    order_id: int
    terms: Terms
    order: Order
    secret: int
    delivery: Delivery = NO_DELIVERY

    @property
    def presented(self) -> tuple[tuple[Any, ...], ...]:
        return words(self.terms), words(self.order), words(self.delivery)


class Scenario:
    """One market; account 1 sells, 2 pays and holds, 3 operates, 4 is a stranger, 5 is the payee."""

    def __init__(self) -> None:
        self.chain, self.market = Chain.with_market()
        self.licence = bytes.fromhex(self.chain.read(self.market, MARKET, "licence")[0][2:])
        _, self.seller, self.buyer, self.operator, self.stranger, self.payee = self.chain.accounts

    def terms(self, **changes: Any) -> Terms:
        """Dear terms: no field is zero unless it must be."""
        seller = Address.parse(self.seller.address)
        terms = Terms(
            seller=seller, payee=Address.parse(self.payee.address), currency=NATIVE,
            price=ETHER + 1, bond_wei=ETHER // 2 + 1, late_fee_wei=ETHER // 100 + 1, key_fee=1,
            deliver_in_s=48 * HOUR, dispute_in_s=7 * 24 * HOUR, period_s=365 * 24 * HOUR, renew_until=2**31,
            flags=0, royalty_to=Address.parse(self.payee.address), royalty_bps=500, size_bytes=10**8,
            nonce=keccak256(b"nonce")[:16],
            key_hash=key_hash(CHAIN_ID, Address(self.market), seller, KEY),
            content_root=keccak256(b"root"), public_digest=keccak256(b"public"),
            card_hash=keccak256(CARD), salt=keccak256(b"salt"),
        )  # fmt: skip
        return replace(terms, **changes)

    def send(self, sender: LocalAccount, name: str, *arguments: Any, value: int = 0) -> Mined:
        return self.chain.send(sender, self.market, MARKET, name, *arguments, value=value)

    def read(self, name: str, *arguments: Any) -> tuple[Any, ...]:
        return self.chain.read(self.market, MARKET, name, *arguments)

    def read_licence(self, name: str, *arguments: Any) -> tuple[Any, ...]:
        return self.chain.read(self.licence, LICENCE, name, *arguments)

    def list(self, terms: Terms) -> tuple[int, Mined]:
        mined = self.send(self.seller, "list", words(terms), CARD)
        return mined.result[0], mined

    def deposit(self, amount: int = 10 * ETHER) -> Mined:
        return self.send(self.seller, "depositBond", value=amount)

    def buy(
        self, listing: int, terms: Terms, secret: int = 12345, number: int = 0x8191A1B1C1D1E1F1
    ) -> tuple[Sale, Mined]:
        buyer = Address.parse(self.buyer.address)
        px, parity = point(secret)
        order = Order(listing, buyer, buyer, self.chain.time, px, parity, number)
        mined = self.send(
            self.buyer, "buy", listing, words(terms), buyer.raw, px, parity, number,
            value=terms.price if terms.currency == NATIVE else 0,
        )  # fmt: skip
        expected = order_id(CHAIN_ID, Address(self.market), listing, buyer, buyer, px, parity)
        assert mined.result == (expected,)
        return Sale(expected, terms, order, secret), mined

    def buy_with_permit(self, listing: int, terms: Terms, token: bytes, secret: int) -> Mined:
        """A purchase in tokens, with an EIP-2612 permit signed as EIP-712 says."""
        signed = self.buyer.sign_typed_data(
            full_message={
                "types": {
                    "EIP712Domain": [
                        {"name": "name", "type": "string"}, {"name": "version", "type": "string"},
                        {"name": "chainId", "type": "uint256"}, {"name": "verifyingContract", "type": "address"},
                    ],
                    "Permit": [
                        {"name": "owner", "type": "address"}, {"name": "spender", "type": "address"},
                        {"name": "value", "type": "uint256"}, {"name": "nonce", "type": "uint256"},
                        {"name": "deadline", "type": "uint256"},
                    ],
                },
                "primaryType": "Permit",
                "domain": {
                    "name": "Plain", "version": "1", "chainId": CHAIN_ID, "verifyingContract": str(Address(token)),
                },
                "message": {
                    "owner": self.buyer.address, "spender": str(Address(self.market)), "value": terms.price,
                    "nonce": 0, "deadline": 2**32,
                },
            }
        )  # fmt: skip
        buyer = Address.parse(self.buyer.address)
        px, parity = point(secret)
        permit = (terms.price, 2**32, signed.v, signed.r.to_bytes(32, "big"), signed.s.to_bytes(32, "big"))
        return self.send(
            self.buyer, "buyWithPermit", listing, words(terms), buyer.raw, px, parity, 2**63 + 1, permit
        )

    def deliver(
        self, sale: Sale, key: bytes = KEY, secret: int = 54321, sender: LocalAccount | None = None
    ) -> tuple[Sale, Mined]:
        shared = shared_address(secret, sale.order.px, sale.order.parity)
        wrapped = wrap_key(CHAIN_ID, Address(self.market), sale.order_id, shared, key)
        rx, parity = point(secret)
        delivery = Delivery(rx, parity, wrapped, self.chain.time)
        mined = self.send(
            sender or self.seller, "deliver", words(sale.terms), words(sale.order), rx, parity, wrapped
        )
        return replace(sale, delivery=delivery), mined

    def credit(self, account: LocalAccount) -> int:
        amount: int = self.read("credits", Address.parse(account.address).raw, NATIVE.raw)[0]
        return amount

    def bond(self) -> tuple[int, int]:
        free, locked = self.read("bonds", Address.parse(self.seller.address).raw)
        return free, locked
