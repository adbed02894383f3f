"""Each rule speaks of what it looks for, and is silent about ordinary payments and purchases."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from desktop.core.calls import Act, DecodedCall, Role
from desktop.core.contacts import Contact
from desktop.core.effects import Effects, Fullness, Preview, RightChange, RightKind
from desktop.core.errors import NodeTimeout
from desktop.core.identity import Address, keccak256
from desktop.core.money import MAX_UINT256, Currency, Money
from desktop.core.payment_links import PaymentRequest
from desktop.core.transactions import Call, UnsignedTransaction
from desktop.core.warnings import NAME_MOVED, RULES, Alert
from desktop.services.warnings import (
    PayeeWarnings,
    is_burn,
    judge_approval,
    judge_fee,
    judge_name,
    judge_paste,
    judge_preview,
    judge_purchase,
    judge_request,
)

CHAIN = 31337
ETHER = 10**18


def address(name: str) -> Address:
    return Address(keccak256(name.encode())[12:])


ME, SAVINGS, ADA, GRACE, STRANGER, MARKET = map(
    address, ("me", "savings", "ada", "grace", "stranger", "market")
)
TOKEN = Currency(address("token"), "USDX", 6)
FORGED = Address(ADA.raw[:2] + bytes(range(16)) + ADA.raw[-2:])
SLIP = Address(ADA.raw[:9] + bytes([ADA.raw[9] ^ 1]) + ADA.raw[10:])


@dataclass
class World:
    """Whom the person knows and what stands where."""

    roles: dict[Address, Role] = field(default_factory=dict)
    book: list[Contact] = field(default_factory=lambda: [Contact(ADA, "Ada")])
    payees: list[Address] = field(default_factory=lambda: [GRACE])
    is_down: bool = False

    def role_of(self, address: Address) -> Role:
        if self.is_down:
            raise NodeTimeout("http://node")
        return self.roles.get(address, Role.ACCOUNT)

    def contacts(self) -> list[Contact]:
        return self.book

    def paid(self) -> list[Address]:
        return self.payees

    def about(self, to: Address, token: Address | None = None) -> list[str]:
        judge = PayeeWarnings(self, self, lambda: [ME, SAVINGS], CHAIN)
        return [found.rule for found in judge.about(ME, to, token=token)]


def rules(alerts: list[Alert] | tuple[Alert, ...]) -> list[str]:
    return [found.rule for found in alerts]


@pytest.mark.parametrize("to", [ADA, GRACE, SAVINGS], ids=["contact", "paid before", "own account"])
@pytest.mark.parametrize("token", [None, TOKEN.address], ids=["coin", "token"])
def test_paying_somebody_known_is_ordinary(to: Address, token: Address | None) -> None:
    assert World().about(to, token) == []


def test_a_contract_that_is_a_contact_or_was_paid_is_ordinary() -> None:
    assert World(roles={ADA: Role.STRANGER, GRACE: Role.STRANGER}).about(ADA) == []
    assert World(roles={GRACE: Role.STRANGER}).about(GRACE) == []


def test_a_split_of_our_own_is_no_contract_to_be_warned_of() -> None:
    assert World(roles={STRANGER: Role.SPLIT}).about(STRANGER) == ["recipient.first-time"]


@pytest.mark.parametrize(
    ("to", "expected"),
    [
        (ME, ["recipient.self"]),
        (STRANGER, ["recipient.first-time"]),
        (FORGED, ["recipient.look-alike", "recipient.first-time"]),
        (SLIP, ["recipient.look-alike", "recipient.first-time"]),
        (Address(bytes(20)), ["recipient.burn"]),
        (Address(bytes(18) + b"\xde\xad"), ["recipient.burn"]),
        (Address(bytes(19) + b"\x04"), ["recipient.burn"]),
        (MARKET, ["recipient.first-time", "recipient.contract"]),
        (TOKEN.address, ["recipient.token-contract", "recipient.first-time"]),
    ],
)
def test_each_odd_recipient_is_named(to: Address, expected: list[str]) -> None:
    world = World(roles={MARKET: Role.MARKET, TOKEN.address: Role.TOKEN})

    assert world.about(to) == expected


@pytest.mark.parametrize("known", [GRACE, SAVINGS], ids=["paid before", "own account"])
def test_look_alikes_of_past_payees_and_own_accounts_are_called_out_too(known: Address) -> None:
    forged = Address(known.raw[:2] + bytes(16) + known.raw[-2:])

    assert World().about(forged)[0] == "recipient.look-alike"


def test_a_token_contract_is_called_out_however_well_it_is_known() -> None:
    """People send tokens to the token's own contract, also when it is a contact."""
    world = World(roles={TOKEN.address: Role.TOKEN}, book=[Contact(TOKEN.address, "USDX")])

    assert world.about(TOKEN.address) == ["recipient.token-contract"]
    assert world.about(TOKEN.address, TOKEN.address) == ["recipient.token-contract"]


