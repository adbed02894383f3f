"""Putting the market on a chain from the command line."""

from dataclasses import dataclass
from pathlib import Path

from desktop.assets import Assets
from desktop.bootstrap.clock import SystemClock
from desktop.bootstrap.wallets import open_wallet
from desktop.chain.deployment import DEMO_BOUNDS, PUBLIC_BOUNDS
from desktop.chain.gateway import ChainGateway, chain_id_of, market_deployment, revert_names
from desktop.core.identity import Address
from desktop.services.journal import Journal, Purpose
from desktop.services.transactions import TransactionService
from desktop.store.activity import ActivityStore
from desktop.store.database import Database
from desktop.store.migrations import user_database


@dataclass(frozen=True, slots=True)
class Deployed:
    """Where the market is now; ``transaction`` is empty if it was there before."""

    market: Address
    chain_id: int
    transaction: bytes


def deploy_market(data_dir: Path | None, rpc_url: str, password: str, *, demo: bool) -> Deployed:
    """Deploy the market through the deterministic proxy, paid by the wallet's first account."""
    assets = Assets.find()
    call, market = market_deployment(assets, DEMO_BOUNDS if demo else PUBLIC_BOUNDS)
    chain_id = chain_id_of(rpc_url)
    gateway = ChainGateway.connect([rpc_url], chain_id, market, reverts=revert_names(assets))
    try:
        if gateway.code_at(market):
            return Deployed(market, chain_id, b"")
        with open_wallet(data_dir, password) as wallet:
            database = Database.open(wallet.paths.user_database, user_database)
            try:
                journal = Journal(ActivityStore(database), SystemClock(), lambda _change: None)
                transactions = TransactionService(gateway, wallet.vault, journal)
                receipt = transactions.execute(wallet.accounts[0].address, call, Purpose("deploy"))
            finally:
                database.close()
        return Deployed(market, chain_id, receipt.hash)
    finally:
        gateway.close()
