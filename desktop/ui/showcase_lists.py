"""The showcase's block lists and watches: the real service of lists over a book in memory, and watches as they are set."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import msgspec

from desktop.core.block_lists import BlockList, Category, Entry, Mode, entry_of, write_signed
from desktop.core.cancel import CancelToken
from desktop.core.changes import Change, Topic
from desktop.core.errors import NoSuchRecord, WalletLocked
from desktop.core.identity import Address
from desktop.core.listings import Listing, ListingQuery
from desktop.core.telling import Told
from desktop.core.watches import News, NewsKind, PriceLimit, SavedSearch, Watch, WatchKind
from desktop.services.accounts import WalletState
from desktop.services.block_lists import BlockListService, KeptList, ListVersion
from desktop.services.watching import NewsSummary, WatchView
from desktop.ui import showcase_values as values
from desktop.ui.showcase_parts import Gate, Publish, silent

_SIGNATURE = bytes(64) + b"\x1b"
ADA, OTHER = values.SELLERS[2], values.SELLERS[1]
LONG_REASON = (
    "<b>Not bold</b> <a href='https://evil.example'>click</a> \u202egnp.exe\u202c and a reason that goes on: the card "
    "claims what its own test vectors do not show, and the seller has listed the same content under four names. "
    * 2
)[:280]


@dataclass
class MemoryBook:
    """Fits ``ListBook``."""

    kept: dict[str, KeptList] = field(default_factory=dict)
    said: dict[str, dict[tuple[int, str, str, str], Entry]] = field(default_factory=dict)
    files: dict[tuple[str, int], bytes] = field(default_factory=dict)

    def lists(self) -> list[KeptList]:
        return sorted(self.kept.values(), key=lambda one: not one.is_own)

    def get(self, list_id: str) -> KeptList:
        if list_id not in self.kept:
            raise NoSuchRecord("block list", list_id)
        return self.kept[list_id]

    def put(self, kept: KeptList, _now: int) -> None:
        self.kept[kept.id] = kept
        self.said.setdefault(kept.id, {})

    def put_version(self, kept: KeptList, document: bytes, entries: Sequence[Entry], _now: int) -> None:
        self.kept[kept.id] = kept
        self.files[kept.id, kept.version] = document
        self.said[kept.id] = {entry.place: entry for entry in entries}

    def remove(self, list_id: str) -> None:
        del self.kept[list_id], self.said[list_id]

    def entries(self, list_id: str) -> tuple[Entry, ...]:
        return tuple(entry for _place, entry in sorted(self.said[list_id].items()))

    def entries_at(self, chain_id: int, market: Address) -> list[tuple[str, Entry]]:
        here = (chain_id, f"0x{market.raw.hex()}")
        return [
            (name, one) for name in self.said for one in self.entries(name) if (one.chain, one.market) == here
        ]

    def add_entry(self, kept: KeptList, entry: Entry) -> None:
        self.put(kept, 0)
        self.said[kept.id][entry.place] = entry

    def remove_entry(self, kept: KeptList, entry: Entry) -> None:
        self.put(kept, 0)
        self.said[kept.id].pop(entry.place, None)

    def versions(self, list_id: str) -> list[ListVersion]:
        numbers = sorted((number for name, number in self.files if name == list_id), reverse=True)
        return [ListVersion(list_id, number, values.NOW) for number in numbers]

    def document(self, list_id: str, version: int) -> bytes:
        return self.files[list_id, version]


@dataclass
class _Offers:
    rows: Callable[[], tuple[Listing, ...]]

    def position(self) -> int:
        return 4_211

    def with_keys(self, keys: frozenset[bytes]) -> frozenset[int]:
        return frozenset(row.id for row in self.rows() if row.terms.key_hash in keys)

    def of_sellers(self, sellers: frozenset[Address]) -> frozenset[int]:
        return frozenset(row.id for row in self.rows() if row.terms.seller in sellers)

    def sellers_of(self, listings: frozenset[int]) -> frozenset[Address]:
        return frozenset(row.terms.seller for row in self.rows() if row.id in listings)


@dataclass
class _Fetcher:
    gate: Gate
    data: bytes = b""

    def check(self, address: str) -> str:
        return address.strip()

    def fetch(self, _address: str, cancel: CancelToken) -> bytes:
        self.gate.pass_through("lists.fetch", cancel)
        return self.data


@dataclass
class _Signer:
    gate: Gate
    state: Callable[[], WalletState]

    def sign_block_list(self, _account: Address, _block_list: bytes) -> bytes:
        self.gate.pass_through("lists.sign")
        if self.state() is not WalletState.UNLOCKED:
            raise WalletLocked
        return _SIGNATURE


class Lists:
    """The lists of the sample window; ``service`` is what the pages use."""

    def __init__(
        self,
        gate: Gate,
        rows: Callable[[], tuple[Listing, ...]],
        state: Callable[[], WalletState],
        publish: Publish = silent,
    ) -> None:
        self.book, self.fetcher = MemoryBook(), _Fetcher(gate)
        self.owned: frozenset[int] = frozenset()
        self.author = ADA
        self.service = BlockListService(
            book=self.book, signer=_Signer(gate, state), recover=lambda _digest, _signature: self.author,
            fetcher=self.fetcher, offers=_Offers(rows), chain_id=values.CHAIN_ID, market=values.MARKET,
            active_account=lambda: values.BUYER, owned=lambda: self.owned, clock=_Clock(), publish=publish,
        )  # fmt: skip

    def add(self, data: bytes, mode: Mode = Mode.HIDE, author: Address = ADA) -> None:
        """Use a list without asking."""
        self.author = author
        self.service.accept(self.service.check(data), mode)


class _Clock:
    def now(self) -> int:
        return values.NOW


def about(subject: int | Address | bytes, category: Category, reason: str) -> Entry:
    """An entry about something of the sample market."""
    return entry_of(values.CHAIN_ID, values.MARKET, subject, category, reason)


def sample_list(
    *entries: Entry, name: str = "Copied models", version: int = 3, author: Address = ADA, number: int = 1
) -> bytes:
    """A file; its signature is of the sample kind, which the sample vault takes."""
    words = "Models that were taken from their makers, with the place of the original."
    ordered = tuple(sorted(entries, key=lambda entry: entry.place))
    block_list = BlockList(f"{number:032x}", name, words, str(author), version, values.NOW - 86_400, ordered)
    return write_signed(block_list, _SIGNATURE)


def sample_copies(version: int = 3) -> bytes:
    """Somebody's list: listing 4 and a seller."""
    more = (about(6, "copied", "The weights are those of listing 2 with the last layer retrained."),)
    return sample_list(
        about(4, "copied", "The same content as Polyglot 1.2, which is free at its maker's."),
        about(8, "misleading", LONG_REASON),
        *(more if version > 3 else ()),
        version=version,
    )


