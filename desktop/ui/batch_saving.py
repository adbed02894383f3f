"""Jobs that write the results of a batch into files which the person chose."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.core.batches import Outcome
from desktop.core.changes import Progress
from desktop.core.errors import AppError
from desktop.services.batches.exporting import Exporter
from desktop.ui.drawing import DRAWN, drawn_png
from desktop.ui.jobs import JobControl

if TYPE_CHECKING:
    from desktop.services.batches import BatchService, BatchView

FULL_SIDE = 2048
HAVE_PICTURES = frozenset({"image-to-image", "depth"}) | DRAWN
"""Heads whose results are pictures, or can be drawn over one."""


def save_table(batches: "BatchService", view: "BatchView", path: Path) -> Callable[[JobControl], None]:
    """A job that writes JSON, JSON lines or, by any other ending, CSV."""

    def save(job: JobControl) -> None:
        with batches.open_results(view.batch.id) as results:
            exporter = batches.exporter(view.batch, results, job.cancel)
            writers = {".json": exporter.to_json, ".jsonl": exporter.to_lines}
            writers.get(path.suffix.lower(), exporter.to_csv)(path)

    return save


def save_pictures(batches: "BatchService", view: "BatchView", folder: Path) -> Callable[[JobControl], int]:
    """A job that writes one PNG per item into the folder."""

    def save(job: JobControl) -> int:
        with batches.open_results(view.batch.id) as results:

            def draw(outcome: Outcome) -> bytes | None:
                made = results.picture(outcome.pictures[0]) if outcome.pictures else None
                if view.batch.head not in DRAWN:
                    return made
                try:
                    given = batches.preview(view.batch, outcome, FULL_SIDE)
                except AppError:
                    given = None  # it was moved since: its answer stays in the table
                return drawn_png(view.batch.head, outcome, given, made)

            def told(done: int) -> None:
                job.report(Progress(view.batch.id, "pictures", done, view.at.after.index))

            return Exporter(view.batch, results, job.cancel).to_pictures(folder, draw, told)

    return save
