"""Inputs of a spec from the shapes of a graph and what is told of its preprocessing."""

from typing import Any

from desktop.core.importing import NoColumns, NoNumbers, NoTokenizer, NotTokens, OtherInputs
from desktop.core.packages import Axis, Column, InputSpec, Operation
from desktop.runtime.importing.draft import Draft
from desktop.runtime.importing.facts import PortFacts
from desktop.runtime.tensors import DTYPES

IMAGENET = {"mean": [0.485, 0.456, 0.406], "std": [0.229, 0.224, 0.225]}
VALUES = ("0..1", "-1..1", "imagenet", "0..255")
FITS = ("stretch", "crop", "letterbox")
_TOKEN_PARTS = {
    "input_ids": "ids",
    "attention_mask": "mask",
    "token_type_ids": "types",
    "position_ids": "positions",
}
_WHOLE = {"INT64", "INT32"}


def is_picture(port: PortFacts) -> bool:
    """Four axes of which the second or the last is one or three channels."""
    dims = port.dims
    return (
        len(dims) == 4
        and port.dtype in {"FP32", "FP16", "UINT8"}
        and (dims[1] in (1, 3) or dims[3] in (1, 3))
    )


def is_tokens(ports: list[PortFacts]) -> bool:
    """Every input is one of those that a tokenizer fills."""
    return bool(ports) and all(p.name in _TOKEN_PARTS and p.dtype in _WHOLE for p in ports)


def image_input(draft: Draft) -> list[InputSpec]:
    """One picture: channels and layout by the shape, the rest by what is told or answered."""
    port = _only(draft)
    first = port.dims[1] in (1, 3)
    channels, height, width = (port.dims[i] for i in ((1, 2, 3) if first else (3, 1, 2)))
    draft.note("image.layout", "NCHW" if first else "NHWC", "shape")
    fixed = [height, width] if height and width else None
    fit = "none"
    size: Any = None
    if fixed is not None:
        size = draft.note("image.size", fixed, "shape")
        fit = draft.need("image.fit", "choice", choices=FITS, suggestion="stretch")
    elif draft.need("image.any_size", "choice", choices=("yes", "no"), suggestion="yes") == "no":
        size = draft.need("image.size", "size", suggestion=[224, 224])
        fit = draft.need("image.fit", "choice", choices=FITS, suggestion="stretch")
    operations = [Operation("to_grayscale" if channels == 1 else "to_rgb")]
    if size is not None and fit is not None:
        operations += _fitted(draft, fit, size)
    operations += _scaled(draft, port, channels or 3)
    if channels == 3:
        colour = draft.need("image.colour", "choice", choices=("rgb", "bgr"), suggestion="rgb")
        operations += [Operation("bgr")] if colour == "bgr" else []
    operations.append(Operation("layout", {"to": "NCHW" if first else "NHWC"}))
    axes = {"c": Axis("channel", channels), "y": Axis("y", height), "x": Axis("x", width)}
    order = "cyx" if first else "yxc"
    return [InputSpec(port.name, "image", port.dtype, [Axis("batch"), *(axes[a] for a in order)], operations)]


def _fitted(draft: Draft, fit: str, size: list[int]) -> list[Operation]:
    height, width = size
    mode = draft.need(
        "image.mode",
        "choice",
        choices=("bilinear", "bicubic", "nearest", "area"),
        derived="bilinear",
        source="usual",
    )
    both = {"height": height, "width": width}
    if fit == "letterbox":
        fill = draft.need("image.fill", "integer", derived=114, source="usual")
        return [Operation("letterbox", {**both, "mode": mode, "fill": int(fill)})]
    if fit == "crop":
        short = draft.need("image.short", "integer", derived=min(size), source="usual")
        return [Operation("resize_short", {"size": int(short), "mode": mode}), Operation("center_crop", both)]
    return [Operation("resize", {**both, "mode": mode})]


def _scaled(draft: Draft, port: PortFacts, channels: int) -> list[Operation]:
    if port.dtype == "UINT8":
        draft.note("image.values", "0..255", "type")
        return []
    told = draft.need("image.values", "choice", choices=VALUES, suggestion="0..1")
    match told:
        case None | "0..255":
            return []
        case "0..1":
            return [_scale(1 / 255, 0.0)]
        case "-1..1":
            return [_scale(1 / 127.5, -1.0)]
        case "imagenet":
            return [
                _scale(1 / 255, 0.0),
                Operation("normalize", dict(IMAGENET) if channels == 3 else _grey()),
            ]
        case _:
            made = (
                [] if (told["factor"], told["offset"]) == (1, 0) else [_scale(told["factor"], told["offset"])]
            )
            mean, std = _for(told["mean"], channels), _for(told["std"], channels)
            plain = set(mean) == {0.0} and set(std) == {1.0}
            return made if plain else [*made, Operation("normalize", {"mean": mean, "std": std})]


def _scale(factor: float, offset: float) -> Operation:
    return Operation("scale", {"factor": factor, "offset": offset})


