"""The gas of every call is the same beside 1 open order and beside 1,000 (EXCHANGE.md, section 10)."""

from dataclasses import dataclass
from typing import Any

import pytest
from eth_account.signers.local import LocalAccount

from desktop.core.exchange import Terms, key_hash
from desktop.core.identity import NATIVE, Address, keccak256
from tests.contracts.content import NONCE, Chunk, seal_chunk, shown
from tests.contracts.evm import CHAIN_ID, ETHER, MARKET, RECORDS, SPLIT, SPLITS, point
from tests.contracts.scenario import CARD, Sale, Scenario, words

CROWD = 1000
PER_BLOCK = 125
OTHER_KEY = keccak256(b"another model key")[:16]
GIB = 1 << 30
SECRETS = [int.from_bytes(keccak256(b"crowd %d" % index), "big") >> 1 for index in range(8)]


@dataclass(slots=True)
class Market:
    """A market with its listings, records and a split, and the gas of what is done there."""

    scene: Scenario
    listing: int
    terms: Terms
    faulty: int
    faulty_terms: Terms
    chunk: Chunk
    records: bytes
    split: bytes
    gas: dict[str, int]

    def call(self, name: str, sender: LocalAccount, *arguments: Any, value: int = 0) -> None:
        self.gas[name] = self.scene.send(sender, name, *arguments, value=value).gas_used

    def buy(self, index: int) -> Sale:
        sale, mined = self.scene.buy(self.listing, self.terms, SECRETS[index])
        self.gas["buy"] = mined.gas_used
        return sale

    def delivered(self, index: int) -> Sale:
        sale, mined = self.scene.deliver(self.buy(index), secret=SECRETS[index + 1])
        self.gas["deliver"] = mined.gas_used
        return sale


def prepared() -> Market:
    """One listing in order, one whose content is wrong and whose key is its own, and one open order."""
    scene = Scenario()
    terms = scene.terms()
    listing, _ = scene.list(terms)
    chunk = seal_chunk(GIB, 10_000, OTHER_KEY)
    chunk.spoil(30)
    root, _ = chunk.tree(64 * 10_000 + 30)
    seller = Address.parse(scene.seller.address)
    hashed = key_hash(CHAIN_ID, Address(scene.market), seller, OTHER_KEY)
    faulty_terms = scene.terms(size_bytes=GIB, nonce=NONCE, content_root=root, key_hash=hashed)
    faulty, _ = scene.list(faulty_terms)
    scene.deposit(2 * CROWD * ETHER)
    records = scene.chain.deploy(RECORDS.bytecode + scene.market.rjust(32, b"\0"))
    factory = scene.chain.deploy(SPLITS.bytecode)
    shares = [(scene.payee.address, 4000), (scene.stranger.address, 6000)]
    split = scene.chain.send(scene.seller, factory, SPLITS, "create", shares).result[0]
    scene.buy(listing, terms, 12345)
    return Market(scene, listing, terms, faulty, faulty_terms, chunk, records, bytes.fromhex(split[2:]), {})


def crowd(market: Market, orders: int) -> None:
    """So many more orders stay open, of the same listing, seller, payer and holder."""
    scene, buyer = market.scene, market.scene.buyer.address
    calls = [
        MARKET.call("buy", market.listing, words(market.terms), buyer, *point(2**200 + index), 2**63 + index)
        for index in range(orders)
    ]
    for first in range(0, orders, PER_BLOCK):
        part = calls[first : first + PER_BLOCK]
        scene.chain.send_all(scene.buyer, scene.market, part, market.terms.price)


def listings(market: Market) -> None:
    scene, terms = market.scene, market.terms
    changed = scene.terms(price=2 * ETHER + 1)
    market.call("list", scene.seller, words(terms), CARD)
    market.call("revise", scene.seller, 3, words(terms), words(changed), CARD)
    market.call("close", scene.seller, 3, words(changed))
    market.call("setOperator", scene.seller, scene.operator.address)
    market.call("depositBond", scene.seller, value=ETHER)
    market.call("withdrawBond", scene.seller, ETHER, scene.seller.address)


def sales(market: Market) -> None:
    """Confirmed and settled, and what the licence is good for."""
    scene = market.scene
    sale = market.delivered(0)
    market.call("confirm", scene.buyer, *sale.presented)
    market.call("withdraw", scene.payee, NATIVE.raw, scene.payee.address)
    market.call("renew", scene.buyer, *sale.presented, 1, value=market.terms.price)
    px, parity = point(SECRETS[6])
    market.call(
        "requestKey", scene.buyer, *sale.presented[:2], px, parity, 2**60 + 1, value=market.terms.key_fee
    )
    market.call("answerKey", scene.seller, 2**255, px, parity, OTHER_KEY)
    for name, arguments in (("rate", (sale.order_id, 5, CARD[:512])), ("anchor", (keccak256(b"root"),))):
        mined = scene.chain.send(scene.buyer, market.records, RECORDS, name, *arguments)
        market.gas[name] = mined.gas_used
    settled = market.delivered(1)
    scene.chain.time += market.terms.dispute_in_s
    market.call("settle", scene.stranger, [settled.presented])
    market.call("withdrawFor", scene.stranger, NATIVE.raw, scene.payee.address)


def refunds(market: Market) -> None:
    scene = market.scene
    market.call("refund", scene.seller, *market.buy(2).presented)
    market.gas["refund, open"] = market.gas.pop("refund")
    market.call("refund", scene.seller, *market.delivered(3).presented)
    cheated, _ = scene.deliver(market.buy(4), key=OTHER_KEY)
    market.call("complainKey", scene.stranger, *cheated.presented, cheated.secret)
    wrong, _ = scene.deliver(
        scene.buy(market.faulty, market.faulty_terms, SECRETS[5])[0], key=OTHER_KEY, secret=SECRETS[7]
    )
    _, proof = market.chunk.tree(64 * 10_000 + 30)
    market.call("complainContent", scene.stranger, *wrong.presented, *shown(OTHER_KEY, proof))


def shares(market: Market) -> None:
    scene = market.scene
    scene.chain.pay(scene.buyer, market.split, ETHER)
    mined = scene.chain.send(scene.payee, market.split, SPLIT, "withdraw", NATIVE.raw, scene.payee.address)
    market.gas["withdraw a share"] = mined.gas_used


def gas_beside(orders: int) -> dict[str, int]:
    """Gas by call, beside so many open orders."""
    market = prepared()
    crowd(market, orders - 1)
    market.scene.chain.time = 1_800_100_000  # the same for both: a zero byte costs less
    for part in (listings, sales, refunds, shares):
        part(market)
    return market.gas


@pytest.mark.slow
def test_gas_of_every_call_is_the_same_with_a_thousand_open_orders() -> None:
    """Same people, keys, times and addresses on two chains, which differ in their open orders alone."""
    few = gas_beside(1)

    many = gas_beside(CROWD)

    assert many == few
    changing = {
        name
        for name, entry in MARKET.functions.items()
        if entry["stateMutability"] in {"nonpayable", "payable"}
    }
    assert changing - {*few} == {"buyWithPermit"}  # a purchase as any other, in the token's own gas
