"""How endpoints stand, in words."""

from collections.abc import Sequence

from desktop.core.endpoints import Condition, EndpointLook, EndpointStanding, Matter
from desktop.text import describe, duration, mark, tr, trn
from desktop.ui.phrases import ago

_GOOD = frozenset({Condition.ANSWERS, Condition.UNASKED})
_BADGES: dict[Condition, tuple[str, str]] = {
    Condition.ANSWERS: (mark("answers"), "success"),
    Condition.UNASKED: (mark("not asked yet"), "neutral"),
    Condition.BEHIND: (mark("behind"), "warning"),
    Condition.DIFFERS: (mark("disagrees"), "warning"),
    Condition.RESTS: (mark("rests"), "warning"),
    Condition.WRONG_CHAIN: (mark("another chain"), "danger"),
    Condition.CONTRADICTED: (mark("not believed"), "danger"),
}
_FIXED = {
    Condition.CONTRADICTED: mark(
        "It told what most of your other nodes deny. It is asked only if no other answers."
    ),
    Condition.UNASKED: mark("Nothing was sent to it yet."),
}
_DIFFERENCES: dict[Matter, str] = {
    Matter.FEES: mark("It tells other fees than your other nodes. Of two, the lower ones are used."),
    Matter.NONCE: mark(
        "It tells another number of sent transactions than your other nodes or this wallet. Of two, the lower one is used, "
        "and never less than what was seen in blocks."
    ),
    Matter.RECEIPT: mark(
        "It tells another end of a sent transaction than your other nodes. That end is not taken for final."
    ),
}


def condition_badge(standing: EndpointStanding) -> tuple[str, str]:
    """One word and its tone."""
    words, tone = _BADGES[standing.condition]
    return tr(words), tone


def standing_text(standing: EndpointStanding) -> str:
    """What is to be known of one endpoint, in a sentence."""
    match standing.condition:
        case Condition.CONTRADICTED | Condition.UNASKED as condition:
            return tr(_FIXED[condition])
        case Condition.WRONG_CHAIN | Condition.RESTS:
            reason = describe(standing.fault).title if standing.fault is not None else ""
            if standing.rests_s >= 1:
                return tr("{reason}. Asked again in {time}.", reason=reason, time=duration(standing.rests_s))
            return tr("{reason}. Asked again when the others do not answer.", reason=reason)
        case Condition.BEHIND:
            return tr(
                "Its newest block, {block}, is {time} older than the others'.",
                block=f"{standing.head or 0:,}",
                time=duration(standing.behind_s),
            )
        case Condition.DIFFERS:
            return "\n".join(tr(_DIFFERENCES[matter]) for matter in standing.differs_in)
        case Condition.ANSWERS:
            return _answers(standing)


def _answers(standing: EndpointStanding) -> str:
    took = f"{1000 * (standing.latency_s or 0):.0f}"
    if standing.head is None:
        return tr("Answered in {n} ms.", n=took)
    return tr("Block {block}, answered in {n} ms.", block=f"{standing.head:,}", n=took)


def nodes_text(endpoints: Sequence[EndpointStanding]) -> tuple[str, bool]:
    """How many of several endpoints are of use, and whether that is all of them; empty where there is only one."""
    if len(endpoints) < 2:
        return "", True
    good = sum(one.condition in _GOOD for one in endpoints)
    words = trn("{n} of {all} nodes", "{n} of {all} nodes", good, all=len(endpoints))
    return words, good == len(endpoints)


def nodes_tip(endpoints: Sequence[EndpointStanding]) -> str:
    """Each endpoint with how it stands, a line each."""
    return "\n".join(
        tr("{origin}: {words}", origin=one.origin, words=standing_text(one)) for one in endpoints
    )


def look_text(look: EndpointLook, now: float) -> tuple[str, str]:
    """What an address answered, and the tone of it."""
    if look.fault is not None:
        words = describe(look.fault)
        return words.title, "danger"
    age = ago(max(0.0, now - look.head.timestamp)) if look.head is not None else ""
    text = tr(
        "Chain {chain}, block {block}, {age}, answered in {n} ms",
        chain=look.chain_id or 0,
        block=f"{look.head.number if look.head else 0:,}",
        age=age,
        n=f"{1000 * (look.latency_s or 0):.0f}",
    )
    return text, "success"
