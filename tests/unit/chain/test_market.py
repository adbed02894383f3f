"""The market's bindings: one method per function of the ABI, and eth_abi as the oracle of every encoding."""

import dataclasses
import inspect
from typing import Any

import pytest
from eth_abi.abi import encode
from hypothesis import given
from hypothesis import strategies as st

from desktop.assets import Assets
from desktop.chain import market as market_module
from desktop.chain.artifacts import Artifact, RevertNames
from desktop.chain.events import EVENT_SIGNATURES, RpcLog, decode_log
from desktop.chain.gateway import read_artifact
from desktop.chain.market import SIGNATURES, MarketCalls
from desktop.chain.reader import VIEWS, ChainMarketReader
from desktop.core import events as core_events
from desktop.core.contents import LeafProof
from desktop.core.errors import Bug, Reverted
from desktop.core.events import LogPlace
from desktop.core.exchange import Delivery, Order, Terms
from desktop.core.identity import Address, keccak256
from desktop.core.tokens import Permit

MARKET = Address(bytes.fromhex("11" * 20))
CALLS = MarketCalls(MARKET)


@pytest.fixture(scope="module")
def artifact() -> Artifact:
    return read_artifact(Assets.find(), "ModelMarket")


def uint(bits: int) -> st.SearchStrategy[int]:
    return st.integers(0, 2**bits - 1) | st.sampled_from([0, 1, 2**bits - 1])


addresses = st.binary(min_size=20, max_size=20).map(Address)
words = st.binary(min_size=32, max_size=32)
halves = st.binary(min_size=16, max_size=16)
terms_values = st.builds(
    Terms, addresses, addresses, addresses, uint(128), uint(128), uint(128), uint(128), uint(32), uint(32), uint(32),
    uint(40), uint(8), addresses, uint(16), uint(64), halves, words, words, words, words, words,
)  # fmt: skip
orders = st.builds(Order, uint(64), addresses, addresses, uint(40), uint(256), uint(8), uint(64))
deliveries = st.builds(Delivery, uint(256), uint(8), halves, uint(40))
leaf_proofs = st.builds(
    LeafProof, uint(64), words, st.binary(max_size=1040), st.lists(words, max_size=40).map(tuple)
)
cards = st.binary(max_size=300)

_TERMS = market_module._TERMS
_ORDER, _DELIVERY = market_module._ORDER, market_module._DELIVERY


def fields(value: Any) -> tuple[Any, ...]:
    """A struct as eth_abi takes it."""
    raw = [getattr(value, field.name) for field in dataclasses.fields(value)]
    return tuple("0x" + item.raw.hex() if isinstance(item, Address) else item for item in raw)


def test_each_function_that_changes_something_has_one_method(artifact: Artifact) -> None:
    views = set(VIEWS.values())
    changing = {signature for signature in artifact.selectors() if signature not in views}

    assert set(SIGNATURES.values()) == changing


def test_each_function_that_reads_has_one_method(artifact: Artifact) -> None:
    changing = set(SIGNATURES.values())
    reading = {signature for signature in artifact.selectors() if signature not in changing}

    assert set(VIEWS.values()) == reading


@pytest.mark.parametrize(("cls", "names"), [(MarketCalls, SIGNATURES), (ChainMarketReader, VIEWS)])
def test_the_methods_bear_the_names_of_the_tables(cls: type, names: dict[str, str]) -> None:
    for name in names:
        assert inspect.isfunction(getattr(cls, name)), name


def test_each_event_has_one_decoder_and_one_value(artifact: Artifact) -> None:
    assert artifact.topics() == {name: keccak256(text.encode()) for name, text in EVENT_SIGNATURES.items()}
    assert {kind.__name__ for kind in core_events.MarketEvent.__args__} == set(EVENT_SIGNATURES)


def expected(name: str, types: list[str], values: list[Any]) -> bytes:
    return keccak256(SIGNATURES[name].encode())[:4] + encode(types, values)


@given(terms_values, terms_values, cards, uint(64))
def test_listings_are_encoded_as_eth_abi_does(terms: Terms, new: Terms, card: bytes, listing: int) -> None:
    assert CALLS.create_listing(terms, card).data == expected(
        "create_listing", [_TERMS, "bytes"], [fields(terms), card]
    )
    assert CALLS.revise(listing, terms, new, card).data == expected(
        "revise", ["uint64", _TERMS, _TERMS, "bytes"], [listing, fields(terms), fields(new), card]
    )
    assert CALLS.close(listing, terms).data == expected("close", ["uint64", _TERMS], [listing, fields(terms)])


