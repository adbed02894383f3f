"""Scenes of the market: narrowed down, being read, without a node, with nothing that fits, a thousand and more."""

from dataclasses import replace

import msgspec

from desktop.core.errors import NodeUnreachable
from desktop.core.listings import IndexStatus, Listing, ListingPage
from desktop.text import describe
from desktop.ui import showcase_values as values
from desktop.ui.page import Route
from desktop.ui.pages.market import MarketPage
from desktop.ui.scenes import Act, Scene, nothing
from desktop.ui.shell import MainWindow
from desktop.ui.showcase import Showcase
from desktop.ui.waiting import wait_until

_MANY = 3_000
_TAGS = (
    "cells",
    "histology",
    "teaching",
    "calibrated",
    "tabular",
    "small",
    "explainable",
    "research",
    "open data",
)
_SMALL = (960, 640)


def market_scenes() -> tuple[Scene, ...]:
    """All of them."""
    market = Route("market")
    return (
        Scene("market-filtered", market, _tagged, _narrow),
        Scene("market-filtered-200", market, _tagged, _narrow, scale=2.0),
        Scene("market-filtered-small", market, _tagged, _narrow, size=_SMALL),
        Scene("market-menu", market, _tagged, _open_menu),
        Scene("market-searched", market, _tagged, _search("table")),
        Scene("market-loosen", market, act=_too_narrow),
        Scene("market-loosen-small", market, act=_too_narrow, size=_SMALL),
        Scene("market-syncing", market, _syncing),
        Scene("market-syncing-empty", market, _nothing_read),
        Scene("market-offline", market, _offline),
        Scene("market-own", market, _own),
        Scene("market-keyboard", market, _tagged, _into_cards),
        Scene("market-newer", market, _many, _something_new),
        Scene("market-thousand", market, _many, _far_down, settles=False),
        Scene("market-scripts", market, _other_scripts),
        Scene("market-hidden", market, nothing, _hide),
    )


def _card(listing: Listing, **changed: object) -> Listing:
    assert listing.card is not None  # noqa: S101 - of the sample values
    return replace(listing, card=msgspec.structs.replace(listing.card, **changed))


def _tagged(show: Showcase) -> None:
    """Tags, few and very many; and a model that needs more memory than there is."""
    first, second, third, *rest = show.catalogue.rows
    show.catalogue.rows = (
        _card(first, tags=["digits", "mnist"]),
        _card(second, tags=list(_TAGS)),
        _card(third, peak_rss_bytes=24 << 30, tags=["astronomy"]),
        _card(rest[0], tags=["an unusually long tag of a seller"]),
        *rest[1:],
    )


def _many(show: Showcase) -> None:
    rows = show.catalogue.rows
    show.catalogue.rows = tuple(
        replace(_card(rows[number % len(rows)], name=f"{rows[number % len(rows)].title} {number}"), id=number)
        for number in range(1, _MANY + 1)
    )
    show.catalogue.most_counted = 1_000


def _other_scripts(show: Showcase) -> None:
    """Names that are not in Latin letters, and a word that no line is long enough for."""
    first, second, third, *rest = show.catalogue.rows
    show.catalogue.rows = (
        _card(
            first,
            name="\u624b\u5199\u6570\u5b57\u8bc6\u522b",
            summary="\u4ece\u4e00\u5f20\u5c0f\u56fe\u4e2d\u8bfb\u51fa\u4e00\u4e2a\u624b\u5199\u6570\u5b57\u3002"
            * 5,
            tags=["\u56fe\u50cf", "\u6570\u5b57"],
        ),
        _card(second, name="\u062a\u0634\u062e\u064a\u0635 \u0627\u0644\u0623\u0648\u0631\u0627\u0645"),
        _card(third, name="W" * 80, summary="x" * 300, tags=["y" * 32]),
        *rest,
    )


def _syncing(show: Showcase) -> None:
    show.catalogue.index = IndexStatus(1_204_500, 21_480_112, values.NOW)


def _nothing_read(show: Showcase) -> None:
    _syncing(show)
    show.catalogue.rows = ()


def _offline(show: Showcase) -> None:
    show.catalogue.index = IndexStatus(
        4_211, 4_211, values.NOW - 86_400, describe(NodeUnreachable("https://rpc.example.org")).title
    )


def _own(show: Showcase) -> None:
    show.pending.rows = (replace(_card(show.catalogue.rows[3], name="Bird songs of the north"), id=0),)


def _page(window: MainWindow) -> MarketPage:
    page = window.page
    if not isinstance(page, MarketPage):
        raise TypeError("the market is shown")
    return page


def _search(text: str) -> Act:
    return lambda window: _page(window).search.setText(text)


def _narrow(window: MainWindow) -> None:
    filters = _page(window).filters
    filters.task.choose("tabular-classification", "image-classification")
    filters.price.choose(10**18 // 20)
    filters.fits.setChecked(True)
    filters.changed.emit()


def _too_narrow(window: MainWindow) -> None:
    page = _page(window)
    page.filters.license.choose("CC-BY-4.0")
    page.filters.price.choose(0)
    page.search.setText("risk")


def _open_menu(window: MainWindow) -> None:
    page = _page(window)
    page.filters.task.choose("image-classification")
    page.filters.task.open()


def _into_cards(window: MainWindow) -> None:
    page = _page(window)
    page.view.setFocus()
    page.view.setCurrentIndex(page.model.index(4))


def _something_new(window: MainWindow) -> None:
    page = _page(window)
    page.view.setFocus()
    page.view.verticalScrollBar().setValue(120)
    page.line.newer.show()


def _far_down(window: MainWindow) -> None:
    """Dragged on while the rows are still being read."""
    page = _page(window)
    wait_until(lambda: page.model.rowCount() > 0, "the market")
    page.view.looked.disconnect()
    page.view.verticalScrollBar().setValue(13_050)


def _hide(window: MainWindow) -> None:
    _page(window).line.show_page(ListingPage(values.listings()[:5], 5, hidden=3))
