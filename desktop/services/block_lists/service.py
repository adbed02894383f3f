"""The lists of this person: added, updated, compared, and asked what they say of a listing."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from desktop.core.block_lists import (
    MAX_ABOUT_CHARS,
    MAX_ENTRIES,
    MAX_NAME_CHARS,
    MAX_REASON_CHARS,
    BlockList,
    Category,
    Entry,
    Finding,
    Mode,
    entry_of,
    list_bytes,
    read_signed,
    write_signed,
)
from desktop.core.cancel import CancelToken
from desktop.core.changes import Change, Topic
from desktop.core.errors import AppError, Cancelled, UserError
from desktop.core.identity import Address
from desktop.core.list_diff import ListDiff, compare
from desktop.core.listings import Listing
from desktop.core.plain_text import clean
from desktop.services.block_lists.checking import ListAuthorChanged, ListForked, ListTooOld, Offer, check_list
from desktop.services.block_lists.ports import (
    KeptList,
    ListBook,
    ListFetcher,
    ListSigner,
    ListVersion,
    Offers,
)
from desktop.services.block_lists.rules import Left, Rules
from desktop.services.ports import Clock

LEAST_EVERY_S: Final = 86_400
"""A list is asked for once a day at most: each time tells the place that somebody uses it."""
MODES_THAT_COUNT: Final = frozenset({Mode.HIDE, Mode.WARN})


class OwnListEmpty(UserError):
    """There is nothing in the own list to sign."""


class OwnListFull(UserError):
    """The own list has as many entries as a list may have."""


@dataclass(frozen=True, slots=True)
class ListView:
    """A list with what it means here: its entries on this market, and what changed since the person looked."""

    kept: KeptList
    here: int
    unseen: ListDiff | None


class BlockListService:
    """What others and the person say of listings, sellers and keys."""

    def __init__(
        self,
        *,
        book: ListBook,
        signer: ListSigner,
        recover: Callable[[bytes, bytes], Address],
        fetcher: ListFetcher,
        offers: Offers,
        chain_id: int,
        market: Address,
        active_account: Callable[[], Address],
        owned: Callable[[], frozenset[int]],
        clock: Clock,
        publish: Callable[[Change], None],
    ) -> None:
        """Compose the service.

        Args:
            book: Lists on disk.
            signer: The vault.
            recover: The account of a signature (65 bytes) of a digest; raises ``BlockListAltered`` where there is none.
            fetcher: Fetches a list when the person asks, or has asked for it to be done.
            offers: Which listings a seller or a key has.
            chain_id: Of the connected market.
            market: Whose listings the entries are asked about.
            active_account: Who would sign now.
            owned: Listings of this market that a licence is owned of; nothing hides those.
            clock: This machine's.
            publish: Tells the pages.
        """
        self._book = book
        self._signer = signer
        self._recover = recover
        self._fetcher = fetcher
        self._offers = offers
        self._chain_id = chain_id
        self._market = market
        self._active_account = active_account
        self._owned = owned
        self._clock = clock
        self._publish = publish
        self._rules: Rules | None = None
        self._left: Left | None = None

    # What lists say.

    def views(self) -> tuple[ListView, ...]:
        """All lists, the own one first; it is there as soon as it has an entry."""
        rules = self._current()
        return tuple(
            ListView(kept, rules.counts.get(kept.id, 0), self._unseen(kept)) for kept in self._book.lists()
        )

    def hidden(self) -> frozenset[Address | int]:
        """The sellers and listings that the market leaves out now: never one that a licence is owned of."""
        rules = self._current()
        if not rules.hidden:
            return frozenset()
        owned, position = self._owned(), self._offers.position()
        left = self._left
        if left is None or not left.is_of(rules, owned, position):
            left = self._left = Left.work_out(rules, owned, position, self._offers)
        return left.hidden

    def findings(self, listing: Listing) -> tuple[Finding, ...]:
        """What the lists that are in use say of a listing, those that hide first."""
        return self._current().findings(listing)

    def is_hidden(self, listing: Listing) -> bool:
        """Whether the market leaves it out."""
        if not any(finding.mode is Mode.HIDE for finding in self.findings(listing)):
            return False
        return listing.id not in self._owned()

    def entries(self, list_id: str) -> tuple[Entry, ...]:
        return self._book.entries(list_id)

    # Choosing lists.

    def check(self, data: bytes, source: str = "") -> Offer:
        """A file, checked against its signature and against what is kept; nothing is changed.

        Raises:
            NotABlockList: It is no list.
            BlockListAltered: Its content is not what its author signed.
            ListAuthorChanged: The kept list of this id is by somebody else.
            ListTooOld: A newer version is kept.
            ListForked: Another list of the same version is kept.
        """
        block_list = check_list(data, self._recover)
        here = sum(self._is_here(entry) for entry in block_list.entries)
        kept = next((one for one in self._book.lists() if one.id == block_list.id), None)
        if kept is None:
            return Offer(block_list, data, "new", here, source=source)
        if kept.author is not None and kept.author != block_list.author_address:
            raise ListAuthorChanged(clean(kept.name), kept.author, block_list.author_address)
        if block_list.version < kept.version:
            raise ListTooOld(clean(kept.name), block_list.version, kept.version)
        if block_list.version == kept.version:
            if self._book.document(kept.id, kept.version) != data:
                raise ListForked(clean(kept.name), kept.version)
            return Offer(block_list, data, "same", here, source=source)
        diff = compare(self._version(kept), block_list)
        return Offer(block_list, data, "newer", here, diff, source)

    def check_address(self, address: str, cancel: CancelToken) -> Offer:
        """Fetch a list from an address that the person typed, and check it; raises as ``check``.

        Raises:
            InvalidListAddress: It is none.
            BlockListUnavailable: It gave nothing.
        """
        source = self._fetcher.check(address)
        return self.check(self._fetcher.fetch(source, cancel), source)

    def accept(self, offer: Offer, mode: Mode | None = None) -> KeptList:
        """Use a checked list; ``mode`` None keeps the one that it has, or hides."""
        found, now = offer.block_list, self._clock.now()
        old = next((one for one in self._book.lists() if one.id == found.id), None)
        kept = KeptList(
            id=found.id,
            name=found.name,
            about=found.about,
            author=found.author_address,
            version=found.version,
            date=found.date,
            entries=len(found.entries),
            mode=mode or (old.mode if old else Mode.HIDE),
            is_own=old.is_own if old else False,
            source=offer.source or (old.source if old else ""),
            every_s=old.every_s if old else 0,
            looked_at=now if offer.source else (old.looked_at if old else 0),
            seen_version=old.seen_version if old else found.version,
        )
        if offer.state == "same":
            self._book.put(kept, now)
        else:
            self._book.put_version(kept, offer.document, found.entries, now)
        self._changed()
        return kept

    def set_mode(self, list_id: str, mode: Mode) -> None:
        """Hide, only warn, or neither."""
        self._put(replace(self._book.get(list_id), mode=mode))

    def set_every(self, list_id: str, every_s: int) -> None:
        """Ask for new versions unasked: never (0), or at most once a day."""
        kept = self._book.get(list_id)
        self._put(replace(kept, every_s=max(every_s, LEAST_EVERY_S) if every_s and kept.source else 0))

    def mark_seen(self, list_id: str) -> None:
        """The person has looked at what the present version changed."""
        kept = self._book.get(list_id)
        if kept.seen_version != kept.version:
            self._put(replace(kept, seen_version=kept.version))

    def remove(self, list_id: str) -> None:
        """Forget a list; what it hid is shown again."""
        self._book.remove(list_id)
        self._changed()

    # New versions.

    def update(self, list_id: str, cancel: CancelToken) -> ListDiff | None:
        """Ask a list's address for a newer version now; what that changed, or None. Raises as ``check_address``."""
        kept = self._book.get(list_id)
        try:
            offer = self.check_address(kept.source, cancel)
        except Cancelled:
            raise
        except AppError as error:
            now = self._clock.now()
            self._put(replace(self._book.get(list_id), looked_at=now, fault=type(error).__name__))
            raise
        if offer.block_list.id != list_id:
            self._put(replace(kept, looked_at=self._clock.now(), fault="OtherList"))
            return None
        self.accept(offer)
        return offer.diff

    def update_due(self, cancel: CancelToken) -> tuple[str, ...]:
        """Ask for the lists whose time has come, as the person chose; the names of those that changed.

        A fault is kept with its list and said there: nobody is waiting for an answer.
        """
        now, changed = self._clock.now(), []
        for kept in self._book.lists():
            if kept.every_s and kept.source and not 0 <= now - kept.looked_at < kept.every_s:
                try:
                    diff = self.update(kept.id, cancel)
                except Cancelled:
                    raise
                except AppError:
                    continue
                if diff is not None and not diff.is_empty:
                    changed.append(clean(kept.name))
        return tuple(changed)

    # Comparing.

    def versions(self, list_id: str) -> list[ListVersion]:
        """The versions that are on disk, the newest first."""
        return self._book.versions(list_id)

    def compare(self, before: tuple[str, int], after: tuple[str, int]) -> ListDiff:
        """Two lists, or two versions of one, each by its id and version; version 0 is what counts now."""
        return compare(self._at(*before), self._at(*after))

    # The own list.

    def own(self) -> KeptList | None:
        return next((kept for kept in self._book.lists() if kept.is_own), None)

    def hide(self, about: int | Address | bytes, category: Category, reason: str) -> None:
        """Put a listing, a seller or a key into the own list, with the person's own reason.

        Raises:
            OwnListFull: It can have no more.
        """
        entry = entry_of(
            self._chain_id, self._market, about, category, " ".join(clean(reason).split())[:MAX_REASON_CHARS]
        )
        kept = self.own() or self._new_own()
        places = {one.place for one in self._book.entries(kept.id)}
        if len(places) >= MAX_ENTRIES and entry.place not in places:
            raise OwnListFull
        count = len(places | {entry.place})
        self._book.add_entry(replace(kept, entries=count), entry)
        self._changed()

    def show_again(self, entry: Entry) -> None:
        """Take an entry out of the own list."""
        kept = self.own()
        if kept is not None:
            rest = [one for one in self._book.entries(kept.id) if one.place != entry.place]
            self._book.remove_entry(replace(kept, entries=len(rest)), entry)
            self._changed()

    def rename_own(self, name: str, about: str) -> None:
        """Under which name, and with which words, it is shown to others."""
        kept = self.own() or self._new_own()
        shown = " ".join(clean(name).split())[:MAX_NAME_CHARS] or kept.name
        self._put(replace(kept, name=shown, about=clean(about)[:MAX_ABOUT_CHARS]))

    def signer(self) -> Address:
        """Who would sign the own list now: its author from the first time on."""
        kept = self.own()
        return kept.author if kept is not None and kept.author is not None else self._active_account()

    def export_own(self) -> bytes:
        """The own list as a file for others: one version higher, and signed by its author.

        Raises:
            OwnListEmpty: There is nothing in it.
            WalletLocked: The vault holds no keys now.
        """
        kept = self.own()
        entries = self._book.entries(kept.id) if kept is not None else ()
        if kept is None or not entries:
            raise OwnListEmpty
        author, now = self.signer(), self._clock.now()
        block_list = BlockList(kept.id, kept.name, kept.about, str(author), kept.version + 1, now, entries)
        document = write_signed(block_list, self._signer.sign_block_list(author, list_bytes(block_list)))
        version = kept.version + 1
        signed = replace(kept, author=author, version=version, date=now, seen_version=version)
        self._book.put_version(signed, document, entries, now)
        self._changed()
        return document

    def _new_own(self) -> KeptList:
        kept = KeptList(
            secrets.token_hex(16), "My list", "", None, 0, self._clock.now(), 0, Mode.HIDE, is_own=True
        )
        self._book.put(kept, self._clock.now())
        return kept

    # Parts.

    def _current(self) -> Rules:
        if self._rules is None:
            lists = {kept.id: kept for kept in self._book.lists()}
            self._rules = Rules.of(lists, self._book.entries_at(self._chain_id, self._market))
        return self._rules

    def _unseen(self, kept: KeptList) -> ListDiff | None:
        if kept.is_own or kept.seen_version == kept.version:
            return None
        held = {one.version for one in self._book.versions(kept.id)}
        if kept.seen_version not in held:
            return None
        diff = self.compare((kept.id, kept.seen_version), (kept.id, 0))
        return None if diff.is_empty else diff

    def _at(self, list_id: str, version: int) -> BlockList:
        if version:
            return read_signed(self._book.document(list_id, version))[0]
        return self._version(self._book.get(list_id))

    def _version(self, kept: KeptList) -> BlockList:
        """What counts of it now."""
        author = "" if kept.author is None else str(kept.author)
        entries = self._book.entries(kept.id)
        return BlockList(kept.id, kept.name, kept.about, author, kept.version, kept.date, entries)

    def _is_here(self, entry: Entry) -> bool:
        return (entry.chain, entry.market) == (self._chain_id, f"0x{self._market.raw.hex()}")

    def _put(self, kept: KeptList) -> None:
        self._book.put(kept, self._clock.now())
        self._changed()

    def _changed(self) -> None:
        self._rules = None
        self._publish(Change(Topic.LISTS))
        self._publish(Change(Topic.CATALOGUE))