@given(terms_values, orders, deliveries, halves, leaf_proofs)
def test_content_complaints_are_encoded_as_eth_abi_does(
    terms: Terms, order: Order, delivery: Delivery, key: bytes, leaf: LeafProof
) -> None:
    assert CALLS.complain_content(terms, order, delivery, key, leaf).data == expected(
        "complain_content",
        [_TERMS, _ORDER, _DELIVERY, "bytes16", "uint64", "bytes", "bytes32", "bytes32[]"],
        [
            fields(terms), fields(order), fields(delivery),
            key, leaf.index, leaf.cipher, leaf.plain_leaf, list(leaf.siblings),
        ],
    )  # fmt: skip


@given(terms_values, orders, deliveries, uint(256))
def test_orders_are_encoded_as_eth_abi_does(terms: Terms, order: Order, delivery: Delivery, d: int) -> None:
    proof_types, proof = [_TERMS, _ORDER, _DELIVERY], [fields(terms), fields(order), fields(delivery)]
    for name in ("confirm", "refund"):
        assert getattr(CALLS, name)(terms, order, delivery).data == expected(name, proof_types, proof)
    assert CALLS.complain_key(terms, order, delivery, d).data == expected(
        "complain_key", [*proof_types, "uint256"], [*proof, d]
    )
    assert CALLS.deliver(terms, order, delivery.rx, delivery.parity, delivery.wrapped).data == expected(
        "deliver",
        [_TERMS, _ORDER, "uint256", "uint8", "bytes16"],
        [*proof[:2], delivery.rx, delivery.parity, delivery.wrapped],
    )
    assert CALLS.settle([(terms, order, delivery)] * 2).data == expected(
        "settle", [f"({_TERMS},{_ORDER},{_DELIVERY})[]"], [[tuple(proof)] * 2]
    )


@given(terms_values, addresses, orders)
def test_a_purchase_pays_the_price(terms: Terms, holder: Address, order: Order) -> None:
    terms = dataclasses.replace(terms, currency=Address(bytes(20)))

    call = CALLS.buy(order.listing, terms, holder, order.px, order.parity, order.number)

    assert call.value_wei == terms.price
    assert call.data == expected(
        "buy",
        ["uint64", _TERMS, "address", "uint256", "uint8", "uint64"],
        [order.listing, fields(terms), "0x" + holder.raw.hex(), order.px, order.parity, order.number],
    )


permits = st.builds(Permit, uint(256), uint(256), uint(8), words, words)


@given(terms_values, addresses, orders, permits)
def test_a_purchase_in_tokens_sends_no_coin(
    terms: Terms, holder: Address, order: Order, permit: Permit
) -> None:
    terms = dataclasses.replace(terms, currency=MARKET)
    arguments = (order.listing, terms, holder, order.px, order.parity, order.number)
    types = ["uint64", _TERMS, "address", "uint256", "uint8", "uint64"]
    values = [order.listing, fields(terms), "0x" + holder.raw.hex(), order.px, order.parity, order.number]

    by_allowance = CALLS.buy_in_tokens(*arguments)
    by_permit = CALLS.buy_with_permit(*arguments, permit)

    assert (by_allowance.data, by_allowance.value_wei) == (expected("buy", types, values), 0)
    assert by_permit.data == expected(
        "buy_with_permit", [*types, "(uint256,uint256,uint8,bytes32,bytes32)"], [*values, fields(permit)]
    )
    assert by_permit.value_wei == 0


def test_a_price_in_tokens_is_not_paid_in_coin_nor_the_other_way() -> None:
    terms = dataclasses.replace(SAMPLE, currency=MARKET)

    with pytest.raises(Bug):
        CALLS.buy(1, terms, MARKET, 1, 0, 1)
    with pytest.raises(Bug):
        CALLS.buy_in_tokens(1, SAMPLE, MARKET, 1, 0, 1)
    with pytest.raises(Bug):
        CALLS.buy_with_permit(1, SAMPLE, MARKET, 1, 0, 1, Permit(1, 1, 27, bytes(32), bytes(32)))


