"""The one table from httpx, JSON-RPC and contract errors to Licet's own.

What a server wrote is matched against known words and then forgotten: no sentence of a stranger's is kept.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

from desktop.chain.range_words import PRUNED_WORDS, RANGE_WORDS, RATE_WORDS, served_range
from desktop.core.errors import (
    AppError,
    EnvironmentFault,
    InsufficientFunds,
    NodeTimeout,
    NodeUnreachable,
    NonceTooLow,
    RateLimited,
    Reverted,
    TransactionUnderpriced,
    UserError,
)

_LIMIT_EXCEEDED = -32005  # EIP-1474: "request exceeds defined limit"; some mean the rate, some the range
_LONGEST_WAIT_S = 3600.0


@dataclass(eq=False)
class InvalidNodeUrl(UserError):
    """The text is no http or https address of a node."""

    text: str


@dataclass(eq=False)
class NotJsonRpc(EnvironmentFault):
    """What answered is no Ethereum node: a web page, a proxy's message, or JSON of another kind."""

    url: str


@dataclass(eq=False)
class AnswerTooLarge(EnvironmentFault):
    """The answer is longer than any that was asked for."""

    url: str
    limit_bytes: int


@dataclass(eq=False)
class NodeRefused(EnvironmentFault):
    """The node answered with an error that says nothing about the transaction; ``code`` as in JSON-RPC or HTTP."""

    url: str
    code: int


@dataclass(eq=False)
class TooManyResults(EnvironmentFault):
    """The node wants a smaller range of blocks; ``most_blocks`` is how many it says it would serve, if it says so.

    ``is_fixed`` if that holds for every request (a plan's limit), not only for the one that was asked.
    """

    url: str
    most_blocks: int | None = None
    is_fixed: bool = False


@dataclass(eq=False)
class HistoryPruned(EnvironmentFault):
    """The node has forgotten what was asked; one that keeps everything has it."""

    url: str


@dataclass(eq=False)
class AlreadyKnown(UserError):
    """The node has this very transaction already."""


@dataclass(eq=False)
class TransactionInvalid(UserError):
    """The node can never take this transaction; ``rule`` is one of our own words."""

    rule: str


@dataclass(eq=False)
class TransactionDropped(EnvironmentFault):
    """The node forgot the transaction before it was mined; the same bytes may be sent again."""

    hash: bytes


@dataclass(eq=False)
class TransactionReplaced(UserError):
    """Another transaction of the account took this nonce."""

    hash: bytes


@dataclass(eq=False)
class ReceiptTimeout(EnvironmentFault):
    """The transaction is not mined yet; it may still be."""

    hash: bytes
    waited_s: float


@dataclass(eq=False)
class LyingNode(EnvironmentFault):
    """The node's answers contradict each other or the protocol."""

    url: str
    what: str


@dataclass(eq=False)
class PortTaken(UserError):
    """Another program listens on the port that the embedded chain should use."""

    port: int


@dataclass(eq=False)
class ChainFileBusy(UserError):
    """Another process runs the embedded chain of this file."""

    path: str


@dataclass(eq=False)
class ChainFileDamaged(EnvironmentFault):
    """The embedded chain's file cannot be read."""

    path: str


def from_httpx(error: httpx.HTTPError | httpx.InvalidURL, url: str) -> AppError:
    """Our error for one of httpx's."""
    return NodeTimeout(url) if isinstance(error, httpx.TimeoutException) else NodeUnreachable(url)


def from_status(status: int, retry_after: str | None, url: str) -> AppError:
    """Our error for an HTTP status that is not 200."""
    if status == 429:
        return RateLimited(url, _seconds(retry_after))
    if status in {401, 403, 404, 405, 501} or 300 <= status < 400:
        return NotJsonRpc(url)
    return NodeRefused(url, status)


def _seconds(retry_after: str | None) -> float | None:
    """Retry-After in seconds, given as such or as a date (RFC 9110 section 10.2.3); never more than an hour."""
    if not retry_after:
        return None
    if retry_after.isdecimal():
        return min(float(retry_after[:9]), _LONGEST_WAIT_S)
    try:
        at = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    if at.tzinfo is None:
        return None
    return min(max(0.0, (at - datetime.now(UTC)).total_seconds()), _LONGEST_WAIT_S)


def _funds(message: str) -> AppError:
    """geth: "balance 1, tx cost 2, overshot 1"; its calls: "have 1 want 2". Others give no numbers."""
    found = re.search(r"balance (\d{1,78}), tx cost (\d{1,78})", message) or re.search(
        r"have (\d{1,78}) want (\d{1,78})", message
    )
    available, needed = (int(found[1]), int(found[2])) if found else (0, 0)
    return InsufficientFunds(needed_wei=needed, available_wei=available)


def _range(url: str, message: str) -> AppError:
    served = served_range(message)
    return TooManyResults(url, served.blocks, served.is_fixed)


# Words of geth, reth, erigon, nethermind, besu and anvil; the first match decides.
_WORDS: tuple[tuple[str, Callable[[str, str], AppError]], ...] = (
    ("already known|already imported|known transaction|alreadyknown", lambda _u, _m: AlreadyKnown()),
    ("nonce too low|nonce is too low|oldnonce", lambda _u, _m: NonceTooLow()),
    ("insufficient (sender )?(funds|balance)|insufficientfunds", lambda _u, m: _funds(m)),
    (
        "underpriced|fee too low|max fee per gas less than block base fee|feetoolow",
        lambda _u, _m: TransactionUnderpriced(),
    ),
    (
        "invalid chain id|replay-protected|wrong chain|chain id mismatch",
        lambda _u, _m: TransactionInvalid("chain id"),
    ),
    ("intrinsic gas|floor data gas|gas too low", lambda _u, _m: TransactionInvalid("gas limit too low")),
    ("exceeds block gas limit|gas limit.*too high", lambda _u, _m: TransactionInvalid("gas limit too high")),
    ("out of gas|gas required exceeds", lambda _u, _m: Reverted("OutOfGas")),
    (
        "could not be decoded|rlp|invalid sender|invalid signature|failed to decode",
        lambda _u, _m: TransactionInvalid("signature"),
    ),
    (RATE_WORDS, lambda u, _m: RateLimited(u)),
    (PRUNED_WORDS, lambda u, _m: HistoryPruned(u)),
    (RANGE_WORDS, _range),
    ("timed out|deadline exceeded|execution aborted", lambda u, _m: NodeTimeout(u)),
    ("execution reverted|revert", lambda _u, _m: Reverted("")),
)


def from_rpc(code: int, message: str, url: str) -> AppError:
    """Our error for a JSON-RPC error object without revert data; ``message`` is only looked at."""
    text = message[:2000].lower()
    for words, make in _WORDS:
        if re.search(words, text):
            return make(url, text)
    if code == _LIMIT_EXCEEDED and "limit exceeded" in text:
        return TooManyResults(url)  # public nodes of BNB Smart Chain say no more than this
    if code in {429, _LIMIT_EXCEEDED}:
        return RateLimited(url)
    return NodeRefused(url, code)


RETRYABLE = (NodeUnreachable, NodeTimeout, RateLimited)
"""What may pass by itself; a read is asked again, a 5xx too (see ``is_retryable``)."""


def is_retryable(error: AppError) -> bool:
    """Whether the same read may succeed a moment later."""
    return isinstance(error, RETRYABLE) or (isinstance(error, NodeRefused) and 500 <= error.code < 600)
