"""Inputs to try a model on where the seller gives none: drawn from a fixed seed, of the kind that the spec wants."""

import io
import math
import wave

import numpy as np
from PIL import Image

from desktop.core.packages import Column, InputSpec
from desktop.core.runs import AudioInput, ImageInput, RunInput, SeriesInput, TableInput, TextInput
from desktop.runtime.errors import BadInput

_WORDS = [
    "Anna",
    "Schmidt",
    "joined",
    "the",
    "museum",
    "in",
    "Vienna",
    "last",
    "May",
    "and",
    "I",
    "would",
    "not",
    "watch",
    "this",
    "very",
    "dull",
    "film",
    "again",
    "because",
    "it",
    "was",
    "far",
    "too",
    "long",
    "while",
    "rain",
    "is",
    "expected",
    "in",
    "the",
    "north",
    "and",
    "the",
    "south",
    "stays",
    "warm",
]
_RATE = 16_000


def draw_input(port: InputSpec, number: int) -> RunInput:
    """The ``number``-th input of this port; the same number always gives the same one."""
    random = np.random.default_rng([2026, number])
    match port.kind:
        case "image":
            return ImageInput(_picture(random))
        case "audio":
            return AudioInput(_sound(random))
        case "text":
            # The same words in another order have as many tokens: test vectors are rows of one array.
            turn = 7 * number % len(_WORDS)
            text = " ".join([*_WORDS[turn:], *_WORDS[:turn]])
            return TextInput("When does it rain?", text) if port.pair is not None else TextInput(text)
        case "table":
            return TableInput(({column.name: _cell(column, random) for column in port.columns or ()},))
        case "series":
            return SeriesInput(_series(random, _steps(port)))
        case "tensor":
            count = math.prod(_sizes(port))
            whole = port.dtype not in {"FP16", "FP32", "FP64"}
            drawn = random.integers(0, 2, count) if whole else random.standard_normal(count)
            return SeriesInput(tuple(float(v) for v in drawn))
        case "cache":
            raise BadInput(port.name, "test vectors for a model that generates text must be given")


def _picture(random: np.random.Generator) -> bytes:
    """A colourful picture with edges, gradients and grain, as a PNG of 128 x 96."""
    y, x = np.mgrid[0:96, 0:128].astype(np.float64)
    layers = []
    for _ in range(3):
        fx, fy, phase = random.uniform(0.02, 0.2), random.uniform(0.02, 0.2), random.uniform(0, 6)
        layers.append(127 + 90 * np.sin(fx * x + fy * y + phase))
    values = np.stack(layers, axis=-1)
    left, top = int(random.integers(0, 80)), int(random.integers(0, 60))
    values[top : top + 30, left : left + 40] = random.uniform(0, 255, 3)
    values += random.normal(0, 8, values.shape)
    stored = io.BytesIO()
    Image.fromarray(np.clip(np.rint(values), 0, 255).astype(np.uint8)).save(stored, "PNG")
    return stored.getvalue()


def _sound(random: np.random.Generator) -> bytes:
    """Two seconds of tones that come and go, with noise, as a WAV file."""
    time = np.arange(2 * _RATE) / _RATE
    tone = np.sin(2 * np.pi * random.uniform(200, 900) * time) * (np.sin(2 * np.pi * 1.5 * time) > 0)
    values = np.clip(0.5 * tone + random.normal(0, 0.02, time.size), -1, 1)
    stored = io.BytesIO()
    with wave.open(stored, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(_RATE)
        file.writeframes((values * 32767).astype("<i2").tobytes())
    return stored.getvalue()


def _cell(column: Column, random: np.random.Generator) -> float | str:
    if column.choices:
        return column.choices[int(random.integers(0, len(column.choices)))]
    if column.min is not None and column.max is not None:
        return float(random.uniform(column.min, column.max))
    return float(random.normal(0, 1))


def _series(random: np.random.Generator, steps: int) -> tuple[float, ...]:
    time = np.arange(steps)
    values = 10 + 0.05 * time + 3 * np.sin(2 * np.pi * time / 12) + random.normal(0, 0.5, steps)
    return tuple(float(v) for v in values)


def _steps(port: InputSpec) -> int:
    last = next((op.args["count"] for op in port.preprocess if op.op == "last"), 64)
    # A difference takes one number more than it gives.
    return int(last) + 1


def _sizes(port: InputSpec) -> list[int]:
    return [1 if axis.type == "batch" else axis.size or 1 for axis in port.axes]
