"""Transactions from this wallet: agreed to, tried again, signed, kept and only then sent; one at a time.

Nothing waits for a person while the others are held up: the agreement is asked for before a transaction takes its turn,
and where the vault wants the password the turn is given up, and everything is tried anew once the person has answered.
"""

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from desktop.core.agreements import Agreed, Ask, Mandate, NotAsShown, Planned, Unattended
from desktop.core.cancel import CancelToken
from desktop.core.effect_checks import EffectsChanged
from desktop.core.effects import Effects
from desktop.core.errors import Bug, InsufficientFunds, NonceTooLow, UserError
from desktop.core.identity import Address
from desktop.core.outgoing import AttemptKind, Outgoing, cancelling
from desktop.core.transactions import (
    Bid,
    Call,
    CustomFee,
    FeeLevel,
    FeeOffer,
    Receipt,
    SignedTransaction,
    UnsignedTransaction,
)
from desktop.services.bidding import capped, least_over, outbid, within_usual
from desktop.services.guard import Guard
from desktop.services.journal import Journal, Purpose
from desktop.services.outgoing.outbox import Outbox
from desktop.services.ports import Transactor
from desktop.services.transactions.consent import with_consent
from desktop.services.transactions.faults import CostRose, FeeTooLowToReplace
from desktop.services.transactions.following import TransactionFollower
from desktop.services.transactions.ports import Asker, Nobody, Signer
from desktop.services.transactions.sheets import make_sheet

T = TypeVar("T")

log = logging.getLogger("licet.transactions")


