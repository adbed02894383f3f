"""A buyer in a process of its own, for tests that kill it: ``python -m tests.helpers.buyer``.

It composes the app's own services over a data directory and carries one purchase as far as it goes. ``--kill`` names
the moment at which the process kills itself, without any clean-up, as a power cut would.
"""

import argparse
import json
import os
import signal
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from desktop.bootstrap import application
from desktop.bootstrap.application import open_services
from desktop.bootstrap.composition import Connection
from desktop.chain.gateway import ChainGateway
from desktop.config import SettingsFile
from desktop.core.cancel import CancelToken
from desktop.core.identity import Address
from desktop.core.orders import SETTLED, Purchase, PurchaseState
from desktop.paths import OwnerLock, Paths
from desktop.services.network import NetworkInfo
from desktop.store.purchases import PurchaseStore
from tests.helpers.vaults import local_vault

PASSWORD = "correct horse battery"


def die() -> None:
    """SIGKILL to this process: nothing runs after it."""
    os.kill(os.getpid(), signal.SIGKILL)


def store_that_dies(moment: str) -> type[PurchaseStore]:
    """A store that kills the process right before or right after a state is committed."""
    when, _, state = moment.partition(":")

    class Mortal(PurchaseStore):
        def move(
            self, purchase_id: str, expected: PurchaseState, new: PurchaseState, **fields: Any
        ) -> Purchase:
            if when == "before" and new.value == state:
                die()
            moved = super().move(purchase_id, expected, new, **fields)
            if when == "after" and new.value == state:
                die()
            return moved

    return Mortal


def gateway_that_dies(moment: str) -> type[ChainGateway]:
    """A gateway that kills the process right before or right after a signed transaction is sent.

    ``before-send`` is the first one of the process, ``before-second-send`` the next: an approval goes before.
    """
    when = moment.partition("-")[0]
    left = 2 if "second" in moment else 1

    class Mortal(ChainGateway):
        def send_raw(self, raw: bytes) -> bytes:
            nonlocal left
            left -= 1
            if when == "before" and not left:
                die()
            sent = super().send_raw(raw)
            if when == "after" and not left:
                die()
            return sent

    return Mortal


def main() -> None:
    """Buy the listing, or go on with the purchase that is there; prints what came of it."""
    options = argparse.ArgumentParser()
    for name in ("--data-dir", "--rpc", "--market", "--content", "--kill"):
        options.add_argument(name, default="")
    options.add_argument("--chain-id", type=int)
    options.add_argument("--listing", type=int)
    given = options.parse_args()
    if given.kill.startswith(("before:", "after:")):
        application.PurchaseStore = store_that_dies(given.kill)  # type: ignore[misc]
    if given.kill.endswith("-send"):
        application.ChainGateway = gateway_that_dies(given.kill)  # type: ignore[misc]

    paths = Paths(Path(given.data_dir))
    paths.create()
    market = Address.parse(given.market)
    info = NetworkInfo("test", given.chain_id, (given.rpc,), market, is_demo=True)
    with ExitStack() as stack:
        stack.enter_context(OwnerLock(paths.lock))
        services = open_services(
            paths,
            SettingsFile(paths.settings),
            Connection(info, market, own_node=True, sources=(given.content,)),
            lambda _change: None,
            stack,
            local_vault(),  # its process has tests of its own
        )
        services.accounts.unlock(PASSWORD)
        while services.catalogue.status().indexed_to < 1 or not services.catalogue.tasks():
            time.sleep(0.1)
        purchases = services.purchases
        open_ones = [p for p in purchases.purchases() if p.state is not PurchaseState.CANCELLED]
        purchase = open_ones[0] if open_ones else purchases.begin(purchases.quote(given.listing))
        if purchase.state not in SETTLED:
            purchase = purchases.advance(purchase.id, CancelToken(), lambda _: None)
        sys.stdout.write(
            json.dumps({"id": purchase.id, "state": purchase.state.value, "fault": purchase.fault})
        )


if __name__ == "__main__":
    main()
