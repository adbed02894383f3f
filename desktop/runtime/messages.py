"""Inputs, results and pictures as messages between host and worker; neither side believes the other's shape."""

from dataclasses import replace
from functools import lru_cache
from typing import Any, TypeAlias

import msgspec

from desktop.core.errors import AppError
from desktop.core.runs import (
    FULL,
    MAX_MISSES,
    AudioInput,
    DeviceReport,
    ImageInput,
    Picture,
    RunInput,
    RunResult,
    SampleInput,
    SelfTest,
    SeriesInput,
    TableInput,
    TextInput,
    Tiling,
)
from desktop.runtime.errors import BadInput, OutputTooLarge, RunFailed
from desktop.runtime.exchange import Exchange
from desktop.runtime.heads.texts import clean_text
from desktop.runtime.rules import harmless

Message: TypeAlias = dict[str, Any]

MAX_PICTURES = 64
MAX_SIDE = 8192
MAX_FULL_PIXELS = 250_000_000
"""Of a picture that is handed over in its whole size; four bytes each, they and what is shown fit into the exchange."""
MAX_FRAME = 1 << 26
MAX_TEXT_CHARS = 1000
MAX_WRITTEN_CHARS = 1 << 20
MAX_DEPTH = 6
_LABEL_CHARS = 200


def pack_input(value: RunInput, exchange: Exchange) -> Message:
    """One input; files travel in the exchange."""
    match value:
        case ImageInput(data):
            return {"kind": "image", **exchange.put(data)}
        case AudioInput(data):
            return {"kind": "audio", **exchange.put(data)}
        case TextInput(text, pair):
            return {"kind": "text", "text": _whole(text), "pair": _whole(pair)}
        case TableInput(rows):
            return {"kind": "table", "rows": [_whole_row(row) for row in rows]}
        case SeriesInput(values):
            return {"kind": "series", "values": [float(v) for v in values]}
        case SampleInput(name):
            return {"kind": "sample", "name": name}


def _whole(text: str) -> str:
    """The text with halves of letters replaced: a lone surrogate, as some files and clipboards hold, is no UTF-8."""
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _whole_row(row: dict[str, float | str]) -> dict[str, float | str]:
    return {_whole(key): _whole(value) if isinstance(value, str) else value for key, value in row.items()}


def unpack_input(message: Message, exchange: Exchange) -> RunInput:
    """The input of a message.

    Raises:
        RunFailed: Of no known kind.
    """
    match message:
        case {"kind": "image"}:
            return ImageInput(bytes(exchange.get(message)))
        case {"kind": "audio"}:
            return AudioInput(bytes(exchange.get(message)))
        case {"kind": "text", "text": str(text), "pair": str(pair)}:
            return TextInput(text, pair)
        case {"kind": "table", "rows": list(rows)}:
            return TableInput(tuple(rows))
        case {"kind": "series", "values": list(values)}:
            return SeriesInput(tuple(values))
        case {"kind": "sample", "name": str(name)}:
            return SampleInput(name)
    raise RunFailed("an input of unknown kind")


def pack_picture(picture: Picture, exchange: Exchange) -> Message:
    return {
        "name": picture.name,
        "width": picture.width,
        "height": picture.height,
        **exchange.put(picture.rgba),
    }


def unpack_picture(message: Message, exchange: Exchange) -> Picture:
    """Pixels whose number is what width and height say.

    Raises:
        RunFailed: It is not.
    """
    match message:
        case {"name": str(name), "width": int(width), "height": int(height)} if (
            0 < width <= MAX_SIDE and 0 < height <= MAX_SIDE
        ) or (name == FULL and min(width, height) > 0 and width * height <= MAX_FULL_PIXELS):
            rgba = bytes(exchange.get(message))
            if len(rgba) == 4 * width * height:
                return Picture(name[:200], width, height, rgba)
    raise RunFailed("no picture")


def unpack_pictures(messages: object, exchange: Exchange) -> tuple[Picture, ...]:
    if not isinstance(messages, list) or len(messages) > MAX_PICTURES:
        raise RunFailed("no pictures")
    return tuple(unpack_picture(message, exchange) for message in messages)


def pack_result(result: RunResult, exchange: Exchange) -> Message:
    return {
        "head": result.head,
        "value": result.value,
        "seconds": result.seconds,
        "device": msgspec.to_builtins(result.device),
        "pictures": [pack_picture(picture, exchange) for picture in result.pictures],
        "frame": list(result.frame),
        "tiling": None if result.tiling is None else msgspec.to_builtins(result.tiling),
    }


