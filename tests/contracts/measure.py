"""Transaction gas of every call, intrinsic gas and calldata included, from py-evm receipts.

`python -m tests.contracts.measure` writes contracts/gas.json. Dear cases are measured: no zero where a real
listing has none, first use of every slot unless the name says next.
"""

import json
from pathlib import Path
from typing import Any

from desktop.core.identity import NATIVE, ZERO_ADDRESS, Address, keccak256
from tests.contracts.content import NONCE, seal_chunk, shown
from tests.contracts.evm import ETHER, RECORDS, SPLIT, SPLITS, TOKEN, point
from tests.contracts.scenario import CARD, KEY, Sale, Scenario, words

TABLE = Path(__file__).parents[2] / "contracts" / "gas.json"

# Protocol, section 5. complainKey is the native budget.
BUDGETS = {
    "list (card of 1 KiB)": 120_000,
    "list (card of 1 KiB), first of a market": 120_000,
    "revise (card of 1 KiB)": 60_000 + 1024 * 40,  # the floor price of calldata, EIP-7623
    "close": 60_000,
    "setOperator": 50_000,
    "depositBond (first)": 50_000,
    "depositBond (next)": 50_000,
    "withdrawBond": 50_000,
    "buy (first of a holder)": 150_000,
    "buy (next)": 150_000,
    "deliver by the seller": 50_000,
    "deliver by the operator": 50_000,
    "confirm (first credit)": 90_000,
    "confirm (next)": 90_000,
    "settle one (first credit)": 90_000,
    "settle three": 3 * 90_000,
    "refund, open": 90_000,
    "refund, delivered": 90_000,
    "complainKey": 95_000,
    "buy in tokens (first of a holder)": 200_000,
    "buy in tokens with a permit": 260_000,
    "complainKey in tokens": 115_000,
    "complainContent at 1 GiB": 300_000,
    "complainContent at 64 KiB": 300_000,
    "withdraw": 35_000,
    "withdrawFor": 35_000,
    "renew": 80_000,
    "requestKey": 60_000,
    "answerKey": 35_000,
    "rate (text of 512 bytes)": 55_000,
    "answer (text of 512 bytes)": 70_000,
    "report (1 KiB)": 80_000,
    "anchor": 30_000,
    "create a split of eight": 300_000,
    "withdraw a share (first of eight)": 75_000,
    "withdraw a share (next)": 75_000,
}


def _secret(index: int) -> int:
    """A private key without zero bytes to speak of."""
    return int.from_bytes(keccak256(b"secret %d" % index), "big") >> 1


def _content_complaint(size: int, number: int, place: int, **changes: Any) -> int:
    """A first complaint about a wrong leaf of content sealed by the app, at full depth, by another than the payer."""
    scene = Scenario()
    chunk = seal_chunk(size, number, KEY)
    chunk.spoil(place)
    root, proof = chunk.tree(64 * number + place)
    terms = scene.terms(size_bytes=size, nonce=NONCE, content_root=root, **changes)
    listing, _ = scene.list(terms)
    scene.deposit()
    sale, _ = scene.deliver(scene.buy(listing, terms, _secret(1400))[0])
    mined = scene.send(scene.stranger, "complainContent", *sale.presented, *shown(KEY, proof))
    return mined.gas_used