@given(terms_values, orders, deliveries, uint(32), st.booleans())
def test_renewals_and_requests_are_encoded_as_eth_abi_does(
    terms: Terms, order: Order, delivery: Delivery, periods: int, in_coin: bool
) -> None:
    terms = dataclasses.replace(terms, currency=Address(bytes(20)) if in_coin else MARKET)

    renewal = CALLS.renew(terms, order, delivery, periods)
    request = CALLS.request_key(terms, order, delivery.rx, delivery.parity, order.number)
    answer = CALLS.answer_key(order.px, delivery.rx, delivery.parity, delivery.wrapped)

    assert renewal.data == expected(
        "renew",
        [_TERMS, _ORDER, _DELIVERY, "uint32"],
        [fields(terms), fields(order), fields(delivery), periods],
    )
    assert renewal.value_wei == (periods * terms.price if in_coin else 0)
    assert request.data == expected(
        "request_key",
        [_TERMS, _ORDER, "uint256", "uint8", "uint64"],
        [fields(terms), fields(order), delivery.rx, delivery.parity, order.number],
    )
    assert request.value_wei == (terms.key_fee if in_coin else 0)
    assert answer.data == expected(
        "answer_key",
        ["uint256", "uint256", "uint8", "bytes16"],
        [order.px, delivery.rx, delivery.parity, delivery.wrapped],
    )
    assert answer.gas_limit is not None


@given(addresses, addresses, uint(256))
def test_accounts_and_amounts_are_encoded_as_eth_abi_does(one: Address, two: Address, amount: int) -> None:
    a, b = "0x" + one.raw.hex(), "0x" + two.raw.hex()
    assert CALLS.withdraw(one, two).data == expected("withdraw", ["address", "address"], [a, b])
    assert CALLS.withdraw_for(one, two).data == expected("withdraw_for", ["address", "address"], [a, b])
    assert CALLS.withdraw_bond(amount, one).data == expected(
        "withdraw_bond", ["uint256", "address"], [amount, a]
    )
    assert CALLS.set_operator(one).data == expected("set_operator", ["address"], [a])
    bond = CALLS.deposit_bond(amount)
    assert (bond.data, bond.value_wei) == (expected("deposit_bond", [], []), amount)


def test_deliveries_and_complaints_are_never_estimated() -> None:
    order, delivery = Order(1, MARKET, MARKET, 1, 1, 0, 1), Delivery(1, 0, bytes(16), 1)

    assert CALLS.deliver(SAMPLE, order, 1, 0, bytes(16)).gas_limit is not None
    assert CALLS.complain_key(SAMPLE, order, delivery, 1).gas_limit is not None


SAMPLE = Terms(
    MARKET, MARKET, Address(bytes(20)), 1, 1, 1, 1, 1, 1, 1, 1, 1, MARKET, 1, 1, bytes(16),
    bytes(32), bytes(32), bytes(32), bytes(32), bytes(32),
)  # fmt: skip
AT = LogPlace(7, b"\x01" * 32, 99, b"\x02" * 32, 3)


def log_of(name: str, indexed: list[bytes], types: list[str], values: list[Any]) -> RpcLog:
    topics = [keccak256(EVENT_SIGNATURES[name].encode()), *indexed]
    return RpcLog(
        address=str(MARKET),
        topics=["0x" + topic.hex() for topic in topics],
        data="0x" + encode(types, values).hex(),
        block_number="0x7",
        block_hash="0x" + "01" * 32,
        transaction_hash="0x" + "02" * 32,
        log_index="0x3",
    )


def word(value: int | Address) -> bytes:
    return value.raw.rjust(32, b"\0") if isinstance(value, Address) else value.to_bytes(32, "big")


@given(uint(64), addresses, words, terms_values, cards)
def test_listing_events_are_sliced_as_eth_abi_encodes(
    listing: int, seller: Address, terms_hash: bytes, terms: Terms, card: bytes
) -> None:
    for name in ("Listed", "Revised"):
        log = log_of(
            name, [word(listing), word(seller), terms_hash], [_TERMS, "bytes"], [fields(terms), card]
        )

        event = decode_log(log, 99)

        assert event == getattr(core_events, name)(AT, listing, seller, terms_hash, terms.encode(), card)


