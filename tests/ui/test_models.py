"""The item models are what Qt's views expect, and lose no value."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QModelIndex, Qt

from desktop.core.listings import Cursor, Listing, ListingPage
from desktop.core.packages import Column
from desktop.core.paging import PageAsk
from desktop.services.journal import Activity
from desktop.ui import showcase_values as values
from desktop.ui.models.activity import ActivityModel
from desktop.ui.models.listings import ListingModel
from desktop.ui.models.paged import PAGE
from desktop.ui.showcase_results import result_of
from desktop.ui.theme import Theme
from desktop.ui.widgets.exports import to_csv
from desktop.ui.widgets.inputs import CaseModel, read_series, read_table
from desktop.ui.widgets.results import RowsModel, result_rows

HUGE = 2**255 + 12345
NEXT = Cursor((50,))


def activity(number: int, wei: int = -(10**18)) -> Activity:
    return Activity(number, values.NOW, "buy", values.BUYER, wei, 10**13, bytes(32), "done", None, "A model")


def market(count: int) -> tuple[Listing, ...]:
    first = values.listings()[0]
    return tuple(replace(first, id=number) for number in range(1, count + 1))


def test_the_listing_model_passes_the_model_tester(qtmodeltester: Any, theme: Theme) -> None:
    asks: list[PageAsk] = []
    model = ListingModel(asks.append)
    qtmodeltester.check(model)
    rows = market(90)

    model.replace(ListingPage(rows[:50], 90, next=NEXT), above=rows[:1])
    model.look(40, 60)
    model.arrive(asks.pop(), ListingPage(rows[50:80], 80))
    model.refresh(ListingPage(rows[:50], 1000, total_is_exact=False, next=NEXT))
    model.refresh(ListingPage(rows[:5], 5))
    model.replace(ListingPage((), 0))


def test_the_listing_model_asks_for_the_next_rows_once(theme: Theme) -> None:
    asks: list[PageAsk] = []
    model = ListingModel(asks.append)
    model.replace(ListingPage(market(50), 90, next=NEXT))

    model.look(40, 49)
    model.look(41, 50)

    assert [ask.after for ask in asks] == [NEXT]


def test_rows_that_are_not_read_yet_have_a_place_and_no_value(theme: Theme) -> None:
    model = ListingModel(lambda ask: None)
    model.replace(ListingPage(market(50), 90, next=NEXT))

    assert model.rowCount() == 90
    assert model.index(89).data(Qt.ItemDataRole.UserRole) is None
    assert model.index(89).data(Qt.ItemDataRole.AccessibleTextRole) == "Reading…"


def test_a_short_answer_ends_the_list_instead_of_asking_for_ever(theme: Theme) -> None:
    asks: list[PageAsk] = []
    model = ListingModel(asks.append)
    model.replace(ListingPage(market(50), 90, next=NEXT))
    model.look(40, 49)

    model.arrive(asks.pop(), ListingPage((), 90))

    assert model.rowCount() == 50
    assert asks == []


def test_a_price_beyond_64_bits_survives_the_model(theme: Theme) -> None:
    model = ListingModel(lambda ask: None)
    listing = values.with_price(values.listings()[0], HUGE)
    model.replace(ListingPage((listing,), 1))

    assert model.index(0).data(Qt.ItemDataRole.UserRole).terms.price == HUGE


def test_the_activity_model_passes_the_model_tester(qtmodeltester: Any, theme: Theme) -> None:
    model = ActivityModel(lambda offset: None)
    qtmodeltester.check(model)

    model.replace([activity(i) for i in range(PAGE)])
    model.fetchMore(QModelIndex())
    model.append([activity(i) for i in range(3)])


def test_an_activity_amount_beyond_64_bits_keeps_its_digits(theme: Theme) -> None:
    model = ActivityModel(lambda offset: None)
    model.replace([activity(1, HUGE)])

    assert model.index(0, 0).data(Qt.ItemDataRole.UserRole).amount == HUGE
    assert (
        model.index(0, 4).data() == "+57896044618658097711785492504343953926634992332820282019728.792004 ETH"
    )


def test_the_case_model_passes_the_model_tester(qtmodeltester: Any) -> None:
    model = CaseModel([Column("a", default=1.5), Column("b", "category", choices=["x", "y"])])
    qtmodeltester.check(model)

    model.add_case()
    model.setData(model.index(0, 1), " 7 ")
    model.replace([{"a": "2", "unknown": "3"}])

    assert model.cases == [{"a": "2", "b": ""}]


def test_the_rows_model_passes_the_model_tester(qtmodeltester: Any) -> None:
    model = RowsModel([{"label": "x", "score": 0.5}, {"label": "y", "score": 0.25}])

    qtmodeltester.check(model)

    assert model.index(1, 1).data() == "0.25"


def test_a_table_is_read_whatever_separates_its_cells() -> None:
    assert read_table("a;b\n1;2\n") == [{"a": "1", "b": "2"}]
    assert read_table("a,b\n1,2\n3,4") == [{"a": "1", "b": "2"}, {"a": "3", "b": "4"}]


def test_a_ragged_table_loses_only_the_cells_that_have_no_column() -> None:
    assert read_table("a,b\n1\n1,2,3\n") == [{"a": "1"}, {"a": "1", "b": "2"}]


def test_a_series_is_read_from_a_column_a_line_or_dates_with_values() -> None:
    assert read_series("1\n2\n3") == (1.0, 2.0, 3.0)
    assert read_series("1, 2, 3") == (1.0, 2.0, 3.0)
    assert read_series("1 2 3") == (1.0, 2.0, 3.0)
    assert read_series("year,spots\n1880,32.3\n1881,54.2") == (32.3, 54.2)


def test_a_saved_table_holds_no_formula() -> None:
    text = to_csv([{"label": "=HYPERLINK(1)", "score": -0.5}])

    assert "'=HYPERLINK(1)" in text
    assert ",-0.5" in text


def test_a_forecast_becomes_one_row_per_step() -> None:
    rows = result_rows(result_of("forecast"))

    assert len(rows) == 11
    assert set(rows[0]) == {"step", "value", "lower", "upper"}
