"""Reading ratings and reports from the catalogue, page by page from the newest on."""

import sqlite3
from pathlib import Path

from desktop.core.identity import Address
from desktop.core.reviews import (
    LEAST_FOR_MEAN,
    MOST_STARS,
    Exclusion,
    RatingSummary,
    ReceivedReport,
    ReportPage,
    Review,
    ReviewPage,
    ReviewPlace,
    SellerAnswer,
)
from desktop.store.catalogue_file import CatalogueFile
from desktop.store.review_writer import order_key

MAX_PAGE = 500
_FIRST = ReviewPlace(2**62, 0)


class ReviewReader:
    """Fits ``services.reviews.ReviewBook``. Usable from any thread."""

    def __init__(self, path: Path) -> None:
        self._file = CatalogueFile(path)

    def close(self) -> None:
        """Close every connection; no thread may be reading. Safe to call twice."""
        self._file.close()

    def indexed_to(self) -> int:
        """The last block in the catalogue; -1 if there is none yet."""
        with self._file.connection() as connection:
            if connection is None:
                return -1
            row = connection.execute("SELECT value FROM meta WHERE name = 'indexed_to'").fetchone()
        return int(row["value"]) if row else -1

    def of_listing(self, listing: int, after: ReviewPlace | None, limit: int) -> ReviewPage:
        """Reviews of all versions of a listing, newest first."""
        return self._page("listing = ?", (listing,), after, limit)

    def of_seller(
        self, seller: Address, listing: int | None, after: ReviewPlace | None, limit: int
    ) -> ReviewPage:
        """Reviews of a seller's listings, or of one of them."""
        if listing is None:
            return self._page("seller = ?", (seller.raw,), after, limit)
        return self._page("seller = ? AND listing = ?", (seller.raw, listing), after, limit)

    def of_order(self, order_id: int) -> Review | None:
        """The review of one licence."""
        with self._file.connection() as connection:
            if connection is None:
                return None
            row = connection.execute(
                "SELECT * FROM review WHERE order_id = ?", (order_key(order_id),)
            ).fetchone()
        return _review(row) if row else None

    def summary(self, listing: int) -> RatingSummary:
        """How the counted ratings of a listing are spread."""
        with self._file.connection() as connection:
            if connection is None:
                return RatingSummary()
            spread = dict(
                connection.execute(
                    "SELECT stars, count(*) FROM review WHERE listing = ? AND exclusion = '' GROUP BY stars",
                    (listing,),
                ).fetchall()
            )
            query = "SELECT count(*) FROM review WHERE listing = ? AND exclusion != ''"
            excluded = connection.execute(query, (listing,)).fetchone()[0]
            row = connection.execute("SELECT mean_milli FROM listing WHERE id = ?", (listing,)).fetchone()
        by_stars = tuple(spread.get(stars, 0) for stars in range(1, MOST_STARS + 1))
        enough = row is not None and sum(by_stars) >= LEAST_FOR_MEAN
        return RatingSummary(by_stars, row["mean_milli"] if enough else None, excluded)

    def reports(
        self, seller: Address, listing: int | None, after: ReviewPlace | None, limit: int
    ) -> ReportPage:
        """Error reports about a seller's listings, or about one of them, newest first."""
        place, most = after or _FIRST, min(limit, MAX_PAGE)
        chosen = "" if listing is None else "AND report.listing = ?"
        query = f"""SELECT report.* FROM report JOIN listing ON listing.id = report.listing
                    WHERE listing.seller = ? {chosen} AND (report.block, report.log_index) < (?, ?)
                    ORDER BY report.block DESC, report.log_index DESC LIMIT ?"""  # noqa: S608 - fixed texts
        values = (
            seller.raw,
            *(() if listing is None else (listing,)),
            place.block,
            place.log_index,
            most + 1,
        )
        with self._file.connection() as connection:
            rows = [] if connection is None else connection.execute(query, values).fetchall()
        found = tuple(map(_report, rows[:most]))
        return ReportPage(found, found[-1].place if len(rows) > most else None)

    def _page(
        self, where: str, values: tuple[object, ...], after: ReviewPlace | None, limit: int
    ) -> ReviewPage:
        """A page of the rows that fit; ``where`` is one of this class's own texts."""
        place, most = after or _FIRST, min(limit, MAX_PAGE)
        query = f"""SELECT * FROM review WHERE {where} AND (block, log_index) < (?, ?)
                    ORDER BY block DESC, log_index DESC LIMIT ?"""  # noqa: S608 - fixed texts
        with self._file.connection() as connection:
            if connection is None:
                return ReviewPage(())
            rows = connection.execute(query, (*values, place.block, place.log_index, most + 1)).fetchall()
        found = tuple(map(_review, rows[:most]))
        return ReviewPage(found, found[-1].place if len(rows) > most else None)


def _review(row: sqlite3.Row) -> Review:
    answer = None
    if row["answer"] is not None:
        answer = SellerAnswer(row["answer"], row["answered_at"], bool(row["to_earlier"]))
    return Review(
        order_id=int.from_bytes(row["order_id"], "big"),
        listing=row["listing"],
        place=ReviewPlace(row["block"], row["log_index"]),
        rated_at=row["time"],
        holder=Address(row["holder"]),
        stars=row["stars"],
        text=row["text"],
        is_edited=bool(row["is_edited"]),
        bought_block=row["bought_block"],
        version=row["version"],
        exclusion=Exclusion(row["exclusion"]),
        answer=answer,
    )


def _report(row: sqlite3.Row) -> ReceivedReport:
    return ReceivedReport(
        order_id=int.from_bytes(row["order_id"], "big"),
        listing=row["listing"],
        place=ReviewPlace(row["block"], row["log_index"]),
        reported_at=row["time"],
        holder=Address(row["holder"]),
        sealed=row["sealed"],
    )
