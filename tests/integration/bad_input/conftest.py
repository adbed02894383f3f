"""The shared market, and a wallet with coins on it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.bootstrap import application
from desktop.bootstrap.application import Services
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
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The app waits for its node half a second instead of fifteen."""

    class Impatient(ChainGateway):
        @classmethod
        def connect(cls, *arguments, **options):  # type: ignore[no-untyped-def]
            return super().connect(*arguments, **(options | {"timeout_s": 0.5}))

    monkeypatch.setattr(application, "ChainGateway", Impatient)


@pytest.fixture
def open_at(shared_market: RunningMarket, tmp_path: Path) -> Iterator[Callable[[str], Services]]:
    """Opens the app at an address of the market's chain, with a funded wallet."""
    from contextlib import ExitStack

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
