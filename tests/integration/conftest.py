"""One real market that several integration tests share: starting it takes longer than what they do on it."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.helpers.market import RunningMarket, running_market

HERE = Path(__file__).parent
MARKET = pytest.StashKey["SharedMarket"]()


class SharedMarket:
    """Made for whoever asks first, and closed as soon as no test of this folder follows.

    Its blocks and its seller take a twentieth of a processor for as long as it runs, and each process of the tests has
    one: kept to the end of the session, they took longer than all that is done on them.
    """

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._running: RunningMarket | None = None

    def running(self, root: Path) -> RunningMarket:
        if self._running is None:
            market = running_market(root, "tumour-diagnosis", "sunspots")
            self._running = self._stack.enter_context(market)
        return self._running

    def close(self) -> None:
        self._running = None
        self._stack.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    try:
        return (yield)
    finally:
        market = item.config.stash.get(MARKET, None)
        if market is not None and (nextitem is None or not nextitem.path.is_relative_to(HERE)):
            market.close()


@pytest.fixture(scope="module")
def shared_market(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> RunningMarket:
    """Chain and demo seller with a model for sale and a free one. Its clock is never moved."""
    market = pytestconfig.stash.get(MARKET, None)
    if market is None:
        market = pytestconfig.stash[MARKET] = SharedMarket()
        pytestconfig.add_cleanup(market.close)  # where the tests are interrupted
    return market.running(tmp_path_factory.mktemp("shared-market"))
