"""What stands behind an amount, in words."""

import time

from desktop.core.balances import Trust
from desktop.services.balances import AccountBalances, BalanceLine
from desktop.text import amount, duration, mark, tr, trn
from desktop.ui.phrases import ago

_BADGES: dict[Trust, tuple[str, str]] = {
    Trust.OUTVOTED: (mark("one node disagrees"), "warning"),
    Trust.DISPUTED: (mark("your nodes do not agree"), "danger"),
    Trust.UNREAD: (mark("not told"), "neutral"),
}


def amount_text(line: BalanceLine) -> str:
    """The exact amount; "unknown" where there is none, and never a zero in its place."""
    held = line.holding.amount
    return tr("unknown") if held is None else amount(held, None, currency=line.currency)


def trust_badge(line: BalanceLine) -> tuple[str, str] | None:
    """One word and its tone; nothing where nothing is wrong."""
    found = _BADGES.get(line.holding.trust)
    return None if found is None else (tr(found[0]), found[1])


def others_text(line: BalanceLine) -> str:
    """Who says otherwise, and what, a line each."""
    return "\n".join(
        tr("{origin} says {amount}", origin=voice.origin, amount=_said(line, voice.amount))
        for voice in line.holding.others
    )


def _said(line: BalanceLine, said: int | None) -> str:
    return tr("nothing") if said is None else amount(said, None, currency=line.currency)


def reading_text(balances: AccountBalances) -> str:
    """When, at which block, and by how many it was told."""
    when = ago(max(0.0, time.time() - balances.read_at))
    block = f"{balances.block:,}"
    if balances.is_kept:
        return tr("Last known: read {ago}, at block {block}.", block=block, ago=when)
    if balances.is_old:
        age = duration(max(0.0, balances.read_at - balances.block_time))
        return tr("at block {block}, which was already {age} old; read {ago}", block=block, age=age, ago=when)
    if balances.coin.holding.trust is Trust.PROVEN:
        return tr("at block {block}, {ago}; what you hold of the coin is proven", block=block, ago=when)
    count = len(balances.origins)
    if count > 1:
        return trn(
            "at block {block}, {ago}; {n} node was asked", "at block {block}, {ago}; {n} nodes were asked", count,
            block=block, ago=when,
        )  # fmt: skip
    return tr("at block {block}, {ago}; one node says so", block=block, ago=when)
