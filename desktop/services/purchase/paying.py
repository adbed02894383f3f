"""Paying for an order: in coin with the call itself, in tokens by permit, or by an approval that goes before it.

A restart at any moment asks the chain first: the order's slot whether it was paid, the token's allowance whether it
was approved. So nothing that is kept here can be out of date, and an approval that was mined is never made twice.
"""

import logging
from collections.abc import Callable
from dataclasses import replace

from desktop.core.agreements import Agreed
from desktop.core.cancel import CancelToken
from desktop.core.changes import Progress
from desktop.core.errors import Reverted, UserError
from desktop.core.exchange import order_id
from desktop.core.identity import NATIVE
from desktop.core.money import Money
from desktop.core.orders import Purchase, PurchaseState
from desktop.core.transactions import Call, SignedTransaction
from desktop.services.driving import Report
from desktop.services.journal import Purpose
from desktop.services.ports import Clock, MarketCalls, MarketReader
from desktop.services.purchase.ports import PurchaseBook, PurchaseKey, PurchaseVault
from desktop.services.tokens import (
    ApprovalIgnored,
    InsufficientTokens,
    TokenChain,
    TokenRefuses,
    TokenTakesPart,
)
from desktop.services.transactions import TransactionCancelled, TransactionFailed, TransactionService

log = logging.getLogger("licet.purchase")

PERMIT_VALID_S = 1800
"""Long enough to be mined when blocks are full; the vault allows an hour at most."""
MOST_APPROVALS = 2
"""One that takes an earlier approval back and one for the price. A token that keeps neither gets no third."""


class ListingGone(UserError):
    """The listing was closed or revised since the quote; nothing was paid."""


class SoldOut(UserError):
    """The seller's free bond does not cover another order; nothing was paid."""


class KeyProvenBad(UserError):
    """The model key of this listing was proven bad on chain; buying it would revert."""


