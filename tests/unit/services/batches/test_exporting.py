"""Results as files: flattened, harmless in a spreadsheet, and whole or not there."""

import csv
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from desktop.core.batches import Batch, Outcome
from desktop.core.cancel import CancelToken
from desktop.core.errors import Cancelled
from desktop.core.items import DataChoice
from desktop.core.packages import HeadType
from desktop.services.batches.exporting import Exporter, file_name
from desktop.services.batches.ports import GivenRows


class Kept:
    def __init__(self, outcomes: Sequence[Outcome]) -> None:
        self._outcomes = outcomes

    def outcomes(self) -> Iterator[Outcome]:
        return iter(self._outcomes)


def exporter(head: HeadType, *outcomes: Outcome, cancel: CancelToken | None = None) -> Exporter:
    batch = Batch("b", "p", "m", head, "cpu", DataChoice("folder", "/x"), {}, 1, 0)
    return Exporter(batch, Kept(outcomes), cancel)  # type: ignore[arg-type]


def read(path: Path) -> list[list[str]]:
    with path.open(newline="") as file:
        return list(csv.reader(file))


def test_boxes_are_lines_and_an_item_without_any_keeps_one(tmp_path: Path) -> None:
    box = {"xmin": 1.5, "ymin": 2, "xmax": 3, "ymax": 4}
    things = [{"label": "car", "score": 0.9, "box": box}, {"label": "bus", "score": 0.5, "box": box}]
    exporter("detection", Outcome(1, "a.png", value=things), Outcome(2, "b.png", value=[])).to_csv(
        tmp_path / "r.csv"
    )

    assert read(tmp_path / "r.csv") == [
        ["item", "label", "score", "xmin", "ymin", "xmax", "ymax"],
        ["a.png", "car", "0.9", "1.5", "2", "3", "4"],
        ["a.png", "bus", "0.5", "1.5", "2", "3", "4"],
        ["b.png", "", "", "", "", "", ""],
    ]


def test_hostile_labels_and_names_are_no_formulas_and_numbers_stay(tmp_path: Path) -> None:
    value = [{"label": "=cmd|' /C calc'!A0", "score": -1.5}]
    exporter("image-classification", Outcome(1, "@x.png", "-7", value=value)).to_csv(tmp_path / "r.csv")

    assert read(tmp_path / "r.csv")[1] == ["'@x.png", "-7", "'=cmd|' /C calc'!A0", "-1.5"]


def test_a_hostile_name_of_a_column_is_no_formula_either(tmp_path: Path) -> None:
    points = [{"label": "=1+1", "x": 1.0, "y": 2.0, "score": 1.0}]
    exporter("keypoints", Outcome(1, "a", value=[{"score": 1.0, "points": points}])).to_csv(
        tmp_path / "r.csv"
    )

    assert "'=1+1.x" in read(tmp_path / "r.csv")[0]


def test_failed_items_stand_with_their_reason(tmp_path: Path) -> None:
    made = exporter(
        "table-regression", Outcome(1, "1", value=[{"value": 2.0}]), Outcome(2, "2", fault="no number")
    )
    made.to_csv(tmp_path / "r.csv")
    made.to_lines(tmp_path / "r.jsonl")
    made.to_json(tmp_path / "r.json")

    assert read(tmp_path / "r.csv") == [["item", "value", "error"], ["1", "2.0", ""], ["2", "", "no number"]]
    lines = [json.loads(line) for line in (tmp_path / "r.jsonl").read_text().splitlines()]
    assert lines == [
        {"number": 1, "item": "1", "value": [{"value": 2.0}]},
        {"number": 2, "item": "2", "error": "no number"},
    ]
    assert json.loads((tmp_path / "r.json").read_text()) == lines


def test_a_tables_own_columns_stand_before_the_answers_and_keep_their_names(tmp_path: Path) -> None:
    value = [[{"label": "good", "score": 0.5}]]
    batch = Batch("b", "p", "m", "table-classification", "cpu", DataChoice("csv", "/x"), {}, 1, 0)
    lines = [Outcome(1, "1", value=value), Outcome(2, "2", fault="too short"), Outcome(3, "3", value=value)]
    given = GivenRows(("id", "label"), lambda: iter([["a", "=1+1"], ["b"], ["c", "x", "too much"]]))
    Exporter(batch, Kept(lines), None, given).to_csv(tmp_path / "r.csv")  # type: ignore[arg-type]

    assert read(tmp_path / "r.csv") == [
        ["item", "id", "label", "model_label", "score", "error"],
        ["1", "a", "'=1+1", "good", "0.5", ""],
        ["2", "b", "", "", "", "too short"],
        ["3", "c", "x", "good", "0.5", ""],
    ]


def test_no_results_are_valid_json(tmp_path: Path) -> None:
    exporter("tensor").to_json(tmp_path / "r.json")

    assert json.loads((tmp_path / "r.json").read_text()) == []


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("a/b/cat.jpg", "000007 cat.png"),
        ("../../etc/passwd", "000007 passwd.png"),
        ("..", "000007 item.png"),
        ('<>:"|?*\x00\n.png', "000007 _________.png"),
        ("con.png", "000007 item con.png"),
        ("x" * 300, f"000007 {'x' * 80}.png"),
    ],
)
def test_an_items_name_makes_a_file_name_for_every_system(name: str, file: str) -> None:
    assert file_name(Outcome(7, name)) == file


def test_a_cancelled_export_leaves_no_file(tmp_path: Path) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        exporter("tensor", Outcome(1, "a"), cancel=cancel).to_lines(tmp_path / "r.jsonl")

    assert list(tmp_path.iterdir()) == []


def test_pictures_are_written_for_the_items_that_have_one(tmp_path: Path) -> None:
    made = exporter(
        "detection", Outcome(1, "a.png", value=[]), Outcome(2, "b.png", fault="x"), Outcome(3, "c.png")
    )
    count = made.to_pictures(tmp_path / "out", lambda o: b"png" if o.number < 3 else None, lambda _n: None)

    assert count == 1
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["000001 a.png"]
