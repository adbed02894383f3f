"""``licet watch``: what is watched and what is new of it, from the catalogue on this disk alone."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desktop.commands.output import answer, as_json

if TYPE_CHECKING:  # the command line must not import the whole app to print its help
    from desktop.core.telling import Told
    from desktop.core.watches import Watch


@click.group()
def watch() -> None:
    """Watch listings, sellers and searches. Nobody is asked: the catalogue on this disk is compared."""


@watch.command("listing")
@click.argument("number", type=click.IntRange(0))
@click.option("--below", metavar="ETH", help="Tell only of prices in coin of so much or less.")
@as_json
@click.pass_obj
def watch_listing(data_dir: Path | None, number: int, below: str | None, *, wants_json: bool) -> None:
    """Watch a listing: its price, terms, versions, rating and end."""
    from desktop.bootstrap.watch_desk import opened_watches
    from desktop.core.money import parse_amount
    from desktop.core.watches import PriceLimit
    from desktop.services.catalogue import NoSuchListing

    limit = PriceLimit(parse_amount(below)) if below is not None else None
    with opened_watches(data_dir) as desk:
        listing = desk.listing(number)
        if listing is None:
            raise NoSuchListing(number)
        _answer(desk.service.watch_listing(listing, limit), wants_json=wants_json)


@watch.command("seller")
@click.argument("address")
@as_json
@click.pass_obj
def watch_seller(data_dir: Path | None, address: str, *, wants_json: bool) -> None:
    """Watch a seller: new listings, and those that are closed."""
    from desktop.bootstrap.watch_desk import opened_watches
    from desktop.core.identity import Address

    seller = Address.parse(address)
    with opened_watches(data_dir) as desk:
        _answer(desk.service.watch_seller(seller), wants_json=wants_json)


@watch.command("search")
@click.argument("text")
@click.option("--below", metavar="ETH", help="Only listings for so much or less, in coin.")
@as_json
@click.pass_obj
def watch_search(data_dir: Path | None, text: str, below: str | None, *, wants_json: bool) -> None:
    """Watch a search: new listings that fit, and those that come to."""
    from desktop.bootstrap.watch_desk import opened_watches
    from desktop.core.listings import ListingQuery
    from desktop.core.money import parse_amount

    query = ListingQuery(text, max_price=parse_amount(below) if below is not None else None)
    with opened_watches(data_dir) as desk:
        _answer(desk.service.watch_search(query), wants_json=wants_json)


@watch.command("stop")
@click.argument("number", type=click.IntRange(1))
@click.pass_obj
def stop(data_dir: Path | None, number: int) -> None:
    """Watch something no more; NUMBER is the one that ``licet watch list`` shows."""
    from desktop.bootstrap.watch_desk import opened_watches

    with opened_watches(data_dir) as desk:
        desk.service.stop(number)


@watch.command("list")
@click.option("--read", is_flag=True, help="Count what is shown as read.")
@as_json
@click.pass_obj
def list_watches(data_dir: Path | None, *, read: bool, wants_json: bool) -> None:
    """What is watched, with the newest of what is new."""
    from desktop.bootstrap.watch_desk import opened_watches

    with opened_watches(data_dir) as desk:
        desk.service.look()
        views = desk.service.views()
        if read:
            desk.service.mark_read()
    told = [
        {**_as_json(view.watch), "unread": view.unread, "news": [_news(one) for one in view.news]}
        for view in views
    ]
    lines = []
    for view in views:
        lines.append(f"{view.watch.id}: {_words(view.watch)} ({view.unread} new)")
        lines += [f"   {_line(one)}" for one in view.news]
    answer({"watches": told}, wants_json=wants_json, text="\n".join(lines))


def _answer(added: "Watch", *, wants_json: bool) -> None:
    answer(_as_json(added), wants_json=wants_json, text=f"{added.id}: {_words(added)}")


def _as_json(watched: "Watch") -> dict[str, Any]:
    return {
        "number": watched.id,
        "kind": watched.kind.value,
        "listing": watched.listing if watched.kind.value == "listing" else None,
        "seller": str(watched.seller) if watched.seller is not None else None,
        "search": watched.search.text if watched.search is not None else None,
        "limit": str(watched.limit.price) if watched.limit is not None else None,
        "muted": watched.is_muted,
    }


def _news(told: "Told") -> dict[str, Any]:
    news = told.news
    return {
        "kind": news.kind.value,
        "listing": news.listing,
        "block": news.block,
        "time": news.time,
        "taken_back": not told.is_there,
        "price": str(news.price),
        "old_price": str(news.old_price),
        "version": news.version,
        "terms": list(news.terms),
        "limit_reached": news.is_reached,
        "rating_milli": news.mean_milli,
        "old_rating_milli": news.old_mean_milli,
    }


def _words(watched: "Watch") -> str:
    from desktop.core.plain_text import clean

    name = " ".join(clean(watched.name).split())
    return f"{watched.kind.value} {name or watched.listing or watched.seller or ''}".strip()


def _line(told: "Told") -> str:
    news = told.news
    taken = " (taken back)" if not told.is_there else ""
    return f"block {news.block}: listing {news.listing} {news.kind.value}{taken}"
