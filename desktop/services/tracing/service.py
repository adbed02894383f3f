"""Looking an account through: forward to the newest block, and backwards as far as the person wants and the node remembers."""

import logging
import threading
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from desktop.core.cancel import CancelToken
from desktop.core.changes import Change, Topic
from desktop.core.identity import Address
from desktop.core.movements import AccountState, BlockMoves, Passage
from desktop.core.spam import Acquaintance, HiddenBy, judge
from desktop.core.tokens import unread_currency
from desktop.core.traces import Grant, Trace, granted_by
from desktop.services.ports import Clock
from desktop.services.tracing.assembling import OPENING, SENT_ELSEWHERE, Assembly, CurrencyOf
from desktop.services.tracing.ports import (
    AccountChain,
    AccountLogs,
    AccountReader,
    ChainEnd,
    ChainMoved,
    FoundBook,
    MinedPassage,
    TraceBook,
)
from desktop.services.tracing.searching import ChangedBlock, find_changes, first_known
from desktop.services.tracing.writing import AttemptsOf, FoundWriter

log = logging.getLogger("licet.tracing")

AT_ONCE_BLOCKS = 5_000
"""So far back a first look goes by itself; older blocks are read when the person asks for them."""
_FIRST_WINDOW = 4_096
_GROWTH = 4
_MOST_NEW_TOKENS = 50


@dataclass(frozen=True, slots=True)
class Window:
    """What was read of some blocks: changes of the balance, logs, and transactions that the account signed."""

    changes: tuple[ChangedBlock, ...]
    logs: AccountLogs
    known: tuple[MinedPassage, ...]


