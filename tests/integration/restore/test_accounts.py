"""From the phrase alone: accounts of every scheme are found again, with what they bought; nobody is told of two at once."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.request import Request, urlopen

import pytest

from desktop.bootstrap.composition import Services
from desktop.core.accounts import PathScheme
from desktop.core.cancel import CancelToken
from desktop.core.identity import Address
from desktop.services.discovering import FoundAccount
from tests.helpers.app import PASSWORD, advance, begin, open_app
from tests.helpers.market import RunningMarket


@dataclass
class Ear:
    """Stands before the node and hears every request."""

    node: str
    heard: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        ear = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                ear.heard.append(body.decode())
                ask = Request(ear.node, body, {"Content-Type": "application/json"})
                with urlopen(ask, timeout=30) as answer:
                    data = answer.read()
                self.send_response(200)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}"


@dataclass
class Found:
    services: Services
    bought_by: dict[Address, int | None]
    unused: tuple[Address, ...]
    heard: list[str]
    used: list[FoundAccount]
    restored: int


def first_life(
    root: Path, market: RunningMarket
) -> tuple[str, dict[Address, int | None], tuple[Address, ...]]:
    """One account buys, two hold coins, one was made and never used; then the computer is lost."""
    places = market.places
    with open_app(
        root, places.rpc_url, places.chain_id, places.market, sources=(places.content_url,)
    ) as services:
        phrase = " ".join(services.accounts.create(PASSWORD))
        first = services.accounts.active_address()
        ledger = services.account_list.add_next(PathScheme.LEDGER_LIVE).address
        services.account_list.add_at([(PathScheme.BIP44.path(1), ""), (PathScheme.LEDGER_OLD.path(3), "")])
        unused, saver = (account.address for account in services.accounts.accounts[-2:])
        services.balances.request_demo_coins(saver)
        services.balances.request_demo_coins(ledger)
        services.accounts.choose(ledger)
        order = advance(services, begin(services, market.listing).id).order_id
        services.balances.request_demo_coins(first)
    shutil.rmtree(root)
    return phrase, {first: None, ledger: order, saver: None}, (unused,)


@pytest.fixture(scope="module")
def found(shared_market: RunningMarket, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Found]:
    places, folder = shared_market.places, tmp_path_factory.mktemp("accounts")
    phrase, bought, unused = first_life(folder / "first", shared_market)
    ear = Ear(places.rpc_url)
    try:
        with open_app(folder / "second", ear.url, places.chain_id, places.market) as services:
            services.accounts.restore(phrase, "", PASSWORD)
            looked = services.discovery.look(CancelToken(), lambda _: None)
            heard = list(ear.heard)
            services.account_list.add_at([(account.path, "") for account in looked])
            restored = sum(services.restoring.find(account.address) for account in services.accounts.own)
            yield Found(services, bought, unused, heard, looked, restored)
    finally:
        ear.server.shutdown()
        ear.server.server_close()


def test_every_used_account_is_found_in_its_scheme(found: Found) -> None:
    assert {account.address for account in found.services.accounts.accounts} == set(found.bought_by)
    assert [(used.path, used.sent > 0, used.licences) for used in found.used] == [
        ("m/44'/60'/0'/0/0", False, 0),
        ("m/44'/60'/1'/0/0", True, 1),
        ("m/44'/60'/0'/3", False, 0),
    ]


def test_the_orders_of_each_account_come_back(found: Found) -> None:
    orders = {purchase.account: purchase.order_id for purchase in found.services.purchases.purchases()}

    assert found.restored == 1
    assert orders == {account: order for account, order in found.bought_by.items() if order is not None}


def test_no_request_names_two_accounts(found: Found) -> None:
    addresses = {account.raw.hex() for account in (*found.bought_by, *found.unused)}

    assert len(found.heard) > 20
    for body in found.heard:
        assert sum(address in body.lower() for address in addresses) <= 1


def test_what_contracts_hold_for_a_watched_account_is_not_offered_to_be_taken(found: Found) -> None:
    services, stranger = found.services, Address(b"\x11" * 20)
    services.account_list.watch(stranger, "Cold")

    offered = {account.address for account in services.collecting.overview().accounts}

    assert offered == {account.address for account in services.accounts.own}
    assert stranger in {account.address for account in services.accounts.accounts}
