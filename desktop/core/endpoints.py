"""What is known of the endpoints that a person chose for a network: who answers, who rests, who is not believed."""

from dataclasses import dataclass
from enum import Enum

from desktop.core.errors import AppError
from desktop.core.transactions import Head


class Matter(Enum):
    """What several endpoints were asked about."""

    FEES = "fees"
    NONCE = "nonce"
    RECEIPT = "receipt"


class Condition(Enum):
    """How an endpoint stands, the worst first."""

    CONTRADICTED = "contradicted"
    """It told what most others, or the chain's own proofs, deny; it is asked last until the app starts again."""
    WRONG_CHAIN = "wrong-chain"
    """It serves another chain; nothing is read from it."""
    RESTS = "rests"
    """It failed lately and is left alone for a while."""
    DIFFERS = "differs"
    """It says otherwise than another, and nobody can say who is right: nothing is taken from it alone."""
    BEHIND = "behind"
    """It answers, with a block that is older than the others'."""
    ANSWERS = "answers"
    UNASKED = "unasked"
    """Nothing was sent to it yet."""


@dataclass(frozen=True, slots=True)
class EndpointStanding:
    """One endpoint as its answers of this session show it.

    Attributes:
        origin: Scheme, host and port; never its path, which may hold a key.
        condition: In one word.
        is_preferred: Whether the next question goes to it first.
        fault: What went wrong last, if it did not answer since.
        rests_s: For how many seconds it is left alone; 0 where it is not.
        latency_s: How long its last good answer took.
        head: The newest block it told.
        behind_s: By how many seconds that block is older than the newest that any of them told.
        untruths: How often what it told of an account was outvoted.
        differs_in: What it told last otherwise than others, by the matter.
    """

    origin: str
    condition: Condition
    is_preferred: bool = False
    fault: AppError | None = None
    rests_s: float = 0.0
    latency_s: float | None = None
    head: int | None = None
    behind_s: int = 0
    untruths: int = 0
    differs_in: tuple[Matter, ...] = ()


@dataclass(frozen=True, slots=True)
class EndpointLook:
    """What one address answered when the person let Licet look at it.

    Attributes:
        url: As it was entered.
        origin: As it may be shown.
        chain_id: None where it told none.
        head: Its newest block.
        latency_s: How long it took to tell.
        has_market: Whether code is at the market's address; None where it was not asked or did not say.
        fault: Why it is of no use, if it is.
    """

    url: str
    origin: str
    chain_id: int | None = None
    head: Head | None = None
    latency_s: float | None = None
    has_market: bool | None = None
    fault: AppError | None = None
