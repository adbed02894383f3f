"""Tensors and pictures between host and worker: exact, and never believed."""

import mmap
import os
import sys
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from desktop.core.runs import ImageInput, Picture, RunInput, SampleInput, SeriesInput, TableInput, TextInput
from desktop.runtime import messages, tensors
from desktop.runtime.errors import OutputTooLarge, RunFailed
from desktop.runtime.exchange import AREA_BYTES, INLINE_BYTES, Exchange, create_area

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memfds are Linux's")


def both_sides() -> tuple[Exchange, Exchange]:
    area = create_area()
    pair = Exchange(area), Exchange(area)
    if area is not None:
        os.close(area)
    return pair


_TYPES = st.sampled_from(sorted(tensors.DTYPES)).map(lambda name: np.dtype(tensors.DTYPES[name]))


@given(arrays.arrays(_TYPES, arrays.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=6)))
def test_a_tensor_arrives_as_it_was(array: tensors.Array) -> None:
    here, there = both_sides()

    arrived = tensors.unpack(tensors.pack(array, here), there)

    assert arrived.dtype == array.dtype.newbyteorder("<")
    assert arrived.shape == array.shape
    assert arrived.tobytes() == array.tobytes()


@linux
def test_a_large_tensor_crosses_in_shared_memory() -> None:
    here, there = both_sides()
    array = np.arange(100_000, dtype=np.float32)

    message = tensors.pack(array, here)

    assert "data" not in message
    assert np.array_equal(tensors.unpack(message, there), array)


def test_a_sliced_and_turned_tensor_arrives_as_its_values() -> None:
    here, there = both_sides()
    array = np.arange(24, dtype=">i4").reshape(4, 6).T[::2]

    assert np.array_equal(tensors.unpack(tensors.pack(array, here), there), array)


def test_texts_cross_as_tensors_of_bytes() -> None:
    here, there = both_sides()
    array = np.array([["a", "é"], ["", "字"]], dtype=object)

    arrived = tensors.unpack(tensors.pack(array, here), there)

    assert arrived.tolist() == array.tolist()


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"dtype": "FP32", "shape": [2], "data": b"1234"},
        {"dtype": "FP32", "shape": [-1], "data": b""},
        {"dtype": "FP32", "shape": [1 << 62, 4], "data": b""},
        {"dtype": "FP32", "shape": [1.0], "data": b"1234"},
        {"dtype": "COMPLEX", "shape": [1], "data": b"1234"},
        {"dtype": ["FP32"], "shape": [1], "data": b"1234"},
        {"dtype": "FP32", "shape": [1], "data": "1234"},
        {"dtype": "FP32", "shape": [1], "at": AREA_BYTES, "size": 4},
        {"dtype": "FP32", "shape": [1], "at": -4, "size": 4},
        {"dtype": "FP32", "shape": [1], "at": 0, "size": -4},
        {"dtype": "FP32", "shape": [0] * 65, "data": b""},
        {"dtype": "BYTES", "shape": [2], "text": ["one"]},
        {"dtype": "BYTES", "shape": [1], "text": [b"one"]},
    ],
)
def test_a_message_that_contradicts_itself_is_refused(message: dict[str, Any]) -> None:
    with pytest.raises(RunFailed):
        tensors.unpack(message, both_sides()[0])


@linux
def test_what_does_not_fit_is_refused_before_anything_is_written() -> None:
    here, _ = both_sides()
    here.begin(AREA_BYTES - 10)

    with pytest.raises(OutputTooLarge):
        here.put(bytes(INLINE_BYTES + 1))


@linux
def test_the_worker_cannot_cut_the_memory_short_under_the_host() -> None:
    area = create_area()
    assert area is not None
    try:
        with pytest.raises(PermissionError):
            os.ftruncate(area, 0)
        with pytest.raises(PermissionError):
            os.ftruncate(area, AREA_BYTES + mmap.PAGESIZE)
    finally:
        os.close(area)


@pytest.mark.parametrize(
    "value",
    [
        ImageInput(bytes(200_000)),
        TextInput("a\nb"),
        TableInput(({"a": 1.5, "b": "red"},)),
        SeriesInput((1.0, 2.5)),
        SampleInput("x.png"),
    ],
)
def test_each_kind_of_input_arrives_as_it_was(value: RunInput) -> None:
    here, there = both_sides()

    assert messages.unpack_input(messages.pack_input(value, here), there) == value


@pytest.mark.parametrize(
    "change", [{"width": 3}, {"height": 0}, {"width": -2, "height": -2}, {"width": 1 << 20}, {"name": 7}]
)
def test_a_picture_of_other_size_than_its_pixels_is_refused(change: dict[str, Any]) -> None:
    here, there = both_sides()
    message = messages.pack_picture(Picture("p", 2, 2, bytes(16)), here)

    assert messages.unpack_picture(message, there).rgba == bytes(16)
    with pytest.raises(RunFailed):
        messages.unpack_picture({**message, **change}, there)


@pytest.mark.parametrize("answer", [None, [], {}, {"head": "x"}, {"head": 1, "value": 1, "seconds": "1"}])
def test_what_is_no_answer_is_refused(answer: object) -> None:
    with pytest.raises(RunFailed):
        messages.unpack_result(answer, both_sides()[0])


def answer_of(value: object) -> dict[str, Any]:
    device = {"asked": "cpu", "used": "cpu", "reason": ""}
    answer = {
        "head": "tensor",
        "value": value,
        "seconds": 0.1,
        "device": device,
        "pictures": [],
        "tiling": None,
    }
    return answer | {"frame": [3, 2]}


def test_a_broken_worker_s_texts_are_made_harmless_by_the_host_too() -> None:
    value = [{"label\x1b[2J": "evil\u202e\n" + "a" * 5000, "score": 0.5}]

    shown = messages.unpack_result(answer_of(value), both_sides()[0]).value

    (key, label), (_, score) = shown[0].items()
    assert key.isprintable()
    assert label.isprintable()
    assert len(label) == messages.MAX_TEXT_CHARS
    assert score == 0.5


@pytest.mark.parametrize("frame", [[-1, 2], [1 << 40, 2], [1], ["a", "b"], None])
def test_a_frame_that_no_picture_has_is_refused(frame: object) -> None:
    good = answer_of([1])

    assert messages.unpack_result(good, both_sides()[0]).frame == (3, 2)
    with pytest.raises(RunFailed):
        messages.unpack_result(good | {"frame": frame}, both_sides()[0])


@pytest.mark.parametrize("value", [b"bytes", [[[[[[[[1]]]]]]]], {"a": b"bytes"}])
def test_an_answer_of_another_form_is_refused(value: object) -> None:
    with pytest.raises(RunFailed):
        messages.unpack_result(answer_of(value), both_sides()[0])


@linux
def test_a_large_message_is_gone_after_its_turn_also_after_an_error() -> None:
    """Given back to the system, which zeroes it; a small one stays until the next, in an area of this model alone."""
    here, there = both_sides()
    secret = b"secret " * (3 << 20)

    with here.turn():
        portion = here.put(secret)
        assert bytes(there.get(portion)[:7]) == b"secret "
    with pytest.raises(OutputTooLarge), there.turn():
        there.put(secret * 100)

    assert bytes(here.get(portion)).strip(b"\0") == b""
