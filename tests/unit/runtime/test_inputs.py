"""Inputs become tensors as SPEC_OPS.md says, computed here a second time by the book."""

import io
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from desktop.core.packages import Axis, Column, Head, InputSpec, Operation
from desktop.core.runs import ImageInput, RunInput, SampleInput, SeriesInput, TableInput, TextInput
from desktop.runtime.errors import BadInput
from desktop.runtime.heads.feeding import Aids, feed
from desktop.runtime.heads.images import picture, read_image, tensor_image
from desktop.runtime.heads.series import series_values
from desktop.runtime.heads.tables import csv_rows
from desktop.runtime.heads.texts import clean_text, read_labels


def op(name: str, **args: Any) -> Operation:
    return Operation(name, args)


def port(
    kind: Any, *operations: Operation, dtype: str = "FP32", axes: Any = (), columns: Any = None
) -> InputSpec:
    return InputSpec("x", kind, dtype, list(axes), list(operations), columns)


def fed(spec_port: InputSpec, value: RunInput) -> Any:
    spec = type("S", (), {"head": Head("tensor"), "inputs": [spec_port]})()
    return feed(spec, {"x": value}, Aids(lambda name: name.encode()))[0]["x"]


def png(image: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    stored = io.BytesIO()
    image.save(stored, kind, **options)
    return stored.getvalue()


def test_a_picture_goes_through_the_operations_in_their_order() -> None:
    image = Image.fromarray(np.random.default_rng(1).integers(0, 256, (10, 12, 3), dtype=np.uint8))
    spec = port(
        "image",
        op("to_grayscale"),
        op("resize", height=4, width=5, mode="area"),
        op("invert"),
        op("scale", factor=0.5, offset=-1.0),
        op("layout", to="NCHW"),
    )

    tensor = fed(spec, ImageInput(png(image)))

    expected = 255.0 - np.asarray(image.convert("L").resize((5, 4), Image.Resampling.BOX), dtype=np.float64)
    assert tensor.shape == (1, 1, 4, 5)
    assert tensor.dtype == np.float32
    assert np.allclose(tensor[0, 0], expected * 0.5 - 1.0)


def test_channels_are_normalised_each_by_its_own_mean_and_deviation() -> None:
    image = Image.new("RGB", (2, 3), (10, 20, 30))

    tensor = fed(port("image", op("normalize", mean=[10, 10, 10], std=[1, 2, 4])), ImageInput(png(image)))

    assert tensor.shape == (1, 3, 3, 2)
    assert tensor[0, :, 0, 0].tolist() == [0.0, 5.0, 5.0]


def test_transparency_lies_over_white() -> None:
    assert read_image(png(Image.new("RGBA", (1, 1), (0, 0, 0, 0))), "x").getpixel((0, 0)) == (255, 255, 255)
    assert read_image(png(Image.new("LA", (1, 1), (0, 0))), "x").getpixel((0, 0)) == 255


def test_sixteen_bits_become_eight() -> None:
    image = Image.fromarray(np.array([[0, 257, 65535]], dtype=np.uint16))

    assert np.asarray(read_image(png(image), "x")).tolist() == [[0, 1, 255]]


def test_a_palette_is_resolved() -> None:
    image = Image.new("RGB", (2, 1), (9, 8, 7)).convert("P")

    assert read_image(png(image), "x").mode == "RGB"


def test_a_turned_photograph_is_set_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6

    assert read_image(png(Image.new("RGB", (4, 2)), "JPEG", exif=exif), "x").size == (2, 4)


@pytest.mark.parametrize("data", [b"", b"no picture", b"\x89PNG\r\n\x1a\n" + bytes(40), b"GIF89a" + bytes(9)])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput):
        read_image(data, "x")


def test_a_picture_bomb_is_refused_before_it_unfolds() -> None:
    header = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (60_000).to_bytes(4, "big") * 2 + b"\x08\x02\0\0\0"

    with pytest.raises(BadInput):
        read_image(header + bytes(4) + bytes(12), "x")


