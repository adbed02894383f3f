"""Own data as items: folders, labels and CSV files of any shape."""

import csv
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core import packages
from desktop.core.items import BrokenItem, DataChoice, Item, ItemSource, Position
from desktop.core.packages import Axis, Column, Head, InputKind, InputSpec, OutputSpec, Spec
from desktop.core.runs import ImageInput, SeriesInput, TableInput, TextInput
from desktop.runtime.errors import BadInput
from desktop.runtime.items.opening import open_items, suggest
from desktop.runtime.items.rows import CsvFile


def make_spec(kind: InputKind, *, columns: Sequence[str] = (), pair: str | None = None, **head: str) -> Spec:
    named = [Column(name) for name in columns] or None
    port = InputSpec("x", kind, "FP32", [Axis("batch")], columns=named, pair=pair)
    return Spec(
        1,
        "t",
        [port],
        [OutputSpec("y", "value")],
        Head(**({"type": "tensor"} | head)),
        packages.TestsSpec(1, 0.1, 0.1),
    )  # type: ignore[arg-type]


def all_of(source: ItemSource, start: Position = Position()) -> list[Item | BrokenItem]:  # noqa: B008
    return [read.item for read in source.read(start)]


def write(path: Path, text: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


# CSV


cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)


@given(
    rows=st.lists(st.lists(cells, min_size=3, max_size=3), max_size=8),
    delimiter=st.sampled_from(",;\t|"),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
    end=st.sampled_from(["\r\n", "\n", "\r"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_whatever_python_writes_as_csv_is_read_back_the_same_from_every_position(
    rows: list[list[str]], delimiter: str, quoting: int, end: str, encoding: str
) -> None:
    if end != "\r\n" and quoting == csv.QUOTE_MINIMAL:
        # Python's writer leaves the other line end unquoted then, and its reader cannot read that back either.
        rows = [[cell.replace("\r" if end == "\n" else "\n", "") for cell in row] for row in rows]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "data.csv")
        with path.open("w", encoding=encoding, newline="") as file:
            writer = csv.writer(file, delimiter=delimiter, quoting=quoting, lineterminator=end)  # type: ignore[arg-type]
            writer.writerow(["a", "b", "c"])
            writer.writerows(rows)
        table = CsvFile(path)
        records = list(table.records())

        assert table.columns == ["a", "b", "c"]
        assert [record.fields for record in records] == rows
        for number, record in enumerate(records, 1):
            rest = list(table.records(record.after))
            assert record.after.index == number
            assert rest == records[number:]


def test_a_record_of_another_length_is_a_broken_item_and_the_others_stay(tmp_path: Path) -> None:
    path = write(tmp_path / "d.csv", "a,b\n1,2\n3\n\n4,5\n")
    items = all_of(open_items(DataChoice("csv", str(path)), make_spec("table", columns=["a", "b"])))

    assert [item.name for item in items] == ["1", "2", "3"]
    assert isinstance(items[1], BrokenItem)
    assert isinstance(items[1].error, BadInput)
    assert items[2] == Item("3", {"x": TableInput(({"a": 4.0, "b": 5.0},))})


def test_a_quotation_mark_that_never_ends_is_a_broken_item(tmp_path: Path) -> None:
    path = write(tmp_path / "d.csv", 'a,b\n1,2\n"3,4\n5,6\n')
    items = all_of(open_items(DataChoice("csv", str(path)), make_spec("table", columns=["a", "b"])))

    assert [type(item) for item in items] == [Item, BrokenItem]


@pytest.mark.parametrize("text", ["", "\n", "a,a\n1,2\n", b"\xff\xfe\x00", b"a\n\xff\n"])
def test_what_is_no_csv_with_a_header_is_refused(tmp_path: Path, text: str | bytes) -> None:
    path = write(tmp_path / "d.csv", text)
    with pytest.raises(BadInput):
        all_of(open_items(DataChoice("csv", str(path)), make_spec("table", columns=["a"])))


def test_a_line_without_an_end_does_not_fill_the_memory(tmp_path: Path) -> None:
    path = write(tmp_path / "d.csv", b"a\n" + b"x" * (9 << 20))
    with pytest.raises(BadInput, match="longer"):
        all_of(open_items(DataChoice("csv", str(path)), make_spec("table", columns=["a"])))


def test_columns_that_the_model_needs_must_be_there(tmp_path: Path) -> None:
    path = write(tmp_path / "d.csv", "a\n1\n")
    with pytest.raises(BadInput, match="no column b"):
        open_items(DataChoice("csv", str(path)), make_spec("table", columns=["a", "b"]))


def test_the_number_of_records_is_told_before_they_are_read(tmp_path: Path) -> None:
    path = write(tmp_path / "d.csv", "a\n" + "".join(f"{i:06d}\n" for i in range(5000)))
    source = open_items(DataChoice("csv", str(path)), make_spec("table", columns=["a"]))
    last = list(source.read())[-1].after

    assert source.amount().count == 5000
    assert not source.amount().is_exact
    assert source.amount(last).is_exact


def test_the_column_of_the_true_answers_is_found_and_a_number_where_the_model_gives_numbers(
    tmp_path: Path,
) -> None:
    path = write(tmp_path / "d.csv", "a,Price\n1,2.5\n")
    spec = make_spec("table", columns=["a"], type="table-regression", target="price")
    choice = suggest([path], spec)

    assert (choice.labels, choice.label_at) == ("column", "Price")
    assert all_of(open_items(choice, spec))[0].label == 2.5


def test_a_text_column_is_guessed_and_both_texts_of_a_pair_are_taken(tmp_path: Path) -> None:
    path = write(tmp_path / "d.csv", "id,question,context,label\n7,who?,me,yes\n")
    spec = make_spec("text", pair="Context")
    item = all_of(open_items(suggest([path], spec), spec))[0]

    assert item == Item("1", {"x": TextInput("who?", "me")}, "yes")


def test_each_record_of_numbers_is_a_series(tmp_path: Path) -> None:
    path = write(tmp_path / "d.csv", "t1,t2,t3\n1,2,3\n4,x,6\n")
    items = all_of(open_items(DataChoice("csv", str(path)), make_spec("series")))

    assert items[0] == Item("1", {"x": SeriesInput((1.0, 2.0, 3.0))})
    assert isinstance(items[1], BrokenItem)


def test_a_table_of_files_reads_no_file_outside_its_folder(tmp_path: Path) -> None:
    write(tmp_path / "secret.png", b"s")
    write(tmp_path / "in" / "a.png", b"a")
    path = write(tmp_path / "in" / "d.csv", "file\na.png\n../secret.png\n/etc/passwd\n")
    items = all_of(open_items(suggest([path], make_spec("image")), make_spec("image")))

    assert items[0] == Item("1", {"x": ImageInput(b"a")})
    assert [type(item) for item in items[1:]] == [BrokenItem, BrokenItem]


# Folders


def test_a_folder_gives_its_files_of_the_kind_in_order_with_sub_folders_as_labels(tmp_path: Path) -> None:
    for name in ("dog/2.PNG", "cat/10.jpg", "cat/1.png", "cat/notes.txt", ".hidden/x.png", "cat/.DS_Store"):
        write(tmp_path / name, name)
    choice = suggest([tmp_path], make_spec("image"))
    items = all_of(open_items(choice, make_spec("image")))

    assert choice.labels == "folders"
    assert [(item.name, item.label) for item in items] == [
        ("cat/1.png", "cat"), ("cat/10.jpg", "cat"), ("dog/2.PNG", "dog"),
    ]  # fmt: skip


def test_a_labels_file_in_the_folder_is_used_and_is_no_item_itself(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "A")
    write(tmp_path / "sub" / "b.txt", "B")
    write(tmp_path / "labels.csv", "file,label\na.txt,good\nsub/b.txt,bad\n")
    choice = suggest([tmp_path], make_spec("text"))
    items = all_of(open_items(choice, make_spec("text")))

    assert [(item.name, item.label) for item in items] == [("a.txt", "good"), ("sub/b.txt", "bad")]


def test_dropped_files_are_items_by_their_names_in_the_folder_above_all(tmp_path: Path) -> None:
    paths = [write(tmp_path / name, name) for name in ("b/2.png", "a/1.png", "a/x.txt")]
    choice = suggest(paths, make_spec("image"))

    assert choice.files == ("a/1.png", "b/2.png")


def test_a_file_that_is_no_text_is_a_broken_item(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", b"\xff\xff")
    items = all_of(open_items(DataChoice("folder", str(tmp_path)), make_spec("text")))

    assert isinstance(items[0], BrokenItem)


def test_a_folder_without_such_files_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "a")
    with pytest.raises(BadInput, match="no files"):
        open_items(DataChoice("folder", str(tmp_path)), make_spec("image"))


def test_a_changed_file_changes_the_stamp(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "a")
    source = open_items(DataChoice("folder", str(tmp_path)), make_spec("text"))
    before = source.stamp
    write(path, "ab")

    assert source.stamp != before


def test_reading_a_folder_goes_on_from_any_position(tmp_path: Path) -> None:
    for name in "abc":
        write(tmp_path / f"{name}.txt", name)
    source = open_items(DataChoice("folder", str(tmp_path)), make_spec("text"))
    reads = list(source.read())

    assert [item.name for item in all_of(source, reads[0].after)] == ["b.txt", "c.txt"]
