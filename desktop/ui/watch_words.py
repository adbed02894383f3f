"""What is watched and what is new of it, in words. Titles and names are strangers' texts: cleaned, and never markup."""

from desktop.core.identity import Address
from desktop.core.money import COIN, Currency
from desktop.core.records import dump
from desktop.core.telling import Told
from desktop.core.watches import MOST_NEWS, News, NewsKind, SavedSearch, Watch, WatchKind
from desktop.services.watching import NewsSummary, WatchView
from desktop.text import amount, mark, tr, trn
from desktop.ui.list_words import one_line
from desktop.ui.page import Route
from desktop.ui.phrases import task_name
from desktop.ui.rating_words import mean_text

_TERMS: dict[str, str] = {
    "payee": mark("who is paid"),
    "bond_wei": mark("the bond"),
    "late_fee_wei": mark("the late fee"),
    "key_fee": mark("the fee for later keys"),
    "deliver_in_s": mark("the time to deliver"),
    "dispute_in_s": mark("the time to complain"),
    "period_s": mark("how long a licence lasts"),
    "renew_until": mark("until when it can be renewed"),
    "is_bound": mark("whether it can be passed on"),
}
ICONS = {WatchKind.LISTING: "package", WatchKind.SELLER: "user-round", WatchKind.SEARCH: "search"}


def count_words(count: int) -> str:
    """A number of news; of a flood only that there are very many."""
    return f"{count:,}+" if count >= MOST_NEWS else f"{count:,}"


def watch_title(watch: Watch) -> str:
    """What is watched."""
    match watch.kind:
        case WatchKind.LISTING:
            return one_line(watch.name) or f"#{watch.listing}"
        case WatchKind.SELLER:
            short = watch.seller.short if watch.seller is not None else ""
            return one_line(watch.name) or tr("Seller {address}", address=short)
        case WatchKind.SEARCH:
            return search_words(watch.search or SavedSearch())


def watch_kind_words(watch: Watch) -> str:
    """Which kind of thing it is, and what is told of it."""
    match watch.kind:
        case WatchKind.LISTING if watch.limit is not None:
            limit = price_words(watch.limit.price, watch.limit.currency)
            return tr("Listing. You are told when the price is {limit} or less.", limit=limit)
        case WatchKind.LISTING:
            return tr("Listing. You are told of its price, terms, versions, rating and end.")
        case WatchKind.SELLER:
            return tr("Seller. You are told of new listings, and of those that are closed.")
        case WatchKind.SEARCH:
            return tr("Search. You are told of listings that fit: new ones, and those that come to.")


def search_words(search: SavedSearch) -> str:
    """A search as a person would say it."""
    parts = [
        f"“{one_line(search.text)}”" if search.text else "",
        *(task_name(task) for task in search.tasks),
        *search.licenses,
        tr("Free") if search.only_free else "",
        tr("up to {price}", price=amount(search.max_price)) if search.max_price is not None else "",
        trn("{n} star or more", "{n} stars or more", search.min_stars) if search.min_stars else "",
    ]
    return ", ".join(filter(None, parts)) or tr("All listings")


def price_words(price: int, currency: Address) -> str:
    """A price; of a token that is not known here in its smallest unit."""
    if price == 0:
        return tr("Free")
    unit = COIN if currency == COIN.address else Currency(currency, "", 0, tells_decimals=False)
    return unit.text(price, 6)


def news_words(told: Told) -> str:
    """One piece of news as a sentence."""
    sentence = _there(told.news)
    return sentence if told.is_there else tr("The chain took this back: {news}", news=sentence)


def _there(news: News) -> str:  # noqa: PLR0911 - one for each kind
    title = one_line(news.title)
    match news.kind:
        case NewsKind.LISTED:
            price = price_words(news.price, news.currency)
            return tr("{title} was listed for {price}.", title=title, price=price)
        case NewsKind.PRICE:
            return _price_change(news)
        case NewsKind.VERSION if news.version and news.version != news.old_version:
            return tr("There is a new version: {version}.", version=one_line(news.version))
        case NewsKind.VERSION:
            return tr("There is a new version.")
        case NewsKind.TERMS:
            names = ", ".join(tr(_TERMS[name]) for name in news.terms if name in _TERMS)
            return tr("The terms changed: {names}.", names=names)
        case NewsKind.CLOSED:
            return tr("{title} was closed: it takes no more orders.", title=title)
        case NewsKind.REOPENED:
            return tr("{title} is for sale again.", title=title)
        case NewsKind.FITS:
            return tr(
                "{title} fits now, for {price}.", title=title, price=price_words(news.price, news.currency)
            )
        case NewsKind.RATED:
            return _rating_change(news)
        case NewsKind.BAD_KEY:
            return tr("A buyer has proven that the key of {title} is wrong.", title=title)


def _rating_change(news: News) -> str:
    after = mean_text(news.mean_milli) if news.mean_milli is not None else ""
    if news.old_mean_milli is None:
        return trn(
            "Its rating is {mean}, by {n} licence holder.",
            "Its rating is {mean}, by {n} licence holders.",
            news.ratings,
            mean=after,
        )
    return tr(
        "Its rating was {before}, and is now {after}.", before=mean_text(news.old_mean_milli), after=after
    )


def _price_change(news: News) -> str:
    before, after = price_words(news.old_price, news.old_currency), price_words(news.price, news.currency)
    if news.currency != news.old_currency:
        return tr("The price was {before}, and is now {after}.", before=before, after=after)
    if news.price < news.old_price:
        return tr("The price fell from {before} to {after}.", before=before, after=after)
    return tr("The price rose from {before} to {after}.", before=before, after=after)


def summary_words(summary: NewsSummary) -> tuple[str, str]:
    """What the desktop says of one watch: a heading and a sentence."""
    title = watch_title(summary.watch)
    if summary.count == 1:
        return title, news_words(summary.newest)
    if summary.watch.kind is WatchKind.SEARCH:
        return title, tr("{n} listings fit that did not before.", n=count_words(summary.count))
    return title, tr("{n} things are new.", n=count_words(summary.count))


def summaries_words(summaries: list[NewsSummary]) -> tuple[str, str]:
    """One notice for all that is to be told now."""
    if len(summaries) == 1:
        return summary_words(summaries[0])
    names = ", ".join(watch_title(one.watch) for one in summaries[:3])
    more = len(summaries) - 3
    body = tr("{list} and {n} more", list=names, n=more) if more > 0 else names
    return trn(
        "{n} thing that you watch has changed", "{n} things that you watch have changed", len(summaries)
    ), body


def tone_of(view: WatchView) -> str:
    """What the newest news is: good for a buyer, bad, or neither."""
    news = view.news[0].news if view.news and view.news[0].is_there else None
    if news is None:
        return "neutral"
    if news.kind is NewsKind.PRICE and news.currency == news.old_currency:
        return "success" if news.price < news.old_price else "warning"
    return "danger" if news.kind is NewsKind.BAD_KEY else "accent"


def route_of(watch: Watch) -> Route | None:
    """Where a watch leads."""
    if watch.search is not None:
        return Route("market", dump(watch.search))
    return Route("listing", str(watch.listing)) if watch.kind is WatchKind.LISTING else None
