"""Paying somebody in coin or tokens: who is meant, what it costs at most, what is unusual, and the payment itself."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, Protocol

from desktop.core.agreements import Agreed
from desktop.core.cancel import CancelToken
from desktop.core.contacts import Contact
from desktop.core.effects import Preview
from desktop.core.errors import AppError, EnvironmentFault, InsufficientFunds, Reverted, UserError
from desktop.core.identity import Address, keccak256
from desktop.core.money import COIN, Currency, Money
from desktop.core.payment_links import PaymentRequest, read_payee
from desktop.core.transactions import Call, FeeChoice, FeeLevel, FeeOffer
from desktop.core.warnings import FEE_ABOVE_VALUE, NAME_MOVED, Alert, alert, gravest_first
from desktop.services.effects.ports import Previewer
from desktop.services.journal import Purpose
from desktop.services.names import NameReader, ResolvedName
from desktop.services.ports import Transactor
from desktop.services.transactions import TransactionService
from desktop.services.warnings import PayeeWarnings, judge_fee, judge_name

SEND_GAS: Final = 21_000
TOKEN_SEND_GAS: Final = 120_000
"""More than any usual token takes, for saying how much coin must stay; what is sent is estimated."""
_TRANSFER: Final = keccak256(b"transfer(address,uint256)")[:4]


@dataclass(eq=False)
class NothingToSend(UserError):
    """A payment of nothing costs its fee all the same."""


@dataclass(frozen=True, slots=True)
class Payee:
    """Who is meant by what was typed, pasted or scanned.

    Attributes:
        address: Who receives.
        name: The ENS name that led there, or that the address gives itself and that leads back; empty without.
        contact: Who that is to the person, if anybody.
        request: What else the text asked for.
        alerts: What is unusual about the text and the name.
    """

    address: Address
    request: PaymentRequest
    name: str = ""
    contact: Contact | None = None
    alerts: tuple[Alert, ...] = ()

    @property
    def known_as(self) -> str:
        """The name of the contact, or the one of ENS; empty without either."""
        return self.contact.name if self.contact is not None else self.name


@dataclass(frozen=True, slots=True)
class Payment:
    """A payment as the person has put it together."""

    payee: Payee
    amount: Money

    @property
    def call(self) -> Call:
        """What is signed: a plain payment, or ``transfer`` of the token's contract."""
        to, amount = self.payee.address, self.amount
        if amount.currency.is_coin:
            return Call(to, value_wei=amount.value)
        data = _TRANSFER + to.raw.rjust(32, b"\0") + amount.value.to_bytes(32, "big")
        return Call(amount.currency.address, data)


@dataclass(frozen=True, slots=True)
class SendQuote:
    """The confirmation of a payment; amounts as they were read.

    Attributes:
        account: Who pays.
        payment: What is paid to whom.
        preview: What the call does, tried.
        offer: Fees to choose from; None where the payment would fail.
        fee_most_wei: The most that the network fee can be at the normal level.
        balance: What the account holds of the currency.
        coins: What it holds of the coin.
        alerts: What is unusual at the normal level, the gravest first.
    """

    account: Address
    payment: Payment
    preview: Preview
    offer: FeeOffer | None
    fee_most_wei: int
    balance: Money
    coins: Money
    alerts: tuple[Alert, ...] = field(default=())

    def coins_most_wei(self, fees: FeeChoice | None = None) -> int:
        """The most that leaves the account in coin with this fee: the fee, and the amount where it is coin."""
        amount = self.payment.amount
        fee = self.fee_most_wei if fees is None or self.offer is None else self.offer.most_wei(fees)
        return fee + (amount.value if amount.currency.is_coin else 0)

    def alerts_at(self, fees: FeeChoice | None = None) -> tuple[Alert, ...]:
        """What is unusual with this fee, the gravest first."""
        others = [found for found in self.alerts if found.rule != FEE_ABOVE_VALUE]
        fee = self.fee_most_wei if fees is None or self.offer is None else self.offer.most_wei(fees)
        return gravest_first([*others, *judge_fee(self.payment.amount, fee)])

    @property
    def lacks_amount(self) -> bool:
        return self.payment.amount.value > self.balance.value

    def lacks_coins(self, fees: FeeChoice | None = None) -> bool:
        """Whether the coin is too little for this fee and the amount together."""
        return self.coins_most_wei(fees) > self.coins.value

    def can_be_sent(self, fees: FeeChoice | None = None) -> bool:
        return not (self.lacks_amount or self.lacks_coins(fees) or self.preview.effects.would_fail)

    @property
    def needs_consent(self) -> bool:
        """Whether the person must say of an alert that it is meant."""
        return any(found.needs_consent for found in self.alerts)