class TracingService:
    """One look at a time; each account by itself, so that no request names two."""

    def __init__(
        self,
        *,
        chain: AccountChain,
        book: FoundBook,
        traces: TraceBook,
        currency_of: CurrencyOf,
        contacts: Callable[[], Iterable[Address]],
        own_accounts: Callable[[], Iterable[Address]],
        own_tokens: Collection[Address],
        attempts_of: AttemptsOf,
        clock: Clock,
        publish: Callable[[Change], None],
    ) -> None:
        self._chain = chain
        self._book = book
        self._traces = traces
        self._currency_of = currency_of
        self._contacts = contacts
        self._own_accounts = own_accounts
        self._own_tokens = frozenset(own_tokens)
        self._attempts_of = attempts_of
        self._clock = clock
        self._publish = publish
        self._looking = threading.Lock()

    @property
    def chain_id(self) -> int:
        return self._chain.chain_id

    def trace(self, account: Address) -> Trace | None:
        """How far the account was looked through; None if it never was."""
        return self._traces.trace(self.chain_id, account)

    def grants(self, account: Address) -> list[Grant]:
        """What the account allowed others, as the logs that were read say."""
        return self._traces.grants(self.chain_id, account)

    def read_from(self, account: Address) -> int | None:
        """The block after which the account's logs were read; None if none were."""
        trace = self.trace(account)
        return None if trace is None else trace.logs_from

    def knows_token(self, token: Address) -> bool:
        """Whether the wallet used the token, the person took it in, or it is one of the network's own."""
        return token in self._acquaintance().tokens

    def look(self, account: Address, cancel: CancelToken | None = None) -> Trace:
        """Read what is new of an account, and what is a little older the first time.

        Raises:
            ChainMoved: The chain was reorganised meanwhile, twice.
            AppError: The node failed; what was read before is kept.
        """
        cancel = cancel or CancelToken()
        with self._looking:
            trace, changed = self._look_forward(account)
            while not trace.is_whole and self._is_near(trace):
                cancel.raise_if_cancelled()
                trace = self._back(account, trace)
                changed = True
        if changed:
            self._publish(Change(Topic.ACTIVITY))
        return trace

    def look_back(
        self, account: Address, cancel: CancelToken, progress: Callable[[int], object] = lambda _block: None
    ) -> Trace:
        """Read everything older; what was read is kept when it is stopped. ``progress`` gets the oldest block so far."""
        with self._looking:
            trace = self.trace(account)
            if trace is None:
                trace, _ = self._look_forward(account)
            span = _FIRST_WINDOW
            while not trace.is_whole and not (trace.is_pruned and trace.logs_from == 0):
                cancel.raise_if_cancelled()
                trace = self._back(account, trace, span)
                progress(trace.logs_from)
                self._publish(Change(Topic.ACTIVITY))
                span *= _GROWTH
        return trace

    def choose_token(self, token: Address, *, is_shown: bool) -> None:
        """Take a token in, or keep everything about it out; lines that are there are judged anew."""
        self._traces.choose_token(self.chain_id, token, is_shown=is_shown)
        known = self._acquaintance()
        with self._book.together():
            for line in self._book.found_on(self.chain_id):
                tokens = {leg.currency.address for leg in line.legs or ()}
                if token in tokens and line.kind not in {SENT_ELSEWHERE, OPENING}:
                    self._book.set_hidden(line.id, judge(line.legs or (), known))
        self._publish(Change(Topic.ACTIVITY))

    def set_shown(self, line_id: int, *, is_shown: bool) -> None:
        """Keep one line out of the list, or put it back."""
        self._book.set_hidden(line_id, HiddenBy.NOTHING if is_shown else HiddenBy.CHOSEN)
        self._publish(Change(Topic.ACTIVITY))

    def _acquaintance(self) -> Acquaintance:
        choices = self._traces.token_choices(self.chain_id)
        shown = {token for token, is_shown in choices.items() if is_shown}
        refused = frozenset(choices) - shown
        tokens = (self._book.own_tokens(self.chain_id) | self._own_tokens | shown) - refused
        payees = self._book.payees() | {*self._contacts(), *self._own_accounts()}
        return Acquaintance(tokens, refused, payees)

    def _writer(self, account: Address) -> FoundWriter:
        known = self._acquaintance()
        return FoundWriter(self._book, account, self.chain_id, known, self._attempts_of)

    @staticmethod
    def _is_near(trace: Trace) -> bool:
        return max(0 if trace.is_pruned else trace.coin_from, trace.logs_from) in range(1, AT_ONCE_BLOCKS + 1)

    # --- forward ---

    def _look_forward(self, account: Address) -> tuple[Trace, bool]:
        """Once more if the chain moved meanwhile, which is usual at its end."""
        try:
            return self._chain.read_from_one(lambda reader: self._forward(reader, account))
        except ChainMoved:
            return self._chain.read_from_one(lambda reader: self._forward(reader, account))

    def _forward(self, reader: AccountReader, account: Address) -> tuple[Trace, bool]:
        end = reader.end()
        trace = self._kept_trace(reader, account, end) or self._begin(reader, account, end)
        changed = False
        if max(end.head, trace.seen_block) > trace.last_block:  # also where a shorter chain took blocks back
            trace, changed = self._advance(reader, account, trace, end)
        trace = replace(trace, seen_block=end.head, seen_at=self._clock.now())
        self._traces.save(self.chain_id, account, trace)
        return trace, changed

    def _kept_trace(self, reader: AccountReader, account: Address, end: ChainEnd) -> Trace | None:
        trace = self.trace(account)
        if trace is None:
            return None
        if trace.last_block <= end.head and reader.block_hash(trace.last_block) == trace.last_hash:
            return trace
        if trace.last_block > end.head:
            log.info("the node is behind what was read, or serves another chain")
        with self._book.together():
            self._writer(account).forget()
            self._traces.forget(self.chain_id, account)
        return None

    def _begin(self, reader: AccountReader, account: Address, end: ChainEnd) -> Trace:
        """Everything begins at the last final block, with what the account held there."""
        (opening,) = reader.states(account, [end.final])
        block_hash = reader.block_hash(end.final)
        if opening is None or block_hash is None:
            raise ChainMoved
        is_unused = opening == AccountState(0, 0)  # no coin can have left it, so none ever came
        coin_from = 0 if is_unused else end.final
        trace = Trace(
            coin_from, opening, end.final, end.final, block_hash, opening, end.final, self._clock.now()
        )
        older = self._known_passages(reader, account, 0, end.final)
        window = Window((), AccountLogs(), tuple(older))
        entries, _ = self._assemble(reader, account, window)
        with self._book.together():
            self._writer(account).write(entries.entries, 1, end.final, end.final, takes_back=False)
            self._write_opening(reader, account, trace)
            self._traces.save(self.chain_id, account, trace)
        return trace

    def _advance(
        self, reader: AccountReader, account: Address, trace: Trace, end: ChainEnd
    ) -> tuple[Trace, bool]:
        known = self._known_passages(reader, account, trace.last_block)
        hints = [*(mined.block for mined in known), end.final]
        changes, states = find_changes(
            lambda blocks: reader.states(account, blocks), trace.last_block, trace.closing, end.head, hints
        )
        logs = reader.logs(account, trace.last_block + 1, end.head)
        window = Window(tuple(changes), logs, tuple(known))
        entries, grants = self._assemble(reader, account, window)
        final = max(block for block in states if block <= max(end.final, trace.last_block))
        final_hash = reader.block_hash(final)
        if reader.block_hash(end.head) != end.head_hash or final_hash is None:
            raise ChainMoved
        with self._book.together():
            newest = max(end.head, trace.seen_block)
            changed = self._writer(account).write(
                entries.entries, trace.last_block + 1, newest, max(final, trace.last_block), takes_back=True
            )
            self._traces.add_grants(self.chain_id, account, grants)
            trace = replace(trace, last_block=final, last_hash=final_hash, closing=states[final])
            self._traces.save(self.chain_id, account, trace)
        return trace, changed

    # --- backwards ---

    def _back(self, account: Address, trace: Trace, span: int = AT_ONCE_BLOCKS) -> Trace:
        return self._chain.read_from_one(lambda reader: self._back_from(reader, account, trace, span))

    def _back_from(self, reader: AccountReader, account: Address, trace: Trace, span: int) -> Trace:
        """One window further back: of the logs always, of the balance where the node remembers it."""
        target = max(0, trace.logs_from - span)
        logs = reader.logs(account, target + 1, trace.logs_from)
        changes: tuple[ChangedBlock, ...] = ()
        earlier = replace(trace, logs_from=target)
        if trace.coin_from and not trace.is_pruned:
            earlier, changes = self._coin_back(reader, account, earlier, target)
        known = self._known_passages(reader, account, target, trace.logs_from)
        window = Window(changes, logs, tuple(known))
        entries, grants = self._assemble(reader, account, window)
        with self._book.together():
            self._writer(account).write(
                entries.entries, target + 1, trace.logs_from, trace.last_block, takes_back=False
            )
            self._traces.add_grants(self.chain_id, account, grants)
            self._write_opening(reader, account, earlier)
            self._traces.save(self.chain_id, account, earlier)
        return earlier

    def _coin_back(
        self, reader: AccountReader, account: Address, trace: Trace, target: int
    ) -> tuple[Trace, tuple[ChangedBlock, ...]]:
        def read(blocks: Sequence[int]) -> list[AccountState | None]:
            return reader.states(account, blocks)

        (opening,) = read([target])
        is_pruned = opening is None
        if opening is None:
            target = first_known(read, target, trace.coin_from)
            opening = trace.opening if target == trace.coin_from else read([target])[0]
        if opening is None:
            raise ChainMoved
        changes, _states = find_changes(read, target, opening, trace.coin_from)
        return replace(trace, coin_from=target, opening=opening, is_pruned=is_pruned), tuple(changes)

    def _write_opening(self, reader: AccountReader, account: Address, trace: Trace) -> None:
        times = reader.times([trace.coin_from])
        balance = trace.opening.balance_wei
        self._writer(account).write_opening(trace.coin_from, times[trace.coin_from], balance)

    # --- what blocks and logs say ---

    def _known_passages(
        self, reader: AccountReader, account: Address, after: int, last: int | None = None
    ) -> list[MinedPassage]:
        """Acts of this wallet that stand after a block, with their place; to ``last`` at most."""
        hashes = [
            line.hash
            for line in self._book.lines_of(account, self.chain_id, after + 1)
            if line.hash is not None
            and not line.is_found
            and (last is None or line.block is None or line.block <= last)
        ]
        mined = reader.passages(account, hashes).values() if hashes else ()
        return [m for m in mined if m.block > after and (last is None or m.block <= last)]

    def _assemble(
        self, reader: AccountReader, account: Address, window: Window
    ) -> tuple[Assembly, list[Grant]]:
        whole = [change for change in window.changes if not change.is_gap]
        gaps = [change for change in window.changes if change.is_gap]
        moves = {found.number: found for found in reader.moves(account, [change.block for change in whole])}
        listed = {p.hash for found in moves.values() for p in found.passages if p.sender == account}
        told = {transfer.hash for transfer in window.logs.transfers}
        told = (told | {grant.hash for grant in window.logs.grants}) - listed
        signed = (m for m in reader.passages(account, sorted(told)).values() if m.passage.sender == account)
        # What stands in no block that was read whole: in a gap, or before the first balance that is known.
        alone = {m.passage.hash: m for m in (*window.known, *signed) if m.passage.hash not in listed}
        times = self._times(reader, window, moves.values(), alone.values())
        assembly = Assembly(account)
        for change in whole:
            assembly.add_moves(change, moves[change.block])
        for gap in gaps:
            inside = [m for m in alone.values() if gap.before < m.block <= gap.block]
            assembly.add_gap(gap, times, inside)
            alone = {h: m for h, m in alone.items() if m not in inside}
        for mined in alone.values():
            assembly.add_passage(mined.passage, mined.block, times[mined.block])
        own = listed | {m.passage.hash for m in (*window.known, *alone.values())}
        assembly.add_transfers(window.logs.transfers, own, times, self._currencies(window.logs))
        passages = [(p, found.number) for found in moves.values() for p in found.passages if p.hash in listed]
        passages += [(m.passage, m.block) for m in (*window.known, *alone.values())]
        return assembly, _grants(window.logs.grants, passages, own)

    @staticmethod
    def _times(
        reader: AccountReader,
        window: Window,
        moves: Iterable[BlockMoves],
        alone: Iterable[MinedPassage],
    ) -> dict[int, int]:
        times = {found.number: found.timestamp for found in moves}
        wanted = {transfer.block for transfer in window.logs.transfers}
        wanted |= {change.block for change in window.changes if change.is_gap}
        wanted |= {mined.block for mined in alone}
        return times | reader.times(sorted(wanted - set(times)))

    def _currencies(self, logs: AccountLogs) -> CurrencyOf:
        """What tokens say of themselves; of a flood of them only the first are asked."""
        tokens = dict.fromkeys(transfer.token for transfer in logs.transfers)
        asked = {token: self._currency_of(token) for token in list(tokens)[:_MOST_NEW_TOKENS]}
        return lambda token: asked.get(token) or unread_currency(token)


def _grants(
    told: Iterable[Grant], passages: Iterable[tuple[Passage, int]], own: Collection[bytes]
) -> list[Grant]:
    """Approvals by their logs, and by the account's own calls where the contract wrote none."""
    by_log = [replace(grant, by_hand=grant.hash in own) for grant in told]
    logged = {(grant.hash, grant.contract) for grant in by_log}
    by_call = [granted_by(passage, block) for passage, block in passages]
    return [*by_log, *(g for g in by_call if g is not None and (g.hash, g.contract) not in logged)]
