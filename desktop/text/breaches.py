"""A broken rule of the package profile as a sentence."""

from desktop.core.errors import Breach
from desktop.text.cases.rules import RULES
from desktop.text.catalog import mark, tr

_UNKNOWN = mark("{where} breaks a rule that this version does not know: {found}.")


def breach_text(breach: Breach) -> str:
    """What is wrong, where, and what was found there; plain text, in part a stranger's."""
    found = breach.text.strip().rstrip(".") or "–"
    return tr(RULES.get(breach.rule, _UNKNOWN), where=breach.where or "–", found=found)
