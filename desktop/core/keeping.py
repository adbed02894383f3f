"""What of the stored content is kept, what may go, and what the person is asked about: rules as data (ADR 0020).

Nothing here deletes. ``judge`` is asked twice, once to show it and once more, under the version's lock, right before.
"""

from collections.abc import Collection, Set
from dataclasses import dataclass
from enum import Enum

DAY_S = 86_400


class Kind(Enum):
    """What lies in a version's folder. A version's own four files go together or not at all."""

    WHOLE = "whole"  # some or all of the four files, under their names
    PUBLIC = "public"  # the public part alone: looked at or tried, never bought
    PARTS = "parts"  # of a download that was interrupted, or of a damaged version that is being mended
    WRONG = "wrong"  # copies that turned out wrong, put aside to be looked at


class Claim(Enum):
    """Why somebody needs a version, or once did."""

    LICENCE = "licence"  # owned, and by all that is known it has not ended
    ORDER = "order"  # being fetched, bought, delivered, checked or complained about
    REQUEST = "request"  # the key of this version is being asked for
    LISTING = "listing"  # an own listing sells it, or is about to
    SALE = "sale"  # an own listing sold it, and the buyer's time is not over
    ENDED = "ended"  # a licence that has expired, was passed on or given up
    CLOSED = "closed"  # an own listing that sells it no more
    OVER = "over"  # a purchase or request that was cancelled or refunded


class Verdict(Enum):
    KEEP = "keep"
    ASK = "ask"  # it may go if the person says so
    FREE = "free"  # nothing needs it


@dataclass(frozen=True, slots=True)
class Rule:
    """The first rule that fits decides.

    Args:
        name: Said to the person; ``desktop.text.keeping`` has the words.
        kinds: What it is about.
        claim: Fits a version with this claim; None fits all.
        verdict: What follows,
        after_days: once it has lain untouched for so long; until then it is kept.
    """

    name: str
    kinds: frozenset[Kind]
    claim: Claim | None
    verdict: Verdict
    after_days: int = 0


_CONTENT = frozenset({Kind.WHOLE, Kind.PUBLIC, Kind.PARTS})

RULES = (
    Rule("wrong", frozenset({Kind.WRONG}), None, Verdict.FREE, after_days=7),
    Rule("licence", _CONTENT, Claim.LICENCE, Verdict.KEEP),
    Rule("order", _CONTENT, Claim.ORDER, Verdict.KEEP),
    Rule("request", _CONTENT, Claim.REQUEST, Verdict.KEEP),
    Rule("listing", _CONTENT, Claim.LISTING, Verdict.KEEP),
    Rule("sale", _CONTENT, Claim.SALE, Verdict.KEEP),
    Rule("ended", _CONTENT, Claim.ENDED, Verdict.ASK),
    Rule("closed", _CONTENT, Claim.CLOSED, Verdict.ASK),
    # A reorganisation can undo a refund; a cancelled purchase may be begun again.
    Rule("over", _CONTENT, Claim.OVER, Verdict.FREE, after_days=14),
    Rule("tried", frozenset({Kind.PUBLIC}), None, Verdict.FREE, after_days=30),
    Rule("interrupted", frozenset({Kind.PARTS}), None, Verdict.FREE, after_days=14),
    # A licence file may be added, or a wallet restored, to which it belongs.
    Rule("unclaimed", frozenset({Kind.WHOLE}), None, Verdict.ASK, after_days=30),
)


@dataclass(frozen=True, slots=True)
class Stored:
    """One thing of a version on the disk; ``touched_at`` is the unix time of its last change."""

    identity: bytes
    kind: Kind
    bytes: int
    touched_at: int


@dataclass(frozen=True, slots=True)
class Judged:
    """A stored thing and what the rules say of it; ``free_at`` is when a rule will let it go that keeps it until then."""

    stored: Stored
    verdict: Verdict
    rule: str
    free_at: int | None = None


def judge(stored: Stored, claims: Set[Claim], now: int) -> Judged:
    """What the rules say.

    Args:
        stored: The thing.
        claims: Those on its version, of all purchases, licences, requests and listings.
        now: Unix time.
    """
    for rule in RULES:
        if stored.kind in rule.kinds and (rule.claim is None or rule.claim in claims):
            due = stored.touched_at + rule.after_days * DAY_S
            if rule.after_days and now < due:
                return Judged(stored, Verdict.KEEP, rule.name, due if rule.verdict is Verdict.FREE else None)
            return Judged(stored, rule.verdict, rule.name)
    return Judged(stored, Verdict.KEEP, "unknown")


def total_bytes(judged: Collection[Judged], verdict: Verdict | None = None) -> int:
    """Bytes of all, or of those with a verdict."""
    return sum(one.stored.bytes for one in judged if verdict is None or one.verdict is verdict)
