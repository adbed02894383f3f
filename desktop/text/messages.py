"""Signed messages (EIP-712) in sentences: a permit is told as what it allows."""

from collections.abc import Callable

from desktop.core.effects import is_unlimited
from desktop.core.identity import Address
from desktop.core.money import Currency, Money
from desktop.core.permits import PermitKind, PermitMeaning, looks_like_permit
from desktop.core.sell_orders import OrderItem, SellOrder, is_sell_order
from desktop.core.typed_messages import TypedMessage
from desktop.text.calls import is_never, item_text, moment
from desktop.text.catalog import mark, tr

_ALLOWS = mark("{spender} may take up to {amount} of yours, without asking again.")
_ALLOWS_ALL = mark("{spender} may take all your {token}, now and later, without asking again.")
_BORROWS = mark("{spender} may borrow up to {amount}, and this account owes what they borrow.")
_BORROWS_ALL = mark("{spender} may borrow without a limit, and this account owes what they borrow.")
_BORROWS_NONE = mark("{spender} may borrow nothing more that this account would owe.")
_MANAGES = mark(
    "{spender} may do everything that you can do in {contract}: withdraw, borrow, and take what lies there."
)
_MANAGES_NOTHING = mark("{spender} may no longer act for you in {contract}.")
_TAKES_BACK = mark("{spender} may take nothing more of your {token}.")
DOMAIN_NAMES = {
    "name": mark("Asked for by"),
    "version": mark("Version"),
    "chainId": mark("Network"),
    "verifyingContract": mark("For the contract"),
    "salt": mark("Salt"),
}
"""The members of a domain in words; all of them are its own claims."""


_PERMITS: dict[PermitKind, tuple[str, str, str]] = {
    PermitKind.TAKE: (_TAKES_BACK, _ALLOWS, _ALLOWS_ALL),
    PermitKind.BORROW: (_BORROWS_NONE, _BORROWS, _BORROWS_ALL),
    PermitKind.MANAGE: (_MANAGES_NOTHING, _MANAGES, _MANAGES),
}
"""What it says of nothing, of an amount, and of everything."""


def message_sentence(message: TypedMessage, permits: tuple[PermitMeaning, ...]) -> str:
    """What signing the message does, in one sentence."""
    if permits and all(permit.kind is PermitKind.TAKE for permit in permits):
        return tr(
            "This signature lets somebody take what is yours. It needs no transaction, and costs no fee."
        )
    if permits:
        return tr("This signature lets somebody act in your name. It needs no transaction, and costs no fee.")
    if is_sell_order(message):
        return tr(
            "This is an order that gives away what is yours. Whoever has it can take it when they like."
        )
    if looks_like_permit(message):
        return tr(
            "This calls itself a permit, of a kind that Licet does not know. It may let somebody take what is yours."
        )
    return tr(
        "You sign a message of the kind {kind}. What it means is up to who asks for it: read every line.",
        kind=message.primary_type,
    )


def permit_sentence(permit: PermitMeaning, currency: Currency) -> str:
    """What a permit allows, and until when."""
    spender = permit.spender.short if permit.spender else tr("whoever has the signature")
    words = {"spender": spender, "token": currency.unit, "amount": Money(permit.amount, currency).text()}
    words["contract"] = permit.token.short
    nothing, some, everything = _PERMITS[permit.kind]
    text = nothing if not permit.amount else everything if is_unlimited(permit.amount) else some
    lines = [tr(text, **words)]
    if permit.amount and permit.until is not None:
        lines.append(_ending(permit.until, tr("It holds until {time}."), tr("It never ends.")))
    elif permit.amount and permit.sign_until is not None:
        until = tr("The signature can be used until {time}.")
        lines.append(_ending(permit.sign_until, until, tr("The signature can be used for ever.")))
    return "\n".join(lines)


def order_sentences(order: SellOrder, currency_of: Callable[[Address], Currency]) -> str:
    """What an order gives, what comes back, and until when it can be taken."""
    lines = [tr("You give {thing}.", thing=_thing(item, currency_of(item.token))) for item in order.gives]
    lines += [tr("You get {thing}.", thing=_thing(item, currency_of(item.token))) for item in order.gets]
    if order.is_for_nothing:
        lines.append(tr("You get nothing for it."))
    if order.until is not None:
        ends = tr("The signature can be used until {time}."), tr("The signature can be used for ever.")
        lines.append(_ending(order.until, *ends))
    return "\n".join(lines)


def _thing(item: OrderItem, currency: Currency) -> str:
    if item.is_money:
        return Money(item.amount, currency).text()
    contract = item.token.short
    if item.item is None:
        return tr("{n} of any items of {contract}", n=item.amount, contract=contract)
    if item.amount == 1:
        return tr("item {item} of {contract}", item=item_text(item.item), contract=contract)
    return tr("{n} of item {item} of {contract}", n=item.amount, item=item_text(item.item), contract=contract)


def _ending(unix: int, until: str, never: str) -> str:
    return never if is_never(unix) else until.format(time=moment(unix))


def domain_warning(message: TypedMessage, chain_id: int) -> str:
    """What is wrong with who asks for it; empty if nothing is."""
    told = message.domain_value("chainId")
    if isinstance(told, int) and told != chain_id:
        return tr(
            "It is meant for the network {wanted}, and you are on {present}.", wanted=told, present=chain_id
        )
    if not isinstance(message.domain_value("verifyingContract"), Address):
        return tr("It names no contract. The same signature may be used in more places than one.")
    return ""
