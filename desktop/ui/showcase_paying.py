"""Paying people, for pictures and tests: the real services over a sample address book, names and places."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from desktop.core.agreements import Agreed
from desktop.core.calls import Act, DecodedCall, Part, Role, Shape
from desktop.core.changes import Change, Topic
from desktop.core.contacts import Contact
from desktop.core.effects import BalanceChange, Effects, Fullness, Preview
from desktop.core.identity import Address, keccak256
from desktop.core.money import COIN, Currency, Money
from desktop.core.transactions import (
    Call,
    FeeLevel,
    FeeOffer,
    FeeQuote,
    SignedTransaction,
    UnsignedTransaction,
)
from desktop.services.contacts import ContactService
from desktop.services.names import NameNotFound, NamesUnserved, ResolvedName
from desktop.services.sending import SendService
from desktop.services.warnings import PayeeWarnings
from desktop.ui import showcase_values as values
from desktop.ui.showcase_parts import Gate, Publish
from desktop.ui.showcase_wallet import Balances

ADA = Address(keccak256(b"ada")[12:])
GRACE = Address(keccak256(b"grace")[12:])
FORGED = Address(ADA.raw[:2] + bytes(16) + ADA.raw[-2:])
_FEE_WEI = 2 * 10**9
_GAS = 21_000
_TOKEN_GAS = 52_000


class Book:
    """An address book in memory; fits ``services.contacts.ContactBook``."""

    def __init__(self) -> None:
        self.kept: dict[Address, Contact] = {}

    def all(self) -> list[Contact]:
        return sorted(self.kept.values(), key=lambda c: c.name.casefold())

    def find(self, address: Address) -> Contact | None:
        return self.kept.get(address)

    def put_all(self, contacts: Iterable[Contact]) -> None:
        self.kept.update({contact.address: contact for contact in contacts})

    def remove(self, address: Address) -> None:
        self.kept.pop(address, None)


@dataclass
class Paying:
    """``sending`` and ``contacts`` are the real services; what they ask is here."""

    gate: Gate
    balances: Balances
    publish: Publish
    accounts: Callable[[], Iterable[Address]]
    book: Book = field(default_factory=Book)
    names: dict[str, Address] = field(default_factory=lambda: {"ada.eth": ADA, "forger.eth": FORGED})
    roles: dict[Address, Role] = field(default_factory=dict)
    payees: list[Address] = field(default_factory=list)
    known_tokens: list[Currency] = field(default_factory=list)
    codes: tuple[str, ...] = ()
    sent: list[tuple[Call, int]] = field(default_factory=list)
    chain_id: int = values.CHAIN_ID
    is_served: bool = True

    def __post_init__(self) -> None:
        parts: Any = self
        self.contacts = ContactService(self.book, parts, self.publish)
        self.sending = SendService(
            chain=parts, transactions=parts, previewer=parts, names=parts, tokens=parts, contacts=self.book,
            before=parts, warnings=PayeeWarnings(parts, _Known(self), self.accounts, self.chain_id, "Demo network"),
            active_account=lambda: values.BUYER,
        )  # fmt: skip

    def read_codes(self, _picture: bytes) -> tuple[str, ...]:
        self.gate.pass_through("codes.read")
        return self.codes

    def fill_book(self) -> None:
        """Some contacts of each kind."""
        self.book.put_all([
            Contact(ADA, "Ada Lovelace", "first programmer", values.NOW, ens_name="ada.eth"),
            Contact(GRACE, "Grace", "", values.NOW),
            Contact(Address(keccak256(b"exchange")[12:]), "My account at the exchange", "deposits only", values.NOW, chain_id=1),
            Contact(Address(keccak256(b"mei")[12:]), "\u9648\u5c0f\u6885", "", values.NOW),
        ])  # fmt: skip

    # What SendService asks of its neighbours.

    def now(self) -> int:
        return values.NOW

    def fees(self) -> FeeQuote:
        return FeeQuote(_FEE_WEI // 2, 10**8, _FEE_WEI)

    def balance_wei(self, _account: Address) -> int:
        return self.balances.wei

    def currency(self, address: Address) -> Currency:
        return values.unit(address)

    def balance(self, _token: Address, _account: Address) -> int:
        return 1_250_000_000

    def tokens(self) -> list[Currency]:
        return self.known_tokens

    def paid(self) -> list[Address]:
        return self.payees

    def role_of(self, address: Address) -> Role:
        self.gate.pass_through("roles.role_of")
        return self.roles.get(address, Role.ACCOUNT)

    def forward(self, name: str) -> ResolvedName:
        self.gate.pass_through("names.forward")
        if not self.is_served:
            raise NamesUnserved(name)
        if (found := self.names.get(name.casefold())) is None:
            raise NameNotFound(name)
        return ResolvedName(name.casefold(), found)

    def reverse(self, address: Address) -> str | None:
        return next((name for name, found in self.names.items() if found == address), None)

    def preview(self, account: Address, call: Call) -> Preview:
        self.gate.pass_through("previews.preview")
        gas = _TOKEN_GAS if call.data else _GAS
        paid, to, act = _read(call)
        bound = UnsignedTransaction(
            self.chain_id, 7, call.to, call.value_wei, call.data, gas, _FEE_WEI, 10**8
        )
        facts = (Part("amount", Shape.AMOUNT, paid), Part("to", Shape.ADDRESS, to))
        function = "transfer(address,uint256)" if call.data else ""
        decoded = DecodedCall(act, Role.TOKEN if call.data else Role.ACCOUNT, function, facts)
        change = BalanceChange(paid.currency, -paid.value)
        effects = Effects(Fullness.SIMULATED, (change,), block=4_211, gas_used=gas)
        return Preview(self.chain_id, account, call, decoded, effects, bound)

    def offer(self, _account: Address, call: Call) -> FeeOffer:
        levels = {
            level: FeeQuote(_FEE_WEI // 2, tip * 10**8, _FEE_WEI * tip)
            for tip, level in ((1, FeeLevel.SLOW), (1, FeeLevel.NORMAL), (2, FeeLevel.FAST))
        }
        return FeeOffer(levels, _TOKEN_GAS if call.data else _GAS, 7, 7)

    def submit(
        self, _account: Address, call: Call, _purpose: object, *, mandate: Agreed, **_more: Any
    ) -> SignedTransaction:
        self.gate.pass_through("sending.send")
        self.sent.append((call, mandate.most_wei))
        self.balances.wei -= call.value_wei
        return SignedTransaction(b"", bytes(32))

    def wait(self, _hash: bytes, _cancel: object) -> None:
        self.publish(Change(Topic.BALANCE))


@dataclass
class _Known:
    paying: Paying

    def contacts(self) -> list[Contact]:
        return self.paying.book.all()

    def paid(self) -> list[Address]:
        return self.paying.payees


def _read(call: Call) -> tuple[Money, Address, Act]:
    if not call.data:
        return Money(call.value_wei, COIN), call.to, Act.PAY
    to, amount = Address(call.data[16:36]), int.from_bytes(call.data[36:68], "big")
    return Money(amount, values.unit(call.to)), to, Act.TRANSFER
