"""What was signed, and why the vault asks, in sentences: for the vault's journal and for the window alike."""

from collections.abc import Callable, Mapping

from desktop.core.consent import Reason
from desktop.text.catalog import mark, tr
from desktop.text.words import amount, date_time

ACTS: dict[str, str] = {
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
    "create": mark("Create a contract"),
    "unknown": mark("Call {to} with {selector}, which Licet does not know, and pay {value_wei}"),
    "typed": mark("Sign a message of the type “{type}” for “{domain}”"),
    "permit": mark("Allow {to} to take {units} units of token {token}, by a signed permit"),
    "run-record": mark("Sign the record of a run"),
    "document": mark("Sign a document of the kind “{kind}”"),
    "block-list": mark("Sign a block list"),
}
"""What each act does; ``{..._wei}`` are amounts of the chain's coin."""

REASONS: dict[str, str] = {
    "unknown-call": mark("The call {selector} to {to} is none that Licet knows. It can do anything with what you own there."),
    "pays-elsewhere": mark("The money goes to {to}, which is no account of this wallet."),
    "contract-creation": mark("A new contract is created from code that Licet does not know."),
    "large-approval": mark("{to} could take everything you will ever have of token {token}, or one licence that has so large a number."),
    "day-limit": mark("With this, {then_wei} leave in 24 hours. Your limit is {limit_wei}."),
    "token-limit": mark("With this, {then} units of token {token} leave in 24 hours. Your limit is {limit}."),
    "seller-limit": mark("With this, {seller} gets {then_wei} in 24 hours. Your limit for one payee is {limit_wei}."),
    "seller-token-limit": mark("With this, {seller} gets {then} units of token {token} in 24 hours. Your limit for one payee is {limit}."),
    "token-without-limit": mark("Token {token} has no limit, and you want to be asked about those."),
    "record-missing": mark("What was spent in the last day is not known: the vault's record of it is missing. Until {until_at}, every payment asks for your password."),
    "record-old": mark("The vault's record of what was spent is older than your account's last transaction. Until {until_at}, every payment asks for your password."),
    "fee-limit": mark("Fees alone would come to {then_wei} in 24 hours. Your limit is {limit_wei}."),
    "typed-data": mark("A message of the type “{type}” for “{domain}”. Licet cannot tell what whoever gets it can do with it."),
    "typed-permit": mark("A permit: whoever gets it can take tokens without asking again."),
    "no-chain": mark("The message names no chain, so it holds on every one."),
}  # fmt: skip


RULES: dict[str, str] = {
    "unknown-call": mark("unknown call"),
    "pays-elsewhere": mark("money to somebody else"),
    "contract-creation": mark("new contract"),
    "large-approval": mark("large approval"),
    "day-limit": mark("beyond the day's limit"),
    "token-limit": mark("beyond a token's limit"),
    "seller-limit": mark("beyond the limit for one payee"),
    "token-without-limit": mark("token without a limit"),
    "record-missing": mark("record of the day missing"),
    "record-old": mark("record of the day too old"),
    "fee-limit": mark("high fees"),
    "typed-data": mark("message that Licet cannot read"),
    "typed-permit": mark("permit"),
    "no-chain": mark("message for every chain"),
}
"""The rules in few words."""


def rule_name(rule: str) -> str:
    """A rule that the person was asked about; one of a later version says its own name."""
    return tr(RULES[rule]) if rule in RULES else rule


def act_sentence(act: str, facts: Mapping[str, str], translate: Callable[[str], str] = tr) -> str:
    """What was signed. Facts that are missing become a dash; an act of a later version says its own name."""
    template = ACTS.get(act)
    return act if template is None else _filled(translate(template), facts)


def reason_sentence(reason: Reason) -> str:
    """Why the vault asks."""
    rule = "seller-token-limit" if reason.rule == "seller-limit" and reason.fact("token") else reason.rule
    template = REASONS.get(rule)
    return rule if template is None else _filled(tr(template), dict(reason.facts))


class _Facts(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return "–"


def _filled(template: str, facts: Mapping[str, str]) -> str:
    written = {name: _written(name, value) for name, value in facts.items()}
    return template.format_map(_Facts(written))


def _written(name: str, value: str) -> str:
    if not value.isdigit():
        return value
    if name.endswith("_wei"):
        return amount(int(value), None)
    return date_time(int(value)) if name.endswith("_at") else value
