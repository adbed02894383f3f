"""Paying people: contacts, names, warnings and payments, composed over one gateway."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from desktop.bootstrap.clock import SystemClock
from desktop.bootstrap.foreseeing import Foresight
from desktop.chain.gateway import ChainGateway
from desktop.core.changes import Change
from desktop.core.contacts import Contact
from desktop.core.identity import Address
from desktop.core.money import Currency
from desktop.services.contacts import ContactService
from desktop.services.sending import SendService
from desktop.services.tokens import TokenService
from desktop.services.transactions import TransactionService
from desktop.services.warnings import PayeeWarnings
from desktop.store.activity import ActivityStore
from desktop.store.contacts import ContactStore
from desktop.store.database import Database
from desktop.store.dealt_tokens import DealtTokens


@dataclass(frozen=True, slots=True)
class Known:
    """Whom and what the person knows: contacts, those who were paid by hand, tokens that were dealt with.

    Fits ``services.warnings.KnownPayees`` and ``services.sending.PaidBefore``.
    """

    book: ContactStore
    activity: ActivityStore
    dealt: DealtTokens

    def contacts(self) -> list[Contact]:
        return self.book.all()

    def paid(self) -> list[Address]:
        return sorted(self.activity.payees())

    def tokens(self) -> list[Currency]:
        return self.dealt.tokens()


@dataclass(frozen=True, slots=True)
class TokensHeld:
    """What tokens say of themselves, and what accounts hold of them (``services.sending.TokenReader``)."""

    gateway: ChainGateway
    words: TokenService

    def currency(self, address: Address) -> Currency:
        return self.words.currency(address)

    def balance(self, token: Address, account: Address) -> int:
        return self.gateway.tokens.balance(token, account)


@dataclass(frozen=True, slots=True)
class Paying:
    """What pays, and whom the person knows."""

    contacts: ContactService
    warnings: PayeeWarnings
    sending: SendService


def make_paying(
    *,
    gateway: ChainGateway,
    foresight: Foresight,
    tokens: TokenService,
    transactions: TransactionService,
    database: Database,
    own_accounts: Callable[[], Iterable[Address]],
    active_account: Callable[[], Address],
    publish: Callable[[Change], None],
    network_name: str = "",
) -> Paying:
    """Compose them; nothing is asked of the network."""
    book = ContactStore(database)
    known = Known(book, ActivityStore(database), DealtTokens(database))
    contacts = ContactService(book, SystemClock(), publish)
    warnings = PayeeWarnings(foresight.roles, known, own_accounts, gateway.chain_id, network_name)
    sending = SendService(
        chain=gateway,
        transactions=transactions,
        previewer=foresight.previews,
        names=gateway.names,
        tokens=TokensHeld(gateway, tokens),
        contacts=contacts,
        before=known,
        warnings=warnings,
        active_account=active_account,
    )
    return Paying(contacts, warnings, sending)