def _grey() -> dict[str, Any]:
    return {name: [sum(values) / 3] for name, values in IMAGENET.items()}


def _for(values: list[float], channels: int) -> list[float]:
    """One number, or one for each channel; a list for three colours serves a grey picture by its mean."""
    return [float(v) for v in values] if len(values) in {1, channels} else [sum(values) / len(values)]


def text_inputs(draft: Draft, *, pair: bool) -> list[InputSpec]:
    """What a tokenizer gives of one text or two: ids, mask, types, positions."""
    if not is_tokens(list(draft.inputs)):
        raise NotTokens
    if "tokenizer.json" not in draft.beside:
        raise NoTokenizer
    sizes = {port.dims[1] for port in draft.inputs if len(port.dims) == 2}
    fixed = next(iter(sizes)) if len(sizes) == 1 else None
    if fixed is not None:
        length = draft.note("text.length", fixed, "shape")
        pad = draft.need("text.pad", "integer", suggestion=0)
    else:
        length = draft.need("text.length", "integer", suggestion=512)
        pad = -1
    made: list[InputSpec] = []
    for port in sorted(draft.inputs, key=lambda p: p.name != "input_ids"):
        part = _TOKEN_PARTS[port.name]
        filled = pad if part == "ids" or pad == -1 else 0
        args = {"part": part, "length": int(length or 1), "pad": int(filled or 0)}
        made.append(
            InputSpec(
                port.name, "text", port.dtype, [Axis("batch"), Axis("index", fixed)], [Operation("tokenize", args)],
                title=("Question" if pair else None) if not made else None,
                source=made[0].name if made else None, pair="Text" if pair else None,
            )
        )  # fmt: skip
    draft.note("tokenizer", "tokenizer.json", "tokenizer.json")
    return made


def audio_input(draft: Draft) -> list[InputSpec]:
    """Samples of one channel at the rate that the model was trained with."""
    port = _only(draft)
    length = port.dims[-1]
    rate = draft.need("audio.rate", "integer", suggestion=16_000)
    told = draft.hint("audio.standardize")
    steady = told if isinstance(told, bool) else None
    if steady is None:
        steady = draft.need("audio.standardize", "choice", choices=("yes", "no"), suggestion="no") == "yes"
    operations = [Operation("mono"), Operation("resample", {"rate": int(rate or 16_000)})]
    if length is not None:
        draft.note("audio.length", length, "shape")
        operations.append(Operation("fit", {"length": length, "fill": "zero"}))
    operations += [Operation("standardize")] if steady else []
    middle = [Axis("channel", 1)] if len(port.dims) == 3 else []
    return [
        InputSpec(port.name, "audio", port.dtype, [Axis("batch"), *middle, Axis("time", length)], operations)
    ]


def table_input(draft: Draft) -> list[InputSpec]:
    """Numbers of one row, in the order of the columns; their names are nowhere in the file."""
    port = _only(draft)
    count = port.dims[1] if len(port.dims) == 2 else None
    if count is None:
        raise NoColumns
    usual = [f"x{i + 1}" for i in range(count)]
    names = draft.need("table.columns", "lines", suggestion=usual, count=count)
    columns = [Column(name) for name in names or usual]
    axes = [Axis("batch"), Axis("column", count)]
    return [InputSpec(port.name, "table", port.dtype, axes, [Operation("columns")], columns)]


def series_input(draft: Draft) -> list[InputSpec]:
    """The last numbers of a series, as many as the model takes."""
    port = _only(draft)
    sizes = [size for size in port.dims[1:] if size != 1]
    window = sizes[0] if len(sizes) == 1 else None
    if window is not None:
        draft.note("series.window", window, "shape")
    else:
        window = draft.need("series.window", "integer", suggestion=64)
    scaled = draft.need("series.standardize", "choice", choices=("yes", "no"), suggestion="no")
    operations = [Operation("last", {"count": int(window or 1)})]
    operations += [Operation("standardize_window")] if scaled == "yes" else []
    axes = [Axis("batch")]
    axes += [Axis("channel", 1) if size == 1 else Axis("time", int(window or 1)) for size in port.dims[1:]]
    return [InputSpec(port.name, "series", port.dtype, axes, operations)]


def tensor_inputs(draft: Draft) -> list[InputSpec]:
    """Plain numbers, as they are."""
    for port in draft.inputs:
        if port.kind != "tensor" or port.dtype not in DTYPES or not port.dims:
            raise NoNumbers
    return [
        InputSpec(p.name, "tensor", p.dtype, [Axis("batch"), *(Axis("index", size) for size in p.dims[1:])])
        for p in draft.inputs
    ]


def _only(draft: Draft) -> PortFacts:
    if len(draft.inputs) != 1 or draft.inputs[0].dtype not in DTYPES or len(draft.inputs[0].dims) < 2:
        raise OtherInputs(tuple(port.name for port in draft.inputs))
    return draft.inputs[0]
