"""The sentences of the rules in ``core.warnings``: what each looks for, and what it says when it has found it."""

from typing import Final

from desktop.core.identity import Address
from desktop.core.money import Money
from desktop.core.networks import DEMO_CHAIN_ID, known_network
from desktop.core.warnings import (
    ABOVE_NEED,
    AT_TOKEN,
    BURN,
    CHECKSUM,
    CONTRACT,
    FEE_ABOVE_VALUE,
    FIRST_TIME,
    LOOK_ALIKE,
    NAME_LOOK_ALIKE,
    NAME_MIXED,
    NAME_MOVED,
    NO_CODE,
    OTHER_CHAIN,
    PASTE_CHANGED,
    PASTE_HIDDEN,
    PRICE_FAR,
    SELF,
    UNKNOWN_RECIPIENT,
    UNLIMITED,
    Alert,
    Rule,
)
from desktop.text.catalog import mark, tr

SAYS: Final = {
    SELF: mark("This is your own account."),
    FIRST_TIME: mark("You have never paid this address from this computer. Compare every group of it."),
    LOOK_ALIKE: mark(
        "This is not {name}. It only begins and ends like that address: forgers make such addresses to be copied by mistake."
    ),
    BURN: mark("Nobody can ever spend what is sent to this address."),
    AT_TOKEN: mark(
        "This is the contract of a token ({token}), not of a person. What is sent to it is lost for good."
    ),
    CONTRACT: mark("A contract is at this address: it may not give back what it receives."),
    UNKNOWN_RECIPIENT: mark(
        "The network did not say what is at this address, so it could not be checked whether it is a contract."
    ),
    NO_CODE: mark(
        "There is no contract at this address on this network. The call would do nothing, and what goes with it would be lost."
    ),
    OTHER_CHAIN: mark("This is meant for {wanted}, and you are on {present}."),
    PRICE_FAR: mark("The price is {price}. The listing that you looked at said {listed}."),
    UNLIMITED: mark(
        "{spender} could take all you have of this token, now and later. Licet never needs that."
    ),
    ABOVE_NEED: mark("{spender} could take {allowed}, and this needs {needed}."),
    FEE_ABOVE_VALUE: mark("The network fee can reach {fee}. That is more than what is paid: {value}."),
    NAME_LOOK_ALIKE: mark("The name {name} only looks like {known}. They are two different names."),
    NAME_MIXED: mark("The name {name} has letters that are easily taken for others: {letters}"),
    NAME_MOVED: mark(
        "{name} leads to another address than when you kept the contact. Ask its owner before you pay."
    ),
    CHECKSUM: mark(
        "The capital letters of this address do not fit it: a character may be wrong. Compare it with whoever gave it to you."
    ),
    PASTE_CHANGED: mark(
        "You copied {copied}, but another address was pasted. A program on this computer may have changed it."
    ),
    PASTE_HIDDEN: mark("What was pasted held characters that cannot be seen. They were taken out."),
}
"""Rule id to its sentence; ``{name}`` is a fact of the alert."""

LOOKS_FOR: Final = {
    SELF: mark("You pay your own account."),
    FIRST_TIME: mark("You pay an address for the first time that is no contact."),
    LOOK_ALIKE: mark(
        "An address begins and ends with the same {threshold} digits as a contact, an account of yours or somebody you paid, or differs from it in one or two."
    ),
    BURN: mark("You pay an address that has no owner."),
    AT_TOKEN: mark("You pay the contract of a token."),
    CONTRACT: mark("You pay a contract that is no contact."),
    UNKNOWN_RECIPIENT: mark("The network does not say what is at the address."),
    NO_CODE: mark("A call goes to an address without a contract."),
    OTHER_CHAIN: mark("A payment link or a contact is meant for another network."),
    PRICE_FAR: mark("What is paid differs from the listing's price by more than {threshold} %."),
    UNLIMITED: mark("An approval has no limit: more than 2 to the power of {threshold} units."),
    ABOVE_NEED: mark("An approval allows more than what is paid."),
    FEE_ABOVE_VALUE: mark("The fee can be more than {threshold} % of what is paid."),
    NAME_LOOK_ALIKE: mark("A name reads like that of a contact and is another."),
    NAME_MIXED: mark("A name has letters beside the Latin ones that look like them."),
    NAME_MOVED: mark("The ENS name of a contact leads to another address than before."),
    CHECKSUM: mark("The capital letters of an address do not fit (EIP-55)."),
    PASTE_CHANGED: mark("Another address is pasted than was copied in Licet."),
    PASTE_HIDDEN: mark("What is pasted has characters that cannot be seen."),
}
"""Rule id to what it looks for, for the list of all rules; ``{threshold}`` is the rule's."""


def alert_text(alert: Alert) -> str:
    """What an alert says, in the person's language."""
    return tr(SAYS[alert.rule], **{name: _shown(value) for name, value in alert.facts})


def rule_text(rule: Rule) -> str:
    """What a rule looks for, with its threshold."""
    return tr(LOOKS_FOR[rule.id], threshold=rule.threshold)


def network_text(chain_id: int) -> str:
    """What a chain is called: by its name if it has one here, else by its number."""
    known = known_network(chain_id)
    if known is not None:
        return known.name
    return tr("the demo network") if chain_id == DEMO_CHAIN_ID else tr("network {number}", number=chain_id)


def _shown(value: object) -> str:
    match value:
        case int():
            return network_text(value)
        case Money():
            return value.text()
        case Address():
            return value.short
        case _:
            return str(value)
