"""What is kept of a run: enough to repeat it, to compare it, and to show it to others; never the data itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from desktop.core.canonical import DEFINITION, digest
from desktop.core.runs import (
    AudioInput,
    ImageInput,
    RunInput,
    RunResult,
    SampleInput,
    SandboxLevel,
    SeriesInput,
    TableInput,
    TextInput,
)

_SAFE = 2**53 - 1
"""Beyond it RFC 8785 knows no whole numbers."""

ParamValue = bool | int | float | str
InputKind = Literal["image", "audio", "text", "table", "series", "sample"]


@dataclass(frozen=True, slots=True)
class ModelNote:
    """Which version of which model: ``identity`` of its content in hex, ``listing`` by its number on its market."""

    name: str
    version: str
    identity: str
    listing: str


@dataclass(frozen=True, slots=True)
class InputNote:
    """One input: ``label`` is the sample's or the file's name, if it has one; ``digest`` is of this input alone."""

    name: str
    kind: InputKind
    label: str
    digest: str


@dataclass(frozen=True, slots=True)
class Versions:
    """Of Licet, of the engine (onnxruntime), and the formats of package and spec."""

    licet: str
    engine: str
    package: int
    spec: int


@dataclass(frozen=True, slots=True)
class RunDetail:
    """Everything that a run of this version of Licet keeps beyond the few columns of old.

    ``asked`` is the device that was asked for, ``reason`` why it was not used. ``seed`` is None where nothing is drawn.
    ``digests`` names the definition that the digests follow. ``repeats`` is the number of the run that this one repeats.
    ``rtol`` and ``atol`` are the package's tolerance, within which two answers are near.
    """

    model: ModelNote
    task: str
    head: str
    params: dict[str, ParamValue]
    inputs: tuple[InputNote, ...]
    versions: Versions
    asked: str
    reason: str
    sandbox: SandboxLevel
    seed: int | None = None
    digests: str = DEFINITION
    repeats: int | None = None
    rtol: float = 1e-3
    atol: float = 1e-4


@dataclass(frozen=True, slots=True)
class RunRecord:
    """One run in the history; digests are SHA-256 in hex. ``detail`` is None of runs before Licet kept it."""

    purchase_id: str
    time: int
    seconds: float
    device: str
    input_digest: str
    output_digest: str
    summary: str
    detail: RunDetail | None = None
    id: int = 0


def input_form(value: RunInput) -> dict[str, Any]:
    """One input as a plain value (docs/run-records.md section 2); a file's name is no part of it."""
    match value:
        case ImageInput():
            return {"kind": "image", "data": value.data}
        case AudioInput():
            return {"kind": "audio", "data": value.data}
        case TextInput():
            return {"kind": "text", "text": value.text, "pair": value.pair}
        case TableInput():
            names = sorted({name for row in value.rows for name in row})
            columns = {name: [row.get(name) for row in value.rows] for name in names}
            return {"kind": "table", "rows": len(value.rows), "columns": columns}
        case SeriesInput():
            return {"kind": "series", "values": [float(number) for number in value.values]}
        case SampleInput():
            return {"kind": "sample", "name": value.name}


def note_of(name: str, value: RunInput) -> InputNote:
    """What a record says of one input."""
    form = input_form(value)
    kind: InputKind = form["kind"]
    label = value.name if isinstance(value, ImageInput | AudioInput | SampleInput) else ""
    return InputNote(name, kind, label[:200], digest(form))


def input_digest(inputs: Mapping[str, RunInput]) -> str:
    """Of all inputs together."""
    return digest({name: input_form(value) for name, value in inputs.items()})


def output_digest(result: RunResult) -> str:
    """Of the answer: its kind, value, pictures and frame; not of how long it took."""
    pictures = [
        {"name": p.name, "width": p.width, "height": p.height, "rgba": p.rgba} for p in result.pictures
    ]
    return digest(
        {"head": result.head, "value": result.value, "frame": list(result.frame), "pictures": pictures}
    )


def params_of(params: Mapping[str, object]) -> dict[str, ParamValue]:
    """Parameters as a record keeps them; by its text what JSON would not give back as it was."""
    return {name: _param(value) for name, value in params.items()}


def _param(value: object) -> ParamValue:
    if isinstance(value, str | bool) or (isinstance(value, int | float) and abs(value) <= _SAFE):
        return value
    return str(value)


def seed_of(params: Mapping[str, object]) -> int | None:
    """The seed, where the model takes one as a parameter."""
    seed = params.get("seed")
    return seed if isinstance(seed, int) and not isinstance(seed, bool) else None