@given(uint(256), uint(64), addresses, addresses, uint(128), words, orders, deliveries, st.integers(0, 5))
def test_other_events_are_sliced_as_eth_abi_encodes(
    order_id: int,
    listing: int,
    one: Address,
    two: Address,
    amount: int,
    hash_: bytes,
    order: Order,
    delivery: Delivery,
    reason: int,
) -> None:
    a, b = "0x" + one.raw.hex(), "0x" + two.raw.hex()
    e = core_events
    cases = [
        (log_of("Closed", [word(listing)], [], []), e.Closed(AT, listing)),
        (
            log_of(
                "Bought",
                [word(order_id), word(listing), word(one)],
                ["bytes32", _ORDER],
                [hash_, fields(order)],
            ),
            e.Bought(AT, order_id, listing, one, hash_, order),
        ),
        (
            log_of("Delivered", [word(order_id)], [_DELIVERY], [fields(delivery)]),
            e.Delivered(AT, order_id, delivery),
        ),
        (
            log_of(
                "Finalised", [word(order_id), word(one)], ["address", "uint256", "bool"], [b, amount, True]
            ),
            e.Finalised(AT, order_id, one, two, amount, by_holder=True),
        ),
        (
            log_of(
                "Refunded",
                [word(order_id), word(one)],
                ["address", "uint256", "uint256", "uint8"],
                [b, amount, listing, reason],
            ),
            e.Refunded(AT, order_id, one, two, amount, listing, e.RefundReason(reason)),
        ),
        (log_of("KeyProvenBad", [hash_], [], []), e.KeyProvenBad(AT, hash_)),
        (log_of("OperatorSet", [word(one), word(two)], [], []), e.OperatorSet(AT, one, two)),
        (log_of("BondDeposited", [word(one)], ["uint256"], [amount]), e.BondDeposited(AT, one, amount)),
        (
            log_of("BondWithdrawn", [word(one)], ["uint256", "address"], [amount, b]),
            e.BondWithdrawn(AT, one, amount, two),
        ),
        (
            log_of("Withdrawn", [word(one), word(two)], ["uint256", "address"], [amount, a]),
            e.Withdrawn(AT, one, two, amount, one),
        ),
        (
            log_of(
                "Renewed",
                [word(order_id), word(one), word(two)],
                ["address", "uint256", "uint64"],
                [a, amount, listing],
            ),
            e.Renewed(AT, order_id, one, two, one, amount, listing),
        ),
        (
            log_of(
                "KeyRequested",
                [word(order_id), word(order.px), word(one)],
                ["bytes32", "uint256", "uint8", "uint64", "uint256"],
                [hash_, order.px, order.parity, order.number, amount],
            ),
            e.KeyRequested(AT, order_id, order.px, one, hash_, order.px, order.parity, order.number, amount),
        ),
        (
            log_of(
                "KeyAnswered",
                [word(order_id), word(one)],
                ["uint256", "uint8", "bytes16"],
                [delivery.rx, delivery.parity, delivery.wrapped],
            ),
            e.KeyAnswered(AT, order_id, one, delivery.rx, delivery.parity, delivery.wrapped),
        ),
    ]
    assert {type(value).__name__ for _, value in cases} | {"Listed", "Revised"} == set(EVENT_SIGNATURES)
    for log, value in cases:
        assert decode_log(log, 99) == value


@given(st.sampled_from(sorted(EVENT_SIGNATURES)), st.integers(0, 4), st.binary(max_size=900))
def test_any_bytes_give_an_event_or_one_error(name: str, topics: int, data: bytes) -> None:
    from desktop.chain.events import MalformedLog

    log = log_of(name, [b"\xff" * 32] * topics, [], [])
    log.data = "0x" + data.hex()

    try:
        event = decode_log(log, 0)
    except MalformedLog:
        return
    assert type(event).__name__ == name


def test_a_card_that_claims_to_be_longer_than_its_log_is_malformed() -> None:
    from desktop.chain.events import MalformedLog

    log = log_of("Listed", [word(1), word(MARKET), bytes(32)], [_TERMS, "bytes"], [fields(SAMPLE), b"card"])
    raw = bytearray(bytes.fromhex(log.data[2:]))
    for length in (2**256 - 1, 2049, 33):
        raw[22 * 32 : 23 * 32] = length.to_bytes(32, "big")
        log.data = "0x" + raw.hex()
        with pytest.raises(MalformedLog):
            decode_log(log, 0)


def test_an_event_of_a_later_version_is_passed_over() -> None:
    log = log_of("Closed", [word(1)], [], [])
    log.topics[0] = "0x" + "77" * 32

    assert decode_log(log, 0) is None


def test_reverts_are_named_with_their_values(reverts: RevertNames) -> None:
    selector = keccak256(b"MarketTooEarly(uint256,uint256)")[:4]

    error = reverts.decode(selector + encode(["uint256", "uint256"], [10, 5]))

    assert (error.name, error.values) == ("MarketTooEarly", (("from", "10"), ("time", "5")))


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", ""),
        (b"\x01", ""),
        (b"\xde\xad\xbe\xef", ""),
        (bytes.fromhex("4e487b71") + (17).to_bytes(32, "big"), "Panic"),
        (bytes.fromhex("08c379a0") + encode(["string"], ["bad\x00\u202e luck"]), "Error"),
        (bytes.fromhex("08c379a0") + b"\xff" * 64, "Error"),
    ],
)
def test_strange_reverts_do_no_harm(reverts: RevertNames, data: bytes, name: str) -> None:
    error = reverts.decode(data)

    assert isinstance(error, Reverted)
    assert error.name == name
    assert all(character.isprintable() for _, text in error.values for character in text)
