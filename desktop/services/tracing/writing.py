"""What was found, beside what is kept: acts of this wallet get their block and legs, the rest becomes lines of its own."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace

from desktop.core.identity import Address
from desktop.core.money import COIN
from desktop.core.spam import Acquaintance, HiddenBy, judge
from desktop.services.journal import Activity
from desktop.services.tracing.assembling import (
    OPENING,
    RECEIVED,
    Entry,
    EntryKey,
    act_with,
    key_of,
    line_of,
    opening_line,
)
from desktop.services.tracing.ports import FoundBook

AttemptsOf = Callable[[bytes], Collection[bytes]]
"""The transactions that were signed for the same act and nonce as this one."""


class FoundWriter:
    """Writes the lines of one account on one chain."""

    def __init__(
        self, book: FoundBook, account: Address, chain_id: int, known: Acquaintance, attempts_of: AttemptsOf
    ) -> None:
        self._book = book
        self._attempts_of = attempts_of
        self._account = account
        self._chain_id = chain_id
        self._known = known

    def write(self, entries: Iterable[Entry], first: int, last: int, final: int, *, takes_back: bool) -> bool:
        """Make the lines of blocks ``first`` to ``last`` say what the entries say; whether anything changed.

        With ``takes_back`` what was seen in these blocks before and is not there any more goes.
        """
        lines = self._book.lines_of(self._account, self._chain_id, first)
        acts = {line.hash: line for line in lines if line.hash is not None and not line.is_found}
        gifts = [line for line in lines if line.hash is None and not line.is_found and line.block is None]
        found = {_key(line): line for line in lines if line.is_found and _is_within(line, first, last)}
        seen: set[EntryKey] = set()
        changed = False
        for entry in entries:
            seen.add(entry.key)
            act = self._act_of(entry, acts) or _gift_of(entry, gifts)
            if act is not None:
                if (twin := found.pop(entry.key, None)) is not None:  # seen before it was known as an act
                    self._book.remove(twin.id)
                changed |= self._update(act, replace(act_with(act, entry, self._chain_id), hash=entry.hash))
                continue
            changed |= self._put(entry, found.get(entry.key), is_final=entry.block <= final)
        return changed | (
            takes_back and self._take_back([*found.values(), *acts.values()], seen, first, last)
        )

    def _act_of(self, entry: Entry, acts: Mapping[bytes, Activity]) -> Activity | None:
        """The act that an entry stands for: by its transaction, or by another attempt of the same act."""
        if entry.hash is None:
            return None
        if entry.hash in acts or not entry.is_own:
            return acts.get(entry.hash)
        attempts = (acts.get(attempt) for attempt in self._attempts_of(entry.hash))
        return next((act for act in attempts if act is not None), None)

    def _take_back(self, lines: Iterable[Activity], seen: set[EntryKey], first: int, last: int) -> bool:
        changed = False
        for line in lines:
            if not _is_within(line, first, last) or _key(line) in seen or line.kind == OPENING:
                continue
            changed = True
            if line.is_found:
                self._book.remove(line.id)
            else:
                self._book.put(replace(line, block=None, mined_at=None, legs=None))
        return changed

    def write_opening(self, block: int, timestamp: int, balance_wei: int) -> None:
        """What the account held at the end of a block, less what older acts that are known explain."""
        older = [
            line for line in self._book.lines_of(self._account, self._chain_id) if _is_within(line, 0, block)
        ]
        amount = balance_wei - sum(coin_effect(line) for line in older if line.kind != OPENING)
        fresh = opening_line(self._account, self._chain_id, block, timestamp, amount)
        kept = next(
            (line for line in self._book.lines_of(self._account, self._chain_id) if line.kind == OPENING),
            None,
        )
        if kept is not None and not amount:
            self._book.remove(kept.id)
        elif kept is not None:
            self._update(kept, replace(fresh, id=kept.id, note=kept.note))
        elif amount:
            self._book.add(fresh)

    def forget(self) -> None:
        """The chain is another one than was looked through: what was seen on it is no more."""
        for line in self._book.lines_of(self._account, self._chain_id):
            if line.is_found:
                self._book.remove(line.id)
            elif line.block is not None:
                self._book.put(replace(line, block=None, mined_at=None, legs=None))

    def _put(self, entry: Entry, kept: Activity | None, *, is_final: bool) -> bool:
        line = line_of(entry, self._account, self._chain_id, is_final=is_final)
        hidden = HiddenBy.NOTHING if entry.is_own or entry.hash is None else judge(entry.legs, self._known)
        if kept is None:
            self._book.add(replace(line, hidden=hidden))
            return True
        chosen = kept.hidden if kept.hidden is HiddenBy.CHOSEN else hidden
        return self._update(kept, replace(line, id=kept.id, note=kept.note, hidden=chosen))

    def _update(self, kept: Activity, line: Activity) -> bool:
        if line == kept:
            return False
        self._book.put(line)
        return True


def coin_effect(line: Activity) -> int:
    """How a mined line changed the account's balance, as far as its legs are known."""
    return sum(leg.amount for leg in line.legs or () if leg.currency.is_coin) - line.fee_wei


def _key(line: Activity) -> EntryKey:
    return key_of(line.hash, line.block or 0, line.kind)


def _is_within(line: Activity, first: int, last: int) -> bool:
    return line.block is not None and first <= line.block <= last


def _gift_of(entry: Entry, gifts: list[Activity]) -> Activity | None:
    """The act that expected this money without knowing its transaction, as of a faucet; each stands for one."""
    coin = sum(leg.amount for leg in entry.legs if leg.currency.is_coin)
    if entry.kind != RECEIVED or coin <= 0:
        return None
    fitting = [gift for gift in gifts if gift.amount == coin and gift.currency == COIN]
    if not fitting:
        return None
    gift = min(fitting, key=lambda line: abs(line.time - entry.mined_at))
    gifts.remove(gift)
    return gift
