"""Judging a model by own data: looked at first, then run, then kept."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.core.cancel import CancelToken
from desktop.core.changes import Change, Progress, Topic
from desktop.core.errors import UserError
from desktop.core.items import Amount, DataChoice, Item, ItemSource, Position
from desktop.core.judging import Judgement, Kind, Observed
from desktop.core.label_names import LabelMatch, match_labels
from desktop.core.runs import Picture, SampleInput, SeriesInput, TableInput, TextInput
from desktop.services.judging.claims import compare_claims
from desktop.services.judging.examiners import Examiner, examiner_of
from desktop.services.judging.ports import (
    JudgementBook,
    Model,
    ModelHold,
    Models,
    OpenItems,
    Previewer,
    Suggest,
)
from desktop.services.judging.trial import Report, Trial, try_all
from desktop.services.ports import Clock

MOST_LABELS = 10_000
"""More different labels are numbers or texts that were taken for classes."""


_PREVIEW_SIDE = 640


class NothingToJudge(UserError):
    """No item has a label that the model knows, or none was answered."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """Own data looked at before it is run.

    Attributes:
        choice: Which data, read how.
        kind: What will be judged.
        amount: How many items.
        matches: Their names of classes with the model's; none where numbers are judged.
        classes: The model's names; empty where labels are numbers.
        columns: Of a table, those that may hold the labels.
        labelled: Items with a label (of numbers: one that is a number).
    """

    choice: DataChoice
    kind: Kind
    amount: Amount
    matches: tuple[LabelMatch, ...]
    classes: tuple[str, ...]
    labelled: int
    columns: tuple[str, ...] = ()

    @property
    def is_ready(self) -> bool:
        """Whether anything can be judged as the names are matched now."""
        if self.kind in {"boxes", "areas"}:
            return self.labelled > 0
        return self.labelled > 0 and (not self.classes or any(match.ours for match in self.matches))

    @property
    def names(self) -> dict[str, str]:
        """Their names of classes to the model's."""
        return {match.theirs: match.ours for match in self.matches if match.ours}

    def renamed(self, theirs: str, ours: str) -> "Prepared":
        """With another of the model's names for one of theirs; "" for none."""
        matches = tuple(
            replace(match, ours=ours, hint="person") if match.theirs == theirs else match
            for match in self.matches
        )
        return replace(self, matches=matches)


class JudgingService:
    """Judges owned models, and keeps what was found on this machine."""

    def __init__(
        self,
        *,
        models: Models,
        identity_of: Callable[[str], str],
        open_items: OpenItems,
        suggest: Suggest,
        book: JudgementBook,
        previews: Previewer,
        clock: Clock,
        publish: Callable[[Change], None],
    ) -> None:
        self._models, self._identity_of = models, identity_of
        self._open_items, self._suggest = open_items, suggest
        self._book, self._previews = book, previews
        self._clock, self._publish = clock, publish

    def suggest(self, purchase_id: str, paths: Sequence[Path], device: str = "cpu") -> Prepared:
        """What dropped or chosen paths are for this model.

        Raises:
            BadInput: Nothing that it could run on.
            Unjudged: Labels cannot judge it.
        """
        hold = self._models.hold(purchase_id, device)
        try:
            model = hold.alive()
            choice = self._suggest(paths, model.spec)
            return prepare(model, choice, self._open_items(choice, model.spec))
        finally:
            hold.release()

    def prepare(self, purchase_id: str, choice: DataChoice, device: str = "cpu") -> Prepared:
        """As ``suggest``, for data that the person has said more about."""
        hold = self._models.hold(purchase_id, device)
        try:
            model = hold.alive()
            return prepare(model, choice, self._open_items(choice, model.spec))
        finally:
            hold.release()

    def judge(
        self,
        purchase_id: str,
        prepared: Prepared,
        cancel: CancelToken,
        report: Report,
        device: str = "cpu",
    ) -> Judgement:
        """Run all items, and keep what they say; nothing is kept of what was stopped.

        Raises:
            NothingToJudge: No item came to a figure.
            Cancelled: The token was set.
        """
        hold = self._models.hold(purchase_id, device)
        try:
            source = self._open_items(prepared.choice, hold.alive().spec)
            trial, judgement = judge(hold, source, prepared, cancel, report)
        finally:
            hold.release()
        judgement = replace(
            judgement,
            purchase_id=purchase_id,
            identity=self._identity_of(purchase_id),
            time=self._clock.now(),
        )
        judgement = replace(judgement, id=self._book.add(judgement, trial.observed))
        self._publish(Change(Topic.LIBRARY, purchase_id))
        return judgement

    def history(self, purchase_id: str) -> list[Judgement]:
        """What was found before, newest first."""
        return self._book.history(purchase_id)

    def observed(self, judgement: Judgement) -> list[Observed]:
        """The items behind a judgement; none if there were too many to keep."""
        return list(self._book.observed(judgement.id))

    def remove(self, judgement: Judgement) -> None:
        """Forget one."""
        self._book.remove(judgement.id)
        self._publish(Change(Topic.LIBRARY, judgement.purchase_id))

    def preview(self, judgement: Judgement, name: str, device: str = "cpu") -> Picture | str | None:
        """One of the items again, from where the data lay: pixels or text; None if it is no longer there.

        Raises:
            BadInput: The data is gone, or cannot be read.
        """
        hold = self._models.hold(judgement.purchase_id, device)
        try:
            model = hold.alive()
            item = find_item(self._open_items(judgement.choice, model.spec), name.split("+", maxsplit=1)[0])
            return None if item is None else shown(self._previews, item)
        finally:
            hold.release()


