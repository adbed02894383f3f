"""Downloads as a person sees and steers them: what runs, how fast, from whom; pause, go on, who goes first.

The bytes are ``content``'s business. Whoever fetches a version asks here for a ``Steering`` and gives it to the
transfer. A paused one ends with ``DownloadPaused``, so that it holds no thread; what came is kept, and whoever wanted
it asks again when the person lets it go on.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Protocol

from desktop.core.changes import Change, Topic
from desktop.core.errors import Cancelled
from desktop.core.transfers import Download, DownloadPaused, TransferStatus, Urgency, Wanted

MOST_FINISHED = 20
"""Finished ones that are kept to be looked at."""
_TELL_S = 0.5


class Pace(Protocol):
    """A transfer's part in the bandwidth: ``content.throttling.Share``."""

    urgency: Urgency

    def take(self, length: int, stop: Callable[[], None]) -> None: ...
    def leave(self) -> None: ...


class Line(Protocol):
    """The bandwidth of all transfers: ``content.throttling.Throttle``."""

    def share(self, urgency: Urgency) -> Pace: ...


class DownloadBook(Protocol):
    """Downloads, kept."""

    def all(self) -> list[Download]:
        """Newest first."""

    def put(self, download: Download) -> None: ...
    def drop(self, identity: bytes) -> None: ...


class Clock(Protocol):
    def now(self) -> int: ...


@dataclass(frozen=True, slots=True)
class DownloadView:
    """A download, and how its transfer stands if one runs."""

    download: Download
    status: TransferStatus | None = None

    @property
    def is_running(self) -> bool:
        return self.status is not None


