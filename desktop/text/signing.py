"""What was signed, and why the vault asks, in the language of the window."""

from collections.abc import Mapping

from desktop.core.acts import act_sentence, filled
from desktop.core.consent import Reason
from desktop.core.identity import Address
from desktop.core.money import Currency
from desktop.core.stablecoins import stablecoin
from desktop.text.catalog import mark, tr
from desktop.text.words import date_time

REASONS: dict[str, str] = {
    "unknown-call": mark("The call {selector} to {to} is none that Licet knows. It can do anything with what you own there."),
    "pays-elsewhere": mark("The money goes to {to}, which is no account of this wallet."),
    "contract-creation": mark("A new contract is created from code that Licet does not know."),
    "large-approval": mark("{to} could take everything you will ever have of token {token}, or one licence that has so large a number."),
    "day-limit": mark("With this, {then_wei} leave in 24 hours. Your limit is {limit_wei}."),
    "token-limit": mark("With this, {then} units of token {token} leave in 24 hours. Your limit is {limit}."),
    "seller-limit": mark("With this, {seller} gets {then_wei} in 24 hours. Your limit for one payee is {limit_wei}."),
    "seller-token-limit": mark("With this, {seller} gets {then} units of token {token} in 24 hours. Your limit for one payee is {limit}."),
    "token-without-limit": mark("Nothing limits what leaves of {token}, a token or collection. Set a limit for it in the settings to be asked less often."),
    "record-missing": mark("What was spent in the last day is not known: the vault's record of it is missing. Until {until_at}, every payment asks for your password."),
    "record-old": mark("The vault's record of what was spent is older than your account's last transaction. Until {until_at}, every payment asks for your password."),
    "fee-limit": mark("Fees alone would come to {then_wei} in 24 hours. Your limit is {limit_wei}."),
    "typed-data": mark("A message of the type “{type}” for “{domain}”. Licet cannot tell what whoever gets it can do with it."),
    "typed-permit": mark("A permit: whoever gets it can take tokens without asking again."),
    "typed-delegation": mark("A permit to borrow: whoever gets it can borrow, and this account owes it."),
    "typed-order": mark("An order that gives away what is yours: anybody may take {gives} for what the order asks."),
    "delegation": mark("{to} could borrow {units} units of debt token {token}. This account would owe them."),
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
    "typed-delegation": mark("permit to borrow"),
    "typed-order": mark("order that gives things away"),
    "delegation": mark("borrowing in your name"),
    "no-chain": mark("message for every chain"),
}
"""The rules in few words."""


def rule_name(rule: str) -> str:
    """A rule that the person was asked about; one of a later version says its own name."""
    return tr(RULES[rule]) if rule in RULES else rule


def told_act(act: str, facts: Mapping[str, str]) -> str:
    """What was signed, in the language of the window."""
    return act_sentence(act, facts, tr)


_TOKENS = {
    "token-limit": mark("With this, {then} leave in 24 hours. Your limit is {limit}."),
    "seller-token-limit": mark("With this, {seller} gets {then} in 24 hours. Your limit for one payee is {limit}."),
}  # fmt: skip
"""The same of a token whose units Licet knows by itself."""


def reason_sentence(reason: Reason) -> str:
    """Why the vault asks."""
    rule = "seller-token-limit" if reason.rule == "seller-limit" and reason.fact("token") else reason.rule
    template = REASONS.get(rule)
    facts = {name: _time(value) if name.endswith("_at") else value for name, value in reason.facts}
    currency = _known(reason)
    if currency is not None and rule in _TOKENS:
        template = _TOKENS[rule]
        facts |= {name: currency.text(int(reason.fact(name))) for name in ("then", "limit")}
    return rule if template is None else filled(tr(template), facts)


def _known(reason: Reason) -> Currency | None:
    chain, token = reason.fact("chain"), reason.fact("token")
    return stablecoin(int(chain), Address.parse(token)) if chain.isdecimal() and token else None


def _time(value: str) -> str:
    return date_time(int(value)) if value.isdigit() else value
