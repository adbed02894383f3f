"""Everything comes back from the phrase and the chain alone: accounts, orders, keys, content."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop.bootstrap.composition import Services
from desktop.core.cancel import CancelToken
from desktop.core.identity import Address
from desktop.core.orders import Purchase, PurchaseState
from desktop.core.runs import SampleInput
from desktop.wallet.errors import NoSuchAccount
from tests.helpers.app import PASSWORD, advance, begin, open_app
from tests.helpers.chain import Wallet, point
from tests.helpers.market import RunningMarket


@dataclass
class Lives:
    """What the first wallet had, and the same wallet restored in an empty directory."""

    market: RunningMarket
    account: Address
    before: dict[int | None, Purchase]
    root: Path
    services: Services
    found: int
    found_again: int
    restored: list[Purchase]

    def by_order(self) -> dict[int | None, Purchase]:
        return {purchase.order_id: purchase for purchase in self.services.purchases.purchases()}


def first_life(root: Path, market: RunningMarket) -> tuple[str, Address, dict[int | None, Purchase]]:
    """Buy twice, release one payment, and leave nothing but the phrase."""
    places = market.places
    sources = (places.content_url,)
    with open_app(root, places.rpc_url, places.chain_id, places.market, sources=sources) as services:
        phrase = " ".join(services.accounts.create(PASSWORD))
        account = services.accounts.active_address()
        services.balances.request_demo_coins(account)
        bought = [advance(services, begin(services, market.listing).id) for _ in range(2)]
        services.purchases.confirm(bought[1].id)
        before = {purchase.order_id: purchase for purchase in services.purchases.purchases()}
    shutil.rmtree(root)
    return phrase, account, before


def give_away(market: RunningMarket, number: int, holder: Address) -> None:
    """An order that a stranger pays for and makes out to ``holder``, under a one-time key of the stranger's."""
    stranger, listed = Wallet.number(number), market.gateway.listing(market.listing)
    assert listed is not None
    market.gateway.faucet(stranger.address)
    px, parity = point(9_999)
    call = market.gateway.calls.buy(market.listing, listed[0], holder, px, parity, 5)
    assert stranger.execute(market.gateway, call).succeeded


@pytest.fixture(scope="module")
def lives(shared_market: RunningMarket, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lives]:
    market = shared_market
    places, folder = market.places, tmp_path_factory.mktemp("lives")
    phrase, account, before = first_life(folder / "first", market)
    give_away(market, 41, account)
    root = folder / "second"
    # No source is added this time: the cards on chain must name enough.
    with open_app(root, places.rpc_url, places.chain_id, places.market) as services:
        services.accounts.restore(phrase, "", PASSWORD)
        found, again = services.restoring.find(account), services.restoring.find(account)
        restored = services.purchases.purchases()
        for purchase in restored:
            advance(services, purchase.id)
        yield Lives(market, account, before, root, services, found, again, restored)


def test_the_phrase_gives_the_same_account(lives: Lives) -> None:
    assert lives.services.accounts.active_address() == lives.account
    assert lives.services.accounts.backup_confirmed


def test_every_order_is_found_once_and_waits_for_its_key(lives: Lives) -> None:
    assert lives.found == 2
    assert lives.found_again == 0
    assert {purchase.state for purchase in lives.restored} == {PurchaseState.WAITING}
    assert {purchase.order_id for purchase in lives.restored} == set(lives.before)


def test_restored_orders_are_what_they_were(lives: Lives) -> None:
    for order_id, after in lives.by_order().items():
        was = lives.before[order_id]
        assert (after.order, after.delivery, after.number) == (was.order, was.delivery, was.number)
        assert (after.terms, after.card_json, after.account) == (was.terms, was.card_json, was.account)


def test_each_order_reaches_the_state_that_the_chain_gives_it(lives: Lives) -> None:
    states = {order_id: purchase.state for order_id, purchase in lives.by_order().items()}

    assert states == {order_id: was.state for order_id, was in lives.before.items()}
    assert sorted(state.value for state in states.values()) == ["final", "provisional"]
    assert all(purchase.self_test_ok for purchase in lives.by_order().values())


def test_an_order_made_out_to_us_under_a_strangers_key_is_not_taken(lives: Lives) -> None:
    ours = {order_id for order_id, _order in lives.market.gateway.orders_by_holder(lives.account)}

    assert len(ours) == 3
    assert set(lives.by_order()) == set(lives.before)


def test_orders_of_another_wallet_are_not_taken(lives: Lives, tmp_path: Path) -> None:
    places = lives.market.places
    with open_app(tmp_path, places.rpc_url, places.chain_id, places.market) as services:
        services.accounts.create(PASSWORD)

        assert services.restoring.find(services.accounts.active_address()) == 0
        # Somebody who watches another's address learns of no order either: the keys are not theirs.
        with pytest.raises(NoSuchAccount):
            services.restoring.find(lives.account)
        assert services.purchases.purchases() == []


def test_the_content_is_fetched_again_and_the_model_runs(lives: Lives) -> None:
    services = lives.services
    purchase = next(iter(lives.by_order().values()))

    model = services.running.open(purchase.id)
    try:
        result = model.run({model.spec.inputs[0].name: SampleInput(model.samples[0])}, {}, CancelToken())
    finally:
        model.close()

    assert services.library.item(purchase.id).disk_bytes > 0
    assert {"label", "score"} <= result.value[0][0].keys()


def test_a_free_model_needs_no_restoring_it_is_taken_again(lives: Lives) -> None:
    taken = advance(lives.services, begin(lives.services, lives.market.listings["sunspots"]).id)

    assert taken.state is PurchaseState.FREE
    assert taken.self_test_ok
