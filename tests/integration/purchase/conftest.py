"""A buyer with a real vault, store and chain, and a seller that does what a test wants; only the content is a stand-in."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from desktop.assets import Assets
from desktop.bootstrap.clock import SystemClock
from desktop.bootstrap.foreseeing import make_previews
from desktop.chain.deployment import DEMO_BOUNDS
from desktop.chain.embedded.genesis import CHAIN_ID
from desktop.chain.embedded.server import running
from desktop.chain.gateway import ChainGateway, market_deployment, revert_names
from desktop.chain.rpc import RpcClient
from desktop.core.cancel import CancelToken
from desktop.core.cards import make_card, parse_card
from desktop.core.contents import LeafProof
from desktop.core.exchange import Delivery, OrderState, Terms
from desktop.core.identity import Address
from desktop.core.listings import Card
from desktop.core.orders import Purchase
from desktop.core.runs import SelfTest
from desktop.services.opening import OpeningService, Unsealed
from desktop.services.purchase import ChainMemory, OrderWatch, PurchaseEngine, PurchaseService, Quoter
from desktop.services.restoring import RestoringService
from desktop.services.tokens import TokenService
from desktop.services.transactions import TransactionService
from desktop.services.witnesses import Witnesses
from desktop.store.database import Database
from desktop.store.licences import LicenceStore
from desktop.store.migrations import user_database
from desktop.store.purchases import PurchaseStore
from desktop.store.settlements import SettlementStore
from desktop.wallet.client import VaultClient
from tests.contracts.content import seal_chunk
from tests.helpers.chain import MODEL_KEY, Sale, Wallet, deliver_key, list_model, sample_terms
from tests.helpers.journal import quiet_journal
from tests.helpers.vaults import local_vault

PASSWORD = "a password for tests"
WRONG_KEY = b"\xee" * 16
CARD = Card(
    format=1,
    name="Sample",
    version="1",
    task="text",
    summary="A sample.",
    license="MIT",
    sources=[],
    public_bytes=1,
)


class StandInContent:
    """Content that is always there, unless a test takes its sources away."""

    def __init__(self) -> None:
        self.fault: Exception | None = None
        self.proof: LeafProof | None = None

    def prove(self, _terms: Terms, _index: int) -> LeafProof:
        assert self.proof is not None
        return self.proof

    def fetch(self, *_: Any, **__: Any) -> None:
        if self.fault is not None:
            raise self.fault

    def inspect(self, _terms: Terms) -> tuple[()]:
        return ()


class StandInPairs:
    """A sealer that finds every leaf right, and a model that runs unless a test breaks it."""

    public_keys = ((9).to_bytes(32, "little"),)  # the base point of X25519: any valid key will do

    def __init__(self) -> None:
        self.tested = SelfTest(ok=True, count=1, worst=0.0)
        self.fault: Exception | None = None
        self.open_fault: Exception | None = None
        self.wrong_leaf: int | None = None

    def take(self) -> Any:
        return self

    def unseal(self, *_: Any, **__: Any) -> Unsealed:
        return Unsealed(self.wrong_leaf, 0)

    def open(self, *_: Any) -> Any:
        if self.open_fault is not None:
            raise self.open_fault
        return self

    def self_test(self) -> Any:
        if self.fault is not None:
            raise self.fault
        return self.tested

    def close(self) -> None:
        """Nothing is held."""


class OneListing:
    """A catalogue with one listing."""

    def __init__(self, gateway: ChainGateway) -> None:
        self._gateway = gateway

    def listing(self, number: int) -> Any:
        found = self._gateway.listing(number)
        assert found is not None
        return SimpleNamespace(id=number, terms=found[0], card=CARD, card_fault=None)


@dataclass
class Desk:
    """Everything of one test."""

    rpc: RpcClient
    gateway: ChainGateway
    seller: Wallet
    vault: VaultClient
    buyer: Address
    book: PurchaseStore
    licences: LicenceStore
    settlements: SettlementStore
    content: StandInContent
    pairs: StandInPairs
    listing: int
    terms: Terms
    node: str = "embedded"
    others: list[Any] = field(default_factory=list)
    clock: Any = field(default_factory=SystemClock)
    outbox: Any = None

    def memory(self, chain: Any) -> ChainMemory:
        return ChainMemory(
            blocks=[chain, *self.others],
            book=self.settlements,
            journal=quiet_journal(),
            read_card=parse_card,
            clock=SystemClock(),
            publish=lambda _: None,
        )

    def watch(self, **changes: Any) -> OrderWatch:
        """The watch over this desk's orders, as a restart would make it."""
        chain: Any = changes.pop("chain", self.gateway)
        transactions = TransactionService(chain, self.vault, quiet_journal(), self.outbox)
        memory = self.memory(chain)
        return OrderWatch(
            market=chain,
            engine=self._engine(chain, transactions, memory),
            book=self.book,
            memory=memory,
            transactions=transactions,
            clock=SystemClock(),
        )

    def _engine(
        self, chain: Any, transactions: TransactionService, memory: ChainMemory, patience_s: float = 0.0
    ) -> PurchaseEngine:
        return PurchaseEngine(
            market=chain,
            calls=self.gateway.calls,
            transactions=transactions,
            vault=self.vault,
            book=self.book,
            licences=self.licences,
            content=self.content,
            opening=OpeningService(self.vault, self.pairs, lambda _identity: Path("public.zip")),  # type: ignore[arg-type]
            read_card=parse_card,
            tokens=chain.tokens,
            memory=memory,
            clock=self.clock,
            publish=lambda _: None,
            patience_s=patience_s,
        )

    def service(self, **changes: Any) -> PurchaseService:
        """The buyer's service over this desk, as a restart would make it; ``chain`` replaces the whole gateway."""
        chain: Any = changes.pop("chain", self.gateway)
        transactions = TransactionService(chain, self.vault, quiet_journal(), self.outbox)
        engine = self._engine(chain, transactions, self.memory(chain), changes.pop("patience_s", 0.0))
        listings = OneListing(self.gateway)
        tokens = TokenService(chain.tokens)
        return PurchaseService(
            engine=engine,
            quoter=Quoter(
                chain,
                listings,
                tokens,
                self.book.all,
                self.gateway.calls,
                make_previews(chain, Assets.find(), tokens),
                self.vault.purchase_point,
                chain.tokens.approve,
            ),
            chain=chain,
            reader=chain,
            calls=self.gateway.calls,
            transactions=transactions,
            witnesses=changes.pop("witnesses", Witnesses([chain], lambda: True)),
            book=changes.pop("book", self.book),
            listings=listings,
            tokens=tokens,
            active_account=lambda: self.buyer,
            encode_card=make_card,
            clock=SystemClock(),
            publish=lambda _: None,
        )

    def restoring(self) -> RestoringService:
        return RestoringService(
            history=self.gateway,
            vault=self.vault,
            book=self.book,
            clock=SystemClock(),
            publish=lambda _: None,
        )

    def begin(self) -> Purchase:
        service = self.service()
        return service.begin(service.quote(self.listing))

    def advance(self, purchase_id: str, **changes: Any) -> Purchase:
        return self.service(**changes).advance(purchase_id, CancelToken(), lambda _: None)

    def list_wrong_content(self) -> None:
        """Another listing, whose seller committed to a ciphertext that decrypts to something else."""
        chunk = seal_chunk(self.terms.size_bytes, 0, MODEL_KEY, self.terms.nonce)
        chunk.spoil(0)
        root, self.content.proof = chunk.tree(0)
        self.terms = replace(self.terms, content_root=root, salt=b"\x05" * 32)
        self.listing = list_model(self.gateway, self.seller, self.terms)
        self.pairs.wrong_leaf = 0

    def bought(self) -> Purchase:
        """A purchase that waits for the seller."""
        return self.advance(self.begin().id)

    def deliver(self, purchase: Purchase, key: bytes = MODEL_KEY) -> Delivery:
        """The seller delivers a key, right or wrong."""
        assert purchase.order_id is not None
        order = self.gateway.find_order(purchase.order_id)
        assert order is not None
        return deliver_key(
            self.gateway, self.seller, Sale(self.terms, order, purchase.order_id, 0, 8_888), key
        )

    def state_on_chain(self, purchase: Purchase) -> OrderState:
        assert purchase.order_id is not None
        return OrderState(self.gateway.order_slot(purchase.order_id) & 0xFF)

    def automine(self, on: bool) -> None:
        self.rpc.send("evm_setAutomine", [on], object)

    @property
    def is_anvil(self) -> bool:
        return self.node == "anvil"

    def mine(self, blocks: int = 1) -> None:
        if self.is_anvil:
            self.rpc.send("anvil_mine", [hex(blocks)], object)
            return
        for _ in range(blocks):
            self.rpc.send("evm_mine", [], object)

    def undo(self, blocks: int) -> None:
        """A real reorganisation: other, empty blocks take the place of the last ones, and one more follows."""
        if self.is_anvil:
            self.rpc.send("anvil_reorg", [blocks, []], object)
            self.mine()
            return
        self.rpc.send("licet_rewind", [blocks], object)
        self.rpc.send("evm_increaseTime", [1], object)
        self.mine(blocks + 1)

    def travel(self, seconds: int) -> None:
        self.rpc.send("evm_increaseTime", [seconds], object)
        self.mine()

    def reorganise(self, blocks: int, later_s: int = 0) -> None:
        """Undo blocks; their transactions wait again and are mined once more, in one block, at a later time."""
        self.automine(False)
        self.rpc.send("licet_rewind", [blocks, True], object)
        self.rpc.send("evm_increaseTime", [later_s], object)
        self.mine()
        self.automine(True)


