"""From what is held to transactions: what each costs, what is not worth it, and who pays the fees."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from desktop.core.holdings import Doubt, Holding, HoldingKind, Step, StepKind
from desktop.core.identity import NATIVE, Address
from desktop.services.collecting.reading import Look

SETTLE_BASE_GAS = 80_000
SETTLE_EACH_GAS = 60_000
"""Measured: one takes 83,000 and three for the same payee 126,000 (contracts/gas.json); another payee's first credit
takes 17,000 more; and every estimate gets a margin of a fifth."""
SETTLE_AT_ONCE = 50
REFUND_GAS = 140_000
WITHDRAW_GAS = 80_000
SPLIT_IN_GAS = 100_000
SHARE_GAS = 125_000
BOND_GAS = 80_000
TOKEN_EXTRA_GAS = 60_000
"""What a plain token's transfer takes beside; one that takes more is not paid for."""

PAYING_GAS = 400_000
"""An account with coins for less lets another one of the wallet pay: a few transactions may follow each other."""


def gas_of(kind: StepKind, currency: Address = NATIVE, orders: int = 1) -> int:
    """The most gas that a step may take; it is not sent if it would take more."""
    extra = 0 if currency == NATIVE else TOKEN_EXTRA_GAS
    match kind:
        case StepKind.SETTLE:
            return SETTLE_BASE_GAS + orders * SETTLE_EACH_GAS
        case StepKind.REFUND:
            return REFUND_GAS
        case StepKind.WITHDRAW:
            return WITHDRAW_GAS + extra
        case StepKind.SPLIT_IN:
            return SPLIT_IN_GAS + extra
        case StepKind.SHARE:
            return SHARE_GAS + extra
        case StepKind.BOND:
            return BOND_GAS


def judge(look: Look, max_fee_wei: int) -> tuple[Holding, ...]:
    """The holdings with their fees, and with why some are better left.

    A fee is compared with amounts in the native coin alone: what a token is worth is nobody's knowledge here.
    """
    priced = [_priced(holding, look, max_fee_wei) for holding in look.holdings]
    return tuple(_of_a_poor_group(holding, priced, max_fee_wei) for holding in priced)


def _priced(holding: Holding, look: Look, max_fee_wei: int) -> Holding:
    fee = _gas_of_taking(holding) * max_fee_wei
    doubt = Doubt.NONE
    if holding.amount is None:
        doubt = Doubt.UNKNOWN
    elif not _can_pay(holding, look, fee):
        doubt = Doubt.NO_GAS
    elif holding.currency == NATIVE and holding.amount <= fee:
        doubt = Doubt.FEE
    elif holding.kind is HoldingKind.BOND and holding.account in look.selling:
        doubt = Doubt.BOND
    return replace(holding, fee_most_wei=fee, doubt=doubt)


def _gas_of_taking(holding: Holding) -> int:
    match holding.kind:
        case HoldingKind.SETTLE:
            return SETTLE_EACH_GAS
        case HoldingKind.REFUND:
            return REFUND_GAS
        case HoldingKind.CREDIT:
            return gas_of(StepKind.WITHDRAW, holding.currency)
        case HoldingKind.SHARE:
            first = gas_of(StepKind.SPLIT_IN, holding.currency) if holding.in_market else 0
            return first + gas_of(StepKind.SHARE, holding.currency)
        case HoldingKind.BOND:
            return BOND_GAS
        case _:
            return 0


def _can_pay(holding: Holding, look: Look, fee: int) -> bool:
    """A seller's bond is taken out by the seller alone; everything else may be paid for by any account."""
    if holding.kind is HoldingKind.BOND:
        return look.balances.get(holding.account, 0) >= fee
    return max(look.balances.values(), default=0) >= fee


def _of_a_poor_group(holding: Holding, all_of_them: Sequence[Holding], max_fee_wei: int) -> Holding:
    """A settlement or refund alone brings nothing home: with its withdrawal, and all others of it, it must pay off."""
    is_act = holding.kind in {HoldingKind.SETTLE, HoldingKind.REFUND}
    if not is_act or holding.currency != NATIVE or holding.doubt is not Doubt.NONE:
        return holding
    group = [
        other
        for other in all_of_them
        if (other.account, other.currency, other.through)
        == (holding.account, holding.currency, holding.through)
        and other.kind in {HoldingKind.SETTLE, HoldingKind.REFUND, HoldingKind.CREDIT, HoldingKind.SHARE}
        and other.doubt is Doubt.NONE
    ]
    gain = sum((other.amount or 0) - other.fee_most_wei for other in group)
    if any(other.kind in {HoldingKind.CREDIT, HoldingKind.SHARE} for other in group):
        return holding  # its withdrawal is paid for already
    kinds = [StepKind.WITHDRAW] if holding.through is None else [StepKind.SPLIT_IN, StepKind.SHARE]
    has_settlement = any(other.kind is HoldingKind.SETTLE for other in group)
    gas = sum(gas_of(kind) for kind in kinds) + (SETTLE_BASE_GAS if has_settlement else 0)
    return replace(holding, doubt=Doubt.FEE) if gain <= gas * max_fee_wei else holding


