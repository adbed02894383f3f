"""A seller and two holders with real vaults, stores and a real chain; only the content is a stand-in."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from desktop.assets import Assets
from desktop.chain.deployment import DEMO_BOUNDS
from desktop.chain.embedded.chain import SAFE_DEPTH
from desktop.chain.embedded.genesis import CHAIN_ID
from desktop.chain.embedded.server import running
from desktop.chain.gateway import ChainGateway, market_deployment, revert_names
from desktop.chain.rpc import RpcClient
from desktop.core.cancel import CancelToken
from desktop.core.cards import make_card, parse_card
from desktop.core.exchange import Delivery, Order, Terms
from desktop.core.identity import Address, keccak256
from desktop.core.listings import Card
from desktop.core.orders import Purchase, PurchaseState
from desktop.core.requests import Answer, KeyRequest
from desktop.core.sales import OwnListing
from desktop.core.warnings import FIRST_TIME, alert
from desktop.services.answers import AnswerDesk, RequestWitnesses
from desktop.services.journal import Journal
from desktop.services.opening import OpeningService, Unsealed
from desktop.services.purchase.ports import PurchaseKey
from desktop.services.rights import (
    Holdings,
    KeyQuoter,
    LicenceActs,
    LicenceFinder,
    LicenceService,
    Passing,
    Renewals,
    RequestEngine,
    Standings,
)
from desktop.services.selling import RequestAnswerer
from desktop.services.transactions import TransactionService
from desktop.store.activity import ActivityStore
from desktop.store.database import Database
from desktop.store.holdings import HoldingStore
from desktop.store.licences import LicenceStore
from desktop.store.migrations import user_database
from desktop.store.purchases import PurchaseStore
from desktop.store.requests import AnswerStore, RequestStore
from desktop.store.sales import SaleStore
from desktop.wallet.client import VaultClient
from tests.helpers.chain import Wallet, sample_terms
from tests.helpers.vaults import local_vault

PASSWORD = "a password for tests"
ETHER = 10**18
KEY_FEE = 10**15
PERIOD_S = 1_000


def card(version: str) -> bytes:
    """The card of a version of the sample."""
    return make_card(
        Card(1, "Sample", version, "text", "A sample.", "MIT", [], 1),
    )


class StandInContent:
    """Content that is always there, unless a test takes its sources away."""

    def __init__(self) -> None:
        self.fault: Exception | None = None

    def fetch(self, *_: Any, **__: Any) -> None:
        if self.fault is not None:
            raise self.fault

    def inspect(self, _terms: Terms) -> tuple[()]:
        return ()


class StandInPairs:
    """A sealer that finds every leaf right unless it is told otherwise, and a model that runs."""

    public_keys = ((9).to_bytes(32, "little"),)  # the base point of X25519: any valid key will do

    def __init__(self) -> None:
        self.wrong_leaf: int | None = None

    def take(self) -> Any:
        return self

    def unseal(self, *_: Any, **__: Any) -> Unsealed:
        return Unsealed(self.wrong_leaf, 0)

    def open(self, *_: Any) -> Any:
        return self

    def self_test(self) -> Any:
        return SimpleNamespace(ok=True)

    def close(self) -> None:
        """Nothing is held."""


class ChainClock:
    """This machine's clock, right but for what a test adds."""

    def __init__(self, gateway: ChainGateway) -> None:
        self._gateway = gateway
        self.offset_s = 0

    def now(self) -> int:
        return self._gateway.head().timestamp + self.offset_s


class FixedClock:
    """A machine whose clock stands."""

    def __init__(self, time: int) -> None:
        self.time = time

    def now(self) -> int:
        return self.time


class Catalogue:
    """The catalogue as the chain has it now."""

    def __init__(self, gateway: ChainGateway) -> None:
        self._gateway = gateway

    def listing(self, number: int) -> Any:
        found = self._gateway.listing(number)
        assert found is not None
        return SimpleNamespace(id=number, terms=found[0], card=parse_card(found[1]))


