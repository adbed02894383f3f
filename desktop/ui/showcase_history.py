"""The showcase's activity, what was found on the chain, and approvals."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from desktop.core.activity import ActivityPlace, ActivityQuery, Direction
from desktop.core.calls import Act, DecodedCall, Part, Role, Shape
from desktop.core.cancel import CancelToken
from desktop.core.changes import Change, Topic
from desktop.core.effects import Effects, Fullness, Preview, RightChange, RightKind
from desktop.core.identity import Address
from desktop.core.money import MAX_UINT256, Money
from desktop.core.movements import AccountState
from desktop.core.spam import HiddenBy
from desktop.core.traces import PERMIT2, Grant, GrantKind, Trace
from desktop.core.transactions import Call
from desktop.services.activity import ActivityOutline
from desktop.services.approvals import Approval, ApprovalChange, ApprovalList, Present
from desktop.services.journal import Activity
from desktop.ui import showcase_values as values
from desktop.ui.showcase_parts import Gate, Publish, silent


def whole_trace() -> Trace:
    """Everything was read, a moment ago."""
    nothing = AccountState(0, 0)
    return Trace(0, nothing, 0, 4_150, bytes(32), nothing, 4_211, int(time.time()) - 4)


@dataclass
class ActivityKept:
    publish: Publish = silent
    lines: list[Activity] = field(default_factory=list)
    people: Mapping[Address, str] = field(default_factory=dict)
    saved: list[str] = field(default_factory=list)

    def select(self, query: ActivityQuery, after: ActivityPlace | None, limit: int) -> list[Activity]:
        found = sorted((line for line in self.lines if _fits(line, query)), key=lambda x: (-x.time, -x.id))
        if after is not None:
            found = [line for line in found if (line.time, line.id) < (after.time, after.id)]
        return found[:limit]

    def outline(self) -> ActivityOutline:
        chains = sorted({line.chain_id for line in self.lines if line.chain_id is not None})
        hidden = sum(line.hidden is not HiddenBy.NOTHING for line in self.lines)
        return ActivityOutline(tuple(chains), hidden, self.people)

    def annotate(self, line_id: int, note: str) -> Activity:
        self.change(line_id, note=note)
        return next(line for line in self.lines if line.id == line_id)

    def change(self, line_id: int, **values: object) -> None:
        self.lines = [replace(x, **values) if x.id == line_id else x for x in self.lines]  # type: ignore[arg-type]
        self.publish(Change(Topic.ACTIVITY))

    def export_csv(self) -> str:
        return "time,kind\n"

    def export_koinly(
        self, account: Address, chain_id: int, kind_words: Callable[[str], str], coin: str
    ) -> str:
        return f"Date,{account},{chain_id},{kind_words('buy')},{coin}\n"


def _fits(line: Activity, query: ActivityQuery) -> bool:
    text = (
        f"{line.subject} {line.note} {line.currency.unit} {line.counterparty} {line.hash and line.hash.hex()}"
    )
    words_fit = all(word in text.casefold() for word in query.text.casefold().split())
    return (
        (line.hidden is not HiddenBy.NOTHING) == query.kept_out
        and (query.account in {None, line.account})
        and (query.chain_id in {None, line.chain_id})
        and (query.direction is Direction.ANY or (line.amount > 0) == (query.direction is Direction.IN))
        and (not query.only_kinds or line.kind in query.only_kinds)
        and (not query.states or line.status in query.states)
        and (words_fit or line.kind in query.kinds or line.counterparty in query.people)
    )


@dataclass
class Tracing:
    gate: Gate
    activity: ActivityKept
    kept: Trace | None = field(default_factory=whole_trace)
    looked: list[Address] = field(default_factory=list)
    chosen: list[tuple[Address, bool]] = field(default_factory=list)

    def trace(self, _account: Address) -> Trace | None:
        return self.kept

    def look(self, account: Address, cancel: CancelToken | None = None) -> Trace:
        self.gate.pass_through("tracing.look", cancel)
        self.looked.append(account)
        self.kept = self.kept or whole_trace()
        self.kept = replace(self.kept, seen_at=int(time.time()))
        return self.kept

    def look_back(
        self, account: Address, cancel: CancelToken, progress: Callable[[int], object] = lambda _: None
    ) -> Trace:
        progress(1_000)
        self.gate.pass_through("tracing.look_back", cancel)
        self.kept = whole_trace()
        self.activity.publish(Change(Topic.ACTIVITY))
        return self.look(account, cancel)

    def set_shown(self, line_id: int, *, is_shown: bool) -> None:
        self.activity.change(line_id, hidden=HiddenBy.NOTHING if is_shown else HiddenBy.CHOSEN)

    def choose_token(self, token: Address, *, is_shown: bool) -> None:
        self.chosen.append((token, is_shown))
        for line in self.activity.lines:
            if line.currency.address == token:
                self.set_shown(line.id, is_shown=is_shown)


def sample_approvals() -> ApprovalList:
    """Everything for ever, a bounded amount, a collection, an unknown one; and an invented one."""
    exchange, shop = values.SELLERS[0], values.SELLERS[1]

    def approval(
        kind: GrantKind, spender: Address, allowed: int | None, held: int | None, token: object = values.TOKEN,
        *, invented: bool = False,
    ) -> Approval:  # fmt: skip
        grant = Grant(kind, token.address, spender, 1, 3_900, bytes(32), by_hand=not invented)  # type: ignore[attr-defined]
        return Approval(grant, token, Present(allowed, held), invented)  # type: ignore[arg-type]

    inner = Grant(
        GrantKind.INNER, PERMIT2, shop, 1, 3_900, bytes(32), by_hand=True, token=values.TOKEN.address
    )
    items = replace(values.TOKEN, address=values.SELLERS[2], symbol="LIC", name="Model licences", decimals=0)
    for_a_month = Present(30_000_000, 84_250_000, values.NOW + 29 * 86_400)
    nameless = replace(items, name="", symbol="", address=Address(b"\x77" * 20))
    return ApprovalList(
        (
            approval(GrantKind.AMOUNT, exchange, MAX_UINT256, 84_250_000),
            approval(GrantKind.ALL, shop, 1, 3, items),
            approval(GrantKind.AMOUNT, values.MARKET, 12_500_000, 84_250_000),
            Approval(inner, values.TOKEN, for_a_month, is_invented=False),
            approval(GrantKind.AMOUNT, shop, None, None, values.IMITATION),
            approval(GrantKind.ALL, exchange, 1, None, nameless),
        ),
        (approval(GrantKind.AMOUNT, exchange, MAX_UINT256, 10**18, values.IMITATION, invented=True),),
        0,
    )


@dataclass
class Approvals:
    gate: Gate
    publish: Publish = silent
    found: ApprovalList | None = field(default_factory=sample_approvals)
    carried: list[ApprovalChange] = field(default_factory=list)
    wants_zero_first: bool = False

    def list(self, _account: Address) -> ApprovalList | None:
        self.gate.pass_through("approvals.list")
        return self.found

    def plan(self, account: Address, approval: Approval, amount: int = 0) -> ApprovalChange:
        self.gate.pass_through("approvals.plan")
        call = Call(approval.grant.contract, bytes.fromhex("095ea7b3") + bytes(64))
        return ApprovalChange(account, approval, amount, (call,) * (2 if self.wants_zero_first else 1))

    def preview(self, change: ApprovalChange) -> Preview:
        grant, currency = change.approval.grant, change.approval.currency
        facts = (
            Part("amount", Shape.AMOUNT, Money(change.amount, currency)),
            Part("spender", Shape.ADDRESS, grant.spender),
            Part("token", Shape.TEXT, currency.unit),
        )
        decoded = DecodedCall(Act.APPROVE, Role.TOKEN, "approve(address,uint256)", facts)
        right = RightChange(
            RightKind.ALLOWANCE, grant.contract, change.amount, change.approval.present.allowed, grant.spender,
            currency=currency,
        )  # fmt: skip
        effects = Effects(Fullness.SIMULATED, rights=(right,), block=4_211)
        return Preview(values.CHAIN_ID, change.account, change.calls[-1], decoded, effects)

    def carry_out(
        self, change: ApprovalChange, cancel: CancelToken | None = None, _shown: Preview | None = None
    ) -> None:
        self.gate.pass_through("approvals.carry_out", cancel)
        self.carried.append(change)
        if self.found is not None:
            left = tuple(a for a in self.found.approvals if a is not change.approval)
            self.found = replace(self.found, approvals=left)
