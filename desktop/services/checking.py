"""Verify my library: every kept version is read in full, what is damaged is put out of use and mended from its sources.

A check survives being stopped and killed: how far each version is lies in the database, and the next call goes on.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from desktop.core.cancel import CancelToken
from desktop.core.changes import Change, Progress, Topic
from desktop.core.checks import CheckPoint, CheckState, VersionCheck
from desktop.core.errors import AppError, Cancelled, InvalidCard
from desktop.core.exchange import Terms
from desktop.core.keeping import Claim
from desktop.core.listings import Card
from desktop.core.orders import Purchase
from desktop.core.requests import KeyRequest
from desktop.core.sales import OwnListing, Sale
from desktop.services.ports import Clock

log = logging.getLogger("licet.checking")

REST = 1.0
"""It waits as long as it works: half a processor and half a disk are left to whatever the person does."""
_KEEP_CHUNKS = 1024
"""64 MiB are read again at most after a kill."""
_HELD = frozenset({Claim.LICENCE, Claim.LISTING})
_UNDER_WAY = frozenset({Claim.ORDER, Claim.REQUEST, Claim.SALE})
"""Of these only what is whole is checked: the rest may be a download that somebody waits for."""


class CheckedContent(Protocol):
    """The content store and its fetcher."""

    def has_any(self, identity: bytes) -> bool:
        """Whether anything but the public part was ever kept of a version."""

    def is_complete(self, identity: bytes) -> bool: ...
    def check(
        self,
        terms: Terms,
        point: CheckPoint,
        cancel: CancelToken,
        told: Callable[[CheckPoint], None],
        *,
        rest: float,
    ) -> CheckPoint: ...

    def mend(
        self,
        terms: Terms,
        sources: Sequence[str],
        cancel: CancelToken,
        progress: Callable[[Progress], None],
        key: str,
    ) -> dict[str, int]:
        """Put what is wrong out of use and fetch it anew; bytes by source.

        Raises:
            ContentUnavailable: No source gave right bytes; what is right stays.
        """


class CheckBook(Protocol):
    """The checks on disk, one for each version."""

    def all(self) -> dict[bytes, VersionCheck]: ...
    def put(self, check: VersionCheck) -> None: ...
    def begin(self, run: int) -> None:
        """A whole check begins; 0 ends it."""

    def run(self) -> int:
        """When the whole check began that is not over yet; 0 if none is under way."""


class Purchases(Protocol):
    def all(self) -> list[Purchase]: ...


class Requests(Protocol):
    def all(self) -> list[KeyRequest]: ...


class Sales(Protocol):
    def anywhere(self) -> tuple[list[OwnListing], list[Sale]]: ...


@dataclass(frozen=True, slots=True)
class KeptVersion:
    """A version that this wallet needs; ``sources`` are its card's, ``name`` a stranger's plain text."""

    terms: Terms
    name: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One version and its last check."""

    version: KeptVersion
    check: VersionCheck | None


@dataclass(frozen=True, slots=True)
class CheckOverview:
    """All versions; ``is_under_way`` if a whole check was begun and is not over."""

    lines: tuple[CheckLine, ...]
    is_under_way: bool
    run: int

    @property
    def total_bytes(self) -> int:
        return sum(line.version.terms.size_bytes for line in self.lines)

    @property
    def done_bytes(self) -> int:
        """Of the check that is under way, or of the last one."""
        return sum(_done_bytes(line, self.run) for line in self.lines)

    def count(self, state: CheckState) -> int:
        return sum(line.check is not None and line.check.state is state for line in self.lines)


