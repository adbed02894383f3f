"""A small real market for tests: embedded chain, demo seller and a few sample models, in child processes."""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from desktop.assets import Assets
from desktop.bootstrap.demo import DemoNetwork, DemoPlaces
from desktop.chain.gateway import ChainGateway, revert_names

BLOCK_TIME_S = 1.0
"""Half of the demo's: the seller answers two blocks after an order."""


@dataclass(frozen=True, slots=True)
class RunningMarket:
    """Its folder (``network/``, ``models/``), where it is, a gateway of the test's own, the listing that is for sale, and all listings by model."""

    root: Path
    places: DemoPlaces
    gateway: ChainGateway
    listing: int
    listings: dict[str, int] = field(default_factory=dict)


@contextmanager
def running_market(
    root: Path, model: str = "tumour-diagnosis", *others: str, wait_s: float = 90.0
) -> Iterator[RunningMarket]:
    """A market that lists ``model`` (the one for sale) and the others."""
    models = root / "models"
    for name in (model, *others):
        shutil.copytree(Assets.find().resource("models", name), models / name)
    with DemoNetwork(root / "network", models, BLOCK_TIME_S) as network:
        places = network.start()
        gateway = ChainGateway.connect(
            [places.rpc_url], places.chain_id, places.market, reverts=revert_names(Assets.find())
        )
        try:
            for _ in range(int(wait_s / 0.2)):
                if gateway.last_listing() == 1 + len(others):
                    break
                time.sleep(0.2)
            # The demo seller lists its folders by name, one after the other.
            listings = {name: at for at, name in enumerate(sorted((model, *others)), 1)}
            yield RunningMarket(root, places, gateway, listings[model], listings)
        finally:
            gateway.close()