def test_formats_that_run_programs_are_not_opened() -> None:
    with pytest.raises(BadInput):
        read_image(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 1 1\n", "x")


@pytest.mark.parametrize("channels", [1, 3])
def test_an_answer_becomes_pixels_cut_to_their_range(channels: int) -> None:
    values = np.full((1, channels, 2, 3), 300.0)
    values[0, :, 0, 0] = [-5.0, math.nan, 7.4][:channels]

    shown = picture("output", tensor_image(values))

    assert (shown.width, shown.height, len(shown.rgba)) == (3, 2, 24)
    assert list(shown.rgba[:4]) == ([0, 0, 0, 255] if channels == 1 else [0, 0, 7, 255])
    assert list(shown.rgba[4:8]) == [255, 255, 255, 255]


def test_text_becomes_bytes_cut_and_filled_up() -> None:
    spec = port("text", op("lowercase"), op("utf8_bytes", length=4, pad=0, offset=1), dtype="INT64")

    assert fed(spec, TextInput("AÄ")).tolist() == [[98, 0xC3 + 1, 0xA4 + 1, 0]]
    assert fed(spec, TextInput("abcdef")).tolist() == [[98, 99, 100, 101]]
    assert fed(spec, TextInput("a")).dtype == np.int64


COLUMNS = [
    Column("size"),
    Column("colour", type="category", choices=["red", "green", "blue"], default="red"),
    Column("age", default=2.0),
]


def test_rows_become_a_batch_in_the_order_of_the_columns() -> None:
    tensor = fed(
        port("table", op("columns"), columns=COLUMNS),
        TableInput(({"age": 1.0, "size": 5.0, "colour": "blue", "other": "ignored"}, {"size": "7"})),
    )

    assert tensor.tolist() == [[5.0, 2.0, 1.0], [7.0, 0.0, 2.0]]


def test_further_operations_of_a_table_name_their_columns() -> None:
    spec = port(
        "table",
        op("columns"),
        op("one_hot", column="colour", choices=["red", "green", "blue"]),
        op("log1p", columns=["age"]),
        op("standardize", mean=[1, 0, 0, 0, 0], std=[2, 1, 1, 1, 1]),
        columns=COLUMNS,
    )

    tensor = fed(spec, TableInput(({"size": 5.0, "colour": "green"},)))

    assert tensor.shape == (1, 5)
    assert np.allclose(tensor, [[2.0, 0.0, 1.0, 0.0, math.log(3.0)]])


def test_a_csv_file_may_have_its_columns_in_any_order() -> None:
    text = '\ufeffcolour,size,remark\r\ngreen,1.5,"a, b"\r\n\r\n,2,\r\n'

    tensor = fed(port("table", op("columns"), columns=COLUMNS), TextInput(text))

    assert tensor.tolist() == [[1.5, 1.0, 2.0], [2.0, 0.0, 2.0]]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ({}, "size"),
        ({"size": "big"}, "size"),
        ({"size": math.nan}, "size"),
        ({"size": "inf"}, "size"),
        ({"size": 1.0, "colour": "pink"}, "colour"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(row: dict[str, float | str], column: str) -> None:
    with pytest.raises(BadInput) as caught:
        fed(port("table", op("columns"), columns=COLUMNS), TableInput((row,)))

    assert caught.value.name == column


@pytest.mark.parametrize("text", ["", "a,a\n1,2", "a,b\n1", "a,b\n1,2,3", 'a\n"unclosed'])
def test_a_broken_csv_file_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        fed(port("table", op("columns"), columns=COLUMNS), TextInput(text))


def test_csv_rows_leave_out_what_is_empty() -> None:
    assert csv_rows("a,b\n1,\n", "x") == [{"a": "1"}]


@pytest.mark.parametrize(
    "text",
    ["[1, 2.5, -3]", "1\n2.5\n-3\n", "year,value\n1990,1\n1991,2.5\n1992,-3", "a;b\n0;1\n0;2.5\n0;-3\n"],
)
def test_a_series_is_read_from_json_and_from_lines(text: str) -> None:
    assert series_values(text, "x") == [1.0, 2.5, -3.0]


def test_a_line_without_a_number_is_refused() -> None:
    with pytest.raises(BadInput):
        series_values("1\ntwo\n3", "x")


@given(st.lists(st.floats(-1e6, 1e6), min_size=8, max_size=30))
def test_a_standardised_window_has_mean_0_and_deviation_1(values: list[float]) -> None:
    spec = type(
        "S",
        (),
        {"head": Head("tensor"), "inputs": [port("series", op("last", count=8), op("standardize_window"))]},
    )()

    tensors, given_back = feed(spec, {"x": SeriesInput(tuple(values))}, Aids(lambda _name: b""))

    window = np.array(values[-8:])
    expected = (window - window.mean()) / max(window.std(), 1e-8)
    assert np.allclose(tensors["x"], expected[np.newaxis], rtol=1e-5, atol=1e-6)
    assert given_back.history == tuple(values)
    assert math.isclose(given_back.mean, window.mean(), abs_tol=1e-9)


def test_a_series_takes_the_shape_that_the_graph_wants() -> None:
    axes = [Axis("batch"), Axis("time", size=3), Axis("channel", size=1)]

    assert fed(port("series", op("last", count=3), axes=axes), SeriesInput((1, 2, 3, 4))).shape == (1, 3, 1)


def test_too_short_a_series_is_refused() -> None:
    with pytest.raises(BadInput):
        fed(port("series", op("last", count=5)), SeriesInput((1.0, 2.0)))


def test_a_sample_is_read_by_the_kind_of_its_input() -> None:
    assert fed(
        port("text", op("utf8_bytes", length=3, pad=0, offset=0), dtype="INT64"), SampleInput("abc")
    ).tolist() == [[97, 98, 99]]


@pytest.mark.parametrize("value", [TextInput("a"), SeriesInput((1.0,)), TableInput(({"a": 1.0},))])
def test_an_input_of_another_kind_is_refused(value: RunInput) -> None:
    with pytest.raises(BadInput):
        fed(port("image"), value)


def test_a_missing_and_an_unknown_input_are_refused() -> None:
    spec: Any = type("S", (), {"head": Head("tensor"), "inputs": [port("text")]})()

    with pytest.raises(BadInput):
        feed(spec, {}, Aids(lambda _name: b""))
    with pytest.raises(BadInput):
        feed(spec, {"x": TextInput("a"), "z": TextInput("a")}, Aids(lambda _name: b""))


def test_labels_lose_what_could_deceive_or_break_a_line() -> None:
    labels = read_labels("cat\u202e\x1b[31m\r\n  two   words\n\x00\n".encode() + b"x" * 500 + b"\n")

    assert labels == ["cat[31m", "two words", "", "x" * 200]


def test_shown_text_keeps_lines_and_tabs_only() -> None:
    assert clean_text("a\tb\nc\x07\u200b\ud800d", 6) == "a\tb\ncd"
