"""Running owned models, offline."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from desktop.core.cancel import CancelToken
from desktop.core.changes import Change, Topic
from desktop.core.devices import CPU, CRASHED
from desktop.core.errors import AppError, ChildDied, InvalidCard, UserError
from desktop.core.exchange import Terms
from desktop.core.listings import Card
from desktop.core.packages import BEST, Manifest, Spec
from desktop.core.run_records import (
    ModelNote,
    RunRecord,
    Versions,
    input_digest,
    output_digest,
)
from desktop.core.runs import DeviceReport, Picture, RunInput, RunProgress, RunResult, SandboxLevel, SelfTest
from desktop.services.opening import LoadedModel, OpeningService
from desktop.services.placing import DeviceRules, place
from desktop.services.ports import Clock
from desktop.services.renewing import RenewedModel
from desktop.services.run_story import Fits, Keeping, RunStory


class NotRunnable(UserError):
    """The purchase has not reached a state in which the model may be run."""


class RunBook(Protocol):
    """The history of runs, on disk."""

    def add(self, record: RunRecord) -> int:
        """Keep it; returns its number."""

    def history(self, purchase_id: str, limit: int = 100) -> list[RunRecord]: ...


class Licences(Protocol):
    def get(self, purchase_id: str) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Runnable:
    """What may be run now: the version, the id under which its licence file is kept, and the listing's number."""

    id: str
    terms: Terms
    card_json: bytes
    listing: str = ""


class OpenModel:
    """A model of this wallet, loaded in its own sandboxed worker. Survives locking the wallet."""

    def __init__(
        self,
        purchase_id: str,
        card: Card | None,
        loaded: RenewedModel,
        require: Callable[[], object],
        record: Callable[[RunRecord], int | None],
        clock: Clock,
        story: RunStory | None = None,
    ) -> None:
        """Made by who opens models; without a ``story`` (a package of one's own) runs are known by their digests."""
        self.purchase_id = purchase_id
        self._story = story
        self._require = require
        self.card = card
        self._loaded = loaded
        self._record = record
        self._clock = clock

    @property
    def manifest(self) -> Manifest:
        return self._loaded.manifest

    @property
    def spec(self) -> Spec:
        return self._loaded.spec

    @property
    def level(self) -> SandboxLevel:
        return self._loaded.level

    @property
    def identity(self) -> str:
        """Of its content, in hex."""
        return self._story.model.identity if self._story is not None else ""

    @property
    def device(self) -> DeviceReport:
        """Where it runs, and where it was wanted."""
        return self._story.device if self._story is not None else self._loaded.device

    @property
    def samples(self) -> tuple[str, ...]:
        return self._loaded.samples

    @property
    def labels(self) -> tuple[str, ...]:
        """The names of its classes; empty where it knows none."""
        return self._loaded.labels

    @property
    def is_alive(self) -> bool:
        return self._loaded.is_alive

    @property
    def memory_bytes(self) -> int:
        """The most memory that its worker took so far; 0 where the system does not say."""
        return self._loaded.memory_bytes

    @property
    def renewed(self) -> int:
        """How often its process was replaced because it had grown."""
        return self._loaded.renewed

    def sample_preview(self, name: str) -> Picture | str:
        """One of the package's samples: pixels or text."""
        return self._loaded.sample(name)

    def run(
        self,
        inputs: dict[str, RunInput],
        params: dict[str, object],
        cancel: CancelToken,
        *,
        progress: Callable[[RunProgress], None] | None = None,
        repeats: int | None = None,
    ) -> RunResult:
        """Run once and remember it: digests, and the data only where the person asked for that.

        Args:
            inputs: One for each input of the spec that a person gives.
            params: Values of the spec's parameters.
            cancel: Ends the run.
            progress: Hears of each tile or token.
            repeats: The number of the record that this run repeats.

        Raises:
            LicenceExpired: The licence ended while the model was open.
        """
        result = self.answer(inputs, params, cancel, progress=progress)
        record = self._describe(inputs, params, result, repeats)
        kept = replace(record, id=self._record(record) or 0)
        if self._story is not None:
            self._story.keep.keep(kept, inputs, result)
        return result

    def _describe(
        self, inputs: dict[str, RunInput], params: dict[str, object], result: RunResult, repeats: int | None
    ) -> RunRecord:
        story = self._story
        return RunRecord(
            purchase_id=self.purchase_id,
            time=self._clock.now(),
            seconds=result.seconds,
            device=result.device.used,
            input_digest=input_digest(inputs),
            output_digest=output_digest(result),
            summary=summary_of(result),
            detail=story.detail(self.spec, self.level, inputs, params, result, repeats) if story else None,
        )

    def answer(
        self,
        inputs: dict[str, RunInput],
        params: dict[str, object],
        cancel: CancelToken,
        *,
        progress: Callable[[RunProgress], None] | None = None,
    ) -> RunResult:
        """Run once as a part of something larger, which is remembered as one (``remember``).

        Raises:
            LicenceExpired: The licence ended while the model was open.
        """
        self._require()
        try:
            result = self._loaded.run(inputs, params, cancel, progress=progress)
        except ChildDied:
            self._crashed()
            raise
        return self._told(result)

    def _told(self, result: RunResult) -> RunResult:
        """With where it ran and was wanted; its time counts for how the model runs here."""
        if self._story is None:
            return result
        self._story.watch.ran(result.seconds)
        return replace(result, device=self._story.device)

    def _crashed(self) -> None:
        if self._story is not None:
            self._story.crashed()

    @property
    def bundle_size(self) -> int:
        """How many items are best answered together."""
        return self._loaded.bundle_size

    def answer_many(
        self, bundle: Sequence[dict[str, RunInput]], params: dict[str, object], cancel: CancelToken
    ) -> list[RunResult | AppError]:
        """An answer for each item, or why it has none; remembered by nobody (``remember``).

        Raises:
            LicenceExpired: The licence ended while the model was open.
            ModelOutOfMemory, ChildDied, ChildTimeout, Cancelled: No item has an answer.
        """
        self._require()
        try:
            answers = self._loaded.run_many(bundle, params, cancel)
        except ChildDied:
            self._crashed()
            raise
        return [self._told(one) if isinstance(one, RunResult) else one for one in answers]

    def remember(self, record: RunRecord) -> None:
        """Put something larger than one run into the history."""
        self._record(record)

    def self_test(self) -> SelfTest:
        return self._loaded.self_test()

    def close(self) -> None:
        """End the worker; its memory goes back to the system."""
        self._loaded.close()