def _agreed(quote: SendQuote, fees: FeeChoice | None, nonce: int | None) -> Agreed:
    """The numbers that were shown, and no level: what a level costs is the node's word, and it may change."""
    shown = fees if fees is None or quote.offer is None else quote.offer.fee(fees)
    return Agreed(quote.coins_most_wei(fees), quote.preview.effects, shown, nonce, quote.payment.call)


class TokenReader(Protocol):
    """What tokens say of themselves, and what accounts hold of them."""

    def currency(self, address: Address) -> Currency: ...
    def balance(self, token: Address, account: Address) -> int: ...


class Contacts(Protocol):
    """The address book."""

    def all(self) -> list[Contact]: ...
    def find(self, address: Address) -> Contact | None: ...


class PaidBefore(Protocol):
    """What was paid before."""

    def paid(self) -> list[Address]: ...
    def tokens(self) -> list[Currency]: ...


class SendService:
    """Payments of the active account."""

    def __init__(
        self,
        *,
        chain: Transactor,
        transactions: TransactionService,
        previewer: Previewer,
        names: NameReader,
        tokens: TokenReader,
        contacts: Contacts,
        before: PaidBefore,
        warnings: PayeeWarnings,
        active_account: Callable[[], Address],
    ) -> None:
        self._chain = chain
        self._transactions = transactions
        self._previewer = previewer
        self._names = names
        self._tokens = tokens
        self._contacts = contacts
        self._before = before
        self._warnings = warnings
        self._active_account = active_account

    @property
    def chain_id(self) -> int:
        return self._chain.chain_id

    @property
    def has_names(self) -> bool:
        """Whether names of ENS mean something on this network."""
        return self._names.is_served

    def payee(self, text: str) -> Payee:
        """Who is meant: an address, a link, a name of ENS, or the name of a contact.

        Raises:
            InvalidAddress, InvalidPaymentLink, UnsupportedPaymentLink: The text means nobody.
            NamesUnserved, NameNotFound, NameElsewhere, NamesDisagree, InvalidEnsName: The name leads nowhere.
        """
        wanted = text.strip()
        known = next((c for c in self._contacts.all() if c.name == wanted), None)
        if known is not None:
            return Payee(known.address, PaymentRequest(known.address), "", known)
        return self.requested(read_payee(wanted))

    def requested(self, request: PaymentRequest) -> Payee:
        """Who is meant by a request; raises as ``payee``."""
        alerts = self._warnings.requested(request)
        if isinstance(request.to, Address):
            contact = self._contacts.find(request.to)
            name = "" if contact is not None else self._own_name(request.to)
            alerts += judge_name(name, self._known_names()) if name else []
            return Payee(request.to, request, name, contact, tuple(alerts))
        found: ResolvedName = self._names.forward(request.to)
        alerts += judge_name(found.name, self._known_names())
        contact = self._contacts.find(found.address)
        return Payee(found.address, request, found.name, contact, tuple(alerts))

    def currency(self, token: Address | None) -> Currency:
        """The coin, or what a token says of itself."""
        return COIN if token is None else self._tokens.currency(token)

    def currencies(self) -> list[Currency]:
        """What this wallet can be expected to pay in: the coin, and tokens that it has dealt with."""
        return [COIN, *self._before.tokens()]

    def most(self, currency: Currency) -> Money:
        """All that can be paid: a token's whole balance, or the coin without the most that the fee can be."""
        account = self._active_account()
        if not currency.is_coin:
            return Money(self._tokens.balance(currency.address, account), currency)
        fee = SEND_GAS * self._chain.fees().max_fee_wei
        return Money(max(0, self._chain.balance_wei(account) - fee), currency)

    def quote(self, payment: Payment) -> SendQuote:
        """What a payment costs at most, what it does, and what is unusual about it.

        Raises:
            NothingToSend: The amount is nothing.
        """
        amount = payment.amount
        if not amount.value:
            raise NothingToSend
        account = self._active_account()
        coins = Money(self._chain.balance_wei(account))
        balance = coins if amount.currency.is_coin else self.most(amount.currency)
        preview = self._previewer.preview(account, payment.call)
        offer = self._offer(account, payment, preview)
        fee = self._fee_most(payment, offer)
        alerts = [*self.unusual(account, payment), *judge_fee(amount, fee)]
        return SendQuote(account, payment, preview, offer, fee, balance, coins, gravest_first(alerts))

    def unusual(self, account: Address, payment: Payment) -> tuple[Alert, ...]:
        """What is unusual about who is paid and how they were named, the gravest first; of the fee, nothing."""
        currency, payee = payment.amount.currency, payment.payee
        about = self._warnings.about(
            account, payee.address, token=None if currency.is_coin else currency.address
        )
        return gravest_first([*payee.alerts, *about, *self._moved(payee)])

    def warnings_about(self, account: Address, to: Address) -> tuple[Alert, ...]:
        """What is unusual about something of ``account`` going to this address."""
        return self._warnings.about(account, to)

    def send(self, quote: SendQuote, *, fees: FeeChoice | None = None, nonce: int | None = None) -> bytes:
        """Pay; recorded before it is sent, and settled by its receipt. Returns the transaction's hash.

        Args:
            quote: What the person saw.
            fees: The fee that they chose.
            nonce: The nonce that they chose.
        """
        amount, to = quote.payment.amount, quote.payment.payee.address
        signed = self._transactions.submit(
            quote.account,
            quote.payment.call,
            Purpose("send", -amount.value, to, currency=amount.currency),
            keep=lambda _: None,
            mandate=_agreed(quote, fees, nonce),
        )
        self._transactions.wait(signed.hash, CancelToken())
        return signed.hash

    def _offer(self, account: Address, payment: Payment, preview: Preview) -> FeeOffer | None:
        """What the fee can be; nothing is asked about a payment that would fail."""
        if preview.effects.would_fail:
            return None
        try:
            return self._transactions.offer(account, payment.call)
        except (Reverted, InsufficientFunds):
            return None

    def _fee_most(self, payment: Payment, offer: FeeOffer | None) -> int:
        if offer is not None:
            return offer.most_wei(FeeLevel.NORMAL)
        gas = SEND_GAS if payment.amount.currency.is_coin else TOKEN_SEND_GAS
        return gas * self._chain.fees().max_fee_wei

    def _own_name(self, address: Address) -> str:
        """The name that an address gives itself and that leads back to it; a help to the eye, and no need."""
        try:
            return self._names.reverse(address) or ""
        except EnvironmentFault:
            return ""

    def _known_names(self) -> list[str]:
        return [contact.ens_name for contact in self._contacts.all() if contact.ens_name]

    def _moved(self, payee: Payee) -> list[Alert]:
        """Whether the name under which a contact was kept leads elsewhere now; silent where it cannot be asked."""
        contact = payee.contact
        if contact is None or not contact.ens_name or not self._names.is_served:
            return []
        try:
            now = self._names.forward(contact.ens_name).address
        except AppError:
            return []
        return [] if now == contact.address else [alert(NAME_MOVED, name=contact.ens_name)]
