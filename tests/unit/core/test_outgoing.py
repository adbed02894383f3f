"""What became of a sent transaction: the state machine against a model of a chain that drops, replaces and reorganises."""

from dataclasses import dataclass, replace

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from desktop.core.identity import Address, keccak256
from desktop.core.outgoing import (
    LOOKS_TO_BELIEVE,
    RESENT_WITHIN_S,
    STUCK_AFTER_S,
    Attempt,
    AttemptKind,
    Fate,
    Outgoing,
    Reception,
    Sight,
    Situation,
    Standing,
    cancelling,
    follow,
    is_due_again,
    standing,
)
from desktop.core.transactions import Receipt, UnsignedTransaction

ME, YOU = Address(b"\x01" * 20), Address(b"\x02" * 20)
NONCE = 5
STRANGER = b"somebody else's"
NOW = 1_000_000


def attempt(number: int, kind: AttemptKind = AttemptKind.FIRST, *, max_fee_wei: int = 100) -> Attempt:
    transaction = UnsignedTransaction(1, NONCE, YOU, 7, b"", 21_000, max_fee_wei, 1)
    return Attempt(kind, transaction, b"\x02raw" + bytes([number]), keccak256(bytes([number])), NOW)


def act(*attempts: Attempt, fate: Fate | None = None) -> Outgoing:
    return Outgoing(1, 1, ME, NONCE, attempts or (attempt(0),), fate or Fate())


def receipt(of: Attempt, block: int = 10, *, succeeded: bool = True, fork: int = 0) -> Receipt:
    return Receipt(of.hash, succeeded, block, block_hash(block, fork), 21_000, 50)


def block_hash(number: int, fork: int) -> bytes:
    return keccak256(b"%d-%d" % (number, fork))


def sight(**changes: object) -> Sight:
    usual = Sight(NOW, 10, NONCE, {}, frozenset())
    return replace(usual, **changes)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Block:
    """A block of the model: which transaction with the nonce it holds, if any, and which fork made it."""

    fork: int
    holds: bytes | None


@dataclass(frozen=True)
class View:
    """What a node of the model knows; a node that lags shows an old one."""

    blocks: tuple[Block, ...] = ()
    pool: frozenset[bytes] = frozenset()
    final: int = 0

    @property
    def place(self) -> int | None:
        """The number of the block that used the nonce."""
        return next((n for n, block in enumerate(self.blocks) if block.holds is not None), None)

    def sight_of(self, act: Outgoing) -> Sight:
        receipts, place = {}, self.place
        if place is not None:
            block = self.blocks[place]
            for one in act.attempts:
                if one.hash == block.holds:
                    receipts[one.hash] = receipt(one, place, fork=block.fork)
        seen = act.fate.receipt
        there = seen is not None and seen.block_number < len(self.blocks)
        return Sight(
            time=NOW,
            base_fee_wei=10,
            next_nonce=NONCE if place is None else NONCE + 1,
            receipts=receipts,
            known=self.pool | frozenset(receipts),
            final_number=self.final - 1,
            final_nonce=NONCE + 1 if place is not None and place < self.final else NONCE,
            block_at_receipt=block_hash(seen.block_number, self.blocks[seen.block_number].fork)
            if seen is not None and there
            else None,
        )


