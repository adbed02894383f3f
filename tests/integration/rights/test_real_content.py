"""The whole way with real content and the app's own services: published timed, bought, revised, passed on, restored."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from desktop.assets import Assets
from desktop.bootstrap.composition import Services
from desktop.chain.deployment import DEMO_BOUNDS
from desktop.chain.embedded.genesis import CHAIN_ID
from desktop.chain.embedded.server import running
from desktop.chain.gateway import ChainGateway, market_deployment, revert_names
from desktop.content.serving import ContentServer
from desktop.content.store import ContentStore
from desktop.core.cancel import CancelToken
from desktop.core.identity import Address
from desktop.core.licences import Rights
from desktop.core.listings import ListingQuery
from desktop.core.orders import PurchaseState
from desktop.core.requests import RequestState
from desktop.core.runs import SampleInput
from desktop.core.watches import NewsKind
from desktop.paths import Paths
from desktop.services.block_lists import check_list
from desktop.services.rights import LicenceExpired, LicencePassedOn
from desktop.wallet.block_lists import recover
from tests.helpers.app import PASSWORD, advance, begin, catch_up, open_app
from tests.helpers.chain import Wallet

MODEL = Assets.find().resource("models", "tumour-diagnosis")
DAY_S = 86_400
PRICE_WEI = 10**16


@dataclass
class World:
    """A chain that makes blocks, a seller who answers, and two people."""

    root: Path
    url: str
    gateway: ChainGateway
    seller: Services
    content_url: str
    stack: ExitStack

    def person(self, name: str, phrase: str = "") -> tuple[Services, Address, str]:
        services = self.stack.enter_context(
            open_app(self.root / name, self.url, CHAIN_ID, self.gateway.market, sources=(self.content_url,))
        )
        if phrase:
            services.accounts.restore(phrase, "", PASSWORD)
        else:
            phrase = " ".join(services.accounts.create(PASSWORD))
        account = services.accounts.active_address()
        if self.gateway.balance_wei(account) < 10**18:
            services.balances.request_demo_coins(account)
        return services, account, phrase

    def publish(self, folder: Path, revises: int | None = None) -> int:
        package = self.seller.selling.inspect(folder, CancelToken(), lambda _: None)
        quote = self.seller.selling.quote_publish(PRICE_WEI)
        until = self.gateway.head().timestamp + 365 * DAY_S
        rights = Rights(30 * DAY_S, until, key_fee=quote.suggested_key_fee_wei)
        return self.seller.selling.publish(
            package, PRICE_WEI, quote.suggested_bond_wei, quote.suggested_late_fee_wei, (self.content_url,),
            CancelToken(), lambda _: None, 4, rights=rights, revises=revises,
        )  # fmt: skip


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    assets = Assets.find()
    deployed = market_deployment(assets, DEMO_BOUNDS)
    with ExitStack() as stack:
        server = stack.enter_context(running(None, block_time_s=0.3))
        gateway = ChainGateway.connect([server.url], CHAIN_ID, deployed.address, reverts=revert_names(assets))
        stack.callback(gateway.close)
        deployer = Wallet.number(0)
        gateway.faucet(deployer.address)
        assert deployer.execute(gateway, deployed.call).succeeded
        store = ContentStore(Paths(tmp_path / "seller").content)
        content = stack.enter_context(ContentServer(store))
        made = World(tmp_path, server.url, gateway, None, content.base_url, stack)  # type: ignore[arg-type]
        made.seller = made.person("seller")[0]
        cancel = CancelToken()
        thread = threading.Thread(target=answer, args=(made.seller, cancel), daemon=True)
        thread.start()
        yield made
        cancel.cancel()
        thread.join()


def answer(seller: Services, cancel: CancelToken) -> None:
    """The seller's program, as the window runs it."""
    from desktop.bootstrap.seller import answer_orders

    answer_orders(seller.selling, cancel, seller.outgoing.look)


def newer(root: Path, version: str) -> Path:
    """The sample model as its seller's next version."""
    folder = root / "newer"
    shutil.copytree(MODEL, folder)
    listing = folder / "listing.json"
    text = listing.read_text()
    import json

    read = json.loads(text)
    read["version"] = version
    listing.write_text(json.dumps(read))
    return folder


