"""What is said of a transfer: how far it is, what each source gave, and what was wrong with it."""

from dataclasses import dataclass
from enum import Enum, IntEnum

from desktop.core.errors import ContentUnavailable, UserError


@dataclass(frozen=True, slots=True)
class Trouble:
    """What was wrong with a source.

    Args:
        kind: One of the words that ``desktop.text.transfers`` knows, such as ``timeout`` or ``chunk``.
        detail: The status, the chunk or the file that it is about, if any.
    """

    kind: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class SourceTrouble:
    """A source by its name, and what was wrong with it."""

    source: str
    trouble: Trouble


class SourceState(Enum):
    """What a source is doing."""

    WAITING = "waiting"  # nothing was asked of it yet, or there is nothing for it to do
    WORKING = "working"
    RETRYING = "retrying"  # it failed, and is asked again after a pause
    DROPPED = "dropped"  # it lied or has not got the content


@dataclass(frozen=True, slots=True)
class SourceShare:
    """One source: bytes that it gave and that were right, and the last thing that was wrong with it."""

    name: str
    state: SourceState = SourceState.WAITING
    bytes: int = 0
    rate_bytes_s: float = 0.0
    trouble: Trouble | None = None


@dataclass(frozen=True, slots=True)
class TransferStatus:
    """One transfer as it stands: ``done`` of ``total`` bytes of the sealed content are verified and kept."""

    done: int
    total: int
    rate_bytes_s: float = 0.0
    sources: tuple[SourceShare, ...] = ()
    is_checking: bool = False
    """Whether what is on the disk is being verified: nothing is asked of anybody meanwhile."""

    @property
    def seconds_left(self) -> float | None:
        """At the present rate; None while that says nothing."""
        return (self.total - self.done) / self.rate_bytes_s if self.rate_bytes_s >= 1 else None


class Urgency(IntEnum):
    """Who goes first: a lower number is served before a higher one."""

    FIRST = 0
    WAITED = 1  # somebody waits for it: a purchase
    BACKGROUND = 2  # a repair that nobody waits for


@dataclass(eq=False)
class SourcesFailed(ContentUnavailable):
    """No source gave the content; ``troubles`` says of each fault, in order, which source and what was wrong."""

    troubles: tuple[SourceTrouble, ...] = ()

    @property
    def reasons(self) -> tuple[str, ...]:
        """For the log."""
        return tuple(
            f"{found.source}: {found.trouble.kind} {found.trouble.detail}".rstrip() for found in self.troubles
        )


@dataclass(eq=False)
class DownloadPaused(UserError):
    """The person stopped it for now; what came is kept, and it goes on when they say so."""

    done_bytes: int
    total_bytes: int


class Wanted(Enum):
    """What a version is fetched for."""

    PURCHASE = "purchase"
    REQUEST = "request"
    REPAIR = "repair"


@dataclass(frozen=True, slots=True)
class Download:
    """One version's transfer as it is kept over a restart.

    Args:
        identity: Of the version.
        key: The purchase or request that it belongs to; empty for a repair.
        name: Of the model, cleaned.
        total_bytes: Of the sealed content.
        started_at: Unix time.
        done_bytes: Verified and kept when it was last looked at.
        urgency: Who goes first.
        is_paused: The person stopped it for now.
        wanted: What it is fetched for.
        finished_at: Unix time; None while anything is missing.
        sources: What each gave, and what was wrong with it, when it was last looked at.
    """

    identity: bytes
    key: str
    name: str
    total_bytes: int
    started_at: int
    done_bytes: int = 0
    urgency: Urgency = Urgency.WAITED
    is_paused: bool = False
    wanted: Wanted = Wanted.REPAIR
    finished_at: int | None = None
    sources: tuple[SourceShare, ...] = ()
