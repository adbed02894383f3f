"""Approvals: what others may take from an account now, and taking it back.

Which approvals there are is told by logs; what each still allows, by its contract. A contract can invent approvals that
nobody gave, so that the person pays a transaction to it: those are set apart, and nothing offers to revoke them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from desktop.core.agreements import Agreed, Ask, Mandate
from desktop.core.cancel import CancelToken
from desktop.core.effects import Preview, is_unlimited
from desktop.core.errors import Reverted, UserError
from desktop.core.identity import Address
from desktop.core.money import Currency
from desktop.core.traces import PERMIT2, Grant, GrantKind
from desktop.core.transactions import Call
from desktop.services.effects.ports import Previewer
from desktop.services.journal import Purpose
from desktop.services.ports import Clock
from desktop.services.tokens import ApprovalIgnored
from desktop.services.transactions import TransactionService


@dataclass(frozen=True, slots=True)
class Present:
    """What the contract says: how much is allowed (1 for one token or all of them), and how much the account has of it.

    None is unknown. ``until`` (Unix seconds) is when it ends, where it does.
    """

    allowed: int | None
    held: int | None
    until: int | None = None

    def stands_at(self, now: int) -> bool:
        """Whether something may still be taken; what is unknown stands."""
        return self.allowed != 0 and (self.until is None or self.until >= now)


@dataclass(frozen=True, slots=True)
class Approval:
    """One approval as it stands.

    Attributes:
        grant: The log that told it.
        currency: The token or collection, by its own words.
        present: What it allows now.
        is_invented: Neither sent by the account nor of a token that is known here: likely the contract's own invention.
    """

    grant: Grant
    currency: Currency
    present: Present
    is_invented: bool

    @property
    def is_unlimited(self) -> bool:
        """Whether it covers everything there is and will be."""
        if self.grant.kind is GrantKind.ALL:
            return True
        allowed = self.present.allowed
        return self.grant.is_amount and allowed is not None and is_unlimited(allowed)

    @property
    def at_risk(self) -> int | None:
        """How much could be taken this moment; None if that is unknown."""
        allowed, held = self.present.allowed, self.present.held
        if allowed is None or held is None:
            return None
        return min(allowed, held) if self.grant.is_amount else held

    @property
    def may_lose(self) -> bool:
        """Whether something could be taken now; a contract that does not say what is held does not make it safe."""
        return self.at_risk != 0


@dataclass(frozen=True, slots=True)
class ApprovalList:
    """The approvals of an account that still allow something, the riskiest first, and those that are set apart."""

    approvals: tuple[Approval, ...]
    invented: tuple[Approval, ...]
    read_from: int
    """The block after which logs were read: older approvals are not known."""


@dataclass(frozen=True, slots=True)
class ApprovalChange:
    """What is about to be sent: one call, or two where the token wants zero in between."""

    account: Address
    approval: Approval
    amount: int
    calls: tuple[Call, ...]


@dataclass(eq=False)
class ApprovalNotLower(UserError):
    """Only less than what is allowed now can be set here."""

    currency: Currency


class ApprovalChain(Protocol):
    """Approvals at one node, of one owner at a time."""

    def present(self, owner: Address, grants: Sequence[Grant]) -> list[Present]: ...
    def change(self, grant: Grant, amount: int, until: int | None = None) -> Call: ...


class GrantBook(Protocol):
    """What the logs told."""

    def grants(self, account: Address) -> list[Grant]: ...
    def read_from(self, account: Address) -> int | None: ...
    def knows_token(self, token: Address) -> bool: ...


class ApprovalService:
    """Lists, lowers and revokes."""

    def __init__(
        self,
        *,
        chain: ApprovalChain,
        book: GrantBook,
        currency_of: Callable[[Address], Currency],
        transactions: TransactionService,
        previewer: Previewer,
        clock: Clock,
    ) -> None:
        self._chain = chain
        self._book = book
        self._currency_of = currency_of
        self._transactions = transactions
        self._previewer = previewer
        self._clock = clock

    def list(self, account: Address) -> ApprovalList | None:
        """What stands now, asked of each contract; None if the account was not looked through yet.

        Raises:
            AppError: The node failed.
        """
        read_from = self._book.read_from(account)
        if read_from is None:
            return None
        grants = self._book.grants(account)
        now = self._clock.now()
        standing = [
            Approval(grant, self._currency_of(grant.asset), present, self._is_invented(grant))
            for grant, present in zip(grants, self._chain.present(account, grants), strict=True)
            if present.stands_at(now)
        ]
        listed = sorted((a for a in standing if not a.is_invented), key=_risk)
        return ApprovalList(tuple(listed), tuple(a for a in standing if a.is_invented), read_from)

    def plan(self, account: Address, approval: Approval, amount: int = 0) -> ApprovalChange:
        """What lowering to ``amount`` takes; 0 takes it back.

        Raises:
            ApprovalNotLower: It is no less than what is allowed.
            Reverted: The contract would refuse it.
        """
        allowed = approval.present.allowed
        if amount and (not approval.grant.is_amount or allowed is None or amount >= allowed):
            raise ApprovalNotLower(approval.currency)
        call = self._chain.change(approval.grant, amount, approval.present.until)
        calls: tuple[Call, ...] = (call,)
        try:
            self._transactions.estimate_gas(account, call)
        except Reverted:
            if not amount:
                raise
            calls = (self._chain.change(approval.grant, 0), call)  # as Tether wants it
        return ApprovalChange(account, approval, amount, calls)

    def preview(self, change: ApprovalChange) -> Preview:
        """What the last of its calls does, for the person to agree to."""
        return self._previewer.preview(change.account, change.calls[-1])

    def carry_out(
        self, change: ApprovalChange, cancel: CancelToken | None = None, shown: Preview | None = None
    ) -> None:
        """Send what was planned, each when the one before it is mined, and see that the contract keeps to it.

        Each may cost as much as the one that was ``shown``.

        Raises:
            CostRose: It costs more now; that one was not sent.
            ApprovalIgnored: It was mined, and the contract still allows more.
        """
        kind = "lower-approval" if change.amount else "revoke"
        grant, currency = change.approval.grant, change.approval.currency
        for call in change.calls:
            purpose = Purpose(kind, 0, grant.spender, currency.unit)
            signed = self._transactions.submit(
                change.account, call, purpose, lambda _: None, _mandate(call, shown)
            )
            self._transactions.wait(signed.hash, cancel)
        (present,) = self._chain.present(change.account, [grant])
        if present.allowed is not None and present.allowed > change.amount:
            raise ApprovalIgnored(currency)

    def _is_invented(self, grant: Grant) -> bool:
        if grant.kind is GrantKind.INNER:
            return grant.contract != PERMIT2 and not grant.by_hand
        return not grant.by_hand and not self._book.knows_token(grant.contract)


def _mandate(call: Call, shown: Preview | None) -> Mandate:
    """Each may cost what the one that was shown may; only that one is bound to what it was shown to do."""
    if shown is None or shown.transaction is None:
        return Ask()
    is_shown = call == shown.call
    return Agreed(shown.transaction.most_wei, shown.effects if is_shown else None)


def _risk(approval: Approval) -> tuple[bool, bool, int]:
    """What could lose most first: everything of something that is held; then whatever is held; then the rest."""
    return (
        not (approval.is_unlimited and approval.may_lose),
        not approval.may_lose,
        -approval.grant.block,
    )
