"""What nodes and their operators write when they serve no range this wide, or not so often, or not so old.

The words are those of geth, erigon, reth, nethermind, Infura, Alchemy, QuickNode, Ankr, Cloudflare, dRPC, Chainstack,
BlockPI, LlamaNodes, PublicNode and the OP stack's proxy; the tests hold the sentences as they were met. They are looked
at in lower case and then forgotten.
"""

import re
from dataclasses import dataclass

RATE_WORDS = (
    "rate.?limit|too many requests|request limit|requests? rate|compute units|throughput limit|capacity limit|"
    "call rate|exceeded the quota|quota exceeded|usage limit|request count exceeded"
)
PRUNED_WORDS = (
    "missing trie node|pruned|pruning|historical state|state histor|state (is|at block .{0,80}is) not available|"
    "archive|proof window|older than|history (is )?(not|un)available|no state available"
)
RANGE_WORDS = (
    "more than [\\d,]+ (results|logs)|(max|many|exceeds?).{0,20} (results|logs)|blocks? range|range (is )?too|"
    "max range|ranges? over|limited to (a |0 ?- ?)?[\\d,]+k? (blocks? )?range|range limit|range exceeds|"
    "response (size|is too)|(response|message) too large|message response size|limit of .{0,20}blocks|"
    "query timeout|logs are limited"
)

_SUGGESTED = re.compile(
    r"(?:0x([0-9a-f]{1,16})\s*(?:,|-|to)\s*0x([0-9a-f]{1,16}))|range (\d{1,18})\s*-\s*(\d{1,18})"
)
_FIXED = re.compile(
    r"(?:up to|limited to|limit of|max(?:imum)?|ranges? over|exceeds?|than|within)\D{0,40}?"
    r"(?:0 ?- ?)?(\d[\d,]{0,9})\s?(k?)\b(?! (?:results|logs))"
)
_SENSIBLE = 10_000_000


@dataclass(frozen=True, slots=True)
class ServedRange:
    """How many blocks a node says it would serve; ``is_fixed`` if in every request."""

    blocks: int | None
    is_fixed: bool = False


def served_range(message: str) -> ServedRange:
    """Read a node's refusal (in lower case)."""
    fixed = None if _speaks_of_results(message) else _FIXED.search(message)
    if fixed is not None:
        blocks = int(fixed[1].replace(",", "")) * (1000 if fixed[2] else 1)
        if 0 < blocks <= _SENSIBLE:
            return ServedRange(blocks, is_fixed=True)
    suggested = _SUGGESTED.search(message)
    if suggested is not None:
        base = 16 if suggested[1] else 10
        first, last = (int(text, base) for text in suggested.groups() if text)
        if 0 <= last - first < _SENSIBLE:
            return ServedRange(last - first + 1)
    return ServedRange(None)


def _speaks_of_results(message: str) -> bool:
    """Whether the limit that is named is one of logs or bytes: its number is no number of blocks."""
    return re.search(r"results|response size|too large.*bytes|size exceeded", message) is not None
