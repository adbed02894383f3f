"""What is unusual about a payment or a call, as rules with ids and thresholds that a person can look up.

A rule never blocks: it warns, and of what can lose everything the person says once more that it is meant. A rule is
silent about what is ordinary; one that cries at each purchase is read by nobody when it matters.
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from desktop.core.identity import Address
from desktop.core.money import Money

Fact = Address | Money | int | str
"""What an alert knows: values, never sentences. Texts among them are the person's own or cleaned before; a number is a
chain's."""


class Severity(IntEnum):
    """How much is at stake; of ``DANGER`` the person says once more that it is meant."""

    NOTE = 1
    CAUTION = 2
    DANGER = 3


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that is looked for.

    Attributes:
        id: Lasting name, ``room.what``; shown to the person and used by scripts.
        severity: What the alert of this rule has.
        threshold: From where on it speaks, in ``unit``; None where it is yes or no.
        unit: ``digits`` of an address, ``percent``, or ``bits`` of an amount.
    """

    id: str
    severity: Severity
    threshold: int | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Alert:
    """A rule that has something to say, with the values that its sentence names."""

    rule: str
    severity: Severity
    facts: tuple[tuple[str, Fact], ...] = ()

    def fact(self, name: str) -> Fact | None:
        """One value by its name."""
        return dict(self.facts).get(name)

    @property
    def needs_consent(self) -> bool:
        """Whether the person must say that it is meant."""
        return self.severity is Severity.DANGER


SELF: Final = "recipient.self"
FIRST_TIME: Final = "recipient.first-time"
LOOK_ALIKE: Final = "recipient.look-alike"
BURN: Final = "recipient.burn"
AT_TOKEN: Final = "recipient.token-contract"  # noqa: S105 - a rule, no password
CONTRACT: Final = "recipient.contract"
UNKNOWN_RECIPIENT: Final = "recipient.unread"
NO_CODE: Final = "call.no-code"
OTHER_CHAIN: Final = "chain.other"
PRICE_FAR: Final = "price.far"
UNLIMITED: Final = "approval.unlimited"
ABOVE_NEED: Final = "approval.above-need"
FEE_ABOVE_VALUE: Final = "fee.above-value"
NAME_LOOK_ALIKE: Final = "name.look-alike"
NAME_MIXED: Final = "name.mixed-letters"
NAME_MOVED: Final = "name.moved"
CHECKSUM: Final = "address.checksum"
PASTE_CHANGED: Final = "paste.changed"
PASTE_HIDDEN: Final = "paste.hidden"

_NOTE, _CAUTION, _DANGER = Severity.NOTE, Severity.CAUTION, Severity.DANGER

RULES: Final = {
    rule.id: rule
    for rule in (
        Rule(SELF, _NOTE),
        Rule(FIRST_TIME, _CAUTION),
        Rule(LOOK_ALIKE, _DANGER, 4, "digits"),
        Rule(BURN, _DANGER),
        Rule(AT_TOKEN, _DANGER),
        Rule(CONTRACT, _CAUTION),
        Rule(UNKNOWN_RECIPIENT, _CAUTION),
        Rule(NO_CODE, _DANGER),
        Rule(OTHER_CHAIN, _DANGER),
        Rule(PRICE_FAR, _CAUTION, 5, "percent"),
        Rule(UNLIMITED, _DANGER, 128, "bits"),
        Rule(ABOVE_NEED, _CAUTION, 0, "percent"),
        Rule(FEE_ABOVE_VALUE, _CAUTION, 100, "percent"),
        Rule(NAME_LOOK_ALIKE, _DANGER),
        Rule(NAME_MIXED, _CAUTION),
        Rule(NAME_MOVED, _DANGER),
        Rule(CHECKSUM, _DANGER),
        Rule(PASTE_CHANGED, _DANGER),
        Rule(PASTE_HIDDEN, _CAUTION),
    )
}
"""Every rule by its id, in the order in which they are listed."""


def alert(rule: str, **facts: Fact) -> Alert:
    """An alert of a rule, with the rule's own severity."""
    return Alert(rule, RULES[rule].severity, tuple(facts.items()))


def threshold(rule: str) -> int:
    """From where on a rule speaks, in its unit."""
    found = RULES[rule].threshold
    if found is None:
        raise KeyError(rule)
    return found


def gravest_first(alerts: list[Alert]) -> tuple[Alert, ...]:
    """One alert of each rule, the gravest first, else in the order of the table."""
    places = {rule: place for place, rule in enumerate(RULES)}
    by_rule: dict[str, Alert] = {}
    for found in alerts:
        by_rule.setdefault(found.rule, found)
    return tuple(sorted(by_rule.values(), key=lambda a: (-a.severity, places[a.rule])))
