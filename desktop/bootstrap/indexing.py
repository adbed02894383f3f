"""Following the chain into the catalogue: what the indexer process does, step by step."""

import logging
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from desktop.bootstrap.older_logs import OlderLogs
from desktop.bootstrap.second_opinions import SecondOpinions
from desktop.bootstrap.snapshot_watch import SnapshotWatch
from desktop.chain.backoff import Backoff
from desktop.chain.gateway import ChainGateway
from desktop.chain.logs import LogFollower
from desktop.core.errors import EnvironmentFault
from desktop.core.events import EventBatch
from desktop.core.identity import Address
from desktop.core.listings import Disagreement
from desktop.services.snapshots import Step
from desktop.store.catalogue_writer import CatalogueWriter
from desktop.store.listing_rows import Readings

log = logging.getLogger("licet.indexer")

POLL_S = 1.0
LONGEST_SILENCE_S = 5.0
"""The event is the sign of life, by which this process also notices that its parent is gone."""

PROGRESS_S = 1.0
"""How often it is told that older blocks are read which changed nothing."""

Tell = Callable[..., None]
_Read = tuple[str, EventBatch, Readings]


class Indexing:
    """Reads a batch while the one before is written, and goes on from what was written after any fault."""

    def __init__(
        self,
        gateway: ChainGateway,
        writer: CatalogueWriter,
        records: Address,
        tell: Tell,
        snapshot: SnapshotWatch | None = None,
        older: OlderLogs | None = None,
    ) -> None:
        """Make it; nothing is asked yet.

        Args:
            gateway: The endpoints.
            writer: The catalogue; ``Indexing`` alone writes to it.
            records: The records contract; followed also where it is not deployed yet: its address is known, and its
                first rating is then not missed.
            tell: Called with an event's name and values.
            snapshot: Compares what the catalogue may have begun with, whenever there is nothing else to read.
            older: Reads the bulk of what is older.
        """
        self._gateway = gateway
        self._writer = writer
        self._records = records
        self._tell = tell
        self._snapshot = snapshot
        self._reading = ThreadPoolExecutor(max_workers=1, thread_name_prefix="reading")
        self._older = older or OlderLogs(gateway.market, records)
        self._opinions = SecondOpinions(gateway.cross_check())
        self._backoff = Backoff(POLL_S)
        self._follower: LogFollower | None = None
        self._next: Future[_Read] | None = None
        self._fault: str | None = None
        self._limits: dict[str, tuple[int, int]] = {}
        self._told_at = time.monotonic()
        self.is_caught_up = False

    def close(self) -> None:
        """Ask nothing more."""
        self._leave()
        self._opinions.close()
        self._older.close()
        self._reading.shutdown(wait=False, cancel_futures=True)

    def run(self, wait: Callable[[float], bool]) -> None:
        """Follow until ``wait``, which pauses for some seconds, says that it is enough."""
        pause_s = 0.0
        while True:
            while pause_s > 0.0:
                part_s = min(pause_s, LONGEST_SILENCE_S)
                if wait(part_s):
                    return
                pause_s -= part_s
                if self._silent_s >= LONGEST_SILENCE_S:
                    self._give_sign_of_life()
            pause_s = self.step()

    def step(self) -> float:
        """Read and write one batch; how many seconds to wait before the next."""
        try:
            origin, batch, readings = self._read()
        except EnvironmentFault as error:
            self._leave()
            pause_s = self._backoff.next_s(error)
            if self._fault != type(error).__name__:
                self._fault = type(error).__name__
                self._say("fault", name=self._fault)
            return pause_s
        self._backoff.reset()
        changed = self._writer.apply(batch, readings)
        self._remember_limits()
        self.is_caught_up = batch.is_caught_up
        if self._snapshot is not None:
            self._snapshot.followed(batch)
        if batch.rollback_to is not None:
            self._leave()  # the chain may be another one: where it begins is looked for again
        self._opinions.offer(origin, batch)
        is_news = changed or self._fault is not None
        if is_news or (not batch.is_caught_up and self._silent_s >= PROGRESS_S):
            self._fault = None
            self._say("indexed", block=batch.last, listings=sorted(changed))
        self._weigh(batch)
        if not batch.is_caught_up or self._is_mended():
            return 0.0
        return POLL_S if batch.events or not self._writer.tidy() else 0.0

    def _is_mended(self) -> bool:
        """Compare a little of the snapshot; whether it was wrong, and the rest is to be read from the chain."""
        if self._snapshot is None:
            return False
        if self._snapshot.step() is not Step.NOTHING_LEFT:
            self._tell("compared")
        if not self._snapshot.mend():
            return False
        self._leave()
        return True

    def _read(self) -> _Read:
        """The next batch; the one behind it is read while this one is written."""
        ahead, self._next = self._next, None
        found = self._poll() if ahead is None else ahead.result()
        if not found[1].is_caught_up:
            self._next = self._reading.submit(self._poll)
        return found

    def _poll(self) -> _Read:
        if self._follower is None:
            self._follower = self._begin()
        batch = self._follower.poll()
        self._older.weigh(batch)
        return self._follower.origin, batch, self._older.readings(batch)

    def _begin(self) -> LogFollower:
        progress = self._writer.progress()
        begins_at = progress.begins_at
        self._limits = progress.limits
        if begins_at is None:
            birth = self._gateway.birth()
            begins_at = birth.block
            if birth.is_final:
                self._writer.keep_beginning(begins_at)
        return self._gateway.follow(
            progress.last_indexed, progress.block_hashes, self._records, progress.first_indexed, begins_at,
            self._older, progress.limits,
        )  # fmt: skip

    def _remember_limits(self) -> None:
        limits = self._follower.limits if self._follower is not None else {}
        if not limits.items() <= self._limits.items():
            self._limits |= limits
            self._writer.keep_limits(limits)

    def _leave(self) -> None:
        """Forget what was read ahead: the next step goes on from what is written."""
        ahead, self._next = self._next, None
        if ahead is not None:
            ahead.cancel()
            ahead.exception(timeout=None) if not ahead.cancelled() else None
        if self._follower is not None:
            self._follower.close()
            self._follower = None
        self._older.forget()

    def _weigh(self, batch: EventBatch) -> None:
        """Keep and tell what endpoints disagree about; what was read from one that lied is read again."""
        findings = self._opinions.found()
        self._name([finding.disagreement for finding in findings])
        if batch.is_caught_up and batch.events:
            self._name(self._writer.missing_numbers(self._gateway.origin))
        if any(finding.is_ours for finding in findings):
            for finding in findings:
                if finding.is_ours:
                    self._gateway.distrust(finding.disagreement.origin)
            log.info("what was read from an endpoint that told the untruth is read again")
            self._leave()
            self._writer.forget_all()
            if self._snapshot is not None:
                self._snapshot.forgotten()

    def _name(self, disagreements: list[Disagreement]) -> None:
        for entry in self._writer.disagree(disagreements):
            log.info(
                "%s: listing %d %s in block %d", entry.origin, entry.listing, entry.kind.value, entry.block
            )
            self._say(
                "disagreement",
                listing=entry.listing,
                origin=entry.origin,
                kind=entry.kind.value,
                block=entry.block,
                is_proven=entry.is_proven,
            )

    @property
    def _silent_s(self) -> float:
        return time.monotonic() - self._told_at

    def _say(self, event: str, /, **values: object) -> None:
        self._told_at = time.monotonic()
        self._tell(event, **values)

    def _give_sign_of_life(self) -> None:
        if self._fault is None:
            self._say("indexed", block=self._writer.progress().last_indexed or 0, listings=[])
        else:
            self._say("fault", name=self._fault)