class Following(RuleBasedStateMachine):
    """The chain does what chains do; the act is followed through honest nodes and nodes that lag."""

    def __init__(self) -> None:
        super().__init__()
        self.act = act()
        self.view = View()
        self.old = [self.view]
        self.forks = 0
        self.final_truth: tuple[Situation, bytes | None] | None = None

    def change(self, **changes: object) -> None:
        self.view = replace(self.view, **changes)  # type: ignore[arg-type]
        self.old.append(self.view)

    @rule()
    def send(self) -> None:
        if self.view.place is None:
            self.change(pool=frozenset({self.act.newest.hash}))

    @rule(kind=st.sampled_from([AttemptKind.SPEED_UP, AttemptKind.CANCEL]), reaches=st.booleans())
    def replace_it(self, kind: AttemptKind, *, reaches: bool) -> None:
        if len(self.act.attempts) < 20:
            number = len(self.act.attempts)
            newer = attempt(number, kind, max_fee_wei=100 + number)
            self.act = replace(self.act, attempts=(*self.act.attempts, newer))
            if reaches:
                self.send()

    @rule()
    def drop(self) -> None:
        self.change(pool=frozenset())

    @rule()
    def mine_nothing(self) -> None:
        self.change(blocks=(*self.view.blocks, Block(self.forks, None)))

    @precondition(lambda self: self.view.place is None and self.view.pool)
    @rule()
    def mine(self) -> None:
        (taken,) = self.view.pool
        self.change(blocks=(*self.view.blocks, Block(self.forks, taken)), pool=frozenset())

    @precondition(lambda self: self.view.place is None)
    @rule(older=st.integers(0, 19))
    def mine_an_older_attempt_or_a_strangers(self, older: int) -> None:
        mined = self.act.attempts[older].hash if older < len(self.act.attempts) else STRANGER
        self.change(blocks=(*self.view.blocks, Block(self.forks, mined)), pool=frozenset())

    @rule(depth=st.integers(1, 4), returns=st.booleans())
    def reorganise(self, depth: int, *, returns: bool) -> None:
        kept = max(self.view.final, len(self.view.blocks) - depth)
        gone = [block.holds for block in self.view.blocks[kept:]]
        back = frozenset(h for h in gone if h is not None and h != STRANGER) if returns else frozenset()
        self.forks += 1
        self.change(blocks=self.view.blocks[:kept], pool=back or self.view.pool)

    @rule(blocks=st.integers(1, 3))
    def finalise(self, blocks: int) -> None:
        self.change(final=min(len(self.view.blocks), self.view.final + blocks))

    @rule()
    def look(self) -> None:
        self.act = follow(self.act, self.view.sight_of(self.act))

    @rule(back=st.integers(1, 5))
    def look_through_a_node_that_lags(self, back: int) -> None:
        self.act = follow(self.act, self.old[-min(back, len(self.old))].sight_of(self.act))

    @rule()
    def look_until_it_must_be_known(self) -> None:
        for _ in range(LOOKS_TO_BELIEVE):
            self.look()
        fate, place = self.act.fate, self.view.place
        if place is None:
            waits = any(one.hash in self.view.pool for one in self.act.attempts)
            assert fate.situation is (Situation.WAITING if waits else Situation.DROPPED)
            assert fate.receipt is None
        elif self.view.blocks[place].holds == STRANGER:
            assert fate.situation is Situation.TAKEN
        else:
            assert fate.situation is Situation.MINED
            assert fate.receipt is not None
            assert fate.receipt.hash == self.view.blocks[place].holds
            assert fate.receipt.block_hash == block_hash(place, self.view.blocks[place].fork)
        assert fate.is_final == (place is not None and place < self.view.final)

    @invariant()
    def what_is_final_is_true_and_stays(self) -> None:
        fate = self.act.fate
        if self.final_truth is not None and self.act.fate.is_final:
            assert (fate.situation, fate.receipt and fate.receipt.hash) == self.final_truth
        if fate.is_final:
            place = self.view.place
            assert place is not None
            assert place < self.view.final
            held = self.view.blocks[place].holds
            assert (fate.receipt.hash if fate.receipt else STRANGER) == held
            self.final_truth = (fate.situation, fate.receipt and fate.receipt.hash)

    @invariant()
    def what_is_mined_is_not_called_undone(self) -> None:
        assert self.act.fate.receipt is None or self.act.fate.undone_block is None

    @invariant()
    def a_receipt_and_being_mined_are_one(self) -> None:
        assert (self.act.fate.receipt is not None) == (self.act.fate.situation is Situation.MINED)


TestFollowing = Following.TestCase


def looked(one: Outgoing, *sights: Sight) -> Outgoing:
    for each in sights:
        one = follow(one, each)
    return one


def test_what_one_look_misses_is_not_believed_dropped() -> None:
    missed = looked(act(), sight(), sight())

    assert standing(missed, NOW) is Standing.WAITING
    assert standing(looked(missed, sight()), NOW) is Standing.DROPPED


def test_looks_that_contradict_each_other_are_counted_anew() -> None:
    one = act()
    known = sight(known=frozenset({one.newest.hash}))

    assert looked(one, sight(), sight(), known, sight(), sight()).fate.situation is Situation.WAITING


def test_a_nonce_that_is_gone_without_a_receipt_is_anothers() -> None:
    gone = sight(next_nonce=NONCE + 1)

    assert standing(looked(act(), gone, gone), NOW) is Standing.WAITING
    assert standing(looked(act(), gone, gone, gone), NOW) is Standing.REPLACED


def test_a_receipt_that_comes_late_is_believed_at_once() -> None:
    one = act()
    gone = sight(next_nonce=NONCE + 1)

    late = looked(one, gone, gone, gone, sight(receipts={one.newest.hash: receipt(one.newest)}))

    assert standing(late, NOW) is Standing.DONE


