"""Inputs as people give them become the tensors that the graph takes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from tokenizers import Tokenizer

from desktop.core.packages import InputSpec, Spec
from desktop.core.runs import (
    AudioInput,
    ImageInput,
    RunInput,
    SampleInput,
    SeriesInput,
    TableInput,
    TextInput,
)
from desktop.runtime.errors import BadInput
from desktop.runtime.heads.answering import Given
from desktop.runtime.heads.images import Pixels, image_tensor, read_image, read_layers
from desktop.runtime.heads.series import series_tensor, series_values
from desktop.runtime.heads.sounds import read_wav, sound_tensor
from desktop.runtime.heads.tables import csv_rows, table_tensor
from desktop.runtime.heads.texts import MAX_TEXT_CHARS, is_cut, text_tensor
from desktop.runtime.heads.tokens import encode, tensor_of, tokens_of
from desktop.runtime.tensors import DTYPES, Array

ReadSample: TypeAlias = Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class Aids:
    """What of the package the inputs need: the bytes of a sample by its name, and the tokenizer if there is one."""

    read_sample: ReadSample
    tokenizer: Tokenizer | None = None


# A stranger's factor may overflow: infinity is then the answer, and no warning.
@np.errstate(all="ignore")
def feed(spec: Spec, inputs: Mapping[str, RunInput], aids: Aids) -> tuple[dict[str, Array], Given]:
    """The tensors by input name, and what of the inputs the answer needs.

    Args:
        spec: A spec that passed ``check_spec``.
        inputs: One for each input of the spec that has no ``source``.
        aids: What of the package is needed.

    Raises:
        BadInput: An input is missing, unknown, of the wrong kind, or cannot be read.
        RunFailed: The tokenizer failed.
    """
    names = {port.name for port in spec.inputs if port.source is None}
    for name in inputs.keys() - names:
        raise BadInput(name[:60], "the model has no such input")
    tensors: dict[str, Array] = {}
    given = Given()
    for port in spec.inputs:
        if port.kind == "cache":
            continue  # what the model remembers, which the run itself keeps
        value = inputs.get(port.source or port.name)
        if value is None:
            raise BadInput(port.name, "nothing was given")
        if isinstance(value, SampleInput):
            value = _from_file(port, aids.read_sample(value.name))
        tensor, about = _tensor(port, value, aids, keeps_alpha=keeps_alpha(spec))
        tensors[port.name] = tensor.astype(DTYPES[port.dtype], copy=False)
        given = about or given
    return tensors, given


def keeps_alpha(spec: Spec) -> bool:
    """Whether a picture comes back, which is then as opaque as the one that was given."""
    return spec.head.type == "image-to-image"


def given_picture(spec: Spec, inputs: Mapping[str, RunInput], aids: Aids) -> tuple[Pixels, Pixels | None]:
    """The one picture of a spec with one input: its colours, and how opaque they are where that is kept.

    Raises:
        BadInput: It is missing, something else, or cannot be read.
    """
    port = spec.inputs[0]
    value = inputs.get(port.name)
    if isinstance(value, SampleInput):
        value = _from_file(port, aids.read_sample(value.name))
    if not isinstance(value, ImageInput):
        raise BadInput(port.name, "nothing was given")
    if keeps_alpha(spec):
        return read_layers(value.data, port.name)
    return read_image(value.data, port.name), None


def _from_file(port: InputSpec, data: bytes) -> RunInput:
    """A sample; one of two texts holds the first, an empty line, and the second."""
    if port.kind == "image":
        return ImageInput(data)
    if port.kind == "audio":
        return AudioInput(data)
    return text_of(port, data)


def text_of(port: InputSpec, data: bytes) -> TextInput:
    """A sample that is a text.

    Raises:
        BadInput: It is not UTF-8.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadInput(port.name, "this is no text in UTF-8") from error
    first, _, second = text.replace("\r\n", "\n").partition("\n\n")
    return TextInput(first, second) if port.pair is not None else TextInput(text)


def _tensor(  # noqa: PLR0911 - one for each kind
    port: InputSpec, value: RunInput, aids: Aids, *, keeps_alpha: bool
) -> tuple[Array, Given | None]:
    match port.kind, value:
        case "image", ImageInput(data):
            image, alpha = (
                read_layers(data, port.name) if keeps_alpha else (read_image(data, port.name), None)
            )
            tensor, fit = image_tensor(image, port.preprocess, port.name)
            rows, columns = tensor.shape[2:] if tensor.shape[1] in (1, 3) else tensor.shape[1:3]
            return tensor, Given(image=image, alpha=alpha, fit=fit, sides=(int(columns), int(rows)))
        case "audio", AudioInput(data):
            sound = read_wav(data, port.name)
            return sound_tensor(sound, port.preprocess, port.name), Given(sound=sound)
        case "text", TextInput(text, pair):
            return _text(port, text, pair, aids.tokenizer)
        case "table", TextInput(text):
            return _table(port, csv_rows(text, port.name)), None
        case "table", TableInput(rows):
            return _table(port, list(rows)), None
        case "series", TextInput(text):
            return _series(port, series_values(text, port.name))
        case "series", SeriesInput(values):
            return _series(port, list(values))
        case "tensor", SeriesInput(values):
            shape = [1 if axis.type == "batch" else axis.size or -1 for axis in port.axes]
            return _reshaped(np.array(values), shape, port.name), None
        case _:
            raise BadInput(port.name, f"the model wants another kind: {port.kind}")


def _text(port: InputSpec, text: str, pair: str, tokenizer: Tokenizer | None) -> tuple[Array, Given | None]:
    """Tokens where the spec says so, else bytes."""
    last = port.preprocess[-1] if port.preprocess else None
    if last is None or last.op != "tokenize" or tokenizer is None:
        ids = text_tensor(text, port.preprocess, port.name)
        return ids, Given(is_cut=last is not None and is_cut(text, port.preprocess))
    if not text.strip() or max(len(text), len(pair)) > MAX_TEXT_CHARS:
        raise BadInput(port.name, "the text is empty or too long")
    if port.pair is not None and not pair.strip():
        raise BadInput(port.pair, "nothing was given")
    if any(operation.op == "lowercase" for operation in port.preprocess):
        text, pair = text.lower(), pair.lower()
    encoding = encode(tokenizer, text, pair, last, port.name)
    tokens = tokens_of(encoding, text, pair)
    return tensor_of(encoding, last.args["part"]), Given(tokens=tokens, is_cut=tokens.is_cut)


def _table(port: InputSpec, rows: list[dict[str, float | str]]) -> Array:
    return table_tensor(rows, port.columns or [], port.preprocess, port.name)


def _series(port: InputSpec, values: list[float]) -> tuple[Array, Given]:
    tensor, mean, deviation = series_tensor(values, port.preprocess, port.name)
    given = Given(history=tuple(values), mean=mean, deviation=deviation)
    # The window may be wanted as [batch, steps] or with an axis of one channel, before or behind.
    return _reshaped(tensor, _axes(port, tensor.shape[1]), port.name), given


def _axes(port: InputSpec, steps: int) -> list[int]:
    return [
        1 if axis.type == "batch" else steps if axis.type in ("time", "x", "index") else axis.size or 1
        for axis in port.axes
    ] or [1, steps]


def _reshaped(array: Array, shape: list[int], name: str) -> Array:
    try:
        return array.reshape(shape)
    except ValueError as error:
        raise BadInput(name, "the number of values does not fit") from error
