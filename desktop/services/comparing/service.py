"""Several models on the same own data, one after the other, so that memory holds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from desktop.core.answers import facts_of
from desktop.core.cancel import CancelToken
from desktop.core.changes import Progress
from desktop.core.comparing import Comparison, Contender, Entry
from desktop.core.errors import AppError, UserError
from desktop.core.items import DataChoice, Item, ItemSource
from desktop.core.judging import UNUSUAL, Kind, Observed
from desktop.core.label_names import match_labels
from desktop.core.packages import HeadType
from desktop.core.runs import Picture, RunResult
from desktop.services.comparing.pairs import agreements, contrasts
from desktop.services.judging.examiners import Examiner, Unjudged, examiner_of
from desktop.services.judging.figures import Found
from desktop.services.judging.ports import Model, ModelHold, Models, OpenItems, Previewer, Suggest
from desktop.services.judging.service import Prepared, find_item, prepare, shown
from desktop.services.judging.trial import Report, Trial, try_all


class NotComparable(UserError):
    """The models do not answer the same kind of question."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What one model says of one item, or why it says nothing."""

    contender: Contender
    result: RunResult | None
    error: AppError | None = None


class PlainExaminer:
    """Answers that no label judges: what was found is compared by its labels alone."""

    kind: Kind = "other"
    classes: tuple[str, ...] = ()

    def __init__(self, head: HeadType) -> None:
        self._head = head

    def truth(self, item: str, label: str | float | None) -> None:  # noqa: ARG002
        return None

    def observe(self, item: str, truth: str | float | None, result: RunResult) -> list[Observed]:
        labels = sorted(facts_of(self._head, result.value).labels)
        return [Observed(item, truth, ", ".join(labels), seconds=result.seconds)]

    def work_out(self, observed: Sequence[Observed]) -> Found:  # noqa: ARG002
        return Found(())


class ComparingService:
    """Compares owned models; nothing is kept but what the person saves."""

    def __init__(
        self,
        *,
        models: Models,
        contender: Callable[[str], Contender],
        open_items: OpenItems,
        suggest: Suggest,
        previews: Previewer,
    ) -> None:
        self._models, self._contender, self._previews = models, contender, previews
        self._open_items, self._suggest = open_items, suggest

    def suggest(self, purchase_ids: Sequence[str], paths: Sequence[Path], device: str = "cpu") -> Prepared:
        """What dropped or chosen paths are for the first of the models.

        Raises:
            BadInput: Nothing that it could run on.
        """
        hold = self._models.hold(purchase_ids[0], device)
        try:
            model = hold.alive()
            return self._looked_at(model, self._suggest(paths, model.spec))
        finally:
            hold.release()

    def prepare(self, purchase_ids: Sequence[str], choice: DataChoice, device: str = "cpu") -> Prepared:
        """As ``suggest``, for data that the person has said more about."""
        hold = self._models.hold(purchase_ids[0], device)
        try:
            return self._looked_at(hold.alive(), choice)
        finally:
            hold.release()

    def compare(
        self,
        purchase_ids: Sequence[str],
        prepared: Prepared,
        cancel: CancelToken,
        report: Report,
        device: str = "cpu",
    ) -> Comparison:
        """Run all models over all items, one model after the other.

        Raises:
            NotComparable: They do not answer the same kind of question.
            Cancelled: The token was set.
        """

        def holds() -> "list[tuple[Contender, Callable[[], ModelHold]]]":
            return [
                (self._contender(one), lambda one=one: self._models.hold(one, device))  # type: ignore[misc]
                for one in purchase_ids
            ]

        return compare(holds(), prepared, self._open_items, cancel, report)

    def preview(self, comparison: Comparison, name: str, device: str = "cpu") -> Picture | str | None:
        """One of the items again: pixels or text; None if it no longer lies where it was."""
        hold = self._models.hold(comparison.entries[0].contender.id, device)
        try:
            model = hold.alive()
            item = self._item(model, comparison, name)
            return None if item is None else shown(self._previews, item)
        finally:
            hold.release()

    def answers(
        self, comparison: Comparison, name: str, cancel: CancelToken, device: str = "cpu"
    ) -> list[Answered]:
        """Every model's whole answer to one item, asked again."""
        answered = []
        for entry in comparison.entries:
            hold = self._models.hold(entry.contender.id, device)
            try:
                model = hold.alive()
                item = self._item(model, comparison, name)
                if item is None:
                    return []
                (answer,) = model.answer_many([item.inputs], {}, cancel)
            finally:
                hold.release()
            is_error = isinstance(answer, AppError)
            answered.append(
                Answered(entry.contender, None if is_error else answer, answer if is_error else None)  # type: ignore[arg-type]
            )
        return answered

    def _item(self, model: Model, comparison: Comparison, name: str) -> Item | None:
        return find_item(self._open_items(comparison.choice, model.spec), name.split("+", maxsplit=1)[0])

    def _looked_at(self, model: Model, choice: DataChoice) -> Prepared:
        return look(model, choice, self._open_items(choice, model.spec))