def unpack_result(message: object, exchange: Exchange) -> RunResult:
    """The answer of a worker.

    Raises:
        RunFailed: Not the shape of an answer.
    """
    match message:
        case {
            "head": str(head),
            "value": value,
            "seconds": float(seconds),
            "device": device,
            "pictures": pictures,
            "frame": [int(width), int(height)],
            "tiling": tiling,
        } if 0 <= width <= MAX_FRAME and 0 <= height <= MAX_FRAME:
            return RunResult(
                harmless(head, 60),
                written_value(value) if head == "generation" else clean_value(value),
                seconds,
                unpack_device(device),
                unpack_pictures(pictures, exchange),
                (width, height),
                _tiling(tiling),
            )
    raise RunFailed("no answer")


def _tiling(message: object) -> Tiling | None:
    try:
        return msgspec.convert(message, Tiling | None)
    except msgspec.ValidationError as error:
        raise RunFailed("no tiling") from error


def pack_answered(answered: RunResult | AppError, exchange: Exchange) -> Message:
    """One item's answer of a bundle, or why there is none."""
    match answered:
        case RunResult():
            return {"result": pack_result(answered, exchange)}
        case BadInput(name, reason):
            return {"bad": [name, reason]}
        case OutputTooLarge(size_bytes, limit_bytes):
            return {"large": [size_bytes, limit_bytes]}
        case RunFailed(reason):
            return {"failed": reason}
    raise answered


def unpack_answered(message: object, exchange: Exchange) -> RunResult | AppError:
    """One item's answer of a bundle.

    Raises:
        RunFailed: Not the shape of one.
    """
    match message:
        case {"result": result}:
            return unpack_result(result, exchange)
        case {"bad": [str(name), str(reason)]}:
            return BadInput(harmless(name, 80), harmless(reason, 300))
        case {"large": [int(size), int(limit)]}:
            return OutputTooLarge(size, limit)
        case {"failed": str(reason)}:
            return RunFailed(harmless(reason, 300))
    raise RunFailed("no answer")


@lru_cache(maxsize=4096)
def _harmless_label(text: str) -> str:
    """Labels and names of fields come again with every row of a batch."""
    return harmless(text, _LABEL_CHARS)


def clean_value(value: Any, depth: int = 0) -> Any:
    """A value that may be shown: texts on one line and short, nothing but plain values, nested a few levels deep.

    The worker has cleaned its labels already, but a model may have broken it.

    Raises:
        RunFailed: Nested deeper, or of a type that no answer has.
    """
    kind = type(value)  # compared, not matched: a batch asks for each cell of a million rows
    if kind is float or kind is int or kind is bool or value is None:
        return value
    if kind is str:
        return _harmless_label(value) if len(value) <= _LABEL_CHARS else harmless(value, MAX_TEXT_CHARS)
    if kind is list and depth < MAX_DEPTH:
        return [clean_value(item, depth + 1) for item in value]
    if kind is dict and depth < MAX_DEPTH:
        return {
            _harmless_label(str(key)[:_LABEL_CHARS]): clean_value(item, depth + 1)
            for key, item in value.items()
        }
    raise RunFailed("no answer")


def written_value(value: Any) -> list[dict[str, Any]]:
    """The answer of a model that writes: its text keeps its lines, and nothing else but plain values comes with it.

    Raises:
        RunFailed: Not the shape of one.
    """
    match value:
        case [{"generated_text": str(text), **facts}]:
            return [
                {"generated_text": clean_text(text, MAX_WRITTEN_CHARS), **clean_value(facts, MAX_DEPTH - 1)}
            ]
    raise RunFailed("no text")


def unpack_device(message: object) -> DeviceReport:
    try:
        report = msgspec.convert(message, DeviceReport)
    except msgspec.ValidationError as error:
        raise RunFailed("no device report") from error
    asked, used, reason = (harmless(text, 100) for text in (report.asked, report.used, report.reason))
    return DeviceReport(asked, used, reason, report.nodes, report.on_cpu)


def unpack_self_test(message: object) -> SelfTest:
    """What a worker says of its test vectors; a model that has broken its worker may say anything.

    Raises:
        RunFailed: Not the shape of it.
    """
    try:
        told = msgspec.convert(message, SelfTest)
    except msgspec.ValidationError as error:
        raise RunFailed("no self-test") from error
    misses = tuple(replace(miss, output=harmless(miss.output, 60)) for miss in told.misses[:MAX_MISSES])
    return replace(told, misses=misses)
