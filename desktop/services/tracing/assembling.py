"""From blocks and logs to lines: one line for each transaction and account, with everything that it moved for that account."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from desktop.core.identity import Address
from desktop.core.money import COIN, Currency
from desktop.core.movements import BlockMoves, Leg, Passage, TokenLog, coin_leg
from desktop.services.journal import Activity
from desktop.services.tracing.ports import MinedPassage
from desktop.services.tracing.searching import ChangedBlock

CurrencyOf = Callable[[Address], Currency]

RECEIVED = "receive"
SENT_ELSEWHERE = "sent-elsewhere"
TAKEN = "taken"
CAME_THROUGH = "came-through"
STAKING = "staking"
UNEXPLAINED = "unexplained"
OPENING = "opening"


EntryKey = tuple[bytes | None, int, str]


def key_of(transaction_hash: bytes | None, block: int, kind: str) -> EntryKey:
    """A transaction goes by its hash, a difference by its block."""
    return (transaction_hash, 0, "") if transaction_hash is not None else (None, block, kind)


@dataclass
class Entry:
    """What is known of one transaction, or of a difference without one, for one account."""

    hash: bytes | None
    block: int
    mined_at: int
    kind: str = RECEIVED
    legs: list[Leg] = field(default_factory=list)
    own: Passage | None = None

    @property
    def key(self) -> EntryKey:
        """What it is found again by."""
        return key_of(self.hash, self.block, self.kind)

    @property
    def is_own(self) -> bool:
        """Whether the account signed it."""
        return self.kind == SENT_ELSEWHERE


class Assembly:
    """Collects entries of one account."""

    def __init__(self, account: Address) -> None:
        self._account = account
        self._entries: dict[EntryKey, Entry] = {}

    @property
    def entries(self) -> list[Entry]:
        """All of them, in chain order as far as it is known."""
        return sorted(self._entries.values(), key=lambda entry: entry.block)

    def add_moves(self, change: ChangedBlock, moves: BlockMoves) -> None:
        """A block in which the account changed, with what its lists say; what they do not explain stays a difference."""
        for passage in moves.passages:
            self.add_passage(passage, moves.number, moves.timestamp)
        if moves.withdrawn_wei:
            leg = Leg(COIN, moves.withdrawn_wei)
            self._entry(None, moves.number, moves.timestamp, STAKING).legs.append(leg)
        unexplained = change.new.balance_wei - change.old.balance_wei - moves.explained_wei(self._account)
        if unexplained:
            self._add_difference(change, moves, unexplained)

    def add_gap(self, change: ChangedBlock, times: Mapping[int, int], known: Sequence[MinedPassage]) -> None:
        """Blocks whose balances the node forgot, with the acts that are known to stand in them; the rest is one difference."""
        for mined in known:
            self.add_passage(mined.passage, mined.block, times[mined.block])
        listed = BlockMoves(change.block, times[change.block], tuple(mined.passage for mined in known))
        unexplained = change.new.balance_wei - change.old.balance_wei - listed.explained_wei(self._account)
        if unexplained:
            self._add_difference(change, listed, unexplained)

    def add_transfers(
        self,
        transfers: Iterable[TokenLog],
        own: Collection[bytes],
        times: Mapping[int, int],
        currency_of: CurrencyOf,
    ) -> None:
        """Tokens that moved; ``own`` are the transactions that the account signed."""
        for transfer in transfers:
            entry = self._entry(transfer.hash, transfer.block, times[transfer.block], RECEIVED)
            if transfer.hash in own:
                entry.kind = SENT_ELSEWHERE
            entry.legs.append(
                Leg(currency_of(transfer.token), transfer.amount, transfer.counterparty, transfer.token_id)
            )

    def add_passage(self, passage: Passage, block: int, timestamp: int) -> None:
        """A transaction from or to the account."""
        entry = self._entry(passage.hash, block, timestamp, RECEIVED)
        if passage.sender == self._account:
            entry.own, entry.kind = passage, SENT_ELSEWHERE
        if (leg := coin_leg(passage, self._account)) is not None:
            entry.legs.append(leg)

    def _add_difference(self, change: ChangedBlock, moves: BlockMoves, amount: int) -> None:
        """Coin that a contract moved: by the one call of the account in that block, if there is one; else by nobody knows whom."""
        calls = [p for p in moves.passages if p.sender == self._account and p.succeeded and p.data]
        if len(calls) == 1 and not change.is_gap:
            leg = Leg(COIN, amount, calls[0].to, by_difference=True)
            self._entry(calls[0].hash, moves.number, moves.timestamp, SENT_ELSEWHERE).legs.append(leg)
            return
        kind = UNEXPLAINED if change.is_gap or amount < 0 else CAME_THROUGH
        leg = Leg(COIN, amount, by_difference=True)
        self._entry(None, moves.number, moves.timestamp, kind).legs.append(leg)

    def _entry(self, transaction_hash: bytes | None, block: int, timestamp: int, kind: str) -> Entry:
        fresh = Entry(transaction_hash, block, timestamp, kind)
        return self._entries.setdefault(fresh.key, fresh)


def line_of(entry: Entry, account: Address, chain_id: int, *, is_final: bool) -> Activity:
    """An entry as a line of its own, for what no act of this wallet stands for."""
    main = main_leg(entry.legs)
    kind = TAKEN if entry.kind == RECEIVED and main.amount < 0 else entry.kind
    failed = entry.own is not None and not entry.own.succeeded
    return Activity(
        id=0,
        time=entry.mined_at,
        kind=kind,
        account=account,
        amount=main.amount,
        fee_wei=entry.own.fee_wei if entry.own is not None else 0,
        hash=entry.hash,
        status="failed" if failed else "done" if is_final else "unfinal",
        counterparty=main.counterparty or (entry.own.to if entry.own is not None else None),
        currency=main.currency,
        chain_id=chain_id,
        block=entry.block,
        mined_at=entry.mined_at,
        legs=tuple(entry.legs),
        is_found=True,
    )


def act_with(act: Activity, entry: Entry, chain_id: int) -> Activity:
    """An act of this wallet with what the chain says of it."""
    own = entry.own
    # Another attempt of the act says nothing of its status: that is told by whoever knows what it was for.
    settled = own is not None and act.hash == entry.hash and act.status in {"pending", "done", "failed"}
    return replace(
        act,
        chain_id=chain_id,
        block=entry.block,
        mined_at=entry.mined_at,
        legs=tuple(entry.legs),
        fee_wei=own.fee_wei if own is not None else act.fee_wei,
        status=act.status if own is None or not settled else "done" if own.succeeded else "failed",
    )


def main_leg(legs: Sequence[Leg]) -> Leg:
    """What a line shows first: coin before tokens, much before little."""
    return max(legs, key=lambda leg: (leg.currency.is_coin, abs(leg.amount)), default=Leg(COIN, 0))


def opening_line(account: Address, chain_id: int, block: int, timestamp: int, amount: int) -> Activity:
    """What the account held before the first block that is explained."""
    return Activity(
        0, timestamp, OPENING, account, amount, 0, None, "done", None, chain_id=chain_id, block=block,
        mined_at=timestamp, legs=(Leg(COIN, amount, by_difference=True),), is_found=True,
    )  # fmt: skip
