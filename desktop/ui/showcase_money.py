"""The showcase's money: what waits in the contracts, the batch that takes it home, and splits."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from desktop.core.accounts import Account
from desktop.core.cancel import CancelToken
from desktop.core.changes import Change, Progress, Topic
from desktop.core.errors import AppError
from desktop.core.holdings import Collection, Doubt, Holding, HoldingKind, Step, StepState
from desktop.core.identity import NATIVE, Address, keccak256
from desktop.core.income import Income
from desktop.core.sales import SaleState
from desktop.core.splits import Share, Shares, Split
from desktop.services.collecting.known_orders import KnownOrder
from desktop.services.collecting.planning import judge, plan
from desktop.services.collecting.reading import Look
from desktop.services.collecting.service import Overview
from desktop.services.splits import Payee, PayeeKind, SplitQuote
from desktop.ui import showcase_values as values
from desktop.ui.showcase_parts import Gate, Publish

MAX_FEE_WEI = 3 * 10**9
FACTORY = Address(keccak256(b"maker of splits")[12:])
FRIENDS = tuple(Address(keccak256(name)[12:]) for name in (b"ada", b"grace"))
SPLIT = Split.of(FACTORY, (Share(values.BUYER, 2500), Share(FRIENDS[0], 5000), Share(FRIENDS[1], 2500)))


def sample_holdings() -> tuple[Holding, ...]:
    """One of each kind; the small one is worth less than its fee."""
    kinds, milli = HoldingKind, 10**15
    order = iter(range(1, 100))
    return (
        Holding(
            "late", kinds.REFUND, values.BUYER, NATIVE, 25 * milli, subject="Credit risk",
            time=values.NOW, order_id=next(order), payee=values.BUYER,
        ),
        Holding(
            "sale", kinds.SETTLE, values.BUYER, NATIVE, 20 * milli, subject="Programming language",
            time=values.NOW, order_id=next(order), payee=values.BUYER,
        ),
        Holding(
            "small", kinds.SETTLE, values.BUYER, NATIVE, 10**11, subject="Handwritten digits",
            time=values.NOW, order_id=next(order), payee=values.BUYER,
        ),
        Holding("credit", kinds.CREDIT, values.BUYER, NATIVE, 85 * milli, payee=values.BUYER),
        Holding("token", kinds.CREDIT, values.BUYER, values.TOKEN.address, 12_500_000, payee=values.BUYER),
        Holding(
            "share", kinds.SHARE, values.BUYER, NATIVE, 5 * milli, payee=SPLIT.address,
            through=SPLIT.address, in_market=True,
        ),
        Holding("bond", kinds.BOND, values.BUYER, NATIVE, 6 * milli),
        Holding(
            "dispute", kinds.IN_DISPUTE, values.BUYER, NATIVE, 20 * milli, subject="Programming language",
            time=values.NOW + 3 * 86400, order_id=next(order),
        ),
        Holding(
            "waiting", kinds.WAITING, values.BUYER, NATIVE, 15 * milli, subject="Retail demand",
            time=values.NOW + 86400, order_id=next(order),
        ),
        Holding("locked", kinds.BOND_LOCKED, values.BUYER, NATIVE, 4 * milli),
    )  # fmt: skip


def sample_income() -> list[Income]:
    """Three weeks of sales of two models."""
    now = int(time.time())
    return [
        Income(i, (1, 4)[i % 2], values.BUYER, NATIVE, (5, 20)[i % 2] * 10**15, now - (i * i % 20) * 86400)
        for i in range(17)
    ]


@dataclass
class Collecting:
    """What waits, on the rules of the real planner."""

    gate: Gate
    accounts: Callable[[], Sequence[Account]]
    publish: Publish
    holdings: tuple[Holding, ...] = field(default_factory=sample_holdings)
    fault: AppError | None = None
    collection: Collection | None = None
    fails: frozenset[str] = frozenset()
    taken: list[Step] = field(default_factory=list)
    max_fee_wei: int = MAX_FEE_WEI

    def _look(self) -> Look:
        listing = values.listings()[0]
        sold = values.sale(1, listing, SaleState.DELIVERED)
        orders = {
            h.order_id: KnownOrder(h.order_id, listing.terms, sold.order, sold.delivery)
            for h in self.holdings
            if h.order_id is not None
        }  # fmt: skip
        accounts = {values.BUYER: values.ETHER}
        split = {SPLIT.address: tuple(share.account for share in SPLIT.shares)}
        return Look(self.holdings, 4_211, values.NOW, accounts, frozenset({values.BUYER}), orders, split)

    def overview(self) -> Overview:
        self.gate.pass_through("collecting.overview")
        judged = judge(self._look(), self.max_fee_wei)
        read_at: int | None = int(time.time()) - 4
        if self.fault is not None:
            is_known = any(h.amount is not None for h in self.holdings)
            read_at = int(time.time()) - 600 if is_known else None
        accounts = tuple(self.accounts())
        units = {holding.currency: values.unit(holding.currency) for holding in judged}
        return Overview(
            accounts,
            judged,
            4_211,
            read_at,
            self.max_fee_wei,
            self.fault,
            self.collection,
            units,
        )

    def plan(self, keys: Iterable[str], *, others: bool = False) -> tuple[Step, ...]:
        wanted = frozenset(keys)
        look = self._look()
        chosen = [h for h in judge(look, self.max_fee_wei) if h.key in wanted]
        return plan(look, chosen, self.max_fee_wei, others=others)

    def collect(
        self, steps: Sequence[Step], cancel: CancelToken, progress: Callable[[Progress], None]
    ) -> Collection:
        self.collection = Collection(1, values.NOW, tuple(steps))
        return self._carry_out(cancel, progress)

    def unfinished(self) -> Collection | None:
        return self.collection

    def resume(self, cancel: CancelToken, progress: Callable[[Progress], None]) -> Collection | None:
        return self._carry_out(cancel, progress)

    def put_away(self) -> None:
        self.collection = None

    def _carry_out(self, cancel: CancelToken, progress: Callable[[Progress], None]) -> Collection:
        kept = self.collection
        if kept is None:
            raise AssertionError("no batch")
        for place, step in enumerate(kept.steps):
            progress(Progress("collect", step.kind.value, place, len(kept.steps)))
            cancel.raise_if_cancelled()
            self._put(place, replace(step, state=StepState.SENT))
            self.gate.pass_through(f"collecting.{step.kind.value}", cancel)
            if step.kind.value in self.fails:
                self._put(place, replace(step, state=StepState.FAILED, fault="Reverted"))
            else:
                self._put(place, replace(step, state=StepState.DONE, fee_wei=step.fee_most_wei // 2))
                self.taken.append(step)
        ended = self.collection or kept
        self.holdings = tuple(h for h in self.holdings if not h.can_be_taken or h.doubt is not Doubt.NONE)
        self.publish(Change(Topic.BALANCE))
        return ended

    def _put(self, place: int, step: Step) -> None:
        if self.collection is not None:
            steps = list(self.collection.steps)
            steps[place] = step
            self.collection = replace(self.collection, steps=tuple(steps))


@dataclass
class SplitsKept:
    """Splits that exist, and the making of others."""

    gate: Gate
    made: dict[Address, Split] = field(default_factory=lambda: {SPLIT.address: SPLIT})

    def own(self, accounts: Iterable[Address]) -> list[Split]:
        wanted = set(accounts)
        return [split for split in self.made.values() if wanted & {s.account for s in split.shares}]

    def payee(self, address: Address, seller: Address) -> Payee:
        self.gate.pass_through("splits.payee")
        if address == seller:
            return Payee(address, PayeeKind.SELLER)
        if (split := self.made.get(address)) is not None:
            return Payee(address, PayeeKind.SPLIT, split.shares)
        return Payee(address, PayeeKind.CONTRACT if address == values.MARKET else PayeeKind.ACCOUNT)

    def quote(self, shares: Shares) -> SplitQuote:
        self.gate.pass_through("splits.quote")
        split = Split.of(FACTORY, shares)
        is_made = split.address in self.made
        return SplitQuote(split, is_made, 0 if is_made else 260_000 * MAX_FEE_WEI)

    def make(self, quote: SplitQuote) -> Split:
        self.gate.pass_through("splits.make")
        self.made[quote.split.address] = quote.split
        return quote.split
