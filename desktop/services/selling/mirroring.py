"""Publishing the ciphertext to several places at once, each with its own outcome; and asking whether each still serves."""

import logging
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from desktop.core.cancel import CancelToken
from desktop.core.changes import Change, Progress, Topic
from desktop.core.contents import Commitments
from desktop.core.errors import AppError, Cancelled, InvalidCard, UserError
from desktop.core.exchange import Terms
from desktop.core.listings import Card
from desktop.core.mirrors import MOST_SOURCES, Mirror, MirrorKind, MirrorOutcome, SourceStanding
from desktop.core.sales import OwnListing
from desktop.services.ports import Clock

log = logging.getLogger("licet.selling")

ASK_EVERY_S = 86_400
"""Between two looks by itself, where the person switched those on."""


@dataclass(eq=False)
class NothingPublished(UserError):
    """No place took the version, so no listing was made and nothing was paid."""

    outcomes: tuple[MirrorOutcome, ...]

    @property
    def count(self) -> int:
        return len(self.outcomes)


@dataclass(eq=False)
class TooManySources(UserError):
    """A card names six addresses at most."""

    most: int = MOST_SOURCES


class NoAddress(UserError):
    """This computer is a source without an address at which buyers reach it."""


class MirroredContent(Protocol):
    """The content room: puts versions somewhere, and asks addresses for random pieces."""

    def put(
        self, content: Commitments, mirror: Mirror, cancel: CancelToken, report: Callable[[int, int], None]
    ) -> tuple[str, ...]:
        """Publish to one place; the addresses that it gives for the card."""

    def ask(self, content: Commitments, source: str, cancel: CancelToken) -> SourceStanding:
        """Random pieces, verified; a fault is in the standing. ``asked_at`` is left 0."""


class MirrorBook(Protocol):
    """Places and standings on disk."""

    def mirrors(self) -> tuple[Mirror, ...]: ...
    def keep_mirrors(self, mirrors: Sequence[Mirror]) -> None: ...
    def standings(self) -> list[SourceStanding]: ...
    def put_standing(self, standing: SourceStanding) -> None: ...


class Book(Protocol):
    def listings(self) -> list[OwnListing]: ...


