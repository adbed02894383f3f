"""The activity as CSV: every amount exact, in the unit beside it, so that the lines of an account add up to its balance.

Two forms: our own, a row for each amount that moved, and Koinly's ("Universal template" of
support.koinly.io/en/articles/9489976: twelve columns, times in UTC, a fee beside what was sent and never with what was
received, rows of nothing left out). Koinly keeps a wallet for each account, so its file is made for one account.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from functools import lru_cache

from desktop.core.identity import Address
from desktop.core.money import COIN, ETHER_DECIMALS, Currency, format_amount
from desktop.core.movements import Leg
from desktop.core.networks import known_network
from desktop.core.spam import HiddenBy
from desktop.services.journal import Activity

CREDITED = frozenset({"settle", "refund"})
"""Acts whose amount the contract credits: it reaches the account later, with a ``withdraw``."""
MINED = frozenset({"done", "unfinal"})

PLAIN_COLUMNS = (
    "time", "date_utc", "chain_id", "block", "kind", "account", "amount", "unit", "token", "token_id", "fee",
    "status", "announced", "counterparty", "hash", "subject", "note", "by_difference", "kept_out",
)  # fmt: skip
KOINLY_COLUMNS = (
    "Date", "Sent Amount", "Sent Currency", "Received Amount", "Received Currency", "Fee Amount", "Fee Currency",
    "Net Worth Amount", "Net Worth Currency", "Label", "Description", "TxHash",
)  # fmt: skip

Words = Callable[[str], str]


def moved(line: Activity) -> tuple[Leg, ...]:
    """What a line moved: as the chain told it; before that was read, what its act expected, once it is mined."""
    if line.legs is not None:
        return line.legs
    if line.status not in MINED or line.kind in CREDITED or not line.amount:
        return ()
    return (Leg(line.currency, line.amount, line.counterparty),)


def is_settled(line: Activity) -> bool:
    """Whether it counts: mined, whether it succeeded or not; what was taken back costs the fee of that."""
    return line.block is not None or line.status in MINED or line.status in {"failed", "cancelled"}


def plain_csv(lines: Iterable[Activity]) -> str:
    """Every line, also what is kept out of the list; pending ones with what they announce and no amount."""
    return _written(PLAIN_COLUMNS, (row for line in lines for row in _plain_rows(line)))


def koinly_csv(lines: Iterable[Activity], account: Address, kind_words: Words, coin: str = "") -> str:
    """The mined lines of one account as Koinly reads them.

    Args:
        lines: Of any accounts, oldest first; what is kept out is left out unless it moved coin.
        account: Whose wallet this is at Koinly.
        kind_words: A line's kind in the person's language, for the description.
        coin: What the chain's coin is called there; its own unit if empty.
    """
    names = _KoinlyNames(coin or COIN.unit)
    chosen = (line for line in lines if line.account == account and is_settled(line))
    return _written(KOINLY_COLUMNS, (row for line in chosen for row in _koinly_rows(line, names, kind_words)))


def _written(columns: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue()


def _plain_rows(line: Activity) -> Iterator[tuple[object, ...]]:
    legs = moved(line) or (Leg(line.currency, 0, line.counterparty),)
    announced = (
        "" if line.legs is not None or moved(line) or not line.amount else _text(line.currency, line.amount)
    )
    for place, leg in enumerate(legs):
        when = line.mined_at or line.time
        fee = line.fee_wei if place == 0 and is_settled(line) else 0
        yield (
            when, _utc(when), line.chain_id or "", "" if line.block is None else line.block, line.kind, _checksummed(line.account),
            _text(leg.currency, leg.amount), unformula(_unit(line, leg.currency)),
            "" if leg.currency.is_coin else _checksummed(leg.currency.address), "" if leg.token_id is None else leg.token_id,
            format_amount(fee), line.status, announced, _other(leg, line), _hash(line),
            unformula(line.subject), unformula(line.note), "yes" if leg.by_difference else "", line.hidden.value,
        )  # fmt: skip


def _other(leg: Leg, line: Activity) -> str:
    other = leg.counterparty or line.counterparty
    return "" if other is None else _checksummed(other)


def _koinly_rows(line: Activity, names: "_KoinlyNames", words: Words) -> Iterator[tuple[object, ...]]:
    sums: dict[tuple[Address, int | None], tuple[Currency, int]] = {}
    for leg in moved(line):
        if line.hidden is HiddenBy.NOTHING or leg.currency.is_coin:
            key = (leg.currency.address, leg.token_id)
            sums[key] = (leg.currency, sums.get(key, (leg.currency, 0))[1] + leg.amount)
    went = [(names.of(key, c), _text(c, -n)) for key, (c, n) in sums.items() if n < 0]
    came = [(names.of(key, c), _text(c, n)) for key, (c, n) in sums.items() if n > 0]
    fee = format_amount(line.fee_wei) if line.fee_wei else ""
    about = unformula(" ".join(filter(None, (words(line.kind), line.subject, line.note, names.told(sums)))))
    date, transaction = _utc(line.mined_at or line.time), _hash(line)

    def row(
        sent: tuple[str, str] | None, received: tuple[str, str] | None, paid: str = "", label: str = ""
    ) -> tuple[object, ...]:
        out, into = sent or ("", ""), received or ("", "")
        return (
            date, out[1], out[0], into[1], into[0], paid, names.coin if paid else "", "", "", label, about, transaction,
        )  # fmt: skip

    if not went and fee:  # a deposit has no fee there, and a row of nothing is skipped
        yield row((names.coin, fee), None, label="cost")
    for place in range(max(len(went), len(came))):
        sent = went[place] if place < len(went) else None
        received = came[place] if place < len(came) else None
        yield row(sent, received, fee if sent is not None and place == 0 else "")


class _KoinlyNames:
    """What currencies are called: by their symbols, if no two share one; else as numbered unknowns, told in the description."""

    def __init__(self, coin: str) -> None:
        self.coin = coin
        self._given: dict[tuple[Address, int | None], str] = {}
        self._taken = {coin.casefold()}

    def of(self, key: tuple[Address, int | None], currency: Currency) -> str:
        """The name, the same each time."""
        if currency.is_coin:
            return self.coin
        if key not in self._given:
            self._given[key] = self._new(key, currency)
        return self._given[key]

    def told(self, sums: Iterable[tuple[Address, int | None]]) -> str:
        """Which contracts stand behind the names of unknowns."""
        shown = [(self._given.get(key, ""), key) for key in sums]
        return " ".join(
            f"{name}={address}" + ("" if token is None else f"#{token}")
            for name, (address, token) in shown
            if name.startswith(("NULL", "NFT"))
        )

    def _new(self, key: tuple[Address, int | None], currency: Currency) -> str:
        symbol = currency.symbol
        if key[1] is None and symbol and currency.tells_decimals and symbol.casefold() not in self._taken:
            self._taken.add(symbol.casefold())
            return symbol
        kind = "NULL" if key[1] is None else "NFT"
        return f"{kind}{1 + sum(name.startswith(kind) for name in self._given.values())}"


def unformula(text: str) -> str:
    """A stranger's text that a spreadsheet will not take for a formula (CWE-1236)."""
    return "'" + text if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text


@lru_cache(maxsize=4_096)
def _checksummed(address: Address) -> str:
    """The address as text; the same few stand in most lines, and each costs a hash."""
    return str(address)


def _unit(line: Activity, currency: Currency) -> str:
    """What an amount is counted in; of a coin the name of its own chain, not of the one in use."""
    known = known_network(line.chain_id) if currency.is_coin and line.chain_id is not None else None
    return known.coin if known is not None else currency.unit


def _text(currency: Currency, amount: int) -> str:
    return format_amount(amount, ETHER_DECIMALS if currency.is_coin else currency.decimals)


def _hash(line: Activity) -> str:
    return f"0x{line.hash.hex()}" if line.hash is not None else ""


def _utc(unix: int) -> str:
    return datetime.fromtimestamp(unix, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
