"""How a sent transaction stands, in sentences."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.core.money import format_amount
from desktop.core.outgoing import Attempt, AttemptKind, Outgoing, Reception, Standing
from desktop.text import mark, tr, trn
from desktop.ui.phrases import ago

if TYPE_CHECKING:
    from desktop.services.outgoing.service import SentDetail

_GWEI_DECIMALS = 9
KINDS = {
    AttemptKind.FIRST: mark("First"),
    AttemptKind.SPEED_UP: mark("Faster"),
    AttemptKind.CANCEL: mark("Taking back"),
}


@dataclass(frozen=True, slots=True)
class Words:
    """A banner's tone, title and sentence."""

    tone: str
    title: str
    body: str


_WORDS: dict[Standing, tuple[str, str, str]] = {
    Standing.WAITING: ("info", mark("On its way"), mark("Sent {ago}. One of the next blocks should take it.")),
    Standing.QUEUED: (
        "info",
        mark("It waits its turn"),
        mark("Transactions are taken in order. Number {next} of this account must be in a block before this one, number {nonce}."),
    ),
    Standing.UNDERPRICED: (
        "warning",
        mark("Its fee is too low now"),
        mark("It offers {offered} gwei per gas at most, and blocks take {base}. Speed it up, or wait until fees fall."),
    ),
    Standing.STUCK: (
        "warning",
        mark("It is stuck"),
        mark("Sent {ago}, and no block has taken it although its fee would do. Speed it up, or take it back."),
    ),
    Standing.DROPPED: (
        "warning",
        mark("The network forgot it"),
        mark("No node that was asked knows it, but whoever kept it can still bring it into a block. Send the same again, or take it back for certain."),
    ),
    Standing.DONE: ("success", mark("Done"), ""),
    Standing.FAILED: ("danger", mark("It failed"), mark("The contract refused it. Nothing moved but its fee.")),
    Standing.CANCELLED: ("info", mark("Taken back"), mark("A transaction of yours that pays nothing came before it. Only its fee is gone.")),
    Standing.REPLACED: (
        "warning",
        mark("Another one took its place"),
        mark("Number {nonce} of this account belongs to a transaction that was not sent from here: from another computer with the same keys, perhaps. This one can never happen."),
    ),
}  # fmt: skip
_BY_YOUR_OWN = mark(
    "You sent another transaction with number {nonce}, and that one counts. This one can never happen."
)
_BEING_TAKEN_BACK = mark(
    "A transaction that pays nothing is on its way with the same number and a higher fee. Whichever a block takes first counts."
)
_BEING_TAKEN_BACK_TITLE = mark("Being taken back")
_CONFIRM = {
    AttemptKind.SPEED_UP: (
        mark("Speed up"),
        mark("The same transaction again, with a higher fee. It has the same number, so only one of them can ever be in a block."),
        mark("Sign and send"),
    ),
    AttemptKind.CANCEL: (
        mark("Take it back"),
        mark("A payment of nothing to yourself, with the same number and a higher fee. If a block takes it first, the other can never happen. If the other is first, it stands, and this one costs nothing."),
        mark("Take it back"),
    ),
}  # fmt: skip


def standing_words(detail: "SentDetail") -> Words:
    """What is said at the top."""
    act = detail.act
    tone, title, body = _WORDS[detail.standing]
    if detail.standing is Standing.REPLACED and any(rival.mined is not None for rival in detail.rivals):
        body = _BY_YOUR_OWN
    best = max(act.attempts, key=lambda attempt: attempt.transaction.max_fee_wei)
    said = tr(
        body,
        ago=ago(detail.read_at - act.newest.made_at),
        nonce=act.nonce,
        next=act.fate.next_nonce if act.fate.next_nonce is not None else act.nonce,
        offered=gwei(best.transaction.max_fee_wei),
        base=gwei(act.fate.base_fee_wei),
    ) if body else ""  # fmt: skip
    if detail.is_being_cancelled:
        title, said = _BEING_TAKEN_BACK_TITLE, "\n".join((tr(_BEING_TAKEN_BACK), said))
    return Words(tone, tr(title), said)


def depth_words(act: Outgoing, head_number: int | None) -> str:
    """Where its block lies, and whether the chain can still take it back."""
    receipt = act.fate.receipt
    if receipt is None:
        return ""
    block = f"{receipt.block_number:,}"
    if act.fate.is_final:
        return tr("{block}, final: the chain cannot take it back", block=block)
    if head_number is None or head_number < receipt.block_number:
        return tr("{block}, not final yet", block=block)
    depth = head_number - receipt.block_number
    if not depth:
        return tr("{block}, the newest; not final yet", block=block)
    after = trn("{n} block came after it", "{n} blocks came after it", depth)
    return tr("{block}; {after}; not final yet", block=block, after=after)


def attempt_words(attempt: Attempt, act: Outgoing) -> str:
    """What became of one attempt."""
    receipt = act.fate.receipt
    if receipt is not None:
        return tr("in a block") if receipt.hash == attempt.hash else tr("not taken")
    match attempt.reception:
        case Reception.REFUSED:
            return tr("refused by the node")
        case Reception.KEPT:
            return tr("kept; no node has confirmed it")
        case Reception.TAKEN:
            return tr("taken by a node") if attempt is act.newest else tr("outbid")


def confirm_words(kind: AttemptKind) -> tuple[str, str, str]:
    """Title, sentence and button of signing again."""
    title, sentence, button = _CONFIRM[kind]
    return tr(title), tr(sentence), tr(button)


def gwei(wei: int) -> str:
    """A fee per gas as people say it."""
    return format_amount(wei, _GWEI_DECIMALS, places=3)
