"""Batches as the app and the command line use them: kept, begun, paused, gone on with, and looked at."""

import secrets
import threading
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.core.batches import OPEN, Batch, BatchProgress, BatchState, Checkpoint, Outcome
from desktop.core.cancel import CancelToken
from desktop.core.changes import Change, Topic
from desktop.core.errors import AppError, Cancelled, UserError
from desktop.core.items import Amount, DataChoice, ItemSource
from desktop.core.packages import Spec
from desktop.core.run_records import RunRecord
from desktop.core.runs import Picture
from desktop.services.batches.answering import Answerer
from desktop.services.batches.exporting import Exporter
from desktop.services.batches.ports import (
    BatchBook,
    Given,
    OpenItems,
    PreviewMaker,
    Results,
    ResultShelf,
    Suggest,
)
from desktop.services.batches.running import BatchRun, Report, digest_until, summary_of
from desktop.services.ports import Clock
from desktop.services.running import OpenModel
from desktop.services.shelf import Hold, ModelShelf

WALLET_LOCKED = "WalletLocked"
MOST_SHOWN = 50
CHANGED_AHEAD = "changed-ahead"
CHANGED_MEANWHILE = "changed-meanwhile"
"""Notes: the data changed behind what had been run, or while it was run."""


@dataclass(eq=False)
class NoSuchSetting(UserError):
    """The model has no setting of this name."""

    name: str


class BatchRunning(UserError):
    """This batch is running; pause it or stop it first."""


@dataclass(eq=False, slots=True)
class _Live:
    """A batch that runs now, in somebody's thread."""

    cancel: CancelToken
    wish: BatchState | None = None
    progress: BatchProgress | None = None

    @property
    def is_wanted(self) -> bool:
        return self.wish is BatchState.PAUSED or self.cancel.is_cancelled


@dataclass(frozen=True, slots=True)
class BatchView:
    """A batch with how far its results go; ``is_live`` while something runs it."""

    batch: Batch
    at: Checkpoint
    progress: BatchProgress | None
    is_live: bool

    @property
    def is_interrupted(self) -> bool:
        """The app ended while it ran."""
        return self.batch.state is BatchState.RUNNING and not self.is_live

    @property
    def can_go_on(self) -> bool:
        return self.batch.state in OPEN and not self.is_live


