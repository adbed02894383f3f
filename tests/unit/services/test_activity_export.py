"""The export of the activity: every amount beside its own unit, and nothing that a spreadsheet computes."""

import csv
import io
from dataclasses import replace

from desktop.core.identity import Address
from desktop.core.money import Currency
from desktop.core.movements import Leg
from desktop.core.spam import HiddenBy
from desktop.services.activity_files import KOINLY_COLUMNS, koinly_csv, plain_csv
from desktop.services.journal import Activity

ACCOUNT = Address(b"\x01" * 20)
TOKEN = Currency(Address(b"\x07" * 20), "PLN", 6)
OTHER_TOKEN = Currency(Address(b"\x08" * 20), "PLN", 18)
FEE = 21 * 10**12


def exported(*lines: Activity) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(plain_csv(lines))))


def for_koinly(*lines: Activity) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(koinly_csv(lines, ACCOUNT, lambda kind: f"({kind})"))))


def line(amount: int, currency: Currency | None = None) -> Activity:
    made = Activity(1, 100, "buy", ACCOUNT, amount, FEE, b"\x02" * 32, "done", None, "=1+1")
    return made if currency is None else replace(made, currency=currency)


def test_amounts_in_tokens_stand_in_their_decimals_beside_unit_and_address() -> None:
    (row,) = exported(line(-2_500_000, TOKEN))

    assert (row["amount"], row["unit"], row["token"]) == ("-2.5", "PLN", str(TOKEN.address))
    assert (row["fee"], row["date_utc"]) == ("0.000021", "1970-01-01 00:01:40 UTC")


def test_amounts_in_coin_name_no_token() -> None:
    (row,) = exported(line(-(10**17)))

    assert (row["amount"], row["unit"], row["token"]) == ("-0.1", "ETH", "")
    assert row["subject"] == "'=1+1"


def test_what_did_not_move_is_announced_and_no_amount() -> None:
    rows = exported(
        replace(line(-5), status="pending"),
        replace(line(-5), status="failed"),
        replace(line(7), kind="settle"),
    )

    assert [(row["amount"], row["fee"]) for row in rows] == [("0", "0"), ("0", "0.000021"), ("0", "0.000021")]
    assert [row["announced"] for row in rows] == [
        f"{sign}0.00000000000000000{n}" for sign, n in (("-", 5), ("-", 5), ("", 7))
    ]


def test_each_amount_that_moved_has_a_row_and_the_fee_stands_once() -> None:
    both = (Leg(TOKEN, -1_000_000), Leg(OTHER_TOKEN, 10**18))

    rows = exported(replace(line(0), legs=both))

    assert [(row["amount"], row["fee"]) for row in rows] == [("-1", "0.000021"), ("1", "0")]


def test_koinly_gets_its_twelve_columns_and_times_in_utc() -> None:
    (row,) = for_koinly(line(-(10**17)))

    assert tuple(row) == KOINLY_COLUMNS
    assert row["Date"] == "1970-01-01 00:01:40 UTC"
    assert (row["Sent Amount"], row["Sent Currency"], row["Fee Amount"]) == ("0.1", "ETH", "0.000021")
    assert row["Description"] == "(buy) =1+1"
    assert row["TxHash"] == "0x" + "02" * 32


def test_a_fee_alone_is_a_cost_and_never_stands_beside_a_deposit() -> None:
    failed = replace(line(-5), status="failed")
    withdrawal = replace(line(9 * 10**18), kind="withdraw")

    rows = for_koinly(failed, withdrawal)

    assert [(r["Sent Amount"], r["Label"], r["Received Amount"]) for r in rows] == [
        ("0.000021", "cost", ""), ("0.000021", "cost", ""), ("", "", "9"),
    ]  # fmt: skip


def test_an_exchange_of_tokens_is_one_trade() -> None:
    (row,) = for_koinly(replace(line(0), legs=(Leg(TOKEN, -1_000_000), Leg(OTHER_TOKEN, 10**18))))

    assert (row["Sent Amount"], row["Sent Currency"], row["Received Amount"], row["Fee Amount"]) == (
        "1", "PLN", "1", "0.000021",
    )  # fmt: skip
    assert row["Received Currency"] == "NULL1"  # two tokens of one name must not become one
    assert f"NULL1={OTHER_TOKEN.address}" in row["Description"]


def test_koinly_never_sees_what_is_kept_out() -> None:
    gift = replace(line(5, TOKEN), fee_wei=0, hidden=HiddenBy.UNASKED)

    assert for_koinly(gift) == []
    assert exported(gift)[0]["kept_out"] == "unknown-token"


def test_what_was_taken_back_moved_nothing_and_cost_the_fee_of_that() -> None:
    taken_back = replace(line(-(10**17)), status="cancelled")
    replaced = replace(line(-(10**17)), status="replaced", fee_wei=0)

    plain = exported(taken_back, replaced)
    koinly = for_koinly(taken_back, replaced)

    assert [(row["amount"], row["fee"]) for row in plain] == [("0", "0.000021"), ("0", "0")]
    assert [(row["Sent Amount"], row["Label"]) for row in koinly] == [("0.000021", "cost")]


def test_a_coin_goes_by_the_name_of_its_own_chain() -> None:
    (row,) = exported(replace(line(-5), chain_id=137))

    assert row["unit"] == "POL"
