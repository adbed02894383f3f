"""Fetching a version from all its sources at once: every chunk verified on arrival, liars named, kills survived.

The parts on the disk are the whole state: after a restart they are verified, and only what is missing is fetched
(see ``landing``). Nothing wrong is ever written into them. See also ``planning`` (who fetches what), ``transfer``
(the threads) and ADR 0019.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from desktop.content.errors import InvalidSource, SourceFault
from desktop.content.sources import IpfsAccess, Source, open_source
from desktop.content.store import ContentStore
from desktop.content.throttling import Share, Throttle
from desktop.content.transfer import Steering, Transfer
from desktop.content.verifying import verify_public
from desktop.core.cancel import CancelToken
from desktop.core.changes import Progress
from desktop.core.contents import CHUNKS, LEAVES, PAYLOAD, PUBLIC, Commitments
from desktop.core.errors import ContentMismatch
from desktop.core.keeping import Kind
from desktop.core.transfers import SourceShare, SourceState, TransferStatus, Trouble

MOST_SOURCES = 12
"""Asked at once for one version; a card names six at most."""


@dataclass(frozen=True, slots=True)
class FetchReport:
    """How a fetch went: what each source gave, and every fault met on the way, in order."""

    shares: tuple[SourceShare, ...] = ()
    faults: tuple[SourceFault, ...] = ()

    @property
    def bytes_from(self) -> dict[str, int]:
        """Right bytes, by source."""
        return {share.name: share.bytes for share in self.shares if share.bytes}


@dataclass(frozen=True, slots=True)
class Unsteered:
    """A transfer that nobody slows down, stops or looks at."""

    pace: Share = field(default_factory=lambda: Throttle().share())

    def check(self) -> None:
        """It goes on."""

    def show(self, status: TransferStatus) -> None:
        """Nobody looks."""


class Fetcher:
    """Fetches versions into a store, one fetch of a version at a time.

    Args:
        store: Where the files go.
        retries: How often a source may fail in a row, without a right chunk between, before it is no hope any more.
        pause_s: First pause before it is asked again; it doubles each time.
        ipfs: Asked at each fetch how IPFS is reached.
        allow_inside: Asked at each fetch whether cards may name places on this machine and in its network.
    """

    def __init__(
        self,
        store: ContentStore,
        *,
        retries: int = 3,
        pause_s: float = 0.5,
        ipfs: Callable[[], IpfsAccess] = IpfsAccess,
        allow_inside: Callable[[], bool] = lambda: False,
    ) -> None:
        self._store = store
        self._retries = retries
        self._pause_s = pause_s
        self._ipfs, self._allow_inside = ipfs, allow_inside
        self._free = threading.Condition()
        self._running: set[bytes] = set()

    def fetch(
        self,
        content: Commitments,
        sources: Sequence[str],
        cancel: CancelToken,
        progress: Callable[[Progress], None] = lambda _: None,
        *,
        key: str = "",
        added: Sequence[str] = (),
        recheck: bool = False,
        steering: AbstractContextManager[Steering] | None = None,
    ) -> FetchReport:
        """Return when all four files are there and verified.

        Args:
            content: What the listing committed to.
            sources: Base addresses of the card: a stranger's, so only public web addresses and IPFS count.
            cancel: Asked all the time; what was verified stays for the next call.
            progress: Called in this thread with the step "fetch", or "verify" for parts found
                on disk; in bytes of the sealed content.
            key: Goes into the progress.
            added: Base addresses that the person added, folders and places inside this network too.
            recheck: Believe no stored file: read them all again, and fetch anew what is damaged.
            steering: Slows, pauses and watches the transfer; entered only if there is one.

        Raises:
            ContentUnavailable: No source gave right bytes (``SourcesFailed``).
            DiskFull: There is too little room; what is there stays.
            Cancelled: By the token, or whatever ``steering`` raised.
        """
        with self._alone(content.identity, cancel):
            if recheck:
                self._distrust(content)
            if self._store.is_complete(content.identity):
                return FetchReport()
            with steering or nullcontext(Unsteered()) as hands:
                self._make_room(content)
                return self._transfer(content, sources, added, cancel, progress, key, hands, whole=True)

    def fetch_public(
        self,
        content: Commitments,
        sources: Sequence[str],
        cancel: CancelToken,
        progress: Callable[[Progress], None] = lambda _: None,
        *,
        key: str = "",
        added: Sequence[str] = (),
        steering: AbstractContextManager[Steering] | None = None,
    ) -> Path:
        """The small public part alone, verified; for the rest see ``fetch``."""
        with self._alone(content.identity, cancel):
            self._store.prepare(content.identity)
            if not self._store.path(content.identity, PUBLIC).is_file():
                with steering or nullcontext(Unsteered()) as hands:
                    self._transfer(content, sources, added, cancel, progress, key, hands, whole=False)
            return self._store.public(content.identity)

    def adopt(self, content: Commitments, folder: Path, cancel: CancelToken) -> None:
        """Put the verified sealed files of ``folder``, on the store's own disk, in place of what is there."""
        with self._alone(content.identity, cancel):
            self._store.prepare(content.identity)
            for file in (PAYLOAD, LEAVES, CHUNKS):
                (folder / file).replace(self._store.part(content.identity, file))
                self._store.complete(content.identity, file)

    def remove(self, identity: bytes, kind: Kind, may_go: Callable[[], bool], cancel: CancelToken) -> bool:
        """Delete something of a version while nobody fetches it, if ``may_go`` says so then; whether it went."""
        with self._alone(identity, cancel):
            if not may_go():
                return False
            self._store.drop(identity, kind)
            return True

    def _transfer(
        self,
        content: Commitments,
        sources: Sequence[str],
        added: Sequence[str],
        cancel: CancelToken,
        progress: Callable[[Progress], None],
        key: str,
        steering: Steering,
        *,
        whole: bool,
    ) -> FetchReport:
        opened, refused = self._open_sources(sources, added)
        transfer = Transfer(
            self._store,
            content,
            opened,
            whole=whole,
            steering=steering,
            cancel=cancel,
            retries=self._retries,
            pause_s=self._pause_s,
        )
        transfer.faults.extend(refused)

        def report(status: TransferStatus) -> None:
            giving = tuple(one.name for one in status.sources if one.state is SourceState.WORKING)
            step = "verify" if status.is_checking else "fetch"
            progress(Progress(key, step, status.done, status.total, sources=giving))

        transfer.go(report)
        return FetchReport(
            (*(_refused_share(fault) for fault in refused), *transfer.shares), tuple(transfer.faults)
        )

    def _open_sources(
        self, sources: Sequence[str], added: Sequence[str]
    ) -> tuple[list[Source], list[SourceFault]]:
        """The sources in an order that follows from the content and the settings alone, each address once."""
        opened: list[Source] = []
        refused: list[SourceFault] = []
        ipfs, allow_inside = self._ipfs(), self._allow_inside()
        bases = dict.fromkeys(added, True) | {base: False for base in sources if base not in added}
        for base, by_person in list(bases.items())[:MOST_SOURCES]:
            try:
                found = open_source(base, by_person=by_person, allow_inside=allow_inside, ipfs=ipfs)
            except InvalidSource:
                refused.append(SourceFault(base, "address", is_final=True))
                continue
            if not found:
                refused.append(SourceFault(base, "no_ipfs", is_final=True))
            opened.extend(found)
        return opened, refused

    def _make_room(self, content: Commitments) -> None:
        """Refuse before the first byte what cannot end well."""
        self._store.prepare(content.identity)
        needed = sum(content.length_of(file) for file in (PAYLOAD, LEAVES, CHUNKS))
        self._store.require_room(needed - self._store.presence(content.identity).bytes_used)

    def _distrust(self, content: Commitments) -> None:
        """Take the whole files for parts again: the public one is judged now, the others when they are fetched."""
        if self._store.path(content.identity, PUBLIC).is_file():
            try:
                verify_public(self._store.public(content.identity), content.public_digest)
            except ContentMismatch:
                self._store.quarantine(content.identity, PUBLIC)
        for file in (PAYLOAD, LEAVES):
            self._store.reopen(content.identity, file)

    @contextmanager
    def _alone(self, identity: bytes, cancel: CancelToken) -> Iterator[None]:
        with self._free:
            while identity in self._running:
                self._free.wait(0.1)
                cancel.raise_if_cancelled()
            self._running.add(identity)
        try:
            yield
        finally:
            with self._free:
                self._running.discard(identity)
                self._free.notify_all()


def _refused_share(fault: SourceFault) -> SourceShare:
    return SourceShare(fault.source, SourceState.DROPPED, trouble=Trouble(fault.reason, fault.detail))
