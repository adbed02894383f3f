"""What the vault computes, judged by the compiled contract on a real EVM."""

from dataclasses import replace
from typing import Any

import pytest
from eth_account.signers.local import LocalAccount

from desktop.core.exchange import Delivery, Order, Terms, order_id
from desktop.core.identity import Address
from desktop.wallet.buying import Buyer
from desktop.wallet.errors import NothingToComplain
from desktop.wallet.selling import Seller
from desktop.wallet.signing import Signer
from desktop.wallet.vault import Vault
from tests.contracts.evm import CHAIN_ID, MARKET, Reverted
from tests.contracts.scenario import Scenario, words

NUMBER = 2**64 - 5
SALT = b"\x07" * 32


class Trade:
    """A listing and an order whose points, keys and wrappings are the vault's."""

    def __init__(self) -> None:
        self.scenario = Scenario()
        self.market = Address(self.scenario.market)
        self.vault = Vault()
        self.vault.create("a password for tests", scrypt_n=2)
        self.seller = self._add(self.scenario.seller)
        self.holder = self._add(self.scenario.buyer)
        self.buying, self.selling, self.signer = Buyer(self.vault), Seller(self.vault), Signer(self.vault)
        listed = self.selling.model_key_hash(self.seller, CHAIN_ID, self.market, SALT)
        self.terms: Terms = self.scenario.terms(key_hash=listed, salt=SALT)
        self.scenario.deposit()
        self.listing, _mined = self.scenario.list(self.terms)
        px, parity = self.buying.purchase_point(self.holder, CHAIN_ID, self.market, self.listing, NUMBER)
        self.order = Order(
            self.listing, self.holder, self.holder, self.scenario.chain.time, px, parity, NUMBER
        )
        self.number = order_id(CHAIN_ID, self.market, self.listing, self.holder, self.holder, px, parity)
        self.scenario.send(
            self.scenario.buyer, "buy", self.listing, words(self.terms), self.holder.raw, px, parity, NUMBER,
            value=self.terms.price,
        )  # fmt: skip

    def _add(self, account: LocalAccount) -> Address:
        return self.vault.import_private_key(bytes(account.key).hex(), "")[0].address

    def right_delivery(self) -> Delivery:
        made = self.selling.wrap_delivery(
            self.seller, CHAIN_ID, self.market, self.number, self.order.px, self.order.parity, self.terms.encode()
        )  # fmt: skip
        return Delivery(made.rx, made.parity, made.wrapped, self.scenario.chain.time)

    def deliver(self, delivery: Delivery) -> None:
        self.scenario.send(
            self.scenario.seller, "deliver", words(self.terms), words(self.order), delivery.rx, delivery.parity,
            delivery.wrapped,
        )  # fmt: skip

    def receipt(self, delivery: Delivery) -> tuple[Any, ...]:
        return (
            self.holder, CHAIN_ID, self.market, self.listing, NUMBER, self.number, delivery.rx, delivery.parity,
            delivery.wrapped, self.terms.key_hash, self.seller,
        )  # fmt: skip

    def fields(self, data: bytes) -> dict[str, Any]:
        return {
            "chainId": CHAIN_ID, "nonce": 0, "to": self.market.raw, "value": 0, "gas": 200_000,
            "maxFeePerGas": 1, "maxPriorityFeePerGas": 1, "data": data,
        }  # fmt: skip


@pytest.fixture
def trade() -> Trade:
    return Trade()


def test_the_contract_takes_the_vaults_delivery_and_the_buyer_gets_a_licence(trade: Trade) -> None:
    delivery = trade.right_delivery()
    data = MARKET.call(
        "deliver", words(trade.terms), words(trade.order), delivery.rx, delivery.parity, delivery.wrapped
    )

    trade.deliver(delivery)

    assert trade.signer.sign_delivery(trade.seller, trade.fields(data)).raw
    assert trade.buying.receive(*trade.receipt(delivery)) is not None


def test_a_wrong_key_is_refunded_by_the_secret_that_the_vault_shows(trade: Trade) -> None:
    wrong = replace(trade.right_delivery(), wrapped=bytes(16))
    trade.deliver(wrong)
    before = trade.scenario.credit(trade.scenario.buyer)
    secret = trade.buying.complaint_secret(*trade.receipt(wrong))
    presented = (words(trade.terms), words(trade.order), words(wrong))

    signed = trade.signer.sign_transaction(
        trade.holder, trade.fields(MARKET.call("complainKey", *presented, secret))
    )
    trade.scenario.send(trade.scenario.buyer, "complainKey", *presented, secret)

    assert signed.raw
    assert trade.buying.receive(*trade.receipt(wrong)) is None
    assert trade.scenario.credit(trade.scenario.buyer) > before


def test_vault_and_contract_agree_that_a_right_key_is_no_reason_to_complain(trade: Trade) -> None:
    right = trade.right_delivery()
    trade.deliver(right)
    presented = (words(trade.terms), words(trade.order), words(right))
    # The vault gives d away only for a delivery that it finds wrong: here one that never was on the chain.
    secret = trade.buying.complaint_secret(*trade.receipt(replace(right, wrapped=bytes(16))))

    with pytest.raises(NothingToComplain):
        trade.signer.sign_transaction(
            trade.holder, trade.fields(MARKET.call("complainKey", *presented, secret))
        )
    with pytest.raises(Reverted) as caught:
        trade.scenario.send(trade.scenario.buyer, "complainKey", *presented, secret)

    assert caught.value.name == "MarketKeyIsRight"
