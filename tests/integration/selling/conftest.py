"""A seller with a real vault, store and chain, and buyers with real vaults."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from desktop.assets import Assets
from desktop.chain.deployment import DEMO_BOUNDS
from desktop.chain.embedded.genesis import CHAIN_ID
from desktop.chain.embedded.server import running
from desktop.chain.gateway import ChainGateway, market_deployment, revert_names
from desktop.chain.rpc import RpcClient
from desktop.core.cancel import CancelToken
from desktop.core.exchange import OrderState, Terms
from desktop.core.identity import Address
from desktop.core.sales import OwnListing, Sale
from desktop.services.guard import Unguarded
from desktop.services.outgoing import Outbox
from desktop.services.purchase.ports import PurchaseKey
from desktop.services.selling import Answerer
from desktop.services.selling.dispatching import Dispatcher
from desktop.services.selling.recording import SaleRecorder
from desktop.services.witnesses import Witnesses
from desktop.store.database import Database
from desktop.store.migrations import user_database
from desktop.store.outgoing import OutgoingStore
from desktop.store.sales import SaleStore
from desktop.wallet.client import VaultClient
from tests.helpers.chain import SAMPLE_CARD, Wallet, sample_terms
from tests.helpers.journal import quiet_journal
from tests.helpers.vaults import local_vault

PASSWORD = "a password for tests"


class MovableClock:
    """The seller's own clock."""

    def __init__(self) -> None:
        self.time = 1_000_000

    def now(self) -> int:
        return self.time


@dataclass
class Bench:
    """Everything of one test; ``answerer`` makes a fresh one, as a restart would."""

    rpc: RpcClient
    gateway: ChainGateway
    vault: VaultClient
    seller: Address
    buyer_vault: VaultClient
    buyer: Address
    database: Path
    clock: MovableClock = field(default_factory=MovableClock)
    fast_below_wei: int = 10**18

    def open_book(self) -> SaleStore:
        return self.book_of(Database.open(self.database, user_database))

    def book_of(self, database: Database) -> SaleStore:
        return SaleStore(database, self.gateway.chain_id, self.gateway.market)

    def answerer(self, book: SaleStore, **changes: Any) -> Answerer:
        parts: dict[str, Any] = {
            "chain": self.gateway,
            "market": self.gateway,
            "witnesses": Witnesses([self.gateway, self.gateway], lambda: False),
            "fast_below_wei": lambda: self.fast_below_wei,
            "calls": self.gateway.calls,
            "vault": self.vault,
            "book": book,
            "recorder": SaleRecorder(
                changes.pop("journal", quiet_journal()), self.gateway, self.gateway, book
            ),
            "dispatcher": Dispatcher(
                changes.get("chain", self.gateway),
                Outbox(OutgoingStore(book._database), self.clock),
                changes.pop("guard", Unguarded()),
                threading.Lock(),
                self.clock,
            ),
            "clock": self.clock,
            "publish": lambda _change: None,
        }
        return Answerer(**(parts | changes))

    def state_of(self, order: int) -> OrderState:
        return OrderState(self.gateway.order_slot(order) & 0xFF)

    def work(self, book: SaleStore, **changes: Any) -> None:
        """One round of a seller that has just been started."""
        self.answerer(book, **changes).work_once(self.seller, CancelToken())

    def sign_and_send(self, vault: VaultClient, account: Address, call: Any) -> None:
        signed = vault.sign_transaction(account, self.gateway.prepare(account, call))
        self.gateway.send_raw(signed.raw)
        receipt = self.gateway.receipt(signed.hash)
        assert receipt is not None
        assert receipt.succeeded

    def list_model(self, book: SaleStore, salt: bytes = b"\x01" * 32, **changes: object) -> OwnListing:
        gateway = self.gateway
        key_hash = self.vault.model_key_hash(self.seller, gateway.chain_id, gateway.market, salt)
        terms = sample_terms(gateway, self.seller, salt=salt, key_hash=key_hash, **changes)
        self.sign_and_send(self.vault, self.seller, gateway.calls.deposit_bond(10 * terms.bond_wei))
        self.sign_and_send(self.vault, self.seller, gateway.calls.create_listing(terms, SAMPLE_CARD))
        own = OwnListing(terms, SAMPLE_CARD, gateway.last_listing(), self.clock.now())
        book.put_listing(own)
        return own

    def buy(self, own: OwnListing, number: int = 7) -> tuple[int, PurchaseKey]:
        """Buy with the buyer's vault; returns the order id and the name of its one-time key."""
        gateway, terms = self.gateway, own.terms
        key = PurchaseKey(self.buyer, gateway.chain_id, gateway.market, own.listing, number)
        px, parity = self.buyer_vault.purchase_point(key)
        call = gateway.calls.buy(own.listing, terms, self.buyer, px, parity, number)
        self.sign_and_send(self.buyer_vault, self.buyer, call)
        return gateway.orders_by_holder(self.buyer)[-1][0], key

    def buy_in_tokens(self, own: OwnListing, number: int = 7) -> tuple[int, PurchaseKey]:
        """The same by an allowance that the buyer gave before."""
        gateway, terms = self.gateway, own.terms
        key = PurchaseKey(self.buyer, gateway.chain_id, gateway.market, own.listing, number)
        point = self.buyer_vault.purchase_point(key)
        call = gateway.calls.buy_in_tokens(own.listing, terms, self.buyer, *point, number)
        self.sign_and_send(self.buyer_vault, self.buyer, call)
        return gateway.orders_by_holder(self.buyer)[-1][0], key

    def only_sale(self, book: SaleStore) -> Sale:
        (sale,) = book.sales()
        return sale

    def mine(self, blocks: int = 1) -> None:
        for _ in range(blocks):
            self.rpc.send("evm_mine", [], object)

    def travel(self, seconds: int) -> None:
        self.rpc.send("evm_increaseTime", [seconds], object)
        self.mine()

    def received(self, terms: Terms, order_id: int, key: PurchaseKey) -> bool:
        """Whether the buyer's vault finds the right key in what the chain delivered."""
        delivery = self.gateway.find_delivery(order_id)
        assert delivery is not None
        return self.buyer_vault.receive(key, order_id, delivery, terms.key_hash, terms.seller).matches


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    assets = Assets.find()
    deployed = market_deployment(assets, DEMO_BOUNDS)
    market = deployed.address
    with running(None) as server:
        rpc = RpcClient(server.url, attempts=1)
        gateway = ChainGateway.connect([server.url], CHAIN_ID, market, reverts=revert_names(assets))
        deployer = Wallet.number(0)
        vaults = local_vault(), local_vault()
        accounts = [vault.create(PASSWORD)[2][0].address for vault in vaults]
        for account in (deployer.address, *accounts):
            rpc.send("licet_faucet", [str(account)], str)
        assert deployer.execute(gateway, deployed.call).succeeded
        yield Bench(rpc, gateway, vaults[0], accounts[0], vaults[1], accounts[1], tmp_path / "licet.db")
        for vault in vaults:
            vault.lock()
        gateway.close()
        rpc.close()


@pytest.fixture
def book(bench: Bench) -> Iterator[SaleStore]:
    database = Database.open(bench.database, user_database)
    yield bench.book_of(database)
    database.close()
