"""Marks and deadlines in the app as bootstrap composes it, over a restart."""

from pathlib import Path

from desktop.bootstrap.composition import Services
from desktop.core.identity import Address
from desktop.core.orders import PurchaseState
from desktop.core.settlement import Fact, Mark
from tests.helpers.app import PASSWORD, advance, begin, open_app
from tests.helpers.market import RunningMarket


def look(services: Services) -> None:
    head = services.network.status().head
    assert head is not None
    services.deadlines.note(head)
    services.deadlines.read_credits()
    services.watch.look(head)


def test_a_purchase_is_marked_and_still_is_after_a_restart(
    shared_market: RunningMarket, tmp_path: Path
) -> None:
    places = shared_market.places

    def app(root: Path):
        return open_app(root, places.rpc_url, places.chain_id, places.market, sources=(places.content_url,))

    with app(tmp_path) as services:
        services.accounts.create(PASSWORD)
        account: Address = services.accounts.active_address()
        shared_market.gateway.faucet(account)
        purchase = advance(services, begin(services, shared_market.listing).id)
        look(services)
        first = services.watch.memory.settlement(purchase.id)
        view = services.deadlines.view()

    with app(tmp_path) as services:
        again = services.watch.memory.settlement(purchase.id)
        before_any_answer = services.deadlines.now()

    assert purchase.state is PurchaseState.PROVISIONAL
    assert first is not None
    assert again == first
    assert all(first.of(fact) is not None for fact in (Fact.PAYMENT, Fact.DELIVERY))
    assert first.payment is not None
    assert first.payment.mark in Mark
    assert view.alarms == ()
    assert not view.moment.is_counted
    assert before_any_answer.is_counted