def _in_tokens(**changes: Any) -> dict[str, int]:
    """Prices in an ERC-20 by OpenZeppelin; the token's own gas is part of it."""
    scene = Scenario()
    token = scene.chain.deploy(TOKEN.bytecode)
    scene.chain.send(scene.buyer, token, TOKEN, "mint", scene.buyer.address, 10**24)
    terms = scene.terms(currency=Address(token), **changes)
    listing, _ = scene.list(terms)
    scene.deposit()
    scene.chain.send(scene.buyer, token, TOKEN, "approve", scene.market, 2**256 - 1)
    sale, mined = scene.buy(listing, terms, _secret(1500))
    gas = {"buy in tokens (first of a holder)": mined.gas_used}
    wrong = scene.deliver(sale, key=bytes(range(16)))[0]
    complaint = scene.send(scene.stranger, "complainKey", *wrong.presented, wrong.secret)
    gas["complainKey in tokens"] = complaint.gas_used
    other = Scenario()
    token = other.chain.deploy(TOKEN.bytecode)
    other.chain.send(other.buyer, token, TOKEN, "mint", other.buyer.address, 10**24)
    terms = other.terms(currency=Address(token), **changes)
    listing, _ = other.list(terms)
    other.deposit()
    gas["buy in tokens with a permit"] = other.buy_with_permit(listing, terms, token, _secret(1501)).gas_used
    return gas


def _licences(scene: Scenario, listing: int, sale: Sale, **changes: Any) -> dict[str, int]:
    """What can be done with a final licence; a perpetual one is not renewed."""
    gas = {"renew": 0}
    if not changes:
        renewal = scene.send(scene.buyer, "renew", *sale.presented, 1, value=sale.terms.price)
        gas["renew"] = renewal.gas_used
    px, parity = point(_secret(1600))
    request = scene.send(
        scene.buyer, "requestKey", *sale.presented[:2], px, parity, 0x8191A1B1C1D1E1F1, value=sale.terms.key_fee
    )  # fmt: skip
    gas["requestKey"] = request.gas_used
    answer = scene.send(scene.seller, "answerKey", request.result[0], px, parity, KEY)
    gas["answerKey"] = answer.gas_used
    records = scene.chain.deploy(RECORDS.bytecode + scene.market.rjust(32, b"\0"))

    def record(name: str, *arguments: Any) -> int:
        sender = scene.seller if name == "answer" else scene.buyer
        return scene.chain.send(sender, records, RECORDS, name, *arguments).gas_used

    gas["rate (text of 512 bytes)"] = record("rate", sale.order_id, 5, CARD[:512])
    gas["answer (text of 512 bytes)"] = record("answer", *sale.presented, CARD[:512])
    gas["report (1 KiB)"] = record("report", sale.order_id, CARD)
    gas["anchor"] = record("anchor", keccak256(b"root of records"))
    return gas


def _splits(scene: Scenario) -> dict[str, int]:
    """Eight accounts; the last one withdraws, after coin came twice."""
    factory = scene.chain.deploy(SPLITS.bytecode)
    accounts = [Address(keccak256(b"account %d" % index)[12:]) for index in range(7)]
    shares = [(account.raw, 1250) for account in [*accounts, Address.parse(scene.payee.address)]]
    made = scene.chain.send(scene.stranger, factory, SPLITS, "create", shares)
    split = bytes.fromhex(made.result[0][2:])
    gas = {"create a split of eight": made.gas_used}
    for name in ("withdraw a share (first of eight)", "withdraw a share (next)"):
        scene.chain.pay(scene.buyer, split, ETHER + 7)
        mined = scene.chain.send(scene.payee, split, SPLIT, "withdraw", NATIVE.raw, scene.payee.address)
        gas[name] = mined.gas_used
    return gas


def measure() -> dict[str, int]:
    """Gas by the names of BUDGETS, and that of deploying the market with its licence contract.

    The dearer of two kinds of listings: with a royalty and a period, and with neither, as the app makes them. A slot
    that is all zero after buying would cost a fresh write when the licence starts.
    """
    kinds = _measure(), _measure(royalty_to=ZERO_ADDRESS, royalty_bps=0, period_s=0, renew_until=0)
    return {name: max(kind[name] for kind in kinds) for name in kinds[0]}