class LibraryCheck:
    """Checks and mends. Safe from several threads, but one check at a time is enough."""

    def __init__(
        self,
        *,
        content: CheckedContent,
        book: CheckBook,
        purchases: Purchases,
        requests: Requests,
        sales: Sales,
        claims: Callable[[], dict[bytes, frozenset[Claim]]],
        read_card: Callable[[bytes], Card],
        clock: Clock,
        publish: Callable[[Change], None],
    ) -> None:
        self._content = content
        self._book = book
        self._purchases = purchases
        self._requests = requests
        self._sales = sales
        self._claims = claims
        self._read_card = read_card
        self._clock = clock
        self._publish = publish

    def overview(self) -> CheckOverview:
        """Every version that is needed and was fetched, with what was last found."""
        checks, run = self._book.all(), self._book.run()
        lines = tuple(CheckLine(v, checks.get(v.terms.identity)) for v in self._versions())
        newest = max((line.check.run for line in lines if line.check is not None), default=0)
        return CheckOverview(lines, bool(run), run or newest)

    def check(
        self,
        cancel: CancelToken,
        progress: Callable[[Progress], None] = lambda _: None,
        *,
        mend: bool = True,
        rest: float = REST,
    ) -> CheckOverview:
        """Check everything, going on where an earlier check was stopped; returns what was found.

        Args:
            cancel: Pauses it: what was read is not read again by the next call.
            progress: Steps "check" and "mend", in bytes of sealed content; the key is the version's identity.
            mend: Whether what is damaged is fetched anew from its sources; else it is only said.
            rest: See ``content.checking.check_version``.
        """
        run = self._book.run() or self._begin()
        for line in self.overview().lines:
            cancel.raise_if_cancelled()
            if line.check is None or line.check.run != run or not line.check.is_done:
                self._check_version(line, run, cancel, progress, mend=mend, rest=rest)
        self._book.begin(0)
        self._publish(Change(Topic.LIBRARY))
        return self.overview()

    def forget(self) -> None:
        """Give up the check that is under way: the next one begins anew."""
        self._book.begin(0)

    def mend(
        self, identity: bytes, cancel: CancelToken, progress: Callable[[Progress], None]
    ) -> VersionCheck:
        """Try once more to mend one version that was found damaged."""
        line = next(line for line in self.overview().lines if line.version.terms.identity == identity)
        if line.check is None or line.check.state is not CheckState.DAMAGED:
            raise AssertionError("only what is damaged can be mended")
        return self._mend(line.version, line.check, cancel, progress)

    def _begin(self) -> int:
        run = max(self._clock.now(), 1)
        self._book.begin(run)
        return run

    def _check_version(
        self,
        line: CheckLine,
        run: int,
        cancel: CancelToken,
        progress: Callable[[Progress], None],
        *,
        mend: bool,
        rest: float,
    ) -> None:
        terms = line.version.terms
        begun = line.check if line.check is not None and line.check.run == run else None
        check = begun or VersionCheck(terms.identity, run, CheckState.CHECKING)
        kept = check.point.next_chunk

        def told(point: CheckPoint) -> None:
            nonlocal check, kept
            check = replace(check, point=point)
            if point.next_chunk - kept >= _KEEP_CHUNKS:
                kept = point.next_chunk
                self._book.put(check)
            progress(Progress(terms.identity.hex(), "check", _bytes_of(point, terms), terms.size_bytes))

        try:
            point = self._content.check(terms, check.point, cancel, told, rest=rest)
        except Cancelled:
            self._book.put(check)
            raise
        check = replace(check, point=point)
        if point.is_clean:
            self._put(replace(check, state=CheckState.SOUND, finished_at=self._clock.now()))
            return
        log.info("a kept version is damaged: %d chunks, %d files", point.wrong, len(point.wrong_files))
        # Kept as damaged first: whatever happens while it is mended, it is not forgotten.
        check = replace(check, state=CheckState.DAMAGED, finished_at=self._clock.now())
        self._put(check)
        if mend:
            self._mend(line.version, check, cancel, progress)

    def _mend(
        self,
        version: KeptVersion,
        check: VersionCheck,
        cancel: CancelToken,
        progress: Callable[[Progress], None],
    ) -> VersionCheck:
        key = version.terms.identity.hex()

        def told(step: Progress) -> None:
            progress(replace(step, step="mend"))

        try:
            given = self._content.mend(version.terms, version.sources, cancel, told, key)
        except Cancelled:
            raise
        except AppError as error:
            check = replace(check, fault=type(error).__name__)
        else:
            check = replace(
                check,
                state=CheckState.MENDED,
                mended_from=tuple(given),
                mended_bytes=sum(given.values()),
                fault="",
            )
        check = replace(check, finished_at=self._clock.now())
        self._put(check)
        return check

    def _put(self, check: VersionCheck) -> None:
        self._book.put(check)
        self._publish(Change(Topic.LIBRARY))

    def _versions(self) -> list[KeptVersion]:
        """What is needed, once each, in the order of the identities: nothing is asked for in the order of use."""
        claims = self._claims()
        found: dict[bytes, tuple[Terms, bytes]] = {}
        for purchase in self._purchases.all():
            found[purchase.terms.identity] = (purchase.terms, purchase.card_json)
        for request in self._requests.all():
            found.setdefault(request.terms.identity, (request.terms, request.card_json))
        for own in self._sales.anywhere()[0]:
            found.setdefault(own.terms.identity, (own.terms, own.card))
        return [
            self._version(*found[identity])
            for identity in sorted(found)
            if self._is_checked(identity, claims.get(identity, frozenset()))
        ]

    def _is_checked(self, identity: bytes, claims: frozenset[Claim]) -> bool:
        if claims & _HELD:
            return self._content.has_any(identity)
        return bool(claims & _UNDER_WAY) and self._content.is_complete(identity)

    def _version(self, terms: Terms, card_json: bytes) -> KeptVersion:
        try:
            card = self._read_card(card_json)
        except (
            InvalidCard
        ):  # it is named by its number then, and only sources of the person's own can mend it
            return KeptVersion(terms, "", ())
        return KeptVersion(terms, f"{card.name} {card.version}", tuple(card.sources))


def _bytes_of(point: CheckPoint, terms: Terms) -> int:
    return min(point.next_chunk << 16, terms.size_bytes)


def _done_bytes(line: CheckLine, run: int) -> int:
    if line.check is None or line.check.run != run:
        return 0
    terms = line.version.terms
    return terms.size_bytes if line.check.is_done else _bytes_of(line.check.point, terms)
