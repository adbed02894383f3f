"""What the accounts did, to be read and taken elsewhere."""

import csv
import io

from desktop.core.money import format_amount
from desktop.services.journal import Activity, ActivityBook


class ActivityService:
    """The activity, page by page or as a file."""

    def __init__(self, book: ActivityBook) -> None:
        self._book = book

    def page(self, offset: int, limit: int) -> list[Activity]:
        """Lines from the newest on."""
        return self._book.page(offset, limit)

    def export_csv(self) -> str:
        """All activity as CSV: amounts exact in the unit beside them, fees in ether, times in unix seconds."""
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(
            [
                "time",
                "kind",
                "account",
                "amount",
                "unit",
                "token",
                "fee",
                "status",
                "counterparty",
                "hash",
                "subject",
            ]
        )
        offset = 0
        while rows := self._book.page(offset, 500):
            for row in rows:
                writer.writerow([
                    row.time, row.kind, str(row.account), format_amount(row.amount, row.currency.decimals),
                    _unformula(row.currency.unit), "" if row.currency.is_coin else str(row.currency.address),
                    format_amount(row.fee_wei), row.status, str(row.counterparty or ""), "0x" + row.hash.hex() if row.hash else "",
                    _unformula(row.subject),
                ])  # fmt: skip
            offset += len(rows)
        return out.getvalue()


def _unformula(text: str) -> str:
    """A stranger's text that a spreadsheet will not take for a formula (CWE-1236)."""
    return "'" + text if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