class Payer:
    """The steps from READY to BUYING."""

    def __init__(
        self,
        *,
        market: MarketReader,
        calls: MarketCalls,
        transactions: TransactionService,
        vault: PurchaseVault,
        book: PurchaseBook,
        tokens: TokenChain,
        clock: Clock,
        key_of: Callable[[Purchase], PurchaseKey],
        name_of: Callable[[Purchase], str],
        patience_s: float,
    ) -> None:
        self._market = market
        self._calls = calls
        self._transactions = transactions
        self._vault = vault
        self._book = book
        self._tokens = tokens
        self._clock = clock
        self._key_of = key_of
        self._name_of = name_of
        self._patience_s = patience_s

    def pay(self, purchase: Purchase, cancel: CancelToken, report: Report) -> Purchase:
        """Send the purchase, or what must go before it."""
        cancel.raise_if_cancelled()
        report(Progress(purchase.id, "pay"))
        terms = purchase.terms
        current = self._market.listing(purchase.listing)
        if current is None or current[0] != terms:
            raise ListingGone
        if self._market.key_is_bad(terms.key_hash):
            raise KeyProvenBad
        point = self._vault.purchase_point(self._key_of(purchase))
        order = order_id(
            purchase.chain_id, purchase.market, purchase.listing, purchase.account, purchase.account, *point
        )
        if self._market.order_slot(order):
            # An earlier run paid, and its record was lost (restored from the phrase): never again.
            return self._book.move(
                purchase.id, PurchaseState.READY, PurchaseState.BUYING, order_id=order, fault=None
            )
        if purchase.fault == TransactionCancelled.__name__:
            raise TransactionCancelled(b"")
        if self._market.bond_wei(terms.seller)[0] < terms.bond_wei:
            raise SoldOut
        if terms.currency == NATIVE:
            call = self._calls.buy(purchase.listing, terms, purchase.account, *point, purchase.number)
            return self._buy(purchase, order, call)
        return self._pay_in_tokens(purchase, order, point)

    def await_approval(self, purchase: Purchase, cancel: CancelToken, report: Report) -> Purchase:
        """Until the approval is mined; then the allowance decides how it goes on."""
        report(Progress(purchase.id, "pay"))
        raw, hashed = purchase.raw_transaction, purchase.transaction_hash
        if raw is None or hashed is None:
            return self._approval_over(purchase)
        if self._transactions.receipt(hashed) is None:
            try:
                self._transactions.resend(raw)
            except TransactionCancelled:
                self.cancelled(purchase)
                raise
            except UserError as error:  # its nonce went to another transaction: look at the allowance again
                log.info("purchase %s: %s; looking again", purchase.id, type(error).__name__)
                return self._approval_over(purchase)
        try:
            receipt = self._transactions.wait(hashed, cancel, self._patience_s)
        except TransactionFailed as error:
            self._approval_over(purchase, fault=type(error).__name__)
            raise
        except TransactionCancelled:
            self.cancelled(purchase)
            raise
        return self._approval_over(
            purchase,
            approvals=purchase.approvals + 1,
            approval_fee_wei=purchase.approval_fee_wei + receipt.fee_wei,
        )

    def cancelled(self, purchase: Purchase) -> Purchase:
        """The person took the payment, or its approval, back before it was mined: nothing is signed again unasked.

        It is not over: a node may have lied, so the next look asks the market for the order first.
        """
        return self._book.move(
            purchase.id,
            purchase.state,
            PurchaseState.READY,
            order_id=None,
            raw_transaction=None,
            transaction_hash=None,
            agreed_wei=0,
            fault=TransactionCancelled.__name__,
        )

    def failed(self, purchase: Purchase, error: TransactionFailed) -> Purchase:
        """The purchase was mined and reverted: nothing but its fee is gone, and it can be paid again.

        In tokens it may have been the permit's fault, used up or never kept to: the next try does without.
        """
        return self._book.move(
            purchase.id,
            PurchaseState.BUYING,
            PurchaseState.READY,
            order_id=None,
            raw_transaction=None,
            transaction_hash=None,
            permit_failed=purchase.terms.currency != NATIVE,
            fault=type(error).__name__,
        )

    def _pay_in_tokens(self, purchase: Purchase, order: int, point: tuple[int, int]) -> Purchase:
        terms, account = purchase.terms, purchase.account
        self._require_tokens(purchase)
        allowance = self._tokens.allowance(terms.currency, account)
        if allowance >= terms.price:
            call = self._calls.buy_in_tokens(purchase.listing, terms, account, *point, purchase.number)
            try:
                gas = self._transactions.estimate_gas(account, call)
            except Reverted as error:
                raise _in_words(purchase, error) from error
            return self._buy(purchase, order, replace(call, gas_limit=gas))
        permitted = None if purchase.permit_failed else self._permitted(purchase, point)
        if permitted is not None:
            return self._buy(purchase, order, permitted)
        return self._approve(purchase, allowance)

    def _require_tokens(self, purchase: Purchase) -> None:
        """That the account holds the price, and that the token would move all of it: asked before any fee is paid."""
        terms, currency = purchase.terms, purchase.currency_kept
        balance = self._tokens.balance(terms.currency, purchase.account)
        if balance < terms.price:
            raise InsufficientTokens(Money(terms.price, currency), Money(balance, currency))
        trial = self._tokens.try_transfer(terms.currency, purchase.account, terms.price)
        if not trial.moves:
            raise TokenRefuses(currency)
        if trial.takes_part(terms.price):
            raise TokenTakesPart(currency)

    def _permitted(self, purchase: Purchase, point: tuple[int, int]) -> Call | None:
        """The purchase with a permit; None if the token has none, or takes no notice of this one.

        The permit is shown to the node: it lets nobody but the market take the price, for this account alone.
        """
        terms, account = purchase.terms, purchase.account
        domain = self._tokens.permit_domain(terms.currency)
        nonce = self._tokens.permit_nonce(terms.currency, account)
        if domain is None or nonce is None:
            return None
        deadline = self._clock.now() + PERMIT_VALID_S
        permit = self._vault.sign_permit(self._key_of(purchase), terms, domain, nonce, deadline)
        call = self._calls.buy_with_permit(purchase.listing, terms, account, *point, purchase.number, permit)
        try:
            return replace(call, gas_limit=self._transactions.estimate_gas(account, call))
        except Reverted as error:
            if error.name.startswith("Market"):
                raise _in_words(purchase, error) from error
            log.info("purchase %s: the permit is not kept to; approving instead", purchase.id)
            return None

    def _approve(self, purchase: Purchase, allowance: int) -> Purchase:
        """For exactly the price. Some tokens take only a first approval: then the old one is taken back before."""
        terms, account = purchase.terms, purchase.account
        if purchase.approvals >= MOST_APPROVALS:
            raise ApprovalIgnored(purchase.currency_kept)
        call = self._tokens.approve(terms.currency, terms.price)
        if allowance:
            try:
                self._transactions.estimate_gas(account, call)
            except Reverted:
                call = self._tokens.approve(terms.currency, 0)
        self._transactions.submit(
            account,
            call,
            Purpose("approve", 0, purchase.market, self._name_of(purchase), purchase.currency_kept),
            keep=lambda signed: self._keep(purchase, PurchaseState.APPROVING, signed),
            mandate=Agreed(self._agreed_wei(purchase)),
        )
        return self._book.get(purchase.id)

    def _buy(self, purchase: Purchase, order: int, call: Call) -> Purchase:
        terms = purchase.terms
        purpose = Purpose("buy", -terms.price, terms.seller, self._name_of(purchase), purchase.currency_kept)
        self._transactions.submit(
            purchase.account,
            call,
            purpose,
            keep=lambda signed: self._keep(purchase, PurchaseState.BUYING, signed, order_id=order),
            mandate=Agreed(self._agreed_wei(purchase)),
        )
        return self._book.get(purchase.id)

    def _agreed_wei(self, purchase: Purchase) -> int:
        """What is left of it: the person agreed to one sum for all transactions."""
        return max(0, purchase.agreed_wei - purchase.approval_fee_wei)

    def _keep(
        self, purchase: Purchase, state: PurchaseState, signed: SignedTransaction, **fields: object
    ) -> Purchase:
        return self._book.move(
            purchase.id,
            PurchaseState.READY,
            state,
            raw_transaction=signed.raw,
            transaction_hash=signed.hash,
            fault=None,
            **fields,
        )

    def _approval_over(self, purchase: Purchase, **fields: object) -> Purchase:
        return self._book.move(
            purchase.id,
            PurchaseState.APPROVING,
            PurchaseState.READY,
            raw_transaction=None,
            transaction_hash=None,
            **{"fault": None, **fields},
        )


def _in_words(purchase: Purchase, error: Reverted) -> UserError:
    """What a refused payment in tokens means; everything else stays as the contract named it."""
    match error.name:
        case "MarketWrongPayment":
            return TokenTakesPart(purchase.currency_kept)
        case "SafeERC20FailedOperation" | "" | "Error" | "Panic" | "OutOfGas":
            return TokenRefuses(purchase.currency_kept)
        case _:
            return error
