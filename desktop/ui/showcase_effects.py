"""The showcase's previews and comparisons: sample calls, what they change, and a transaction that did more."""

from dataclasses import dataclass, field, replace

from desktop.core.calls import Act, DecodedCall, Part, Role, Shape
from desktop.core.changes import Change, Topic
from desktop.core.effect_checks import Difference, DifferenceKind, Expectation, Verdict
from desktop.core.effects import BalanceChange, Effects, Fullness, Preview, RightChange, RightKind
from desktop.core.errors import Reverted
from desktop.core.exchange import OrderState
from desktop.core.identity import Address, keccak256
from desktop.core.money import COIN, MAX_UINT256, Money
from desktop.core.transactions import Call, UnsignedTransaction
from desktop.ui import showcase_values as values
from desktop.ui.showcase_parts import Gate, Publish, silent

FRIEND = Address(keccak256(b"ada")[12:])
STRANGER = Address(keccak256(b"a stranger's contract")[12:])
MILLI = 10**15


def transaction_of(call: Call) -> UnsignedTransaction:
    return UnsignedTransaction(
        values.CHAIN_ID, 7, call.to, call.value_wei, call.data, 96_000, 3 * 10**9, 10**9
    )


def preview_of(call: Call, decoded: DecodedCall, effects: Effects) -> Preview:
    bound = None if effects.would_fail else transaction_of(call)
    return Preview(values.CHAIN_ID, values.BUYER, call, decoded, replace(effects, gas_used=74_312), bound)


def _address(name: str, address: Address) -> Part:
    return Part(name, Shape.ADDRESS, address)


def payment(amount: int = 50 * MILLI, to: Address = FRIEND) -> Preview:
    facts = (Part("amount", Shape.AMOUNT, Money(amount)), _address("to", to))
    decoded = DecodedCall(Act.PAY, Role.ACCOUNT, facts=facts)
    effects = Effects(Fullness.SIMULATED, (BalanceChange(COIN, -amount),))
    return preview_of(Call(to, value_wei=amount), decoded, effects)


def bought(price: Money, *, simulated: bool) -> Effects:
    """What a purchase changes."""
    licence = int.from_bytes(keccak256(b"licence"), "big")
    rights = (
        RightChange(RightKind.LICENCE, values.MARKET, 1, 0, subject=licence),
        RightChange(RightKind.ORDER, values.MARKET, OrderState.OPEN),
    )
    lines = (BalanceChange(price.currency, -price.value),)
    if simulated:
        return Effects(Fullness.SIMULATED, lines, rights)
    return Effects(Fullness.TRIED, lines, rights[1:])


def purchase() -> Preview:
    """A purchase with the arguments that matter."""
    price = 20 * MILLI
    facts = (Part("amount", Shape.AMOUNT, Money(price)), Part("listing", Shape.NUMBER, 4))
    arguments = (
        Part("listing", Shape.NUMBER, 4),
        _address("terms.seller", values.SELLERS[0]),
        _address("terms.payee", values.SELLERS[0]),
        Part("terms.price", Shape.NUMBER, price),
        Part("terms.keyHash", Shape.BYTES, keccak256(b"key")),
        _address("holder", values.BUYER),
        Part("number", Shape.NUMBER, 1),
    )
    decoded = DecodedCall(Act.BUY, Role.MARKET, "buy(uint64,…)", facts, arguments)
    effects = bought(Money(price), simulated=True)
    return preview_of(Call(values.MARKET, keccak256(b"buy") * 26, price), decoded, effects)


def approval(amount: int = MAX_UINT256, fullness: Fullness = Fullness.SIMULATED) -> Preview:
    """Somebody may take tokens: of everything unless told otherwise."""
    token = values.TOKEN
    shape = Shape.UNLIMITED if amount == MAX_UINT256 else Shape.AMOUNT
    facts = (
        Part("amount", shape, Money(amount, token)),
        _address("spender", STRANGER),
        Part("token", Shape.TEXT, token.unit),
    )
    arguments = (_address("spender", STRANGER), Part("amount", Shape.NUMBER, amount))
    right = RightChange(RightKind.ALLOWANCE, token.address, amount, 0, STRANGER, currency=token)
    decoded = DecodedCall(Act.APPROVE, Role.TOKEN, "approve(address,uint256)", facts, arguments)
    data = bytes.fromhex("095ea7b3") + STRANGER.raw.rjust(32, b"\0") + amount.to_bytes(32, "big")
    return preview_of(Call(token.address, data), decoded, Effects(fullness, rights=(right,)))


def unknown(*, measured: bool) -> Preview:
    """A call of a stranger's contract that nobody can read."""
    data = bytes.fromhex("deadbeef") + bytes(range(96))
    decoded = DecodedCall(Act.UNKNOWN, Role.STRANGER, facts=(Part("selector", Shape.BYTES, data[:4]),))
    lines = (BalanceChange(COIN, -5 * MILLI), BalanceChange(values.TOKEN, 12_400_000))
    effects = Effects(Fullness.SIMULATED, lines) if measured else Effects(
        Fullness.TRIED, (BalanceChange(COIN, -5 * MILLI),), is_complete=False
    )  # fmt: skip
    return preview_of(Call(STRANGER, data, 5 * MILLI), decoded, effects)


def failing() -> Preview:
    """A purchase that the contract would refuse."""
    good = purchase()
    failure = Reverted("MarketFreeBondTooLow", (("free", "0"), ("needed", "2000000000000000")))
    return replace(good, effects=Effects(Fullness.SIMULATED, failure=failure), transaction=None)


def took_more() -> Expectation:
    """A token that took more than it had shown."""
    sent = approval(12_000_000)
    extra = Difference(DifferenceKind.LEFT_MORE, values.TOKEN, -12_000_000, -36_000_000)
    return Expectation(
        keccak256(b"took more"), values.CHAIN_ID, values.BUYER, values.TOKEN.address, sent.call.data, 0,
        Effects(Fullness.SIMULATED, (BalanceChange(values.TOKEN, -12_000_000),)),
        Verdict.DIFFERENT,
        Effects(Fullness.SIMULATED, (BalanceChange(values.TOKEN, -36_000_000),)),
        (extra,),
    )  # fmt: skip


@dataclass
class Previews:
    """Every call is a payment unless a preview is laid ready."""

    gate: Gate
    ready: Preview | None = None

    def preview(self, account: Address, call: Call) -> Preview:
        self.gate.pass_through("previews.preview")
        if self.ready is not None:
            return self.ready
        return replace(payment(call.value_wei, call.to), account=account, call=call)


@dataclass
class Comparisons:
    """The guard's alarms."""

    publish: Publish = silent
    kept: list[Expectation] = field(default_factory=list)

    def alarms(self) -> list[Expectation]:
        return [one for one in self.kept if not one.is_seen]

    def outcome(self, transaction_hash: bytes) -> Expectation | None:
        return next((one for one in self.kept if one.hash == transaction_hash), None)

    def put_away(self, transaction_hash: bytes) -> None:
        self.kept = [replace(one, is_seen=True) if one.hash == transaction_hash else one for one in self.kept]
        self.publish(Change(Topic.ACTIVITY))
