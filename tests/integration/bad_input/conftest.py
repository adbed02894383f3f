"""The shared market, and a wallet with coins on it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest

from desktop.bootstrap import application
from desktop.bootstrap.composition import Services
from desktop.chain.gateway import ChainGateway
from tests.helpers.app import PASSWORD, open_app
from tests.helpers.market import RunningMarket
from tests.helpers.nodes import BadNode, bad_node


@pytest.fixture
def node(shared_market: RunningMarket) -> Iterator[BadNode]:
    """A node that can behave badly, in front of the market's own."""
    with bad_node(shared_market.places.rpc_url) as running:
        yield running


@pytest.fixture
def wait_for_node(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Sets how long the app, opened afterwards, waits for its node; in seconds."""
    made: list[ChainGateway] = []

    class Known(ChainGateway):
        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments)
            made.append(self)

    def wait(seconds: float) -> None:
        for gateway in made:
            for client in gateway._nodes.clients:
                client._timeout_s = seconds
                client._http.timeout = httpx.Timeout(seconds)

    monkeypatch.setattr(application, "ChainGateway", Known)
    return wait


@pytest.fixture
def open_at(shared_market: RunningMarket, tmp_path: Path) -> Iterator[Callable[[str], Services]]:
    """Opens the app at an address of the market's chain, with a funded wallet."""
    places = shared_market.places
    with ExitStack() as stack:

        def opened(url: str) -> Services:
            services = stack.enter_context(
                open_app(
                    tmp_path / "data", url, places.chain_id, places.market, sources=(places.content_url,)
                )
            )
            services.accounts.create(PASSWORD)
            shared_market.gateway.faucet(services.accounts.active_address())
            return services

        yield opened
