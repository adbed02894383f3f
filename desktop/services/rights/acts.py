"""Transactions about licences: kept before they are sent, one at a time per licence, and found again after a restart."""

import logging
from collections.abc import Callable
from dataclasses import replace

from desktop.core.agreements import Ask
from desktop.core.cancel import CancelToken
from desktop.core.changes import Change, Topic
from desktop.core.effects import Effects
from desktop.core.errors import EnvironmentFault, UserError
from desktop.core.identity import Address
from desktop.core.licences import ActKind, ActState, LicenceAct
from desktop.core.transactions import Call, SignedTransaction
from desktop.services.journal import Purpose
from desktop.services.ports import Clock
from desktop.services.rights.ports import HoldingBook
from desktop.services.rights.standing import Standings
from desktop.services.transactions import TransactionFailed, TransactionService

log = logging.getLogger("licet.licences")


class ActPending(EnvironmentFault):
    """An earlier transaction about this licence is still on its way; a second one could pay twice."""


class LicenceActs:
    """Sends what is done with a licence."""

    def __init__(
        self,
        *,
        here: tuple[int, Address],
        transactions: TransactionService,
        standings: Standings,
        book: HoldingBook,
        clock: Clock,
        publish: Callable[[Change], None],
        patience_s: float = 120.0,
    ) -> None:
        """``here``: chain id and market that are connected; acts of others are not looked for on this chain."""
        self._here = here
        self._transactions = transactions
        self._standings = standings
        self._book = book
        self._clock = clock
        self._publish = publish
        self._patience_s = patience_s

    def pending(self, token_id: int) -> LicenceAct | None:
        """The act about this licence that is still on its way."""
        return next((act for act in self._book.pending_acts() if act.token_id == token_id), None)

    def effects(self, account: Address, call: Call) -> Effects | None:
        """What an act would change, tried now; None where nobody compares."""
        return self._transactions.effects(account, call)

    def send(
        self,
        token_id: int,
        kind: ActKind,
        account: Address,
        call: Call,
        purpose: Purpose,
        agreed_wei: int,
        to: Address | None = None,
    ) -> LicenceAct:
        """Show, sign, keep, send and wait; then ask the chain how the licence stands.

        ``agreed_wei`` is the most that the page said before, value and fee.

        Raises:
            Declined: The person does not agree.
            ActPending: An earlier act about this licence may still be mined.
            TransactionFailed: Mined and reverted.
            TransactionUnmined: Not mined yet; it is kept, and ``settle`` finds it.
        """
        self.settle()
        if self.pending(token_id) is not None:
            raise ActPending
        kept: list[LicenceAct] = []

        def keep(signed: SignedTransaction) -> None:
            act = LicenceAct(
                token_id, *self._here, kind, ActState.SENDING, account, signed.raw, signed.hash, self._clock.now(), to
            )  # fmt: skip
            kept.append(act)
            self._book.put_act(act)

        self._transactions.submit(account, call, purpose, keep, Ask(most_wei=agreed_wei))
        self._tell(kept[0])
        try:
            self._transactions.wait(kept[0].transaction_hash, CancelToken(), self._patience_s)
        except TransactionFailed:
            self._end(kept[0], ActState.FAILED)
            raise
        return self._end(kept[0], ActState.DONE)

    def settle(self) -> None:
        """Find what became of acts that were on their way; those that nobody has seen are sent again, the same bytes."""
        for act in self._book.pending_acts():
            if (act.chain_id, act.market) != self._here:
                continue
            receipt = self._transactions.receipt(act.transaction_hash)
            if receipt is not None:
                self._end(act, ActState.DONE if receipt.succeeded else ActState.FAILED)
                continue
            try:
                self._transactions.resend(act.raw_transaction)
            except UserError as error:  # its nonce went to another transaction: it will never be mined
                log.info("an act about a licence: %s", type(error).__name__)
                if self._transactions.receipt(act.transaction_hash) is None:
                    self._end(act, ActState.FAILED)

    def _end(self, act: LicenceAct, state: ActState) -> LicenceAct:
        ended = replace(act, state=state)
        self._book.put_act(ended)
        self._standings.refresh(act.token_id)
        self._tell(ended)
        return ended

    def _tell(self, act: LicenceAct) -> None:
        self._publish(Change(Topic.LIBRARY, f"{act.token_id:064x}"))
        self._publish(Change(Topic.BALANCE))
