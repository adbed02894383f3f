"""Renewals, key requests, ratings and revenue splits on py-evm: every amount in an event is a change of a balance."""

import pytest
from eth_abi import encode

from desktop.core.exchange import ListingState, Terms
from desktop.core.identity import NATIVE, Address, keccak256
from tests.contracts.evm import CHAIN_ID, ETHER, RECORDS, SPLIT, SPLITS, TOKEN, Reverted, point
from tests.contracts.scenario import CARD, Sale, Scenario, words

DAY = 86_400


def final_sale(scene: Scenario, **changes: object) -> tuple[int, Sale]:
    """A final order of a timed licence, and its listing."""
    terms = scene.terms(period_s=30 * DAY, key_fee=777, **changes)
    listing, _ = scene.list(terms)
    scene.deposit()
    sale, _ = scene.deliver(scene.buy(listing, terms)[0])
    scene.send(scene.buyer, "confirm", *sale.presented)
    return listing, sale


def with_token(scene: Scenario) -> bytes:
    """An ERC-20 of which the buyer holds plenty, all of it allowed to the market."""
    token = scene.chain.deploy(TOKEN.bytecode)
    scene.chain.send(scene.buyer, token, TOKEN, "mint", scene.buyer.address, 10**24)
    scene.chain.send(scene.buyer, token, TOKEN, "approve", scene.market, 2**256 - 1)
    return token


def balance_of(scene: Scenario, token: bytes, account: bytes) -> int:
    amount: int = scene.chain.read(token, TOKEN, "balanceOf", account)[0]
    return amount


def test_renewal_pays_the_payee_what_its_event_says(scene: Scenario) -> None:
    _, sale = final_sale(scene)
    payee = sale.terms.payee.raw
    before, held = scene.chain.balance(payee), scene.chain.balance(scene.market)
    (until,) = scene.read_licence("licensedUntil", sale.order_id)

    mined = scene.send(scene.stranger, "renew", *sale.presented, 2, value=2 * sale.terms.price)

    renewed = dict(mined.logs)["Renewed"]
    assert renewed["amount"] == scene.chain.balance(payee) - before == 2 * sale.terms.price
    assert renewed["until"] == until + 60 * DAY == scene.read_licence("licensedUntil", sale.order_id)[0]
    assert scene.chain.balance(scene.market) == held


def test_request_pays_the_fee_and_bears_the_id_of_the_protocol(scene: Scenario) -> None:
    """requestId by hand: keccak256(abi.encode("licet request 1", ...)), EXCHANGE.md section 5."""
    _, sale = final_sale(scene)
    px, parity = point(4711)
    before = scene.chain.balance(sale.terms.payee.raw)

    mined = scene.send(scene.buyer, "requestKey", *sale.presented[:2], px, parity, 5, value=777)

    types = ["string", "uint256", "address", "uint256", "bytes32", "address", "uint256", "uint8"]
    parts = [
        "licet request 1", CHAIN_ID, scene.market, sale.order_id, sale.terms.hash, scene.buyer.address, px, parity,
    ]  # fmt: skip
    expected = int.from_bytes(keccak256(encode(types, parts)), "big")
    requested = dict(mined.logs)["KeyRequested"]
    assert mined.result == (expected,)
    assert (requested["requestId"], requested["tokenId"]) == (expected, sale.order_id)
    assert requested["keyFee"] == scene.chain.balance(sale.terms.payee.raw) - before == 777


def test_whole_sale_in_tokens_pays_to_the_unit(scene: Scenario) -> None:
    token = with_token(scene)
    listing, sale = final_sale(scene, currency=Address(token))
    payee = sale.terms.payee.raw
    assert balance_of(scene, token, scene.market) == sale.terms.price

    paid = dict(scene.send(scene.stranger, "withdrawFor", token, payee).logs)["Withdrawn"]
    renewed = dict(scene.send(scene.buyer, "renew", *sale.presented, 1).logs)["Renewed"]
    second, _ = scene.buy(listing, sale.terms, 999)
    refunded = dict(scene.send(scene.seller, "refund", *second.presented).logs)["Refunded"]
    scene.send(scene.buyer, "withdraw", token, scene.stranger.address)

    assert paid["amount"] + renewed["amount"] == balance_of(scene, token, payee) == 2 * sale.terms.price
    assert refunded["amount"] == balance_of(scene, token, Address.parse(scene.stranger.address).raw)
    assert balance_of(scene, token, scene.market) == 0


def test_permit_signed_as_eip_712_says_buys_at_once(scene: Scenario) -> None:
    token = scene.chain.deploy(TOKEN.bytecode)
    scene.chain.send(scene.buyer, token, TOKEN, "mint", scene.buyer.address, 10 * ETHER)
    terms = scene.terms(currency=Address(token))
    listing, _ = scene.list(terms)
    scene.deposit()

    scene.buy_with_permit(listing, terms, token, 31337)

    assert balance_of(scene, token, scene.market) == terms.price


def test_ratings_need_a_final_licence(scene: Scenario) -> None:
    terms = scene.terms()
    listing, _ = scene.list(terms)
    scene.deposit()
    sale, _ = scene.deliver(scene.buy(listing, terms)[0])
    records = scene.chain.deploy(RECORDS.bytecode + scene.market.rjust(32, b"\0"))

    with pytest.raises(Reverted, match="RecordsNotFinal"):
        scene.chain.send(scene.buyer, records, RECORDS, "rate", sale.order_id, 5, b"")
    scene.send(scene.buyer, "confirm", *sale.presented)
    mined = scene.chain.send(scene.buyer, records, RECORDS, "rate", sale.order_id, 4, "schön".encode())

    rated = dict(mined.logs)["Rated"]
    assert (rated["tokenId"], rated["stars"], rated["text"]) == (sale.order_id, 4, "schön".encode())


def test_split_pays_its_accounts_what_its_events_say(scene: Scenario) -> None:
    """Named as payee, paid by the market, shared to the wei."""
    factory = scene.chain.deploy(SPLITS.bytecode)
    shares = [(scene.payee.address, 3333), (scene.stranger.address, 6667)]
    made = scene.chain.send(scene.seller, factory, SPLITS, "create", shares)
    split = bytes.fromhex(made.result[0][2:])
    _, sale = final_sale(scene, payee=Address(split))
    scene.send(scene.stranger, "withdrawFor", NATIVE.raw, split)
    payee = Address.parse(scene.payee.address).raw
    before = scene.chain.balance(payee)

    mined = scene.chain.send(scene.stranger, split, SPLIT, "withdrawFor", NATIVE.raw, payee)

    amount = dict(mined.logs)["Withdrawn"]["amount"]
    assert amount == scene.chain.balance(payee) - before == sale.terms.price * 3333 // 10_000


def test_terms_of_a_later_version_can_be_asked_for(scene: Scenario) -> None:
    listing, sale = final_sale(scene)
    revised: Terms = scene.terms(content_root=keccak256(b"version 2"), key_fee=0)
    scene.send(scene.seller, "revise", listing, words(sale.terms), words(revised), CARD)
    px, parity = point(5)

    mined = scene.send(scene.buyer, "requestKey", words(revised), words(sale.order), px, parity, 1)

    assert dict(mined.logs)["KeyRequested"]["termsHash"] == revised.hash
    assert scene.read("listingState", listing)[0][31] == ListingState.OPEN