@dataclass
class Holder:
    """A person with a vault and a data directory; ``service`` is made anew each time, as a restart would."""

    gateway: ChainGateway
    vault: VaultClient
    account: Address
    folder: Path
    content: StandInContent = field(default_factory=StandInContent)
    pairs: StandInPairs = field(default_factory=StandInPairs)

    def __post_init__(self) -> None:
        (self.folder / "licences").mkdir(parents=True)
        self.database = Database.open(self.folder / "licet.db", user_database)
        self.clock: Any = ChainClock(self.gateway)
        self.purchases = PurchaseStore(self.database)
        self.licences = LicenceStore(self.folder / "licences")
        self.book, self.requests = HoldingStore(self.database), RequestStore(self.database)
        self.answers, self.activity = AnswerStore(self.database), ActivityStore(self.database)

    def standings(self, *others: Any, chain: Any = None) -> Standings:
        first = (chain or self.gateway).licences
        return Standings((first, *others), self.book, self.clock, lambda _: None)

    def holdings(self, standings: Standings | None = None) -> Holdings:
        return Holdings(
            purchases=self.purchases,
            book=self.book,
            requests=self.requests,
            standings=standings or self.standings(),
        )

    def service(self, **changes: Any) -> LicenceService:
        chain: Any = changes.get("chain", self.gateway)
        book: Any = changes.get("requests", self.requests)
        holding_book: Any = changes.get("book", self.book)
        standings = changes.get("standings") or self.standings(chain=chain)
        journal = Journal(self.activity, self.clock, lambda _: None)
        transactions = TransactionService(chain, self.vault, journal)
        acts = LicenceActs(
            here=(self.gateway.chain_id, self.gateway.market),
            transactions=transactions, standings=standings, book=holding_book, clock=self.clock,
            publish=lambda _: None, patience_s=0.0,
        )  # fmt: skip
        quoter = KeyQuoter(chain, standings, parse_card)
        readers = changes.get("readers", [chain])
        desk = AnswerDesk(
            chain=chain, market=chain, witnesses=RequestWitnesses(readers, lambda: len(readers) < 2),
            calls=self.gateway.calls, vault=self.vault, book=self.answers, clock=self.clock, publish=lambda _: None,
        )  # fmt: skip
        return LicenceService(
            here=(self.gateway.chain_id, self.gateway.market),
            holdings=self.holdings(standings),
            standings=standings,
            acts=acts,
            renewals=Renewals(chain=chain, calls=self.gateway.calls, standings=standings, acts=acts),
            quoter=quoter,
            engine=RequestEngine(
                market=chain, calls=self.gateway.calls, transactions=transactions, vault=self.vault, book=book,
                licences=self.licences, content=self.content,
                opening=OpeningService(self.vault, self.pairs, lambda _identity: Path("public.zip")),  # type: ignore[arg-type]
                quoter=quoter, read_card=parse_card, publish=lambda _: None, patience_s=0.0,
            ),
            passing=Passing(
                chain=chain, calls=self.gateway.licence_calls, standings=standings, acts=acts, desk=desk,
                answers=self.answers, requests=book, licences=self.licences,
                warn_about=lambda _account, _to: (alert(FIRST_TIME),), clock=self.clock,
            ),
            finder=LicenceFinder(
                market=chain, vault=self.vault, book=self.book, requests=book, standings=standings, clock=self.clock,
                publish=lambda _: None,
            ),
            requests=book,
            listings=Catalogue(self.gateway),
            read_card=parse_card,
            clock=self.clock,
            publish=lambda _: None,
        )  # fmt: skip

    def ask(self, token_id: int, **changes: Any) -> KeyRequest:
        """Agree to the key fee and go as far as it goes."""
        service = self.service(**changes)
        return self.advance(service.begin(service.quote_key(token_id)).id, **changes)

    def advance(self, request: str, **changes: Any) -> KeyRequest:
        return self.service(**changes).advance(request, CancelToken(), lambda _: None)