def test_a_vanity_token_does_not_make_the_payee_a_look_alike() -> None:
    """MetaMask/core#9699: the one compared is who receives, never the token's contract."""
    vanity = Address(ADA.raw[:2] + bytes(16) + ADA.raw[-2:])

    assert World().about(ADA, token=vanity) == []


def test_a_network_that_does_not_answer_is_said_and_not_taken_for_an_account() -> None:
    assert World(is_down=True).about(STRANGER) == ["recipient.first-time", "recipient.unread"]
    assert World(is_down=True).about(ADA) == []


def test_a_contact_of_another_network_is_called_out() -> None:
    world = World(book=[Contact(ADA, "Ada", chain_id=1), Contact(GRACE, "Grace", chain_id=CHAIN)])

    assert world.about(ADA) == ["chain.other"]
    assert world.about(GRACE) == []


def test_burn_addresses_are_those_without_an_owner_only() -> None:
    assert not any(is_burn(a) for a in (ME, ADA, MARKET, Address(b"\x00" * 17 + b"\x01\x02\x03")))
    assert all(is_burn(Address(bytes([n]) * 20)) for n in (0x00, 0xEE, 0xFF))


# Names, links and what is pasted


@pytest.mark.parametrize("name", ["grace.eth", "ada.eth", "名字.eth", "a-b.eth", "🚀.eth", "αβγ.eth"])
def test_ordinary_names_are_silent(name: str) -> None:
    assert judge_name(name, ["ada.eth"]) == []


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("rnark.eth", "mark.eth"),
        ("vita1ik.eth", "vitalik.eth"),
        ("go0gle.eth", "google.eth"),
        ("a-da.eth", "ada.eth"),
        ("\u0251da.eth", "ada.eth"),
        ("ad\u00e1.eth", "ada.eth"),
        ("vvill.eth", "will.eth"),
    ],
)
def test_a_name_that_reads_like_a_known_one_is_called_out(name: str, known: str) -> None:
    found = judge_name(name, ["other.eth", known])

    assert rules(found) == ["name.look-alike"]
    assert found[0].fact("known") == known


def test_letters_that_pass_for_others_are_shown_in_a_name_of_a_stranger() -> None:
    found = judge_name("p\u00e0yp\u0251l.eth", [])

    assert rules(found) == ["name.mixed-letters"]
    assert found[0].fact("letters") == "\u00e0 \u0251"


def test_a_link_for_this_network_is_silent_and_one_for_another_is_not() -> None:
    assert judge_request(PaymentRequest(ADA), CHAIN) == judge_request(PaymentRequest(ADA, CHAIN), CHAIN) == []
    assert rules(judge_request(PaymentRequest(ADA, 1, checksums_fit=False), CHAIN)) == [
        "chain.other",
        "address.checksum",
    ]


def test_a_paste_of_what_was_copied_is_silent() -> None:
    assert judge_paste(f" {ADA}\n", ADA, ADA) == judge_paste(str(ADA), ADA, None) == []


def test_a_paste_of_another_address_than_was_copied_is_called_out() -> None:
    assert rules(judge_paste(str(STRANGER), STRANGER, ADA)) == ["paste.changed"]


@pytest.mark.parametrize("hidden", ["\u200b", "\u202e", "\u2066", "\ufeff", "\x07"])
def test_hidden_characters_in_what_is_pasted_are_told(hidden: str) -> None:
    assert rules(judge_paste(f"{ADA}{hidden}", ADA, None)) == ["paste.hidden"]


