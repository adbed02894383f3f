"""Running owned models, offline."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import msgspec

from desktop.core.cancel import CancelToken
from desktop.core.changes import Change, Topic
from desktop.core.errors import AppError, InvalidCard, UserError
from desktop.core.exchange import Terms
from desktop.core.listings import Card
from desktop.core.packages import BEST, Manifest, Spec
from desktop.core.runs import Picture, RunInput, RunProgress, RunResult, SandboxLevel, SelfTest
from desktop.services.opening import LoadedModel, OpeningService
from desktop.services.ports import Clock
from desktop.services.renewing import RenewedModel


class NotRunnable(UserError):
    """The purchase has not reached a state in which the model may be run."""


@dataclass(frozen=True, slots=True)
class RunRecord:
    """One run in the history; digests are SHA-256 in hex."""

    purchase_id: str
    time: int
    seconds: float
    device: str
    input_digest: str
    output_digest: str
    summary: str


class RunBook(Protocol):
    """The history of runs, on disk."""

    def add(self, record: RunRecord) -> None: ...
    def history(self, purchase_id: str, limit: int = 100) -> list[RunRecord]: ...


class Licences(Protocol):
    def get(self, purchase_id: str) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Runnable:
    """What may be run now: the version, and the id under which its licence file is kept."""

    id: str
    terms: Terms
    card_json: bytes


class OpenModel:
    """A model of this wallet, loaded in its own sandboxed worker. Survives locking the wallet."""

    def __init__(
        self,
        purchase_id: str,
        card: Card | None,
        loaded: RenewedModel,
        require: Callable[[], object],
        record: Callable[[RunRecord], None],
        clock: Clock,
    ) -> None:
        self.purchase_id = purchase_id
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
        progress: Callable[[RunProgress], None] | None = None,
    ) -> RunResult:
        """Run once and remember it (digests only, never the data); ``progress`` hears of each tile or token.

        Raises:
            LicenceExpired: The licence ended while the model was open.
        """
        result = self.answer(inputs, params, cancel, progress)
        self._record(
            RunRecord(
                purchase_id=self.purchase_id,
                time=self._clock.now(),
                seconds=result.seconds,
                device=result.device.used,
                input_digest=_digest(inputs),
                output_digest=_digest((result.value, result.pictures)),
                summary=summary_of(result),
            )
        )
        return result

    def answer(
        self,
        inputs: dict[str, RunInput],
        params: dict[str, object],
        cancel: CancelToken,
        progress: Callable[[RunProgress], None] | None = None,
    ) -> RunResult:
        """Run once as a part of something larger, which is remembered as one (``remember``).

        Raises:
            LicenceExpired: The licence ended while the model was open.
        """
        self._require()
        return self._loaded.run(inputs, params, cancel, progress=progress)

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
        return self._loaded.run_many(bundle, params, cancel)

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
        clock: Clock,
        publish: Callable[[Change], None],
    ) -> None:
        self._opening = opening
        self._find = find
        self._licences = licences
        self._runs = runs
        self._read_card = read_card
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

        def load() -> LoadedModel:
            return self._opening.open(found.terms, self._licences.get(found.id), device, variant)

        loaded = RenewedModel(load(), load, self._clock)
        return OpenModel(found.id, card, loaded, lambda: self._find(purchase_id), self._remember, self._clock)

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

    def _remember(self, record: RunRecord) -> None:
        self._runs.add(record)
        self._publish(Change(Topic.LIBRARY, record.purchase_id))


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


def _digest(value: object) -> str:
    return hashlib.sha256(msgspec.msgpack.encode(value)).hexdigest()
