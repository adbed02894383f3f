"""The content store, its fetcher and the sandboxed readers, fitted to what the services ask for."""

from collections.abc import Callable, Sequence
from pathlib import Path

from desktop.content.checking import check_version
from desktop.content.fetching import Fetcher, FetchReport
from desktop.content.files import free_bytes
from desktop.content.sources import IpfsAccess
from desktop.content.store import ContentStore
from desktop.content.verifying import prove_leaf
from desktop.core.cancel import CancelToken
from desktop.core.changes import Progress
from desktop.core.checks import CheckPoint
from desktop.core.contents import Commitments, LeafProof
from desktop.core.errors import Breach
from desktop.core.exchange import Terms
from desktop.core.keeping import Kind, Stored
from desktop.core.runs import PublicContent, SandboxLevel
from desktop.core.transfers import Urgency
from desktop.runtime.host import ModelHost
from desktop.services.downloads import DownloadService


class KeptContent:
    """``services.purchase.ports.ContentKeeper`` and the catalogue's readers of public parts.

    Args:
        store: Where the files are.
        host: Reads what is in them, in the sandbox.
        added: Base addresses that the person (or the demo network) added.
        downloads: Where transfers are shown and steered; None where nobody looks.
        ipfs: How IPFS is reached.
        allow_inside: Whether cards may name places on this machine and in its network.
    """

    def __init__(
        self,
        store: ContentStore,
        host: ModelHost,
        added: Sequence[str],
        *,
        downloads: DownloadService | None = None,
        ipfs: Callable[[], IpfsAccess] = IpfsAccess,
        allow_inside: Callable[[], bool] = lambda: False,
    ) -> None:
        self._store = store
        self._host = host
        self._fetcher = Fetcher(store, ipfs=ipfs, allow_inside=allow_inside)
        self._added = tuple(added)
        self._downloads = downloads

    def fetch(
        self,
        terms: Terms,
        sources: Sequence[str],
        cancel: CancelToken,
        progress: Callable[[Progress], None],
        key: str,
        *,
        recheck: bool = False,
    ) -> None:
        self._fetch(terms, sources, cancel, progress, key, Urgency.WAITED, recheck=recheck)

    def _fetch(
        self,
        terms: Terms,
        sources: Sequence[str],
        cancel: CancelToken,
        progress: Callable[[Progress], None],
        key: str,
        urgency: Urgency,
        *,
        recheck: bool,
    ) -> FetchReport:
        content, downloads = Commitments.of(terms), self._downloads
        steering = (
            None
            if downloads is None
            else downloads.steered(content.identity, key, content.size_bytes, urgency=urgency)
        )
        return self._fetcher.fetch(
            content,
            sources,
            cancel,
            progress,
            key=key,
            added=self._added,
            recheck=recheck,
            steering=steering,
        )

    def adopt(self, terms: Terms, folder: Path, cancel: CancelToken) -> None:
        """Put verified sealed files in place, and not while they are being fetched."""
        self._fetcher.adopt(Commitments.of(terms), folder, cancel)

    def has_any(self, identity: bytes) -> bool:
        """Whether anything but the public part was ever kept of a version (``services.checking``)."""
        return any(stored.kind in {Kind.WHOLE, Kind.PARTS} for stored in self._store.contents(identity))

    def is_complete(self, identity: bytes) -> bool:
        return self._store.is_complete(identity)

    def check(
        self,
        terms: Terms,
        point: CheckPoint,
        cancel: CancelToken,
        told: Callable[[CheckPoint], None],
        *,
        rest: float,
    ) -> CheckPoint:
        return check_version(self._store, Commitments.of(terms), point, cancel, told, rest=rest)

    def mend(
        self,
        terms: Terms,
        sources: Sequence[str],
        cancel: CancelToken,
        progress: Callable[[Progress], None],
        key: str,
    ) -> dict[str, int]:
        """Fetch what is wrong of a version anew; bytes by source."""
        report = self._fetch(terms, sources, cancel, progress, key, Urgency.BACKGROUND, recheck=True)
        return report.bytes_from

    def inventory(self) -> list[Stored]:
        """Everything that lies in the store (``services.storage.StoredContent``)."""
        return self._store.inventory()

    def contents(self, identity: bytes) -> list[Stored]:
        return self._store.contents(identity)

    def remove(self, identity: bytes, kind: Kind, may_go: Callable[[], bool], cancel: CancelToken) -> bool:
        return self._fetcher.remove(identity, kind, may_go, cancel)

    def free_bytes(self) -> int:
        return free_bytes(self._store.root)

    def prove(self, terms: Terms, index: int) -> LeafProof:
        return prove_leaf(self._store.sealed(terms.identity), Commitments.of(terms), index)

    def inspect(self, terms: Terms) -> tuple[Breach, ...]:
        return self._host.verify_public(self._store.public(terms.identity)).breaches

    def fetch_public(
        self, terms: Terms, sources: Sequence[str], cancel: CancelToken, progress: Callable[[Progress], None]
    ) -> Path:
        """The public part alone, verified."""
        return self._fetcher.fetch_public(
            Commitments.of(terms),
            sources,
            cancel,
            progress,
            added=self._added,
            steering=None if self._downloads is None else self._downloads.unlisted(),
        )

    def read_public(self, path: Path) -> tuple[PublicContent, SandboxLevel]:
        """What a public part says, and the level of the sandbox that read it."""
        return self._host.inspect_public(path)

    def public_path(self, identity: bytes) -> Path:
        return self._store.public(identity)

    def disk_bytes(self, identity: bytes) -> int:
        return self._store.presence(identity).bytes_used

    def licence_text(self, identity: bytes) -> str:
        """The LICENSE of a kept version."""
        return self._host.read_public(self._store.public(identity)).license_text
