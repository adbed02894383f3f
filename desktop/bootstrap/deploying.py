"""Putting the market and its companions on a chain."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from desktop.assets import Assets
from desktop.bootstrap.clock import SystemClock
from desktop.bootstrap.foreseeing import make_foresight
from desktop.bootstrap.outgoing import Sent, make_outgoing
from desktop.bootstrap.wallets import open_wallet
from desktop.chain.deployment import DEMO_BOUNDS, PROXY, PUBLIC_BOUNDS, Bounds
from desktop.chain.gateway import (
    ChainGateway,
    chain_id_of,
    companion_deployments,
    market_deployment,
    revert_names,
)
from desktop.core.cancel import CancelToken
from desktop.core.changes import Change
from desktop.core.identity import Address
from desktop.services.deploying import Contract, DeployService
from desktop.services.journal import Journal
from desktop.services.tokens import TokenService
from desktop.services.transactions import TransactionService
from desktop.store.activity import ActivityStore
from desktop.store.database import Database
from desktop.store.migrations import user_database
from desktop.wallet.client import VaultClient

MOST_GAS = {"ModelMarket": 9_500_000, "ModelRecords": 650_000, "RevenueSplits": 1_200_000}
"""What the node's estimate with its margin comes to on a chain without charges of its own, and some more."""


@dataclass(frozen=True, slots=True)
class Deployed:
    """Where the contracts are now; ``transactions`` holds one hash for each that was not there before."""

    market: Address
    records: Address
    splits: Address
    chain_id: int
    transactions: tuple[bytes, ...]


def deploy(data_dir: Path | None, rpc_url: str, password: str, *, demo: bool) -> Deployed:
    """Deploy what is missing through the deterministic proxy, paid by the wallet's first account."""
    assets = Assets.find()
    bounds = DEMO_BOUNDS if demo else PUBLIC_BOUNDS
    market = market_deployment(assets, bounds).address
    companions = companion_deployments(assets, market)
    chain_id = chain_id_of(rpc_url)
    gateway = ChainGateway.connect([rpc_url], chain_id, market, reverts=revert_names(assets))
    try:
        with open_wallet(data_dir, password) as wallet:
            database = Database.open(wallet.paths.user_database, user_database)
            try:
                kept = _keeping(gateway, wallet.vault, database, assets)
                sent = deploy_missing(gateway, kept.transactions, wallet.accounts[0].address, assets, bounds)
            finally:
                database.close()
    finally:
        gateway.close()
    return Deployed(market, companions.records.address, companions.splits.address, chain_id, sent)


def _keeping(gateway: ChainGateway, vault: VaultClient, database: Database, assets: Assets) -> Sent:
    """What sends: kept in the outbox, so that it can be sped up, and compared with what deploying is known to do."""
    lines, clock = ActivityStore(database), SystemClock()
    journal = Journal(lines, clock, lambda _change: None, gateway.chain_id)
    tokens = TokenService(gateway.tokens)
    guard = make_foresight(gateway, assets, tokens, database, lambda _change: None).guard
    return make_outgoing(gateway, vault, database, lines, journal, lambda _change: None, clock, guard)


def deploy_missing(
    gateway: ChainGateway, transactions: TransactionService, account: Address, assets: Assets, bounds: Bounds
) -> tuple[bytes, ...]:
    """Deploy the market and its companions, each unless it is there; the hashes of what was sent.

    One after the other: the records contract asks its market for the licence token.
    """
    service = make_deploying(gateway, transactions, lambda: account, assets, bounds, lambda _change: None)
    return service.deploy(service.plan(), CancelToken(), lambda _progress: None)


def make_deploying(
    gateway: ChainGateway,
    transactions: TransactionService,
    active_account: Callable[[], Address],
    assets: Assets,
    bounds: Bounds,
    publish: Callable[[Change], None],
) -> DeployService:
    """The service over one network; reading the contracts waits until they are asked for."""
    return DeployService(
        chain=gateway,
        code_at=gateway.code_at,
        transactions=transactions,
        contracts=cache(lambda: contracts(assets, bounds)),
        proxy=PROXY,
        active_account=active_account,
        publish=publish,
    )


def contracts(assets: Assets, bounds: Bounds) -> tuple[Contract, ...]:
    """The market and its companions: the records contract asks its market for the licence token, so the market comes first."""
    market = market_deployment(assets, bounds)
    companions = companion_deployments(assets, market.address)
    deployments = (market, companions.records, companions.splits)
    return tuple(Contract(one.name, one.call, one.address, MOST_GAS[one.name]) for one in deployments)
