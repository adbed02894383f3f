"""The showcase's models: opened, run, and tested without a worker."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from desktop.core.cancel import CancelToken
from desktop.core.changes import Change, Topic
from desktop.core.errors import AppError, WalletLocked
from desktop.core.listings import Card, Listing
from desktop.core.run_records import RunRecord, output_digest
from desktop.core.runs import DeviceReport, Picture, RunProgress, RunResult, SandboxLevel, SelfTest
from desktop.services.accounts import WalletState
from desktop.services.running import summary_of
from desktop.ui import showcase_results as results
from desktop.ui import showcase_values as values
from desktop.ui.showcase_parts import Gate, Publish
from desktop.ui.showcase_search import embedding_spec

if TYPE_CHECKING:
    from desktop.ui.showcase_accounts import Accounts
    from desktop.ui.showcase_purchases import Purchases

STRICT = SandboxLevel("strict", ("no_new_privs", "landlock-files", "seccomp", "limits"))
GPU = SandboxLevel("gpu", STRICT.active)
REDUCED = SandboxLevel("reduced", ("no_new_privs", "seccomp", "limits"), ("landlock-files",))
NO_WALLS = SandboxLevel("none", (), ("job-object", "no-new-processes", "no-new-code", "low-integrity"))

CPU = DeviceReport("cpu", "cpu")


@dataclass
class OpenModel:
    purchase_id: str
    listing: Listing
    gate: Gate
    records: list[RunRecord]
    publish: Publish
    level: SandboxLevel = STRICT
    samples: tuple[str, ...] = ("sample-1", "sample-2")
    is_alive: bool = True
    memory_bytes: int = 200 << 20
    device: DeviceReport = CPU
    identity: str = "ab" * 32
    grows: int = 0
    renewed: int = 0
    answer_given: RunResult | None = None
    steps: tuple[RunProgress, ...] = ()
    is_embedder: bool = False

    def __post_init__(self) -> None:
        self.card = self.listing.card
        self.manifest = values.manifest_of(self.listing)
        self.spec = values.spec_of(self.listing)
        if self.is_embedder:
            self.spec = embedding_spec(self.spec)

    def sample_preview(self, _name: str) -> Picture | str:
        return values.sample_of(self.spec)

    def answer(
        self,
        _inputs: dict[str, Any],
        _params: dict[str, object],
        cancel: CancelToken,
        *,
        progress: Callable[[RunProgress], None] | None = None,
    ) -> RunResult:
        if progress is not None:
            for step in self.steps:
                progress(step)
        self.gate.pass_through("running.run", cancel)
        self.renewed += self.grows
        return self.answer_given or results.result_of(self.spec.head.type)

    bundle_size: int = 8

    def answer_many(
        self, bundle: Sequence[dict[str, Any]], params: dict[str, object], cancel: CancelToken
    ) -> list[RunResult | AppError]:
        return [self.answer(inputs, params, cancel) for inputs in bundle]

    def run(
        self,
        inputs: dict[str, Any],
        params: dict[str, object],
        cancel: CancelToken,
        *,
        progress: Callable[[RunProgress], None] | None = None,
        repeats: int | None = None,
    ) -> RunResult:
        result = self.answer(inputs, params, cancel, progress=progress)
        number = max((record.id for record in self.records), default=0) + 1
        before = next((record for record in self.records if record.id == repeats), None)
        detail = replace(before.detail, repeats=repeats) if before is not None and before.detail else None
        self.remember(
            RunRecord(
                self.purchase_id,
                int(time.time()),
                result.seconds,
                self.device.used,
                before.input_digest if before is not None else "",
                output_digest(result),
                summary_of(result),
                detail,
                number,
            )
        )
        return result

    def remember(self, record: RunRecord) -> None:
        self.records.insert(0, record)
        self.publish(Change(Topic.LIBRARY, self.purchase_id))

    def self_test(self) -> SelfTest:
        return SelfTest(ok=True, count=8, worst=0.02)

    def close(self) -> None:
        self.is_alive = False


@dataclass
class Running:
    gate: Gate
    book: "Purchases"
    accounts: "Accounts"
    publish: Publish
    records: list[RunRecord] = field(default_factory=list)
    answer: RunResult | None = None
    level: SandboxLevel = STRICT
    device: DeviceReport = CPU
    grows: int = 0
    steps: tuple[RunProgress, ...] = ()
    """What each run tells before it answers."""
    is_embedder: bool = False
    """Whether each model gives embeddings of texts."""

    def open(self, purchase_id: str, _device: str = "cpu") -> OpenModel:
        self.gate.pass_through("running.open")
        if self.accounts.state is not WalletState.UNLOCKED:
            raise WalletLocked
        listing = self.book.catalogue.listing(self.book.kept[purchase_id].listing)
        return OpenModel(
            purchase_id,
            listing,
            self.gate,
            self.records,
            self.publish,
            self.level,
            grows=self.grows,
            answer_given=self.answer,
            device=self.device,
            steps=self.steps,
            is_embedder=self.is_embedder,
        )

    def card(self, purchase_id: str) -> Card | None:
        return self.book.catalogue.listing(self.book.kept[purchase_id].listing).card

    def identity(self, purchase_id: str) -> bytes:
        return purchase_id.encode()

    def size_bytes(self, _purchase_id: str) -> int:
        return 90 << 20

    def history(self, _purchase_id: str) -> list[RunRecord]:
        return list(self.records)
