"""A wallet's transactions on anvil with its own mining switched off, over a real database."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from desktop.assets import Assets
from desktop.bootstrap.outgoing import make_outgoing
from desktop.chain.artifacts import RevertNames
from desktop.chain.gateway import ChainGateway, revert_names
from desktop.chain.transactions import read_signed
from desktop.core.agreements import Agreed
from desktop.core.changes import Change
from desktop.core.identity import Address
from desktop.core.outgoing import AttemptKind, Outgoing, Standing
from desktop.core.transactions import Call, FeeChoice, FeeLevel, SignedTransaction, UnsignedTransaction
from desktop.services.journal import Activity, Journal, Purpose
from desktop.store.activity import ActivityStore
from desktop.store.database import Database
from desktop.store.migrations import user_database
from desktop.store.outgoing import OutgoingStore
from tests.helpers.chain import Wallet
from tests.helpers.signers import NeverAsked
from tests.integration.chain.conftest import TestNode, _anvil

GWEI = 10**9
MARKET = Address(b"\x11" * 20)
YOU = Address(b"\x22" * 20)


@dataclass
class Clock:
    """Time that stands still until it is moved."""

    time: int = 1_900_000_000

    def now(self) -> int:
        return self.time


class OneKey(NeverAsked):
    """Signs with one worthless key."""

    def __init__(self, wallet: Wallet) -> None:
        self._wallet = wallet

    def sign_transaction(
        self, account: Address, transaction: UnsignedTransaction, *, consent: str = ""
    ) -> SignedTransaction:
        assert not consent
        assert account == self._wallet.address
        raw = self._wallet.sign(transaction)
        return SignedTransaction(raw, read_signed(raw).hash)


@dataclass
class Desk:
    """One wallet over one data directory; ``restart`` opens it anew, as another run of the app would."""

    folder: Path
    node: TestNode
    wallet: Wallet
    urls: list[str]
    reverts: RevertNames
    clock: Clock = field(default_factory=Clock)
    changes: list[Change] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        chain_id = int(self.node.rpc.call("eth_chainId", [], str), 16)
        self.gateway = ChainGateway.connect(self.urls, chain_id, MARKET, reverts=self.reverts)
        self.database = Database.open(self.folder / "licet.db", user_database)
        self.lines, self.book = ActivityStore(self.database), OutgoingStore(self.database)
        self.journal = Journal(self.lines, self.clock, self.changes.append)
        sent = make_outgoing(
            self.gateway, OneKey(self.wallet), self.database, self.lines, self.journal, self.changes.append,
            self.clock,
        )  # fmt: skip
        self.transactions, self.service = sent.transactions, sent.service

    def close(self) -> None:
        self.database.close()
        self.gateway.close()

    def restart(self) -> None:
        self.close()
        self.start()

    def pay(
        self,
        amount_wei: int = 1,
        *,
        fees: FeeChoice = FeeLevel.NORMAL,
        nonce: int | None = None,
        to: Address = YOU,
    ) -> bytes:
        """Send coins; the hash."""
        purpose = Purpose("send", -amount_wei, to)
        call = Call(to, value_wei=amount_wei)
        signed = self.transactions.submit(
            self.wallet.address, call, purpose, lambda _: None, Agreed(10**21, fees=fees, nonce=nonce)
        )
        return signed.hash

    def look(self, times: int = 1) -> None:
        for _ in range(times):
            self.service.look()

    def act(self, transaction_hash: bytes) -> Outgoing:
        found = self.book.find(transaction_hash)
        assert found is not None
        return found

    def standing(self, transaction_hash: bytes) -> Standing:
        detail = self.service.detail(transaction_hash)
        assert detail is not None
        return detail.standing

    def again(self, transaction_hash: bytes, kind: AttemptKind, level: FeeLevel = FeeLevel.NORMAL) -> bytes:
        """Speed up or cancel; the hash of the new attempt."""
        offer = self.service.offer(transaction_hash, kind)
        self.service.sign_again(transaction_hash, kind, offer.fee(level))
        return self.act(transaction_hash).newest.hash

    def the_line(self) -> Activity:
        (line,) = self.lines.page(0, 10)
        return line

    def mine(self, blocks: int = 1) -> None:
        self.node.rpc.send("anvil_mine", [hex(blocks)], object)

    def drop(self, transaction_hash: bytes) -> None:
        self.node.rpc.send("anvil_dropTransaction", ["0x" + transaction_hash.hex()], object)

    def raise_base_fee(self, wei: int) -> None:
        self.node.rpc.send("anvil_setNextBlockBaseFeePerGas", [hex(wei)], object)
        self.mine()

    def balance(self, of: Address) -> int:
        return self.gateway.balance_wei(of)


@pytest.fixture(scope="module")
def anvil() -> Iterator[TestNode]:
    yield from _anvil()


@pytest.fixture(scope="module")
def reverts() -> RevertNames:
    return revert_names(Assets.find())


_numbers = iter(range(500, 1_000))


@pytest.fixture
def number() -> int:
    """Of a wallet that no other test uses."""
    return next(_numbers)


@pytest.fixture
def desk(anvil: TestNode, reverts: RevertNames, tmp_path: Path, number: int) -> Iterator[Desk]:
    """A fresh account with coins; blocks come only when a test mines them."""
    wallet = Wallet.number(number)
    anvil.fund(wallet)
    anvil.automine(False)
    anvil.rpc.send("anvil_dropAllTransactions", [], object)
    anvil.rpc.send("anvil_setNextBlockBaseFeePerGas", [hex(GWEI)], object)
    anvil.mine()
    desk = Desk(tmp_path, anvil, wallet, [anvil.url], reverts)
    yield desk
    desk.close()
