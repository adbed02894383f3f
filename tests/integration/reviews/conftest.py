"""Two wallets with real vaults on a real chain: one sells, one holds a final licence; the catalogue follows."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from desktop.assets import Assets
from desktop.bootstrap.recording import make_reviews
from desktop.chain.deployment import DEMO_BOUNDS
from desktop.chain.embedded.genesis import CHAIN_ID
from desktop.chain.embedded.server import running
from desktop.chain.gateway import ChainGateway, companion_deployments, market_deployment, revert_names
from desktop.chain.rpc import RpcClient
from desktop.core.agreements import Unattended
from desktop.core.cards import make_card
from desktop.core.changes import Change
from desktop.core.exchange import Delivery, Order, Terms, order_id
from desktop.core.identity import Address, keccak256
from desktop.core.listings import Card
from desktop.core.orders import Purchase, PurchaseState
from desktop.core.transactions import Call
from desktop.services.journal import Purpose
from desktop.services.purchase import PurchaseKey
from desktop.services.reporting import ReportService
from desktop.services.reviews import ReviewService
from desktop.services.transactions import TransactionService
from desktop.store.catalogue_writer import CatalogueWriter
from desktop.store.database import Database
from desktop.store.migrations import user_database
from desktop.store.purchases import PurchaseStore
from desktop.store.runs import RunStore
from desktop.store.sales import SaleStore
from desktop.wallet.client import VaultClient
from tests.helpers.chain import Wallet, sample_terms
from tests.helpers.journal import quiet_journal
from tests.helpers.vaults import local_vault

CARD = make_card(
    Card(
        format=1, name="Sample", version="1.2.0", task="text", summary="", license="MIT", sources=[], public_bytes=1
    )
)  # fmt: skip
SALT = keccak256(b"salt")


PASSWORD = "a password for tests"


@dataclass
class Party:
    """A wallet with its own database and services."""

    vault: VaultClient
    account: Address
    transactions: TransactionService
    book: PurchaseStore
    sales: SaleStore
    reviews: ReviewService
    reports: ReportService

    def execute(self, call: Call) -> None:
        assert self.transactions.execute(self.account, call, Purpose("test"), Unattended()).succeeded


@dataclass
class Place:
    """The chain, the two wallets, and the one listing between them."""

    rpc: RpcClient
    gateway: ChainGateway
    seller: Party
    buyer: Party
    terms: Terms
    listing: int
    follow: Callable[[], None]
    changes: list[Change]

    def buy(
        self, number: int = 7, state: PurchaseState = PurchaseState.FINAL, key: bytes | None = None
    ) -> str:
        """Buy, deliver (``key`` instead of the right one), and settle unless it stays provisional; its purchase id."""
        gateway, buyer = self.gateway, self.buyer
        named = PurchaseKey(buyer.account, gateway.chain_id, gateway.market, self.listing, number)
        px, parity = buyer.vault.purchase_point(named)
        buyer.execute(gateway.calls.buy(self.listing, self.terms, buyer.account, px, parity, number))
        token = order_id(
            gateway.chain_id, gateway.market, self.listing, buyer.account, buyer.account, px, parity
        )
        order = gateway.find_order(token)
        assert order is not None
        delivery = self._deliver(token, order, key)
        if state is not PurchaseState.PROVISIONAL:
            buyer.execute(gateway.calls.confirm(self.terms, order, delivery))
        purchase = Purchase(
            id=f"p{number}", chain_id=gateway.chain_id, market=gateway.market, listing=self.listing, terms=self.terms,
            card_json=CARD, account=buyer.account, state=state, created_at=1, number=number, agreed_wei=0,
            order_id=token, order=order, delivery=delivery, self_test_ok=False,
        )  # fmt: skip
        buyer.book.add(purchase)
        self.follow()
        return purchase.id

    def _deliver(self, token: int, order: Order, key: bytes | None) -> Delivery:
        gateway, seller = self.gateway, self.seller
        rx, parity, wrapped = seller.vault.wrap_delivery(
            seller.account, gateway.chain_id, gateway.market, token, order.px, order.parity, self.terms
        )
        call = gateway.calls.deliver(self.terms, order, rx, parity, key or wrapped)
        unsigned = gateway.prepare(seller.account, call)
        signed = seller.vault.sign_delivery(seller.account, unsigned) if key is None else None
        if signed is None:  # the vault signs no wrong delivery; the operator of a cheat does
            Wallet.number(5).execute(gateway, call)
        else:
            gateway.send_raw(signed.raw)
        delivery = gateway.find_delivery(token)
        assert delivery is not None
        return delivery

    def reorganise(self, blocks: int) -> None:
        """Undo blocks and build others in their place."""
        self.rpc.send("licet_rewind", [blocks, False], object)
        self.rpc.send("evm_increaseTime", [100], object)
        for _ in range(blocks + 1):
            self.rpc.send("evm_mine", [], object)
        self.follow()


@pytest.fixture(params=[True])
def place(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Place]:
    """``params=[False]`` leaves the records contract away."""
    assets = Assets.find()
    deployed = market_deployment(assets, DEMO_BOUNDS)
    records = companion_deployments(assets, deployed.address).records
    with running(None) as server, ExitStack() as stack:
        rpc = RpcClient(server.url, attempts=1)
        stack.callback(rpc.close)
        gateway = ChainGateway.connect([server.url], CHAIN_ID, deployed.address, reverts=revert_names(assets))
        stack.callback(gateway.close)
        changes: list[Change] = []
        catalogue = tmp_path / "catalogue.db"
        parties = [
            _party(tmp_path / name, catalogue, gateway, changes, stack) for name in ("seller", "buyer")
        ]
        for account in (parties[0].account, parties[1].account, Wallet.number(5).address):
            rpc.send("licet_faucet", [str(account)], str)
        seller, buyer = parties
        seller.execute(deployed.call)
        if request.param:
            seller.execute(records.call)
        writer = CatalogueWriter.open(catalogue, CHAIN_ID, deployed.address, records.address)
        stack.callback(writer.close)
        follower = gateway.follow(None, {}, records.address)

        def follow() -> None:
            while True:
                batch = follower.poll()
                writer.apply(batch)
                if batch.is_caught_up:
                    return

        terms = _list(gateway, seller)
        follow()
        yield Place(rpc, gateway, seller, buyer, terms, gateway.last_listing(), follow, changes)


def _party(
    folder: Path, catalogue: Path, gateway: ChainGateway, changes: list[Change], stack: ExitStack
) -> Party:
    folder.mkdir()
    vault = local_vault()
    stack.callback(vault.lock)
    account = vault.create(PASSWORD)[2][0].address
    vault.ask_consent = lambda _needed, was_wrong: (
        "" if was_wrong else PASSWORD
    )  # new contracts are asked about
    database = Database.open(folder / "licet.db", user_database)
    stack.callback(database.close)
    transactions = TransactionService(gateway, vault, quiet_journal())
    book, sales = PurchaseStore(database), SaleStore(database, gateway.chain_id, gateway.market)
    reviews, reports = make_reviews(
        catalogue=catalogue,
        gateway=gateway,
        transactions=transactions,
        vault=vault,
        purchases=book,
        sales=sales,
        runs=RunStore(database),
        active_account=lambda: account,
        publish=changes.append,
        stack=stack,
    )
    return Party(vault, account, transactions, book, sales, reviews, reports)


def _list(gateway: ChainGateway, seller: Party) -> Terms:
    hashed = seller.vault.model_key_hash(seller.account, gateway.chain_id, gateway.market, SALT)
    sample = sample_terms(gateway, seller.account, key_hash=hashed, salt=SALT)
    terms = replace(sample, card_hash=keccak256(CARD))
    seller.execute(gateway.calls.deposit_bond(10 * terms.bond_wei))
    seller.execute(gateway.calls.create_listing(terms, CARD))
    seller.execute(gateway.calls.set_operator(Wallet.number(5).address))
    return terms