class Lister(Protocol):
    """Publishes new terms of a listing: ``Publisher``."""

    def readdress(self, listing: int, sources: Sequence[str], cancel: CancelToken) -> None: ...


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One address of an own listing, and what it last gave; ``standing`` is None if it was never asked."""

    source: str
    standing: SourceStanding | None


@dataclass(frozen=True, slots=True)
class ServedListing:
    """An own open listing with its addresses."""

    own: OwnListing
    name: str
    lines: tuple[SourceLine, ...]

    @property
    def serving(self) -> int:
        return sum(line.standing is not None and line.standing.is_serving for line in self.lines)

    @property
    def silent(self) -> int:
        """How many addresses were found not to serve; nobody can fetch a listing without any."""
        found = sum(line.standing is not None and not line.standing.is_serving for line in self.lines)
        return found if self.lines else 1


class Spreader:
    """Publishes a version to several places, each with its own outcome."""

    def __init__(self, content: MirroredContent) -> None:
        self._content = content

    def __call__(
        self,
        content: Commitments,
        mirrors: Sequence[Mirror],
        cancel: CancelToken,
        progress: Callable[[Progress], None] = lambda _: None,
    ) -> tuple[MirrorOutcome, ...]:
        """Publish to each place in turn; one that fails keeps no other from being tried.

        ``progress`` hears of each place under its number as key, with the step "mirror".
        """
        outcomes = []
        for number, mirror in enumerate(mirrors):
            cancel.raise_if_cancelled()

            def report(done: int, total: int, key: str = str(number)) -> None:
                progress(Progress(key, "mirror", done, total))

            try:
                given = self._content.put(content, mirror, cancel, report)
            except Cancelled:
                raise
            except (AppError, OSError) as error:
                log.info("publishing to a %s: %s", mirror.kind.value, type(error).__name__)
                outcomes.append(MirrorOutcome(mirror, error=error))
            else:
                outcomes.append(MirrorOutcome(mirror, given))
        return tuple(outcomes)


class MirrorService:
    """Where own listings are served."""

    def __init__(
        self,
        *,
        content: MirroredContent,
        book: MirrorBook,
        listings: Book,
        lister: Lister,
        read_card: Callable[[bytes], Card],
        clock: Clock,
        publish: Callable[[Change], None],
    ) -> None:
        self._content = content
        self._spread = Spreader(content)
        self._book = book
        self._listings = listings
        self._lister = lister
        self._read_card = read_card
        self._clock = clock
        self._publish = publish

    def mirrors(self) -> tuple[Mirror, ...]:
        """The places that the person set up."""
        return self._book.mirrors()

    def keep_mirrors(self, mirrors: Sequence[Mirror]) -> None:
        """Set up these places, in this order, without repetition."""
        self._book.keep_mirrors(tuple(dict.fromkeys(mirrors)))
        self._publish(Change(Topic.SALES))

    def overview(self) -> tuple[ServedListing, ...]:
        """Own open listings with their addresses, and what each was last found to give; asks nobody."""
        standings = {(kept.identity, kept.source): kept for kept in self._book.standings()}
        shown = []
        for own in self._listings.listings():
            card = self._card(own)
            if own.listing and own.is_open and card is not None:
                identity = own.terms.identity
                lines = tuple(SourceLine(one, standings.get((identity, one))) for one in card.sources)
                shown.append(ServedListing(own, f"{card.name} {card.version}", lines))
        return tuple(shown)

    def ask(
        self,
        cancel: CancelToken,
        progress: Callable[[Progress], None] = lambda _: None,
        listings: Collection[int] | None = None,
    ) -> tuple[ServedListing, ...]:
        """Ask every address of these own listings (None: of all) for random pieces, and keep what came of it."""
        wanted = [
            (served, line.source)
            for served in self.overview()
            if listings is None or served.own.listing in listings
            for line in served.lines
        ]
        for number, (served, source) in enumerate(wanted):
            cancel.raise_if_cancelled()
            progress(Progress(str(served.own.listing), "ask", number, len(wanted)))
            self._ask_one(served.own.terms, source, cancel)
        self._publish(Change(Topic.SALES))
        return self.overview()

    def ask_if_due(self, cancel: CancelToken) -> bool:
        """Ask all addresses if the one that was asked longest ago was so a day ago or never; whether it asked."""
        asked = [
            line.standing.asked_at if line.standing is not None else 0
            for served in self.overview()
            for line in served.lines
        ]
        if not asked or self._clock.now() - min(asked) < ASK_EVERY_S:
            return False
        self.ask(cancel)
        return True

    def publish_again(
        self,
        listing: int,
        mirrors: Sequence[Mirror],
        cancel: CancelToken,
        progress: Callable[[Progress], None] = lambda _: None,
    ) -> tuple[MirrorOutcome, ...]:
        """Publish an open listing's version to these places once more, and put new addresses into its card.

        Addresses that the card has already stay; a transaction is sent only if the card changes.

        Raises:
            TooManySources: The card would name more than six.
        """
        served = next(one for one in self.overview() if one.own.listing == listing)
        outcomes = self._spread(Commitments.of(served.own.terms), mirrors, cancel, progress)
        before = tuple(line.source for line in served.lines)
        after = addresses_of(outcomes, before)
        if after != before:
            self._lister.readdress(listing, after, cancel)
        for outcome in outcomes:
            for address in outcome.addresses:
                self._ask_one(served.own.terms, address, cancel)
        self._publish(Change(Topic.SALES))
        return outcomes

    def drop_source(self, listing: int, source: str, cancel: CancelToken) -> None:
        """Take an address out of an open listing's card, by a transaction."""
        served = next(one for one in self.overview() if one.own.listing == listing)
        left = tuple(line.source for line in served.lines if line.source != source)
        self._lister.readdress(listing, left, cancel)

    def _ask_one(self, terms: Terms, source: str, cancel: CancelToken) -> None:
        kept = {(one.identity, one.source): one for one in self._book.standings()}
        before = kept.get((terms.identity, source))
        found = self._content.ask(Commitments.of(terms), source, cancel)
        now = self._clock.now()
        served_at = now if found.is_serving else (before.served_at if before is not None else 0)
        self._book.put_standing(
            SourceStanding(
                terms.identity, source, now, found.fault, found.detail, served_at,
                found.pieces, found.bytes, found.seconds,
            )
        )  # fmt: skip

    def _card(self, own: OwnListing) -> Card | None:
        try:
            return self._read_card(own.card)
        except InvalidCard:
            return None


def addresses_of(outcomes: Sequence[MirrorOutcome], before: Sequence[str] = ()) -> tuple[str, ...]:
    """All addresses, once each, those that stood there first.

    Raises:
        TooManySources: More than a card holds.
    """
    found = tuple(dict.fromkeys((*before, *(a for outcome in outcomes for a in outcome.addresses))))
    if len(found) > MOST_SOURCES:
        raise TooManySources
    return found


def require_address(mirror: Mirror) -> None:
    """This computer can be a source only by an address.

    Raises:
        NoAddress: It has none.
    """
    if mirror.kind is MirrorKind.APP and not mirror.address:
        raise NoAddress
