"""Whatever kills a batch, and whenever: it goes on to the very results of one that ran through."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.core import packages
from desktop.core.batches import Batch, Checkpoint, Outcome
from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError
from desktop.core.items import DataChoice
from desktop.core.packages import Axis, Column, Head, InputSpec, OutputSpec, Spec
from desktop.core.runs import DeviceReport, RunResult
from desktop.runtime.errors import RunFailed
from desktop.runtime.items.opening import open_items
from desktop.services.batches.answering import Answerer
from desktop.services.batches.exporting import Exporter
from desktop.services.batches.running import BatchRun
from desktop.store.results import ResultFile, ResultFolder

SPEC = Spec(
    1,
    "t",
    [InputSpec("x", "table", "FP32", [Axis("batch")], columns=[Column("a")])],
    [OutputSpec("y", "value")],
    Head("table-regression"),
    packages.TestsSpec(1, 0.1, 0.1),
)


class Killed(BaseException):
    """The process ends here."""


class Fuse:
    """Kills at the given step, counted over everything that a batch does."""

    def __init__(self, steps: int) -> None:
        self.steps = steps

    def step(self) -> None:
        self.steps -= 1
        if self.steps == 0:
            raise Killed


class Model:
    """Answers with the row's number; one row in five fails."""

    is_alive = True

    def __init__(self, fuse: Fuse) -> None:
        self._fuse = fuse

    def answer_many(
        self, bundle: Sequence[dict[str, object]], _params: object, _cancel: object
    ) -> list[RunResult | AppError]:
        self._fuse.step()
        values = [inputs["x"].rows[0]["a"] for inputs in bundle]  # type: ignore[attr-defined]
        return [
            RunFailed(f"row {v}")
            if v % 5 == 0
            else RunResult("table-regression", [{"value": v * len(bundle)}], 0.25, DeviceReport("cpu", "cpu"))
            for v in values
        ]


class Hold:
    def __init__(self, model: Model) -> None:
        self.model = model

    def alive(self) -> Model:
        return self.model


class Fused:
    """The results' file, with a kill before and behind each of its transactions."""

    def __init__(self, file: ResultFile, fuse: Fuse) -> None:
        self._file, self._fuse = file, fuse

    def checkpoint(self) -> Checkpoint:
        return self._file.checkpoint()

    def append(self, outcomes: Sequence[Outcome], checkpoint: Checkpoint) -> None:
        self._fuse.step()
        self._file.append(outcomes, checkpoint)
        self._fuse.step()


class Open:
    is_wanted = False


def run(shelf: ResultFolder, source: Path, bundle: int, fuse: Fuse) -> None:
    batch = Batch("b", "p", "m", "table-regression", "cpu", DataChoice("csv", str(source)), {}, bundle, 0)
    items = open_items(batch.choice, SPEC)
    with shelf.open("b") as file:
        answerer = Answerer(Hold(Model(fuse)), {}, CancelToken())  # type: ignore[arg-type]
        going = BatchRun(batch, items, Fused(file, fuse), answerer, str, lambda _p: fuse.step())  # type: ignore[arg-type]
        assert going.go(Open())


def exported(shelf: ResultFolder, folder: Path) -> tuple[bytes, bytes, Checkpoint]:
    batch = Batch("b", "p", "m", "table-regression", "cpu", DataChoice("csv", ""), {}, 1, 0)
    with shelf.open("b") as file:
        Exporter(batch, file).to_csv(folder / "r.csv")
        Exporter(batch, file).to_lines(folder / "r.jsonl")
        return (folder / "r.csv").read_bytes(), (folder / "r.jsonl").read_bytes(), file.checkpoint()


@settings(max_examples=20, deadline=None)
@given(
    rows=st.integers(0, 23),
    bundle=st.integers(1, 6),
    kills=st.lists(st.integers(1, 40), max_size=4),
)
def test_killed_anywhere_it_ends_with_the_same_bytes(rows: int, bundle: int, kills: list[int]) -> None:
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.setattr("desktop.services.batches.running.KEEP_EVERY", 4)
        patch.setattr("desktop.services.batches.running.REPORT_EVERY_S", 0.0)
        folder = Path(name)
        source = folder / "in.csv"
        source.write_text("a\n" + "".join(f"{i + 1}\n" if i != 6 else "much\n" for i in range(rows)))
        whole, broken = ResultFolder(folder / "whole"), ResultFolder(folder / "broken")
        run(whole, source, bundle, Fuse(0))

        for steps in kills:
            try:
                run(broken, source, bundle, Fuse(steps))
            except Killed:
                continue
        run(broken, source, bundle, Fuse(0))

        assert exported(broken, folder) == exported(whole, folder)