def test_a_reverted_transaction_has_failed_and_a_mined_cancel_is_cancelled() -> None:
    first, cancel = attempt(0), attempt(1, AttemptKind.CANCEL)
    failed = sight(receipts={first.hash: receipt(first, succeeded=False)})
    cancelled = sight(receipts={cancel.hash: receipt(cancel)})

    assert standing(follow(act(first), failed), NOW) is Standing.FAILED
    assert standing(follow(act(first, cancel), cancelled), NOW) is Standing.CANCELLED


def test_a_cancel_that_came_too_late_leaves_the_first_done() -> None:
    first, cancel = attempt(0), attempt(1, AttemptKind.CANCEL)

    mined = follow(act(first, cancel), sight(receipts={first.hash: receipt(first)}))

    assert standing(mined, NOW) is Standing.DONE
    assert mined.mined == first


def test_another_block_at_its_height_undoes_it_at_once() -> None:
    one = act()
    mined = follow(one, sight(receipts={one.newest.hash: receipt(one.newest, 10, fork=0)}))

    undone = follow(mined, sight(block_at_receipt=block_hash(10, fork=1), known=frozenset({one.newest.hash})))

    assert standing(undone, NOW) is Standing.WAITING
    assert (undone.fate.receipt, undone.fate.undone_block) == (None, 10)


def test_a_node_that_lags_with_its_receipts_undoes_nothing() -> None:
    one = act()
    mined = follow(one, sight(receipts={one.newest.hash: receipt(one.newest, 10)}))
    lagging = sight(block_at_receipt=block_hash(10, fork=0))

    assert standing(looked(mined, *[lagging] * 9), NOW) is Standing.DONE


def test_final_is_what_the_chain_calls_final() -> None:
    one = act()
    there = {one.newest.hash: receipt(one.newest, 10)}

    assert not follow(one, sight(receipts=there, final_number=9)).fate.is_final
    assert not follow(one, sight(receipts=there, final_number=None)).fate.is_final
    assert follow(one, sight(receipts=there, final_number=10)).fate.is_final


def known_in_pool(one: Outgoing, **changes: object) -> Sight:
    return sight(known=frozenset({a.hash for a in one.attempts}), **changes)


def test_below_the_base_fee_it_cannot_be_mined() -> None:
    one = act(attempt(0, max_fee_wei=100))

    assert standing(follow(one, known_in_pool(one, base_fee_wei=100)), NOW) is Standing.WAITING
    assert standing(follow(one, known_in_pool(one, base_fee_wei=101)), NOW) is Standing.UNDERPRICED


def test_one_attempt_that_pays_enough_is_enough() -> None:
    one = act(attempt(0, max_fee_wei=100), attempt(1, AttemptKind.SPEED_UP, max_fee_wei=200))

    assert standing(follow(one, known_in_pool(one, base_fee_wei=150)), NOW) is Standing.WAITING


def test_it_is_stuck_only_after_others_would_have_been_mined() -> None:
    one = act()

    assert standing(one, NOW + STUCK_AFTER_S - 1) is Standing.WAITING
    assert standing(one, NOW + STUCK_AFTER_S) is Standing.STUCK


def test_a_faster_attempt_gets_its_own_time() -> None:
    faster = replace(attempt(1, AttemptKind.SPEED_UP), made_at=NOW + STUCK_AFTER_S)

    assert standing(act(attempt(0), faster), NOW + STUCK_AFTER_S + 1) is Standing.WAITING


def test_behind_an_earlier_transaction_it_is_queued_and_not_stuck() -> None:
    one = act()

    behind = follow(one, known_in_pool(one, next_nonce=NONCE - 1))

    assert standing(behind, NOW + 10 * STUCK_AFTER_S) is Standing.QUEUED


@pytest.mark.parametrize(
    ("age_s", "reception", "is_due"),
    [
        (0, Reception.KEPT, True),
        (RESENT_WITHIN_S - 1, Reception.TAKEN, True),
        (RESENT_WITHIN_S, Reception.TAKEN, False),
        (0, Reception.REFUSED, False),
    ],
)
def test_missing_bytes_go_out_again_for_a_while(age_s: int, reception: Reception, *, is_due: bool) -> None:
    missing = follow(act(replace(attempt(0), reception=reception)), sight())

    assert is_due_again(missing, NOW + age_s) is is_due


def test_what_a_node_knows_is_not_sent_again() -> None:
    one = act()

    assert not is_due_again(follow(one, known_in_pool(one)), NOW)


def test_a_cancel_pays_nothing_to_oneself() -> None:
    call = cancelling(act())

    assert (call.to, call.value_wei, call.data) == (ME, 0, b"")
