"""The persisted state machine of a purchase: each state is on disk before the act that leads out of it.

Killed anywhere and started again, ``advance`` goes on from the state on disk. It cannot pay twice: the number of
the one-time key is chosen once, so every signature for this purchase names the same order id, and the contract
never creates an order id twice (EXCHANGE.md section 4).
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from desktop.core.cancel import CancelToken
from desktop.core.changes import Change, Progress, Topic
from desktop.core.errors import (
    AppError,
    ContentMismatch,
    InvalidCard,
    InvalidPackage,
    OrderContradicted,
    StaleState,
    UserError,
)
from desktop.core.exchange import NO_DELIVERY, is_committed, key_hash, order_commitment
from desktop.core.identity import Address
from desktop.core.listings import Card
from desktop.core.orders import SETTLED, Purchase, PurchaseState
from desktop.services.driving import Report, Step, drive
from desktop.services.opening import OpeningService
from desktop.services.ports import Clock, MarketCalls, MarketReader
from desktop.services.purchase.claiming import Claims
from desktop.services.purchase.following import OrderFollower
from desktop.services.purchase.memory import ChainMemory, name_of
from desktop.services.purchase.paying import Payer
from desktop.services.purchase.ports import (
    ContentKeeper,
    LicenceBook,
    PurchaseBook,
    PurchaseVault,
    key_of,
)
from desktop.services.tokens import TokenChain
from desktop.services.transactions import TransactionCancelled, TransactionFailed, TransactionService

log = logging.getLogger("licet.purchase")

POLL_S = 0.5


@dataclass(eq=False)
class PurchaseElsewhere(UserError):
    """The purchase was made on another market than the one that is connected: this one knows nothing of it."""

    chain_id: int
    market: Address


class PurchaseEngine:
    """Moves one purchase on, as far as it can go now."""

    def __init__(
        self,
        *,
        market: MarketReader,
        calls: MarketCalls,
        transactions: TransactionService,
        vault: PurchaseVault,
        book: PurchaseBook,
        licences: LicenceBook,
        content: ContentKeeper,
        opening: OpeningService,
        read_card: Callable[[bytes], Card],
        tokens: TokenChain,
        memory: ChainMemory,
        clock: Clock,
        publish: Callable[[Change], None],
        patience_s: float = 90.0,
    ) -> None:
        self._market = market
        self._transactions = transactions
        self._vault = vault
        self._book = book
        self._licences = licences
        self._content = content
        self._opening = opening
        self._read_card = read_card
        self._publish = publish
        self._patience_s = patience_s
        self._follower = OrderFollower(market, book, memory)
        self.claims = Claims(
            calls=calls,
            transactions=transactions,
            vault=vault,
            content=content,
            licences=licences,
            book=book,
            follower=self._follower,
            clock=clock,
            patience_s=patience_s,
        )
        self._payer = Payer(
            market=market,
            calls=calls,
            transactions=transactions,
            vault=vault,
            book=book,
            tokens=tokens,
            clock=clock,
            key_of=key_of,
            name_of=self.name_of,
            patience_s=patience_s,
        )

    def advance(self, purchase_id: str, cancel: CancelToken, report: Report) -> Purchase:
        """Run until the model can be run, the purchase is settled, or the seller must be waited for longer.

        Raises:
            AppError: What stopped it; the state is kept, the fault is recorded, and calling again goes on.
        """
        steps: dict[PurchaseState, Step[Purchase]] = {
            PurchaseState.FETCHING: self._fetch,
            PurchaseState.READY: self._payer.pay,
            PurchaseState.APPROVING: self._payer.await_approval,
            PurchaseState.BUYING: self._await_order,
            PurchaseState.WAITING: self._await_delivery,
            PurchaseState.DELIVERED: self._check,
            PurchaseState.PROVISIONAL: self._follow,
            PurchaseState.WRONG_KEY: self._follow,
            PurchaseState.WRONG_CONTENT: self._follow,
            PurchaseState.REFUNDING: self._await_refund,
        }
        purchase = self._book.get(purchase_id)
        if purchase.state not in SETTLED:
            self.require_here(purchase)
        return drive(
            self._unsettle(purchase),
            steps,
            settled=SETTLED,
            reread=self._book.get,
            note=self._note,
            cancel=cancel,
            report=report,
        )

    def _note(self, purchase: Purchase, fault: AppError | None) -> None:
        if fault is None:
            log.info("purchase %s: %s", purchase.id, purchase.state.value)
        else:
            self._book.update(purchase.id, fault=type(fault).__name__)
        self._publish(Change(Topic.PURCHASES, purchase.id))

    def is_here(self, purchase: Purchase) -> bool:
        """Whether the connected market is the one that the purchase was made on."""
        return (purchase.chain_id, purchase.market) == (self._market.chain_id, self._market.market)

    def require_here(self, purchase: Purchase) -> None:
        """Refuse to look for an order where it cannot be: its absence would be taken for a reorganisation."""
        if not self.is_here(purchase):
            raise PurchaseElsewhere(purchase.chain_id, purchase.market)

    def name_of(self, purchase: Purchase) -> str:
        """The model's name for the activity; its listing's number if its card cannot be read."""
        return name_of(self._read_card, purchase)

    def refresh(self, purchase: Purchase) -> Purchase:
        """Bring the record to what the chain says, without acting."""
        if purchase.order_id is None or purchase.order is None or purchase.state in SETTLED:
            return purchase
        if not self.is_here(purchase):
            return purchase
        try:
            return self._follower.follow(purchase, may_go_back=False)
        except StaleState:  # the purchase itself went on meanwhile
            return self._book.get(purchase.id)

    def take_back(self, purchase: Purchase) -> Purchase:
        """Undo in the record what a reorganisation undid on the chain; ``advance`` carries on from there."""
        if purchase.state is PurchaseState.REFUNDED:
            return self._unsettle(purchase)
        return self._follower.follow(purchase)

    def _unsettle(self, purchase: Purchase) -> Purchase:
        """A refund that a reorganisation undid is no money back.

        The claim's own bytes go out again, if it was ours: what they show is known to the world already. A refund by
        somebody else cannot be repeated, so the order is followed from where it was.
        """
        if purchase.state is not PurchaseState.REFUNDED or not self.is_here(purchase):
            return purchase
        hashed = purchase.transaction_hash
        is_ours = hashed is not None and self._transactions.receipt(hashed) is None
        return self._follower.unsettle(
            purchase, PurchaseState.REFUNDING if is_ours else PurchaseState.WAITING
        )

    def _fetch(self, purchase: Purchase, cancel: CancelToken, report: Report) -> Purchase:
        card = self._read_card(purchase.card_json)
        self._content.fetch(purchase.terms, card.sources, cancel, report, purchase.id)
        report(Progress(purchase.id, "verify"))
        breaches = self._content.inspect(purchase.terms)
        if breaches:
            raise InvalidPackage(breaches)
        if purchase.terms.is_free:
            return self._open_free(purchase, card, cancel, report)
        return self._book.move(purchase.id, PurchaseState.FETCHING, PurchaseState.READY, fault=None)

    def _open_free(self, purchase: Purchase, card: Card, cancel: CancelToken, report: Report) -> Purchase:
        key = bytes.fromhex(card.key or "")
        terms = purchase.terms
        if (
            len(key) != 16
            or key_hash(purchase.chain_id, purchase.market, terms.seller, key) != terms.key_hash
        ):
            raise ContentMismatch("key", "card")
        licence = self._vault.free_licence(key)
        self._licences.put(purchase.id, licence)
        checked = self._opening.check(terms, licence, cancel, report, purchase.id)
        if checked.wrong_leaf is not None:
            raise ContentMismatch("leaf", str(checked.wrong_leaf))
        return self._book.move(
            purchase.id,
            PurchaseState.FETCHING,
            PurchaseState.FREE,
            self_test_ok=checked.failed_test is None,
            failed_test=checked.failed_test,
            fault=None,
        )

    def _await_order(self, purchase: Purchase, cancel: CancelToken, report: Report) -> Purchase:
        report(Progress(purchase.id, "pay"))
        if purchase.order_id is None:
            raise AssertionError("BUYING without an order id")
        if not self._market.order_slot(purchase.order_id):
            if purchase.raw_transaction is None or purchase.transaction_hash is None:
                return self._book.move(purchase.id, PurchaseState.BUYING, PurchaseState.READY)
            if self._transactions.receipt(purchase.transaction_hash) is None:
                try:
                    self._transactions.resend(purchase.raw_transaction)
                except TransactionCancelled:
                    self._payer.cancelled(purchase)
                    raise
                except UserError as error:
                    # The nonce went to another transaction: sign anew, for the same order id.
                    log.info("purchase %s: %s; signing again", purchase.id, type(error).__name__)
                    return self._book.move(purchase.id, PurchaseState.BUYING, PurchaseState.READY)
            try:
                self._transactions.wait(purchase.transaction_hash, cancel, self._patience_s)
            except TransactionFailed as error:
                self._payer.failed(purchase, error)
                raise
            except TransactionCancelled:
                self._payer.cancelled(purchase)
                raise
        found = self._market.find_order(purchase.order_id)
        value = self._market.order_slot(purchase.order_id)
        delivery = self._market.find_delivery(purchase.order_id) or NO_DELIVERY
        if found is None or not is_committed(value, order_commitment(purchase.terms.hash, found), delivery):
            raise OrderContradicted("order", "chain")
        receipt = self._transactions.receipt(purchase.transaction_hash) if purchase.transaction_hash else None
        return self._book.move(
            purchase.id,
            PurchaseState.BUYING,
            PurchaseState.WAITING,
            order=found,
            paid_fee_wei=receipt.fee_wei if receipt else 0,
            fault=None,
        )

    def _await_delivery(self, purchase: Purchase, cancel: CancelToken, report: Report) -> Purchase:
        report(Progress(purchase.id, "receive"))
        waited = 0.0
        while True:
            purchase = self._follow(purchase, cancel, report)
            if purchase.state is not PurchaseState.WAITING or waited >= self._patience_s:
                return purchase
            cancel.wait(POLL_S)
            waited += POLL_S

    def _check(self, purchase: Purchase, cancel: CancelToken, report: Report) -> Purchase:
        terms, delivery = purchase.terms, purchase.delivery
        if purchase.order_id is None or delivery is None:
            raise AssertionError("DELIVERED without a delivery")
        report(Progress(purchase.id, "check"))
        # The key first: a seller who takes the content away must not hinder the claim about a wrong key.
        received = self._vault.receive(
            key_of(purchase), purchase.order_id, delivery, terms.key_hash, terms.seller
        )
        if not received.matches or received.licence is None:
            return self._book.move(purchase.id, PurchaseState.DELIVERED, PurchaseState.WRONG_KEY, fault=None)
        # A purchase restored from the phrase has no files yet. Files that were found damaged are read again: that
        # is this machine's fault and not the seller's, so it never becomes a complaint.
        damaged = purchase.fault == ContentMismatch.__name__
        self._content.fetch(terms, self._sources(purchase), cancel, report, purchase.id, recheck=damaged)
        self._licences.put(purchase.id, received.licence)
        checked = self._opening.check(terms, received.licence, cancel, report, purchase.id)
        if checked.wrong_leaf is not None:
            return self._book.move(
                purchase.id,
                PurchaseState.DELIVERED,
                PurchaseState.WRONG_CONTENT,
                wrong_leaf=checked.wrong_leaf,
                fault=None,
            )
        return self._book.move(
            purchase.id,
            PurchaseState.DELIVERED,
            PurchaseState.PROVISIONAL,
            self_test_ok=checked.failed_test is None,
            failed_test=checked.failed_test,
            fault=None,
        )

    def _sources(self, purchase: Purchase) -> list[str]:
        """Where the card says that the content lies; a card that this version cannot read holds up nothing paid."""
        try:
            return list(self._read_card(purchase.card_json).sources)
        except InvalidCard:
            return []

    def _await_refund(self, purchase: Purchase, cancel: CancelToken, report: Report) -> Purchase:
        del report
        return self.claims.see_through(purchase, cancel)

    def _follow(self, purchase: Purchase, cancel: CancelToken, report: Report) -> Purchase:
        """Compare the record with the order's slot on chain and move accordingly, reorgs included."""
        del cancel, report
        return self._follower.follow(purchase)
