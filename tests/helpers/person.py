"""A person in a process of its own, for the test that looks for leaks: ``python -m tests.helpers.person``.

The password comes over stdin and the phrase goes out over an inherited descriptor, so that neither stands in a file,
an argument or the environment by the test's own doing. Everything is logged, errors with their tracebacks.
"""

import argparse
import json
import logging
import os
import sys
from pathlib import Path
from typing import Any

from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError
from desktop.core.identity import Address
from desktop.core.runs import SampleInput
from desktop.logs import start_logging, stop_logging
from desktop.paths import Paths
from desktop.text import describe
from tests.helpers.app import advance, begin, open_app

log = logging.getLogger("licet.person")


def main() -> None:
    """Create, buy, run, lock, unlock; pauses twice so that the test can look at the processes."""
    options = argparse.ArgumentParser()
    for name in ("--data-dir", "--rpc", "--market"):
        options.add_argument(name)
    for name in ("--chain-id", "--listing", "--secrets-fd"):
        options.add_argument(name, type=int)
    given = options.parse_args()
    root, password = Path(given.data_dir), sys.stdin.readline().rstrip("\n")
    Paths(root).create()
    handler = start_logging(Paths(root).logs, logging.DEBUG)
    logging.getLogger().setLevel(logging.DEBUG)
    try:
        with open_app(root, given.rpc, given.chain_id, Address.parse(given.market)) as services:
            phrase = services.accounts.create(password)
            os.write(given.secrets_fd, " ".join(phrase).encode() + b"\n")
            live(services, given.listing, password)
    finally:
        stop_logging(handler)


def live(services: Any, listing: int, password: str) -> None:
    """The main job and what usually goes wrong."""
    accounts = services.accounts
    account = accounts.active_address()
    attempt(lambda: services.selling.prepare_seller(Path("/proc/nowhere"), password))
    services.balances.request_demo_coins(account)
    purchase = advance(services, begin(services, listing).id)
    services.warm_up()
    model = services.running.open(purchase.id)
    model.run({model.spec.inputs[0].name: SampleInput(model.samples[0])}, {}, CancelToken())
    attempt(lambda: services.exporting.identity(password + " but wrong"))
    services.exporting.identity(password)
    services.exporting.save_model(
        purchase.id, Path(os.environ["HOME"], "model.age"), CancelToken(), lambda _: None
    )
    services.exporting.save_backup(purchase.id, Path(os.environ["HOME"], "order.json"))
    pause("running", account=str(account), number=purchase.number, order=str(purchase.order_id))
    accounts.lock()
    attempt(lambda: services.running.open(purchase.id))
    attempt(lambda: accounts.unlock(password + " but wrong"))
    attempt(lambda: accounts.restore(" ".join(["abandon"] * 12), "", password))
    accounts.unlock(password)
    attempt(lambda: services.account_list.import_keystore(b'{"version": 3}', password, "broken"))
    services.purchases.confirm(purchase.id)
    pause("confirmed")
    model.close()


def attempt(act: Any) -> None:
    """Do what should be refused; the error, its traceback and its sentences go into log and stderr."""
    try:
        act()
    except (AppError, OSError) as error:
        log.debug("refused", exc_info=True)
        said = describe(error)
        sys.stderr.write(f"{said.title} {said.body} {said.remedy}\n")


def pause(name: str, **facts: Any) -> None:
    """Tell the test where we are and wait for its word."""
    sys.stdout.write(json.dumps({"at": name, **facts}) + "\n")
    sys.stdout.flush()
    sys.stdin.readline()


if __name__ == "__main__":
    main()
