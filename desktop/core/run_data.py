"""Inputs and results of runs as bytes, for those who asked to keep them: msgpack, read strictly, checked by digest."""

from typing import Any

import msgspec

from desktop.core.run_records import input_digest, output_digest
from desktop.core.runs import (
    AudioInput,
    DeviceReport,
    ImageInput,
    Picture,
    RunInput,
    RunResult,
    SampleInput,
    SeriesInput,
    TableInput,
    TextInput,
)

MAX_BYTES = 64 << 20
"""Larger inputs or results are not kept."""


class _Input(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    kind: str
    data: bytes = b""
    name: str = ""
    text: str = ""
    pair: str = ""
    rows: tuple[dict[str, float | str], ...] = ()
    values: tuple[float, ...] = ()


class _Picture(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    width: int
    height: int
    rgba: bytes


class _Result(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    head: str
    value: Any
    seconds: float
    device: DeviceReport
    pictures: tuple[_Picture, ...]
    frame: tuple[int, int]


def write_inputs(inputs: dict[str, RunInput]) -> bytes:
    return msgspec.msgpack.encode({name: _of(value) for name, value in inputs.items()})


def read_inputs(data: bytes, digest: str) -> dict[str, RunInput] | None:
    """The inputs in these bytes; None unless they are those of the digest."""
    try:
        told = msgspec.msgpack.decode(data, type=dict[str, _Input])
        inputs = {name: _input(value) for name, value in told.items()}
    except (msgspec.MsgspecError, RecursionError, KeyError):
        return None
    return inputs if input_digest(inputs) == digest else None


def write_result(result: RunResult) -> bytes:
    pictures = tuple(_Picture(p.name, p.width, p.height, p.rgba) for p in result.pictures)
    return msgspec.msgpack.encode(
        _Result(result.head, result.value, result.seconds, result.device, pictures, result.frame)
    )


def read_result(data: bytes, digest: str) -> RunResult | None:
    """The result in these bytes; None unless it is that of the digest."""
    try:
        told = msgspec.msgpack.decode(data, type=_Result)
    except (msgspec.MsgspecError, RecursionError):
        return None
    pictures = tuple(Picture(p.name, p.width, p.height, p.rgba) for p in told.pictures)
    result = RunResult(told.head, told.value, told.seconds, told.device, pictures, told.frame)
    return result if output_digest(result) == digest else None


def result_bytes(result: RunResult) -> int:
    """About how much memory its pictures take."""
    return sum(len(picture.rgba) for picture in result.pictures)


def _of(value: RunInput) -> _Input:
    match value:
        case ImageInput(data, name):
            return _Input("image", data=data, name=name)
        case AudioInput(data, name):
            return _Input("audio", data=data, name=name)
        case TextInput(text, pair):
            return _Input("text", text=text, pair=pair)
        case TableInput(rows):
            return _Input("table", rows=rows)
        case SeriesInput(values):
            return _Input("series", values=values)
        case SampleInput(name):
            return _Input("sample", name=name)


def _input(told: _Input) -> RunInput:
    makers: dict[str, RunInput] = {
        "image": ImageInput(told.data, told.name),
        "audio": AudioInput(told.data, told.name),
        "text": TextInput(told.text, told.pair),
        "table": TableInput(told.rows),
        "series": SeriesInput(told.values),
        "sample": SampleInput(told.name),
    }
    return makers[told.kind]
