"""Broken rules of the package profile as sentences."""

from collections.abc import Sequence

from desktop.core.errors import Breach
from desktop.text.cases.rules import RULES
from desktop.text.catalog import mark, tr, trn

_TOLD = 3
_UNKNOWN = mark("{where} breaks a rule that this version does not know: {found}.")


def breach_text(breach: Breach) -> str:
    """What is wrong, where, and what was found there; plain text, in part a stranger's."""
    found = breach.text.strip().rstrip(".") or "–"
    return tr(RULES.get(breach.rule, _UNKNOWN), where=breach.where or "–", found=found)


def breaches_text(breaches: Sequence[Breach]) -> str:
    """The first few, each on a line of its own, and how many more there are."""
    lines = [breach_text(breach) for breach in breaches[:_TOLD]]
    more = len(breaches) - _TOLD
    if more > 0:
        lines.append(trn("And {n} more thing.", "And {n} more things.", more))
    return "".join(f"\n{line}" for line in lines)
