"""What a transaction changes, in sentences, and how surely that is known."""

from desktop.core.effect_checks import Difference, DifferenceKind, Differences
from desktop.core.effects import BalanceChange, Effects, Fullness, Place, RightChange, RightKind
from desktop.core.exchange import OrderState
from desktop.core.money import COIN, Money
from desktop.text.calls import item_text, moment
from desktop.text.catalog import mark, tr

_GIVEN: dict[RightKind, str] = {
    RightKind.ALLOWANCE: mark("{holder} may take up to {amount} from this account."),
    RightKind.ITEM_ALLOWANCE: mark("{holder} may take item {subject} of {contract}."),
    RightKind.ALL_ITEMS: mark("{holder} may take all that you have in {contract}, now and later."),
    RightKind.DEBT: mark("{holder} may borrow up to {amount}, and this account owes it."),
    RightKind.MANAGER: mark("{holder} may do everything that you can do in {contract}."),
    RightKind.ITEM: mark("You get item {subject} of {contract}."),
    RightKind.ITEMS: mark("You then have {after} of item {subject} of {contract}."),
    RightKind.LICENCE: mark("You get licence {subject}."),
    RightKind.LICENCE_END: mark("Licence {subject} holds until {time}."),
    RightKind.OPERATOR: mark("{holder} may deliver your orders."),
    RightKind.LISTING: mark("Listing {subject} takes orders."),
    RightKind.ORDER: "",  # its sentences are those of ORDERS
    RightKind.KEY_REQUEST: mark("You have asked for a key."),
    RightKind.PUBLISHED: mark("It stands on the chain for everybody to read, for ever."),
}
_TAKEN: dict[RightKind, str] = {
    RightKind.ALLOWANCE: mark("{holder} may take nothing of {token} from this account any more."),
    RightKind.ITEM_ALLOWANCE: mark("{holder} may no longer take item {subject} of {contract}."),
    RightKind.ALL_ITEMS: mark("{holder} may no longer take what you have in {contract}."),
    RightKind.DEBT: mark("{holder} may borrow nothing more that this account would owe."),
    RightKind.MANAGER: mark("{holder} may no longer act for you in {contract}."),
    RightKind.ITEM: mark("Item {subject} of {contract} leaves this account."),
    RightKind.ITEMS: mark("Nothing of item {subject} of {contract} is left to you."),
    RightKind.LICENCE: mark("Licence {subject} leaves this account."),
    RightKind.LICENCE_END: mark("Licence {subject} ends."),
    RightKind.OPERATOR: mark("{holder} may no longer deliver your orders."),
    RightKind.LISTING: mark("Listing {subject} takes no more orders."),
}
_ORDERS = {
    OrderState.OPEN: mark("The contract holds the payment until the order is delivered, or gives it back."),
    OrderState.DELIVERED: mark("An order is delivered; the buyer can check it and complain."),
    OrderState.FINAL: mark("An order is final: the licence begins, and the payment belongs to the seller."),
    OrderState.REFUNDED: mark("An order is refunded: the licence ends, and the payment goes back."),
}
_BALANCES = {
    (Place.ACCOUNT, False): mark("{amount} come in"),
    (Place.ACCOUNT, True): mark("{amount} leave this account"),
    (Place.CREDIT, False): mark("{amount} wait for you in the contract, to be taken home"),
    (Place.CREDIT, True): mark("{amount} wait for you no longer in the contract"),
    (Place.BOND, False): mark("{amount} more of your bond are free"),
    (Place.BOND, True): mark("{amount} less of your bond are free"),
}
_UNLIMITED = mark("{holder} may take all {token} from this account, now and later.")
_UNLIMITED_DEBT = mark("{holder} may borrow without a limit, and this account owes it.")
_NEW_LISTING = mark("Your listing takes orders.")
_WITHOUT_END = mark("Licence {subject} holds without end.")
NO_END = 2**64 - 1
"""The end of a licence that has none, as the contract writes it."""

_DIFFERENCES = {
    DifferenceKind.LEFT_MORE: mark("{real} left, and {expected} were to leave."),
    DifferenceKind.CAME_LESS: mark("{real} came in, and {expected} were to come."),
    DifferenceKind.POWER_GIVEN: mark("A right was given that was not shown: {right}"),
    DifferenceKind.ITEM_LEFT: mark("Something left that was not shown: {right}"),
    DifferenceKind.FAILED: mark("The contract would refuse it."),
}

FULLNESS: dict[Fullness, str] = {
    Fullness.SIMULATED: mark("Simulated on your node. This is what happens if nothing changes before it is mined."),
    Fullness.TRIED: mark(
        "Not fully simulated: your node says that it would succeed. What changes is what such a call is known to do."
    ),
    Fullness.UNTRIED: mark(
        "Not simulated: it carries a secret that no node may see early. What changes is what such a call is known to do."
    ),
    Fullness.AFTER_OTHERS: mark(
        "It can be tried only when the steps before it are done. What changes is what they make of it."
    ),
    Fullness.UNREACHED: mark(
        "Not simulated: no node answered. What changes is what such a call is known to do."
    ),
}  # fmt: skip
"""How surely the effects are known, in words."""


def balance_sentence(change: BalanceChange) -> str:
    """How much comes or goes, and where; the amount is exact."""
    return tr(_BALANCES[change.place, change.change < 0], amount=change.money.text())


def right_sentence(change: RightChange) -> str:
    """A right as it is afterwards."""
    currency = change.currency
    words = {
        "holder": change.holder.short if change.holder else "",
        "contract": change.contract.short,
        "subject": item_text(change.subject) if change.subject is not None else "",
        "after": f"{change.after:,}",
        "amount": Money(change.after, currency).text() if currency else "",
        "token": currency.unit if currency else "",
        "time": moment(change.after) if change.kind is RightKind.LICENCE_END else "",
    }
    return tr(_right_words(change), **words)


def _right_words(change: RightChange) -> str:
    if change.kind is RightKind.LISTING and change.subject is None and change.after:
        return _NEW_LISTING
    if change.kind is RightKind.ORDER:
        return _ORDERS[OrderState(change.after)]
    if not change.after:
        return _TAKEN.get(change.kind, _GIVEN[change.kind])
    if change.is_unlimited:
        return _UNLIMITED if change.kind is RightKind.ALLOWANCE else _UNLIMITED_DEBT
    if change.kind is RightKind.LICENCE_END and change.after >= NO_END:
        return _WITHOUT_END
    return _GIVEN[change.kind]


def differences_text(found: Differences) -> str:
    """What is worse than was agreed to, a sentence for each."""
    return "\n".join(map(_difference, found))


def _difference(one: Difference) -> str:
    currency = one.currency or COIN
    return tr(
        _DIFFERENCES[one.kind],
        real=Money(
            abs(min(one.real, 0)) if one.kind is DifferenceKind.LEFT_MORE else one.real, currency
        ).text(),
        expected=Money(abs(one.expected), currency).text(),
        right=right_sentence(one.right) if one.right else "",
    )


def fullness_sentence(effects: Effects) -> str:
    """How surely the effects are known, and on which block they were tried."""
    return tr(FULLNESS[effects.fullness])
