"""Decoded calls in sentences. A stranger's contract is named by its address, and its claims are said to be claims."""

from desktop.core.calls import Act, DecodedCall, Part, Role, Shape
from desktop.core.identity import Address
from desktop.core.money import Money
from desktop.text.catalog import mark, tr, trn
from desktop.text.words import date_time, duration

_SENTENCES: dict[Act, str] = {
    Act.PAY: mark("You pay {amount} to {to}."),
    Act.TRANSFER: mark("You send {amount} to {to}."),
    Act.TRANSFER_FROM: mark("{amount} move from {source} to {to}."),
    Act.APPROVE: mark("You let {spender} take up to {amount} from this account."),
    Act.RAISE_ALLOWANCE: mark("You let {spender} take up to {amount} more from this account."),
    Act.LOWER_ALLOWANCE: mark("You let {spender} take {amount} less from this account."),
    Act.PERMIT: mark("By a signed permit, {spender} may take up to {amount} from {owner}."),
    Act.DELEGATE_DEBT: mark("You let {spender} borrow up to {amount}. This account owes what they borrow."),
    Act.SET_MANAGER: mark("You let {spender} do everything that you can do in {contract}: withdraw, borrow, and take what lies there."),
    Act.SEND_ITEM: mark("Item {item} of {contract} moves from {source} to {to}."),
    Act.APPROVE_ITEM: mark("You let {spender} take item {item} of {contract}."),
    Act.APPROVE_ALL: mark("You let {spender} take everything that you have in {contract}, now and later."),
    Act.BUY: mark("You buy a licence of listing {listing} for {amount}, held by the contract until it is delivered."),
    Act.RENEW: mark("You renew a licence of listing {listing} for {amount}."),
    Act.REQUEST_KEY: mark("You ask for the key of a licence of listing {listing} for {amount}."),
    Act.ANSWER_KEY: mark("You hand over a model's key, sealed for the one who asked."),
    Act.LIST: mark("You list a model for {amount}."),
    Act.REVISE: mark("You change listing {listing}; its price is then {amount}."),
    Act.CLOSE: mark("You close listing {listing}. It takes no more orders."),
    Act.SET_OPERATOR: mark("You let {operator} deliver your orders."),
    Act.DEPOSIT_BOND: mark("You put {amount} into your bond."),
    Act.WITHDRAW_BOND: mark("You take {amount} of your bond to {to}."),
    Act.DELIVER: mark("You deliver an order of listing {listing}: the model's key, sealed for the buyer."),
    Act.CONFIRM: mark("You confirm an order of listing {listing}. {amount} then belong to the seller."),
    Act.REFUND: mark("The payment of an order of listing {listing} is given back: {amount}."),
    Act.COMPLAIN_KEY: mark("You prove that the key of your order of listing {listing} is wrong, and get {amount} back."),
    Act.COMPLAIN_CONTENT: mark(
        "You prove that the content of your order of listing {listing} is wrong, and get {amount} back."
    ),
    Act.WITHDRAW: mark("What the market keeps for you in {token} goes to {to}."),
    Act.WITHDRAW_FOR: mark("What the market keeps for {to} in {token} is paid to that account."),
    Act.PASS_LICENCE: mark("You pass licence {item} on to {to}."),
    Act.BURN_LICENCE: mark("You give up licence {item}. Nobody gets anything back for it."),
    Act.REPORT: mark("You publish a sealed report about licence {item}. Only the seller can read it."),
    Act.ANSWER: mark("You publish an answer to a rating, for everybody and for ever."),
    Act.ANCHOR: mark("You publish a fingerprint of records. It shows nothing of what is in them."),
    Act.CREATE_SPLIT: mark("You make a revenue split. Whatever it receives belongs to its accounts."),
    Act.WITHDRAW_SHARE: mark("Your share of a split in {token} goes to {to}."),
    Act.WITHDRAW_SHARE_FOR: mark("The share of {to} in {token} is paid to that account."),
    Act.DEPLOY: mark("A new contract is placed on this network."),
}  # fmt: skip

_REVOKED = mark("{spender} may take nothing of {token} from this account any more.")
_UNLIMITED = mark("You let {spender} take all {token} from this account, now and later.")
_UNLIMITED_PERMIT = mark("By a signed permit, {spender} may take all {token} from {owner}, now and later.")
_REVOKED_ITEM = mark("Nobody else may take item {item} of {contract} any more.")
_REVOKED_ALL = mark("{spender} may no longer take what you have in {contract}.")
_UNLIMITED_DEBT = mark("You let {spender} borrow without a limit. This account owes what they borrow.")
_REVOKED_DEBT = mark("{spender} may borrow nothing more that this account would owe.")
_REVOKED_MANAGER = mark("{spender} may no longer act for you in {contract}.")
_REVOKED_OPERATOR = mark("Nobody but you may deliver your orders any more.")
_FREE_LISTING = mark("You list a free model.")

