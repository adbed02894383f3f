"""What the vault signs only if the person says so again, with the password, and why."""

from dataclasses import dataclass
from typing import Final

from desktop.core.errors import UserError

CONSENT_RULES: Final = (
    "unknown-call",
    "pays-elsewhere",
    "contract-creation",
    "large-approval",
    "day-limit",
    "seller-limit",
    "token-limit",
    "token-without-limit",
    "record-missing",
    "record-old",
    "fee-limit",
    "typed-data",
    "typed-permit",
    "typed-delegation",
    "typed-order",
    "delegation",
    "no-chain",
)
"""Every rule that a ``Reason`` may name; their sentences are in ``desktop.text.signing``."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule that asks for the person's consent, and what it found as (name, text) pairs.

    Amounts of the chain's own coin are wei in decimal text, under names that end in ``_wei``.
    """

    rule: str
    facts: tuple[tuple[str, str], ...] = ()

    def fact(self, name: str) -> str:
        """What the rule found under this name; empty if nothing."""
        return dict(self.facts).get(name, "")


@dataclass(eq=False)
class ConsentNeeded(UserError):
    """The vault signs this only with the password of the wallet beside it; nothing was signed.

    ``act`` and ``facts`` say what it is, as the vault read it itself.
    """

    reasons: tuple[Reason, ...]
    act: str = ""
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def rules(self) -> tuple[str, ...]:
        """The names of the rules alone."""
        return tuple(reason.rule for reason in self.reasons)
