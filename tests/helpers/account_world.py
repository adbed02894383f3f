"""A chain of accounts, coins and tokens in memory, which keeps the balances by itself and can be looked at like a node.

It is no stand-in for a node's answers (those are tested against py-evm) but the source of long histories with known ends.
"""

import bisect
import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TypeVar

from desktop.core.identity import Address, keccak256
from desktop.core.money import Currency
from desktop.core.movements import AccountState, BlockMoves, Passage, TokenLog
from desktop.core.traces import Grant
from desktop.services.tracing.ports import AccountLogs, ChainEnd, MinedPassage

T = TypeVar("T")
CHAIN = 31337
START = 1_700_000_000
FINAL_DEPTH = 20


def address(name: str) -> Address:
    return Address(keccak256(name.encode())[12:])


@dataclass
class Block:
    number: int
    passages: list[Passage] = field(default_factory=list)
    transfers: list[TokenLog] = field(default_factory=list)  # as seen by nobody in particular: from, to
    sides: list[tuple[Address, Address]] = field(default_factory=list)
    grants: list[tuple[Address, Grant]] = field(default_factory=list)
    withdrawn: dict[Address, int] = field(default_factory=dict)


class World:
    """Its rules are written anew here: a fee goes whatever happens, value only where the transaction succeeds."""

    def __init__(self, own: Sequence[Address], tokens: Sequence[Currency], seed: int) -> None:
        self.own, self.tokens = tuple(own), {token.address: token for token in tokens}
        self.random = random.Random(seed)
        self.blocks: list[Block] = [Block(0)]
        self.coins: defaultdict[Address, int] = defaultdict(int)
        self.nonces: defaultdict[Address, int] = defaultdict(int)
        self.held: defaultdict[tuple[Address, Address], int] = defaultdict(int)
        self._past: defaultdict[Address, list[tuple[int, AccountState]]] = defaultdict(list)
        self.asked: list[tuple[str, Address | None]] = []
        self.forgotten_before = 0
        self._logs = 0
        self._mined: dict[bytes, MinedPassage] = {}

    @property
    def head(self) -> int:
        return len(self.blocks) - 1

    @property
    def chain_id(self) -> int:
        return CHAIN

    @contextmanager
    def block(self) -> Iterator[Block]:
        """The next block; when it is left, the states of the own accounts are noted."""
        made = Block(self.head + 1)
        yield made
        self.blocks.append(made)
        for account in self.own:
            state = AccountState(self.coins[account], self.nonces[account])
            past = self._past[account]
            if not past or past[-1][1] != state:
                past.append((made.number, state))

    def transact(
        self,
        block: Block,
        sender: Address,
        to: Address,
        value: int,
        *,
        fails: bool = False,
        comes_back: int = 0,
        is_call: bool = False,
    ) -> Passage:
        """A transaction; ``comes_back`` is coin that the called contract pays to the sender without a log."""
        gas, price = self.random.randrange(21_000, 400_000), self.random.randrange(1, 10**11)
        fee = gas * price + self.random.choice((0, 0, self.random.randrange(10**12)))
        nonce = self.nonces[sender]
        seed = b"%d %d %s" % (block.number, nonce, sender.raw)
        passage = Passage(
            keccak256(seed),
            nonce,
            sender,
            to,
            value,
            b"call" if is_call or comes_back else b"",
            not fails,
            fee,
        )
        self.nonces[sender] += 1
        self.coins[sender] -= fee
        if not fails:
            self.coins[sender] += comes_back - value
            self.coins[to] += value
        block.passages.append(passage)
        self._mined[passage.hash] = MinedPassage(passage, block.number)
        return passage

    def move_token(
        self, block: Block, passage: Passage, token: Address, sender: Address, to: Address, amount: int
    ) -> None:
        self.held[sender, token] -= amount
        self.held[to, token] += amount
        self.log(block, passage.hash, token, sender, to, amount)

    def log(
        self, block: Block, transaction: bytes, token: Address, sender: Address, to: Address, amount: int
    ) -> None:
        """A log alone: what a lying token writes."""
        self._logs += 1
        block.transfers.append(TokenLog(block.number, self._logs, transaction, token, amount, to))
        block.sides.append((sender, to))

    def pay_inside(self, block: Block, to: Address, value: int) -> None:
        """Coin from a contract that somebody else called: no transaction and no log names the receiver."""
        self.coins[to] += value

    # --- as a node ---

    def read_from_one(self, read: Callable[["World"], T]) -> T:
        return read(self)

    def end(self) -> ChainEnd:
        return ChainEnd(self.head, self._hash(self.head), max(0, self.head - FINAL_DEPTH))

    def _hash(self, number: int) -> bytes:
        return keccak256(b"block %d %d" % (number, len(self.blocks[number].passages)))

    def block_hash(self, number: int) -> bytes | None:
        return self._hash(number) if number <= self.head else None

    def times(self, blocks: Iterable[int]) -> dict[int, int]:
        return {number: self.time(number) for number in blocks}

    @staticmethod
    def time(number: int) -> int:
        return START + 12 * number

    def states(self, account: Address, blocks: Sequence[int]) -> list[AccountState | None]:
        self.asked.append(("states", account))
        return [
            self._state(account, number) if number >= self.forgotten_before else None for number in blocks
        ]

    def _state(self, account: Address, number: int) -> AccountState:
        past = self._past[account]
        place = bisect.bisect_right(past, number, key=lambda entry: entry[0])
        return past[place - 1][1] if place else AccountState(0, 0)

    def moves(self, account: Address, blocks: Sequence[int]) -> list[BlockMoves]:
        self.asked.append(("moves", account))
        return [
            BlockMoves(
                number, self.time(number), tuple(self._seen(p, account) for p in self._of(account, number)),
                self.blocks[number].withdrawn.get(account, 0),
            )
            for number in blocks
        ]  # fmt: skip

    def _of(self, account: Address, number: int) -> list[Passage]:
        return [p for p in self.blocks[number].passages if account in (p.sender, p.to)]

    @staticmethod
    def _seen(passage: Passage, account: Address) -> Passage:
        return replace(passage, fee_wei=passage.fee_wei if passage.sender == account else 0)

    def logs(self, account: Address, first: int, last: int) -> AccountLogs:
        self.asked.append(("logs", account))
        transfers, grants = [], []
        for block in self.blocks[first : last + 1]:
            for log, (sender, to) in zip(block.transfers, block.sides, strict=True):
                if sender == account:
                    transfers.append(replace(log, amount=-log.amount, counterparty=to))
                if to == account:
                    transfers.append(replace(log, counterparty=sender))
            grants += [grant for owner, grant in block.grants if owner == account]
        return AccountLogs(tuple(transfers), tuple(grants))

    def passages(self, account: Address, hashes: Sequence[bytes]) -> dict[bytes, MinedPassage]:
        self.asked.append(("passages", account))
        known = [self._mined[h] for h in hashes if h in self._mined]
        return {m.passage.hash: replace(m, passage=self._seen(m.passage, account)) for m in known}

    def currency(self, token: Address) -> Currency:
        return self.tokens.get(token, Currency(token, "", 0, tells_decimals=False))