def look(model: Model, choice: DataChoice, source: ItemSource) -> Prepared:
    """As ``judging.prepare``; a model that labels cannot judge is compared without."""
    try:
        return prepare(model, choice, source)
    except Unjudged:
        return Prepared(choice, "other", source.amount(), (), (), 0)


def compare(
    holds: "Sequence[tuple[Contender, Callable[[], ModelHold]]]",
    prepared: Prepared,
    open_items: OpenItems,
    cancel: CancelToken,
    report: Report,
) -> Comparison:
    """Run each model over the data in turn; the first one's names of classes are those that all share.

    Raises:
        NotComparable: They do not answer the same kind of question.
        Cancelled: The token was set.
    """
    entries: list[Entry] = []
    digest, kind, shared, head = "", prepared.kind, prepared.classes, None
    positive: str | None = UNUSUAL if kind == "anomaly" else None
    for number, (contender, take) in enumerate(holds):
        hold = take()
        try:
            model = hold.alive()
            if head is not None and model.spec.head.type != head:
                raise NotComparable
            head = model.spec.head.type
            if kind == "classes" and len(shared) == 2 and positive is None:
                positive = model.spec.head.positive or shared[1]
            source = open_items(prepared.choice, model.spec)
            own = own_names(model.labels, shared)
            examiner = _examiner(model, source, prepared, own)
            trial = try_all(examiner, hold, source, cancel, _of_all(report, number, len(holds)))
        finally:
            hold.release()
        digest = digest or trial.data.hexdigest()
        entries.append(_entry(contender, trial, examiner, {mine: ours for ours, mine in own.items()}))
    report(Progress("compare", "figures"))
    said = [entry.said for entry in entries]
    return Comparison(
        kind, prepared.choice, digest, tuple(entries), agreements(kind, said), contrasts(kind, said, positive)
    )


def own_names(labels: Sequence[str], shared: Sequence[str]) -> dict[str, str]:
    """The shared name of a class to a model's own; those without an own one are left out."""
    if tuple(labels) == tuple(shared):
        return {label: label for label in shared}
    matches = match_labels(dict.fromkeys(labels, 1), shared)
    return {match.ours: match.theirs for match in matches if match.ours and match.hint != "number"}


def _examiner(model: Model, source: ItemSource, prepared: Prepared, own: dict[str, str]) -> Examiner:
    names = {theirs: own.get(ours, ours) for theirs, ours in prepared.names.items()}
    try:
        return examiner_of(model, source, names)
    except Unjudged:
        return PlainExaminer(model.spec.head.type)


def _entry(contender: Contender, trial: Trial, examiner: Examiner, shared: dict[str, str]) -> Entry:
    def common(name: str | float | None) -> str | float | None:
        return shared.get(name, name) if isinstance(name, str) else name

    found = examiner.work_out(trial.judged) if trial.judged else Found(())
    said = tuple(
        replace(one, truth=common(one.truth), said=common(one.said)) if shared else one  # type: ignore[arg-type]
        for one in trial.observed
    )
    # The median: the first answers of a model just loaded are slower than all that follow.
    seconds = median(one.seconds for one in trial.observed) if trial.observed else 0.0
    return Entry(contender, trial.counts(), found.figures, seconds, trial.memory_bytes, said)


def _of_all(report: Report, number: int, count: int) -> Report:
    """Progress of one model as that of all; each is given the same share."""

    def told(progress: Progress) -> None:
        total = max(progress.total, 1)
        report(Progress("compare", "run", number * total + progress.done, count * total))

    return told
