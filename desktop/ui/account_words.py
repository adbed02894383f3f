"""Words for accounts: where a key comes from, how wallets number accounts, and how old a check is."""

import time
from typing import TYPE_CHECKING

from desktop.core.accounts import PathScheme
from desktop.text import mark, tr, trn

if TYPE_CHECKING:
    from desktop.core.accounts import Account
    from desktop.core.rehearsals import BackupCheck
    from desktop.services.discovering import FoundAccount

SCHEMES = {
    PathScheme.BIP44: mark("Most wallets (BIP-44)"),
    PathScheme.LEDGER_LIVE: mark("Ledger Live"),
    PathScheme.LEDGER_OLD: mark("Ledger before Ledger Live, MyEtherWallet"),
}
LANGUAGES = {
    "english": mark("English"),
    "chinese_simplified": mark("Chinese (Simplified)"),
    "chinese_traditional": mark("Chinese (Traditional)"),
    "czech": mark("Czech"),
    "french": mark("French"),
    "italian": mark("Italian"),
    "japanese": mark("Japanese"),
    "korean": mark("Korean"),
    "spanish": mark("Spanish"),
}
"""The word lists of BIP-39 that the vault has."""
_DAY_S = 86_400


def key_words(account: "Account") -> str:
    """Where the key of an account comes from."""
    if account.is_watched:
        return tr("Watched only")
    if account.kind == "imported":
        return tr("Imported key")
    scheme = PathScheme.of(account.path)
    match scheme:
        case PathScheme.LEDGER_LIVE:
            return tr("Recovery words, as Ledger Live")
        case PathScheme.LEDGER_OLD:
            return tr("Recovery words, as old Ledgers")
        case PathScheme.BIP44:
            return tr("Recovery words")
        case _:
            return tr("Recovery words, own path")


def key_note(account: "Account") -> str:
    """What follows from it."""
    if account.is_watched:
        return tr("No key of it is here: you see what it holds, and nothing can be signed with it.")
    if account.kind == "imported":
        return tr("Your recovery words do not bring it back. A back-up file does.")
    return tr("Your recovery words bring it back.")


def default_name(scheme: PathScheme | None, index: int) -> str:
    """What an account is called until the person names it."""
    if scheme is PathScheme.BIP44 or scheme is None:
        return tr("Account {n}", n=index + 1)
    return tr("Ledger {n}", n=index + 1)


def use_words(found: "FoundAccount") -> str:
    """By what an account was found to be used."""
    parts = []
    if found.sent:
        parts.append(trn("{n} transaction sent", "{n} transactions sent", found.sent))
    if found.licences:
        parts.append(trn("{n} licence", "{n} licences", found.licences))
    return ", ".join(parts)


def days_ago(at: int) -> str:
    """How many days ago, as a person counts them."""
    days = max(0, int(time.time()) - at) // _DAY_S
    return tr("today") if not days else trn("{n} day ago", "{n} days ago", days)


def file_check_words(check: "BackupCheck") -> str:
    """What a back-up file was found to bring back, and when."""
    accounts = trn("{n} account", "{n} accounts", len(check.restored))
    when = days_ago(check.at)
    if check.licences:
        licences = trn("{n} licence", "{n} licences", check.licences)
        return tr(
            "Tried {when}: it brings back {accounts} and opens {licences}.",
            when=when,
            accounts=accounts,
            licences=licences,
        )
    return tr("Tried {when}: it brings back {accounts}.", when=when, accounts=accounts)
