"""Claims for money back: signed, kept, sent, outbid while they wait, and seen through whatever happens meanwhile.

A claim's first transaction is sent only on a click. From then on what it shows is known to the world, so it is sent
again, with a rising fee, until it is mined or its window has passed (EXCHANGE.md section 9).
"""

import logging
from dataclasses import dataclass

from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError, StaleState, TransactionUnderpriced, UserError
from desktop.core.exchange import NO_DELIVERY
from desktop.core.identity import NATIVE
from desktop.core.orders import Purchase, PurchaseState
from desktop.core.transactions import Bid, Call, SignedTransaction
from desktop.services.bidding import BUMP_AFTER_S
from desktop.services.journal import Purpose
from desktop.services.ports import Clock, MarketCalls
from desktop.services.purchase.following import OrderFollower
from desktop.services.purchase.ports import (
    ContentKeeper,
    LicenceBook,
    PurchaseBook,
    PurchaseVault,
    key_of,
)
from desktop.services.transactions import TransactionFailed, TransactionService

log = logging.getLogger("licet.purchase")

POLL_S = 0.5


@dataclass(frozen=True, slots=True)
class Claims:
    """Files and pushes the claims of this wallet's purchases."""

    calls: MarketCalls
    transactions: TransactionService
    vault: PurchaseVault
    content: ContentKeeper
    licences: LicenceBook
    book: PurchaseBook
    follower: OrderFollower
    clock: Clock
    patience_s: float

    def file(self, purchase: Purchase, purpose: Purpose) -> None:
        """Sign the claim that the purchase's state allows, keep it and send it.

        Raises:
            AppError: The vault does not find the fault itself, or nothing could be signed or sent.
        """
        self.transactions.bid(
            purchase.account,
            self._call(purchase, purchase.state),
            purpose,
            keep=lambda signed, bid: self.book.move(
                purchase.id,
                purchase.state,
                PurchaseState.REFUNDING,
                raw_transaction=signed.raw,
                transaction_hash=signed.hash,
                bid=bid,
                earlier_hashes=b"",
            ),
            now=self.clock.now(),
            worth_wei=_worth_wei(purchase),
        )

    def see_through(self, purchase: Purchase, cancel: CancelToken) -> Purchase:
        """Push the claim until it is mined, has failed, or the patience has passed."""
        filed = purchase
        purchase = self._followed(filed)
        if purchase.state is not PurchaseState.REFUNDING:
            self._settle_line(filed)  # mined at once
        waited = 0.0
        while purchase.state is PurchaseState.REFUNDING and purchase.transaction_hash is not None:
            pushed = self._push(purchase, purpose_of(purchase), is_first=waited == 0)
            if pushed.state is not PurchaseState.REFUNDING:
                return pushed
            purchase = self._followed(pushed)
            if purchase.state is not PurchaseState.REFUNDING:
                self._settle_line(pushed)
                return purchase
            if self._has_reverted(purchase):
                return self._failed(purchase, TransactionFailed(purchase.transaction_hash or b""))
            if waited >= self.patience_s:
                return purchase
            cancel.wait(POLL_S)
            waited += POLL_S
        return purchase

    def _followed(self, purchase: Purchase) -> Purchase:
        """The claim's purchase as the chain has it, whichever hand saw that first."""
        if purchase.state is not PurchaseState.REFUNDING:
            return purchase
        try:
            return self.follower.follow(purchase)
        except StaleState:
            return self.book.get(purchase.id)

    def _push(self, purchase: Purchase, purpose: Purpose, *, is_first: bool) -> Purchase:
        """Send the kept bytes again, and once they have waited long enough the same claim with a higher fee."""
        if self._is_mined(purchase):
            return purchase
        bid = purchase.bid
        if bid is not None and self.clock.now() - bid.sent_at >= BUMP_AFTER_S:
            higher = self._outbid(purchase, bid, purpose)
            if higher.bid != bid:
                return higher
        elif not is_first:
            return purchase
        try:
            self.transactions.resend(purchase.raw_transaction or b"")
        except TransactionUnderpriced:  # a later bid of the same claim waits there, or a higher one is due
            return purchase
        except UserError as error:  # its nonce went to another transaction: the claim can be signed anew
            return purchase if self._is_mined(purchase) else self._failed(purchase, error)
        return purchase

    def _outbid(self, purchase: Purchase, bid: Bid, purpose: Purpose) -> Purchase:
        """A claim that cannot be signed now stays as it was sent: its bytes are still good."""
        old, worth = purchase.transaction_hash or b"", _worth_wei(purchase)

        def keep(signed: SignedTransaction, higher: Bid) -> None:
            self.book.update(
                purchase.id,
                raw_transaction=signed.raw,
                transaction_hash=signed.hash,
                bid=higher,
                earlier_hashes=purchase.earlier_hashes + old,
            )
            self.transactions.replaced(old, signed.hash)

        if self.transactions.mined_nonce(purchase.account) > bid.nonce:
            return purchase
        try:
            call = self._call(purchase, purchase.claimed_from)
            self.transactions.bid(
                purchase.account, call, purpose, keep, now=self.clock.now(), over=bid, worth_wei=worth
            )
        except UserError as error:
            log.info("purchase %s: not outbid: %s", purchase.id, type(error).__name__)
        return self.book.get(purchase.id)

    def _call(self, purchase: Purchase, claimed_from: PurchaseState) -> Call:
        order, delivery = purchase.order, purchase.delivery
        if order is None or purchase.order_id is None:
            raise AssertionError("a claim without an order")
        terms = purchase.terms
        if claimed_from is PurchaseState.WAITING or delivery is None:
            return self.calls.refund(terms, order, NO_DELIVERY)
        if claimed_from is PurchaseState.WRONG_KEY:
            d = self.vault.complaint_secret(
                key_of(purchase), purchase.order_id, delivery, terms.key_hash, terms.seller
            )
            return self.calls.complain_key(terms, order, delivery, d)
        if purchase.wrong_leaf is None:
            raise AssertionError("WRONG_CONTENT without a leaf")
        leaf = self.content.prove(terms, purchase.wrong_leaf)
        licence = self.licences.get(purchase.id)
        key = self.vault.content_complaint_key(licence, terms, purchase.chain_id, purchase.market, leaf)
        return self.calls.complain_content(terms, order, delivery, key, leaf)

    def _is_mined(self, purchase: Purchase) -> bool:
        return any(self.transactions.receipt(one) is not None for one in _hashes(purchase))

    def _has_reverted(self, purchase: Purchase) -> bool:
        found = [self.transactions.receipt(one) for one in _hashes(purchase)]
        return any(receipt is not None and not receipt.succeeded for receipt in found)

    def _settle_line(self, purchase: Purchase) -> None:
        """The activity's line follows the transaction that was mined, which need not be the last one signed."""
        newest = purchase.transaction_hash or b""
        for one in _hashes(purchase):
            # Asking for the receipt settles the line of that transaction.
            if self.transactions.receipt(one) is not None and one != newest:
                self.transactions.replaced(newest, one)
                self.transactions.receipt(one)

    def _failed(self, purchase: Purchase, error: AppError) -> Purchase:
        """Back to where the claim was made, so that it can be made again while the contract allows it."""
        log.info("purchase %s: the claim failed: %s", purchase.id, type(error).__name__)
        return self.book.move(
            purchase.id,
            PurchaseState.REFUNDING,
            purchase.claimed_from,
            raw_transaction=None,
            transaction_hash=None,
            bid=None,
            earlier_hashes=b"",
            # What the contract has refused is not tried again unasked: each try costs its fee.
            claim_asked=purchase.claim_asked and not isinstance(error, TransactionFailed),
            fault=type(error).__name__,
        )


def purpose_of(purchase: Purchase) -> Purpose:
    """For a claim's own line, which is there already."""
    return Purpose("refund", 0, purchase.terms.seller, f"#{purchase.listing}")


def _worth_wei(purchase: Purchase) -> int:
    """What comes back in coin if the claim is mined."""
    terms = purchase.terms
    in_coin = terms.price if terms.currency == NATIVE else 0
    return in_coin + (terms.bond_wei if purchase.delivery is not None else terms.late_fee_wei)


def _hashes(purchase: Purchase) -> list[bytes]:
    """Every transaction that was sent for the claim, the newest first."""
    earlier = purchase.earlier_hashes
    known = [earlier[at : at + 32] for at in range(0, len(earlier), 32)]
    newest = [purchase.transaction_hash] if purchase.transaction_hash is not None else []
    return [*newest, *reversed(known)]
