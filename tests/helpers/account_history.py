"""Long histories of a wallet's accounts, written through the journal as the app writes them, and mined in a world that counts."""

from pathlib import Path

from desktop.core.identity import Address
from desktop.core.money import COIN, Currency
from desktop.core.transactions import Receipt
from desktop.services.journal import Journal, Purpose
from desktop.services.tracing.service import TracingService
from desktop.store.activity import ActivityStore
from desktop.store.database import Database
from desktop.store.migrations import user_database
from desktop.store.traces import TraceStore
from tests.helpers.account_world import CHAIN, Block, World, address

OWN = tuple(address(f"own {i}") for i in range(5))
STRANGERS = tuple(address(f"stranger {i}") for i in range(7))
MARKET = address("market")
TOKENS = (
    Currency(address("usd"), "USD", 6),
    Currency(address("whole"), "WHOLE", 0),
    Currency(address("wide"), "WIDE", 77),
    Currency(address("same name"), "USD", 24),
    Currency(address("no words"), "", 0, tells_decimals=False),
)
UNASKED = Currency(address("unasked"), "GIFT", 18)
ETHER = 10**18


class Clock:
    def __init__(self) -> None:
        self.time = 1_700_000_000

    def now(self) -> int:
        return self.time


class Desk:
    """A wallet's books over a world."""

    def __init__(self, folder: Path, world: World) -> None:
        self.world, self.clock = world, Clock()
        self.database = Database.open(folder / "licet.db", user_database)
        self.book, self.traces = ActivityStore(self.database), TraceStore(self.database)
        self.attempts: dict[bytes, tuple[bytes, ...]] = {}
        self.journal = Journal(self.book, self.clock, lambda _: None, CHAIN)
        self.tracing = TracingService(
            chain=world, book=self.book, traces=self.traces, currency_of=world.currency,
            contacts=lambda: (), own_accounts=lambda: OWN, own_tokens=(), attempts_of=lambda h: self.attempts.get(h, ()), clock=self.clock,
            publish=lambda _: None,
        )  # fmt: skip

    def close(self) -> None:
        self.database.close()

    def look(self) -> None:
        for account in OWN:
            self.tracing.look(account)


