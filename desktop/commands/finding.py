"""``licet search``: the market, out of the catalogue on this computer."""

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desktop.commands.output import answer, as_json
from desktop.core.money import ETHER_DECIMALS

if TYPE_CHECKING:  # the command line must not import the whole app to print its help
    from desktop.core.listings import Listing, ListingPage

_SORTINGS = ("relevance", "newest", "cheapest", "popular", "best-rated")


@click.command("search")
@click.argument("text", required=False, default="")
@click.option("--task", "tasks", multiple=True, help="Only this task; may be given again.")
@click.option("--license", "licenses", multiple=True, help="Only this licence; may be given again.")
@click.option("--free", "only_free", is_flag=True, help="Only models that cost nothing.")
@click.option(
    "--max-price", type=Decimal, metavar="ETH", help="In coin; models priced in tokens are left out."
)
@click.option("--min-stars", type=click.IntRange(1, 5), help="At least so many stars.")
@click.option("--sort", type=click.Choice(_SORTINGS), default="relevance", show_default=True)
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 500))
@click.option(
    "--chain-id", type=click.IntRange(1), help="Which network's catalogue; the app's own if not given."
)
@as_json
@click.pass_obj
def search(
    data_dir: Path | None,
    text: str,
    tasks: tuple[str, ...],
    licenses: tuple[str, ...],
    max_price: Decimal | None,
    min_stars: int | None,
    sort: str,
    limit: int,
    chain_id: int | None,
    *,
    only_free: bool,
    wants_json: bool,
) -> None:
    """Find models by words, in the catalogue that the app keeps. Asks no network."""
    from desktop.bootstrap.finding import opened_catalogue
    from desktop.core.listings import ListingQuery, Sorting

    query = ListingQuery(
        text, frozenset(tasks), frozenset(licenses), only_free=only_free, max_price=_wei(max_price), min_stars=min_stars,
        sorting=Sorting(sort), limit=limit,
    )  # fmt: skip
    with opened_catalogue(data_dir, chain_id) as catalogue:
        page = catalogue.search(query)
        meant = None if page.rows or not text else catalogue.suggest(query)
    found = {
        "total": page.total,
        "total_is_exact": page.total_is_exact,
        "did_you_mean": meant,
        "listings": [_row(listing) for listing in page.rows],
    }
    answer(found, wants_json=wants_json, text=_lines(page, meant))


def _wei(price: Decimal | None) -> int | None:
    if price is None:
        return None
    if not price.is_finite() or price < 0:
        raise click.UsageError("--max-price is an amount in coin")
    return int(price.scaleb(ETHER_DECIMALS))


def _row(listing: "Listing") -> dict[str, Any]:
    card = listing.card
    return {
        "listing": listing.id,
        "name": listing.title,
        "task": card.task if card else None,
        "license": card.license if card else None,
        "publisher": card.publisher if card else None,
        "price": str(listing.terms.price),
        "currency": str(listing.terms.currency),
        "seller": str(listing.terms.seller),
        "sales": listing.sales,
        "mean_milli": listing.mean_milli,
    }


def _lines(page: "ListingPage", meant: str | None) -> str:
    from desktop.core.plain_text import clean
    from desktop.text import tr, trn

    lines = [
        f"{listing.id}: {clean(listing.title)} ({clean(listing.card.task) if listing.card else '-'}, {_price(listing)})"
        for listing in page.rows
    ]
    if meant:
        lines.append(tr("Nothing fits. Did you mean “{words}”?", words=meant))
    elif page.total_is_exact:
        lines.append(trn("{n} model", "{n} models", page.total))
    else:
        lines.append(tr("{n}+ models", n=f"{page.total:,}"))
    return "\n".join(lines)


def _price(listing: "Listing") -> str:
    from desktop.text import tr

    if listing.is_free:
        return tr("Free")
    return listing.price.text(6) if listing.price is not None else tr("Priced in a token")
