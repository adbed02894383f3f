"""The export of the activity: every amount beside its own unit, and nothing that a spreadsheet computes."""

import csv
import io
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from desktop.core.identity import Address
from desktop.core.money import Currency
from desktop.services.activity import ActivityService
from desktop.services.journal import Activity

ACCOUNT = Address(b"\x01" * 20)
TOKEN = Currency(Address(b"\x07" * 20), "PLN", 6)


def exported(*lines: Activity) -> list[dict[str, str]]:
    book: Any = SimpleNamespace(page=lambda offset, limit: list(lines[offset : offset + limit]))
    service = ActivityService(book)
    return list(csv.DictReader(io.StringIO(service.export_csv())))


def line(amount: int, currency: Currency | None = None) -> Activity:
    made = Activity(1, 100, "buy", ACCOUNT, amount, 21 * 10**12, b"\x02" * 32, "done", None, "=1+1")
    return made if currency is None else replace(made, currency=currency)


def test_amounts_in_tokens_stand_in_their_decimals_beside_unit_and_address() -> None:
    (row,) = exported(line(-2_500_000, TOKEN))

    assert (row["amount"], row["unit"], row["token"]) == ("-2.5", "PLN", str(TOKEN.address))
    assert row["fee"] == "0.000021"


def test_amounts_in_coin_name_no_token() -> None:
    (row,) = exported(line(-(10**17)))

    assert (row["amount"], row["unit"], row["token"]) == ("-0.1", "ETH", "")
    assert row["subject"] == "'=1+1"