def prepare(model: Model, choice: DataChoice, source: ItemSource) -> Prepared:
    """Count the labels, and guess what they mean.

    Raises:
        Unjudged: Labels cannot judge the model.
    """
    examiner = examiner_of(model, source, {})
    labels = Counter[str]()
    labelled = 0
    for label in source.labels():
        if label is None:
            continue
        if not examiner.classes:
            labelled += isinstance(label, float)
            continue
        labelled += 1
        if str(label) in labels or len(labels) < MOST_LABELS:
            labels[str(label)] += 1
    if examiner.kind in {"boxes", "areas"} and choice.labels == "file":
        labelled = labelled or 1  # pictures in which there is nothing are labelled too
    matches = match_labels(labels, examiner.classes) if examiner.classes else ()
    return Prepared(
        choice,
        examiner.kind,
        source.amount(),
        matches,
        examiner.classes,
        labelled,
        tuple(getattr(source, "columns", ())),
    )


def judge(
    hold: ModelHold,
    source: ItemSource,
    prepared: Prepared,
    cancel: CancelToken,
    report: Report,
    *,
    stratified: bool = False,
) -> tuple[Trial, Judgement]:
    """Run all items, and work out the figures beside the seller's claims; whose model it is stays open.

    Args:
        hold: The model.
        source: The items.
        prepared: What their labels mean.
        cancel: Ends it.
        report: Told after each item.
        stratified: Resamples keep how many items each class has: right where the person chose those numbers.

    Raises:
        NothingToJudge: No item came to a figure.
        Cancelled: The token was set.
    """
    model = hold.alive()
    examiner = examiner_of(model, source, prepared.names, stratified=stratified)
    trial = try_all(examiner, hold, source, cancel, report)
    if not trial.judged:
        raise NothingToJudge
    report(Progress("judge", "figures"))
    return trial, summed_up(trial, examiner, model.manifest.metrics, prepared)


def summed_up(
    trial: Trial, examiner: Examiner, metrics: Mapping[str, float], prepared: Prepared
) -> Judgement:
    """The judgement of a trial."""
    found = examiner.work_out(trial.judged)
    return Judgement(
        purchase_id="",
        identity="",
        time=0,
        kind=examiner.kind,
        choice=prepared.choice,
        data_digest=trial.data.hexdigest(),
        results_digest=trial.results.hexdigest(),
        counts=trial.counts(),
        figures=found.figures,
        class_figures=found.class_figures,
        claims=compare_claims(metrics, found.figures),
        classes=found.classes,
        table=found.table,
        curve=found.curve,
        roc=found.roc,
        seconds=trial.seconds,
        mapping=tuple(sorted(prepared.names.items())),
    )


def shown(previews: Previewer, item: Item) -> Picture | str:
    """An item for showing: pixels that a process in the sandbox made, or text."""
    value = next(iter(item.inputs.values()))
    match value:
        case TextInput(text, pair):
            return f"{text}\n\n{pair}" if pair else text
        case TableInput(rows):
            return "\n".join(f"{name}: {cell}" for row in rows for name, cell in row.items())
        case SeriesInput(values):
            return "\n".join(f"{number:g}" for number in values)
        case SampleInput(name):
            return name
    return previews.draw(value, _PREVIEW_SIDE)


def find_item(source: ItemSource, name: str) -> Item | None:
    """The item of this name; of files found without reading the others."""
    names = getattr(source, "names", ())
    start = Position(names.index(name)) if name in names else Position()
    for read in source.read(start):
        if read.item.name == name:
            return read.item if isinstance(read.item, Item) else None
    return None
