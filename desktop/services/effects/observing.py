"""What a call did change, from what was read before and after it, and from what our own contracts told.

Of a stranger's contract an event is only a hint at what to read: what is not measured is not believed. Events of our own
contracts at their own addresses say what happened.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop.core.effects import BalanceChange, Effects, Fullness, Place, RightChange, RightKind
from desktop.core.exchange import OrderState
from desktop.core.identity import Address
from desktop.core.money import COIN, Currency
from desktop.services.effects.known import merged
from desktop.services.effects.meaning import CurrencyOf
from desktop.services.effects.ports import Log, Reading
from desktop.services.effects.watching import Kind, Watched, topic


@dataclass(frozen=True, slots=True)
class Own:
    """Which of our own contracts are at which address."""

    market: Address
    licence: Address
    records: Address | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """What was measured around a call."""

    coins: int
    watched: tuple[Watched, ...]
    readings: tuple[Reading, ...]
    logs: tuple[Log, ...]
    is_cut: bool = False


def observed_effects(account: Address, seen: Seen, own: Own, currency_of: CurrencyOf) -> Effects:
    """What really changed. A view that gave no answer afterwards is no zero: its contract is named as unread."""
    balances = [BalanceChange(COIN, seen.coins)]
    rights: list[RightChange] = []
    unread: dict[Address, None] = {}
    for entry, reading in zip(seen.watched, seen.readings, strict=True):
        before, after = _value(reading.before), _value(reading.after)
        if after is None and entry.kind not in {Kind.OWNER, Kind.APPROVED}:
            if before is not None:  # it answered, and then no more
                unread[entry.contract] = None
            continue
        currency = currency_of(entry.currency) if entry.kind in _COUNTED else COIN
        change = _measured(account, entry, before, after, currency, own)
        if isinstance(change, BalanceChange):
            balances.append(change)
        elif change is not None:
            rights.append(change)
    rights += told_rights(account, seen.logs, own)
    fullness = Fullness.TRIED if seen.is_cut else Fullness.SIMULATED
    return Effects(fullness, merged(balances), tuple(rights), unread=tuple(unread))


_COUNTED = {Kind.BALANCE, Kind.CREDIT, Kind.ALLOWANCE, Kind.DEBT}
_HOLDERS = {Kind.ALL: RightKind.ALL_ITEMS, Kind.MANAGER: RightKind.MANAGER}
_AMOUNTS = {Kind.ALLOWANCE: RightKind.ALLOWANCE, Kind.DEBT: RightKind.DEBT}
_PLACES = {Kind.BALANCE: Place.ACCOUNT, Kind.CREDIT: Place.CREDIT, Kind.BOND: Place.BOND}


def _value(answer: bytes | None) -> int | None:
    return int.from_bytes(answer[:32], "big") if answer is not None and len(answer) >= 32 else None


def _measured(
    account: Address, entry: Watched, before: int | None, after: int | None, currency: Currency, own: Own
) -> BalanceChange | RightChange | None:
    if before == after:
        return None
    place = _PLACES.get(entry.kind)
    if place is not None:
        return BalanceChange(currency, (after or 0) - (before or 0), place)
    if entry.kind in _AMOUNTS:
        kind = _AMOUNTS[entry.kind]
        return RightChange(kind, entry.contract, after or 0, before, entry.holder, currency=currency)
    if entry.kind in _HOLDERS:
        return RightChange(_HOLDERS[entry.kind], entry.contract, after or 0, before, entry.holder)
    if entry.kind is Kind.ITEMS:
        return RightChange(RightKind.ITEMS, entry.contract, after or 0, before, subject=entry.item)
    return _person_right(account, entry, before, after, own)


def _person_right(
    account: Address, entry: Watched, before: int | None, after: int | None, own: Own
) -> RightChange | None:
    """Rights whose view answers with an address."""
    person = int.from_bytes(account.raw, "big")
    if entry.kind is Kind.OWNER:
        kind = RightKind.LICENCE if entry.contract == own.licence else RightKind.ITEM
        held, holds = int(before == person), int(after == person)
        return None if held == holds else RightChange(kind, entry.contract, holds, held, subject=entry.item)
    holder = Address((after or before or 0).to_bytes(32, "big")[12:])
    kind = RightKind.OPERATOR if entry.kind is Kind.OPERATOR else RightKind.ITEM_ALLOWANCE
    had = int(bool(before) and not after)  # whoever has it now did not have it before
    return RightChange(kind, entry.contract, int(bool(after)), had, holder, entry.item)


Told = Callable[[Log, Address], RightChange | None]


def told_rights(account: Address, logs: Sequence[Log], own: Own) -> list[RightChange]:
    """What our own contracts told by their events, each thing once."""
    found: dict[object, RightChange] = {}
    for log in logs:
        for contract, table in (
            (own.market, _MARKET_TOLD),
            (own.licence, _LICENCE_TOLD),
            (own.records, _RECORDS_TOLD),
        ):
            if log.address == contract and log.topics and log.topics[0] in table:
                change = table[log.topics[0]](log, account)
                if change is not None:
                    found[change.place] = change
    return list(found.values())


def _order(state: OrderState) -> Told:
    return lambda log, _account: RightChange(RightKind.ORDER, log.address, state)


def _listing(open_: int) -> Told:
    return lambda log, _account: RightChange(
        RightKind.LISTING, log.address, open_, subject=int.from_bytes(log.topics[1], "big")
    )


def _until(log: Log, _account: Address) -> RightChange:
    until = int.from_bytes(log.data[:32], "big")
    item = int.from_bytes(log.topics[1], "big")
    return RightChange(RightKind.LICENCE_END, log.address, until, subject=item)


def _published(log: Log, _account: Address) -> RightChange:
    return RightChange(RightKind.PUBLISHED, log.address, 1)


_ORDER_TYPE = "(uint64,address,address,uint40,uint256,uint8,uint64)"
_TERMS_TYPE = (
    "(address,address,address,uint128,uint128,uint128,uint128,uint32,uint32,uint32,uint40,uint8,address,uint16,"
    "uint64,bytes16,bytes32,bytes32,bytes32,bytes32,bytes32)"
)
_MARKET_TOLD: dict[bytes, Told] = {
    topic(f"Bought(uint256,uint64,address,bytes32,{_ORDER_TYPE})"): _order(OrderState.OPEN),
    topic("Delivered(uint256,(uint256,uint8,bytes16,uint40))"): _order(OrderState.DELIVERED),
    topic("Finalised(uint256,address,address,uint256,bool)"): _order(OrderState.FINAL),
    topic("Refunded(uint256,address,address,uint256,uint256,uint8)"): _order(OrderState.REFUNDED),
    topic(f"Listed(uint64,address,bytes32,{_TERMS_TYPE},bytes)"): _listing(1),
    topic("Closed(uint64)"): _listing(0),
    topic("KeyRequested(uint256,uint256,address,bytes32,uint256,uint8,uint64,uint256)"): lambda log, _a: (
        RightChange(RightKind.KEY_REQUEST, log.address, 1)
    ),
}
_LICENCE_TOLD: dict[bytes, Told] = {topic("LicenceStarted(uint256,uint64)"): _until}
_RECORDS_TOLD: dict[bytes, Told] = dict.fromkeys(
    (
        topic("Rated(uint256,address,uint8,bytes)"),
        topic("Answered(uint256,address,bytes)"),
        topic("Reported(uint256,address,bytes)"),
        topic("Anchored(address,bytes32)"),
    ),
    _published,
)
