"""The bindings of the licence tokens: the address that no node names, calls as eth_abi makes them, real answers."""

from typing import Any

import pytest
from eth_abi.abi import encode
from hypothesis import given
from hypothesis import strategies as st

from desktop.assets import Assets
from desktop.chain import licences
from desktop.chain.errors import LyingNode
from desktop.chain.gateway import ChainGateway, read_artifact
from desktop.chain.licences import LicenceCalls, LicenceReader, licence_address
from desktop.core.exchange import OrderState, request_id
from desktop.core.identity import Address, keccak256
from desktop.core.licences import PERPETUAL
from tests.helpers.chain import Wallet, buy_model, deliver_key, list_model, sample_terms

MARKET = Address(bytes.fromhex("22" * 20))
addresses = st.binary(min_size=20, max_size=20).map(Address)
tokens = st.integers(0, 2**256 - 1)


def test_the_calls_are_those_of_the_contract() -> None:
    artifact = read_artifact(Assets.find(), "ModelLicence")

    assert {*licences.SIGNATURES.values(), *licences.VIEWS.values()} <= set(artifact.selectors())
    assert artifact.topics()["Transfer"] == licences.TRANSFER


def test_the_address_is_the_one_that_the_market_made(gateway: ChainGateway) -> None:
    assert licence_address(gateway.market) == gateway.licence()


@given(addresses, addresses, tokens)
def test_calls_are_encoded_as_eth_abi_does(owner: Address, to: Address, token: int) -> None:
    calls = LicenceCalls(MARKET)

    assert calls.pass_on(owner, to, token).data == keccak256(b"transferFrom(address,address,uint256)")[
        :4
    ] + encode(["address", "address", "uint256"], [str(owner), str(to), token])
    assert calls.give_up(token).data == keccak256(b"burn(uint256)")[:4] + encode(["uint256"], [token])
    assert calls.give_up(token).to == licence_address(MARKET)


@given(tokens, addresses, tokens, st.integers(0, 1))
def test_a_request_id_is_what_the_contract_makes_of_it(
    token: int, holder: Address, px: int, parity: int
) -> None:
    terms_hash = keccak256(b"terms")
    types = ["string", "uint256", "address", "uint256", "bytes32", "address", "uint256", "uint8"]
    values: list[Any] = [
        "licet request 1", 31337, str(MARKET), token, terms_hash, str(holder), px, parity,
    ]  # fmt: skip

    assert request_id(31337, MARKET, token, terms_hash, holder, px, parity) == int.from_bytes(
        keccak256(encode(types, values)), "big"
    )


def test_a_licence_is_followed_from_purchase_to_the_next_holder(
    gateway: ChainGateway, seller: Wallet, buyer: Wallet
) -> None:
    reader, other = gateway.licences, Wallet.number(9)
    terms = sample_terms(gateway, seller.address)
    sale = buy_model(gateway, buyer, list_model(gateway, seller, terms), terms)
    bought = reader.standing(sale.order_id)
    delivery = deliver_key(gateway, seller, sale)
    buyer.execute(gateway, gateway.calls.confirm(terms, sale.order, delivery))
    final = reader.standing(sale.order_id)

    buyer.execute(gateway, gateway.licence_calls.pass_on(buyer.address, other.address, sale.order_id))

    assert gateway.order_slot(sale.order_id) & 0xFF == OrderState.FINAL
    assert (bought.owner, bought.until) == (buyer.address, 0)
    assert (final.owner, final.until) == (buyer.address, PERPETUAL)
    assert final.block > bought.block
    assert reader.standing(sale.order_id).owner == other.address
    assert [move.receiver for move in reader.moves_of(sale.order_id)] == [buyer.address, other.address]
    (move,) = reader.moves_to(other.address)
    assert (move.sender, move.token_id) == (buyer.address, sale.order_id)
    assert reader.moves_to(buyer.address) == []  # that it was made for the buyer is no transfer


def test_a_licence_that_does_not_exist_has_no_owner(gateway: ChainGateway) -> None:
    assert gateway.licences.standing(7).owner is None


def test_a_transfer_of_another_contract_is_a_lie(
    gateway: ChainGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    from desktop.chain.events import RpcLog

    topics = ["0x" + licences.TRANSFER.hex(), *("0x" + bytes(32).hex(),) * 3]
    forged = RpcLog("0x" + "33" * 20, topics, "0x", "0x1", "0x" + "00" * 32, "0x" + "00" * 32, "0x0")
    monkeypatch.setattr(licences, "read_logs", lambda *_: ([forged], 1))

    with pytest.raises(LyingNode):
        LicenceReader(gateway._nodes, gateway.market).moves_to(MARKET)
