"""Carrying one step out: kept, written into the journal, sent, awaited; and gone on with after a crash."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from desktop.core.agreements import Agreed, Ask, Planned
from desktop.core.cancel import CancelToken
from desktop.core.effects import BalanceChange, Effects, Fullness
from desktop.core.errors import AppError, InsufficientFunds, NonceTooLow, Reverted, TransactionUnderpriced
from desktop.core.holdings import Step, StepKind, StepState
from desktop.core.identity import NATIVE, Address
from desktop.core.money import Currency
from desktop.core.transactions import Call, Receipt, SignedTransaction
from desktop.services.collecting.known_orders import KnownOrder
from desktop.services.collecting.planning import gas_of
from desktop.services.collecting.ports import CollectionBook
from desktop.services.collecting.steps import StepMaker
from desktop.services.journal import Journal, Purpose
from desktop.services.transactions import CostRose, TransactionFailed, TransactionService
from desktop.text import amount

log = logging.getLogger("licet.collecting")

_OF_ONE_STEP = (Reverted, CostRose, InsufficientFunds, TransactionFailed)
"""What ends one step and hinders no other; everything else stops the batch, which can be gone on with."""
_TRIES = 3
_COMES_HOME = {StepKind.WITHDRAW, StepKind.SHARE, StepKind.BOND}


class StepCarrier:
    """Brings a step to its end, from wherever it was left."""

    def __init__(
        self,
        maker: StepMaker,
        transactions: TransactionService,
        journal: Journal,
        book: CollectionBook,
        currency: Callable[[Address], Currency],
    ) -> None:
        self._maker = maker
        self._transactions = transactions
        self._journal = journal
        self._book = book
        self._currency = currency

    def agree(self, steps: Sequence[Step], orders: Mapping[int, KnownOrder]) -> tuple[Step, ...]:
        """Show the person the whole batch, once; the steps with what each may cost.

        Raises:
            Declined: The person does not agree.
        """
        shown = [(step, call) for step in steps if (call := self._maker.foreseen(step, orders)) is not None]
        if not shown:
            return tuple(steps)
        plan = [self._planned(step, call) for step, call in shown]
        agreed = self._transactions.agree(plan, Ask())
        most = {
            id(step): answer.most_wei
            for (step, _call), answer in zip(shown, agreed, strict=True)
            if isinstance(answer, Agreed)
        }
        return tuple(replace(step, fee_most_wei=most.get(id(step), step.fee_most_wei)) for step in steps)

    def _planned(self, step: Step, call: Call) -> Planned:
        gas = gas_of(step.kind, step.currency, len(step.order_ids) or 1)
        comes = step.account == step.signer and step.amount and step.kind in _COMES_HOME
        change = BalanceChange(self._currency(step.currency), step.amount)
        expected = Effects(Fullness.AFTER_OTHERS, (change,) if comes else ())
        return Planned(step.signer, call, gas, expected)

    def carry(
        self,
        step: Step,
        orders: Mapping[int, KnownOrder],
        cancel: CancelToken,
        *,
        collection: int,
        place: int,
    ) -> Step:
        """The step as it ended: done, failed or needless.

        Raises:
            Cancelled: While it was waited for; it goes on by itself.
            AppError: What concerns all steps: the node, the vault, the disk.
        """
        kept = [step]

        def keep(changed: Step) -> Step:
            self._book.put(collection, place, changed)
            kept[0] = changed
            return changed

        beaten: AppError = NonceTooLow()
        for _ in range(_TRIES):
            try:
                return self._once(kept[0], orders, cancel, keep)
            except (NonceTooLow, TransactionUnderpriced) as error:
                # Another transaction has its nonce: these bytes can never be mined, and nothing is paid twice.
                beaten = error
                keep(replace(kept[0], state=StepState.TODO, raw=None))
            except _OF_ONE_STEP as error:
                log.info("%s: %s", kept[0].kind.value, type(error).__name__)
                return keep(self._failed(kept[0], error))
        raise beaten

    def _failed(self, step: Step, error: Exception) -> Step:
        receipt = self._transactions.receipt(step.hash) if step.hash and step.raw else None
        fee = receipt.fee_wei if receipt is not None else 0
        return replace(step, state=StepState.FAILED, fault=type(error).__name__, raw=None, fee_wei=fee)

    def _once(
        self, step: Step, orders: Mapping[int, KnownOrder], cancel: CancelToken, keep: Callable[[Step], Step]
    ) -> Step:
        if step.state is StepState.TODO:
            prepared = self._maker.prepare(step, orders)
            if prepared is None:
                return keep(replace(step, state=StepState.NEEDLESS))
            moved, call = prepared

            def sending(signed: SignedTransaction) -> None:
                if moved.hash is not None:
                    self._journal.resent(moved.hash, signed.hash)
                keep(replace(moved, state=StepState.SENT, raw=signed.raw, hash=signed.hash))

            signed = self._transactions.submit(
                moved.signer, call, self._purpose(moved), sending, Agreed(moved.fee_most_wei)
            )
            step = replace(moved, state=StepState.SENT, raw=signed.raw, hash=signed.hash)
        elif step.hash is not None and step.raw is not None:
            self._journal.sent(step.signer, step.hash, self._purpose(step))
            if self._transactions.receipt(step.hash) is None:
                self._transactions.resend(step.raw)
        return keep(self._ended(step, cancel))

    def _ended(self, step: Step, cancel: CancelToken) -> Step:
        if step.hash is None:
            raise AssertionError("a step that was sent has its transaction's hash")
        receipt: Receipt = self._transactions.wait(step.hash, cancel)
        moved = self._maker.told(step, receipt)
        if _is_the_signers(step):
            self._journal.corrected(step.hash, moved)
        return replace(step, state=StepState.DONE, amount=moved, fee_wei=receipt.fee_wei, raw=None)

    def _purpose(self, step: Step) -> Purpose:
        """Why a step's transaction is sent, for the activity of its signer.

        What goes elsewhere is named in words: it is no amount of the signer's. So is a token.
        """
        if _is_the_signers(step):
            return Purpose(step.kind.value, step.amount, step.split, step.subject)
        told = amount(step.amount, currency=self._currency(step.currency)) if step.amount else ""
        elsewhere = step.account if step.account != step.signer else step.split
        return Purpose(step.kind.value, 0, elsewhere, step.subject or told)


def _is_the_signers(step: Step) -> bool:
    """Whether coin is credited to, or arrives at, the account that signs."""
    is_credit = step.kind in {StepKind.SETTLE, StepKind.REFUND}
    return step.currency == NATIVE and (is_credit or step.account == step.signer)
