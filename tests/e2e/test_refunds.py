"""The promise, both ways: whoever is cheated gets the money back, and an honest seller cannot be robbed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from desktop.assets import Assets
from desktop.bootstrap.cheats import Cheat, CheatingSeller, open_cheats
from desktop.bootstrap.composition import Services
from desktop.bootstrap.hostile.packages import with_wrong_vectors
from desktop.chain.deployment import DEMO_BOUNDS
from desktop.chain.embedded.genesis import CHAIN_ID
from desktop.chain.embedded.server import running
from desktop.chain.gateway import ChainGateway, market_deployment, revert_names
from desktop.chain.rpc import RpcClient
from desktop.core.activity import ActivityQuery
from desktop.core.errors import Bug
from desktop.core.exchange import NO_DELIVERY, Order, OrderState, Terms
from desktop.core.identity import Address
from desktop.core.orders import Purchase, PurchaseState
from desktop.services.purchase import DeliveryNotSafe, NotRefundable, PurchaseKey
from desktop.wallet.client import VaultClient
from desktop.wallet.errors import NothingToComplain
from tests.helpers import app
from tests.helpers.chain import MODEL_KEY, Sale, Wallet, deliver_key
from tests.helpers.shop import Shop, open_shop, packed_model

SELLER = 61


@dataclass
class Trade:
    """A market on a chain of its own, whose clock may be moved; one seller who does what the test says; one buyer."""

    rpc: RpcClient
    gateway: ChainGateway
    shop: Shop
    services: Services
    listing: int
    terms: Terms
    cheats: CheatingSeller

    @property
    def balance_wei(self) -> int:
        return self.gateway.balance_wei(self.services.accounts.active_address())

    @property
    def fees_wei(self) -> int:
        """What all transactions of the buyer have cost so far."""
        return sum(line.fee_wei for line in self.services.activity.select(ActivityQuery(), None, 1000))

    def travel(self, seconds: int) -> None:
        self.rpc.send("evm_increaseTime", [seconds], object)
        self.mine(1)

    def mine(self, blocks: int) -> None:
        for _ in range(blocks):
            self.rpc.send("evm_mine", [], object)

    def order(self, listing: int | None = None) -> Purchase:
        """Buy; the purchase then waits for its key."""
        purchase = app.begin(self.services, listing or self.listing)
        app.advance_until(self.services, purchase.id, "receive", lambda: None)
        return self.services.purchases.purchase(purchase.id)

    def deliver(self, purchase: Purchase, key: bytes) -> None:
        assert purchase.order is not None
        assert purchase.order_id is not None
        sale = Sale(self.terms, purchase.order, purchase.order_id, 0, 8_888)
        deliver_key(self.gateway, self.shop.wallet, sale, key)

    def state(self, purchase: Purchase) -> OrderState:
        return OrderState(self.gateway.order_slot(purchase.order_id or 0) & 0xFF)


@pytest.fixture(scope="module")
def trade(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trade]:
    assets, root = Assets.find(), tmp_path_factory.mktemp("refunds")
    deployed = market_deployment(assets, DEMO_BOUNDS)
    market = deployed.address
    with running(None) as server:
        rpc = RpcClient(server.url, attempts=1)
        gateway = ChainGateway.connect([server.url], CHAIN_ID, market, reverts=revert_names(assets))
        for number in (0, SELLER):
            gateway.faucet(Wallet.number(number).address)
        assert Wallet.number(0).execute(gateway, deployed.call).succeeded
        with (
            open_shop(root / "shop", gateway, SELLER) as shop,
            app.open_app(root / "data", server.url, CHAIN_ID, market) as services,
        ):
            services.accounts.create(app.PASSWORD)
            services.balances.request_demo_coins(services.accounts.active_address())
            listing, terms = shop.list_version(
                packed_model(), price=10**17, bond_wei=5 * 10**16, late_fee_wei=2 * 10**16
            )
            with open_cheats(root / "cheats", server.url, CHAIN_ID, market) as cheats:
                yield Trade(rpc, gateway, shop, services, listing, terms, cheats)
        gateway.close()
        rpc.close()


def test_no_key_in_time_gives_price_and_late_fee_back(trade: Trade) -> None:
    purchases, had, paid = trade.services.purchases, trade.balance_wei, trade.fees_wei
    offer = trade.cheats.list(Cheat.NEVER_DELIVERS, packed_model())
    purchase = trade.order(offer.listing)
    trade.cheats.answer_once()
    early = purchases.refund_options(purchase.id)
    with pytest.raises(NotRefundable):
        purchases.refund(purchase.id)

    trade.travel(offer.terms.deliver_in_s)
    late = purchases.refund_options(purchase.id)
    after = purchases.refund(purchase.id)

    assert (early.can_refund, early.reason, early.until) == (
        False,
        "waiting-for-seller",
        purchase.deliver_until,
    )
    assert (late.can_refund, late.reason) == (True, "not-delivered")
    assert late.amount_wei == offer.terms.price + offer.terms.late_fee_wei
    assert (after.state, trade.state(purchase)) == (PurchaseState.REFUNDED, OrderState.REFUNDED)
    # The credit is not left in the market: it came home with the refund, to the last wei.
    assert trade.gateway.credit(purchase.account, offer.terms.currency) == 0
    assert trade.balance_wei - had == offer.terms.late_fee_wei - (trade.fees_wei - paid)
    assert trade.services.purchases.refund_options(purchase.id).reason == "refunded"


def test_a_wrong_key_gives_price_and_bond_back(trade: Trade) -> None:
    purchases, had, paid = trade.services.purchases, trade.balance_wei, trade.fees_wei
    offer = trade.cheats.list(Cheat.WRONG_KEY, packed_model())
    purchase = trade.order(offer.listing)
    trade.cheats.answer_once()

    found = app.advance(trade.services, purchase.id)
    options = purchases.refund_options(purchase.id)
    trade.mine(40)  # a complaint waits until the delivery is safe
    after = purchases.complain(purchase.id)

    assert (found.state, found.self_test_ok) == (PurchaseState.WRONG_KEY, None)
    assert (options.can_complain, options.can_confirm, options.reason) == (True, False, "wrong-key")
    assert options.amount_wei == offer.terms.price + offer.terms.bond_wei
    assert (after.state, trade.state(purchase)) == (PurchaseState.REFUNDED, OrderState.REFUNDED)
    assert trade.balance_wei - had == offer.terms.bond_wei - (trade.fees_wei - paid)
    assert not trade.gateway.key_is_bad(offer.terms.key_hash)


def test_a_wrong_key_cannot_be_complained_about_before_it_is_safe(trade: Trade) -> None:
    """The complaint shows d to the world; a block that may go away is no ground for that."""
    purchase = trade.order()
    trade.deliver(purchase, bytes(16))
    app.advance(trade.services, purchase.id)

    with pytest.raises(DeliveryNotSafe):
        trade.services.purchases.complain(purchase.id)

    assert trade.state(purchase) is OrderState.DELIVERED


def test_a_right_key_cannot_be_complained_about(trade: Trade) -> None:
    """Neither by the app nor by somebody who asks the vault itself for the secret."""
    services = trade.services
    purchase = trade.order()
    trade.deliver(purchase, MODEL_KEY)

    bought = app.advance(services, purchase.id)
    options = services.purchases.refund_options(purchase.id)

    assert (bought.state, bought.self_test_ok) == (PurchaseState.PROVISIONAL, True)
    assert (options.can_confirm, options.can_complain, options.can_refund) == (True, False, False)
    with pytest.raises(NotRefundable):
        services.purchases.complain(purchase.id)
    with pytest.raises(NothingToComplain):
        vault_of(services).complaint_secret(
            PurchaseKey(purchase.account, CHAIN_ID, trade.gateway.market, trade.listing, purchase.number),
            bought.order_id or 0,
            bought.delivery or NO_DELIVERY,
            trade.terms.key_hash,
            trade.terms.seller,
        )
    assert services.purchases.confirm(purchase.id).state is PurchaseState.FINAL


def test_right_bytes_that_fail_their_own_test_are_told_with_numbers_and_refunded_by_nobodys_proof(
    trade: Trade,
) -> None:
    """EXCHANGE.md section 11: it is proven which bytes arrive, not that they are useful."""
    services = trade.services
    listing, terms = trade.shop.list_version(
        with_wrong_vectors(packed_model(), 3), price=10**17, bond_wei=5 * 10**16, late_fee_wei=2 * 10**16
    )
    useless = replace(trade, listing=listing, terms=terms)
    purchase = useless.order()
    useless.deliver(purchase, MODEL_KEY)

    bought = app.advance(services, purchase.id)
    options = services.purchases.refund_options(purchase.id)

    assert (bought.state, bought.self_test_ok) == (PurchaseState.PROVISIONAL, False)
    failed = services.purchases.purchase(purchase.id).failed_test  # as it is kept
    assert failed is not None
    assert (failed.missed, [miss.vector for miss in failed.misses]) == (3, [1, 2, 3])
    for miss in failed.misses:
        assert miss.expected is not None
        assert miss.came is not None
        assert abs(miss.expected - miss.came) == pytest.approx(0.25, rel=0.01)
    assert (options.reason, options.can_complain, options.can_refund) == ("self-test-failed", False, False)
    # What the page says is left: the seller may give it back, and the contract then pays price and bond.
    assert bought.order is not None
    assert bought.delivery is not None
    call = trade.gateway.calls.refund(terms, bought.order, bought.delivery)
    assert trade.shop.wallet.execute(trade.gateway, call).succeeded
    assert app.advance(services, purchase.id).state is PurchaseState.REFUNDED
    assert services.purchases.refund_options(purchase.id).amount_wei == terms.price + terms.bond_wei
    services.purchases.refund(purchase.id)
    assert trade.gateway.credit(purchase.account, terms.currency) == 0


def test_after_the_dispute_window_anyone_settles_and_the_money_is_the_sellers(trade: Trade) -> None:
    purchase = trade.order()
    trade.deliver(purchase, MODEL_KEY)
    bought = app.advance(trade.services, purchase.id)
    assert bought.order is not None
    assert bought.delivery is not None
    had = trade.gateway.credit(trade.terms.payee, trade.terms.currency)
    trade.travel(trade.terms.dispute_in_s)

    order: Order = bought.order
    call = trade.gateway.calls.settle([(trade.terms, order, bought.delivery)])
    assert Wallet.number(0).execute(trade.gateway, call).succeeded
    after = app.advance(trade.services, purchase.id)

    assert after.state is PurchaseState.FINAL
    assert trade.gateway.credit(trade.terms.payee, trade.terms.currency) - had == trade.terms.price


def vault_of(services: Services) -> VaultClient:
    """The app's own vault, as code that had got hold of it would use it."""
    vault = services.accounts._vault
    assert isinstance(vault, VaultClient)
    return vault


