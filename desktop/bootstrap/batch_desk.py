"""A batch for the command line: its state lies beside its results, in the folder that the person named."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.bootstrap.batching import make_batches
from desktop.bootstrap.clock import SystemClock
from desktop.core.batches import Batch, BatchProgress, BatchState
from desktop.core.cancel import CancelToken
from desktop.core.errors import EnvironmentFault, UserError
from desktop.core.items import DataChoice
from desktop.core.packages import BEST
from desktop.core.run_records import RunRecord
from desktop.paths import OwnerLock, Paths
from desktop.runtime.errors import BadInput
from desktop.runtime.host import ModelHost
from desktop.runtime.models import PackageModel
from desktop.runtime.packing import PUBLIC_ZIP, SEALED_ZIP, open_folder
from desktop.runtime.previews import Previews
from desktop.services.batches import BatchService, BatchView
from desktop.services.renewing import RenewedModel
from desktop.services.running import OpenModel
from desktop.services.shelf import ModelShelf, Opener
from desktop.store.database import Database
from desktop.store.migrations import user_database

STATE = ".batch"
CPU = "cpu"


class NoSuchBatch(UserError):
    """There is nothing to go on with."""


class UnfinishedBatch(UserError):
    """The folder holds a batch that was not finished: going on and beginning anew are two things."""


@dataclass(eq=False)
class BatchStopped(EnvironmentFault):
    """The batch did not come to its end; ``reason`` says why, in words."""

    reason: str


class BatchDataChanged(EnvironmentFault):
    """What the batch had run already is not what lies there now."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a command asks for.

    Attributes:
        model: A purchase id, or what stands for it.
        source: The folder or file to run on.
        params: Settings of the model.
        columns: Names of columns for inputs that are one each.
        resume: Go on with the unfinished batch of the folder.
    """

    model: str
    source: Path
    params: dict[str, object]
    columns: tuple[str, ...] = ()
    resume: bool = False


class BatchDesk:
    """Runs one batch to its end and writes its files."""

    def __init__(self, out: Path, batches: BatchService, shelf: ModelShelf) -> None:
        self._out = out
        self._batches = batches
        self._shelf = shelf

    def open(self, asked: Asked) -> None:
        """Load the model now, so that ``run`` need not."""
        self._shelf.hold(asked.model, CPU).release()

    def run(self, asked: Asked, report: Callable[[BatchProgress], None]) -> BatchView:
        """Begin or go on, to the end; what is done already is not done again.

        Raises:
            BadInput: The data does not fit the model.
            NoSuchBatch, UnfinishedBatch: ``resume`` does not fit what is in the folder.
            BatchStopped, BatchDataChanged: It did not come to its end; what is done is kept.
        """
        batch = self._goes_on(asked) if asked.resume else self._begun(asked)
        if batch.state is BatchState.DONE:
            return self._batches.batch(batch.id)
        batch = self._batches.run(batch.id, CancelToken(), report)
        if batch.state is BatchState.CHANGED:
            raise BatchDataChanged
        if batch.state is not BatchState.DONE:
            raise BatchStopped(batch.reason)
        return self._batches.batch(batch.id)

    def save(self, view: BatchView) -> list[Path]:
        """Write the results as CSV and JSON lines, and the pictures that the model made; returns what was written."""
        written = [self._out / "results.csv", self._out / "results.jsonl"]
        with self._batches.open_results(view.batch.id) as results:
            exporter = self._batches.exporter(view.batch, results)
            exporter.to_csv(written[0])
            exporter.to_lines(written[1])
            folder = self._out / "pictures"
            count = exporter.to_pictures(
                folder,
                lambda outcome: results.picture(outcome.pictures[0]) if outcome.pictures else None,
                lambda _number: None,
            )
        if count:
            written.append(folder)
        else:
            folder.rmdir()
        return written

    def _begun(self, asked: Asked) -> Batch:
        for view in self._batches.batches():
            if view.can_go_on:
                raise UnfinishedBatch
            self._batches.remove(view.batch.id)
        with self._shelf.hold(asked.model, CPU) as hold:
            choice = self._batches.suggest([asked.source], hold.model.spec)
            return self._batches.create(hold.model, CPU, _with_columns(choice, asked.columns), asked.params)

    def _goes_on(self, asked: Asked) -> Batch:
        for view in self._batches.batches(asked.model):
            is_there = view.can_go_on or view.batch.state is BatchState.DONE
            if is_there and Path(view.batch.choice.path) == asked.source:
                return view.batch
        raise NoSuchBatch


@contextmanager
def batch_desk(out: Path, opener: Opener) -> Iterator[BatchDesk]:
    """A desk over the folder, which one process at a time owns."""
    paths = Paths(out / STATE)
    paths.root.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        stack.enter_context(OwnerLock(paths.lock))
        database = Database.open(paths.user_database, user_database)
        stack.callback(database.close)
        shelf = ModelShelf(opener, lambda: sys.maxsize)
        stack.callback(shelf.close_all)
        previews = Previews()
        stack.callback(previews.close)
        batches = make_batches(paths, database, shelf, SystemClock(), lambda _change: None, previews)
        yield BatchDesk(out, batches, shelf)


class PackageOpener:
    """Opens a package of this person's own (``licet pack``), never sealed (``services.shelf.Opener``)."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        for name in (PUBLIC_ZIP, SEALED_ZIP):
            if not (folder / name).is_file():
                raise BadInput(folder.name, f"there is no {name}; `licet pack` makes it")

    def size_bytes(self, purchase_id: str) -> int:  # noqa: ARG002 - there is one
        return (self._folder / SEALED_ZIP).stat().st_size

    def open(self, purchase_id: str, device: str = CPU) -> OpenModel:
        """Load it.

        Raises:
            NoSharedMemory, InvalidPackage, RunFailed, ChildDied: It cannot be opened.
        """
        renewed = RenewedModel(self._load(device), lambda: self._load(device), SystemClock())
        return OpenModel(purchase_id, None, renewed, lambda: None, _forget, SystemClock())

    def _load(self, device: str) -> PackageModel:
        return open_folder(self._folder, ModelHost(), device, BEST)


def _forget(_record: RunRecord) -> None:
    """A package of one's own has no purchase to which a history belongs."""


def _with_columns(choice: DataChoice, names: Sequence[str]) -> DataChoice:
    """The columns that were named take the places of those that were guessed, in their order."""
    named = tuple((key, name) for (key, _), name in zip(choice.columns, names, strict=False))
    return replace(choice, columns=named + choice.columns[len(named) :])
