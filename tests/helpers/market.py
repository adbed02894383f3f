"""A small real market for tests: embedded chain, demo seller and one sample model, in child processes."""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from desktop.assets import Assets
from desktop.bootstrap.demo import DemoNetwork, DemoPlaces
from desktop.chain.gateway import ChainGateway, revert_names


@dataclass(frozen=True, slots=True)
class RunningMarket:
    """Where it is, a gateway of the test's own, and the listing that is for sale."""

    places: DemoPlaces
    gateway: ChainGateway
    listing: int


@contextmanager
def running_market(
    root: Path, model: str = "tumour-diagnosis", wait_s: float = 90.0
) -> Iterator[RunningMarket]:
    """A market with one listed model."""
    models = root / "models"
    shutil.copytree(Assets.find().resource("models", model), models / model)
    with DemoNetwork(root / "network", models) as network:
        places = network.start()
        gateway = ChainGateway.connect(
            [places.rpc_url], places.chain_id, places.market, reverts=revert_names(Assets.find())
        )
        try:
            for _ in range(int(wait_s / 0.2)):
                if gateway.last_listing():
                    break
                time.sleep(0.2)
            yield RunningMarket(places, gateway, gateway.last_listing())
        finally:
            gateway.close()
