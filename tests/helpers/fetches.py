"""What the tests of fetching share: a version on a shelf, a fetch of it, and eyes and hands on the transfer."""

import threading
from collections.abc import Callable, Sequence
from typing import Any

from desktop.content.fetching import Fetcher, FetchReport
from desktop.content.store import ContentStore
from desktop.content.verifying import verify_sealed_files
from desktop.core.cancel import CancelToken
from desktop.core.changes import Progress
from desktop.core.contents import FILES
from desktop.core.transfers import SourceState, TransferStatus
from tests.unit.content.versions import Version


def fetch(
    fetcher: Fetcher,
    version: Version,
    *bases: str,
    cancel: CancelToken | None = None,
    progress: Callable[[Progress], None] = lambda _: None,
    **options: Any,
) -> FetchReport:
    """From places that the person named: those of a card may not be on this machine."""
    return fetcher.fetch(version.content, [], cancel or CancelToken(), progress, added=bases, **options)


def assert_whole(store: ContentStore, version: Version) -> None:
    """All four files are there, right, and nothing beside them."""
    identity = version.content.identity
    assert store.is_complete(identity)
    verify_sealed_files(store.sealed(identity), version.content)
    for file in FILES:
        assert store.path(identity, file).read_bytes() == (version.folder / file).read_bytes()
    assert sorted(entry.name for entry in store.folder(identity).iterdir()) == sorted(FILES)


class Watcher:
    """Steers nothing; counts the bytes that came, and tells when a source was found out.

    Args:
        at: Called once, with this many bytes taken.
    """

    def __init__(self, at: int = 1 << 60, then: Callable[[], None] = lambda: None) -> None:
        self.statuses: list[TransferStatus] = []
        self.found_out = threading.Event()
        self.taken = 0
        self._at, self._then = at, then

    @property
    def pace(self) -> "Watcher":
        return self

    def take(self, length: int, stop: Callable[[], None]) -> None:
        stop()
        self.taken += length
        if self.taken >= self._at:
            self._at = 1 << 60
            self._then()

    def check(self) -> None:
        """Goes on."""

    def show(self, status: TransferStatus) -> None:
        self.statuses.append(status)
        troubled = (one.trouble is not None or one.state is SourceState.DROPPED for one in status.sources)
        if any(troubled):
            self.found_out.set()


def names(report: FetchReport) -> Sequence[tuple[str, str, str]]:
    """Who was found out, of what."""
    return [(fault.source, fault.reason, fault.detail) for fault in report.faults]
