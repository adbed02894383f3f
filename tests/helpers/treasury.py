"""A wallet with money in the contracts, over a real chain and real files; the keys are fixed and worthless.

``python -m tests.helpers.treasury`` collects everything in a process of its own and kills itself at a named moment.
"""

import argparse
import json
import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from desktop.assets import Assets
from desktop.bootstrap import collecting as composing
from desktop.bootstrap.clock import SystemClock
from desktop.bootstrap.collecting import Books, Splits, make_collecting, make_splits
from desktop.bootstrap.foreseeing import make_foresight
from desktop.chain.gateway import ChainGateway, revert_names
from desktop.chain.transactions import read_signed
from desktop.core.accounts import Account
from desktop.core.cancel import CancelToken
from desktop.core.holdings import Collection, Step, StepState
from desktop.core.identity import Address
from desktop.core.orders import Purchase, PurchaseState
from desktop.core.sales import OwnListing, Sale, SaleState
from desktop.core.transactions import SignedTransaction, UnsignedTransaction
from desktop.services.collecting.service import CollectingService
from desktop.services.journal import Journal
from desktop.services.tokens import TokenService
from desktop.services.transactions import TransactionService
from desktop.store.activity import ActivityStore
from desktop.store.catalogue import CatalogueReader
from desktop.store.catalogue_writer import CatalogueWriter
from desktop.store.collections import CollectionStore
from desktop.store.database import Database
from desktop.store.migrations import user_database
from desktop.store.purchases import PurchaseStore
from desktop.store.sales import SaleStore
from tests.helpers.chain import SAMPLE_CARD, Wallet
from tests.helpers.chain import Sale as ChainSale
from tests.helpers.people import Person
from tests.helpers.signers import NeverAsked

MINE, OTHER_MINE = Wallet.number(31), Wallet.number(32)
OWN = (MINE, OTHER_MINE)


class KeyRing(NeverAsked):
    """Signs with fixed keys."""

    def sign_transaction(
        self, account: Address, transaction: UnsignedTransaction, *, consent: str = ""
    ) -> SignedTransaction:
        assert not consent
        wallet = next(wallet for wallet in OWN if wallet.address == account)
        raw = wallet.sign(transaction)
        return SignedTransaction(raw, read_signed(raw).hash)


@dataclass
class Treasury:
    """The services and records of one data directory; made anew, it is a restart."""

    folder: Path
    gateway: ChainGateway
    gateway_seen: Any = None
    accounts_together: bool = False
    person: Person | None = None
    database: Database = field(init=False)

    def __post_init__(self) -> None:
        chain = self.gateway_seen or self.gateway
        self.database = Database.open(self.folder / "licet.db", user_database)
        place = (self.gateway.chain_id, self.gateway.market)
        self.sales, self.purchases = SaleStore(self.database, *place), PurchaseStore(self.database)
        self.activity = ActivityStore(self.database)
        self.collections = CollectionStore(self.database, *place)
        self.catalogue = CatalogueReader(self.folder / "catalogue.db")
        journal = Journal(self.activity, SystemClock(), lambda _: None)
        guard = None
        if self.person is not None:
            tokens = TokenService(chain.tokens)
            guard = make_foresight(chain, Assets.find(), tokens, self.database, lambda _: None).guard
        self.transactions = TransactionService(chain, KeyRing(), journal, None, guard, self.person)
        self.splits: Splits = make_splits(chain, self.database, self.transactions, lambda: MINE.address)
        self.service: CollectingService = make_collecting(
            gateway=chain,
            books=Books(self.database, self.sales, self.purchases, self.catalogue),
            splits=self.splits,
            transactions=self.transactions,
            journal=journal,
            currency=TokenService(chain.tokens).currency_if_told,
            accounts=lambda: [Account(w.address, "", f"Account {i}", "hd") for i, w in enumerate(OWN, 1)],
            accounts_together=self.accounts_together,
            publish=lambda _: None,
        )

    def close(self) -> None:
        self.catalogue.close()
        self.database.close()

    def index(self) -> None:
        """The catalogue as the indexer would have it now."""
        writer = CatalogueWriter.open(
            self.folder / "catalogue.db", self.gateway.chain_id, self.gateway.market
        )
        writer.apply(self.gateway.follow(None, {}).poll())
        writer.close()

    def keep_listing(self, listing: int, sale: ChainSale) -> None:
        self.sales.put_listing(OwnListing(sale.terms, SAMPLE_CARD, listing, 1, is_open=False))

    def keep_sale(self, sale: ChainSale, delivery: Any = None) -> None:
        """A sale on an own listing as the answerer keeps it."""
        state = SaleState.SEEN if delivery is None else SaleState.DELIVERED
        kept = Sale(sale.order_id, sale.order.listing, sale.order, sale.terms, state, 1)
        if delivery is not None:
            kept = replace(
                kept, rx=delivery.rx, parity=delivery.parity, wrapped=delivery.wrapped,
                delivered_at=delivery.delivered_at,
            )  # fmt: skip
        self.sales.put_sale(kept)

    def keep_purchase(self, sale: ChainSale) -> None:
        """A purchase that is paid and waits for its key."""
        self.purchases.add(
            Purchase(
                id=f"{sale.order_id:064x}"[:8], chain_id=self.gateway.chain_id, market=self.gateway.market,
                listing=sale.order.listing, terms=sale.terms, card_json=SAMPLE_CARD, account=sale.order.payer,
                state=PurchaseState.WAITING, created_at=1, number=sale.order.number, agreed_wei=10**18,
                order_id=sale.order_id, order=sale.order,
            )
        )  # fmt: skip

    def collect(self, keys: Sequence[str] | None = None, **options: Any) -> Collection:
        """Look, and take home what is named; or all that can be taken."""
        holdings = self.service.overview().holdings
        wanted = [h.key for h in holdings if h.can_be_taken] if keys is None else keys
        steps = self.service.plan(wanted, **options)
        return self.service.collect(steps, CancelToken(), lambda _: None)


