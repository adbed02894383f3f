"""One step of a collection: the call it makes as the chain stands now, and what its events say afterwards."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from desktop.core.errors import Reverted
from desktop.core.exchange import NO_DELIVERY, OrderState
from desktop.core.holdings import Step, StepKind
from desktop.core.identity import NATIVE, Address
from desktop.core.transactions import Call, Receipt
from desktop.services.collecting.known_orders import KnownOrder
from desktop.services.collecting.ports import BondOf, CreditOf, DueOf, HoldingsReader, IsBad, SlotOf
from desktop.services.ports import MarketCalls, Transactor
from desktop.services.splits import SplitChain

_WANTED = {StepKind.SETTLE: OrderState.DELIVERED, StepKind.REFUND: OrderState.OPEN}


class StepMaker:
    """Makes each call only when its turn has come: the steps before it have changed what there is to take."""

    def __init__(
        self,
        *,
        chain: Transactor,
        market: Address,
        calls: MarketCalls,
        splits: SplitChain,
        reader: HoldingsReader,
    ) -> None:
        self._chain = chain
        self._market = market
        self._calls = calls
        self._splits = splits
        self._reader = reader

    def prepare(self, step: Step, orders: Mapping[int, KnownOrder]) -> tuple[Step, Call] | None:
        """The step with what it will move, and its call; None if there is nothing left to take."""
        match step.kind:
            case StepKind.SETTLE | StepKind.REFUND:
                return self._about_orders(step, orders)
            case StepKind.WITHDRAW:
                return self._withdraw(step, step.account, step.signer)
            case StepKind.SPLIT_IN:
                return self._withdraw(step, step.account, None)
            case StepKind.SHARE:
                return self._share(step)
            case StepKind.BOND:
                return self._bond(step)

    def foreseen(self, step: Step, orders: Mapping[int, KnownOrder]) -> Call | None:
        """What the step would call if all before it go as planned; for showing, asking nobody."""
        account, split = step.account, step.split
        is_own = step.signer == account
        match step.kind:
            case StepKind.SETTLE | StepKind.REFUND:
                return self._foreseen_orders(step, orders)
            case StepKind.WITHDRAW | StepKind.SPLIT_IN:
                take = self._calls.withdraw if is_own else self._calls.withdraw_for
                return take(step.currency, account)
            case StepKind.SHARE if split is not None:
                share = self._splits.withdraw if is_own else self._splits.withdraw_for
                return share(split, step.currency, account)
            case StepKind.BOND:
                return self._calls.withdraw_bond(step.amount, account)
        return None

    def _foreseen_orders(self, step: Step, orders: Mapping[int, KnownOrder]) -> Call | None:
        known = [orders[order] for order in step.order_ids if order in orders]
        if not known:
            return None
        if step.kind is StepKind.REFUND:
            return self._calls.refund(known[0].terms, known[0].order, NO_DELIVERY)
        return self._settle(known)

    def told(self, step: Step, receipt: Receipt) -> int:
        """What a mined step moved, by its own events."""
        match step.kind:
            case StepKind.SETTLE:
                payouts = self._reader.payouts(step.order_ids)
                return sum(e.amount for e in payouts if e.at.transaction_hash == receipt.hash)
            case StepKind.REFUND:
                refunds = self._reader.refunds(step.order_ids)
                mine = [e for e in refunds if e.at.transaction_hash == receipt.hash]
                late_fee = sum(e.bond_paid_wei for e in mine) if step.currency == NATIVE else 0
                return sum(e.amount for e in mine) + late_fee
            case StepKind.BOND:
                return self._reader.bond_out(step.signer, receipt)
            case StepKind.SHARE:
                payer = step.split or self._market
            case _:
                payer = self._market
        return self._reader.paid_out(payer, step.account, step.currency, receipt)

    def _about_orders(self, step: Step, orders: Mapping[int, KnownOrder]) -> tuple[Step, Call] | None:
        known = [orders[order] for order in step.order_ids if order in orders]
        reading = self._reader.read(
            [*(SlotOf(k.order_id) for k in known), *(IsBad(k.terms.key_hash) for k in known)]
        )
        ready = [
            k
            for k in known
            if k.state_in(reading.one(SlotOf(k.order_id))) is _WANTED[step.kind]
            and (step.kind is StepKind.REFUND or reading.one(IsBad(k.terms.key_hash)) == 0)
        ]
        if not ready:
            return None
        if step.kind is StepKind.REFUND:
            return step, self._calls.refund(ready[0].terms, ready[0].order, NO_DELIVERY)
        ready = self._that_settle(ready, step.signer)
        if not ready:
            return None
        ids = " ".join(f"{k.order_id:064x}" for k in ready)
        amount = sum(k.terms.price for k in ready)
        return replace(step, orders=ids, amount=amount), self._settle(ready)

    def _settle(self, orders: Sequence[KnownOrder]) -> Call:
        return self._calls.settle([(k.terms, k.order, k.delivery) for k in orders])

    def _that_settle(self, orders: list[KnownOrder], signer: Address) -> list[KnownOrder]:
        """All of them; or those that settle alone, if one of them makes the batch revert."""
        try:
            self._chain.estimate_gas(signer, self._settle(orders))
        except Reverted:
            if len(orders) == 1:
                raise
        else:
            return orders
        passing = []
        for known in orders:
            try:
                self._chain.estimate_gas(signer, self._settle([known]))
            except Reverted:
                continue
            passing.append(known)
        return passing

    def _withdraw(self, step: Step, account: Address, owner: Address | None) -> tuple[Step, Call] | None:
        credit = self._reader.read([CreditOf(account, step.currency)]).one(CreditOf(account, step.currency))
        if credit == 0:
            return None
        moved = step if credit is None else replace(step, amount=credit)
        if owner == account:
            return moved, self._calls.withdraw(step.currency, account)
        return moved, self._calls.withdraw_for(step.currency, account)

    def _share(self, step: Step) -> tuple[Step, Call] | None:
        if step.split is None:
            return None
        question = DueOf(step.split, step.account, step.currency)
        due = self._reader.read([question]).one(question)
        if due == 0:
            return None
        moved = step if due is None else replace(step, amount=due)
        if step.signer == step.account:
            return moved, self._splits.withdraw(step.split, step.currency, step.account)
        return moved, self._splits.withdraw_for(step.split, step.currency, step.account)

    def _bond(self, step: Step) -> tuple[Step, Call] | None:
        """Not more than the person agreed to: a settlement before this may have freed another bond."""
        bond = self._reader.read([BondOf(step.signer)]).answers.get(BondOf(step.signer))
        amount = step.amount if bond is None else min(step.amount, bond[0])
        if amount == 0:
            return None
        return replace(step, amount=amount), self._calls.withdraw_bond(amount, step.account)
