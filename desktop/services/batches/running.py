"""One batch from where it is to its end: items in, results and checkpoints out, in constant memory."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import Protocol

import msgspec

from desktop.core import png
from desktop.core.answers import Facts, facts_of
from desktop.core.batches import Batch, BatchProgress, Checkpoint, Outcome, chained
from desktop.core.errors import AppError
from desktop.core.items import Item, ItemSource, Position, ReadItem
from desktop.core.runs import Picture, RunResult
from desktop.core.tallies import Tally
from desktop.services.batches.answering import Answerer
from desktop.services.batches.ports import Results

KEEP_EVERY_S = 1.0
KEEP_EVERY = 5000
REPORT_EVERY_S = 0.2

Report = Callable[[BatchProgress], None]


class Brake(Protocol):
    """Asked between two bundles whether to go on."""

    @property
    def is_wanted(self) -> bool: ...


class BatchRun:
    """Carries one batch on; made anew each time it goes on."""

    def __init__(
        self,
        batch: Batch,
        source: ItemSource,
        results: Results,
        answerer: Answerer,
        describe: Callable[[BaseException], str],
        report: Report,
    ) -> None:
        self._batch = batch
        self._source = source
        self._results = results
        self._answerer = answerer
        self._describe = describe
        self._report = report
        self.at = results.checkpoint()
        self._kept_at = self._reported_at = time.monotonic()
        self._new: list[Outcome] = []

    def go(self, brake: Brake) -> bool:
        """Run until the end (True) or until the brake is wanted; what is done is on disk either way."""
        reads = self._source.read(self.at.after)
        self._tell(force=True)
        # One bundle is read ahead, while the worker answers the one before: two are in memory, never more.
        with ThreadPoolExecutor(1, thread_name_prefix="batch-reader") as reader:
            ahead = reader.submit(self._take, reads)
            try:
                while bundle := ahead.result():
                    ahead = reader.submit(self._take, reads)
                    self._carry(bundle)
                    if brake.is_wanted:
                        return False
            finally:
                # Also on the way out of an error: what was answered before it is good.
                self._keep(force=True)
                self._tell(force=True)
        return True

    def _take(self, reads: Iterator[ReadItem]) -> list[ReadItem]:
        return list(islice(reads, self._batch.bundle))

    def progress(self) -> BatchProgress:
        return progress_of(self._source, self.at)

    def _carry(self, bundle: list[ReadItem]) -> None:
        answered = self._answerer.carry(bundle)
        facts = [
            facts_of(self._batch.head, answer.value) if isinstance(answer, RunResult) else Facts()
            for _, answer in answered
        ]
        outcomes = [self._outcome(*pair, found) for pair, found in zip(answered, facts, strict=True)]
        # All or nothing: a bundle that is taken up again in its middle would be another bundle.
        at = self.at
        at.after = bundle[-1].after
        at.input_digest = chained(at.input_digest, digestible(bundle))
        at.output_digest = chained(at.output_digest, msgspec.msgpack.encode(outcomes))
        for (_, answer), found in zip(answered, facts, strict=True):
            self._count(answer, found)
        self._new += outcomes
        self._keep()
        self._tell()

    def _count(self, answer: RunResult | AppError, facts: Facts) -> None:
        at = self.at
        if isinstance(answer, RunResult):
            at.seconds += answer.seconds
            at.device = answer.device.used
            at.tally.add(facts.labels, facts.score)
        else:
            at.failed += 1

    def _outcome(self, read: ReadItem, answer: RunResult | AppError, facts: Facts) -> Outcome:
        item, number = read.item, read.after.index
        truth = "" if item.label is None else str(item.label)
        if isinstance(answer, AppError):
            return Outcome(number, item.name, truth, fault=self._describe(answer))
        names = tuple(self._save(number, picture) for picture in answer.pictures)
        return Outcome(
            number, item.name, truth, facts.label, facts.score, answer.value, "", names, answer.frame
        )

    def _save(self, number: int, picture: Picture) -> str:
        kind = "".join(c for c in picture.name if c.isascii() and c.isalnum())[:20] or "picture"
        name = f"{number:09d}-{kind}.png"
        self._results.save_picture(name, png.encode(picture))
        return name

    def _keep(self, *, force: bool = False) -> None:
        now = time.monotonic()
        if self._new and (force or len(self._new) >= KEEP_EVERY or now - self._kept_at >= KEEP_EVERY_S):
            # Taken first: where writing fails, what is on disk says from where to go on, and nothing is written twice.
            new, self._new = self._new, []
            amount = self._source.amount(self.at.after)
            self.at.total, self.at.is_exact = amount.count, amount.is_exact
            self._results.append(new, self.at)
            self._kept_at = now

    def _tell(self, *, force: bool = False) -> None:
        now = time.monotonic()
        if force or now - self._reported_at >= REPORT_EVERY_S:
            self._reported_at = now
            self._report(self.progress())


def progress_of(source: ItemSource, at: Checkpoint) -> BatchProgress:
    amount = source.amount(at.after)
    return BatchProgress(at.after.index, amount.count, amount.is_exact, at.failed, at.seconds)


def digestible(bundle: list[ReadItem]) -> bytes:
    """A bundle as the bytes that its digest is made of."""
    items = [read.item for read in bundle]
    return msgspec.msgpack.encode(
        [(item.name, item.label, item.inputs if isinstance(item, Item) else None) for item in items]
    )


def digest_until(source: ItemSource, until: Position, bundle: int) -> str:
    """The chained digest of what lies there now, up to a position."""
    digest = ""
    reads = islice(source.read(), until.index)
    while taken := list(islice(reads, bundle)):
        digest = chained(digest, digestible(taken))
    return digest


def summary_of(done: int, tally: Tally) -> str:
    """A few words for the history: numbers and labels only."""
    if tally.labels:
        labels = ", ".join(f"{label} {count}" for label, count in tally.most_common(3))
        return f"{done}: {labels}"[:120]
    numbers = tally.numbers
    return f"{done}: {numbers.least:.4g} – {numbers.most:.4g}" if numbers.counts else str(done)