def die() -> None:
    """SIGKILL to this process: nothing runs after it."""
    os.kill(os.getpid(), signal.SIGKILL)


class _Moments:
    """Dies when the nth thing of a kind happens."""

    def __init__(self, moment: str) -> None:
        self.kind, _, number = moment.partition(":")
        self._left = int(number or 1)

    def now(self, kind: str) -> None:
        if kind == self.kind:
            self._left -= 1
            if self._left == 0:
                die()


def mortal_gateway(moments: _Moments) -> type[ChainGateway]:
    class Mortal(ChainGateway):
        def send_raw(self, raw: bytes) -> bytes:
            moments.now("before-send")
            sent = super().send_raw(raw)
            moments.now("after-send")
            return sent

    return Mortal


def mortal_store(moments: _Moments) -> type[CollectionStore]:
    class Mortal(CollectionStore):
        def put(self, collection_id: int, place: int, step: Step) -> None:
            if step.state is StepState.SENT:
                moments.now("before-kept")
            if step.state is StepState.DONE:
                moments.now("before-done")
            super().put(collection_id, place, step)
            if step.state is StepState.SENT:
                moments.now("after-kept")
            if step.state is StepState.DONE:
                moments.now("after-done")

    return Mortal


def main() -> None:
    """Collect everything, or go on with what was begun; prints how each step ended."""
    options = argparse.ArgumentParser()
    for name in ("--folder", "--rpc", "--market", "--kill"):
        options.add_argument(name, default="")
    options.add_argument("--chain-id", type=int)
    given = options.parse_args()
    moments = _Moments(given.kill)
    composing.CollectionStore = mortal_store(moments)  # type: ignore[misc]
    gateway = mortal_gateway(moments).connect(
        [given.rpc], given.chain_id, Address.parse(given.market), reverts=revert_names(Assets.find())
    )
    treasury = Treasury(Path(given.folder), gateway)
    left = treasury.service.unfinished()
    if left is None or left.is_finished:
        ended: Collection | None = treasury.collect()
    else:
        ended = treasury.service.resume(CancelToken(), lambda _: None)
    steps = ended.steps if ended is not None else ()
    sys.stdout.write(json.dumps([[step.kind.value, step.state.value, step.fault] for step in steps]))
    treasury.close()
    gateway.close()


if __name__ == "__main__":
    main()
