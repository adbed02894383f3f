"""Purchases on their way: one job each, whatever page is open, and what it last said."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.core.changes import Change, Progress, Topic
from desktop.core.errors import WalletLocked
from desktop.core.orders import RUNNABLE, SETTLED, Purchase, PurchaseState
from desktop.core.settlement import Settlement
from desktop.core.transfers import DownloadPaused
from desktop.text import tr
from desktop.ui.jobs import ChangeBus, Job, JobRunner

if TYPE_CHECKING:
    from desktop.services.purchase import ChainMemory, PurchaseQuote, PurchaseService

WRONG_DELIVERIES = frozenset({PurchaseState.WRONG_KEY, PurchaseState.WRONG_CONTENT})
_FREE_STEPS = frozenset({"fetch", "verify", "test"})
UNPAID = frozenset({PurchaseState.FETCHING, PurchaseState.READY, PurchaseState.APPROVING})
STEPS = ("fetch", "verify", "pay", "receive", "check", "test")


@dataclass(frozen=True, slots=True)
class Flow:
    """One purchase as the window follows it."""

    purchase: Purchase
    is_running: bool = False
    progress: Progress | None = None
    error: BaseException | None = None
    settlement: Settlement | None = None

    @property
    def steps(self) -> tuple[tuple[str, str], ...]:
        """The progress line: what is persisted, and within it the step that the running job last named.

        Of a free model nothing is paid for, received or opened, so its line has no such steps.
        """
        free = self.purchase.terms.is_free
        return tuple(step for step in self._all_steps() if not free or step[0] in _FREE_STEPS)

    def _all_steps(self) -> tuple[tuple[str, str], ...]:
        from desktop.services.purchase import steps_of

        steps = steps_of(self.purchase)
        if self.is_filing:  # what failed has failed; the claim about it runs
            return steps
        if self.is_running and self.progress is not None and self.progress.step in STEPS:
            at = STEPS.index(self.progress.step)
            if steps[at][1] in {"todo", "now"} and self.purchase.state not in SETTLED:
                return tuple(
                    (s, "done" if i < at else "now" if i == at else "todo") for i, s in enumerate(STEPS)
                )
        if self.error is not None and not (self.is_running or self.waits_for_wallet or self.is_paused):
            return tuple((step, "failed" if state == "now" else state) for step, state in steps)
        if self.is_running:
            return tuple((step, "now" if state == "failed" else state) for step, state in steps)
        return steps

    @property
    def waits_for_wallet(self) -> bool:
        """Whether it goes on by itself once the wallet is unlocked: nothing failed."""
        return isinstance(self.error, WalletLocked) and not self.is_running

    @property
    def is_paused(self) -> bool:
        """Whether the person paused its download: nothing failed."""
        return isinstance(self.error, DownloadPaused) and not self.is_running

    @property
    def is_filing(self) -> bool:
        """Whether a complaint that was asked for waits for its block, or is being sent."""
        asked = self.purchase.claim_asked and self.purchase.state in WRONG_DELIVERIES
        return asked and (self.is_running or self.error is None)

    @property
    def is_ready(self) -> bool:
        """Whether the model can be run now."""
        return self.purchase.state in RUNNABLE and not self.is_running


class PurchaseFlow(QObject):
    """Starts, follows, retries and stops purchases; ``updated`` carries the purchase id."""

    updated = Signal(str)

    def __init__(
        self,
        purchases: "PurchaseService",
        memory: "ChainMemory",
        jobs: JobRunner,
        bus: ChangeBus,
        parent: QObject,
        unpause: Callable[[str], object] = lambda _purchase_id: None,
    ) -> None:
        """``unpause`` lets the download of a purchase go on that the person paused."""
        super().__init__(parent)
        self._unpause = unpause
        self._purchases = purchases
        self.memory = memory
        self._jobs = jobs
        self._flows: dict[str, Flow] = {}
        self._running: dict[str, Job] = {}
        bus.changed.connect(self._changed)

    def buy(self, quote: "PurchaseQuote") -> None:
        """The click on Buy."""
        self._jobs.start(lambda _job: self._purchases.begin(quote), lane="db", owner=self, done=self._begun)

    def resume(self) -> None:
        """Go on with everything that a closed window left behind."""

        def advance_all(found: list[Purchase]) -> None:
            for purchase in found:
                self.follow(purchase)
                self.advance(purchase.id)

        self._jobs.start(lambda _job: self._purchases.unfinished(), lane="db", owner=self, done=advance_all)

    def carry_on(self, purchase_ids: tuple[str, ...]) -> None:
        """Go on with purchases that the chain has moved while nobody was at work on them."""

        def advance_all(found: list[Purchase]) -> None:
            for purchase in found:
                self.follow(purchase)
                self.advance(purchase.id)

        self._jobs.start(
            lambda _job: [self._purchases.purchase(one) for one in purchase_ids],
            lane="db",
            owner=self,
            done=advance_all,
        )

    def follow(self, purchase: Purchase, settlement: Settlement | None = None) -> Flow:
        """Know this purchase; keeps what is running, and the marks if no newer ones are given."""
        known = self._flows.get(purchase.id)
        flow = replace(known, purchase=purchase) if known else Flow(purchase)
        self._flows[purchase.id] = flow if settlement is None else replace(flow, settlement=settlement)
        return self._flows[purchase.id]

    def flow(self, purchase_id: str) -> Flow | None:
        """What is known of a purchase."""
        return self._flows.get(purchase_id)

    def of_listing(self, listing_id: int) -> Flow | None:
        """The newest purchase of a listing that is still worth showing."""
        found = [f for f in self._flows.values() if f.purchase.listing == listing_id]
        live = [f for f in found if f.purchase.state.value not in {"cancelled", "refunded"}]
        return max(live, key=lambda f: f.purchase.created_at, default=None)

    def advance(self, purchase_id: str) -> None:
        """Start or retry; does nothing while it runs."""
        flow = self._flows.get(purchase_id)
        if flow is None or purchase_id in self._running:
            return
        self._set(purchase_id, replace(flow, is_running=True, error=None, progress=None))
        self._running[purchase_id] = self._jobs.start(
            lambda job: self._purchases.advance(purchase_id, job.cancel, job.report),
            lane="net",
            title=tr("Getting your money back") if flow.purchase.claim_asked else tr("Buying a model"),
            owner=self,
            done=lambda purchase: self._settled(purchase_id, purchase, None),
            failed=lambda error: self._failed(purchase_id, error),
            progressed=lambda progress: self._progressed(purchase_id, progress),
        )

    def retry(self, purchase_id: str) -> None:
        """The person asks for it: what they paused goes on, too."""
        self._jobs.start(
            lambda _job: self._unpause(purchase_id),
            lane="db",
            owner=self,
            done=lambda _: self.advance(purchase_id),
        )

    def cancel(self, purchase_id: str) -> None:
        """Stop before anything was paid."""
        job = self._running.pop(purchase_id, None)
        if job is not None:
            job.cancel()
        self._jobs.start(
            lambda _job: self._purchases.cancel(purchase_id),
            lane="db",
            owner=self,
            done=lambda purchase: self._settled(purchase_id, purchase, None),
            failed=lambda error: self._settled(purchase_id, None, error),
        )

    def _begun(self, purchase: Purchase) -> None:
        self.follow(purchase)
        self.advance(purchase.id)

    def _progressed(self, purchase_id: str, progress: Progress) -> None:
        flow = self._flows[purchase_id]
        if flow.is_running:
            self._set(purchase_id, replace(flow, progress=progress))

    def _failed(self, purchase_id: str, error: BaseException) -> None:
        """Read where it stands before saying that it failed, so that the right step is marked."""
        self._jobs.start(
            lambda _job: self._purchases.purchase(purchase_id),
            lane="db",
            owner=self,
            done=lambda purchase: self._settled(purchase_id, purchase, error),
            failed=lambda _reading: self._settled(purchase_id, None, error),
        )

    def _settled(self, purchase_id: str, purchase: Purchase | None, error: BaseException | None) -> None:
        self._running.pop(purchase_id, None)
        flow = self._flows[purchase_id]
        kept = purchase if purchase is not None else flow.purchase
        self._set(purchase_id, Flow(kept, is_running=False, error=error, settlement=flow.settlement))

    def _changed(self, change: Change) -> None:
        if change.topic is Topic.PURCHASES and change.key in self._flows:
            self._read(change.key)

    def _read(self, purchase_id: str) -> None:
        def read() -> tuple[Purchase, Settlement | None]:
            return self._purchases.purchase(purchase_id), self.memory.settlement(purchase_id)

        def show(found: tuple[Purchase, Settlement | None]) -> None:
            purchase, settlement = found
            flow = self.follow(purchase)
            self._set(purchase_id, replace(flow, settlement=settlement))

        self._jobs.start(lambda _job: read(), lane="db", owner=self, done=show)

    def _set(self, purchase_id: str, flow: Flow) -> None:
        self._flows[purchase_id] = flow
        self.updated.emit(purchase_id)
