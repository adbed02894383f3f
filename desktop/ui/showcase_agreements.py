"""The showcase's agreements: sheets as acts of the market make them."""

from dataclasses import replace

from desktop.core.agreements import Sheet
from desktop.core.calls import Act, DecodedCall, Part, Role, Shape
from desktop.core.effect_checks import Expectation, Verdict
from desktop.core.effects import BalanceChange, Effects, Fullness, Place, Preview, RightChange, RightKind
from desktop.core.errors import Reverted
from desktop.core.identity import Address, keccak256
from desktop.core.money import COIN, Currency, Money
from desktop.core.transactions import Call, FeeOffer
from desktop.core.warnings import Alert
from desktop.ui import showcase_values as values
from desktop.ui.showcase_effects import MILLI, preview_of
from desktop.ui.showcase_outgoing import LEVELS

COINS = 900 * MILLI
_LICENCE = int.from_bytes(keccak256(b"licence"), "big")


def sheet_of(*previews: Preview, alerts: tuple[Alert, ...] = (), is_later: bool = False) -> Sheet:
    """A sheet of these steps, with ordinary fees."""
    offers = tuple(
        FeeOffer(LEVELS, 0 if preview.effects.would_fail else 96_000, 7 + place, 7)
        for place, preview in enumerate(previews)
    )
    return Sheet(previews, offers, COINS, alerts, is_later)


def rating() -> Preview:
    """Five stars and a word, for everybody."""
    text = b"It reads every digit of the samples."
    facts = (Part("stars", Shape.NUMBER, 5), Part("item", Shape.NUMBER, _LICENCE))
    arguments = (
        Part("tokenId", Shape.NUMBER, _LICENCE),
        Part("stars", Shape.NUMBER, 5),
        Part("text", Shape.BYTES, text),
    )
    decoded = DecodedCall(Act.RATE, Role.RECORDS, "rate(uint256,uint8,bytes)", facts, arguments)
    data = keccak256(b"rate")[:4] + _LICENCE.to_bytes(32, "big") + (5).to_bytes(32, "big") + text
    right = RightChange(RightKind.PUBLISHED, values.MARKET, 1)
    return preview_of(Call(values.MARKET, data), decoded, Effects(Fullness.SIMULATED, rights=(right,)))


def bond(amount: int = 12 * MILLI) -> Preview:
    """More of a bond."""
    decoded = DecodedCall(
        Act.DEPOSIT_BOND, Role.MARKET, "depositBond()", (Part("amount", Shape.AMOUNT, Money(amount)),)
    )
    lines = (BalanceChange(COIN, -amount), BalanceChange(COIN, amount, Place.BOND))
    return preview_of(
        Call(values.MARKET, keccak256(b"bond")[:4], amount), decoded, Effects(Fullness.SIMULATED, lines)
    )


def listing() -> Preview:
    """A model for sale."""
    facts = (Part("amount", Shape.AMOUNT, Money(20 * MILLI)),)
    decoded = DecodedCall(Act.LIST, Role.MARKET, "createListing((…),bytes)", facts)
    right = RightChange(RightKind.LISTING, values.MARKET, 1, subject=9)
    call = Call(values.MARKET, keccak256(b"list") * 30)
    return preview_of(call, decoded, Effects(Fullness.SIMULATED, rights=(right,)))


def settling() -> Preview:
    """Three orders whose time is over."""
    decoded = DecodedCall(Act.SETTLE, Role.MARKET, "settle((…)[])", (Part("orders", Shape.NUMBER, 3),))
    lines = (BalanceChange(COIN, 60 * MILLI, Place.CREDIT), BalanceChange(COIN, 9 * MILLI, Place.BOND))
    return preview_of(
        Call(values.MARKET, keccak256(b"settle") * 40), decoded, Effects(Fullness.SIMULATED, lines)
    )


def withdrawal(currency: Currency = COIN, amount: int = 60 * MILLI) -> Preview:
    """What was settled before, taken home: it can be tried only then."""
    facts = (Part("token", Shape.TEXT, currency.unit), Part("to", Shape.ADDRESS, values.BUYER))
    decoded = DecodedCall(Act.WITHDRAW, Role.MARKET, "withdraw(address,address)", facts)
    effects = Effects(Fullness.AFTER_OTHERS, (BalanceChange(currency, amount),))
    data = keccak256(b"withdraw")[:4] + currency.address.raw.rjust(32, b"\0")
    return preview_of(Call(values.MARKET, data), decoded, effects)


def operator() -> Preview:
    """Somebody who may deliver."""
    who = Address(keccak256(b"an operator")[12:])
    decoded = DecodedCall(
        Act.SET_OPERATOR, Role.MARKET, "setOperator(address)", (Part("operator", Shape.ADDRESS, who),)
    )
    right = RightChange(RightKind.OPERATOR, values.MARKET, 1, 0, who)
    data = keccak256(b"operator")[:4] + who.raw.rjust(32, b"\0")
    return preview_of(Call(values.MARKET, data), decoded, Effects(Fullness.SIMULATED, rights=(right,)))


def key_request(fee: int = 2 * MILLI) -> Preview:
    """A later version's key is asked for."""
    facts = (Part("amount", Shape.AMOUNT, Money(fee)), Part("listing", Shape.NUMBER, 4))
    decoded = DecodedCall(Act.REQUEST_KEY, Role.MARKET, "requestKey((…),uint256,uint8)", facts)
    right = RightChange(RightKind.KEY_REQUEST, values.MARKET, 1)
    effects = Effects(Fullness.SIMULATED, (BalanceChange(COIN, -fee),), (right,))
    return preview_of(Call(values.MARKET, keccak256(b"request") * 22, fee), decoded, effects)


def long_named() -> Currency:
    """A token that calls itself as long as it may."""
    return replace(values.TOKEN, symbol="WWWWWWWWWWWWWWWW")


def failing_now(preview: Preview) -> Preview:
    """The same after a block in which it stopped working."""
    failure = Reverted("RecordsAlreadyRated", ())
    return replace(preview, effects=Effects(Fullness.SIMULATED, failure=failure), transaction=None)


def taking_more() -> Preview:
    """A bond that would now take twice as much."""
    now = bond(12 * MILLI)
    lines = (BalanceChange(COIN, -24 * MILLI), BalanceChange(COIN, 12 * MILLI, Place.BOND))
    return replace(now, effects=replace(now.effects, balances=lines))


def came() -> Expectation:
    """A rating that did what it was to do."""
    sent, block = rating(), 4_211
    real = replace(sent.effects, block=block)
    return Expectation(
        keccak256(b"came"), values.CHAIN_ID, values.BUYER, sent.call.to, sent.call.data, 0,
        sent.effects, Verdict.AS_EXPECTED, real,
    )  # fmt: skip