class DownloadService:
    """Safe from several threads.

    Args:
        book: Where downloads are kept.
        line: The bandwidth.
        wanted: What a key stands for, and the model's name; a repair and nothing if nobody knows the key.
        clock: Says when.
        publish: Told that the list changed, at most twice a second while bytes flow.
    """

    def __init__(
        self,
        book: DownloadBook,
        line: Line,
        wanted: Callable[[str], tuple[Wanted, str]],
        clock: Clock,
        publish: Callable[[Change], None],
    ) -> None:
        self._book, self._line, self._wanted = book, line, wanted
        self._clock, self._publish = clock, publish
        self._lock = threading.RLock()
        self._running: dict[bytes, _Running] = {}

    def all(self) -> tuple[DownloadView, ...]:
        """Those that are not finished, in the order in which they are served, then the finished ones, newest first."""
        with self._lock:
            running = {identity: one.status for identity, one in self._running.items()}
        views = [DownloadView(kept, running.get(kept.identity)) for kept in self._book.all()]
        open_ones = [view for view in views if view.download.finished_at is None]
        finished = [view for view in views if view.download.finished_at is not None]
        open_ones.sort(key=lambda view: (view.download.urgency, view.download.started_at))
        return (*open_ones, *finished)

    def rate(self) -> tuple[int, float]:
        """How many transfers run, and their bytes per second together; reads no disk."""
        with self._lock:
            return len(self._running), sum(one.status.rate_bytes_s for one in self._running.values())

    @contextmanager
    def steered(
        self, identity: bytes, key: str, total_bytes: int, *, urgency: Urgency = Urgency.WAITED
    ) -> Iterator["_Running"]:
        """Around one transfer: the list has it, and it can be steered.

        Raises:
            DownloadPaused: The person paused it earlier, and has not let it go on.
        """
        known = self._find(identity)
        if known is not None and known.finished_at is None:
            kept = replace(known, key=key or known.key)
            if kept.is_paused:
                raise DownloadPaused(kept.done_bytes, kept.total_bytes)
        else:
            wanted, name = self._wanted(key)
            kept = Download(
                identity, key, name, total_bytes, self._clock.now(), urgency=urgency, wanted=wanted
            )
        running = _Running(kept, self._line.share(kept.urgency), self._tell)
        with self._lock:
            self._running[identity] = running
        self._put(kept)
        try:
            yield running
            self._ended(running, is_finished=True)
        except BaseException:
            self._ended(running, is_finished=False)
            raise

    @contextmanager
    def unlisted(self) -> Iterator["_Running"]:
        """Around a small transfer that nobody steers: it has its part of the bandwidth, and no place in the list."""
        pace = self._line.share(Urgency.WAITED)
        try:
            yield _Running(Download(b"", "", "", 0, 0), pace, lambda: None)
        finally:
            pace.leave()

    def pause(self, identity: bytes) -> None:
        """Stop it for now; what came is kept."""
        self._change(identity, is_paused=True)
        with self._lock:
            running = self._running.get(identity)
        if running is not None:
            running.is_paused = True

    def go_on(self, identity: bytes) -> None:
        """It may run again; whoever wanted it has to ask for it again."""
        self._change(identity, is_paused=False)

    def go_on_for(self, key: str) -> None:
        """The same, by the purchase or request that it belongs to."""
        for view in self.all():
            if view.download.key == key and view.download.is_paused:
                self.go_on(view.download.identity)

    def cancel(self, identity: bytes) -> None:
        """Stop it and forget it; the parts go when nothing needs them."""
        with self._lock:
            running = self._running.get(identity)
        if running is not None:
            running.is_cancelled = True
        self._book.drop(identity)
        self._publish(Change(Topic.TRANSFERS))

    def set_urgency(self, identity: bytes, urgency: Urgency) -> None:
        """Who goes first, from now on."""
        self._change(identity, urgency=urgency)
        with self._lock:
            if identity in self._running:
                self._running[identity].pace.urgency = urgency

    def forget_finished(self) -> None:
        """Clear the list of what is done; the models stay."""
        for view in self.all():
            if view.download.finished_at is not None:
                self._book.drop(view.download.identity)
        self._publish(Change(Topic.TRANSFERS))

    def _find(self, identity: bytes) -> Download | None:
        return next((kept for kept in self._book.all() if kept.identity == identity), None)

    def _put(self, download: Download) -> None:
        self._book.put(download)
        self._publish(Change(Topic.TRANSFERS))

    def _change(self, identity: bytes, **fields: object) -> None:
        with self._lock:
            known = self._find(identity)
            if known is None:
                return
            changed = replace(known, **fields)  # type: ignore[arg-type]  # of this module's own calls
            self._book.put(changed)
            if identity in self._running:
                self._running[identity].kept = changed
        self._publish(Change(Topic.TRANSFERS))

    def _ended(self, running: "_Running", *, is_finished: bool) -> None:
        running.pace.leave()
        with self._lock:
            self._running.pop(running.kept.identity, None)
            status, kept = running.status, running.kept
            if not running.is_cancelled:
                self._book.put(
                    replace(
                        kept,
                        done_bytes=kept.total_bytes if is_finished else max(status.done, kept.done_bytes),
                        finished_at=self._clock.now() if is_finished else None,
                        sources=status.sources or kept.sources,
                    )
                )
            self._drop_oldest()
        self._publish(Change(Topic.TRANSFERS))

    def _drop_oldest(self) -> None:
        finished = [kept for kept in self._book.all() if kept.finished_at is not None]
        for kept in finished[MOST_FINISHED:]:
            self._book.drop(kept.identity)

    def _tell(self) -> None:
        self._publish(Change(Topic.TRANSFERS))


class _Running:
    """One transfer: ``content.transfer.Steering``."""

    def __init__(self, kept: Download, pace: Pace, tell: Callable[[], None]) -> None:
        self.kept, self.pace = kept, pace
        self.status = TransferStatus(kept.done_bytes, kept.total_bytes)
        self.is_paused = self.is_cancelled = False
        self._tell = tell
        self._told_at = 0.0

    def check(self) -> None:
        """Raises ``DownloadPaused``, or ``Cancelled``."""
        if self.is_cancelled:
            raise Cancelled
        if self.is_paused:
            raise DownloadPaused(self.status.done, self.status.total)

    def show(self, status: TransferStatus) -> None:
        self.status = status
        now = time.monotonic()
        if now - self._told_at > _TELL_S:
            self._told_at = now
            self._tell()