class RunningService:
    """Opens owned models."""

    def __init__(
        self,
        *,
        opening: OpeningService,
        find: Callable[[str], Runnable],
        licences: Licences,
        runs: RunBook,
        read_card: Callable[[bytes], Card],
        rules: DeviceRules,
        fits: Fits,
        keep: Keeping,
        versions: Callable[[str], Versions],
        clock: Clock,
        publish: Callable[[Change], None],
    ) -> None:
        """Compose it; ``versions`` are those with which a device is driven."""
        self._opening = opening
        self._find = find
        self._licences = licences
        self._runs = runs
        self._read_card = read_card
        self._rules, self._fits, self._keep, self._versions = rules, fits, keep, versions
        self._clock = clock
        self._publish = publish

    def open(self, purchase_id: str, device: str = "cpu", variant: str = BEST) -> OpenModel:
        """Unseal and load, by default in the best form that fits; needs an unlocked wallet, and no network.

        Raises:
            NotRunnable: The licence is not there yet, or was refunded.
            LicenceExpired, LicencePassedOn, LicenceGivenUp: It has ended for this wallet.
            WalletLocked: The vault holds no keys now.
        """
        found = self._find(purchase_id)
        card = self._card(found)
        identity = found.terms.identity

        def load(on: str) -> LoadedModel:
            return self._opening.open(found.terms, self._licences.get(found.id), on, variant)

        placed = place(identity, device, self._rules, load)
        used, manifest = placed.device.used, placed.loaded.manifest
        loaded = RenewedModel(placed.loaded, lambda: load(used), self._clock)
        story = RunStory(
            ModelNote(manifest.name[:200], manifest.version[:100], identity.hex(), found.listing),
            self._versions(used),
            placed.device,
            self._fits.watch(identity, loaded, used),
            self._keep,
            lambda: None if used == CPU else self._rules.failed(identity, used, CRASHED),
        )
        return OpenModel(
            found.id, card, loaded, lambda: self._find(purchase_id), self._remember, self._clock, story
        )

    def card(self, purchase_id: str) -> Card | None:
        """What the listing said of a model, without opening it; None where that cannot be told.

        Raises:
            NotRunnable: The licence is not there yet, or was refunded.
            LicenceExpired, LicencePassedOn, LicenceGivenUp: It has ended for this wallet.
        """
        return self._card(self._find(purchase_id))

    def size_bytes(self, purchase_id: str) -> int:
        """How large the sealed part is, which its worker holds in memory whole."""
        return self._find(purchase_id).terms.size_bytes

    def identity(self, purchase_id: str) -> bytes:
        """The version's identity: the same bytes for everybody who has it."""
        return self._find(purchase_id).terms.identity

    def history(self, purchase_id: str) -> list[RunRecord]:
        return self._runs.history(purchase_id)

    def _card(self, found: Runnable) -> Card | None:
        try:
            return self._read_card(found.card_json)
        except InvalidCard:
            return None  # the manifest says the name too; what was bought must run

    def _remember(self, record: RunRecord) -> int:
        number = self._runs.add(record)
        self._publish(Change(Topic.LIBRARY, record.purchase_id))
        return number


def summary_of(result: RunResult) -> str:
    """A few words about a result, for the history: numbers and labels only; of a strange answer, its kind."""
    try:
        return _summary(result)
    except (KeyError, TypeError, ValueError, OverflowError):
        return result.head


def _summary(result: RunResult) -> str:
    value = result.value
    first = value[0] if isinstance(value, list) and value else value
    if isinstance(first, list) and first:
        first = first[0]
    if not isinstance(first, dict):
        return result.head
    if "segments" in first or "generated_text" in first:
        return _counted(first)
    if "label" in first or "points" in first or "min" in first:
        return _in_picture(result, first)
    if "is_anomaly" in first:
        return f"{float(first['score']):.3g} / {float(first['threshold']):.3g}"
    number = first.get("value")
    if isinstance(number, list):
        return f"{len(number)} steps" if number else result.head
    return f"{float(number):.4g}" if isinstance(number, int | float) else result.head


def _counted(first: dict[str, Any]) -> str:
    """How many stretches were heard or tokens written; never the text itself."""
    if "segments" in first:
        return f"{len(first['segments'])} / {float(first['seconds']):.3g} s"
    return f"{int(first['tokens'])} tokens"


def _in_picture(result: RunResult, first: dict[str, Any]) -> str:
    """A label with its score, or what was found in a picture."""
    if "min" in first:
        return f"{float(first['min']):.3g} – {float(first['max']):.3g} {first.get('unit', '')}".strip()
    if not {"box", "points", "share"} & first.keys():
        return f"{first['label']} {float(first.get('score', 0)):.1%}"
    names = ", ".join(dict.fromkeys(str(item["label"]) for item in result.value[:5] if "label" in item))
    return f"{len(result.value)}: {names}"[:120] if names else str(len(result.value))
