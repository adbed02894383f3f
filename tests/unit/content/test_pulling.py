"""What a source's thread tells the transfer, in which order."""

from collections.abc import Callable

import pytest

from desktop.content.errors import SourceFault
from desktop.content.planning import Run
from desktop.content.pulling import Worker
from desktop.content.sources import open_source


class OneFault:
    """Gives out one task, which fails; keeps what the worker was when it said so."""

    def __init__(self, *, is_final: bool) -> None:
        self._is_final = is_final
        self.seen: list[bool] = []
        self.noted_faults: list[SourceFault] = []

    def next_task(self, worker: Worker) -> Callable[[Worker], None] | None:
        def fail(worker: Worker) -> None:
            raise SourceFault(worker.source.name, "redirect", is_final=self._is_final)

        return None if self.noted_faults else fail

    def noted(self, worker: Worker, fault: SourceFault) -> None:
        self.seen.append(worker.is_hopeless)
        self.noted_faults.append(fault)

    def release(self, worker: Worker) -> None: ...
    def landed(self, worker: Worker, chunk: int) -> bool:
        return False

    def next_chunk(self, run: Run) -> int | None:
        return None

    def is_done(self, chunk: int) -> bool:
        return False

    def pace(self, length: int) -> None: ...
    def rest(self, seconds: float) -> bool:
        return True

    def failed(self, error: BaseException) -> None:
        raise error


@pytest.mark.parametrize("is_final", [True, False], ids=["dropped", "exhausted"])
def test_a_source_is_hopeless_only_after_its_fault_was_noted(is_final: bool) -> None:
    """The transfer looked in between, and refused without a word of what was wrong."""
    tasks = OneFault(is_final=is_final)
    (source,) = open_source("http://127.0.0.1:9", by_person=True, allow_inside=True)
    worker = Worker(source, tasks, retries=0, pause_s=0.0)

    worker.run()

    assert worker.is_hopeless
    assert tasks.seen == [False]