class BatchService:
    """Safe from several threads; each batch runs in the thread that calls ``run``."""

    def __init__(
        self,
        *,
        shelf: ModelShelf,
        book: BatchBook,
        results: ResultShelf,
        open_items: OpenItems,
        suggest: Suggest,
        columns: Callable[[Path], tuple[str, ...]],
        given: Given,
        previews: PreviewMaker,
        describe: Callable[[BaseException], str],
        clock: Clock,
        publish: Callable[[Change], None],
    ) -> None:
        self._shelf = shelf
        self._book = book
        self._results = results
        self._open_items = open_items
        self._suggest = suggest
        self._columns = columns
        self._given = given
        self._previews = previews
        self._describe = describe
        self._clock = clock
        self._publish = publish
        self._lock = threading.Lock()
        self._live: dict[str, _Live] = {}

    def suggest(self, paths: Sequence[Path], spec: Spec) -> DataChoice:
        """What dropped or chosen paths are for a model.

        Raises:
            BadInput: Nothing that it could run on.
        """
        return self._suggest(paths, spec)

    def amount(self, choice: DataChoice, spec: Spec) -> Amount:
        """How many items a batch over this would have.

        Raises:
            BadInput: It does not fit the model.
        """
        return self._open_items(choice, spec).amount()

    def columns(self, choice: DataChoice) -> tuple[str, ...]:
        """The columns of a CSV file; none of other data."""
        return self._columns(Path(choice.path)) if choice.kind == "csv" else ()

    def create(self, model: OpenModel, device: str, choice: DataChoice, params: dict[str, object]) -> Batch:
        """Keep a new batch in the queue; ``run`` begins it.

        Raises:
            BadInput: The data does not fit the model.
            NoSuchSetting: A setting that it does not have.
        """
        self._open_items(choice, model.spec)
        for name in params.keys() - {param.name for param in model.spec.params}:
            raise NoSuchSetting(name)
        batch = Batch(
            id=secrets.token_hex(8),
            purchase_id=model.purchase_id,
            model=model.card.name if model.card else model.manifest.name,
            head=model.spec.head.type,
            device=device,
            choice=choice,
            params={
                name: value for name, value in params.items() if isinstance(value, bool | int | float | str)
            },
            bundle=model.bundle_size,
            created_at=self._clock.now(),
        )
        self._put(batch)
        return batch

    def batches(self, purchase_id: str = "") -> list[BatchView]:
        """The newest ones first; of one purchase, or of all."""
        return [self._view(batch) for batch in self._book.all(purchase_id)[:MOST_SHOWN]]

    def batch(self, batch_id: str) -> BatchView:
        return self._view(self._book.get(batch_id))

    def progress(self, batch_id: str) -> BatchProgress | None:
        """How a running batch stands now; from memory, for a window that asks often."""
        with self._lock:
            live = self._live.get(batch_id)
            return live.progress if live is not None else None

    @property
    def running(self) -> tuple[str, ...]:
        """The batches that run now."""
        with self._lock:
            return tuple(self._live)

    def waiting(self) -> list[Batch]:
        """The next batch of each model that has none running, oldest first."""
        with self._lock:
            live = set(self._live)
        batches = self._book.all()
        busy = {batch.purchase_id for batch in batches if batch.id in live}
        found: list[Batch] = []
        for batch in reversed(batches):
            if batch.state is BatchState.QUEUED and batch.purchase_id not in busy:
                busy.add(batch.purchase_id)
                found.append(batch)
        return found

    def run(self, batch_id: str, cancel: CancelToken, report: Report) -> Batch:
        """Carry a batch on to its end, or until it is paused, stopped or in the way; returns what became of it.

        Raises:
            Cancelled: The app is closing; the batch goes on where it is another day.
            BatchRunning: Somebody else runs it.
        """
        live = _Live(cancel)
        with self._lock:
            if batch_id in self._live:
                raise BatchRunning
            self._live[batch_id] = live
        try:
            batch = replace(self._book.get(batch_id), state=BatchState.RUNNING, fault="", reason="")
            self._put(batch)
            return self._put(self._carried(batch, live, report))
        finally:
            with self._lock:
                del self._live[batch_id]
            self._publish(Change(Topic.BATCHES, batch_id))

    def pause(self, batch_id: str) -> None:
        """Stop after the items that are being answered; on disk until somebody lets it go on."""
        self._wish(batch_id, BatchState.PAUSED)

    def stop(self, batch_id: str) -> None:
        """End it now and for good; what was answered stays."""
        self._wish(batch_id, BatchState.CANCELLED)

    def resume(self, batch_id: str) -> None:
        """Back into the queue, from where it was."""
        batch = self._book.get(batch_id)
        if batch.state in OPEN and batch_id not in self.running:
            self._put(replace(batch, state=BatchState.QUEUED, fault="", reason=""))

    def resume_locked(self) -> None:
        """Back into the queue with all that a locked wallet had stopped."""
        for batch in self._book.all():
            if batch.state is BatchState.STOPPED and batch.fault == WALLET_LOCKED:
                self.resume(batch.id)

    def remove(self, batch_id: str) -> None:
        """Forget it and its results.

        Raises:
            BatchRunning: It is running.
        """
        if batch_id in self.running:
            raise BatchRunning
        batch = self._book.get(batch_id)
        self._book.remove(batch_id)
        self._results.remove(batch_id)
        self._publish(Change(Topic.BATCHES, batch.purchase_id))

    def open_results(self, batch_id: str) -> AbstractContextManager[Results]:
        return self._results.open(batch_id)

    def preview(self, batch: Batch, outcome: Outcome, side: int) -> Picture | None:
        """The picture that an item was, decoded in the sandbox; None of what is no file of its own.

        Raises:
            BadInput: It is no picture, or is no longer there.
        """
        if batch.choice.kind == "csv":
            return None
        return self._previews.show(Path(batch.choice.path) / outcome.name, side)

    def exporter(self, batch: Batch, results: Results, cancel: CancelToken | None = None) -> Exporter:
        """Writes the results as files; a table's with its own columns, unless it was changed since."""
        return Exporter(batch, results, cancel, self._given(batch.choice, batch.stamp))

    def _wish(self, batch_id: str, state: BatchState) -> None:
        with self._lock:
            live = self._live.get(batch_id)
            if live is not None:
                live.wish = state
                if state is BatchState.CANCELLED:
                    live.cancel.cancel()
        if live is None:
            batch = self._book.get(batch_id)
            if batch.state in OPEN:
                self._put(replace(batch, state=state, ended_at=self._clock.now()))

    def _carried(self, batch: Batch, live: _Live, report: Report) -> Batch:
        try:
            with (
                self._shelf.hold(batch.purchase_id, batch.device) as hold,
                self._results.open(batch.id) as results,
            ):
                source = self._open_items(batch.choice, hold.model.spec)
                batch = self._compared(batch, source, results)
                if batch.state is BatchState.CHANGED:
                    return batch
                return self._finished(batch, live, report, hold, source, results)
        except Cancelled:
            if live.wish is not BatchState.CANCELLED:
                raise
            return replace(batch, state=BatchState.CANCELLED, ended_at=self._clock.now())
        except AppError as error:
            if live.cancel.is_cancelled and live.wish is None:
                raise Cancelled from error  # the app is closing, and took the model away
            fault = type(error).__name__
            return replace(batch, state=BatchState.STOPPED, fault=fault, reason=self._describe(error))

    def _finished(
        self,
        batch: Batch,
        live: _Live,
        report: Report,
        hold: Hold,
        source: ItemSource,
        results: Results,
    ) -> Batch:
        def told(progress: BatchProgress) -> None:
            live.progress = progress
            report(progress)

        params: dict[str, object] = dict(batch.params)
        answerer = Answerer(hold, params, live.cancel)
        run = BatchRun(batch, source, results, answerer, self._describe, told)
        if not run.go(live):
            if live.wish is None:
                raise Cancelled
            return replace(batch, state=live.wish, ended_at=self._clock.now())
        results.settle()
        if source.stamp != batch.stamp:
            batch = replace(batch, note=CHANGED_MEANWHILE)
        self._remember(batch, run.at, hold.model)
        return replace(batch, state=BatchState.DONE, ended_at=self._clock.now())

    def _compared(self, batch: Batch, source: ItemSource, results: Results) -> Batch:
        """The batch with what its data looks like; changed data is read again as far as it was run."""
        stamp = source.stamp
        if not batch.stamp:
            return self._put(replace(batch, stamp=stamp))
        if stamp == batch.stamp:
            return batch
        at = results.checkpoint()
        if digest_until(source, at.after, batch.bundle) != at.input_digest:
            return replace(batch, state=BatchState.CHANGED, ended_at=self._clock.now())
        return self._put(replace(batch, stamp=stamp, note=CHANGED_AHEAD if at.after.index else ""))

    def _remember(self, batch: Batch, at: Checkpoint, model: OpenModel) -> None:
        """One line in the history for the whole batch."""
        model.remember(
            RunRecord(
                purchase_id=batch.purchase_id,
                time=self._clock.now(),
                seconds=at.seconds,
                device=at.device or batch.device,
                input_digest=at.input_digest,
                output_digest=at.output_digest,
                summary=summary_of(at.after.index, at.tally),
            )
        )

    def _view(self, batch: Batch) -> BatchView:
        with self._lock:
            live = self._live.get(batch.id)
        if batch.state is BatchState.QUEUED and not batch.stamp:
            at = Checkpoint()  # nothing was run yet: no file needs to be made for it
        else:
            with self._results.open(batch.id) as results:
                at = results.checkpoint()
        return BatchView(batch, at, live.progress if live is not None else None, live is not None)

    def _put(self, batch: Batch) -> Batch:
        self._book.put(batch)
        self._publish(Change(Topic.BATCHES, batch.purchase_id))
        return batch
