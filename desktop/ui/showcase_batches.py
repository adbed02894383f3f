"""The showcase's batches: results made up in memory, run without a worker."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from desktop.core.answers import facts_of
from desktop.core.batches import Batch, BatchProgress, BatchState, Checkpoint, Outcome
from desktop.core.cancel import CancelToken
from desktop.core.changes import Change, Topic
from desktop.core.items import Amount, DataChoice, Position
from desktop.core.packages import HeadType, Spec
from desktop.core.runs import Picture
from desktop.services.batches import BatchView
from desktop.services.batches.exporting import Exporter
from desktop.services.batches.ports import ResultQuery
from desktop.ui import showcase_values as values
from desktop.ui.showcase_parts import Gate, Publish


@dataclass
class KeptResults:
    """Results in a list."""

    lines: list[Outcome]

    def count(self, query: ResultQuery) -> int:
        return len(self._found(query))

    def page(self, query: ResultQuery, offset: int, limit: int) -> list[Outcome]:
        return self._found(query)[offset : offset + limit]

    def outcomes(self) -> Iterator[Outcome]:
        return iter(self.lines)

    def picture(self, name: str) -> bytes:
        raise FileNotFoundError(name)

    def _found(self, query: ResultQuery) -> list[Outcome]:
        kept = [line for line in self.lines if not query.only_failed or line.fault]
        kept = [line for line in kept if not query.label or line.label == query.label]
        keys: dict[str, Callable[[Outcome], Any]] = {
            "number": lambda line: line.number,
            "name": lambda line: line.name,
            "label": lambda line: line.label,
            "score": lambda line: (line.score is None, line.score),
        }
        return sorted(kept, key=keys[query.order], reverse=query.descending)


@dataclass
class Batches:
    """Has the methods of ``services.batches.BatchService``."""

    gate: Gate
    publish: Publish
    kept: list[Batch] = field(default_factory=list)
    lines: dict[str, list[Outcome]] = field(default_factory=dict)
    live: dict[str, BatchProgress] = field(default_factory=dict)
    found: Amount = field(default_factory=lambda: Amount(1204, is_exact=True))
    choice: DataChoice = field(
        default_factory=lambda: DataChoice("folder", "/home/me/holiday", labels="folders")
    )
    wishes: list[tuple[str, str]] = field(default_factory=list)

    def suggest(self, _paths: Sequence[Path], _spec: Spec) -> DataChoice:
        self.gate.pass_through("batches.suggest")
        return self.choice

    def amount(self, _choice: DataChoice, _spec: Spec) -> Amount:
        return self.found

    def columns(self, choice: DataChoice) -> tuple[str, ...]:
        return ("id", "text", "author", "label") if choice.kind == "csv" else ()

    def create(self, model: Any, device: str, choice: DataChoice, params: dict[str, Any]) -> Batch:
        self.gate.pass_through("batches.create")
        made = Batch(
            f"b{len(self.kept)}", model.purchase_id, model.card.name, model.spec.head.type, device, choice, params, 8,
            values.NOW,
        )  # fmt: skip
        self.kept.insert(0, made)
        self._changed(made)
        return made

    def batches(self, purchase_id: str = "") -> list[BatchView]:
        self.gate.pass_through("batches.batches")
        return [self._view(batch) for batch in self.kept if purchase_id in ("", batch.purchase_id)]

    def batch(self, batch_id: str) -> BatchView:
        return self._view(self._find(batch_id))

    def progress(self, batch_id: str) -> BatchProgress | None:
        return self.live.get(batch_id)

    def waiting(self) -> list[Batch]:
        if "batches.waiting" in self.gate.held:
            return []
        return [
            batch for batch in self.kept if batch.state is BatchState.QUEUED and batch.id not in self.live
        ]

    def run(self, batch_id: str, cancel: CancelToken, report: Callable[[BatchProgress], None]) -> Batch:
        batch = self._put(replace(self._find(batch_id), state=BatchState.RUNNING))
        progress = BatchProgress(412, 1204, is_exact=True, failed=3)
        self.live[batch_id] = progress
        self.lines.setdefault(batch_id, lines_of(batch.head, 412))
        report(progress)
        self._changed(batch)
        self.gate.pass_through("batches.run", cancel)
        self.live.pop(batch_id, None)
        return self._put(replace(self._find(batch_id), state=BatchState.DONE, ended_at=values.NOW + 12))

    def pause(self, batch_id: str) -> None:
        self._wish("pause", batch_id, BatchState.PAUSED)

    def stop(self, batch_id: str) -> None:
        self._wish("stop", batch_id, BatchState.CANCELLED)

    def resume(self, batch_id: str) -> None:
        self._wish("resume", batch_id, BatchState.QUEUED)

    def resume_locked(self) -> None:
        for batch in [b for b in self.kept if b.fault == "WalletLocked"]:
            self.resume(batch.id)

    def remove(self, batch_id: str) -> None:
        batch = self._find(batch_id)
        self.kept.remove(batch)
        self._changed(batch)

    @contextmanager
    def open_results(self, batch_id: str) -> Iterator[KeptResults]:
        self.gate.pass_through("batches.open_results")
        yield KeptResults(self.lines.get(batch_id, []))

    def exporter(self, batch: Batch, results: Any, cancel: CancelToken | None = None) -> Exporter:
        return Exporter(batch, results, cancel)

    def preview(self, _batch: Batch, _outcome: Outcome, _side: int) -> Picture | None:
        self.gate.pass_through("batches.preview")
        return values.digit_picture()

    def add(self, batch: Batch, count: int) -> Batch:
        """A batch of a scene or a test, with made-up results."""
        self.kept.insert(0, batch)
        self.lines[batch.id] = lines_of(batch.head, count)
        return batch

    def _wish(self, wish: str, batch_id: str, state: BatchState) -> None:
        self.wishes.append((wish, batch_id))
        self.live.pop(batch_id, None)
        self._put(replace(self._find(batch_id), state=state, fault="", reason=""))

    def _view(self, batch: Batch) -> BatchView:
        lines = self.lines.get(batch.id, [])
        at = Checkpoint(
            Position(len(lines)),
            max(len(lines), 1204),
            True,
            sum(bool(line.fault) for line in lines),
            4.2,
            "cpu",
        )
        for line in lines:
            at.tally.add(facts_of(batch.head, line.value).labels, line.score)
        return BatchView(batch, at, self.live.get(batch.id), batch.id in self.live)

    def _find(self, batch_id: str) -> Batch:
        return next(batch for batch in self.kept if batch.id == batch_id)

    def _put(self, batch: Batch) -> Batch:
        self.kept = [batch if kept.id == batch.id else kept for kept in self.kept]
        self._changed(batch)
        return batch

    def _changed(self, batch: Batch) -> None:
        self.publish(Change(Topic.BATCHES, batch.purchase_id))


def batch_of(
    name: str, purchase_id: str, head: HeadType, state: BatchState, *, kind: str = "folder", **more: Any
) -> Batch:
    """A batch in a state, on a folder or a table."""
    path = "/home/me/measurements/readings-2026.csv" if kind == "csv" else "/home/me/holiday"
    choice = DataChoice(
        "csv" if kind == "csv" else "folder", path, labels="none" if kind == "csv" else "folders"
    )
    return Batch(
        name, purchase_id, "Model", head, "cpu", choice, {}, 8, values.NOW - 300, state, "s", values.NOW - 200, **more
    )  # fmt: skip


def lines_of(head: HeadType, count: int) -> list[Outcome]:
    """Made-up results: each eleventh failed."""
    return [_line(head, number) for number in range(1, count + 1)]


def _line(head: HeadType, number: int) -> Outcome:
    if number % 137 == 11:
        fault = "The model cannot use this input. the picture cannot be read."
        return Outcome(number, f"{number % 10}/scan-{number:04d}.png", str(number % 10), fault=fault)
    if head == "table-regression":
        value = 20 + 7 * ((number * 0.618) % 1 + (number * 0.414) % 1 + (number * 0.732) % 1)
        return Outcome(number, str(number), "", "", value, [{"value": value}])
    label, score = str((number * number) % 10), 0.55 + 0.44 * ((number * 0.618) % 1)
    scores = [{"label": label, "score": score}, {"label": str((number + 3) % 10), "score": 1 - score}]
    return Outcome(number, f"{label}/scan-{number:04d}.png", label, label, score, scores)
