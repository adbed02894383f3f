"""The guard of agreements: tried again just before signing, measured after mining, and told where the two differ.

Every transaction of this wallet goes through it. What the person saw, or where nobody had to be shown anything what such
a call is known to do, is compared with a new trial; if that would do more, nothing is signed. What was expected is
kept, and compared with what the chain then shows.
"""

import logging
from collections.abc import Callable
from dataclasses import replace

from desktop.core.changes import Change, Topic
from desktop.core.effect_checks import EffectsChanged, Expectation, Verdict, differences
from desktop.core.effects import Effects, Preview
from desktop.core.errors import AppError
from desktop.core.identity import Address
from desktop.core.transactions import Call, Receipt
from desktop.services.effects.ports import ExpectationBook, Outcomes
from desktop.services.effects.previewing import PreviewService

log = logging.getLogger("licet.effects")


class EffectGuard:
    """Fits ``services.guard.Guard``; safe to use from several threads."""

    def __init__(
        self,
        previews: PreviewService,
        outcomes: Outcomes,
        book: ExpectationBook,
        publish: Callable[[Change], None],
    ) -> None:
        self._previews = previews
        self._outcomes = outcomes
        self._book = book
        self._publish = publish

    def effects(self, account: Address, call: Call) -> Effects | None:
        """What the call does, tried now: what a person is shown before agreeing."""
        return self._previews.effects(account, call)

    def preview(self, account: Address, call: Call) -> Preview:
        """The same with the call in words, its bytes and its numbers."""
        return self._previews.preview(account, call)

    def foresee(self, account: Address, call: Call, agreed: Effects | None) -> Effects:
        """What the call will do, tried now; ``agreed`` is what the person was shown.

        Raises:
            EffectsChanged: It would do more than that.
            AppError: It would fail; the contract's own error.
        """
        expected = agreed or self._previews.expect(account, call)
        now = self._previews.effects(account, call)
        if now.failure is not None:
            raise now.failure
        found = differences(expected, now)
        if found:
            raise EffectsChanged(found)
        return now if now.fullness.is_full else replace(expected, fullness=now.fullness)

    def sent(self, transaction_hash: bytes, account: Address, call: Call, expected: Effects) -> None:
        """Keep what is expected of a transaction, before it goes out."""
        self._book.put(
            Expectation(
                transaction_hash, self._previews.chain_id, account, call.to, call.data, call.value_wei,
                replace(expected, failure=None),
            )
        )  # fmt: skip

    def replaced(self, old: bytes, new: bytes) -> None:
        """The same act is under way, or was mined, as another transaction."""
        self._book.also(old, new)

    def mined(self, receipt: Receipt) -> None:
        """Compare, once; a network that does not answer is asked again with the others that are pending."""
        kept = self._book.find(receipt.hash)
        if kept is not None and kept.verdict is Verdict.PENDING:
            self._judge(kept)

    def unmined(self, transaction_hash: bytes) -> None:
        """A reorganisation undid it: what it did is open again."""
        kept = self._book.find(transaction_hash)
        if kept is not None and kept.verdict is not Verdict.PENDING:
            self._put(replace(kept, verdict=Verdict.PENDING, real=None, found=(), is_seen=False))

    def judge_pending(self) -> None:
        """Compare what was mined while nobody looked."""
        for kept in self._book.with_verdict(Verdict.PENDING):
            self._judge(kept)

    def outcome(self, transaction_hash: bytes) -> Expectation | None:
        """What was expected of a transaction and how it came; None of one that went by no guard."""
        return self._book.find(transaction_hash)

    def alarms(self) -> list[Expectation]:
        """Transactions that did more than was agreed to, and that nobody has put away, newest first."""
        return [kept for kept in self._book.with_verdict(Verdict.DIFFERENT) if not kept.is_seen]

    def put_away(self, transaction_hash: bytes) -> None:
        """The person has seen it."""
        kept = self._book.find(transaction_hash)
        if kept is not None:
            self._put(replace(kept, is_seen=True))

    def _judge(self, kept: Expectation) -> None:
        if kept.chain_id != self._previews.chain_id:
            return
        try:
            judged = self._measured(kept)
        except AppError as error:
            log.info("comparing a transaction: %s", type(error).__name__)
            return
        if judged is not None:
            self._put(judged)

    def _measured(self, kept: Expectation) -> Expectation | None:
        mined = self._outcomes.mined(kept.hash)
        if mined is None:
            return None
        if not mined.succeeded:
            return replace(kept, verdict=Verdict.FAILED)
        if (mined.to, mined.data, mined.value_wei) != (kept.to, kept.data, kept.value_wei):
            return replace(kept, verdict=Verdict.UNCLEAR)  # a cancellation took its place
        call = Call(kept.to, kept.data, kept.value_wei)
        watch = self._previews.watch(kept.account, call, mined.logs)
        around = self._outcomes.around(kept.account, mined.block, [entry.read for entry in watch.items])
        if around is None:
            return replace(kept, verdict=Verdict.UNCLEAR)
        real = self._previews.observe(
            kept.account, around.coins + mined.fee_wei, watch, around.readings, mined.logs
        )
        found = differences(kept.expected, real)
        verdict = Verdict.DIFFERENT if found else Verdict.AS_EXPECTED
        if found and (around.sent > 1 or real.unread):
            verdict = (
                Verdict.UNCLEAR
            )  # another transaction of the block, or a contract that no longer answers
        return replace(kept, verdict=verdict, real=real, found=found)

    def _put(self, expectation: Expectation) -> None:
        self._book.put(expectation)
        self._publish(Change(Topic.ACTIVITY, expectation.hash.hex()))
