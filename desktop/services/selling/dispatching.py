"""Sending what the seller's vault signs by itself: kept in the outbox, foreseen by the guard, and waiting for nobody.

A delivery has a deadline and nobody beside it, so nothing here asks a person: the vault signs deliveries and settlements
of its own only, and counts their fee for no limit. What was sent is an act of the outbox like any other, so it is one line,
is sent again while no node knows it, and can be sped up by hand, also after a restart.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Final

from desktop.core.identity import Address
from desktop.core.outgoing import Attempt, AttemptKind, Outgoing, Situation
from desktop.core.transactions import Bid, Call, SignedTransaction, UnsignedTransaction
from desktop.services.bidding import capped, outbid, within_usual
from desktop.services.guard import Guard
from desktop.services.outgoing.outbox import Outbox
from desktop.services.ports import Clock, Transactor
from desktop.services.transactions.faults import CostRose

PATIENCE_S: Final = 600
"""So long an act that is not urgent is under way before it is sent anew."""

Sign = Callable[[Address, UnsignedTransaction], SignedTransaction]
Keep = Callable[[UnsignedTransaction, SignedTransaction], object]


class Dispatcher:
    """Binds, signs, keeps and sends, one at a time with everything else of this wallet.

    Args:
        chain: Where it goes.
        outbox: Keeps what was signed.
        guard: What is known of our own contracts' calls, compared with what comes.
        turn: Held by whoever binds a nonce; never while a person is waited for.
        clock: Says how long something is under way.
    """

    def __init__(
        self,
        chain: Transactor,
        outbox: Outbox,
        guard: Guard,
        turn: AbstractContextManager[object],
        clock: Clock,
    ) -> None:
        self._chain = chain
        self._outbox = outbox
        self._guard = guard
        self._turn = turn
        self._clock = clock

    def send(self, account: Address, call: Call, sign: Sign, keep: Keep, worth_wei: int = 0) -> None:
        """Sign a call with the next nonce; it is kept, together with what ``keep`` writes, before it is sent.

        Args:
            account: Who signs.
            call: What is called.
            sign: The vault.
            keep: Writes what the caller keeps.
            worth_wei: What is lost if it is not mined: so much its fee may be, and else what this wallet is used to.

        Raises:
            CostRose: It would cost more than that; nothing was signed.
            EffectsChanged: Tried now, it would do more than such calls are known to do; nothing was signed.
            AppError: The vault or the node; what was kept stays.
        """
        with self._turn:
            self._send_first(account, call, sign, keep, worth_wei)

    def send_over(
        self,
        account: Address,
        call: Call,
        sign: Sign,
        keep: Keep,
        *,
        replaced: bytes,
        bid: Bid,
        worth_wei: int,
    ) -> bool:
        """The same act again with a higher fee; with another nonce where its own is used.

        Args:
            account: Who signs.
            call: The act.
            sign: The vault.
            keep: Writes what the caller keeps.
            replaced: Hash of its last transaction.
            bid: What that one offered.
            worth_wei: An endpoint that swallows transactions drives the fee no further.

        Returns:
            False if nothing was sent, because it would cost more than that.
        """
        with self._turn:
            if self._chain.mined_nonce(account) > bid.nonce:
                self._send_first(account, call, sign, keep, worth_wei)
                return True
            transaction = outbid(
                self._chain.prepare(account, call, nonce=bid.nonce), bid.max_fee_wei, bid.max_priority_fee_wei
            )
            if transaction.gas_limit * transaction.max_fee_wei > worth_wei:
                return False
            act = self._outbox.find(replaced)
            if act is None:  # it was sent before deliveries were kept here
                self._send(account, call, transaction, sign, keep)
                return True
            signed = sign(account, transaction)
            self._outbox.keep_next(act, AttemptKind.SPEED_UP, transaction, signed)
            self._guard.replaced(act.newest.hash, signed.hash)
            keep(transaction, signed)
            self._hand_over(signed)
        return True

    def send_again(self, signed: SignedTransaction) -> None:
        """The same bytes once more."""
        if self._outbox.find(signed.hash) is None:
            self._chain.send_raw(signed.raw)
        else:
            self._hand_over(signed)

    def newest(self, transaction_hash: bytes) -> Attempt | None:
        """The newest transaction of the act: the person may have sped it up, or the app ended before it said so."""
        act = self._outbox.find(transaction_hash)
        kept = () if act is None else reversed(act.attempts)
        return next((attempt for attempt in kept if attempt.kind is not AttemptKind.CANCEL), None)

    def is_under_way(self, act: Outgoing | None) -> bool:
        """Whether an act that is not urgent may still be mined as it is."""
        if act is None or act.fate.situation is not Situation.WAITING:
            return False
        return self._clock.now() - act.newest.made_at < PATIENCE_S

    def act_of(self, transaction_hash: bytes) -> Outgoing | None:
        """The act of a transaction."""
        return self._outbox.find(transaction_hash)

    def waiting(self, account: Address, call: Call) -> Outgoing | None:
        """An act of the account that waits and calls the same."""
        for act in self._outbox.open_acts(self._chain.chain_id, account):
            first = act.first_call
            if (first.to, first.data, first.value_wei) == (call.to, call.data, call.value_wei):
                return act
        return None

    def _send_first(self, account: Address, call: Call, sign: Sign, keep: Keep, worth_wei: int) -> None:
        transaction = self._chain.prepare(account, call)
        usual = self._outbox.usual_fee_wei(self._chain.chain_id)
        most_wei = within_usual(transaction, usual, worth_wei)
        if most_wei is not None and transaction.most_wei > most_wei:
            fitting = capped(transaction, most_wei, self._chain.fees().base_fee_wei)
            if fitting is None:
                raise CostRose(most_wei, transaction.most_wei)
            transaction = fitting
        self._send(account, call, transaction, sign, keep)

    def _send(
        self, account: Address, call: Call, transaction: UnsignedTransaction, sign: Sign, keep: Keep
    ) -> None:
        expected = self._guard.foresee(account, call, None)
        signed = sign(account, transaction)
        self._outbox.keep(account, transaction, signed, lambda: keep(transaction, signed))
        self._guard.sent(signed.hash, account, call, expected)
        self._hand_over(signed)

    def _hand_over(self, signed: SignedTransaction) -> None:
        self._outbox.send(signed.hash, lambda: self._chain.send_raw(signed.raw))
