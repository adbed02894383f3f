"""In the indexer: compares the snapshot that a catalogue began with, and reads anew from the chain what was not right."""

import logging
from collections.abc import Callable, Sequence
from pathlib import Path

from desktop.core.errors import EnvironmentFault
from desktop.core.events import EventBatch
from desktop.core.snapshots import SnapshotState
from desktop.services.snapshots import LeisurelyCheck, Step
from desktop.services.snapshots.ports import FactSource
from desktop.store.catalogue_writer import CatalogueWriter
from desktop.store.snapshot_book import SnapshotBook

log = logging.getLogger("licet.indexer")


class SnapshotWatch:
    """Beside the one writer, in its thread."""

    def __init__(
        self, path: Path, writer: CatalogueWriter, sources: Callable[[], Sequence[FactSource]]
    ) -> None:
        self._writer = writer
        self._book = SnapshotBook.open(path)
        self._check = LeisurelyCheck(self._book, sources)

    def close(self) -> None:
        self._book.close()

    def followed(self, batch: EventBatch) -> None:
        """What a batch took back was read from the chain since: nothing of it is the snapshot's any more."""
        if batch.rollback_to is not None:
            self._book.cut(batch.rollback_to)

    def forgotten(self) -> None:
        """All is read from the chain anew: the catalogue has nothing of a snapshot any more."""
        self._book.forget()

    def step(self) -> Step:
        """Compare a few more blocks; a node that fails or contradicts another is asked again later."""
        try:
            step = self._check.step()
        except EnvironmentFault as error:
            log.info("the snapshot could not be compared: %s", type(error).__name__)
            return Step.NOTHING_LEFT
        return step

    def mend(self) -> bool:
        """Throw away what a wrong snapshot said beyond what was compared; the follower must then begin anew.

        Done again after a kill: the state says so until it is done.
        """
        if self._book.state() is not SnapshotState.BAD:
            return False
        right_to = self._book.checked_up_to()
        log.info("the snapshot was wrong: the catalogue is read from the chain above block %d", right_to)
        self._writer.apply(EventBatch(right_to + 1, right_to, right_to, 0, (), {}, right_to))
        self._book.cut(right_to)
        self._book.set_state(SnapshotState.MENDED)
        return True