@dataclass
class Bench:
    """Everything of one test."""

    rpc: RpcClient
    gateway: ChainGateway
    vault: VaultClient
    seller: Address
    sales: SaleStore
    answers: AnswerStore
    holder: Holder
    other: Holder

    def send(self, vault: VaultClient, account: Address, call: Any) -> Any:
        signed = vault.sign_transaction(account, self.gateway.prepare(account, call))
        self.gateway.send_raw(signed.raw)
        receipt = self.gateway.receipt(signed.hash)
        assert receipt is not None
        return receipt

    def terms(self, version: str = "1.0", **changes: object) -> Terms:
        salt, gateway = keccak256(version.encode()), self.gateway
        hashed = self.vault.model_key_hash(self.seller, gateway.chain_id, gateway.market, salt)
        terms = sample_terms(
            gateway, self.seller, salt=salt, key_hash=hashed, key_fee=KEY_FEE, card_hash=keccak256(card(version)),
            content_root=keccak256(b"root" + version.encode()),
        )  # fmt: skip
        return replace(terms, **changes)  # type: ignore[arg-type]

    def list_model(self, **changes: object) -> OwnListing:
        terms = self.terms(**changes)
        calls = self.gateway.calls
        assert self.send(self.vault, self.seller, calls.deposit_bond(10 * terms.bond_wei)).succeeded
        assert self.send(self.vault, self.seller, calls.create_listing(terms, card("1.0"))).succeeded
        return self._keep(terms, "1.0", self.gateway.last_listing())

    def revise(self, own: OwnListing, version: str = "1.1", **changes: object) -> OwnListing:
        """The seller publishes another version of the listing."""
        kept = {
            "period_s": own.terms.period_s,
            "renew_until": own.terms.renew_until,
            "flags": own.terms.flags,
        }
        terms = self.terms(version, **(kept | changes))
        call = self.gateway.calls.revise(own.listing, own.terms, terms, card(version))
        assert self.send(self.vault, self.seller, call).succeeded
        return self._keep(terms, version, own.listing)

    def _keep(self, terms: Terms, version: str, listing: int) -> OwnListing:
        own = OwnListing(terms, card(version), listing, self.gateway.head().timestamp)
        self.sales.put_listing(own)
        return own

    def sell(self, own: OwnListing, *, final: bool = True) -> int:
        """The holder buys, the seller delivers, the holder confirms; returns the licence's number."""
        who, gateway, terms = self.holder, self.gateway, own.terms
        key = PurchaseKey(who.account, gateway.chain_id, gateway.market, own.listing, 7)
        px, parity = who.vault.purchase_point(key)
        buy = gateway.calls.buy(own.listing, terms, who.account, px, parity, 7)
        assert self.send(who.vault, who.account, buy).succeeded
        token, order = gateway.orders_by_holder(who.account)[-1]
        wrapped = self.vault.wrap_delivery(
            self.seller, gateway.chain_id, gateway.market, token, px, parity, terms
        )  # fmt: skip
        call = gateway.calls.deliver(terms, order, *wrapped)
        signed = self.vault.sign_delivery(self.seller, gateway.prepare(self.seller, call))
        gateway.send_raw(signed.raw)
        delivery = gateway.find_delivery(token)
        assert delivery is not None
        if final:
            confirm = gateway.calls.confirm(terms, order, delivery)
            assert self.send(who.vault, who.account, confirm).succeeded
        self._remember(own, token, order, delivery, final=final)
        return token

    def _remember(
        self, own: OwnListing, token: int, order: Order, delivery: Delivery, *, final: bool
    ) -> None:
        """The purchase as the purchase engine leaves it."""
        who, gateway = self.holder, self.gateway
        purchase = Purchase(
            id="bought", chain_id=gateway.chain_id, market=gateway.market, listing=own.listing, terms=own.terms,
            card_json=own.card, account=who.account,
            state=PurchaseState.FINAL if final else PurchaseState.PROVISIONAL, created_at=order.bought_at, number=7,
            agreed_wei=0, order_id=token, order=order, delivery=delivery,
        )  # fmt: skip
        who.purchases.add(purchase)
        key = PurchaseKey(who.account, gateway.chain_id, gateway.market, own.listing, 7)
        received = who.vault.receive(key, token, delivery, own.terms.key_hash, self.seller)
        assert received.licence is not None
        who.licences.put("bought", received.licence)

    def pass_on(self, token: int) -> None:
        """The holder gives the licence to the other one, who looks at the chain."""
        service = self.holder.service()
        service.pass_on(service.quote_passing(token, self.other.account))
        self.other.service().look((self.other.account,))

    def answerer(self, **changes: Any) -> RequestAnswerer:
        """The seller's answerer, as a restart would make it."""
        chain: Any = changes.get("chain", self.gateway)
        readers = changes.get("readers", [self.gateway, self.gateway])
        clock = ChainClock(self.gateway)
        desk = AnswerDesk(
            chain=chain, market=chain,
            witnesses=RequestWitnesses(readers, lambda: bool(changes.get("own_node", False))),
            calls=self.gateway.calls, vault=changes.get("vault", self.vault), book=self.answers, clock=clock,
            publish=lambda _: None,
        )  # fmt: skip
        return RequestAnswerer(
            chain=chain, market=chain, desk=desk, book=self.answers, listings=self.sales.listings, clock=clock
        )  # fmt: skip

    def answer(self, **changes: Any) -> list[Answer]:
        """One round of the seller; returns what is kept."""
        self.answerer(**changes).work_once(changes.get("signer", self.seller), CancelToken())
        return self.answers.answers()

    def mine(self, blocks: int = 1) -> None:
        for _ in range(blocks):
            self.rpc.send("evm_mine", [], object)

    def make_safe(self) -> None:
        """What is on the chain now is safe afterwards."""
        self.mine(SAFE_DEPTH)

    def travel(self, seconds: int) -> None:
        self.rpc.send("evm_increaseTime", [seconds], object)
        self.mine()

    def automine(self, on: bool) -> None:
        self.rpc.send("evm_setAutomine", [on], object)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    assets = Assets.find()
    deployed = market_deployment(assets, DEMO_BOUNDS)
    with running(None) as server:
        rpc = RpcClient(server.url, attempts=1)
        gateway = ChainGateway.connect([server.url], CHAIN_ID, deployed.address, reverts=revert_names(assets))
        deployer = Wallet.number(0)
        vaults = [local_vault() for _ in range(3)]
        accounts = [vault.create(PASSWORD)[2][0].address for vault in vaults]
        for account in (deployer.address, *accounts):
            rpc.send("licet_faucet", [str(account)], str)
        assert deployer.execute(gateway, deployed.call).succeeded
        database = Database.open(tmp_path / "seller.db", user_database)
        holders = [
            Holder(gateway, vault, account, tmp_path / name)
            for vault, account, name in zip(vaults[1:], accounts[1:], ("holder", "other"), strict=True)
        ]
        yield Bench(
            rpc, gateway, vaults[0], accounts[0], SaleStore(database, gateway.chain_id, gateway.market), AnswerStore(database), *holders
        )  # fmt: skip
        for closing in (database, *(holder.database for holder in holders)):
            closing.close()
        for vault in vaults:
            vault.lock()
        gateway.close()
        rpc.close()


@pytest.fixture
def make_clock() -> Callable[[int], FixedClock]:
    """A machine's clock that stands at a time."""
    return FixedClock