class History:
    """Random acts; every choice comes from the world's own seed."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.world = desk, desk.world
        self.random = self.world.random
        self.transactions = 0

    def fund(self) -> None:
        """Everybody begins with something, from outside."""
        for account in OWN:
            with self.world.block() as block:
                self.world.coins[STRANGERS[0]] += 10**6 * ETHER
                self.world.transact(block, STRANGERS[0], account, 10**5 * ETHER)
            for token in TOKENS:
                self.come_tokens(account, token.address, 10**60)

    def come_tokens(self, account: Address, token: Address, amount: int) -> None:
        with self.world.block() as block:
            passage = self.world.transact(block, STRANGERS[0], token, 0, is_call=True)
            self.world.move_token(block, passage, token, STRANGERS[0], account, amount)

    def quiet(self, blocks: int) -> None:
        for _ in range(blocks):
            with self.world.block():
                pass

    def go(self, transactions: int) -> None:
        """So many transactions of the own accounts, with what strangers do in between."""
        wanted = self.transactions + transactions
        with self.desk.book.together():
            while self.transactions < wanted:
                self.quiet(self.random.choice((0, 0, 0, 1, 5)))
                with self.world.block() as block:
                    self.desk.clock.time = self.world.time(block.number)
                    for _ in range(min(wanted - self.transactions, self.random.choice((1, 1, 2, 4)))):
                        self._act(block)
                    self._strangers(block)

    def _act(self, block: Block) -> None:
        account = self.random.choice(OWN)
        act = self.random.choice(
            (
                self._send,
                self._send,
                self._send_token,
                self._call,
                self._call,
                self._elsewhere,
                self._replaced,
            )
        )
        act(block, account)
        self.transactions += 1

    def _amount(self) -> int:
        return self.random.choice((0, 1, self.random.randrange(ETHER), self.random.randrange(10**12)))

    def _other(self) -> Address:
        return self.random.choice((*OWN, *STRANGERS))

    def _send(self, block: Block, account: Address) -> None:
        to, amount, fails = self._other(), self._amount(), self.random.random() < 0.1
        passage = self.world.transact(block, account, to, amount, fails=fails)
        self._journal(account, passage.hash, Purpose("send", -amount, to), fails=fails)

    def _send_token(self, block: Block, account: Address) -> None:
        token, to, fails = self.random.choice(TOKENS), self._other(), self.random.random() < 0.1
        amount = self._amount()
        passage = self.world.transact(block, account, token.address, 0, fails=fails, is_call=True)
        if not fails:
            self.world.move_token(block, passage, token.address, account, to, amount)
        self._journal(account, passage.hash, Purpose("send", -amount, to, currency=token), fails=fails)

    def _call(self, block: Block, account: Address) -> None:
        """A contract takes value, and sometimes pays coin or another token back; a sale is credited, not paid."""
        fails = self.random.random() < 0.1
        paid, back = self._amount(), 0 if fails else self._amount()
        passage = self.world.transact(
            block, account, MARKET, paid, fails=fails, comes_back=back, is_call=True
        )
        if not fails and self.random.random() < 0.3:
            got, gave = self.random.sample(TOKENS, 2)
            self.world.move_token(block, passage, got.address, MARKET, account, self._amount())
            self.world.move_token(block, passage, gave.address, account, MARKET, self._amount())
        purpose = self.random.choice((Purpose("buy", -paid, MARKET), Purpose("settle", 10**15, MARKET)))
        self._journal(account, passage.hash, purpose, fails=fails)

    def _elsewhere(self, block: Block, account: Address) -> None:
        """By another program with the same key: the journal does not know it."""
        to, fails = self._other(), self.random.random() < 0.2
        self.world.transact(block, account, to, self._amount(), fails=fails)

    def _replaced(self, block: Block, account: Address) -> None:
        """Sent, and then another transaction of the same act was mined: faster, or one that cancels it."""
        to, amount, cancels = self._other(), self._amount(), self.random.random() < 0.5
        first = self.random.randbytes(32)
        self.desk.journal.sent(account, first, Purpose("send", -amount, to))
        passage = (
            self.world.transact(block, account, account, 0)
            if cancels
            else self.world.transact(block, account, to, amount)
        )
        self.desk.journal.resent(first, passage.hash)

    def _journal(self, account: Address, transaction: bytes, purpose: Purpose, *, fails: bool) -> None:
        self.desk.journal.sent(account, transaction, purpose)
        if self.random.random() < 0.5:  # else its receipt was never asked for
            self.desk.journal.mined(Receipt(transaction, not fails, 0, bytes(32), 1, 1))

    def _strangers(self, block: Block) -> None:
        account, chance = self.random.choice(OWN), self.random.random
        if chance() < 0.2:
            self.world.transact(
                block, self.random.choice(STRANGERS), account, self._amount(), fails=chance() < 0.2
            )
        if chance() < 0.1:
            self.world.pay_inside(block, account, self._amount())
        if chance() < 0.05:
            gwei = self.random.randrange(1, 10**9) * 10**9
            block.withdrawn[account] = block.withdrawn.get(account, 0) + gwei
            self.world.coins[account] += gwei
        if chance() < 0.2:
            token = self.random.choice((*TOKENS, UNASKED))
            passage = self.world.transact(block, STRANGERS[1], token.address, 0, is_call=True)
            way = (STRANGERS[1], account) if chance() < 0.8 or token is UNASKED else (account, STRANGERS[1])
            self.world.move_token(block, passage, token.address, *way, self._amount())


def new_desk(folder: Path, seed: int) -> Desk:
    return Desk(folder, World(OWN, (*TOKENS, UNASKED), seed))


def held(world: World, account: Address) -> dict[Address, int]:
    """What the world counted, without zeros."""
    sums = {token: world.held[account, token] for token in world.tokens}
    sums[COIN.address] = world.coins[account]
    return {token: amount for token, amount in sums.items() if amount}
