"""Signed messages (EIP-712) in sentences: a permit is told as what it allows."""

from desktop.core.effects import is_unlimited
from desktop.core.identity import Address
from desktop.core.money import Currency, Money
from desktop.core.permits import PermitMeaning, looks_like_permit
from desktop.core.typed_messages import TypedMessage
from desktop.text.calls import is_never, moment
from desktop.text.catalog import mark, tr

_ALLOWS = mark("{spender} may take up to {amount} of yours, without asking again.")
_ALLOWS_ALL = mark("{spender} may take all your {token}, now and later, without asking again.")
_TAKES_BACK = mark("{spender} may take nothing more of your {token}.")
DOMAIN_NAMES = {
    "name": mark("Asked for by"),
    "version": mark("Version"),
    "chainId": mark("Network"),
    "verifyingContract": mark("For the contract"),
    "salt": mark("Salt"),
}
"""The members of a domain in words; all of them are its own claims."""


def message_sentence(message: TypedMessage, permits: tuple[PermitMeaning, ...]) -> str:
    """What signing the message does, in one sentence."""
    if permits:
        return tr(
            "This signature lets somebody take what is yours. It needs no transaction, and costs no fee."
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
    text = _TAKES_BACK if not permit.amount else _ALLOWS_ALL if is_unlimited(permit.amount) else _ALLOWS
    lines = [tr(text, **words)]
    if permit.amount and permit.until is not None:
        lines.append(_ending(permit.until, tr("It holds until {time}."), tr("It never ends.")))
    elif permit.amount and permit.sign_until is not None:
        until = tr("The signature can be used until {time}.")
        lines.append(_ending(permit.sign_until, until, tr("The signature can be used for ever.")))
    return "\n".join(lines)


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
