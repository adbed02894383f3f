"""Whether one listing answers a question, where there is no catalogue to ask."""

from desktop.core.listings import Listing, ListingQuery


def matches(query: ListingQuery, listing: Listing) -> bool:
    """Whether ``listing`` has every word of the text, and everything else that the question asks for."""
    return _has_words(query, listing) and _is_of_kind(query, listing) and _is_within(query, listing)


def _has_words(query: ListingQuery, listing: Listing) -> bool:
    card = listing.card
    texts = (card.summary, card.task, card.publisher or "", *card.tags) if card else ()
    written = " ".join((listing.title, *texts)).casefold()
    return all(word in written for word in query.text.casefold().split())


def _is_of_kind(query: ListingQuery, listing: Listing) -> bool:
    card = listing.card
    return (
        (not query.tasks or (card is not None and card.task in query.tasks))
        and (not query.licenses or (card is not None and card.license in query.licenses))
        and (query.seller is None or listing.terms.seller == query.seller)
    )


def _is_within(query: ListingQuery, listing: Listing) -> bool:
    needed = listing.card.peak_rss_bytes or 0 if listing.card else 0
    price, mean = listing.terms.price, listing.mean_milli
    return (
        (not query.only_free or listing.is_free)
        and (query.max_price is None or (price <= query.max_price and listing.terms.currency.is_zero))
        and (query.min_stars is None or (mean is not None and mean >= 1000 * query.min_stars))
        and (query.max_bytes is None or listing.terms.size_bytes <= query.max_bytes)
        and (query.max_memory_bytes is None or needed <= query.max_memory_bytes)
    )
