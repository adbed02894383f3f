"""What is told of every run of an open model: to its record, and to the figures of how it runs here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from desktop.core.packages import Spec
from desktop.core.run_records import (
    ModelNote,
    RunDetail,
    RunRecord,
    Versions,
    note_of,
    params_of,
    seed_of,
)
from desktop.core.runs import DeviceReport, RunInput, RunResult, SandboxLevel
from desktop.services.fitting import FitWatch
from desktop.services.opening import LoadedModel


class Keeping(Protocol):
    """What of a run's data is kept beside its record, if anything (``services.run_records``)."""

    def keep(self, record: RunRecord, inputs: dict[str, RunInput], result: RunResult) -> None: ...


class Fits(Protocol):
    """Observes how models really run (``services.fitting``)."""

    def watch(self, identity: bytes, loaded: LoadedModel, device: str) -> FitWatch: ...


@dataclass(frozen=True, slots=True)
class RunStory:
    """What is told of every run of an open model: to its records, and to the figures of how it runs here."""

    model: ModelNote
    versions: Versions
    device: DeviceReport
    watch: FitWatch
    keep: Keeping
    crashed: Callable[[], None]

    def detail(
        self,
        spec: Spec,
        level: SandboxLevel,
        inputs: dict[str, RunInput],
        params: dict[str, object],
        result: RunResult,
        repeats: int | None,
    ) -> RunDetail:
        """Everything that the record of a run keeps beyond its digests."""
        return RunDetail(
            model=self.model,
            task=spec.task[:100],
            head=result.head,
            params=params_of(params),
            inputs=tuple(note_of(name, value) for name, value in inputs.items()),
            versions=self.versions,
            asked=result.device.asked,
            reason=result.device.reason,
            sandbox=level,
            seed=seed_of(params),
            repeats=repeats,
            rtol=spec.tests.rtol,
            atol=spec.tests.atol,
        )
