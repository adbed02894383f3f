"""Transactions from this wallet: one at a time per account, so that two never take the same nonce."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from desktop.core.cancel import CancelToken
from desktop.core.effects import Effects
from desktop.core.errors import Bug, EnvironmentFault, InsufficientFunds, NonceTooLow, UserError
from desktop.core.identity import Address, keccak256
from desktop.core.outgoing import AttemptKind, Outgoing, cancelling
from desktop.core.transactions import (
    Bid,
    Call,
    CustomFee,
    FeeChoice,
    FeeLevel,
    FeeOffer,
    Receipt,
    SignedTransaction,
    UnsignedTransaction,
)
from desktop.services.bidding import least_over, outbid
from desktop.services.guard import Guard, Unguarded
from desktop.services.journal import Journal, Purpose
from desktop.services.outgoing.outbox import Outbox
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


@dataclass(eq=False)
class TransactionCancelled(UserError):
    """The person cancelled it: another transaction of theirs, which pays nothing, took its nonce."""

    hash: bytes


@dataclass(eq=False)
class FeeTooLowToReplace(UserError):
    """Nodes keep the earlier transaction unless both fees rise; per gas, in wei."""

    least: CustomFee


class Signer(Protocol):
    """The vault, as far as transactions go."""

    def sign_transaction(self, account: Address, transaction: UnsignedTransaction) -> SignedTransaction: ...


class TransactionService:
    """Prepares, signs, keeps, sends and awaits transactions."""

    def __init__(
        self,
        chain: Transactor,
        signer: Signer,
        journal: Journal,
        outbox: Outbox | None = None,
        guard: Guard | None = None,
    ) -> None:
        """Compose it; nothing is asked.

        Args:
            chain: Where it goes.
            signer: The vault.
            journal: The activity, which gets a line for each act.
            outbox: Keeps what was signed, so that it can be sped up and cancelled; None where nobody would.
            guard: Compares what is signed with what was agreed, and what came with what was expected.
        """
        self._chain = chain
        self._signer = signer
        self._journal = journal
        self._outbox = outbox
        self._guard = guard or Unguarded()
        self.turn = threading.Lock()

    def most_wei(self, account: Address, call: Call) -> int:
        """The most that the call can cost now, value and fee together."""
        return self._chain.prepare(account, call).most_wei

    def estimate_gas(self, account: Address, call: Call) -> int:
        """Gas of the call by the node, with a margin; raises ``Reverted`` where it would be refused."""
        return self._chain.estimate_gas(account, call)

    def effects(self, account: Address, call: Call) -> Effects | None:
        """What the call would change, tried now; None where nobody compares."""
        return self._guard.effects(account, call)

    def offer(self, account: Address, call: Call) -> FeeOffer:
        """Fees, gas and nonce to choose from.

        Raises:
            Reverted: The contract would refuse the call.
        """
        gas = self._chain.estimate_gas(account, call) if call.gas_limit is None else call.gas_limit
        return FeeOffer(
            self._chain.fee_levels(),
            gas,
            self._chain.next_nonce(account),
            self._chain.mined_nonce(account),
            data_fee_most_wei=self._chain.data_fee_most_wei(call),
        )

    def offer_over(self, act: Outgoing, kind: AttemptKind) -> FeeOffer:
        """Fees to choose from for taking the place of what was sent."""
        offer = self.offer(act.account, _replacing(act, kind))
        least = least_over(attempt.transaction for attempt in act.attempts)
        return replace(offer, next_nonce=act.nonce, least=least)

    def sign_again(self, act: Outgoing, kind: AttemptKind, fee: CustomFee) -> SignedTransaction:
        """Sign the act again, or nothing in its place, with a higher fee; kept, then sent.

        Raises:
            FeeTooLowToReplace: Nodes would not take it.
            InsufficientFunds: The account cannot pay value and fee.
            NonceTooLow: One of the earlier ones was mined meanwhile.
        """
        outbox = self._outbox
        if outbox is None:
            raise Bug("nothing is kept here that could be replaced")
        least = least_over(attempt.transaction for attempt in act.attempts)
        if (
            fee.max_fee_wei < least.max_fee_wei
            or fee.max_priority_fee_wei < least.max_priority_fee_wei
            or not fee.is_possible
        ):
            raise FeeTooLowToReplace(least)
        with self.turn:
            if self._chain.mined_nonce(act.account) > act.nonce:
                raise NonceTooLow
            call = _replacing(act, kind)
            transaction = self._chain.prepare(act.account, call, nonce=act.nonce, fees=fee)
            self._require(act.account, transaction)
            signed = self._signer.sign_transaction(act.account, transaction)
            outbox.keep_next(act, kind, transaction, signed)
            if kind is AttemptKind.SPEED_UP:
                self._guard.replaced(act.newest.hash, signed.hash)
            self._send(signed)
        return signed

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
        agreed: Effects | None = None,
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
            agreed: What the person was shown that it does; what such a call is known to do if None.

        Raises:
            InsufficientFunds: The account cannot pay value and fee.
            CostRose: ``agreed_wei`` is not enough; nothing was signed.
            EffectsChanged: Tried now, it would do more than was agreed; nothing was signed.
        """
        with self.turn:
            expected = self._guard.foresee(account, call, agreed)
            transaction = self._chain.prepare(account, call, nonce=nonce, fees=fees or FeeLevel.NORMAL)
            if agreed_wei is not None:
                transaction = self._within(transaction, agreed_wei)
            self._require(account, transaction)
            signed = self._signer.sign_transaction(account, transaction)
            keep(signed)
            self._guard.sent(signed.hash, account, call, expected)
            self._keep(account, transaction, signed, purpose)
            self._send(signed)
        return signed

    def send_signed(
        self,
        account: Address,
        transaction: UnsignedTransaction,
        signed: SignedTransaction,
        purpose: Purpose,
    ) -> None:
        """Keep and send what was signed elsewhere; the same bytes have one line, however often they are sent."""
        with self.turn:
            self._keep(account, transaction, signed, purpose)
            self._send(signed)

    def _require(self, account: Address, transaction: UnsignedTransaction) -> None:
        available = self._chain.balance_wei(account)
        if available < transaction.most_wei:
            raise InsufficientFunds(transaction.most_wei, available)

    def _send(self, signed: SignedTransaction) -> None:
        if self._outbox is None:
            self._chain.send_raw(signed.raw)
        else:
            self._outbox.send(signed.hash, lambda: self._chain.send_raw(signed.raw))

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
        with self.turn:
            expected = self._guard.foresee(account, call, None)
            transaction = self._chain.prepare(account, call, nonce=over.nonce if over else None)
            if over is not None:
                transaction = outbid(transaction, over.max_fee_wei, over.max_priority_fee_wei)
                if transaction.gas_limit * transaction.max_fee_wei > worth_wei:
                    return False
            self._require(account, transaction)
            signed = self._signer.sign_transaction(account, transaction)
            keep(
                signed, Bid(transaction.nonce, transaction.max_fee_wei, transaction.max_priority_fee_wei, now)
            )
            self._guard.sent(signed.hash, account, call, expected)
            self._keep(account, transaction, signed, purpose, over)
            self._send(signed)
        return True

    def _keep(
        self,
        account: Address,
        transaction: UnsignedTransaction,
        signed: SignedTransaction,
        purpose: Purpose,
        over: Bid | None = None,
    ) -> None:
        """Bytes and line of the activity reach the disk together: neither is ever there alone."""
        outbox = self._outbox
        if outbox is None:
            self._journal.sent(account, signed.hash, purpose)
            return
        act = outbox.newest_at(transaction.chain_id, account, transaction.nonce) if over else None
        if act is not None:
            outbox.keep_next(act, AttemptKind.SPEED_UP, transaction, signed)
            self._journal.sent(account, signed.hash, purpose)
            return
        outbox.keep(account, transaction, signed, lambda: self._journal.sent(account, signed.hash, purpose))
        self._journal.tell()

    def mined_nonce(self, account: Address) -> int:
        """How many transactions of the account are mined."""
        return self._chain.mined_nonce(account)

    def replaced(self, old: bytes, new: bytes) -> None:
        """The line of one transaction is about another of the same act from now on."""
        self._journal.resent(old, new)
        self._guard.replaced(old, new)

    def _within(self, transaction: UnsignedTransaction, agreed_wei: int) -> UnsignedTransaction:
        """The transaction with its fee capped to what was agreed, as long as it can still be mined now."""
        if transaction.most_wei <= agreed_wei:
            return transaction
        cap = (agreed_wei - transaction.value_wei) // transaction.gas_limit
        if cap < self._chain.fees().base_fee_wei + transaction.max_priority_fee_wei:
            raise CostRose(agreed_wei, transaction.most_wei)
        return replace(transaction, max_fee_wei=cap)

    def resend(self, raw: bytes) -> None:
        """Send kept bytes again, or what was signed in their place; a node that has them already is content.

        Raises:
            TransactionCancelled: What was signed in their place is mined, and does nothing.
        """
        act = self._act_of(keccak256(raw))
        if act is None:
            self._chain.send_raw(raw)
            return
        newest = act.newest
        try:
            self._send(SignedTransaction(newest.raw, newest.hash))
        except UserError:
            self._raise_if_cancelled(act)
            raise

    def receipt(self, transaction_hash: bytes) -> Receipt | None:
        """The receipt, if it is mined, or if what was sent to speed it up is; the journal learns of it."""
        act = self._act_of(transaction_hash)
        for one in [transaction_hash] if act is None else _same_calls(act):
            found = self._chain.receipt(one)
            if found is not None:
                self._journal.resent(transaction_hash, one)
                self._journal.mined(found)
                self._guard.mined(found)
                return found
        return None

    def _act_of(self, transaction_hash: bytes) -> Outgoing | None:
        return None if self._outbox is None else self._outbox.find(transaction_hash)

    def _raise_if_cancelled(self, act: Outgoing | None) -> None:
        for attempt in act.attempts if act is not None else ():
            if attempt.kind is AttemptKind.CANCEL and self._chain.receipt(attempt.hash) is not None:
                raise TransactionCancelled(attempt.hash)

    def settle_journal(self) -> bool:
        """Look for receipts that came unseen; returns whether every line has its receipt now."""
        found = [self.receipt(transaction_hash) for transaction_hash in self._journal.pending()]
        self._guard.judge_pending()
        return None not in found

    def reopen_journal(self) -> None:
        """After a reorganisation: what was mined lately and is not any more is on its way again."""
        for transaction_hash in self._journal.mined_lately():
            if self._chain.receipt(transaction_hash) is None:
                self._journal.unmined(transaction_hash)
                self._guard.unmined(transaction_hash)

    def wait(
        self, transaction_hash: bytes, cancel: CancelToken | None = None, patience_s: float = 120.0
    ) -> Receipt:
        """Wait for the receipt.

        Raises:
            TransactionFailed: Mined and reverted.
            TransactionUnmined: Not mined within ``patience_s``.
            TransactionCancelled: The person cancelled it, and that is mined.
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
            self._raise_if_cancelled(self._act_of(transaction_hash))
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


def _replacing(act: Outgoing, kind: AttemptKind) -> Call:
    return cancelling(act) if kind is AttemptKind.CANCEL else act.first_call


def _same_calls(act: Outgoing) -> list[bytes]:
    """The attempts that do what the act is about, the newest first."""
    return [a.hash for a in reversed(act.attempts) if a.kind is not AttemptKind.CANCEL]