ROLES: dict[Role, str] = {
    Role.ACCOUNT: mark("account"),
    Role.MARKET: mark("Licet market"),
    Role.LICENCE: mark("Licet licences"),
    Role.RECORDS: mark("Licet records"),
    Role.SPLITS: mark("maker of revenue splits"),
    Role.SPLIT: mark("revenue split"),
    Role.DEPLOYER: mark("deployer of contracts"),
    Role.TOKEN: mark("token, by its own word"),
    Role.ITEMS: mark("collection, by its own word"),
    Role.STRANGER: mark("unknown contract"),
}
"""What the called address is, in a few words."""


def call_sentence(decoded: DecodedCall) -> str:
    """What the call does, in one sentence."""
    if decoded.act is Act.UNKNOWN:
        return _unknown(decoded)
    if decoded.act is Act.RATE:
        stars = decoded.fact("stars")
        return trn(
            "You publish a rating of {n} star, for everybody and for ever.",
            "You publish a rating of {n} stars, for everybody and for ever.",
            stars if isinstance(stars, int) else 0,
        )
    if decoded.act is Act.LOCKDOWN:
        approvals = decoded.fact("approvals")
        return trn(
            "You take {n} approval back that you gave through Permit2.",
            "You take {n} approvals back that you gave through Permit2.",
            approvals if isinstance(approvals, int) else 0,
        )
    if decoded.act is Act.SETTLE:
        orders = decoded.fact("orders")
        return trn(
            "You settle {n} order, whose time for complaints is over.",
            "You settle {n} orders, whose time for complaints is over.",
            orders if isinstance(orders, int) else 0,
        )
    words = {part.name: part_text(part) for part in decoded.facts}
    return tr(_variant(decoded), **words)


def _variant(decoded: DecodedCall) -> str:  # noqa: PLR0911 - one for each act
    """The sentence of an act; taking something back has another than giving it."""
    amount = next((part for part in decoded.facts if part.name == "amount"), None)
    nothing = isinstance(amount, Part) and isinstance(amount.value, Money) and not amount.value.value
    unlimited = amount is not None and amount.shape is Shape.UNLIMITED
    match decoded.act:
        case Act.APPROVE if nothing:
            return _REVOKED
        case Act.APPROVE | Act.RAISE_ALLOWANCE if unlimited:
            return _UNLIMITED
        case Act.PERMIT if unlimited:
            return _UNLIMITED_PERMIT
        case Act.DELEGATE_DEBT if nothing or unlimited:
            return _REVOKED_DEBT if nothing else _UNLIMITED_DEBT
        case Act.SET_MANAGER if decoded.fact("allowed") is False:
            return _REVOKED_MANAGER
        case Act.APPROVE_ITEM if _is_nobody(decoded.fact("spender")):
            return _REVOKED_ITEM
        case Act.APPROVE_ALL if decoded.fact("allowed") is False:
            return _REVOKED_ALL
        case Act.SET_OPERATOR if _is_nobody(decoded.fact("operator")):
            return _REVOKED_OPERATOR
        case Act.LIST if nothing:
            return _FREE_LISTING
        case act:
            return _SENTENCES[act]


def _is_nobody(value: object) -> bool:
    return isinstance(value, Address) and value.is_zero


def _unknown(decoded: DecodedCall) -> str:
    if decoded.role is Role.ACCOUNT:
        return tr("Data is sent to an address that has no contract. Nothing there reads it.")
    if decoded.function:
        return tr(
            "{function} is called at a contract that Licet does not know. What it does there is up to that contract.",
            function=decoded.function,
        )
    selector = decoded.fact("selector")
    if isinstance(selector, bytes):
        return tr(
            "Licet does not know this call ({selector}). What it does is up to the contract.",
            selector="0x" + selector.hex(),
        )
    return tr(
        "A contract is called without saying which of its functions. What it does is up to the contract."
    )


def part_text(part: Part) -> str:  # noqa: PLR0911 - one for each shape
    """One value as it is shown; nothing is left out of it but the middle of an address."""
    match part.shape, part.value:
        case Shape.UNLIMITED, Money() as money:
            return tr("everything, in {token}", token=money.currency.unit)
        case _, Money() as money:
            return money.text()
        case _, Address() as address:
            return address.short
        case Shape.TIME, int() as unix:
            return moment(unix)
        case Shape.SPAN, int() as seconds:
            return duration(seconds)
        case Shape.ITEM, int() as item:
            return item_text(item)
        case _, bytes() as data:
            return "0x" + data.hex()
        case _, bool() as flag:
            return tr("yes") if flag else tr("no")
        case _, value:
            return str(value)


_LAST_MOMENT = 253_402_300_799
"""The last second of the year 9999, the last that a calendar here can write."""


def moment(unix: int) -> str:
    """A time from a call or a message, which may be any number of 256 bits; what lies beyond every calendar never comes."""
    return tr("never") if is_never(unix) else date_time(unix)


def is_never(unix: int) -> bool:
    """Whether a time lies beyond every calendar: what people write for "without end"."""
    return unix > _LAST_MOMENT - 86_400


def item_text(item: int) -> str:
    """A token id; the ids of licences have 256 bits, of which the first and last are enough for an eye."""
    text = str(item)
    return text if len(text) <= 12 else f"{text[:5]}…{text[-5:]}"