def _measure(**changes: Any) -> dict[str, int]:
    gas: dict[str, int] = {}
    scene = Scenario()
    chain = scene.chain
    deployed = chain.deploy_gas
    terms = scene.terms(**changes)
    _, mined = scene.list(terms)
    gas["list (card of 1 KiB), first of a market"] = mined.gas_used
    listing, mined = scene.list(terms)
    gas["list (card of 1 KiB)"] = mined.gas_used
    revised = scene.terms(price=2 * ETHER + 1, **changes)
    gas["revise (card of 1 KiB)"] = scene.send(
        scene.seller, "revise", listing, words(terms), words(revised), CARD
    ).gas_used
    gas["close"] = scene.send(scene.seller, "close", listing, words(revised)).gas_used
    scene.send(scene.seller, "revise", listing, words(revised), words(terms), CARD)
    operator = Address.parse(scene.operator.address).raw
    gas["setOperator"] = scene.send(scene.seller, "setOperator", operator).gas_used
    gas["depositBond (first)"] = scene.deposit().gas_used
    gas["depositBond (next)"] = scene.deposit().gas_used
    seller = Address.parse(scene.seller.address).raw
    gas["withdrawBond"] = scene.send(scene.seller, "withdrawBond", ETHER, seller).gas_used

    sale, mined = scene.buy(listing, terms, _secret(1001))
    gas["buy (first of a holder)"] = mined.gas_used
    first, mined = scene.deliver(sale)
    gas["deliver by the seller"] = mined.gas_used
    gas["confirm (first credit)"] = scene.send(scene.buyer, "confirm", *first.presented).gas_used
    gas["withdraw"] = scene.send(
        scene.payee, "withdraw", NATIVE.raw, Address.parse(scene.payee.address).raw
    ).gas_used

    sale, mined = scene.buy(listing, terms, _secret(1002))
    gas["buy (next)"] = mined.gas_used
    second, mined = scene.deliver(sale, sender=scene.operator)
    gas["deliver by the operator"] = mined.gas_used
    settled = [scene.deliver(scene.buy(listing, terms, _secret(1100 + index))[0])[0] for index in range(3)]
    again = scene.deliver(scene.buy(listing, terms, _secret(1200))[0])[0]
    chain.time += terms.dispute_in_s
    gas["settle one (first credit)"] = scene.send(scene.stranger, "settle", [second.presented]).gas_used
    gas["settle three"] = scene.send(scene.stranger, "settle", [one.presented for one in settled]).gas_used
    gas["confirm (next)"] = scene.send(scene.buyer, "confirm", *again.presented).gas_used
    payee = Address.parse(scene.payee.address).raw
    gas["withdrawFor"] = scene.send(scene.stranger, "withdrawFor", NATIVE.raw, payee).gas_used

    buyer = Address.parse(scene.buyer.address).raw
    sale, _ = scene.buy(listing, terms, _secret(1300))
    gas["refund, open"] = scene.send(scene.seller, "refund", *sale.presented).gas_used
    scene.send(scene.buyer, "withdraw", NATIVE.raw, buyer)
    sale = scene.deliver(scene.buy(listing, terms, _secret(1301))[0])[0]
    gas["refund, delivered"] = scene.send(scene.seller, "refund", *sale.presented).gas_used
    scene.send(scene.buyer, "withdraw", NATIVE.raw, buyer)
    sale = scene.deliver(scene.buy(listing, terms, _secret(1302))[0], key=bytes(range(16)))[0]
    gas["complainKey"] = scene.send(scene.stranger, "complainKey", *sale.presented, sale.secret).gas_used
    gas["complainContent at 1 GiB"] = _content_complaint(1 << 30, 10_000, 30, **changes)
    gas["complainContent at 64 KiB"] = _content_complaint(1 << 16, 0, 63, **changes)
    gas |= _in_tokens(**changes) | _licences(scene, listing, first, **changes) | _splits(scene)
    return {name: gas[name] for name in BUDGETS} | {"deploy both contracts": deployed}


if __name__ == "__main__":
    TABLE.write_text(json.dumps(measure(), indent=1) + "\n", encoding="utf-8", newline="\n")
