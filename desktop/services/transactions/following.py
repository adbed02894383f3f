"""What became of transactions: receipts, waiting for them, and sending the same bytes again."""

from desktop.core.cancel import CancelToken
from desktop.core.effect_checks import Expectation
from desktop.core.errors import UserError
from desktop.core.identity import Address, keccak256
from desktop.core.outgoing import AttemptKind, Outgoing
from desktop.core.transactions import Receipt, SignedTransaction
from desktop.services.guard import Guard, Unguarded
from desktop.services.journal import Journal
from desktop.services.outgoing.outbox import Outbox
from desktop.services.ports import Transactor
from desktop.services.transactions.faults import TransactionCancelled, TransactionFailed, TransactionUnmined

POLL_S = 0.5


class TransactionFollower:
    """Looks for what was sent; the journal and the guard learn of what it finds."""

    def __init__(
        self, chain: Transactor, journal: Journal, outbox: Outbox | None = None, guard: Guard | None = None
    ) -> None:
        self._chain = chain
        self._journal = journal
        self._outbox = outbox
        self._guard = guard or Unguarded()

    def outcome(self, act: Outgoing) -> Expectation | None:
        """What was expected of an act when it was signed, and how it came; None of one that went by no guard."""
        found = (self._guard.outcome(attempt.hash) for attempt in reversed(act.attempts))
        return next((kept for kept in found if kept is not None), None)

    def mined_nonce(self, account: Address) -> int:
        """How many transactions of the account are mined."""
        return self._chain.mined_nonce(account)

    def replaced(self, old: bytes, new: bytes) -> None:
        """The line of one transaction is about another of the same act from now on."""
        self._journal.resent(old, new)
        self._guard.replaced(old, new)

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

    def _send(self, signed: SignedTransaction) -> None:
        if self._outbox is None:
            self._chain.send_raw(signed.raw)
        else:
            self._outbox.send(signed.hash, lambda: self._chain.send_raw(signed.raw))


def _same_calls(act: Outgoing) -> list[bytes]:
    """The attempts that do what the act is about, the newest first."""
    return [a.hash for a in reversed(act.attempts) if a.kind is not AttemptKind.CANCEL]
