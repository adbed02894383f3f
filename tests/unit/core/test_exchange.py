"""Encodings and ids of the protocol agree with eth-abi, which had no part in writing them."""

from dataclasses import fields, replace

import pytest
from eth_abi import encode
from hypothesis import given
from hypothesis import strategies as st

from desktop.core import exchange
from desktop.core.exchange import Delivery, Order, OrderState, Terms
from desktop.core.identity import Address, keccak256

TERMS = (
    "(address,address,address,uint128,uint128,uint128,uint128,uint32,uint32,uint32,uint40,uint8,"
    "address,uint16,uint64,bytes16,bytes32,bytes32,bytes32,bytes32,bytes32)"
)
ORDER = "(uint64,address,address,uint40,uint256,uint8,uint64)"
DELIVERY = "(uint256,uint8,bytes16,uint40)"

addresses = st.binary(min_size=20, max_size=20).map(Address)
b32 = st.binary(min_size=32, max_size=32)
b16 = st.binary(min_size=16, max_size=16)


def uints(bits: int) -> st.SearchStrategy[int]:
    return st.integers(0, 2**bits - 1)


terms = st.builds(
    Terms, addresses, addresses, addresses, uints(128), uints(128), uints(128), uints(128), uints(32), uints(32),
    uints(32), uints(40), uints(8), addresses, uints(16), uints(64), b16, b32, b32, b32, b32, b32,
)  # fmt: skip
orders = st.builds(Order, uints(64), addresses, addresses, uints(40), uints(256), uints(8), uints(64))
deliveries = st.builds(Delivery, uints(256), uints(8), b16, uints(40))


def plain(struct: Terms | Order | Delivery) -> tuple[object, ...]:
    values = (getattr(struct, f.name) for f in fields(struct))
    return tuple(str(v) if isinstance(v, Address) else v for v in values)


@given(terms)
def test_terms_are_encoded_as_the_abi_says(value: Terms) -> None:
    assert value.encode() == encode([TERMS], [plain(value)])


@given(b32, orders, deliveries)
def test_commitments_are_hashes_of_abi_encoded_words(
    terms_hash: bytes, order: Order, delivery: Delivery
) -> None:
    c1 = keccak256(encode(["bytes32", ORDER], [terms_hash, plain(order)]))

    assert exchange.order_commitment(terms_hash, order) == c1
    assert exchange.delivery_commitment(c1, delivery) == keccak256(
        encode(["bytes32", DELIVERY], [c1, plain(delivery)])
    )


@given(uints(64), addresses, orders)
def test_an_order_id_names_chain_market_listing_parties_and_point(
    chain: int, market: Address, order: Order
) -> None:
    types = ["uint256", "address", "uint64", "address", "address", "uint256", "uint8"]
    values = [chain, str(market), order.listing, str(order.payer), str(order.holder), order.px, order.parity]

    found = exchange.order_id(chain, market, order.listing, order.payer, order.holder, order.px, order.parity)

    assert found.to_bytes(32, "big") == keccak256(encode(types, values))


@given(uints(64), addresses, addresses, b16)
def test_a_key_hash_binds_chain_market_and_seller(
    chain: int, market: Address, seller: Address, key: bytes
) -> None:
    encoded = encode(
        ["string", "uint256", "address", "address", "bytes16"],
        ["licet key 1", chain, str(market), str(seller), key],
    )

    assert exchange.key_hash(chain, market, seller, key) == keccak256(encoded)


@given(uints(64), addresses, uints(256), addresses, b16)
def test_wrapping_twice_gives_the_key_back(
    chain: int, market: Address, order: int, shared: Address, key: bytes
) -> None:
    wrapped = exchange.wrap_key(chain, market, order, shared, key)

    assert exchange.wrap_key(chain, market, order, shared, wrapped) == key
    assert wrapped != key or key == bytes(16)


@given(b32, st.sampled_from(list(OrderState)))
def test_a_slot_keeps_248_bits_and_the_state(commitment: bytes, state: OrderState) -> None:
    value = exchange.slot(commitment, state)

    assert value & 0xFF == state
    assert value >> 8 == int.from_bytes(commitment, "big") >> 8


@given(terms)
def test_a_field_too_wide_is_refused_and_never_cut(value: Terms) -> None:
    with pytest.raises(OverflowError):
        replace(value, price=2**128).encode()
    with pytest.raises(ValueError, match="bytes16"):
        replace(value, nonce=bytes(15)).encode()


@given(orders, deliveries, b32, st.sampled_from([OrderState.OPEN, OrderState.DELIVERED, OrderState.FINAL]))
def test_a_slot_commits_to_its_order_and_delivery_and_to_no_other(
    order: Order, delivery: Delivery, terms_hash: bytes, state: OrderState
) -> None:
    c1 = exchange.order_commitment(terms_hash, order)
    c2 = exchange.delivery_commitment(c1, delivery)
    held = exchange.slot(c1 if state is OrderState.OPEN else c2, state)
    later = replace(order, bought_at=(order.bought_at + 1) % 2**40)
    other = replace(delivery, wrapped=bytes(b ^ 1 for b in delivery.wrapped))

    assert exchange.is_committed(held, c1, delivery)
    assert not exchange.is_committed(held, exchange.order_commitment(terms_hash, later), delivery)
    assert exchange.is_committed(held, c1, other) == (state is OrderState.OPEN)


def test_terms_of_ones_are_no_terms() -> None:
    """Their payee is out of range: this once raised OverflowError, which no reader of hostile bytes expected."""
    with pytest.raises(ValueError, match="bits outside"):
        Terms.decode(b"\xff" * 672)
