"""A series cut at many places: what each item may know, and what it is judged by."""

from pathlib import Path

import pytest

from desktop.core.items import DataChoice, Item, Position
from desktop.core.packages import Axis, Head, InputSpec, Operation, OutputSpec, Spec
from desktop.core.packages import TestsSpec as Vectors
from desktop.core.runs import SeriesInput
from desktop.runtime.errors import BadInput
from desktop.runtime.items.origins import MOST_ORIGINS, SeriesOrigins, read_series
from desktop.runtime.items.trials import TrialReader

open_trials = TrialReader(lambda _value: pytest.fail("no masks here")).open


def past_of(source: SeriesOrigins, index: int) -> tuple[float, ...]:
    item = next(iter(source.read(Position(index)))).item
    assert isinstance(item, Item)
    value = item.inputs["series"]
    assert isinstance(value, SeriesInput)
    return value.values


def test_an_item_knows_only_what_came_before_it() -> None:
    source = SeriesOrigins([float(v) for v in range(10)], "series", window=4, horizon=2)

    assert source.origins == [4, 5, 6, 7, 8]
    assert past_of(source, 0) == (0, 1, 2, 3)
    assert past_of(source, 4) == (4, 5, 6, 7)
    assert list(source.labels()) == [4, 5, 6, 7, 8]


def test_a_long_series_is_cut_at_no_more_places_than_say_something() -> None:
    source = SeriesOrigins([0.0] * 100_000, "series", window=30, horizon=10)

    assert len(source.origins) == MOST_ORIGINS
    assert (source.origins[0], source.origins[-1]) == (30, 99_990)


def test_a_series_too_short_for_one_forecast_says_how_long_it_must_be() -> None:
    with pytest.raises(BadInput) as caught:
        SeriesOrigins([1.0] * 12, "series", window=10, horizon=5)

    assert "15" in caught.value.reason


def test_a_named_column_of_a_table_is_the_series(tmp_path: Path) -> None:
    path = tmp_path / "sales.csv"
    path.write_text("day,sold,note\n1,5,a\n2,,b\n3,7.5,c\n")

    assert read_series(path, "sold") == (5.0, 7.5)
    with pytest.raises(BadInput):
        read_series(path, "cost")


def test_a_forecast_is_judged_by_one_file_of_numbers(tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_text("\n".join(f"{1900 + i},{i}" for i in range(9)))
    port = InputSpec(
        "series", "series", "FP32", [Axis("batch"), Axis("time", 3)], [Operation("last", {"count": 3})]
    )
    spec = Spec(1, "t", [port], [OutputSpec("o", "value")], Head("forecast", horizon=2), Vectors(1, 0.1, 0.1))

    source = open_trials(DataChoice("files", str(tmp_path), ("s.csv",)), spec)

    assert source.amount().count == 5
    with pytest.raises(BadInput):
        open_trials(DataChoice("folder", str(tmp_path)), spec)
