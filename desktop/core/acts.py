"""What signatures do, in sentences: for the vault, which reads none of the other sentences, and for the window alike."""

from collections.abc import Callable, Mapping
from typing import Final

from desktop.core.marking import mark
from desktop.core.money import ETHER_DECIMALS, format_amount
from desktop.core.networks import coin_of

ACTS: Final[dict[str, str]] = {
    "send": mark("Pay {value_wei} to {to}"),
    "buy": mark("Buy a licence for listing {listing} from {seller} for {value_wei}"),
    "buy-tokens": mark(
        "Buy a licence for listing {listing} from {seller} for {units} units of token {token}"
    ),
    "renew": mark("Renew a licence of {seller} for {value_wei}"),
    "renew-tokens": mark("Renew a licence of {seller} in token {token}"),
    "request-key": mark("Ask {seller} for the key of a later version, for {value_wei}"),
    "request-key-tokens": mark("Ask {seller} for the key of a later version, in token {token}"),
    "list": mark("List a model; its income goes to {payee}"),
    "revise": mark("Change a listing; its income goes to {payee}"),
    "close": mark("Close a listing"),
    "bond": mark("Deposit {value_wei} as a bond"),
    "bond-out": mark("Take a bond back, to {to}"),
    "operator": mark("Let {operator} deliver for this account"),
    "confirm": mark("Confirm a purchase: the seller is paid"),
    "refund": mark("Take the price of an order back"),
    "settle": mark("Settle orders: their sellers are paid"),
    "complain-key": mark("Complain about a wrong key"),
    "complain-content": mark("Complain about wrong content"),
    "withdraw": mark("Take credits home, to {to}"),
    "withdraw-for": mark("Send credits to whom they belong"),
    "deliver": mark("Deliver a key"),
    "answer-key": mark("Answer a request for a key"),
    "anchor": mark("Anchor records of runs"),
    "answer-review": mark("Answer a rating"),
    "rate": mark("Rate a model"),
    "report": mark("Send an error report to a seller"),
    "split": mark("Make a revenue split"),
    "token-send": mark("Send {units} units of token {token} to {to}"),
    "token-take": mark("Take {units} units of token {token} from {from}, for {to}"),
    "licence-send": mark("Pass token number {units} of {token} on to {to}"),
    "licence-burn": mark("Destroy a licence"),
    "approve": mark("Allow {to} to take {units} units of token {token}"),
    "approve-more": mark("Allow {to} to take {units} more units of token {token}"),
    "approve-less": mark("Allow {to} to take less of token {token}"),
    "approve-none": mark("Take the right to all tokens of {token} back from {to}"),
    "lockdown": mark("Take approvals back that were given through Permit2"),
    "delegate-debt": mark("Allow {to} to borrow {units} units that this account owes, of debt token {token}"),
    "delegate-none": mark("Allow {to} to borrow nothing more that this account owes, of debt token {token}"),
    "manage-none": mark("Take the right to act in {contract} back from {to}"),
    "create": mark("Create a contract"),
    "unknown": mark("Call {to} with {selector}, which Licet does not know, and pay {value_wei}"),
    "typed": mark("Sign a message of the type “{type}” for “{domain}”"),
    "permit": mark("Allow {to} to take {units} units of token {token}, by a signed permit"),
    "sell-order": mark("Offer {gives} by a signed order, which anybody may take"),
    "run-record": mark("Sign the record of a run"),
    "document": mark("Sign a document of the kind “{kind}”"),
    "block-list": mark("Sign a block list"),
}
"""What each act does; ``{..._wei}`` are amounts of the chain's coin."""


def act_sentence(act: str, facts: Mapping[str, str], translate: Callable[[str], str] = str) -> str:
    """What was signed, in English unless it is translated; an act of a later version says its own name."""
    template = ACTS.get(act)
    return act if template is None else filled(translate(template), facts)


def filled(template: str, facts: Mapping[str, str]) -> str:
    """The sentence with its facts; those that are missing become a dash."""
    chain = facts.get("chain", "")
    coin = coin_of(int(chain) if chain.isdigit() else 0)
    return template.format_map(_Facts({name: _written(name, value, coin) for name, value in facts.items()}))


class _Facts(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return "–"


def _written(name: str, value: str, coin: str) -> str:
    if name.endswith("_wei") and value.isdigit():
        return f"{format_amount(int(value), ETHER_DECIMALS)} {coin}"
    return value