class TransactionService(TransactionFollower):
    """Prepares, signs, keeps, sends and awaits transactions."""

    def __init__(
        self,
        chain: Transactor,
        signer: Signer,
        journal: Journal,
        outbox: Outbox | None = None,
        guard: Guard | None = None,
        asker: Asker | None = None,
    ) -> None:
        """Compose it; nothing is asked.

        Args:
            chain: Where it goes.
            signer: The vault.
            journal: The activity, which gets a line for each act.
            outbox: Keeps what was signed, so that it can be sped up and cancelled; None where nobody would.
            guard: Compares what is signed with what was agreed, and what came with what was expected.
            asker: Shows the person what would be signed; None where none sits.
        """
        super().__init__(chain, journal, outbox, guard)
        self._signer = signer
        self._asker = asker or Nobody()
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

        def replace_it(consent: str) -> SignedTransaction:
            if self._chain.mined_nonce(act.account) > act.nonce:
                raise NonceTooLow
            call = _replacing(act, kind)
            if kind is AttemptKind.SPEED_UP:
                self._foresee_again(act)
            transaction = self._chain.prepare(act.account, call, nonce=act.nonce, fees=fee)
            self._require(act.account, transaction)
            signed = self._signer.sign_transaction(act.account, transaction, consent=consent)
            outbox.keep_next(act, kind, transaction, signed)
            if kind is AttemptKind.SPEED_UP:
                self._guard.replaced(act.newest.hash, signed.hash)
            self._send(signed)
            return signed

        return self._in_turn(replace_it)

    def _foresee_again(self, act: Outgoing) -> None:
        """Try it once more: what the first one was agreed to do may be another thing by now.

        Its bytes went out before, so no node learns a secret by it; a payment of the kind that is never shown stays so.
        """
        call = replace(act.first_call, gas_limit=None)
        kept = self.outcome(act)
        self._guard.foresee(act.account, call, None if kept is None else kept.expected)

    def agree(self, plan: Sequence[Planned], ask: Ask) -> Sequence[Agreed | Unattended]:
        """Show the person all steps of an act at once; each is then signed with its part of the answer.

        Raises:
            Declined: The person does not agree; nothing is signed.
            AppError: A step would fail; the contract's own error.
        """
        return self._agree(plan, ask, None)

    def _agree(
        self, plan: Sequence[Planned], ask: Ask, earlier: UserError | None
    ) -> Sequence[Agreed | Unattended]:
        return self._asker.agree(plan, ask, lambda: make_sheet(self._chain, self._guard, plan, ask), earlier)

    def submit(
        self,
        account: Address,
        call: Call,
        purpose: Purpose,
        keep: Callable[[SignedTransaction], object],
        mandate: Mandate,
    ) -> SignedTransaction:
        """Sign a call, let the caller keep the raw bytes, and only then send them.

        A crash after ``keep`` is repaired by sending the same bytes again, which can never be mined twice.

        Args:
            account: Who pays and signs.
            call: What is called or paid.
            purpose: Why, for the activity.
            keep: Keeps the signed bytes; nothing is sent before it returns.
            mandate: By what right; asking waits for the person, and asks anew where the answer does not hold any more.

        Raises:
            InsufficientFunds: The account cannot pay value and fee.
            CostRose: What was agreed to is not enough; nothing was signed.
            EffectsChanged: Tried now, it would do more than was agreed; nothing was signed.
            Declined: The person does not agree.
        """

        def sign(settled: Agreed | Unattended) -> SignedTransaction:
            return self._in_turn(lambda consent: self._sign(account, call, purpose, keep, settled, consent))

        if not isinstance(mandate, Ask):
            return sign(mandate)
        earlier: UserError | None = None
        while True:
            (settled,) = self._agree([Planned(account, call)], mandate, earlier)
            try:
                return sign(settled)
            except (EffectsChanged, CostRose) as error:
                log.info("asking anew: %s", type(error).__name__)
                earlier = error

    def _in_turn(self, sign: Callable[[str], T]) -> T:
        """Run it alone. Where the vault wants the password the turn is given up meanwhile, and all of it is run anew."""

        def alone(consent: str) -> T:
            with self.turn:
                return sign(consent)

        return with_consent(self._signer, alone)

    def _sign(
        self,
        account: Address,
        call: Call,
        purpose: Purpose,
        keep: Callable[[SignedTransaction], object],
        settled: Agreed | Unattended,
        consent: str,
    ) -> SignedTransaction:
        agreed = settled if isinstance(settled, Agreed) else None
        if agreed is not None and not agreed.covers(call):
            raise NotAsShown
        expected = self._guard.foresee(account, call, agreed.effects if agreed else None)
        fees = (agreed.fees if agreed else None) or FeeLevel.NORMAL
        transaction = self._chain.prepare(account, call, nonce=agreed.nonce if agreed else None, fees=fees)
        transaction = self._bounded(transaction, settled)
        self._require(account, transaction)
        signed = self._signer.sign_transaction(account, transaction, consent=consent)
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

    def bid(
        self,
        account: Address,
        call: Call,
        purpose: Purpose,
        keep: Callable[[SignedTransaction, Bid], object],
        *,
        now: int,
        worth_wei: int,
        over: Bid | None = None,
    ) -> bool:
        """Like ``submit``, for what must be mined in time; ``over`` is the bid of its last transaction, which this replaces.

        Returns:
            False if nothing was sent, because outbidding would cost more than ``worth_wei``.

        Raises:
            InsufficientFunds: The account cannot pay the fee.
            CostRose: The first one would cost more than it is worth, and far more than this wallet is used to pay.
        """

        def sign(consent: str) -> bool:
            expected = self._guard.foresee(account, call, None)
            transaction = self._chain.prepare(account, call, nonce=over.nonce if over else None)
            if over is None:
                transaction = self._bounded(transaction, Unattended(worth_wei))
            else:
                transaction = outbid(transaction, over.max_fee_wei, over.max_priority_fee_wei)
                if transaction.gas_limit * transaction.max_fee_wei > worth_wei:
                    return False
            self._require(account, transaction)
            signed = self._signer.sign_transaction(account, transaction, consent=consent)
            keep(
                signed, Bid(transaction.nonce, transaction.max_fee_wei, transaction.max_priority_fee_wei, now)
            )
            self._guard.sent(signed.hash, account, call, expected)
            self._keep(account, transaction, signed, purpose, over)
            self._send(signed)
            return True

        return self._in_turn(sign)

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

    def _bounded(self, transaction: UnsignedTransaction, settled: Agreed | Unattended) -> UnsignedTransaction:
        """The transaction with its fee capped to what it may cost, as long as it can still be mined now."""
        if isinstance(settled, Agreed):
            most_wei = settled.most_wei
        else:
            usual = None if self._outbox is None else self._outbox.usual_fee_wei(transaction.chain_id)
            bound = within_usual(transaction, usual, settled.worth_wei)
            if bound is None:
                return transaction
            most_wei = bound
        if transaction.most_wei <= most_wei:
            return transaction
        fitting = capped(transaction, most_wei, self._chain.fees().base_fee_wei)
        if fitting is None:
            raise CostRose(most_wei, transaction.most_wei)
        return fitting

    def execute(
        self,
        account: Address,
        call: Call,
        purpose: Purpose,
        mandate: Mandate,
        cancel: CancelToken | None = None,
    ) -> Receipt:
        """Submit and wait: for acts that need no record but the journal's."""
        signed = self.submit(account, call, purpose, lambda _: None, mandate)
        return self.wait(signed.hash, cancel)


def _replacing(act: Outgoing, kind: AttemptKind) -> Call:
    return cancelling(act) if kind is AttemptKind.CANCEL else act.first_call
