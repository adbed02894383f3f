"""A purchase killed at any moment goes on from where it was, and is never paid twice."""

import json
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.paths import Paths
from desktop.wallet.files import WalletFile
from tests.helpers.buyer import PASSWORD
from tests.helpers.forks import Template, template
from tests.helpers.market import RunningMarket, running_market
from tests.helpers.vaults import local_vault

MOMENTS = [
    "before:ready",
    "after:ready",
    "before:buying",
    "after:buying",
    "before-send",
    "after-send",
    "before:waiting",
    "after:waiting",
    "before:delivered",
    "after:delivered",
    "before:provisional",
    "after:provisional",
]


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningMarket]:
    with running_market(tmp_path_factory.mktemp("market")) as running:
        yield running


@pytest.fixture(scope="module")
def buyer() -> Iterator[Template]:
    with template("tests.helpers.buyer", "eth_account", "onnx") as made:
        yield made


def new_buyer(folder: Path, market: RunningMarket) -> None:
    """A data directory with a wallet that holds demo coins."""
    paths = Paths(folder)
    paths.create()
    vault = local_vault()
    try:
        _words, data, accounts = vault.create(PASSWORD)
        WalletFile(paths.keystore / "wallet.json").write(data)
    finally:
        vault.lock()
    market.gateway.faucet(accounts[0].address)


def buy(
    buyer: Template, folder: Path, market: RunningMarket, kill: str = ""
) -> subprocess.CompletedProcess[str]:
    places = market.places
    arguments = {
        "--data-dir": folder, "--rpc": places.rpc_url, "--market": places.market, "--content": places.content_url,
        "--chain-id": places.chain_id, "--listing": market.listing, "--kill": kill,
    }  # fmt: skip
    return buyer.run(*(part for pair in arguments.items() for part in pair))


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_purchase_survives_being_killed(
    moment: str, market: RunningMarket, buyer: Template, tmp_path: Path
) -> None:
    new_buyer(tmp_path, market)
    account = accounts_of(tmp_path)

    killed = buy(buyer, tmp_path, market, moment)
    resumed = buy(buyer, tmp_path, market)

    assert killed.returncode == -signal.SIGKILL, killed.stderr[-2000:]
    assert resumed.returncode == 0, resumed.stderr[-2000:]
    assert json.loads(resumed.stdout)["state"] == "provisional"
    orders = market.gateway.orders_by_holder(account)
    assert len(orders) == 1
    terms = market.gateway.listing(market.listing)
    assert terms is not None
    spent = 10 * 10**18 - market.gateway.balance_wei(account)
    assert terms[0].price < spent < terms[0].price + 10**16


def accounts_of(folder: Path):
    from desktop.bootstrap.wallets import public_accounts

    return public_accounts(folder)[0].address
