"""How endpoints have behaved in this session, and what follows for asking them."""

import time
from collections.abc import Iterable
from dataclasses import dataclass, field

from desktop.chain.backoff import Backoff
from desktop.core.endpoints import Condition, EndpointStanding, Matter
from desktop.core.errors import AppError, WrongChain
from desktop.core.transactions import Head

BEHIND_S = 90
"""By so many seconds a block may be older than another endpoint's: load balancers and slow links differ by a few blocks."""
AHEAD_S = 120
"""A block from so far in the future is a lie or a shifted clock: the others are not behind it."""


@dataclass(slots=True)
class Standing:
    """Until when an endpoint is left alone, and how long the next time; what it told last."""

    backoff: Backoff = field(default_factory=Backoff)
    rests_until: float = 0.0
    is_distrusted: bool = False
    fault: AppError | None = None
    latency_s: float | None = None
    head: Head | None = None
    untruths: int = 0
    differs_in: set[Matter] = field(default_factory=set)

    @property
    def rests(self) -> bool:
        return self.rests_until > time.monotonic()

    def behind_s(self, newest: int) -> int:
        """By how many seconds its block is older than the newest one; 0 while it told none."""
        return max(0, newest - self.head.timestamp) if self.head is not None else 0

    def failed(self, error: AppError) -> None:
        """It rests, longer after each failure, and as long as it says itself."""
        self.fault = error
        self.rests_until = time.monotonic() + self.backoff.next_s(error)

    def answered(self, latency_s: float) -> None:
        self.fault = None
        self.latency_s = latency_s
        self.rests_until = 0.0
        self.backoff.reset()


def newest_of(standings: Iterable[Standing]) -> int:
    """The unix time of the newest block that can be true; 0 if none was told."""
    latest = time.time() + AHEAD_S
    times = [s.head.timestamp for s in standings if s.head is not None and not s.is_distrusted]
    return max((at for at in times if at <= latest), default=0)


def standing_of(origin: str, standing: Standing, newest: int, *, is_preferred: bool) -> EndpointStanding:
    """What can be told of an endpoint; ``newest`` is the unix time of the newest block that any of them told."""
    behind_s = standing.behind_s(newest)
    return EndpointStanding(
        origin=origin,
        condition=_condition(standing, behind_s),
        is_preferred=is_preferred,
        fault=standing.fault,
        rests_s=max(0.0, standing.rests_until - time.monotonic()),
        latency_s=standing.latency_s,
        head=standing.head.number if standing.head is not None else None,
        behind_s=behind_s,
        untruths=standing.untruths,
        differs_in=tuple(matter for matter in Matter if matter in standing.differs_in),
    )


def _condition(standing: Standing, behind_s: int) -> Condition:
    if standing.is_distrusted:
        return Condition.CONTRADICTED
    if isinstance(standing.fault, WrongChain):
        return Condition.WRONG_CHAIN
    if standing.fault is not None:
        return Condition.RESTS
    if standing.latency_s is None:
        return Condition.UNASKED
    if standing.differs_in:
        return Condition.DIFFERS
    return Condition.BEHIND if behind_s > BEHIND_S else Condition.ANSWERS
