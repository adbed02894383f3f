"""Transactions from this wallet: one at a time per account, so that two never take the same nonce."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from desktop.core.cancel import CancelToken
from desktop.core.errors import EnvironmentFault, InsufficientFunds, UserError
from desktop.core.identity import Address
from desktop.core.transactions import (
    Bid,
    Call,
    FeeChoice,
    FeeLevel,
    Receipt,
    SignedTransaction,
    UnsignedTransaction,
)
from desktop.services.bidding import outbid
from desktop.services.journal import Journal, Purpose
from desktop.services.ports import Transactor

log = logging.getLogger("licet.transactions")

POLL_S = 0.5


@dataclass(eq=False)
class TransactionFailed(EnvironmentFault):
    """The transaction was mined and reverted; only its fee is gone."""

    hash: bytes


@dataclass(eq=False)
class TransactionUnmined(EnvironmentFault):
    """Sent, but not mined in the time waited; it is kept and looked for again."""

    hash: bytes


@dataclass(eq=False)
class CostRose(UserError):
    """The most it can cost now is above what the person agreed to; nothing was sent."""

    agreed_wei: int
    needed_wei: int


class Signer(Protocol):
    """The vault, as far as transactions go."""

    def sign_transaction(self, account: Address, transaction: UnsignedTransaction) -> SignedTransaction: ...


class TransactionService:
    """Prepares, signs, keeps, sends and awaits transactions."""

    def __init__(self, chain: Transactor, signer: Signer, journal: Journal) -> None:
        self._chain = chain
        self._signer = signer
        self._journal = journal
        self._sending = threading.Lock()

    def most_wei(self, account: Address, call: Call) -> int:
        """The most that the call can cost now, value and fee together."""
        return self._chain.prepare(account, call).most_wei

    def estimate_gas(self, account: Address, call: Call) -> int:
        """Gas of the call by the node, with a margin; raises ``Reverted`` where it would be refused."""
        return self._chain.estimate_gas(account, call)

    def submit(
        self,
        account: Address,
        call: Call,
        purpose: Purpose,
        keep: Callable[[SignedTransaction], object],
        *,
        agreed_wei: int | None = None,
        fees: FeeChoice | None = None,
        nonce: int | None = None,
    ) -> SignedTransaction:
        """Sign a call, let the caller keep the raw bytes, and only then send them.

        A crash after ``keep`` is repaired by sending the same bytes again, which can never be mined twice.

        Args:
            account: Who pays and signs.
            call: What is called or paid.
            purpose: Why, for the activity.
            keep: Keeps the signed bytes; nothing is sent before it returns.
            agreed_wei: The most that the person agreed to, value and fee together.
            fees: The person's choice; the normal level if None.
            nonce: The person's choice; the next free one if None.

        Raises:
            InsufficientFunds: The account cannot pay value and fee.
            CostRose: ``agreed_wei`` is not enough; nothing was signed.
        """
        with self._sending:
            transaction = self._chain.prepare(account, call, nonce=nonce, fees=fees or FeeLevel.NORMAL)
            if agreed_wei is not None:
                transaction = self._within(transaction, agreed_wei)
            available = self._chain.balance_wei(account)
            if available < transaction.most_wei:
                raise InsufficientFunds(transaction.most_wei, available)
            signed = self._signer.sign_transaction(account, transaction)
            keep(signed)
            self._journal.sent(account, signed.hash, purpose)
            self._chain.send_raw(signed.raw)
        return signed

    def bid(
        self,
        account: Address,
        call: Call,
        purpose: Purpose,
        keep: Callable[[SignedTransaction, Bid], object],
        *,
        now: int,
        over: Bid | None = None,
        worth_wei: int = 0,
    ) -> bool:
        """Like ``submit``, for what must be mined in time; ``over`` is the bid of its last transaction, which this replaces.

        Returns:
            False if nothing was sent, because outbidding would cost more than ``worth_wei``.

        Raises:
            InsufficientFunds: The account cannot pay the fee.
        """
        with self._sending:
            transaction = self._chain.prepare(account, call, nonce=over.nonce if over else None)
            if over is not None:
                transaction = outbid(transaction, over.max_fee_wei, over.max_priority_fee_wei)
                if transaction.gas_limit * transaction.max_fee_wei > worth_wei:
                    return False
            available = self._chain.balance_wei(account)
            if available < transaction.most_wei:
                raise InsufficientFunds(transaction.most_wei, available)
            signed = self._signer.sign_transaction(account, transaction)
            keep(
                signed, Bid(transaction.nonce, transaction.max_fee_wei, transaction.max_priority_fee_wei, now)
            )
            self._journal.sent(account, signed.hash, purpose)
            self._chain.send_raw(signed.raw)
        return True

    def mined_nonce(self, account: Address) -> int:
        """How many transactions of the account are mined."""
        return self._chain.mined_nonce(account)

    def replaced(self, old: bytes, new: bytes) -> None:
        """The line of one transaction is about another of the same act from now on."""
        self._journal.resent(old, new)

    def _within(self, transaction: UnsignedTransaction, agreed_wei: int) -> UnsignedTransaction:
        """The transaction with its fee capped to what was agreed, as long as it can still be mined now."""
        if transaction.most_wei <= agreed_wei:
            return transaction
        cap = (agreed_wei - transaction.value_wei) // transaction.gas_limit
        if cap < self._chain.fees().base_fee_wei + transaction.max_priority_fee_wei:
            raise CostRose(agreed_wei, transaction.most_wei)
        return replace(transaction, max_fee_wei=cap)

    def resend(self, raw: bytes) -> None:
        """Send kept bytes again; a node that has them already is content."""
        self._chain.send_raw(raw)

    def receipt(self, transaction_hash: bytes) -> Receipt | None:
        """The receipt, if it is mined; the journal learns of it."""
        found = self._chain.receipt(transaction_hash)
        if found is not None:
            self._journal.mined(found)
        return found

    def settle_journal(self) -> bool:
        """Look for receipts that came unseen; returns whether every line has its receipt now."""
        found = [self.receipt(transaction_hash) for transaction_hash in self._journal.pending()]
        return None not in found

    def reopen_journal(self) -> None:
        """After a reorganisation: what was mined lately and is not any more is on its way again."""
        for transaction_hash in self._journal.mined_lately():
            if self._chain.receipt(transaction_hash) is None:
                self._journal.unmined(transaction_hash)

    def wait(
        self, transaction_hash: bytes, cancel: CancelToken | None = None, patience_s: float = 120.0
    ) -> Receipt:
        """Wait for the receipt.

        Raises:
            TransactionFailed: Mined and reverted.
            TransactionUnmined: Not mined within ``patience_s``.
            Cancelled: The person stopped waiting; the transaction goes on.
        """
        cancel = cancel or CancelToken()
        waited = 0.0
        while True:
            receipt = self.receipt(transaction_hash)
            if receipt is not None:
                if not receipt.succeeded:
                    raise TransactionFailed(transaction_hash)
                return receipt
            if waited >= patience_s:
                raise TransactionUnmined(transaction_hash)
            cancel.wait(POLL_S)
            waited += POLL_S

    def execute(
        self, account: Address, call: Call, purpose: Purpose, cancel: CancelToken | None = None
    ) -> Receipt:
        """Submit and wait: for acts that need no record but the journal's."""
        signed = self.submit(account, call, purpose, keep=lambda _: None)
        return self.wait(signed.hash, cancel)
