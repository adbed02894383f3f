"""One real market that several integration tests share: starting it takes longer than what they do on it."""

from collections.abc import Iterator

import pytest

from tests.helpers.market import RunningMarket, running_market


@pytest.fixture(scope="session")
def shared_market(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningMarket]:
    """Chain and demo seller with a model for sale and a free one. Its clock is never moved."""
    with running_market(tmp_path_factory.mktemp("shared-market"), "tumour-diagnosis", "sunspots") as running:
        yield running