@pytest.mark.parametrize("place", ["first", "middle", "last"])
def test_wrong_content_gives_price_and_bond_back_wherever_it_is_wrong(trade: Trade, place: str) -> None:
    """The sentence of this project: exactly the file that was promised, or the money back, proven by the client."""
    purchases, had, paid = trade.services.purchases, trade.balance_wei, trade.fees_wei
    packed = packed_model()
    size = sum(map(len, packed.sealed_files.values()))
    leaf = {"first": 0, "middle": size // 2048, "last": -1}[place]
    offer = trade.cheats.list(Cheat.WRONG_BYTES, packed, leaf=leaf)
    purchase = trade.order(offer.listing)
    trade.cheats.answer_once()

    found = app.advance(trade.services, purchase.id)
    options = purchases.refund_options(purchase.id)
    trade.mine(40)
    after = purchases.complain(purchase.id)

    assert (found.state, found.self_test_ok) == (PurchaseState.WRONG_CONTENT, None)
    assert (options.can_complain, options.can_confirm, options.reason) == (True, False, "wrong-content")
    assert options.amount_wei == offer.terms.price + offer.terms.bond_wei
    assert (after.state, trade.state(purchase)) == (PurchaseState.REFUNDED, OrderState.REFUNDED)
    assert trade.balance_wei - had == offer.terms.bond_wei - (trade.fees_wei - paid)
    # The key is proven bad: nobody can buy, and the seller cannot deliver it to anybody any more.
    assert trade.gateway.key_is_bad(offer.terms.key_hash)
    assert "key-proven-bad" in purchases.quote(offer.listing).warnings


def test_the_cheating_seller_exists_on_the_demo_chain_alone(tmp_path: Path) -> None:
    elsewhere = open_cheats(tmp_path, "http://127.0.0.1:9", CHAIN_ID + 1, Address(b"\x3a" * 20))

    with pytest.raises(Bug), elsewhere:
        pass
