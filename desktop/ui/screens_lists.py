"""Scenes of watching, and of block lists in all their states."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QAbstractButton

from desktop.core.block_lists import Mode
from desktop.core.watches import MOST_NEWS, NewsKind, PriceLimit, SavedSearch, Watch, WatchKind
from desktop.services.block_lists import BlockListUnavailable
from desktop.services.watching import NewsSummary
from desktop.ui import showcase_values as values
from desktop.ui.page import Route
from desktop.ui.pages.lists import ListsPage
from desktop.ui.pages.market import MarketPage
from desktop.ui.pages.watching import WatchingPage
from desktop.ui.scenes import Act, Scene
from desktop.ui.screens_pages import press
from desktop.ui.shell import MainWindow
from desktop.ui.showcase import Showcase
from desktop.ui.showcase_lists import LONG_REASON, OTHER, about, news, sample_copies, sample_list
from desktop.ui.waiting import wait_until
from desktop.ui.widgets.watch_button import WatchButton

MILLI = 10**15
_ADDRESS = "https://lists.example.org/copied-models.json"


def list_scenes() -> tuple[Scene, ...]:
    """All of them."""
    lists, watching, four = Route("lists"), Route("watching"), Route("listing", "4")
    return (
        Scene("watching-empty", watching),
        Scene("watching", watching, watched),
        Scene("watching-small", watching, watched, size=(960, 640)),
        Scene("watching-limit", watching, watched, _ask_limit),
        Scene("watching-told", Route("market"), _told, _see_news),
        Scene("watching-market", Route("market"), watched, _stand_on_a_card),
        Scene("watching-listing", four, watched),
        Scene("lists-none", lists),
        Scene("lists-one", lists, one_list),
        Scene("lists-several", lists, several_lists),
        Scene("lists-several-small", lists, several_lists, size=(960, 640)),
        Scene("lists-large-text", lists, several_lists, scale=1.6),
        Scene("lists-offer", lists, act=_offer(sample_copies())),
        Scene("lists-offer-newer", lists, one_list, _offer(sample_copies(4))),
        Scene("lists-bad-signature", lists, one_list, _offer(sample_copies(4), author=OTHER)),
        Scene("lists-author-changed", lists, one_list, _offer(sample_list(version=5, author=OTHER), author=OTHER)),
        Scene("lists-too-old", lists, one_list, _offer(sample_copies(1))),
        Scene("lists-address", lists, act=_press("lists-address")),
        Scene("lists-unreachable", lists, _unreachable, _address),
        Scene("lists-entries", lists, several_lists, _press("list-entries")),
        Scene("lists-own-entries", lists, _own_list, _press("list-entries")),
        Scene("lists-export", lists, _own_list, _press("list-export")),
        Scene("lists-compare", lists, several_lists, _press("lists-compare")),
        Scene("lists-market", Route("market"), several_lists),
        Scene("lists-market-hidden", Route("market"), several_lists, _press("market-hidden")),
        Scene("lists-market-search", Route("market"), several_lists, _search),
        Scene("lists-listing", four, several_lists),
        Scene("lists-listing-long", Route("listing", "8"), several_lists),
        Scene("lists-listing-owned", four, _owned),
        Scene("lists-hide", four, act=_press("listing-hide")),
        Scene("lists-buy", four, several_lists, press("buy")),
    )  # fmt: skip


def watched(show: Showcase) -> None:
    """A listing with news, one without, a seller, and searches."""
    watching, seller = show.watching, values.SELLERS[0]
    eth = 15 * MILLI
    watching.add(
        Watch(0, WatchKind.LISTING, 0, "Credit risk", listing=8),
        news(NewsKind.BAD_KEY, 8, "Credit risk", time=0),
    )
    watching.add(Watch(0, WatchKind.LISTING, 0, "Photo denoiser", listing=5, limit=PriceLimit(40 * MILLI)))
    watching.add(
        Watch(0, WatchKind.LISTING, 0, "Retail demand", listing=7),
        news(NewsKind.PRICE, 7, "Retail demand", price=eth, old_price=22 * MILLI),
        news(NewsKind.VERSION, 7, "Retail demand 2", version="2.1.0", old_version="1.0.0"),
        news(NewsKind.TERMS, 7, "Retail demand", terms=("dispute_in_s", "bond_wei")),
        news(NewsKind.RATED, 7, "Retail demand", mean_milli=4_300, old_mean_milli=3_900, ratings=12),
    )
    gone = news(NewsKind.LISTED, 31, "Roman coins", price=eth)
    watching.add(
        Watch(0, WatchKind.SELLER, 0, "Digit Works", seller=seller, is_muted=True),
        news(NewsKind.LISTED, 30, "<b>House numbers</b> \u202eevil\u202c", price=eth),
        type(gone)(gone.news, is_there=False, told=gone.told),
    )
    flood = [
        news(NewsKind.LISTED, 100 + n, f"Digits, variant {n}", price=n * MILLI) for n in range(MOST_NEWS)
    ]
    search = SavedSearch("digits", ("image-classification",), max_price=50 * MILLI)
    watching.add(Watch(0, WatchKind.SEARCH, 0, "digits", search=search), *flood)
    watching.add(
        Watch(0, WatchKind.SEARCH, 0, "forecast", search=SavedSearch("forecast", max_price=eth)),
        news(NewsKind.FITS, 7, "Retail demand", price=eth),
    )
    watching.add(Watch(0, WatchKind.LISTING, 0, "Programming language", listing=4))


def _told(show: Showcase) -> None:
    watched(show)
    watching = show.watching
    watching.untold = [
        NewsSummary(watch, watching.fresh[watch.id][0], len(watching.fresh[watch.id]))
        for watch in watching.kept
        if watching.fresh[watch.id] and not watch.is_muted
    ]


def _stand_on_a_card(window: MainWindow) -> None:
    from desktop.ui.pages.market import MarketPage

    page = window.page
    if isinstance(page, MarketPage):
        wait_until(lambda: page.model.rowCount() > 2, "the market")
        page.view.setCurrentIndex(page.model.index(1))
        page.view.setFocus()


def _see_news(window: MainWindow) -> None:
    wait_until(window.news.isVisible, "the notice")


def one_list(show: Showcase) -> None:
    """Somebody's list that hides."""
    show.lists.add(sample_copies())