def news(kind: NewsKind, listing: int, title: str, **more: object) -> Told:
    """A piece of news of the sample market."""
    fields = {"block": 4_200, "time": values.NOW - 3 * 3600, **more}
    key = msgspec.json.encode([kind.value, listing, title])[:16]
    return Told(News(key=key, kind=kind, listing=listing, title=title, **fields))  # type: ignore[arg-type]


@dataclass
class Watching:
    """What is watched, as a scene sets it."""

    gate: Gate
    rows: Callable[[], tuple[Listing, ...]]
    publish: Publish = silent
    kept: list[Watch] = field(default_factory=list)
    fresh: dict[int, list[Told]] = field(default_factory=dict)
    untold: list[NewsSummary] = field(default_factory=list)

    def views(self) -> tuple[WatchView, ...]:
        self.gate.pass_through("watching.views")
        known: Mapping[int, Listing] = {row.id: row for row in self.rows()}
        views = [
            WatchView(
                w, tuple(self.fresh.get(w.id, ())[:20]), len(self.fresh.get(w.id, ())), known.get(w.listing)
            )
            for w in self.kept
        ]
        return tuple(sorted(views, key=lambda view: not view.unread))

    def unread(self) -> int:
        return sum(bool(self.fresh.get(watch.id)) for watch in self.kept)

    def listings(self) -> frozenset[int]:
        return frozenset(watch.listing for watch in self.kept if watch.kind is WatchKind.LISTING)

    def of_listing(self, listing: int) -> Watch | None:
        return self._find(lambda w: w.kind is WatchKind.LISTING and w.listing == listing)

    def of_seller(self, seller: Address) -> Watch | None:
        return self._find(lambda w: w.kind is WatchKind.SELLER and w.seller == seller)

    def of_search(self, query: ListingQuery) -> Watch | None:
        return self._find(lambda w: w.search == SavedSearch.of(query))

    def watch_listing(self, listing: Listing, limit: PriceLimit | None = None) -> Watch:
        return self.add(
            Watch(0, WatchKind.LISTING, values.NOW, listing.title, listing=listing.id, limit=limit)
        )

    def watch_seller(self, seller: Address, name: str = "") -> Watch:
        return self.add(Watch(0, WatchKind.SELLER, values.NOW, name, seller=seller))

    def watch_search(self, query: ListingQuery) -> Watch:
        return self.add(Watch(0, WatchKind.SEARCH, values.NOW, query.text, search=SavedSearch.of(query)))

    def set_limit(self, watch_id: int, limit: PriceLimit | None) -> None:
        self._put(watch_id, lambda watch: replace(watch, limit=limit))

    def set_muted(self, watch_id: int, *, muted: bool) -> None:
        self._put(watch_id, lambda watch: replace(watch, is_muted=muted))

    def stop(self, watch_id: int) -> None:
        self.kept = [watch for watch in self.kept if watch.id != watch_id]
        self._changed()

    def look(self) -> bool:
        self.gate.pass_through("watching.look")
        return False

    def take_untold(self) -> list[NewsSummary]:
        taken, self.untold = self.untold, []
        return taken

    def mark_read(self, watch_id: int | None = None) -> None:
        self.fresh = {} if watch_id is None else {k: v for k, v in self.fresh.items() if k != watch_id}
        self._changed()

    def add(self, watch: Watch, *fresh: Told) -> Watch:
        """Watch it, with what is new of it."""
        added = replace(watch, id=1 + max((one.id for one in self.kept), default=0))
        self.kept.append(added)
        self.fresh[added.id] = list(fresh)
        self._changed()
        return added

    def _find(self, fits: Callable[[Watch], bool]) -> Watch | None:
        return next(filter(fits, self.kept), None)

    def _put(self, watch_id: int, change: Callable[[Watch], Watch]) -> None:
        self.kept = [change(watch) if watch.id == watch_id else watch for watch in self.kept]
        self._changed()

    def _changed(self) -> None:
        self.publish(Change(Topic.WATCHES))