@contextmanager
def open_desk(rpc: RpcClient, url: str, folder: Path, node: str) -> Iterator[Desk]:
    """A market with a listing on this node, and a buyer with coins."""
    deployed = market_deployment(Assets.find(), DEMO_BOUNDS)
    market = deployed.address
    gateway = ChainGateway.connect([url], CHAIN_ID, market, reverts=revert_names(Assets.find()))
    seller, vault = Wallet.number(0), local_vault()
    buyer = vault.create(PASSWORD)[2][0].address
    for account in (seller.address, buyer):
        if node == "anvil":
            rpc.send("anvil_setBalance", [str(account), hex(10 * 10**18)], object)
        else:
            rpc.send("licet_faucet", [str(account)], str)
    assert seller.execute(gateway, deployed.call).succeeded
    terms = sample_terms(gateway, seller.address)
    listing = list_model(gateway, seller, terms)
    (folder / "licences").mkdir()
    database = Database.open(folder / "licet.db", user_database)
    yield Desk(
        rpc, gateway, seller, vault, buyer, PurchaseStore(database), LicenceStore(folder / "licences"),
        SettlementStore(database), StandInContent(), StandInPairs(), listing, terms, node,
    )  # fmt: skip
    database.close()
    vault.lock()
    gateway.close()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with running(None) as server:
        rpc = RpcClient(server.url, attempts=1)
        with open_desk(rpc, server.url, tmp_path, "embedded") as opened:
            yield opened
        rpc.close()