# Calls, prices, fees

GWEI = 10**9
PRICE = Money(20 * 10**15)


def preview(
    *rights: RightChange, role: Role = Role.MARKET, value: int = 0, gas: int = 300_000, gwei: int = 3
) -> Preview:
    call = Call(MARKET, b"\x01\x02\x03\x04", value)
    bound = UnsignedTransaction(CHAIN, 1, MARKET, value, call.data, gas, gwei * GWEI, GWEI)
    decoded = DecodedCall(Act.BUY, role)
    return Preview(CHAIN, ME, call, decoded, Effects(Fullness.SIMULATED, (), rights), bound)


def allowance(after: int, before: int = 0) -> RightChange:
    return RightChange(RightKind.ALLOWANCE, TOKEN.address, after, before, MARKET, currency=TOKEN)


ORDINARY = {
    "buy in coin": (preview(value=PRICE.value), {"price": PRICE, "listed": PRICE}),
    "buy a cheap model on a cheap chain": (
        preview(value=10**15, gwei=1),
        {"price": Money(10**15), "listed": Money(10**15)},
    ),
    "buy for nothing": (preview(), {"price": Money(0), "listed": Money(0)}),
    "buy in tokens": (preview(), {"price": Money(5_000_000, TOKEN), "listed": Money(5_000_000, TOKEN)}),
    "approve exactly the price": (preview(allowance(5_000_000)), {"needed": Money(5_000_000, TOKEN)}),
    "take an approval back": (preview(allowance(0, 5_000_000)), {}),
    "lower an approval": (preview(allowance(1, MAX_UINT256)), {}),
    "confirm, settle, refund, rate": (preview(), {}),
    "list a model": (preview(gas=900_000), {}),
    "a price that moved by a hundredth": (
        preview(value=PRICE.value),
        {"price": Money(PRICE.value * 101 // 100), "listed": PRICE},
    ),
}


@pytest.mark.parametrize("name", ORDINARY)
def test_ordinary_acts_raise_no_alarm(name: str) -> None:
    shown, facts = ORDINARY[name]

    assert judge_preview(shown, **facts) == ()  # type: ignore[arg-type]


@pytest.mark.parametrize("amount", [MAX_UINT256, 2**255, 2**160 - 1, 2**128, 2**96 - 1])
def test_an_approval_without_limit_is_called_out_whatever_stands_for_it(amount: int) -> None:
    assert rules(judge_preview(preview(allowance(amount)), needed=Money(5, TOKEN))) == ["approval.unlimited"]


def test_an_approval_above_what_is_paid_is_called_out() -> None:
    found = judge_approval("market", Money(5_000_001, TOKEN), Money(5_000_000, TOKEN))

    assert rules(found) == ["approval.above-need"]


def test_a_call_to_an_address_without_a_contract_is_called_out() -> None:
    assert rules(judge_preview(preview(role=Role.ACCOUNT))) == ["call.no-code"]


@pytest.mark.parametrize(
    "price",
    [Money(PRICE.value * 106 // 100), Money(PRICE.value * 94 // 100), Money(PRICE.value, TOKEN)],
    ids=["higher", "lower", "in another currency"],
)
def test_a_price_that_is_not_the_listings_is_called_out(price: Money) -> None:
    assert rules(judge_purchase(PRICE, price, 0)) == ["price.far"]


def test_a_fee_above_the_value_is_called_out_and_an_equal_one_is_not() -> None:
    assert rules(judge_fee(Money(1000), 1001)) == ["fee.above-value"]
    assert judge_fee(Money(1000), 1000) == judge_fee(Money(0), 10**15) == []
    assert judge_fee(Money(1, TOKEN), ETHER) == [], "Licet knows no rate between token and coin"


def test_every_rule_but_those_of_a_running_payment_is_tried_here() -> None:
    """One needs ENS and is tried with the payments (tests/integration/paying)."""
    text = Path(__file__).read_text("utf-8")

    assert [rule for rule in RULES if f'"{rule}"' not in text] == [NAME_MOVED]