def runs(services: Services, identifier: str) -> bool:
    model = services.running.open(identifier)
    try:
        found: Any = model.run({model.spec.inputs[0].name: SampleInput(model.samples[0])}, {}, CancelToken())
    finally:
        model.close()
    return bool(found.value)


def told(services: Services) -> list[tuple[NewsKind, str]]:
    """What the person is told now of what is watched."""
    services.watching.look()
    return [(one.newest.news.kind, one.newest.news.version) for one in services.watching.take_untold()]


def hides_the_seller_but_nothing_that_is_owned(services: Services, listing: int) -> None:
    """The own list over the real catalogue, signed by the real vault behind its walls."""
    seller = services.catalogue.listing(listing).terms.seller
    services.block_lists.hide(seller, "spam", "too many")
    shown = services.catalogue.search(ListingQuery())
    assert ([row.id for row in shown.rows], shown.hidden) == ([listing], 0)
    file = services.block_lists.export_own()
    assert check_list(file, recover).author_address == services.accounts.active_address()


@pytest.mark.slow
def test_a_timed_licence_from_its_listing_to_its_second_holder(world: World) -> None:
    listing = world.publish(MODEL)
    buyer, account, _phrase = world.person("buyer")
    bought = advance(buyer, begin(buyer, listing).id)
    assert buyer.purchases.confirm(bought.id).state is PurchaseState.FINAL
    token = bought.order_id
    assert token is not None
    buyer.rights.look((account,))
    first_end = buyer.library.item(bought.id).licensed_until
    assert first_end is not None
    assert runs(buyer, bought.id)

    # Renewed straight to the payee.
    buyer.rights.renew(buyer.rights.quote_renewal(token, 2))
    assert buyer.library.item(bought.id).licensed_until == first_end + 60 * DAY_S

    # A later version, beside the first; who watches the listing is told of it once.
    buyer.watching.watch_listing(buyer.catalogue.listing(listing))
    world.publish(newer(world.root, "9.9.9"), revises=listing)
    catch_up(buyer)
    assert told(buyer) == [(NewsKind.VERSION, "9.9.9")]
    assert told(buyer) == []
    hides_the_seller_but_nothing_that_is_owned(buyer, listing)
    view = buyer.rights.view(token)
    assert view.update is not None
    assert view.update.card is not None
    assert view.update.card.version == "9.9.9"
    request = buyer.rights.begin(buyer.rights.quote_key(token))
    request = buyer.rights.advance(request.id, CancelToken(), lambda _: None)
    assert request.state is RequestState.INSTALLED
    assert request.self_test_ok
    assert runs(buyer, request.id)
    assert runs(buyer, bought.id)

    # Passed on; the previous holder answers for the version that it has the key of.
    second, second_account, second_phrase = world.person("second")
    buyer.rights.pass_on(buyer.rights.quote_passing(token, second_account))
    for identifier in (bought.id, request.id):
        with pytest.raises(LicencePassedOn):
            buyer.running.open(identifier)
    second.rights.look((second_account,))
    catch_up(second)
    second.block_lists.accept(second.block_lists.check(buyer.block_lists.export_own()))
    assert second.catalogue.search(ListingQuery()).hidden == 0  # passed on: it is owned here now
    asked = second.rights.begin(second.rights.quote_key(token))
    asked = second.rights.advance(asked.id, CancelToken(), lambda _: None)
    assert asked.state is RequestState.INSTALLED
    assert runs(second, asked.id)

    # From the phrase alone.
    restored, _account, _same = world.person("restored", second_phrase)
    assert restored.restoring.find(second_account) == 2
    (found,) = restored.rights.unfinished()
    found = restored.rights.advance(found.id, CancelToken(), lambda _: None)
    assert found.state is RequestState.INSTALLED
    assert runs(restored, found.id)

    # And ended.
    from desktop.chain.rpc import RpcClient

    rpc = RpcClient(world.url)
    rpc.send("evm_increaseTime", [100 * DAY_S], object)
    rpc.send("evm_mine", [], object)
    rpc.close()
    restored.rights.look((second_account,))
    with pytest.raises(LicenceExpired):
        restored.running.open(found.id)