def plan(
    look: Look, chosen: Iterable[Holding], max_fee_wei: int, *, others: bool = False
) -> tuple[Step, ...]:
    """The transactions that bring the chosen holdings home, in an order in which each finds what the former left.

    Args:
        look: Where they were found.
        chosen: Some of its holdings; what cannot be taken is passed over.
        max_fee_wei: Per gas.
        others: Whether the other accounts of a split are paid out as well.
    """
    taken = [holding for holding in chosen if holding.can_be_taken]
    payer = _Payer(look, max_fee_wei)
    steps = [*_refunds(taken, payer), *_settlements(taken, look, payer)]
    steps += _withdrawals(taken, look, payer)
    steps += _shares(taken, look, payer, others=others)
    steps += [
        Step(StepKind.BOND, h.account, h.account, NATIVE, h.amount or 0, 0)
        for h in taken
        if h.kind is HoldingKind.BOND
    ]
    return tuple(
        replace(step, fee_most_wei=gas_of(step.kind, step.currency, len(step.order_ids) or 1) * max_fee_wei)
        for step in steps
    )


class _Payer:
    """Which account pays a fee: the one whose money it is if it has enough for one, else the one with the most."""

    def __init__(self, look: Look, max_fee_wei: int) -> None:
        self._enough_wei = PAYING_GAS * max_fee_wei
        self._balances = look.balances
        self._richest = max(look.balances, key=lambda account: look.balances[account], default=None)

    def of(self, account: Address) -> Address:
        if self._balances.get(account, 0) >= self._enough_wei or self._richest is None:
            return account
        return self._richest

    def of_all(self, accounts: Sequence[Address]) -> Address:
        """Of what is done for several accounts at once."""
        return self.of(max(accounts, key=lambda account: self._balances.get(account, 0)))


def _refunds(taken: Sequence[Holding], payer: _Payer) -> list[Step]:
    return [
        Step(
            StepKind.REFUND, payer.of(h.account), h.account, h.currency, h.amount or 0, 0,
            orders=f"{h.order_id or 0:064x}", subject=h.subject,
        )
        for h in taken
        if h.kind is HoldingKind.REFUND
    ]  # fmt: skip


def _settlements(taken: Sequence[Holding], look: Look, payer: _Payer) -> list[Step]:
    """Batches per currency, so that the amount of each has one."""
    steps = []
    due = [h for h in taken if h.kind is HoldingKind.SETTLE and h.order_id is not None]
    for currency in dict.fromkeys(h.currency for h in due):
        these = [h for h in due if h.currency == currency]
        ids = list(dict.fromkeys(h.order_id for h in these if h.order_id is not None))
        for at in range(0, len(ids), SETTLE_AT_ONCE):
            part = ids[at : at + SETTLE_AT_ONCE]
            holders = [h for h in these if h.order_id in part]
            signer = payer.of_all([h.account for h in holders])
            steps.append(
                Step(
                    StepKind.SETTLE, signer, signer, currency,
                    sum(look.orders[order].terms.price for order in part), 0,
                    orders=" ".join(f"{order:064x}" for order in part),
                    subject=", ".join(dict.fromkeys(h.subject for h in holders if h.subject)),
                )
            )  # fmt: skip
    return steps


def _withdrawals(taken: Sequence[Holding], look: Look, payer: _Payer) -> list[Step]:
    amounts: dict[tuple[Address, Address], int] = {}
    held = {(h.account, h.currency): h.amount or 0 for h in look.holdings if h.kind is HoldingKind.CREDIT}
    for h in taken:
        if h.kind is HoldingKind.CREDIT:
            amounts.setdefault((h.account, h.currency), h.amount or 0)
    for h in taken:
        if h.kind in {HoldingKind.SETTLE, HoldingKind.REFUND} and h.through is None:
            key = (h.account, h.currency)
            amounts[key] = amounts.get(key, held.get(key, 0)) + (h.amount or 0)
            if h.extra_wei:
                late = (h.account, NATIVE)
                amounts[late] = amounts.get(late, held.get(late, 0)) + h.extra_wei
    return [
        Step(StepKind.WITHDRAW, payer.of(account), account, currency, amount, 0)
        for (account, currency), amount in amounts.items()
    ]


def _shares(taken: Sequence[Holding], look: Look, payer: _Payer, *, others: bool) -> list[Step]:
    chosen = [
        h
        for h in taken
        if h.through is not None and h.kind in {HoldingKind.SHARE, HoldingKind.SETTLE}
    ]  # fmt: skip
    held = {
        (h.through, h.currency, h.account): h for h in look.holdings if h.kind is HoldingKind.SHARE
    }  # fmt: skip
    steps: list[Step] = []
    for split, currency in dict.fromkeys((h.through, h.currency) for h in chosen):
        if split is None:
            continue
        these = [h for h in chosen if (h.through, h.currency) == (split, currency)]
        accounts = list(dict.fromkeys(h.account for h in these))
        signer = payer.of_all(accounts)
        before = [held[key] for account in accounts if (key := (split, currency, account)) in held]
        if any(h.kind is HoldingKind.SETTLE for h in these) or any(h.in_market for h in before):
            steps.append(Step(StepKind.SPLIT_IN, signer, split, currency, 0, 0, split=split))
        for account in accounts:
            settled = sum(
                h.amount or 0 for h in these if h.account == account and h.kind is HoldingKind.SETTLE
            )
            share = held.get((split, currency, account))
            amount = settled + (share.amount or 0 if share else 0)
            steps.append(Step(StepKind.SHARE, payer.of(account), account, currency, amount, 0, split=split))
        if others:
            known = look.splits.get(split, ())
            steps += [
                Step(StepKind.SHARE, signer, other, currency, 0, 0, split=split)
                for other in known
                if other not in accounts
            ]
    return steps
