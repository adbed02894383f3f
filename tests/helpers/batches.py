"""Batches on real workers, without a wallet: models opened from their own packages."""

import pickle
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from desktop.core.cancel import CancelToken
from desktop.core.changes import Change
from desktop.core.items import DataChoice
from desktop.core.run_records import RunRecord
from desktop.core.runs import Picture
from desktop.runtime.errors import BadInput
from desktop.runtime.host import ModelHost
from desktop.runtime.items.opening import columns_of, given_rows, open_items, suggest
from desktop.runtime.models import PackageModel
from desktop.runtime.packing import open_packed
from desktop.services.batches import BatchService
from desktop.services.batches.running import Report
from desktop.services.running import OpenModel
from desktop.services.shelf import ModelShelf
from desktop.store.batches import BatchStore
from desktop.store.database import Database
from desktop.store.migrations import user_database
from desktop.store.results import ResultFolder
from desktop.text import describe

PURCHASE = "mine"


class Clock:
    def now(self) -> int:
        return 1_800_000_000


def silent(_progress: object) -> None:
    """Nobody looks."""


def words(error: BaseException) -> str:
    said = describe(error)
    return f"{said.title}: {said.body}"


class NoPreviews:
    def show(self, path: Path, side: int) -> Picture:
        raise BadInput(path.name, f"nobody looks at {side} pixels")


@dataclass
class Bench:
    """A batch service over a folder, with one model under ``PURCHASE``."""

    folder: Path
    load: Callable[[], PackageModel]
    records: list[RunRecord] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    require: Callable[[], object] = lambda: None
    opened: int = 0

    def __post_init__(self) -> None:
        self.database = Database.open(self.folder / "licet.db", user_database)
        self.shelf = ModelShelf(self, lambda: 8 << 30)
        self.service = BatchService(
            shelf=self.shelf,
            book=BatchStore(self.database),
            results=ResultFolder(self.folder / "batches"),
            open_items=open_items,
            suggest=suggest,
            columns=columns_of,
            given=given_rows,
            previews=NoPreviews(),
            describe=words,
            clock=Clock(),
            publish=self.changes.append,
        )

    def open(self, purchase_id: str, _device: str = "cpu") -> OpenModel:
        self.opened += 1
        return OpenModel(purchase_id, None, self.load(), self._required, self.records.append, Clock())

    def _required(self) -> None:
        self.require()

    def size_bytes(self, _purchase_id: str) -> int:
        return 1 << 20

    def create(self, *paths: Path, choice: DataChoice | None = None, **params: object) -> str:
        with self.shelf.hold(PURCHASE) as hold:
            chosen = choice or self.service.suggest(paths, hold.model.spec)
            return self.service.create(hold.model, "cpu", chosen, params).id

    def run(self, batch_id: str, report: Report = silent, cancel: CancelToken | None = None) -> None:
        self.service.run(batch_id, cancel or CancelToken(), report)

    def close(self) -> None:
        self.database.close()


def main() -> None:
    """A batch in a process that may be killed: packed model, folder and input are arguments; says when it moves."""
    folder, packed, source = (Path(argument) for argument in sys.argv[1:4])
    host, kept = ModelHost(), pickle.loads(packed.read_bytes())
    bench = Bench(folder, lambda: open_packed(kept, host))
    batches = bench.service.batches()
    batch_id = batches[0].batch.id if batches else bench.create(source)
    bench.run(batch_id, lambda progress: _say(str(progress.done)))
    _say("done")
    bench.shelf.close_all()
    bench.close()


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
