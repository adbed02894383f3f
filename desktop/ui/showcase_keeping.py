"""Stored content, checks, places and seeding of the showcase: nothing is read, sent or served."""

import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace

from desktop.core.cancel import CancelToken
from desktop.core.changes import Change, Progress, Topic
from desktop.core.checks import CheckPoint, CheckState, VersionCheck
from desktop.core.exchange import Terms
from desktop.core.keeping import Claim, Kind, Stored, Verdict, judge
from desktop.core.listings import Listing
from desktop.core.mirrors import Mirror, MirrorOutcome, SourceStanding
from desktop.services.checking import CheckLine, CheckOverview, KeptVersion
from desktop.services.seeding import SeedSettings, SeedStatus
from desktop.services.selling.mirroring import ServedListing, SourceLine
from desktop.services.storage import Cleaned, StorageOverview, StoredVersion
from desktop.ui import showcase_values as values
from desktop.ui.showcase_parts import Gate, Publish, Selling, silent

DAY_S = 86_400


def stored_version(
    index: int, kind: Kind, size_bytes: int, claims: Collection[Claim], days_old: int
) -> StoredVersion:
    """A line of the storage page, judged by the real rules."""
    listing = values.listings()[index]
    stored = Stored(listing.terms.identity, kind, size_bytes, int(time.time()) - days_old * DAY_S)
    return StoredVersion(judge(stored, frozenset(claims), int(time.time())), values.own_listing(listing).card)


def kept_version(index: int) -> KeptVersion:
    listing = values.listings()[index]
    return KeptVersion(listing.terms, name_of(listing), ("https://models.example.org/licet",))


def name_of(listing: Listing) -> str:
    """Name and version of its card."""
    return f"{listing.card.name} {listing.card.version}" if listing.card is not None else ""


@dataclass
class Storage:
    gate: Gate
    publish: Publish = silent
    lines: list[StoredVersion] = field(default_factory=list)
    asked: list[frozenset[tuple[bytes, Kind]]] = field(default_factory=list)

    def overview(self) -> StorageOverview:
        self.gate.pass_through("storage.overview")
        return StorageOverview(tuple(self.lines), 182_000_000_000)

    def clean(
        self,
        asked: Collection[tuple[bytes, Kind]],
        cancel: CancelToken,
        progress: Callable[[Progress], None],
    ) -> Cleaned:
        going = [line for line in self.lines if line.judged.verdict is Verdict.FREE or line.key in asked]
        freed = sum(line.judged.stored.bytes for line in going)
        progress(Progress("storage", "clean", freed // 3, freed))
        self.gate.pass_through("storage.clean", cancel)
        self.asked.append(frozenset(asked))
        self.lines = [line for line in self.lines if line not in going]
        self.publish(Change(Topic.LIBRARY))
        return Cleaned(freed, len(going), 0)


@dataclass
class Checking:
    gate: Gate
    publish: Publish = silent
    versions: list[KeptVersion] = field(default_factory=list)
    checks: dict[bytes, VersionCheck] = field(default_factory=dict)
    is_under_way: bool = False

    def overview(self) -> CheckOverview:
        lines = tuple(CheckLine(one, self.checks.get(one.terms.identity)) for one in self.versions)
        return CheckOverview(lines, self.is_under_way, 1)

    def put(self, version: KeptVersion, state: CheckState, point: CheckPoint, **more: object) -> None:
        identity = version.terms.identity
        made = VersionCheck(identity, 1, state, point, int(time.time()) - 3600)
        self.checks[identity] = replace(made, **more)  # type: ignore[arg-type]

    def check(self, cancel: CancelToken, progress: Callable[[Progress], None]) -> CheckOverview:
        self.is_under_way = True
        first = self.versions[0].terms
        self._tell(first, progress)
        self.gate.pass_through("checking.check", cancel)
        for version in self.versions:
            if version.terms.identity not in self.checks:
                self.put(version, CheckState.SOUND, CheckPoint())
        self.is_under_way = False
        return self.overview()

    def _tell(self, terms: Terms, progress: Callable[[Progress], None]) -> None:
        progress(Progress(terms.identity.hex(), "check", terms.size_bytes // 3, terms.size_bytes))

    def mend(
        self, identity: bytes, cancel: CancelToken, progress: Callable[[Progress], None]
    ) -> VersionCheck:
        progress(Progress(identity.hex(), "mend", 1 << 20, 4 << 20))
        self.gate.pass_through("checking.mend", cancel)
        check = replace(
            self.checks[identity],
            state=CheckState.MENDED,
            mended_from=("https://models.example.org/licet",),
            mended_bytes=131_072,
            fault="",
        )
        self.checks[identity] = check
        return check

    def forget(self) -> None:
        self.is_under_way = False


@dataclass
class Mirrors:
    gate: Gate
    selling: Selling
    publish: Publish = silent
    places: tuple[Mirror, ...] = ()
    sources: dict[int, tuple[SourceLine, ...]] = field(default_factory=dict)
    answers: dict[str, SourceStanding] = field(default_factory=dict)
    outcomes: tuple[MirrorOutcome, ...] = ()
    published: list[tuple[int, tuple[Mirror, ...]]] = field(default_factory=list)
    dropped: list[tuple[int, str]] = field(default_factory=list)

    def mirrors(self) -> tuple[Mirror, ...]:
        return self.places

    def keep_mirrors(self, mirrors: Sequence[Mirror]) -> None:
        self.places = tuple(mirrors)
        self.publish(Change(Topic.SALES))

    def overview(self) -> tuple[ServedListing, ...]:
        self.gate.pass_through("mirrors.overview")
        names = {listing.terms.identity: name_of(listing) for listing in values.listings()}
        return tuple(
            ServedListing(
                own,
                names[own.terms.identity],
                self.sources.get(own.listing, ()),
            )
            for own in self.selling.listings
            if own.is_open
        )

    def ask(self, cancel: CancelToken, progress: Callable[[Progress], None]) -> tuple[ServedListing, ...]:
        progress(Progress("1", "ask", 1, 4))
        self.gate.pass_through("mirrors.ask", cancel)
        for listing, lines in self.sources.items():
            self.sources[listing] = tuple(
                replace(line, standing=self.answers.get(line.source, line.standing)) for line in lines
            )
        return self.overview()

    def publish_again(
        self,
        listing: int,
        mirrors: Sequence[Mirror],
        cancel: CancelToken,
        progress: Callable[[Progress], None],
    ) -> tuple[MirrorOutcome, ...]:
        progress(Progress("0", "mirror", 300 << 20, 800 << 20))
        self.gate.pass_through("mirrors.publish_again", cancel)
        self.published.append((listing, tuple(mirrors)))
        return self.outcomes or tuple(MirrorOutcome(mirror) for mirror in mirrors)

    def drop_source(self, listing: int, source: str, _cancel: CancelToken) -> None:
        self.dropped.append((listing, source))
        self.sources[listing] = tuple(line for line in self.sources[listing] if line.source != source)


@dataclass
class Seeding:
    gate: Gate
    publish: Publish = silent
    kept: SeedStatus = SeedStatus(SeedSettings())  # noqa: RUF009 - frozen

    def status(self) -> SeedStatus:
        return self.kept

    def change(self, settings: SeedSettings) -> SeedStatus:
        self.gate.pass_through("seeding.change")
        url = f"http://{settings.host}:{settings.port or 41_234}" if settings.is_on else ""
        self.kept = SeedStatus(settings, url, 2 if url else 0, 3, 1_240_000_000)
        self.publish(Change(Topic.SALES))
        return self.kept
