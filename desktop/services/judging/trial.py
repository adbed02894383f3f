"""One model on all items of own data: what each came to, in the model's words, and what could not be judged."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field

import msgspec

from desktop.core.cancel import CancelToken
from desktop.core.changes import Progress
from desktop.core.errors import AppError
from desktop.core.items import BrokenItem, Item, ItemSource
from desktop.core.judging import KINDS, Counts, Observed
from desktop.core.packages import ALL_LABELS, Spec
from desktop.core.runs import RunResult
from desktop.services.judging.asking import ask
from desktop.services.judging.examiners import Examiner
from desktop.services.judging.observing import NoAnswer
from desktop.services.judging.ports import ModelHold

MOST_FAULTS = 100
Report = Callable[[Progress], None]


@dataclass(slots=True)
class Trial:
    """What came of the items so far."""

    observed: list[Observed] = field(default_factory=list)
    unlabelled: int = 0
    unknown: dict[str, int] = field(default_factory=dict)
    items_judged: int = 0
    failed: int = 0
    faults: list[tuple[str, str]] = field(default_factory=list)
    seconds: float = 0.0
    memory_bytes: int = 0
    data: "hashlib._Hash" = field(default_factory=hashlib.sha256)
    results: "hashlib._Hash" = field(default_factory=hashlib.sha256)

    @property
    def judged(self) -> list[Observed]:
        """The items whose truth is known."""
        return [one for one in self.observed if one.truth is not None]

    def counts(self) -> Counts:
        unknown = tuple(sorted(self.unknown.items(), key=lambda pair: (-pair[1], pair[0])))
        return Counts(self.items_judged, self.failed, self.unlabelled, unknown, tuple(self.faults))

    def fail(self, item: str, error: BaseException) -> None:
        """One item without an answer."""
        self.failed += 1
        if len(self.faults) < MOST_FAULTS:
            self.faults.append((item, type(error).__name__))


def params_of(spec: Spec) -> dict[str, object]:
    """Settings of every run: of classes all scores are wanted, not the best few."""
    kind = KINDS.get(spec.head.type)
    if kind == "boxes":  # unsure boxes count for average precision too
        offered = next((param for param in spec.params if param.name == "threshold"), None)
        return {"threshold": offered.min or 0.0} if offered is not None else {}
    return {"top": ALL_LABELS} if kind == "classes" else {}


def try_all(
    examiner: Examiner, hold: ModelHold, source: ItemSource, cancel: CancelToken, report: Report
) -> Trial:
    """Ask a model about every item of a source.

    Raises:
        Cancelled, ModelKeepsDying, WalletLocked: As ``ask``.
    """
    trial = Trial()
    asked = ask(hold, source.read(), params_of(hold.alive().spec), cancel)
    for number, (read, answer) in enumerate(asked, 1):
        _take(examiner, trial, read.item, answer)
        report(Progress("judge", "run", number, max(source.amount(read.after).count, number)))
    trial.memory_bytes = hold.alive().memory_bytes
    return trial


def _take(examiner: Examiner, trial: Trial, item: Item | BrokenItem, answer: RunResult | AppError) -> None:
    """Put one answer to the others."""
    trial.data.update(_bytes((item.name, item.inputs if isinstance(item, Item) else None, item.label)))
    truth = examiner.truth(item.name, item.label)
    if item.label is None:
        trial.unlabelled += 1
    elif truth is None:
        trial.unknown[str(item.label)] = trial.unknown.get(str(item.label), 0) + 1
    if isinstance(answer, AppError):
        trial.fail(item.name, answer)
        return
    trial.seconds += answer.seconds
    trial.results.update(_bytes((item.name, answer.value)))
    try:
        trial.observed += examiner.observe(item.name, truth, answer)
        trial.items_judged += truth is not None
    except NoAnswer as error:
        trial.fail(item.name, error)


def _bytes(value: object) -> bytes:
    return msgspec.msgpack.encode(value)