def _own_list(show: Showcase) -> None:
    show.block_lists.hide(6, "broken", "Never came to an answer with my pump's data.")
    show.block_lists.hide(values.SELLERS[1], "spam", "Forty listings of one model.")
    show.block_lists.rename_own("Ada's list", "What I would not buy again.")


def several_lists(show: Showcase) -> None:
    """An own one, two that name the same thing, one that failed to update, and one with a very long name."""
    _own_list(show)
    show.lists.fetcher.data = sample_copies()
    offer = show.block_lists.check_address(_ADDRESS, None)  # type: ignore[arg-type]
    show.block_lists.accept(offer, Mode.HIDE)
    show.lists.add(sample_copies(4))
    show.block_lists.set_every(f"{1:032x}", 7 * 86_400)
    clinic = sample_list(
        about(4, "misleading", "Accuracy was measured on the training set."), about(2, "harmful", LONG_REASON),
        name="Second opinions", version=12, author=OTHER, number=2,
    )  # fmt: skip
    show.lists.add(clinic, Mode.WARN, OTHER)
    long = sample_list(about(b"\x07" * 32, "illegal", ""), name="A list with a name as long as the rules of the format allow, to the very last one"[:80], number=3)  # fmt: skip
    show.lists.add(long, Mode.OFF)
    source = "https://clinic.example.org/list.json"
    failed = replace(
        show.lists.book.get(f"{2:032x}"), source=source, fault="ListTooOld", looked_at=values.NOW
    )
    show.lists.book.put(replace(failed, every_s=86_400), 0)


def _owned(show: Showcase) -> None:
    several_lists(show)
    show.lists.owned = frozenset({4})


def _unreachable(show: Showcase) -> None:
    show.gate.faults["lists.fetch"] = BlockListUnavailable(_ADDRESS)


def _offer(data: bytes, *, author: object = None) -> Act:
    def act(window: MainWindow) -> None:
        page = window.page
        if not isinstance(page, ListsPage):
            return
        lists = page.service
        if author is not None:
            lists._recover = lambda _digest, _signature: author  # type: ignore[assignment, return-value]
        with TemporaryDirectory() as folder:
            path = Path(folder, "list.json")
            path.write_bytes(data)
            page.open_file(path)
            wait_until(lambda: page.fault.isVisible() or _dialog(window, "offer-dialog"), "the list")

    return act


def _dialog(window: MainWindow, name: str) -> bool:
    from PySide6.QtWidgets import QDialog

    return any(d.objectName() == name and d.isVisible() for d in window.findChildren(QDialog))


def _address(window: MainWindow) -> None:
    if isinstance(window.page, ListsPage):
        window.page.open_address(_ADDRESS)


def _press(name: str) -> Act:
    def act(window: MainWindow) -> None:
        button = window.page.findChild(QAbstractButton, name) if window.page is not None else None
        if button is not None:
            button.click()

    return act


def _search(window: MainWindow) -> None:
    page = window.page
    if isinstance(page, MarketPage):
        page.search.setText("language")
        star = page.findChild(WatchButton, "watch-search")
        wait_until(lambda: star is not None and star.isVisible() and star.isEnabled(), "the star")


def _ask_limit(window: MainWindow) -> None:
    page = window.page
    if isinstance(page, WatchingPage):
        card = next(card for card in page.cards if card.view.watch.limit is not None)
        page.ask_limit(card.view)
