"""Money waiting: one look at all of it, and a batch that takes it home whatever happens in between."""

import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from desktop.core.accounts import Account
from desktop.core.cancel import CancelToken
from desktop.core.changes import Change, Progress, Topic
from desktop.core.errors import AppError, UserError
from desktop.core.holdings import FINISHED, Collection, Holding, Step, StepState
from desktop.core.identity import Address
from desktop.core.money import Currency
from desktop.core.tokens import unread_currency
from desktop.services.collecting.carrying import StepCarrier
from desktop.services.collecting.known_orders import KnownOrder
from desktop.services.collecting.planning import judge, plan
from desktop.services.collecting.ports import CollectionBook
from desktop.services.collecting.reading import HoldingsFinder, Look, with_last_known
from desktop.services.ports import Clock, Transactor

log = logging.getLogger("licet.collecting")


class AlreadyCollecting(UserError):
    """A batch is under way."""


@dataclass(frozen=True, slots=True)
class Overview:
    """What the page shows. ``fault`` says why amounts are not up to date; ``read_at`` is when they last were.

    ``units`` are the currencies of what is held and collected, as far as their contracts told.
    """

    accounts: tuple[Account, ...]
    holdings: tuple[Holding, ...]
    block: int | None
    read_at: int | None
    max_fee_wei: int
    fault: AppError | None = None
    collection: Collection | None = None
    units: Mapping[Address, Currency] = field(default_factory=dict)

    def unit(self, currency: Address) -> Currency:
        """What an amount is counted in; a token that told nothing in its smallest unit."""
        return self.units.get(currency) or unread_currency(currency)


class CollectingService:
    """Everything that the contracts hold for the accounts of this wallet."""

    def __init__(
        self,
        *,
        finder: HoldingsFinder,
        carrier: StepCarrier,
        book: CollectionBook,
        chain: Transactor,
        accounts: Callable[[], Sequence[Account]],
        follow_splits: Callable[[], None],
        currency: Callable[[Address], Currency],
        clock: Clock,
        publish: Callable[[Change], None],
    ) -> None:
        self._finder = finder
        self._carrier = carrier
        self._book = book
        self._chain = chain
        self._accounts = accounts
        self._follow_splits = follow_splits
        self._currency = currency
        self._clock = clock
        self._publish = publish
        self._last: Look | None = None
        self._read_at: int | None = None
        self._max_fee_wei = 0
        self._collecting = threading.Lock()

    def overview(self) -> Overview:
        """Look at everything; what cannot be read is as it was last seen, or unknown, and never nothing."""
        accounts = tuple(self._accounts())
        addresses = [account.address for account in accounts]
        fault: AppError | None = None
        try:
            self._follow_splits()
            look = self._finder.look(addresses)
            self._max_fee_wei = self._chain.fees().max_fee_wei
            self._read_at = self._clock.now()
        except AppError as error:
            log.info("looking at what is held: %s", type(error).__name__)
            fault, look = error, self._finder.unread(addresses)
        look = with_last_known(look, self._last)
        if fault is not None and self._last is not None:
            look = replace(look, block=self._last.block, balances=self._last.balances)
        self._last = look
        collection = self._book.last_open()
        held = {holding.currency for holding in look.holdings}
        moved = {step.currency for step in collection.steps} if collection is not None else set()
        return Overview(
            accounts=accounts,
            holdings=judge(look, self._max_fee_wei),
            block=look.block,
            read_at=self._read_at,
            max_fee_wei=self._max_fee_wei,
            fault=fault,
            collection=collection,
            units={address: self._currency(address) for address in held | moved},
        )

    def plan(self, keys: Iterable[str], *, others: bool = False) -> tuple[Step, ...]:
        """The transactions that bring these holdings of the last look home."""
        if self._last is None:
            return ()
        wanted = frozenset(keys)
        chosen = [h for h in judge(self._last, self._max_fee_wei) if h.key in wanted]
        return plan(self._last, chosen, self._max_fee_wei, others=others)

    def collect(
        self, steps: Sequence[Step], cancel: CancelToken, progress: Callable[[Progress], None]
    ) -> Collection:
        """Show the person a plan, and carry it out step by step; a step that fails stops no other.

        Raises:
            Declined: The person does not agree; nothing was begun.
            AlreadyCollecting: Another batch is under way.
            Cancelled: The person stopped between two steps; what was sent goes on by itself.
            AppError: The node or the vault failed; ``resume`` goes on from there.
        """
        with self._alone():
            agreed = self._carrier.agree(steps, self._orders())
            return self._carry_out(self._book.begin(agreed, self._clock.now()), cancel, progress)

    def unfinished(self) -> Collection | None:
        """The batch that was begun and not put away."""
        return self._book.last_open()

    def resume(self, cancel: CancelToken, progress: Callable[[Progress], None]) -> Collection | None:
        """Go on with it: what was sent is looked for, and sent again as the same bytes if it is nowhere."""
        with self._alone():
            left = self._book.last_open()
            return None if left is None else self._carry_out(left, cancel, progress)

    def put_away(self) -> None:
        """The person has seen how the batch ended, or does not want the rest of it."""
        if (left := self._book.last_open()) is not None:
            self._book.close(left.id)
            self._publish(Change(Topic.BALANCE))

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One batch at a time: two would send the same withdrawals."""
        if not self._collecting.acquire(blocking=False):
            raise AlreadyCollecting
        try:
            yield
        finally:
            self._collecting.release()

    def _orders(self) -> Mapping[int, KnownOrder]:
        return self._finder.look([account.address for account in self._accounts()]).orders

    def _carry_out(
        self, collection: Collection, cancel: CancelToken, progress: Callable[[Progress], None]
    ) -> Collection:
        orders = self._orders()
        steps = list(collection.steps)
        for place, step in enumerate(steps):
            progress(Progress("collect", step.kind.value, place, len(steps)))
            if step.state in FINISHED:
                continue
            if step.state is StepState.TODO:
                cancel.raise_if_cancelled()
            steps[place] = self._carrier.carry(step, orders, cancel, collection=collection.id, place=place)
            self._publish(Change(Topic.BALANCE))
        progress(Progress("collect", "", len(steps), len(steps)))
        for topic in (Topic.BALANCE, Topic.SALES, Topic.PURCHASES):
            self._publish(Change(topic))
        return replace(collection, steps=tuple(steps))
