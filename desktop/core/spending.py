"""What may leave an account in a day, and what has: limits, outflows, and their sums. Amounts are smallest units.

A day is any 24 hours, not a date: with dates, a limit could be spent twice around midnight.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from desktop.core.consent import Reason
from desktop.core.identity import NATIVE, Address
from desktop.core.stablecoins import usual_day

DAY_S: Final = 24 * 3600
MOST_ACTS: Final = 200
"""Acts of one day that are kept apart; beyond that the oldest are added up, and none of them can be replaced any more."""

_ETHER: Final = 10**18
USUAL_DAY_WEI: Final = {137: 2_000 * _ETHER}
"""Of a chain whose coin is worth far less than ether, until the person chooses another limit."""
USUAL_DAY_ELSEWHERE_WEI: Final = _ETHER
WORTHLESS_CHAINS: Final = frozenset(
    {1337, 31_337, 20_261_120, 11_155_111, 17_000, 84_532, 11_155_420, 421_614, 80_002}
)
"""Test networks, local ones and the demo: their coins buy nothing, so nothing is limited unless the person says so."""


@dataclass(frozen=True, slots=True)
class Limit:
    """The most of one currency (``NATIVE`` is the coin) that leaves by one chain in a day, and to one seller; None: any."""

    chain_id: int
    token: Address
    day: int | None = None
    seller: int | None = None


@dataclass(frozen=True, slots=True)
class SpendingLimits:
    """Limits that the person chose. A coin without one has the usual limit of its chain, a known stablecoin its own.

    ``ask_for_tokens``: whether whatever moves another token that has no limit asks for consent. None is the usual, which
    is wherever coins are worth something.
    """

    rows: tuple[Limit, ...] = ()
    ask_for_tokens: bool | None = None

    def of(self, chain_id: int, token: Address) -> Limit:
        """The limit that is in force."""
        for row in self.rows:
            if (row.chain_id, row.token) == (chain_id, token):
                return row
        if token != NATIVE:
            return Limit(chain_id, token, usual_day(chain_id, token))
        if chain_id in WORTHLESS_CHAINS:
            return Limit(chain_id, token)
        return Limit(chain_id, token, USUAL_DAY_WEI.get(chain_id, USUAL_DAY_ELSEWHERE_WEI))

    def has(self, chain_id: int, token: Address) -> bool:
        """Whether the person chose one."""
        return any((row.chain_id, row.token) == (chain_id, token) for row in self.rows)

    def asks_for_tokens(self, chain_id: int) -> bool:
        """Whether a token without a limit asks for consent on this chain."""
        return chain_id not in WORTHLESS_CHAINS if self.ask_for_tokens is None else self.ask_for_tokens

    def with_limit(self, limit: Limit) -> "SpendingLimits":
        """The same with this limit in the place of the one for its chain and currency."""
        kept = tuple(row for row in self.rows if (row.chain_id, row.token) != (limit.chain_id, limit.token))
        return replace(self, rows=(*kept, limit))

    def without(self, chain_id: int, token: Address) -> "SpendingLimits":
        """The same as if the person had chosen nothing for this currency."""
        kept = tuple(row for row in self.rows if (row.chain_id, row.token) != (chain_id, token))
        return replace(self, rows=kept)


@dataclass(frozen=True, slots=True)
class Flow:
    """A part of an act: ``day`` counts for the day, ``seller`` for the day of one payee."""

    token: Address
    payee: Address
    day: int
    seller: int = 0


@dataclass(frozen=True, slots=True)
class Outflow:
    """What one signature lets leave an account at most; ``fee`` is in the coin and counts for the day.

    ``act`` tells signatures apart of which the chain takes one alone: chain, account and nonce of a transaction.
    ``protects`` is true of calls that get money back or keep a promise: they must not wait for a limit that payments
    have used up, so that their fees are counted apart.
    """

    act: str
    chain_id: int
    flows: tuple[Flow, ...] = ()
    fee: int = 0
    protects: bool = False

    @property
    def tokens(self) -> tuple[Address, ...]:
        """The currencies that it moves, the coin among them."""
        return tuple(dict.fromkeys((NATIVE, *(flow.token for flow in self.flows))))


@dataclass(frozen=True, slots=True)
class Act:
    """An outflow that was signed, with the time of its last signature (unix seconds)."""

    time: int
    outflow: Outflow

    def replaced_by(self, now: int, other: Outflow) -> "Act":
        """One of the two is mined, so each part counts with the larger of its amounts."""
        flows = _merged(self.outflow.flows)
        for key, flow in _merged(other.flows).items():
            old = flows.get(key, replace(flow, day=0, seller=0))
            flows[key] = replace(flow, day=max(old.day, flow.day), seller=max(old.seller, flow.seller))
        return Act(
            now,
            Outflow(
                other.act,
                other.chain_id,
                tuple(flows.values()),
                max(self.outflow.fee, other.fee),
                self.outflow.protects and other.protects,
            ),
        )


@dataclass(frozen=True, slots=True)
class Total:
    """What left of one currency by one chain in the last 24 hours; ``sellers`` by payee."""

    day: int = 0
    protecting: int = 0
    sellers: Mapping[Address, int] = field(default_factory=dict)


@dataclass(slots=True)
class Spent:
    """The acts of the last 24 hours, oldest first."""

    acts: list[Act] = field(default_factory=list)

    def forget_before(self, time: int) -> None:
        """Drop what is older."""
        self.acts = [act for act in self.acts if act.time > time]

    def add(self, now: int, outflow: Outflow) -> None:
        """Count a signature; one for the same act takes the place of the earlier one."""
        old = self._find(outflow.act)
        if old is None:
            self.acts.append(Act(now, outflow))
        else:
            self.acts.remove(old)
            self.acts.append(old.replaced_by(now, outflow))
        if len(self.acts) > MOST_ACTS:
            self._add_up_oldest()

    def total(self, chain_id: int, token: Address, with_: Outflow | None = None) -> Total:
        """What left, and would have left with one more signature."""
        day, protecting, sellers = 0, 0, dict[Address, int]()
        for outflow in self._outflows(with_):
            if outflow.chain_id != chain_id:
                continue
            amount = outflow.fee if token == NATIVE else 0
            for flow in outflow.flows:
                if flow.token == token:
                    amount += flow.day
                    sellers[flow.payee] = sellers.get(flow.payee, 0) + flow.seller
            day += 0 if outflow.protects else amount
            protecting += amount if outflow.protects else 0
        return Total(day, protecting, sellers)

    def reasons(self, outflow: Outflow, limits: SpendingLimits) -> tuple[Reason, ...]:
        """Every limit that this signature would break."""
        reasons: list[Reason] = []
        for token in outflow.tokens:
            limit = limits.of(outflow.chain_id, token)
            before, after = self.total(outflow.chain_id, token), self.total(outflow.chain_id, token, outflow)
            reasons += _broken(limit, before, after, outflow)
            has_none = limit.day is None and limit.seller is None
            asks = token != NATIVE and has_none and limits.asks_for_tokens(outflow.chain_id)
            if asks and after.day > before.day:
                reasons.append(Reason("token-without-limit", (("token", str(token)),)))
        return tuple(reasons)

    def _outflows(self, with_: Outflow | None) -> Iterable[Outflow]:
        replaced = self._find(with_.act) if with_ is not None else None
        for act in self.acts:
            if act is not replaced:
                yield act.outflow
        if with_ is not None:
            yield with_ if replaced is None else replaced.replaced_by(0, with_).outflow

    def _find(self, act: str) -> Act | None:
        return next((kept for kept in self.acts if kept.outflow.act == act), None)

    def _add_up_oldest(self) -> None:
        """Two acts of one chain become one that carries both amounts, from the later time on."""
        for place, act in enumerate(self.acts):
            kind = (act.outflow.chain_id, act.outflow.protects)
            for later in self.acts[place + 1 :]:
                if (later.outflow.chain_id, later.outflow.protects) == kind:
                    flows = _merged((*act.outflow.flows, *later.outflow.flows))
                    fee = act.outflow.fee + later.outflow.fee
                    added = Outflow("sum", kind[0], tuple(flows.values()), fee, kind[1])
                    self.acts[self.acts.index(later)] = Act(later.time, added)
                    del self.acts[place]
                    return


@dataclass(frozen=True, slots=True)
class SpentNow:
    """What the last 24 hours count for, the limits in force, and until when the day counts as spent.

    ``blind_until`` is 0 but where that is not known; ``blind_why`` is then the rule that says so.
    """

    acts: tuple[Act, ...]
    limits: SpendingLimits
    blind_until: int = 0
    blind_why: str = ""

    def total(self, chain_id: int, token: Address) -> Total:
        """What left of one currency."""
        return Spent(list(self.acts)).total(chain_id, token)

    def tokens(self, chain_id: int) -> tuple[Address, ...]:
        """The tokens of which something left by a chain."""
        left = (flow for act in self.acts if act.outflow.chain_id == chain_id for flow in act.outflow.flows)
        return tuple(dict.fromkeys(flow.token for flow in left if flow.token != NATIVE and flow.day))


def _merged(flows: Iterable[Flow]) -> dict[tuple[Address, Address], Flow]:
    """One flow for each currency and payee."""
    sums: dict[tuple[Address, Address], Flow] = {}
    for flow in flows:
        old = sums.get((flow.token, flow.payee), replace(flow, day=0, seller=0))
        sums[flow.token, flow.payee] = replace(old, day=old.day + flow.day, seller=old.seller + flow.seller)
    return sums


def _broken(limit: Limit, before: Total, after: Total, outflow: Outflow) -> Iterable[Reason]:
    is_coin = limit.token == NATIVE
    if limit.day is not None and outflow.protects and after.protecting > limit.day:
        yield _over("fee-limit", limit, limit.day, before.protecting, after.protecting)
    if limit.day is not None and after.day > max(limit.day, before.day):
        yield _over("day-limit" if is_coin else "token-limit", limit, limit.day, before.day, after.day)
    if limit.seller is not None:
        for payee, amount in after.sellers.items():
            earlier = before.sellers.get(payee, 0)
            if amount > max(limit.seller, earlier):
                yield _over("seller-limit", limit, limit.seller, earlier, amount, payee)


def _over(rule: str, limit: Limit, most: int, spent: int, then: int, seller: Address | None = None) -> Reason:
    unit = "_wei" if limit.token == NATIVE else ""
    facts = [
        ("chain", str(limit.chain_id)),
        (f"limit{unit}", str(most)),
        (f"spent{unit}", str(spent)),
        (f"then{unit}", str(then)),
    ]
    if limit.token != NATIVE:
        facts.append(("token", str(limit.token)))
    if seller is not None:
        facts.append(("seller", str(seller)))
    return Reason(rule, tuple(facts))
